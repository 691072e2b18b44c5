#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""The API, the pages and the calendars of a running daemon."""

import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

import jsonschema
import yaml

import linting
import page_case

DAEMON = os.path.abspath(os.environ.get("ONBOARDD", "./onboardd"))
HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
OPENAPI = yaml.safe_load((SOURCE / "schemas" / "openapi.yaml").read_text())
DEADLINE = 30
SECURITY = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
LEADER = {
    "name": "Åse Ny <b>&\"'",
    "email": "aase@example.org",
    "accepted": "2026-10-01",
    "first_day": "2026-12-07",
    "manager": "Mette Madsen <mette@example.org>",
}
CONFIG = """\
public_url: http://127.0.0.1:8080
municipality: {{name: "Prøve & Kommune"}}
state_dir: {folder}/state
control_socket: {folder}/control.sock
listen: ["127.0.0.1:0"]
people: {{coordinator: "Hanne HR <hr@example.org>"}}
mail: {{transport: maildir, maildir: {folder}/mail}}
"""


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    def error(self):
        return self.json()["error"]


class Socket(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=DEADLINE)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(DEADLINE)
        self.sock.connect(self.path)


class Daemon:
    """One onboardd in a folder of its own, ended by its process id."""

    def __init__(self, *arguments):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = self.scratch.name
        config = pathlib.Path(self.folder, "onboardd.yaml")
        config.write_text(CONFIG.format(folder=self.folder))
        self.process = subprocess.Popen(
            [DAEMON, "-c", config, *arguments],
            stderr=subprocess.PIPE, text=True)
        self.lines = []
        self.port = None
        self.ready = threading.Event()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        if not self.ready.wait(DEADLINE) or self.port is None:
            raise RuntimeError("no listening daemon: " + "".join(self.lines))
        limit = time.monotonic() + DEADLINE
        while not os.path.exists(self.folder + "/control.sock"):
            if time.monotonic() > limit or self.process.poll() is not None:
                raise RuntimeError("no socket: " + "".join(self.lines))
            time.sleep(0.01)

    def read(self):
        for line in self.process.stderr:
            self.lines.append(line)
            found = re.search(r"listening port=(\d+)", line)
            if found:
                self.port = int(found.group(1))
                self.ready.set()
        self.ready.set()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self.reader.join()
        self.process.stderr.close()
        self.scratch.cleanup()
        return status

    def ask(self, connection, method, target, body, headers):
        connection.request(method, target, body, headers)
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def api(self, method, path, value=None, raw=None,
            content_type="application/json"):
        body = raw if value is None else json.dumps(value)
        headers = {} if body is None else {"Content-Type": content_type}
        return self.ask(Socket(self.folder + "/control.sock"), method,
                        "/api/v1" + path, body, headers)

    def tcp(self, method, target, body=None, headers=None):
        answer = self.ask(
            http.client.HTTPConnection("127.0.0.1", self.port, DEADLINE),
            method, target, body, headers or {})
        kind = answer.headers.get("Content-Type") or ""
        if kind.startswith("text/calendar") and answer.body:
            linting.check_calendar(answer.body)
        return answer


def schema(name):
    return {"$ref": f"#/components/schemas/{name}",
            "components": OPENAPI["components"]}


class SiteCase(unittest.TestCase):
    """A daemon on a standing clock, and how it is asked."""

    maxDiff = None

    def setUp(self):
        self.daemon = Daemon("--test-clock", "2026-10-01T08:00")
        self.addCleanup(self.stop)

    def stop(self):
        lines = self.daemon.lines
        self.assertEqual(self.daemon.stop(), 0, "".join(lines)[-4000:])

    def api(self, method, path, value=None, status=200, shape=None, **more):
        answer = self.daemon.api(method, path, value, **more)
        self.assertEqual(answer.status, status, answer.body[:2000])
        self.check_security(answer)
        if shape:
            jsonschema.validate(answer.json(), schema(shape))
        return answer.json() if status != 204 else None

    def refuse(self, method, path, value=None, status=400, code="invalid",
               field=None, **more):
        answer = self.daemon.api(method, path, value, **more)
        self.assertEqual(answer.status, status, answer.body[:500])
        jsonschema.validate(answer.json(), schema("Error"))
        self.assertEqual(answer.error()["code"], code)
        if field is not None:
            self.assertEqual(answer.error()["field"], field)
        self.check_security(answer)

    def check_security(self, answer):
        for name, start in SECURITY.items():
            self.assertTrue(answer.headers[name].startswith(start), name)

    def add(self, **more):
        return self.api("POST", "/leaders", {**LEADER, **more}, 201, "Journey")

    def page_of(self, journey, role):
        url = next(p["url"] for p in journey["pages"] if p["role"] == role)
        return urllib.parse.urlsplit(url).path

    def get(self, target, status=200, **headers):
        answer = self.daemon.tcp("GET", target, headers=headers)
        self.assertEqual(answer.status, status, answer.body[:500])
        self.check_security(answer)
        return answer

    def done_form(self, page):
        """The first form of a page: its address and its csrf."""
        text = self.get(page).body.decode()
        form = re.search(
            r'action="([^"]+)">\s*<input type="hidden" name="csrf" '
            r'value="([^"]+)"', text)
        self.assertIsNotNone(form, text)
        return form.group(1), form.group(2)

    def post_form(self, target, **fields):
        return self.daemon.tcp(
            "POST", target, urllib.parse.urlencode(fields),
            {"Content-Type": "application/x-www-form-urlencoded"})

    def check_html(self, answers):
        page_case.check_html([answer.body.decode() for answer in answers])


class Site(SiteCase):
    def test_a_leader_is_added_listed_and_shown(self):
        journey = self.add(phone="+45 12 34 56 78")
        number = journey["leader"]["id"]
        self.assertEqual(journey["leader"]["name"], LEADER["name"])
        self.assertGreater(len(journey["activities"]), 20)
        listed = self.api("GET", "/leaders", shape="LeaderList")
        self.assertEqual([row["id"] for row in listed["leaders"]], [number])
        shown = self.api("GET", f"/leaders/{number}", shape="Journey")
        self.assertEqual(shown["leader"], journey["leader"])
        self.assertEqual(
            self.api("GET", "/leaders?state=ended")["leaders"], [])

    def test_the_same_leader_twice_exists(self):
        self.add()
        self.refuse("POST", "/leaders", LEADER, 409, "exists")

    def test_a_dry_run_keeps_nothing(self):
        journey = self.api("POST", "/leaders", {**LEADER, "dry_run": True},
                           200, "Journey")
        self.assertGreater(len(journey["activities"]), 20)
        self.assertEqual(self.api("GET", "/leaders")["leaders"], [])

    def test_bad_input_is_refused_and_leaves_nothing(self):
        for change, field in (
                ({"name": ""}, "name"),
                ({"name": "   "}, "name"),
                ({"name": "N" * 10000}, "name"),
                ({"name": 7}, "name"),
                ({"name": None}, "name"),
                ({"name": "a\nb"}, "name"),
                ({"email": "aase@example.org\r\nBcc: x@example.org"}, "email"),
                ({"email": "no address"}, "email"),
                ({"manager": "Mette\n <mette@example.org>"}, "manager"),
                ({"first_day": "2026-09-30"}, "first_day"),
                ({"first_day": "2027-02-29"}, "first_day"),
                ({"first_day": "7/12-2026"}, "first_day"),
                ({"programme": "no-such"}, None),
                ({"recruitment": "headhunted"}, "recruitment"),
                ({"dry_run": "no"}, "dry_run"),
                ({"nmae": "x"}, "nmae")):
            with self.subTest(**change):
                known = change != {"programme": "no-such"}
                answer = self.daemon.api(
                    "POST", "/leaders", {**LEADER, **change})
                self.assertIn(answer.status, (400,) if known else (400, 404))
                self.assertNotEqual(answer.error()["message"], "")
                if field:
                    self.assertEqual(answer.error()["field"], field)
        self.refuse("POST", "/leaders", {**LEADER, "name": "N" * 1048576},
                    413, "limit")
        self.refuse("POST", "/leaders", raw=b'{"name":"a\xff"}')
        self.refuse("POST", "/leaders", raw=b'{"name":"a\\u0000b"}')
        self.refuse("POST", "/leaders", raw=b'{"name":"a","name":"b"}')
        self.refuse("POST", "/leaders", raw=b"[" * 50000)
        self.refuse("POST", "/leaders", raw=b"[]")
        self.refuse("POST", "/leaders", LEADER, 415,
                    content_type="text/plain")
        self.assertEqual(self.api("GET", "/leaders")["leaders"], [])
        self.assertEqual(self.api("GET", "/activities")["activities"], [])
        self.assertEqual(self.api("GET", "/mail")["mail"], [])
        # Nor did a person come to be.
        self.refuse("PATCH", "/people/mette@example.org", {"phone": "1"}, 404,
                    "not-found")

    def test_activities_are_completed_skipped_and_moved(self):
        journey = self.add()
        number = journey["leader"]["id"]
        rows = self.api("GET", f"/activities?leader={number}",
                        shape="ActivityList")["activities"]
        opened = next(a for a in rows if a["state"] == "planned" and
                      not a["requires"] and a["kind"] != "mail")
        target = f"/activities/{opened['id']}"
        named = urllib.parse.quote(f"{number}:{opened['step']}", safe="")
        self.assertEqual(
            self.api("GET", f"/activities/{named}",
                     shape="ActivityAnswer")["activity"]["id"], opened["id"])
        self.api("GET", target + "/explanation", shape="Explanation")
        done = self.api("POST", target + "/complete", {"note": "ok"},
                        shape="ActivityAnswer")["activity"]
        self.assertEqual((done["state"], done["note"]), ("done", "ok"))
        self.refuse("POST", target + "/complete", {}, 409, "conflict")
        rows = self.api("GET", f"/activities?leader={number}")["activities"]
        other = next(a for a in rows if a["state"] == "planned" and
                     a["kind"] != "mail")
        target = f"/activities/{other['id']}"
        self.refuse("POST", target + "/skip", {}, field="reason")
        self.refuse("POST", target + "/move", {"to": "2027-02-29"})
        self.api("POST", target + "/skip", {"reason": "not needed"},
                 shape="ActivityAnswer")
        self.refuse("GET", "/activities/999999", None, 404, "not-found")
        self.refuse("GET", "/activities?overdue=yes", field="overdue")

    def test_an_activity_moves(self):
        number = self.add()["leader"]["id"]
        rows = self.api("GET", f"/activities?leader={number}")["activities"]
        last = max((a for a in rows if a["kind"] != "mail" and
                    a["state"] == "planned" and not a["start"]),
                   key=lambda a: a["planned"])
        day = "2027-12-14"
        moved = self.api("POST", f"/activities/{last['id']}/move",
                         {"to": day, "reason": "later"}, shape="MoveAnswer")
        self.assertEqual(moved["activity"]["planned"], day)

    def test_people_roles_and_calls(self):
        number = self.add()["leader"]["id"]
        person = self.api("PATCH", "/people/mette%40example.org",
                          {"name": "Mette M. Madsen"}, shape="PersonAnswer")
        self.assertEqual(person["person"]["name"], "Mette M. Madsen")
        self.refuse("PATCH", "/people/mette@example.org", {"age": 3},
                    field="age")
        journey = self.api(
            "PUT", f"/leaders/{number}/roles/mentor",
            {"person": "Morten Mentor <morten@example.org>"}, shape="Journey")
        self.assertIn("mentor", [p["role"] for p in journey["pages"]])
        self.refuse("PUT", f"/leaders/{number}/roles/king",
                    {"person": "A <a@example.org>"}, field="role")
        self.api("POST", f"/leaders/{number}/calls",
                 {"at": "2026-10-01T07:30", "minutes": 20},
                 shape="LoggedCall")
        self.refuse("POST", f"/leaders/{number}/calls",
                    {"at": "2026-10-01T07:30", "minutes": "20"},
                    field="minutes")
        self.refuse("GET", "/leaders/abc", field="id")
        self.refuse("GET", "/leaders/77", None, 404, "not-found")

    def test_mail_is_listed_shown_and_kept(self):
        self.add()
        answer = self.api("POST", "/clock", {"to": "2026-10-05T16:00"},
                          shape="ClockAnswer")
        self.assertTrue(answer["now"].startswith("2026-10-05T16:00:00+02:00"))
        rows = self.api("GET", "/mail?state=sent", shape="MailList")["mail"]
        self.assertTrue(rows)
        shown = self.api("GET", f"/mail/{rows[0]['id']}", shape="MailAnswer")
        self.assertIsInstance(shown["text"], str)
        self.assertNotIn("=C3", shown["text"])
        stored = self.daemon.api("GET", f"/mail/{rows[0]['id']}/message")
        self.assertEqual(stored.headers["Content-Type"], "message/rfc822")
        self.assertIn(b"\r\nMessage-ID:", b"\r\n" + stored.body)
        self.refuse("POST", f"/mail/{rows[0]['id']}/retry", None, 409,
                    "conflict")
        for verb in ("hold", "cancel"):
            self.refuse("POST", f"/mail/{rows[0]['id']}/{verb}", {}, 409,
                        "conflict")
        self.refuse("GET", "/mail?state=lost", field="state")
        self.refuse("GET", "/mail/9999", None, 404, "not-found")

    def test_the_clock_does_not_go_back(self):
        answer = self.daemon.api("POST", "/clock", {"to": "2026-09-01T08:00"})
        self.assertIn(answer.status, (400, 409))
        self.refuse("POST", "/clock", {}, field="to")
        self.refuse("POST", "/clock", {"to": "tomorrow"})

    def test_a_client_that_leaves_does_not_stop_the_clock(self):
        self.add()
        client = socket.socket(socket.AF_UNIX)
        client.connect(self.daemon.folder + "/control.sock")
        body = b'{"to":"2026-10-12T08:00"}'
        client.sendall(b"POST /api/v1/clock HTTP/1.1\r\nHost: a\r\n"
                       b"Content-Type: application/json\r\n"
                       b"Content-Length: %d\r\n\r\n" % len(body) + body)
        client.close()
        limit = time.monotonic() + DEADLINE
        while time.monotonic() < limit:
            now = self.api("GET", "/status", shape="Status")["now"]
            if now.startswith("2026-10-12T08:00"):
                return
            time.sleep(0.05)
        self.fail(f"the clock stands at {now}")

    def test_programmes_are_shown_and_checked(self):
        listed = self.api("GET", "/programmes", shape="ProgrammeList")
        self.assertIn("ny-leder", [each["id"] for each in
                                   listed["programmes"]])
        self.api("GET", "/programmes/ny-leder?version=1",
                 shape="ProgrammeAnswer")
        self.refuse("GET", "/programmes/ny-leder?version=99", None, 404,
                    "not-found")
        self.refuse("GET", "/programmes/ny-leder?version=x", field="version")
        text = (SOURCE / "config/programmes/ny-leder.yaml").read_bytes()
        checked = self.api("POST", "/programmes/check", raw=text,
                           content_type="application/yaml",
                           shape="ProgrammeChecked")
        self.assertEqual(checked["programme"]["id"], "ny-leder")
        for broken in (b"", b"id: [", b"\xff\xfe", text + b"\nmore: 1\n"):
            self.refuse("POST", "/programmes/check", raw=broken,
                        content_type="application/yaml")

    OVERLAY = ("overlay: skoler\nbase: ny-leder\narea: Skole\nchange:\n"
               "  - {step: opret, minutes: 33}\n")

    def test_an_overlay_is_checked_imported_compared_and_withdrawn(self):
        checked = self.api("POST", "/programmes/check",
                           raw=self.OVERLAY.encode(),
                           content_type="application/yaml",
                           shape="ProgrammeChecked")
        self.assertEqual(checked["overlay"]["base"], "ny-leder")
        body = {"name": "skoler.yaml", "text": self.OVERLAY}
        tried = self.api("POST", "/programmes", {**body, "dry_run": True},
                         shape="ProgrammesImported")
        stored = self.api("POST", "/programmes", body,
                          shape="ProgrammesImported")
        self.assertEqual(tried["programmes"], stored["programmes"])
        version = stored["programmes"][0]["version"]
        shown = self.api("GET", "/programmes/ny-leder?area=Skole",
                         shape="ProgrammeAnswer")["programme"]
        self.assertEqual((shown["version"], shown["overlay"]),
                         (version, "skoler"))
        compared = self.api(
            "GET", f"/programmes/ny-leder/comparison?from=1&to={version}",
            shape="ProgrammeComparison")
        self.assertEqual(compared["differences"], [
            {"step": "opret", "field": "minutes", "before": "20",
             "after": "33"}])
        self.api("GET", "/programmes", shape="ProgrammeList")
        done = self.api("POST", "/programmes/ny-leder/withdrawal",
                        {"area": "Skole"})
        self.assertEqual(done["withdrawn"], 1)
        shown = self.api("GET", "/programmes/ny-leder?area=Skole",
                         shape="ProgrammeAnswer")["programme"]
        self.assertEqual((shown["version"], shown["area"]), (1, ""))

    def test_what_cannot_be_imported_is_refused(self):
        good = {"name": "skoler.yaml", "text": self.OVERLAY}
        for change in ({"text": ""}, {"text": "id: ["}, {"name": ""},
                       {"text": self.OVERLAY + "more: 1\n"}, {"guides": 1},
                       {"guides": [{}]}, {"guides": [{"step": 1}]},
                       {"area": "Skole"}, {"text": 1}, {"unknown": 1},
                       {"text": self.OVERLAY.replace("opret", "ukendt")},
                       {"text": self.OVERLAY.replace("ny-leder", "ukendt")}):
            self.refuse("POST", "/programmes", {**good, **change})
        self.refuse("POST", "/programmes/ny-leder/withdrawal", {},
                    field="area")
        self.refuse("POST", "/programmes/ny-leder/withdrawal",
                    {"area": "Skole", "workplace": "X"}, 404, "not-found")
        self.refuse("POST", "/programmes/ny-leder/withdrawal",
                    {"area": "Ingen"}, 404, "not-found")
        self.refuse("GET", "/programmes/ny-leder/comparison?from=1",
                    field="to")
        self.refuse("GET", "/programmes/ny-leder/comparison?from=1&to=99",
                    None, 404, "not-found")

    def test_a_calendar_is_fetched_and_not_fetched_again(self):
        feed = self.add()["feeds"][0]
        path = urllib.parse.urlsplit(feed["url"]).path
        first = self.get(path)
        self.assertEqual(first.headers["Content-Type"],
                         "text/calendar; charset=utf-8")
        self.assertIn("inline", first.headers["Content-Disposition"])
        self.assertTrue(first.body.startswith(b"BEGIN:VCALENDAR\r\n"))
        head = self.daemon.tcp("HEAD", path)
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(head.headers["Content-Length"],
                         str(len(first.body)))
        self.get(path, 304, **{"If-None-Match": first.headers["ETag"]})
        self.get(path, 304,
                 **{"If-Modified-Since": first.headers["Last-Modified"]})
        for method in ("OPTIONS", "PROPFIND"):
            answer = self.daemon.tcp(method, path)
            self.assertEqual(answer.status, 405)
            self.assertIn("GET", answer.headers["Allow"])

    def test_a_rotated_calendar_is_gone_and_an_unknown_is_not_found(self):
        feed = self.add()["feeds"][0]
        old = urllib.parse.urlsplit(feed["url"]).path
        turned = self.api("POST", f"/feeds/{feed['id']}/rotate",
                          shape="FeedAnswer")["feed"]
        gone = self.get(old, 410)
        unknown = self.get("/f/" + "A" * 43 + ".ics", 404)
        self.assertEqual(len(gone.body), len(unknown.body))
        self.get(urllib.parse.urlsplit(turned["url"]).path)
        self.assertNotIn(old.split("/")[2][:12], "".join(self.daemon.lines))
        number = turned["id"]
        self.assertIn(number, [f["id"] for f in self.api(
            "GET", "/leaders/1/feeds", shape="FeedList")["feeds"]])

    def test_pages_show_the_journey_safely(self):
        journey = self.add(mentor="Morten Mentor <morten@example.org>")
        pages = [self.page_of(journey, role) for role in
                 ("leader", "manager", "mentor", "coordinator")]
        pages = list(dict.fromkeys(pages))
        texts = [self.get(page) for page in pages]
        texts.append(self.get("/l/unknown", 404))
        for answer in texts:
            self.assertEqual(answer.headers["Content-Type"],
                             "text/html; charset=utf-8")
            self.assertIn(b'lang="da"', answer.body)
            self.assertNotIn(b"<b>&", answer.body)
        self.assertIn("Mette Madsen", texts[0].body.decode())
        self.assertIn("Siden findes ikke", texts[-1].body.decode())
        self.check_html(texts)

    def test_an_activity_is_done_on_the_page_once(self):
        journey = self.add()
        page = self.page_of(journey, "manager")
        action, csrf = self.done_form(page)
        number = int(action.split("/")[-2])
        for fields in ({}, {"csrf": ""}, {"csrf": csrf[:-1]},
                       {"csrf": csrf[:-1] + ("A" if csrf[-1] != "A" else "B")}):
            self.assertEqual(self.post_form(action, **fields).status, 403)
        state = self.api("GET", f"/activities/{number}")["activity"]["state"]
        self.assertEqual(state, "planned")
        done = self.post_form(action, csrf=csrf)
        self.assertEqual((done.status, done.headers["Location"]), (303, page))
        self.check_security(done)
        state = self.api("GET", f"/activities/{number}")["activity"]["state"]
        self.assertEqual(state, "done")
        again = self.post_form(action, csrf=csrf)
        self.assertEqual(again.status, 409)
        self.assertIn("allerede", again.body.decode())
        strange = action.replace(f"/{number}/", "/999999/")
        self.assertEqual(self.post_form(strange, csrf=csrf).status, 404)
        self.assertEqual(
            self.daemon.tcp("POST", action, "{}", {
                "Content-Type": "application/json"}).status, 415)

    def test_nobody_does_what_is_another_persons(self):
        journey = self.add()
        action, csrf = self.done_form(self.page_of(journey, "manager"))
        foreign = next(a for a in journey["activities"]
                       if a["responsible"]["email"] != "mette@example.org")
        number = action.split("/")[-2]
        answer = self.post_form(
            action.replace(f"/{number}/", f"/{foreign['id']}/"), csrf=csrf)
        self.assertEqual(answer.status, 404)

    def cohort(self):
        shown = self.api("POST", "/cohorts", {
            "name": "Hold <1>", "start": "2027-01-11"}, 201, "CohortShown")
        return f"/cohorts/{shown['cohort']['id']}"

    def nominate(self, cohort):
        return self.api("POST", cohort + "/nominations", {
            "name": "Ida Ivrig", "email": "ida@example.org",
            "manager": "Mette Madsen <mette@example.org>"}, 201, "CohortShown")

    def page_of_person(self, shown, email):
        url = next(p["url"] for p in shown["pages"]
                   if p["person"]["email"] == email)
        return urllib.parse.urlsplit(url).path

    def test_cohorts_are_filled_over_the_api(self):
        cohort = self.cohort()
        self.refuse("GET", "/cohorts/99", status=404, code="not-found")
        self.refuse("POST", "/cohorts", {"name": "x"}, field="start")
        self.nominate(cohort)
        self.refuse("POST", cohort + "/nominations", {
            "name": "Ida", "email": "ida@example.org",
            "manager": "Mette Madsen <mette@example.org>"}, 409, "exists")
        accept = cohort + "/nominations/ida@example.org/accept"
        self.refuse("POST", accept, {}, field="by")
        self.refuse("POST", accept, {"by": "hr"}, field="by")
        self.api("POST", accept, {"by": "participant"}, 200, "CohortShown")
        shown = self.api("POST", accept, {"by": "manager"}, 200, "CohortShown")
        self.assertEqual(shown["cohort"]["participants"], 1)
        self.assertEqual(shown["rules"][0]["have"], 1)
        module = next(a for a in shown["activities"]
                      if a["step"] == "modul-1")
        self.assertIn("ida@example.org", module["participants"])
        listed = self.api("GET", "/cohorts", shape="CohortList")["cohorts"]
        self.assertEqual([c["name"] for c in listed], ["Hold <1>"])
        self.assertEqual(self.api("GET", "/leaders")["leaders"], [])
        left = self.api(
            "POST", cohort + "/nominations/ida@example.org/withdraw",
            {"reason": "Nyt job"}, 200, "CohortShown")
        self.assertEqual(left["nominations"][0]["state"], "withdrawn")
        self.assertEqual(left["cohort"]["participants"], 0)

    def test_a_nomination_is_answered_on_the_own_page(self):
        cohort = self.cohort()
        shown = self.nominate(cohort)
        page = self.page_of_person(shown, "ida@example.org")
        before = self.get(page)
        text = before.body.decode()
        self.assertIn("Hvad du siger ja til", text)
        self.assertIn("Hold &lt;1&gt;", text)
        action, csrf = self.done_form(page)
        terms = re.search(r'name="terms" value="([0-9a-f]{64})"', text)[1]
        self.assertEqual(self.post_form(action, csrf="x").status, 403)
        old = self.post_form(action, csrf=csrf, terms="0" * 64)
        self.assertEqual(old.status, 409)
        self.assertIn("ændret", old.body.decode())
        done = self.post_form(action, csrf=csrf, terms=terms)
        self.assertEqual(done.status, 200)
        self.check_security(done)
        self.assertIn("Tak, dit ja er noteret", done.body.decode())
        again = self.post_form(action, csrf=csrf, terms=terms)
        self.assertEqual(again.status, 409)
        after = self.get(page)
        self.assertIn("Vi venter på svar", after.body.decode())
        manager = self.page_of_person(shown, "mette@example.org")
        foreign, own = self.done_form(manager)
        number = foreign.split("/")[-2]
        strange = foreign.replace(f"/{number}/", "/999999/")
        self.assertEqual(self.post_form(strange, csrf=own).status, 404)
        no = self.post_form(
            foreign.replace("/accept", "/decline"), csrf=own)
        self.assertEqual(no.status, 200)
        shown = self.api("GET", cohort)
        self.assertEqual(shown["nominations"][0]["state"], "withdrawn")
        self.check_html([before, done, again, after, no])

    def test_pages_of_a_participant_and_of_who_leaves_are_sound(self):
        cohort = self.cohort()
        shown = self.nominate(cohort)
        accept = cohort + "/nominations/ida@example.org/accept"
        for by in ("participant", "manager"):
            self.api("POST", accept, {"by": by}, 200, "CohortShown")
        pages = [self.get(self.page_of_person(shown, address))
                 for address in ("ida@example.org", "mette@example.org")]
        self.assertIn("<h1>Dit hold</h1>", pages[0].body.decode())
        leader = self.add()["leader"]["id"]
        left = self.api("POST", f"/leaders/{leader}/end-employment",
                        {"last_day": "2027-03-31"})
        journey = self.api("GET", f"/leaders/{left['exit']['leader']['id']}")
        for role in ("leader", "manager"):
            pages.append(self.get(self.page_of(journey, role)))
        self.assertIn("<h1>Din sidste tid hos os</h1>",
                      pages[2].body.decode())
        self.check_html(pages)

    def test_there_are_no_events_unless_they_are_configured(self):
        self.assertEqual(
            self.api("GET", "/events", shape="EventList"), {"events": []})

    def test_without_a_token_tcp_serves_no_api(self):
        for path in ("/api/v1/leaders", "/api/v1/status", "/metrics"):
            self.assertIn("WWW-Authenticate", self.get(path, 401).headers)
        answer = self.daemon.tcp("POST", "/api/v1/leaders", json.dumps(LEADER),
                                 {"Content-Type": "application/json"})
        self.assertEqual(answer.status, 401)
        self.assertEqual(self.api("GET", "/leaders")["leaders"], [])

    def test_the_daemon_runs_no_other_program(self):
        """What the filter refuses, tests/unit/test_confinement.c shows."""
        for thread in pathlib.Path(
                f"/proc/{self.daemon.process.pid}/task").iterdir():
            status = (thread / "status").read_text()
            self.assertRegex(status, r"(?m)^NoNewPrivs:\s1$")
            self.assertRegex(status, r"(?m)^Seccomp:\s2$")

    def test_the_machines_own_pages(self):
        self.add()
        self.daemon.api("POST", "/cohorts", {
            "name": "Hold 1", "start": "2027-02-22"})
        self.assertEqual(self.get("/healthz").body, b"ok\n")
        self.assertIn(b"Allow: /", self.get("/robots.txt").body)
        metrics = self.daemon.ask(
            Socket(self.daemon.folder + "/control.sock"), "GET", "/metrics",
            None, {}).body.decode()
        values = dict(re.findall(r"^(\w+(?:\{[^}]*\})?) (\d+)$", metrics,
                                 re.M))
        self.assertEqual(values["onboard_leaders"], "1")
        self.assertGreater(
            int(values['onboard_http_requests_total{class="2xx"}']), 2)
        self.assertIn('onboard_mail{state="queued"}', values)
        self.assertIn("onboard_mail_oldest_waiting_seconds", values)


class RealClock(unittest.TestCase):
    def test_the_machines_clock_cannot_be_moved(self):
        daemon = Daemon()
        try:
            answer = daemon.api("POST", "/clock", {"to": "2099-01-01T08:00"})
            self.assertEqual(answer.status, 409)
            self.assertEqual(answer.error()["code"], "conflict")
        finally:
            self.assertEqual(daemon.stop(), 0)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
