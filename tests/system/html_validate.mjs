// SPDX-License-Identifier: EUPL-1.2
// Checks pages by html-validate: node html_validate.mjs MODULES FILE...
import { createRequire } from "node:module";
import { resolve } from "node:path";

import { html_rules } from "./html_rules.mjs";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(resolve(modules, "package.json"));
const { FileSystemConfigLoader, HtmlValidate } = require("html-validate");

const loader = new FileSystemConfigLoader(html_rules);
const validate = new HtmlValidate(loader);
let wrong = 0;
for (const file of files) {
  const report = await validate.validateFile(file);
  for (const result of report.results) {
    for (const { line, column, ruleId, message } of result.messages) {
      console.log(`${file}:${line}:${column}: ${ruleId}: ${message}`);
      wrong++;
    }
  }
}
process.exit(wrong > 0 ? 1 : 0);
