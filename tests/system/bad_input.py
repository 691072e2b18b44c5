#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Input that is wrong: a clear answer each time, and nothing changed."""

import json
import socket
import subprocess
import unittest

import daemon

LEADER = daemon.LEADER
LONG = "x" * 30_000

# What a key of POST /leaders must not be, and words the answer must have.
LEADER_CASES = [
    ("name", "", ["name", "missing"]),
    ("name", "   ", ["name"]),
    ("name", LONG, ["longer than"]),
    ("name", "x" * 201, ["200"]),
    ("name", "Ana\nBcc: x@example.org", ["line"]),
    ("name", 7, ["text"]),
    ("name", None, ["text"]),
    ("name", ["Ana"], ["text"]),
    ("email", "", ["missing"]),
    ("email", "ana", ["ana"]),
    ("email", "ana@", ["ana@"]),
    ("email", "@example.org", ["@example.org"]),
    ("email", "ana@example.org\nBcc: x@example.org", []),
    ("email", "ana@example.org\r\nRCPT TO:<x@example.org>", []),
    ("email", "a@b@example.org", []),
    ("email", "ana@example.org,eva@example.org", []),
    ("email", "ana@" + "x" * 300 + ".org", []),
    ("email", LONG, []),
    ("first_day", "2026-10-01", ["2026-10-01", "acceptance"]),
    ("first_day", "2026-09-01", ["2026-09-01", "acceptance"]),
    ("first_day", "2027-02-29", ["2027-02-29"]),
    ("first_day", "2027-13-01", ["2027-13-01"]),
    ("first_day", "07-12-2026", ["07-12-2026"]),
    ("first_day", "2026-12-7", ["2026-12-7"]),
    ("first_day", "tomorrow", ["tomorrow"]),
    ("first_day", "9999-12-31", ["9999-12-31"]),
    ("first_day", "2040-12-07", ["too far"]),
    ("first_day", "", ["missing"]),
    ("first_day", 20261207, ["text"]),
    ("accepted", "2027-02-29", ["2027-02-29"]),
    ("accepted", "1900-01-01", ["too far"]),
    ("manager", "", ["missing"]),
    ("manager", "Mette", ["Mette"]),
    ("manager", "Mette <mette@example.org", []),
    ("manager", "Mette <mette@example.org>\nBcc: <x@example.org>", []),
    ("manager", f"Ana <{LEADER['email']}>", ["own manager"]),
    ("mentor", f"Ana <{LEADER['email']}>", ["own mentor"]),
    ("coordinator", "nobody", ["nobody"]),
    ("work_email", "not an address", ["not an address"]),
    ("phone", "1" * 41, ["40"]),
    ("title", "t" * 201, ["200"]),
    ("workplace", "a\nb", ["line"]),
    ("recruitment", "sideways", ["internal", "external"]),
    ("programme", "no-such", ["no-such"]),
    ("language", "fr", ["da", "en"]),
    ("dry_run", "yes", ["true or false"]),
    ("surprise", "!", ["surprise"]),
]

BODIES = [
    (b"", 400), (b"{", 400), (b"[]", 400), (b"null", 400), (b"\"x\"", 400),
    (b"{\"name\": \"\xff\xfe\"}", 400), (b"{\"name\": \"\xc0\x80\"}", 400),
    (b"{\"name\": \"\xed\xa0\x80\"}", 400), (b"{\"name\":\"\\ud800\"}", 400),
    (b"{\"name\": \"a\", \"name\": \"b\"}", 400), (b"{} {}", 400),
    (b"[" * 30_000, 400), (b"{\"name\": 1e999}", 400),
    (b"{\"name\": \"a\\u0000b\"}", 400),
    (b"{\"name\": \"" + b"x" * 1_000_000 + b"\"}", 413),
]

# (method, path, value, status): {A} is an activity that exists.
CALLS = [
    ("GET", "/leaders/abc", None, 400),
    ("GET", "/leaders/0", None, 404),
    ("GET", "/leaders/-1", None, 400),
    ("GET", "/leaders/99", None, 404),
    ("GET", "/leaders/99999999999999999999", None, 400),
    ("GET", "/leaders?state=asleep", None, 400),
    ("GET", "/activities?leader=x", None, 400),
    ("GET", "/activities?planned_before=soon", None, 400),
    ("GET", "/activities/1:no-such", None, 404),
    ("GET", "/activities/99:opret", None, 404),
    ("GET", "/activities/x:opret", None, 400),
    ("GET", "/mail/abc", None, 400),
    ("GET", "/mail/9999", None, 404),
    ("GET", "/mail?state=lost", None, 400),
    ("GET", "/programmes/no-such", None, 404),
    ("POST", "/mail/9999/retry", {}, 404),
    ("POST", "/mail/abc/retry", {}, 400),
    ("POST", "/mail/9999/hold", {}, 404),
    ("POST", "/mail/9999/cancel", {}, 404),
    ("POST", "/mail/1/cancel", {"reason": ""}, 400),
    ("POST", "/mail/1/cancel", {"reason": "a\nb"}, 400),
    ("POST", "/mail/1/cancel", {"reason": "x" * 501}, 400),
    ("POST", "/mail/1/hold", {"reason": 7}, 400),
    ("POST", "/mail/1/hold", {"why": "x"}, 400),
    ("POST", "/feeds/9999/rotate", {}, 404),
    ("POST", "/activities/1:haandbog/complete", {"at": "2030-01-01T10:00"},
     400),
    ("POST", "/activities/1:haandbog/complete", {"at": "noon"}, 400),
    ("POST", "/activities/1:haandbog/complete", {"note": "x" * 2001}, 400),
    ("POST", "/activities/1:haandbog/complete", {"note": 1}, 400),
    ("POST", "/activities/1:haandbog/skip", {}, 400),
    ("POST", "/activities/1:haandbog/skip", {"reason": ""}, 400),
    ("POST", "/activities/1:haandbog/skip", {"reason": LONG}, 400),
    ("POST", "/activities/1:opret/complete", {}, 409),
    ("POST", "/activities/1:haandbog/move", {}, 400),
    ("POST", "/activities/1:haandbog/move", {"to": "2027-02-29"}, 400),
    ("POST", "/activities/1:haandbog/move", {"to": "2020-01-01"}, 400),
    ("POST", "/leaders/1/calls", {}, 400),
    ("POST", "/leaders/1/calls", {"at": "2026-10-01T07:00", "minutes": 0},
     400),
    ("POST", "/leaders/1/calls", {"at": "2026-10-01T07:00",
                                  "minutes": 10 ** 12}, 400),
    ("POST", "/leaders/1/calls", {"at": "2026-10-01T07:00",
                                  "minutes": "5"}, 400),
    ("POST", "/leaders/1/calls", {"at": "2031-10-01T07:00",
                                  "minutes": 5}, 400),
    ("PUT", "/leaders/1/roles/mentor", {}, 400),
    ("PUT", "/leaders/1/roles/mentor", {"person": "nobody"}, 400),
    ("PUT", "/leaders/1/roles/king", {"person": "A <a@example.org>"}, 400),
    ("PUT", "/leaders/99/roles/mentor", {"person": "A <a@example.org>"}, 404),
    ("PATCH", "/people/nobody@example.org", {"name": "N"}, 404),
    ("PATCH", "/people/mette@example.org", {}, 400),
    ("PATCH", "/people/mette@example.org", {"name": ""}, 400),
    ("PATCH", "/people/mette@example.org", {"email": "x"}, 400),
    ("PATCH", "/people/mette@example.org", {"email": LEADER["email"]}, 409),
    ("POST", "/clock", {"to": "2026-09-30T08:00"}, 400),
    ("POST", "/clock", {"to": "later"}, 400),
    ("POST", "/clock", {}, 400),
    ("DELETE", "/leaders/1", None, 405),
    ("GET", "/nothing", None, 404),
]

ADD = {"--name": "Eva Ny", "--email": "eva@example.org",
       "--first-day": "2026-12-07",
       "--manager": "Mette Madsen <mette@example.org>"}

# Options of add-leader that replace the good ones; None takes one out.
COMMANDS = [
    ({"--name": ""}, 2, "--name is empty"),
    ({"--name": "x" * 201}, 1, "200"),
    ({"--name": None}, 2, "--name"),
    ({"--name": "x" * 30_000}, 1, "longer than"),
    ({"--name": "x" * 100_000}, 1, "too large"),
    ({"--name": b"Ana \xff"}, 2, "UTF-8"),
    ({"--email": "eva@example.org\nBcc: x@example.org"}, 1, "email"),
    ({"--email": "eva"}, 1, "eva"),
    ({"--accepted": "2026-12-07"}, 1, "acceptance"),
    ({"--first-day": "2027-02-29"}, 1, "2027-02-29"),
    ({"--programme": "no-such"}, 1, "no-such"),
    ({"--recruitment": "sideways"}, 1, "external"),
    ({"--language": "fr"}, 1, "use da or en"),
    ({"--colour": "red"}, 2, "--colour"),
    ({"--manager": "Mette"}, 1, "Mette"),
]

OTHER_COMMANDS = [
    (["show-leader", "abc"], 2, "abc"),
    (["show-leader", "99"], 1, "99"),
    (["show-leader", "-1"], 2, "-1"),
    (["show-leader"], 2, "ID"),
    (["complete", "1:no-such"], 1, "no-such"),
    (["complete", "nonsense"], 1, "nonsense"),
    (["skip", "1:haandbog"], 2, "--reason"),
    (["skip", "1:haandbog", "--reason", ""], 2, "--reason"),
    (["move", "1:haandbog", "--to", "2027-02-29"], 1, "2027-02-29"),
    (["log-call", "1", "--at", "2026-10-01T07:00", "--minutes", "x"], 2, "x"),
    (["log-call", "1", "--at", "now", "--minutes", "5"], 1, "now"),
    (["show-mail", "abc"], 2, "abc"),
    (["retry-mail", "9999"], 1, "9999"),
    (["hold-mail", "9999"], 1, "9999"),
    (["cancel-mail", "9999", "--reason", "x"], 2, "--yes"),
    (["cancel-mail", "9999", "--reason", "x", "--yes"], 1, "9999"),
    (["assign", "1", "--role", "king", "--person", "A <a@example.org>"],
     (1, 2), "king"),
    (["advance-clock", "--to", "2026-09-01T08:00"], 1, "back"),
    (["no-such-command"], 2, "no-such-command"),
    ([], 2, "onboardctl"),
]


class BadInput(daemon.DaemonCase):
    @classmethod
    def setUpClass(cls):
        cls.case = daemon.DaemonCase()
        cls.case.setUp()
        cls.running = cls.case.start()
        cls.running.add()
        # Let the first notices go out, so that nothing changes by itself.
        cls.running.advance("2026-10-01T09:00")

    @classmethod
    def tearDownClass(cls):
        cls.case.doCleanups()

    def setUp(self):
        super().setUp()
        self.before = self.running.dump()

    def check_unchanged(self):
        now = self.running.dump()
        if now != self.before:
            self.fail("the database was changed: " + "\n".join(sorted(
                set(now.splitlines()) ^ set(self.before.splitlines())))[:2000])

    def check_refusal(self, answer, status, words=(), field=None):
        self.assertEqual(answer.status, status, answer.body[:300])
        error = answer.json()["error"]
        self.assertEqual(set(error), {"code", "message", "field"})
        self.assertGreater(len(error["message"]), 5)
        self.assertLess(len(error["message"]), 1200)
        self.assertNotRegex(error["message"], r"[\x00-\x1f]")
        for word in words:
            self.assertIn(word.lower(), (error["field"] + " " +
                                         error["message"]).lower())
        if field is not None:
            self.assertEqual(error["field"], field)

    def test_a_leader_with_one_wrong_value_is_refused(self):
        for key, value, words in LEADER_CASES:
            with self.subTest(key=key, value=str(value)[:40]):
                answer = self.running.request(
                    "POST", "/leaders",
                    {**LEADER, "first_day": "2026-12-08", key: value})
                field = None if key == "programme" else key
                self.check_refusal(
                    answer, 404 if key == "programme" else 400, words, field)
        self.check_unchanged()

    def test_a_leader_that_is_there_already_is_refused(self):
        answer = self.running.request("POST", "/leaders", LEADER)
        self.check_refusal(answer, 409, ["already"], "email")
        self.check_unchanged()

    def test_a_body_that_is_no_object_of_json_is_refused(self):
        for body, status in BODIES:
            with self.subTest(body=body[:40]):
                self.check_refusal(self.running.request(
                    "POST", "/leaders", raw=body), status)
        self.check_unchanged()

    def test_a_path_that_is_no_text_is_refused(self):
        for path in ("/leaders/1%00", "/leaders/%ff", "/leaders/1%0a"):
            with self.subTest(path):
                answer = self.running.request("GET", path)
                self.assertIn(answer.status, (400, 404))
        self.check_unchanged()

    def test_another_content_type_is_refused(self):
        answer = self.running.request(
            "POST", "/leaders", LEADER, content_type="text/plain")
        self.check_refusal(answer, 415)
        self.check_unchanged()

    def test_calls_with_wrong_values_are_refused(self):
        for method, path, value, status in CALLS:
            with self.subTest(f"{method} {path} {value}"[:120]):
                self.check_refusal(
                    self.running.request(method, path, value), status)
        self.check_unchanged()

    def test_a_body_that_never_ends_is_cut_off(self):
        peer = socket.socket(socket.AF_UNIX)
        self.addCleanup(peer.close)
        peer.settimeout(daemon.DEADLINE)
        peer.connect(str(self.running.socket))
        peer.sendall(b"POST /api/v1/leaders HTTP/1.1\r\nHost: localhost\r\n"
                     b"Content-Type: application/json\r\n"
                     b"Transfer-Encoding: chunked\r\n\r\n")
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        sent = 0
        try:
            while sent < 200_000_000:
                peer.sendall(chunk)
                sent += len(chunk)
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.assertLess(sent, 20_000_000)
        self.assertEqual(self.running.api("GET", "/leaders", status=200)
                         ["leaders"][0]["id"], 1)
        self.check_unchanged()

    def check_command(self, done, status, word):
        wanted = status if isinstance(status, tuple) else (status,)
        self.assertIn(done.returncode, wanted, done.stderr[:300])
        self.assertEqual(done.stdout, "")
        self.assertIn(word.lower(), done.stderr.lower())
        self.assertLess(len(done.stderr), 2000)
        self.assertTrue(done.stderr.startswith("onboardctl: ") or
                        done.stderr.startswith("usage: "), done.stderr[:300])

    def test_the_command_says_what_is_wrong_with_a_leader(self):
        for changes, status, word in COMMANDS:
            with self.subTest(str(changes)[:60]):
                options = {**ADD, **changes}
                arguments = [part for pair in options.items()
                             if pair[1] is not None for part in pair]
                self.check_command(
                    self.running.ctl("add-leader", *arguments), status, word)
        self.check_unchanged()

    def test_the_command_says_what_is_wrong_with_its_arguments(self):
        for arguments, status, word in OTHER_COMMANDS:
            with self.subTest(arguments):
                self.check_command(
                    self.running.ctl(*arguments), status, word)
        self.check_unchanged()

    def test_with_json_the_error_is_on_standard_output_too(self):
        options = {**ADD, "--first-day": "2027-02-29"}
        done = self.running.ctl("add-leader", "--json", *[
            part for pair in options.items() for part in pair])
        self.assertEqual(done.returncode, 1)
        self.assertEqual(json.loads(done.stdout)["error"]["field"],
                         "first_day")
        self.check_unchanged()

    def test_a_daemon_that_is_not_there_is_status_3(self):
        done = subprocess.run(
            [daemon.ONBOARDCTL, "--socket", str(self.folder / "none.sock"),
             "list-leaders"], capture_output=True, text=True,
            timeout=daemon.DEADLINE)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("none.sock", done.stderr)


if __name__ == "__main__":
    unittest.main()
