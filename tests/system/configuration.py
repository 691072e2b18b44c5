#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Configurations that are wrong, that change, and a disk that is full."""

import contextlib
import os
import pathlib
import re
import resource
import signal
import sqlite3
import stat
import subprocess
import unittest
from urllib.parse import urlsplit

import yaml

import daemon

GOOD = "public_url: http://127.0.0.1:8080\n"
PROGRAMME = daemon.SOURCE / "config" / "programmes" / "ny-leder.yaml"
HANDBOOK = daemon.SOURCE / "config" / "handbook.yaml"
SURVEY = daemon.SOURCE / "config" / "surveys" / "puls-1.yaml"

# Text of a file, line:column of its mistake, words of the message.
BAD = [
    ("", (1, 1), "empty"),
    ("production: false\n", None, "public_url"),
    (GOOD + "colour: red\n", (2, None), "colour"),
    (GOOD + "listen: 5\n", (2, 9), "listen"),
    (GOOD + "listen: [\"nowhere\"]\n", (2, None), "nowhere"),
    (GOOD + "mail: {window: \"16-09\"}\n", (2, 16), "window"),
    (GOOD + "mail:\n  window: \"16:30-07:30\"\n", (3, 11), "window"),
    (GOOD + "mail: {transport: pigeon}\n", (2, None), "transport"),
    (GOOD + "mail: {digest_at: \"06:00\"}\n", (2, None), "digest_at"),
    (GOOD + "time_zone: Mars/Olympus\n", (2, 12), "Mars/Olympus"),
    (GOOD + "language: fr\n", (2, None), "language"),
    (GOOD + "people: {coordinator: \"\"}\n", (2, None), "coordinator"),
    (GOOD + "people: {coordinator: \"Hanne\"}\n", (2, None), "coordinator"),
    (GOOD + "calendar: {closed: [\"13-24\"]}\n", (2, None), "13-24"),
    (GOOD + "state_dir: relative\n", (2, None), "state_dir"),
    (GOOD + "production: perhaps\n", (2, None), "production"),
    (GOOD + "public_url: http://127.0.0.1:8081\n", (2, None), "public_url"),
    ("public_url: \"http://127.0.0.1\n", (None, None), ""),
    ("public_url: [\n", (None, None), ""),
    ("- a\n- b\n", (1, None), ""),
    ("production: true\npublic_url: http://127.0.0.1:8080\n", (None, None),
     "production"),
    (GOOD + "mail:\n  transport: smtp\n  smtp: {url: \"smtp://mail.example."
     "org\", tls: none}\n", (None, None), "tls"),
]


class Checked(daemon.DaemonCase):
    """onboardd -n and -nn."""

    def write(self, text, name="onboardd.yaml"):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def refuse(self, path, position, word):
        done = self.check("-n", "-c", path)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(done.stdout, "")
        last = done.stderr.splitlines()[-1]
        found = re.match(r"onboardd: (.*?)(?::(\d+):(\d+))?: (.+)", last)
        self.assertTrue(found, last)
        self.assertIn(str(path), last)
        self.assertIn(word, last)
        if position is None:
            return
        self.assertIsNotNone(found.group(2), last)
        for want, have in zip(position, found.group(2, 3)):
            if want is not None:
                self.assertEqual(int(have), want, last)

    def test_a_bad_file_is_refused_where_the_mistake_is(self):
        for text, position, word in BAD:
            with self.subTest(text[-60:]):
                self.refuse(self.write(text), position, word)

    def test_a_file_that_is_no_text_is_refused(self):
        for text in (b"\xff\xfe\x00", GOOD.encode() + b"language: \"\xff\"\n",
                     GOOD.encode() + b"\x00", GOOD.encode() * 100_000):
            with self.subTest(text[:40]):
                self.refuse(self.write(text), None, "")

    def test_a_good_file_is_good_and_leaves_nothing_behind(self):
        path = self.write(GOOD + f"state_dir: {self.folder}/state\n")
        done = self.check("-n", "-c", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(os.listdir(self.folder), ["onboardd.yaml"])

    def test_a_file_that_is_not_there_is_said_so(self):
        for arguments in ((), ("-n",), ("-nn",)):
            done = self.check(*arguments, "-c", self.folder / "none.yaml")
            self.assertEqual(done.returncode, 1)
            self.assertIn("none.yaml", done.stderr)
            self.assertIn("No such file", done.stderr)

    def test_wrong_arguments_are_status_2(self):
        for arguments in (["--colour"], ["-c"], ["-n", "more"],
                          ["--test-clock"]):
            with self.subTest(arguments):
                done = self.check(*arguments)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn("usage: onboardd", done.stderr)

    def test_what_is_printed_reads_back_to_the_same(self):
        more = """\
municipality: {name: "Prøve \\"& Kommune\\""}
state_dir: /srv/onboard
listen: ["127.0.0.1:0", "[::1]:0"]
time_zone: America/Nuuk
language: en
people: {director: "Dorte <d@example.org>", network_lead: "N <n@example.org>"}
calendar: {closed: ["12-24", "2027-05-07"], quiet: ["W07", "07:W28-W30"]}
mail:
  from: "På vej <vej@example.org>"
  window: "08:00-15:00"
  digest_at: "09:15"
  transport: smtp
  smtp: {url: "smtps://mail.example.org", tls: implicit, sessions: 5}
"""
        for text in (GOOD, GOOD + more):
            first = self.check("-nn", "-c", self.write(text))
            self.assertEqual(first.returncode, 0, first.stderr)
            second = self.check("-nn", "-c", self.write(first.stdout, "again"))
            self.assertEqual(second.returncode, 0, second.stderr)
            self.assertEqual(first.stdout, second.stdout)
            for key, value in yaml.safe_load(text).items():
                printed = yaml.safe_load(first.stdout)[key]
                if isinstance(value, dict):
                    printed = {name: printed[name] for name in value}
                    if "smtp" in value:
                        printed["smtp"] = {name: printed["smtp"][name]
                                           for name in value["smtp"]}
                self.assertEqual(printed, value)

    def test_the_shipped_file_has_the_defaults(self):
        shipped = self.check(
            "-nn", "-c", daemon.SOURCE / "config" / "onboardd.yaml")
        least = self.check("-nn", "-c", self.write(GOOD))
        self.assertEqual(shipped.returncode, 0, shipped.stderr)
        self.assertEqual(shipped.stdout, least.stdout)

    def test_a_bad_programme_or_handbook_is_refused_where_it_is_wrong(self):
        programme = self.write(PROGRAMME.read_text().replace(
            "\n    kind: document", "\n    kind: dokument", 1),
            "programme.yaml")
        handbook = self.write(HANDBOOK.read_text().replace(
            "\n    contact:", "\n    kontakt:", 1), "handbook.yaml")
        survey = self.write(SURVEY.read_text().replace(
            "kind: scale", "kind: skala", 1), "survey.yaml")
        for key, path in (("programmes", programme), ("handbook", handbook),
                          ("surveys", survey)):
            value = f'"{path}"' if key == "handbook" else f'["{path}"]'
            done = self.check("-n", "-c", self.write(
                GOOD + f"{key}: {value}\n"))
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, re.escape(str(path)) + r":\d+:")

    def test_own_texts_are_refused_where_they_are_wrong(self):
        path = self.write(GOOD)
        (self.folder / "language").mkdir()
        for text, line, word in (
                ("kind.call: \"Ring\"\nkind.metting: \"Møde\"\n", 2,
                 "no text 'kind.metting'; the most alike is 'kind.meeting'"),
                ("feed.name: \"{{leader}}s vej\"\n", 1,
                 "cannot say {{leader}}"),
                ("# vores\nfeed.name: \"Vejen\"\n", 2,
                 "must say {{leader_first_name}}"),
                ("kind.call: \"A\"\nkind.call: \"B\"\n", 2, "kind.call")):
            with self.subTest(word):
                own = self.write(text, "language/da.yaml")
                done = self.check("-n", "-c", path)
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"{own}:{line}:", done.stderr)
                self.assertIn(word, done.stderr)
        self.write("kind.call: \"Ring\"\n", "language/da.yaml")
        done = self.check("-n", "-c", path)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_test_clock_is_refused_in_production(self):
        path = self.write("production: true\n"
                          "public_url: https://onboarding.example.org\n"
                          f"state_dir: {self.folder}/state\n")
        self.assertEqual(self.check("-n", "-c", path).returncode, 0)
        done = self.check("-c", path, "--test-clock", "2026-10-01T08:00")
        self.assertEqual(done.returncode, 1)
        self.assertIn("--test-clock", done.stderr)
        self.assertIn("production", done.stderr)
        self.assertFalse((self.folder / "state").exists())

    def test_a_test_clock_that_is_no_time_is_refused(self):
        path = self.write(GOOD + f"state_dir: {self.folder}/state\n")
        for clock in ("", "noon", "2027-02-29T08:00", "2026-10-01T25:00"):
            done = self.check("-c", path, "--test-clock", clock)
            self.assertEqual(done.returncode, 1, clock)
            self.assertFalse((self.folder / "state").exists())


class Reloaded(daemon.DaemonCase):
    """HUP."""

    def test_a_bad_file_keeps_the_old_configuration(self):
        running = self.start(municipality={"name": "Gamle Kommune"})
        good = running.config.read_text()
        running.config.write_text(good + "colour: red\n")
        line = running.reload()
        self.assertIn("configuration.kept", line)
        number = good.count("\n") + 1
        self.assertIn(f"{running.config}:{number}:", line)
        self.assertIn("colour", line)
        running.add()
        running.advance("2026-10-02T09:00")
        self.assertTrue(any("Gamle Kommune" in letter.text
                            for letter in running.letters()))

    def test_a_bad_programme_keeps_all_of_the_old_configuration(self):
        running = self.start()
        programme = running.folder / "programme.yaml"
        programme.write_text("id: ny-leder\nsteps: 5\n")
        running.write_config(programmes=[str(programme)],
                             people={"coordinator": "Eva <eva@example.org>"})
        line = running.reload()
        self.assertIn("configuration.kept", line)
        self.assertRegex(line, re.escape(str(programme)) + r":\d+:\d+:")
        journey = running.add()
        coordinator = next(page["person"] for page in journey["pages"]
                           if page["person"]["email"] == "hr@example.org")
        self.assertEqual(coordinator["name"], "Hanne HR")

    def test_a_changed_configuration_counts_from_then_on(self):
        running = self.start(municipality={"name": "Gamle Kommune"})
        running.add()
        running.write_config(municipality={"name": "Nye Kommune"})
        self.assertIn("configuration.reloaded", running.reload())
        running.advance("2026-10-02T09:00")
        welcome = next(letter for letter in running.letters()
                       if letter.to == daemon.LEADER["email"])
        self.assertIn("Nye Kommune", welcome.text)

    def test_own_texts_lie_over_those_built_in(self):
        running = self.start()
        url = running.add()["pages"][0]["url"]

        def shown():
            return running.visit("GET", urlsplit(url).path).body.decode()

        before = shown()
        self.assertIn("Gå til indholdet", before)
        own = running.folder / "language" / "da.yaml"
        own.parent.mkdir()
        own.write_text("page.skip_link: \"Spring til det vigtige\"\n")
        self.assertIn("configuration.reloaded", running.reload())
        after = shown()
        self.assertIn("Spring til det vigtige", after)
        self.assertNotIn("Gå til indholdet", after)
        own.write_text("page.skip_lnik: \"Spring\"\n")
        line = running.reload()
        self.assertIn("configuration.kept", line)
        self.assertIn(f"{own}:1:", line)
        self.assertIn("Spring til det vigtige", shown())

    def test_a_changed_programme_is_a_new_version_for_new_leaders(self):
        running = self.make()
        programme = running.folder / "programmes" / "ny-leder.yaml"
        programme.parent.mkdir()
        programme.write_text(PROGRAMME.read_text())
        guides = daemon.SOURCE / "config" / "guides"
        (running.folder / "guides").symlink_to(guides)
        running.write_config(programmes=[str(programme)])
        running.start("2026-10-01T08:00")
        first = running.add()
        self.assertIn("configuration.reloaded", running.reload())
        self.assertEqual(self.versions(running), [1], "nothing was changed")
        programme.write_text(PROGRAMME.read_text().replace(
            "due: accepted + 8 workdays", "due: accepted + 9 workdays"))
        self.assertIn("configuration.reloaded", running.reload())
        second = running.add(email="eva@example.org", name="Eva")
        self.assertEqual(self.versions(running), [1, 2])
        self.assertEqual(second["leader"]["version"], 2)
        again = running.api("GET", f"/leaders/{first['leader']['id']}")
        self.assertEqual(again["leader"]["version"], 1)
        self.assertEqual(self.plan(again), self.plan(first))
        self.assertEqual(self.plan(first)["haandbog"], "2026-10-13")
        self.assertEqual(self.plan(second)["haandbog"], "2026-10-14")

    def surveys(self, running):
        return {(one["id"], one["version"], one["state"])
                for one in running.api("GET", "/surveys")["surveys"]}

    def test_a_changed_survey_is_a_new_version(self):
        running = self.make()
        survey = running.folder / "puls-1.yaml"
        survey.write_text(SURVEY.read_text())
        running.start("2026-10-01T08:00")
        built_in = self.surveys(running)
        self.assertEqual(len(built_in), 10)
        self.assertEqual({state for _, _, state in built_in}, {"current"})
        running.write_config(surveys=[str(survey)])
        running.reload()
        listed = self.surveys(running)
        self.assertIn(("puls-1", 1, "current"), listed)
        self.assertEqual(sum(state == "withdrawn" for _, _, state in listed),
                         9, "the list stands for all that are built in")
        survey.write_text(SURVEY.read_text().replace(
            "red_at_most: 2", "red_at_most: 1"))
        running.reload()
        self.assertLessEqual({("puls-1", 1, "replaced"),
                              ("puls-1", 2, "current")},
                             self.surveys(running))
        log = running.log()
        self.assertIn("survey.imported survey=puls-1 version=2", log)
        self.assertIn("survey.withdrawn survey=exit version=1", log)
        first = running.api("GET", "/surveys/puls-1?version=1")["survey"]
        second = running.api("GET", "/surveys/puls-1")["survey"]
        self.assertEqual([one["questions"][0]["red_at_most"]
                          for one in (first, second)], [2, 1])
        running.api("GET", "/surveys/puls-9", status=404)
        running.api("GET", "/surveys/puls-1?version=0", status=400)

    def test_a_bad_survey_keeps_all_of_the_old_ones(self):
        running = self.start()
        before = self.surveys(running)
        survey = running.folder / "puls-1.yaml"
        survey.write_text(SURVEY.read_text().replace(
            "red_at_most: 2", "red_at_most: 9"))
        running.write_config(surveys=[str(survey)])
        line = running.reload()
        self.assertIn("configuration.kept", line)
        self.assertRegex(line, re.escape(str(survey)) + r":\d+:\d+:")
        self.assertEqual(self.surveys(running), before)

    def test_a_restart_undoes_no_import(self):
        running = self.start()
        text = PROGRAMME.read_text().replace(
            "due: accepted + 8 workdays", "due: accepted + 9 workdays")
        answer = running.api("POST", "/programmes",
                             {"name": "ny-leder.yaml", "text": text})
        self.assertTrue(answer["programmes"][0]["new"])
        self.assertEqual(self.versions(running), [1, 2])
        self.assertIn("configuration.reloaded", running.reload())
        self.assertEqual(self.versions(running), [1, 2])
        self.assertEqual(running.add()["leader"]["version"], 2)

    def test_an_overlay_of_the_configuration_is_laid_over_its_base(self):
        running = self.make()
        overlay = running.folder / "skoler.yaml"
        overlay.write_text("overlay: skoler\nbase: ny-leder\narea: Skole\n"
                           "change:\n  - {step: opret, minutes: 33}\n")
        running.write_config(programmes=[str(overlay)])
        running.start("2026-10-01T08:00")
        self.assertEqual(running.add()["leader"]["version"], 1)
        self.assertEqual(running.add(email="eva@example.org", name="Eva",
                                     area="Skole")["leader"]["version"], 2)
        overlay.write_text(overlay.read_text().replace("opret", "ukendt"))
        line = running.reload()
        self.assertIn("configuration.kept", line)
        self.assertRegex(line, re.escape(str(overlay)) + r":5:\d+:")
        self.assertEqual(self.versions(running), [1, 2])

    @staticmethod
    def versions(running):
        return [row["version"] for row in running.query(
            "SELECT version FROM programme WHERE key = 'ny-leder' "
            "ORDER BY version")]

    @staticmethod
    def plan(journey):
        return {each["step"]: each["planned"]
                for each in journey["activities"]}

    def test_a_changed_handbook_counts_for_new_leaders(self):
        running = self.make()
        handbook = running.folder / "handbook.yaml"
        handbook.write_text(HANDBOOK.read_text())
        running.write_config(handbook=str(handbook))
        running.start("2026-10-01T08:00")
        self.assertEqual(self.it(running.add()), "ida.it@example.org")
        handbook.write_text(HANDBOOK.read_text().replace(
            "Ida Iversen <ida.it@example.org>",
            "Inge Ibsen <inge.it@example.org>"))
        self.assertIn("configuration.reloaded", running.reload())
        journey = running.add(email="eva@example.org", name="Eva")
        self.assertEqual(self.it(journey), "inge.it@example.org")
        self.assertEqual(len(running.query(
            "SELECT * FROM handbook_entry WHERE contact_name = 'Inge Ibsen'")),
            1)

    @staticmethod
    def it(journey):
        return next(each["responsible"]["email"]
                    for each in journey["activities"]
                    if each["step"] == "it-klar")


class State(daemon.DaemonCase):
    """Folders and databases that cannot be used."""

    def refuse(self, made, *words):
        made.spawn("2026-10-01T08:00")
        status = made.process.wait(daemon.DEADLINE)
        made.reader.join(daemon.DEADLINE)
        log = made.log()
        made.kill()
        self.assertEqual(status, 1, log)
        last = log.splitlines()[-1]
        self.assertTrue(last.startswith("onboardd: "), log)
        for word in words:
            self.assertIn(word, last)

    def with_state(self):
        made = self.make()
        made.database.parent.mkdir()
        return made

    def test_a_folder_in_place_of_the_database(self):
        made = self.with_state()
        made.database.mkdir()
        self.refuse(made, str(made.database))

    def test_a_file_that_is_no_database(self):
        made = self.with_state()
        made.database.write_bytes(b"not a database, but long enough" * 100)
        self.refuse(made, "not a database", "restore a backup")
        self.assertEqual(made.database.read_bytes()[:5], b"not a")

    def test_a_database_of_another_program(self):
        made = self.with_state()
        connection = sqlite3.connect(made.database)
        connection.execute("CREATE TABLE other (x)")
        connection.commit()
        connection.close()
        before = made.database.read_bytes()
        self.refuse(made, str(made.database), "another program")
        self.assertEqual(made.database.read_bytes(), before)

    def test_a_database_of_a_newer_version(self):
        made = self.make().start("2026-10-01T08:00")
        self.assertEqual(made.stop(), 0)
        connection = sqlite3.connect(made.database)
        connection.execute("PRAGMA user_version = 9999")
        connection.close()
        self.refuse(made, str(made.database), "newer", "9999")

    def test_a_state_folder_that_cannot_be_made(self):
        made = self.make()
        file = made.folder / "file"
        file.write_text("")
        made.write_config(state_dir=str(file / "state"))
        self.refuse(made, str(file), "directory")

    def test_a_state_folder_that_is_not_writable(self):
        made = self.with_state()
        made.database.parent.chmod(0o500)
        self.addCleanup(made.database.parent.chmod, 0o700)
        if os.access(made.database.parent, os.W_OK):
            # Root may write anywhere but where there is nothing to write.
            made.write_config(state_dir="/proc/onboard")
        self.refuse(made, made.settings["state_dir"])

    def test_a_socket_that_another_daemon_serves(self):
        first = self.start()
        second = self.make(control_socket=str(first.socket))
        self.refuse(second, str(first.socket))
        self.assertEqual(first.api("GET", "/leaders"), {"leaders": []})

    def test_what_is_made_is_for_nobody_else(self):
        running = self.start()
        for path in running.database.parent.iterdir():
            mode = stat.S_IMODE(path.stat().st_mode)
            self.assertEqual(mode & 0o077, 0, path)


class FullDisk(daemon.DaemonCase):
    """Nothing half done, and all well again when there is room."""

    def refuse(self, running):
        before = running.dump()
        for number in range(3):
            answer = running.request("POST", "/leaders", {
                **daemon.LEADER, "email": f"no{number}@example.org"})
            self.assertIn(answer.status, (500, 503, 507), answer.body)
            self.assertRegex(answer.json()["error"]["message"],
                             "disk|limits on file sizes")
        done = running.ctl(
            "add-leader", "--name", "Eva", "--email", "eva@example.org",
            "--first-day", "2026-12-07", "--manager", "M <m@example.org>")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, "disk")
        self.assertEqual(len(running.api("GET", "/leaders")["leaders"]), 1)
        self.assertEqual(running.dump(), before)

    @staticmethod
    def empty_log(running):
        """What the write-ahead log has room for would need no more."""
        with contextlib.closing(sqlite3.connect(running.database)) as database:
            busy, *_ = database.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert busy == 0

    def check_works(self, running):
        journey = running.add(email="later@example.org")
        self.assertEqual(len(journey["activities"]), 60)
        running.advance("2026-10-02T09:00")
        self.assertEqual({each["state"] for each in running.mails()},
                         {"sent"})
        self.assertEqual(running.query("PRAGMA integrity_check")[0][0], "ok")
        self.assertEqual(running.query("PRAGMA foreign_key_check"), [])
        self.assertEqual(
            len(running.query("SELECT * FROM journey")), 2)

    def test_a_limit_on_file_sizes(self):
        running = self.start()
        running.add()
        running.advance("2026-10-01T08:10")
        self.empty_log(running)
        process = running.process.pid
        wal = pathlib.Path(str(running.database) + "-wal")
        old = resource.prlimit(process, resource.RLIMIT_FSIZE)
        resource.prlimit(process, resource.RLIMIT_FSIZE,
                         (wal.stat().st_size, old[1]))
        self.refuse(running)
        resource.prlimit(process, resource.RLIMIT_FSIZE, old)
        self.check_works(running)

    def test_a_file_system_without_room(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=16m", "onboard", disk],
            capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("may not mount a file system")
        self.addCleanup(subprocess.run, ["umount", "-l", disk], check=True)
        running = self.start(state_dir=str(disk / "state"))
        running.add()
        running.advance("2026-10-01T08:10")
        self.empty_log(running)
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096):
                    pass
            except OSError:
                pass
        self.refuse(running)
        filler.unlink()
        self.check_works(running)


class Signals(daemon.DaemonCase):
    def test_both_signals_stop_it_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            running = self.start()
            running.add()
            self.assertEqual(running.end(number), 0)
            self.assertFalse(running.socket.exists())


if __name__ == "__main__":
    unittest.main()
