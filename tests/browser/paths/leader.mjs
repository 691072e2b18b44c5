// SPDX-License-Identifier: EUPL-1.2
// A new leader, by the link of a mail.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { addLeader, markFirst } from "./people.mjs";

const TASK = {
  title: "Besøg alle afdelinger",
  goal: "Du har talt med hver afdeling.",
  seen_by: "Et kort referat",
  due: "2026-12-18",
};
const JOB = {
  text: "Du leder **fire teams**.",
  challenges: "Der er mange vikarer.",
};

async function openPage(person, { onboardd, leader }) {
  const [path] = await onboardd.links("l", leader);
  await person.visit.open(path);
}

// As somebody does who comes back later.
async function again(person) {
  await person.page.reload();
  assert.equal(person.visit.response.status(), 200);
}

const entriesOf = (person) => person.page.locator("h2[id^=f-]");

export default {
  name: "a leader",

  async settle(onboardd, i) {
    const leader = `ana${i}@privat.example.org`;
    const journey = await addLeader(onboardd, `Ana Lund ${i}`, leader,
      { manager: `Mads Mørk <mads${i}@example.org>` });
    await onboardd.api("POST", `/leaders/${journey}/first-tasks`, TASK);
    await onboardd.api("PUT", `/leaders/${journey}/job-description`, JOB);
    return { leader, journey };
  },

  paths: {
    async "marks a task"(person, { onboardd, leader }) {
      const [path] = await onboardd.links("l", leader);
      await person.visit.open(path);
      await person.isAt("page.leader_title");
      await person.reads("page.manager");
      const id = await markFirst(person);
      const { activity } = await onboardd.api("GET", `/activities/${id}`);
      assert.equal(activity.state, "done");
      assert.equal(activity.responsible.email, leader);
      await again(person);
      await person.page.locator(`#a${id}`)
        .getByText(person.say("state.done")).waitFor();
    },

    async "finds the calendar"(person, { onboardd, leader }) {
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

    async "gets another address of the calendar, and alarms"(person, given) {
      const { onboardd } = given;
      await openPage(person, given);
      await person.press(person.link("page.calendar_title"));
      const unfold = (key) => person.press(person.page.locator("summary",
        { hasText: person.say(key) }));
      const field = person.field("page.calendar_address");
      const old = await field.inputValue();
      await unfold("page.calendar_alarms");
      const alarm = person.say("page.calendar_alarm").replace("{{minutes}}", 60);
      await person.choose(person.field("page.calendar_alarms_label"), alarm);
      await Promise.all([
        person.page.waitForEvent("framenavigated"),
        person.press(person.button("page.calendar_alarms_button")),
      ]);
      await again(person);
      await unfold("page.calendar_alarms");
      assert.equal(await person.field("page.calendar_alarms_label")
        .locator("option:checked").textContent(), alarm);
      await unfold("page.calendar_new");
      await person.press(person.button("page.calendar_new_button"));
      await person.page.locator(`input[type=url]:not([value="${old}"])`)
        .first().waitFor();
      await again(person);
      const address = await field.inputValue();
      assert.notEqual(address, old);
      for (const [url, status] of [[address, 200], [old, 410]])
        assert.equal((await onboardd.page(new URL(url).pathname)).status,
          status);
    },

    async "searches the handbook"(person, given) {
      await openPage(person, given);
      await person.press(person.link("page.handbook_link"));
      await person.field("page.handbook_search").waitFor();
      const all = await entriesOf(person).count();
      const search = async (word) => {
        await person.write(person.field("page.handbook_search"), word);
        await person.press(person.button("page.handbook_search_button"));
        await person.page.waitForURL((url) =>
          url.searchParams.get("q") === word);
        await again(person);
        await person.page.getByRole("status").waitFor();
        return entriesOf(person).count();
      };
      const found = await search("ferie");
      assert.ok(found > 0 && found < all, `${found} of ${all}`);
      assert.equal(await search("xyzzy"), 0);
      await person.reads("page.handbook_none");
      await person.press(person.link("page.handbook_all"));
      await person.page.waitForURL((url) => url.search === "");
      assert.equal(await entriesOf(person).count(), all);
      await person.press(person.link("page.back_link"));
      await person.isAt("page.leader_title");
    },

    async "reads what is stored, and takes it along"(person, given) {
      const { leader } = given;
      await openPage(person, given);
      await person.press(person.link("page.my_data_link"));
      const shown = person.page.locator("dd", { hasText: leader });
      await shown.first().waitFor();
      const [file] = await Promise.all([
        person.page.waitForEvent("download"),
        person.press(person.button("page.my_data_export_button")),
      ]);
      const text = await readFile(await file.path(), "utf8");
      assert.match(file.suggestedFilename(), /\.json$/);
      assert.ok(JSON.stringify(JSON.parse(text)).includes(leader));
      await again(person);
      await shown.first().waitFor();
      await person.press(person.link("page.back_link"));
      await person.isAt("page.leader_title");
    },

    async "reads the honest job description"(person, given) {
      await openPage(person, given);
      await person.press(person.link("page.job_link"));
      await person.isAt("page.job_title");
      await again(person);
      await person.reads("page.job_challenges");
      await person.page.getByText(JOB.challenges).waitFor();
      assert.equal(await person.page.locator("strong",
        { hasText: "fire teams" }).count(), 1);
      await person.press(person.link("page.back_link"));
      await person.isAt("page.leader_title");
    },

    async "sees a first task with its goal"(person, given) {
      await openPage(person, given);
      await again(person);
      const task = person.page.locator(
        "section[aria-labelledby=first-tasks] article",
        { hasText: TASK.title });
      const facts = await task.locator("dd").allTextContents();
      for (const text of [TASK.goal, TASK.seen_by,
        person.say("state.planned")])
        assert.ok(facts.includes(text), `'${text}' in ${facts}`);
      assert.equal(await task.locator("time").getAttribute("datetime"),
        TASK.due);
      await person.press(person.page.locator(
        "section[aria-labelledby=programme]")
        .getByRole("link", { name: TASK.title, exact: true }));
      await person.page.getByRole("heading", { level: 1, name: TASK.title })
        .waitFor();
      await person.page.locator("dd", { hasText: TASK.goal }).waitFor();
    },

    async "answers an invitation and changes the mind"(person,
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
  },
};
