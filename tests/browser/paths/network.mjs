// SPDX-License-Identifier: EUPL-1.2
// Who has to do with a leader network: a leader, its contact, and HR.
import assert from "node:assert/strict";

import { addLeader, writeDay } from "./people.mjs";

const shown = (onboardd, network) =>
  onboardd.api("GET", `/networks/${network}`);

export default {
  name: "in a network",

  async settle(onboardd, i) {
    const leader = `nete${i}@privat.example.org`;
    const contact = `kaja${i}@example.org`;
    await addLeader(onboardd, `Nete Nord ${i}`, leader,
      { manager: `Mads Mørk <mads${i}@example.org>` });
    const { network } = await onboardd.api("POST", "/networks", {
      name: `Lederne på øen ${i}`, contact: `Kaja Krog ${i} <${contact}>`,
    });
    await onboardd.api("POST", `/networks/${network.id}/members`,
      { person: `Karl Kjær ${i} <karl${i}@example.org>` });
    await onboardd.api("POST", `/networks/${network.id}/meetings`,
      { start: "2026-10-01T10:00", place: "Rådhuset" });
    return { leader, contact, network: network.id };
  },

  paths: {
    async "joins as a leader"(person, { onboardd, leader, network }) {
      const [path] = await onboardd.links("l", leader);
      await person.visit.open(path);
      const card = person.page.locator(`#network-${network}`);
      await person.press(card.getByRole("button", {
        name: person.say("page.network_join") }));
      await card.getByText(person.say("page.network_is_member")).waitFor();
      const { members } = await shown(onboardd, network);
      assert.ok(members.some((each) => each.person.email === leader));
    },

    async "plans a meeting and notes who came as the contact"(
      person, { onboardd, contact, network }) {
      const [path] = await onboardd.links("p", contact);
      await person.visit.open(path);
      await person.press(person.page.locator(`#network-${network}`)
        .getByRole("link"));
      await person.press(person.page.getByText(
        person.say("page.network_plan"), { exact: true }));
      await writeDay(person, person.page.locator("#plan-day"), "2026-12-10");
      await writeDay(person, person.page.locator("#plan-time"), "13:00");
      await person.press(person.button("page.network_plan_button"));
      await person.page.locator("article").getByRole("button", {
        name: person.say("page.network_cancel") }).waitFor();
      await person.press(person.page.locator("summary", {
        hasText: person.say("page.network_record") }));
      await person.check(person.page.locator("input[type=checkbox]").first());
      await person.press(person.button("page.network_record_button"));
      await person.page.locator("p", {
        hasText: `${person.say("page.network_came")}:` }).waitFor();
      const { meetings } = await shown(onboardd, network);
      assert.equal(meetings.length, 2);
      assert.equal(meetings[0].attendance.came, 1);
    },
  },
};
