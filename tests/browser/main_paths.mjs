// SPDX-License-Identifier: EUPL-1.2
// What people come for, from the link in their mail to the end.
import { after, before, describe, it } from "node:test";

import { Place, WAYS } from "./harness.mjs";
import coordinator from "./paths/coordinator.mjs";
import director from "./paths/director.mjs";
import everybody from "./paths/everybody.mjs";
import central from "./paths/function.mjs";
import leader from "./paths/leader.mjs";
import manager from "./paths/manager.mjs";
import mentor from "./paths/mentor.mjs";
import network from "./paths/network.mjs";
import newcomer from "./paths/newcomer.mjs";
import nominee from "./paths/nominee.mjs";
import respondent from "./paths/respondent.mjs";

// Whoever answers for a function comes after those who would give it more to do.
const USERS = [everybody, leader, manager, mentor, nominee, respondent,
  network, coordinator, director, newcomer, central];

function walkPaths(user, getPlace) {
  for (const [i, way] of WAYS.entries())
    for (const [name, path] of Object.entries(user.paths))
      it(`${user.name} ${name} ${way.name}`, { timeout: 120_000 },
        () => getPlace().walk(user, path, i));
}

describe("main paths", { concurrency: 2 }, () => {
  for (const language of ["da", "en"])
    describe(language, { concurrency: 1 }, () => {
      let place;
      before(async () => {
        place = await Place.begin(language, USERS);
      });
      after(() => place?.end());
      for (const user of USERS) walkPaths(user, () => place);
    });
});
