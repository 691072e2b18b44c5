#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Thunderbird subscribes to a leader's feed: it holds our plan, asks again
with the validator that it got, and follows a change."""

import datetime
import http.client
import http.server
import re
import threading
import unittest
import zoneinfo

import thunderbird
from thunderbird import daemon

ZONE = zoneinfo.ZoneInfo("Europe/Copenhagen")


class Exchange:
    def __init__(self, request, response):
        self.method = request.command
        self.path = request.path
        self.headers = request.headers
        self.status = response.status
        self.answer_headers = response.headers


class Tap(http.server.ThreadingHTTPServer):
    """Hands requests on as they are, and keeps what was asked and answered."""

    daemon_threads = True

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def hand_on(self):
            onward = http.client.HTTPConnection(
                "127.0.0.1", self.server.onward, timeout=daemon.DEADLINE)
            onward.putrequest(self.command, self.path, skip_host=True,
                              skip_accept_encoding=True)
            for name, value in self.headers.items():
                onward.putheader(name, value)
            onward.endheaders()
            response = onward.getresponse()
            body = response.read()
            onward.close()
            self.send_response_only(response.status, response.reason)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.server.exchanges.append(Exchange(self, response))

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = hand_on

        def log_message(self, *_):
            pass

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.onward = None
        self.exchanges = []
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.shutdown()
        self.thread.join(daemon.DEADLINE)
        self.server_close()


class Feed(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        thunderbird.version()
        self.tap = Tap()
        self.addCleanup(self.tap.close)
        self.onboard = self.make(
            public_url=f"http://127.0.0.1:{self.tap.server_port}")
        self.onboard.start("2026-10-01T08:00")
        self.tap.onward = int(re.search(
            r"listening port=(\d+)", self.onboard.log())[1])
        added = self.onboard.add()
        self.leader = added["leader"]["id"]
        self.url = next(feed["url"] for feed in added["feeds"]
                        if feed["role"] == "leader")
        self.assertIn(str(self.tap.server_port), self.url)

    def subscriber(self):
        return thunderbird.Thunderbird(
            self.folder, self.id(), thunderbird.subscription(self.url))

    def plan(self):
        """What the leader takes part in or answers for, as the API has it."""
        view = self.onboard.api("GET", f"/leaders/{self.leader}")
        address = daemon.LEADER["email"]

        def seconds(text):
            return int(datetime.datetime.fromisoformat(text).timestamp())
        entries = []
        for each in view["activities"]:
            if address not in [each["responsible"]["email"],
                               *each["participants"]]:
                continue
            if each["start"]:
                entries.append((each["title"], False, seconds(each["start"]),
                                seconds(each["end"])))
            else:
                day = each["planned"] + "T00:00+00:00"
                entries.append((each["title"], True, seconds(day),
                                seconds(day) + 86400))
        return sorted(entries)

    def shown(self, bird):
        """The same as Thunderbird has it; it keeps a day as UTC midnight."""
        return sorted((each.title, each.all_day, each.start, each.end)
                      for each in bird.events("cache.sqlite"))

    def wait_for_plan(self, bird):
        plan = self.plan()
        try:
            daemon.wait_for(lambda: self.shown(bird) == plan, "the plan")
        except AssertionError:
            self.assertEqual(self.shown(bird), plan)
            raise

    def synchronize(self, bird):
        """Returns what is asked then."""
        seen = len(self.tap.exchanges)
        bird.synchronize()
        daemon.wait_for(lambda: len(self.tap.exchanges) > seen, "a request")
        return self.tap.exchanges[seen]

    def test_it_holds_our_plan_and_revalidates_it(self):
        plan = self.plan()
        self.assertGreater(len(plan), 30)
        self.assertEqual({all_day for _, all_day, _, _ in plan},
                         {False, True})
        offsets = {datetime.datetime.fromtimestamp(start, ZONE).utcoffset()
                   for _, all_day, start, _ in plan if not all_day}
        self.assertEqual(len(offsets), 2, "summer and winter time")
        with self.subscriber() as bird:
            bird.start("-calendar")
            self.wait_for_plan(bird)
            self.check_first(self.tap.exchanges)
            before = bird.events("cache.sqlite")
            self.check_unchanged(self.synchronize(bird))
            self.wait_for_plan(bird)
            self.check_change(bird, before)
            bird.stop()

    def check_first(self, exchanges):
        first = exchanges[0]
        self.assertEqual((first.method, first.status), ("GET", 200))
        self.assertIsNone(first.headers["If-None-Match"])
        self.assertRegex(first.headers["User-Agent"], "Thunderbird")

    def check_unchanged(self, again):
        self.assertEqual(again.status, 304)
        self.assertEqual(again.headers["If-None-Match"],
                         self.tap.exchanges[0].answer_headers["ETag"])
        feed = next(each for each in self.onboard.api(
            "GET", f"/leaders/{self.leader}/feeds")["feeds"]
            if each["url"] == self.url)
        self.assertIsNotNone(feed["last_fetched"])

    def check_change(self, bird, before):
        """A talk moves: the same entry at another time, and no second one."""
        self.onboard.api("POST", f"/activities/{self.leader}:forventning-1"
                         "/move", {"to": "2026-12-15T10:00"})
        changed = self.synchronize(bird)
        self.assertEqual(changed.status, 200)
        self.assertNotEqual(changed.answer_headers["ETag"],
                            self.tap.exchanges[0].answer_headers["ETag"])
        self.wait_for_plan(bird)
        after = bird.events("cache.sqlite")
        self.assertEqual(sorted(each.uid for each in after),
                         sorted(each.uid for each in before))
        moved = next(each for each in after
                     if each.title.startswith("Forventningsafstemning 1"))
        self.assertEqual(
            datetime.datetime.fromtimestamp(moved.start, ZONE).isoformat(),
            "2026-12-15T10:00:00+01:00")
        self.assertEqual(moved.zone, "Europe/Copenhagen")

    def test_it_strikes_out_what_is_cancelled(self):
        with self.subscriber() as bird:
            bird.start("-calendar")
            self.wait_for_plan(bird)
            before = {each.uid: each for each in bird.events("cache.sqlite")}
            self.onboard.api(
                "POST", f"/activities/{self.leader}:forventning-1/skip",
                {"reason": "Talt om ved ansættelsen"})
            self.assertEqual(self.synchronize(bird).status, 200)

            def cancelled():
                return [each for each in bird.events("cache.sqlite")
                        if each.status == "CANCELLED"]
            each, = daemon.wait_for(cancelled, "the cancelled talk")
            self.assertEqual(each.title, "Aflyst: " + before[each.uid].title)
            self.assertEqual(each.start, before[each.uid].start)
            bird.stop()

    def test_it_keeps_what_it_has_of_an_address_that_is_gone(self):
        """Which is why a subscription has to be deleted by hand."""
        with self.subscriber() as bird:
            bird.start("-calendar")
            self.wait_for_plan(bird)
            feed = next(each for each in self.onboard.api(
                "GET", f"/leaders/{self.leader}/feeds")["feeds"]
                if each["url"] == self.url)
            self.onboard.api("POST", f"/feeds/{feed['id']}/rotate", {})
            self.assertEqual(self.synchronize(bird).status, 410)
            bird.stop()
            self.wait_for_plan(bird)


if __name__ == "__main__":
    unittest.main()
