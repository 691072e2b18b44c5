#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""A hundred strings that want to be more than text, in every field that a user
can fill: each is refused with a reason, or is text and nothing else.

What is taken is compared with a twin that was given harmless words: no mail,
calendar or page may differ in anything but these words.
"""

import csv
import http.client
import io
import json
import re
import unittest
import urllib.parse

import icalendar

import daemon
from injection_strings import (BROKEN, PLAIN, REFUSED, SHORT, TAKEN,
                               InjectionCase, Structure, quoted, unfold)

PROGRAMME = """\
id: indskud
title: {{da: {0}, en: {0}}}
phases:
  - {{id: 1, title: {{da: {0}, en: {0}}}}}
steps:
  - id: opret
    phase: 1
    title: {{da: "Opret", en: "Create"}}
    kind: task
    role: coordinator
    due: accepted + 0 workdays
    latest: accepted + 20 workdays
  - id: velkomstmail
    phase: 1
    title: {{da: "Velkomstmail", en: "Welcome mail"}}
    kind: mail
    role: system
    due: accepted + 1 workday
    latest: accepted + 3 workdays
    requires: [opret]
    to: leader
"""
STEP = """\
  - id: trin-{number}
    phase: 1
    title: {{da: {title}, en: {title}}}
    kind: {kind}
    role: {role}
    due: accepted + {days} workdays
    latest: accepted + 30 workdays
"""


def in_yaml(text):
    """As YAML quotes it: JSON, but a character beyond U+FFFF is one."""
    return "".join(json.dumps(c)[1:-1] if ord(c) < 0x10000 else
                   f"\\U{ord(c):08x}" for c in text).join("\"\"")


class Injections(InjectionCase):
    def test_there_are_a_hundred_and_more(self):
        self.assertGreaterEqual(len(set(TAKEN)), 90)
        self.assertGreaterEqual(len(set(TAKEN + REFUSED)), 120)

    # ---- what is refused ----

    def fields(self, leader):
        """Where a user can write one line: method, path, value, field."""
        base = {**daemon.LEADER, "email": "ny@example.org", "dry_run": True}
        for field in ("name", "email", "manager", "mentor", "coordinator",
                      "hiring_leader", "work_email", "phone", "title", "area",
                      "workplace", "level", "recruitment", "programme",
                      "language", "late", "first_day", "accepted"):
            yield "POST", "/leaders", base, field
        for field in ("name", "email", "work_email", "phone", "zone",
                      "language", "manager", "stand_in", "digest",
                      "channel", "away_from", "away_until"):
            yield "PATCH", "/people/mette@example.org", {}, field
        for field in ("title", "area", "workplace", "level", "recruitment"):
            yield "PATCH", f"/leaders/{leader}", {}, field
        yield "POST", f"/leaders/{leader}/first-tasks", {
            "goal": "g", "seen_by": "s", "due": "2026-12-10"}, "title"
        yield "PUT", f"/leaders/{leader}/roles/mentor", {}, "person"
        yield "POST", f"/leaders/{leader}/calls", {"minutes": 5}, "at"
        yield "POST", f"/activities/{leader}:haandbog/move", {}, "to"
        yield "POST", f"/leaders/{leader}/pause", {"to": "2027-02-01"}, "from"
        for field in ("name", "coordinator", "programme", "area"):
            yield "POST", "/cohorts", {
                "name": "Hold", "start": "2027-01-11", "dry_run": True}, field
        for field in ("name", "email", "manager"):
            yield "POST", f"/cohorts/{self.cohort}/nominations", {
                "name": "Ida", "email": "ida@example.org",
                "manager": "Mette <mette@example.org>"}, field
        waiting, held = self.mails
        yield "POST", f"/mail/{waiting}/hold", {}, "reason"
        for verb in ("cancel", "retry"):
            yield "POST", f"/mail/{held}/{verb}", {}, "reason"
        yield "POST", "/feeds", {"purpose": "network"}, "person"
        yield "PATCH", "/feeds/1", {}, "alarms"

    def test_no_line_takes_a_break(self):
        running = self.start()
        leader = running.add()["leader"]["id"]
        self.cohort = running.api("POST", "/cohorts", {
            "name": "Hold 1", "start": "2027-01-11"})["cohort"]["id"]
        running.advance("2026-10-02T09:00")
        running.advance("2026-10-02T18:00")
        for role in ("mentor", "director"):
            running.api("PUT", f"/leaders/{leader}/roles/{role}",
                        {"person": f"Ny <{role}@example.org>"})
        self.mails = [mail["id"] for mail in running.mails("queued")[:2]]
        running.api("POST", f"/mail/{self.mails[1]}/hold", {})
        before = self.count(running)
        for method, path, value, field in self.fields(leader):
            # There is no such programme.
            refusals = (400, 404) if field == "programme" else (400,)
            for text in REFUSED:
                given = text
                if field in ("manager", "mentor", "coordinator",
                             "hiring_leader", "person", "stand_in"):
                    given = quoted(text, "m@example.org")
                if field in ("email", "work_email"):
                    given = f"{text}@example.org"
                answer = running.request(
                    method, path, {**value, field: given})
                self.assertIn(answer.status, refusals,
                              (path, field, text[:40]))
                error = json.loads(answer.body)["error"]
                self.assertTrue(error["message"])
            for text in BROKEN:
                body = json.dumps({**value, field: "@@"}).encode()
                answer = running.request(
                    method, path, raw=body.replace(b"@@", text))
                self.assertEqual(answer.status, 400, (path, field, text))
        self.assertEqual(self.count(running), before)
        self.check_log(running)

    def test_no_path_query_or_form_takes_one(self):
        running = self.start()
        running.add()
        running.advance("2026-10-06T09:00")
        text = "".join(letter.text for letter in running.letters())
        links = [re.search(rf"8080(/{folder}/\S+)", text)[1]
                 for folder in "aup"]
        before = self.count(running)
        for string in REFUSED + TAKEN:
            word = urllib.parse.quote(string[:200], safe="")
            for method, path in (
                    ("PATCH", f"/people/{word}"), ("GET", f"/leaders/{word}"),
                    ("GET", f"/activities/{word}"), ("GET", f"/mail/{word}"),
                    ("GET", f"/activities?responsible={word}"),
                    ("GET", f"/leaders?state={word}"),
                    ("GET", f"/programmes/{word}")):
                answer = running.request(
                    method, path, {"name": "x"} if method == "PATCH" else None)
                self.assertIn(answer.status, (400, 404), (path, answer.body))
            fields = urllib.parse.urlencode({
                name: string[:200] for name in (
                    "csrf", "answer", "sequence", "digest",
                    "List-Unsubscribe")})
            connection = http.client.HTTPConnection(
                "127.0.0.1", running.port, timeout=daemon.DEADLINE)
            for link in links[:2]:
                connection.request("POST", link, fields, {
                    "Content-Type": "application/x-www-form-urlencoded"})
                answer = connection.getresponse()
                answer.read()
                self.assertIn(
                    answer.status, (400, 403, 413), (link, string))
                connection.close()
            connection.request("GET", f"/a/{word}")
            answer = connection.getresponse()
            page = answer.read().decode()
            self.assertIn(answer.status, (400, 404), string)
            if len(string) > 8:
                self.assertNotIn(string[:200], page)
            connection.close()
        self.assertEqual(self.count(running), before)
        self.check_log(running)

    # ---- what is taken ----

    def store_programme(self, running, name, text):
        """With a guide for each step."""
        path = running.folder / "programmes" / f"{name}.yaml"
        guides = running.folder / "guides" / name
        for folder in (path.parent, guides):
            folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        for step in re.findall(r"(?m)^  - id: ([\w-]+)$", text):
            for language in ("da", "en"):
                (guides / f"{step}.{language}.md").write_text("Ord.\n")
        done = running.ctl("import-programme", str(path))
        self.assertEqual(done.returncode, 0, done.stderr)

    def write_programme(self, running, words):
        text = PROGRAMME.format(in_yaml(words("Forløb")))
        for number in range(len(TAKEN)):
            text += STEP.format(
                number=number, title=in_yaml(words(TAKEN[number])),
                kind="meeting\n    minutes: 30\n    participants: "
                "[manager, leader]" if number % 2 else "task",
                role="manager" if number % 3 else "leader",
                days=1 + number % 25)
        self.store_programme(running, "indskud", text)

    def add_leader(self, running, i, words):
        def pick(step):
            return words(TAKEN[(i + step) % len(TAKEN)])
        return running.api("POST", "/leaders", {
            "name": pick(0), "email": f"leader{i}@example.org",
            "accepted": "2026-10-01", "first_day": "2026-12-07",
            "manager": quoted(pick(1), f"manager{i}@example.org"),
            "mentor": quoted(pick(2), f"mentor{i}@example.org"),
            "hiring_leader": quoted(pick(3), f"hiring{i}@example.org"),
            "phone": pick(4)[:SHORT], "title": pick(5),
            "workplace": pick(6), "level": pick(7)[:SHORT],
            "programme": "kort"})["leader"]["id"]

    def play(self, running, words):
        """The same to both: only the words differ.  All is done after the
        send window, so that it is the same whatever leaves when."""
        short = daemon.SOURCE / "tests/scenarios/programmes/kort.yaml"
        self.store_programme(
            running, "kort",
            short.read_text().replace("id: ny-leder", "id: kort", 1))
        self.write_programme(running, words)
        one = running.api("POST", "/leaders", {
            **daemon.LEADER, "programme": "indskud"})["leader"]["id"]
        numbers = [self.add_leader(running, i, words)
                   for i in range(0, len(TAKEN), 2)]
        self.tables(running, words)
        running.advance("2026-10-05T20:00")
        for i, number in enumerate(numbers):
            text = words(self.later(i))
            self.edit(running, 2 * i, number, text)
            running.api("POST", f"/leaders/{number}/first-tasks", {
                "title": text, "goal": f"{text}\n{text}", "seen_by": text,
                "due": "2026-12-10"})
            if i % 5 == 3:
                running.api(
                    "POST", f"/activities/{number}:velkomstopkald/complete",
                    {"note": f"{text}\n\t{text}"})
            if i % 2:
                running.api(
                    "POST", f"/activities/{number}:modtagelse/move",
                    {"to": "2026-12-08T10:00", "reason": text})
        running.advance("2026-10-06T20:00")
        for i, number in enumerate(numbers):
            text = words(self.later(i))
            if i % 5 == 0:
                running.api("POST", f"/leaders/{number}/cancel",
                            {"reason": text})
            elif i % 5 == 1:
                running.api("POST", f"/activities/{number}:velkomstopkald/skip",
                            {"reason": text})
            elif i % 5 == 2:
                running.api("PUT", f"/leaders/{number}/roles/manager", {
                    "person": quoted(text, f"next{i}@example.org"),
                    "reason": text})
        self.cohorts(running, words)
        running.advance("2026-10-08T12:00")
        return [one, *numbers]

    def import_rows(self, running, kind, rows):
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows(rows)
        path = running.folder / f"{kind}.csv"
        path.write_text(out.getvalue())
        done = running.ctl("import", str(path), "--kind", kind)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        running.settle()

    @staticmethod
    def later(i):
        """The other half of the strings, which come in the second round."""
        return TAKEN[(2 * i + 1) % len(TAKEN)]

    @staticmethod
    def edit(running, i, number, text):
        """All that can be changed of a leader and of those around."""
        for who in ("leader", "manager", "mentor", "hiring"):
            running.api("PATCH", f"/people/{who}{i}@example.org", {
                "name": text, "phone": text[:SHORT],
                "manager": quoted(text, f"{who}-boss{i}@example.org")})
        running.api("PATCH", f"/leaders/{number}", {
            "title": text, "workplace": text, "level": text[:SHORT]})

    def tables(self, running, words):
        self.import_rows(running, "people", [
            ["nøgle", "navn", "e-mail", "telefon"],
            *([str(i), words(text), f"import{i}@example.org",
               words(text)[:SHORT]] for i, text in enumerate(TAKEN))])
        # A name that looks like an address is one, in such a table.
        names = [text for text in TAKEN if "@" not in text]
        self.import_rows(running, "handbook", [
            ["funktion", "kontakt", "kontakts e-mail", "stedfortræder",
             "stedfortræders e-mail", "telefon"],
            *([name, words(names[i]), f"contact{i}@example.org",
               words(names[i + 1]), f"deputy{i}@example.org",
               words(names[i])[:SHORT]] for i, name in zip(
                   range(0, len(names), 15), ("it", "løn", "jura", "indkøb")))
        ])

    def cohorts(self, running, words):
        for i in range(0, len(TAKEN), 6):
            text = words(TAKEN[i])
            # The twin's have one name; they do not begin on one day.
            cohort = running.api("POST", "/cohorts", {
                "name": text, "start": f"2027-01-{11 + i // 6}",
            })["cohort"]["id"]
            path = f"/cohorts/{cohort}/nominations"
            address = f"nominee{i}@example.org"
            running.api("POST", path, {
                "name": text, "email": address,
                "manager": quoted(text, f"manager{i}@example.org")})
            if i % 4:
                running.api("POST", f"{path}/{address}/withdraw",
                            {"reason": text})

    def test_what_is_taken_is_text_and_nothing_else(self):
        running = self.start("2026-10-01T20:00")
        twin = self.start_twin(running, "2026-10-01T20:00")
        numbers = self.play(running, lambda text: text)
        self.play(twin, lambda text: PLAIN)
        self.check_letters(running, twin)
        self.seen = set()
        for number in numbers:
            self.check_journey(running, twin, number)
        self.check_kept(running, numbers)
        self.check_log(running)

    def check_letters(self, running, twin):
        ours = {letter.id: letter for letter in running.letters()}
        theirs = {letter.id: letter for letter in twin.letters()}
        for others, mine in ((theirs, ours), (ours, theirs)):
            self.assertEqual([], [
                (letter.to, letter.date, letter.subject, letter.text)
                for key, letter in mine.items() if key not in others])
        self.assertGreater(len(ours), 300)
        for key, letter in ours.items():
            self.check_letter(letter, theirs[key])

    def get(self, running, url):
        return running.visit("GET", urllib.parse.urlsplit(url).path)

    def check_journey(self, running, twin, number):
        shown = [each.api("GET", f"/leaders/{number}")
                 for each in (running, twin)]
        links = [[row["url"] for row in each["pages"]] for each in shown]
        self.assertEqual(len(links[0]), len(links[1]))
        for ours, theirs in zip(*links):
            if (ours, theirs) in self.seen:
                continue  # the coordinator's page is that of all journeys
            self.seen.add((ours, theirs))
            answers = [self.get(running, ours), self.get(twin, theirs)]
            self.assertEqual([a.status for a in answers], [200, 200])
            pages = [Structure(a.body.decode()) for a in answers]
            self.assertEqual(pages[0].parts, pages[1].parts)
        links = [[row["url"] for row in each["feeds"]] for each in shown]
        self.assertEqual(len(links[0]), len(links[1]))
        feeds = [[self.get(each, url).body for url in urls]
                 for each, urls in zip((running, twin), links)]
        for ours, theirs in zip(*feeds):
            self.check_lines(ours, theirs)
        largest = max(range(len(feeds[0])), key=lambda i: len(feeds[0][i]))
        self.check_calendar(feeds[0][largest], feeds[1][largest])

    def check_calendar(self, ours, theirs):
        calendars = [icalendar.Calendar.from_ical(each)
                     for each in (ours, theirs)]
        kept = [[(part.name, str(part.get("DTSTART") and
                                 part["DTSTART"].dt))
                 for part in calendar.walk()] for calendar in calendars]
        self.assertEqual(kept[0], kept[1])
        for part in calendars[0].walk():
            self.assertEqual(getattr(part, "errors", []), [])

    def check_kept(self, running, numbers):
        """Nothing was cut or cleaned: what was taken is what is shown."""
        plan = running.api("GET", f"/leaders/{numbers[0]}")["activities"]
        titles = {row["step"]: row["title"] for row in plan}
        for i, text in enumerate(TAKEN):
            self.assertEqual(titles[f"trin-{i}"], text)
        feeds = running.api("GET", f"/leaders/{numbers[0]}/feeds")["feeds"]
        summaries = {re.sub(r"\\(.)", r"\1", line[8:]) for feed in feeds
                     for line in unfold(self.get(running, feed["url"]).body)
                     if line.startswith("SUMMARY:")}
        missing = [text for text in TAKEN if not summaries & {
            text, f"{text} (Ana)"}]
        self.assertEqual(missing, [])
        page = Structure(self.get(running, running.api(
            "GET", f"/leaders/{numbers[0]}")["pages"][0]["url"])
            .body.decode())
        whole = "\n".join(page.texts)
        for text in TAKEN:
            self.assertIn(text, whole)
        for i, number in enumerate(numbers[1:]):
            leader = running.api("GET", f"/leaders/{number}")["leader"]
            self.assertEqual(leader["name"], self.later(i))
            shown = running.ctl("show-leader", str(number))
            self.assertFalse(re.search(r"[\x00-\x09\x0b-\x1f\x7f]",
                                       shown.stdout))


if __name__ == "__main__":
    unittest.main()
