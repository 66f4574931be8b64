// Keeps what is typed in a form marked data-draft="key" on this device until it has been sent.
//
// A draft belongs to the account that typed it. It comes back when the form is opened again, for
// instance after the session ran out, and says so. Signing out (data-forget-drafts) forgets all.
import { retype, same, typed } from "./fields.js";
import * as store from "./store.js";

const PAUSE = 400; // ms without typing before a draft is written
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000; // ms
const account = () => document.body.dataset.account ?? "";
const keyOf = (form) => `${account()}/${form.dataset.draft}`;

export async function keepDrafts(within) {
  try {
    for (const form of within.querySelectorAll("form[data-draft]:not([data-draft-state])")) {
      form.dataset.draftState = "opened";
      await restore(form);
      watch(form);
    }
    for (const form of within.querySelectorAll("form[data-forget-drafts]")) {
      form.addEventListener("submit", () => store.clear());
    }
    await forgetSent();
    document.body.dataset.drafts = "tidied";
  } catch (problem) {
    console.info("Drafts are not kept on this device:", problem);
  }
}

async function restore(form) {
  const draft = await store.get(keyOf(form));
  if (!draft) return;
  const fromServer = typed(form);
  const refused = document.querySelector("[data-error-summary]");
  const overtaken = Date.parse(form.dataset.draftSavedAt) > draft.at;
  const carried = "carried" in form.dataset;
  if (refused || overtaken || carried || same(draft.values, fromServer)) return;
  retype(form, draft.values);
  form.dataset.draftState = "restored";
  say(form, fromServer);
}

function say(form, fromServer) {
  const sentence = form.querySelector("template[data-draft-restored]")?.content.cloneNode(true);
  if (!sentence) return;
  const place = document.createElement("div");
  place.setAttribute("role", "status");
  form.prepend(place);
  place.append(sentence);
  place.querySelector("button")?.addEventListener("click", async () => {
    retype(form, fromServer);
    await store.remove(keyOf(form));
    form.dataset.draftState = "opened";
    place.remove();
    form.querySelector("input:not([type='hidden']), select, textarea")?.focus();
  });
}

function watch(form) {
  let timer = 0;
  const save = async (state = "saved") => {
    clearTimeout(timer);
    const at = Date.now();
    // Said before the write: a page that is left while it writes must not save once more as unsent.
    form.dataset.draftState = "saving";
    const sentAt = state === "sent" ? at : null;
    await store.put({ key: keyOf(form), values: typed(form), at, sentAt });
    if (form.dataset.draftState === "saving") form.dataset.draftState = state;
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    form.dataset.draftState = "typing";
    timer = setTimeout(() => save(), PAUSE);
  });
  addEventListener("pagehide", () => {
    if (form.dataset.draftState === "typing") save();
  });
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) save("sent");
  });
  if ("carried" in form.dataset) save();
}

// A draft that was sent is done with once the court shows its owner another page than that form.
async function forgetSent() {
  if (document.body.dataset.page === "error") return;
  const here = new Set([...document.querySelectorAll("form[data-draft]")].map(keyOf));
  for (const draft of await store.all()) {
    const mine = draft.key.startsWith(`${account()}/`);
    const done = draft.sentAt && mine && !here.has(draft.key);
    if (done || Date.now() - draft.at > KEPT_FOR) await store.remove(draft.key);
  }
}
