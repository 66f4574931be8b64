// Entry: what every page gets. Every page works without it.
import { carryFormsAcrossLanguages } from "./carry.js";
import { rememberTimeZone } from "./clock.js";
import { keepDrafts } from "./drafts.js";
import { focusErrors } from "./errors.js";
import { offerInstall, registerServiceWorker } from "./install.js";
import { followLive } from "./live.js";
import { offerPrint } from "./print.js";
import { walkQueue } from "./queue.js";
import { sendOnce } from "./submit.js";
import { compareFiles } from "./verify.js";

const page = document.body;

function withCsrfToken({ detail }) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token) detail.headers["X-CSRFToken"] = token;
}

page.addEventListener("htmx:configRequest", withCsrfToken);
page.addEventListener("htmx:afterSettle", ({ target }) => {
  focusErrors(target);
  followLive(target);
  keepDrafts(target);
});

rememberTimeZone();
sendOnce(page);
focusErrors(page);
carryFormsAcrossLanguages(page);
keepDrafts(page);
followLive(page);
registerServiceWorker();
offerInstall(page);
offerPrint(page);
walkQueue(page);
compareFiles(page);
