// SPDX-License-Identifier: EUPL-1.2
// A coordinator signs in at LemonLDAP::NG's portal, and out again, with
// Debian's Chromium: which cookies go from site to site and where a form may
// lead is for a browser to say.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { join } from "node:path";

import { ORIGIN, Onboardd } from "../browser/onboardd.mjs";
import { SOURCE, packages } from "../browser/packages.mjs";

const { chromium } = packages("playwright-core");

const DEADLINE = 30_000;
const COORDINATOR = "Dora Who <dwho@badwolf.org>";
const WAYS = [
  { name: "with script", javaScriptEnabled: true },
  { name: "without script", javaScriptEnabled: false },
];

async function startPortal() {
  const child = spawn(join(SOURCE, "tests/openid/portal.py"), [ORIGIN], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit").then(([status]) => {
    throw new Error(`the portal ended with ${status}`);
  });
  const [line] = await Promise.race([once(lines, "line"), ended]);
  ended.catch(() => {});
  return { child, ...JSON.parse(line) };
}

async function stopPortal({ child }) {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.stdin.end();
  await ended;
}

// Whatever our pages complain of. The portal's own style is not here.
function watch(page) {
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) &&
        (message.location().url.startsWith(ORIGIN) ||
          message.text().includes("form-action")))
      faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  return faults;
}

describe("a coordinator in Chromium", () => {
  let portal, onboardd, browser;

  before(async () => {
    portal = await startPortal();
    const { issuer, client_id, client_secret_file } = portal;
    onboardd = await Onboardd.start(null, {
      people: { coordinator: COORDINATOR },
      sign_in: {
        openid_connect: {
          issuer, client_id, client_secret_file,
          label: "kommunens konto", trusted: true,
        },
      },
    });
    browser = await chromium.launch({
      executablePath: "/usr/bin/chromium-headless-shell",
      args: [
        `--host-resolver-rules=MAP ${new URL(ORIGIN).host} ` +
          `127.0.0.1:${onboardd.port},MAP localhost 127.0.0.1,` +
          "MAP * ~NOTFOUND",
      ],
    });
  });

  after(async () => {
    await browser?.close();
    await onboardd?.stop();
    if (portal) await stopPortal(portal);
  });

  for (const { name, ...options } of WAYS)
    it(`signs in and out ${name}`, async () => {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(DEADLINE);
      const page = await context.newPage();
      const faults = watch(page);

      await page.goto(`${ORIGIN}/hr`);
      await page.getByRole("button", { name: "kommunens konto" }).click();
      await page.waitForURL(`${portal.issuer}oauth2/authorize**`);
      await page.locator("[name=user]").fill("dwho");
      await page.locator("[name=password]").fill("dwho");
      await page.locator("[type=submit]").click();
      await page.waitForURL(`${ORIGIN}/hr`);
      await page.getByText("Dora Who").first().waitFor();
      const session = (await context.cookies(ORIGIN))
        .find(({ name: each }) => each.includes("session"));
      assert.equal(session.httpOnly, true);

      await page.getByRole("button", { name: "Log ud" }).first().click();
      await page.waitForURL(`${portal.issuer}oauth2/logout**`);
      await page.locator(".confirm [type=submit].btn-success").click();
      await page.waitForURL(`${ORIGIN}/sign-in`);
      await page.goto(`${ORIGIN}/hr`);
      await page.getByRole("button", { name: "kommunens konto" }).click();
      await page.locator("[name=password]").waitFor();
      assert.ok(page.url().startsWith(portal.issuer), page.url());
      assert.deepEqual(faults, []);
      await context.close();
    });
});
