// Draws the mark (assets/mark.svg) as a PNG, so that no drawing package is needed.
import { crc32, deflateSync } from "node:zlib";

const INK = [22, 57, 107];
const TEAL = [75, 196, 205];
const WHITE = [255, 255, 255];
const SIDE = 40; // the mark is drawn in a square of 40 units, as in mark.svg
const SAMPLES = 3; // per axis and pixel, for smooth edges

/** The mark as the bytes of a PNG of `size` pixels; `inset` is the free share of each side. */
export function mark(size, { inset = 0, square = false } = {}) {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      rows.set(pixel(x, y, size, inset, square), y * (1 + size * 4) + 1 + x * 4);
    }
  }
  return png(size, rows);
}

function pixel(x, y, size, inset, square) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i += 1) {
    const u = (x + ((i % SAMPLES) + 0.5) / SAMPLES) / size;
    const v = (y + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / size;
    const scale = (t) => ((t - 0.5) / (1 - 2 * inset) + 0.5) * SIDE;
    const colour = square || inTile(u * SIDE, v * SIDE) ? shade(scale(u), scale(v)) : null;
    if (colour) [...colour, 255].forEach((part, channel) => { sum[channel] += part; });
  }
  const covered = sum[3] / 255 || 1;
  const alpha = sum[3] / (SAMPLES * SAMPLES);
  return [...sum.slice(0, 3).map((part) => Math.round(part / covered)), Math.round(alpha)];
}

function inTile(x, y, radius = 9) {
  const dx = Math.max(radius - x, x - (SIDE - radius), 0);
  const dy = Math.max(radius - y, y - (SIDE - radius), 0);
  return Math.hypot(dx, dy) <= radius;
}

function shade(x, y) {
  if (toSegment(x, y, 7, 28, 33, 28) <= 1.7) return WHITE;
  if ([14, 20, 26].some((pier) => Math.abs(x - pier) <= 1.2 && y >= arch(pier) && y <= 28)) return WHITE;
  if (toArch(x, y) <= 1.7) return TEAL;
  return INK;
}

// The arch of mark.svg: the cubic (8,24) (13,13) (27,13) (32,24).
function onArch(t) {
  const a = (1 - t) ** 3, b = 3 * t * (1 - t) ** 2, c = 3 * t * t * (1 - t), d = t ** 3;
  return [8 * a + 13 * b + 27 * c + 32 * d, 24 * a + 13 * b + 13 * c + 24 * d];
}

const ARCH = Array.from({ length: 25 }, (_, i) => onArch(i / 24));

function toArch(x, y) {
  let nearest = Infinity;
  for (let i = 1; i < ARCH.length; i += 1) {
    nearest = Math.min(nearest, toSegment(x, y, ...ARCH[i - 1], ...ARCH[i]));
  }
  return nearest;
}

function arch(x) {
  return ARCH.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best))[1];
}

function toSegment(x, y, x0, y0, x1, y1) {
  const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const t = Math.max(0, Math.min(1, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length));
  return Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0));
}

// PNG (RFC 2083): signature, header, one compressed block of unfiltered rows, end.
function png(size, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(checksum(body), body.length + 4);
  return whole;
}

function checksum(bytes) {
  return crc32(bytes) >>> 0;
}
