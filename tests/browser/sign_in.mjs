// SPDX-License-Identifier: EUPL-1.2
// Signing in by the link of a mail and the code of an authenticator. place
// is whatever has a browser, onboardd, and say.
import { createHmac } from "node:crypto";

import { Visit } from "./chromium.mjs";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function fromBase32(text) {
  const bits = [...text.replace(/ /g, "")].map((letter) =>
    LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

async function now(onboardd) {
  return new Date((await onboardd.api("GET", "/status")).now);
}

// What an authenticator shows (RFC 6238), by the daemon's clock.
export async function codeOf(onboardd, secret) {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(
    BigInt(Math.floor((await now(onboardd)).getTime() / 30_000)));
  const digest = createHmac("sha1", fromBase32(secret)).update(step).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

// Mail goes when the clock is told.
export async function sendMail(onboardd) {
  const { now: at } = await onboardd.api("GET", "/status");
  await onboardd.advance(at);
}

const press = (page, { say }, key) =>
  page.getByRole("button", { name: say(key) }).click();

// Asks for the link, and returns the path that it leads to.
export async function askForLink(page, place, address) {
  const { onboardd, say } = place;
  const before = await onboardd.links("sign-in/link", address);
  await page.getByLabel(say("page.sign_in_email")).fill(address);
  await press(page, place, "page.sign_in_send_button");
  await page.waitForURL("**/sign-in/sent");
  await sendMail(onboardd);
  const links = await onboardd.links("sign-in/link", address);
  return links.find((each) => !before.includes(each));
}

// Up to where the code is wanted.
export async function beginSignIn(visit, place, address) {
  await visit.open("/sign-in");
  await visit.open(await askForLink(visit.page, place, address));
  await press(visit.page, place, "page.sign_in_button");
  await visit.page.waitForURL(/\/sign-in\/(enrol|code)$/);
}

// The secret that the page shows for who cannot scan it.
export async function readSecret({ page }) {
  const text = await page.locator("strong").evaluateAll((found) =>
    found.map((each) => each.textContent));
  return text.find((each) => /^[A-Z2-7 ]{39}$/.test(each));
}

// Returns the authenticator's secret; the page shows the recovery codes then.
export async function enrol(visit, place) {
  const secret = await readSecret(visit);
  await visit.page.getByLabel(place.say("page.sign_in_code"))
    .fill(await codeOf(place.onboardd, secret));
  await press(visit.page, place, "page.sign_in_enrol_button");
  await visit.page.locator("code").first().waitFor();
  return secret;
}

async function keep(place, act) {
  const visit = await Visit.begin(place.browser, { script: "off" });
  try {
    await act(visit);
    return await visit.context.storageState();
  } finally {
    await visit.end();
  }
}

// What a browser keeps of who has signed in.
export function signIn(place, address) {
  return keep(place, async (visit) => {
    await beginSignIn(visit, place, address);
    await enrol(visit, place);
  });
}

// The same of who has still to give the code.
export function signInHalf(place, address) {
  return keep(place, (visit) => beginSignIn(visit, place, address));
}

// The same of who has still to open the link, and the link.
export async function signInBarely(place, address) {
  let link;
  const kept = await keep(place, async (visit) => {
    await visit.open("/sign-in");
    link = await askForLink(visit.page, place, address);
  });
  return [kept, link];
}
