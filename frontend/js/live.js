// Keeps parts of a page fresh: data-live is the address of the news (server-sent events) about what
// is in it, which say only that something happened; its parts (data-live-part, each with an id) are
// then asked for anew, where access decides as always.
// While no news can be heard, the page asks every 15 seconds by itself.
// Parts of a newer version of the app are not put into an older page: that is loaded anew as a whole,
// once nothing is being typed or sent in it.

const ASK_EVERY = 15_000; // ms
const LISTEN_AGAIN = 60_000; // ms after the court refused a stream

export function followLive(within) {
  within.querySelectorAll("[data-live]:not([data-live-state])").forEach(follow);
}

/** Call `onNews` for each piece of news; `onState` hears "live" and "polling". Returns how to stop. */
export function listen(address, onNews, onState = () => {}) {
  let events, again, poll;
  const ask = () => document.visibilityState === "visible" && onNews();
  const polling = () => {
    onState("polling");
    poll ||= setInterval(ask, ASK_EVERY);
    if (events.readyState === EventSource.CLOSED) again = setTimeout(open, LISTEN_AGAIN);
  };
  const live = () => {
    onState("live");
    clearInterval(poll);
    poll = 0;
  };
  const open = () => {
    events = new EventSource(address);
    events.addEventListener("open", live);
    events.addEventListener("news", onNews);
    events.addEventListener("error", polling);
  };
  const stop = () => {
    events.close();
    clearInterval(poll);
    clearTimeout(again);
  };
  open();
  addEventListener("pagehide", stop, { once: true });
  return stop;
}

function follow(root) {
  const stop = listen(root.dataset.live, () => load(root), (state) => (root.dataset.liveState = state));
  new MutationObserver((_, observer) => {
    if (root.isConnected) return;
    stop();
    observer.disconnect();
  }).observe(document.body, { childList: true, subtree: true });
}

/** Take the parts from the page as it is now. */
async function load(root) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (versionOf(page) !== versionOf(document)) {
    if (!isInUse()) location.reload();
    return;
  }
  for (const part of root.querySelectorAll("[data-live-part]")) {
    const fresh = page.getElementById(part.id);
    if (fresh && !isBusy(part) && !fresh.isEqualNode(part)) replace(part, fresh);
  }
}

/** The version of the app that a page was made by: its sheets and scripts are named by content. */
const versionOf = (page) =>
  [...page.querySelectorAll("link[rel='stylesheet'], script[src]")]
    .map((one) => one.getAttribute("href") ?? one.getAttribute("src"))
    .join();

const isInUse = () =>
  isBusy(document.body) || Boolean(document.querySelector(".sending__file, form[data-sent], dialog[open]"));

/** Draw a part anew; what has the focus keeps it. */
function replace(part, fresh) {
  const focused = part.contains(document.activeElement) ? mark(document.activeElement) : null;
  part.replaceChildren(...fresh.childNodes);
  if (focused) part.querySelector(focused)?.focus();
}

/** Whether somebody is writing or choosing in the part, which drawing it anew would forget. */
const isBusy = (part) => part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea");

function mark(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const address = element.getAttribute("href");
  return address ? `a[href="${CSS.escape(address)}"]` : null;
}
