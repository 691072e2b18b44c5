// SPDX-License-Identifier: EUPL-1.2
// onboardd with a folder, a database and, if wanted, a clock of its own.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import { packages } from "./packages.mjs";

const { simpleParser } = packages("mailparser");

const PROGRAM = resolve(process.env.ONBOARDD ?? "onboardd");
const COMMAND = resolve(process.env.ONBOARDCTL ?? "onboardctl");
const DEADLINE = 60_000;

// Chromium reaches it at the daemon's port. A name below localhost counts as
// safe, as https would, so that cookies and the clipboard are as in real use.
export const ORIGIN = "http://onboard.localhost";

async function within(promise, what) {
  const timer = new AbortController();
  const late = new Promise((_, reject) => {
    const id = setTimeout(
      () => reject(new Error(`waited ${DEADLINE / 1000} s for ${what}`)),
      DEADLINE,
    );
    timer.signal.addEventListener("abort", () => clearTimeout(id));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}

function send(options, body) {
  return new Promise((done, failed) => {
    const asked = request({ timeout: DEADLINE, ...options }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", failed);
      answer.on("end", () => done({
        status: answer.statusCode,
        headers: answer.headers,
        text: Buffer.concat(parts).toString(),
      }));
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer in time")));
    asked.on("error", failed);
    asked.end(body);
  });
}

export class Onboardd {
  static async start(clock, configuration = {}) {
    const onboardd = new Onboardd();
    onboardd.folder = await mkdtemp(join(tmpdir(), "onboard-browser-"));
    onboardd.socket = join(onboardd.folder, "control.sock");
    onboardd.maildir = join(onboardd.folder, "mail");
    onboardd.read = new Map();
    try {
      await onboardd.configure(configuration);
      await onboardd.run(clock);
    } catch (error) {
      await onboardd.stop();
      throw error;
    }
    return onboardd;
  }

  // JSON is YAML.
  configure(configuration) {
    const { people, ...more } = configuration;
    return writeFile(join(this.folder, "onboardd.yaml"), JSON.stringify({
      public_url: ORIGIN,
      state_dir: join(this.folder, "state"),
      control_socket: this.socket,
      listen: ["127.0.0.1:0"],
      people: { coordinator: "Hanne HR <hr@example.org>", ...people },
      mail: { transport: "maildir", maildir: this.maildir },
      ...more,
    }, null, 2));
  }

  async run(clock) {
    this.log = [];
    this.process = spawn(
      PROGRAM,
      ["-c", join(this.folder, "onboardd.yaml"),
        ...(clock ? ["--test-clock", clock] : [])],
      { cwd: this.folder, stdio: ["ignore", "ignore", "pipe"] },
    );
    this.ended = once(this.process, "exit");
    const lines = createInterface({ input: this.process.stderr });
    const listening = new Promise((found) => {
      lines.on("line", (line) => {
        this.log.push(line);
        const port = line.match(/listening port=(\d+)/)?.[1];
        if (port) found(Number(port));
      });
    });
    const ended = this.ended.then(() => {
      throw new Error(`the daemon ended:\n${this.log.join("\n")}`);
    });
    this.port = await within(Promise.race([listening, ended]), "the daemon");
    ended.catch(() => {}); // from now on stop() looks at how it ends
  }

  // Fails when it has not ended well, for example by a sanitizer.
  async stop() {
    try {
      if (!this.process) return;
      this.process.kill("SIGTERM");
      const [code, signal] = await within(this.ended, "the daemon's end");
      if (code !== 0)
        throw new Error(`it ended with ${code ?? signal}:\n` +
          this.log.slice(-50).join("\n"));
    } finally {
      this.process?.kill("SIGKILL");
      await rm(this.folder, { recursive: true, force: true });
    }
  }

  // One call over the control socket, which must succeed.
  async api(method, path, value) {
    const body = value && JSON.stringify(value);
    const answer = await send({
      socketPath: this.socket,
      method,
      path: `/api/v1${path}`,
      headers: body && {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
      },
    }, body);
    if (answer.status < 200 || answer.status > 299)
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.text && JSON.parse(answer.text);
  }

  advance(to) {
    return this.api("POST", "/clock", { to });
  }

  async command(...words) {
    const environment = { ...process.env, ONBOARD_SOCKET: this.socket };
    return promisify(execFile)(COMMAND, words, { env: environment });
  }

  // A page as it is served.
  page(path) {
    return send({ host: "127.0.0.1", port: this.port, path });
  }

  // What a person got, the oldest first.
  async letters(address) {
    const inbox = join(this.maildir, "new");
    for (const name of await readdir(inbox))
      if (!this.read.has(name))
        this.read.set(name,
          await simpleParser(await readFile(join(inbox, name))));
    return [...this.read.values()]
      .filter(({ to }) => to.value[0].address === address)
      .sort((a, b) => a.date - b.date ||
        a.messageId.localeCompare(b.messageId));
  }

  // The paths below a folder ("a", "l", "p", "u") in a person's mails.
  async links(folder, address) {
    const path = new RegExp(`${ORIGIN}(/${folder}/\\S+)`, "g");
    const found = new Set();
    for (const { text } of await this.letters(address))
      for (const [, link] of text.matchAll(path)) found.add(link);
    return [...found];
  }

  // The first of these links that leads to a page with the text.
  async link(folder, address, ...wanted) {
    for (const path of await this.links(folder, address)) {
      const { text } = await this.page(path);
      if (wanted.every((each) => text.includes(each))) return path;
    }
    throw new Error(`no link /${folder}/ in the mails to ${address} leads ` +
      `to a page with '${wanted.join("', '")}'`);
  }
}
