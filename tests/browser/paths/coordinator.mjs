// SPDX-License-Identifier: EUPL-1.2
// Whoever runs the journeys, signed in.
import assert from "node:assert/strict";

import { COORDINATOR } from "../harness.mjs";
import { addLeader, writeDay as writeInto } from "./people.mjs";

const journeyOf = async (onboardd, id) =>
  (await onboardd.api("GET", `/leaders/${id}`)).leader;

// A form of the leader's page, by its link there.
async function openForm(person, leader, key) {
  await person.visit.open(`/hr/leaders/${leader}`);
  await person.press(person.link(`page.${key}`));
}

async function previewAndSave(person) {
  await person.press(person.button("page.hr_preview_button"));
  await person.reads("page.hr_preview_help");
  await person.press(person.button("page.hr_save"));
}

const writeDay = (person, name, day) =>
  writeInto(person, person.page.locator(`#${name}`), day);

const backAt = (person, leader) =>
  person.page.waitForURL(`**/hr/leaders/${leader}*`);

// On the page of a cohort, and back there.
async function nominate(person, name, address, manager) {
  await person.press(person.link("page.hr_cohort_nominate"));
  await person.isAt("hr_form.nominate");
  await person.write(person.page.locator("#name"), name);
  await person.write(person.page.locator("#email"), address);
  await person.write(person.page.locator("#manager"),
    `Norman Nord <${manager}@example.org>`);
  await person.press(person.button("hr_button.nominate"));
}

async function acceptByLink(person, onboardd, address) {
  const [path] = await onboardd.links("p", address);
  await person.visit.open(path);
  await person.press(person.button("page.nomination_accept_button"));
  await person.isAt("page.message.nomination_accepted_title");
}

// A form about one who is nominated.
async function openOf(person, nominee, verb) {
  await person.press(nominee.getByRole("link", {
    name: person.say(`page.hr_cohort_${verb}`) }));
  await person.isAt(`hr_form.${verb}-nomination`);
}

// One that nobody else sets a target for.
async function settleArea(onboardd, i) {
  const area = `Havnen ${i}`;
  await addLeader(onboardd, `Joan ${i}`, `joan${i}@privat.example.org`,
    { manager: `Mads Munk <mads${i}@example.org>`, area });
  return area;
}

async function targetsOf(onboardd, area) {
  const view = await onboardd.api("GET", "/measures/internal-share");
  return view.measures[0].marks.filter((mark) => mark.area === area);
}

// A place that has help of its own.
async function settleHelp(onboardd, i) {
  const workplace = `Kajen ${i}`;
  await onboardd.api("POST", "/import", { kind: "handbook", rows: [
    { line: 2, fields: { function: "it", area: "", workplace, title: "It",
      contact: "Kim Kran <kim@example.org>", helps_with: "- Radioer",
      helps_with_en: "- Radios" } }] });
  return workplace;
}

export default {
  name: "a coordinator",
  as: COORDINATOR,

  async settle(onboardd, i) {
    const add = (name) => addLeader(onboardd, `${name} ${i}`,
      `${name.toLowerCase()}${i}@privat.example.org`,
      { manager: `Mads Munk <mads${i}@example.org>` });
    return {
      i,
      moved: await add("Frida"),
      handed: await add("Gorm"),
      cancelled: await add("Hedda"),
      tasked: await add("Ingrid"),
      area: await settleArea(onboardd, i),
      workplace: await settleHelp(onboardd, i),
    };
  },

  paths: {
    async "adds a leader once all dates were seen"(person, { onboardd, i }) {
      await person.visit.open("/hr");
      await person.goTo("hr_place.new");
      await person.isAt("hr_form.new");
      const way = `${person.way.name.replaceAll(" ", "-")}-${i}`;
      await person.write(person.field("hr_field.name"), `Karl ${way}`);
      await person.write(person.field("hr_field.email"),
        `karl-${way}@privat.example.org`);
      await writeDay(person, "first_day", "2026-12-07");
      await person.write(person.page.locator("#manager"),
        `Mads Munk <mads${i}@example.org>`);
      await person.press(person.button("page.hr_preview_button"));
      await person.reads("page.hr_preview_help");
      const before = await onboardd.api("GET", "/leaders");
      assert.ok(before.leaders.every(({ name }) => name !== `Karl ${way}`));
      await person.press(person.button("page.hr_save"));
      await person.page.getByRole("heading",
        { level: 1, name: `Karl ${way}` }).waitFor();
    },

    async "moves the first day and pauses"(person, { onboardd, moved }) {
      await openForm(person, moved, "hr_verb_first_day");
      await person.isAt("hr_form.first-day");
      await writeDay(person, "to", "2027-01-04");
      await previewAndSave(person);
      await backAt(person, moved);
      assert.equal((await journeyOf(onboardd, moved)).first_day, "2027-01-04");
      await openForm(person, moved, "hr_verb_pause");
      await writeDay(person, "from", "2027-03-01");
      await writeDay(person, "to", "2027-03-12");
      await previewAndSave(person);
      await person.page.getByRole("heading",
        { name: person.say("page.hr_pauses") }).waitFor();
    },

    async "hands a role over"(person, { handed, i }) {
      await openForm(person, handed, "hr_verb_assign");
      await person.isAt("hr_form.assign");
      await person.choose(person.page.locator("#role"),
        person.say("role.mentor"));
      await person.write(person.page.locator("#person"),
        `Jens Juhl <juhl${i}@example.org>`);
      await person.press(person.button("hr_button.assign"));
      await backAt(person, handed);
      await person.page.getByText("Jens Juhl").first().waitFor();
    },

    async "is told why something cannot be done"(person, { handed }) {
      await openForm(person, handed, "hr_verb_pause");
      await writeDay(person, "from", "2027-02-08");
      await writeDay(person, "to", "2027-02-01");
      await person.press(person.button("page.hr_preview_button"));
      await person.page.getByRole("alert").waitFor();
      assert.equal(await person.page.locator("main [lang]").count(), 0);
      assert.equal(await person.page.locator("#from").inputValue(),
        "2027-02-08");
    },

    async "keeps a first task"(person, { tasked }) {
      await openForm(person, tasked, "hr_verb_add_task");
      await person.isAt("hr_form.first-task");
      await person.write(person.page.locator("#title"), "Mød alle hold");
      await person.write(person.page.locator("#goal"), "Kende alle");
      await person.write(person.page.locator("#seen_by"), "Et notat");
      await writeDay(person, "due", "2026-12-18");
      await person.press(person.button("hr_button.first-task"));
      await person.page.getByRole("heading", { name: "Mød alle hold" })
        .first().waitFor();
      await person.press(person.link("page.hr_verb_edit_task"));
      await person.write(person.page.locator("#goal"), "Kende alle ved navn");
      await person.press(person.button("hr_button.edit-first-task"));
      await person.page.getByText("Kende alle ved navn").waitFor();
    },

    async "sets a target and takes it back"(person, { onboardd, area }) {
      const name = person.say("measure.internal-share");
      const link = (key, of = "") => person.page.getByRole("link",
        { name: `${person.say(key)}${of} (${name})` });
      await person.visit.open("/hr/measures");
      await person.press(link("hr_link.set-target"));
      await person.isAt("hr_form.set-target");
      await person.write(person.page.locator("#value"), "mange");
      await person.write(person.page.locator("#year"), "2028");
      await person.write(person.page.locator("#area"), area);
      await person.press(person.button("hr_button.set-target"));
      await person.page.getByRole("alert").waitFor();
      assert.equal(await person.page.locator("main [lang]").count(), 0);
      assert.equal(await person.page.locator("#value").inputValue(), "mange");
      assert.deepEqual(await targetsOf(onboardd, area), []);
      await person.write(person.page.locator("#value"), "75");
      await person.press(person.button("hr_button.set-target"));
      await person.isAt("hr_title.measures");
      assert.equal((await targetsOf(onboardd, area)).length, 1);
      await person.press(link("hr_link.drop-target", `: ${area}`));
      await person.isAt("hr_form.drop-target");
      await person.press(person.button("hr_button.drop-target"));
      await person.isAt("hr_title.measures");
      assert.deepEqual(await targetsOf(onboardd, area), []);
    },

    async "cancels a journey"(person, { onboardd, cancelled }) {
      await openForm(person, cancelled, "hr_verb_cancel");
      await person.isAt("hr_form.cancel");
      await person.write(person.page.locator("#reason"), "Begynder ikke");
      await person.press(person.button("hr_button.cancel"));
      await backAt(person, cancelled);
      assert.equal((await journeyOf(onboardd, cancelled)).state, "cancelled");
    },

    async "writes what the council reads"(person, { i }) {
      const report = `/hr/reports/${2000 + i}`;
      await person.visit.open(report);
      await person.press(person.link("page.report_edit"));
      await person.isAt("hr_form.edit-report");
      await person.write(person.page.locator("#purpose"),
        "Vi vil **beholde** vores ledere.");
      await person.press(person.button("hr_button.edit-report"));
      await person.page.waitForURL(`**${report}`);
      await person.page.locator("strong", { hasText: "beholde" }).waitFor();
    },

    async "notes who decided a version"(person) {
      const version = "/hr/programmes/ny-leder/1";
      await person.visit.open(version);
      await person.press(person.page.locator(`a[href="${version}/decision"]`));
      await person.isAt("hr_form.set-programme-decision");
      await person.write(person.page.locator("#by"), "styregruppen");
      await person.write(person.page.locator("#reason"), "færre opgaver");
      await person.press(person.button("hr_button.set-programme-decision"));
      await person.page.waitForURL(`**${version}`);
      await person.page.getByText("styregruppen: færre opgaver").waitFor();
      await person.link("page.hr_programme_decide_again").waitFor();
    },

    async "removes what a place has of the handbook"(person, { workplace }) {
      await person.visit.open("/hr/handbook");
      const row = person.page.getByRole("row", { name: workplace });
      await person.press(row.getByRole("link", {
        name: person.say("hr_link.remove-entry") }));
      await person.isAt("hr_form.remove-entry");
      await previewAndSave(person);
      await person.isAt("hr_title.handbook");
      assert.equal(await row.count(), 0);
    },

    async "opens a network and closes it"(person, { i }) {
      const name = `Kajens ledere ${i}`;
      await person.visit.open("/hr/networks");
      await person.press(person.link("hr_form.add-network"));
      await person.isAt("hr_form.add-network");
      await person.write(person.page.locator("#name"), name);
      await person.write(person.page.locator("#contact"),
        "Nina Netværk <nina@example.org>");
      await person.choose(person.page.locator("#welcomes"),
        person.say("hr_choice.experienced"));
      await person.press(person.button("hr_button.add-network"));
      await person.page.getByRole("heading", { level: 1, name }).waitFor();
      await person.press(person.link("page.network_close"));
      await person.isAt("hr_form.close-network");
      await person.press(person.button("hr_button.close-network"));
      await person.page.getByRole("heading", { level: 1, name }).waitFor();
      assert.equal(await person.link("page.network_close").count(), 0);
    },

    async "runs a cohort"(person, { onboardd, i }) {
      const [name, address] = [`Hold ${i}`, `nora${i}@example.org`];
      const nora = person.page.getByRole("article")
        .filter({ hasText: address });
      const isNow = (stage) => nora.getByText(
        person.say(`hr_cohort_stage.${stage}`), { exact: true }).waitFor();
      await person.visit.open("/hr/cohorts");
      await person.press(person.link("hr_form.add-cohort"));
      await person.isAt("hr_form.add-cohort");
      await person.write(person.page.locator("#name"), name);
      await writeDay(person, "start", "2027-04-05");
      await person.press(person.button("hr_button.add-cohort"));
      await person.page.getByRole("heading", { level: 1, name }).waitFor();
      const { pathname } = new URL(person.page.url());
      await nominate(person, `Nora Nord ${i}`, address, `norman${i}`);
      await isNow("waiting_both");
      await acceptByLink(person, onboardd, address);
      await person.visit.open(pathname);
      await isNow("waiting_manager");
      await acceptByLink(person, onboardd, `norman${i}@example.org`);
      await person.visit.open(pathname);
      await isNow("place");
      await openOf(person, nora, "withdraw");
      await person.press(person.button("hr_button.withdraw-nomination"));
      await isNow("withdrawn");
      await nominate(person, `Nora Nord ${i}`, address, `norman${i}`);
      await openOf(person, nora, "accept");
      await person.press(person.button("hr_button.accept-nomination"));
      await isNow("waiting_manager");
    },

    async "reads what was written to a survey"(person) {
      await person.visit.open("/hr/surveys/slut");
      await person.press(person.link("page.survey_words_link"));
      await person.isAt("hr_title.survey_words");
      await person.press(person.link("page.survey_words_back"));
      await person.isAt("hr_title.survey_results");
    },

    async "finds a seldom place"(person) {
      await person.visit.open("/hr");
      const more = person.page.getByText(
        person.say("page.menu_more"), { exact: true });
      if (await more.isVisible()) await person.press(more);
      await person.goTo("hr_place.mentors");
      await person.isAt("hr_title.mentors");
      assert.equal(await person.page.locator(
        "nav a[aria-current=page][href='/hr/mentors']").count(), 2);
    },
  },
};
