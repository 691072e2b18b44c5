// SPDX-License-Identifier: EUPL-1.2
// What html-validate expects of the pages.
export const html_rules = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "long-title": "off", // the municipality's name stands in it
    "no-trailing-whitespace": "off",
    // Boxes of one question are sent under one name.
    "form-dup-name": ["error",
      { shared: ["radio", "checkbox", "submit", "button", "reset"] }],
  },
};
