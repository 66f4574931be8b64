// Lets one draw a signature with a finger, a pen or the mouse: its strokes go into the form as lines
// of SVG on a pad of 600 by 200. Whoever does not draw signs with the typed name, which is enough.

const WIDTH = 600;
const HEIGHT = 200;
const SHARPER = 2;
const PEN = 3;
const LONGEST = 60_000; // signs
const box = document.querySelector("[data-signature]");
const field = box?.closest("form").elements.drawn;
const pad = box?.querySelector("canvas");

const within = (at, size) => Math.min(Math.max(Math.round(at), 0), size - 1);

function point({ clientX, clientY }) {
  const { left, top, width, height } = pad.getBoundingClientRect();
  return `${within(((clientX - left) * WIDTH) / width, WIDTH)} ${within(((clientY - top) * HEIGHT) / height, HEIGHT)}`;
}

function show() {
  const ink = pad.getContext("2d");
  ink.setTransform(SHARPER, 0, 0, SHARPER, 0, 0);
  ink.clearRect(0, 0, WIDTH, HEIGHT);
  Object.assign(ink, { lineWidth: PEN, lineCap: "round", lineJoin: "round" });
  ink.stroke(new Path2D(field.value));
}

function say() {
  const drawn = Boolean(field.value);
  box.querySelector("[data-said]").textContent = drawn ? box.dataset.drawn : "";
  box.querySelector("button").disabled = !drawn;
}

function begin(event) {
  if (!event.isPrimary || event.button) return;
  pad.setPointerCapture(event.pointerId);
  const at = point(event);
  add(`M${at}L${at}`);
}

function go(event) {
  if (!pad.hasPointerCapture(event.pointerId)) return;
  for (const one of event.getCoalescedEvents?.() ?? [event]) add(`L${point(one)}`);
}

function add(line) {
  if (field.value.length + line.length > LONGEST || field.value.endsWith(line)) return;
  field.value += line;
  show();
}

function clear() {
  field.value = "";
  show();
  say();
}

if (field && pad) {
  pad.width = WIDTH * SHARPER;
  pad.height = HEIGHT * SHARPER;
  pad.addEventListener("pointerdown", begin);
  pad.addEventListener("pointermove", go);
  pad.addEventListener("pointerup", say);
  pad.addEventListener("pointercancel", say);
  box.querySelector("button").addEventListener("click", clear);
  box.open = Boolean(field.value);
  box.hidden = false;
  show();
  say();
}
