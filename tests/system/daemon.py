# SPDX-License-Identifier: EUPL-1.2
"""A daemon in a folder of its own, for tests that drive the real program."""

import collections
import email
import email.policy
import email.utils
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

import yaml

import linting

ONBOARDD = os.path.abspath(os.environ.get("ONBOARDD", "./onboardd"))
ONBOARDCTL = os.path.abspath(os.environ.get("ONBOARDCTL", "./onboardctl"))
SOURCE = pathlib.Path(__file__).resolve().parents[2]
DEADLINE = 60
FORM = "application/x-www-form-urlencoded"
LEADER = {
    "name": "Ana Lund",
    "email": "ana@privat.example.org",
    "accepted": "2026-10-01",
    "first_day": "2026-12-07",
    "manager": "Mette Madsen <mette@example.org>",
}


def wait_for(condition, what, deadline=DEADLINE):
    """Returns what condition() says as soon as that is true."""
    end = time.monotonic() + deadline
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {deadline} s for {what}")
        time.sleep(0.005)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self):
        return json.loads(self.body)


class Connection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=DEADLINE)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def merge(base, more):
    result = dict(base)
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            value = merge(result[key], value)
        result[key] = value
    return result


def check_defects(message):
    """What Python's email finds wrong with it: nothing."""
    for part in message.walk():
        found = [*part.defects,
                 *(defect for value in part.values()
                   for defect in value.defects)]
        if found:
            raise AssertionError(f"{message['Subject']}: {found}")


class Letter:
    """A mail in a Maildir."""

    def __init__(self, path):
        self.bytes = path.read_bytes()
        linting.check_mail(self.bytes)
        self.message = email.message_from_bytes(
            self.bytes, policy=email.policy.default)
        check_defects(self.message)
        self.id = self.message["Message-ID"]
        self.subject = self.message["Subject"]
        self.to = email.utils.parseaddr(self.message["To"])[1]
        self.date = email.utils.parsedate_to_datetime(self.message["Date"])
        self.text = self.message.get_body(("plain",)).get_content()
        self.text = self.text.replace("\r\n", "\n")


class Daemon:
    """onboardd with a configuration; it is ended by its process id."""

    def __init__(self, folder, **configuration):
        self.folder = pathlib.Path(folder)
        self.config = self.folder / "onboardd.yaml"
        self.socket = self.folder / "control.sock"
        self.maildir = self.folder / "mail"
        self.settings = merge({
            "public_url": "http://127.0.0.1:8080",
            "state_dir": str(self.folder / "state"),
            "control_socket": str(self.socket),
            "listen": ["127.0.0.1:0"],
            "people": {"coordinator": "Hanne HR <hr@example.org>"},
            "mail": {"transport": "maildir", "maildir": str(self.maildir)},
        }, configuration)
        self.process = None
        self.reader = None
        self.lines = []
        # Changes in quick succession are followed up together, how many
        # depends on the machine: so one may be waited for after the other.
        self.is_stepwise = False
        self.write_config()

    @property
    def database(self):
        return pathlib.Path(self.settings["state_dir"], "onboard.db")

    def write_config(self, **more):
        self.settings = merge(self.settings, more)
        self.config.write_text(
            yaml.safe_dump(self.settings, allow_unicode=True))

    def spawn(self, clock=None, before=None):
        """Starts without waiting."""
        arguments = [ONBOARDD, "-c", str(self.config)]
        if clock is not None:
            arguments += ["--test-clock", clock]
        self.lines = []
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, cwd=self.folder,
            preexec_fn=before)
        self.reader = threading.Thread(
            target=self.read, args=(self.process, self.lines), daemon=True)
        self.reader.start()

    @staticmethod
    def read(process, lines):
        for line in process.stderr:
            lines.append(line)

    def log(self):
        return "".join(self.lines)

    @property
    def port(self):
        """Where browsers come in."""
        return int(re.search(r"listening port=(\d+)", self.log())[1])

    def start(self, clock=None, before=None):
        self.spawn(clock, before)

        def is_up():
            if self.process.poll() is not None:
                self.reader.join(DEADLINE)
                raise AssertionError("the daemon ended: " + self.log())
            return re.search(r"listening port=\d+", self.log())
        try:
            wait_for(is_up, "the daemon")
        except AssertionError:
            self.kill()
            raise
        return self

    def has_logged(self, word):
        return any(word in line for line in list(self.lines))

    def end(self, number):
        """Sends the signal, returns the exit status."""
        if self.process is None:
            return None
        process, self.process = self.process, None
        if process.poll() is None:
            process.send_signal(number)
        try:
            status = process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            self.reader.join(DEADLINE)
            process.stderr.close()
        return status

    def stop(self):
        return self.end(signal.SIGTERM)

    def kill(self):
        return self.end(signal.SIGKILL)

    def reload(self):
        """HUP; returns the line that says how it went."""
        seen = len(self.lines)
        self.process.send_signal(signal.SIGHUP)
        return wait_for(
            lambda: next((line for line in self.lines[seen:]
                          if "configuration.reloaded" in line or
                          "configuration.kept" in line), None),
            "the new configuration")

    def request(self, method, path, value=None, raw=None,
                content_type="application/json"):
        """One call of the API over the control socket."""
        body = raw if value is None else json.dumps(value)
        if isinstance(body, str):
            body = body.encode()
        headers = {} if body is None else {"Content-Type": content_type}
        connection = Connection(str(self.socket))
        try:
            try:
                connection.request(method, "/api/v1" + path, body, headers)
            except BrokenPipeError:
                pass  # refused before all was sent; the answer says why
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def visit(self, method, path, body=None, headers=None):
        """One request over TCP."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=DEADLINE)
        try:
            connection.request(method, path, body, headers or {})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def api(self, method, path, value=None, status=None):
        """As request(), for what must succeed; returns the JSON."""
        answer = self.request(method, path, value)
        wanted = range(200, 300) if status is None else (status,)
        if answer.status not in wanted:
            raise AssertionError(f"{method} {path}: {answer.status} "
                                 f"{answer.body[:2000]!r}")
        if self.is_stepwise and method != "GET" and path != "/clock":
            self.settle()
        return json.loads(answer.body) if answer.body else None

    def settle(self):
        """Until all is done that the changes so far stirred up."""
        self.advance(self.api("GET", "/status")["now"])

    def add(self, **more):
        return self.api("POST", "/leaders", {**LEADER, **more})

    def complete(self, leader, *steps):
        for step in steps:
            self.api("POST", f"/activities/{leader}:{step}/complete", {})

    def advance(self, to, jump=False):
        return self.api("POST", "/clock", {"to": to, "jump": jump})

    def mails(self, state=None):
        query = "" if state is None else f"?state={state}"
        return self.api("GET", "/mail" + query)["mail"]

    def ctl(self, *arguments, environment=None):
        return subprocess.run(
            [ONBOARDCTL, *arguments], capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=DEADLINE, errors="replace",
            env={**os.environ, "ONBOARD_SOCKET": str(self.socket),
                 **(environment or {})})

    def letters(self):
        """What lies in the Maildir, in the order of the Date lines."""
        found = [Letter(path) for folder in ("new", "cur")
                 for path in sorted((self.maildir / folder).glob("*"))]
        return sorted(found, key=lambda letter: (letter.date, letter.id))

    def open_database(self):
        """For looking only: the daemon may be running."""
        connection = sqlite3.connect(
            self.database.as_uri() + "?mode=ro", uri=True, timeout=DEADLINE)
        connection.row_factory = sqlite3.Row
        return connection

    def query(self, sql, *values):
        connection = self.open_database()
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def row_counts(self):
        tables = [row["name"] for row in self.query(
            "SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {table: self.query(f'SELECT count(*) AS n FROM "{table}"')[0]
                ["n"] for table in tables}

    def dump(self):
        """All rows of all tables, to tell whether anything was changed."""
        connection = self.open_database()
        try:
            return "\n".join(connection.iterdump())
        finally:
            connection.close()


def repeated(values):
    """Those that occur more than once."""
    return [value for value, count in collections.Counter(values).items()
            if count > 1]


class DaemonCase(unittest.TestCase):
    """A test with a folder; every daemon that it makes is ended."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="onboard-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.daemons = 0

    def make(self, **configuration):
        self.daemons += 1
        folder = self.folder / str(self.daemons)
        folder.mkdir()
        daemon = Daemon(folder, **configuration)
        self.addCleanup(self.finish, daemon)
        return daemon

    def start(self, clock="2026-10-01T08:00", **configuration):
        return self.make(**configuration).start(clock)

    def finish(self, daemon):
        """What still runs must stop cleanly, also for a sanitizer."""
        log = daemon.lines
        self.assertIn(daemon.stop(), (None, 0), "".join(log)[-4000:])

    def check(self, *arguments, cwd=None):
        """onboardd with arguments that make it end by itself."""
        return subprocess.run(
            [ONBOARDD, *map(str, arguments)], capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=DEADLINE,
            cwd=cwd or self.folder)
