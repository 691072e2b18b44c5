// SPDX-License-Identifier: EUPL-1.2
// A leader's mentor, by the links of mails.
import { addLeader } from "./people.mjs";
import {
  answers, comments, doesTask, moves, readsJourney, tellsThatItCannot,
} from "./responsible.mjs";

export default {
  name: "a mentor",

  async settle(onboardd, i) {
    const address = `jens${i}@example.org`;
    const leader = `Ditte Dahl ${i}`;
    const journey = await addLeader(onboardd, leader,
      `ditte${i}@privat.example.org`, {
        manager: `Mads Mørk <mads${i}@example.org>`,
        mentor: `Jens Jessen <${address}>`,
      });
    return { address, leader, journey };
  },

  paths: {
    "reads the journey and goes back":
      readsJourney("page.side_mentor", "mentor-1"),
    "says that a talk cannot be held, and withdraws":
      tellsThatItCannot("mentor-hilsen"),
    "comments on a talk": comments("mentor-hilsen"),
    "answers an invitation": answers("mentor-klaed"),
    "moves a talk": moves("mentor-1"),
    "has held a talk": doesTask("mentor-hilsen"),
  },
};
