#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""The daemon and the mail server: encrypted, refusing, and away."""

import datetime
import email
import email.policy
import logging
import pathlib
import threading
import time
import unittest
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

import daemon
import linting
import smtp_peers

PASSWORD = "hemmelig-kode-4711"
START = "2026-10-01T08:00"

logging.getLogger("mail.log").setLevel(logging.CRITICAL)


class Inbox:
    """Keeps what it is sent and answers as it is told."""

    def __init__(self):
        self.envelopes = []
        self.encrypted = []
        self.logins = []
        self.froms = {}
        self.answer = "250 OK"
        self.lock = threading.Lock()

    async def handle_DATA(self, server, session, envelope):
        with self.lock:
            self.encrypted.append(session.ssl is not None)
            # By recipient and bytes: the return path of a mail is its own.
            self.froms[envelope.rcpt_tos[0], envelope.content] = \
                envelope.mail_from
            if self.answer.startswith("2"):
                self.envelopes.append(envelope)
            return self.answer

    def authenticate(self, server, session, envelope, mechanism, data):
        with self.lock:
            self.logins.append((data.login, data.password))
        good = data.password == PASSWORD.encode()
        return AuthResult(success=good, handled=good)


class SmtpDelivery(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        self.authority = smtp_peers.Authority(str(self.folder), "ca")
        self.inbox = Inbox()

    def serve(self, **more):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            controller = Controller(
                self.inbox, hostname="127.0.0.1",
                port=smtp_peers.free_port(),
                tls_context=self.authority.server_context(
                    "server", "IP:127.0.0.1"),
                require_starttls=True, **more)
            controller.start()
        self.addCleanup(controller.stop)
        return controller.port

    def smtp(self, port, **more):
        return {"transport": "smtp", "smtp": {
            "url": f"smtp://127.0.0.1:{port}", "tls": "required",
            "ca_file": self.authority.file, **more}}

    def plain(self, port):
        return {"transport": "smtp", "smtp": {
            "url": f"smtp://127.0.0.1:{port}", "tls": "none"}}

    def states(self, running):
        return {mail["state"] for mail in running.mails()}

    def start_and_add(self, mail):
        running = self.start(START, mail=mail)
        running.add()
        # An advance answers when all that fell due has settled.
        running.advance("2026-10-01T08:01")
        self.assertGreater(len(running.mails()), 5)
        return running

    def check_sent_as_stored(self, running):
        stored = {row["message_id"]: row for row in running.query(
            "SELECT * FROM mail WHERE state = 'sent'")}
        self.assertEqual(len(self.inbox.envelopes), len(stored))
        for envelope in self.inbox.envelopes:
            row = next(row for key, row in stored.items()
                       if key.encode() in envelope.content)
            self.assertEqual(envelope.content, row["bytes"])
            linting.check_mail(envelope.content)
            self.assertEqual(envelope.rcpt_tos, [row["to_address"]])
            self.assertRegex(envelope.mail_from, "^onboarding\\+b%d-"
                             "[0-9a-f]{20}@example.org$" % row["id"])

    def test_mails_go_out_encrypted_and_as_they_are_stored(self):
        running = self.start_and_add(self.smtp(self.serve()))
        self.assertEqual(self.states(running), {"sent"})
        self.assertEqual(set(self.inbox.encrypted), {True})
        self.check_sent_as_stored(running)

    def test_a_server_of_an_unknown_authority_gets_nothing(self):
        other = smtp_peers.Authority(str(self.folder), "other")
        running = self.start_and_add(
            self.smtp(self.serve(), ca_file=other.file))
        self.assertEqual(self.inbox.encrypted, [])
        self.assertEqual(self.states(running), {"deferred"})
        listed = running.ctl("list-mail", "--state", "deferred")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        self.assertIn("deferred", listed.stdout)
        shown = running.ctl("show-mail", str(running.mails()[0]["id"]))
        self.assertRegex(shown.stdout.lower(), "certificate|ssl|tls")

    def test_a_server_without_encryption_gets_nothing(self):
        with smtp_peers.Script() as peer:
            running = self.start_and_add(self.smtp(peer.port))
            self.assertEqual(peer.letters, [])
            self.assertEqual([line for line in peer.commands
                              if line.upper().startswith(b"MAIL")], [])
            self.assertEqual(self.states(running), {"deferred"})
            self.assertEqual(running.stop(), 0)

    def test_a_deferred_mail_is_tried_again_at_its_time(self):
        self.inbox.answer = "450 come back later"
        running = self.start_and_add(self.smtp(self.serve()))
        mails = running.mails()
        self.assertEqual({mail["state"] for mail in mails}, {"deferred"})
        self.assertEqual({mail["attempts"] for mail in mails}, {1})
        tried = len(self.inbox.encrypted)
        begin = datetime.datetime.fromisoformat(START + "+02:00")
        times = [datetime.datetime.fromisoformat(mail["next_attempt"])
                 for mail in mails]
        for at in times:
            self.assertGreaterEqual(at - begin, datetime.timedelta(minutes=4))
            self.assertLessEqual(at - begin, datetime.timedelta(minutes=7))
        first = min(times) - datetime.timedelta(seconds=1)
        running.advance(first.strftime("%Y-%m-%dT%H:%M:%S"))
        self.assertEqual(len(self.inbox.encrypted), tried)
        self.inbox.answer = "250 OK"
        first_from = dict(self.inbox.froms)
        running.advance(max(times).strftime("%Y-%m-%dT%H:%M:%S"))
        self.assertEqual(self.inbox.froms, first_from)
        self.assertEqual(self.states(running), {"sent"})
        self.assertEqual({mail["attempts"] for mail in running.mails()}, {2})
        self.assertIn("come back later", str(running.api(
            "GET", f"/mail/{mails[0]['id']}")["attempts"]))
        self.check_sent_as_stored(running)

    def test_without_a_return_path_of_its_own_a_mail_has_the_mailbox(self):
        mail = self.smtp(self.serve())
        running = self.start_and_add({
            **mail, "verp": False, "return_path": "bounces@example.org"})
        self.assertEqual(self.states(running), {"sent"})
        self.assertEqual({envelope.mail_from
                          for envelope in self.inbox.envelopes},
                         {"bounces@example.org"})

    def utf8_mail(self, **more):
        """What became of the mails to Søren; the other mails are sent."""
        running = self.start(START, mail=self.smtp(self.serve(**more)))
        running.add(email="Søren@rødgrød.dk", name="Søren Ø")
        running.advance("2026-10-02T09:00")
        mails = running.mails()
        own = [mail for mail in mails if mail["to"].startswith("Søren@")]
        self.assertTrue(own)
        self.assertEqual({mail["to"] for mail in own},
                         {"Søren@xn--rdgrd-vuad.dk"})
        self.assertEqual(
            {mail["state"] for mail in mails if mail not in own}, {"sent"})
        return running, own

    def test_an_address_beyond_ascii_is_sent_to_with_smtputf8(self):
        running, own = self.utf8_mail(enable_SMTPUTF8=True)
        self.assertEqual({mail["state"] for mail in own}, {"sent"})
        envelope = next(envelope for envelope in self.inbox.envelopes
                        if envelope.smtp_utf8)
        self.assertEqual(envelope.rcpt_tos, [own[0]["to"]])
        message = email.message_from_string(
            envelope.content.decode(), policy=email.policy.SMTPUTF8)
        address, = message["To"].addresses
        self.assertEqual(address.addr_spec, own[0]["to"])
        self.assertEqual(address.display_name, "Søren Ø")
        self.assertEqual(message.defects, [])

    def test_without_smtputf8_it_fails_and_says_why(self):
        running, own = self.utf8_mail(enable_SMTPUTF8=False)
        self.assertEqual({mail["state"] for mail in own}, {"failed"})
        shown = running.ctl("show-mail", str(own[0]["id"])).stdout
        self.assertIn("the relay does not offer SMTPUTF8, which the address "
                      "'Søren@xn--rdgrd-vuad.dk' needs", shown)
        self.assertNotIn("Søren@", running.log())
        for envelope in self.inbox.envelopes:
            self.assertTrue("".join(envelope.rcpt_tos).isascii())

    def test_a_sender_beyond_ascii_is_refused_at_start(self):
        for key in ("from", "return_path"):
            mail = {"transport": "smtp", key: "ønsker@example.org"
                    if key == "return_path" else "Ø <ønsker@example.org>"}
            refused = self.make(mail=mail)
            checked = self.check("-n", "-c", refused.config)
            self.assertEqual(checked.returncode, 1)
            self.assertIn(f"mail.{key}", checked.stderr)
            self.assertIn("letters outside a to z", checked.stderr)

    def test_a_refused_mail_is_shown_and_goes_again_unchanged(self):
        self.inbox.answer = "550 no such mailbox"
        running = self.start_and_add(self.smtp(self.serve()))
        self.assertEqual(self.states(running), {"failed"})
        mail = running.mails("failed")[0]
        shown = running.ctl("show-mail", str(mail["id"]))
        self.assertIn("no such mailbox", shown.stdout)
        raw = running.request("GET", f"/mail/{mail['id']}/message").body
        tried = len(self.inbox.encrypted)
        running.advance("2026-10-01T16:00")
        self.assertEqual(len(self.inbox.encrypted), tried,
                         "a failed mail is not tried again by itself")
        self.inbox.answer = "250 OK"
        done = running.ctl("retry-mail", str(mail["id"]))
        self.assertEqual(done.returncode, 0, done.stderr)
        running.advance("2026-10-01T16:01")
        again = running.api("GET", f"/mail/{mail['id']}")["mail"]
        self.assertEqual(again["state"], "sent")
        self.assertEqual(again["message_id"], mail["message_id"])
        self.assertEqual([envelope.content
                          for envelope in self.inbox.envelopes], [raw])
        twice = running.ctl("retry-mail", str(mail["id"]))
        self.assertEqual(twice.returncode, 1)
        self.assertIn("sent", twice.stderr)

    def test_a_server_that_is_away_holds_nobody_up(self):
        port = smtp_peers.free_port()
        running = self.start_and_add(self.smtp(port))
        self.assertEqual(self.states(running), {"deferred"})
        begin = time.monotonic()
        running.api("GET", "/leaders")
        running.add(email="eva@example.org", name="Eva")
        self.assertLess(time.monotonic() - begin, 5)
        self.assertEqual(running.ctl("list-mail").returncode, 0)

    def test_a_server_that_is_silent_holds_nobody_up(self):
        with smtp_peers.Script({"CONNECT": None}) as peer:
            running = self.start(START, mail=self.plain(peer.port))
            running.add()
            daemon.wait_for(lambda: peer.connections, "a connection")
            for _ in range(20):
                begin = time.monotonic()
                running.api("GET", "/leaders")
                running.api("GET", "/mail")
                self.assertLess(time.monotonic() - begin, 2)
            self.assertIn("sending", self.states(running))
            running.kill()

    def test_an_answer_that_was_lost_is_ambiguous_after_a_restart(self):
        with smtp_peers.Script({".": None}) as peer:
            running = self.start(START, mail=self.plain(peer.port))
            running.add()
            daemon.wait_for(lambda: peer.letters, "a letter")
            running.kill()
            letters = list(peer.letters)
            claimed = running.query(
                "SELECT id FROM mail WHERE state = 'sending'")
            self.assertGreaterEqual(len(claimed), len(letters))
            peer.answers["."] = b"250 ok\r\n"
            running.start(START)
            self.assertEqual(len(running.query(
                "SELECT * FROM audit WHERE verb = 'recover-mail'")), 1)
            for row in claimed:
                self.assertIn(f"mail.ambiguous mail={row['id']}\n",
                              running.log())
                shown = running.ctl("show-mail", str(row["id"])).stdout
                self.assertIn("unknown: the program ended", shown)
            running.advance("2026-10-01T10:00")
            self.assertEqual(self.states(running), {"sent"})
            # The same bytes again, so that the receiver can tell.
            for letter in letters:
                self.assertGreaterEqual(peer.letters.count(letter), 2)
            self.assertEqual(running.stop(), 0)

    def test_the_password_is_nowhere_to_be_read(self):
        file = self.folder / "password"
        file.write_text(PASSWORD + "\n")
        file.chmod(0o600)
        port = self.serve(authenticator=self.inbox.authenticate,
                          auth_required=True)
        running = self.start_and_add(self.smtp(
            port, user="onboard", password_file=str(file)))
        self.assertEqual(self.states(running), {"sent"})
        self.assertEqual(set(self.inbox.logins),
                         {(b"onboard", PASSWORD.encode())})
        process = pathlib.Path(f"/proc/{running.process.pid}")
        for name in ("cmdline", "environ"):
            self.assertNotIn(PASSWORD.encode(),
                             (process / name).read_bytes())
        self.assertNotIn(PASSWORD, running.log())
        self.assertNotIn(PASSWORD, running.dump())
        printed = self.check("-nn", "-c", running.config)
        self.assertEqual(printed.returncode, 0, printed.stderr)
        self.assertNotIn(PASSWORD, printed.stdout)

    def test_a_wrong_password_defers_and_is_not_logged(self):
        file = self.folder / "password"
        file.write_text("forkert-kode-0815\n")
        file.chmod(0o600)
        port = self.serve(authenticator=self.inbox.authenticate,
                          auth_required=True)
        running = self.start_and_add(self.smtp(
            port, user="onboard", password_file=str(file)))
        self.assertEqual(self.inbox.encrypted, [])
        self.assertTrue(self.states(running) <= {"deferred", "queued"})
        self.assertNotIn("forkert-kode", running.log())
        self.assertIn("mail.refused", running.log())


if __name__ == "__main__":
    unittest.main()
