#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Surveys and their versions from a browser: what is asked, by which step, and
what a cohort has answered, reckoned once more."""

import collections
import random
import sqlite3
import sys
import unittest

import daemon
from hr_pages import DIRECTOR, INJECTION, HrCase
from signing_in import Browser

SURVEY = daemon.SOURCE / "config" / "surveys" / "puls-1.yaml"
QUOTED = "'" + INJECTION.replace("'", "''") + "'"
FEWEST = 5
OF_COHORT = "foer-leder-evaluering"


def told(part, whole):
    """A percentage with one decimal, half of one rounded up."""
    tenths = (part * 2000 + whole) // (whole * 2)
    return f"{tenths // 10},{tenths % 10} % ({part} af {whole})"


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

    def add_cohort(self):
        cohort = self.daemon.api("POST", "/cohorts", {
            "name": "Hold <b>", "start": "2026-11-02", "area": "Skole"})
        number = cohort["cohort"]["id"]
        for i in range(20):
            self.daemon.api("POST", f"/cohorts/{number}/nominations", {
                "name": f"Deltager {i}", "email": f"deltager{i}@example.org",
                "manager": f"Chef {i} <chef{i}@example.org>"})
        return number

    def answer(self, cohort, count):
        """All are asked and so many answer; returns who said what."""
        chance = random.Random(20)
        database = sqlite3.connect(self.daemon.database, timeout=60)
        (survey,), (step,) = (database.execute(sql, (key,)).fetchone()
                              for sql, key in (
            ("SELECT max(id) FROM survey WHERE key = ?", OF_COHORT),
            ("SELECT id FROM activity WHERE step = 'evaluering' "
             "AND journey_id = ?", cohort)))
        offered = collections.defaultdict(list)
        for question, choice in database.execute(
                "SELECT q.question, c.choice FROM survey_question q "
                "JOIN survey_choice c USING (survey_id, position) "
                "WHERE survey_id = ?", (survey,)):
            offered[question].append(choice)
        scales = dict(database.execute(
            "SELECT question, dimension FROM survey_question "
            "WHERE survey_id = ? AND kind = 'scale'", (survey,)))
        said = []
        for i, (person,) in enumerate(database.execute(
                "SELECT person_id FROM nomination WHERE journey_id = ? "
                "ORDER BY person_id", (cohort,)).fetchall()):
            request = database.execute(
                "INSERT INTO survey_request (survey_id, survey, activity_id, "
                "journey_id, person_id, generation, token_hash, state, "
                "asked_at, closes_on) VALUES (?, ?, ?, ?, ?, 1, ?, ?, 1, "
                "'2027-02-22')", (survey, OF_COHORT, step, cohort, person,
                                  f"hash {i}", "answered" if i < count
                                  else "closed")).lastrowid
            if i >= count:
                continue
            values = {question: chance.choice("233455")
                      for question in scales}
            values.update({question: chance.choice(choices[:2])
                           for question, choices in offered.items()})
            database.executemany("INSERT INTO survey_answer VALUES (?, ?, ?)",
                                 [(request, *each) for each in values.items()])
            said.append(values)
        database.commit()
        database.close()
        return said, scales

    def check_shares(self, view, said, scales):
        """Each is right or hidden, and hidden what is of a small group."""
        exact = 0
        for mean in view["means"]:
            own = [question for question, dimension in scales.items()
                   if mean["subject"] in (dimension, f"?{question}")]
            part = sum(sum(int(values[each]) for each in own) >= 4 * len(own)
                       for values in said)
            is_safe = min(part, len(said) - part) >= FEWEST
            self.assertEqual(mean["share"], told(part, len(said))
                             if is_safe else "skjult")
            exact += is_safe
        for choice in view["choices"]:
            people = [int(row["share"].split("(")[1].split(" ")[0])
                      for row in choice["rows"] if row["share"] != "skjult"]
            rest = len(said) - sum(people)
            for each in people:
                self.assertIn(each, collections.Counter(
                    value for values in said
                    for value in values.values()).values())
                self.assertGreaterEqual(min(each, len(said) - each), FEWEST)
            if people and not choice["is_several"]:
                self.assertGreaterEqual(rest, FEWEST)
            exact += len(people)
        return exact

    def test_what_a_cohort_answered_is_reckoned_once_more(self):
        cohort = self.add_cohort()
        said, scales = self.answer(cohort, 18)
        path = f"/surveys/{OF_COHORT}/results?cohort={cohort}"
        self.daemon.advance("2027-02-22T12:00", jump=True)
        self.assertFalse(self.daemon.api("GET", path)["is_final"])
        self.daemon.advance("2027-02-23T12:00", jump=True)
        view = self.daemon.api("GET", path)
        self.assertEqual(view["response"], told(18, 20))
        self.assertGreater(self.check_shares(view, said, scales), 3)
        for wrong in ("cohort=x", "year=2026"):
            self.daemon.api(
                "GET", f"/surveys/{OF_COHORT}/results?{wrong}", None, 400)
        self.check_areas(cohort)

    def check_areas(self, cohort):
        """Who sees the cohort reads it, and nobody else."""
        path = f"/hr/surveys/{OF_COHORT}"
        for area in ("Skole", "Omsorg"):
            address = f"{area}@example.org"
            self.daemon.api("PUT", f"/accounts/Ane%20%3C{address}%3E",
                            {"role": "coordinator", "area": area})
            browser = self.sign_in(address)
            for query in ("", f"?cohort={cohort}"):
                page = browser.open(path + query)
                self.assertEqual("Hold <b> (fra 2. november 2026)"
                                 in page.words, area == "Skole")
                self.assertEqual(told(18, 20) in page.words, area == "Skole")
                self.assertNotIn("<b>", page.text)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
