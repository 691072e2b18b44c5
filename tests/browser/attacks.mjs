// SPDX-License-Identifier: EUPL-1.2
// Strings that want to run, and how it is seen that one has.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { Visit } from "./chromium.mjs";
import { SOURCE } from "./packages.mjs";

const RUN = "globalThis.hasRun=1";
export const ATTACKS = [
  `<script>${RUN}</script>`,
  `"><script>${RUN}</script>`,
  `'><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `</textarea></select><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `"><img src=x onerror=${RUN}>`,
  `"><svg onload=${RUN}>`,
  `' onfocus='${RUN}' autofocus='`,
  `" onfocus="${RUN}" autofocus="`,
  `" onmouseover="${RUN}`,
  `javascript:${RUN}`,
  `<a href="javascript:${RUN}">x</a>`,
  `[x](javascript:${RUN})`,
  "![x](//evil.example/x.png)",
  `<iframe srcdoc="<script>parent.hasRun=1</script>"></iframe>`,
  `<details open ontoggle=${RUN}>`,
  "<link rel=stylesheet href=//evil.example/x.css>",
  "<meta http-equiv=refresh content=0;url=//evil.example/>",
  "<base href=//evil.example/>",
  "<form action=//evil.example/><button>x</button>",
  "<style>@import '//evil.example/x.css'</style>",
  "{{{name}}}",
];

// What the mails, calendars and pages are tested with elsewhere.
const TAKEN = JSON.parse(execFileSync("python3", ["-B", "-c",
  "import json, injection_strings as s; print(json.dumps(s.TAKEN))"], {
  cwd: join(SOURCE, "tests/system"), encoding: "utf8",
}));
export const STRINGS = [...ATTACKS,
  ...TAKEN.filter((each) => /[<>"'&{}:\\`]/.test(each))];

export const pick = (i) => STRINGS[i % STRINGS.length];

// In the page: what no page of ours has.
export function findForeign() {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const name = element.outerHTML.slice(0, 120);
    if (element.matches("iframe, object, embed, base, style, " +
      "meta[http-equiv=refresh], script:not([src^='/']), " +
      "img:not([src^='/']), link:not([href^='/'])"))
      found.push(`a foreign element: ${name}`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^autofocus$/.test(attribute))
        found.push(`an attribute ${attribute}: ${name}`);
      if (["href", "src", "action", "formaction"].includes(attribute) &&
          !/^(\/(?!\/)|#|https?:\/\/|webcal:\/\/|mailto:|tel:)/.test(value))
        found.push(`${attribute} leads to ${value}: ${name}`);
    }
  }
  if (globalThis.hasRun !== undefined) found.push("a script has run");
  return found;
}

// The policy of the pages would stop most of them: escaping alone must be
// enough.
export function openWithoutPolicy(browser, more) {
  return Visit.begin(browser, { bypassCSP: true, ...more });
}

// Everything is opened, touched and gone to once.
export async function touch(page) {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll("details"))
      each.open = true;
    for (const each of document.querySelectorAll("*"))
      for (const type of ["mouseover", "focus", "toggle"])
        each.dispatchEvent(new Event(type));
  });
}
