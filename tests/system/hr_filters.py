#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Filters of the board that a coordinator saves: opened, renamed, deleted."""

import sys
import unittest

from hr_pages import HR, HrCase
from injection_strings import TAKEN
from signing_in import OURS

SAVE = "/hr/filters/save-filter"


class Filters(HrCase):
    def save(self, name, query="area=Skole&text=s%C3%B8ren+%C3%A6r%C3%B8"):
        page = self.browser.open(f"{SAVE}?{query}")
        self.assertEqual(page.status, 200)
        return self.browser.send(page, SAVE, step="save", name=name)

    def rows(self):
        return self.daemon.query(
            "SELECT id, name, query FROM saved_filter ORDER BY id")

    def test_a_filter_is_saved_opened_renamed_and_deleted(self):
        self.add_leader()
        self.add_leader(name="Bo Bak", email="bo@example.org", area="Omsorg")
        page = self.browser.open("/hr?area=Skole&text=s%C3%B8ren")
        link = next(link for link in page.links if link.startswith(SAVE))
        page = self.browser.send(
            self.browser.open(link), SAVE, step="save", name="Mine skoler")
        self.assertEqual(page.path, "/hr")
        self.assertIn("Mine skoler", page.words)
        url = next(link for link in page.links
                   if link.startswith("/hr?area=Skole"))
        page = self.browser.open(url)
        self.assertIn("Søren Ærø", page.words)
        self.assertNotIn("Bo Bak", page.words)
        path = "/hr/filters/1/rename-filter"
        self.assertEqual(self.browser.open(path).form(path)[1]["name"],
                         "Mine skoler")
        page = self.submit(path, name="Skoler")
        self.assertIn("Skoler", page.words)
        self.assertNotIn("Mine skoler", page.words)
        page = self.submit("/hr/filters/1/remove-filter")
        self.assertEqual(page.path, "/hr")
        self.assertNotIn("Skoler", page.words)
        self.assertEqual(self.rows(), [])

    def test_what_cannot_be_saved_is_told_and_nothing_is_lost(self):
        self.save("Skoler")
        page = self.save("SKOLER", "flag=overdue")
        self.assertEqual(page.status, 409)
        self.assertIn("filter, der hedder »Skoler«", page.words)
        fields = page.form(SAVE)[1]
        self.assertEqual((fields["name"], fields["flag"]),
                         ("SKOLER", "overdue"))
        for name, query in (("", "area=Skole"), ("x" * 81, "area=Skole"),
                            ("  ", "area=Skole"), ("Alt", "area=")):
            self.assertEqual(self.save(name, query).status, 400, name)
        self.assertEqual(
            self.browser.ask("GET", f"{SAVE}?state=x").status, 400)
        self.save("Andre", "flag=overdue")
        page = self.submit("/hr/filters/2/rename-filter", name="skoler")
        self.assertEqual(page.status, 409)
        self.assertEqual([row[1] for row in self.rows()],
                         ["Skoler", "Andre"])

    def test_nobody_has_more_than_fifty(self):
        for number in range(50):
            self.assertEqual(self.save(f"Filter {number}").path, "/hr")
        page = self.save("Et mere")
        self.assertIn("Du har allerede 50 filtre", page.words)
        self.assertEqual(len(self.rows()), 50)

    def test_nobody_gets_at_anothers_and_they_go_with_the_account(self):
        self.save("Hannes egne")
        self.daemon.api("PUT", "/accounts/Olga%20%3Colga%40example.org%3E",
                        {"role": "coordinator", "area": ""})
        other = self.sign_in("olga@example.org")
        page = other.open("/hr")
        self.assertNotIn("Hannes egne", page.words)
        csrf = page.form("/sign-out")[1]["csrf"]
        for verb in ("rename-filter", "remove-filter"):
            path = f"/hr/filters/1/{verb}"
            self.assertEqual(other.ask("GET", path).status, 404)
            answer = other.ask("POST", path, {
                "csrf": csrf, "step": "save", "name": "x"}, OURS)
            self.assertEqual(answer.status, 404)
        self.assertEqual(self.rows()[0][1], "Hannes egne")
        for path in ("/hr/filters/9/rename-filter", "/hr/filters/nothing",
                     "/hr/filters/1/nothing", "/hr/filters/x/rename-filter"):
            self.assertEqual(self.browser.ask("GET", path).status, 404, path)
        self.daemon.api("POST", f"/accounts/{HR}/remove", {})
        self.assertEqual(self.rows(), [])

    def test_a_form_without_its_token_does_nothing(self):
        self.save("Skoler")
        for path in (SAVE, "/hr/filters/1/rename-filter",
                     "/hr/filters/1/remove-filter"):
            answer = self.browser.ask("POST", path, {
                "csrf": "A" * 43, "step": "save", "name": "x",
                "area": "Skole"}, OURS)
            self.assertEqual(answer.status, 403, path)
        self.assertEqual([row[1] for row in self.rows()], ["Skoler"])

    def test_names_stay_text(self):
        names = [string for string in TAKEN
                 if 0 < len(string.strip()) and len(string) <= 80][:40]
        for name in names:
            self.save(name)
        page = self.browser.open("/hr")
        self.assertGreater(len(self.rows()), 5)
        for row in self.rows():
            self.assertIn(row[1], page.words)
        self.assertNotIn("<script>", page.text)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
