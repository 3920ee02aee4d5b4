// A box above a long facet that leaves only the terms holding what is typed.
const LONG = 12; // terms a facet may have without one

function above(row) {
  // the term that a narrower one stands under: the nearest row before it of depth 0
  let other = row;
  while (other && !other.classList.contains("depth-0")) other = other.previousElementSibling;
  return other;
}

export function sift(sieve) {
  const sought = sieve.value.trim().toLowerCase();
  const rows = [...sieve.closest("fieldset").querySelectorAll("li")];
  const shown = new Set();
  for (const row of rows) {
    const label = row.querySelector("label").textContent.toLowerCase();
    if (!label.includes(sought) && !row.querySelector(":checked")) continue;
    shown.add(row);
    shown.add(above(row));
  }
  for (const row of rows) row.hidden = !shown.has(row);
}

function made(facet) {
  const sieve = document.createElement("input");
  const name = facet.querySelector("legend").textContent.trim().toLowerCase();
  sieve.type = "search";
  sieve.className = "sieve";
  sieve.id = `sieve-${facet.id}`;
  sieve.autocomplete = "off";
  sieve.placeholder = "Find a term";
  sieve.setAttribute("aria-label", `Find a term in ${name}`);
  sieve.addEventListener("input", () => sift(sieve));
  // it asks nothing of the server: keep its events from the form
  sieve.addEventListener("change", (event) => event.stopPropagation());
  sieve.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key !== "Escape") return;
    sieve.value = "";
    sift(sieve);
  });
  return sieve;
}

export function addSieves(root) {
  for (const facet of root.querySelectorAll(".narrow details.facet:not(:has(.sieve))")) {
    if (facet.querySelectorAll("li").length <= LONG) continue;
    facet.querySelector("ul").before(made(facet));
  }
}
