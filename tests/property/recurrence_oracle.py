#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Compares the days of recurrences with those of dateutil.

Runs tests/property/recurrence_probe of the build directory it is started in.
Without python3-dateutil this fails: an oracle that is missing proves nothing.
"""

import datetime
import random
import subprocess
import sys

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

PROGRAM = "tests/property/recurrence_probe"
MOST = 400
FIRST = datetime.date(2020, 1, 1)
DAYS = 366 * 40
ANY_START = datetime.datetime(2000, 1, 1)
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def recurring(draw):
    """A question "UNIT FIRST EVERY UNTIL" and the days that answer it."""
    unit = draw.choice(["days", "weeks", "months"])
    first = FIRST + datetime.timedelta(draw.randrange(DAYS))
    if draw.random() < 0.5:
        first = first.replace(day=1) - datetime.timedelta(draw.randrange(4))
    every = draw.randint(1, 12)
    until = first + datetime.timedelta(draw.randint(-3, 1500))
    days = []
    for n in range(MOST + 1):
        day = first + relativedelta(**{unit: n * every})
        if day > until:
            break
        days.append(day.isoformat())
    text = " ".join(days) if len(days) <= MOST else "refused"
    return f"{unit} {first} {every} {until}", text


def signed(draw, most):
    return draw.choice(["", "-"]) + str(draw.randint(1, most))


def rule_text(draw):
    month = f"BYMONTH={draw.randint(1, 12)}"
    weekday = draw.choice(WEEKDAYS)
    return "FREQ=YEARLY;" + draw.choice([
        f"{month};BYDAY={signed(draw, 5)}{weekday}",
        f"{month};BYDAY={weekday}",
        f"{month};BYMONTHDAY={signed(draw, 31)}",
        f"{month};BYDAY={weekday};BYSETPOS={signed(draw, 4)}",
        f"{month};BYMONTHDAY=1,2,3,4,5,6,7;BYDAY={weekday}",
        f"BYMONTH=3,9;BYDAY={signed(draw, 4)}{weekday}",
        f"BYWEEKNO={draw.randint(2, 51)};BYDAY={weekday}",
        f"BYYEARDAY={signed(draw, 366)}",
        f"BYDAY={signed(draw, 52)}{weekday}",
    ])


def yearly(draw):
    """A question "RULE FROM UNTIL" and the days that answer it."""
    rule = rule_text(draw)
    first = FIRST + datetime.timedelta(draw.randrange(DAYS))
    last = first + datetime.timedelta(draw.randint(0, 3000))
    if next(iter(rrulestr(rule, dtstart=ANY_START)), None) is None:
        return f"{rule} {first} {last}", "refused"
    start = datetime.datetime(first.year, 1, 1)
    midnight = datetime.time()
    days = rrulestr(rule, dtstart=start).between(
        datetime.datetime.combine(first, midnight),
        datetime.datetime.combine(last, midnight), inc=True)
    return f"{rule} {first} {last}", " ".join(
        day.date().isoformat() for day in days)


def main():
    draw = random.Random(20261122)
    asked = [draw.choice([recurring, yearly])(draw) for _ in range(4000)]
    program = sys.argv[1] if len(sys.argv) > 1 else PROGRAM
    run = subprocess.run(
        [program], input="".join(question + "\n" for question, _ in asked),
        stdout=subprocess.PIPE, check=True, text=True)
    answers = run.stdout.splitlines()
    wrong = [(question, want, got)
             for (question, want), got in zip(asked, answers) if got != want]
    for question, want, got in wrong[:10]:
        print(f"{question}\n  expected {want[:300]}\n  got      {got[:300]}")
    print(f"{len(answers)} recurrences compared, {len(wrong)} differ")
    passed = len(answers) == len(asked) and not wrong
    print("1 passed, 0 failed" if passed else "0 passed, 1 failed")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
