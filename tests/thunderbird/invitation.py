#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Thunderbird shows our invitations with its buttons; what it answers comes
back; what we change and cancel, its calendar follows."""

import datetime
import email
import email.policy
import json
import os
import re
import subprocess
import unittest

import thunderbird
from thunderbird import daemon

import smtp_peers

NAME = "Ana Lund"
ADDRESS = "ana@privat.example.org"
STEP = "velkomstopkald"
TITLE = "Velkomstopkald fra nærmeste leder (mindst ét)"
FRAME = "messageBrowser"
ACCEPT, TENTATIVE, DECLINE, DELETE = (
    f"#imip{name}Button"
    for name in ("Accept", "Tentative", "Decline", "Delete"))


def calendar_part(octets):
    """The calendar that a mail carries, and its method by the MIME header."""
    message = email.message_from_bytes(octets, policy=email.policy.default)
    part = next(each for each in message.walk()
                if each.get_content_type() == "text/calendar")
    return part.get_content(), part["Content-Type"].params["method"]


class Invitation(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        thunderbird.version()
        self.server = smtp_peers.Script()
        self.addCleanup(self.server.close)
        self.onboard = self.start("2026-10-01T08:00")
        added = self.onboard.add(name=NAME, email=ADDRESS)
        self.leader = str(added["leader"]["id"])
        self.activity = f"{self.leader}:{STEP}"
        url = next(feed["url"] for feed in added["feeds"]
                   if feed["role"] == "leader")
        port = re.search(r"listening port=(\d+)", self.onboard.log())[1]
        # Nobody is invited before having been welcomed.
        self.onboard.advance("2026-10-02T09:00")
        self.seen = set()
        self.bird = thunderbird.Thunderbird(
            self.folder, self.id(), {
                **thunderbird.account(NAME, ADDRESS, self.server.port),
                **thunderbird.subscription(url.replace(":8080", ":" + port))})

    def next_letter(self, method):
        """The file of the calendar mail that has come since the last."""
        def found():
            for letter in self.onboard.letters():
                if letter.id in self.seen or letter.to != ADDRESS:
                    continue
                if b"text/calendar" not in letter.bytes:
                    continue
                text, named = calendar_part(letter.bytes)
                if TITLE not in text.replace("\r\n ", ""):
                    continue
                self.assertEqual(named, method)
                self.seen.add(letter.id)
                return letter
            return None
        letter = daemon.wait_for(found, "a mail to the leader")
        path = self.folder / f"{len(self.seen)}.eml"
        path.write_bytes(letter.bytes)
        return path

    def answer(self, path, button):
        """Opens the mail and presses a button of it; returns the octets of
        what is sent then."""
        sent = len(self.server.letters)
        self.press(path, button)
        daemon.wait_for(lambda: len(self.server.letters) > sent, "an answer")
        self.bird.stop()
        self.assertEqual(len(self.server.letters), sent + 1)
        return self.server.letters[sent]

    def press(self, path, button):
        self.bird.start(path)
        self.bird.switch("mail:messageWindow")
        self.bird.press(FRAME, button)

    def start_of(self):
        """When the talk is, by the daemon; seconds, UTC."""
        activity = self.onboard.api("GET", f"/activities/{self.activity}")
        return int(datetime.datetime.fromisoformat(
            activity["activity"]["start"]).timestamp())

    def wait_for_calendar(self, *starts):
        """Waits until the talk is at those times in Thunderbird's calendar
        and at no other."""
        def entries():
            return [each.start for each in self.bird.events("local.sqlite")
                    if each.title == TITLE]
        daemon.wait_for(lambda: entries() == list(starts),
                        f"the talk at {starts} in Thunderbird's calendar")

    def followed(self):
        """The titles of the feed; none while it is read again."""
        return sorted(each.title for each in self.bird.events("cache.sqlite"))

    def receive(self, octets):
        """What becomes of a mail that comes in."""
        done = subprocess.run(
            [daemon.ONBOARDCTL, "receive-mail"], input=octets, check=False,
            capture_output=True, timeout=daemon.DEADLINE,
            env={**os.environ, "ONBOARD_SOCKET": str(self.onboard.socket)})
        self.assertEqual(done.returncode, 0, done.stderr)
        return re.fullmatch(rb"Received mail \d+: (\w+).*\n",
                            done.stdout)[1].decode()

    def invitation(self):
        """The leader's partstat, to which version, by what."""
        listed = self.onboard.ctl("list-invitations", self.leader, "--json")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        each, = (each for each in json.loads(listed.stdout)["invitations"]
                 if (each["step"], each["address"]) == (STEP, ADDRESS))
        return each["partstat"], each["sequence"], each["answered_by"]

    def check_answer(self, octets, partstat, sequence=0):
        """It goes to the organizer, and the daemon takes it in."""
        self.assertEqual(
            self.server.commands[-2:],
            [b"RCPT TO:<onboarding@example.org>\r\n", b"DATA\r\n"])
        text, method = calendar_part(octets)
        self.assertEqual(method, "REPLY")
        self.assertIn("PARTSTAT=" + partstat, text)
        self.assertEqual(self.invitation()[:2], ("needs-action", sequence))
        self.assertEqual(self.receive(octets), "applied")
        answered = (partstat.lower(), sequence, "mail")
        self.assertEqual(self.invitation(), answered)
        self.assertEqual(self.receive(octets), "repeated")
        self.assertEqual(self.invitation(), answered)
        newest = self.onboard.api("GET", "/received-mail")["received"][0]
        self.assertEqual(
            (newest["kind"], newest["sender"], newest["partstat"],
             newest["outcome"]),
            ("reply", ADDRESS, partstat.lower(), "applied"))

    def test_its_user_accepts_hears_of_a_change_and_of_the_end(self):
        with self.bird:
            first = self.next_letter("REQUEST")
            self.check_answer(self.answer(first, ACCEPT), "ACCEPTED")
            self.wait_for_calendar(self.start_of())
            self.onboard.api("POST", f"/activities/{self.activity}/move",
                             {"to": "2026-10-09T10:00"})
            changed = self.next_letter("REQUEST")
            self.check_answer(self.answer(changed, ACCEPT), "ACCEPTED", 1)
            self.wait_for_calendar(self.start_of())
            self.onboard.api("POST", f"/activities/{self.activity}/skip",
                             {"reason": "Talt om ved ansættelsen"})
            self.press(self.next_letter("CANCEL"), DELETE)
            self.wait_for_calendar()
            self.bird.stop()

    def test_what_is_accepted_is_shown_once(self):
        with self.bird:
            self.bird.start("-calendar")
            daemon.wait_for(self.followed, "the feed")
            self.wait_for_calendar()
            self.bird.stop()
            before = self.followed()
            self.assertEqual(before.count(TITLE), 1)
            first = self.next_letter("REQUEST")
            self.check_answer(self.answer(first, ACCEPT), "ACCEPTED")
            self.bird.start("-calendar")
            self.bird.synchronize()
            before.remove(TITLE)
            daemon.wait_for(lambda: self.followed() == before,
                            "the feed without the talk")
            self.wait_for_calendar(self.start_of())
            self.bird.stop()

    def test_its_user_declines(self):
        with self.bird:
            first = self.next_letter("REQUEST")
            self.check_answer(self.answer(first, DECLINE), "DECLINED")

    def test_its_user_may_come(self):
        with self.bird:
            first = self.next_letter("REQUEST")
            self.check_answer(self.answer(first, TENTATIVE), "TENTATIVE")
            self.wait_for_calendar(self.start_of())


if __name__ == "__main__":
    unittest.main()
