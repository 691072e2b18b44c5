// SPDX-License-Identifier: EUPL-1.2
// A leader's manager, by the links of mails.
import assert from "node:assert/strict";

import { addLeader } from "./people.mjs";
import {
  answers, comments, doesTask, moves, readsJourney, tellsOfTalk,
  tellsThatItCannot,
} from "./responsible.mjs";

export default {
  name: "a manager",

  async settle(onboardd, i) {
    const address = `mette${i}@example.org`;
    const leader = `Bo Berg ${i}`;
    const journey = await addLeader(onboardd, leader,
      `bo${i}@privat.example.org`, { manager: `Mette Madsen <${address}>` });
    return { address, leader, journey };
  },

  paths: {
    "reads the journey and goes back":
      readsJourney("page.side_manager", "modtagelse"),
    "says that a task cannot be done, and withdraws":
      tellsThatItCannot("introprogram"),
    "comments on a task": comments("introprogram"),
    "answers an invitation": answers("modtagelse"),
    "moves a talk": moves("forventning-1"),
    "marks a task": doesTask("introprogram"),

    "marks a talk and tells of it": tellsOfTalk("velkomstopkald"),

    async "marks a task by the link of a mail"(person,
      { onboardd, address }) {
      const path = await onboardd.link("a", address,
        person.say("page.action.done_open_title"));
      await person.visit.open(path);
      await person.press(person.button("page.done_button"));
      await person.isAt("page.action.done_given_title");
      assert.equal(await person.page.getByRole("button").count(), 0);
    },

    async "wants the overview once a week"(person,
      { onboardd, address }) {
      const [path] = await onboardd.links("u", address);
      await person.visit.open(path);
      await person.press(person.button("page.digest_weekly_button"));
      await person.button("page.digest_daily_button").waitFor();
    },
  },
};
