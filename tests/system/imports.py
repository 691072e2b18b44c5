#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Files as other systems write them, imported by the real command."""

import csv
import io
import json
import unittest

import daemon

NOW = "2026-11-22T08:00"
LEADER_HEADINGS = [
    "Medarbejdernummer", "Navn", "E-mail", "Første arbejdsdag", "Ja-dato",
    "Nærmeste leder", "Nærmeste leders e-mail", "Stilling", "Forvaltning",
    "Telefon"]


def leader(number, **more):
    row = {
        "Medarbejdernummer": f"{number}", "Navn": f"Ny Løøv {number}",
        "E-mail": f"ny{number}@privat.example.org",
        "Første arbejdsdag": "01-02-2027", "Ja-dato": "20-11-2026",
        "Nærmeste leder": "Mette Madsen",
        "Nærmeste leders e-mail": "mette@example.org",
        "Stilling": "Leder; daglig", "Forvaltning": "Børn \"og\" Unge",
        "Telefon": "+45 00 00 00 00"}
    row.update(more)
    return row


def as_csv(rows, headings=None, separator=";", line_end="\r\n", mark=True,
           quote=csv.QUOTE_MINIMAL):
    """The bytes of a file; the defaults are what Danish Excel saves."""
    headings = headings or LEADER_HEADINGS
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, delimiter=separator,
                            lineterminator=line_end, quoting=quote)
    writer.writeheader()
    writer.writerows(rows)
    return (b"\xef\xbb\xbf" if mark else b"") + out.getvalue().encode()


class Imports(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        self.running = self.start(NOW)

    def file(self, content, name="ledere.csv"):
        path = self.folder / name
        path.write_bytes(content)
        return str(path)

    def ctl(self, content, *options, status=0, name="ledere.csv"):
        done = self.running.ctl("import", self.file(content, name), *options)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def result(self, content, *options, status=0, name="ledere.csv"):
        done = self.ctl(content, "--json", *options, status=status, name=name)
        return json.loads(done.stdout)

    def counts(self, result):
        return tuple(result[each] for each in (
            "added", "changed", "unchanged", "failed"))

    def settled(self):
        """All rows, once the mails that follow a change are made."""
        self.running.advance(NOW)
        return self.running.dump()

    def leaders(self):
        return self.running.api("GET", "/leaders")["leaders"]

    def test_a_file_as_danish_excel_saves_it(self):
        content = as_csv([leader(1), leader(2)])
        self.assertEqual(self.counts(self.result(content)), (2, 0, 0, 0))
        first = self.leaders()[0]
        self.assertEqual(first["name"], "Ny Løøv 1")
        self.assertEqual(first["title"], "Leder; daglig")
        self.assertEqual(first["area"], "Børn \"og\" Unge")
        self.assertEqual(first["first_day"], "2027-02-01")
        self.assertEqual(first["accepted"], "2026-11-20")
        self.assertEqual(self.counts(self.result(content)), (0, 0, 2, 0))

    def test_every_form_of_the_file_says_the_same(self):
        rows = [leader(1), leader(2)]
        self.assertEqual(self.counts(self.result(as_csv(rows))),
                         (2, 0, 0, 0))
        before = self.settled()
        for content in (
                as_csv(rows, separator=",", line_end="\n", mark=False),
                as_csv(rows, separator=",", line_end="\r\n"),
                as_csv(rows, line_end="\n", quote=csv.QUOTE_ALL),
                b"sep=;\r\n" + as_csv(rows, mark=False),
                as_csv(rows, headings=LEADER_HEADINGS[::-1])):
            self.assertEqual(self.counts(self.result(content)),
                             (0, 0, 2, 0), content)
        document = {"leaders": [{
            "key": "1", "name": "Ny Løøv 1",
            "email": "ny1@privat.example.org", "first_day": "2027-02-01",
            "manager": "Mette Madsen <mette@example.org>"}]}
        for text in (json.dumps(document, ensure_ascii=False),
                     json.dumps(document, indent=4)):
            result = self.result(text.encode(), name="ledere.json")
            self.assertEqual(self.counts(result), (0, 0, 1, 0))
        self.assertEqual(self.settled(), before)

    def test_three_bad_rows_of_three_hundred_are_named(self):
        rows = [leader(number) for number in range(300)]
        rows[6]["Første arbejdsdag"] = "31-02-2027"
        rows[120]["E-mail"] = "ingen adresse"
        rows[298]["Nærmeste leders e-mail"] = ""
        content = as_csv(rows)
        trial = self.result(content, "--dry-run", status=1)
        self.assertEqual(self.counts(trial), (297, 0, 0, 3))
        self.assertEqual(self.leaders(), [])
        done = self.ctl(content, status=1)
        named = [line.split(": ")[:2] for line in
                 done.stderr.splitlines()[:-1]]
        path = str(self.folder / "ledere.csv")
        self.assertEqual(named, [
            [f"{path}:8", "Første arbejdsdag"], [f"{path}:122", "E-mail"],
            [f"{path}:300", "Nærmeste leder"]])
        self.assertIn("3 of 300 rows failed", done.stderr.splitlines()[-1])
        self.assertEqual(len(self.leaders()), 297)
        again = self.result(content, status=1)
        self.assertEqual(self.counts(again), (0, 0, 297, 3))

    def test_a_dry_run_shows_what_the_real_run_does_and_keeps_nothing(self):
        self.result(as_csv([leader(1), leader(2)]))
        before = self.settled()
        content = as_csv([
            leader(1, Stilling="Chef", Telefon=""), leader(2),
            leader(3), leader(3, Stilling="Chef"),
            leader(4, Navn="")])
        trial = self.result(content, "--dry-run", status=1)
        self.assertEqual(self.settled(), before)
        real = self.result(content, status=1)
        trial["dry_run"] = False
        self.assertEqual(trial, real)
        self.assertEqual([row["outcome"] for row in real["rows"]], [
            "changed", "unchanged", "added", "failed", "failed"])
        self.assertEqual(real["rows"][0]["changes"], [
            {"field": "title", "before": "Leder; daglig", "after": "Chef"}])
        self.assertEqual(self.leaders()[0]["title"], "Chef")

    def test_what_the_file_does_not_name_stays(self):
        self.result(as_csv([leader(1), leader(2), leader(3)]))
        before = self.settled()
        self.assertEqual(self.counts(self.result(as_csv([leader(2)]))),
                         (0, 0, 1, 0))
        few = ["Medarbejdernummer", "Navn"]
        rows = [{key: leader(3)[key] for key in few}]
        result = self.result(as_csv(rows, few), "--kind", "leaders")
        self.assertEqual(self.counts(result), (0, 0, 1, 0))
        self.assertEqual(self.settled(), before)

    def test_a_changed_row_changes_what_it_says(self):
        self.result(as_csv([leader(1)]))
        headings = LEADER_HEADINGS + ["Mentor", "Mentors e-mail", "Sprog"]
        changed = leader(
            1, Navn="Ny Leder", Forvaltning="Sundhed", Sprog="engelsk",
            **{"E-mail": "ny@andet.example.org", "Mentor": "Morten Mentor",
               "Mentors e-mail": "morten@example.org",
               "Nærmeste leder": "Nora Ny",
               "Nærmeste leders e-mail": "nora@example.org"})
        result = self.result(as_csv([changed], headings))
        self.assertEqual(
            {each["field"]: each["after"]
             for each in result["rows"][0]["changes"]},
            {"name": "Ny Leder", "email": "ny@andet.example.org",
             "language": "en", "area": "Sundhed",
             "manager": "nora@example.org", "mentor": "morten@example.org"})
        shown = self.leaders()
        self.assertEqual(len(shown), 1)
        self.assertEqual(shown[0]["name"], "Ny Leder")
        self.assertEqual(shown[0]["email"], "ny@andet.example.org")
        self.assertEqual(self.counts(self.result(as_csv([changed],
                                                        headings))),
                         (0, 0, 1, 0))

    def test_without_a_key_the_address_and_the_day_are_the_key(self):
        headings = LEADER_HEADINGS[1:]

        def row(**more):
            return {key: value for key, value in leader(1, **more).items()
                    if key in headings}
        self.assertEqual(self.counts(self.result(as_csv([row()], headings))),
                         (1, 0, 0, 0))
        self.assertEqual(self.counts(self.result(as_csv([row()], headings))),
                         (0, 0, 1, 0))
        moved = row(**{"Første arbejdsdag": "01-03-2027"})
        done = self.ctl(as_csv([moved], headings), status=1)
        self.assertIn("Første arbejdsdag: leader 1 has this address",
                      done.stderr)
        adopted = self.result(as_csv([leader(1)]))
        self.assertEqual(adopted["rows"][0]["changes"], [
            {"field": "key", "before": "", "after": "1"}])
        self.assertEqual(len(self.leaders()), 1)

    def test_people_build_on_one_another(self):
        headings = ["nøgle", "navn", "e-mail", "telefon", "tidszone",
                    "leder"]
        rows = [
            {"nøgle": "a", "navn": "Dorte", "e-mail": "dorte@example.org"},
            {"nøgle": "b", "navn": "Mette", "e-mail": "mette@example.org",
             "tidszone": "America/Nuuk", "leder": "dorte@example.org"},
            {"nøgle": "c", "navn": "Bo", "e-mail": "bo@example.org",
             "tidszone": "Europa/København"},
            {"nøgle": "d", "navn": "Eva", "e-mail": "eva@example.org",
             "leder": "ukendt@example.org"},
            {"nøgle": "e", "navn": "Ib", "e-mail": "dorte@example.org"},
        ]
        content = as_csv(rows, headings)
        trial = self.result(content, "--dry-run", status=1)
        done = self.result(content, status=1)
        self.assertEqual(trial["rows"], done["rows"])
        self.assertEqual([row["outcome"] for row in done["rows"]],
                         ["added", "added", "failed", "failed", "failed"])
        self.assertEqual([row["error"]["field"] for row in done["rows"][2:]],
                         ["zone", "manager", "key"])
        stored = self.running.query(
            "SELECT p.name, p.zone, m.name AS manager FROM person p "
            "LEFT JOIN person m ON m.id = p.manager_id "
            "WHERE p.name IN ('Dorte', 'Mette', 'Ib') ORDER BY p.id")
        self.assertEqual([tuple(row) for row in stored], [
            ("Dorte", "", None), ("Mette", "America/Nuuk", "Dorte")])

    def test_the_handbook_keeps_what_was_imported(self):
        content = ("funktion;kontakt;kontakts e-mail;hjælper med\r\n"
                   "Løn;Lone Lund;lone@example.org;\"- Løn\r\n- Ferie\"\r\n"
                   "Kantine;Kaj;kaj@example.org;Mad\r\n").encode()
        done = self.ctl(content, status=1)
        self.assertIn("haandbog.csv:4: funktion: 'Kantine' is not known",
                      self.ctl(content, status=1, name="haandbog.csv").stderr)
        self.assertIn("hjælper med: ", done.stdout)
        query = ("SELECT contact_name, contact_email, helps_with_da "
                 "FROM handbook_entry WHERE function = 'payroll'")
        wanted = ("Lone Lund", "lone@example.org", "- Løn\n- Ferie")
        self.assertEqual(tuple(self.running.query(query)[0]), wanted)
        self.assertEqual(self.running.stop(), 0)
        self.running.start(NOW)
        self.assertEqual(tuple(self.running.query(query)[0]), wanted)
        self.assertEqual(
            self.running.query("SELECT count(*) AS n FROM handbook_entry")
            [0]["n"], 9)

    def test_closing_days_are_told_by_the_day(self):
        content = ("dato;fra;til;klasse;område;tekst\n"
                   ";24-12-2027;31-12-2027;lukket;;Jul\n"
                   "5.6.2028;;;halv;;Grundlovsdag\n"
                   "2028-02-14;;;mødefri;Børn og Unge;\n"
                   "2028-02-14;2028-02-15;;;;\n"
                   ";2028-02-15;2028-02-14;;;\n").encode()
        result = self.result(content, status=1)
        self.assertEqual(self.counts(result), (3, 0, 0, 2))
        days = self.running.query(
            "SELECT day, class, area, title FROM calendar_day "
            "ORDER BY day, area")
        self.assertEqual(len(days), 10)
        self.assertEqual(tuple(days[0]), ("2027-12-24", "closed", "", "Jul"))
        self.assertEqual(tuple(days[8]),
                         ("2028-02-14", "no_meeting", "Børn og Unge", ""))
        self.assertEqual(self.counts(self.result(content, status=1)),
                         (0, 0, 3, 2))

    def test_what_stands_on_a_closed_day_is_told(self):
        self.result(as_csv([leader(1)]))
        day = self.running.query(
            "SELECT planned FROM activity WHERE step = 'velkomstopkald'")
        content = f"dato;tekst\n{day[0]['planned']};Byfest\n".encode()
        trial = self.result(content, "--dry-run")
        self.assertGreater(trial["to_review"], 0)
        self.assertIn("review-calendar lists", self.ctl(content).stdout)
        review = self.running.api("POST", "/calendar/review", {})
        self.assertEqual(len(review["conflicts"]), trial["to_review"])

    def test_a_calendar_file_is_told_from_a_table(self):
        content = (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
                   b"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"
                   b"DTSTART;VALUE=DATE:20270507\r\nSUMMARY:Fri\r\n"
                   b"END:VEVENT\r\nEND:VCALENDAR\r\n")
        for name in ("fri.ics", "fri.txt"):
            result = self.result(content, "--class", "closed", name=name)
            self.assertEqual(result["added"],
                             [{"day": "2027-05-07", "title": "Fri"}])
        done = self.ctl(content, "--kind", "people", status=2, name="a.ics")
        self.assertIn("--kind is for tables", done.stderr)
        done = self.ctl(as_csv([leader(1)]), "--class", "closed", status=2)
        self.assertIn("--class is for calendar files", done.stderr)

    def test_the_examples_are_as_excel_wants_them_and_can_be_imported(self):
        for kind in ("leaders", "people", "handbook", "closing_days",
                     "figures"):
            shown = self.running.ctl("import", "--example", kind)
            self.assertEqual(shown.returncode, 0)
            self.assertTrue(shown.stdout.startswith("\ufeff"))
            content = shown.stdout.encode()
            first = self.result(content)
            self.assertEqual((first["kind"], first["failed"]), (kind, 0))
            again = self.result(content)
            self.assertEqual(self.counts(again),
                             (0, 0, len(first["rows"]), 0), again)

    def test_a_file_that_cannot_be_read_changes_nothing(self):
        before = self.settled()
        good = as_csv([leader(1)])
        for content, words in (
                (b"", "the file is empty"),
                (good.replace("Løøv".encode(), b"L\xf8\xf8v"),
                 "ledere.csv:2: the file is not UTF-8"),
                (good.decode("utf-8-sig").encode("utf-16"), "UTF-16"),
                (good.replace(b"Telefon", b"Farve"),
                 "ledere.csv:1: not a heading of leaders: 'Farve'"),
                (good.replace(b"Telefon", b"Navn"), "mean the same"),
                (b"x" * (9 << 20), "larger than"),
                (b'{"leaders": [', "not JSON")):
            done = self.ctl(content, status=1)
            self.assertIn(words, done.stderr)
            answer = self.ctl(content, "--json", status=1).stdout
            self.assertIn("error", json.loads(answer))
        for arguments in ([], ["--example", "farver"],
                          ["x.csv", "--example", "people"]):
            self.assertEqual(
                self.running.ctl("import", *arguments).returncode, 2)
        missing = self.running.ctl("import", str(self.folder / "none.csv"))
        self.assertEqual(missing.returncode, 1)
        self.assertEqual(self.settled(), before)

    def test_a_trial_that_is_too_large_is_refused_and_not_cut(self):
        rows = [{"navn": f"P{number}", "e-mail": f"p{number}@example.org"}
                for number in range(1001)]
        content = as_csv(rows, ["navn", "e-mail"])
        done = self.ctl(content, "--dry-run", status=1)
        self.assertIn("at most 1000 rows", done.stderr)
        self.assertEqual(self.counts(self.result(content)), (1001, 0, 0, 0))

    def test_the_api_reads_strictly(self):
        before = self.settled()
        row = {"line": 2, "fields": {"name": "A", "email": "a@example.org"}}
        for body, field in (
                ({"kind": "people"}, "rows"),
                ({"kind": "people", "rows": {}}, "rows"),
                ({"kind": "people", "rows": [1]}, "rows"),
                ({"kind": "people", "rows": [{"line": 1}]}, "rows"),
                ({"kind": "people", "rows": [{**row, "x": 1}]}, "rows"),
                ({"kind": "people", "rows": [row] * 1001}, "rows"),
                ({"kind": "farver", "rows": [row]}, "kind"),
                ({"rows": [row]}, "kind"),
                ({"kind": "people", "rows": [row], "dry_run": 1}, "dry_run"),
                ({"kind": "people", "rows": [row], "x": 1}, "x")):
            answer = self.running.api("POST", "/import", body, status=400)
            self.assertEqual(answer["error"]["field"], field, body)
        self.assertEqual(self.settled(), before)
        for fields, field in (({"farve": "x"}, ""), ({"name": 1}, "name"),
                              ({"name": "A" * 10001}, "name"),
                              ({"key": "k" * 201}, "key"),
                              ({"name": "A"}, "email"), ({}, "name")):
            answer = self.running.api("POST", "/import", {
                "kind": "people", "rows": [{"line": 7, "fields": fields}]})
            self.assertEqual(answer["rows"][0]["error"]["field"], field)
            self.assertEqual(answer["rows"][0]["line"], 7)
        self.assertEqual(self.settled(), before)

    def test_a_daemon_that_is_away_is_told_as_such(self):
        self.assertEqual(self.running.stop(), 0)
        content = as_csv([leader(1)])
        done = self.ctl(content, status=3)
        self.assertIn("the daemon cannot be reached", done.stderr)
        self.assertEqual(done.stdout, "")
        answer = json.loads(self.ctl(content, "--json", status=3).stdout)
        self.assertEqual(answer["error"]["code"], "unreachable")

    def test_the_manual_tells_of_every_heading(self):
        manual = (daemon.SOURCE / "man/onboard-import.5").read_text()
        for escape, letter in (("\\(/o", "ø"), ("\\(oa", "å"),
                               ("\\(ae", "æ")):
            manual = manual.replace(escape, letter)
        for kind in ("leaders", "people", "handbook", "closing_days",
                     "figures"):
            done = self.ctl(b"farve\n1\n", "--kind", kind, status=1)
            listed = done.stderr.split("the headings are: ")[1].strip()
            self.assertGreater(len(listed.split(", ")), 5)
            for heading in listed.split(", "):
                self.assertRegex(manual, rf"\.It Ic \w+ , {heading}\n")

    def test_no_mail_is_sent_by_a_trial(self):
        content = as_csv([leader(1)])
        self.result(content, "--dry-run")
        self.running.advance("2026-11-24T12:00")
        self.assertEqual(self.running.letters(), [])
        self.result(content)
        self.running.advance("2026-11-25T12:00")
        self.assertNotEqual(self.running.letters(), [])


if __name__ == "__main__":
    unittest.main()
