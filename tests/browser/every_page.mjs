// SPDX-License-Identifier: EUPL-1.2
// Every page, in Danish and English, with and without script, on large and
// small screens. Pictures of what was seen lie in browser-screenshots/.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";

import {
  isAccessible, isNoWiderThanItsWindow, isPrintable, isReachableByKeyboard,
  isValidHtml,
} from "./checks.mjs";
import { Visit } from "./chromium.mjs";
import { Municipality } from "./municipality.mjs";
import { SOURCE } from "./packages.mjs";
import { PAGES, UNSEEN } from "./pages.mjs";

const ALL = [isAccessible, isNoWiderThanItsWindow, isReachableByKeyboard];
const SCREENS = [
  { name: "desktop", width: 1280, height: 800, checks: ALL },
  // The same at 200 % zoom.
  { name: "zoomed", width: 640, height: 400,
    checks: [isNoWiderThanItsWindow] },
  { name: "phone", width: 390, height: 844, checks: ALL },
  { name: "narrow", width: 320, height: 640,
    checks: [isAccessible, isNoWiderThanItsWindow] },
];
// Where each visit of this run ended.
const seen = new Set();
const PICTURES = resolve("browser-screenshots");

// The pages that the interface's description tells of, as patterns.
function describedPages() {
  const text = readFileSync(join(SOURCE, "schemas/openapi.yaml"), "utf8");
  const isPage =
    /^    get:\n(?: {6}.*\n)*? {8}'200': .*\/responses\/Page'/m;
  return text.split(/^(?=  \/)/m).filter((each) => isPage.test(each))
    .map((each) => each.match(/^  (\S+):/)[1])
    .map((path) => new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`));
}

async function visit(place, row, script) {
  const visit = await Visit.begin(place.browser, {
    script, storageState: place.signedIn[row.as] });
  await visit.open(row.path(place));
  if (row.act) await row.act(visit, place);
  seen.add(new URL(visit.page.url()).pathname);
  return visit;
}

// unless: a check that cannot be made of this page.
async function look(page, name, unless) {
  const faults = [];
  for (const { name: screen, width, height, checks } of SCREENS) {
    await page.setViewportSize({ width, height });
    await page.screenshot({
      path: `${PICTURES}/${name}-${screen}.jpeg`,
      fullPage: true,
      quality: 70,
    });
    for (const check of checks.filter((each) => each !== unless))
      for (const fault of await check(page))
        faults.push(`${screen}: ${fault}`);
  }
  return faults;
}

async function checkWithScript(visit, row, name) {
  const faults = await look(visit.page, name);
  const status = visit.response.status();
  if (status !== (row.status ?? 200)) faults.push(`answered with ${status}`);
  return [
    ...faults,
    ...await isValidHtml(await visit.html()),
    ...await isPrintable(visit.page, `${PICTURES}/${name}.pdf`),
    ...visit.faults,
  ];
}

// Without what differs from visit to visit: form tokens and codes.
const shape = (page) => page.evaluate(() => document.body.outerHTML
  .replace(/type="hidden"[^>]*/g, "").replace(/\d/g, "0"));

// What checks accessibility is a script: it looks at a page that is as plain
// because it was served none.
async function checkWithoutScript(place, row, plain, name) {
  const mute = await visit(place, row, "mute");
  assert.equal(await shape(mute.page), await shape(plain.page));
  const faults = [
    ...await look(mute.page, `${name}-plain`),
    ...await look(plain.page, `${name}-plain`, isAccessible),
  ];
  await mute.end();
  return faults;
}

// Where script changes nothing, there is nothing more to be seen without it.
async function check(place, row, language) {
  const name = `${row.name}-${language}`;
  const scripted = await visit(place, row, "on");
  const plain = await visit(place, row, "off");
  const isSame = await shape(scripted.page) === await shape(plain.page);
  const faults = await checkWithScript(scripted, row, name);
  const without = [
    ...isSame ? [] : await checkWithoutScript(place, row, plain, name),
    ...plain.faults,
  ];
  await scripted.end();
  await plain.end();
  return [...faults, ...without.map((fault) => `without script: ${fault}`)];
}

describe("every page", { concurrency: 2 }, () => {
  for (const language of ["da", "en"]) {
    describe(language, { concurrency: 1 }, () => {
      let place;
      before(async () => {
        await mkdir(PICTURES, { recursive: true });
        place = await Municipality.begin(language);
      });
      after(() => place?.end());
      for (const row of PAGES)
        it(row.name, { timeout: 120_000 }, async () => {
          assert.deepEqual(await check(place, row, language), []);
        });
      it("has a row in the table", () => {
        const known = [...seen, ...UNSEEN];
        assert.deepEqual(describedPages().filter(
          (page) => !known.some((path) => page.test(path))), []);
      });
    });
  }
});
