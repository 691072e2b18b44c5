#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Whoever sees to all areas corrects an entry of the handbook in a browser:
seen first, never over what somebody else wrote, and only ever text."""

import json
import re
import sys
import unittest

from daemon import SOURCE
from handbook_pages import Foreign
from hr_pages import DIRECTOR, HR, HrCase
from injection_strings import REFUSED, TAKEN
from signing_in import OURS, Browser

EDIT = "/hr/handbook/it/edit-entry"
LIST = "/hr/handbook"
PHONE = "+45 00 00 00 99"
TEXTS = ("helps_da", "helps_en")
NAMES = ("contact_name", "deputy_name")
ADDRESSES = ("contact_email", "deputy_email", "mail")
FIELDS = (*NAMES, *ADDRESSES, "phone", *TEXTS)


class Case(HrCase):
    def setUp(self):
        super().setUp()
        self.daemon.settle()

    def entry(self):
        return dict(self.daemon.query(
            "SELECT * FROM handbook_entry WHERE function = 'it'")[0])

    def kept(self):
        """All that a form could change."""
        return (self.daemon.query("SELECT * FROM handbook_entry"),
                self.daemon.query("SELECT * FROM handbook_confirmation"),
                self.daemon.query("SELECT * FROM person"))

    def audit(self):
        return [dict(row) for row in self.daemon.query(
            "SELECT actor, verb, before, after FROM audit "
            "JOIN audit_value ON audit_id = id "
            "WHERE verb IN ('correct-handbook', 'confirm-handbook', "
            "'overwrite-correction') ORDER BY id")]

    def row(self, page):
        """The cells of the function in the list."""
        part = next(row for row in re.findall(r"<tr>(.*?)</tr>", page.text)
                    if EDIT in row or ">It<" in row)
        return re.findall(r"<td[^>]*>(.*?)</td>", part)


class Corrections(Case):
    def test_what_changes_is_seen_before_it_is_kept(self):
        before = self.kept()
        page = self.browser.open(LIST)
        self.assertIn(EDIT, page.links)
        self.assertEqual(self.row(page)[-3:-1], ["", ""])
        self.assertIn("Ni af funktionerne ligger fast", page.words)
        page = self.submit(
            EDIT, "preview", phone=PHONE,
            helps_da="## Hjælp\n\n- **Skærme** og [mus](https://example.org)")
        self.assertEqual(page.status, 200)
        self.assertIn("Intet er ændret endnu", page.words)
        self.assertRegex(page.text, "<td[^>]*>Telefon</td>"
                         r"<td[^>]*>\+45 00 00 00 11</td>"
                         rf"<td[^>]*>{re.escape(PHONE)}</td>")
        self.assertIn('<strong>Skærme</strong> og '
                      '<a href="https://example.org"', page.text)
        self.assertIn("<h4>Hjælp</h4>", page.text)
        self.assertIn("Computer, telefon og adgange", page.words)
        self.assertNotIn("på engelsk", page.words)
        self.assertEqual(self.kept(), before)
        self.assertEqual(self.audit(), [])
        page = self.browser.send(page, EDIT, step="save")
        self.assertEqual((page.status, page.path), (200, LIST))
        entry = self.entry()
        self.assertEqual(entry["phone"], PHONE)
        self.assertTrue(entry["helps_with_da"].startswith("## Hjælp\n"))
        self.assertIn("Computer, phone and access", entry["helps_with_en"])
        day = self.daemon.api("GET", "/status")["now"][:10]
        self.assertEqual(self.row(page)[-3:-1], [day, "Hanne HR"])
        row, = self.audit()
        self.assertEqual(row["verb"], "correct-handbook")
        self.assertRegex(row["actor"], "^(account|person|session)")
        self.assertNotEqual(json.loads(row["before"])["phone"], PHONE)
        self.assertEqual(json.loads(row["after"])["phone"], PHONE)

    def test_what_was_previewed_can_be_typed_on(self):
        page = self.submit(EDIT, "preview", phone=PHONE)
        page = self.browser.send(page, EDIT, step="edit")
        typed = page.form(EDIT)[1]
        self.assertEqual(typed["phone"], PHONE)
        self.assertIn("- Computer, telefon", typed["helps_da"])
        page = self.browser.send(page, EDIT, step="save", deputy_name="",
                                 deputy_email="")
        self.assertEqual(page.path, LIST)
        self.assertEqual(self.entry()["deputy_name"], "")

    def test_a_removal_tells_whose_contact_changes(self):
        self.daemon.api("POST", "/import", {"kind": "handbook", "rows": [
            {"line": 2, "fields": {
                "function": "it", "area": "", "workplace": "Byskolen",
                "contact": "Bo Bak <bo.bak@example.org>", "title": "It",
                "helps_with": "- Skærme", "helps_with_en": "- Screens"}}]})
        self.add_leader(workplace="Byskolen")
        path, = [link for link in self.browser.open(LIST).links
                 if "remove-entry" in link]
        page = self.submit(path, "preview")
        self.assertEqual(page.status, 200)
        self.assertRegex(
            page.text, r'<h3>Ny kontaktperson \(1\)</h3>\s*<table[^>]*>\s*'
            '<thead><tr><th scope="col">Funktion</th>')
        self.assertIn("Bo Bak", page.words)

    def test_without_a_change_it_is_a_confirmation(self):
        before = self.entry()
        page = self.submit(EDIT, "preview")
        self.assertIn("Intet i teksten ændrer sig", page.words)
        page = self.browser.send(page, EDIT, step="save")
        self.assertEqual(self.row(page)[-2], "Hanne HR")
        self.assertEqual(self.entry(), before)

    def test_nobody_writes_over_what_somebody_else_wrote(self):
        mine = self.browser.open(EDIT)
        self.submit(EDIT, phone="+45 11")
        for step in ("preview", "save"):
            page = self.browser.send(mine, EDIT, step=step, phone=PHONE)
            self.assertEqual(page.status, 409, step)
            self.assertIn("En anden har ændret oplysningerne", page.words)
            self.assertEqual(page.form(EDIT)[1]["phone"], PHONE)
            self.assertEqual(self.entry()["phone"], "+45 11")
        page = self.browser.send(page, EDIT, step="preview")
        self.assertRegex(page.text, r"<td[^>]*>\+45 11</td>")
        self.browser.send(page, EDIT, step="save")
        self.assertEqual(self.entry()["phone"], PHONE)

    def test_what_was_shown_cannot_be_left_out(self):
        page = self.browser.open(EDIT)
        for shown in ("", "0" * 64, "x" * 1000):
            answer = self.browser.send(page, EDIT, step="save", shown=shown)
            self.assertEqual(answer.status, 409)
        self.assertEqual(self.audit(), [])

    def test_a_table_read_meanwhile_is_not_written_over(self):
        mine = self.browser.open(EDIT)
        self.daemon.api("POST", "/import", {
            "kind": "handbook", "rows": [{"line": 2, "fields": {
                "function": "it", "phone": "12 34 56 78"}}]})
        page = self.browser.send(mine, EDIT, step="save", phone=PHONE)
        self.assertEqual(page.status, 409)
        self.assertEqual(self.entry()["phone"], "12 34 56 78")

    def test_what_is_of_a_place_needs_no_contact_and_can_go(self):
        self.daemon.api("POST", "/import", {
            "kind": "handbook", "rows": [{"line": 2, "fields": {
                "function": "it", "workplace": "Skolen", "title": "It",
                "helps_with": "Skab fire", "phone": "33 33"}}]})
        name = self.daemon.query("SELECT name FROM handbook_entry "
                                 "WHERE workplace = 'Skolen'")[0]["name"]
        edit = f"/hr/handbook/{name}/edit-entry"
        remove = f"/hr/handbook/{name}/remove-entry"
        self.assertIn(remove, self.browser.open("/hr/handbook").text)
        # The file has the central one: nothing leads there, and it stays.
        central = "/hr/handbook/it/remove-entry"
        self.assertNotIn(central, self.browser.open("/hr/handbook").text)
        page = self.browser.send(
            self.browser.open(central), central, step="save")
        self.assertEqual(page.status, 409)
        self.assertIn("håndbogens fil", page.text)

        self.browser.send(self.browser.open(edit), edit, step="save",
                          phone=PHONE)
        self.assertEqual(self.daemon.query(
            "SELECT phone, contact_email FROM handbook_entry "
            "WHERE workplace = 'Skolen'")[0]["phone"], PHONE)

        seen = self.browser.send(self.browser.open(remove), remove,
                                 step="preview")
        self.assertEqual(seen.status, 200)
        self.assertEqual(len(self.daemon.query(
            "SELECT name FROM handbook_entry WHERE workplace <> ''")), 1)
        self.browser.send(seen, remove, step="save")
        self.assertEqual(self.daemon.query(
            "SELECT name FROM handbook_entry WHERE workplace <> ''"), [])

    def test_it_stays_until_the_file_says_something_new_of_it(self):
        self.daemon.stop()
        file = self.folder / "handbook.yaml"
        usual = (SOURCE / "config/handbook.yaml").read_text()
        file.write_text(usual)
        self.daemon = self.start(people={"coordinator": f"Hanne HR <{HR}>"},
                                 handbook=str(file))
        self.people = {}
        self.browser = self.sign_in(HR)
        self.submit(EDIT, phone=PHONE)
        self.assertIn("reloaded", self.daemon.reload())
        self.assertEqual(self.entry()["phone"], PHONE)
        file.write_text(usual.replace("+45 00 00 00 12", "+45 00 00 00 92"))
        self.assertIn("reloaded", self.daemon.reload())
        self.assertEqual(self.entry()["phone"], PHONE)
        self.assertIn("+45 00 00 00 92", self.browser.open(LIST).words)
        file.write_text(usual.replace("+45 00 00 00 11", "+45 00 00 00 91"))
        self.assertIn("reloaded", self.daemon.reload())
        page = self.browser.open(LIST)
        self.assertEqual(self.entry()["phone"], "+45 00 00 00 91")
        self.assertEqual(self.row(page)[-3:-1], ["", ""])
        self.assertIn("handbook.overwritten", self.daemon.log())
        self.assertEqual(self.audit()[-1]["verb"], "overwrite-correction")


class Refusals(Case):
    def test_mistakes_are_tied_to_their_fields_and_keep_what_was_typed(self):
        before = self.kept()
        for field, value in (
                ("contact_name", ""), ("contact_email", ""),
                ("contact_email", "ida"), ("mail", "it@elsewhere.example"),
                ("contact_email", "ida@elsewhere.example"),
                ("deputy_email", "a@b@example.org"), ("deputy_name", ""),
                ("deputy_email", ""), ("phone", "1" * 41),
                ("contact_name", "x" * 201), ("helps_da", ""),
                ("helps_en", " \n"), ("helps_da", "ø" * 10001)):
            # A deputy without an address is told of at the name.
            named = "deputy_name" if (field, value) == ("deputy_email", "") \
                else field
            for step in ("preview", "save"):
                page = self.submit(EDIT, step,
                                   **{"phone": "12", field: value})
                self.assertEqual(page.status, 400, (field, value[:20]))
                self.assertIn(f'href="#{named}"', page.text, value[:20])
                self.assertNotIn('lang="en"', page.text, value[:20])
                self.assertEqual(page.form(EDIT)[1][field], value)
        self.assertEqual(self.kept(), before)

    def test_who_sees_to_one_area_reads_and_changes_nothing(self):
        page = self.browser.open(EDIT)
        self.daemon.api("PUT", "/accounts/Olga%20%3Colga%40example.org%3E",
                        {"role": "coordinator", "area": "Omsorg"})
        self.browser = self.sign_in("olga@example.org")
        before = self.kept()
        shown = self.browser.open(LIST)
        self.assertIn("Ida Iversen", shown.words)
        self.assertNotIn(EDIT, shown.links)
        csrf = next(fields["csrf"] for _, fields in shown.forms
                    if "csrf" in fields)
        typed = {**page.form(EDIT)[1], "phone": PHONE, "csrf": csrf}
        for step in ("preview", "save"):
            answer = self.browser.ask("POST", EDIT, {**typed, "step": step},
                                      OURS)
            self.assertEqual(answer.status, 403)
            self.assertIn("Du ser til ét område", answer.words)
        answer = self.browser.open(EDIT)
        self.assertEqual(answer.status, 403)
        self.assertIn("Du ser til ét område", answer.words)
        self.assertEqual(self.kept(), before)

    def test_others_do_not_get_there(self):
        page = self.browser.open(EDIT)
        typed = {**page.form(EDIT)[1], "phone": PHONE, "step": "save"}
        self.assertEqual(self.browser.ask(
            "POST", EDIT, {**typed, "csrf": "x"}, OURS).status, 403)
        for path in ("/hr/handbook/nobody/edit-entry",
                     "/hr/handbook/it/remove", "/hr/handbook/IT/edit-entry"):
            self.assertEqual(self.browser.open(path).status, 404, path)
        director = self.sign_in(DIRECTOR)
        self.assertEqual(director.ask("GET", EDIT).status, 403)
        stranger = Browser(self.daemon)
        self.assertEqual(stranger.ask("GET", EDIT).status, 303)
        self.assertNotEqual(
            stranger.ask("POST", EDIT, typed, OURS).status, 200)
        self.assertEqual(self.audit(), [])


class Injections(Case):
    OPEN = {"open": True, "names": True,
            "frame_ancestors": ["https://intranet.example.org"]}

    def setUp(self):
        super().setUp()
        self.daemon.stop()
        self.daemon = self.start(
            people={"coordinator": f"Hanne HR <{HR}>"},
            handbook_pages=self.OPEN)
        self.people = {}
        self.browser = self.sign_in(HR)
        self.usual = Foreign(self.browser.open(LIST).text).found

    def texts_of(self, text):
        markdown = "\n\n".join((
            text, f"- {text}", f"[x]({text})", f"![x]({text})", f"<{text}>",
            "[y](javascript:alert(1))", "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>", "[z](data:text/html,x)"))
        return {**dict.fromkeys(NAMES, text), "phone": text[:40],
                **dict.fromkeys(TEXTS, markdown)}

    def check(self, page, text):
        usual = self.usual if page.path.startswith("/hr") else []
        self.assertEqual(Foreign(page.text).found, usual, text)
        self.assertNotIn("<script>alert", page.text)
        self.assertNotRegex(page.text, r"href=\"?\s*(javascript|data):")

    def test_what_is_typed_is_text_on_every_page_that_shows_it(self):
        for text in ("<script>alert(1)</script>", "javascript:alert(1)",
                     "\"><svg onload=alert(1)>", "{{{name}}}",
                     *(text for text in TAKEN[::9] if len(text) <= 100)):
            page = self.submit(EDIT, "preview", **self.texts_of(text))
            self.assertEqual(page.status, 200, text)
            self.check(page, text)
            self.check(self.browser.send(page, EDIT, step="edit"), text)
            page = self.browser.send(page, EDIT, step="save")
            self.assertEqual(page.path, LIST, text)
            self.check(page, text)
            self.assertEqual(self.entry()["contact_name"], text)
            self.check(self.browser.open(EDIT), text)
            for path in ("/handbook", "/handbook/it", "/embed/handbook/it",
                         "/handbook/it?language=en"):
                self.check(self.browser.open(path), text)

    def test_no_address_is_more_than_one(self):
        before = self.kept()
        for text in ("<script>alert(1)</script>@example.org",
                     "javascript:alert(1)@example.org\"",
                     "\"><svg onload=alert(1)>@example.org",
                     "a@example.org,b@example.org", "a@example.org?bcc=x"):
            for field in ADDRESSES:
                page = self.submit(EDIT, "save", **{field: text})
                self.assertEqual(page.status, 400, (field, text))
                self.check(page, text)
                self.assertEqual(page.form(EDIT)[1][field], text)
        self.assertEqual(self.kept(), before)

    def test_no_line_has_a_second_one(self):
        before = self.kept()
        for text in REFUSED[::5]:
            for field in (*NAMES, "phone"):
                page = self.submit(EDIT, "save", **{field: text})
                self.assertEqual(page.status, 400, (field, text[:20]))
        self.assertEqual(self.kept(), before)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
