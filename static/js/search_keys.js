// "/" goes to the search box from anywhere but a field; Esc empties it, then leaves it.
const FIELDS = "input, textarea, select, [contenteditable]";

export function watchSearchKeys() {
  const box = document.querySelector("[data-slash]");
  if (!box) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(FIELDS)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (box.value) box.value = "";
    else box.blur();
  });
}
