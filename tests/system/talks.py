#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""That a talk was held: by commands, and on the pages of the two."""

import re
import unittest
import urllib.parse

from hr_pages import HrCase
from page_case import PageCase, check_html

MANAGER = "mette@example.org"
LEADER = "ana@privat.example.org"
STRANGER = "jens@example.org"
TALK = "forventning-1"
BEFORE = ("velkomstopkald", "introprogram", "bloker-tid", "modtagelse")
SAID = "Hvordan man forventes at bidrage"


class Talks(PageCase):
    def setUp(self):
        super().setUp()
        self.daemon = self.start()
        self.daemon.add(mentor="Jens Mentor <jens@example.org>")
        self.daemon.advance("2026-12-07T17:00")
        for step in BEFORE:
            self.ctl("complete", f"1:{step}")
        self.daemon.advance("2026-12-15T09:00")

    def ctl(self, *arguments, status=0):
        done = self.daemon.ctl(*arguments)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout if status == 0 else done.stderr

    def path(self, address):
        pages = self.daemon.api("GET", "/leaders/1")["pages"]
        return next(urllib.parse.urlsplit(page["url"]).path for page in pages
                    if page["person"]["email"] == address)

    def number(self, step=TALK):
        return self.daemon.query(
            "SELECT id FROM activity WHERE step = ?", step)[0]["id"]

    def send(self, address, verb, **fields):
        page = self.path(address)
        fields = {name.replace("topic_", "topic-"): value
                  for name, value in fields.items()}
        return self.post(f"{page}/activities/{self.number()}/{verb}",
                         csrf=self.csrf(page), **fields)

    def talk(self):
        rows = self.daemon.query(
            "SELECT held_on, minutes, undisturbed FROM talk "
            "WHERE activity_id = ?", self.number())
        topics = self.daemon.query(
            "SELECT topic FROM talk_topic ORDER BY topic")
        return ([tuple(row) for row in rows], [row["topic"] for row in topics])

    def test_commands_tell_of_a_talk(self):
        refused = self.ctl("complete", f"1:{TALK}", "--minutes", "45",
                           "--topics", "vejret", status=1)
        self.assertIn("'vejret' is no topic of 'forventning-1'", refused)
        self.assertEqual(self.talk(), ([], []))
        shown = self.ctl("complete", f"1:{TALK}", "--minutes", "45",
                         "--undisturbed", "yes", "--topics", "moeder,bidrag")
        self.assertRegex(
            shown, r"Held +Tue 2026-12-15, 45 minutes, undisturbed: yes")
        self.assertIn(SAID, shown)
        shown = self.ctl("describe-talk", f"1:{TALK}", "--held-on",
                         "2026-12-14", "--topics", "", "--minutes", "0")
        self.assertRegex(shown, r"Held +Mon 2026-12-14, undisturbed: yes")
        self.assertNotIn(SAID, shown)
        self.assertIn("say what there is to tell", self.ctl(
            "describe-talk", f"1:{TALK}", status=1))
        self.ctl("reopen", f"1:{TALK}", "--reason", "Aldrig holdt")
        self.assertEqual(self.talk(), ([], []))

    def test_one_form_marks_it_as_done_and_tells_of_it(self):
        page = self.get(self.path(MANAGER))
        check_html([page])
        self.assertIn(f'id="topic-bidrag-{self.number()}"', page)
        done = self.send(MANAGER, "held", held_on="2026-12-14", minutes="50",
                         undisturbed="no", topic_bidrag="bidrag",
                         topic_strategi="strategi")
        self.assertEqual(done.status, 303, done.body)
        self.assertEqual(
            self.talk(),
            ([("2026-12-14", 50, "no")], ["bidrag", "strategi"]))
        page = self.get(self.path(MANAGER))
        check_html([page])
        self.assertIn("mandag den 14. december 2026, 50 minutter, med "
                      "forstyrrelser", page)
        again = self.send(MANAGER, "held", held_on="2026-12-14")
        self.assertEqual(again.status, 409)
        self.assertEqual(self.talk()[0], [("2026-12-14", 50, "no")])

    def test_the_leader_corrects_what_is_told(self):
        self.assertEqual(self.send(LEADER, "talk").status, 409)
        self.ctl("complete", f"1:{TALK}")
        path = f"{self.path(LEADER)}/activities/{self.number()}"
        check_html([self.get(path)])
        done = self.send(LEADER, "talk", held_on="2026-12-15", minutes="",
                         undisturbed="yes", topic_moeder="moeder")
        self.assertEqual(done.status, 303, done.body)
        self.assertEqual(
            self.talk(), ([("2026-12-15", 0, "yes")], ["moeder"]))
        self.assertIn("tirsdag den 15. december 2026, uforstyrret",
                      self.get(path))

    def test_a_refused_form_comes_back_at_the_field(self):
        for name, wrong in (("minutes", "en time"), ("minutes", "0"),
                            ("held-on", "2026-12-16"), ("held-on", "igår")):
            fields = {"held_on": "2026-12-15", "minutes": "50",
                      "topic_moeder": "moeder", "undisturbed": "no"}
            fields[name.replace("-", "_")] = wrong
            answer = self.send(MANAGER, "held", **fields)
            page = answer.body.decode()
            self.assertEqual(answer.status, 400, page)
            check_html([page])
            number = self.number()
            self.assertIn(f'href="#{name}-{number}"', page)
            self.assertRegex(
                page, rf'id="{name}-{number}"[^>]*value="{wrong}"[^>]*'
                'aria-invalid="true"')
            self.assertRegex(
                page, rf'id="topic-moeder-{number}"[^>]* checked')
            self.assertRegex(
                page, rf'id="undisturbed-no-{number}"[^>]* checked')
        self.assertEqual(self.talk(), ([], []))

    def test_the_sheet_is_for_the_two_and_stores_nothing(self):
        before = self.daemon.dump()
        tail = f"/activities/{self.number()}/sheet"
        for address in (MANAGER, LEADER):
            sheet = self.get(self.path(address) + tail)
            check_html([sheet])
            self.assertIn("Arket er jeres eget", sheet)
            self.assertIn(SAID, sheet)
            self.assertIsNone(re.search("<textarea|<form", sheet))
        self.get(self.path(STRANGER) + tail, status=404)
        self.get(f"{self.path(MANAGER)}/activities/"
                 f"{self.number('opgaver-klar')}/sheet", status=404)
        self.assertEqual(self.daemon.dump(), before)

    def test_the_talk_about_the_first_result_rates_the_first_tasks(self):
        self.ctl("add-first-task", "1", "--title", "Besøg alle", "--goal",
                 "Du kender dem", "--seen-by", "Referat", "--due",
                 "2026-12-21")
        self.ctl("complete", "1:opgaver-start")
        task, step = self.number("first-task.1"), self.number("resultat")
        page = self.path(MANAGER)
        shown = self.get(page)
        check_html([shown])
        self.assertIn(f'id="outcome-{task}-partly"', shown)
        target = f"{page}/activities/{step}/held"
        fields = {"csrf": self.csrf(page), "held_on": "2026-12-15"}
        wrong = self.post(
            target, **fields, **{f"outcome-{task}": f"{step}:partly"})
        self.assertEqual(wrong.status, 400, wrong.body)
        done = self.post(
            target, **fields, **{f"outcome-{task}": f"{task}:partly"})
        self.assertEqual(done.status, 303, done.body)
        shown = self.get(self.path(LEADER))
        check_html([shown])
        self.assertIn("Målet er delvist nået", shown)
        self.assertIn("Outcome", self.ctl(
            "rate-first-task", "1:first-task.1", "--outcome", "reached"))
        self.assertIn("reached, partly or not-yet", self.ctl(
            "rate-first-task", "1:first-task.1", "--outcome", "ja", status=1))

    def test_who_was_not_there_tells_nothing(self):
        self.ctl("complete", f"1:{TALK}")
        before = self.daemon.dump()
        for verb in ("held", "talk"):
            self.assertEqual(
                self.send(STRANGER, verb, minutes="5").status, 404)
        self.assertEqual(self.send(LEADER, "held").status, 404)
        self.assertEqual(self.daemon.dump(), before)


class AtHr(HrCase):
    def number(self, step):
        return self.activity_of(1, step)["id"]

    def test_hr_tells_of_a_talk(self):
        self.add_leader()
        call = f"/hr/leaders/1/activities/{self.number('velkomstopkald')}"
        self.assertEqual(self.browser.open(f"{call}/talk").status, 409)
        self.daemon.api("POST", "/activities/1:velkomstopkald/complete", {})
        path = f"{call}/talk"
        for typed, said in (
                ({"held_on": "2031-01-01"}, "er ikke kommet endnu"),
                ({"minutes": "30"}, "skrives sammen med opkaldet")):
            page = self.submit(path, **typed)
            self.assertEqual(page.status, 400)
            self.assertIn(said, page.words)
        self.submit(path, undisturbed="kept")
        self.assertEqual(
            [tuple(row) for row in self.daemon.query(
                "SELECT minutes, undisturbed FROM talk")], [(0, "yes")])

    def test_hr_corrects_a_call_whose_length_is_known(self):
        self.add_leader()
        self.daemon.api("POST", "/leaders/1/calls",
                        {"at": "2026-10-01T07:30", "minutes": 25})
        path = ("/hr/leaders/1/activities/"
                f"{self.number('velkomstopkald')}/talk")
        self.assertEqual(
            self.browser.open(path).form(path)[1]["minutes"], "25")
        for typed, word in (({"undisturbed": "disturbed"}, "no"),
                            ({"undisturbed": "kept", "minutes": ""}, "yes")):
            page = self.submit(path, **typed)
            self.assertTrue(
                page.path.startswith("/hr/leaders/1#activity-"), page.words)
            self.assertEqual(
                [tuple(row) for row in self.daemon.query(
                    "SELECT minutes, undisturbed FROM talk")], [(25, word)])

    def test_hr_rates_a_first_task(self):
        self.add_leader()
        self.daemon.api("POST", "/leaders/1/first-tasks", {
            "title": "Besøg alle", "goal": "Du kender dem",
            "seen_by": "Referat", "due": "2026-12-18"})
        self.submit(
            f"/hr/leaders/1/activities/{self.number('first-task.1')}"
            "/rate-first-task", outcome="not-yet")
        self.assertIn("Målet er ikke nået endnu",
                      self.browser.open("/hr/leaders/1").words)


if __name__ == "__main__":
    unittest.main()
