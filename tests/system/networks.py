#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""A leader network by the commands, and its calendar as another program's
parser reads it."""

import datetime
import re
import sys
import unittest
import urllib.parse

import icalendar
import linting
from daemon import DaemonCase
from hr_pages import HrCase

CLOCK = "2026-10-01T08:00"
ERIK = "erik@example.org"


class Networks(DaemonCase):
    def setUp(self):
        super().setUp()
        self.daemon = None

    def command(self, *words):
        done = self.daemon.ctl(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def begin(self):
        """Erik is in a network that meets in a month."""
        self.daemon = self.start(CLOCK)
        self.command("add-network", "--name", "Ledere på øen", "--contact",
                     "Nina Nord <nina@example.org>")
        self.command("join-network", "1", "--person", f"Erik Ek <{ERIK}>")
        self.command("plan-network-meeting", "1", "--start",
                     "2026-11-04T13:00", "--place", "Rådhuset")

    def path(self, purpose):
        feeds = self.daemon.api(
            "GET", f"/feeds?person={ERIK}&purpose={purpose}")["feeds"]
        return urllib.parse.urlsplit(feeds[0]["url"]).path

    def meeting(self, purpose="network"):
        """The one entry of the calendar, and its ETag."""
        answer = self.daemon.visit("GET", self.path(purpose))
        self.assertEqual(answer.status, 200)
        linting.check_calendar(answer.body)
        calendar = icalendar.Calendar.from_ical(answer.body)
        [event] = calendar.walk("VEVENT")
        self.assertEqual(event.errors, [])
        return event, answer.headers["ETag"]

    def test_a_member_reads_the_meeting_in_both_calendars(self):
        self.begin()
        for purpose in ("network", "person"):
            event, _ = self.meeting(purpose)
            self.assertEqual(event["SUMMARY"], "Ledere på øen")
            self.assertEqual(event.decoded("DTSTART").isoformat(),
                             "2026-11-04T13:00:00+01:00")
            self.assertIn("Rådhuset", event["DESCRIPTION"])

    def test_who_has_the_calendar_is_told_that_nothing_changed(self):
        self.begin()
        _, etag = self.meeting()
        again = self.daemon.visit("GET", self.path("network"), None,
                                  {"If-None-Match": etag})
        self.assertEqual(again.status, 304)

    def test_a_change_raises_the_sequence_of_the_same_entry(self):
        self.begin()
        before, etag = self.meeting()
        shown = self.command("move-network-meeting", "1", "--start",
                             "2026-11-05T14:00", "--dry-run")
        self.assertIn("Nothing was kept.", shown)
        self.assertEqual(self.meeting()[1], etag)
        self.command("move-network-meeting", "1", "--start",
                     "2026-11-05T14:00")
        after, other = self.meeting()
        self.assertNotEqual(other, etag)
        self.assertEqual(after["UID"], before["UID"])
        self.assertEqual((before["SEQUENCE"], after["SEQUENCE"]), (0, 1))
        self.command("cancel-network-meeting", "1")
        gone, _ = self.meeting()
        self.assertEqual((gone["STATUS"], gone["SEQUENCE"]), ("CANCELLED", 2))

    def test_who_leaves_finds_the_networks_calendar_gone(self):
        self.begin()
        path = self.path("network")
        self.command("leave-network", "1", ERIK)
        self.assertEqual(self.daemon.visit("GET", path).status, 410)

    def test_a_change_at_short_notice_is_mailed_to_the_members_once(self):
        self.begin()
        self.daemon.advance("2026-11-03T12:00")
        shown = self.command("move-network-meeting", "1", "--start",
                             "2026-11-04T15:00")
        self.assertIn("Mailed at once: 2\n", shown)
        self.daemon.advance("2026-11-04T12:00")
        letters = [letter for letter in self.daemon.letters()
                   if "Ledere på øen – nu" in letter.text]
        self.assertEqual(sorted(letter.to for letter in letters),
                         [ERIK, "nina@example.org"])
        for letter in letters:
            self.assertIn("kl. 15.00", letter.text)
            link = re.search(r"http://\S+(/p/\S+)", letter.text)[1]
            self.assertEqual(self.daemon.visit("GET", link).status, 200)

    def test_attendance_is_counted(self):
        self.begin()
        refused = self.daemon.ctl("record-attendance", "1", ERIK)
        self.assertIn("the meeting has not begun yet", refused.stderr)
        self.daemon.advance("2026-11-04T16:00")
        self.command("record-attendance", "1", ERIK)
        shown = self.command("show-network", "1")
        self.assertIn("1 of 1", shown)
        self.command("record-attendance", "1", ERIK, "--missed")
        self.assertIn("0 of 1", self.command("show-network", "1"))


class RefusedForms(HrCase):
    def test_a_move_that_is_refused_keeps_what_was_typed(self):
        day = datetime.date.today() + datetime.timedelta(days=100)
        self.daemon.api("POST", "/networks", {
            "name": "Ledere på øen",
            "contact": "Nina Nord <nina@example.org>"})
        self.daemon.api("POST", "/networks/1/meetings", {
            "start": f"{day}T13:00", "place": "Rådhuset"})
        move = "/hr/networks/1/sheet/meetings/1/move"
        page = self.browser.open("/hr/networks/1")
        self.assertNotIn('aria-invalid="true"', page.text)
        page = self.browser.send(page, move, day="1999-01-04", time="09:15",
                                 minutes="45", place="Kælderen")
        self.assertEqual(page.status, 400)
        for typed in ("1999-01-04", "09:15", "45", "Kælderen"):
            self.assertIn(f'value="{typed}"', page.text)
        self.assertIn('href="#day-1"', page.text)
        self.assertIn('aria-describedby="day-error-1"', page.text)
        # What is not changed is told as it is.
        self.assertIn("<p>Rådhuset</p>", page.text)
        page = self.browser.send(page, move, day=str(day))
        self.assertEqual(page.status, 200, page.words)
        self.assertIn("<p>Kælderen</p>", page.text)


if __name__ == "__main__":
    sys.exit(unittest.main())
