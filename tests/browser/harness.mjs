// SPDX-License-Identifier: EUPL-1.2
// Walks what people come for, in Danish and English: with the mouse and by
// keyboard alone, with and without script, on large and small screens.
//
// Each user's paths are a file of paths/, whose default export has
//   name      of the user, with which the names of its tests begin
//   settle    optional: (onboardd, i) makes the people of the i-th way, before
//             the clock goes to NOW, and returns what its paths want to know
//   as        optional: the address of who is signed in on every path; it is
//             one of COORDINATOR and DIRECTOR, or was let in by settle()
//   paths     { "does a thing": async (person, given) => {} }; given is what
//             settle() returned, and onboardd
// Ways run side by side, so a path changes only what its own way settled.
import assert from "node:assert/strict";

import { Visit, launch } from "./chromium.mjs";
import { Onboardd } from "./onboardd.mjs";
import { signIn } from "./sign_in.mjs";
import { texts } from "./texts.mjs";

export const NOW = "2026-10-06T09:00";
export const COORDINATOR = "hr@example.org";
export const DIRECTOR = "dorte@example.org";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
export const WAYS = [
  { name: "with script", ...DESKTOP },
  { name: "without script", ...DESKTOP, script: "off" },
  { name: "on a phone", ...PHONE },
  { name: "on a phone without script", ...PHONE, script: "off" },
  { name: "by keyboard", ...DESKTOP, keyboard: true },
];
const MOST_STOPS = 400;
const MOST_CHOICES = 20;

// In the page.
const isFocused = (each) => each === document.activeElement;

function isInFocusedGroup(each) {
  const focus = document.activeElement;
  return each === focus || (each.type === "radio" && focus.type === "radio" &&
    each.name === focus.name && each.form === focus.form);
}

// Whoever walks a path. Targets are Playwright's locators, texts the keys of
// the language catalogues.
class Person {
  constructor(visit, way, say) {
    Object.assign(this, { visit, page: visit.page, way, say });
  }

  button(key) {
    return this.page.getByRole("button", { name: this.say(key) }).first();
  }

  link(key) {
    return this.page.getByRole("link", { name: this.say(key) }).first();
  }

  field(key) {
    return this.page.getByLabel(this.say(key)).first();
  }

  // By the mouse, or with Tab and Enter.
  async press(target) {
    await target.waitFor();
    if (!this.way.keyboard) return target.click();
    await this.tabTo(target);
    return this.page.keyboard.press("Enter");
  }

  // Into a field of one line or more, instead of what is there.
  async write(target, text) {
    await target.waitFor();
    if (!this.way.keyboard) return target.fill(text);
    await this.tabTo(target);
    await this.page.keyboard.press("Control+A");
    return this.page.keyboard.insertText(text);
  }

  // A box, or one of several round buttons, which Tab reaches as one.
  async check(target) {
    await target.waitFor();
    if (!this.way.keyboard) return target.check();
    await this.tabTo(target, isInFocusedGroup);
    for (let i = 0; i < MOST_CHOICES && !await target.isChecked(); i++)
      await this.page.keyboard.press(
        await target.evaluate(isFocused) ? "Space" : "ArrowDown");
  }

  // An entry of a list that folds open, by what it says.
  async choose(target, label) {
    await target.waitFor();
    if (!this.way.keyboard) return target.selectOption({ label });
    await this.tabTo(target);
    return this.page.keyboard.type(label);
  }

  async tabTo(target, isThere = isFocused) {
    for (let i = 0; i < MOST_STOPS; i++) {
      await this.page.keyboard.press("Tab");
      if (await target.evaluate(isThere)) return;
    }
    throw new Error(`Tab does not reach ${target}`);
  }

  // By the navigation, which a phone folds away.
  async goTo(key) {
    const menu = this.page.getByText(this.say("page.menu"), { exact: true });
    if (await menu.isVisible()) await this.press(menu);
    await this.press(this.page.getByRole("navigation")
      .getByRole("link", { name: this.say(key) }));
  }

  async reads(key) {
    await this.page.getByText(this.say(key)).first().waitFor();
  }

  async isAt(key) {
    await this.page.getByRole("heading", { level: 1, name: this.say(key) })
      .waitFor();
  }
}

// The municipality of one language, with everybody's people in it.
export class Place {
  static async begin(language, users) {
    const place = new Place();
    place.say = texts[language];
    place.kept = new Map();
    place.visits = new Map();
    place.onboardd = await Onboardd.start("2026-10-01T08:00", {
      language,
      people: { director: `Dorte Direktør <${DIRECTOR}>` },
      invitations: { days_ahead: 90 },
    });
    try {
      await place.live(users);
    } catch (error) {
      await place.end();
      throw error;
    }
    return place;
  }

  async live(users) {
    const { onboardd } = this;
    this.given = new Map();
    for (const user of users)
      this.given.set(user, await settleAll(onboardd, user));
    await onboardd.advance(NOW);
    this.browser = await launch(onboardd);
    for (const { as } of users.filter(({ as }) => as && !this.kept.has(as)))
      this.kept.set(as, await signIn(this, as));
  }

  async walk(user, path, i) {
    const way = WAYS[i];
    const visit = await this.begin(user, way);
    try {
      await path(new Person(visit, way, this.say),
        { onboardd: this.onboardd, ...this.given.get(user)[i] });
      assert.deepEqual(visit.takeFaults(), []);
    } catch (error) {
      this.visits.delete(way.script);
      await visit.end();
      throw error;
    }
  }

  // The visit before, if it ended well, in the hands of somebody else: a
  // browser that begins anew takes as long as a path.
  async begin(user, { width, height, script }) {
    if (!this.visits.has(script))
      this.visits.set(script, await Visit.begin(this.browser, {
        script, permissions: ["clipboard-read", "clipboard-write"] }));
    const visit = this.visits.get(script);
    await visit.page.setViewportSize({ width, height });
    await visit.context.clearCookies();
    await visit.context.addCookies(this.kept.get(user.as)?.cookies ?? []);
    return visit;
  }

  async end() {
    await this.browser?.close();
    await this.onboardd.stop();
  }
}

async function settleAll(onboardd, { settle }) {
  const given = [];
  for (const i of WAYS.keys())
    given.push(await settle?.(onboardd, i));
  return given;
}
