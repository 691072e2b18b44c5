#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Logging in to the relay by token: what goes over the wire, and when not."""

import base64
import http.server
import json
import pathlib
import re
import threading
import time
import unittest
import urllib.parse

import daemon
import mail_transport
import smtp_peers

USER = "onboarding@example.org"
SECRET = "klientens-hemmelighed/4711+&="
OFFER = (b"250-peer\r\n250-STARTTLS\r\n"
         b"250 AUTH PLAIN LOGIN OAUTHBEARER XOAUTH2\r\n")


class TokenServer:
    """Gives token-1, token-2 ..., or what it is told to answer."""

    def __init__(self, tls=None):
        self.requests = []
        self.answer = None  # (status, body)
        self.life = 3600
        self.gate = None  # an event that answers wait for
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                outer.serve(self)

            def log_message(self, *_):
                pass  # requests are no news

        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # handshakes that fail
        if tls is not None:
            self.server.socket = tls.wrap_socket(
                self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        scheme = "http" if tls is None else "https"
        self.url = f"{scheme}://127.0.0.1:{self.port}/tenant/token"
        self.thread = threading.Thread(
            target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def serve(self, handler):
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        self.requests.append((handler.path, dict(handler.headers), body))
        if self.gate is not None:
            self.gate.wait(20)
        status, text = self.answer or (200, json.dumps({
            "token_type": "Bearer", "expires_in": self.life,
            "access_token": f"token-{len(self.requests)}"}))
        handler.send_response(status)
        if status == 302:
            handler.send_header("Location", self.url + "/elsewhere")
        handler.end_headers()
        handler.wfile.write(text.encode())

    def close(self):
        if self.gate is not None:
            self.gate.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def bearers(peer):
    """The tokens that the relay was shown."""
    found = []
    for line in peer.commands:
        if b"=" in line or re.fullmatch(rb"[A-Za-z0-9+/]{40,}\r\n", line):
            try:
                text = base64.b64decode(line.split()[-1], validate=True)
            except ValueError:
                continue
            match = re.fullmatch(
                b"user=%s\x01auth=Bearer (.+)\x01\x01" % USER.encode(), text)
            if match:
                found.append(match[1].decode())
    return found


class Login(mail_transport.TransportTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.authority = smtp_peers.Authority(cls.directory, "login")
        cls.tls = cls.authority.server_context("peer", "IP:127.0.0.1")

    def peer(self, **answers):
        return smtp_peers.Script({"EHLO": OFFER, **answers}, tls=self.tls)

    def options(self, peer, tokens, ca=None):
        return ["url=smtp://127.0.0.1:%d" % peer.port, "auth=xoauth2",
                "ca=" + (ca or self.authority.file), "user=" + USER,
                "token_url=" + tokens.url, "client_id=the client",
                "client_secret=" + SECRET, "scope=https://mail/.default"]

    def send(self, peer, tokens, *more, count=1, ca=None):
        with mail_transport.Driver(
                *self.options(peer, tokens, ca), *more) as driver:
            for _ in range(count):
                driver.say(self.send_line(), "wait")
            results = [driver.results()[0] for _ in range(count)]
        self.assertEqual(driver.process.returncode, 0, driver.errors)
        for result in results:
            self.assertNotIn("hemmelighed", " ".join(result))
            self.assertNotIn("token-", " ".join(result))
        return results

    def test_the_token_goes_by_xoauth2_and_only_behind_tls(self):
        with TokenServer(self.tls) as tokens, self.peer() as peer:
            result, = self.send(peer, tokens)
            self.assertEqual(result[0], "sent", result)
            self.assertEqual(bearers(peer), ["token-1"])
            (path, headers, body), = tokens.requests
        logins = [line for line in peer.commands if line.startswith(b"AUTH")]
        self.assertEqual([line.split()[:2] for line in logins],
                         [[b"AUTH", b"XOAUTH2"]])
        self.assertTrue(set(logins) <= set(peer.encrypted))
        self.assertEqual([line for line in peer.commands
                          if line not in peer.encrypted][-1], b"STARTTLS\r\n")
        self.assertEqual(path, "/tenant/token")
        self.assertEqual(headers["Content-Type"],
                         "application/x-www-form-urlencoded")
        self.assertEqual(urllib.parse.parse_qs(
            body.decode(), strict_parsing=True), {
                "grant_type": ["client_credentials"],
                "client_id": ["the client"], "client_secret": [SECRET],
                "scope": ["https://mail/.default"]})

    def test_a_relay_without_xoauth2_is_shown_nothing(self):
        offer = b"250-peer\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n"
        with TokenServer(self.tls) as tokens, self.peer(EHLO=offer) as peer:
            result, = self.send(peer, tokens)
            self.assertEqual(result[:2], ["relay-refused", "alarm"], result)
            self.assertFalse([line for line in peer.commands
                              if line.startswith((b"AUTH", b"MAIL"))])

    def test_a_relay_without_tls_is_shown_nothing(self):
        with TokenServer(self.tls) as tokens, smtp_peers.Script(
                {"EHLO": b"250-peer\r\n250 AUTH XOAUTH2\r\n"}) as peer:
            result, = self.send(peer, tokens)
            self.assertEqual(result[:2], ["relay-down", "alarm"], result)
            self.assertFalse([line for line in peer.commands
                              if line.startswith((b"AUTH", b"MAIL"))])

    def test_sessions_share_one_token(self):
        with TokenServer(self.tls) as tokens, self.peer() as peer:
            with mail_transport.Driver(
                    *self.options(peer, tokens), "sessions=4") as driver:
                driver.say("repeat 40 %s %s %s" % (
                    mail_transport.FROM, mail_transport.TO, self.letter),
                    "wait")
                self.assertEqual([r[0] for r in driver.results()],
                                 ["sent"] * 40)
            self.assertEqual(len(tokens.requests), 1)
            self.assertEqual(set(bearers(peer)), {"token-1"})

    def test_a_token_is_renewed_before_it_expires(self):
        with TokenServer(self.tls) as tokens, self.peer() as peer:
            tokens.life = 0
            results = self.send(peer, tokens, "sessions=1", count=3)
            self.assertEqual([r[0] for r in results], ["sent"] * 3)
            self.assertEqual(
                bearers(peer), ["token-1", "token-2", "token-3"])

    def test_a_life_may_be_told_in_any_form_of_number(self):
        for life in (3600, 3600.0, "3600", "3600.5", 1e300):
            with self.subTest(life=life), TokenServer(self.tls) as tokens, \
                    self.peer() as peer:
                tokens.life = life
                results = self.send(peer, tokens, "sessions=1", count=2)
                self.assertEqual([r[0] for r in results], ["sent"] * 2)
                self.assertEqual(len(tokens.requests), 1)

    def test_a_token_that_was_withdrawn_is_replaced_once(self):
        def judge(peer):
            return b"235 ok\r\n" if bearers(peer)[-1] == "token-2" \
                else b"535 5.7.8 no\r\n"

        with TokenServer(self.tls) as tokens, \
                self.peer(RESPONSE=judge) as peer:
            results = self.send(peer, tokens, "sessions=1", count=2)
            self.assertEqual([r[0] for r in results], ["sent", "sent"])
            self.assertEqual(bearers(peer), ["token-1", "token-2"])
            self.assertEqual(len(tokens.requests), 2)

    def test_a_login_that_is_refused_twice_stops_the_queue(self):
        with TokenServer(self.tls) as tokens, \
                self.peer(RESPONSE=b"535 5.7.3 no\r\n") as peer:
            result, = self.send(peer, tokens)
            self.assertEqual(result[:2], ["relay-refused", "alarm"], result)
            self.assertEqual(bearers(peer), ["token-1", "token-2"])
            self.assertEqual(len(tokens.requests), 2)

    def test_the_reason_that_xoauth2_gives_is_answered(self):
        """A 334 with the reason, and only then the 535."""
        reason = base64.b64encode(b'{"status":"401"}')
        state = {"asked": 0}

        def judge(peer):
            state["asked"] += 1
            return b"334 " + reason + b"\r\n" if state["asked"] % 2 \
                else b"535 5.7.8 no\r\n"

        with TokenServer(self.tls) as tokens, \
                self.peer(RESPONSE=judge) as peer:
            peer.name_of = lambda line, before: "RESPONSE" if before in (
                "AUTH", "RESPONSE") and not line.startswith(b"QUIT") else \
                line.split()[0].decode()
            result, = self.send(peer, tokens)
        self.assertEqual(result[:2], ["relay-refused", "alarm"], result)

    def test_a_token_server_that_refuses_us_stops_the_queue(self):
        told = json.dumps({"error": "invalid_client",
                           "error_description": "bad " + SECRET})
        with TokenServer(self.tls) as tokens, self.peer() as peer:
            for status in (400, 401):
                tokens.answer = (status, told)
                result, = self.send(peer, tokens)
                self.assertEqual(result[:2], ["relay-refused", "alarm"])
                self.assertEqual(
                    result[2], "the token server of mail.smtp.token_url "
                    f"answered {status} invalid_client")
            self.assertEqual(peer.connections, 0)

    def test_a_token_server_in_trouble_is_as_a_relay_that_is_away(self):
        answers = [
            (500, "oops"), (503, "{}"), (429, "{}"), (302, ""),
            (200, ""), (200, "[]"), (200, "{}"), (200, "token"),
            (200, json.dumps({"access_token": 7})),
            (200, json.dumps({"access_token": ""})),
            (200, json.dumps({"access_token": "a\r\nMAIL FROM:<x>"})),
            (200, json.dumps({"access_token": "x" * 8193})),
            (200, json.dumps({"access_token": "x", "y": "z" * 70000})),
            (200, "[" * 60000),
        ]
        with TokenServer(self.tls) as tokens, self.peer() as peer:
            for tokens.answer in answers:
                with self.subTest(answer=str(tokens.answer)[:60]):
                    before = len(tokens.requests)
                    result, = self.send(peer, tokens)
                    self.assertEqual(result[:2], ["relay-down", "alarm"])
                    self.assertIn("token server", result[2])
                    self.assertEqual(len(tokens.requests), before + 1)
            self.assertEqual(peer.connections, 0)

    def test_those_who_waited_for_it_hear_of_its_trouble(self):
        """Each would wait for a server that does not answer, in turn."""
        with TokenServer(self.tls) as tokens, self.peer() as peer:
            tokens.gate = threading.Event()
            tokens.answer = (503, "{}")
            with mail_transport.Driver(
                    *self.options(peer, tokens), "sessions=4") as driver:
                driver.say("repeat 4 %s %s %s" % (
                    mail_transport.FROM, mail_transport.TO, self.letter))
                daemon.wait_for(lambda: tokens.requests, "a request")
                tokens.gate.set()
                driver.say("wait")
                outcomes = [r[0] for r in driver.results()]
            self.assertLessEqual(set(outcomes), {"relay-down", "not-tried"})
            self.assertEqual(len(outcomes), 4)
            self.assertLess(len(tokens.requests), 4)

    def test_a_token_server_that_is_away_is_an_alarm(self):
        with TokenServer(self.tls) as tokens, self.peer() as peer:
            tokens.close()
            result, = self.send(peer, tokens)
            self.assertEqual(result[:2], ["relay-down", "alarm"], result)
            self.assertEqual(peer.connections, 0)

    def test_a_token_server_of_another_authority_gets_no_secret(self):
        stranger = smtp_peers.Authority(self.directory, "stranger")
        for context in (
                stranger.server_context("peer", "IP:127.0.0.1"),
                self.authority.server_context("other", "DNS:example.org"),
                self.authority.server_context(
                    "old", "IP:127.0.0.1", expired=True)):
            with TokenServer(context) as tokens, self.peer() as peer:
                result, = self.send(peer, tokens)
                self.assertEqual(result[:2], ["relay-down", "alarm"], result)
                self.assertEqual(tokens.requests, [])

    def test_stopping_does_not_wait_for_a_token_server(self):
        with TokenServer(self.tls) as tokens, self.peer() as peer:
            tokens.gate = threading.Event()
            with mail_transport.Driver(
                    *self.options(peer, tokens)) as driver:
                driver.say(self.send_line())
                daemon.wait_for(lambda: tokens.requests, "a request")
                begin = time.monotonic()
                driver.say("finish")
                self.assertEqual(driver.results()[0][0], "not-tried")
                self.assertLess(time.monotonic() - begin, 5)


class Daemon(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        self.authority = smtp_peers.Authority(str(self.folder), "ca")
        self.tls = self.authority.server_context("peer", "IP:127.0.0.1")
        self.secret = self.folder / "secret"
        self.secret.write_text(SECRET + "\n")
        self.secret.chmod(0o600)

    def serve(self, peer, tokens):
        running = self.start("2026-10-02T09:00", mail={
            "transport": "smtp", "smtp": {
                "url": f"smtp://127.0.0.1:{peer.port}",
                "ca_file": self.authority.file, "auth": "xoauth2",
                "user": USER, "token_url": tokens.url, "client_id": "client",
                "client_secret_file": str(self.secret)}})
        running.add()
        return running

    def test_mail_goes_out_and_no_secret_is_to_be_read(self):
        with TokenServer(self.tls) as tokens, smtp_peers.Script(
                {"EHLO": OFFER}, tls=self.tls) as peer:
            running = self.serve(peer, tokens)
            running.advance("2026-10-02T09:00:01")
            self.assertEqual({mail["state"] for mail in running.mails()},
                             {"sent"})
            printed = self.check("-nn", "-c", running.config)
            self.assertIn("auth: xoauth2", printed.stdout)
            for text in (running.log(), running.dump(), printed.stdout):
                self.assertNotIn("hemmelighed", text)
                self.assertNotIn("token-1", text)
            for name in ("cmdline", "environ"):
                self.assertNotIn(b"hemmelighed", pathlib.Path(
                    f"/proc/{running.process.pid}/{name}").read_bytes())
            self.assertEqual(running.stop(), 0)

    def test_a_refused_client_pauses_the_queue_and_keeps_it(self):
        with TokenServer(self.tls) as tokens, smtp_peers.Script(
                {"EHLO": OFFER}, tls=self.tls) as peer:
            tokens.answer = (401, '{"error":"invalid_client"}')
            running = self.serve(peer, tokens)
            running.advance("2026-10-02T09:30:00")
            self.assertEqual({mail["state"] for mail in running.mails()},
                             {"deferred"})
            self.assertEqual({mail["attempts"] for mail in running.mails()},
                             {0})
            self.assertLessEqual(len(tokens.requests), 2)
            daemon.wait_for(
                lambda: running.has_logged("relay.refuses seconds=3600"),
                "the pause")
            self.assertIn("invalid_client",
                          running.ctl("show-mail", "1").stdout)
            tokens.answer = None
            running.reload()
            running.advance("2026-10-02T09:30:01")
            self.assertEqual({mail["state"] for mail in running.mails()},
                             {"sent"})
            self.assertEqual(running.stop(), 0)

    def test_nobody_waits_for_the_token_server(self):
        with TokenServer(self.tls) as tokens, smtp_peers.Script(
                {"EHLO": OFFER}, tls=self.tls) as peer:
            tokens.gate = threading.Event()
            running = self.serve(peer, tokens)
            daemon.wait_for(lambda: tokens.requests, "a request")
            for _ in range(20):
                begin = time.monotonic()
                running.api("GET", "/leaders")
                self.assertLess(time.monotonic() - begin, 2)
            tokens.gate.set()
            running.advance("2026-10-02T09:00:01")
            self.assertEqual({mail["state"] for mail in running.mails()},
                             {"sent"})

    def test_what_does_not_fit_is_told_by_key(self):
        cases = {
            "token_url": {"token_url": "http://login.example.org/"},
            "client_id": {"client_id": ""},
            "password_file": {"password_file": "/x"},
            "tls": {"tls": "none"},
        }
        for key, more in cases.items():
            with self.subTest(key=key):
                made = self.make(mail={"transport": "smtp", "smtp": {
                    "url": "smtp://127.0.0.1:25", "auth": "xoauth2",
                    "user": USER, "token_url": "https://127.0.0.1/",
                    "client_id": "x", "client_secret_file": "/x", **more}})
                checked = self.check("-n", "-c", made.config)
                self.assertEqual(checked.returncode, 1)
                self.assertIn(f"mail.smtp.{key}'", checked.stderr)

    def test_a_secret_that_cannot_be_read_is_told_at_start(self):
        made = self.make(mail={"transport": "smtp", "smtp": {
            "url": "smtp://127.0.0.1:25", "auth": "xoauth2", "user": USER,
            "token_url": "https://127.0.0.1/", "client_id": "x",
            "client_secret_file": "/nonexistent/secret"}})
        with self.assertRaisesRegex(
                AssertionError, "mail.smtp.client_secret_file"):
            made.start("2026-10-02T09:00")

    def test_a_secret_that_everybody_may_read_is_refused_at_start(self):
        self.secret.chmod(0o604)
        with TokenServer(self.tls) as tokens, smtp_peers.Script(
                {"EHLO": OFFER}, tls=self.tls) as peer:
            with self.assertRaisesRegex(
                    AssertionError, "mail.smtp.client_secret_file.*chmod 600"):
                self.serve(peer, tokens)


if __name__ == "__main__":
    unittest.main()
