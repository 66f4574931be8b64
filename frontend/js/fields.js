// The typed content of a form as plain values, and back. Secrets, files and tokens are left out.

const KEPT = "input, select, textarea";
const LEFT_OUT = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);

function kept(form) {
  return [...form.elements].filter(
    (field) => field.matches(KEPT) && field.name && !LEFT_OUT.has(field.type) && !field.closest("[data-never-kept]"),
  );
}

const ticked = (field) => field.type === "checkbox" || field.type === "radio";

/** A list of [name, value] pairs in the order of the page; an unticked box is absent. */
export function typed(form) {
  return kept(form)
    .filter((field) => !ticked(field) || field.checked)
    .flatMap((field) =>
      field.type === "select-multiple"
        ? [...field.selectedOptions].map((option) => [field.name, option.value])
        : [[field.name, field.value]],
    );
}

/** Put `pairs` back into the form. */
export function retype(form, pairs) {
  const left = pairs.map((pair) => [...pair]);
  const take = (name) => {
    const at = left.findIndex(([given]) => given === name);
    return at < 0 ? undefined : left.splice(at, 1)[0][1];
  };
  for (const field of kept(form)) {
    if (ticked(field)) {
      field.checked = pairs.some(([name, value]) => name === field.name && value === field.value);
    } else if (field.type === "select-multiple") {
      for (const option of field.options) {
        option.selected = pairs.some(([name, value]) => name === field.name && value === option.value);
      }
    } else {
      field.value = take(field.name) ?? field.value;
    }
  }
}

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
