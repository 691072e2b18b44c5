# SPDX-License-Identifier: EUPL-1.2
"""Our own mails and calendars under our own linters: what the program writes
must have no finding that is an error.

lint_driver does what lint-mail and lint-calendar do, but for many in a row:
to start a program for each takes longer than all the rest.  Where it was not
built, ONBOARDCTL is asked, ./onboardctl by default."""

import atexit
import hashlib
import json
import os
import subprocess
import threading

ONBOARDCTL = os.path.abspath(os.environ.get("ONBOARDCTL", "./onboardctl"))
DRIVER = os.path.abspath("tests/system/lint_driver")
DEADLINE = 60
checked = set()


class Driver:
    """Lives as long as the tests; one thread at a time."""

    def __init__(self):
        self.lock = threading.Lock()
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [DRIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        atexit.register(self.end)

    def end(self):
        self.process.stdin.close()
        self.process.wait(DEADLINE)

    def find(self, what, content):
        with self.lock:
            if self.process is None:
                self.start()
            self.process.stdin.write(
                f"{what} {len(content)}\n".encode() + content)
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        if not answer:
            raise AssertionError(f"lint_driver ended at this {what}: "
                                 + content.decode("utf-8", "replace")[:4000])
        return json.loads(answer)


driver = Driver()


def ask(what, content):
    done = subprocess.run(
        [ONBOARDCTL, f"lint-{what}", "-", "--json"], input=content,
        capture_output=True, check=False, timeout=DEADLINE)
    findings = json.loads(done.stdout)["findings"]
    errors = any(found["severity"] == "error" for found in findings)
    if done.returncode != errors:
        raise AssertionError(f"lint-{what} ended with {done.returncode}: "
                             f"{done.stderr!r}")
    return findings


def find(what, content):
    """All findings of lint-calendar or lint-mail."""
    if os.path.exists(DRIVER):
        return driver.find(what, content)
    return ask(what, content)


def check(what, content, but):
    """but: tells of a finding whether it is meant to be there."""
    key = (what, but, hashlib.sha256(content).digest())
    if key in checked:
        return
    wrong = [found for found in find(what, content)
             if found["severity"] == "error" and not (but and but(found))]
    if wrong:
        raise AssertionError(f"the {what} has errors: {wrong[:5]}\n"
                             + content.decode("utf-8", "replace")[:4000])
    checked.add(key)


def check_mail(content, but=None):
    check("mail", content, but)


def check_calendar(content, but=None):
    check("calendar", content, but)
