// Keeps what the reader did to the panel while htmx replaces it: which facets are open,
// how far it is scrolled, what is typed into the sieves, where the focus is.
import { sift } from "./sieve.js";

const FOLDS = "details[id]";
const SIEVES = "input.sieve";

let kept = null;

export function remember() {
  const panel = document.querySelector(".narrow");
  if (!panel) return;
  const focused = panel.contains(document.activeElement) ? document.activeElement : null;
  kept = {
    open: new Map([...panel.querySelectorAll(FOLDS)].map((fold) => [fold.id, fold.open])),
    sieves: new Map([...panel.querySelectorAll(SIEVES)].map((sieve) => [sieve.id, sieve.value])),
    scroll: panel.scrollTop,
    focus: focused?.id,
  };
}

export function recall() {
  const panel = document.querySelector(".narrow");
  if (!panel || !kept) return;
  for (const fold of panel.querySelectorAll(FOLDS)) fold.open = kept.open.get(fold.id) ?? fold.open;
  for (const sieve of panel.querySelectorAll(SIEVES)) {
    sieve.value = kept.sieves.get(sieve.id) ?? "";
    sift(sieve);
  }
  panel.scrollTop = kept.scroll;
  // htmx gives the focus back too, but cannot into a facet that was still closed
  if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
  kept = null;
}
