// The button that turns light into dark. A choice equal to the system's is forgotten,
// so that the page follows the system again.
const system = matchMedia("(prefers-color-scheme: dark)");

function current() {
  return document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
}

function label(button) {
  button.setAttribute("aria-label", current() === "dark" ? "Use light colours" : "Use dark colours");
}

function choose(theme) {
  const follows = theme === (system.matches ? "dark" : "light");
  if (follows) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (follows) localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // storage is off: the choice holds for this page
  }
}

export function watchThemeToggle() {
  const button = document.querySelector("[data-theme-toggle]");
  if (!button) return;
  label(button);
  system.addEventListener("change", () => label(button));
  button.addEventListener("click", () => {
    choose(current() === "dark" ? "light" : "dark");
    label(button);
  });
}
