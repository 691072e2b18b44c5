#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The pages where people subscribe to their calendars."""

import html.parser
import sys
import unittest
import urllib.parse

from page_case import PageCase, check_html, run_node


class Page(html.parser.HTMLParser):
    """Its links, fields and forms, as a browser finds them."""

    def __init__(self, text):
        super().__init__()
        self.text = text
        self.links = {}
        self.fields = {}
        self.forms = {}
        self.chosen = []
        self.scripts = []
        self.ids = []
        self.form = None
        self.href = None
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        values = dict(pairs)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.href = values["href"]
        elif tag == "form":
            self.form = self.forms.setdefault(values["action"], {})
        elif tag == "script":
            self.scripts.append(values.get("src"))
        elif tag == "option" and "selected" in values:
            self.chosen.append(values["value"])
        elif tag == "input" and "id" in values:
            self.fields[values["id"]] = values["value"]
        elif tag == "input" and self.form is not None:
            self.form[values["name"]] = values["value"]

    def handle_endtag(self, tag):
        if tag == "a":
            self.href = None
        elif tag == "form":
            self.form = None

    def handle_data(self, data):
        if self.href is not None:
            self.links[data] = self.href

    def action(self, verb, number=None):
        return next(action for action in self.forms
                    if action.endswith("/" + verb) and
                    (number is None or f"/{number}/" in action))


class Calendars(PageCase):
    def begin(self, **more):
        self.daemon = self.start(
            public_url="https://onboard.example.org", **more)
        self.journey = self.daemon.add()

    def path_of(self, role):
        url = next(page["url"] for page in self.journey["pages"]
                   if page["role"] == role)
        return urllib.parse.urlsplit(url).path

    def open(self, role):
        self.path = self.path_of(role) + "/calendar"
        return self.get(self.path)

    def get(self, path, status=200):
        return Page(super().get(path, status))

    def post(self, path, status=303, **fields):
        answer = super().post(path, **fields)
        self.assertEqual(answer.status, status, answer.body[:500])
        return answer

    def fetch(self, url):
        path = urllib.parse.urlsplit(url).path
        return self.ask("GET", path)

    def address(self, page):
        return next(value for name, value in page.fields.items()
                    if name.startswith("address-"))

    def test_a_page_leads_to_the_calendar_programs(self):
        self.begin()
        page = self.open("leader")
        url = self.address(page)
        self.assertTrue(url.startswith("https://onboard.example.org/f/"))
        webcal = url.replace("https:", "webcal:")
        self.assertEqual(
            page.links["Apple Kalender eller Outlook på computeren"], webcal)
        self.assertEqual(
            page.links["Google Kalender"],
            "https://calendar.google.com/calendar/r?cid=" +
            urllib.parse.quote(webcal, safe=""))
        self.assertEqual(
            page.links["Outlook på nettet"],
            "https://outlook.office.com/calendar/0/addfromweb?url=" +
            urllib.parse.quote(url, safe=""))
        self.assertIn(url + "?tasks=1", page.fields.values())
        self.assertEqual(self.fetch(url).status, 200)
        read = run_node("qr_read.mjs", [page.text])
        self.assertEqual(read.stdout, webcal + "\n", read.stderr)

    def test_the_leaders_is_the_journeys_and_others_have_one_of_all(self):
        self.begin()
        leaders = self.address(self.open("leader"))
        own = next(feed for feed in self.journey["feeds"]
                   if feed["role"] == "leader")
        self.assertEqual(leaders, own["url"])
        managers = self.open("manager")
        feeds = self.daemon.api(
            "GET", "/feeds?purpose=person&person=mette@example.org")["feeds"]
        self.assertEqual(self.address(managers), feeds[0]["url"])
        self.assertEqual(len([name for name in managers.fields
                              if name.startswith("address-")]), 1)

    def test_the_personal_pages_lead_there(self):
        self.begin()
        for role in ("leader", "manager", "coordinator"):
            path = self.path_of(role)
            page = self.get(path)
            self.assertEqual(page.links["Abonnér på din kalender"],
                             path + "/calendar")
            self.assertNotIn("/f/", page.text)

    def test_what_was_opened_for_somebody_stands_there_too(self):
        self.begin()
        for purpose in ("coordinator", "network"):
            self.daemon.api("POST", "/feeds", {
                "purpose": purpose, "person": "hr@example.org"})
        page = self.open("coordinator")
        for heading in ("Dine opgaver og møder",
                        "Forløb, du er koordinator for",
                        "Ledernetværkets møder"):
            self.assertIn(f">{heading}</h2>", page.text)
        self.assertEqual(len(page.ids), len(set(page.ids)))

    def test_a_new_address_ends_the_old_one(self):
        self.begin()
        page = self.open("manager")
        old = self.address(page)
        action = page.action("rotate")
        answer = self.post(action, **page.forms[action])
        self.assertEqual(answer.headers["Location"], self.path)
        new = self.address(self.get(self.path))
        self.assertNotEqual(new, old)
        self.assertEqual(self.fetch(old).status, 410)
        self.assertEqual(self.fetch(new).status, 200)

    def test_a_calendar_is_stopped_and_started_again(self):
        self.begin()
        page = self.open("leader")
        old = self.address(page)
        action = page.action("revoke")
        self.post(action, **page.forms[action])
        self.assertEqual(self.fetch(old).status, 410)
        stopped = self.get(self.path)
        self.assertIn("Kalenderen er stoppet", stopped.text)
        self.assertNotIn(old, stopped.text)
        self.post(action, 409, **page.forms[action])
        check_html([stopped.text])
        action = stopped.action("rotate")
        self.post(action, **stopped.forms[action])
        self.assertEqual(
            self.fetch(self.address(self.get(self.path))).status, 200)

    def test_alarms_are_chosen(self):
        self.begin()
        page = self.open("manager")
        self.assertEqual(page.chosen[0], "off")
        url = self.address(page)
        self.assertNotIn(b"VALARM", self.fetch(url).body)
        action = page.action("alarms")
        self.post(action, alarms="15", **page.forms[action])
        self.assertIn(b"TRIGGER:-PT15M", self.fetch(url).body)
        page = self.get(self.path)
        self.assertEqual(page.chosen[0], "15")
        for wrong in ("", "soon", "-5", "999999"):
            self.post(action, 400, alarms=wrong, **page.forms[action])
        self.post(action, 400, **page.forms[action])
        number = int(action.split("/")[-2])
        self.daemon.api("PATCH", f"/feeds/{number}", {"alarms": "7"})
        self.assertEqual(self.get(self.path).chosen[0], "7")

    def test_meetings_come_as_the_page_says(self):
        self.begin(invitations={"channel": "invitation"})
        page = self.open("manager")
        self.assertEqual(page.chosen, ["off", "invitation"])
        action = page.action("channel")
        self.post(action, channel="feed", **page.forms[action])
        self.assertEqual(self.get(self.path).chosen, ["off", "feed"])
        row = self.daemon.query(
            "SELECT channel FROM person WHERE name = 'Mette Madsen'")[0]
        self.assertEqual(row["channel"], "feed")
        for wrong in ({"channel": "pigeon"}, {}):
            self.post(action, 400, **page.forms[action], **wrong)
        self.post(action, 403, channel="invitation")
        self.assertEqual(self.get(self.path).chosen, ["off", "feed"])

    def test_nothing_happens_without_the_form_of_the_page(self):
        self.begin()
        page = self.open("manager")
        url = self.address(page)
        csrf = next(iter(page.forms.values()))["csrf"]
        wrong = csrf[:-1] + ("A" if csrf[-1] != "A" else "B")
        foreign = self.get(self.path_of("coordinator") + "/calendar")
        theirs = next(iter(foreign.forms.values()))["csrf"]
        for verb in ("rotate", "revoke", "alarms"):
            action = page.action(verb)
            for fields in ({}, {"csrf": ""}, {"csrf": wrong},
                           {"csrf": theirs}):
                self.post(action, 403, alarms="5", **fields)
            self.assertEqual(self.ask("GET", action).status, 405)
            self.assertEqual(
                self.ask("POST", action, "{}", "application/json").status,
                415)
        self.assertEqual(self.fetch(url).status, 200)

    def test_nobody_touches_the_calendars_of_others(self):
        self.begin()
        page = self.open("manager")
        mine = page.action("rotate")
        number = mine.split("/")[-2]
        others = [feed["id"] for feed in
                  self.daemon.api("GET", "/feeds")["feeds"]
                  if str(feed["id"]) != number]
        self.assertGreater(len(others), 3)
        for other in [*others, 99999]:
            for verb in ("rotate", "revoke", "alarms"):
                action = page.action(verb).replace(
                    f"/{number}/", f"/{other}/")
                self.post(action, 404, alarms="5", **page.forms[mine])
        for feed in self.daemon.api("GET", "/feeds")["feeds"]:
            self.assertEqual((feed["revoked"], feed["alarms"]), (None, None))

    def test_a_page_says_how_often_programs_look(self):
        self.begin()
        text = self.open("leader").text
        for words in ("Outlook på nettet: omkring hver tredje time",
                      "Outlook på computeren: hver time til hver tredje time",
                      "Google Kalender: efter 8 til 24 timer",
                      "Apple Kalender: så tit du selv vælger",
                      "Thunderbird: hvert 30. minut",
                      "Ændringer får du også at vide i en mail."):
            self.assertIn(words, text)

    def test_a_page_says_who_fetched_the_calendar(self):
        self.begin()
        page = self.open("leader")
        self.assertNotIn("hentede kalenderen", page.text)
        path = urllib.parse.urlsplit(self.address(page)).path
        self.daemon.visit("GET", path, headers={
            "User-Agent": "iOS/17.4 (21E219) dataaccessd/1.0"})
        self.assertIn(
            "Apple hentede kalenderen torsdag den 1. oktober 2026 kl. 8.00.",
            self.get(self.path).text)

    def test_the_pages_are_sound_html(self):
        self.begin()
        self.daemon.api("POST", "/feeds", {
            "purpose": "coordinator", "person": "hr@example.org"})
        english = self.daemon.request(
            "PATCH", "/people/mette@example.org", {"language": "en"})
        self.assertEqual(english.status, 200)
        pages = [self.open(role) for role in
                 ("leader", "coordinator", "manager")]
        check_html([page.text for page in pages])
        self.assertIn('lang="en"', pages[2].text)
        self.assertIn("Subscribe to your calendar", pages[2].text)

    def test_the_script_is_ours_small_and_kept(self):
        self.begin()
        page = self.open("leader")
        self.assertEqual(len(page.scripts), 1)
        self.assertRegex(page.scripts[0], r"^/static/onboard\.js\?v=")
        script = self.ask("GET", page.scripts[0])
        self.assertEqual(script.headers["Content-Type"],
                         "text/javascript; charset=utf-8")
        self.assertIn("max-age", script.headers["Cache-Control"])
        self.assertLess(len(script.body), 2000)
        self.assertEqual(
            self.ask("GET", self.path_of("leader")).body.count(b"<script"), 0)

    def test_an_unknown_page_has_no_calendar(self):
        self.begin()
        leader, manager = self.path_of("leader"), self.path_of("manager")
        for path in ("/l/unknown/calendar", "/p/unknown/calendar",
                     leader.replace("/l/", "/p/") + "/calendar",
                     manager.replace("/p/", "/l/") + "/calendar"):
            answer = self.ask("GET", path)
            self.assertEqual(answer.status, 404)
            self.assertIn("Siden findes ikke", answer.body.decode())


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
