#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Closed days from a browser: what moves is seen before it does."""

import sys
import unittest

from hr_pages import HrCase
from injection_strings import REFUSED, TAKEN
from signing_in import OURS, Browser

CLOSE = "/hr/days/close-days"
OPEN = "/hr/days/open-days"


class ClosingDays(HrCase):
    def setUp(self):
        super().setUp()
        self.add_leader()
        self.add_leader(name="Bo Bak", email="bo@example.org", area="Omsorg")

    def submit(self, path, step="save", **typed):
        return super().submit(path, step, **{"class": "closed", **typed})

    def days(self):
        return [tuple(row) for row in self.daemon.query(
            "SELECT area, day, class, title FROM calendar_day ORDER BY day")]

    def day_of(self, leader):
        return self.activity_of(leader, "velkomstopkald")["planned"]

    def audit(self):
        return [verb for verb, in self.daemon.query(
            "SELECT verb FROM audit ORDER BY id")]

    def test_what_moves_and_for_whom_is_seen_before_it_does(self):
        day = self.day_of(1)
        self.daemon.settle()
        stored = self.daemon.dump()
        page = self.submit(CLOSE, "preview", text="Sommerlukket",
                           **{"from": day})
        self.assertEqual(page.status, 200)
        self.assertIn("Intet er ændret endnu", page.words)
        self.assertIn("Flyttes væk fra en dag, hvor der er lukket (",
                      page.words)
        for name in ("Søren Ærø: Velkomstopkald", "Bo Bak: Velkomstopkald"):
            self.assertIn(name, page.words)
        self.assertEqual(self.daemon.dump(), stored)
        page = self.browser.send(page, CLOSE, step="save")
        self.assertEqual((page.status, page.path), (200, "/hr/days"))
        self.assertIn("Sommerlukket", page.words)
        self.assertEqual(self.days(), [("", day, "closed", "Sommerlukket")])
        for leader in (1, 2):
            self.assertGreater(self.day_of(leader), day)
        self.assertEqual(self.audit().count("add-closing-days"), 1)
        self.assertEqual(self.audit().count("move-off-closed-day"), 2)
        self.assertEqual(
            self.daemon.api("POST", "/calendar/review")["conflicts"], [])

    def test_a_period_is_one_row_that_can_be_taken_back(self):
        page = self.submit(CLOSE, text="Vinterferie", until="2027-02-21",
                           **{"from": "2027-02-15", "class": "quiet"})
        self.assertEqual(page.path, "/hr/days")
        self.assertEqual(len(self.days()), 7)
        self.assertEqual(page.text.count("Vinterferie"), 1)
        self.assertIn("2027-02-15", page.words)
        self.assertIn("2027-02-21", page.words)
        link = next(link for link in page.links if link.startswith(OPEN))
        page = self.browser.open(link)
        self.assertIn('value="quiet" selected', page.text)
        page = self.browser.send(page, OPEN, step="preview",
                                 **{"class": "quiet"})
        self.assertIn("Ingen aktiviteter får en anden dag", page.words)
        self.assertEqual(len(self.days()), 7)
        page = self.browser.send(page, OPEN, step="save")
        self.assertEqual((page.path, self.days()), ("/hr/days", []))
        self.assertIn("remove-closing-days", self.audit())

    def test_days_of_a_table_can_be_taken_back_and_the_other_way_round(self):
        self.daemon.api("POST", "/import", {
            "kind": "closing_days", "rows": [{"line": 2, "fields": {
                "from": "2027-06-28", "until": "2027-07-02"}}]})
        self.submit(OPEN, until="2027-06-29",
                    **{"from": "2027-06-28", "class": "closed"})
        self.assertEqual([day for _, day, *_ in self.days()],
                         ["2027-06-30", "2027-07-01", "2027-07-02"])
        self.submit(CLOSE, text="Lukket", **{"from": "2027-08-02"})
        self.daemon.api("POST", "/import", {
            "kind": "closing_days", "rows": [{"line": 2, "fields": {
                "date": "2027-08-02", "class": "åben"}}]})
        self.assertEqual(len(self.days()), 3)

    def test_the_days_of_an_area_move_that_area_alone(self):
        day = self.day_of(1)
        page = self.submit(CLOSE, "preview", text="Pædagogisk dag",
                           area="Skole", **{"from": day})
        self.assertIn("Søren Ærø: Velkomstopkald", page.words)
        self.assertNotIn("Bo Bak", page.words)
        self.browser.send(page, CLOSE, step="save")
        self.assertGreater(self.day_of(1), day)
        self.assertEqual(self.day_of(2), day)

    def test_mistakes_are_tied_to_their_fields_and_keep_nothing(self):
        good = {"text": "Lukket", "from": "2027-02-15", "class": "closed"}
        for field, value in (
                ("text", ""), ("from", ""), ("from", "15/2"),
                ("from", "2027-02-30"), ("until", "2027-02-14"),
                ("until", "2028-02-16"), ("until", "x"), ("class", "shut"),
                ("area", "Skolle")):
            for step in ("preview", "save"):
                page = self.submit(CLOSE, step, **{**good, field: value})
                self.assertEqual(page.status, 400, (field, value))
                self.assertIn(f'href="#{field}"', page.text)
                self.assertNotIn('lang="en"', page.text, (field, value))
                self.assertEqual(page.form(CLOSE)[1].get(field, value), value)
        page = self.submit(OPEN, **{"from": "2027-02-15", "class": "closed"})
        self.assertEqual(page.status, 400)
        self.assertEqual(self.days(), [])

    def test_what_cannot_be_met_any_more_is_told(self):
        page = self.submit(CLOSE, "preview", text="Lukket", until="2027-09-30",
                           **{"from": "2026-10-02"})
        self.assertEqual(page.status, 200)
        self.assertIn("Kan ikke nås til tiden (", page.words)
        self.assertEqual(self.days(), [])

    def test_a_coordinator_of_an_area_closes_its_days_alone(self):
        self.submit(CLOSE, text="Alle", **{"from": "2027-02-15"})
        self.submit(CLOSE, text="Skolens", area="Skole",
                    **{"from": "2027-02-16"})
        self.daemon.api("PUT", "/accounts/Olga%20%3Colga%40example.org%3E",
                        {"role": "coordinator", "area": "Omsorg"})
        self.browser = self.sign_in("olga@example.org")
        page = self.browser.open("/hr/days")
        self.assertIn("Alle", page.words)
        self.assertNotIn("Skolens", page.words)
        self.assertEqual([link for link in page.links
                          if link.startswith(OPEN)], [])
        kept = self.days()
        for area in ("", "Skole"):
            for path in (CLOSE, OPEN):
                page = self.submit(
                    path, text="x", area=area,
                    **{"from": "2027-02-15", "class": "closed"})
                self.assertEqual(page.status, 400, (path, area))
        self.assertEqual(self.days(), kept)
        page = self.submit(CLOSE, text="Omsorgens", **{"from": "2027-02-17"})
        self.assertEqual(page.status, 200)
        self.assertEqual(self.days()[-1],
                         ("Omsorg", "2027-02-17", "closed", "Omsorgens"))
        page = self.browser.open(next(
            link for link in page.links if link.startswith(OPEN)))
        self.browser.send(page, OPEN, step="save", **{"class": "closed"})
        self.assertEqual(self.days(), kept)

    def test_without_its_token_or_its_role_nothing_is_closed(self):
        fields = {"text": "x", "from": "2027-02-15", "class": "closed",
                  "step": "save"}
        self.assertEqual(self.browser.ask(
            "POST", CLOSE, {**fields, "csrf": "A" * 43}, OURS).status, 403)
        self.assertEqual(self.browser.ask(
            "GET", "/hr/days/nothing").status, 404)
        director = self.sign_in("dorte@example.org")
        for path in (CLOSE, OPEN):
            self.assertEqual(director.ask("GET", path).status, 403)
            self.assertEqual(Browser(self.daemon).ask("GET", path).status,
                             303)
        self.assertEqual(self.days(), [])

    def test_what_days_are_called_stays_text(self):
        page = self.browser.open(CLOSE)
        texts = [text for text in TAKEN if "<" in text or "'" in text]
        for i, text in enumerate(texts[:20]):
            answer = self.browser.ask("POST", CLOSE, {
                **page.form(CLOSE)[1], "text": text, "class": "quiet",
                "from": f"2027-03-{i + 1:02}", "step": "save"}, OURS)
            self.assertEqual(answer.status, 303, text)
        listed = self.browser.open("/hr/days")
        for text in texts[:20]:
            self.assertIn(text, listed.words)
        self.assertNotIn("<script>alert", listed.text)
        for text in REFUSED[:12]:
            answer = self.browser.ask("POST", CLOSE, {
                **page.form(CLOSE)[1], "text": text, "class": "quiet",
                "from": "2027-04-01", "step": "save"}, OURS)
            self.assertEqual(answer.status, 400, repr(text))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
