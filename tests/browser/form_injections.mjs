// SPDX-License-Identifier: EUPL-1.2
// Strings that want to run, typed into every field of every form of every
// page, so that no field of a later form can be forgotten.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import {
  ATTACKS, findForeign, openWithoutPolicy, touch,
} from "./attacks.mjs";
import { Municipality } from "./municipality.mjs";
import { PAGES } from "./pages.mjs";

// Fields fewer than these would mean that forms were not found.
const LEAST_FIELDS = 60;
const SAMPLES = {
  date: "2026-12-14", "datetime-local": "2026-10-07T10:00", email: "who@example.org", number: "1", time: "10:00",
  url: "https://example.org/x",
};

// Chromium says so of a date field in which something else stands.
const isExpected = (fault) => /^console: The specified value /.test(fault);

// In the page: each form with its fields, and a name that is the same for the
// same form elsewhere.
function listForms() {
  return [...document.forms].map((form, index) => {
    const path = new URL(form.action || location.href).pathname
      .replace(/\d+/g, "N").replace(/[\w-]{43}/g, "TOKEN");
    const fields = [...new Set([...form.elements]
      .filter(({ name, type }) => name && name !== "csrf" &&
        !["submit", "button"].includes(type)).map(({ name }) => name))];
    return { index, fields, name: `${form.method} ${path} ${fields}` };
  }).filter(({ fields }) => fields.length > 0);
}

// In the page: fills the form in and sends it. isGood: fields that want a date
// or the like get one, so that what is typed may go all the way.
function sendForm([index, attacks, samples, isGood]) {
  const form = document.forms[index];
  form.noValidate = true;
  let count = 0;
  for (const field of form.elements) {
    if (!field.name || field.name === "csrf" ||
        ["submit", "button"].includes(field.type)) continue;
    if (isGood && (field.type === "hidden" || field.matches("select") ||
        ["radio", "checkbox"].includes(field.type))) continue;
    const attack = attacks[count++ % attacks.length];
    if (field.matches("select")) field.add(new Option("", attack, true, true));
    else if (isGood && field.type in samples)
      field.value ||= samples[field.type];
    else {
      if (field.matches("input")) field.type = "text";
      field.value = attack;
    }
  }
  const button = form.querySelector("[type=submit], button");
  form.requestSubmit(button);
}

describe("what is typed into forms", () => {
  let place;
  let visits;
  const known = new Map();
  const faults = [];

  before(async () => {
    place = await Municipality.begin("da");
    visits = new Map();
    for (const { as } of PAGES)
      if (!visits.has(as))
        visits.set(as, await openWithoutPolicy(place.browser,
          { storageState: place.signedIn[as] }));
  });
  after(() => place?.end());

  async function judge(visit, name) {
    await touch(visit.page);
    for (const fault of [...await visit.page.evaluate(findForeign),
      ...visit.takeFaults().filter((each) => !isExpected(each))])
      faults.push(`${name}: ${fault}`);
  }

  async function open(row) {
    const visit = visits.get(row.as);
    await visit.open(row.path(place));
    return visit;
  }

  // Returns what it was answered with; null when the form is not there now.
  async function send(row, form, i, isGood) {
    const visit = await open(row);
    const { page } = visit;
    const found = (await page.evaluate(listForms))
      .find(({ name }) => name === form.name);
    if (!found) return null;
    const attacks = ATTACKS.map((_, k) => ATTACKS[(i + k) % ATTACKS.length]);
    const [answer] = await Promise.all([
      page.waitForNavigation(),
      page.evaluate(sendForm, [found.index, attacks, SAMPLES, isGood]),
    ]);
    await judge(visit, `${row.name}: ${form.name}`);
    return answer.status();
  }

  it("comes from forms that are found", async () => {
    for (const row of PAGES.filter(({ act }) => !act)) {
      const visit = await open(row);
      for (const form of await visit.page.evaluate(listForms))
        if (!known.has(form.name)) known.set(form.name, { row, form });
      visit.takeFaults();
    }
    const fields = [...known.values()].flatMap(({ form }) => form.fields);
    assert.ok(fields.length >= LEAST_FIELDS, `only ${fields.length} fields`);
  });

  it("is text and nothing else where it is refused", async () => {
    const unsent = [];
    for (const [i, { row, form }] of [...known.values()].entries()) {
      const status = await send(row, form, i, false);
      if (![200, 400, 404, 409, 413].includes(status))
        unsent.push(`${row.name}: ${form.name}: ${status}`);
    }
    assert.deepEqual(unsent, []);
    assert.deepEqual(faults.splice(0), []);
  });

  it("is text and nothing else where it is taken", async () => {
    for (const [i, { row, form }] of [...known.values()].entries())
      await send(row, form, i + 7, true);
    for (const row of PAGES.filter(({ act }) => !act))
      await judge(await open(row), row.name);
    assert.deepEqual(faults, []);
  });
});
