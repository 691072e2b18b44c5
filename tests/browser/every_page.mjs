// SPDX-License-Identifier: EUPL-1.2
// Every page, in Danish and English, with and without script, on large and
// small screens. Pictures of what was seen lie in browser-screenshots/.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { after, before, describe, it } from "node:test";

import {
  isAccessible, isErrorTold, isNoWiderThanItsWindow, isPrintable, isReachableByKeyboard,
  isValidHtml,
} from "./checks.mjs";
import { Visit } from "./chromium.mjs";
import { Municipality } from "./municipality.mjs";
import { SOURCE } from "./packages.mjs";
import { PAGES, UNSEEN } from "./pages.mjs";

const ALL = [isAccessible, isNoWiderThanItsWindow, isReachableByKeyboard];
const SCREENS = [
  { name: "desktop", width: 1280, height: 800, checks: ALL, picture: true },
  // The same at 200 % zoom.
  { name: "zoomed", width: 640, height: 400,
    checks: [isNoWiderThanItsWindow] },
  { name: "phone", width: 390, height: 844, picture: true,
    checks: [isNoWiderThanItsWindow, isReachableByKeyboard] },
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

// Visits that have ended go on with the next page, as somebody would with a
// link: a browser that begins anew takes longer than all else. What a visitor
// does somewhere is kept from the other pages.
class Visits {
  constructor(place) {
    this.place = place;
    this.idle = new Map();
  }

  async begin(row, script) {
    const kind = `${row.as} ${script}`;
    const visit = (row.act ? null : this.idle.get(kind)?.pop()) ??
      await Visit.begin(this.place.browser, {
        script, storageState: this.place.signedIn[row.as] });
    visit.kind = kind;
    await visit.page.setViewportSize(SCREENS[0]);
    await visit.open(row.path(this.place));
    if (row.act) await row.act(visit, this.place);
    await visit.page.waitForLoadState();
    seen.add(new URL(visit.page.url()).pathname);
    return visit;
  }

  async end(visit, row) {
    visit.takeFaults();
    if (row.act) return visit.end();
    const { idle } = this;
    return idle.set(visit.kind, [...idle.get(visit.kind) ?? [], visit]);
  }
}

// Chromium draws nothing of a picture that is higher.
const MOST_PIXELS = 16_000;

async function takePicture(page, name) {
  const session = await page.context().newCDPSession(page);
  const { cssContentSize } = await session.send("Page.getLayoutMetrics");
  const { data } = await session.send("Page.captureScreenshot", {
    format: "jpeg", quality: 70, captureBeyondViewport: true,
    clip: { ...cssContentSize, scale: 1,
      height: Math.min(cssContentSize.height, MOST_PIXELS) },
  });
  await session.detach();
  await writeFile(`${PICTURES}/${name}.jpeg`, Buffer.from(data, "base64"));
}

// unless: checks that are not made of this page.
async function look(page, name, unless = []) {
  const faults = [];
  for (const screen of SCREENS) {
    const { width, height, checks } = screen;
    const found = [];
    await page.setViewportSize({ width, height });
    for (const check of checks.filter((each) => !unless.includes(each)))
      found.push(...await check(page));
    if (screen.picture || found.length > 0)
      await takePicture(page, `${name}-${screen.name}`);
    faults.push(...found.map((fault) => `${screen.name}: ${fault}`));
  }
  return faults;
}

async function checkWithScript(visit, row, name) {
  const faults = await look(visit.page, name);
  const status = visit.response.status();
  if (status !== (row.status ?? 200)) faults.push(`answered with ${status}`);
  return [
    ...faults,
    ...status === 400 ? await isErrorTold(visit.page) : [],
    ...await isValidHtml(await visit.html()),
    ...await isPrintable(visit.page, `${PICTURES}/${name}.pdf`, row.sheets),
    ...visit.faults,
  ];
}

// Without what differs from visit to visit: form tokens and codes.
const shape = (page) => page.evaluate(() => document.body.outerHTML
  .replace(/type="hidden"[^>]*/g, "").replace(/<code>[^<]*/g, "<code>")
  .replace(/\d/g, "0"));

// What checks accessibility is a script, and what presses Tab takes thirty
// times as long without one: they look at a page that is as plain because it
// was served none.
async function checkWithoutScript(visits, row, plain, name) {
  const mute = await visits.begin(row, "mute");
  assert.equal(await shape(mute.page), await shape(plain.page));
  const faults = [
    ...await look(mute.page, `${name}-plain`),
    ...await look(plain.page, `${name}-plain`,
      [isAccessible, isReachableByKeyboard]),
  ];
  await visits.end(mute, row);
  return faults;
}

// Where script changes nothing, there is nothing more to be seen without it.
async function check(visits, row, language) {
  const name = `${row.name}-${language}`;
  const [scripted, plain] = await Promise.all(
    ["on", "off"].map((script) => visits.begin(row, script)));
  const isSame = await shape(scripted.page) === await shape(plain.page);
  const faults = await checkWithScript(scripted, row, name);
  const without = [
    ...isSame ? [] : await checkWithoutScript(visits, row, plain, name),
    ...plain.faults,
  ];
  await visits.end(scripted, row);
  await visits.end(plain, row);
  return [...faults, ...without.map((fault) => `without script: ${fault}`)];
}

describe("every page", { concurrency: true }, () => {
  for (const language of ["da", "en"]) {
    describe(language, { concurrency: 1 }, () => {
      let place;
      let visits;
      before(async () => {
        await mkdir(PICTURES, { recursive: true });
        place = await Municipality.begin(language);
        visits = new Visits(place);
      });
      after(() => place?.end());
      describe("is good", { concurrency: 2 }, () => {
        for (const row of PAGES)
          it(row.name, { timeout: 900_000 }, async () => {
            assert.deepEqual(await check(visits, row, language), []);
          });
      });
      it("has a row in the table", () => {
        const known = [...seen, ...UNSEEN];
        assert.deepEqual(describedPages().filter(
          (page) => !known.some((path) => page.test(path))), []);
      });
    });
  }
});
