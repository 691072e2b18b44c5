#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""A survey that comes by mail is answered by its link, and by nothing else."""

import re
import unittest
import urllib.parse

import injection_strings
from page_case import PageCase, check_html

MORNING = "2026-12-23T09:00"
FINE = {"q.svarer": "4", "q.rolle": "3", "q.prioritering": "5",
        "q.tiltro": "4", "q.faellesskab": "4"}


class Survey(PageCase):
    def setUp(self):
        super().setUp()
        self.daemon = self.start()
        self.daemon.add(mentor="Jens Mentor <jens@example.org>",
                        first_day="2026-12-07")
        self.daemon.api("POST", "/activities/1:modtagelse/skip",
                        {"reason": "Hun var her før"})
        self.daemon.advance(MORNING)
        self.link = self.links()[0]

    def links(self):
        found = []
        base = re.escape(self.daemon.settings["public_url"])
        for letter in self.daemon.letters():
            html = letter.message.get_body(("html",)).get_content()
            in_html = re.findall(rf'href="{base}(/s/[^"]+)"', html)
            in_text = re.findall(rf"{base}(/s/\S+)", letter.text)
            self.assertEqual(in_html, in_text, letter.subject)
            found += in_text
        return found

    def answer(self, pairs=(), **more):
        fields = {"csrf": self.csrf(self.link), **FINE, **more}
        body = urllib.parse.urlencode([*fields.items(), *pairs])
        return self.ask("POST", self.link, body)

    def rows(self, table):
        return self.daemon.query(f"SELECT * FROM {table} ORDER BY 1, 2, 3")

    def state(self):
        return dict(self.daemon.query(
            "SELECT r.state, a.state AS step FROM survey_request r "
            "JOIN activity a ON a.id = r.activity_id")[0])

    def refused(self, answer, status, *texts):
        """The form comes back, and nothing is kept."""
        self.assertEqual(answer.status, status, answer.body)
        page = answer.body.decode()
        for text in texts:
            self.assertIn(text, page)
        self.assertEqual(self.rows("survey_answer"), [])
        self.assertEqual(self.rows("survey_text"), [])
        self.assertEqual(self.state(),
                         {"state": "open", "step": "planned"})
        check_html([page])
        return page

    def test_the_leader_answers_and_changes_the_answers(self):
        before = self.daemon.dump()
        page = self.get(self.link)
        self.assertIn("Det lover vi dig", page)
        self.assertEqual(self.get(f"{self.link}?thanks=1"), page)
        self.assertIn('type="checkbox"', page)
        self.assertEqual(self.ask("HEAD", self.link).status, 200)
        self.assertEqual(self.daemon.dump(), before)
        done = self.answer(pairs=[("q.anderledes", "andet")])
        self.assertEqual(done.status, 303, done.body)
        self.assertEqual(done.headers["Location"], f"{self.link}?thanks=1")
        thanks = self.get(f"{self.link}?thanks=1")
        self.assertIn("Tak for dine svar", thanks)
        self.assertEqual(self.state(), {"state": "answered", "step": "done"})
        # Asked only of who answered 3 or lower.
        self.assertEqual(len(self.rows("survey_answer")), len(FINE))
        again = self.get(self.link)
        self.assertIn('value="4" checked', again)
        self.assertEqual(self.answer().status, 303)
        self.assertEqual(len(self.rows("survey_answer")), len(FINE))
        check_html([page, thanks, again])

    def test_a_form_that_is_sent_twice_is_kept_once(self):
        fields = {"csrf": self.csrf(self.link), **FINE, "q.svarer": "1",
                  "q.lige-nu": "Tid"}
        for _ in range(2):
            self.assertEqual(self.post(self.link, **fields).status, 303)
        self.assertEqual(len(self.rows("survey_answer")), len(FINE))
        self.assertEqual(len(self.rows("survey_text")), 1)
        talks = self.daemon.query("SELECT title, step FROM activity "
                                  "WHERE step GLOB 'follow-up.*'")
        self.assertEqual(len(talks), 2)
        self.assertEqual({talk["title"] for talk in talks},
                         {"Tal med Ana om, hvordan det går"})

    def test_mistakes_come_back_with_what_was_written(self):
        words = "En linje\r\nog <b>en</b> til"
        page = self.refused(
            self.answer(**{"q.svarer": "", "q.lige-nu": words}), 400,
            "Dine svar er ikke gemt endnu",
            'href="#q-svarer-1">Du mangler at svare på spørgsmål 1.',
            "og &lt;b&gt;en&lt;/b&gt; til")
        self.assertIn('name="q.tiltro" value="4" checked', page)
        self.refused(self.answer(**{"q.svarer": "6"}), 400,
                     "ikke blandt mulighederne")
        self.refused(self.answer(pairs=[("q.anderledes", "sludder")],
                                 **{"q.svarer": "2"}), 400,
                     "ikke blandt mulighederne")
        self.refused(self.answer(pairs=[("q.rolle", "1")]), 400,
                     "Vælg kun ét svar")
        self.refused(self.answer(**{"q.lige-nu": "x" * 2001}), 400,
                     "højst fylde 2000 tegn")

    def test_own_words_of_every_length_and_kind_are_kept(self):
        self.assertEqual(
            self.answer(**{"q.lige-nu": "å" * 2000}).status, 303)
        self.assertEqual(self.rows("survey_text")[0]["text"], "å" * 2000)
        self.assertEqual(self.answer(**{"q.lige-nu": "En\r\nto"}).status, 303)
        self.assertEqual(self.rows("survey_text")[0]["text"], "En\nto")
        pages = []
        for text in injection_strings.TAKEN:
            self.assertEqual(
                self.answer(**{"q.lige-nu": text}).status, 303, text)
            self.assertEqual(self.rows("survey_text")[0]["text"], text)
            pages.append(self.get(self.link))
            self.assertNotIn("<script>alert", pages[-1])
        check_html(pages)

    def test_no_other_token_and_no_other_form_do_anything(self):
        csrf = self.csrf(self.link)
        for wrong in ("/s/" + "A" * 43, "/s/x", self.link[:-1],
                      self.link.replace("/s/", "/a/")):
            self.assertEqual(self.ask("GET", wrong).status, 404, wrong)
            self.assertEqual(
                self.post(wrong, csrf=csrf, **FINE).status, 404, wrong)
        for fields in ({}, {"csrf": ""}, {"csrf": csrf[:-2] + "xx"}):
            self.assertEqual(
                self.post(self.link, **fields, **FINE).status, 403)
        self.assertEqual(self.rows("survey_answer"), [])

    def test_nobody_is_shown_what_was_answered(self):
        self.answer(**{"q.svarer": "2", "q.lige-nu": "Hemmeligt ord"})
        listed = self.daemon.api("GET", "/survey-requests?leader=1")
        self.assertEqual([request["state"] for request in listed["requests"]],
                         ["answered"])
        everything = [listed] + [
            self.daemon.api("GET", path) for path in (
                "/leaders/1", "/activities?leader=1", "/mail")]
        self.assertNotIn("Hemmeligt", str(everything))
        kept = self.daemon.query("SELECT * FROM audit")
        self.assertNotIn("Hemmeligt", str(kept))
        dump = self.daemon.dump()
        self.assertEqual(dump.count("Hemmeligt"), 1)

    def test_after_the_last_day_it_is_closed(self):
        csrf = self.csrf(self.link)
        self.daemon.advance("2027-01-18T09:00")
        page = self.get(self.link)
        self.assertIn("Spørgeskemaet er lukket", page)
        self.assertNotIn("<form", page)
        late = self.post(self.link, csrf=csrf, **FINE)
        self.assertEqual(late.status, 409)
        self.assertIn("Spørgeskemaet er lukket", late.body.decode())
        self.assertEqual(self.rows("survey_answer"), [])
        check_html([page])


if __name__ == "__main__":
    unittest.main()
