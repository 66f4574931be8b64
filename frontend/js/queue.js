// The clerk's queue by keyboard: j and k walk through it, Enter opens, "/" finds, "?" lists the keys.
// Single keys can be turned off on this device (WCAG 2.1.4).

const OFF = "keys-off";
const isOff = () => localStorage.getItem(OFF) === "1";
const typing = (target) => target.closest("input:not([type='checkbox']), select, textarea, [contenteditable]");

export function walkQueue(within) {
  const help = within.querySelector("[data-keys]");
  if (!help) return;
  const opener = within.querySelector("[data-keys-help]");
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
  offerToTurnOff(help.querySelector("[data-keys-off]"));
  document.addEventListener("keydown", (event) => {
    if (isOff() || help.open || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") help.showModal();
    else if (event.key === "/") within.querySelector("[type='search']")?.focus();
    else if (event.key === "j") step(within, 1);
    else if (event.key === "k") step(within, -1);
    else return;
    event.preventDefault();
  });
}

function step(within, by) {
  const links = [...within.querySelectorAll("[data-queue] a")]; // as it is now: news may have come
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

function offerToTurnOff(button) {
  const show = () => button.setAttribute("aria-pressed", String(isOff()));
  button.addEventListener("click", () => {
    localStorage.setItem(OFF, isOff() ? "0" : "1");
    show();
  });
  show();
}
