#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Surveys and their versions from a browser: what is asked, by which step."""

import sys
import unittest

import daemon
from hr_pages import DIRECTOR, INJECTION, HrCase
from signing_in import Browser

SURVEY = daemon.SOURCE / "config" / "surveys" / "puls-1.yaml"
QUOTED = "'" + INJECTION.replace("'", "''") + "'"


class Surveys(HrCase):
    def store(self, text):
        """The one survey that the configuration then names."""
        path = self.daemon.folder / "puls-1.yaml"
        path.write_text(text, encoding="utf-8")
        self.daemon.write_config(surveys=[str(path)])
        self.assertIn("configuration.reloaded", self.daemon.reload())

    def card(self, page, survey):
        start = page.text.index(f'id="survey-{survey}"')
        return page.text[start:page.text.index("</article>", start)]

    def test_the_list_tells_who_is_asked_by_which_step(self):
        page = self.browser.open("/hr/surveys")
        card = self.card(page, "exit")
        for text in ("Exitskema: hvorfor rejser du? (Fratrædelse)",
                     "<dd>Lederen</dd>", "I brug", "10 spørgsmål",
                     "HR bliver bedt om at ringe"):
            self.assertIn(text, card)
        self.assertNotIn("Ny leder", card)
        self.assertIn("<dd>Mentoren</dd>",
                      self.card(page, "mentor-evaluering-mentor"))
        self.assertNotIn("rødt svar", self.card(
            page, "mentor-evaluering-leder"), "no answer is red there")
        self.assertIn("/hr/surveys/exit/1", page.links)

    def test_a_version_is_read_as_whoever_answers_reads_it(self):
        page = self.browser.open("/hr/surveys/puls-1/1")
        for text in ("Det lover vi dig", "Svarer jobbet til det",
                     "Et svar på højst 2 er rødt.", "Skal besvares.",
                     "spørgsmål 1 er højst 3", "Måler rolleklarhed."):
            self.assertIn(text, page.words)
        page = self.browser.open("/hr/surveys/exit/1")
        self.assertIn("er »Noget andet«", page.words)
        self.assertNotIn("{{", page.text)

    def test_versions_and_what_is_not_in_use(self):
        text = SURVEY.read_text(encoding="utf-8")
        self.store(text.replace("ny-leder:puls-1", "ny-leder:puls-9"))
        page = self.browser.open("/hr/surveys")
        card = self.card(page, "puls-1")
        self.assertIn("Trinnet puls-9 findes ikke i ny-leder", card)
        self.assertIn("/hr/surveys/puls-1/1", page.links)
        self.assertIn("/hr/surveys/puls-1/2", page.links)
        self.assertIn("Ikke i brug", self.card(page, "exit"))
        for path, state in (("puls-1/1", "Afløst af en nyere"),
                            ("puls-1/2", "I brug"),
                            ("exit/1", "Ikke i brug")):
            page = self.browser.open(f"/hr/surveys/{path}")
            self.assertIn(f"<dd>{state}</dd>", page.text)

    def test_what_a_file_says_is_text(self):
        text = SURVEY.read_text(encoding="utf-8")
        text = text.replace('title: {da: "Puls: svarer jobbet til '
                            'beskrivelsen?"', f"title: {{da: {QUOTED}")
        text = text.replace('low: {da: "Slet ikke"', f"low: {{da: {QUOTED}")
        text = text.replace('text: {da: "Økonomien"', f"text: {{da: {QUOTED}")
        text = text.replace("    Du har nu været", f"    {INJECTION} Du")
        self.store(text)
        for path in ("", "/puls-1/2"):
            page = self.browser.open("/hr/surveys" + path)
            self.assertIn(INJECTION, page.words)
            self.assertNotIn("<script>alert", page.text)

    def test_what_is_not_there(self):
        for path in ("nothing/1", "puls-1/9", "puls-1/0", "puls-1/-1",
                     "puls-1/x", "puls-1/1x", "puls-1/%3Cb%3E",
                     "puls-1/99999999999999999999"):
            page = self.browser.ask("GET", f"/hr/surveys/{path}")
            self.assertEqual(page.status, 404, path)
            self.assertNotIn("<b>", page.text)

    def test_nobody_else_reads_them(self):
        director = self.sign_in(DIRECTOR)
        for path in ("/hr/surveys", "/hr/surveys/puls-1/1"):
            self.assertEqual(
                Browser(self.daemon).ask("GET", path).status, 303)
            self.assertEqual(director.ask("GET", path).status, 403)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
