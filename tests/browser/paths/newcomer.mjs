// SPDX-License-Identifier: EUPL-1.2
// A coordinator who signs in for the first time, and again.
import assert from "node:assert/strict";

import { ORIGIN } from "../onboardd.mjs";
import { codeOf, readSecret, sendMail } from "../sign_in.mjs";

// From the form of /sign-in to the button behind the link of the mail.
async function followMail(person, onboardd, address) {
  const before = await onboardd.links("sign-in/link", address);
  await person.write(person.field("page.sign_in_email"), address);
  await person.press(person.button("page.sign_in_send_button"));
  await person.isAt("page.sign_in_sent_title");
  await sendMail(onboardd);
  const links = await onboardd.links("sign-in/link", address);
  await person.visit.open(links.find((each) => !before.includes(each)));
  await person.press(person.button("page.sign_in_button"));
}

async function giveCode(person, code, button) {
  await person.write(person.page.locator("input[name=code]"), code);
  await person.press(person.button(button));
}

// The code counts for a minute or so.
async function waitForNextCode(onboardd) {
  const { now } = await onboardd.api("GET", "/status");
  const later = new Date(new Date(now).getTime() + 120_000);
  await onboardd.advance(later.toISOString().replace(/\..*/, "+00:00"));
}

export default {
  name: "a newcomer of HR",

  async settle(onboardd, i) {
    const address = `nora${i}@example.org`;
    await onboardd.api("PUT",
      `/accounts/${encodeURIComponent(`Nora Nielsen <${address}>`)}`,
      { role: "coordinator" });
    return { address };
  },

  paths: {
    async "signs in with an authenticator, out, and in again"(person,
      { onboardd, address }) {
      await person.visit.open("/hr/needs");
      await person.isAt("page.sign_in_title");
      await followMail(person, onboardd, address);
      await person.isAt("page.sign_in_enrol_title");
      const secret = await readSecret(person.visit);
      await giveCode(person, await codeOf(onboardd, secret),
        "page.sign_in_enrol_button");
      await person.isAt("page.sign_in_recovery_title");
      assert.equal(await person.page.locator("code").count(), 10);
      await person.press(person.link("page.sign_in_recovery_button"));
      await person.page.waitForURL(`${ORIGIN}/hr/needs`);

      await person.press(person.button("page.sign_out_button"));
      await person.page.waitForURL(`${ORIGIN}/sign-in`);
      await person.visit.open("/hr/needs");
      await person.isAt("page.sign_in_title");
      await waitForNextCode(onboardd);
      await followMail(person, onboardd, address);
      await person.isAt("page.sign_in_code_title");
      const code = await codeOf(onboardd, secret);
      const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
      await giveCode(person, wrong, "page.sign_in_button");
      await person.page.getByRole("alert").waitFor();
      await giveCode(person, code, "page.sign_in_button");
      await person.page.waitForURL(`${ORIGIN}/hr/needs`);
    },
  },
};
