#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Journeys that change, over the real API and by the real command."""

import json
import unittest

import jsonschema
import yaml

import daemon

OPENAPI = yaml.safe_load(
    (daemon.SOURCE / "schemas" / "openapi.yaml").read_text())
MENTOR = "Jens Mentor <jens@example.org>"
LISTS = ("moved", "unchanged", "impossible", "added", "cancelled")


def schema(name):
    return {"$ref": f"#/components/schemas/{name}",
            "components": OPENAPI["components"]}


def steps(answer, name):
    return {each["step"] for each in answer[name]}


class Replanning(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        self.running = self.start()
        self.running.add(mentor=MENTOR)
        self.running.advance("2026-11-10T12:00")

    def post(self, shape, path, **body):
        answer = self.running.api("POST", path, body)
        jsonschema.validate(answer, schema(shape))
        return answer

    def refuse(self, path, status, field="", **body):
        answer = self.running.request("POST", path, body)
        self.assertEqual(answer.status, status, answer.body)
        error = answer.json()["error"]
        self.assertEqual(error.get("field"), field, error)

    def ctl(self, *arguments):
        result = self.running.ctl(*arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_each_activity_is_in_one_list_of_the_answer(self):
        before = self.running.api("GET", "/leaders/1")["activities"]
        answer = self.post("Replanning", "/leaders/1/first-day",
                           to="2027-01-04")
        self.assertEqual(answer["leader"]["first_day"], "2027-01-04")
        told = [step for name in ("moved", "unchanged", "cancelled")
                for step in steps(answer, name)]
        self.assertEqual(daemon.repeated(told), [])
        self.assertEqual(set(told), {
            each["step"] for each in before
            if each["state"] in ("planned", "held")})

    def test_a_trial_of_each_verb_changes_no_row(self):
        self.running.api("POST", "/leaders/1/pause",
                         {"from": "2027-02-01", "to": "2027-02-14"})
        before = self.running.dump()
        self.post("Replanning", "/leaders/1/first-day", to="2027-01-04",
                  dry_run=True)
        self.post("Replanning", "/leaders/1/pause",
                  **{"from": "2027-03-01", "to": "2027-03-07"}, dry_run=True)
        self.post("Replanning", "/leaders/1/resume", on="2027-02-08",
                  dry_run=True)
        self.post("EndedEmployment", "/leaders/1/end-employment",
                  last_day="2027-02-26", dry_run=True)
        self.assertEqual(self.running.dump(), before)

    def test_a_journey_goes_through_all_that_can_happen(self):
        self.running.complete(1, "jobbeskrivelse")
        answer = self.post("ReopenedActivity",
                           "/activities/1:jobbeskrivelse/reopen", reason="No")
        self.assertEqual(answer["activity"]["state"], "planned")
        self.post("Replanning", "/leaders/1/pause",
                  **{"from": "2027-02-01", "to": "2027-02-14"})
        self.post("Replanning", "/leaders/1/resume", on="2027-02-08")
        leader = self.running.api("GET", "/leaders/1")["leader"]
        self.assertEqual(leader["pauses"],
                         [{"from": "2027-02-01", "to": "2027-02-07"}])
        ended = self.post("EndedEmployment", "/leaders/1/end-employment",
                          last_day="2027-02-26")
        self.assertEqual(ended["exit"]["leader"]["kind"], "exit")
        exit_id = ended["exit"]["leader"]["id"]
        cancelled = self.post("CancelledJourney",
                              f"/leaders/{exit_id}/cancel", reason="No")
        self.assertEqual(cancelled["leader"]["state"], "cancelled")
        self.assertEqual(cancelled["onboarding"]["leader"]["id"], 1)
        self.assertIsNone(cancelled["onboarding"]["leader"].get("last_day"))

    def test_what_is_wrong_is_refused_and_named(self):
        self.refuse("/leaders/1/first-day", 400, "to", to="2026-13-01")
        self.refuse("/leaders/1/first-day", 400, "to", to="2026-10-01")
        self.refuse("/leaders/1/first-day", 409, "to", to="2026-12-07")
        self.refuse("/leaders/9/first-day", 404, to="2027-01-04")
        self.refuse("/leaders/1/pause", 400, "from",
                    **{"from": "2026-12-01", "to": "2026-12-02"})
        self.refuse("/leaders/1/resume", 409, "on")
        self.refuse("/leaders/1/cancel", 400, "reason")
        self.refuse("/leaders/1/late", 400, "rest")
        self.refuse("/leaders/1/late", 409, rest="done")
        self.refuse("/leaders/1/migration", 409)
        self.refuse("/leaders/1/migration", 404, "version", version=7)
        self.refuse("/activities/1:velkomstmail/reopen", 409, reason="No")

    def test_late_steps_are_settled_when_a_leader_is_added(self):
        added = self.running.add(
            email="bo@example.org", name="Bo Berg", accepted="2026-08-03",
            first_day="2026-10-05", late="done")
        self.assertFalse([
            each for each in added["activities"]
            if "late-start" in each["flags"] and each["state"] != "done"])
        added = self.running.add(
            email="ea@example.org", name="Ea Ek", accepted="2026-08-03",
            first_day="2026-10-05", mentor=MENTOR)
        answer = self.post("SettledLate", f"/leaders/{added['leader']['id']}"
                           "/late", now="mentor-klaed", rest="skip")
        self.assertEqual(answer["left"], 0)
        self.assertEqual(
            [each["step"] for each in answer["settled"]
             if each["choice"] == "now"], ["mentor-klaed"])

    def test_the_command_prints_what_hr_asks(self):
        text = self.ctl("move-first-day", "1", "--to", "2027-01-04",
                        "--dry-run")
        self.assertRegex(text, r"(?m)^Moved\n")
        self.assertRegex(text, r"(?m)^Unchanged\n")
        self.assertRegex(text, r"modtagelse .*Mon 2026-12-07 09:00 +"
                               r"Mon 2027-01-04 09:00")
        text = self.ctl("move-first-day", "1", "--to", "2026-11-16")
        self.assertRegex(
            text, r"(?m)^Can no longer be done by the latest date\n")
        self.ctl("move-first-day", "1", "--to", "2026-12-07")
        self.assertIn("Pause", self.ctl(
            "pause", "1", "--from", "2027-02-01", "--to", "2027-02-14") +
            self.ctl("show-leader", "1"))
        self.ctl("resume", "1", "--on", "2027-02-02")
        text = self.ctl("end-employment", "1", "--last-day", "2027-02-26",
                        "--yes")
        self.assertRegex(text, r"(?m)^Exit journey\n")
        self.assertIn("sidste-tid", json.dumps(json.loads(
            self.ctl("show-leader", "2", "--json"))["activities"]))
        text = self.ctl("cancel", "2", "--reason", "No", "--yes")
        self.assertRegex(text, r"(?m)^State +cancelled$")
        self.ctl("complete", "1:jobbeskrivelse")
        text = self.ctl("reopen", "1:jobbeskrivelse", "--reason", "No")
        self.assertRegex(text, r"(?m)^Note +No$")


if __name__ == "__main__":
    unittest.main()
