#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The mailer against real mail servers: what each fault means for a letter.

Finds the driver as MAILER_DRIVER or tests/system/mailer_driver below the
current directory.  Peers listen on free loopback ports; nothing is left.
"""

import logging
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

sys.dont_write_bytecode = True  # the source tree may be read-only

import smtp_peers  # noqa: E402

DRIVER = os.environ.get("MAILER_DRIVER", "tests/system/mailer_driver")
FROM = "onboarding@example.org"
TO = "soren@example.com"
LETTER = (b"From: Onboarding <onboarding@example.org>\r\n"
          b"To: soren@example.com\r\nSubject: Test\r\n"
          b"Message-ID: <1@example.org>\r\n\r\n"
          b"Hej\r\n.punktum\r\n..to\r\n\r\nFarvel\r\n")

# The peer's view of handshakes that must fail is no news.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


class Driver:
    """One mailer in its own process; every wait has an end."""

    def __init__(self, *options):
        self.process = subprocess.Popen(
            [DRIVER, *options], stdin=subprocess.PIPE, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.watchdog = threading.Timer(20, self.process.kill)
        self.watchdog.start()
        self.errors = ""

    def say(self, *lines):
        self.process.stdin.write("".join(line + "\n" for line in lines))
        self.process.stdin.flush()

    def results(self):
        found = []
        for line in self.process.stdout:
            if line == "done\n":
                return found
            found.append(line.rstrip("\n").split(" ", 3)[1:])
        raise AssertionError("the driver ended: " +
                             self.process.stderr.read())

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)
        self.watchdog.cancel()
        self.errors = self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class TransportTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.directory = tempfile.mkdtemp(prefix="mail-transport-")
        cls.addClassCleanup(shutil.rmtree, cls.directory)
        cls.letter = os.path.join(cls.directory, "letter.eml")
        with open(cls.letter, "wb") as out:
            out.write(LETTER)

    def send_line(self, name="1", to=TO):
        return "send %s %s %s %s" % (FROM, to, self.letter, name)

    def attempt(self, port, *options, scheme="smtp", host="127.0.0.1"):
        """Sends one letter; returns [outcome, alarm, reply]."""
        url = "url=%s://%s:%d" % (scheme, host, port)
        with Driver(url, *options) as driver:
            driver.say(self.send_line(), "wait")
            results = driver.results()
        self.assertEqual(driver.process.returncode, 0, driver.errors)
        self.assertEqual(len(results), 1)
        return results[0]

    def refused_start(self, *options):
        with Driver(*options) as driver:
            pass
        self.assertEqual(driver.process.returncode, 1)
        return driver.errors


class FaultTable(TransportTest):
    """smtp-sink: -r soft error, -f hard error, -q disconnect."""

    TABLE = [
        # stage, soft, hard, disconnect
        ("CONNECT", "relay-down", "relay-refused", "relay-down"),
        ("EHLO", "sent", "sent", "relay-down"),
        ("MAIL", "transient", "permanent", "transient"),
        ("RCPT", "transient", "permanent", "transient"),
        ("DATA", "transient", "permanent", "transient"),
        (".", "transient", "permanent", "unknown"),
    ]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        smtp_peers.Sink.prepare(
            os.environ.get("SMTP_SINK_DIRECTORY",
                           os.path.join(cls.directory, "sink")))

    def test_each_fault_at_each_stage_has_its_outcome(self):
        for stage, *outcomes in self.TABLE:
            for switch, expected in zip(("-r", "-f", "-q"), outcomes):
                with self.subTest(stage=stage, switch=switch):
                    with smtp_peers.Sink(switch, stage) as sink:
                        outcome, alarm, reply = self.attempt(
                            sink.port, "tls=none")
                    self.assertEqual(outcome, expected, reply)
                    self.assertEqual(alarm == "alarm",
                                     expected == "relay-refused")
                    self.assertNotEqual(reply, "")

    def test_many_letters_on_two_connections_are_all_sent(self):
        with smtp_peers.Sink() as sink:
            with Driver("url=smtp://127.0.0.1:%d" % sink.port, "tls=none",
                        "sessions=2") as driver:
                driver.say("repeat 500 %s %s %s" % (FROM, TO, self.letter),
                           "wait")
                results = driver.results()
        self.assertEqual([r[0] for r in results], ["sent"] * 500)

    def test_without_ehlo_required_tls_sends_nothing(self):
        for switch, expected in (("-r", ["relay-down", "-"]),
                                 ("-f", ["relay-refused", "alarm"])):
            with self.subTest(switch=switch):
                with smtp_peers.Sink(switch, "EHLO") as sink:
                    result = self.attempt(sink.port, "tls=required")
                self.assertEqual(result[:2], expected)


class Connections(TransportTest):
    def test_nobody_listening_is_relay_down(self):
        outcome, alarm, reply = self.attempt(
            smtp_peers.free_port(), "tls=none")
        self.assertEqual((outcome, alarm), ("relay-down", "-"))
        self.assertIn("connect", reply.lower())

    def test_silence_at_the_greeting_ends_in_relay_down(self):
        with smtp_peers.Script({"CONNECT": None}) as peer:
            begun = time.monotonic()
            outcome, _, _ = self.attempt(
                peer.port, "tls=none", "connect=1000", "response=1000")
            self.assertLess(time.monotonic() - begun, 4)
        self.assertEqual(outcome, "relay-down")

    def test_silence_at_rcpt_ends_in_relay_down(self):
        with smtp_peers.Script({"RCPT": None}) as peer:
            outcome, _, _ = self.attempt(
                peer.port, "tls=none", "response=1000")
        self.assertEqual(outcome, "relay-down")

    def test_silence_after_the_dot_is_unknown(self):
        with smtp_peers.Script({".": None}) as peer:
            outcome, _, _ = self.attempt(
                peer.port, "tls=none", "final=1000")
        self.assertEqual(outcome, "unknown")

    def test_a_late_answer_is_not_taken_for_the_next_letter(self):
        late = threading.Event()

        def think(peer):
            if not late.is_set():
                late.wait(10)
            return b"250 ok\r\n"

        with smtp_peers.Script({".": think}) as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port, "tls=none",
                        "sessions=1", "final=1000") as driver:
                driver.say(self.send_line("1"), "wait")
                self.assertEqual(driver.results()[0][0], "unknown")
                late.set()
                peer.answers["RCPT"] = b"550 5.1.1 no such user\r\n"
                driver.say(self.send_line("2"), "wait")
                self.assertEqual(driver.results()[0][0], "permanent")
            self.assertEqual(peer.connections, 2)

    def test_a_handshake_that_never_ends_is_given_up(self):
        with smtp_peers.Script({"EHLO": b"250-x\r\n250 STARTTLS\r\n"}) as peer:
            begun = time.monotonic()
            outcome, _, _ = self.attempt(
                peer.port, "tls=required", "connect=1000", "response=1000")
            self.assertLess(time.monotonic() - begun, 5)
        self.assertEqual(outcome, "relay-down")

    def test_a_silent_server_is_not_waited_for_twice(self):
        with smtp_peers.Script({"RCPT": None, "QUIT": None}) as peer:
            begun = time.monotonic()
            outcome, _, _ = self.attempt(
                peer.port, "tls=none", "response=2000", "connect=1000")
            self.assertLess(time.monotonic() - begun, 4)
        self.assertEqual(outcome, "relay-down")

    def test_after_the_dot_a_server_has_more_time(self):
        def think(_):
            time.sleep(2.5)  # longer than it has for other replies
            return b"250 ok\r\n"

        plain = os.path.join(self.directory, "plain.eml")
        with open(plain, "wb") as out:
            out.write(LETTER.replace(b"\r\n.", b"\r\n"))
        for letter in (self.letter, plain):
            with self.subTest(letter=letter), \
                    smtp_peers.Script({".": think}) as peer:
                with Driver("url=smtp://127.0.0.1:%d" % peer.port,
                            "tls=none", "response=1000",
                            "final=10000") as driver:
                    driver.say("send %s %s %s 1" % (FROM, TO, letter), "wait")
                    self.assertEqual(driver.results()[0][0], "sent")

    def test_a_drop_inside_the_text_is_unknown(self):
        def drop(peer):
            peer.shutdown(2)

        with smtp_peers.Script(after={"DATA": drop}) as peer:
            outcome, _, _ = self.attempt(peer.port, "tls=none")
        self.assertEqual(outcome, "unknown")

    def test_the_letter_arrives_byte_for_byte(self):
        with smtp_peers.Script() as peer:
            self.assertEqual(self.attempt(peer.port, "tls=none",
                                          "helo=onboard.example.org"),
                             ["sent", "-", "250 ok"])
        stuffed = LETTER.replace(b"\r\n.", b"\r\n..")
        self.assertEqual(peer.letters, [stuffed])
        self.assertEqual(peer.commands[0], b"EHLO onboard.example.org\r\n")
        self.assertEqual(
            [c for c in peer.commands if c.startswith((b"MAIL", b"RCPT"))],
            [b"MAIL FROM:<%s>\r\n" % FROM.encode(),
             b"RCPT TO:<%s>\r\n" % TO.encode()])

    def test_letters_share_a_connection(self):
        with smtp_peers.Script() as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port, "tls=none",
                        "sessions=1") as driver:
                driver.say("repeat 5 %s %s %s" % (FROM, TO, self.letter),
                           "wait")
                self.assertEqual([r[0] for r in driver.results()],
                                 ["sent"] * 5)
            self.assertEqual(peer.connections, 1)
            self.assertEqual(len(peer.letters), 5)

    def test_a_connection_carries_at_most_a_hundred_letters(self):
        with smtp_peers.Script() as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port, "tls=none",
                        "sessions=1") as driver:
                driver.say("repeat 101 %s %s %s" % (FROM, TO, self.letter),
                           "wait")
                self.assertEqual([r[0] for r in driver.results()],
                                 ["sent"] * 101)
            self.assertEqual(peer.connections, 2)

    def test_a_connection_that_nobody_needs_is_closed(self):
        gone = threading.Event()
        with smtp_peers.Script(
                after={"QUIT": lambda _: gone.set()}) as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port, "tls=none",
                        "sessions=1", "idle=100") as driver:
                driver.say(self.send_line("1"), "wait")
                self.assertEqual(driver.results()[0][0], "sent")
                self.assertTrue(gone.wait(10))
                driver.say(self.send_line("2"), "wait")
                self.assertEqual(driver.results()[0][0], "sent")
            self.assertEqual(peer.connections, 2)

    def second_after_goodbye(self, goodbye):
        """The server says goodbye on a kept connection between letters."""
        gone = threading.Event()

        def leave(peer):
            if not gone.is_set():
                if goodbye:
                    peer.sendall(goodbye)
                peer.shutdown(2)
                gone.set()

        with smtp_peers.Script(after={".": leave}) as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port, "tls=none",
                        "sessions=1") as driver:
                driver.say(self.send_line("1"), "wait")
                first = driver.results()
                self.assertTrue(gone.wait(5))
                driver.say(self.send_line("2"), "wait")
                second = driver.results()
        self.assertEqual([first[0][0], second[0][0]], ["sent", "sent"])
        self.assertEqual(peer.connections, 2)
        self.assertEqual(len(peer.letters), 2)

    def test_a_kept_connection_closed_with_421_is_opened_again_at_once(self):
        self.second_after_goodbye(b"421 4.4.2 idle timeout\r\n")

    def test_a_kept_connection_closed_silently_is_opened_again_at_once(self):
        self.second_after_goodbye(b"")

    def test_421_on_a_new_connection_is_not_tried_twice(self):
        with smtp_peers.Script({"MAIL": b"421 4.3.2 shutting down\r\n"}) as p:
            outcome, alarm, reply = self.attempt(p.port, "tls=none")
            self.assertEqual(p.connections, 1)
        self.assertEqual((outcome, alarm, reply),
                         ("relay-down", "-", "421 4.3.2 shutting down"))

    def test_stop_does_not_wait_for_a_silent_quit(self):
        with smtp_peers.Script({"QUIT": None}) as peer:
            begun = time.monotonic()
            outcome, _, _ = self.attempt(peer.port, "tls=none")
            self.assertLess(time.monotonic() - begun, 3)
        self.assertEqual(outcome, "sent")

    def finish_during(self, stage, stop_ms):
        """Finishes while the server is silent; returns outcomes, seconds."""
        reached = threading.Event()

        def silence(_):
            reached.set()

        with smtp_peers.Script({stage: silence}) as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port, "tls=none",
                        "sessions=1", "stop=%d" % stop_ms) as driver:
                driver.say(self.send_line("1"), self.send_line("2"))
                self.assertTrue(reached.wait(5))
                begun = time.monotonic()
                driver.say("finish")
                results = driver.results()
                seconds = time.monotonic() - begun
        return [r[0] for r in results], seconds

    def test_stop_before_the_text_leaves_letters_untried(self):
        outcomes, seconds = self.finish_during("RCPT", 10000)
        self.assertEqual(outcomes, ["not-tried", "not-tried"])
        self.assertLess(seconds, 3)

    def test_stop_during_the_text_gives_up_in_time(self):
        outcomes, seconds = self.finish_during(".", 1000)
        self.assertEqual(outcomes, ["unknown", "not-tried"])
        self.assertLess(seconds, 4)


class Refusals(TransportTest):
    CASES = [
        # command, answer, outcome, alarm
        ("CONNECT", b"554 5.7.1 no service here", "relay-refused", True),
        ("MAIL", b"530 5.7.0 authentication required", "relay-refused", True),
        ("MAIL", b"550 5.7.1 sender not allowed", "relay-refused", True),
        ("MAIL", b"452 4.3.1 disk full", "relay-down", False),
        ("RCPT", b"550 5.1.1 no such user", "permanent", False),
        ("RCPT", b"554 5.7.1 Relay access denied", "relay-refused", True),
        ("RCPT", b"554 5.7.1 Client host rejected", "relay-refused", True),
        ("RCPT", b"452 4.2.2 mailbox full", "transient", False),
        ("RCPT", b"451 4.7.1 greylisted", "transient", False),
        ("DATA", b"503 5.5.1 no valid recipients", "permanent", False),
        (".", b"550 5.7.60 not this sender", "relay-refused", True),
        (".", b"554 5.6.0 looks like spam", "permanent", False),
        (".", b"451 4.3.0 try again", "transient", False),
        (".", b"421 4.3.2 shutting down", "relay-down", False),
        (".", b"550-5.1.1 first\r\n550 5.1.1 second", "permanent", False),
    ]

    def test_each_answer_has_its_outcome(self):
        for command, answer, expected, alarm in self.CASES:
            with self.subTest(command=command, answer=answer):
                with smtp_peers.Script({command: answer + b"\r\n"}) as peer:
                    outcome, alarmed, reply = self.attempt(
                        peer.port, "tls=none")
                self.assertEqual(outcome, expected, reply)
                self.assertEqual(alarmed == "alarm", alarm)
                self.assertTrue(reply.startswith(answer[:3].decode()), reply)

    def test_a_recipient_that_is_refused_stops_no_other_letter(self):
        def judge(peer):
            return b"554 5.7.1 Relay access denied\r\n" \
                if b"odd@" in peer.commands[-1] else b"250 ok\r\n"

        with smtp_peers.Script({"RCPT": judge}) as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port, "tls=none",
                        "sessions=1") as driver:
                driver.say(self.send_line(to="odd@example.com"),
                           self.send_line(), self.send_line(), "wait")
                self.assertEqual([r[0] for r in driver.results()],
                                 ["relay-refused", "sent", "sent"])

    def test_a_hostile_reply_is_kept_printable_and_short(self):
        answer = b"550 \x1b[2J\xff" + b"x" * 2000 + b"\r\n"
        with smtp_peers.Script({"RCPT": answer}) as peer:
            _, _, reply = self.attempt(peer.port, "tls=none")
        self.assertLess(len(reply), 512)
        self.assertTrue(reply.isprintable() and reply.isascii(), reply)

    def test_an_address_that_cannot_be_sent_is_permanent(self):
        for to in ("ida@rødgrød.dk", "ida\u2028@example.com", "<a@example.com>", "a", "@", "a@",
                   "a@example.com>\rRCPT"):
            with self.subTest(to=to), smtp_peers.Script() as peer:
                with Driver("url=smtp://127.0.0.1:%d" % peer.port,
                            "tls=none") as driver:
                    driver.say(self.send_line(to=to), "wait")
                    self.assertEqual(driver.results()[0][0], "permanent")
                self.assertEqual(peer.connections, 0)

    def test_a_letter_with_a_bare_line_feed_is_permanent(self):
        path = os.path.join(self.directory, "smuggle.eml")
        with open(path, "wb") as out:
            out.write(LETTER + b"\n.\r\nMAIL FROM:<evil@example.org>\r\n")
        with smtp_peers.Script() as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port,
                        "tls=none") as driver:
                driver.say("send %s %s %s 1" % (FROM, TO, path), "wait")
                self.assertEqual(driver.results()[0][0], "permanent")
            self.assertEqual(peer.connections, 0)


class Utf8(TransportTest):
    """An address whose part before @ is not ASCII (RFC 6531)."""

    SØREN = "søren@example.com"
    OFFER = b"250-peer\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
    REFUSAL = ["permanent", "-", "the relay does not offer SMTPUTF8, which "
               "the address 'søren@example.com' needs"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.utf8_letter = os.path.join(cls.directory, "utf8.eml")
        with open(cls.utf8_letter, "wb") as out:
            out.write(LETTER.replace(TO.encode(), cls.SØREN.encode()))

    def say(self, driver, *addresses):
        for to in addresses:
            driver.say("send %s %s %s 1" % (
                FROM, to, self.letter if to == TO else self.utf8_letter),
                "wait")
        return [driver.results()[0] for _ in addresses]

    def test_it_is_sent_where_the_relay_offers_it(self):
        with smtp_peers.Script({"EHLO": self.OFFER}) as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port, "tls=none",
                        "sessions=1") as driver:
                results = self.say(driver, TO, self.SØREN, TO)
            self.assertEqual([r[0] for r in results], ["sent"] * 3)
            mails = [c for c in peer.commands if c.startswith(b"MAIL")]
            self.assertEqual(mails[0], mails[2])
            self.assertIn(b" SMTPUTF8", mails[1])
            self.assertNotIn(b"SMTPUTF8", mails[0])
            self.assertIn(b"RCPT TO:<%s>\r\n" % self.SØREN.encode(),
                          peer.commands)
            self.assertIn(b"To: s\xc3\xb8ren@", peer.letters[1])
            # The relay's offer is known of the kept connection.
            self.assertEqual(peer.connections, 1)

    def test_it_fails_where_the_relay_does_not(self):
        for offer in (b"250 peer\r\n", b"250-peer\r\n250 XSMTPUTF8\r\n",
                      b"250-SMTPUTF8X\r\n250 SIZE SMTPUTF8\r\n",
                      b"500 HELO alone\r\n"):
            with self.subTest(offer=offer), smtp_peers.Script(
                    {"EHLO": offer}) as peer:
                with Driver("url=smtp://127.0.0.1:%d" % peer.port,
                            "tls=none") as driver:
                    self.assertEqual(
                        self.say(driver, self.SØREN), [self.REFUSAL])
                self.assertFalse([c for c in peer.commands if c.startswith(
                    (b"MAIL", b"RCPT", b"DATA"))], peer.commands)

    def test_on_a_kept_connection_nothing_is_said_of_it(self):
        with smtp_peers.Script() as peer:
            with Driver("url=smtp://127.0.0.1:%d" % peer.port, "tls=none",
                        "sessions=1") as driver:
                results = self.say(driver, TO, self.SØREN, TO)
            self.assertEqual(results[1], self.REFUSAL)
            self.assertEqual([results[0][0], results[2][0]], ["sent"] * 2)
            self.assertFalse([c for c in peer.commands if b"\xc3" in c])
            self.assertEqual(len(peer.letters), 2)

    def test_what_is_offered_behind_tls_counts(self):
        authority = smtp_peers.Authority(self.directory, "utf8")
        for offers in (True, False):
            inbox = Inbox()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                controller = Controller(
                    inbox, hostname="127.0.0.1", port=smtp_peers.free_port(),
                    tls_context=authority.server_context(
                        "s%d" % offers, "IP:127.0.0.1"),
                    require_starttls=True, enable_SMTPUTF8=offers)
                controller.start()
            try:
                with Driver("url=smtp://127.0.0.1:%d" % controller.port,
                            "tls=required", "ca=" + authority.file) as driver:
                    result, = self.say(driver, self.SØREN)
            finally:
                controller.stop()
            if offers:
                self.assertEqual(result[0], "sent", result)
                self.assertEqual(inbox.envelopes[0][1].rcpt_tos, [self.SØREN])
            else:
                self.assertEqual(result, self.REFUSAL)
                self.assertEqual(inbox.envelopes, [])


class Inbox:
    def __init__(self):
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):
        self.envelopes.append((session.ssl is not None, envelope))
        return "250 2.0.0 accepted"


class Encryption(TransportTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.authority = smtp_peers.Authority(cls.directory, "good")
        cls.stranger = smtp_peers.Authority(cls.directory, "stranger")
        here = "IP:127.0.0.1,DNS:localhost"
        cls.good = cls.authority.server_context("good", here)
        cls.expired = cls.authority.server_context(
            "expired", here, expired=True)
        cls.wrong_name = cls.authority.server_context(
            "wrong", "DNS:mail.example.org")

    def serve(self, context, *, implicit=False, **options):
        """Starts aiosmtpd; returns its port and inbox."""
        inbox = Inbox()
        port = smtp_peers.free_port()
        if context is not None and not implicit:
            options.update(tls_context=context, require_starttls=True)
        controller = Controller(
            inbox, hostname="127.0.0.1", port=port,
            ssl_context=context if implicit else None, **options)
        controller.start()
        self.addCleanup(controller.stop)
        return port, inbox

    def over_tls(self, port, *options, authority=None, scheme="smtp"):
        authority = authority or self.authority
        return self.attempt(port, "tls=required", "ca=" + authority.file,
                            *options, scheme=scheme)

    def refused(self, port, inbox, **how):
        outcome, alarm, reply = self.over_tls(port, **how)
        self.assertEqual((outcome, alarm), ("relay-down", "alarm"), reply)
        self.assertEqual(inbox.envelopes, [])

    def test_starttls_with_a_known_authority_sends_encrypted(self):
        port, inbox = self.serve(self.good)
        self.assertEqual(self.over_tls(port),
                         ["sent", "-", "250 2.0.0 accepted"])
        (encrypted, envelope), = inbox.envelopes
        self.assertTrue(encrypted)
        self.assertEqual(envelope.rcpt_tos, [TO])
        self.assertEqual(envelope.content, LETTER)

    def test_implicit_tls_sends(self):
        port, inbox = self.serve(self.good, implicit=True)
        self.assertEqual(self.over_tls(port, scheme="smtps")[0], "sent")
        self.assertEqual(len(inbox.envelopes), 1)

    def test_an_unknown_authority_is_relay_down_with_alarm(self):
        self.refused(*self.serve(self.good), authority=self.stranger)

    def test_an_expired_certificate_is_relay_down_with_alarm(self):
        self.refused(*self.serve(self.expired))

    def test_a_certificate_for_another_name_is_relay_down_with_alarm(self):
        self.refused(*self.serve(self.wrong_name))

    def test_implicit_tls_checks_the_name_too(self):
        self.refused(*self.serve(self.wrong_name, implicit=True),
                     scheme="smtps")

    def test_a_server_without_starttls_gets_nothing(self):
        self.refused(*self.serve(None))

    def test_starttls_refused_for_now_is_relay_down_with_alarm(self):
        with smtp_peers.Script({
                "EHLO": b"250-peer\r\n250 STARTTLS\r\n",
                "STARTTLS": b"454 4.7.0 not now\r\n"}) as peer:
            outcome, alarm, _ = self.over_tls(peer.port)
        self.assertEqual((outcome, alarm), ("relay-down", "alarm"))
        self.assertFalse(any(c.startswith(b"MAIL") for c in peer.commands))

    def test_tls_older_than_1_2_is_refused(self):
        old = self.authority.server_context("old", "IP:127.0.0.1")
        old.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            old.minimum_version = ssl.TLSVersion.TLSv1_1
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        self.refused(*self.serve(old))

    def authenticate(self, right):
        asked = []

        def check(server, session, envelope, mechanism, data):
            asked.append((data.login, data.password))
            return AuthResult(success=data.password == b"hemmeligt",
                              handled=False)

        port, inbox = self.serve(
            self.good, authenticator=check, auth_required=True)
        password = "hemmeligt" if right else "forkert"
        result = self.over_tls(port, "user=onboard", "password=" + password)
        return asked, inbox.envelopes, result

    def test_the_right_password_sends(self):
        asked, envelopes, result = self.authenticate(True)
        self.assertEqual(result[0], "sent", result)
        self.assertEqual(asked, [(b"onboard", b"hemmeligt")])
        self.assertEqual(len(envelopes), 1)

    def test_a_wrong_password_stops_the_queue_after_one_attempt(self):
        asked, envelopes, (outcome, alarm, reply) = self.authenticate(False)
        self.assertEqual((outcome, alarm), ("relay-refused", "alarm"), reply)
        self.assertEqual(len(asked), 1)
        self.assertEqual(envelopes, [])
        self.assertNotIn("forkert", reply)


class Options(TransportTest):
    def test_unencrypted_mail_to_another_machine_is_refused(self):
        for host in ("mail.example.org", "192.0.2.1", "127.0.0.1.example.org",
                     "localhost.example.org", "[2001:db8::1]"):
            with self.subTest(host=host):
                self.assertIn("unencrypted", self.refused_start(
                    "url=smtp://" + host, "tls=none"))

    def test_a_password_without_tls_is_refused(self):
        self.assertIn("unencrypted", self.refused_start(
            "url=smtp://127.0.0.1", "tls=none", "user=u", "password=p"))

    def test_other_schemes_and_parts_are_refused(self):
        for url in ("http://127.0.0.1", "file:///etc/passwd", "127.0.0.1",
                    "smtp://", "smtp://u:p@127.0.0.1", "smtp://127.0.0.1/x",
                    "smtp://127.0.0.1:0", "smtp://127.0.0.1:99999",
                    "smtp://a b", "smtp://[::1"):
            with self.subTest(url=url):
                self.assertIn("not the address of a mail server",
                              self.refused_start("url=" + url))


class Maildir(TransportTest):
    def deliver(self, maildir, *names):
        with Driver("maildir=" + maildir) as driver:
            driver.say(*[self.send_line(name) for name in names], "wait")
            return driver.results()

    def setUp(self):
        self.maildir = os.path.join(
            tempfile.mkdtemp(dir=self.directory), "a", "mail")

    def test_a_letter_lies_in_new_with_its_bytes(self):
        self.assertEqual(self.deliver(self.maildir, "x")[0][0], "sent")
        with open(os.path.join(self.maildir, "new", "x"), "rb") as letter:
            self.assertEqual(letter.read(), LETTER)
        self.assertEqual(os.listdir(os.path.join(self.maildir, "tmp")), [])

    def test_directories_are_for_the_owner_alone(self):
        self.deliver(self.maildir, "x")
        for part in ("", "tmp", "new", "cur"):
            mode = os.stat(os.path.join(self.maildir, part)).st_mode
            self.assertEqual(mode & 0o777, 0o700)

    def test_a_repeat_does_not_double(self):
        self.deliver(self.maildir, "x", "x")
        self.assertEqual(self.deliver(self.maildir, "x")[0][0], "sent")
        self.assertEqual(os.listdir(os.path.join(self.maildir, "new")), ["x"])

    def test_a_letter_that_was_read_is_not_delivered_again(self):
        self.deliver(self.maildir, "x")
        os.rename(os.path.join(self.maildir, "new", "x"),
                  os.path.join(self.maildir, "cur", "x:2,S"))
        self.assertEqual(self.deliver(self.maildir, "x")[0][0], "sent")
        self.assertEqual(os.listdir(os.path.join(self.maildir, "new")), [])

    def test_what_a_crash_left_in_tmp_is_replaced(self):
        self.deliver(self.maildir, "first")
        with open(os.path.join(self.maildir, "tmp", "x"), "wb") as half:
            half.write(b"half a letter" * 1000)
        self.assertEqual(self.deliver(self.maildir, "x")[0][0], "sent")
        with open(os.path.join(self.maildir, "new", "x"), "rb") as letter:
            self.assertEqual(letter.read(), LETTER)

    def test_a_name_that_leaves_the_directory_is_refused(self):
        for name in ("../x", ".x", "a/b", "a:2,S", "x" * 201):
            with self.subTest(name=name):
                self.assertEqual(self.deliver(self.maildir, name)[0][0],
                                 "permanent")

    def test_a_lost_directory_is_an_alarm_not_a_loss(self):
        with Driver("maildir=" + self.maildir) as driver:
            driver.say(self.send_line("x"), "wait")
            driver.results()
            shutil.rmtree(self.maildir)
            driver.say(self.send_line("y"), "wait")
            self.assertEqual(driver.results()[0][:2],
                             ["relay-down", "alarm"])

    def test_a_place_that_cannot_be_made_is_told_at_start(self):
        self.assertIn("cannot", self.refused_start("maildir=/dev/null/mail"))


if __name__ == "__main__":
    unittest.main()
