// SPDX-License-Identifier: EUPL-1.2
// What everybody does who has a part in somebody's journey, by the link of a
// mail. What a path is given tells whose page it is (address), in which journey
// and which leader's (leader). Each looks again after the page was left, and a
// path leaves to the next what that needs.
import assert from "node:assert/strict";

import { writeDay } from "./people.mjs";

export async function openPage(person, { onboardd, address }) {
  const [path] = await onboardd.links("p", address);
  await person.visit.open(path);
}

// A step as the page shows it.
async function openTask(person, given, step) {
  const { activity } = await given.onboardd.api(
    "GET", `/activities/${given.journey}:${step}`);
  await openPage(person, given);
  return person.page.locator(`#a${activity.id}`);
}

async function again(person) {
  await person.page.reload();
  assert.equal(person.visit.response.status(), 200);
}

const press = (person, task, key) => person.press(
  task.getByRole("button", { name: person.say(key) }));

const unfold = (person, task, key) => person.press(
  task.locator("summary", { hasText: person.say(key) }));

const within = (person, section, task) =>
  person.page.locator(`section[aria-labelledby=${section}]`).locator(task);

export const doesTask = (step) => async (person, given) => {
  const task = await openTask(person, given, step);
  const isDone = within(person, "done", task)
    .getByText(person.say("state.done"));
  await press(person, task, "page.done_button");
  await isDone.waitFor();
  await again(person);
  await isDone.waitFor();
  const name = person.say("page.done_button");
  assert.equal(await task.getByRole("button", { name }).count(), 0);
};

// In the one form that marks it as done.
export const tellsOfTalk = (step) => async (person, given) => {
  const task = await openTask(person, given, step);
  const isTold = within(person, "done", task)
    .getByText(person.say("page.talk_held"), { exact: true });
  await unfold(person, task, "page.talk_summary");
  await task.getByLabel(person.say("page.yes"), { exact: true }).check();
  await press(person, task, "page.done_button");
  await isTold.waitFor();
  await again(person);
  await isTold.waitFor();
  const { talk } = await given.onboardd.api(
    "GET", `/activities/${given.journey}:${step}`);
  assert.equal(talk.undisturbed, "yes");
};

export const tellsThatItCannot = (step) => async (person, given) => {
  const reason = `${step} & <b>${person.way.name}</b>`;
  const task = await openTask(person, given, step);
  const told = task.getByText(reason);
  await unfold(person, task, "page.cannot_summary");
  await person.write(task.getByLabel(person.say("page.cannot_label")), reason);
  await press(person, task, "page.cannot_button");
  await told.waitFor();
  await again(person);
  await told.waitFor();
  await press(person, task, "page.withdraw_button");
  const summary = task.locator("summary",
    { hasText: person.say("page.cannot_summary") });
  await summary.waitFor();
  await again(person);
  await summary.waitFor();
  assert.equal(await person.page.getByText(reason).count(), 0);
};

function nextWorkday(day) {
  const next = new Date(`${day}T12:00Z`);
  do next.setUTCDate(next.getUTCDate() + 1);
  while ([0, 6].includes(next.getUTCDay()));
  return next.toISOString().slice(0, 10);
}

const dayOf = async (task) =>
  (await task.locator("time").getAttribute("datetime")).slice(0, 10);

export const moves = (step) => async (person, given) => {
  const task = await openTask(person, given, step);
  const before = await dayOf(task);
  const day = nextWorkday(before);
  const moved = task.locator(`time[datetime^="${day}"]`);
  await unfold(person, task, "page.move_summary");
  await writeDay(person, task.getByLabel(person.say("page.move_day")), day);
  await press(person, task, "page.move_button");
  await moved.waitFor();
  await again(person);
  assert.equal(await dayOf(task), day);
};

export const answers = (step) => async (person, given) => {
  const task = await openTask(person, given, step);
  for (const key of ["page.answer_accepted", "page.answer_tentative"]) {
    const answered = task.locator("legend", {
      hasText: `${person.say("page.answer_given")} ${person.say(key)}` });
    await press(person, task, key);
    await answered.waitFor();
    await again(person);
    await answered.waitFor();
  }
};

export const comments = (step) => async (person, given) => {
  const text = `Vi ses <i>${person.way.name}</i>`;
  const task = await openTask(person, given, step);
  const said = task.getByRole("listitem").getByText(text);
  await unfold(person, task, "page.comment_summary");
  await person.write(task.getByLabel(person.say("page.comment_label")), text);
  await press(person, task, "page.comment_button");
  await said.waitFor();
  await again(person);
  await said.waitFor();
};

// side: the text above the own half of the page.
export const readsJourney = (side, step) => async (person, given) => {
  const task = await openTask(person, given, step);
  const { page } = person;
  const title = await task.getByRole("heading", { level: 3 }).textContent();
  await person.press(page.locator("section[aria-labelledby=journeys]")
    .getByRole("link", { name: given.leader }));
  await page.getByRole("heading", { level: 1,
    name: person.say("page.briefing_title").replace("{{name}}", given.leader),
  }).waitFor();
  await again(person);
  await person.reads(side);
  const own = page.locator("section[aria-labelledby=mine]")
    .getByRole("link", { name: title, exact: true });
  assert.ok(await page.locator("section[aria-labelledby=theirs] li")
    .count() > 10);
  await person.press(own);
  await task.waitFor();
  await page.goBack();
  await person.press(person.link("page.back_link"));
  await person.isAt("page.person_title");
};
