#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The commands of onboardctl that read files: programmes, overlays, surveys,
calendars and mails, checked, linted and imported."""

import json
import pathlib
import re
import subprocess
import unittest

from cli_case import Case, PROGRAM, SOURCE
from cli_exchanges import EXCHANGES


class CheckProgramme(Case):
    SHIPPED = str(SOURCE / "config/programmes/ny-leder.yaml")

    def broken(self):
        path = f"{self.folder}/broken.yaml"
        text = pathlib.Path(self.SHIPPED).read_text(encoding="utf-8")
        text = re.sub(r"role: manager", "role: nobody", text, count=2)
        pathlib.Path(path).write_text(text, encoding="utf-8")
        return path

    def test_a_good_programme_needs_no_daemon(self):
        status, out, err = self.run_text("check-programme", self.SHIPPED)
        self.assertEqual((status, err), (0, ""))
        self.assertIn("ny-leder", out)
        self.assertEqual(self.server.requests, [])

    def test_a_good_programme_as_json(self):
        _, out, _ = self.run_text("check-programme", self.SHIPPED, "--json")
        programme = json.loads(out)["programme"]
        self.assertEqual(programme["id"], "ny-leder")
        self.assertGreater(programme["steps"], 10)

    def test_every_mistake_is_printed_with_its_place(self):
        path = self.broken()
        status, out, err = self.run_text("check-programme", path)
        self.assertEqual((status, out), (1, ""))
        places = re.findall(rf"^{re.escape(path)}:\d+:\d+: .", err, re.M)
        self.assertGreaterEqual(len(places), 2)
        self.assertRegex(err, r"(?m)^onboardctl: cannot use programme '.*': "
                              rf"{len(places)} mistakes, listed above\n\Z")

    def test_mistakes_as_json(self):
        status, out, _ = self.run_text("check-programme", self.broken(),
                                       "--json")
        error = json.loads(out)["error"]
        self.assertEqual((status, error["code"]), (1, "invalid"))
        self.assertRegex(error["message"], r"broken\.yaml:\d+:\d+: ")

    def test_a_missing_file_is_told(self):
        status, _, err = self.run_text("check-programme", "/nowhere.yaml")
        self.assertEqual(status, 1)
        self.assertIn("'/nowhere.yaml'", err)


class CheckSurvey(Case):
    SHIPPED = str(SOURCE / "config/surveys/puls-1.yaml")

    def broken(self):
        path = f"{self.folder}/broken.yaml"
        text = pathlib.Path(self.SHIPPED).read_text(encoding="utf-8")
        text = text.replace("red_at_most: 2", "red_at_most: 9")
        text = text.replace("minutes: 5", "minutes: 500")
        pathlib.Path(path).write_text(text, encoding="utf-8")
        return path

    def test_a_good_survey_needs_no_daemon(self):
        status, out, err = self.run_text("check-survey", self.SHIPPED)
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(out, f"{self.SHIPPED}: survey puls-1 with 8 "
                              "questions, no mistakes\n")
        self.assertEqual(self.server.requests, [])

    def test_a_good_survey_as_json(self):
        _, out, _ = self.run_text("check-survey", self.SHIPPED, "--json")
        self.assertEqual(json.loads(out),
                         {"survey": {"id": "puls-1", "questions": 8}})

    def test_every_mistake_is_printed_with_its_place(self):
        path = self.broken()
        status, out, err = self.run_text("check-survey", path)
        self.assertEqual((status, out), (1, ""))
        places = re.findall(rf"^{re.escape(path)}:\d+:\d+: .", err, re.M)
        self.assertGreaterEqual(len(places), 2)
        self.assertRegex(err, r"(?m)^onboardctl: cannot use survey '.*': "
                              rf"{len(places)} mistakes, listed above\n\Z")

    def test_mistakes_as_json(self):
        status, out, _ = self.run_text("check-survey", self.broken(),
                                       "--json")
        error = json.loads(out)["error"]
        self.assertEqual((status, error["code"]), (1, "invalid"))
        self.assertRegex(error["message"], r"broken\.yaml:\d+:\d+: ")

    def test_a_missing_file_is_told(self):
        status, _, err = self.run_text("check-survey", "/nowhere.yaml")
        self.assertEqual(status, 1)
        self.assertIn("'/nowhere.yaml'", err)


class JobDescription(Case):
    ANSWER = next(row[4] for row in EXCHANGES
                  if row[0][0] == "show-job-description")

    def write(self, content):
        path = f"{self.folder}/job.md"
        pathlib.Path(path).write_bytes(content)
        return path

    def test_the_file_is_sent_as_it_is(self):
        self.reply(self.ANSWER)
        text = "Godt.\n\n## Det udfordrende ved jobbet\nSvært – ærligt.\n"
        status, out, err = self.run_text(
            "set-job-description", "3", "--file", self.write(text.encode()))
        self.assertEqual((status, err), (0, ""))
        self.assertIn("Svært.", out)
        method, path, body, _ = self.server.requests[-1]
        self.assertEqual(
            (method, path), ("PUT", "/api/v1/leaders/3/job-description"))
        self.assertEqual(json.loads(body), {"text": text})

    def test_links_go_with_the_file(self):
        self.reply(self.ANSWER)
        status, _, err = self.run_text(
            "set-job-description", "3", "--file", self.write(b"Godt."),
            "--advertisement", "https://example.org/17",
            "--role-description", "")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(json.loads(self.server.requests[-1][2]), {
            "text": "Godt.", "advertisement_url": "https://example.org/17",
            "role_url": ""})

    def test_what_is_no_text_is_not_sent(self):
        for content in (b"a\xff", b"a\0b"):
            status, out, err = self.run_text(
                "set-job-description", "3", "--file", self.write(content))
            self.assertEqual((status, out), (1, ""))
            self.assertIn("is not text in UTF-8", err)
        status, _, err = self.run_text(
            "set-job-description", "3", "--file", "/nowhere.md")
        self.assertEqual(status, 1)
        self.assertIn("'/nowhere.md'", err)
        status, _, err = self.run_text("set-job-description", "3")
        self.assertEqual(status, 2)
        self.assertIn("--file", err)
        status, _, err = self.run_text(
            "set-job-description", "3", "--file",
            self.write(b"x" * (128 * 1024 + 1)))
        self.assertEqual(status, 1)
        self.assertEqual(self.server.requests, [])


class Lint(Case):
    CALENDAR = (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
                b"X-WR-CALNAME:x\r\nX-PUBLISHED-TTL:PT4H\r\n"
                b"REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n"
                b"BEGIN:VEVENT\r\nUID:a@example.org\r\n"
                b"DTSTAMP:20260101T000000Z\r\n"
                b"DTSTART;VALUE=DATE:20260512\r\n"
                b"DTEND;VALUE=DATE:20260513\r\nSUMMARY:x\r\n"
                b"TRANSP:TRANSPARENT\r\n"
                b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    STAMP = b"DTSTAMP:20260101T000000Z\r\n"

    def write(self, content):
        path = f"{self.folder}/sample"
        pathlib.Path(path).write_bytes(content)
        return path

    def lint(self, what, content, *more):
        return self.run_text(f"lint-{what}", self.write(content), *more)

    def test_a_good_calendar_has_no_finding(self):
        self.assertEqual(self.lint("calendar", self.CALENDAR), (0, "", ""))
        self.assertEqual(self.server.requests, [])

    def test_an_error_has_its_line_and_rule(self):
        status, out, err = self.lint(
            "calendar", self.CALENDAR.replace(self.STAMP, b""))
        self.assertEqual((status, err), (1, ""))
        self.assertEqual(out, f"{self.folder}/sample:7: error: rule 4: "
                              "VEVENT has no DTSTAMP\n")

    def test_a_section_of_an_rfc_is_no_number_of_a_rule(self):
        _, out, _ = self.lint(
            "calendar", self.CALENDAR.replace(b"END:VEVENT\r\n", b""))
        self.assertIn(":7: error: RFC 5545 3.6: VEVENT has no END", out)

    def test_warnings_alone_are_no_failure(self):
        status, out, _ = self.lint("calendar", self.CALENDAR.replace(
            b"X-WR-CALNAME:x\r\n", b""))
        self.assertEqual(status, 0)
        self.assertIn(":1: warning: rule 15: ", out)

    def test_findings_as_json(self):
        status, out, _ = self.lint(
            "calendar", self.CALENDAR.replace(self.STAMP, b""), "--json")
        self.assertEqual((status, json.loads(out)), (1, {"findings": [
            {"line": 7, "severity": "error", "rule": "4",
             "text": "VEVENT has no DTSTAMP"}]}))

    def test_no_finding_as_json(self):
        status, out, _ = self.lint("calendar", self.CALENDAR, "--json")
        self.assertEqual((status, json.loads(out)), (0, {"findings": []}))

    def test_a_mail_is_checked_with_its_calendars(self):
        status, out, _ = self.lint("mail", (
            b"From: <a@example.org>\r\nTo: <b@example.org>\r\n"
            b"Content-Type: text/calendar; method=REQUEST\r\n"
            b"\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))
        self.assertEqual(status, 1)
        self.assertIn(":1: error: rule 59: there is no Date", out)
        self.assertIn(":1: error: rule 15: line 1 of the calendar: "
                      "VCALENDAR has no VERSION", out)

    def test_standard_input_is_read(self):
        for what in ("calendar", "mail"):
            with self.subTest(what):
                done = subprocess.run(
                    [PROGRAM, f"lint-{what}", "-"], input=b"\x1b[2J\n",
                    capture_output=True, check=False, timeout=30)
                self.assertEqual(done.returncode, 1)
                self.assertTrue(done.stdout.startswith(b"-:1: error: "))
                self.assertNotIn(b"\x1b", done.stdout)

    def test_a_file_that_cannot_be_read_is_told(self):
        for what in ("calendar", "mail"):
            with self.subTest(what):
                status, out, err = self.run_text(f"lint-{what}", "/nowhere")
                self.assertEqual((status, out), (1, ""))
                self.assertIn(f"onboardctl: cannot check {what} '/nowhere': "
                              "cannot read '/nowhere': ", err)

    def test_too_large_a_file_is_refused(self):
        for what, most in (("calendar", 8 << 20), ("mail", 32 << 20)):
            with self.subTest(what):
                done = subprocess.run(
                    [PROGRAM, f"lint-{what}", "-"], input=b"x" * (most + 1),
                    capture_output=True, check=False, timeout=30)
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertIn(b"more than", done.stderr)
                status, _, err = self.lint(what, b"x" * (most + 1))
                self.assertEqual(status, 1)
                self.assertIn("onboardctl: cannot check", err)

    def test_a_file_must_be_named(self):
        for what in ("calendar", "mail"):
            self.assertEqual(self.run_text(f"lint-{what}")[0], 2)


class CheckOverlay(Case):
    OVERLAY = ("overlay: skoler\nbase: ny-leder\narea: Skole\n"
               "change:\n  - {step: opret, minutes: 30}\n")

    def write(self, text, name="skoler.yaml"):
        path = f"{self.folder}/{name}"
        pathlib.Path(path).write_text(text, encoding="utf-8")
        return path

    def test_an_overlay_is_checked_over_the_shipped_base(self):
        status, out, err = self.run_text(
            "check-programme", self.write(self.OVERLAY))
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"overlay skoler of ny-leder with \d+ steps")

    def test_mistakes_over_the_base_have_their_place(self):
        path = self.write(self.OVERLAY.replace("opret", "ukendt"))
        status, _, err = self.run_text("check-programme", path)
        self.assertEqual(status, 1)
        self.assertIn(f"{path}:5:12: programme 'ny-leder' has no step "
                      "'ukendt'", err)

    def test_the_base_beside_the_overlay_comes_first(self):
        self.write("id: [\n", "ny-leder.yaml")
        status, out, _ = self.run_text(
            "check-programme", self.write(self.OVERLAY), "--json")
        self.assertEqual(status, 0)
        self.assertGreater(json.loads(out)["overlay"]["steps"], 10)

    def test_an_overlay_without_its_base_is_checked_alone(self):
        path = self.write(self.OVERLAY.replace("ny-leder", "andet"))
        status, out, _ = self.run_text("check-programme", path)
        self.assertEqual(status, 0)
        self.assertIn("its base is not here", out)


class ImportProgramme(Case):
    ANSWER = {"dry_run": False, "programmes": [
        {"id": "ny-leder", "version": 3, "new": True, "against": 2,
         "area": "", "workplace": "", "overlay": "", "differences": [],
         "text": "opret: minutes: '20' -> '30'\n"},
        {"id": "ny-leder", "version": 2, "new": False, "against": 2,
         "area": "Skole", "workplace": "", "overlay": "skoler",
         "differences": [], "text": ""}]}

    def file(self):
        folder = pathlib.Path(self.folder)
        (folder / "programmes").mkdir()
        (folder / "guides/skoler").mkdir(parents=True)
        path = folder / "programmes/skoler.yaml"
        path.write_text(
            "overlay: skoler\nbase: ny-leder\narea: Skole\nadd:\n"
            "  - {id: nyt, phase: 2, title: {da: Nyt, en: New}, kind: task,\n"
            "     role: manager, due: first_day, window: 1}\n",
            encoding="utf-8")
        for code in ("da", "en"):
            (folder / f"guides/skoler/nyt.{code}.md").write_text(
                f"# {code} æ\n", encoding="utf-8")
        return str(path)

    def test_the_file_goes_with_its_guides(self):
        self.reply(self.ANSWER)
        path = self.file()
        status, out, err = self.run_text("import-programme", path)
        self.assertEqual((status, err), (0, ""))
        (method, target, body, _), = self.server.requests
        self.assertEqual((method, target), ("POST", "/api/v1/programmes"))
        body = json.loads(body)
        self.assertEqual(body["name"], path)
        self.assertEqual(body["text"],
                         pathlib.Path(path).read_text(encoding="utf-8"))
        self.assertEqual(body["guides"], [
            {"step": "nyt", "language": code, "text": f"# {code} æ\n"}
            for code in ("da", "en")])
        self.assertNotIn("dry_run", body)
        self.assertEqual(out, (
            "ny-leder for everybody: version 3 is new, and differs:\n"
            "  opret: minutes: '20' -> '30'\n"
            "ny-leder for area 'Skole' (overlay skoler): version 2, which "
            "says the same already\n"))

    def test_a_pilot_is_tried_for_an_area(self):
        self.reply({**self.ANSWER, "dry_run": True})
        status, out, _ = self.run_text(
            "import-programme", CheckProgramme.SHIPPED, "--area", "Skole",
            "--dry-run")
        self.assertEqual(status, 0)
        body = json.loads(self.server.requests[0][2])
        self.assertEqual((body["area"], body["dry_run"]), ("Skole", True))
        self.assertIn("version 3 would be new, and differs:", out)
        self.assertTrue(out.startswith("Dry run: nothing is stored.\n"))

    def test_json_is_the_answer(self):
        self.reply(self.ANSWER)
        _, out, _ = self.run_text(
            "import-programme", CheckProgramme.SHIPPED, "--json")
        self.assertEqual(json.loads(out), self.ANSWER)

    def test_the_daemons_mistakes_are_listed(self):
        self.reply({"error": {"code": "invalid", "field": "",
                              "message": "a.yaml:1:2: x\na.yaml:3:4: y\n"}},
                   400)
        status, out, err = self.run_text(
            "import-programme", CheckProgramme.SHIPPED)
        self.assertEqual((status, out), (1, ""))
        self.assertTrue(err.startswith("a.yaml:1:2: x\na.yaml:3:4: y\n"))
        self.assertIn("2 mistakes, listed above", err)

    def test_a_file_that_is_no_text_never_gets_to_the_daemon(self):
        for content in (b"\xff\xfe", b"id: a\0b\n"):
            path = pathlib.Path(self.folder) / "bad.yaml"
            path.write_bytes(content)
            for words in (["import-programme", str(path)],
                          ["simulate", "--file", str(path)]):
                status, _, err = self.run_text(*words)
                self.assertEqual(status, 1)
                self.assertIn("text", err)
        self.assertEqual(self.server.requests, [])

    def test_a_file_is_simulated_with_its_guides(self):
        self.reply(next(answer for words, _, _, _, answer, _ in EXCHANGES
                        if words[0] == "simulate"))
        path = self.file()
        status, out, err = self.run_text(
            "simulate", "--file", path, "--first-day", "2027-02-01")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("Day by day", out)
        (method, target, body, _), = self.server.requests
        self.assertEqual((method, target),
                         ("POST", "/api/v1/simulations?programme="))
        self.assertEqual(json.loads(body), {
            "first_day": "2027-02-01", "name": path,
            "text": pathlib.Path(path).read_text(encoding="utf-8"),
            "guides": [
                {"step": "nyt", "language": code, "text": f"# {code} æ\n"}
                for code in ("da", "en")]})

    def test_the_mistakes_of_a_simulated_file_are_listed(self):
        self.reply({"error": {"code": "invalid", "field": "",
                              "message": "a.yaml:1:2: x\na.yaml:3:4: y\n"}},
                   400)
        status, out, err = self.run_text(
            "simulate", "--file", CheckProgramme.SHIPPED)
        self.assertEqual((status, out), (1, ""))
        self.assertTrue(err.startswith("a.yaml:1:2: x\na.yaml:3:4: y\n"))
        self.assertIn("2 mistakes, listed above", err)


if __name__ == "__main__":
    unittest.main()
