// SPDX-License-Identifier: EUPL-1.2
// The pages that there are, each in the states in which it looks different.
// A new page is a row: a name for its pictures, and its path in the
// municipality. More that a row may have:
//   act     what its visitor does there first (visit, place); then the page
//           that this leads to is looked at
//   as      who is signed in there, of the municipality's signedIn
//   status  what the page is answered with, 200 if left out
import { randomBytes } from "node:crypto";

import { enrol } from "./sign_in.mjs";

const unknown = randomBytes(32).toString("base64url");

// As the form is when the page was left open for long.
async function sendOldForm(visit, { say }) {
  const { page } = visit;
  await page.locator("input[name=csrf]").first()
    .evaluate((field) => { field.value = field.value.replace(/^./, "_"); });
  await visit.press(
    page.getByRole("button", { name: say("page.done_button") }).first());
}

const unfold = (visit) => visit.unfold();

async function sendBlankComment(visit, { say }) {
  await visit.unfold();
  await visit.page.getByLabel(say("page.comment_label")).first().fill("  ");
  await visit.page.getByRole("button", {
    name: say("page.comment_button") }).first().click();
  await visit.page.getByRole("alert").waitFor();
}

// A title of blanks alone.
async function writeNoTask(visit, { say }) {
  const form = visit.page.locator("section[aria-labelledby=new-task]");
  for (const [name, value] of [["title", "  "], ["goal", "Alle kender den"],
    ["seen_by", "Den hænger på tavlen"], ["due", "2026-12-18"]])
    await form.locator(`[name=${name}]`).fill(value);
  await form.getByRole("button", { name: say("page.write_tasks_add") }).click();
  await visit.page.getByRole("alert").waitFor();
}

async function tellWrongMinutes(visit, { say }) {
  const { page } = visit;
  await visit.unfold();
  await page.getByLabel(say("page.talk_minutes")).fill("en time");
  await page.locator("input[type=checkbox]").last().check();
  await page.getByRole("button", { name: say("page.talk_button") }).first()
    .click();
  await page.getByRole("alert").waitFor();
}

async function setWrongTarget({ page }, { say }) {
  await page.getByLabel(say("hr_field.value")).fill("4,25");
  await page.getByRole("button", { name: say("hr_button.set-target") }).click();
  await page.getByRole("alert").waitFor();
}

async function leaveOutReason({ page }, { say }) {
  await page.getByLabel(say("hr_field.set-programme-decision-by"))
    .fill("styregruppen");
  await page.getByRole("button",
    { name: say("hr_button.set-programme-decision") }).click();
  await page.getByRole("alert").waitFor();
}

// The first question is left out.
async function forgetAnswer({ page }, { say }) {
  await page.locator('[name="q.rolle"][value="4"]').check();
  await page.locator('[name="q.lige-nu"]').fill("Mere <tid>\nog ro");
  await page.getByRole("button", { name: say("page.survey_send_button") })
    .click();
  await page.getByRole("alert").waitFor();
}

// On a Saturday.
async function moveToRest(visit, { say }) {
  await visit.unfold();
  await visit.page.getByLabel(say("page.move_day")).first().fill("2026-11-28");
  await visit.page.getByRole("button", {
    name: say("page.move_button") }).first().click();
  await visit.page.getByRole("alert").waitFor();
}

async function correctWithForeignAddress(visit, { say }) {
  await visit.unfold();
  await visit.page.getByLabel(say("page.entry_contact_email"))
    .fill("ida@example.net");
  await visit.page.getByRole("button", {
    name: say("page.entry_correct_button") }).click();
  await visit.page.getByRole("alert").waitFor();
}

async function askForLink({ page }, { say }) {
  await page.getByLabel(say("page.sign_in_email")).fill("who@example.org");
  await page.getByRole("button", { name: say("page.sign_in_send_button") })
    .click();
  await page.waitForURL("**/sign-in/sent");
}

async function askWithoutAddress({ page }, { say }) {
  await page.getByLabel(say("page.sign_in_email")).fill("who");
  await page.getByRole("button", { name: say("page.sign_in_send_button") })
    .click();
  await page.getByRole("alert").waitFor();
}

async function previewDays({ page }, { say }, from, until) {
  await page.getByLabel(say("hr_field.text")).fill("Sommerlukket");
  await page.locator("input[name=from]").fill(from);
  await page.locator("input[name=until]").fill(until);
  await page.getByRole("button", { name: say("page.hr_preview_button") })
    .click();
}

async function closeDays(visit, place) {
  await previewDays(visit, place, "2026-10-12", "2026-10-23");
  await visit.page.getByRole("heading", {
    name: place.say("page.hr_preview_heading") }).waitFor();
}

async function closeNoDays(visit, place) {
  await previewDays(visit, place, "2026-10-23", "2026-10-12");
  await visit.page.getByRole("alert").waitFor();
}

async function planForThePast(visit, { say }) {
  await unfold(visit);
  await visit.page.locator("#plan-day").fill("2026-09-01");
  await visit.page.locator("#plan-time").fill("13:00");
  await visit.page.getByRole("button", {
    name: say("page.network_plan_button") }).click();
  await visit.page.getByRole("alert").waitFor();
}

const cohort = (place) => `/hr/cohorts/${place.cohorts.told}`;

// Who is nominated already.
async function nominateAgain({ page }, { say }) {
  for (const [name, value] of [["name", "Ida Ivrig"],
    ["email", "ida@example.org"], ["manager", "Mette <mette@example.org>"]])
    await page.locator(`#${name}`).fill(value);
  await page.getByRole("button", { name: say("hr_button.nominate") }).click();
  await page.getByRole("alert").waitFor();
}

const entry = "/hr/handbook/it/edit-entry";

// Of a workplace, and without a contact.
async function openLocalEntry({ page }, { say }) {
  await page.getByRole("row", { name: /It .*Skolen ved Åen/ })
    .getByRole("link", { name: say("hr_link.edit-entry") }).click();
  await page.getByRole("heading", { name: say("hr_form.edit-entry") })
    .waitFor();
}

async function openRemoval({ page }, { say }) {
  await page.getByRole("link", { name: say("hr_link.remove-entry") }).first()
    .click();
  await page.getByRole("heading", { name: say("hr_form.remove-entry") })
    .waitFor();
}

async function previewRemoval(visit, place) {
  await openRemoval(visit, place);
  await visit.page.getByRole("button", {
    name: place.say("page.hr_preview_button") }).click();
  await visit.page.getByRole("heading", {
    name: place.say("page.hr_preview_heading") }).waitFor();
}

const previewEntry = (values) => async ({ page }, { say }) => {
  for (const [name, value] of Object.entries(values)) {
    await page.locator(`[name=${name}]`).fill(value);
  }
  await page.getByRole("button", { name: say("page.hr_preview_button") })
    .click();
};

async function changeEntry(visit, place) {
  await previewEntry({ phone: "+45 00 00 00 99",
    helps_da: "## Skærme\n\n- Nye og **brugte**",
    helps_en: "## Screens\n\n- New and **used**" })(visit, place);
  await visit.page.getByRole("heading", {
    name: place.say("page.hr_preview_heading") }).waitFor();
}

async function changeEntryWrongly(visit, place) {
  await previewEntry({ contact_email: "ida@elsewhere.example" })(visit, place);
  await visit.page.getByRole("alert").waitFor();
}

// A code that is wrong, or the link's in another browser.
const sendWrongCode = (button) => async ({ page }, { say }) => {
  await page.locator("input[name=code]").fill("000000");
  await page.getByRole("button", { name: say(button) }).click();
  await page.getByRole("alert").waitFor();
};

// Each visitor is somebody else, since the codes are shown once.
async function takeAuthenticator(visit, place) {
  const { cookies } = place.recovering.pop();
  await visit.context.addCookies(cookies);
  await visit.open("/sign-in/enrol");
  await enrol(visit, place);
}

async function askTooOften(visit, { say }) {
  const { page } = visit;
  do {
    await visit.open("/sign-in");
    await page.getByLabel(say("page.sign_in_email")).fill("often@example.org");
    await visit.press(
      page.getByRole("button", { name: say("page.sign_in_send_button") }));
  } while (visit.response.status() !== 429);
}

async function sendNothing({ page }, { say }) {
  await page.getByRole("button", { name: say("page.hr_preview_button") })
    .click();
  await page.getByRole("alert").waitFor();
}

// As much imported, to follow up and to come as a sheet is to hold.
async function fillReport({ page }) {
  await page.evaluate(() => {
    const [, , payroll, , followUps, pending] =
      document.querySelectorAll("tbody");
    const repeat = (body, count) => {
      while (body.rows.length < count)
        body.append(body.rows[0].cloneNode(true));
    };
    repeat(payroll, 2);
    followUps.rows[0].cells[0].textContent = "Fælles ".repeat(28);
    repeat(followUps, 6);
    repeat(pending, 3);
  });
}

async function writeTooMuch({ page }, { say }) {
  await page.locator("#purpose").fill("x".repeat(4001));
  await page.getByRole("button", { name: say("hr_button.edit-report") })
    .click();
  await page.getByRole("alert").waitFor();
}

// Forms for what has not happened here, and the way to a provider that nobody
// here has.
export const UNSEEN = ["/hr/leaders/1/calls/1/withdraw",
  "/hr/received/1/settle", "/sign-in/openid/leave"];

const as = "coordinator";
const hr = (place) => `/hr/leaders/${place.leaders.ana}`;

const VERBS = ["first-day", "edit", "pause", "end-employment", "cancel",
  "log-call", "assign", "migrate", "settle-late", "first-task",
  "job-description"];

const firstTask = /\/activities\/\d+\/edit-first-task$/;

async function openFirstTask({ page }) {
  const links = page.locator("a");
  const hrefs = await links.evaluateAll((all) =>
    all.map((each) => each.getAttribute("href")));
  await links.nth(hrefs.findIndex((each) => firstTask.test(each))).click();
  await page.waitForURL(firstTask);
}

async function openRating({ page }, { say }) {
  await page.getByRole("link", { name: say("page.hr_verb_rate_task") }).first()
    .click();
  await page.waitForURL(/\/rate-first-task$/);
}

const showMore = ({ page }, { say }) =>
  page.getByText(say("page.menu_more"), { exact: true })
    .click({ timeout: 1000 }).catch(() => {});

// The lists that there are.
const LISTS = ["leaders", "people", "mentors", "mail", "programmes", "days",
  "handbook", "networks", "cohorts", "exit-reasons", "follow-ups", "potential-bank",
  "audit"];

export const PAGES = [
  { name: "leader", path: (place) => place.leader },
  { name: "leader-opened", path: (place) => place.leader, act: unfold },
  { name: "leader-begun", path: (place) => place.leaderBegun },
  { name: "leader-leaving", path: (place) => place.leaderLeaving },
  { name: "exit-talk", path: (place) => place.exitTalk },
  { name: "leader-activity", path: (place) => place.leaderActivity },
  { name: "leader-talk-held", act: unfold, path: (place) =>
    `${place.leaderBegun}/activities/${place.talkHeld}` },
  { name: "leader-talk-refused", act: tellWrongMinutes, status: 400,
    path: (place) =>
      `${place.leaderBegun}/activities/${place.talkHeld}` },
  { name: "leader-talk-sheet", path: (place) =>
    `${place.leaderBegun}/activities/${place.talkNext}/sheet` },
  { name: "manager-talk-sheet", path: (place) =>
    `${place.boManager}/activities/${place.talkNext}/sheet` },
  { name: "leader-handbook", path: (place) => `${place.leader}/handbook` },
  { name: "leader-handbook-found",
    path: (place) => `${place.leader}/handbook?q=l%C3%B8n` },
  { name: "leader-handbook-not-found",
    path: (place) => `${place.leader}/handbook?q=xyzzy` },
  { name: "leader-my-data", path: (place) => `${place.leader}/my-data` },
  { name: "leader-job", path: (place) => `${place.leader}/job-description` },
  { name: "leader-job-to-come",
    path: (place) => `${place.leaderBegun}/job-description` },
  { name: "hiring-leader", path: (place) => place.hiringLeader },
  { name: "hiring-leader-job",
    path: (place) => place.hiringLeader + place.jobForm },
  { name: "leader-calendar", path: (place) => `${place.leader}/calendar` },
  { name: "leader-calendar-opened", path: (place) => `${place.leader}/calendar`,
    act: unfold },
  { name: "calendar-stopped", path: (place) => place.calendarStopped },
  { name: "manager", path: (place) => place.manager },
  { name: "manager-opened", path: (place) => place.manager, act: unfold },
  { name: "manager-journey", act: unfold, path: (place) =>
    `${place.manager}/journeys/${place.leaders.ana}` },
  { name: "manager-first-tasks", act: unfold, path: (place) =>
    `${place.manager}/journeys/${place.leaders.ana}/first-tasks` },
  { name: "manager-first-tasks-refused", act: writeNoTask, status: 400,
    path: (place) =>
      `${place.manager}/journeys/${place.leaders.ana}/first-tasks` },
  { name: "mentor-journey", path: (place) =>
    `${place.mentor}/journeys/${place.leaders.ana}` },
  { name: "manager-comment-refused", path: (place) => place.manager,
    act: sendBlankComment, status: 400 },
  { name: "manager-calendar", path: (place) => `${place.manager}/calendar` },
  { name: "mentor", path: (place) => place.mentor },
  { name: "mentor-move-refused", path: (place) => place.mentor,
    act: moveToRest, status: 400 },
  { name: "coordinator", path: (place) => place.coordinator },
  { name: "function-reported", path: (place) => place.function },
  { name: "function-reported-opened", path: (place) => place.function,
    act: unfold },
  { name: "function-correction-refused", path: (place) => place.function,
    act: correctWithForeignAddress, status: 400 },
  { name: "idle", path: (place) => place.idle },
  { name: "nominee", path: (place) => place.nominee },
  { name: "network-contact", path: (place) => place.networkContact },
  { name: "network", path: (place) => place.network },
  { name: "network-opened", path: (place) => place.network, act: unfold },
  { name: "network-refused", path: (place) => place.network,
    act: planForThePast, status: 400 },
  { name: "network-member", path: (place) => place.networkMember },
  { name: "potential-offer", path: (place) => place.potential },
  { name: "potential-joined", path: (place) => place.potentialJoined },
  // The first of these, since what is typed into an answered one is taken.
  ...["answered", "open", "mentor", "manager", "exit", "closed",
    "cancelled"].map((each) => (
    { name: `survey-${each}`, path: (place) => place.surveys[each] })),
  { name: "survey-thanked",
    path: (place) => `${place.surveys.answered}?thanks=1` },
  { name: "survey-refused", path: (place) => place.surveys.open,
    act: forgetAnswer, status: 400 },
  { name: "participant", path: (place) => place.participant },
  { name: "task", path: (place) => place.task },
  { name: "task-done", path: (place) => place.taskDone },
  { name: "task-taken", path: (place) => place.taskTaken },
  { name: "invitation", path: (place) => place.invitation },
  { name: "invitation-answered", path: (place) => place.invitationAnswered },
  { name: "offer", path: (place) => place.offer },
  { name: "digest-daily", path: (place) => place.digest },
  { name: "digest-weekly", path: (place) => place.digestWeekly },
  { name: "sign-in", path: () => "/sign-in" },
  { name: "sign-in-wrong", path: () => "/sign-in", act: askWithoutAddress,
    status: 400 },
  { name: "sign-in-sent", path: () => "/sign-in", act: askForLink },
  { name: "sign-in-link-over", path: () => `/sign-in/link/${unknown}`,
    status: 404 },
  { name: "sign-in-limited", path: () => "/sign-in", act: askTooOften,
    status: 429 },
  { name: "sign-in-link", as: "linked", path: (place) => place.signInLink },
  { name: "sign-in-link-elsewhere", path: (place) => place.signInLink },
  { name: "sign-in-link-wrong", path: (place) => place.signInLink,
    act: sendWrongCode("page.sign_in_button"), status: 400 },
  { name: "sign-in-enrol", as: "enrolling", path: () => "/sign-in/enrol" },
  { name: "sign-in-enrol-opened", as: "enrolling", act: unfold,
    path: () => "/sign-in/enrol" },
  { name: "sign-in-enrol-wrong", as: "enrolling", path: () => "/sign-in/enrol",
    act: sendWrongCode("page.sign_in_enrol_button"), status: 400 },
  { name: "sign-in-recovery", path: () => "/sign-in", act: takeAuthenticator },
  { name: "sign-in-code", as: "coding", path: () => "/sign-in/code" },
  { name: "sign-in-code-wrong", as: "coding", path: () => "/sign-in/code",
    act: sendWrongCode("page.sign_in_button"), status: 400 },
  { name: "account", as, path: () => "/account" },
  { name: "hr", as, path: () => "/hr" },
  { name: "hr-nothing", as, path: () => "/hr?text=xyzzy" },
  { name: "hr-figures", as, path: () => "/hr/figures" },
  { name: "hr-measures", as, path: () => "/hr/measures?year=2025" },
  { name: "hr-measures-young", as, path: () => "/hr/measures" },
  { name: "hr-measures-versions", as, path: () => "/hr/measures/versions" },
  { name: "hr-measures-baseline", as,
    path: () => "/hr/measures/internal-share/set-baseline" },
  { name: "hr-measures-target-wrong", as, act: setWrongTarget, status: 400,
    path: () => "/hr/measures/sickness-absence/set-target" },
  { name: "hr-measures-drop", as,
    path: () => "/hr/measures/internal-share/drop-baseline?area=" },
  { name: "hr-bottlenecks", as, path: () => "/hr/bottlenecks" },
  { name: "hr-bottlenecks-pending", as,
    path: () => "/hr/bottlenecks?year=2026" },
  { name: "hr-reports", as, path: () => "/hr/reports" },
  { name: "hr-report-year", as, path: () => "/hr/reports/2025" },
  { name: "hr-report-young", as, path: () => "/hr/reports/2026" },
  { name: "hr-report-quarter", as, path: () => "/hr/reports/2025Q4",
    sheets: 1 },
  { name: "hr-report-quarter-young", as, path: () => "/hr/reports/2026Q3",
    sheets: 1 },
  { name: "hr-report-quarter-full", as, act: fillReport, sheets: 1,
    path: () => "/hr/reports/2025Q4" },
  { name: "hr-report-edit", as,
    path: () => "/hr/reports/2025/edit-report" },
  { name: "hr-report-edit-wrong", as, status: 400,
    path: () => "/hr/reports/2025/edit-report", act: writeTooMuch },
  { name: "hr-needs", as, path: () => "/hr/needs" },
  { name: "hr-overdue", as, path: () => "/hr/overdue" },
  { name: "hr-search", as, path: () => "/hr/search?text=mette" },
  { name: "hr-search-nothing", as, path: () => "/hr/search?text=xyzzy" },
  { name: "hr-new", as, path: () => "/hr/leaders/new" },
  { name: "hr-new-wrong", as, path: () => "/hr/leaders/new", act: sendNothing,
    status: 400 },
  { name: "hr-leader", as, path: hr },
  { name: "hr-leader-opened", as, path: hr, act: unfold },
  ...VERBS.map((verb) => (
    { name: `hr-leader-${verb}`, as, path: (place) => `${hr(place)}/${verb}` })),
  { name: "hr-more", as, path: () => "/hr/people", act: showMore },
  { name: "hr-first-task-edit", as, path: hr, act: openFirstTask },
  { name: "hr-activity-late", as,
    path: (place) => `${hr(place)}/activities/${place.call}/late` },
  { name: "hr-activity-move", as,
    path: (place) => `${hr(place)}/activities/${place.call}/move` },
  { name: "hr-talk", as, path: (place) =>
    `/hr/leaders/${place.leaders.bo}/activities/${place.talkHeld}/talk` },
  { name: "hr-rate-first-task", as, path: hr, act: openRating },
  { name: "hr-days-close", as, path: () => "/hr/days/close-days" },
  { name: "hr-days-close-previewed", as, path: () => "/hr/days/close-days",
    act: closeDays },
  { name: "hr-days-close-wrong", as, path: () => "/hr/days/close-days",
    act: closeNoDays, status: 400 },
  { name: "hr-days-open", as, path: () =>
    "/hr/days/open-days?from=2028-06-05&until=2028-06-09&class=quiet&area=" },
  { name: "hr-network", as, path: () => "/hr/networks/1" },
  { name: "hr-network-opened", as, path: () => "/hr/networks/1", act: unfold },
  { name: "hr-network-add", as, path: () => "/hr/networks/add-network" },
  { name: "hr-network-edit", as, path: () => "/hr/networks/1/edit-network" },
  { name: "hr-network-close", as, path: () => "/hr/networks/1/close-network" },
  { name: "hr-cohort", as, path: cohort },
  { name: "hr-cohort-opened", as, path: cohort, act: unfold },
  { name: "hr-cohort-over", as,
    path: (place) => `/hr/cohorts/${place.cohorts.few}` },
  { name: "hr-cohort-empty", as,
    path: (place) => `/hr/cohorts/${place.cohorts.later}` },
  { name: "hr-cohort-of-others", as: "otherArea", path: cohort, status: 404 },
  { name: "hr-cohorts-of-others", as: "otherArea", path: () => "/hr/cohorts" },
  { name: "hr-cohort-plan", as,
    path: (place) => `/hr/leaders/${place.cohorts.told}` },
  { name: "hr-cohort-add", as, path: () => "/hr/cohorts/add-cohort" },
  { name: "hr-cohort-nominate", as,
    path: (place) => `${cohort(place)}/nominate` },
  { name: "hr-cohort-nominate-wrong", as,
    path: (place) => `${cohort(place)}/nominate`, act: nominateAgain,
    status: 409 },
  { name: "hr-cohort-accept", as,
    path: (place) => `${cohort(place)}/nominations/1/accept` },
  { name: "hr-cohort-withdraw", as,
    path: (place) => `${cohort(place)}/nominations/1/withdraw` },
  { name: "hr-entry-edit", as, path: () => entry },
  { name: "hr-entry-edit-previewed", as, path: () => entry, act: changeEntry },
  { name: "hr-entry-edit-wrong", as, path: () => entry,
    act: changeEntryWrongly, status: 400 },
  { name: "hr-entry-edit-local", as, path: () => "/hr/handbook",
    act: openLocalEntry },
  { name: "hr-entry-remove", as, path: () => "/hr/handbook",
    act: openRemoval },
  { name: "hr-entry-remove-previewed", as, path: () => "/hr/handbook",
    act: previewRemoval },
  { name: "hr-leader-leaving", as,
    path: (place) => `/hr/leaders/${place.leaders.leaving}` },
  { name: "hr-exit-interview", as,
    path: (place) => `/hr/leaders/${place.leaders.leaving}/exit-interview` },
  { name: "hr-follow-up-add", as,
    path: () => "/hr/follow-ups/add-follow-up" },
  { name: "hr-follow-up-finish", as,
    path: () => "/hr/follow-ups/1/finish-follow-up" },
  { name: "hr-mail-hold", as, path: () => "/hr/mail/1/hold" },
  { name: "hr-person-edit", as, path: () => "/hr/people/1/edit-person" },
  ...LISTS.map((list) => (
    { name: `hr-${list}`, as, path: () => `/hr/${list}` })),
  ...["handbook", "embed/handbook"].flatMap((root) => {
    const name = root.replace("/", "-");
    return [
      { name, path: (place) => `/${root}?language=${place.language}` },
      { name: `${name}-entry`,
        path: (place) => `/${root}/it?language=${place.language}` },
      { name: `${name}-place`,
        path: (place) => `/${root}?language=${place.language}&place=${
          encodeURIComponent("Skolen ved Åen")}` },
      { name: `${name}-course`, path: (place) =>
        `/${root}/courses/foer-leder?language=${place.language}` },
      { name: `${name}-found`,
        path: (place) => `/${root}?language=${place.language}&q=ferie` },
      { name: `${name}-found-course`,
        path: (place) => `/${root}?language=${place.language}&q=talent` },
      { name: `${name}-not-found`,
        path: (place) => `/${root}?language=${place.language}&q=xyzzy` },
    ];
  }),
  { name: "hr-director", as: "director", path: () => "/hr" },
  { name: "hr-figures-director", as: "director", path: () => "/hr/figures" },
  { name: "hr-measures-director", as: "director",
    path: () => "/hr/measures" },
  { name: "hr-measures-versions-director", as: "director",
    path: () => "/hr/measures/versions" },
  { name: "hr-bottlenecks-director", as: "director",
    path: () => "/hr/bottlenecks" },
  { name: "hr-programmes-director", as: "director",
    path: () => "/hr/programmes" },
  { name: "hr-programme-director", as: "director",
    path: () => "/hr/programmes/ny-leder/2" },
  { name: "hr-comparison-director", as: "director",
    path: () => "/hr/programmes/ny-leder/comparison?from=1&to=2" },
  { name: "hr-report-director", as: "director",
    path: () => "/hr/reports/2025" },
  { name: "hr-not-for-directors", as: "director",
    path: () => "/hr/leaders/new", status: 403 },
  { name: "hr-not-found", as, path: () => "/hr/leaders/9999", status: 404 },
  { name: "hr-programme", as, path: () => "/hr/programmes/ny-leder/2" },
  { name: "hr-programme-decision", as,
    path: () => "/hr/programmes/ny-leder/2/decision" },
  { name: "hr-programme-undecided", as, act: leaveOutReason, status: 400,
    path: () => "/hr/programmes/ny-leder/1/decision" },
  { name: "hr-programme-opened", as, act: unfold,
    path: () => "/hr/programmes/fratraedelse/1" },
  { name: "hr-surveys", as, path: () => "/hr/surveys" },
  { name: "hr-survey-results", as, path: () => "/hr/surveys/slut?year=2025" },
  { name: "hr-survey-results-none", as, path: () => "/hr/surveys/puls-1" },
  { name: "hr-survey-results-half", as, path: () => "/hr/surveys/exit" },
  { name: "hr-survey-results-half-few", as,
    path: () => "/hr/surveys/exit?half=2025H2" },
  { name: "hr-survey-words", as, path: () => "/hr/surveys/slut/words" },
  { name: "hr-survey-words-few", as, path: () => "/hr/surveys/exit/words" },
  { name: "hr-survey-words-gone", as,
    path: () => "/hr/surveys/slut/words?half=2025H2" },
  ...["told", "few"].map((cohort) => (
    { name: `hr-survey-results-cohort-${cohort}`, as,
      path: (place) => "/hr/surveys/foer-leder-evaluering?cohort="
        + place.cohorts[cohort] })),
  { name: "hr-survey-results-cohort-none", as,
    path: () => "/hr/surveys/foer-leder-evaluering-leder" },
  ...["puls-1", "exit"].map((survey) => (
    { name: `hr-survey-${survey}`, as,
      path: () => `/hr/surveys/${survey}/1` })),
  { name: "hr-filter-save", as,
    path: () => "/hr/filters/save-filter?flag=no-mentor" },
  ...["rename-filter", "remove-filter"].map((verb) => (
    { name: `hr-${verb}`, as, path: () => `/hr/filters/1/${verb}` })),
  { name: "hr-comparison", as,
    path: () => "/hr/programmes/ny-leder/comparison?from=1&to=2" },
  { name: "hr-comparison-opened", as, act: unfold,
    path: () => "/hr/programmes/ny-leder/comparison?from=2&to=1" },
  { name: "hr-comparison-same", as,
    path: () => "/hr/programmes/ny-leder/comparison?from=2&to=2" },
  { name: "not-found", path: () => `/l/${unknown}`, status: 404 },
  { name: "form-expired", path: (place) => place.task, act: sendOldForm,
    status: 403 },
];
