#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Calendar programs for people, which must all see the same events.

vdirsyncer fetches sample feeds of zones of every kind by HTTP, khal lists what
it stored, calcurse imports the same feeds; each event must begin and end at
the instants that feed_parsers works out, around each change of offset.  What
vdirsyncer has fetched once it may not fetch again, also from the daemon.
Invitations on the same days go through vdirsyncer, khal, calcurse and
feed_parsers' four parsers, where libical checks the restrictions of RFC 5546.
Of what a running daemon serves and mails all programs must see the same.
"""

import collections
import http.server
import importlib.machinery
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import unittest
import urllib.parse
import urllib.request

import daemon
import linting

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path.cwd() / "tests" / "system"
DEADLINE = 120
DAY = 86400
YEAR = 365  # of days: both changes of offset, and half the files to write

# Their rules change while these words are written: node-ical goes by a table
# of its own, and not by the VTIMEZONE that comes with an invitation.
UNSETTLED = ("Africa/Casablanca",)

Event = collections.namedtuple("Event", "start end summary")


def load(name):
    loader = importlib.machinery.SourceFileLoader(name, str(HERE / name))
    module = importlib.util.module_from_spec(
        importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


feed_parsers = load("feed_parsers")
ZONES = feed_parsers.ZONES


def run(command, folder, given=None):
    """In a home of its own, in UTC, so that what is shown is the instant."""
    done = subprocess.run(
        list(map(str, command)), input=given, capture_output=True, text=True,
        check=False, timeout=DEADLINE, cwd=folder, env={
            "PATH": os.environ["PATH"], "HOME": str(folder), "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
            "VDIRSYNCER_CONFIG": str(folder / "vdirsyncer.conf")})
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


class Feeds(http.server.ThreadingHTTPServer):
    """Serves bytes by their path."""

    def __init__(self):
        self.contents = {}
        super().__init__(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.serve_forever)
        self.thread.start()

    def add(self, name, content):
        self.contents[f"/{name}.ics"] = content
        return f"http://127.0.0.1:{self.server_port}/{name}.ics"

    def close(self):
        self.shutdown()
        self.thread.join(DEADLINE)
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        content = self.server.contents[self.path]
        self.send_response(200)
        self.send_header("Content-Type", "text/calendar; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


class Vdirsyncer:
    def __init__(self, folder, sources):
        """sources: an address or a folder, by the name of what is synced."""
        self.folder = folder
        pairs = [f'[pair {name}]\na = "{name}_source"\nb = "{name}_files"\n'
                 f"collections = null\n[storage {name}_source]\n"
                 + self.storage(source) + f"[storage {name}_files]\n"
                 + self.storage(self.path(name))
                 for name, source in sources.items()]
        (folder / "vdirsyncer.conf").write_text(
            f'[general]\nstatus_path = "{folder}/status/"\n' + "".join(pairs))
        run(["vdirsyncer", "discover"], folder, given="y\n" * len(sources))

    @staticmethod
    def storage(place):
        if isinstance(place, pathlib.Path):
            return (f'type = "filesystem"\npath = "{place}"\n'
                    'fileext = ".ics"\n')
        return f'type = "http"\nurl = "{place}"\n'

    def path(self, name):
        return self.folder / "files" / name

    def sync(self):
        """How many items it copied, changed or deleted."""
        said = run(["vdirsyncer", "sync"], self.folder)
        return len(re.findall(r"^(?:Copying|Deleting)", said, re.M))

    def count(self, name):
        return len(list(self.path(name).glob("*.ics")))


def khal_instant(text):
    """All-day ones have no time."""
    return feed_parsers.datetime.datetime.strptime(
        text, "%Y-%m-%d %H:%M" if " " in text else "%Y-%m-%d").replace(
            tzinfo=feed_parsers.UTC)


def configure_khal(folder, paths):
    """paths: of calendars, by their names."""
    calendars = "".join(f"[[{name}]]\npath = {path}\n"
                        for name, path in paths.items())
    (folder / "khal.conf").write_text(
        f"[calendars]\n{calendars}[sqlite]\npath = {folder}/khal.db\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n")


def read_khal(folder, names, until="2027-02-01", once=("--once",)):
    """Events by the name of their calendar, from December 2025 on.  What
    passes midnight comes twice without --once; with it, what is in several
    calendars comes once."""
    said = run(["khal", "-c", "khal.conf", "list", *once, "--notstarted",
                "--day-format", "", "--format",
                "{calendar}\t{start-long}\t{end-long}\t{title}",
                "2025-12-01", until], folder)
    events = {name: [] for name in names}
    for line in filter(None, said.splitlines()):
        name, first, last, title = line.split("\t")
        start, end = khal_instant(first), khal_instant(last)
        is_day = " " not in first
        events[name].append(Event(
            int(start.timestamp()),
            int(end.timestamp()) + (DAY if is_day else 0), title))
    return events


def read_calcurse(folder, path):
    run(["calcurse", "-q", "-D", folder / "calcurse", "-i", path], folder)
    said = run(["calcurse", "-q", "-D", folder / "calcurse", "-G",
                "--filter-type", "apt", "--format-apt",
                "%(start:epoch)\t%(end:epoch)\t%m\n"], folder)
    events = [Event(int(start), int(end), title) for start, end, title in (
        line.split("\t") for line in said.splitlines())]
    said = run(["calcurse", "-q", "-D", folder / "calcurse", "-G",
                "--filter-type", "event", "--format-event", "%(raw)"], folder)
    for line in said.splitlines():
        found = re.fullmatch(
            r"(\d\d/\d\d/\d{4}) \[1\] (?:>[0-9a-f]{40} )?(.*)", line)
        start = int(feed_parsers.datetime.datetime.strptime(
            found[1], "%m/%d/%Y").replace(
                tzinfo=feed_parsers.UTC).timestamp())
        events.append(Event(start, start + DAY, found[2]))
    return events


def expect(folder):
    sample = feed_parsers.json.loads((folder / "feed.json").read_text())
    return [Event(event["start"], event["end"], event["summary"])
            for event in feed_parsers.expect(sample).values()]


class Case(unittest.TestCase):
    def compare(self, events, expected):
        left = collections.Counter(expected)
        left.subtract(events)
        self.assertEqual([(event, count) for event, count in left.items()
                          if count != 0][:5], [])


class Samples(Case):
    """The feeds of feed_samples, one of each zone."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="onboard-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        server = Feeds()
        cls.addClassCleanup(server.close)
        cls.expected = {}
        urls = {}
        for number, zone in enumerate(ZONES):
            name = f"zone{number}"
            folder = cls.folder / name
            folder.mkdir()
            run([BUILD / "feed_samples", zone, YEAR], folder)
            content = (folder / "feed.ics").read_bytes()
            linting.check_calendar(content)
            urls[name] = server.add(name, content)
            cls.expected[name] = (zone, expect(folder))
        cls.vdirsyncer = Vdirsyncer(cls.folder, urls)
        cls.copied = cls.vdirsyncer.sync()
        cls.copied_again = cls.vdirsyncer.sync()

    def test_there_are_twelve_zones_with_both_changes(self):
        changing = 0
        for zone, events in self.expected.values():
            zone = feed_parsers.zoneinfo.ZoneInfo(zone)
            offsets = [feed_parsers.offset(zone, event.start)
                       for event in sorted(events)]
            turns = {before < after
                     for before, after in zip(offsets, offsets[1:])
                     if before != after}
            changing += turns == {False, True}
        self.assertGreaterEqual(changing, 12)

    def test_vdirsyncer_copies_each_event_once(self):
        total = sum(len(events) for _, events in self.expected.values())
        self.assertEqual(self.copied, total)
        for name, (zone, events) in self.expected.items():
            with self.subTest(zone):
                self.assertEqual(self.vdirsyncer.count(name), len(events))

    def test_vdirsyncer_copies_nothing_again(self):
        self.assertEqual(self.copied_again, 0)

    def test_khal_sees_the_instants(self):
        configure_khal(self.folder, {
            name: self.vdirsyncer.path(name) for name in self.expected})
        events = read_khal(self.folder, self.expected)
        for name, (zone, expected) in self.expected.items():
            with self.subTest(zone):
                self.compare(events[name], expected)

    def test_calcurse_sees_the_instants(self):
        for name, (zone, expected) in self.expected.items():
            with self.subTest(zone):
                folder = self.folder / name
                self.compare(
                    read_calcurse(folder, folder / "feed.ics"), expected)


class Invitations(Case):
    """Those of invitation_samples; each is a calendar of its own."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="onboard-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.samples = {}
        for number, zone in enumerate(ZONES):
            folder = cls.folder / f"zone{number}"
            folder.mkdir()
            run([BUILD / "invitation_samples", zone], folder)
            cls.samples[folder] = (zone, feed_parsers.expect({
                "zone": zone, "entries": feed_parsers.json.loads(
                    (folder / "invitations.json").read_text())}))

    def files(self, folder):
        paths = sorted(folder.glob("*.ics"), key=lambda path: int(path.stem))
        self.assertEqual(len(paths), len(self.samples[folder][1]))
        return paths

    def events(self, folder):
        return [Event(event["start"], event["end"], event["summary"])
                for event in self.samples[folder][1].values()]

    def test_the_linter_finds_nothing(self):
        for folder, (zone, _) in self.samples.items():
            for path in self.files(folder):
                with self.subTest(f"{zone} {path.name}"):
                    linting.check_calendar(path.read_bytes())

    def test_parsers_see_the_instants(self):
        packages = feed_parsers.find_packages()
        paths = [path for folder in self.samples
                 for path in self.files(folder)]
        self.assertGreater(len(paths), 80)
        for path, readers in zip(
                paths, feed_parsers.read_all(paths, packages)):
            zone, expected = self.samples[path.parent]
            uid = f"{path.stem}@{zone.replace('/', '.')}.example.dk"
            if zone in UNSETTLED:
                del readers["node-ical"]
            for reader, events in readers.items():
                with self.subTest(f"{zone} {path.name} {reader}"):
                    self.assertIsNone(feed_parsers.compare(
                        reader, events, {uid: expected[uid]}))

    def test_khal_sees_the_instants(self):
        configure_khal(self.folder, {
            folder.name: folder / "khal" for folder in self.samples})
        for folder in self.samples:
            (folder / "khal").mkdir()
            run(["khal", "-c", "khal.conf", "import", "--batch", "-a",
                 folder.name, *self.files(folder)], self.folder)
        events = read_khal(
            self.folder, [folder.name for folder in self.samples])
        for folder, (zone, _) in self.samples.items():
            with self.subTest(zone):
                self.compare(events[folder.name], self.events(folder))

    def test_calcurse_sees_the_instants(self):
        for folder, (zone, _) in self.samples.items():
            with self.subTest(zone):
                for path in self.files(folder):
                    events = read_calcurse(folder, path)
                self.compare(events, self.events(folder))


    def test_vdirsyncer_copies_each_invitation_once(self):
        vdirsyncer = Vdirsyncer(self.folder, {
            folder.name: folder for folder in self.samples})
        total = sum(len(events) for _, events in self.samples.values())
        self.assertEqual(vdirsyncer.sync(), total)
        self.assertEqual(vdirsyncer.sync(), 0)
        for folder in self.samples:
            self.assertEqual(vdirsyncer.count(folder.name),
                             len(self.files(folder)))


class OfTheDaemon(daemon.DaemonCase, Case):
    def test_a_feed_that_did_not_change_is_not_copied_again(self):
        running = self.start()
        running.add()
        port = running.port
        urls = {f"feed{number}": re.sub(r":\d+/", f":{port}/", feed["url"])
                for number, feed in enumerate(running.api(
                    "GET", "/leaders/1/feeds")["feeds"])}
        vdirsyncer = Vdirsyncer(self.folder, urls)
        self.assertGreater(vdirsyncer.sync(), 10)
        self.assertEqual(vdirsyncer.sync(), 0)
        running.advance("2026-10-01T10:00")
        self.assertEqual(vdirsyncer.sync(), 0)
        running.api("POST", "/activities/1:velkomstopkald/move",
                    {"to": "2026-10-06T14:00"})
        self.assertGreater(vdirsyncer.sync(), 0)
        self.assertEqual(vdirsyncer.sync(), 0)

    def play(self):
        """Feeds of each purpose, with alarms and with something cancelled,
        and invitations to what is, what moved and what was called off."""
        running = self.start(invitations={"days_ahead": 90})
        running.add()
        for purpose, person in (("coordinator", "hr@example.org"),
                                ("network", "Eva Ek <eva@example.org>"),
                                ("person", daemon.LEADER["email"])):
            running.api("POST", "/feeds",
                        {"purpose": purpose, "person": person})
        for feed in running.api("GET", "/feeds")["feeds"]:
            running.api("PATCH", f"/feeds/{feed['id']}", {"alarms": "15"})
        running.advance("2026-10-02T09:00")
        running.api("POST", "/activities/1:modtagelse/move",
                    {"to": "2026-12-08T10:00"})
        running.api("POST", "/activities/1:velkomstopkald/skip",
                    {"reason": "De har talt sammen"})
        running.advance("2026-10-02T12:00")
        return running

    def save(self, name, content):
        folder = self.folder / name
        folder.mkdir()
        path = folder / "calendar.ics"
        path.write_bytes(content)
        linting.check_calendar(content)
        return path

    def save_feeds(self, running, **which):
        """All of them, with tasks as tasks as well."""
        port = running.port
        query = urllib.parse.urlencode(which)
        for feed in running.api("GET", "/feeds?" + query)["feeds"]:
            url = re.sub(r":\d+/", f":{port}/", feed["url"])
            for number, tasks in enumerate(("", "?tasks=1")):
                with urllib.request.urlopen(url + tasks) as answer:
                    yield self.save(f"feed{feed['id']}x{number}",
                                    answer.read())

    def save_invitations(self, running):
        methods = set()
        for number, letter in enumerate(running.letters()):
            for part in letter.message.walk():
                if part.get_content_type() == "text/calendar":
                    methods.add(part.get_param("method"))
                    yield self.save(f"mail{number}",
                                    part.get_payload(decode=True))
        self.assertEqual(methods, {"REQUEST", "CANCEL"})

    def test_all_programs_see_the_same_in_what_it_writes(self):
        running = self.play()
        paths = [*self.save_feeds(running), *self.save_invitations(running)]
        self.assertGreater(len(paths), 20)
        seen = self.read(paths)
        self.assertGreater(max(map(len, seen.values())), 40)
        self.check_khal(seen)

    def test_all_programs_read_a_calendar_that_is_full(self):
        running = self.start()
        for number in range(25):
            running.add(name=f"Leder Nummer{number}",
                        email=f"leder{number}@example.org")
        running.api("POST", "/feeds", {
            "purpose": "coordinator", "person": "hr@example.org"})
        path = next(self.save_feeds(running, purpose="coordinator"))
        seen, = self.read([path]).values()
        self.assertEqual(len(seen), 999)

    def read(self, paths):
        """The events of each file, in which all but khal see the same."""
        seen = {}
        for path, readers in zip(paths, feed_parsers.read_all(
                paths, feed_parsers.find_packages())):
            first = {event["uid"]: event for event in readers["libical"]}
            self.assertEqual(path.read_bytes().count(b"BEGIN:VEVENT"),
                             len(first))
            for reader, events in readers.items():
                with self.subTest(f"{path.parent.name} {reader}"):
                    self.assertIsNone(
                        feed_parsers.compare(reader, events, first))
            seen[path] = [Event(event["start"], event["end"],
                                event["summary"]) for event in first.values()]
            with self.subTest(f"{path.parent.name} calcurse"):
                self.compare(read_calcurse(path.parent, path), seen[path])
        return seen

    def check_khal(self, seen):
        names = {path.parent.name: path for path in seen}
        configure_khal(self.folder, {
            name: self.folder / "khal" / name for name in names})
        for name, path in names.items():
            (self.folder / "khal" / name).mkdir(parents=True)
            run(["khal", "-c", "khal.conf", "import", "--batch", "-a", name,
                 path], self.folder)
        events = read_khal(self.folder, names, "2029-01-01", once=())
        for name, path in names.items():
            with self.subTest(f"{name} khal"):
                self.compare(events[name], seen[path])


if __name__ == "__main__":
    unittest.main()
