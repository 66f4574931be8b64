// A button that prints the page; without scripts the browser's own menu does it.

export function offerPrint(within) {
  for (const button of within.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
