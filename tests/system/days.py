#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""120 days in a municipality, as the receivers of the mails see them."""

import collections
import datetime
import re
import shutil
import unittest
import zoneinfo

import daemon

ZONE = zoneinfo.ZoneInfo("Europe/Copenhagen")
FIRST = datetime.date(2026, 10, 1)
DAYS = 120
# Public holidays and closed days on weekdays in these months.
FREE = {datetime.date(2026, 12, 24), datetime.date(2026, 12, 25),
        datetime.date(2026, 12, 31), datetime.date(2027, 1, 1)}
LATE_NOTE = "Systemet har været ude af drift"
PEOPLE = {
    "coordinator": "Hanne HR <hr@example.org>",
    "director": "Dorte Direktør <dorte@example.org>",
    "local_admin": "Lars Lokal <lars@example.org>",
    "network_lead": "Nina Netværk <nina@example.org>",
}
# Ana's people do what they should, Bo's do nothing, Eva begins later.
ANA = {"name": "Ana Lund", "email": "ana@privat.example.org",
       "work_email": "ana@kommune.example.org", "accepted": "2026-10-01",
       "first_day": "2026-11-02",
       "manager": "Mette Madsen <mette@example.org>"}
BO = {"name": "Bo Berg", "email": "bo@privat.example.org",
      "accepted": "2026-10-05", "first_day": "2026-11-16",
      "recruitment": "internal", "mentor": "Jens Juhl <jens@example.org>",
      "manager": "Ole Olsen <ole@example.org>"}
EVA = {"name": "Eva Eng", "email": "eva@privat.example.org",
       "accepted": "2026-11-30", "first_day": "2027-01-04", "language": "en",
       "manager": "Mette Madsen <mette@example.org>"}
KINDS = {
    "ana@privat.example.org": {"welcome", "welcome-pack", "practical",
                               "digest"},
    "ana@kommune.example.org": {"digest", "survey"},
    "mette@example.org": {"notice", "digest", "announce"},
    "ole@example.org": {"notice", "digest", "announce"},
    # All that Jens should do waits for others.
    "jens@example.org": {"notice", "digest"},
    "lars@example.org": {"notice", "digest"},
    "hr@example.org": {"notice", "digest", "work-address"},
}


# What comes when something moves, and how meetings come to all.
MAYBE = {"change", "invitation", "invitation-cancelled"}


def is_workday(day):
    return day.weekday() < 5 and day not in FREE


def days():
    return [FIRST + datetime.timedelta(days=number) for number in range(DAYS)]


def body_of(letter):
    return (letter.to, letter.subject, letter.text)


class Received(daemon.DaemonCase):
    """Checks that hold for whatever lies in the Maildir."""

    def kinds(self, running):
        return {mail["message_id"].strip("<>"): mail["kind"]
                for mail in running.mails()}

    def check_received(self, running):
        letters = running.letters()
        kinds = self.kinds(running)
        self.assertEqual(daemon.repeated(each.id for each in letters), [])
        self.assertEqual(daemon.repeated(map(body_of, letters)), [])
        self.assertEqual(
            {each.id.strip("<>") for each in letters},
            {mail["message_id"].strip("<>")
             for mail in running.mails("sent")})
        for letter in letters:
            at = letter.date.astimezone(ZONE)
            # What changes less than 48 hours ahead goes at any hour.
            if kinds[letter.id.strip("<>")] == "change":
                continue
            self.assertTrue(is_workday(at.date()), (at, letter.subject))
            self.assertLessEqual("07:30", at.strftime("%H:%M"),
                                 letter.subject)
            self.assertLessEqual(at.strftime("%H:%M"), "16:30",
                                 letter.subject)
        self.assertEqual(daemon.repeated(
            (each.to, each.date.astimezone(ZONE).date()) for each in letters
            if kinds[each.id.strip("<>")] == "digest"), [])
        self.check_threads(letters, kinds)
        return letters, kinds

    def check_threads(self, letters, kinds):
        """Each digest but a person's first answers that person's last."""
        roots = 0
        for letter in letters:
            answers = letter.message["In-Reply-To"]
            if kinds[letter.id.strip("<>")] != "digest":
                continue
            if answers is None:
                roots += 1
                continue
            self.assertEqual(kinds[answers.strip("<> ")], "digest")
            self.assertIn(answers.strip(), letter.message["References"])
        digests = [mail for mail in letters
                   if kinds[mail.id.strip("<>")] == "digest"]
        self.assertLess(0, roots)
        self.assertLessEqual(roots, len({mail.to for mail in digests}))


class Days(Received):
    def complete_due(self, running, leader, today):
        """What Ana's people do at noon; the pack's programme comes late."""
        journey = running.api("GET", f"/leaders/{leader}")
        for each in journey["activities"]:
            if each["state"] != "planned" or each["kind"] == "mail" or \
                    each["planned"] > today.isoformat():
                continue
            if each["step"] == "introprogram" and \
                    today < datetime.date(2026, 10, 21):
                continue
            # No first task is written, and no survey answered.
            if each["step"] == "opgaver-klar" or each["kind"] == "survey":
                running.api("POST", f"/activities/{each['id']}/skip",
                            {"reason": "No first task"})
                continue
            running.api("POST", f"/activities/{each['id']}/complete", {})

    def play(self, running):
        ana = running.add(**ANA)["leader"]["id"]
        for today in days():
            day = today.isoformat()
            if day == "2026-10-05":
                # In the evening: nobody hears of it before the morning.
                running.advance(f"{day}T20:00")
                running.add(**BO)
            if day == "2026-10-08":
                running.advance(f"{day}T09:30")
                running.api("PUT", f"/leaders/{ana}/roles/mentor",
                            {"person": "Signe Sand <signe@example.org>"})
            if day == "2026-11-30":
                running.add(**EVA)
            if day == "2026-12-08":
                running.api("PATCH", "/people/bo@privat.example.org",
                            {"work_email": "bo@kommune.example.org"})
            if is_workday(today) and day != "2026-10-05":
                running.advance(f"{day}T12:00")
                self.complete_due(running, ana, today)
        running.advance("2027-01-29T08:00")

    def check_pack(self, running, letters, kinds):
        packs = {each.to: each.date.astimezone(ZONE).date()
                 for each in letters
                 if kinds[each.id.strip("<>")] == "welcome-pack"}
        # Planned on 2026-10-15, but the programme was written on the 21st.
        self.assertEqual(packs["ana@privat.example.org"],
                         datetime.date(2026, 10, 21))
        self.assertEqual(set(packs), {"ana@privat.example.org"},
                         "Bo's and Eva's packs lack parts")
        rules = running.api("GET", "/leaders/2")["rules"]
        pack = next(rule for rule in rules if rule["rule"] == "welcome-pack")
        self.assertLess(pack["have"], pack["need"])

    def check_addresses(self, letters):
        """The private address until the first day, or until there is one."""
        last = {"ana@privat.example.org": datetime.date(2026, 11, 1),
                "bo@privat.example.org": datetime.date(2026, 12, 8),
                "eva@privat.example.org": datetime.date(2027, 1, 29)}
        first = {"ana@kommune.example.org": datetime.date(2026, 11, 2),
                 "bo@kommune.example.org": datetime.date(2026, 12, 8)}
        for letter in letters:
            day = letter.date.astimezone(ZONE).date()
            self.assertLessEqual(day, last.get(letter.to, day), letter.to)
            self.assertGreaterEqual(day, first.get(letter.to, day), letter.to)
        self.assertTrue(set(first) <= {each.to for each in letters})
        private = [each for each in letters
                   if each.to == "bo@privat.example.org" and
                   each.date.astimezone(ZONE).date() >=
                   datetime.date(2026, 11, 16)]
        self.assertTrue(private, "Bo has no work address on the first day")

    def check_kinds(self, letters, kinds):
        received = collections.defaultdict(set)
        for letter in letters:
            received[letter.to].add(kinds[letter.id.strip("<>")])
        # What is done later on its own day moves nothing that waits for it.
        self.assertNotIn("change", received["ana@kommune.example.org"])
        for address, expected in KINDS.items():
            self.assertEqual(received[address] - MAYBE, expected, address)
        self.assertIn("invitation", received["ana@privat.example.org"])
        self.assertIn("invitation", received["ana@kommune.example.org"])
        self.assertIn("invitation", received["mette@example.org"])
        asked = [each for each in letters
                 if kinds[each.id.strip("<>")] == "work-address"]
        self.assertEqual(len(asked), 2, "for Bo and for Eva, once each")
        notices = collections.Counter(
            each.to for each in letters
            if kinds[each.id.strip("<>")] == "notice")
        self.assertEqual(notices["ole@example.org"], 1)
        self.assertEqual(notices["jens@example.org"], 1)
        self.assertEqual(notices["mette@example.org"], 2, "Ana's and Eva's")

    def check_evening(self, letters):
        first = min(each.date for each in letters
                    if each.to == "ole@example.org").astimezone(ZONE)
        self.assertEqual(first.date(), datetime.date(2026, 10, 6))

    def test_120_days(self):
        running = self.start("2026-10-01T08:00", people=PEOPLE)
        self.play(running)
        letters, kinds = self.check_received(running)
        self.check_pack(running, letters, kinds)
        self.check_addresses(letters)
        self.check_kinds(letters, kinds)
        self.check_evening(letters)
        english = [each for each in letters if each.to.startswith("eva@")]
        self.assertTrue(english)
        self.assertTrue(all(re.match("(Hello|Dear) Eva,\n", each.text)
                            for each in english))
        self.assertFalse(any(LATE_NOTE in each.text for each in letters))
        shown = running.api("GET", "/leaders/1")
        self.assertEqual(
            [each["step"] for each in shown["activities"] if each["behind"]],
            [])


class Downtime(Received):
    def prepare(self):
        """Two daemons with the same past, both stopped on 6 October."""
        first = self.start("2026-10-01T10:00", people=PEOPLE)
        first.add(**ANA)
        first.advance("2026-10-05T12:00")
        first.add(**BO)
        first.advance("2026-10-06T12:00")
        self.assertEqual(first.stop(), 0)
        second = self.make(people=PEOPLE)
        shutil.copytree(first.database.parent, second.database.parent)
        shutil.copytree(first.maildir, second.maildir)
        return first, second

    def since(self, running, day):
        return [each for each in running.letters()
                if each.date.astimezone(ZONE).date() >= day]

    def check_made_up_for(self, running):
        """Ten days later, on 16 October."""
        letters, kinds = self.check_received(running)
        day = datetime.date(2026, 10, 16)
        self.assertEqual(
            [each.subject for each in letters if datetime.date(2026, 10, 6) <
             each.date.astimezone(ZONE).date() < day], [])
        digests = collections.Counter(
            each.to for each in self.since(running, day)
            if kinds[each.id.strip("<>")] == "digest")
        self.assertEqual(digests["mette@example.org"], 1)
        self.assertEqual(digests["hr@example.org"], 1)
        self.assertEqual(set(digests.values()), {1})
        for letter in self.since(running, day):
            if kinds[letter.id.strip("<>")] == "digest" and \
                    not re.match("(ana|bo)@", letter.to):
                self.assertIn(LATE_NOTE, letter.text)
        per_person = collections.Counter(
            each.to for each in self.since(running, day))
        self.assertLessEqual(max(per_person.values()), 4)

    def check_next_days(self, running):
        running.advance("2026-10-16T16:00")
        self.check_made_up_for(running)
        running.advance("2026-10-20T12:00")
        self.check_received(running)
        later = self.since(running, datetime.date(2026, 10, 17))
        self.assertTrue(later)
        self.assertFalse(any(LATE_NOTE in each.text for each in later))

    def test_a_stop_of_ten_days_and_a_jump_are_made_up_for_once(self):
        stopped, jumped = self.prepare()
        before = len(stopped.letters())
        stopped.start("2026-10-16T10:00")
        stopped.advance("2026-10-16T10:01")
        jumped.start("2026-10-06T12:00")
        jumped.advance("2026-10-16T10:00", jump=True)
        jumped.advance("2026-10-16T10:01")
        self.check_made_up_for(stopped)
        self.check_made_up_for(jumped)
        self.assertGreater(len(stopped.letters()), before)
        self.assertEqual(sorted(map(body_of, stopped.letters())),
                         sorted(map(body_of, jumped.letters())))
        self.check_next_days(stopped)
        self.check_next_days(jumped)

    def test_a_restart_on_the_same_day_repeats_nothing(self):
        running, _ = self.prepare()
        before = len(running.letters())
        running.start("2026-10-06T12:00")
        running.advance("2026-10-06T16:29")
        self.assertEqual(len(running.letters()), before)

    def test_what_comes_up_at_night_waits_for_the_morning(self):
        running, _ = self.prepare()
        before = len(running.letters())
        running.start("2026-10-16T22:00")  # a Friday
        running.advance("2026-10-19T07:29")
        self.assertEqual(len(running.letters()), before)
        running.advance("2026-10-19T09:00")
        self.check_received(running)
        self.assertTrue(self.since(running, datetime.date(2026, 10, 19)))

    def test_the_clock_does_not_go_back(self):
        running = self.start("2026-10-06T12:00")
        for jump in (False, True):
            answer = running.request(
                "POST", "/clock", {"to": "2026-10-06T11:59", "jump": jump})
            self.assertEqual(answer.status, 400)
            self.assertIn("back", answer.json()["error"]["message"])
        done = running.ctl("advance-clock", "--to", "2026-10-06T11:59")
        self.assertEqual(done.returncode, 1)
        self.assertIn("back", done.stderr)
        done = running.ctl("advance-clock", "--to", "2026-10-06T12:00")
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
