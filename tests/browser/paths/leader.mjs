// SPDX-License-Identifier: EUPL-1.2
// A new leader, by the link of a mail.
import assert from "node:assert/strict";

import { addLeader, markFirst } from "./people.mjs";

export default {
  name: "a leader",

  async settle(onboardd, i) {
    const leader = `ana${i}@privat.example.org`;
    const journey = await addLeader(onboardd, `Ana Lund ${i}`, leader,
      { manager: `Mads Mørk <mads${i}@example.org>` });
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
