// Sends the files of an evidence page piece by piece (tus): progress, cancel, retry, and going on
// after a lost connection or a reload. Without it the form sends them whole.

import { listen } from "./live.js";

const PIECE = 4 * 1024 * 1024; // bytes
const AT_ONCE = 2;
const WAITS = [0, 1000, 3000, 5000, 10_000, 20_000]; // ms before each further try
const LOOK_AGAIN = 1500; // ms, while a file is being checked and no news can be heard
const LOOK_AGAIN_LIVE = 8000; // ms, where news can be heard
const MAY_PASS = new Set([0, 409, 423, 460]); // and all of 5xx

const form = document.querySelector("[data-uploads]");
const exhibits = document.getElementById("exhibits");
const underWay = new Set();
const waiting = [];
let looking = 0;
let hearing = false;

function send(file, exhibit = "") {
  const row = rowFor(file);
  const upload = new tus.Upload(file, {
    endpoint: form.dataset.uploads,
    chunkSize: PIECE,
    retryDelays: WAITS,
    removeFingerprintOnSuccess: true,
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    metadata: { filename: file.name, filetype: file.type, envelope: form.dataset.envelope, exhibit },
    fingerprint: async () => ["yq", form.dataset.envelope, exhibit, file.name, file.size, file.lastModified].join("/"),
    onShouldRetry: (error) => navigator.onLine && mayPass(error),
    onProgress: (sent, all) => row.progress(Math.floor((sent * 100) / all)),
    onError: (error) => failed(upload, row, error),
    onSuccess: () => arrived(upload, row),
  });
  row.on("cancel", () => cancel(upload, row));
  row.on("retry", () => start(upload, row));
  waiting.push(() => start(upload, row));
  next();
}

async function start(upload, row) {
  row.say(form.dataset.sending);
  row.offer("cancel");
  underWay.add(upload);
  if (!upload.url) {
    const [begun] = await upload.findPreviousUploads();
    if (begun) upload.resumeFromPreviousUpload(begun);
  }
  upload.start();
}

function next() {
  while (waiting.length && underWay.size < AT_ONCE) waiting.shift()();
}

function arrived(upload, row) {
  leave(upload);
  row.remove();
  announce(`${upload.file.name}: ${form.dataset.arrived}`);
  refresh();
}

function failed(upload, row, error) {
  leave(upload);
  const answer = error.originalResponse;
  if (!answer || !navigator.onLine) {
    row.say(form.dataset.lost);
    announce(form.dataset.lost);
    addEventListener("online", () => start(upload, row), { once: true });
    row.offer("retry", "cancel");
    return;
  }
  const sentence = answer.getHeader("Content-Type")?.startsWith("text/plain") && answer.getBody();
  row.fail(sentence || form.dataset.failed);
  announce(`${upload.file.name}: ${sentence || form.dataset.failed}`);
  row.offer("retry", "cancel");
}

function cancel(upload, row) {
  upload.abort(Boolean(upload.url)).catch(() => {}); // what is left there expires by itself
  leave(upload);
  row.remove();
}

function leave(upload) {
  underWay.delete(upload);
  next();
}

function mayPass(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  return MAY_PASS.has(status) || (status >= 500 && status !== 507);
}

function rowFor(file) {
  const list = form.querySelector("[data-list]");
  const row = form.querySelector("template").content.firstElementChild.cloneNode(true);
  const part = (name) => row.querySelector(`[data-${name}]`);
  const bar = row.querySelector("progress");
  part("name").textContent = file.name;
  part("state").textContent = form.dataset.waiting;
  bar.setAttribute("aria-label", file.name);
  for (const name of ["retry", "cancel"]) part(name).setAttribute("aria-label", `${part(name).textContent} ${file.name}`);
  list.append(row);
  list.hidden = false;
  return {
    on: (name, act) => part(name).addEventListener("click", act),
    offer: (...names) => ["retry", "cancel"].forEach((name) => (part(name).hidden = !names.includes(name))),
    say: (text) => {
      part("state").textContent = text;
      part("state").classList.remove("govuk-error-message");
    },
    fail: (text) => {
      part("state").textContent = text;
      part("state").classList.add("govuk-error-message");
    },
    progress: (percent) => {
      bar.value = percent;
      part("state").textContent = `${form.dataset.sending} ${percent} %`;
    },
    remove: () => {
      row.remove();
      list.hidden = !list.children.length;
    },
  };
}

function announce(text) {
  form.querySelector("[data-said]").textContent = text;
}

/** Draw the list of exhibits anew, and again as long as one is being checked. */
async function refresh() {
  clearTimeout(looking);
  const answer = await fetch(exhibits.dataset.fragment, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok && !answer.redirected && !isBusy()) {
    const focused = exhibits.contains(document.activeElement) ? document.activeElement.id : "";
    exhibits.innerHTML = await answer.text();
    if (focused) document.getElementById(focused)?.focus();
  }
  prepare();
}

/** Whether a file is being chosen in the list, which drawing it anew would forget. */
const isBusy = () => [...exhibits.querySelectorAll("input[type=file]")].some((input) => input.files.length);

function prepare() {
  const begun = [...underWay].map((upload) => upload.url?.split("/").at(-2));
  for (const note of exhibits.querySelectorAll("[data-session]")) note.hidden = begun.includes(note.dataset.session);
  for (const plain of document.querySelectorAll("[data-plain]")) plain.hidden = true;
  if (exhibits.querySelector("[data-checking]")) looking = setTimeout(refresh, hearing ? LOOK_AGAIN_LIVE : LOOK_AGAIN);
}

function take({ target }) {
  if (target.type !== "file") return;
  const exhibit = target.form.dataset.exhibit ?? "";
  for (const file of target.files) send(file, exhibit);
  target.value = "";
}

if (form && globalThis.tus?.isSupported) {
  const box = form.closest("section");
  form.addEventListener("change", take);
  exhibits.addEventListener("change", take);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const kind of ["dragenter", "dragover"]) {
    box.addEventListener(kind, (event) => {
      event.preventDefault();
      box.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) box.addEventListener(kind, () => box.classList.remove("is-over"));
  if (exhibits.dataset.events) {
    listen(exhibits.dataset.events, refresh, (state) => (hearing = state === "live"));
  }
  // What was chosen before this script was here.
  for (const input of form.querySelectorAll("input[type=file]")) take({ target: input });
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    for (const file of event.dataTransfer.files) send(file);
  });
  prepare();
}
