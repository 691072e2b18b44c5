// SPDX-License-Identifier: EUPL-1.2
// What people come for, from the link in their mail to the end: with the
// mouse and by keyboard alone, with and without script.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { Visit, launch } from "./chromium.mjs";
import { ORIGIN, Onboardd } from "./onboardd.mjs";
import { texts } from "./texts.mjs";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const WAYS = [
  { name: "with script", ...DESKTOP },
  { name: "without script", ...DESKTOP, script: "off" },
  { name: "on a phone", ...PHONE },
  { name: "on a phone without script", ...PHONE, script: "off" },
  { name: "by keyboard", ...DESKTOP, keyboard: true },
];

// Each way has people of its own.
const people = (i) => ({
  leader: `ana${i}@privat.example.org`,
  manager: `mette${i}@example.org`,
  nominee: `klara${i}@example.org`,
});

// Returns the number of each leader's journey.
async function settle(onboardd) {
  const journeys = [];
  const { cohort } = await onboardd.api("POST", "/cohorts", {
    name: "Før-leder 2027", start: "2027-02-22",
  });
  for (const i of WAYS.keys()) {
    const { leader, manager, nominee } = people(i);
    const { leader: added } = await onboardd.api("POST", "/leaders", {
      name: `Ana Lund ${i}`,
      email: leader,
      accepted: "2026-10-01",
      first_day: "2026-12-07",
      manager: `Mette Madsen <${manager}>`,
    });
    journeys.push(added.id);
    await onboardd.api("POST", `/cohorts/${cohort.id}/nominations`, {
      name: `Klara Kjær ${i}`,
      email: nominee,
      manager: `Mette Madsen <${manager}>`,
    });
  }
  await onboardd.advance("2026-10-06T09:00");
  return journeys;
}

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

  // By the mouse, or with Tab and Enter.
  async press(target) {
    await target.waitFor();
    if (!this.way.keyboard) return target.click();
    await this.tabTo(target);
    return this.page.keyboard.press("Enter");
  }

  async tabTo(target) {
    for (let i = 0; i < 400; i++) {
      await this.page.keyboard.press("Tab");
      if (await target.evaluate((each) => each === document.activeElement))
        return;
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

// Marks the page's first open task, and returns its number.
async function markFirst(person) {
  const name = person.say("page.done_button");
  const task = person.page.locator("article", {
    has: person.page.getByRole("button", { name }),
  }).first();
  const id = await task.getAttribute("id");
  await person.press(task.getByRole("button", { name }));
  await person.page.locator(`#${id}`).getByRole("button", { name })
    .waitFor({ state: "detached" });
  return id.slice(1);
}

const PATHS = {
  async "a leader marks a task"(person, { onboardd, leader }) {
    const [path] = await onboardd.links("l", leader);
    await person.visit.open(path);
    await person.isAt("page.leader_title");
    await person.reads("page.manager");
    const id = await markFirst(person);
    const { activity } = await onboardd.api("GET", `/activities/${id}`);
    assert.equal(activity.state, "done");
    assert.equal(activity.responsible.email, leader);
  },

  async "a leader finds the calendar"(person, { onboardd, leader }) {
    const [path] = await onboardd.links("l", leader);
    await person.visit.open(path);
    await person.press(person.link("page.calendar_title"));
    await person.isAt("page.calendar_title");
    const address = await person.page
      .getByLabel(person.say("page.calendar_address")).inputValue();
    const feed = await onboardd.page(new URL(address).pathname);
    assert.equal(feed.status, 200);
    assert.match(feed.text, /^BEGIN:VCALENDAR/);
    const webcal = address.replace(/^http:/, "webcal:");
    for (const [key, href] of [
      ["page.calendar_webcal", webcal],
      ["page.calendar_google", "https://calendar.google.com/calendar/r?cid=" +
        encodeURIComponent(webcal)],
      ["page.calendar_outlook", "https://outlook.office.com/calendar/0/" +
        `addfromweb?url=${encodeURIComponent(address)}`]])
      assert.equal(await person.link(key).getAttribute("href"), href);
    const copy = person.button("page.calendar_copy");
    if (person.way.script === "off") {
      assert.equal(await copy.count(), 0, "a button that would do nothing");
    } else {
      await person.press(copy);
      await person.reads("page.calendar_copied");
      assert.equal(await person.page.evaluate(
        () => navigator.clipboard.readText()), address);
    }
    await person.goTo("page.nav_leader");
    await person.isAt("page.leader_title");
  },

  async "a manager marks a task"(person, { onboardd, manager }) {
    const [path] = await onboardd.links("p", manager);
    await person.visit.open(path);
    const id = await markFirst(person);
    const { activity } = await onboardd.api("GET", `/activities/${id}`);
    assert.equal(activity.state, "done");
  },

  async "a manager marks a task by the link of a mail"(person,
    { onboardd, manager }) {
    const path = await onboardd.link("a", manager,
      person.say("page.action.done_open_title"));
    await person.visit.open(path);
    await person.press(person.button("page.done_button"));
    await person.isAt("page.action.done_given_title");
    assert.equal(await person.page.getByRole("button").count(), 0);
  },

  async "a leader answers an invitation and changes the mind"(person,
    { onboardd, leader, journey }) {
    const path = await onboardd.link("a", leader,
      person.say("page.action.answer_open_title"));
    await person.visit.open(path);
    await person.isAt("page.action.answer_open_title");
    for (const answer of ["accepted", "declined"]) {
      await person.press(person.button(`page.answer_${answer}`));
      await person.isAt("page.action.answer_given_title");
      const { invitations } = await onboardd.api(
        "GET", `/leaders/${journey}/invitations`);
      assert.deepEqual(
        invitations.filter((each) => each.answered_by === "link")
          .map((each) => [each.address, each.partstat]),
        [[leader, answer]]);
    }
  },

  async "a manager wants the overview once a week"(person,
    { onboardd, manager }) {
    const [path] = await onboardd.links("u", manager);
    await person.visit.open(path);
    await person.press(person.button("page.digest_weekly_button"));
    await person.button("page.digest_daily_button").waitFor();
  },

  async "a nominee accepts"(person, { onboardd, nominee }) {
    const [path] = await onboardd.links("p", nominee);
    await person.visit.open(path);
    await person.reads("page.nomination_intro");
    await person.press(person.button("page.nomination_accept_button"));
    await person.isAt("page.message.nomination_accepted_title");
    await person.press(person.link("page.back_link"));
    await person.reads("page.nomination_waiting");
  },

  async "whoever skips to the content is there"(person, { onboardd, leader }) {
    const [path] = await onboardd.links("l", leader);
    await person.visit.open(path);
    await person.tabTo(person.link("page.skip_link"));
    await person.page.keyboard.press("Enter");
    await person.page.waitForURL(`${ORIGIN}${path}#main`);
    assert.equal(
      await person.page.evaluate(() => document.activeElement.id), "main");
  },
};

describe("main paths", { concurrency: 2 }, () => {
  for (const language of ["da", "en"]) {
    describe(language, { concurrency: 1 }, () => {
      let onboardd;
      let browser;
      let journeys;
      before(async () => {
        onboardd = await Onboardd.start("2026-10-01T08:00", {
          language, invitations: { days_ahead: 90 },
        });
        browser = await launch(onboardd);
        journeys = await settle(onboardd);
      });
      after(async () => {
        await browser?.close();
        await onboardd?.stop();
      });
      for (const [i, way] of WAYS.entries())
        for (const [name, walk] of Object.entries(PATHS))
          it(`${name} ${way.name}`, async () => {
            const visit = await Visit.begin(browser, {
              width: way.width,
              height: way.height,
              script: way.script,
              permissions: ["clipboard-read", "clipboard-write"],
            });
            try {
              await walk(new Person(visit, way, texts[language]),
                { onboardd, journey: journeys[i], ...people(i) });
              assert.deepEqual(visit.faults, []);
            } finally {
              await visit.end();
            }
          });
    });
  }
});
