#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of mail when the relay fails or the daemon is killed."""

import collections
import concurrent.futures
import email
import os
import re
import signal
import socket
import ssl
import threading
import time
import unittest
import warnings

import daemon
import smtp_peers
import smtp_relay

EVENING = "2026-10-01T18:00"
MORNING = "2026-10-02T09:00"

# The state, what the history calls it, and whether it was an attempt.
DOWN = ("deferred", "relay-down", 1)
REFUSED = ("deferred", "relay-refused", 0)
LATER = ("deferred", "transient", 1)
NEVER = ("failed", "permanent", 1)
UNKNOWN = ("ambiguous", "unknown", 1)
SENT = ("sent", "sent", 1)

# By the stages of smtp_relay: CONNECT, EHLO, STARTTLS, EHLO-TLS, AUTH, MAIL,
# RCPT, DATA, body, ".", QUIT.  After 4xx and 5xx to an EHLO libcurl says HELO,
# which offers neither STARTTLS nor a login.
EXPECTED = {
    "4xx": [DOWN, DOWN, DOWN, REFUSED, DOWN] + [LATER] * 5 + [SENT],
    "5xx": [REFUSED, REFUSED, DOWN, REFUSED, REFUSED] + [NEVER] * 5 + [SENT],
    "disconnect": [DOWN] * 5 + [LATER] * 3 + [UNKNOWN] * 2 + [SENT],
    "stall": [DOWN] * 8 + [UNKNOWN] * 2 + [SENT],
    "garbage": [DOWN] * 8 + [UNKNOWN] * 2 + [SENT],
    "1 MB line": [DOWN] * 5 + [LATER] * 3 + [UNKNOWN] * 2 + [SENT],
}

# What the server has said or libcurl has noticed; without a login 530.
WORDS = {"4xx": "^450|^530", "5xx": "^5", "disconnect": "fail|reset",
         "stall": "time", "garbage": "time", "1 MB line": "large"}


class RelayCase(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        self.authority = smtp_peers.Authority(str(self.folder), "ca")
        self.tls = self.authority.server_context("peer", "IP:127.0.0.1")
        self.password = self.folder / "password"
        self.password.write_text("hemmeligt\n")
        self.password.chmod(0o600)

    def mail(self, port, scheme="smtp", **more):
        return {"transport": "smtp", "smtp": {
            "url": f"{scheme}://127.0.0.1:{port}", "sessions": 1,
            "ca_file": self.authority.file, "user": "onboard",
            "password_file": str(self.password), "per_minute": 0, **more}}

    def check_plain(self, relay):
        """Nothing but greetings went out before TLS."""
        plain = b"".join(relay.plain)
        for word in (b"AUTH", b"MAIL", b"RCPT", b"DATA", b"Subject"):
            self.assertNotIn(word, plain)

    @staticmethod
    def states(running):
        return {mail["state"] for mail in running.mails()}


def stored(running):
    return {row["message_id"]: row["bytes"] for row in running.query(
        "SELECT message_id, bytes FROM mail")}


def by_id(letters):
    """The letters of each mail, by its Message-ID."""
    found = collections.defaultdict(list)
    for letter in letters:
        name = email.message_from_bytes(letter)["Message-ID"]
        found[name.strip("<>")].append(letter)
    return found


class Matrix(RelayCase):
    """Eleven stages by six faults, each with a mail of its own."""

    def prepare(self, relay, timeout):
        """Enough mail that is held, and nothing else to send."""
        running = self.start(
            EVENING, mail=self.mail(relay.port, timeout=timeout))
        running.add()
        held = [mail["id"] for mail in running.mails("queued")]
        self.assertGreaterEqual(len(held), len(smtp_relay.STAGES))
        for mail in held:
            running.api("POST", f"/mail/{mail}/hold", {})
        self.assertEqual(running.stop(), 0)
        running.start(MORNING)
        running.advance(MORNING + ":01")
        self.assertLessEqual(self.states(running), {"held", "sent"})
        relay.letters.clear()
        return running, held

    @staticmethod
    def release(running, mail):
        """Lets the mail go; its view once nobody sends it any more."""
        running.api("POST", f"/mail/{mail}/retry", {})

        def look():
            view = running.api("GET", f"/mail/{mail}")
            return view["mail"]["state"] not in ("queued", "sending") and view
        return daemon.wait_for(look, f"mail {mail} to be settled", 40)

    def try_one(self, running, relay, mail, stage, fault):
        """What the fault made of the mail, and that it is not lost."""
        relay.hang_up()
        relay.stage, relay.fault = stage, fault
        view = self.release(running, mail)
        last = view["attempts"][-1]
        result = (view["mail"]["state"], last["outcome"],
                  view["mail"]["attempts"])
        relay.stage = relay.fault = None
        wrong = []
        if result != EXPECTED[fault][smtp_relay.STAGES.index(stage)]:
            wrong.append(result)
        if stage == "QUIT":
            return wrong
        if not re.search(WORDS[fault], last["reply"]):
            wrong.append(last["reply"])
        copies = 2 if result[0] == "ambiguous" and (
            stage == "." or fault == "1 MB line") else 1
        if self.release(running, mail)["mail"]["state"] != "sent":
            wrong.append("not sent when the relay is well")
        letters = by_id(relay.letters)[view["mail"]["message_id"]]
        if letters != [stored(running)[view["mail"]["message_id"]]] * copies:
            wrong.append(f"{len(letters)} letters, or other bytes")
        return wrong

    def run_fault(self, fault):
        """Returns what went otherwise than expected, by stage."""
        # Where nothing comes, time is what ends it.
        timeout = 2 if fault in ("stall", "garbage") else 30
        wrong = {}
        with smtp_relay.Relay(self.tls) as relay:
            running, held = self.prepare(relay, timeout)
            for stage, mail in zip(smtp_relay.STAGES, held):
                found = self.try_one(running, relay, mail, stage, fault)
                if found:
                    wrong[fault, stage] = found
            relay.stage, relay.fault = "QUIT", fault
            begin = time.monotonic()
            self.assertEqual(running.stop(), 0, running.log())
            self.assertLess(time.monotonic() - begin, 15)
            self.check_plain(relay)
        return wrong

    def test_each_fault_at_each_stage(self):
        with concurrent.futures.ThreadPoolExecutor() as pool:
            results = list(pool.map(self.run_fault, smtp_relay.FAULTS))
        wrong = {key: value for result in results
                 for key, value in result.items()}
        cases = len(smtp_relay.FAULTS) * len(smtp_relay.STAGES)
        self.assertEqual(wrong, {}, f"{cases - len(wrong)} of {cases}")


class Encryption(RelayCase):
    """What is wrong with TLS keeps the mail here, and never sends it plain."""

    def contexts(self):
        stranger = smtp_peers.Authority(str(self.folder), "stranger")
        own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        own.load_cert_chain(stranger.file, stranger.path("ca.key"))
        old = self.authority.server_context("old", "IP:127.0.0.1")
        old.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            old.minimum_version = ssl.TLSVersion.TLSv1_1
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        return {
            "expired": self.authority.server_context(
                "expired", "IP:127.0.0.1", expired=True),
            "another host": self.authority.server_context(
                "wrong", "DNS:mail.example.org"),
            "unknown authority": stranger.server_context(
                "peer", "IP:127.0.0.1"),
            "signed by itself": own,
            "TLS 1.1": old,
        }

    def refused(self, relay, scheme="smtp"):
        """Nothing goes out; all is there when the relay is well again."""
        good, relay.tls = self.tls, relay.tls
        running = self.start(MORNING, mail=self.mail(
            relay.port, scheme, timeout=5))
        running.add()
        running.advance(MORNING + ":01")
        self.assertEqual(self.states(running), {"deferred"})
        self.assertEqual(relay.letters, [])
        self.check_plain(relay)
        self.assertNotIn(b"AUTH", b"".join(relay.encrypted))
        daemon.wait_for(lambda: running.has_logged("mail.refused"), "an alarm")
        relay.tls = good
        relay.spoil = lambda _: None
        relay.offers_tls = True
        running.reload()
        running.advance("2026-10-02T09:30")
        self.assertEqual(self.states(running), {"sent"})
        self.assertEqual(len(relay.letters), len(running.mails()))
        self.assertEqual(running.stop(), 0)

    def test_certificates_and_versions(self):
        for name, context in self.contexts().items():
            with self.subTest(name), smtp_relay.Relay(context) as relay:
                self.refused(relay)

    def test_they_are_looked_at_with_implicit_tls_too(self):
        for name, context in self.contexts().items():
            with self.subTest(name), \
                    smtp_relay.Relay(context, implicit=True) as relay:
                self.refused(relay, "smtps")

    def test_starttls_is_not_offered(self):
        with smtp_relay.Relay(self.tls) as relay:
            relay.offers_tls = False
            self.refused(relay)

    def test_handshakes_that_fail(self):
        def garbage(peer):
            peer.sendall(smtp_relay.GARBAGE)

        def drop(peer):
            peer.shutdown(socket.SHUT_RDWR)

        def inject(peer):
            # As if it had come encrypted (CVE-2021-22947).
            peer.sendall(b"250-relay\r\n250 AUTH PLAIN\r\n235 ok\r\n")

        for spoil in (garbage, drop, inject):
            with self.subTest(spoil.__name__), \
                    smtp_relay.Relay(self.tls) as relay:
                relay.spoil = spoil
                self.refused(relay)


class Killed(RelayCase):
    """SIGKILL at each point of sending: nothing is lost."""

    def check_arrivals(self, relay, running, repeated):
        """All mail arrives once, and one that may have, twice the same."""
        relay.hook = None
        running.start(MORNING + ":10")
        running.advance("2026-10-02T09:30")
        self.assertEqual(self.states(running), {"sent"})
        letters = by_id(relay.letters)
        bytes_of = stored(running)
        self.assertEqual(set(letters), set(bytes_of))
        for name, copies in letters.items():
            self.assertEqual(set(copies), {bytes_of[name]})
        self.assertEqual(sum(map(len, letters.values())),
                         len(bytes_of) + repeated)
        self.assertIn("mail.ambiguous", running.log())
        self.assertEqual(running.stop(), 0)

    def kill_at(self, point, repeated):
        reached = threading.Event()
        release = threading.Event()
        running = None

        def hook(stage):
            if reached.is_set():
                return
            if point == "250" and stage == ".":
                # The answer is on its way; nobody will read it.
                os.kill(running.process.pid, signal.SIGSTOP)
            elif stage == point:
                reached.set()
                release.wait(daemon.DEADLINE)
                if point == "body":
                    # A letter is so short that all of it is on its way.
                    raise smtp_relay.Gone

        with smtp_relay.Relay(self.tls) as relay:
            running = self.start(MORNING, mail=self.mail(relay.port))
            relay.hook = hook
            running.add()
            self.assertTrue(reached.wait(daemon.DEADLINE), point)
            running.kill()
            self.assertTrue(running.query(
                "SELECT id FROM mail WHERE state = 'sending'"))
            release.set()
            self.check_arrivals(relay, running, repeated)

    def test_before_the_relay_has_the_whole_letter_there_is_no_repeat(self):
        for point in ("CONNECT", "EHLO", "EHLO-TLS", "AUTH", "MAIL", "RCPT",
                      "DATA", "body"):
            with self.subTest(point):
                self.kill_at(point, 0)

    def test_behind_the_dot_one_letter_is_repeated_with_its_bytes(self):
        for point in (".", "250"):
            with self.subTest(point):
                self.kill_at(point, 1)

    def test_before_there_is_a_connection(self):
        # A queue of connections that is full lets no more in.
        with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
            address = full.getsockname()
            waiting = [socket.create_connection(address)]
            running = self.start(MORNING, mail=self.mail(address[1]))
            running.add()
            daemon.wait_for(lambda: running.query(
                "SELECT id FROM mail WHERE state = 'sending'"), "a claim")
            running.kill()
            for one in waiting:
                one.close()
        with smtp_relay.Relay(self.tls) as relay:
            running.write_config(mail=self.mail(relay.port))
            self.check_arrivals(relay, running, 0)


if __name__ == "__main__":
    # Python leaves a socket open whose peer goes before the handshake.
    unittest.main(warnings="ignore")
