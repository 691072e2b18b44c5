#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""onboardctl simulate against a daemon: all kinds, and a changed file."""

import json
import shutil
import unittest

import daemon

NOW = "2026-10-01T08:00"
CONFIG = daemon.SOURCE / "config"
STEP = """
  - id: fadder
    phase: 2
    title: {da: "Mød din fadder", en: "Meet your buddy"}
    kind: task
    role: manager
    due: first_day + 3 workdays
    window: 5
"""
OVERLAY = """overlay: skoler
base: ny-leder
area: Skole
add:
  - {id: fadder, after: modtagelse, phase: 2, kind: task, role: manager,
     title: {da: "Mød din fadder", en: "Meet your buddy"},
     due: first_day + 3 workdays, window: 5}
"""


class Simulations(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        self.running = self.start(NOW)
        self.running.advance(NOW)

    def simulate(self, *options):
        """Its result; nothing of it is stored or sent."""
        before = self.running.dump()
        done = self.running.ctl("simulate", *options, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.running.dump(), before)
        self.assertEqual(self.running.letters(), [])
        return json.loads(done.stdout)

    def refuse(self, *options, status=1):
        before = self.running.dump()
        done = self.running.ctl("simulate", *options)
        self.assertEqual(done.returncode, status, done.stdout)
        self.assertEqual(self.running.dump(), before)
        return done.stderr

    def file(self, text, owner="ny-leder", guide="Sig goddag.\n"):
        """A programme file with a guide for the step that is new."""
        (self.folder / "programmes").mkdir(exist_ok=True)
        guides = self.folder / "guides" / owner
        guides.mkdir(parents=True, exist_ok=True)
        for code in ("da", "en"):
            path = guides / f"fadder.{code}.md"
            path.unlink(missing_ok=True)
            if guide is not None:
                path.write_text(guide, encoding="utf-8")
        path = self.folder / "programmes" / f"{owner}.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    def changed(self):
        shipped = CONFIG / "programmes" / "ny-leder.yaml"
        return shipped.read_text(encoding="utf-8").rstrip("\n") + STEP

    def steps(self, result):
        return {each["step"]: each for each in result["activities"]}

    def test_a_leader_who_leaves(self):
        result = self.simulate("fratraedelse", "--last-day", "2027-02-26")
        self.assertEqual(result["simulation"]["kind"], "exit")
        self.assertEqual({each["state"] for each in result["activities"]},
                         {"done"})
        self.assertEqual(self.steps(result)["farvel"]["planned"],
                         "2027-02-26")

    def test_a_cohort(self):
        result = self.simulate("foer-leder", "--start", "2027-04-05",
                               "--participants", "3")
        self.assertEqual(result["simulation"]["participants"], 3)
        self.assertEqual(result["summary"]["mail"]["kinds"]["nomination"], 6)
        self.assertEqual(
            len([each for each in result["entries"]
                 if each["person"] == "Deltager3 Olsen"]), 4)

    def test_what_does_not_fit_the_kind_is_told_by_its_option(self):
        text = self.refuse("fratraedelse", "--first-day", "2027-02-01")
        self.assertIn("--first-day: the first day does not fit", text)
        text = self.refuse("foer-leder", "--leaders", "3")
        self.assertIn("--leaders: the number of leaders does not fit", text)
        text = self.refuse("foer-leder", "--area", "Skole")
        self.assertIn("--start: a simulation of 'foer-leder' needs", text)
        text = self.refuse(status=2)
        self.assertIn("no option that says what", text)

    def test_a_changed_programme_before_it_is_imported(self):
        path = self.file(self.changed())
        result = self.simulate("--file", path, "--first-day", "2027-02-01")
        self.assertEqual(result["simulation"]["version"], 0)
        self.assertEqual(self.steps(result)["fadder"]["planned"],
                         "2027-02-04")
        result = self.simulate("--first-day", "2027-02-01")
        self.assertNotIn("fadder", self.steps(result))

        done = self.running.ctl("import-programme", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        result = self.simulate("--first-day", "2027-02-01")
        self.assertEqual(result["simulation"]["version"], 2)
        self.assertIn("fadder", self.steps(result))

    def test_an_overlay_lies_over_what_is_stored(self):
        path = self.file(OVERLAY, "skoler")
        result = self.simulate("--file", path, "--first-day", "2027-02-01")
        self.assertEqual(result["simulation"]["programme"], "ny-leder")
        self.assertIn("fadder", self.steps(result))
        self.assertIn("velkomstopkald", self.steps(result))
        text = self.refuse("--file", path, "--first-day", "2027-02-01",
                           "--area", "Teknik")
        self.assertIn("--area: an overlay says itself whom it is for", text)

    def test_the_mistakes_are_those_of_an_import(self):
        for text, guide in ((self.changed(), None),
                            (self.changed().replace("role: manager\n    due: "
                                                    "first_day + 3",
                                                    "role: nobody\n    due: "
                                                    "first_day + 3"), "x\n"),
                            ("id: [\n", "x\n")):
            path = self.file(text, guide=guide)
            tried = self.refuse("--file", path, "--first-day", "2027-02-01")
            done = self.running.ctl("import-programme", path, "--dry-run")
            self.assertEqual(done.returncode, 1)
            self.assertTrue(tried.startswith(f"{path}:"), tried)
            self.assertEqual(tried.splitlines()[:-1],
                             done.stderr.splitlines()[:-1])

    def test_a_file_of_another_kind_than_the_stored_one_is_refused(self):
        text = (CONFIG / "programmes" / "fratraedelse.yaml").read_text(
            encoding="utf-8")
        shutil.copytree(CONFIG / "guides" / "fratraedelse",
                        self.folder / "guides" / "ny-leder")
        path = self.file(text.replace("id: fratraedelse", "id: ny-leder", 1))
        text = self.refuse("--file", path, "--last-day", "2027-02-26")
        self.assertIn("is of the kind 'onboarding', not 'exit'", text)

    def test_a_file_and_a_programme_are_not_given_together(self):
        path = self.file(self.changed())
        text = self.refuse("ny-leder", "--file", path, "--first-day",
                           "2027-02-01", status=2)
        self.assertIn("give PROGRAMME or --file, not both", text)
        text = self.refuse("--file", path, "--number", "1", "--first-day",
                           "2027-02-01", status=2)
        self.assertIn("a file has no version yet", text)
        self.assertEqual(self.running.api(
            "POST", "/simulations?programme=ny-leder",
            {"text": self.changed(), "first_day": "2027-02-01"}, 400)
            ["error"]["field"], "programme")
        self.assertEqual(self.running.api(
            "POST", "/simulations", {"guides": []}, 400)
            ["error"]["field"], "text")


if __name__ == "__main__":
    unittest.main()
