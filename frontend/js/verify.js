// A file is compared with a letter's SHA-256 on the reader's own device, as soon as it is chosen.

export function compareFiles(within) {
  for (const form of within.querySelectorAll("form[data-compare]")) {
    if (!crypto.subtle) return;
    form.addEventListener("change", ({ target }) => compare(form, target.files?.[0]));
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.elements.file.files = event.dataTransfer.files;
      compare(form, event.dataTransfer.files[0]);
    });
  }
}

async function compare(form, file) {
  const [same, different] = [form.querySelector("[data-same]"), form.querySelector("[data-different]")];
  form.querySelector("[data-answer]").hidden = true;
  same.hidden = different.hidden = true;
  if (!file) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const answer = found === form.dataset.compare ? same : different;
  answer.hidden = false;
}
