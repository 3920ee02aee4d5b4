// Buttons that copy the text of the element whose id stands in their data-copy.
import { announce } from "./announcing.js";

const SHOWN = 2000; // milliseconds

async function copy(element) {
  const text = element.innerText.trim();
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without HTTPS there is no clipboard: select it, the reader's own keys copy it.
  getSelection().selectAllChildren(element);
  throw new Error("no clipboard");
}

async function press(button) {
  const source = document.getElementById(button.dataset.copy);
  const name = (button.dataset.name ??= button.textContent);
  try {
    await copy(source);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(source);
    button.textContent = "Selected";
  }
  announce(button.textContent);
  clearTimeout(button.again);
  button.again = setTimeout(() => (button.textContent = name), SHOWN);
}

export function watchCopyButtons() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) press(button);
  });
}

export function showCopyButtons(root) {
  for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
}
