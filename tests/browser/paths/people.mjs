// SPDX-License-Identifier: EUPL-1.2
// People whom the paths of several users need.

// Returns the number of the journey.
export async function addLeader(onboardd, name, address, more) {
  const { leader } = await onboardd.api("POST", "/leaders", {
    name,
    email: address,
    accepted: "2026-10-01",
    first_day: "2026-12-07",
    ...more,
  });
  return leader.id;
}

// Marks the page's first open task, and returns its number.
export async function markFirst(person) {
  const name = person.say("page.done_button");
  const task = person.page.locator("article", {
    has: person.page.getByRole("button", { name }),
  }).first();
  const id = await task.getAttribute("id");
  await person.press(task.getByRole("button", { name }));
  await person.page.locator(`#${id}`).getByRole("button", { name })
    .waitFor({ state: "detached" });
  return id.slice(1);
}

// A day's field is three for the keyboard, in the order of the system's own
// language: Tab reaches it, what is typed there is the browser's affair.
export async function writeDay(person, field, day) {
  if (person.way.keyboard) await person.tabTo(field);
  await field.fill(day);
}
