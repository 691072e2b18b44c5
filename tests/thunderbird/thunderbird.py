# SPDX-License-Identifier: EUPL-1.2
"""Debian's Thunderbird on a screen of its own, driven through Marionette."""

import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys

import marionette

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "system"))
import daemon  # noqa: E402, pylint: disable=wrong-import-position

PROGRAM = "/usr/lib/thunderbird/thunderbird"
FAILURES = pathlib.Path("thunderbird-failures").absolute()
ALL_DAY = 8  # calendar-data/*.sqlite, cal_events.flags
PREFERENCES = {
    "marionette.port": 0,
    # Nothing but the test is asked: there is no proxy on port 9.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.allow_hijacking_localhost": False,
    # It asks nothing and tells nobody.
    "app.donation.eoy.version.viewed": 999,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "mail.accounthub.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    # Not the machine's zone, which may be any.
    "calendar.timezone.useSystemTimezone": False,
    "calendar.timezone.local": "Europe/Copenhagen",
}

# Of an element in a frame of the window: where its middle is, if it can be
# pressed there.
PLACE = """
const frame = document.getElementById(arguments[0]);
const element = frame?.contentDocument?.querySelector(arguments[1]);
if (!element || element.hidden || element.disabled)
  return null;
const outer = frame.getBoundingClientRect();
const inner = element.getBoundingClientRect();
const x = inner.x + inner.width / 2, y = inner.y + inner.height / 2;
if (!inner.width || !element.contains(
    frame.contentDocument.elementFromPoint(x, y)))
  return null;
return [outer.x + x, outer.y + y];
"""


LOCAL = "aaaaaaaa-0000-4000-8000-000000000001"
REMOTE = "11111111-2222-4333-8444-555555555555"


def subscription(url):
    """The preferences of whoever follows a feed."""
    calendar = f"calendar.registry.{REMOTE}."
    return {
        calendar + "uri": url,
        calendar + "type": "ics",
        calendar + "name": "Onboarding",
        calendar + "readOnly": True,
        calendar + "cache.enabled": True,
        calendar + "refreshInterval": "30",
        calendar + "calendar-main-in-composite": True,
        "calendar.list.sortOrder": f"{LOCAL} {REMOTE}",
    }


def account(name, address, smtp_port):
    """The preferences of a person who reads and answers mail."""
    calendar = f"calendar.registry.{LOCAL}."
    return {
        "mail.accountmanager.accounts": "account1,account2",
        "mail.accountmanager.defaultaccount": "account1",
        "mail.accountmanager.localfoldersserver": "server2",
        "mail.account.account1.server": "server1",
        "mail.account.account1.identities": "id1",
        "mail.account.account2.server": "server2",
        "mail.server.server1.type": "pop3",
        "mail.server.server1.hostname": "127.0.0.1",
        "mail.server.server1.userName": "person",
        "mail.server.server1.name": address,
        "mail.server.server1.check_new_mail": False,
        "mail.server.server1.login_at_startup": False,
        "mail.server.server2.type": "none",
        "mail.server.server2.hostname": "Local Folders",
        "mail.server.server2.userName": "nobody",
        "mail.server.server2.name": "Local Folders",
        "mail.identity.id1.useremail": address,
        "mail.identity.id1.fullName": name,
        "mail.identity.id1.valid": True,
        "mail.identity.id1.smtpServer": "smtp1",
        "mail.smtpservers": "smtp1",
        "mail.smtpserver.smtp1.hostname": "127.0.0.1",
        "mail.smtpserver.smtp1.port": smtp_port,
        "mail.smtpserver.smtp1.try_ssl": 0,
        "mail.smtpserver.smtp1.authMethod": 1,
        "calendar.itip.compatSendMode": 0,
        calendar + "type": "storage",
        calendar + "uri": "moz-storage-calendar://",
        calendar + "name": "Calendar",
        calendar + "imip.identity.key": "id1",
        calendar + "calendar-main-in-composite": True,
        "calendar.list.sortOrder": f"{LOCAL} {REMOTE}",
    }


class Screen:
    """An X server without a screen, on the first display that is free."""

    def __init__(self, folder):
        reader, writer = os.pipe()
        try:
            with open(folder / "xvfb.log", "wb") as log:
                self.process = subprocess.Popen(
                    ["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp",
                     "-screen", "0", "1200x900x24"],
                    pass_fds=[writer], stdin=subprocess.DEVNULL,
                    stdout=log, stderr=log)
        finally:
            os.close(writer)
        with open(reader, encoding="ascii") as answer:
            self.display = ":" + answer.readline().strip()
        if self.display == ":":
            self.close()
            raise AssertionError(
                "Xvfb: " + (folder / "xvfb.log").read_text())

    def close(self):
        self.process.terminate()
        self.process.wait(daemon.DEADLINE)


class Event:
    """A row of Thunderbird's calendar."""

    def __init__(self, row):
        self.uid = row["id"]
        self.title = row["title"]
        self.status = row["ical_status"]
        self.all_day = bool(row["flags"] & ALL_DAY)
        self.zone = row["event_start_tz"]
        self.start = row["event_start"] // 1000000  # seconds, UTC
        self.end = row["event_end"] // 1000000


class Thunderbird:
    """A program with a profile.  When the block that it is opened for fails,
    pictures and logs of it are kept in the folder thunderbird-failures."""

    def __init__(self, folder, name, preferences):
        self.name = name
        self.folder = pathlib.Path(folder, name)
        self.profile = self.folder / "profile"
        self.home = self.folder / "home"
        self.log = self.folder / "thunderbird.log"
        for each in (self.folder, self.profile, self.home):
            each.mkdir()
        (self.profile / "user.js").write_text("".join(
            f"user_pref({json.dumps(key)}, {json.dumps(value)});\n"
            for key, value in {**PREFERENCES, **preferences}.items()))
        self.screen = None
        self.process = None
        self.remote = None

    def __enter__(self):
        self.screen = Screen(self.folder)
        return self

    def __exit__(self, kind, *_):
        try:
            if kind is not None:
                self.keep_failure()
        finally:
            self.kill()
            self.screen.close()

    def start(self, *arguments):
        """Starts, once more with the same profile if it was stopped."""
        port_file = self.profile / "MarionetteActivePort"
        port_file.unlink(missing_ok=True)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "--no-remote", "--marionette",
                 "--remote-allow-system-access", "--profile",
                 str(self.profile), *map(str, arguments)],
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                     "HOME": str(self.home), "TMPDIR": str(self.home),
                     "XDG_RUNTIME_DIR": str(self.home), "TZ": "UTC",
                     "DISPLAY": self.screen.display, "GDK_BACKEND": "x11",
                     "MOZ_CRASHREPORTER_DISABLE": "1",
                     "DBUS_SESSION_BUS_ADDRESS": "disabled:"},
                cwd=self.home, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True)

        def port():
            if self.process.poll() is not None:
                raise AssertionError("Thunderbird ended: " +
                                     self.log.read_text(errors="replace"))
            text = port_file.read_text() if port_file.exists() else ""
            return text.isdigit() and int(text)
        self.remote = marionette.Marionette(
            daemon.wait_for(port, "Thunderbird"), daemon.DEADLINE)

    def stop(self):
        """As its user would; it must end well."""
        self.remote.call("Marionette:Quit", flags=["eAttemptQuit"])
        self.remote.close()
        self.remote = None
        status = self.process.wait(daemon.DEADLINE)
        if status != 0:
            raise AssertionError(f"Thunderbird ended with {status}: " +
                                 self.log.read_text(errors="replace"))

    def kill(self):
        """With what it has started, all of which is its session."""
        if self.remote is not None:
            self.remote.close()
            self.remote = None
        if self.process is not None:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(daemon.DEADLINE)

    def keep_failure(self):
        kept = FAILURES / self.name
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        for log in self.folder.glob("*.log"):
            shutil.copy(log, kept)
        if self.remote is not None and self.process.poll() is None:
            for number, handle in enumerate(self.remote.windows()):
                self.remote.switch(handle)
                (kept / f"window-{number}.png").write_bytes(
                    self.remote.picture())
        print(f"what Thunderbird showed: {kept}", file=sys.stderr)

    def switch(self, kind):
        """Waits for the window of a kind and goes on in it."""
        def found():
            for handle in self.remote.windows():
                self.remote.switch(handle)
                if self.remote.script(
                        "return document.documentElement"
                        ".getAttribute('windowtype')") == kind:
                    return True
            return False
        daemon.wait_for(found, "a window of the kind " + kind)

    def press(self, frame, selector):
        """Waits for what the selector finds in the frame, and clicks it."""
        x, y = daemon.wait_for(
            lambda: self.remote.script(PLACE, frame, selector),
            f"{selector} in {frame}")
        self.remote.click(x, y)

    def synchronize(self):
        """The button of that name: reads the feeds again."""
        self.switch("mail:3pane")
        self.remote.script("goDoCommand('calendar_reload_remote_calendars')")

    def events(self, database):
        """The calendar's rows, read from a copy: the file is locked."""
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for path in (self.profile / "calendar-data").glob(database + "*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, copy)
        if not (copy / database).exists():
            return []
        connection = sqlite3.connect(copy / database)
        connection.row_factory = sqlite3.Row
        try:
            return [Event(row) for row in connection.execute(
                "SELECT * FROM cal_events ORDER BY event_start, title")]
        except sqlite3.DatabaseError:
            return []  # copied in the middle of a change
        finally:
            connection.close()


def version():
    """Fails with the remedy where it is not installed."""
    if not os.access(PROGRAM, os.X_OK) or not shutil.which("Xvfb"):
        raise AssertionError("Thunderbird and Xvfb are needed: run "
                             "script/install-dependencies --thunderbird")
    text = subprocess.run([PROGRAM, "--version"], check=True, timeout=60,
                          capture_output=True, text=True).stdout
    return re.search(r"\d+", text)[0]
