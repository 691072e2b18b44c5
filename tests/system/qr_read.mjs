// SPDX-License-Identifier: EUPL-1.2
// Prints what the QR codes of a page say, one a line: node qr_read.mjs MODULES
// FILE.  The codes are SVG drawings whose path is made of "Mx yhNv1h-Nz".
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const [modules, file] = process.argv.slice(2);
const require = createRequire(resolve(modules, "package.json"));
const jsQR = require("jsqr");
const SCALE = 4;

for (const [, size, path] of readFileSync(file, "utf8").matchAll(
  /<svg viewBox="0 0 (\d+) \1"[^]*?<path d="([^"]+)"/g)) {
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = y * SCALE; row < (+y + 1) * SCALE; row++) {
      const from = (row * side + x * SCALE) * 4;
      for (let at = from; at < from + length * SCALE * 4; at += 4) {
        pixels.fill(0, at, at + 3);
      }
    }
  }
  console.log(jsQR(pixels, side, side)?.data ?? "?");
}
