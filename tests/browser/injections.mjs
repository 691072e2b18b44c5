// SPDX-License-Identifier: EUPL-1.2
// Strings that want to run, in every field that a file or a program can fill.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import {
  ATTACKS, STRINGS, findForeign, openWithoutPolicy, pick, touch,
} from "./attacks.mjs";
import { launch } from "./chromium.mjs";
import { Onboardd } from "./onboardd.mjs";

const PHONE_CHARACTERS = 40;

const quoted = (name, address) =>
  `"${name.replace(/[\\"]/g, "\\$&")}" <${address}>`;
const both = (text) => ({ da: text, en: text });

// All steps of a journey, with a guide for each.
async function writeProgramme(folder) {
  const steps = STRINGS.map((text, i) => ({
    id: `trin-${i}`,
    phase: 1,
    title: both(text),
    ...i % 2 ? { kind: "task" } : {
      kind: "meeting", minutes: 30, participants: ["manager", "leader"] },
    role: i % 3 ? "manager" : "leader",
    due: `accepted + ${1 + i % 25} workdays`,
    latest: "accepted + 30 workdays",
  }));
  const guides = join(folder, "guides/indskud");
  await mkdir(join(folder, "programmes"), { recursive: true });
  await mkdir(guides, { recursive: true });
  for (const [i, text] of STRINGS.entries())
    for (const language of ["da", "en"])
      await writeFile(join(guides, `trin-${i}.${language}.md`),
        `${text}\n\n- ${text}\n\n[${text}](${text})\n\n<${text}>\n`);
  const file = join(folder, "programmes/indskud.yaml");
  await writeFile(file, JSON.stringify({
    id: "indskud",
    title: both(pick(0)),
    phases: [{ id: 1, title: both(pick(1)) }],
    steps,
  }, null, 2));
  return file;
}

async function writeHandbook(folder) {
  const functions = ["it", "legal", "hr", "recruitment", "payroll",
    "management_information", "procurement", "finance", "facilities"];
  const file = join(folder, "handbook.yaml");
  await writeFile(file, JSON.stringify({
    functions: [...functions, ...functions].map((name, i) => ({
      function: name,
      ...(i < functions.length ? {} : { area: pick(i), workplace: pick(i + 1) }),
      title: both(pick(i)),
      phone: pick(i + 3),
      helps_with: both(STRINGS.map((text) =>
        `- ${text}\n- [x](${text})\n`).join("")),
    })),
  }, null, 2));
  return file;
}

// Each field has each attack in one of the journeys.
async function addLeader(onboardd, i) {
  const text = (field) => pick(i + field * 5);
  const { leader } = await onboardd.api("POST", "/leaders", {
    name: text(0),
    email: `leader${i}@example.org`,
    accepted: "2026-10-01",
    first_day: "2026-12-07",
    manager: quoted(text(1), `manager${i}@example.org`),
    mentor: quoted(text(2), `mentor${i}@example.org`),
    hiring_leader: quoted(text(3), `hiring${i}@example.org`),
    phone: text(4).slice(0, PHONE_CHARACTERS),
    title: text(5),
    workplace: text(6),
    level: text(7).slice(0, PHONE_CHARACTERS),
    programme: i === 0 ? "indskud" : "ny-leder",
  });
  await onboardd.api("POST", `/leaders/${leader.id}/first-tasks`, {
    title: text(8), goal: `${text(9)}\n${text(10)}`, seen_by: text(1),
    due: "2026-12-10",
  });
  return leader.id;
}

async function addCohort(onboardd, i) {
  const { cohort } = await onboardd.api("POST", "/cohorts", {
    name: pick(i), start: "2027-01-11",
  });
  await onboardd.api("POST", `/cohorts/${cohort.id}/nominations`, {
    name: pick(i + 1),
    email: `nominee${i}@example.org`,
    manager: quoted(pick(i), `manager${i}@example.org`),
  });
}

// Some of them lead elsewhere, perhaps while the page is looked at.
function isLeaving(error) {
  if (!/because of a navigation/.test(error.message)) throw error;
  return ["leads elsewhere"];
}

describe("injections", () => {
  let onboardd;
  let browser;
  let folder;
  const paths = new Set();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "onboard-browser-"));
    onboardd = await Onboardd.start("2026-10-01T08:00", {
      municipality: { name: pick(3) },
      handbook: await writeHandbook(folder),
      handbook_pages: {
        open: true, names: true,
        frame_ancestors: ["https://intranet.example.org"],
      },
      invitations: { days_ahead: 90 },
    });
    await onboardd.command("import-programme", await writeProgramme(folder));
    for (const root of ["/handbook", "/embed/handbook"]) {
      for (const tail of ["", "/it", "/legal?language=en", "?language=en",
        ...ATTACKS.map((each) => `?q=${encodeURIComponent(each)}`)])
        paths.add(root + tail);
    }
    const journeys = [];
    for (let i = 0; i < ATTACKS.length; i++) {
      journeys.push(await addLeader(onboardd, i));
      if (i % 3 === 0) await addCohort(onboardd, i);
    }
    await onboardd.advance("2026-10-06T09:00");
    for (const id of journeys) {
      const { pages } = await onboardd.api("GET", `/leaders/${id}`);
      for (const { url } of pages)
        paths.add(new URL(url).pathname);
    }
    for (let i = 0; i < ATTACKS.length; i++)
      for (const who of ["leader", "manager", "nominee"])
        for (const folder of ["a", "p", "u"])
          for (const path of await onboardd.links(
            folder, `${who}${i}@example.org`))
            paths.add(path);
    browser = await launch(onboardd);
  });
  after(async () => {
    await browser?.close();
    await onboardd?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("are seen where they are not escaped", async () => {
    for (const attack of ATTACKS.filter((each) => each.startsWith("<"))) {
      const visit = await openWithoutPolicy(browser);
      await visit.open("/robots.txt");
      await visit.page.setContent(`<p>${attack}</p>`);
      await touch(visit.page).catch(() => {});
      const found = await visit.page.evaluate(findForeign).catch(isLeaving);
      assert.notEqual(found.length + visit.faults.length, 0, attack);
      await visit.end();
    }
  });

  it("do nothing on any page", async () => {
    assert.ok(paths.size > 100);
    const faults = [];
    const waiting = [...paths];
    let texts = "";
    const goOn = async () => {
      const visit = await openWithoutPolicy(browser);
      for (let path = waiting.pop(); path; path = waiting.pop()) {
        await visit.open(path);
        await touch(visit.page);
        const text = await visit.page.evaluate(
          () => document.body.textContent);
        texts += text;
        for (const fault of [...await visit.page.evaluate(findForeign),
          ...visit.takeFaults()])
          faults.push(`${path}: ${fault}`);
      }
      await visit.end();
    };
    await Promise.all([goOn(), goOn()]);
    assert.deepEqual(faults, []);
    assert.deepEqual(ATTACKS.filter((each) => !texts.includes(each)), [],
      "they are to be read as what they are");
  });
});
