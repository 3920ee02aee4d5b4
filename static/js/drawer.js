// On narrow screens the panel beside a list is a drawer: closed at first, and closed
// again by the button that shows what was found.
const narrow = matchMedia("(width < 56rem)"); // as in css/narrow.css

let closing = false;

export function settleDrawers(root) {
  for (const drawer of root.querySelectorAll("[data-drawer]:not([data-settled])")) {
    if (narrow.matches) drawer.open = false;
    drawer.dataset.settled = "";
  }
}

export function watchDrawers() {
  narrow.addEventListener("change", () => {
    for (const drawer of document.querySelectorAll("[data-drawer]")) drawer.open = !narrow.matches;
  });
  document.addEventListener("submit", (event) => {
    closing = narrow.matches && Boolean(event.submitter?.matches(".show"));
  }, true);
}

export function closeAfterShow() {
  if (!closing) return;
  closing = false;
  for (const drawer of document.querySelectorAll("[data-drawer]")) {
    drawer.open = false;
    drawer.scrollIntoView();
    drawer.querySelector("summary").focus({ preventScroll: true });
  }
}
