# SPDX-License-Identifier: EUPL-1.2
"""Our own mails and calendars under our own linters: what the program writes
must have no finding that is an error.  ONBOARDCTL names the program,
./onboardctl by default."""

import hashlib
import json
import os
import subprocess

ONBOARDCTL = os.path.abspath(os.environ.get("ONBOARDCTL", "./onboardctl"))
DEADLINE = 60
checked = set()


def find(what, content):
    """All findings of lint-calendar or lint-mail."""
    done = subprocess.run(
        [ONBOARDCTL, f"lint-{what}", "-", "--json"], input=content,
        capture_output=True, check=False, timeout=DEADLINE)
    findings = json.loads(done.stdout)["findings"]
    errors = any(found["severity"] == "error" for found in findings)
    if done.returncode != errors:
        raise AssertionError(f"lint-{what} ended with {done.returncode}: "
                             f"{done.stderr!r}")
    return findings


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
