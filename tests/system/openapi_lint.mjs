// SPDX-License-Identifier: EUPL-1.2
// Lints an OpenAPI description: node openapi_lint.mjs MODULES FILE
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [modules, file] = process.argv.slice(2);
const require = createRequire(resolve(modules, "package.json"));
const { createConfig, lint } = require("@redocly/openapi-core");

const config = await createConfig({
  extends: ["recommended"],
  rules: {
    "operation-4xx-response": "off", // what cannot fail by the client has none
    "operation-2xx-response": "off", // a form answers 303
    "no-server-example.com": "off", // the control socket is on the machine
    "no-ambiguous-paths": "off", // the router prefers literal segments
  },
});
const problems = await lint({ ref: file, config });
for (const problem of problems) {
  const { pointer } = problem.location[0];
  console.log(`${file}:${pointer}: ${problem.ruleId}: ${problem.message}`);
}
process.exit(problems.length > 0 ? 1 : 0);
