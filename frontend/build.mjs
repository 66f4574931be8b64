// Builds ./build: the style sheets, our modules, the third-party scripts we load, the marks.
// A folder of its own is filled and then put in place, so that a failed build leaves the old one.
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";
import { mark } from "./mark.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILD = join(HERE, "build");
const NEXT = join(HERE, "node_modules", ".next-build");
const MODULES = join(HERE, "node_modules");
const SHEETS = ["yunqiao", "print"];
const VENDOR = {
  "htmx.js": "htmx.org/dist/htmx.min.js",
  "tus.js": "tus-js-client/dist/tus.min.js",
};

async function sheets() {
  for (const name of SHEETS) {
    const { css } = sass.compile(join(HERE, "sass", `${name}.scss`), {
      loadPaths: [MODULES],
      style: "compressed",
      quietDeps: true,
    });
    await writeFile(join(NEXT, `${name}.css`), css);
  }
}

async function vendor() {
  await mkdir(join(NEXT, "vendor"));
  for (const [name, source] of Object.entries(VENDOR)) {
    const script = await readFile(join(MODULES, source), "utf8");
    await writeFile(join(NEXT, "vendor", name), script.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
  }
}

async function marks() {
  await cp(join(HERE, "assets"), NEXT, { recursive: true });
  await writeFile(join(NEXT, "icon-192.png"), mark(192));
  await writeFile(join(NEXT, "icon-512.png"), mark(512));
  await writeFile(join(NEXT, "icon-maskable-512.png"), mark(512, { inset: 0.14, square: true }));
  await writeFile(join(NEXT, "apple-touch-icon.png"), mark(180, { square: true }));
}

await rm(NEXT, { recursive: true, force: true });
await mkdir(NEXT);
await sheets();
await vendor();
await marks();
await cp(join(HERE, "js"), join(NEXT, "js"), { recursive: true });
await rm(BUILD, { recursive: true, force: true });
await rename(NEXT, BUILD);
