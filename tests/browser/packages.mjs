// SPDX-License-Identifier: EUPL-1.2
// The Node packages of tests/node, at the versions of its lock file.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const SOURCE = fileURLToPath(new URL("../..", import.meta.url));

const folder = execFileSync(join(SOURCE, "build-aux/node-modules"), {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
}).trim();

export const packages = createRequire(join(folder, "package.json"));
