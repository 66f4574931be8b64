// Keeps a part of a page fresh: data-live is the address of its server-sent events,
// data-live-fragment the address of the part itself. Without events it asks every 15 seconds.

const ASK_EVERY = 15_000; // ms

export function followLive(within) {
  const parts = [...within.querySelectorAll("[data-live]:not([data-live-state])")];
  if (within.matches?.("[data-live]:not([data-live-state])")) parts.unshift(within);
  parts.forEach(follow);
}

function follow(part) {
  const reload = () => load(part);
  let poll = 0;
  const ask = () => {
    part.dataset.liveState = "polling";
    poll ||= setInterval(() => document.visibilityState === "visible" && reload(), ASK_EVERY);
  };
  const listen = () => {
    part.dataset.liveState = "live";
    clearInterval(poll);
    poll = 0;
  };
  const events = new EventSource(part.dataset.live);
  events.addEventListener("open", listen);
  events.addEventListener("news", reload);
  events.addEventListener("error", ask);
  addEventListener("pagehide", () => events.close());
  new MutationObserver((_, observer) => {
    if (part.isConnected) return;
    events.close();
    clearInterval(poll);
    observer.disconnect();
  }).observe(document.body, { childList: true, subtree: true });
}

async function load(part) {
  const answer = await fetch(part.dataset.liveFragment, { headers: { "HX-Request": "true" } });
  if (!answer.ok || answer.redirected) return;
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.innerHTML = await answer.text();
  if (focused) document.getElementById(focused)?.focus();
}
