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
