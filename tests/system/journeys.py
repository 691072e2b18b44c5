#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""The five expected journeys, planned by the daemon for its API."""

import re
import unittest

import daemon

FOLDER = daemon.SOURCE / "tests" / "data" / "expected"
FILE_NAME = re.compile(r"\d-accepted-(\d{4}-\d\d-\d\d)-first-day-"
                       r"(\d{4}-\d\d-\d\d)-(internal|external)\.tsv")
PEOPLE = {
    "coordinator": "Hanne HR <hr@example.org>",
    "director": "Dorte Direktør <dorte@example.org>",
    "local_admin": "Lars Lokal <lars@example.org>",
    "network_lead": "Nina Netværk <nina@example.org>",
}


def row(activity):
    start = activity["start"]
    return "|".join([
        activity["step"], activity["planned"], activity["latest"] or "",
        start[11:16] if start else "", " ".join(activity["flags"])])


class Journeys(daemon.DaemonCase):
    def plan(self, path):
        """A leader added on the day of acceptance in an empty database."""
        accepted, first_day, recruitment = FILE_NAME.fullmatch(
            path.name).groups()
        running = self.start(accepted + "T08:00", people=PEOPLE)
        journey = running.add(
            accepted=accepted, first_day=first_day, recruitment=recruitment,
            mentor="Morten Mentor <morten@example.org>")
        self.assertEqual(
            running.api("GET", f"/leaders/{journey['leader']['id']}")
            ["activities"], journey["activities"])
        self.assertEqual(running.stop(), 0, running.log())
        return journey["activities"], recruitment

    def test_the_five_expected_journeys_come_out_exactly(self):
        paths = sorted(FOLDER.glob("*.tsv"))
        self.assertEqual(len(paths), 5)
        cannot_be_met = 0
        for path in paths:
            with self.subTest(path.name):
                expected = [line for line in path.read_text().splitlines()
                            if not line.startswith("#")]
                activities, recruitment = self.plan(path)
                self.assertEqual(len(expected),
                                 49 if recruitment == "internal" else 48)
                planned = activities[:len(expected)]
                self.assertEqual([row(each) for each in planned], expected)
                later = {each["step"].partition(".")[0]
                         for each in activities[len(expected):]}
                self.assertEqual(later - {"kulturtur"},
                                 {"forventning-loebende",
                                  "mentor-loebende"})
                cannot_be_met += sum("cannot-be-met" in each["flags"]
                                     for each in planned)
        self.assertEqual(cannot_be_met, 5)

    def test_a_rehearsed_journey_is_the_one_that_is_added(self):
        running = self.start("2026-10-01T08:00", people=PEOPLE)
        before = running.row_counts()
        rehearsed = running.add(dry_run=True)
        self.assertEqual(running.row_counts(), before)
        added = running.add()
        self.assertEqual([row(each) for each in rehearsed["activities"]],
                         [row(each) for each in added["activities"]])


if __name__ == "__main__":
    unittest.main()
