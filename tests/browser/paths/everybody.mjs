// SPDX-License-Identifier: EUPL-1.2
// What is the same for everybody.
import assert from "node:assert/strict";

import { ORIGIN } from "../onboardd.mjs";
import { addLeader } from "./people.mjs";

export default {
  name: "whoever",

  async settle(onboardd, i) {
    const leader = `eva${i}@privat.example.org`;
    await addLeader(onboardd, `Eva Enig ${i}`, leader,
      { manager: `Mikkel Meyer <mikkel${i}@example.org>` });
    return { leader };
  },

  paths: {
    async "skips to the content is there"(person, { onboardd, leader }) {
      const [path] = await onboardd.links("l", leader);
      await person.visit.open(path);
      await person.tabTo(person.link("page.skip_link"));
      await person.page.keyboard.press("Enter");
      await person.page.waitForURL(`${ORIGIN}${path}#main`);
      assert.equal(
        await person.page.evaluate(() => document.activeElement.id), "main");
    },
  },
};
