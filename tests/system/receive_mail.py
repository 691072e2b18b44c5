#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Mail that comes in, through the real command into the real daemon: answers
as mail programs write them, what strangers write to do harm, and what becomes
of a Maildir when the daemon is away or the command is killed."""
import json
import os
import re
import subprocess
import time
import unittest

import daemon
import mail_samples
from mail_samples import Meeting

STEP = "velkomstopkald"
ANA = "ana@privat.example.org"
QUICK = 20  # seconds, also under a sanitizer


class ReceiveCase(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        self.running = self.start(invitations={"channel": "invitation"})
        self.leader = self.running.add()["leader"]["id"]
        # The leader is invited once the welcome mail has left.
        self.running.advance("2026-10-02T09:00")
        self.maildir = self.folder / "inbox"
        for name in ("new", "cur", "tmp"):
            (self.maildir / name).mkdir(parents=True)

    def invite(self, address=ANA, step=STEP):
        """What was told of the meeting to whoever has the address."""
        row = self.running.query(
            "SELECT a.uid, i.sequence, i.address FROM invitation i "
            "JOIN activity a ON a.id = i.activity_id "
            "WHERE a.journey_id = ? AND a.step = ? AND i.address = ?",
            self.leader, step, address)[0]
        return Meeting(row["uid"], row["address"], row["sequence"],
                       "20261002T063000Z")

    def partstat(self, address=ANA):
        return self.running.query(
            "SELECT partstat FROM invitation WHERE address = ?",
            address)[0]["partstat"]

    def receive(self, data, *options, status=0):
        done = subprocess.run(
            [daemon.ONBOARDCTL, "receive-mail", "--json", *options],
            input=data, capture_output=True, timeout=daemon.DEADLINE,
            env={**os.environ, "ONBOARD_SOCKET": str(self.running.socket)})
        self.assertEqual(done.returncode, status, done.stderr)
        if status != 0:
            return done.stderr.decode()
        return json.loads(done.stdout)["received"]

    def take(self, data, *options):
        """The outcome and the reason of one message."""
        results = self.receive(data, *options)
        self.assertEqual(len(results), 1)
        return results[0]["outcome"], results[0]["reason"]

    def put(self, name, data, folder="new"):
        (self.maildir / folder / name).write_bytes(data)

    def receive_folder(self, status=0):
        return self.receive(b"", "--maildir", str(self.maildir),
                            status=status)

    def files(self, folder):
        return sorted(os.listdir(self.maildir / folder))

    def rows(self):
        return self.running.query("SELECT count(*) AS n FROM received_mail"
                                  )[0]["n"]


class Answers(ReceiveCase):
    def test_the_answer_of_each_mail_program_is_noted(self):
        meeting = self.invite()
        for hour, (name, partstat) in enumerate((
                ("thunderbird-reply", "accepted"),
                ("outlook-declined", "declined"),
                ("google-tentative", "tentative"),
                ("apple-accepted", "accepted"),
                ("no-method-parameter", "accepted"))):
            with self.subTest(name):
                meeting.stamp = f"20261002T05{hour:02}00Z"
                self.assertEqual(
                    self.take(mail_samples.answer(name, meeting)),
                    ("applied", "answered"))
                self.assertEqual(self.partstat(), partstat)
        row = self.running.query(
            "SELECT * FROM invitation WHERE address = ?", ANA)[0]
        self.assertEqual(row["comment"], "Glæder mig")
        self.assertEqual(row["answer_by"], "mail")

    def test_the_same_mail_twice_is_one(self):
        data = mail_samples.answer("thunderbird-reply", self.invite())
        self.assertEqual(self.take(data), ("applied", "answered"))
        self.assertEqual(self.take(data), ("repeated", "answered"))
        self.assertEqual(self.rows(), 1)

    def test_a_declined_meeting_is_told(self):
        self.take(mail_samples.answer("outlook-declined", self.invite()))
        self.running.advance("2026-10-02T10:00")
        letter = next(letter for letter in self.running.letters()
                      if letter.to == "mette@example.org" and
                      "kan ikke" in letter.subject)
        self.assertIn("/a/", letter.text)
        self.assertNotIn("kursus", letter.text)

    def test_what_waits_is_listed_and_settled(self):
        meeting = self.invite()
        meeting.uid = "unknown@onboard.example.org"
        self.assertEqual(
            self.take(mail_samples.answer("apple-accepted", meeting)),
            ("review", "unknown-meeting"))
        listed = self.running.ctl("list-received", "--review")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        self.assertIn("unknown-meeting", listed.stdout)
        self.assertIn("What to do", listed.stdout)
        done = self.running.ctl("settle-received", "1", "--reason", "Talt med")
        self.assertEqual(done.returncode, 0, done.stderr)
        again = self.running.ctl("settle-received", "1")
        self.assertEqual(again.returncode, 1)
        listed = self.running.ctl("list-received", "--review")
        self.assertEqual(listed.stdout, "No mail came in.\n")

    def test_a_forged_answer_is_marked(self):
        data = mail_samples.answer("apple-accepted", self.invite(),
                                   sender="eve@example.net")
        self.assertEqual(self.take(data), ("applied", "unverified"))

    def test_only_the_trusted_servers_word_counts(self):
        meeting = self.invite()
        plain = mail_samples.answer("apple-accepted", meeting)
        results = (b"Authentication-Results: mx.example.org; dmarc=%s\n")
        self.assertEqual(
            self.take(results % b"fail" + plain, "--trusted-host",
                      "mx.example.org"), ("review", "not-authentic"))
        self.assertEqual(self.partstat(), "needs-action")
        self.assertEqual(
            self.take(plain, "--trusted-host", "mx.example.org"),
            ("applied", "unverified"))
        self.assertEqual(
            self.take(results % b"pass" + plain, "--trusted-host",
                      "mx.example.org"), ("applied", "answered"))

    def test_a_proposal_moves_the_meeting_when_it_is_accepted(self):
        meeting = self.invite()
        changes = ((r"(DTSTART[^:]*:)\w+", r"\g<1>20261109T100000"),
                   (r"(DTEND[^:]*:)\w+", r"\g<1>20261109T110000"))
        self.assertEqual(
            self.take(mail_samples.answer("outlook-counter", meeting,
                                          changes)), ("review", "proposal"))
        shown = json.loads(self.running.ctl(
            "list-received", "--json").stdout)["received"][0]
        self.assertEqual(shown["proposed_start"],
                         "2026-11-09T10:00:00+01:00")
        refused = self.running.ctl("answer-proposal", "1")
        self.assertEqual(refused.returncode, 2)
        refused = self.running.ctl("answer-proposal", "1", "--accept",
                                   "--decline")
        self.assertEqual(refused.returncode, 1)
        done = self.running.ctl("answer-proposal", "1", "--accept")
        self.assertEqual(done.returncode, 0, done.stderr)
        activity = self.running.query(
            "SELECT planned, start_minute FROM activity WHERE uid = ?",
            meeting.uid)[0]
        self.assertEqual(tuple(activity), ("2026-11-09", 600))

    def test_a_proposal_that_is_declined_is_answered(self):
        meeting = self.invite()
        changes = ((r"(DTSTART[^:]*:)\w+", r"\g<1>20261109T100000"),
                   (r"(DTEND[^:]*:)\w+", r"\g<1>20261109T110000"))
        self.assertEqual(
            self.take(mail_samples.answer("google-counter", meeting,
                                          changes)), ("review", "proposal"))
        done = self.running.ctl("answer-proposal", "1", "--decline",
                                "--reason", "Kun mandag")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.running.advance("2026-10-02T12:00")
        letter = next(letter for letter in self.running.letters()
                      if "bliver stående" in letter.subject)
        self.assertEqual(letter.to, ANA)
        self.assertIn("Kun mandag", letter.text)
        part = next(part for part in letter.message.walk()
                    if part.get_content_type() == "text/calendar")
        self.assertEqual(part.get_param("method"), "DECLINECOUNTER")
        text = mail_samples.unfold(part.get_content())
        for line in ("METHOD:DECLINECOUNTER", f"UID:{meeting.uid}",
                     f"SEQUENCE:{meeting.sequence}", "COMMENT:Kun mandag"):
            self.assertIn(line, text)
        page = re.search(r"https?://\S+/l/\S+", letter.text).group()
        self.assertIn(f"URL:{page}", text.split())
        file = self.folder / "declined.eml"
        file.write_bytes(letter.bytes)
        lint = self.running.ctl("lint-mail", str(file))
        self.assertEqual(lint.returncode, 0, lint.stdout)

    def test_an_invitation_that_is_asked_for_comes_again(self):
        meeting = self.invite()
        before = len(self.running.mails())
        data = mail_samples.answer("refresh", meeting)
        self.assertEqual(self.take(data), ("applied", "sent-again"))
        self.assertEqual(len(self.running.mails()), before + 1)
        self.assertEqual(self.invite().sequence, meeting.sequence)
        again = mail_samples.answer("refresh", meeting, message_id="a@b.c")
        self.assertEqual(self.take(again), ("applied", "sent-again"))
        self.assertEqual(len(self.running.mails()), before + 1)

    def test_winmail_and_holidays_are_told_apart(self):
        def sample(name):
            return (mail_samples.FOLDER / f"{name}.eml").read_bytes().replace(
                b"soren@example.com", ANA.encode())
        self.assertEqual(self.take(sample("winmail")), ("review", "winmail"))
        self.assertEqual(self.take(sample("away")), ("ignored", "automatic"))
        self.assertEqual(
            self.take((mail_samples.FOLDER / "winmail.eml").read_bytes()),
            ("ignored", "stranger"))


class Reports(ReceiveCase):
    def sent(self):
        return self.running.query(
            "SELECT id, message_id FROM mail WHERE state = 'sent' AND "
            "to_address = ? ORDER BY id", ANA)[0]

    def test_a_report_fails_the_mail_and_marks_the_address(self):
        mail = self.sent()
        address = mail_samples.return_path(
            self.running.database.parent, mail["id"])
        self.assertEqual(
            self.take(mail_samples.bounce("bounce-postfix", address, ANA)),
            ("applied", "address-bad"))
        shown = self.running.api("GET", f"/mail/{mail['id']}")
        self.assertEqual(shown["mail"]["state"], "failed")
        self.assertIn("User unknown", shown["mail"]["last_reply"])
        self.assertIn("bounced", [attempt["outcome"] for attempt in
                                  shown["attempts"]])
        self.running.advance("2026-10-02T10:00")
        self.assertTrue(any(
            letter.to == "hr@example.org" and "kommer ikke frem" in
            letter.subject for letter in self.running.letters()))
        for command in (("show-leader", str(self.leader)),
                        ("list-leaders",)):
            self.assertRegex(self.running.ctl(*command).stdout,
                             rf"No mail to +Ana Lund <{ANA}>")
        self.assertTrue(self.running.has_logged("mail.bounced"))
        self.assertFalse(self.running.has_logged(ANA))

    def test_a_plain_report_at_the_return_path_counts(self):
        mail = self.sent()
        address = mail_samples.return_path(
            self.running.database.parent, mail["id"])
        self.assertEqual(
            self.take(mail_samples.bounce("bounce-plain", address, ANA)),
            ("applied", "address-bad"))

    def test_a_report_is_found_by_the_message_that_came_back(self):
        mail = self.sent()
        self.assertEqual(
            self.take(mail_samples.bounce(
                "bounce-full", "", ANA, mail["message_id"])),
            ("applied", "mailbox-full"))
        self.assertEqual(
            self.take(mail_samples.bounce(
                "bounce-delayed", "", ANA, mail["message_id"])),
            ("ignored", "delayed"))

    def test_a_plain_report_that_came_to_the_mailbox_waits(self):
        """Some relays write their own return path."""
        mail = self.sent()
        self.assertEqual(
            self.take(mail_samples.bounce(
                "bounce-plain", "onboarding@example.org", ANA,
                mail["message_id"])), ("review", "unclear-report"))
        self.assertEqual(
            self.take(mail_samples.bounce(
                "bounce-plain", "onboarding@example.org", ANA,
                "another@example.org")), ("ignored", "unknown-report"))

    def test_a_mailbox_may_have_a_plus_of_its_own(self):
        address = f"onboarding+back+b1-{'0' * 20}@example.org"
        for written in (address, address.upper()):
            self.assertEqual(
                self.take(b"From: MAILER-DAEMON@example.net\nTo: " +
                          written.encode() + b"\n\nno such user\n"),
                ("ignored", "unknown-report"))

    def test_a_guessed_return_path_does_nothing(self):
        mail = self.sent()
        address = f"onboarding+b{mail['id']}-{'0' * 20}@example.org"
        self.assertEqual(
            self.take(mail_samples.bounce("bounce-postfix", address, ANA)),
            ("ignored", "unknown-report"))
        self.assertEqual(self.running.query(
            "SELECT count(*) AS n FROM person_address "
            "WHERE bad_since IS NOT NULL")[0]["n"], 0)


def nested_base64(depth):
    """Each layer is the encoded message within."""
    import base64
    data = b"From: a@b.example\n\nx\n"
    for _ in range(depth):
        data = (b"From: a@b.example\nContent-Type: message/rfc822\n"
                b"Content-Transfer-Encoding: base64\n\n" +
                base64.encodebytes(data))
    return data


class Hostile(ReceiveCase):
    def quickly(self, data):
        begin = time.monotonic()
        outcome = self.take(data)
        self.assertLess(time.monotonic() - begin, QUICK)
        return outcome

    def test_what_is_meant_to_hurt_does_not(self):
        calendar = (b"From: " + ANA.encode() + b"\nMessage-ID: <%d@x>\n"
                    b"Content-Type: text/calendar; method=REPLY\n\n%s")
        parts = b"Content-Type: multipart/mixed; boundary=b\nFrom: a@b.c\n\n"
        cases = {
            "a line of a megabyte": (
                b"From: a@b.example\nSubject: " + b"x" * (1 << 20) + b"\n\n",
                ("ignored", "stranger")),
            "a body line of a megabyte": (
                calendar % (1, b"BEGIN:VCALENDAR\nX:" + b"x" * (1 << 20)),
                ("review", "bad-calendar")),
            "10,000 parts": (parts + b"--b\n\nx\n" * 10000,
                             ("ignored", "stranger")),
            "10,000 parts of one of ours": (
                parts.replace(b"a@b.c", ANA.encode()) +
                b"--b\n\nx\n" * 10000, ("review", "too-complex")),
            "10,000 nested parts": (
                b"From: a@b.c\n" + b"".join(
                    b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" %
                    (i, i) for i in range(10000)),
                ("ignored", "stranger")),
            "message in message in base64": (nested_base64(12),
                                             ("ignored", "stranger")),
            "10,000 header fields": (b"X: y\n" * 10000 + b"\n",
                                     ("review", "too-complex")),
            "broken UTF-8": (
                calendar % (2, b"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\n"
                            b"UID:\xff\xfe\nCOMMENT:\xc3\x28\xa0\n"
                            b"ATTENDEE:mailto:\xff@\xff\nEND:VEVENT\n"
                            b"END:VCALENDAR\n"),
                ("review", "unknown-meeting")),
            "NUL bytes": (calendar % (3, b"BEGIN:VCALENDAR\0END:VCALENDAR"),
                          ("review", "bad-calendar")),
            "100,000 nested components": (
                calendar % (4, b"BEGIN:VCALENDAR\n" +
                            b"BEGIN:VEVENT\n" * 100000),
                ("review", "bad-calendar")),
            "100,000 attendees": (
                calendar % (5, b"BEGIN:VCALENDAR\nMETHOD:REPLY\n"
                            b"BEGIN:VEVENT\nUID:x\n" +
                            b"ATTENDEE:mailto:a@b.c\n" * 30000 +
                            b"END:VEVENT\nEND:VCALENDAR\n"),
                ("review", "several-attendees")),
            "no header": (b"\n\n\0\0\0", ("review", "no-header")),
            "only bytes": (bytes(range(256)) * 100, ("review", "no-header")),
        }
        for name, (data, expected) in cases.items():
            with self.subTest(name):
                self.assertEqual(self.quickly(data), expected)
        self.assertEqual(self.running.ctl("list-received").returncode, 0)

    def test_a_huge_message_is_refused_by_its_size(self):
        begin = time.monotonic()
        for sender, expected in ((b"a@b.c", ("ignored", "stranger")),
                                 (ANA.encode(), ("review", "too-large")),
                                 (b"nobody", ("review", "too-large"))):
            self.assertEqual(self.take(b"From: " + sender + b"\n\n" +
                                       b"x" * (100 << 20)), expected)
        with open(self.maildir / "new" / "1.huge", "wb") as file:
            file.write(b"From: %s\r\n\r\n" % ANA.encode())
            file.truncate(100 << 20)
        self.assertEqual(self.receive_folder()[0]["reason"], "too-large")
        self.assertEqual(self.files("cur"), ["1.huge:2,FSz"])
        self.assertLess(time.monotonic() - begin, QUICK)

    def test_a_comment_adds_nothing_to_mail_or_log(self):
        meeting = self.invite()
        evil = "Hej\\r\\nBcc: eve@example.net\\n\\nlevel=error\x1b[31m"
        self.take(mail_samples.answer(
            "outlook-declined", meeting,
            ((r"(?m)^COMMENT[^\r\n]*", "COMMENT:" +
              evil.replace("\\", "\\\\")),)))
        self.running.advance("2026-10-02T12:00")
        for letter in self.running.letters():
            self.assertNotIn("Bcc", letter.message)
        self.assertFalse(self.running.has_logged("eve@example.net"))
        listed = self.running.ctl("list-received").stdout
        self.assertNotIn("\x1b", listed)

    def test_a_display_name_that_looks_like_an_address_is_none(self):
        meeting = self.invite()
        data = mail_samples.answer(
            "apple-accepted", meeting,
            sender=f'=?utf-8?q?=3C{ANA}=3E?= <eve@example.net>')
        self.assertEqual(self.take(data), ("applied", "unverified"))


class Folders(ReceiveCase):
    def answers(self, count):
        """Of many meetings' worth: each with a stamp of its own."""
        meeting = self.invite()
        for i in range(count):
            meeting.stamp = f"20260930T{i // 60 % 24:02}{i % 60:02}00Z"
            self.put(f"{1000000 + i}.M{i}.host", mail_samples.answer(
                "apple-accepted", meeting,
                ((r"PARTSTAT=\w+", "PARTSTAT=" +
                  ("ACCEPTED", "TENTATIVE")[i % 2]),),
                message_id=f"m{i}@example.org"))
            os.utime(self.maildir / "new" / f"{1000000 + i}.M{i}.host",
                     (i, i))

    def test_500_mails_are_taken_in_their_order(self):
        self.answers(500)
        results = self.receive_folder()
        self.assertEqual(len(results), 500)
        self.assertEqual({result["outcome"] for result in results},
                         {"applied"})
        self.assertEqual(self.files("new"), [])
        self.assertEqual(len(self.files("cur")), 500)
        self.assertTrue(all(name.endswith(":2,Sz")
                            for name in self.files("cur")))
        self.assertEqual(self.partstat(), "tentative")
        self.assertEqual(self.receive_folder(), [])

    def test_flags_of_mail_programs_stay(self):
        self.put("1.a:2,Re", b"From: a@b.example\n\nx\n", "cur")
        self.put("2.b:2,Sz", b"From: b@b.example\n\nx\n", "cur")
        self.put("3.c", b"\0", "new")
        (self.maildir / "new" / "4.link").symlink_to("/etc/passwd")
        (self.maildir / "new" / "5.dir").mkdir()
        results = self.receive_folder()
        self.assertEqual(sorted(result["file"] for result in results),
                         ["1.a", "3.c"])
        self.assertEqual(self.files("cur"),
                         ["1.a:2,RSez", "2.b:2,Sz", "3.c:2,FSz"])

    def test_what_somebody_has_read_before_is_taken(self):
        """mbsync copies that a mail was read in the mailbox."""
        data = mail_samples.answer("apple-accepted", self.invite())
        self.put("1.a:2,S", data, "cur")
        self.assertEqual(self.receive_folder()[0]["outcome"], "applied")
        self.assertEqual(self.partstat(), "accepted")
        self.assertEqual(self.files("cur"), ["1.a:2,Sz"])
        self.assertEqual(self.receive_folder(), [])

    def test_a_mail_that_cannot_be_put_away_keeps_no_other(self):
        self.answers(3)
        first = self.files("new")[0]
        (self.maildir / "cur" / f"{first}:2,Sz").mkdir()
        self.assertIn(first, self.receive_folder(status=1))
        self.assertEqual(self.files("new"), [first])
        self.assertEqual(self.rows(), 3)
        self.assertEqual(self.partstat(), "accepted")

    def test_mail_waits_while_the_daemon_is_away(self):
        self.answers(3)
        self.running.stop()
        error = self.receive_folder(status=3)
        self.assertIn("cannot receive the mail", error)
        self.assertEqual(len(self.files("new")), 3)
        self.running.start("2026-10-02T10:00")
        self.assertEqual(len(self.receive_folder()), 3)

    def test_a_kill_loses_nothing_and_takes_nothing_twice(self):
        self.answers(120)
        for target in (10, 40, 80):
            process = subprocess.Popen(
                [daemon.ONBOARDCTL, "receive-mail", "--maildir",
                 str(self.maildir)], stdout=subprocess.DEVNULL,
                env={**os.environ,
                     "ONBOARD_SOCKET": str(self.running.socket)})
            daemon.wait_for(
                lambda: len(self.files("cur")) >= target or
                process.poll() is not None, "some mail")
            process.kill()
            process.wait()
        left = len(self.files("new"))
        results = self.receive_folder()
        self.assertEqual(len(results), left)
        self.assertEqual(self.rows(), 120)
        self.assertEqual(len(self.files("cur")), 120)
        self.assertEqual(self.files("new"), [])
        outcomes = self.running.query(
            "SELECT DISTINCT outcome FROM received_mail")
        self.assertEqual([row["outcome"] for row in outcomes], ["applied"])

    def test_a_crash_before_the_mark_takes_it_once_more(self):
        self.answers(1)
        self.receive_folder()
        name = self.files("cur")[0]
        os.rename(self.maildir / "cur" / name,
                  self.maildir / "new" / name.split(":")[0])
        self.assertEqual(self.receive_folder()[0]["outcome"], "repeated")
        self.assertEqual(self.rows(), 1)

    def test_two_runs_do_not_read_one_folder(self):
        import fcntl
        with open(self.maildir / "onboardctl.lock", "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            error = self.receive_folder(status=1)
        self.assertIn("another receive-mail", error)

    def test_what_is_no_maildir_is_refused(self):
        self.assertIn("Maildir", self.receive(
            b"", "--maildir", str(self.maildir / "new"), status=1))
        self.assertIn("empty", self.receive(b"", status=1))
        self.assertIn("--maildir", self.receive(b"", "--maildir", status=2))


class Facts(ReceiveCase):
    """What a reader that was taken over could send."""

    def post(self, value):
        return self.running.request("POST", "/received-mail", value)

    def test_a_fact_that_is_none_is_refused(self):
        for value in ({}, {"kind": "spam"}, {"kind": 1}, {"kind": "reply",
                      "evil": 1}, {"kind": "reply", "comment": "x" * 1001},
                      {"kind": "reply", "attendees": {}},
                      {"kind": "reply", "recipients": [1]},
                      {"kind": "reply", "recipients": ["a"] * 21},
                      {"kind": "reply", "attendees": [{"x": 1}]},
                      {"kind": "reply", "attendees": [{}] * 21},
                      {"kind": "bounce", "deliveries": [{}] * 11},
                      {"kind": "reply", "authentication": "yes"},
                      {"kind": "unreadable", "reason": "Rm -Rf"},
                      {"kind": "reply", "sequence": "1"}):
            with self.subTest(value=value):
                answer = self.post(value)
                self.assertIn(answer.status, (400, 413), answer.body)
        self.assertEqual(self.rows(), 0)

    def test_an_odd_fact_does_no_harm(self):
        for value in ({"kind": "reply"}, {"kind": "counter"},
                      {"kind": "refresh"}, {"kind": "bounce"},
                      {"kind": "other"}, {"kind": "automatic"},
                      {"kind": "unreadable"},
                      {"kind": "reply", "events": 1, "uid": "x",
                       "attendee_total": 1, "sequence": -2 ** 62,
                       "stamp": 2 ** 62},
                      {"kind": "counter", "events": 1, "uid": "x",
                       "start": "9999-99-99T99:99", "start_zone": "../x",
                       "attendees": [{}], "attendee_total": 1}):
            with self.subTest(value=value):
                self.assertEqual(self.post(value).status, 200)
        self.assertEqual(self.running.ctl("list-received").returncode, 0)


if __name__ == "__main__":
    unittest.main()
