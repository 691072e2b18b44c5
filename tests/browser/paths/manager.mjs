// SPDX-License-Identifier: EUPL-1.2
// A leader's manager, by the links of mails.
import assert from "node:assert/strict";

import { addLeader, markFirst } from "./people.mjs";

export default {
  name: "a manager",

  async settle(onboardd, i) {
    const manager = `mette${i}@example.org`;
    await addLeader(onboardd, `Bo Berg ${i}`, `bo${i}@privat.example.org`,
      { manager: `Mette Madsen <${manager}>` });
    return { manager };
  },

  paths: {
    async "marks a task"(person, { onboardd, manager }) {
      const [path] = await onboardd.links("p", manager);
      await person.visit.open(path);
      const id = await markFirst(person);
      const { activity } = await onboardd.api("GET", `/activities/${id}`);
      assert.equal(activity.state, "done");
    },

    async "marks a task by the link of a mail"(person,
      { onboardd, manager }) {
      const path = await onboardd.link("a", manager,
        person.say("page.action.done_open_title"));
      await person.visit.open(path);
      await person.press(person.button("page.done_button"));
      await person.isAt("page.action.done_given_title");
      assert.equal(await person.page.getByRole("button").count(), 0);
    },

    async "wants the overview once a week"(person,
      { onboardd, manager }) {
      const [path] = await onboardd.links("u", manager);
      await person.visit.open(path);
      await person.press(person.button("page.digest_weekly_button"));
      await person.button("page.digest_daily_button").waitFor();
    },
  },
};
