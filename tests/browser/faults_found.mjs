// SPDX-License-Identifier: EUPL-1.2
// That each check of checks.mjs, and a visit itself, finds the faults that it
// is there for: a page without any, and the same with one at a time.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import {
  isAccessible, isErrorTold, isNoWiderThanItsWindow, isReachableByKeyboard,
  isValidHtml,
} from "./checks.mjs";
import { Visit, launch } from "./chromium.mjs";
import { ORIGIN, Onboardd } from "./onboardd.mjs";

const GOOD = `<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<title>Prøve</title>
<link rel="icon" href="/favicon.ico">
</head>
<body>
<main>
<h1>Prøve</h1>
<div class="alert-error" role="alert">
<p><a href="#name">Navn: skriv et navn</a></p>
</div>
<form method="post">
<label for="name">Navn</label>
<p class="form-error-message" id="name-error">Skriv et navn</p>
<input id="name" name="name" type="text" aria-invalid="true" aria-describedby="name-error">
<button type="submit">Gem</button>
</form>
</main>
</body>
</html>
`;
// Bad: [what is wrong, the check, what it says, what stands instead].
const BAD = [
  ["a field without a label", isAccessible, /axe: label:/,
    ['<label for="name">Navn</label>', ""]],
  ["words that are too pale", isAccessible, /axe: color-contrast:/,
    ["<h1>", '<h1 style="color: #ccc">']],
  ["a picture without words", isAccessible, /axe: image-alt:/,
    ["</h1>", '</h1><img src="data:image/gif;base64,' +
      'R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">']],
  ["a heading that was skipped", isAccessible, /axe: heading-order:/,
    ["</h1>", "</h1><h4>Mere</h4>"]],
  ["no language", isAccessible, /axe: html-has-lang:/, [' lang="da"', ""]],
  ["what is wider than the window", isNoWiderThanItsWindow, /px wide in/,
    ["</h1>", '</h1><p style="width: 3000px">Bredt</p>']],
  ["a focus that cannot be seen", isReachableByKeyboard, /cannot be seen/,
    ['<button', '<button style="outline: none"']],
  ["a focus that is covered", isReachableByKeyboard, /is hidden/,
    ["</form>", '</form><div style="position: fixed; inset: 0">x</div>']],
  ["another order by keyboard", isReachableByKeyboard, /Tab goes to/,
    ['<button', '<button tabindex="3"']],
  ["an element that is not closed", isValidHtml, /html-validate: .*close/,
    ["</form>", ""]],
  ["two things of one name", isValidHtml, /no-dup-id/,
    ["<h1>", '<h1 id="name">']],
  ["no summary of what is wrong", isErrorTold, /no summary/,
    ['role="alert"', ""]],
  ["a summary that leads nowhere", isErrorTold, /which is not wrong/,
    ['#name"', '#nobody"']],
  ["a field that does not say what is wrong", isErrorTold, /nothing says/,
    [' aria-describedby="name-error"', ""]],
  ["a choice that does not say what is wrong", isErrorTold, /nothing says/,
    ['<button type="submit">', '<div class="form-error"><fieldset>' +
      "<legend>Hvor</legend>" +
      '<div><input type="radio" id="here" name="where"> Her</div>' +
      '</fieldset></div><button type="submit">']],
];
// What a visit sees by itself.
const SEEN = [
  ["a picture from elsewhere", /asks for https:\/\/elsewhere\.example/,
    ["</h1>", '</h1><img alt="x" src="https://elsewhere.example/x.png">']],
  ["a style from elsewhere", /asks for https:\/\/elsewhere\.example/,
    ["</head>", '<link rel="stylesheet" ' +
      'href="https://elsewhere.example/x.css"></head>']],
  ["a script that fails", /script: /,
    ["</h1>", "</h1><script>throw new Error(1)</script>"]],
  ["a dialog", /dialog: /, ["</h1>", "</h1><script>alert(1)</script>"]],
  ["something that is not there", /404 for /,
    ["</h1>", '</h1><img alt="x" src="/static/none.svg">']],
];
// And what the policy of the pages forbids.
const FORBIDDEN = [
  ["a script of the page's own", ["</h1>", "</h1><script>1</script>"]],
  ["a style of an element's own", ["<h1>", '<h1 style="color: red">']],
];

describe("faults are found", () => {
  let onboardd;
  let browser;
  let policy;
  before(async () => {
    onboardd = await Onboardd.start("2026-10-01T08:00");
    browser = await launch(onboardd);
    policy = (await onboardd.page("/sign-in"))
      .headers["content-security-policy"];
  });
  after(async () => {
    await browser?.close();
    await onboardd?.stop();
  });

  async function withPage(html, headers, act) {
    const visit = await Visit.begin(browser, { width: 640, height: 480 });
    try {
      await visit.page.route(`${ORIGIN}/tried`, (route) => route.fulfill({
        contentType: "text/html; charset=utf-8", headers, body: html }));
      await visit.open("/tried");
      return await act(visit);
    } finally {
      await visit.end();
    }
  }

  function change([from, to]) {
    assert.ok(GOOD.includes(from), from);
    return GOOD.replace(from, () => to);
  }

  const run = (check, visit, html) =>
    check(check === isValidHtml ? html : visit.page);

  it("and a good page has none", () => withPage(GOOD, {}, async (visit) => {
    const checks = new Set(BAD.map(([, check]) => check));
    for (const check of checks)
      assert.deepEqual(await run(check, visit, GOOD), [], check.name);
    assert.deepEqual(visit.faults, []);
  }));
  for (const [name, check, says, edit] of BAD)
    it(name, () => withPage(change(edit), {}, async (visit) => {
      assert.match((await run(check, visit, change(edit))).join("\n"), says);
    }));
  for (const [name, says, edit] of SEEN)
    it(name, () => withPage(change(edit), {}, async (visit) => {
      assert.match(visit.faults.join("\n"), says);
    }));
  for (const [name, edit] of FORBIDDEN)
    it(name, () => withPage(change(edit),
      { "content-security-policy": policy }, async (visit) => {
        assert.match(visit.faults.join("\n"), /Content Security Policy/);
      }));
});
