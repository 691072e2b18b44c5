// SPDX-License-Identifier: EUPL-1.2
// What the pages say, by the keys of the language catalogues.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { SOURCE } from "./packages.mjs";

const LINE = /^([\w.-]+): (".*")$/gm;

function read(language) {
  const file = join(SOURCE, "config/language", `${language}.yaml`);
  const texts = new Map(
    [...readFileSync(file, "utf8").matchAll(LINE)].map(
      ([, key, value]) => [key, JSON.parse(value)],
    ),
  );
  return (key) => {
    if (!texts.has(key)) throw new Error(`${file} has no text '${key}'`);
    return texts.get(key);
  };
}

export const texts = { da: read("da"), en: read("en") };
