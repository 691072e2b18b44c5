// SPDX-License-Identifier: EUPL-1.2
// What holds for each page. Each check returns what is wrong, as lines.
import { html_rules } from "../system/html_rules.mjs";
import { packages } from "./packages.mjs";

const axe = packages("axe-core");
const { HtmlValidate, StaticConfigLoader } = packages("html-validate");

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
  "best-practice"];
const validator = new HtmlValidate(new StaticConfigLoader(html_rules));

export async function isValidHtml(html) {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map((each) =>
    `html-validate: ${each.line}:${each.column}: ${each.ruleId}: ` +
      each.message));
}

// It runs as a script of the page. Its preload would fetch the stylesheet by
// that script, which the policy forbids.
export async function isAccessible(page) {
  if (!await page.evaluate(() => "axe" in globalThis))
    await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run(document, {
      runOnly: { type: "tag", values },
      resultTypes: ["violations"],
      preload: false,
    }), STANDARDS);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>
    `axe: ${id}: ${help}: ${node.html.slice(0, 200)}: ` +
      [...node.any, ...node.all, ...node.none]
        .map((each) => each.message).join("; ")));
}

// In the page, of a form that came back: a summary on top leads to each field
// that is wrong, and the field says what is wrong with it. A radio button
// cannot be invalid by itself: the first of a group stands for it.
function findUntoldErrors() {
  const alert = document.querySelector(
    "main [role=alert].alert-error, main [role=alert] .alert-error");
  if (!alert) return ["no summary says what is wrong"];
  const faults = [];
  const form = document.querySelector("main form");
  if (form && form.compareDocumentPosition(alert) &
      Node.DOCUMENT_POSITION_FOLLOWING)
    faults.push("the summary of what is wrong stands below the form");
  const links = [...alert.querySelectorAll("a[href^='#']")];
  const wrong = [...document.querySelectorAll(
    "[aria-invalid=true], .form-error legend ~ div:first-of-type input")];
  for (const field of wrong) {
    const told = (field.getAttribute("aria-describedby") ?? "").split(" ")
      .map((id) => document.getElementById(id));
    if (told.includes(null) || !told.some(
      (each) => each.matches(".form-error-message")))
      faults.push(`nothing says what is wrong with ${field.id}`);
    if (!links.some(({ hash }) => hash === `#${field.id}`))
      faults.push(`the summary does not lead to ${field.id}`);
  }
  for (const { hash } of links)
    if (!wrong.some(({ id }) => hash === `#${id}`))
      faults.push(`the summary leads to ${hash}, which is not wrong`);
  return faults;
}

// Whoever follows a link of the summary is in the field.
export async function isErrorTold(page) {
  const faults = await page.evaluate(findUntoldErrors);
  const links = page.locator("main [role=alert] a[href^='#']");
  for (let i = 0; i < await links.count(); i++) {
    const id = (await links.nth(i).getAttribute("href")).slice(1);
    await links.nth(i).press("Enter");
    await page.waitForURL(`**#${id}`);
    if (await page.evaluate(() => document.activeElement.id) !== id)
      faults.push(`the summary's link does not bring the focus to ${id}`);
  }
  return faults;
}

// Nobody has to scroll sideways: what is wider scrolls in a box of its own.
export function isNoWiderThanItsWindow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const room = root.clientWidth;
    if (root.scrollWidth <= room) return [];
    const wide = [...document.body.querySelectorAll("*")]
      .filter((each) => each.getBoundingClientRect().right > room + 1)
      .map((each) => each.outerHTML.split("\n")[0].slice(0, 120));
    return [`${root.scrollWidth} px wide in a window of ${room} px: ` +
      wide.slice(-3).join(" … ")];
  });
}

// What Tab reaches: each link, button and field, in the document's order.
// Of a form's radio buttons with one name it is only one.
function findReachable() {
  const seen = new Set();
  return [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((each) => {
      if (each.tabIndex < 0 || each.disabled || !each.checkVisibility(
        { visibilityProperty: true }))
        return false;
      if (each.type !== "radio") return true;
      const group = each.form?.elements[each.name] ?? [each];
      const chosen = [...group].find((other) => other.checked);
      if (seen.has(group[0]) || (chosen && chosen !== each)) return false;
      seen.add(group[0]);
      return true;
    });
}

// In the page, from now on: at each Tab, whether the focus is where the Tab
// before should have brought it, and can be seen there. The parts of a date or
// a time are stops of one field.
function watchFocus(reachable) {
  const lookOf = (element) => ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part);
    const ring = style.outlineStyle === "none" ? "" : style.outlineWidth +
      style.outlineColor + style.outlineStyle;
    return [ring, style.boxShadow, style.backgroundColor, style.borderColor,
      style.borderWidth].join();
  }).join();
  const nameOf = (element) =>
    element?.outerHTML.split("\n")[0].slice(0, 120) ?? "nothing";
  // Of what is taller than its window, the part within.
  const isCovered = (element) => {
    const box = element.getClientRects()[0];
    if (!box) return true;
    const middle = (from, to, room) =>
      (Math.max(from, 0) + Math.min(to, room)) / 2;
    const there = document.elementFromPoint(
      middle(box.left, box.right, innerWidth),
      middle(box.top, box.bottom, innerHeight));
    return !there || !(element.contains(there) || there.contains(element));
  };
  const faultOf = (element, i) => {
    if (element !== reachable[i])
      return `Tab goes to ${nameOf(element)}, not to ${nameOf(reachable[i])}`;
    if (looks[i] === lookOf(element))
      return `the focus cannot be seen on ${nameOf(element)}`;
    return isCovered(element) && `the focus is hidden on ${nameOf(element)}`;
  };
  // So that the next Tab goes to the first.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
  const looks = reachable.map(lookOf);
  const faults = [];
  let last = document.body;
  let count = 0;
  let isLookedAt = false;
  globalThis.lookAtFocus = () => {
    const element = document.activeElement;
    const isPart = element === last &&
      (element === document.body || /date|time/.test(element.type));
    if (!isLookedAt && !isPart && count < reachable.length) {
      const fault = faultOf(element, count++);
      if (fault) faults.push(fault);
    }
    last = element;
    isLookedAt = true;
    return { faults, left: reachable.length - count };
  };
  globalThis.expectFocus = () => {
    isLookedAt = false;
  };
  const onTab = () => {
    globalThis.lookAtFocus();
    globalThis.expectFocus();
  };
  // Nobody hears events where script is off.
  let isHeard = false;
  const hear = () => { isHeard = true; };
  document.addEventListener("keyup", hear, { once: true });
  document.dispatchEvent(new Event("keyup"));
  document.addEventListener("keydown", onTab, true);
  globalThis.stopWatching = () =>
    document.removeEventListener("keydown", onTab, true);
  return { faults, left: reachable.length, isHeard };
}

// The most parts of a date and time.
const MOST_PARTS = 8;
const MOST_FAULTS = 3;

// As a keyboard does that sends faster than the page draws.
async function pressTabs(session, count) {
  const press = { type: "rawKeyDown", key: "Tab", code: "Tab",
    windowsVirtualKeyCode: 9 };
  await Promise.all(Array.from({ length: count },
    () => session.send("Input.dispatchKeyEvent", press)));
}

async function pressTab(page) {
  await page.evaluate(() => globalThis.expectFocus());
  await page.keyboard.press("Tab");
}

// Each in turn by Tab alone, with a focus that can be seen.
export async function isReachableByKeyboard(page) {
  const session = await page.context().newCDPSession(page);
  const reachable = await page.evaluateHandle(findReachable);
  const { isHeard, ...before } = await page.evaluate(watchFocus, reachable);
  const most = before.left * (isHeard ? 1 : MOST_PARTS);
  let found = before;
  for (let i = 0; i < most + MOST_PARTS && found.left > 0; i++) {
    if (isHeard) await pressTabs(session, found.left);
    else await pressTab(page);
    found = await page.evaluate(() => globalThis.lookAtFocus());
  }
  await page.evaluate(() => globalThis.stopWatching());
  await session.detach();
  if (found.left > 0)
    found.faults.push(`Tab does not reach ${found.left} more`);
  return found.faults.slice(0, MOST_FAULTS);
}

// As a PDF, which is kept to be looked at.
// sheets: how many it is to be, if that matters.
export async function isPrintable(page, path, sheets) {
  const pdf = await page.pdf({ path, format: "A4" });
  const count = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
  if (!count) return ["printing gives no page"];
  return sheets === undefined || count === sheets
    ? [] : [`printing gives ${count} pages and not ${sheets}`];
}
