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
// Of radio buttons with one name it is only one.
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
      if (seen.has(each.name) || (chosen && chosen !== each)) return false;
      seen.add(each.name);
      return true;
    });
}

// Where the focus is now; looks is what the elements looked like without it.
function describeFocus([reachable, looks, expected]) {
  const element = document.activeElement;
  const name = element.outerHTML.split("\n")[0].slice(0, 120);
  if (element !== reachable[expected])
    return `Tab goes to ${name}, not to ` +
      reachable[expected].outerHTML.split("\n")[0].slice(0, 120);
  if (looks[expected] === globalThis.lookOf(element))
    return `the focus cannot be seen on ${name}`;
  const box = element.getClientRects()[0];
  const there = box && document.elementFromPoint(
    box.x + box.width / 2, box.y + box.height / 2);
  if (!there || !(element.contains(there) || there.contains(element)))
    return `the focus is hidden on ${name}`;
  return null;
}

function rememberLooks(reachable) {
  globalThis.lookOf = (element) => ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part);
    const ring = style.outlineStyle === "none" ? "" : style.outlineWidth +
      style.outlineColor + style.outlineStyle;
    return [ring, style.boxShadow, style.backgroundColor, style.borderColor,
      style.borderWidth].join();
  }).join();
  return reachable.map(globalThis.lookOf);
}

// So that the next Tab goes to the first.
function startAgain() {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}

// The parts of a date or a time are stops of one field.
const MOST_PARTS = 8;

async function goOn(page) {
  const here = await page.evaluateHandle(() => document.activeElement);
  for (let i = 0; i < MOST_PARTS; i++) {
    await page.keyboard.press("Tab");
    const isPart = await page.evaluate((before) => before ===
      document.activeElement && /date|time/.test(before.type), here);
    if (!isPart) return;
  }
}

// Each in turn by Tab alone, with a focus that can be seen.
export async function isReachableByKeyboard(page) {
  await page.evaluate(startAgain);
  const reachable = await page.evaluateHandle(findReachable);
  const looks = await page.evaluate(rememberLooks, reachable);
  const faults = [];
  for (let i = 0; i < looks.length && faults.length < 3; i++) {
    await goOn(page);
    const fault = await page.evaluate(describeFocus, [reachable, looks, i]);
    if (fault) faults.push(fault);
  }
  return faults;
}

// As a PDF, which is kept to be looked at.
export async function isPrintable(page, path) {
  const pdf = await page.pdf({ path, format: "A4" });
  const count = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
  return count ? [] : ["printing gives no page"];
}
