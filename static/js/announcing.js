// Says to screen readers what changed without a new page.
export function announce(text) {
  const region = document.getElementById("announcer");
  if (region) region.textContent = text;
}

export function announceTotal() {
  const total = document.querySelector(".toolbar .total");
  if (total) announce(total.textContent.replace(/\s+/g, " ").trim());
}
