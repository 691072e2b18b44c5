#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Run onboardctl against an API server that records what is asked and
answers what a test wants: requests, exit status, printing, help, completion
and manual."""

import json
import os
import pty
import re
import shlex
import socket
import subprocess
import unittest

from cli_case import Case, commands, help_of, options_of, PROGRAM, SOURCE
from cli_exchanges import (
    ACTIVITY, ADD, COHORT, EXCHANGES, EXIT, FEED, GROUP, JOURNEY, LEADER)

MANUAL = SOURCE / "man/onboardctl.1"
COMPLETION = SOURCE / "cli/completion/onboardctl"


class Requests(Case):
    def test_each_command_asks_and_prints_as_it_should(self):
        for words, method, path, body, answer, shown in EXCHANGES:
            with self.subTest(" ".join(words)):
                self.reply(answer)
                self.server.requests.clear()
                status, out, err = self.run_text(*words)
                self.assertEqual((status, err), (0, ""))
                (got_method, got_path, got_body, headers), = \
                    self.server.requests
                self.assertEqual((got_method, got_path),
                                 (method, "/api/v1" + path))
                if body is None:
                    self.assertEqual(got_body, b"")
                else:
                    self.assertEqual(json.loads(got_body), body)
                    self.assertEqual(headers["Content-Type"],
                                     "application/json")
                for text in shown:
                    self.assertIn(text, out)

    def test_each_command_that_asks_is_tried_here(self):
        local = {"help", "version", "check-programme", "check-survey",
                 "import-programme", "lint-calendar", "lint-mail"}
        local.add("import")  # asks several times; imports.py tries it
        local.add("receive-mail")  # receive_mail.py tries it
        local.add("mail-check")  # mail_check.py tries it
        local.add("set-job-description")  # cli_files.py tries it
        tried = {words[0] for words, *_ in EXCHANGES}
        self.assertEqual(tried | local, set(commands()))

    def test_an_exit_has_no_first_day(self):
        self.reply(dict(JOURNEY, leader=EXIT))
        _, out, _ = self.run_text("show-leader", "6")
        self.assertNotIn("First day", out)
        self.assertNotIn("Accepted", out)

    def test_an_address_that_no_mail_reaches_is_not_printed(self):
        self.reply(dict(JOURNEY, feeds=[dict(FEED, person=GROUP)]))
        _, out, _ = self.run_text("show-leader", "3")
        self.assertIn("manager: HR, last fetched", out)
        self.assertNotIn("group.invalid", out)

    def test_a_cohort_ends_with_who_is_nominated(self):
        pages = [{"role": "participants", "person": "Ida Ivrig",
                  "url": "http://127.0.0.1:8080/p/token"}]
        rule = dict(COHORT["rules"][0], hint="Indstil flere.")
        self.reply(dict(COHORT, feeds=[FEED], pages=pages, rules=[rule]))
        _, out, _ = self.run_text("show-cohort", "4")
        self.assertLess(out.index("/p/token"), out.index("3 of 15"))
        self.assertLess(out.index("3 of 15"), out.index("- Indstil flere."))
        self.assertLess(out.index("- Indstil"), out.index("Nominations\n"))
        self.assertIn("nominated", out[out.index("Nominations\n"):])

    def test_json_is_the_answer_unchanged(self):
        for words, _, _, _, answer, _ in EXCHANGES:
            with self.subTest(words[0]):
                self.reply(answer)
                status, out, _ = self.run_text(*words, "--json")
                self.assertEqual((status, json.loads(out)), (0, answer))

    def test_raw_mail_is_written_byte_for_byte(self):
        letter = b"Subject: x\r\n\r\n\x1b[31m\xff\x00" + bytes(range(256))
        self.server.reply = (200, "message/rfc822", letter)
        done = self.run_program("show-mail", "12", "--raw")
        self.assertEqual((done.returncode, done.stdout), (0, letter))
        self.assertEqual(self.server.requests[0][1],
                         "/api/v1/mail/12/message")

    def test_the_option_wins_over_the_environment(self):
        self.reply({"leaders": []})
        env = {**os.environ, "ONBOARD_SOCKET": "/nowhere"}
        done = subprocess.run(
            [PROGRAM, "list-leaders", f"--socket={self.socket}"], env=env,
            capture_output=True, check=False, timeout=30)
        self.assertEqual(done.returncode, 0)


class Refusals(Case):
    def test_a_refusal_names_what_failed_and_the_option(self):
        self.reply({"error": {"code": "invalid", "field": "first_day",
                              "message": "'x' is not a date"}}, 400)
        status, out, err = self.run_text(*ADD)
        self.assertEqual((status, out), (1, ""))
        self.assertEqual(err, "onboardctl: cannot add leader 'Ana Holm': "
                              "--first-day: 'x' is not a date\n")

    def test_a_refusal_without_a_field_names_no_option(self):
        self.reply({"error": {"code": "not-found", "field": "",
                              "message": "there is no leader 9"}}, 404)
        status, _, err = self.run_text("show-leader", "9")
        self.assertEqual((status, err), (
            1, "onboardctl: cannot show leader 9: there is no leader 9\n"))

    def test_with_json_a_refusal_is_on_both_outputs(self):
        error = {"error": {"code": "conflict", "field": "",
                           "message": "it is already done"}}
        self.reply(error, 409)
        status, out, err = self.run_text("complete", "3:trio", "--json")
        self.assertEqual((status, json.loads(out)), (1, error))
        self.assertEqual(err, "onboardctl: cannot complete activity "
                              "'3:trio': it is already done\n")

    def test_what_failed_is_not_said_twice(self):
        self.reply({"error": {"code": "io", "field": "", "message":
                              "cannot show leader 9: it is gone"}}, 503)
        _, _, err = self.run_text("show-leader", "9")
        self.assertEqual(
            err, "onboardctl: cannot show leader 9: it is gone\n")

    def test_answers_that_cannot_be_read_are_refused(self):
        answers = [
            (200, b"not json"), (200, b""), (200, b"[]"), (200, b"{}"),
            (200, b'{"leaders": 3}'), (200, b'{"leaders": [}'),
            (200, b'{"leaders": ["\xff"]}'), (302, b"{}"), (500, b"oops"),
            (403, b'{"error": "no"}'), (200, b"[" * 100000)]
        for status, content in answers:
            with self.subTest(content[:20]):
                self.server.reply = (status, "application/json", content)
                done = self.run_program("list-leaders")
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertIn(b"onboardctl: cannot list the leaders: the "
                              b"daemon", done.stderr)

    def test_odd_values_in_an_answer_are_survived(self):
        for answer in ({"leaders": [3, None, {"id": {}, "name": 4}]},
                       {"leaders": [{"first_day": "2026-13-99"}]}):
            self.reply(answer)
            self.assertEqual(self.run_program("list-leaders").returncode, 0)

    def test_too_long_an_answer_is_refused(self):
        self.server.reply = (200, "application/json",
                             b" " * (64 * 1024 * 1024 + 1))
        status, out, _ = self.run_text("list-leaders", "--json")
        self.assertEqual((status, json.loads(out)["error"]["code"]),
                         (1, "limit"))

    def test_output_that_cannot_be_written_is_a_failure(self):
        self.reply({"leaders": [LEADER]})
        env = {**os.environ, "ONBOARD_SOCKET": self.socket}
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "list-leaders"], env=env,
                                  stdout=full, stderr=subprocess.PIPE,
                                  check=False, timeout=30)
        self.assertEqual(done.returncode, 1)


class Unreachable(Case):
    def check(self, socket_path):
        done = subprocess.run(
            [PROGRAM, "show-leader", "3", "--json", "--socket", socket_path],
            capture_output=True, check=False, timeout=30)
        self.assertEqual(done.returncode, 3)
        self.assertEqual(json.loads(done.stdout)["error"]["code"],
                         "unreachable")
        self.assertTrue(done.stderr.startswith(
            b"onboardctl: cannot show leader 3: "), done.stderr)

    def test_a_missing_socket_is_unreachable(self):
        self.check(f"{self.folder}/none")

    def test_a_socket_without_a_listener_is_unreachable(self):
        left = socket.socket(socket.AF_UNIX)
        left.bind(f"{self.folder}/left")
        left.close()
        self.check(f"{self.folder}/left")

    def test_a_file_is_unreachable(self):
        self.check("/etc/passwd")

    def test_too_long_a_path_is_unreachable(self):
        self.check("/" + "x" * 200)

    def test_a_closed_connection_is_unreachable(self):
        self.server.reply = (None, "", b"")
        self.check(self.socket)


class Usage(Case):
    def check(self, words, text, field=""):
        status, out, err = self.run_text(*words, "--json")
        self.assertEqual(status, 2)
        error = json.loads(out)["error"]
        self.assertEqual((error["code"], error["field"]), ("usage", field))
        self.assertIn(text, error["message"])
        self.assertTrue(err.startswith("onboardctl: "))
        self.assertIn("--help", err)
        self.assertEqual(self.server.requests, [])

    def test_usage_errors_exit_2_and_ask_nothing(self):
        self.check(["add-ledder"], "did you mean 'add-leader'?")
        self.check(["list-leaders", "--stat", "x"], "did you mean '--state'?")
        self.check(["skip", "7"], "--reason is missing", "reason")
        self.check(["move", "7", "--to="], "--to is empty", "to")
        self.check(["show-leader"], "ID is missing", "ID")
        self.check(["show-leader", "1", "2"], "extra argument '2'")
        self.check(["help", "add-ledder"], "did you mean", "COMMAND")
        self.check([], "no command")
        self.check(["--completion", "fish"], "bash", "completion")

    def test_bytes_that_are_no_utf8_are_a_usage_error(self):
        done = self.run_program("skip", "7", b"--reason=\xff")
        self.assertEqual(done.returncode, 2)

    def test_usage_errors_show_no_escape_sequence(self):
        done = self.run_program("\x1b[2J")
        self.assertEqual(done.returncode, 2)
        self.assertNotIn(b"\x1b", done.stderr)
        self.assertIn(rb"\x1b[2J", done.stderr)

    def test_a_mistake_points_to_the_help_of_its_command(self):
        _, _, err = self.run_text("add-leader", "--nmae", "x")
        self.assertEqual(err, "onboardctl: add-leader: unknown option "
                              "'--nmae'; did you mean '--name'?\n"
                              "Try 'onboardctl add-leader --help'.\n")


class Safety(Case):
    EVIL = "A\x1b]0;owned\x07\x9b31m\u202e\nB\x7f"

    def evil(self, value):
        if isinstance(value, dict):
            return {key: self.evil(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.evil(item) for item in value]
        return value + self.EVIL if isinstance(value, str) else value

    def check(self, text):
        for mark in "\x1b\x07\x9b\u202e\x7f":
            self.assertNotIn(mark, text)

    def test_no_command_lets_an_escape_sequence_through(self):
        for words, _, _, _, answer, _ in EXCHANGES:
            with self.subTest(words[0]):
                self.reply(self.evil(answer))
                status, out, _ = self.run_text(*words)
                self.assertEqual(status, 0)
                self.check(out)

    def test_json_output_keeps_the_value_but_no_control_character(self):
        answer = self.evil({"leaders": [LEADER]})
        self.reply(answer)
        _, out, _ = self.run_text("list-leaders", "--json")
        self.check(out)
        self.assertEqual(json.loads(out), answer)

    def test_an_error_lets_no_escape_sequence_through(self):
        self.reply({"error": {"code": "invalid", "field": "",
                              "message": self.EVIL}}, 400)
        status, out, err = self.run_text("show-leader", "3", "--json")
        self.assertEqual(status, 1)
        self.check(out + err)


def read_rest(terminal):
    """Until its other end is closed."""
    text = b""
    while True:
        try:
            text += os.read(terminal, 4096)
        except OSError:
            return text


class Terminal(Case):
    def run_on_terminal(self, columns, *words):
        ours, theirs = pty.openpty()
        env = {**os.environ, "ONBOARD_SOCKET": self.socket,
               "COLUMNS": str(columns)}
        with subprocess.Popen([PROGRAM, *words], env=env, stdout=theirs,
                              stderr=subprocess.PIPE) as process:
            os.close(theirs)
            text = read_rest(ours)
            process.wait(30)
            process.stderr.close()
        os.close(ours)
        return text.decode().replace("\r\n", "\n").splitlines()

    def test_a_table_is_cut_to_the_terminal(self):
        self.reply({"activities": [dict(ACTIVITY, title="Æ" * 200)]})
        lines = self.run_on_terminal(72, "list-activities")
        self.assertEqual(len(lines), 2)
        self.assertLessEqual(max(len(line) for line in lines), 72)
        self.assertIn("Æ…", lines[1])

    def test_a_link_is_never_cut(self):
        self.reply({"feeds": [FEED]})
        lines = self.run_on_terminal(40, "list-feeds", "3")
        self.assertIn("  " + FEED["url"], lines)

    def test_a_wait_for_the_clock_is_shown_and_taken_away(self):
        self.reply({"now": "2026-10-05T08:00:00+02:00", "ran": 0})
        self.server.gate.clear()
        ours, theirs = pty.openpty()
        env = {**os.environ, "ONBOARD_SOCKET": self.socket}
        with subprocess.Popen(
                [PROGRAM, "advance-clock", "--to", "2026-10-05T08:00"],
                env=env, stdout=subprocess.DEVNULL, stderr=theirs) as process:
            os.close(theirs)
            shown = b""
            while b"waiting for the daemon" not in shown:
                shown += os.read(ours, 4096)
            self.server.gate.set()
            self.assertEqual(process.wait(30), 0)
        while b"\033[K" not in shown:
            shown += os.read(ours, 4096)
        os.close(ours)
        self.assertTrue(shown.endswith(b"\r\033[K"))

    def test_nothing_is_cut_elsewhere(self):
        self.reply({"activities": [dict(ACTIVITY, title="Æ" * 200)]})
        _, out, _ = self.run_text("list-activities")
        self.assertIn("Æ" * 200, out)


class Confirmation(Case):
    """What destroys or cuts people off is asked first."""

    OF_ALL = {"cancel", "cancel-mail", "close-network", "edit-person",
              "end-employment", "remove-account", "remove-handbook-entry",
              "reset-totp", "revoke-feed", "rotate-feed", "unlink-openid"}

    def on_terminal(self, typed, *words, options=()):
        """The exit status, standard output, and what the terminal showed."""
        ours, theirs = pty.openpty()
        env = {**os.environ, "ONBOARD_SOCKET": self.socket}
        self.server.requests.clear()
        with subprocess.Popen(
                [PROGRAM, *words, *options], env=env, stdin=theirs,
                stdout=subprocess.PIPE, stderr=theirs) as process:
            os.close(theirs)
            shown = b""
            while typed and not shown.endswith(b" [y/N] "):
                shown += os.read(ours, 4096)
            os.write(ours, typed)
            out = process.stdout.read()
            status = process.wait(30)
        shown += read_rest(ours)
        os.close(ours)
        return status, out.decode(), shown.decode()

    def test_the_commands_that_ask_are_these(self):
        asking = {command for command in commands()
                  if "--yes" in options_of(help_of(command))}
        self.assertEqual(asking, self.OF_ALL)
        tried = {words[0] for words, *_ in EXCHANGES if "--yes" in words}
        self.assertEqual(tried, self.OF_ALL)

    def test_without_a_terminal_each_is_refused_and_asks_nothing(self):
        for words, *_ in EXCHANGES:
            if "--yes" not in words:
                continue
            with self.subTest(words[0]):
                bare = [word for word in words if word != "--yes"]
                status, out, err = self.run_text(*bare, "--json")
                self.assertEqual((status, self.server.requests), (2, []))
                error = json.loads(out)["error"]
                self.assertEqual(error["code"], "usage")
                self.assertIn("add --yes to do it", error["message"])
                self.assertTrue(err.startswith(
                    f"onboardctl: {words[0]}: this is asked first"), err)

    def test_half_a_terminal_is_none(self):
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        self.addCleanup(os.close, theirs)
        env = {**os.environ, "ONBOARD_SOCKET": self.socket}
        for ends in ({"stdin": theirs, "stderr": subprocess.DEVNULL},
                     {"stdin": subprocess.DEVNULL, "stderr": theirs}):
            done = subprocess.run(
                [PROGRAM, "cancel-mail", "12"], env=env, check=False,
                stdout=subprocess.PIPE, timeout=30, **ends)
            self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertEqual(self.server.requests, [])

    def test_each_asks_in_words_and_goes_on_with_a_yes(self):
        for words, method, path, _, answer, shown in EXCHANGES:
            if "--yes" not in words:
                continue
            with self.subTest(words[0]):
                self.reply(answer)
                status, out, asked = self.on_terminal(
                    b"y\n", *[word for word in words if word != "--yes"])
                self.assertEqual(status, 0, asked)
                self.assertRegex(asked, r"\A[A-Z][^{}?]*\? \[y/N\] ")
                self.assertIn(words[1], asked)
                (got_method, got_path, *_), = self.server.requests
                self.assertEqual((got_method, got_path),
                                 (method, "/api/v1" + path))
                self.assertIn(shown[0], out)

    def test_a_yes_may_be_spelt_out(self):
        self.reply({"mail": {}})
        for typed in (b"yes\n", b"YES\n", b" Y \n"):
            self.on_terminal(typed, "cancel-mail", "12")
            self.assertEqual(len(self.server.requests), 1, typed)

    def test_any_other_answer_or_none_does_nothing(self):
        for typed in (b"\n", b"n\n", b"no\n", b"yy\n", b"y n\n",
                      b"y" * 63 + b"\n", b" " * 63 + b"y\n", b"\x04",
                      b"y\x04\x04", b"y\x00\n"):
            with self.subTest(typed):
                status, out, shown = self.on_terminal(
                    typed, "cancel-mail", "12", options=["--json"])
                self.assertEqual((status, self.server.requests), (1, []))
                self.assertEqual(json.loads(out)["error"]["code"], "declined")
                self.assertIn("onboardctl: cancel-mail: nothing is done, as "
                              "the answer was not 'y'", shown)

    def test_with_yes_or_a_dry_run_nobody_is_asked(self):
        for words, _, _, _, answer, _ in EXCHANGES:
            if "--yes" not in words and "--dry-run" not in words:
                continue
            with self.subTest(words):
                self.reply(answer)
                status, _, shown = self.on_terminal(b"", *words)
                self.assertEqual((status, shown), (0, ""))

    def test_a_question_shows_no_escape_sequence(self):
        _, _, shown = self.on_terminal(
            b"n\n", "remove-account", "a\x1b[2J\u202eb@example.org")
        self.assertIn(r"'a\x1b[2J\u{202e}b@example.org'", shown)
        self.assertNotIn("\x1b", shown)

    def test_yes_alone_changes_nothing(self):
        status, _, err = self.run_text("edit-person", "a@example.org", "--yes")
        self.assertEqual((status, self.server.requests), (2, []))
        self.assertIn("no option that says what", err)


class Help(unittest.TestCase):
    def test_each_help_has_an_example_that_parses(self):
        for command in commands():
            with self.subTest(command):
                text = help_of(command)
                example = text.split("Example:\n")[1].strip()
                words = shlex.split(example.split(" >")[0])
                self.assertEqual(words[:2], ["onboardctl", command])
                subprocess.run([PROGRAM, *words[1:], "--help"], check=True,
                               capture_output=True, timeout=30)

    def test_help_of_a_command_is_its_option_help(self):
        for command in commands():
            done = subprocess.run([PROGRAM, "help", command], check=True,
                                  capture_output=True, text=True, timeout=30)
            self.assertEqual(done.stdout, help_of(command))

    def test_each_command_takes_the_common_options(self):
        for command in commands():
            self.assertLessEqual({"--socket", "--json", "--help"},
                                 options_of(help_of(command)))

    def test_the_version_is_told_in_both_ways(self):
        outputs = [subprocess.run([PROGRAM, word], check=True, text=True,
                                  capture_output=True, timeout=30).stdout
                   for word in ("version", "--version")]
        self.assertEqual(outputs[0], outputs[1])
        self.assertRegex(outputs[0], r"\Aonboardctl \d+\.\d+\.\d+\n\Z")


class Completion(unittest.TestCase):
    SCRIPT = ("source /dev/stdin <<<\"$1\"; shift; COMP_WORDS=(\"$@\"); "
              "COMP_CWORD=$(($# - 1)); _onboardctl; "
              "printf '%s\\n' \"${COMPREPLY[@]}\"")

    def complete(self, *words):
        text = COMPLETION.read_text(encoding="utf-8")
        done = subprocess.run(
            ["bash", "-uc", self.SCRIPT, "bash", text, "onboardctl", *words],
            check=True, capture_output=True, text=True, timeout=30)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_the_installed_script_is_the_program_s(self):
        done = subprocess.run([PROGRAM, "--completion", "bash"], check=True,
                              capture_output=True, text=True, timeout=30)
        self.assertEqual(done.stdout, COMPLETION.read_text(encoding="utf-8"))

    def test_commands_are_completed(self):
        self.assertEqual(self.complete("add-le"), ["add-leader"])

    def test_each_command_is_offered(self):
        self.assertLessEqual(set(commands()), set(self.complete("")))

    def test_options_are_completed(self):
        self.assertEqual(self.complete("add-leader", "--first-d"),
                         ["--first-day"])

    def test_each_option_is_offered(self):
        for command in commands():
            self.assertEqual(set(self.complete(command, "-")),
                             options_of(help_of(command)))

    def test_values_are_completed(self):
        self.assertEqual(self.complete("add-leader", "--recruitment", "i"),
                         ["internal"])
        self.assertEqual(self.complete("list-mail", "--state", "=", "f"),
                         ["failed"])

    def test_nothing_is_offered_for_free_text(self):
        self.assertEqual(self.complete("add-leader", "--name", ""), [])

    def test_files_are_completed(self):
        for words in (["check-programme"], ["list-mail", "--socket"]):
            self.assertIn("/etc/passwd", self.complete(*words, "/etc/passw"))

    def test_topics_of_help_are_completed(self):
        self.assertEqual(self.complete("help", "advance"), ["advance-clock"])


class Manual(unittest.TestCase):
    OF_THE_DAEMON = {"--test-clock"}

    def setUp(self):
        self.text = MANUAL.read_text(encoding="utf-8")
        section = self.text.split(".Sh COMMANDS")[1].split("\n.Sh ")[0]
        section = re.sub(r"\.It Xo\n(.*?)\n\.Xc", lambda match:
                         ".It " + match.group(1).replace("\n", " "), section,
                         flags=re.S)
        heads = re.findall(r"^\.It \.?(?:Cm )([a-z-]+)(.*)$", section, re.M)
        self.heads = {name: set("--" + option for option in
                                re.findall(r"Fl Fl ([a-z-]+)", rest))
                      for name, rest in heads}

    def test_the_manual_names_exactly_the_commands(self):
        self.assertEqual(sorted(self.heads), sorted(commands()))

    def test_each_command_s_options_stand_in_its_heading(self):
        common = {"--socket", "--json", "--help"}
        for command in commands():
            self.assertEqual(self.heads[command],
                             options_of(help_of(command)) - common, command)

    def test_the_manual_names_no_option_that_is_not_there(self):
        known = options_of(help_of()).union(
            *(options_of(help_of(command)) for command in commands()))
        named = {"--" + option for option in
                 re.findall(r"Fl Fl ([a-z-]+)", self.text)}
        self.assertEqual(named - self.OF_THE_DAEMON, known)

    def test_the_manual_is_clean(self):
        done = subprocess.run(
            ["mandoc", "-T", "lint", "-W", "warning", str(MANUAL)],
            capture_output=True, text=True, check=False, timeout=30)
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main()
