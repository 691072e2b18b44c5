#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Compares the calendar's public holidays 1900-2199 with dateutil's Easter.

Runs tests/property/dump_holidays of the build directory it is started in.
Without python3-dateutil this fails: an oracle that is missing proves nothing.
"""

import datetime
import subprocess
import sys

from dateutil.easter import EASTER_WESTERN, easter

PROGRAM = "tests/property/dump_holidays"
AFTER_EASTER = [-3, -2, 0, 1, 39, 49, 50]
PRAYER_DAY = 26
PRAYER_DAY_LAST_YEAR = 2023
FIXED = [(1, 1), (12, 25), (12, 26)]


def holidays(year):
    sunday = easter(year, EASTER_WESTERN)
    offsets = list(AFTER_EASTER)
    if year <= PRAYER_DAY_LAST_YEAR:
        offsets.append(PRAYER_DAY)
    for offset in offsets:
        yield sunday + datetime.timedelta(days=offset)
    for month, day in FIXED:
        yield datetime.date(year, month, day)


def expected():
    days = {day for year in range(1900, 2200) for day in holidays(year)}
    for day in sorted(days):
        yield day.isoformat() + (" weekend" if day.weekday() >= 5 else "")


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else PROGRAM
    run = subprocess.run(
        [program], stdout=subprocess.PIPE, check=True, text=True)
    got = run.stdout.splitlines()
    want = list(expected())
    for day in sorted(set(got) ^ set(want)):
        side = "not expected" if day in got else "missing"
        print(f"{day}: {side}")
    print(f"{len(got)} holidays, {len(want)} expected")
    if got != want:
        print("0 passed, 1 failed")
        return 1
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
