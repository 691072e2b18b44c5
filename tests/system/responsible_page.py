#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""What a responsible person does on the own page."""

import html
import re
import unittest
import urllib.parse

import injection_strings
from page_case import PageCase, check_html

CALL = "velkomstopkald"
MANAGER = "mette@example.org"
HR = "hr@example.org"
IT = "ida.it@example.org"
LEADER = "ana@privat.example.org"


class Page(PageCase):
    def setUp(self):
        super().setUp()
        self.daemon = self.start()
        self.shown = self.daemon.add(
            mentor="Jens Mentor <jens@example.org>")

    def path(self, address):
        """Of the person's own page."""
        pages = self.daemon.api("GET", "/leaders/1")["pages"]
        url = next(page["url"] for page in pages
                   if page["person"]["email"] == address)
        return urllib.parse.urlsplit(url).path

    def activity(self, step):
        return self.daemon.query(
            "SELECT id, state, planned, latest FROM activity "
            "WHERE step = ?", step)[0]

    def verb(self, address, step, verb, csrf=None, **fields):
        """Sends the form as the person's page would."""
        page = self.path(address)
        target = f"{page}/activities/{self.activity(step)['id']}/{verb}"
        if csrf is None:
            csrf = self.csrf(page)
        return self.post(target, csrf=csrf, **fields)

    def remarks(self):
        return self.daemon.query(
            "SELECT kind, text, ended_at FROM remark ORDER BY id")

    def test_what_cannot_be_done_is_told_once_and_taken_back(self):
        page = self.path(MANAGER)
        reason = "Jeg er på kursus"
        done = self.verb(MANAGER, CALL, "cannot", text=reason)
        number = self.activity(CALL)["id"]
        self.assertEqual(done.status, 303, done.body)
        self.assertEqual(done.headers["Location"], f"{page}#a{number}")
        again = self.verb(MANAGER, CALL, "cannot", text=reason)
        self.assertEqual(again.status, 303)
        other = self.verb(MANAGER, CALL, "cannot", text="Og <b>syg</b>")
        self.assertEqual(other.status, 409)
        shown = other.body.decode()
        self.assertIn("Det er allerede meldt", shown)
        self.assertIn(f'href="#comment-{number}"', shown)
        self.assertRegex(
            shown, rf'id="comment-{number}"[^>]*>Og &lt;b&gt;syg&lt;/b&gt;<')
        check_html([shown])
        self.assertEqual([row["kind"] for row in self.remarks()], ["cannot"])
        self.assertEqual(len(self.daemon.query(
            "SELECT id FROM mail WHERE kind = 'cannot'")), 1)
        for reader in (MANAGER, HR):
            self.assertIn(reason, self.get(self.path(reader)))
        shown = self.daemon.ctl("show-leader", "1").stdout
        self.assertRegex(shown, rf"{CALL} .* cannot .*{reason}")
        self.assertEqual(
            self.verb(MANAGER, CALL, "withdraw").status, 303)
        self.assertEqual(
            self.verb(MANAGER, CALL, "withdraw").status, 409)
        self.assertNotIn(reason, self.get(self.path(HR)))
        self.assertIn("was cannot",
                      self.daemon.ctl("show-leader", "1").stdout)

    def test_the_reason_goes_in_no_mail(self):
        self.verb(MANAGER, CALL, "cannot", text="Hemmeligt helbred")
        self.daemon.advance("2026-10-02T12:00")
        letters = [letter for letter in self.daemon.letters()
                   if "ikke kan lade sig gøre" in letter.text]
        self.assertEqual([letter.to for letter in letters], [HR])
        for letter in self.daemon.letters():
            self.assertNotIn("Hemmeligt", letter.text)
        self.assertNotIn("Hemmeligt", self.daemon.log())

    def test_a_wrong_csrf_does_nothing(self):
        page = self.path(MANAGER)
        good = self.csrf(page)
        self.daemon.settle()
        wrong = ("", good[:-2] + "xx", self.csrf(self.path(HR)))
        before = self.daemon.dump()
        forms = (("cannot", {"text": "x"}), ("withdraw", {}),
                 ("comment", {"text": "x"}), ("answer", {"answer": "accepted"}),
                 ("move", {"day": "2026-10-20"}))
        for verb, fields in forms:
            for csrf in wrong:
                answer = self.verb(MANAGER, CALL, verb, csrf=csrf, **fields)
                self.assertEqual(answer.status, 403, verb)
        it = self.path(IT)
        for verb in ("confirm", "correct"):
            for csrf in wrong:
                answer = self.post(f"{it}/handbook/it/{verb}", csrf=csrf)
                self.assertEqual(answer.status, 403, verb)
        self.assertEqual(self.daemon.dump(), before)

    def test_what_is_not_the_persons_is_not_there(self):
        mentor = "jens@example.org"
        before = self.daemon.dump()
        forms = (("cannot", {"text": "x"}), ("withdraw", {}),
                 ("comment", {"text": "x"}), ("answer", {"answer": "accepted"}),
                 ("move", {"day": "2026-10-20"}), ("delete", {}))
        for verb, fields in forms:
            answer = self.verb(mentor, CALL, verb, **fields)
            self.assertEqual(answer.status, 404, verb)
        page = self.path(MANAGER)
        csrf = self.csrf(page)
        for path in (f"{page}/activities/99999/cannot",
                     f"{page}/handbook/it/confirm",
                     f"{page}/handbook/nowhere/confirm"):
            self.assertEqual(self.post(path, csrf=csrf).status, 404, path)
        # A journey in which the person has no part.
        self.daemon.add(name="Bo Berg", email="bo@example.org",
                        manager="Else Ejnersen <else@example.org>")
        self.get(f"{page}/journeys/2", 404)
        self.get(f"{page}/journeys/77", 404)
        self.get(f"{page}/journeys/x", 400)
        self.get(f"{page}/journeys/1")
        self.assertEqual(self.remarks(), [])
        self.assertEqual(len(before) > 0, True)

    def test_a_form_acts_on_post_alone(self):
        page = self.path(MANAGER)
        number = self.activity(CALL)["id"]
        for verb in ("cannot", "move", "comment"):
            answer = self.ask("GET", f"{page}/activities/{number}/{verb}")
            self.assertEqual(answer.status, 405, verb)
        answer = self.ask("POST", f"{page}/activities/{number}/comment",
                          "{}", "application/json")
        self.assertEqual(answer.status, 415)

    def test_a_double_click_is_one_comment(self):
        for _ in range(2):
            self.assertEqual(
                self.verb(MANAGER, CALL, "comment", text="Ring\r\nfør 9")
                .status, 303)
        self.assertEqual([row["text"] for row in self.remarks()],
                         ["Ring\nfør 9"])

    def test_what_is_too_long_comes_back_as_it_was_sent(self):
        long = "Æ" * 501
        for verb in ("cannot", "comment"):
            answer = self.verb(MANAGER, CALL, verb, text=long)
            page = answer.body.decode()
            self.assertEqual(answer.status, 400)
            self.assertIn(long, page)
            self.assertIn("Teksten er for lang", page)
            number = self.activity(CALL)["id"]
            self.assertIn(f'href="#{verb}-{number}"', page)
            self.assertIn('aria-invalid="true"', page)
            empty = self.verb(MANAGER, CALL, verb, text=" \r\n ")
            self.assertEqual(empty.status, 400)
            self.assertIn("Skriv en tekst", empty.body.decode())
        self.assertEqual(self.remarks(), [])
        self.assertEqual(
            self.verb(MANAGER, CALL, "comment", text="Æ" * 500).status, 303)
        huge = self.verb(MANAGER, CALL, "comment", text="x" * 20000)
        self.assertEqual(huge.status, 413)

    def test_injections_stay_text(self):
        for text in injection_strings.TAKEN:
            clean = "".join(c for c in text if c.isprintable())[:400]
            if not clean.strip():
                continue
            answer = self.verb(MANAGER, CALL, "comment", text=clean)
            self.assertEqual(answer.status, 303, clean)
            page = self.get(self.path(MANAGER))
            self.assertIn(clean.strip(), html.unescape(page))
            self.assertNotIn("<script", page.lower())

    def test_a_move_that_cannot_be_offers_days_that_can(self):
        before = self.activity(CALL)
        answer = self.verb(MANAGER, CALL, "move", day="2026-10-17",
                           time="10:30")
        page = answer.body.decode()
        self.assertEqual(answer.status, 400)
        self.assertIn("Den dag er ikke en arbejdsdag", page)
        self.assertIn('value="2026-10-17"', page)
        self.assertIn('value="10:30"', page)
        self.assertEqual(self.activity(CALL), before)
        offered = re.findall(
            r'name="day" value="(\d{4}-\d\d-\d\d)">\n<button', page)
        self.assertEqual(len(offered), 3)
        check_html([page])
        moved = self.verb(MANAGER, CALL, "move", day=offered[0])
        self.assertEqual(moved.status, 303)
        self.assertEqual(self.activity(CALL)["planned"], offered[0])
        for day, time in (("", ""), ("2026-13-01", ""), ("i morgen", ""),
                          ("2026-10-20", "25:00"), ("9999-01-01", "")):
            refused = self.verb(MANAGER, CALL, "move", day=day, time=time)
            self.assertEqual(refused.status, 400, day)
        late = self.verb(MANAGER, CALL, "move", day="2026-12-08")
        self.assertEqual(late.status, 409)
        self.assertIn("Det skal senest ske", late.body.decode())

    def test_the_leader_has_the_same_verbs_for_what_is_the_leaders(self):
        step = self.daemon.query(
            "SELECT a.step FROM activity a JOIN journey j "
            "ON j.id = a.journey_id WHERE a.responsible_id = j.leader_id "
            "AND a.state = 'planned' ORDER BY a.planned")[0]["step"]
        page = self.path(LEADER)
        self.assertTrue(page.startswith("/l/"))
        self.assertEqual(
            self.verb(LEADER, step, "comment", text="Fint").status, 303)
        self.assertEqual(
            self.verb(LEADER, step, "cannot", text="Desværre").status, 303)
        self.assertEqual(self.verb(LEADER, step, "withdraw").status, 303)
        long = self.verb(LEADER, step, "comment", text="x" * 501)
        self.assertEqual(long.status, 400)
        self.assertIn("Teksten er for lang", long.body.decode())
        self.assertEqual(
            self.verb(LEADER, "opret", "cannot", text="x").status, 404)

    def correct(self, **changed):
        """Sends the form of the function's entry as the page has it."""
        path = self.path(IT)
        page = self.get(path)
        begin = page.index('id="entry-it"')
        part = page[begin:page.index("</article>", begin)]
        fields = dict(re.findall(
            r'<input [^>]*name="(\w+)"[^>]* value="([^"]*)"', part))
        fields |= dict(re.findall(
            r'<textarea [^>]*name="(\w+)"[^>]*>([^<]*)</textarea>', part))
        fields = {name: html.unescape(value)
                  for name, value in fields.items()}
        return self.post(f"{path}/handbook/it/correct", **{
            **fields, "csrf": self.csrf(path), **changed})

    def entry(self):
        return self.daemon.query(
            "SELECT * FROM handbook_entry WHERE function = 'it'")[0]

    def test_a_function_corrects_its_entry(self):
        before = self.entry()
        done = self.correct(phone="+45 00 00 00 99",
                            contact_name="Ida <Ny> Iversen")
        self.assertEqual(done.status, 303, done.body)
        entry = self.entry()
        self.assertEqual(entry["phone"], "+45 00 00 00 99")
        self.assertEqual(entry["contact_name"], "Ida <Ny> Iversen")
        self.assertEqual(entry["helps_with_en"], before["helps_with_en"])
        self.assertIn("Sidst bekræftet", self.get(self.path(IT)))
        refused = (
            ({"contact_email": "ida@evil.example.net"}, "kommunens egne"),
            ({"contact_email": ""}, "kontaktpersonens mailadresse"),
            ({"contact_email": "ida@example.org\r\nBcc: x@example.org"},
             "kommunens egne"),
            ({"contact_name": "x" * 201}, "højst være på 200 tegn"),
            ({"phone": "1" * 41}, "højst være på 40 tegn"),
            ({"helps_da": ""}, "Skriv, hvad I hjælper med"),
            ({"shown": "0" * 64}, "ændret i mellemtiden"),
        )
        for fields, why in refused:
            answer = self.correct(**fields)
            self.assertIn(answer.status, (400, 409), fields)
            self.assertIn(why, answer.body.decode())
            self.assertEqual(self.entry(), entry)
        wrong = self.correct(contact_email="ida@evil.example.net")
        self.assertEqual(
            re.findall(r'id="([^"]+)"[^>]*aria-invalid="true"',
                       wrong.body.decode()), ["entry-it-contact_email"])
        typed = self.correct(phone="1" * 41, deputy_name="Skrevet Navn")
        self.assertIn('value="Skrevet Navn"', typed.body.decode())

    def test_pages_are_valid_html(self):
        self.verb(MANAGER, CALL, "cannot", text="Nej & <b>")
        self.verb(MANAGER, CALL, "comment", text="Ja")
        self.daemon.advance("2026-10-12T12:00")
        page = self.path(MANAGER)
        check_html([self.get(path) for path in (
            page, f"{page}/journeys/1", self.path(HR), self.path(IT),
            self.path("jens@example.org"))])


if __name__ == "__main__":
    unittest.main()
