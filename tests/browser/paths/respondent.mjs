// SPDX-License-Identifier: EUPL-1.2
// Somebody who is asked by a survey, by the link of a mail.
import assert from "node:assert/strict";

import { addLeader } from "./people.mjs";

const WORDS = "En fast dag om ugen til at lære økonomien.";
const ANSWERS = {
  rolle: 3, prioritering: 4, tiltro: 5, faellesskab: 2,
};

const choice = (person, question, value) =>
  person.page.locator(`[name="q.${question}"][value="${value}"]`);

const words = (person) => person.page.locator('[name="q.lige-nu"]');

export default {
  name: "somebody asked by a survey",

  async settle(onboardd, i) {
    const leader = `gro${i}@example.org`;
    const journey = await addLeader(onboardd, `Gro Gram ${i}`, leader,
      { manager: `Pia Palle <pia${i}@example.org>` });
    const activity = (step) => `/activities/${journey}:${step}`;
    await onboardd.api("POST", `${activity("modtagelse")}/skip`,
      { reason: "Gro var her før" });
    await onboardd.api("POST", `${activity("puls-1")}/send-survey`);
    return { leader, pulse: activity("puls-1") };
  },

  paths: {
    async "forgets an answer, gives it and is thanked"(person,
      { onboardd, leader, pulse }) {
      const [path] = await onboardd.links("s", leader);
      await person.visit.open(path);
      for (const [question, value] of Object.entries(ANSWERS))
        await person.check(choice(person, question, value));
      await person.write(words(person), WORDS);
      await person.press(person.button("page.survey_send_button"));
      await person.reads("page.survey_error_heading");
      const { activity: open } = await onboardd.api("GET", pulse);
      assert.equal(open.state, "planned");

      await person.press(person.page.getByRole("alert").getByRole("link"));
      await person.check(choice(person, "svarer", 4));
      await person.press(person.button("page.survey_send_button"));
      await person.isAt("page.survey_thanks_heading");
      const { activity: done } = await onboardd.api("GET", pulse);
      assert.equal(done.state, "done");

      await person.press(person.link("page.survey_change_link"));
      await person.button("page.survey_save_button").waitFor();
      for (const [question, value] of
        Object.entries({ ...ANSWERS, svarer: 4 }))
        assert.ok(await choice(person, question, value).isChecked(), question);
      assert.equal(await words(person).inputValue(), WORDS);
    },
  },
};
