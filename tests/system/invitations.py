#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Invitations as they lie in the mailbox: what calendars are given when a
meeting comes near, moves and is called off, whatever happens to the daemon."""

import email.utils
import json
import unittest

import icalendar

import daemon

METTE = "mette@example.org"
ANA = "ana@privat.example.org"
MEETING = "modtagelse"
VERBS = [("move", {"to": "2026-12-08T10:00"}),
         ("skip", {"reason": "Ana er syg"}),
         ("reopen", {"reason": "Ana er rask"}),
         ("move", {"to": "2026-12-09T13:00"})]


class Entry:
    """One letter that calendars read."""

    def __init__(self, letter):
        self.letter = letter
        body, attached = letter.message.iter_parts()
        *self.texts, self.part = body.iter_parts()
        self.tree = (letter.message.get_content_type(),
                     body.get_content_type(),
                     *(part.get_content_type() for part in self.texts),
                     self.part.get_content_type(),
                     attached.get_content_type())
        self.bytes = self.part.get_payload(decode=True)
        self.attached = attached
        calendar = icalendar.Calendar.from_ical(self.bytes)
        self.method = str(calendar["METHOD"])
        self.events = calendar.walk("VEVENT")
        self.event = self.events[0]
        self.zones = calendar.walk("VTIMEZONE")
        self.errors = [part.errors for part in calendar.walk()
                       if getattr(part, "errors", None)]
        self.uid = str(self.event["UID"])
        self.sequence = int(self.event["SEQUENCE"])
        self.stamp = self.event["DTSTAMP"].dt
        self.start = self.event["DTSTART"].dt


def is_invitation(letter):
    return letter.message.get_content_type() == "multipart/mixed"


class Invitations(daemon.DaemonCase):
    def begin(self, **configuration):
        self.running = self.start("2026-11-10T08:00", **configuration)
        self.leader = self.running.add(
            accepted="2026-11-10", first_day="2026-12-07")["leader"]["id"]
        self.running.advance("2026-11-12T12:00")
        return self.running

    def uid(self, step=MEETING):
        return self.running.query(
            "SELECT uid FROM activity WHERE step = ?", step)[0]["uid"]

    def entries(self, to=None, step=MEETING):
        """What came of one meeting, the oldest first."""
        found = [Entry(letter) for letter in self.running.letters()
                 if is_invitation(letter) and to in (None, letter.to)]
        return [each for each in found if each.uid == self.uid(step)]

    def sender(self):
        return email.utils.parseaddr(
            self.running.letters()[0].message["From"])[1]

    def test_a_calendar_finds_what_it_needs(self):
        self.begin()
        entries = self.entries()
        self.assertEqual({each.letter.to for each in entries}, {ANA, METTE})
        for each in entries:
            self.assertEqual(each.tree, (
                "multipart/mixed", "multipart/alternative", "text/plain",
                "text/html", "text/calendar", "application/ics"))
            self.assertEqual(dict(each.part["Content-Type"].params), {
                "method": "REQUEST", "charset": "utf-8",
                "component": "VEVENT"})
            self.assertNotIn("Content-Disposition", each.part)
            self.assertEqual(each.part["Content-Transfer-Encoding"], "base64")
            self.assertEqual(each.attached.get_filename(), "invite.ics")
            self.assertEqual(
                each.attached.get_payload(decode=True), each.bytes)
            self.assertEqual((each.method, len(each.events), len(each.zones),
                              each.errors), ("REQUEST", 1, 1, []))
            self.assertEqual(str(each.event["ORGANIZER"]),
                             "mailto:" + self.sender())
            self.assertEqual(str(each.event["ATTENDEE"]),
                             "mailto:" + each.letter.to)
            self.assertEqual(dict(each.event["ATTENDEE"].params), {
                "CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT",
                "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE",
                "CN": each.event["ATTENDEE"].params["CN"]})
            self.assertNotIn("Reply-To", each.letter.message)
            self.assertNotIn("List-Unsubscribe", each.letter.message)
            self.assertEqual(each.start.isoformat(),
                             "2026-12-07T09:00:00+01:00")
            url = str(each.event["URL"])
            self.assertIn(url, str(each.event["DESCRIPTION"]).splitlines())
            self.assertIn("mandag den 7. december 2026 kl. 9.00",
                          each.letter.text)
            self.assertIn("/a/", each.letter.text)
            for part in each.letter.message.walk():
                self.assertEqual(part.defects, [])
        self.assertEqual(len({each.uid for each in entries}), 1)

    def test_a_meeting_moves_and_goes(self):
        running = self.begin()
        for minute, (verb, body) in enumerate(VERBS[:3]):
            running.advance(f"2026-11-12T13:{minute:02}")
            running.api(
                "POST", f"/activities/{self.leader}:{MEETING}/{verb}", body)
        running.advance("2026-11-13T12:00")
        for address in (ANA, METTE):
            entries = self.entries(address)
            self.assertEqual([each.method for each in entries],
                             ["REQUEST", "REQUEST", "CANCEL", "REQUEST"])
            sequences = [each.sequence for each in entries]
            self.assertEqual(sequences, sorted(set(sequences)))
            self.assertLessEqual(
                [each.stamp for each in entries],
                sorted(each.stamp for each in entries))
            moved, gone = entries[1:3]
            self.assertEqual(moved.start.isoformat(),
                             "2026-12-08T10:00:00+01:00")
            self.assertEqual(gone.start, moved.start)
            self.assertEqual(str(gone.event["STATUS"]), "CANCELLED")
            self.assertEqual(len(gone.zones), 1)
            self.assertTrue(moved.letter.subject.startswith("Flyttet: "))
            self.assertTrue(gone.letter.subject.startswith("Aflyst: "))
        self.assertEqual(
            [mail["kind"] for mail in running.mails()].count("change"), 0)

    def test_whoever_asks_sees_who_was_told_what(self):
        running = self.begin()
        done = running.ctl("list-invitations", str(self.leader))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("Mette Madsen", done.stdout)
        self.assertIn("none yet", done.stdout)
        rows = json.loads(running.ctl(
            "list-invitations", str(self.leader), "--json").stdout)
        rows = rows["invitations"]
        shown = running.api("GET", f"/activities/{self.leader}:{MEETING}")
        self.assertEqual(
            [row for row in rows if row["step"] == MEETING],
            shown["invitations"])
        self.assertEqual(
            running.api("GET", f"/leaders/{self.leader}")["invitations"],
            rows)
        self.assertEqual({row["address"] for row in shown["invitations"]},
                         {ANA, METTE})
        self.assertEqual(
            {row["partstat"] for row in shown["invitations"]},
            {"needs-action"})
        self.assertEqual({row["mail"] for row in rows}, {"sent"})
        answer = running.request("GET", "/leaders/77/invitations")
        self.assertEqual(answer.status, 404)

    def test_a_person_chooses_how_meetings_come(self):
        running = self.begin()
        done = running.ctl("edit-person", METTE, "--meetings", "feed")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"Meetings +feed")
        self.assertEqual(
            running.ctl("edit-person", METTE, "--meetings", "fax").returncode,
            1)
        running.api("PATCH", f"/people/{METTE}", {"channel": "fax"},
                    status=400)
        running.advance("2026-11-13T12:00")
        self.assertEqual([each.method for each in self.entries(METTE)],
                         ["REQUEST", "CANCEL"])
        self.assertEqual([each.method for each in self.entries(ANA)],
                         ["REQUEST"])
        done = running.ctl("edit-person", METTE, "--meetings", "default")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        running.advance("2026-11-16T12:00")
        self.assertEqual([each.method for each in self.entries(METTE)],
                         ["REQUEST", "CANCEL", "REQUEST"])

    def test_nobody_is_invited_where_the_feed_is_the_way(self):
        running = self.begin(invitations={"channel": "feed"})
        self.assertFalse(any(map(is_invitation, running.letters())))
        running.ctl("edit-person", ANA, "--meetings", "invitation")
        running.advance("2026-11-13T12:00")
        self.assertEqual({each.letter.to for each in self.entries()}, {ANA})

    def test_a_crash_loses_and_doubles_nothing(self):
        running = self.begin()
        for minute, (verb, body) in enumerate(VERBS):
            running.api(
                "POST", f"/activities/{self.leader}:{MEETING}/{verb}", body)
            running.kill()
            running.start(f"2026-11-12T13:{minute:02}")
            running.advance(f"2026-11-12T13:{minute:02}:30")
        running.api("POST", f"/leaders/{self.leader}/cancel",
                    {"reason": "Sagt nej"})
        running.kill()
        running.start("2026-11-13T09:00")
        running.advance("2026-11-13T12:00")
        for address in (ANA, METTE):
            entries = {each.letter.id: each for each in self.entries(address)}
            self.assertEqual(
                [each.method for each in entries.values()],
                ["REQUEST", "REQUEST", "CANCEL", "REQUEST", "REQUEST",
                 "CANCEL"])
            sequences = [each.sequence for each in entries.values()]
            self.assertEqual(sequences, sorted(set(sequences)))
        self.assertEqual(
            {mail["state"] for mail in running.mails()
             if mail["kind"].startswith("invitation")}, {"sent"})


if __name__ == "__main__":
    unittest.main()
