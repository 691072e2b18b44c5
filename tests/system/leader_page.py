#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""The pages behind a leader's link: what they show, refuse and give away."""

import html
import re
import sys
import unittest
import urllib.parse

import http_site
from http_site import LEADER
from injection_strings import TAKEN

CHALLENGES = "Det udfordrende ved jobbet"
HIRING = "Hans Hiring <hans@example.org>"


class LeaderPage(http_site.SiteCase):
    def setUp(self):
        super().setUp()
        self.journey = self.add(hiring_leader=HIRING,
                                mentor="Morten Mentor <morten@example.org>")
        self.number = self.journey["leader"]["id"]
        self.page = self.page_of(self.journey, "leader")
        self.job = f"/leaders/{self.number}/job-description"

    def form_page(self, role="hiring_leader"):
        own = self.page_of(self.journey, role)
        return f"{own}/journeys/{self.number}/job-description"

    def fields(self, text):
        return {name: html.unescape(value) for name, value in re.findall(
            r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)}

    def text(self, target, status=200):
        return self.get(target, status).body.decode()

    def test_the_page_is_small_and_leads_to_the_others(self):
        answer = self.get(self.page)
        self.assertLess(len(answer.body), 60000)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        links = re.findall(r'href="(/l/[^"#]+)"', answer.body.decode())
        self.assertGreater(len(set(links)), 40)
        for link in sorted(set(links)):
            with self.subTest(link=link):
                self.assertTrue(link.startswith(self.page))
                found = self.get(link)
                self.assertEqual(found.headers["Cache-Control"], "no-store")
                self.assertEqual(self.daemon.tcp("HEAD", link).status, 200)
        self.check_html([self.get(link) for link in
                         [self.page] + sorted(set(links))[-6:]])

    def test_each_place_that_the_page_points_to_is_on_it(self):
        text = self.text(self.page)
        ids = re.findall(r'\bid="([^"]+)"', text)
        self.assertEqual(len(ids), len(set(ids)))
        for place in re.findall(r'href="#([^"]+)"', text):
            self.assertIn(place, ids)

    def test_everything_behind_an_unknown_link_is_unknown(self):
        other = self.page_of(self.journey, "manager")
        known = self.journey["activities"][0]["id"]
        for start in ("/l/unknown", "/l/" + "A" * 43,
                      other.replace("/p/", "/l/")):
            for tail in ("", "/handbook", "/my-data", "/job-description",
                         f"/activities/{known}"):
                self.get(start + tail, 404)
            self.assertEqual(self.post_form(
                start + "/my-data/export", csrf="x").status, 404)
        for tail in ("/activities/0", "/activities/999999", "/activities/x",
                     "/activities/-1", "/nothing"):
            self.assertIn(
                self.daemon.tcp("GET", self.page + tail).status, (400, 404))

    def test_another_leaders_activity_is_unknown(self):
        second = self.api("POST", "/leaders", {
            **LEADER, "name": "Bo", "email": "bo@example.org"}, 201)
        number = second["activities"][0]["id"]
        self.get(f"{self.page}/activities/{number}", 404)
        own = self.page_of(second, "leader")
        self.get(f"{own}/activities/{number}")

    def test_the_handbook_is_searched_without_script(self):
        page = self.page + "/handbook"
        text = self.text(page)
        form = re.search(r'<form[^>]*method="get" action="([^"]+)"', text)
        self.assertEqual(form.group(1), page)
        for query, count in (("PAAMØNSTRING", 2), ("p%C3%A5m%C3%B8nstring", 2),
                             ("ida+iversen", 1), ("raketmotor", 0), ("", 9)):
            found = self.text(page + "?q=" + urllib.parse.quote(
                query, safe="%+"))
            self.assertEqual(found.count('aria-labelledby="f-'), count, query)
        self.get(page + "?q=" + "x" * 100)
        self.get(page + "?q=" + "x" * 101, 400)
        self.assertIn(self.daemon.tcp("GET", page + "?q=%ff").status, (200, 400))
        self.check_html([self.get(page + "?q=raketmotor"), self.get(page)])

    def test_what_is_searched_for_is_shown_as_it_was_typed(self):
        for string in TAKEN:
            if len(string) > 100:
                continue
            answer = self.daemon.tcp(
                "GET", self.page + "/handbook?q=" +
                urllib.parse.quote(string, safe=""))
            if answer.status != 200:
                self.assertEqual(answer.status, 400, string)
                continue
            text = answer.body.decode()
            self.assertNotIn("<script>", text)
            value = re.search(r'name="q"[^>]* value="([^"]*)"', text).group(1)
            self.assertEqual(html.unescape(value), string)

    def test_the_own_data_is_given_as_a_file_by_the_form_alone(self):
        page = self.page + "/my-data"
        answer = self.get(page)
        self.check_html([answer])
        fields = self.fields(answer.body.decode())
        for wrong in ({}, {"csrf": ""}, {"csrf": fields["csrf"][::-1]}):
            refused = self.post_form(page + "/export", **wrong)
            self.assertEqual(refused.status, 403)
            self.assertNotIn(b"aase@example.org", refused.body)
        self.assertEqual(self.daemon.tcp("GET", page + "/export").status, 405)
        given = self.post_form(page + "/export", **fields)
        self.assertEqual(given.status, 200)
        self.check_security(given)
        self.assertEqual(given.headers["Content-Type"], "application/json")
        self.assertEqual(given.headers["Content-Disposition"],
                         'attachment; filename="mine-data.json"')
        self.assertEqual(given.headers["Cache-Control"], "no-store")
        data = given.json()
        self.assertEqual(data["person"]["email"], "aase@example.org")
        self.assertEqual(data["is_cut"], [])
        journey = data["journeys"][0]
        self.assertEqual(len(journey["activities"]),
                         len(self.journey["activities"]))
        self.assertIn("export-data", [row["what"] for row in data["log"]])
        # What was looked at just now is told the next time.
        again = self.post_form(page + "/export", **fields).json()
        self.assertEqual(len(again["log"]), len(data["log"]) + 1)
        for other in ("mette@example.org", "morten@example.org",
                      "hans@example.org", "hr@example.org"):
            self.assertNotIn(other, given.body.decode())

    def test_the_own_data_of_another_needs_the_other_link(self):
        second = self.api("POST", "/leaders", {
            **LEADER, "name": "Bo", "email": "bo@example.org"}, 201)
        fields = self.fields(self.text(self.page + "/my-data"))
        other = self.page_of(second, "leader")
        self.assertEqual(self.post_form(
            other + "/my-data/export", **fields).status, 403)

    def test_the_job_description_is_written_read_and_kept(self):
        reading = self.page + "/job-description"
        self.assertNotIn(CHALLENGES, self.text(reading))
        form = self.get(self.form_page())
        fields = self.fields(form.body.decode())
        saved = self.post_form(self.form_page(), **fields, text="**Godt**\r\n",
                               challenges="Svært & sandt")
        self.assertEqual((saved.status, saved.headers["Location"]),
                         (303, self.form_page()))
        text = self.text(reading)
        self.assertIn("<strong>Godt</strong>", text)
        self.assertIn("Svært &amp; sandt", text)
        self.assertIn("Skrevet af Hans Hiring", text)
        shown = self.api("GET", self.job, shape="JobDescriptionAnswer")
        self.assertEqual(shown["job_description"]["version"], 1)
        self.assertEqual(shown["job_description"]["writer"]["email"],
                         "hans@example.org")
        done = [a for a in self.api(
            "GET", f"/leaders/{self.number}")["activities"]
            if a["step"] == "jobbeskrivelse"]
        self.assertEqual(done[0]["state"], "done")
        # The same once more is no new version; an old form is told so.
        again = self.fields(self.text(self.form_page()))
        self.assertEqual(self.post_form(
            self.form_page(), **again, text="**Godt**\n",
            challenges="Svært & sandt").status, 303)
        old = self.post_form(self.form_page(), **fields, text="Min",
                             challenges="Mit")
        self.assertEqual(old.status, 409)
        self.assertIn(">Min</textarea>",
                      old.body.decode().replace("\n", ""))
        self.assertEqual(self.api("GET", self.job)["job_description"]
                         ["version"], 1)
        self.check_html([form, old, self.get(reading),
                         self.get(self.form_page())])

    def test_a_form_with_a_mistake_keeps_what_was_typed(self):
        fields = self.fields(self.text(self.form_page()))
        for challenges in ("", "  \n ", "x" * 10001, "a\x01b"):
            answer = self.post_form(self.form_page(), **fields,
                                    text="Mit <b>afsnit", challenges=challenges)
            self.assertEqual(answer.status, 400)
            text = answer.body.decode()
            self.assertIn("Mit &lt;b&gt;afsnit</textarea>", text)
            self.assertIn('href="#job-challenges"', text)
            self.assertIn('aria-invalid="true"', text)
            if "\x01" not in challenges:
                self.check_html([answer])
        wrong = self.post_form(
            self.form_page(), **fields, text="y", challenges="x",
            advertisement_url="http://example.org/job", role_url="")
        self.assertEqual(wrong.status, 400)
        self.assertIn('href="#job-advertisement_url"', wrong.body.decode())
        self.assertIn('value="http://example.org/job"', wrong.body.decode())
        self.check_html([wrong])
        long = self.post_form(self.form_page(), **fields, text="y" * 10001,
                              challenges="x")
        self.assertEqual(long.status, 400)
        self.assertIn('href="#job-text"', long.body.decode())
        self.assertEqual(self.daemon.api("GET", self.job).status, 404)

    def test_nobody_else_writes_the_job_description(self):
        fields = self.fields(self.text(self.form_page()))
        mentor = self.form_page("mentor")
        self.get(mentor, 404)
        own = self.page_of(self.journey, "mentor")
        self.assertEqual(self.post_form(
            mentor, **fields, text="x", challenges="x").status, 403)
        self.get(f"{own}/journeys/999999/job-description", 404)
        self.get(self.form_page().replace("/p/", "/l/"), 404)
        for wrong in ({}, {**fields, "csrf": "x"}):
            self.assertEqual(self.post_form(
                self.form_page(), **{**wrong, "text": "x",
                                     "challenges": "x"}).status, 403)
        for version in ("", "-1", "1x", "99999999999999"):
            self.assertIn(self.post_form(
                self.form_page(), **{**fields, "version": version},
                text="x", challenges="x").status, (400, 409))
        self.assertEqual(self.daemon.api("GET", self.job).status, 404)

    def test_nothing_that_is_written_there_runs(self):
        for string in TAKEN[:40]:
            fields = self.fields(self.text(self.form_page()))
            self.post_form(self.form_page(), **fields, text=string,
                           challenges="x " + string)
            for target in (self.page + "/job-description", self.form_page()):
                text = self.text(target)
                self.assertNotRegex(text, r"<script(?! src=\"/onboard)")
                self.assertNotRegex(text, r"(?i)<[a-z][^>]*\son\w+\s*=")
                self.assertNotRegex(text, r"(?i)href=\"\s*javascript")

    def tasks_page(self, role="manager"):
        own = self.page_of(self.journey, role)
        return f"{own}/journeys/{self.number}/first-tasks"

    def tasks(self):
        return [a for a in self.api("GET", f"/leaders/{self.number}")
                ["activities"] if a["step"].startswith("first-task.")]

    def send_task(self, verb, **fields):
        page = self.tasks_page()
        csrf = self.fields(self.text(page))["csrf"]
        return self.post_form(page, csrf=csrf, verb=verb, **fields)

    def test_the_nearest_leader_writes_the_first_tasks(self):
        page = self.tasks_page()
        self.assertIn(f'href="{page}"',
                      self.text(self.page_of(self.journey, "manager")))
        form = self.get(page)
        due = re.search(r'name="due" max="[\d-]+" required value="([\d-]+)"',
                        form.body.decode())[1]
        words = {"task": "0", "title": "Mødeplan <1>", "goal": "Alle ved det",
                 "seen_by": "Planen hænger der", "due": due}
        saved = self.send_task("add", **words)
        self.assertEqual((saved.status, saved.headers["Location"]), (303, page))
        # The same form once more, as when somebody presses twice.
        self.assertEqual(self.send_task("add", **words).status, 303)
        self.assertEqual([t["title"] for t in self.tasks()], ["Mødeplan <1>"])
        # Sent again with another day it moves there, and on a closed day not.
        other, closed = "2026-12-17", "2026-12-13"
        self.assertEqual(self.send_task(
            "add", **{**words, "due": other}).status, 303)
        self.assertEqual([t["planned"] for t in self.tasks()], [other])
        refused = self.send_task("add", **{**words, "due": closed})
        self.assertEqual(refused.status, 400)
        self.assertIn('href="#task-due-0"', refused.body.decode())
        self.assertEqual([t["planned"] for t in self.tasks()], [other])
        self.assertIn("Mødeplan &lt;1&gt;", self.text(self.page))
        wrong = self.send_task("add", **{**words, "title": "To", "goal": " "})
        text = wrong.body.decode()
        self.assertEqual(wrong.status, 400)
        self.assertIn('href="#task-goal-0"', text)
        self.assertIn('value="To"', text)
        late = self.send_task("add", **{**words, "title": "To",
                                        "due": "2039-01-01"})
        self.assertEqual(late.status, 400)
        self.assertIn('href="#task-due-0"', late.body.decode())
        number = str(self.tasks()[0]["id"])
        for _ in range(2):
            self.assertEqual(self.send_task("edit", **{
                **words, "task": number, "title": "Ny plan"}).status, 303)
        self.assertEqual(self.tasks()[0]["title"], "Ny plan")
        taken = self.send_task("edit", **{**words, "task": number,
                                          "title": ""})
        self.assertEqual(taken.status, 400)
        self.assertIn(f'href="#task-title-{number}"', taken.body.decode())
        self.assertEqual(
            self.send_task("remove", task=number, reason="").status, 400)
        for _ in range(2):
            self.assertEqual(self.send_task(
                "remove", task=number, reason="Ikke nu").status, 303)
        self.assertEqual(self.tasks()[0]["state"], "skipped")
        self.check_html([form, wrong, late, taken, self.get(page)])

    def test_nobody_else_writes_the_first_tasks(self):
        self.get(self.tasks_page("mentor"), 404)
        self.get(self.tasks_page("hiring_leader"), 404)
        self.get(self.tasks_page().replace("/p/", "/l/"), 404)
        self.assertEqual(self.post_form(
            self.tasks_page(), csrf="x", verb="add", title="x").status, 403)
        for verb in ("", "drop"):
            self.assertEqual(self.send_task(verb, task="0").status, 400)
        other = self.tasks_page("mentor")
        csrf = self.fields(self.text(self.page_of(
            self.journey, "mentor")))["csrf"]
        self.assertEqual(self.post_form(
            other, csrf=csrf, verb="add", title="x", goal="x", seen_by="x",
            due="2026-12-18").status, 404)
        self.assertEqual(self.send_task(
            "remove", task="1", reason="x").status, 404)
        self.assertEqual(self.tasks(), [])

    def test_the_api_takes_one_text_with_the_section(self):
        self.refuse("GET", self.job, status=404, code="not-found")
        self.refuse("PUT", self.job, {"text": "Godt"}, field="challenges")
        self.refuse("PUT", self.job, {"text": f"# {CHALLENGES}\n\n"},
                    field="challenges")
        self.refuse("PUT", self.job, {"text": "x" * 10001, "challenges": "y"},
                    field="text")
        self.refuse("PUT", self.job, {"challenges": 7}, field="challenges")
        self.refuse("PUT", "/leaders/999/job-description",
                    {"challenges": "x"}, 404, "not-found")
        put = self.api("PUT", self.job, {
            "text": f"Godt.\n\n## {CHALLENGES}\n\nSvært.\n"},
            shape="JobDescriptionAnswer")["job_description"]
        self.assertEqual((put["text"], put["challenges"], put["version"],
                          put["writer"]), ("Godt.", "Svært.", 1, None))
        put = self.api("PUT", self.job, {"challenges": "Nyt"})
        self.assertEqual(put["job_description"]["version"], 2)
        self.assertEqual(put["job_description"]["text"], "")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
