// SPDX-License-Identifier: EUPL-1.2
// Signing in by the link of a mail.
import { Visit } from "./chromium.mjs";

// Asks for the link, and returns the path that it leads to. now: where the
// clock stands; mail goes when it is told.
export async function askForLink(page, { onboardd, say }, address, now) {
  await page.getByLabel(say("page.sign_in_email")).fill(address);
  await page.getByRole("button", { name: say("page.sign_in_send_button") })
    .click();
  await page.waitForURL("**/sign-in/sent");
  await onboardd.advance(now);
  return (await onboardd.links("sign-in/link", address)).at(-1);
}

// Returns what a browser keeps of who has signed in. place: its browser,
// onboardd, and say.
export async function signIn(place, address, now) {
  const visit = await Visit.begin(place.browser, { script: "off" });
  try {
    await visit.open("/sign-in");
    await visit.open(await askForLink(visit.page, place, address, now));
    await visit.page.getByRole("button", {
      name: place.say("page.sign_in_button") }).click();
    await visit.page.waitForURL((url) => url.pathname.startsWith("/hr"));
    return await visit.context.storageState();
  } finally {
    await visit.end();
  }
}
