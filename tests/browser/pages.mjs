// SPDX-License-Identifier: EUPL-1.2
// The pages that there are, each in the states in which it looks different.
// A new page is a row: a name for its pictures, and its path in the
// municipality. More that a row may have:
//   act     what its visitor does there first (visit, place); then the page
//           that this leads to is looked at
//   status  what the page is answered with, 200 if left out
import { randomBytes } from "node:crypto";

const unknown = randomBytes(32).toString("base64url");

// As the form is when the page was left open for long.
async function sendOldForm({ page }, { say }) {
  await page.locator("input[name=csrf]").first()
    .evaluate((field) => { field.value = field.value.replace(/^./, "_"); });
  await page.getByRole("button", { name: say("page.done_button") }).first()
    .click();
}

const unfold = (visit) => visit.unfold();

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

// Pages behind a sign-in, which nobody in the municipality has yet.
export const UNSEEN = ["/sign-in/code", "/sign-in/enrol", "/hr", "/account"];

export const PAGES = [
  { name: "leader", path: (place) => place.leader },
  { name: "leader-opened", path: (place) => place.leader, act: unfold },
  { name: "leader-begun", path: (place) => place.leaderBegun },
  { name: "leader-leaving", path: (place) => place.leaderLeaving },
  { name: "leader-calendar", path: (place) => `${place.leader}/calendar` },
  { name: "leader-calendar-opened", path: (place) => `${place.leader}/calendar`,
    act: unfold },
  { name: "calendar-stopped", path: (place) => place.calendarStopped },
  { name: "manager", path: (place) => place.manager },
  { name: "manager-opened", path: (place) => place.manager, act: unfold },
  { name: "manager-calendar", path: (place) => `${place.manager}/calendar` },
  { name: "mentor", path: (place) => place.mentor },
  { name: "coordinator", path: (place) => place.coordinator },
  { name: "idle", path: (place) => place.idle },
  { name: "nominee", path: (place) => place.nominee },
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
  { name: "not-found", path: () => `/l/${unknown}`, status: 404 },
  { name: "form-expired", path: (place) => place.task, act: sendOldForm,
    status: 403 },
];
