// What scripts add to pages that work without them: one module a behaviour, begun here.
import { announceTotal } from "./announcing.js";
import { showCopyButtons, watchCopyButtons } from "./copying.js";
import { closeAfterShow, settleDrawers, watchDrawers } from "./drawer.js";
import { recall, remember } from "./keeping.js";
import { watchSearchKeys } from "./search_keys.js";
import { addSieves } from "./sieve.js";
import { watchThemeToggle } from "./theme_toggle.js";

function dress(root) {
  showCopyButtons(root);
  settleDrawers(root);
  addSieves(root);
}

watchSearchKeys();
watchThemeToggle();
watchCopyButtons();
watchDrawers();
dress(document);

document.addEventListener("htmx:beforeSwap", remember);
document.addEventListener("htmx:afterSwap", () => {
  dress(document);
  recall();
  closeAfterShow();
  announceTotal();
});
