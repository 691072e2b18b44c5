// SPDX-License-Identifier: EUPL-1.2
// A municipality on an ordinary morning, so that each page has something to
// show. Everybody reads the same language.
import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Visit, launch } from "./chromium.mjs";
import { Onboardd } from "./onboardd.mjs";
import { SOURCE } from "./packages.mjs";
import { signIn, signInBarely, signInHalf } from "./sign_in.mjs";
import { texts } from "./texts.mjs";

export const PEOPLE = {
  director: "Dorte Direktør <dorte@example.org>",
  local_admin: "Lars Lokal <lars@example.org>",
  network_lead: "Nina Netværk <nina@example.org>",
};
// Leaders recruited internally, of all, in the quarters of a year that is over.
const COUNTS = [["Kultur", 1, 8, 15], ["Kultur", 2, 7, 14], ["Kultur", 3, 1, 4],
  ["Kultur", 4, 9, 18], ["Skole", 1, 12, 26], ["Skole", 2, 22, 24],
  ["Skole", 3, 2, 5], ["Skole", 4, 14, 22], ["Omsorg", 4, 1, 2]];
// Of the payroll system; what areas leave of the first quarter is three people.
const FIGURES = [["1", "", "5,4", "2143"], ["1", "Børn og Unge", "5,9", "1210"],
  ["1", "Ældre", "6,3", "930"], ["2", "", "4,8", "2143"],
  ["2", "Ældre", "5,1", "930"]]
  .map(([quarter, area, percent, employees]) => ({ year: "2025", quarter, area,
    figure: "sygefravær", percent, employees }));
// Of 120 leaders: step, role, titles, whether only some have it, late or
// skipped, skipped, and how many workdays late.
const STEPS = [
  ["kontakt-it", "function:it", "IT tager kontakt", "IT makes contact", 0, 33,
    12, 4],
  ["samtale-3m", "manager", "Tremånederssamtale (forventningsafstemning 4)",
    "Three-month talk (expectations 4)", 0, 69, 2, 6],
  ["mentor-1", "mentor", "Første mentormøde", "First mentor meeting", 0, 48, 0,
    3],
  ["kollega-leder", "manager", "Samtale: fra kollega til leder",
    "Talk: from colleague to leader", 1, 21, 9, 2],
  ["netvaerk", "network_lead",
    "Indmeldt i ledernetværk, første møde aftalt",
    "Enrolled in leader network, first meeting set", 0, 118, 3, 22],
  ["opret", "coordinator", "Opret forløb og udpeg ansvarlige",
    "Create the case, name who is responsible", 0, 2, 0, 1],
];
// Of forty leaders who began in that year 32 have answered at its end, and so
// many of them were content, or chose so.
const SAID = [["mean", "satisfaction", "", 21], ["mean", "role_clarity", "", 25],
  ["mean", "support", "", 30], ["mean", "self_efficacy", "", 17],
  ["chosen", "omfang", "for-lidt", 3], ["chosen", "omfang", "passende", 20],
  ["chosen", "omfang", "for-meget", 7]];
const KEEP_SAID = `import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=60)
for quarter in range(1, 5):
    database.execute("INSERT INTO measure_quarter VALUES "
                     "('answered-end', 2025, ?, 0)", (quarter,))
    database.execute("INSERT INTO measure_count VALUES "
                     "('answered-end', 2025, ?, 'Skole', 8, 10)", (quarter,))
for kind, subject, choice, people in json.loads(sys.argv[2]):
    database.execute("INSERT INTO answer_count VALUES "
                     "('answered-end', 2025, 1, ?, ?, ?, ?)",
                     (kind, subject, choice, people))
database.commit()
`;
// Of a course of eighteen fifteen have answered; of the one before it too few.
const SAID_OF_COHORT = [["mean", "satisfaction", "", 9],
  ["mean", "expectations_met", "", 10], ["mean", "support", "", 6],
  ["chosen", "afklaret", "meget", 7], ["chosen", "afklaret", "noget", 5],
  ["chosen", "afklaret", "samme", 3], ["chosen", "moduler", "modul-1", 8],
  ["chosen", "moduler", "modul-2", 10], ["chosen", "moduler", "modul-3", 13],
  ["chosen", "sparring", "meget", 5], ["chosen", "sparring", "noget", 6],
  ["chosen", "sparring", "lidt", 2], ["chosen", "sparring", "ikke-med", 1]];
const KEEP_COHORTS = `import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=60)
told, few = json.loads(sys.argv[2])
database.executemany("INSERT INTO cohort_survey VALUES "
                     "('foer-leder-evaluering', ?, ?, ?, 0)",
                     [(told, 18, 15), (few, 6, 3)])
for kind, subject, choice, people in json.loads(sys.argv[3]):
    database.execute("INSERT INTO cohort_answer VALUES "
                     "('foer-leder-evaluering', ?, ?, ?, ?, ?)",
                     (told, kind, subject, choice, people))
database.commit()
`;
// Of twelve who left with a talk ten have answered; half a year before too few.
const SAID_ON_LEAVING = [["mean", "satisfaction", "", 5],
  ["mean", "expectations_met", "", 5], ["chosen", "aarsager", "loen", 5],
  ["chosen", "aarsager", "tid-til-ledelse", 5],
  ["chosen", "aarsager", "sparring", 2], ["chosen", "tilbage", "ja", 5],
  ["chosen", "tilbage", "nej", 3], ["chosen", "tilbage", "maaske", 2]];
const KEEP_EXITS = `import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=60)
database.executemany("INSERT INTO exit_half_year VALUES (?, ?, 0)",
                     [("2025H2", 4), ("2026H1", 12)])
database.executemany("INSERT INTO exit_reason_count VALUES ('2026H1', ?, ?, ?)",
                     [("pay", 6, 1), ("workload", 7, 7)])
database.executemany("INSERT INTO exit_survey VALUES ('exit', ?, ?, ?, ?, 0)",
                     [("2025H2", 0, 6, 3), ("2026H1", 1, 12, 10)])
for row in json.loads(sys.argv[2]):
    database.execute("INSERT INTO exit_survey_answer VALUES "
                     "('exit', '2026H1', ?, ?, ?, ?)", row)
database.commit()
`;
const KEEP = `import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=60)
for quarter in range(1, 5):
    database.execute("INSERT INTO measure_quarter VALUES "
                     "('internal-share', 2025, ?, 0)", (quarter,))
for area, quarter, part, whole in json.loads(sys.argv[2]):
    database.execute("INSERT INTO measure_count VALUES "
                     "('internal-share', 2025, ?, ?, ?, ?)",
                     (quarter, area, part, whole))
    database.execute("INSERT INTO measure_version VALUES "
                     "('internal-share', 2025, ?, ?, 'ny-leder', ?, ?)",
                     (quarter, area, (quarter + 1) // 2, area == "Skole"))
for quarter, part in enumerate((8, 18, 2, 21), 1):
    database.execute("INSERT INTO measure_quarter VALUES "
                     "('on-time-manager', 2025, ?, 0)", (quarter,))
    database.execute("INSERT INTO measure_count VALUES "
                     "('on-time-manager', 2025, ?, 'Skole', ?, 30)",
                     (quarter, part))
database.execute("INSERT INTO bottleneck_year VALUES (2025, 0)")
database.executemany(
    "INSERT INTO bottleneck_step VALUES (2025, ?, ?, ?, ?, ?, ?, ?, ?)",
    json.loads(sys.argv[3]))
database.commit()
`;
// The last day of a survey is over.
const CLOSE = `import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=60)
database.execute("UPDATE survey_request SET closes_on = '2026-10-05' "
                 "WHERE journey_id = ?", (sys.argv[2],))
database.commit()
`;
// Six answered in spring, and some of them in their own words.
const WRITE = `import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=60)
activity, journey = database.execute(
    "SELECT id, journey_id FROM activity ORDER BY id DESC").fetchone()
version, = database.execute(
    "SELECT max(id) FROM survey WHERE key = 'slut'").fetchone()
people = database.execute("SELECT id FROM person ORDER BY id DESC LIMIT 6")
for (person,), texts in zip(people.fetchall(), json.loads(sys.argv[2])):
    request = database.execute(
        "INSERT INTO survey_request (survey_id, survey, activity_id, "
        "journey_id, person_id, generation, token_hash, state, asked_at, "
        "answered_at, closes_on) VALUES (?, 'slut', ?, ?, ?, 1, ?, "
        "'answered', 1778500000, 1778500000, '2026-05-29')",
        (version, activity, journey, person, f"wrote {person}")).lastrowid
    for question, text in texts:
        database.execute("INSERT INTO survey_text VALUES (?, ?, ?, "
                         "'2027-05-11')", (request, question, text))
database.commit()
`;
const WRITTEN = [
  [["bevar", "Den første dag, hvor alle vidste, hvem jeg var."],
    ["aendr", "Adgang til systemerne fra første dag."]],
  [["bevar", "Mentoren."], ["aendr", "<b>Færre</b> skemaer & møder. :-)"]],
  [["bevar", "Mentoren."]],
  [["aendr", "Tre ting:\n\n- tid til de ansatte\n- et kontor med en dør\n" +
    "- medarbejderudviklingssamtaleskabelonsvejledningsudkast\n\n" +
    "Og jeg ville ønske, at budgettet var med i den første uge, for det var " +
    "det, alle spurgte mig om, og jeg kunne ikke svare på noget af det."]],
  [], [],
];
const ASKED = { gro: "Gro Gram", jon: "Jon Juhl", kim: "Kim Kvist",
  hans: "Hans Holm" };
const NOON = "2026-10-07T12:00";
const MANAGER = "mette@example.org";
// Of those whose own pages are looked at: hers would be too long otherwise.
const OTHER_MANAGER = "Rolf Rask <rolf@example.org>";

const NEW_STEP = `

  - id: fadder
    phase: 2
    title: {da: "Find en fadder", en: "Find a buddy"}
    kind: task
    role: manager
    due: first_day + 3 workdays
    latest: first_day + 10 workdays
    optional: true
    only_if: employees>=30
    reminders: {before: [5, 2], coordinator: never}
`;

const path = (url) => new URL(url).pathname;

// A second version of the programme: a step of it otherwise, one new, one gone.
async function changeProgramme(onboardd) {
  const name = "programmes/ny-leder.yaml";
  const shipped = await readFile(join(SOURCE, "config", name), "utf8");
  const guides = join(onboardd.folder, "guides/ny-leder");
  await mkdir(join(onboardd.folder, "programmes"));
  await mkdir(guides, { recursive: true });
  await writeFile(join(onboardd.folder, name), shipped
    .replace("due: accepted + 5 workdays", "due: accepted + 4 workdays")
    .replace(/\n  - id: kulturtur\n[^]*?(?=\n  - id)/, "")
    .trimEnd() + NEW_STEP);
  for (const [step, text] of [["fadder", "Find en kollega."],
    ["velkomstopkald", "## Formål\n\nSig velkommen.\n"]])
    for (const language of ["da", "en"])
      await writeFile(join(guides, `${step}.${language}.md`), text);
  await onboardd.command("import-programme", join(onboardd.folder, name));
  await onboardd.command("set-programme-decision", "ny-leder", "--number", "2",
    "--by", "styregruppen", "--decided", "2026-09-03", "--reason",
    "kulturturen blev aldrig til noget, og de nye ledere savnede en fadder");
}

export class Municipality {
  static async begin(language) {
    const place = new Municipality();
    place.language = language;
    place.say = texts[language];
    place.onboardd = await Onboardd.start("2026-10-01T08:00", {
      language,
      people: PEOPLE,
      invitations: { days_ahead: 90 },
      handbook_pages: {
        open: true, names: true,
        frame_ancestors: ["https://intranet.example.org"],
      },
    });
    try {
      place.browser = await launch(place.onboardd);
      await place.live();
    } catch (error) {
      await place.end();
      throw error;
    }
    return place;
  }

  async end() {
    await this.browser?.close();
    await this.onboardd.stop();
  }

  async live() {
    await this.onboardd.api("POST", "/import", {
      kind: "closing_days",
      rows: [{ line: 2, fields: { from: "2028-06-05", until: "2028-06-09",
        class: "stille", text: "Stille uge" } }],
    });
    await this.onboardd.api("POST", "/import", {
      kind: "handbook",
      rows: [
        ["hr", "", "Skolen ved Åen", "Birthe Bro <birthe.bro@example.org>"],
        ["it", "", "Skolen ved Åen", ""],
        ["hr", "Børn og Unge", "", "Bodil Berg <bodil.berg@example.org>"],
      ].map(([name, area, workplace, contact], i) => ({ line: i + 2,
        fields: { function: name, area, workplace, contact,
          title: name === "hr" ? "HR" : "It",
          ...(contact === "" ? { phone: "+45 00 00 00 33" } : {}),
          helps_with: "- Vikarer", helps_with_en: "- Substitutes" } })),
    });
    await this.addLeaders();
    await changeProgramme(this.onboardd);
    await this.nominate();
    await this.openNetworks();
    await this.measure();
    await this.ask();
    await this.graduate();
    await this.onboardd.advance("2026-10-06T09:00");
    await this.findNetwork();
    await this.findSurveys();
    await this.answerMails();
    await this.onboardd.advance("2026-10-07T09:00");
    await this.readOffer();
    await this.onboardd.advance(NOON);
    await this.report();
    await this.hold();
    this.change(CLOSE, this.leaders.jon);
    this.change(WRITE, JSON.stringify(WRITTEN));
    await this.signInAll();
    await this.saveFilter();
  }

  // No program's clock goes back: what time left behind is put there.
  change(program, ...given) {
    execFileSync("python3", ["-B", "-c", program,
      join(this.onboardd.folder, "state", "onboard.db"), ...given]);
  }

  async measure() {
    this.change(KEEP, JSON.stringify(COUNTS), JSON.stringify(STEPS));
    this.change(KEEP_SAID, JSON.stringify(SAID));
    const path = "/measures/internal-share";
    await this.onboardd.api("PUT", `${path}/baseline`,
      { value: "42,5", year: 2022, source: "HR's årsrapport 2022" });
    await this.onboardd.api("PUT", `${path}/target`,
      { value: "60", year: 2028 });
    await this.onboardd.api("POST", "/import", { kind: "figures",
      rows: FIGURES.map((fields, i) => ({ line: i + 2, fields })) });
    await this.onboardd.api("PUT", "/measures/sickness-absence/target",
      { value: "4", year: 2027 });
  }

  // A function says that it cannot do something.
  async report() {
    const visit = await Visit.begin(this.browser, { script: "off" });
    await visit.open(this.function);
    await visit.unfold();
    await visit.page.getByLabel(this.say("page.cannot_label")).first()
      .fill("Leverandøren har ingen telefoner før jul.");
    await visit.page.getByRole("button", {
      name: this.say("page.cannot_button") }).first().click();
    await visit.page.getByRole("button", {
      name: this.say("page.withdraw_button") }).waitFor();
    await visit.end();
  }

  // Bo and the manager have had one expectation talk, the next is to come.
  async hold() {
    const { bo } = this.leaders;
    const complete = (step, facts = {}) => this.onboardd.api(
      "POST", `/activities/${bo}:${step}/complete`, facts);
    const idOf = async (step) => (await this.onboardd.api(
      "GET", `/activities/${bo}:${step}`)).activity.id;
    for (const step of ["velkomstopkald", "mentor-udpeg", "introprogram",
      "bloker-tid", "modtagelse"])
      await complete(step);
    await complete("forventning-1", {
      minutes: 50, undisturbed: "yes", topics: "bidrag,moeder" });
    this.talkHeld = await idOf("forventning-1");
    this.talkNext = await idOf("forventning-2");
    this.boManager = await this.pageOf(bo, "manager");
  }

  async saveFilter() {
    const visit = await Visit.begin(this.browser, {
      storageState: this.signedIn.coordinator });
    await visit.open("/hr/filters/save-filter?flag=no-mentor");
    await visit.page.locator("#name").fill("Uden mentor");
    await visit.page.getByRole("button", {
      name: this.say("hr_button.save-filter") }).click();
    await visit.page.getByRole("link", { name: "Uden mentor" }).first()
      .waitFor();
    await visit.end();
  }

  // Some are in, others stand in the door.
  async signInAll() {
    const addresses = ["ida", "rita", "rosa", "ronja", "lis"]
      .map((name) => `${name}@hr.example.org`);
    for (const address of addresses)
      await this.onboardd.api("PUT",
        `/accounts/${encodeURIComponent(`Hr Hansen <${address}>`)}`,
        { role: "coordinator" });
    await this.onboardd.api("PUT",
      "/accounts/" + encodeURIComponent("Kaja Kultur <kaja@hr.example.org>"),
      { role: "coordinator", area: "Kultur" });
    const [enrolling, ...recovering] = addresses;
    const linked = recovering.pop();
    this.signedIn = {
      coordinator: await signIn(this, "hr@example.org"),
      director: await signIn(this, "dorte@example.org"),
      otherArea: await signIn(this, "kaja@hr.example.org"),
      coding: await signInHalf(this, "hr@example.org"),
      enrolling: await signInHalf(this, enrolling),
    };
    this.recovering = [];
    for (const address of recovering)
      this.recovering.push(await signInHalf(this, address));
    [this.signedIn.linked, this.signInLink] =
      await signInBarely(this, linked);
  }

  async add(name, address, more) {
    const { leader } = await this.onboardd.api("POST", "/leaders", {
      name,
      email: address,
      accepted: "2026-10-01",
      first_day: "2026-12-07",
      manager: `Mette Madsen <${MANAGER}>`,
      title: "Skoleleder",
      workplace: "Skolen ved Åen",
      ...more,
    });
    return leader.id;
  }

  // Somebody who leaves, and the form of who is to talk to them.
  async leave(name, address) {
    const leader = await this.add(name, address, {
      accepted: "2026-06-01", first_day: "2026-08-03", late: "done",
      manager: OTHER_MANAGER,
    });
    const { exit } = await this.onboardd.api("POST",
      `/leaders/${leader}/end-employment`, { last_day: "2026-12-31" });
    const { id } = exit.leader;
    const { activity } = await this.onboardd.api(
      "GET", `/activities/${id}:exitsamtale`);
    const page = await this.pageOf(id, "coordinator");
    this.exitTalk = `${page}/activities/${activity.id}/exit-talk`;
  }

  // The page of a role in a journey, or of a person in it.
  async pageOf(journey, role) {
    const { pages } = await this.onboardd.api("GET", `/leaders/${journey}`);
    const found = pages.find((each) => each.role === role);
    if (!found)
      throw new Error(`leader ${journey} has no page for '${role}', only for ` +
        pages.map((each) => each.role).join(", "));
    return path(found.url);
  }

  async addLeaders() {
    const { onboardd } = this;
    const ana = await this.add("Ana Lund", "ana@privat.example.org", {
      mentor: "Morten Mentor <morten@example.org>",
      hiring_leader: "Helle Hansen <helle@example.org>",
    });
    // Began in summer: much is done, some is overdue.
    const bo = await this.add("Bo Berg", "bo@example.org", {
      accepted: "2026-08-03",
      first_day: "2026-09-01",
      recruitment: "internal",
      late: "now",
      phone: "+45 00 00 00 99",
    });
    const dora = await this.add("Dora Dam", "dora@example.org", {
      accepted: "2026-06-01", first_day: "2026-08-03", late: "done",
      manager: OTHER_MANAGER,
    });
    const emil = await this.add("Emil Enevoldsen", "emil@example.org", {
      mentor: "Rikke Rolig <rikke@example.org>",
    });
    await onboardd.api("POST", `/leaders/${ana}/first-tasks`, {
      title: "Besøg alle afdelinger",
      goal: "Du har talt med hver afdeling om, hvad den har brug for.",
      seen_by: "Et kort referat til din leder",
      due: "2026-12-18",
    });
    const { exit } = await onboardd.api(
      "POST", `/leaders/${dora}/end-employment`, { last_day: "2026-11-30" });
    const leaving = exit.leader.id;
    await onboardd.api("POST", `/leaders/${leaving}/exit-interview`, {
      held: "2026-10-01", main: "workload", reasons: "pay,manager-support",
      text: "Vil gerne ringes op om et år.",
    });
    await onboardd.api("POST", "/follow-ups", {
      period: "2026H2", title: "Prøv en fast administrationsdag",
      owner: "Karen Krog <karen@example.org>", due: "2027-03-01",
    });
    await this.leave("Frede Fald", "frede@example.org");
    this.leaders = { ana, bo, dora, emil, leaving };
    Object.assign(this, {
      leader: await this.pageOf(ana, "leader"),
      leaderBegun: await this.pageOf(bo, "leader"),
      leaderLeaving: await this.pageOf(exit.leader.id, "leader"),
      manager: await this.pageOf(ana, "manager"),
      mentor: await this.pageOf(ana, "mentor"),
      coordinator: await this.pageOf(ana, "coordinator"),
      function: await this.pageOf(ana, "function:it"),
      idle: await this.pageOf(emil, "mentor"),
    });
    await this.describeJob(ana);
    await onboardd.api("PUT", `/leaders/${emil}/roles/mentor`, {
      person: "Morten Mentor <morten@example.org>",
    });
  }

  // Ana's job is described, Emil's is to be.
  async describeJob(ana) {
    const { activities } = await this.onboardd.api("GET", `/leaders/${ana}`);
    const call = activities.find(({ step }) => step === "velkomstopkald");
    this.call = call.id;
    this.leaderActivity = `${this.leader}/activities/${call.id}`;
    this.hiringLeader = await this.pageOf(ana, "hiring_leader");
    this.jobForm = `/journeys/${ana}/job-description`;
    await this.onboardd.api("PUT", `/leaders/${ana}/job-description`, {
      text: "Du leder **fire teams**.\n\n- Skolen\n- SFO",
      challenges: "Der er mange vikarer.",
      advertisement_url: "https://example.org/job/17",
      role_url: "https://example.org/funktioner/skoleleder",
    });
  }

  // A network that Ana may join and Bo is in, and one for her manager.
  async openNetworks() {
    const { onboardd } = this;
    for (const [name, welcomes, members] of [
      ["Nye ledere i skolerne", "all", ["bo@example.org"]],
      ["Erfarne ledere", "experienced", []]]) {
      const { network } = await onboardd.api("POST", "/networks", {
        name, welcomes, contact: PEOPLE.network_lead,
        about: "Sparring og erfaringer fra hverdagen.",
      });
      for (const person of [...members, "Karl Krog <karl@example.org>"])
        await onboardd.api(
          "POST", `/networks/${network.id}/members`, { person });
      for (const start of ["2026-10-02T10:00", "2026-11-12T13:00"])
        await onboardd.api("POST", `/networks/${network.id}/meetings`,
          { start, place: "Rådhuset, lokale 2" });
    }
  }

  // Where the contact sees to the first of them, by the mail about it.
  async findNetwork() {
    [this.networkContact] = await this.onboardd.links("p", "nina@example.org");
    this.network = `${this.networkContact}/networks/1`;
    [this.networkMember] = await this.onboardd.links("p", "karl@example.org");
    await this.onboardd.api("POST",
      "/network-meetings/1/attendance/karl%40example.org", {});
  }

  async nominate() {
    const { onboardd } = this;
    const { cohort } = await onboardd.api("POST", "/cohorts", {
      name: "Før-leder 2027", start: "2027-02-22",
    });
    this.cohorts = { told: cohort.id };
    const nominations = `/cohorts/${cohort.id}/nominations`;
    let shown;
    for (const [name, address] of [["Klara Kjær", "klara@example.org"],
      ["Ida Ivrig", "ida@example.org"]])
      shown = await onboardd.api("POST", nominations, {
        name, email: address, manager: `Mette Madsen <${MANAGER}>`,
      });
    const pageOf = (address) => path(shown.pages.find(
      ({ person }) => person.email === address).url);
    this.nominee = pageOf("klara@example.org");
    this.participant = pageOf("ida@example.org");
    for (const by of ["participant", "manager"])
      await onboardd.api(
        "POST", `${nominations}/ida@example.org/accept`, { by });
    const later = await onboardd.api("POST", "/cohorts", {
      name: "Før-leder 2028", start: "2028-02-21", opened: "2027-09-06",
    });
    this.cohorts.later = later.cohort.id;
  }

  // Whose first weeks are over is asked how they went, and Hans, his mentor
  // and his manager about all of it.
  async ask() {
    const { leaders } = this;
    for (const name of ["gro", "jon", "kim", "hans"]) {
      leaders[name] = await this.add(ASKED[name], `${name}@example.org`, {
        accepted: "2026-08-03", first_day: "2026-09-14", late: "now",
        manager: "Pia Palle <pia@example.org>",
      });
      await this.askOf(leaders[name], "puls-1", "modtagelse");
    }
    await this.onboardd.api("PUT", `/leaders/${leaders.hans}/roles/mentor`,
      { person: "Per Post <per@example.org>" });
    await this.askOf(leaders.hans, "mentor-evaluering", "mentor-midtvejs");
    await this.askOf(leaders.hans, "slut-maaling", "slut-samtale");
    await this.askOf(leaders.leaving, "exit-skema");
    await this.onboardd.advance("2026-10-05T12:00");
    await this.skip(`${leaders.kim}:puls-1`);
  }

  async askOf(journey, step, ...skipped) {
    for (const each of skipped) await this.skip(`${journey}:${each}`);
    await this.onboardd.api("POST", `/activities/${journey}:${step}/send-survey`);
  }

  skip(activity) {
    return this.onboardd.api(
      "POST", `/activities/${activity}/skip`, { reason: "Det er sket" });
  }

  // By the links of their mails. Hans has answered.
  async findSurveys() {
    const [[open], [closed], [cancelled], [mentor], [manager], [exit]] =
      await Promise.all(["gro", "jon", "kim", "per", "pia", "dora"].map(
        (name) => this.onboardd.links("s", `${name}@example.org`)));
    const answered = await this.onboardd.link(
      "s", "hans@example.org", 'name="q.prioritering"');
    this.surveys = {
      open, closed, cancelled, mentor, manager, exit, answered };
    const visit = await Visit.begin(this.browser, { script: "off" });
    await visit.open(answered);
    for (const [question, value] of [["svarer", 3], ["rolle", 4],
      ["prioritering", 2], ["tiltro", 4], ["faellesskab", 5]])
      await visit.page.locator(
        `[name="q.${question}"][value="${value}"]`).check();
    await visit.page.locator("#q-anderledes-1").check();
    await visit.page.locator('[name="q.lige-nu"]')
      .fill("En fast dag om ugen til at lære økonomien.\nOg lidt ro.");
    await visit.page.getByRole("button", {
      name: this.say("page.survey_send_button") }).click();
    await visit.page.waitForURL(/thanks/);
    await visit.end();
  }

  // Klara's and Ida's course is to come; Kaj's and Liv's is over, and Kaj
  // stands in the bank of those who would be leaders.
  async graduate() {
    const { onboardd } = this;
    const { cohort } = await onboardd.api("POST", "/cohorts", {
      name: "Før-leder 2026", start: "2027-01-11",
    });
    this.cohorts.few = cohort.id;
    const nominations = `/cohorts/${cohort.id}/nominations`;
    let shown;
    for (const name of ["Kaj Kjær", "Liv Lind"]) {
      const email = `${name.slice(0, 3).toLowerCase()}@example.org`;
      await onboardd.api("POST", nominations, {
        name, email, manager: OTHER_MANAGER,
      });
      for (const by of ["participant", "manager"])
        shown = await onboardd.api(
          "POST", `${nominations}/${email}/accept`, { by });
    }
    for (const { id, participants } of shown.activities)
      if (participants.includes("liv@example.org")) await this.skip(id);
    const pageOf = (address) => path(shown.pages.find(
      ({ person }) => person.email === address).url);
    this.potential = pageOf("liv@example.org");
    this.potentialJoined = pageOf("kaj@example.org");
    await this.press(this.potentialJoined, this.say("page.potential_join"));
    this.change(KEEP_COHORTS, JSON.stringify([this.cohorts.told,
      this.cohorts.few]), JSON.stringify(SAID_OF_COHORT));
    this.change(KEEP_EXITS, JSON.stringify(SAID_ON_LEAVING));
  }

  // Presses a button of a page, as somebody did before.
  async press(path, name) {
    const visit = await Visit.begin(this.browser, { script: "off" });
    await visit.open(path);
    await visit.unfold();
    await visit.press(visit.page.getByRole("button", { name }).first());
    await visit.end();
  }

  link(folder, address, title, ...wanted) {
    return this.onboardd.link(
      folder, address, `<h1>${this.say(title)}</h1>`, ...wanted);
  }

  async titleOf(step) {
    const { activity } = await this.onboardd.api(
      "GET", `/activities/${this.leaders.ana}:${step}`);
    return activity.title;
  }

  // Some links of mails are answered, others wait.
  async answerMails() {
    const { say } = this;
    const [ana, emil] = ["ana@privat.example.org", "emil@example.org"];
    const [isDone, isMeeting] = [
      "page.action.done_open_title", "page.action.answer_open_title"];
    this.taskDone = await this.link("a", MANAGER, isDone, "Ana Lund");
    await this.press(this.taskDone, say("page.done_button"));
    this.task = await this.link("a", MANAGER, isDone, "Ana Lund");
    this.taskTaken = await this.link("a", MANAGER, isDone, "Emil Enevoldsen");
    for (const role of ["manager", "hiring_leader"])
      await this.onboardd.api("PUT",
        `/leaders/${this.leaders.emil}/roles/${role}`,
        { person: "Nina Ny <nina.ny@example.org>" });
    this.invitationAnswered = await this.link(
      "a", ana, isMeeting, await this.titleOf("velkomstopkald"));
    await this.press(this.invitationAnswered, say("page.answer_accepted"));
    this.invitation = await this.link("a", emil, isMeeting);
    const declined = await this.link(
      "a", ana, isMeeting, await this.titleOf("modtagelse"));
    await this.press(declined, say("page.answer_declined"));
    const calendar =
      `${await this.pageOf(this.leaders.emil, "leader")}/calendar`;
    await this.press(calendar, say("page.calendar_stop_button"));
    this.calendarStopped = calendar;
    [this.digest] = await this.onboardd.links("u", MANAGER);
    [this.digestWeekly] = await this.onboardd.links("u", "hr@example.org");
    await this.press(this.digestWeekly, say("page.digest_weekly_button"));
  }

  // Whoever sees to the meeting that was declined may move it.
  async readOffer() {
    this.offer = await this.link("a", MANAGER, "page.action.offer_open_title");
  }
}
