#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Calendar files, written by another library, imported by the real command;
what they and a changed configuration come to, shown and confirmed."""

import datetime
import json
import re
import unittest

import icalendar

import daemon

FIRST_TALK = "forventning-1"
PLANNED = "2026-12-14"
NEXT = "2026-12-15"


def event(title, first, days=1, **more):
    made = icalendar.Event()
    made.add("uid", f"{title}-{first}@skole.example.org")
    made.add("dtstamp", datetime.datetime(2026, 9, 1, 12))
    made.add("summary", title)
    made.add("description", "Se skolens hjemmeside.\nMed venlig hilsen")
    made.add("dtstart", first)
    if days:
        made.add("dtend", first + datetime.timedelta(days))
    for name, value in more.items():
        made.add(name, value)
    return made


def calendar(*events):
    made = icalendar.Calendar()
    made.add("prodid", "-//skole.example.org//Kalender 1.0//DA")
    made.add("version", "2.0")
    for each in events:
        made.add_component(each)
    return made.to_ical()


SCHOOL = calendar(
    event("Skolernes dag", datetime.date(2026, 12, 14)),
    event("Vinterferie", datetime.date(2027, 2, 15), 5),
    event("Lærermøde", datetime.datetime(2026, 12, 16, 8), 0),
    event("Sommerafslutning med æøå, og; tegn", datetime.date(2027, 6, 25),
          rrule={"freq": "yearly", "count": 3}))


class CalendarFiles(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        self.daemon = self.start(people={"director": "D D <d@example.org>"})
        self.leader = self.daemon.add(
            area="skole", recruitment="internal",
            mentor="Jens Mentor <jens@example.org>")["leader"]["id"]
        self.daemon.advance("2026-10-01T08:30")

    def write(self, data, name="skole.ics"):
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    def run_import(self, path, *more, klass="closed", area="skole"):
        return self.daemon.ctl("import", path, "--class", klass,
                               "--area", area, *more)

    def imported(self, path, *more, **options):
        done = self.run_import(path, "--json", *more, **options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def planned(self, step=FIRST_TALK):
        return self.daemon.api(
            "GET", f"/activities/{self.leader}:{step}")["activity"]["planned"]

    def sequence(self, step=FIRST_TALK):
        return self.daemon.query(
            "SELECT sequence FROM activity WHERE step = ?", step)[0][0]

    def days(self):
        return [tuple(row) for row in self.daemon.query(
            "SELECT area, day, class, source, title FROM calendar_day "
            "ORDER BY day")]

    def test_a_trial_shows_all_and_keeps_nothing(self):
        before = self.daemon.dump()
        view = self.imported(self.write(SCHOOL), "--dry-run")
        self.assertEqual(self.daemon.dump(), before)
        self.assertEqual([day["day"] for day in view["added"]], [
            "2026-12-14", "2027-02-15", "2027-02-16", "2027-02-17",
            "2027-02-18", "2027-02-19", "2027-06-25", "2028-06-25",
            "2029-06-25"])
        self.assertEqual(view["added"][-1]["title"],
                         "Sommerafslutning med æøå, og; tegn")
        self.assertEqual([(note["title"], note["why"])
                          for note in view["left_out"]],
                         [("Lærermøde", "it has a time: not a whole day")])
        line = view["left_out"][0]["line"]
        self.assertEqual(SCHOOL.decode().splitlines()[line - 1],
                         "BEGIN:VEVENT")
        self.assertTrue(view["known_area"])
        conflict = next(each for each in view["conflicts"]
                        if each["step"] == FIRST_TALK)
        self.assertEqual(
            (conflict["leader"], conflict["why"], conflict["day_title"],
             conflict["from"], conflict["from_time"], conflict["to"],
             conflict["to_time"]),
            (self.leader, "closed", "Skolernes dag", PLANNED, "09:00", NEXT,
             "09:00"))

    def test_what_stands_on_the_days_moves_when_that_is_confirmed(self):
        path = self.write(SCHOOL)
        view = self.imported(path)
        self.assertFalse(view["confirmed"])
        self.assertEqual(len(self.days()), 9)
        self.assertEqual(self.planned(), PLANNED)
        shown = self.daemon.ctl("review-calendar")
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertRegex(shown.stdout,
                         rf"{self.leader}:{FIRST_TALK} .*Ana Lund.*"
                         r"closed: Skolernes dag.*2026-12-14 09:00.*"
                         r"2026-12-15 09:00")
        self.assertIn("Nothing is moved yet", shown.stdout)
        self.assertEqual(self.sequence(), 0)
        moved = self.daemon.ctl("review-calendar", "--confirm")
        self.assertEqual(moved.returncode, 0, moved.stderr)
        self.assertIn("Moved off days", moved.stdout)
        self.assertEqual((self.planned(), self.sequence()), (NEXT, 1))
        self.assertEqual(self.planned("mentor-1"), "2026-12-10")
        again = self.daemon.ctl("review-calendar", "--confirm")
        self.assertIn("No activity stands", again.stdout)
        self.assertEqual(self.sequence(), 1)

    def test_the_import_can_confirm_at_once(self):
        view = self.imported(self.write(SCHOOL), "--confirm")
        self.assertTrue(view["confirmed"])
        self.assertEqual((self.planned(), self.sequence()), (NEXT, 1))
        self.assertEqual(
            self.daemon.api("POST", "/calendar/review", {})["conflicts"], [])

    def test_the_same_file_again_replaces_its_own_days(self):
        path = self.write(SCHOOL)
        self.imported(path)
        other = self.write(
            calendar(event("Fælles", datetime.date(2027, 2, 15))), "alle.ics")
        self.imported(other)
        before = self.days()
        view = self.imported(path)
        self.assertEqual((view["added"], view["removed"], view["unchanged"]),
                         ([], [], 9))
        self.assertEqual(self.days(), before)
        self.write(calendar(event("Ny", datetime.date(2027, 3, 1))))
        view = self.imported(path)
        self.assertEqual(len(view["removed"]), 9)
        self.assertEqual(self.days(), [
            ("skole", "2027-02-15", "closed", "alle.ics", "Fælles"),
            ("skole", "2027-03-01", "closed", "skole.ics", "Ny")])

    def test_the_days_outlive_the_daemon(self):
        self.imported(self.write(SCHOOL))
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start("2026-10-01T09:00")
        refused = self.daemon.ctl(
            "move", f"{self.leader}:{FIRST_TALK}", "--to", "2027-02-16")
        self.assertIn("no working day", refused.stderr)

    def test_each_class_of_days_does_what_it_says(self):
        path = self.write(
            calendar(event("Eksamen", datetime.date(2026, 12, 14))))
        for klass, why in [("closed", "closed"), ("quiet", "quiet"),
                           ("no_meeting", "no-meeting")]:
            view = self.imported(path, "--dry-run", klass=klass)
            self.assertIn((FIRST_TALK, why), [
                (each["step"], each["why"]) for each in view["conflicts"]])
        view = self.imported(path, "--dry-run", klass="half")
        self.assertNotIn(FIRST_TALK,
                         [each["step"] for each in view["conflicts"]])

    def test_an_area_that_nobody_has_is_pointed_out(self):
        done = self.run_import(self.write(SCHOOL), area="Skole")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("neither a leader nor the configuration", done.stdout)
        self.assertIn("No activity stands", done.stdout)
        self.assertIn("Left out", done.stdout)

    def refuse(self, done, status, word):
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertIn(word, done.stderr)
        self.assertEqual(self.days(), [])

    def test_what_cannot_be_imported_is_refused_with_the_reason(self):
        good = self.write(SCHOOL)
        self.refuse(self.daemon.ctl("import", good), 2, "--class")
        self.refuse(self.run_import(good, klass="open"), 1, "no class")
        self.refuse(self.run_import(str(self.folder / "no.ics")), 1, "no.ics")
        for text, word in [
                ("", "it is no calendar"),
                ("hello\n", "line 1"),
                (SCHOOL[:-20], "line"),
                (b"BEGIN:VCALENDAR\r\nSUMMARY:\xe6\r\n", "UTF-8"),
                (calendar(), "names no day"),
                (calendar(event("A", datetime.datetime(2026, 12, 1, 8), 0)),
                 "line 4 was left out: it has a time"),
                (calendar(event("A", datetime.date(1950, 1, 1))),
                 "names no day"),
                (b"x" * (2 * 1024 * 1024 + 1), "bad.ics")]:
            self.refuse(self.run_import(self.write(text, "bad.ics")), 1, word)

    def test_the_api_takes_only_days(self):
        good = {"source": "x", "class": "closed",
                "days": [{"day": "2027-05-07", "title": "T"}]}
        for change, field in [
                ({"days": []}, "days"), ({"days": "x"}, "days"),
                ({"days": [{"day": "2027-02-30"}]}, "days"),
                ({"days": [{"title": "x"}]}, "days"),
                ({"days": [{"day": "2027-05-07", "title": "a\nb"}]}, "days"),
                ({"days": [{"day": "2027-05-07", "title": 5}]}, "days"),
                ({"days": [{"day": "2027-05-07"}] * 2001}, "days"),
                ({"class": "open"}, "class"), ({"source": ""}, "source"),
                ({"area": "a\nb"}, "area"), ({"colour": "x"}, "colour")]:
            with self.subTest(field):
                answer = self.daemon.request(
                    "POST", "/calendar/days", {**good, **change})
                self.assertIn(answer.status, (400, 413))
                self.assertEqual(answer.json()["error"]["field"], field)
        self.assertEqual(self.days(), [])
        always = [{"day": f"{year}-{month:02}-{day:02}"}
                  for year in range(2027, 2029) for month in range(1, 13)
                  for day in range(1, 29)]
        self.daemon.api("POST", "/calendar/days", {**good, "days": always})
        self.assertEqual(len(self.days()), 672)

    def test_a_configuration_that_closes_a_day_moves_nothing_by_itself(self):
        self.daemon.write_config(
            calendar={"areas": {"skole": {"closed": [PLANNED]}}})
        self.assertIn("reloaded", self.daemon.reload())
        daemon.wait_for(lambda: self.daemon.has_logged("calendar.conflict"),
                        "the conflict")
        line = next(line for line in self.daemon.lines
                    if "calendar.conflict" in line)
        self.assertRegex(line, r"warn calendar.conflict activities=\d+")
        count = int(re.search(r"activities=(\d+)", line)[1])
        view = self.daemon.api("POST", "/calendar/review", {})
        self.assertEqual(len(view["conflicts"]), count)
        self.assertEqual(self.planned(), PLANNED)
        self.daemon.api("POST", "/calendar/review", {"confirm": True})
        self.assertEqual(self.planned(), NEXT)
        seen = len(self.daemon.lines)
        self.assertIn("reloaded", self.daemon.reload())
        self.daemon.api("GET", "/leaders")
        self.assertFalse(any("calendar.conflict" in line
                             for line in self.daemon.lines[seen:]))


if __name__ == "__main__":
    unittest.main()
