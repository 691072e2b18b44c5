#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""All journeys from a browser: the real daemon, signed in, without script."""

import csv
import io
import re
import shutil
import sys
import unittest
import urllib.parse

from daemon import SOURCE, DaemonCase, wait_for
from signing_in import OURS, Browser, Person

HR = "hr@example.org"
DIRECTOR = "dorte@example.org"
INJECTION = "<script>alert(1)</script>\"'>"
NEW = {"name": "Søren Ærø", "email": "soeren@example.org",
       "first_day": "2026-12-07", "recruitment": "external",
       "manager": "Mette Manager <mette@example.org>", "area": "Skole",
       "workplace": "Ålborgvej"}


class HrCase(DaemonCase):
    def setUp(self):
        super().setUp()
        self.daemon = self.start(
            people={"coordinator": f"Hanne HR <{HR}>",
                    "director": f"Dorte Direktør <{DIRECTOR}>"})
        self.people = {}
        self.browser = self.sign_in(HR)

    def sign_in(self, address):
        browser = Browser(self.daemon)
        self.people.setdefault(address, Person(self.daemon, address)) \
            .sign_in(browser)
        return browser

    def add_leader(self, **more):
        return self.daemon.api("POST", "/leaders", {**NEW, **more})

    def submit(self, path, step="save", **typed):
        """The form of the page, filled in; the page that comes then."""
        page = self.browser.open(path)
        self.assertEqual(page.status, 200, path)
        return self.browser.send(page, path, step=step, **typed)

    def state_of(self, leader, step):
        return next(activity["state"] for activity in
                    self.daemon.api("GET", f"/leaders/{leader}")["activities"]
                    if activity["step"] == step)

    def activity_of(self, leader, step):
        return next(activity for activity in
                    self.daemon.api("GET", f"/leaders/{leader}")["activities"]
                    if activity["step"] == step)


class TheBoard(HrCase):
    def test_an_empty_board_says_what_to_do(self):
        page = self.browser.open("/hr")
        self.assertEqual(page.status, 200)
        self.assertIn("Tilføj en leder for at begynde", page.words)

    def test_all_journeys_stand_there_and_can_be_filtered(self):
        self.add_leader()
        self.add_leader(name="Bo Bak", email="bo@example.org", area="Omsorg")
        page = self.browser.open("/hr")
        self.assertIn("Søren Ærø", page.words)
        self.assertIn("Bo Bak", page.words)
        self.assertIn(">Ingen mentor</span>", page.text)
        for query, there, away in (
                ("area=Skole", "Søren Ærø", "Bo Bak"),
                ("text=soeren+aalborg", "Søren Ærø", "Bo Bak"),
                ("area=Omsorg&text=mette", "Bo Bak", "Søren Ærø")):
            page = self.browser.ask("GET", f"/hr?{query}")
            self.assertEqual(page.status, 200)
            self.assertIn(there, page.words)
            self.assertNotIn(away, page.words)
        self.assertIn("Ingen forløb passer",
                      self.browser.ask("GET", "/hr?text=xyz").words)
        self.assertEqual(self.browser.ask("GET", "/hr?state=x").status, 400)

    def report(self, leader, step, verb, **typed):
        """What the manager sends from the own page."""
        pages = self.daemon.api("GET", f"/leaders/{leader}")["pages"]
        url = next(page["url"] for page in pages if page["role"] == "manager")
        path = urllib.parse.urlsplit(url).path
        number = self.activity_of(leader, step)["id"]
        manager = Browser(self.daemon)
        action, fields = manager.open(path).form(
            f"{path}/activities/{number}/{verb}")
        self.assertEqual(manager.ask("POST", action, {**fields, **typed},
                                     OURS).status, 303)

    def test_what_is_reported_as_impossible_is_flagged_until_it_is_not(self):
        self.add_leader()
        self.add_leader(name="Bo Bak", email="bo@example.org")
        flagged = ">Meldt umuligt</span>"
        self.assertNotIn(flagged, self.browser.open("/hr").text)
        why = f"Ingen tid {INJECTION}"
        self.report(1, "velkomstopkald", "cannot", text=why)
        page = self.browser.open("/hr")
        self.assertEqual(page.text.count(flagged), 1)
        page = self.browser.open("/hr?flag=cannot")
        self.assertIn("Søren Ærø", page.words)
        self.assertNotIn("Bo Bak", page.words)
        page = self.browser.open("/hr/needs")
        self.assertIn(why, page.words)
        self.assertNotIn("<script>alert", page.text)
        self.report(1, "velkomstopkald", "withdraw")
        self.assertNotIn(flagged, self.browser.open("/hr").text)
        self.assertNotIn(why, self.browser.open("/hr/needs").words)
        self.assertNotIn("Søren Ærø",
                         self.browser.open("/hr?flag=cannot").words)

    def test_every_page_answers_and_changes_nothing(self):
        self.add_leader()
        self.daemon.settle()
        before = self.daemon.row_counts()
        for path in ("/hr", "/hr/needs", "/hr/overdue", "/hr/search",
                     "/hr/search?text=soeren", "/hr/figures", "/hr/leaders",
                     "/hr/leaders/1", "/hr/leaders/new", "/hr/people",
                     "/hr/mentors", "/hr/mail", "/hr/programmes", "/hr/days",
                     "/hr/surveys", "/hr/surveys/puls-1/1",
                     "/hr/handbook", "/hr/audit", "/hr/leaders/1/edit",
                     "/hr/leaders/1/first-day", "/hr/leaders/1/pause",
                     "/hr/leaders/1/cancel", "/hr/leaders/1/assign",
                     "/hr/leaders/1/log-call", "/hr/leaders/1/migrate",
                     "/hr/leaders/1/settle-late", "/hr/leaders/1/first-task",
                     "/hr/people/1/edit-person",
                     "/hr/handbook/it/edit-entry"):
            page = self.browser.ask("GET", path)
            self.assertEqual(page.status, 200, path)
            self.assertEqual(page.headers["Cache-Control"], "no-store")
            self.assertNotIn("{{", page.text)
        self.assertEqual(self.daemon.row_counts(), before)

    def test_the_search_finds_what_there_is(self):
        self.add_leader()
        page = self.browser.ask("GET", "/hr/search?text=aeroe")
        self.assertIn("/hr/leaders/1", page.links)
        page = self.browser.ask("GET", "/hr/search?text=nix")
        self.assertIn("Intet passer", page.words)


class NewLeaders(HrCase):
    def test_all_dates_are_shown_before_anything_is_kept(self):
        page = self.submit("/hr/leaders/new", "preview", **NEW)
        self.assertEqual(page.status, 200)
        self.assertIn("Intet er ændret endnu", page.words)
        self.assertIn("mandag den 7. december 2026", page.words)
        self.assertEqual(self.daemon.api("GET", "/leaders")["leaders"], [])
        page = self.browser.send(page, "/hr/leaders/new", step="save")
        self.assertRegex(page.path, r"^/hr/leaders/\d+$")
        self.assertIn("Søren Ærø", page.words)
        leader = self.daemon.api("GET", "/leaders")["leaders"][0]
        self.assertEqual((leader["name"], leader["area"]),
                         ("Søren Ærø", "Skole"))

    def test_mistakes_are_tied_to_their_fields_and_nothing_is_lost(self):
        page = self.submit("/hr/leaders/new", "preview", **{
            **NEW, "email": "soeren", "first_day": "7/12", "manager": ""})
        self.assertEqual(page.status, 400)
        for field in ("email", "first_day", "manager"):
            self.assertIn(f'href="#{field}"', page.text)
            self.assertIn(f'aria-describedby="{field}-error"', page.text)
        fields = page.form("/hr/leaders/new")[1]
        self.assertEqual(fields["name"], "Søren Ærø")
        self.assertEqual(fields["email"], "soeren")
        self.assertEqual(fields["workplace"], "Ålborgvej")

    def test_what_the_engine_refuses_is_tied_to_its_field(self):
        page = self.submit("/hr/leaders/new", "preview", **{
            **NEW, "manager": "nobody"})
        self.assertEqual(page.status, 400)
        self.assertIn('href="#manager"', page.text)
        self.assertEqual(self.daemon.api("GET", "/leaders")["leaders"], [])

    def test_what_was_seen_can_be_corrected_before_it_is_kept(self):
        page = self.submit("/hr/leaders/new", "preview", **NEW)
        page = self.browser.send(page, "/hr/leaders/new", step="edit")
        self.assertEqual(page.form("/hr/leaders/new")[1]["name"], "Søren Ærø")
        self.assertEqual(self.daemon.api("GET", "/leaders")["leaders"], [])


class Verbs(HrCase):
    def setUp(self):
        super().setUp()
        self.add_leader()

    def test_the_first_day_moves_once_the_difference_was_seen(self):
        path = "/hr/leaders/1/first-day"
        page = self.submit(path, "preview", to="2027-01-04")
        self.assertIn("Flytter (", page.words)
        self.assertEqual(self.daemon.api("GET", "/leaders/1")["leader"]
                         ["first_day"], "2026-12-07")
        page = self.browser.send(page, path, step="save")
        self.assertEqual(page.path, "/hr/leaders/1")
        self.assertIn("4. januar 2027", page.words)
        self.assertEqual(self.daemon.api("GET", "/leaders/1")["leader"]
                         ["first_day"], "2027-01-04")

    def test_an_activity_is_moved_done_opened_again_and_skipped(self):
        item = self.activity_of(1, "velkomstopkald")["id"]
        path = f"/hr/leaders/1/activities/{item}"
        self.assertIn("Søren Ærø: Velkomstopkald",
                      self.browser.open(f"{path}/move").words)
        page = self.submit(f"{path}/move", to="2026-10-20", time="10:00")
        self.assertEqual(page.path, f"/hr/leaders/1#activity-{item}")
        self.assertTrue(self.activity_of(1, "velkomstopkald")["start"]
                        .startswith("2026-10-20T10:00"))
        self.submit(f"{path}/complete", note="Det gik godt")
        self.assertEqual(self.state_of(1, "velkomstopkald"), "done")
        self.submit(f"{path}/reopen", reason="En fejl")
        self.assertEqual(self.state_of(1, "velkomstopkald"), "planned")
        self.assertEqual(self.submit(f"{path}/skip").status, 400)
        self.submit(f"{path}/skip", reason="Aftalt")
        self.assertEqual(self.state_of(1, "velkomstopkald"), "skipped")
        page = self.submit(f"{path}/complete")
        self.assertEqual(page.status, 409)
        self.assertIn("Aktiviteten er allerede sprunget over", page.words)

    def test_what_is_refused_is_told_in_the_readers_language(self):
        item = self.activity_of(1, "forventning-1")["id"]
        self.daemon.api("POST", "/leaders/1/pause", {
            "from": "2027-03-01", "to": "2027-03-12"})
        self.submit("/hr/leaders/1/log-call", at="2026-10-01T07:30",
                    minutes="15")
        activity = f"/hr/leaders/1/activities/{item}"
        for path, typed, told in (
                (f"{activity}/move", {"to": "2026-09-01"},
                 "Tirsdag den 1. september 2026 er forbi"),
                (f"{activity}/move", {"to": "2026-11-01"},
                 "1. november 2026 er ikke en arbejdsdag"),
                (f"{activity}/move", {"to": "2040-01-02"},
                 "Er årstallet rigtigt"),
                (f"{activity}/complete", {"at": "2026-12-24T10:00"},
                 "er ikke kommet endnu"),
                (f"{activity}/complete", {"note": "x" * 3000},
                 "Teksten er for lang. Skriv højst"),
                ("/hr/leaders/1/first-day", {"to": "2026-12-07"},
                 "Det er allerede den første arbejdsdag"),
                ("/hr/leaders/1/first-day", {"to": "2026-09-07"},
                 "skal ligge efter dagen for tilsagn"),
                ("/hr/leaders/1/first-day", {"to": "2090-12-07"},
                 "Et forløb begynder højst 10 år fra i dag"),
                ("/hr/leaders/1/edit", {"recruitment": "external",
                                        "level": "x" * 900},
                 "Teksten er for lang"),
                ("/hr/leaders/1/pause", {"from": "2026-11-02",
                                         "to": "2026-11-06"},
                 "Lederen begynder først mandag den 7. december 2026"),
                ("/hr/leaders/1/pause", {"from": "2027-03-08",
                                         "to": "2027-03-20"},
                 "Der er allerede en pause fra mandag den 1. marts 2027"),
                ("/hr/leaders/1/pause", {"from": "2027-02-08",
                                         "to": "2027-02-01"},
                 "før den begynder"),
                ("/hr/leaders/1/resume", {"on": "2027-02-01"},
                 "Forløbet er ikke på pause mandag den 1. februar 2027"),
                ("/hr/leaders/1/end-employment", {"last_day": "2026-11-06"},
                 "Aflys forløbet, hvis lederen slet ikke begynder"),
                ("/hr/leaders/1/log-call", {"at": "2026-10-01T07:30",
                                            "minutes": "15"},
                 "Et opkald på det tidspunkt er allerede noteret"),
                ("/hr/leaders/1/log-call", {"at": "2026-10-01T07:00",
                                            "minutes": "9999"},
                 "Et opkald varer fra 1 til"),
                ("/hr/leaders/1/log-call", {"at": "i morges",
                                            "minutes": "15"},
                 "Skriv en dag og et klokkeslæt"),
                ("/hr/leaders/1/assign", {"role": "manager", "person":
                                          "mette@example.org"},
                 "Mette Manager har allerede rollen"),
                ("/hr/leaders/1/assign", {"role": "mentor", "person":
                                          "soeren@example.org"},
                 "er den nye leder og kan ikke være sin egen mentor"),
                ("/hr/leaders/1/assign", {"role": "mentor", "person":
                                          "mette@example.org"},
                 "Vælg en mentor uden for ledelseslinjen"),
                ("/hr/leaders/1/assign", {"role": "mentor", "person":
                                          "ny@example.org"},
                 "Vi kender ikke ny@example.org"),
                ("/hr/leaders/1/assign", {"role": "mentor", "person":
                                          "Jens <jens>"},
                 "er ikke en mailadresse, der kan bruges"),
                ("/hr/leaders/1/assign", {"role": "coordinator"},
                 "Et forløb har altid en HR-koordinator"),
                ("/hr/leaders/1/assign", {"role": "mentor"},
                 "Rollen er allerede tom"),
                ("/hr/leaders/new", NEW,
                 "soeren@example.org har allerede et forløb"),
                ("/hr/leaders/new", {**NEW, "email": "ny@example.org", "manager": "x@@"},
                 "er ikke en mailadresse, der kan bruges"),
                ("/hr/leaders/new", {**NEW, "name": "x" * 2000},
                 "Teksten er for lang"),
                ("/hr/leaders/new", {**NEW, "accepted": "2020-01-01",
                                     "email": "ny@example.org"},
                 "Tilsagnet kan være højst 2 år gammelt"),
                (f"/hr/people/{self.id_of('mette@example.org')}/edit-person",
                 {"email": "soeren@example.org"},
                 "tilhører allerede Søren Ærø")):
            with self.subTest(path=path, told=told):
                page = self.submit(path, "preview", **typed)
                self.assertIn(page.status, (400, 409))
                self.assertIn(told, page.words)
                self.assertNotIn('<span lang="en">', page.text)

    def test_a_role_is_handed_over(self):
        page = self.browser.open("/hr/leaders/1/assign?role=mentor")
        self.assertIn('value="mentor" selected', page.text)
        self.browser.send(page, "/hr/leaders/1/assign", role="mentor",
                          step="save",
                          person="Jens Mentor <jens@example.org>")
        self.assertIn("Jens Mentor", self.browser.open("/hr/mentors").words)
        self.assertNotIn(">Ingen mentor</span>",
                         self.browser.open("/hr").text)

    def test_a_call_is_noted_and_taken_back(self):
        self.submit("/hr/leaders/1/log-call", at="2026-10-01T07:30",
                    minutes="15")
        page = self.browser.open("/hr/leaders/1")
        self.assertIn("15 minutter", page.words)
        withdraw = next(link for link in page.links if "/withdraw" in link)
        self.submit(withdraw)
        self.assertEqual(self.daemon.api("GET", "/leaders/1")["calls"], [])

    def test_an_exit_talk_is_noted_and_no_reason_is_chosen_beforehand(self):
        leaving = self.daemon.api(
            "POST", "/leaders/1/end-employment",
            {"last_day": "2027-06-30"})["exit"]["leader"]["id"]
        path = f"/hr/leaders/{leaving}/exit-interview"
        page = self.submit(path, held="2026-10-01")
        self.assertIn("Udfyld feltet", page.words)
        self.submit(path, held="2026-10-01",
                    main_reason="workload")
        self.assertEqual(
            [(row["reason"], row["is_main"]) for row in self.daemon.query(
                "SELECT reason, is_main FROM exit_reason")],
            [("workload", 1)])
        self.assertIn("For stor arbejdsmængde", self.browser.open(
            f"/hr/leaders/{leaving}").words)

    def test_an_exit_talk_that_the_line_would_hold_is_told_of(self):
        self.add_leader(name="Bo Bak", email="bo@example.org",
                        manager=f"Hanne HR <{HR}>")
        for leader, is_told in ((1, False), (2, True)):
            leaving = self.daemon.api(
                "POST", f"/leaders/{leader}/end-employment",
                {"last_day": "2027-06-30"})["exit"]["leader"]["id"]
            page = f"/hr/leaders/{leaving}"
            self.assertEqual(
                "kan ikke holde samtalen" in self.browser.open(page).words,
                is_told)
        done = self.daemon.ctl("assign", str(leaving), "--role", "coordinator",
                               "--person", "Ida Intern <ida@example.org>")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("kan ikke holde samtalen",
                         self.browser.open(page).words)

    def test_a_journey_is_edited_and_cancelled(self):
        path = "/hr/leaders/1/edit"
        page = self.submit(path, "preview", title="Skoleleder",
                           recruitment="external", professional_groups="101")
        self.assertIn("Antal faggrupper", page.words)
        self.assertIn("0 til 100", page.words)
        page = self.submit(path, "preview", title="Skoleleder",
                           recruitment="external", professional_groups="3")
        self.assertIn("Mød hver af dine faggrupper", page.words)
        self.browser.send(page, path, step="save")
        leader = self.daemon.api("GET", "/leaders/1")["leader"]
        self.assertEqual((leader["title"], leader["area"],
                          leader["professional_groups"]),
                         ("Skoleleder", "Skole", 3))
        self.submit("/hr/leaders/1/cancel", reason="Skifter mening")
        self.assertEqual(self.daemon.api("GET", "/leaders/1")["leader"]
                         ["state"], "cancelled")

    def test_a_persons_address_is_corrected(self):
        path = f"/hr/people/{self.id_of('mette@example.org')}/edit-person"
        self.submit(path, email="mette.ny@example.org")
        self.assertIn("mette.ny@example.org",
                      self.browser.open("/hr/people").words)

    def id_of(self, address):
        return self.daemon.query(
            "SELECT person_id FROM person_address WHERE address_key = ?",
            address)[0][0]

    def test_who_signs_in_keeps_the_address_on_every_page(self):
        path = f"/hr/people/{self.id_of(HR)}/edit-person"
        self.daemon.api("POST", "/leaders", {
            **NEW, "email": "ny@example.org", "coordinator": HR})
        for language, told, told_after in (
                ("da", "Kan ikke ændres her, fordi personen logger ind",
                 "logger ind her, så adressen kan ikke ændres på en side"),
                ("en", "Cannot be changed here because the person signs in",
                 "signs in here, so no page can change the address")):
            with self.subTest(language=language):
                self.daemon.api("PATCH", f"/people/{HR}",
                                {"language": language})
                page = self.browser.open(path)
                self.assertIn(told, page.words)
                self.assertEqual(len(re.findall(" readonly", page.text)), 2)
                for field in ("email", "work_email"):
                    page = self.submit(path, **{field: "fremmed@example.org"})
                    self.assertEqual(page.status, 403)
                    self.assertIn(told_after, page.words)
                    self.assertIn("onboardctl edit-person", page.words)
                page = self.submit("/hr/leaders/new", **{
                    **NEW, "name": "Hanne HR", "email": HR,
                    "work_email": "fremmed@example.org"})
                self.assertEqual(page.status, 403)
                self.assertIn(told_after, page.words)
        self.assertEqual(self.daemon.query(
            "SELECT count(*) FROM person_address WHERE address_key = ?",
            "fremmed@example.org")[0][0], 0)
        self.submit(path, phone="12 34 56 78")
        self.assertIn("12 34 56 78", self.browser.open(path).text)
        done = self.daemon.ctl("edit-person", HR, "--work-email",
                               "hanne@example.org")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("hanne@example.org", self.browser.open(path).text)

    def import_without_last_step(self):
        """A version 2 of the programme: without what comes after a year."""
        source = SOURCE / "config"
        folder = self.daemon.folder / "programmes"
        folder.mkdir()
        shutil.copytree(source / "guides", self.daemon.folder / "guides",
                        ignore=shutil.ignore_patterns("opfoelgning-12m.*"))
        text = (source / "programmes/ny-leder.yaml").read_text()
        start = text.index("  - id: opfoelgning-12m\n")
        end = text.index("  # Det løbende.", start)
        path = folder / "ny-leder.yaml"
        path.write_text(text[:start] + text[end:])
        done = self.daemon.ctl("import-programme", str(path))
        self.assertEqual(done.returncode, 0, done.stderr)

    def tasks(self):
        return [activity for activity in
                self.daemon.api("GET", "/leaders/1")["activities"]
                if activity["step"].startswith("first-task.")]

    def test_the_job_is_described(self):
        path = "/hr/leaders/1/job-description"
        self.assertIn(path, self.browser.open("/hr/leaders/1").links)
        typed = {"text": "Fem hold", "challenges": "Stramt budget",
                 "advertisement_url": "https://job.example.org/1",
                 "role_url": ""}
        page = self.submit(path, **{**typed, "challenges": " "})
        self.assertEqual(page.status, 400)
        page = self.submit(path, **{**typed, "role_url": "http://x"})
        self.assertEqual(page.status, 400)
        self.assertIn("der begynder med https://", page.words)
        old = self.browser.open(path)
        page = self.submit(path, **typed)
        self.assertEqual(page.path, "/hr/leaders/1")
        fields = self.browser.open(path).form(path)[1]
        self.assertEqual({key: fields[key] for key in typed}, typed)
        page = self.browser.send(old, path, **{**typed, "text": "Ti hold"})
        self.assertEqual(page.status, 409)
        self.assertIn("En anden har gemt beskrivelsen", page.words)
        self.submit(path, **{**typed, "advertisement_url": ""})
        stored = self.daemon.api("GET", "/leaders/1/job-description")
        self.assertEqual(stored["job_description"]["advertisement_url"], "")
        self.assertEqual(stored["job_description"]["version"], 2)

    def test_first_tasks_are_added_changed_and_removed(self):
        typed = {"title": "Besøg alle hold", "goal": "Kende alle ved navn",
                 "seen_by": "Et notat", "due": "2026-12-18"}
        self.assertIn("Ingen første opgaver",
                      self.browser.open("/hr/leaders/1").words)
        page = self.submit("/hr/leaders/1/first-task", **typed)
        self.assertEqual(page.path, "/hr/leaders/1#first-tasks")
        page = self.browser.open("/hr/leaders/1")
        for text in ("Besøg alle hold", "Kende alle ved navn", "Et notat",
                     "18. december 2026"):
            self.assertIn(text, page.words)
        (task,) = self.tasks()
        path = f"/hr/leaders/1/activities/{task['id']}/edit-first-task"
        fields = self.browser.open(path).form(path)[1]
        self.assertEqual({key: fields[key] for key in typed}, typed)
        page = self.submit(path, due="2026-12-21",
                           goal="Kende alle hold\r\nog deres ledere")
        self.assertEqual(page.path, "/hr/leaders/1#first-tasks")
        (task,) = self.tasks()
        self.assertEqual((task["title"], task["goal"], task["planned"]),
                         ("Besøg alle hold", "Kende alle hold\nog deres ledere",
                          "2026-12-21"))
        verbs = [row[0] for row in self.daemon.query(
            "SELECT verb FROM audit WHERE entity = 'activity' "
            "AND entity_id = ? ORDER BY id", task["id"])]
        self.assertEqual(verbs, ["add-first-task", "edit-first-task", "move"])
        for wrong, told in (({"due": "2027-06-01"}, "inden for en måned"),
                            ({"due": "2026-09-01"}, "er forbi"),
                            ({"goal": "x" * 2000}, "Teksten er for lang")):
            page = self.submit(path, **wrong)
            self.assertIn(page.status, (400, 409))
            self.assertIn(told, page.words)
            self.assertNotIn('<span lang="en">', page.text)
        self.submit("/hr/leaders/1/first-task", **{**typed, "title": "To"})
        page = self.submit(path, title="To")
        self.assertIn("Den første opgave »To« er der allerede", page.words)
        self.assertEqual([task["title"] for task in self.tasks()],
                         ["Besøg alle hold", "To"])
        self.submit(f"/hr/leaders/1/activities/{task['id']}/skip",
                    reason="Aftalt")
        self.assertNotIn("Kende alle hold",
                         self.browser.open("/hr/leaders/1").words)
        page = self.submit(path, goal="Igen")
        self.assertIn("Opgaven er lukket", page.words)

    def test_only_first_tasks_are_changed_so(self):
        item = self.activity_of(1, "velkomstopkald")["id"]
        path = f"/hr/leaders/1/activities/{item}/edit-first-task"
        self.assertEqual(self.browser.ask("GET", path).status, 404)

    def test_a_journey_takes_another_version_once_that_was_seen(self):
        path = "/hr/leaders/1/migrate"
        page = self.submit(path, "preview")
        self.assertEqual(page.status, 409)
        self.assertIn("Forløbet følger allerede version 1", page.words)
        self.import_without_last_step()
        page = self.submit(path, "preview")
        self.assertEqual(page.status, 200)
        self.assertIn("Falder væk (1)", page.words)
        self.assertIn("Sådan adskiller versionerne sig", page.words)
        self.assertIn("opfoelgning-12m", page.words)
        leader = self.daemon.api("GET", "/leaders/1")["leader"]
        self.assertEqual(leader["version"], 1)
        page = self.browser.send(page, path, step="save")
        self.assertEqual(page.path, "/hr/leaders/1")
        leader = self.daemon.api("GET", "/leaders/1")["leader"]
        self.assertEqual(leader["version"], 2)

    def test_what_was_late_is_decided_about(self):
        self.add_leader(name="Sen Sen", email="sen@example.org",
                        first_day="2026-10-05")
        page = self.browser.open("/hr/leaders/2")
        self.assertIn("/hr/leaders/2/settle-late", page.links)
        late = [link for link in page.links if link.endswith("/late")]
        self.assertGreater(len(late), 1)
        page = self.submit(late[0], choice="done")
        self.assertEqual(page.path, "/hr/leaders/2")
        self.assertNotIn(late[0], page.links)
        item = int(late[0].split("/")[-2])
        self.assertEqual(next(
            activity["state"] for activity in
            self.daemon.api("GET", "/leaders/2")["activities"]
            if activity["id"] == item), "done")
        page = self.submit(late[0], choice="done")
        self.assertEqual(page.status, 409)
        self.assertIn("eller der er taget stilling til", page.words)
        self.assertNotIn('<span lang="en">', page.text)
        page = self.submit("/hr/leaders/2/settle-late", rest="skip")
        self.assertFalse([link for link in page.links if "late" in link])
        page = self.submit("/hr/leaders/2/settle-late", rest="skip")
        self.assertIn("Intet var for sent", page.words)

    def test_a_form_without_its_token_does_nothing(self):
        for path in ("/hr/leaders/new", "/hr/leaders/1/cancel",
                     "/hr/leaders/1/assign", "/hr/leaders/1/migrate",
                     "/hr/leaders/1/settle-late", "/hr/leaders/1/first-task",
                     "/hr/people/1/edit-person"):
            answer = self.browser.ask(
                "POST", path, {"reason": "x", "csrf": "A" * 43}, OURS)
            self.assertEqual(answer.status, 403, path)
        self.assertEqual(self.daemon.api("GET", "/leaders/1")["leader"]
                         ["state"], "active")

    def test_what_is_not_there_is_not_found(self):
        for path in ("/hr/leaders/99", "/hr/leaders/x", "/hr/nothing",
                     "/hr/leaders/1/nothing", "/hr/leaders/99/edit",
                     "/hr/leaders/1/activities/9999/skip",
                     "/hr/people/99/edit-person", "/hr/mail/99/hold",
                     "/hr/received/99/settle", "/hr/lists/nothing.csv"):
            self.assertEqual(self.browser.ask("GET", path).status, 404, path)


class Lists(HrCase):
    def rows(self, name):
        page = self.browser.ask("GET", f"/hr/lists/{name}.csv")
        self.assertEqual(page.status, 200, name)
        self.assertEqual(page.headers["Content-Type"],
                         "text/csv; charset=utf-8")
        self.assertIn("attachment", page.headers["Content-Disposition"])
        self.assertTrue(page.text.startswith("\ufeff"), name)
        self.assertTrue(page.text.endswith("\r\n"), name)
        return list(csv.reader(io.StringIO(page.text[1:], newline=""),
                               delimiter=";"))

    def test_each_list_is_a_file_with_the_rows_of_its_page(self):
        self.add_leader()
        for name in ("leaders", "people", "mentors", "mail", "programmes",
                     "days", "handbook", "audit"):
            rows = self.rows(name)
            noted = f"info list.exported list={name} actor=account:\\d+\n"
            wait_for(lambda: re.search(noted, self.daemon.log()), noted)
            self.assertEqual({len(row) for row in rows}, {len(rows[0])}, name)
        head, row = self.rows("leaders")
        self.assertEqual(row[0], "Søren Ærø")
        # What somebody elsewhere needs to count again; the page is narrower.
        self.assertEqual(head[12:], ["Rekrutteret", "Sidste arbejdsdag",
                                     "Program", "Version"])
        self.assertEqual(row[12:], ["Udefra", "", "ny-leder", "1"])
        self.assertNotIn("Rekrutteret", self.browser.open("/hr/leaders").text)

    def test_the_file_of_a_filtered_list_has_the_rows_that_it_shows(self):
        self.add_leader()
        self.add_leader(name="Bo Berg", email="bo@example.org")
        self.submit("/hr/leaders/2/cancel", reason="Kom alligevel ikke")
        for state, names in (("cancelled", ["Bo Berg"]),
                             ("active", ["Søren Ærø"])):
            link = next(link for link in self.browser.open(
                f"/hr/leaders?state={state}").links if ".csv" in link)
            text = self.browser.ask("GET", link).text
            self.assertEqual([row.split(";")[0]
                              for row in text.splitlines()[1:]], names)
        self.assertIn("/hr/lists/leaders.csv",
                      self.browser.open("/hr/leaders").links)

    def test_no_cell_is_a_formula(self):
        self.add_leader(name="=HYPERLINK(\"x\";\"y\")", title="+45 12",
                        workplace="@SUM(A1)")
        row = self.rows("leaders")[1]
        self.assertEqual(row[:3], ["'=HYPERLINK(\"x\";\"y\")", "'+45 12",
                                   "'@SUM(A1)"])

    def test_what_people_wrote_stays_text(self):
        self.add_leader(name=f"Ana {INJECTION}", workplace=INJECTION,
                        area=INJECTION, title=INJECTION)
        for path in ("/hr", "/hr/leaders", "/hr/leaders/1", "/hr/figures",
                     "/hr/search?text=ana", "/hr/people", "/hr/needs",
                     "/hr/leaders/1/edit"):
            page = self.browser.ask("GET", path)
            self.assertEqual(page.status, 200, path)
            self.assertNotIn("<script>alert", page.text, path)

    def test_a_mail_that_waits_is_held_back(self):
        self.add_leader()
        self.daemon.advance("2026-10-02T20:00")
        self.browser = self.sign_in(HR)
        self.submit("/hr/leaders/1/assign", role="mentor",
                    person="Jens Mentor <jens@example.org>")
        self.daemon.settle()
        hold = next(link for link in self.browser.open("/hr/mail").links
                    if link.endswith("/hold"))
        self.submit(hold, reason="Vent")
        number = int(re.search(r"/hr/mail/(\d+)", hold).group(1))
        self.assertEqual(self.daemon.api("GET", f"/mail/{number}")
                         ["mail"]["state"], "held")
        self.assertIn(f"/hr/mail/{number}/retry",
                      self.browser.open("/hr/mail").links)


    def test_a_sign_in_mail_is_listed_without_what_it_opens(self):
        tokens = set(re.findall(r"/sign-in/link/([\w-]{20,})", "\n".join(
            letter.text for letter in self.daemon.letters())))
        self.assertTrue(tokens)
        pages = ("/hr/mail", "/hr/lists/mail.csv", "/hr/audit",
                 "/hr/lists/audit.csv", "/hr/people",
                 "/hr/search?text=hanne", "/hr/search?text=sign")
        ids = [row[0] for row in self.daemon.query(
            "SELECT id FROM mail WHERE kind = 'sign-in'")]
        self.assertTrue(ids)
        self.assertIn("Dit link til at logge ind",
                      self.browser.open("/hr/mail").words)
        for number in ids:
            pages += tuple(f"/hr/mail/{number}{tail}" for tail in
                           ("", "/hold", "/retry", "/cancel-mail", "/text"))
        for path in pages:
            page = self.browser.ask("GET", path)
            self.assertIn(page.status, (200, 404), path)
            self.assertNotIn("/sign-in/link/", page.text, path)
            for token in tokens:
                self.assertNotIn(token, page.text, path)


class WhoMaySee(HrCase):
    def test_figures_of_few_leaders_are_not_told(self):
        for number in range(9):
            self.add_leader(name=f"Ny {number}",
                            email=f"ny{number}@example.org",
                            area="Omsorg" if number == 0 else "Skole")
            if number == 3:
                page = self.browser.open("/hr/figures")
                self.assertIn("når mindst fem ledere", page.words)
                self.assertNotIn("<td", page.text)
        page = self.browser.open("/hr/figures")
        self.assertIn("9 forløb", page.words)
        for area in ("Omsorg", "Skole"):
            start = page.text.index(f">{area}</td>")
            row = page.text[start:page.text.index("</tr>", start)]
            self.assertEqual(row.count(">skjult<"), 3, row)

    def test_a_director_sees_figures_and_no_names(self):
        self.add_leader()
        browser = self.sign_in(DIRECTOR)
        for path, title in (("/hr", "Tal for alle forløb"),
                            ("/hr/figures", "Tal for alle forløb"),
                            ("/hr/bottlenecks", "Flaskehalse i onboarding"),
                            ("/hr/measures", "Nøgletal for onboarding"),
                            ("/hr/measures.csv", "Rekrutteret internt"),
                            ("/hr/payroll.csv", "Personaleomsætning"),
                            ("/hr/reports", "Årsrapport 2026"),
                            ("/hr/reports/2026", "Næste step"),
                            ("/hr/reports/2026Q3", "Det kommer senere"),
                            ("/hr/reports/2026.csv", "Overskrift;Emne")):
            page = browser.ask("GET", path)
            self.assertEqual(page.status, 200)
            self.assertIn(title, page.text)
            for name in ("Søren", "Mette", "Ålborgvej", "example.org"):
                self.assertNotIn(name, page.words)
        for path in ("/hr/needs", "/hr/overdue", "/hr/search", "/hr/leaders",
                     "/hr/leaders/1", "/hr/leaders/new", "/hr/people",
                     "/hr/audit", "/hr/lists/leaders.csv",
                     "/hr/leaders/1/edit", "/hr/people/1/edit-person",
                     "/hr/surveys/slut/words", "/hr/reports/2026/edit-report"):
            self.assertEqual(browser.ask("GET", path).status, 403, path)

    def test_figures_come_as_a_file_for_other_programs(self):
        rows = [("", "5,4", "2143"), ("Børn, Unge", "5,9", "1210"),
                ("Ældre", "6,3", "930")]
        self.daemon.api("POST", "/import", {"kind": "figures", "rows": [
            {"line": line, "fields": {
                "year": "2025", "quarter": "4", "figure": "turnover",
                "area": area, "percent": percent, "employees": employees}}
            for line, (area, percent, employees) in enumerate(rows, 2)]})
        self.daemon.api("PUT", "/measures/turnover/target",
                        {"value": "5", "year": 2027})
        browser = self.sign_in(DIRECTOR)
        page = browser.ask("GET", "/hr/payroll.csv?year=2025&format=plain")
        lines = page.text.split("\r\n")
        self.assertEqual(lines[0], "measure,scope,area,period,year,kind,least,"
                         "most,of")
        self.assertEqual(
            [line for line in lines if ",absent," not in line][1:],
            ["turnover,municipality,,target,2027,mark,5.0,5.0,",
             "turnover,municipality,,q4,2025,exact,5.4,5.4,",
             'turnover,area,"Børn, Unge",q4,2025,exact,5.9,5.9,',
             "turnover,area,Ældre,q4,2025,hidden,,,", ""])
        plain = browser.ask("GET", "/hr/measures.csv?format=plain")
        self.assertIn("\r\ninternal-share,municipality,,q1,", plain.text)
        self.assertEqual(
            browser.ask("GET", "/hr/payroll.csv?format=x").status, 400)

    def test_a_coordinator_of_an_area_sees_nothing_of_another(self):
        self.add_leader()
        self.add_leader(name="Bo Bak", email="bo@example.org", area="Omsorg",
                        manager="Ole Olsen <ole@example.org>")
        self.daemon.settle()
        self.daemon.api("PUT", "/accounts/Olga%20%3Colga%40example.org%3E",
                        {"role": "coordinator", "area": "Omsorg"})
        browser = self.sign_in("olga@example.org")
        item = self.activity_of(1, "velkomstopkald")["id"]
        mail = self.daemon.query(
            "SELECT id FROM mail WHERE journey_id = 1")[0][0]
        person = self.daemon.query(
            "SELECT person_id FROM person_address WHERE address_key = ?",
            "mette@example.org")[0][0]
        for path in ("/hr", "/hr/leaders", "/hr/people", "/hr/needs",
                     "/hr/overdue", "/hr/mail", "/hr/mentors",
                     "/hr/search?text=mette", "/hr?area=Skole",
                     "/hr/lists/leaders.csv", "/hr/lists/people.csv"):
            page = browser.ask("GET", path)
            self.assertEqual(page.status, 200, path)
            for name in ("Søren", "Mette"):
                self.assertNotIn(name, page.words, path)
        for path in ("/hr/reports", "/hr/reports/2026", "/hr/reports/2026.csv",
                     "/hr/reports/2026.xlsx", "/hr/reports/2026/edit-report",
                     "/hr/surveys/slut/words"):
            self.assertEqual(browser.ask("GET", path).status, 403, path)
        self.assertNotIn("/words", browser.open("/hr/surveys/slut").text)
        own = browser.open("/hr/leaders/2")
        self.assertEqual(own.status, 200)
        csrf = own.form("/sign-out")[1]["csrf"]
        before = self.daemon.row_counts()
        for path in ("/hr/leaders/1", "/hr/leaders/1/edit",
                     "/hr/leaders/1/cancel", "/hr/leaders/1/assign",
                     "/hr/leaders/1/pause", "/hr/leaders/1/first-day",
                     "/hr/leaders/1/migrate", "/hr/leaders/1/settle-late",
                     "/hr/leaders/1/first-task",
                     f"/hr/leaders/1/activities/{item}/late",
                     f"/hr/leaders/1/activities/{item}/edit-first-task",
                     f"/hr/leaders/1/activities/{item}/skip",
                     f"/hr/leaders/2/activities/{item}/skip",
                     f"/hr/people/{person}/edit-person",
                     f"/hr/mail/{mail}/hold", "/hr/audit",
                     "/hr/lists/audit.csv"):
            self.assertEqual(browser.ask("GET", path).status, 404, path)
            if "audit" in path or path == "/hr/leaders/1":
                continue
            answer = browser.ask("POST", path, {
                "csrf": csrf, "reason": "x", "step": "save", "role": "mentor",
                "person": "x@example.org", "to": "2027-01-04",
                "from": "2027-01-04", "email": "x@example.org",
                "recruitment": "external", "rest": "skip", "choice": "skip",
                "title": "x", "goal": "x", "seen_by": "x",
                "due": "2026-12-18"}, OURS)
            self.assertEqual(answer.status, 404, path)
        self.assertEqual(self.daemon.row_counts(), before)

    def test_nobody_sees_anything_without_signing_in(self):
        self.add_leader()
        stranger = Browser(self.daemon)
        for path in ("/hr", "/hr/leaders/1", "/hr/lists/people.csv"):
            self.assertEqual(stranger.ask("GET", path).status, 303, path)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
