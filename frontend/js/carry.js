// Changing the language reloads the page; what was typed goes along.
import { retype, typed } from "./fields.js";

const key = () => `carried:${location.pathname}`;
const forms = () => [...document.querySelectorAll("main form[method='post']")];

export function carryFormsAcrossLanguages(within) {
  within.querySelector("[data-language]")?.addEventListener("submit", () => {
    const values = forms().map(typed);
    if (values.some((pairs) => pairs.length)) sessionStorage.setItem(key(), JSON.stringify(values));
  });
  const carried = sessionStorage.getItem(key());
  if (!carried) return;
  sessionStorage.removeItem(key());
  const values = JSON.parse(carried);
  forms().forEach((form, at) => {
    retype(form, values[at] ?? []);
    form.dataset.carried = ""; // newer than any draft of it
  });
}
