// SPDX-License-Identifier: EUPL-1.2
// Who answers for a central function, by the links of mails.
import { addLeader } from "./people.mjs";
import {
  answers, comments, doesTask, moves, openPage, readsJourney,
  tellsThatItCannot,
} from "./responsible.mjs";

// One for each way: its contact and what it owes.
const FUNCTIONS = [
  { name: "payroll", step: "kontakt-loen" },
  { name: "hr", step: "kontakt-hr" },
  { name: "finance", step: "kontakt-oekonomi" },
  { name: "management_information", step: "kontakt-ledelsesinfo" },
  { name: "recruitment", step: "kontakt-rekruttering" },
];

const ofStep = (path, ...more) => (person, given) =>
  path(...more, given.step)(person, given);

async function openEntry(person, given) {
  await openPage(person, given);
  return person.page.locator(`#entry-${given.name}`);
}

export default {
  name: "a function",

  // The contact is a new one, who has little from other journeys, and the
  // first day soon enough for the invitation to be out.
  async settle(onboardd, i) {
    const { name, step } = FUNCTIONS[i];
    const address = `grethe${i}@example.org`;
    await onboardd.api("POST", "/import", {
      kind: "handbook",
      rows: [{ line: 2, fields: { function: name, contact: "Grethe Green",
        contact_email: address } }],
    });
    const leader = `Gerda Gram ${i}`;
    const journey = await addLeader(onboardd, leader,
      `gerda${i}@privat.example.org`, {
        manager: `Mads Mørk <mads${i}@example.org>`,
        first_day: "2026-10-26",
      });
    const { pages } = await onboardd.api("GET", `/leaders/${journey}`);
    const { url } = pages.find(({ role }) => role === "leader");
    return { i, name, step, address, leader, journey,
      leaderPage: new URL(url).pathname };
  },

  paths: {
    "reads the journey and goes back":
      ofStep(readsJourney, "page.side_own"),
    "says that a talk cannot be held, and withdraws":
      ofStep(tellsThatItCannot),
    "comments on a talk": ofStep(comments),
    "answers an invitation": ofStep(answers),
    "moves a talk": ofStep(moves),

    async "confirms its entry of the handbook"(person, given) {
      const entry = await openEntry(person, given);
      const confirmed = entry.getByText(
        new RegExp(`^${person.say("page.entry_confirmed")} .*2026\\.$`));
      await entry.getByText(person.say("page.entry_never")).waitFor();
      await person.press(entry.getByRole("button",
        { name: person.say("page.entry_confirm_button") }));
      await confirmed.waitFor();
      await person.page.reload();
      await confirmed.waitFor();
    },

    async "corrects its entry of the handbook"(person, given) {
      const phone = `+45 00 00 01 ${10 + given.i}`;
      const entry = await openEntry(person, given);
      await person.press(entry.locator("summary",
        { hasText: person.say("page.entry_correct") }));
      await person.write(
        entry.getByLabel(person.say("page.phone"), { exact: true }), phone);
      await person.press(entry.getByRole("button",
        { name: person.say("page.entry_correct_button") }));
      const corrected = entry.locator("dd", { hasText: phone });
      await corrected.waitFor();
      await person.page.reload();
      await corrected.waitFor();
      await person.visit.open(`${given.leaderPage}/handbook`);
      await person.page.getByText(phone).waitFor();
    },

    "has held a talk": ofStep(doesTask),
  },
};
