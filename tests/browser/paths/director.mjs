// SPDX-License-Identifier: EUPL-1.2
// A director, who sees figures and nobody's name.
import assert from "node:assert/strict";

import { DIRECTOR } from "../harness.mjs";
import { addLeader } from "./people.mjs";

const NAMES = /Dagny|Dyhr|Detlef/;

async function bodyOf(person) {
  return person.page.evaluate(() => document.body.textContent);
}

export default {
  name: "a director",
  as: DIRECTOR,

  async settle(onboardd, i) {
    const journey = await addLeader(onboardd, `Dagny Dyhr ${i}`,
      `dagny${i}@privat.example.org`,
      { manager: `Detlef Dyhr <detlef${i}@example.org>` });
    return { journey };
  },

  paths: {
    async "sees figures only"(person, { journey }) {
      await person.visit.open("/hr");
      await person.isAt("hr_title.figures");
      assert.equal(person.visit.response.status(), 200);
      assert.doesNotMatch(await bodyOf(person), NAMES);
      await person.visit.open("/hr/measures");
      await person.isAt("hr_title.measures");
      assert.doesNotMatch(await bodyOf(person), NAMES);
      await person.press(person.link("page.measures_versions"));
      await person.isAt("hr_title.versions");
      assert.doesNotMatch(await bodyOf(person), NAMES);
      await person.visit.open("/hr/bottlenecks");
      await person.isAt("hr_title.bottlenecks");
      assert.doesNotMatch(await bodyOf(person), NAMES);
      await person.visit.open("/hr/reports");
      await person.isAt("hr_title.reports");
      assert.doesNotMatch(await bodyOf(person), NAMES);
      await person.visit.open("/hr/programmes");
      await person.isAt("hr_title.programmes");
      assert.doesNotMatch(await bodyOf(person), NAMES);
      for (const path of ["/hr/needs", "/hr/overdue", "/hr/search?text=dagny",
        "/hr/leaders", "/hr/people", "/hr/audit", "/hr/leaders/new",
        "/hr/surveys/slut/words",
        `/hr/leaders/${journey}`, `/hr/leaders/${journey}/edit`,
        "/hr/reports/2026/edit-report",
        "/hr/programmes/ny-leder/1/decision"]) {
        await person.visit.open(path);
        assert.equal(person.visit.response.status(), 403, path);
        assert.doesNotMatch(await bodyOf(person), NAMES, path);
      }
    },
  },
};
