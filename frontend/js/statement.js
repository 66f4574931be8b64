// Records a statement with the camera and hands it to the uploader of the page as a file.

const box = document.querySelector("[data-record]");
const input = document.getElementById("files");
const KINDS = ["video/mp4", "video/webm;codecs=vp8,opus", "video/webm"];
const LONGEST = 3 * 60 * 1000; // ms
const part = (name) => box.querySelector(`[data-${name}]`);
let stream = null;
let recorder = null;
let recording = null;
let ending = 0;

function offer(...names) {
  for (const name of ["start", "begin", "stop", "send", "again"]) part(name).hidden = !names.includes(name);
}

function say(text) {
  part("said-of-camera").textContent = text;
}

async function start() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: 640 }, audio: true });
  } catch {
    say(box.dataset.denied);
    return;
  }
  const camera = part("camera");
  camera.srcObject = stream;
  camera.muted = true;
  camera.controls = false;
  camera.hidden = false;
  await camera.play();
  say("");
  offer("begin");
}

function begin() {
  const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one)) ?? "";
  const pieces = [];
  recorder = new MediaRecorder(stream, { ...(kind && { mimeType: kind }), videoBitsPerSecond: 800_000 });
  recorder.addEventListener("dataavailable", ({ data }) => {
    pieces.push(data);
    if (recorder.state === "recording") offer("stop"); // not before there is something to keep
  });
  recorder.addEventListener("stop", () => finished(pieces, recorder.mimeType));
  recorder.start(1000);
  ending = setTimeout(stop, LONGEST);
  say(box.dataset.recording);
  offer();
}

function stop() {
  clearTimeout(ending);
  if (recorder?.state === "recording") recorder.stop();
}

function finished(pieces, kind) {
  const type = kind.split(";")[0] || "video/webm";
  recording = new File(pieces, `statement.${type.endsWith("mp4") ? "mp4" : "webm"}`, { type });
  for (const track of stream.getTracks()) track.stop();
  const camera = part("camera");
  camera.srcObject = null;
  camera.src = URL.createObjectURL(recording);
  camera.muted = false;
  camera.controls = true;
  say(box.dataset.ready);
  offer("send", "again");
}

function send() {
  const chosen = new DataTransfer();
  chosen.items.add(recording);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  say(box.dataset.sent);
  offer("again");
}

function again() {
  URL.revokeObjectURL(part("camera").src);
  part("camera").removeAttribute("src");
  start();
}

if (box && input && globalThis.MediaRecorder && navigator.mediaDevices) {
  box.hidden = false;
  const acts = { start, begin, stop, send, again };
  for (const [name, act] of Object.entries(acts)) part(name).addEventListener("click", act);
}
