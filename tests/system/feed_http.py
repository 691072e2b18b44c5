#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""How the calendars of a running daemon are fetched."""

import datetime
import email.utils
import http.client
import pathlib
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import unittest
import urllib.parse

import icalendar

from daemon import DEADLINE, DaemonCase

UNKNOWN = "/f/" + "A" * 43 + ".ics"
CLOCK = "2026-10-01T08:00"
GOOGLE = "Google-Calendar-Importer"


def date(text):
    return email.utils.parsedate_to_datetime(text)


def shifted(text, seconds):
    return email.utils.format_datetime(
        date(text) + datetime.timedelta(seconds=seconds),
        usegmt=True)


class Raw:
    """One connection, on which the bytes are ours and none gets lost."""

    def __init__(self, port, host="127.0.0.1"):
        self.socket = socket.create_connection((host, port), DEADLINE)
        self.rest = b""

    def close(self):
        self.socket.close()

    def send(self, method, target, *headers):
        lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", *headers]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())

    def read(self, has_body):
        while b"\r\n\r\n" not in self.rest:
            more = self.socket.recv(65536)
            if not more:
                raise AssertionError("the connection ended")
            self.rest += more
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            name, value = line.split(": ", 1)
            headers.setdefault(name.lower(), []).append(value)
        length = int(headers.get("content-length", ["0"])[0]) if has_body \
            else 0
        while len(self.rest) < length:
            self.rest += self.socket.recv(65536)
        body, self.rest = self.rest[:length], self.rest[length:]
        return int(lines[0].split(" ")[1]), headers, body


class Feeds(DaemonCase):
    def open(self, **configuration):
        self.daemon = self.start(CLOCK, **configuration)
        self.port = self.daemon.port

    def begin(self, **configuration):
        self.open(**configuration)
        self.journey = self.daemon.add()
        self.feed = self.journey["feeds"][0]
        self.path = self.path_of(self.feed)

    @staticmethod
    def path_of(feed):
        return urllib.parse.urlsplit(feed["url"]).path

    def ask(self, method, target, host="127.0.0.1", **headers):
        connection = http.client.HTTPConnection(host, self.port,
                                                timeout=DEADLINE)
        try:
            connection.request(
                method, target, headers={
                    name.replace("_", "-"): value
                    for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def shown(self, number):
        return next(feed for feed in self.daemon.api("GET", "/feeds")["feeds"]
                    if feed["id"] == number)

    def test_conditional_requests_are_answered_by_the_standard(self):
        self.begin()
        status, headers, body = self.ask("GET", self.path)
        self.assertEqual(status, 200)
        tag, modified = headers["ETag"], headers["Last-Modified"]
        self.assertRegex(tag, r'^"[0-9a-f]{64}"$')
        earlier, later = shifted(modified, -1), shifted(modified, 3600)
        cases = [
            ([], 200),
            ([f"If-None-Match: {tag}"], 304),
            (['If-None-Match: "other"'], 200),
            ([f"If-None-Match: W/{tag}"], 304),
            ([f'If-None-Match: "x", {tag}'], 304),
            ([f'If-None-Match: "x",, W/{tag} , "y"'], 304),
            (['If-None-Match: "x"', f"If-None-Match: {tag}"], 304),
            (["If-None-Match: *"], 304),
            ([f"If-None-Match: {tag[1:-1]}"], 200),
            ([f"If-None-Match: {tag[:-1]}"], 200),
            ([f"If-None-Match: {tag.upper()}"], 200),
            ([f"If-Modified-Since: {modified}"], 304),
            ([f"If-Modified-Since: {later}"], 304),
            ([f"If-Modified-Since: {earlier}"], 200),
            (["If-Modified-Since: yesterday"], 200),
            (["If-Modified-Since: 2026-10-01T08:00:00Z"], 200),
            ([f"If-Modified-Since: {modified}",
              f"If-Modified-Since: {modified}"], 200),
            (['If-None-Match: "x"', f"If-Modified-Since: {later}"], 200),
            ([f"If-None-Match: {tag}",
              f"If-Modified-Since: {earlier}"], 304),
            ([f"If-Match: {tag}"], 200),
            (['If-Match: "x"'], 412),
            ([f"If-Unmodified-Since: {earlier}"], 412),
            ([f"If-Match: {tag}", f"If-None-Match: {tag}"], 304),
        ]
        for lines, wanted in cases:
            with self.subTest(lines=lines):
                raw = Raw(self.port)
                raw.send("GET", self.path, *lines)
                status, headers, got = raw.read(wanted != 304)
                raw.close()
                self.assertEqual(status, wanted)
                self.assertEqual(headers["cache-control"],
                                 ["private, no-cache"])
                if wanted in (200, 304):
                    self.assertEqual(headers["etag"], [tag])
                    self.assertEqual(headers["last-modified"], [modified])
                if wanted == 200:
                    self.assertEqual(got, body)

    def test_what_has_no_body_leaves_nothing_on_the_connection(self):
        self.begin()
        raw = Raw(self.port)
        raw.send("GET", self.path)
        status, headers, body = raw.read(True)
        tag = headers["etag"][0]
        for method, lines, wanted in (
                ("HEAD", [], 200), ("GET", [f"If-None-Match: {tag}"], 304),
                ("HEAD", [f"If-None-Match: {tag}"], 304), ("HEAD", [], 200)):
            raw.send(method, self.path, *lines)
            status, again, _ = raw.read(False)
            self.assertEqual((status, raw.rest), (wanted, b""))
        raw.send("GET", self.path)
        self.assertEqual(raw.read(True)[2], body)
        raw.close()

    def test_head_has_the_headers_of_get(self):
        self.begin()
        _, get, body = self.ask("GET", self.path)
        status, head, nothing = self.ask("HEAD", self.path)
        self.assertEqual((status, nothing), (200, b""))
        self.assertEqual(dict(head), dict(get))
        self.assertEqual(head["Content-Length"], str(len(body)))

    def test_the_headers_are_those_that_calendar_programs_want(self):
        self.begin()
        status, headers, body = self.ask(
            "GET", self.path, Accept_Encoding="gzip, br", Cookie="a=b",
            Accept="text/html", User_Agent="curl/8")
        self.assertEqual(status, 200)
        self.assertTrue(body.startswith(b"BEGIN:VCALENDAR\r\n"))
        for name, value in (
                ("Content-Type", "text/calendar; charset=utf-8"),
                ("Content-Disposition", 'inline; filename="onboarding.ics"'),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "private, no-cache"),
                ("Referrer-Policy", "no-referrer"),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Robots-Tag", "noindex")):
            self.assertEqual(headers.get_all(name), [value])
        for name in ("Set-Cookie", "Content-Encoding", "Transfer-Encoding",
                     "Location", "WWW-Authenticate", "Vary"):
            self.assertIsNone(headers[name])

    def test_robots_may_fetch_calendars(self):
        self.open()
        status, _, body = self.ask("GET", "/robots.txt")
        self.assertEqual(status, 200)
        self.assertNotIn(b"Disallow: /f", body)
        self.assertIn(b"Allow: /\n", body)

    def test_every_other_method_is_told_which_there_are(self):
        self.begin()
        for target in (self.path, UNKNOWN):
            for method in ("OPTIONS", "PROPFIND", "REPORT", "MKCALENDAR",
                           "POST", "PUT", "PATCH", "DELETE"):
                with self.subTest(method=method):
                    status, headers, body = self.ask(
                        method, target, Content_Length="0")
                    self.assertEqual(status, 405)
                    self.assertEqual(headers["Allow"], "GET, HEAD")
                    self.assertNotIn(b"BEGIN:VCALENDAR", body)

    def test_gone_and_unknown_look_alike(self):
        self.begin()
        rotated, revoked = self.path, self.path_of(self.journey["feeds"][1])
        self.daemon.api("POST", f"/feeds/{self.feed['id']}/rotate")
        number = self.journey["feeds"][1]["id"]
        self.daemon.api("POST", f"/feeds/{number}/revoke")
        answers = {}
        for path, wanted in ((rotated, 410), (revoked, 410), (UNKNOWN, 404)):
            status, headers, body = self.ask("GET", path)
            self.assertEqual(status, wanted)
            self.assertNotIn(b"html", body)
            del headers["Date"]
            answers[path] = (dict(headers), body)
        self.assertEqual(answers[rotated], answers[UNKNOWN])
        self.assertEqual(answers[revoked], answers[UNKNOWN])
        times = {path: [] for path in answers}
        for _ in range(200):
            for path, taken in times.items():
                begun = time.perf_counter()
                self.ask("GET", path)
                taken.append(time.perf_counter() - begun)
        typical = [statistics.median(taken) for taken in times.values()]
        self.assertLess(max(typical) - min(typical), 0.001)

    def test_a_database_in_trouble_is_no_empty_calendar(self):
        self.begin()
        lock = sqlite3.connect(self.daemon.database, isolation_level=None)
        try:
            lock.execute("BEGIN IMMEDIATE")
            status, headers, body = self.ask("GET", self.path)
            self.assertEqual(status, 503)
            self.assertGreater(int(headers["Retry-After"]), 0)
            self.assertNotIn(b"VCALENDAR", body)
            lock.execute("ROLLBACK")
            status, _, known = self.ask("GET", self.path)
            self.assertEqual(status, 200)
            lock.execute("BEGIN IMMEDIATE")
            self.assertEqual(self.ask("GET", self.path)[::2], (200, known))
            other = self.path_of(self.journey["feeds"][1])
            self.assertEqual(self.ask("GET", other)[0], 503)
        finally:
            lock.close()

    def test_a_calendar_with_nothing_in_it_is_a_calendar(self):
        self.begin()
        feed = self.daemon.api("POST", "/feeds", {
            "purpose": "network", "person": "Eva <eva@example.org>"})["feed"]
        status, _, body = self.ask("GET", self.path_of(feed))
        self.assertEqual(status, 200)
        self.assertIn(b"BEGIN:VTIMEZONE", body)
        self.assertNotIn(b"BEGIN:VEVENT", body)

    def test_an_ipv6_address_serves_the_same(self):
        try:
            socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        except OSError:
            self.skipTest("this machine has no IPv6")
        self.begin(listen=["[::1]:0"])
        raw = Raw(self.port, "::1")
        raw.send("GET", self.path)
        status, headers, body = raw.read(True)
        raw.close()
        self.assertEqual(status, 200)
        self.assertEqual(headers["content-type"],
                         ["text/calendar; charset=utf-8"])
        self.assertTrue(body.startswith(b"BEGIN:VCALENDAR\r\n"))

    def test_fetches_are_counted_and_head_is_none(self):
        self.begin()
        _, headers, _ = self.ask("GET", self.path, User_Agent=GOOGLE)
        self.ask("GET", self.path, User_Agent=GOOGLE,
                 If_None_Match=headers["ETag"])
        self.ask("HEAD", self.path, User_Agent="Thunderbird/128.0")
        self.ask("GET", self.path, User_Agent="x", If_Match='"x"')
        shown = self.shown(self.feed["id"])
        self.assertEqual(
            (shown["fetches"], shown["unchanged"], shown["status"],
             shown["agent_family"]), (2, 1, 304, "google"))
        self.assertTrue(shown["last_fetched"].startswith(CLOCK))
        self.daemon.advance("2026-10-01T11:00")
        leader = str(self.journey["leader"]["id"])
        listed = self.daemon.ctl("list-feeds", leader)
        self.assertIn("last fetched by Google 3 hours ago", listed.stdout)
        self.assertIn("fetched 2 times, 50 % of them unchanged",
                      listed.stdout)

    def test_fetches_are_counted_when_the_daemon_ends(self):
        self.begin()
        self.ask("GET", self.path, User_Agent=GOOGLE)
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start(CLOCK)
        self.assertEqual(self.shown(self.feed["id"])["fetches"], 1)

    def test_tasks_as_tasks_have_marks_of_their_own(self):
        self.begin()
        plain = self.ask("GET", self.path)
        tasks = self.ask("GET", self.path + "?tasks=1")
        self.assertNotIn(b"BEGIN:VTODO", plain[2])
        self.assertIn(b"BEGIN:VTODO", tasks[2])
        self.assertNotEqual(plain[1]["ETag"], tasks[1]["ETag"])
        self.assertEqual(self.ask(
            "GET", self.path, If_None_Match=tasks[1]["ETag"])[0], 200)
        self.assertEqual(self.ask(
            "GET", self.path + "?tasks=1",
            If_None_Match=tasks[1]["ETag"])[0], 304)
        for query in ("?tasks=0", "?tasks", "?tasks=yes", "?utm_source=x"):
            self.assertEqual(self.ask("GET", self.path + query)[2], plain[2])

    def test_other_programs_read_tasks_alarms_and_published_calendars(self):
        for method in ("none", "publish"):
            self.begin(feeds={"method": method})
            feed = self.daemon.api(
                "GET", "/feeds?person=mette@example.org&purpose=person"
            )["feeds"][0]
            self.daemon.api(
                "PATCH", f"/feeds/{feed['id']}", {"alarms": "15"})
            self.daemon.complete(self.journey["leader"]["id"], "bloker-tid")
            for query in ("", "?tasks=1"):
                with self.subTest(method=method, query=query):
                    self.read(self.ask("GET", self.path_of(feed) + query)[2],
                              has_tasks=query != "")

    def read(self, body, has_tasks):
        calendar = icalendar.Calendar.from_ical(body)
        self.assertEqual([part.errors for part in calendar.walk()
                          if part.errors], [])
        tasks = calendar.walk("VTODO")
        self.assertEqual(bool(tasks), has_tasks)
        self.assertEqual(
            [str(task["STATUS"]) for task in tasks].count("COMPLETED"),
            1 if has_tasks else 0)
        self.assertTrue(calendar.walk("VALARM"))
        path = self.folder / "feed.ics"
        path.write_bytes(body)
        checked = subprocess.run(
            [pathlib.Path.cwd() / "tests/system/feed_libical", path],
            capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        linted = self.daemon.ctl("lint-calendar", str(path))
        self.assertEqual((linted.returncode, linted.stdout), (0, ""))

    def test_a_log_names_a_calendar_by_no_key(self):
        self.begin()
        self.ask("GET", self.path)
        self.ask("GET", UNKNOWN)
        token = self.path.split("/")[2].split(".")[0]
        self.assertEqual(self.daemon.stop(), 0)
        self.assertNotIn(token[:12], self.daemon.log())

    def test_the_api_refuses_what_no_calendar_can_be(self):
        self.begin()
        for value, status in (
                ({}, 400), ({"purpose": "person"}, 400),
                ({"purpose": "all", "person": "hr@example.org"}, 400),
                ({"purpose": "journey", "person": "hr@example.org"}, 400),
                ({"purpose": "person", "person": "a@b\r\nX: y"}, 400),
                ({"purpose": "coordinator",
                  "person": "mette@example.org"}, 400),
                ({"purpose": "person", "person": "mette@example.org"}, 409),
                ({"purpose": "person", "person": 7}, 400)):
            with self.subTest(value=value):
                self.assertEqual(
                    self.daemon.request("POST", "/feeds", value).status,
                    status)
        for path in ("/feeds?leader=x", "/feeds?leader=0",
                     "/feeds?purpose=all"):
            self.assertEqual(self.daemon.request("GET", path).status, 400)
        for path in ("/feeds?leader=99", "/feeds?person=no@example.org"):
            self.assertEqual(self.daemon.request("GET", path).status, 404)
        for method, path in (("PATCH", "/feeds/99"),
                             ("POST", "/feeds/99/revoke"),
                             ("POST", "/feeds/99/rotate")):
            value = {"alarms": "5"} if method == "PATCH" else None
            self.assertEqual(
                self.daemon.request(method, path, value).status, 404)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
