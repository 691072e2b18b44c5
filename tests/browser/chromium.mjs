// SPDX-License-Identifier: EUPL-1.2
// Debian's Chromium, and the visit of one person with it. Whatever a page of
// ours may never do while somebody visits it becomes a fault of the visit.
import { existsSync } from "node:fs";

import { ORIGIN } from "./onboardd.mjs";
import { packages } from "./packages.mjs";

const { chromium } = packages("playwright-core");

// Without a window, whose own buttons are pages, too, and take half the time.
const PROGRAM = "/usr/bin/chromium-headless-shell";
const DEADLINE = 60_000;

export function launch(onboardd) {
  if (!existsSync(PROGRAM))
    throw new Error("Chromium is needed: run " +
      "script/install-dependencies --browser");
  const { host } = new URL(ORIGIN);
  return chromium.launch({
    executablePath: PROGRAM,
    args: [
      "--host-resolver-rules=" +
        `MAP ${host} 127.0.0.1:${onboardd.port},MAP * ~NOTFOUND`,
    ],
  });
}

const isScript = (url) => url.pathname.endsWith(".js");

export class Visit {
  // options: width, height, and what else Playwright calls the options of a
  // context; script: "on", "off", or "mute" for a browser that knows scripts
  // but is served none.
  static async begin(browser, { width = 1280, height = 800, script = "on",
    ...more } = {}) {
    const visit = new Visit();
    visit.faults = [];
    visit.isMute = script === "mute";
    visit.context = await browser.newContext({
      viewport: { width, height },
      javaScriptEnabled: script !== "off",
      reducedMotion: "reduce",
      ...more,
    });
    visit.context.setDefaultTimeout(DEADLINE);
    // Routes would switch off the browser's cache.
    if (visit.isMute)
      await visit.context.route(isScript, (route) => route.fulfill({
        contentType: "text/javascript", body: "" }));
    visit.page = await visit.context.newPage();
    visit.listen();
    return visit;
  }

  listen() {
    // No request leaves the origin: no other name is found.
    this.page.on("request", (asked) => {
      const { origin, protocol } = new URL(asked.url());
      if (origin !== ORIGIN && protocol !== "data:")
        this.faults.push(`asks for ${asked.url()}`);
    });
    this.page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) &&
          !this.isExpected(message))
        this.faults.push(`console: ${message.text()}`);
    });
    this.page.on("pageerror", (error) => {
      this.faults.push(`script: ${error.message}`);
    });
    this.page.on("dialog", async (dialog) => {
      this.faults.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    this.page.on("response", (response) => {
      const asked = response.request();
      if (asked.isNavigationRequest() &&
          asked.frame() === this.page.mainFrame())
        this.response = response;
      else if (response.status() >= 400)
        this.faults.push(`${response.status()} for ${response.url()}`);
    });
  }

  // Chromium calls it an error when the page itself is, say, a 404.
  isExpected(message) {
    return message.text().startsWith("Failed to load resource") &&
      this.response?.status() >= 400 &&
      message.location().url === this.response.url();
  }

  async open(path) {
    await this.page.goto(ORIGIN + path);
  }

  // What leads to a page, until it is there: a click waits for no answer.
  async press(target) {
    await Promise.all([this.page.waitForEvent("load"), target.click()]);
  }

  // Whatever the page folds away is opened.
  unfold() {
    return this.page.evaluate(() => {
      for (const each of document.querySelectorAll("details"))
        each.open = true;
    });
  }

  // As it was served, which is not what a script has made of it.
  async html() {
    return this.response.text();
  }

  // Gives up what was found so far.
  takeFaults() {
    return this.faults.splice(0);
  }

  end() {
    return this.context.close();
  }
}
