#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Programmes and their versions from a browser: read, compared, by area."""

import sys
import unittest

import daemon
from hr_pages import DIRECTOR, INJECTION, HrCase
from signing_in import Browser

OVERLAY = f"""\
overlay: skoler
base: ny-leder
area: Skole
change:
  - step: velkomstopkald
    minutes: 45
    title: {{da: '{INJECTION.replace("'", "''")}', en: Call}}
"""


PAGES = ("/hr/programmes", "/hr/programmes/ny-leder/1",
         "/hr/programmes/ny-leder/comparison?from=1&to=2")


class Programmes(HrCase):
    def store(self, text, name="ny-leder"):
        folder = self.daemon.folder / "programmes"
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        done = self.daemon.ctl("import-programme", str(path))
        self.assertEqual(done.returncode, 0, done.stderr)

    def change(self):
        """The shipped programme, one step otherwise and one without."""
        text = (daemon.SOURCE / "config/programmes/ny-leder.yaml").read_text(
            encoding="utf-8")
        before = "    due: accepted + 5 workdays\n" \
                 "    latest: first_day - 1 workday\n    minutes: 30\n"
        self.assertEqual(text.count(before), 1)
        text = text.replace(before, "    due: accepted + 4 workdays\n"
                            "    latest: first_day - 2 workdays\n"
                            "    minutes: 45\n")
        at = text.index("\n  - id: kulturtur")
        end = text.index("\n  - id:", at + 1)
        self.store(text[:at] + text[end:])

    def row(self, page, version):
        """The words of a version's row."""
        start = page.text.index(
            f'href="/hr/programmes/ny-leder/{version}"')
        return page.text[start:page.text.index("</tr>", start)]

    def test_versions_are_listed_with_their_journeys_and_since_when(self):
        self.add_leader()
        self.change()
        self.add_leader(name="Bo Bak", email="bo@example.org")
        self.add_leader(name="Ib Bak", email="ib@example.org")
        self.daemon.api("POST", "/leaders/3/cancel", {"reason": "x"})
        page = self.browser.open("/hr/programmes")
        self.assertEqual(page.status, 200)
        for version, running, total in ((1, 1, 1), (2, 1, 2)):
            row = self.row(page, version)
            self.assertIn(f'"Forløb i gang">{running}<', row)
            self.assertIn(f'"Forløb i alt">{total}<', row)
            self.assertIn("1. oktober 2026", row)
        self.assertIn("Afløst af en nyere", self.row(page, 1))
        self.assertIn("Nye forløb begynder på den", self.row(page, 2))
        self.assertIn("/hr/programmes/ny-leder/comparison?from=1&to=2",
                      page.links)

    def test_a_version_is_read_step_by_step(self):
        page = self.browser.open("/hr/programmes/ny-leder/1")
        self.assertEqual(page.status, 200)
        start = page.text.index('id="step-velkomstopkald"')
        step = page.text[start:page.text.index("</article>", start)]
        for text in ("Velkomstopkald fra nærmeste leder", ">Opkald<",
                     "5 arbejdsdage efter tilsagnet",
                     "1 arbejdsdag før første arbejdsdag",
                     "Nærmeste leder og Ny leder", "30 minutter",
                     "»Opret forløb og udpeg ansvarlige«",
                     "Holdes i uforstyrret tid", "Egne påmindelser",
                     '<div class="guide-text">'):
            self.assertIn(text, step)
        self.assertNotIn("{{", page.text)

    def test_what_two_versions_say_otherwise_is_told_in_sentences(self):
        self.change()
        page = self.browser.open(
            "/hr/programmes/ny-leder/comparison?from=1&to=2")
        self.assertEqual(page.status, 200)
        for text in (
                "Dagen var 5 arbejdsdage efter tilsagnet og er nu 4 "
                "arbejdsdage efter tilsagnet.",
                "Fristen var 1 arbejdsdag før første arbejdsdag og er nu 2 "
                "arbejdsdage før første arbejdsdag.",
                "Varigheden var 30 minutter og er nu 45 minutter.",
                "Trin, der er fjernet"):
            self.assertIn(text, page.words)
        self.assertNotIn("Nye trin", page.words)
        back = self.browser.open(
            "/hr/programmes/ny-leder/comparison?from=2&to=1")
        self.assertIn("Nye trin", back.words)
        again = self.browser.open("/hr/programmes/ny-leder/comparison")
        self.assertEqual(
            page.text.count("<li>"), again.text.count("<li>"))
        same = self.browser.open(
            "/hr/programmes/ny-leder/comparison?from=2&to=2")
        self.assertIn("De to versioner siger det samme", same.words)

    def test_who_decided_a_version_is_noted_and_told(self):
        self.change()
        version = "/hr/programmes/ny-leder/2"
        page = self.browser.open(version)
        self.assertIn("Det er ikke skrevet ned, hvem der besluttede",
                      page.words)
        self.assertIn(f"{version}/decision", page.links)
        page = self.submit(f"{version}/decision", by="styregruppen",
                           decided="2026-10-02", reason="færre opgaver")
        self.assertEqual(page.status, 400)
        self.assertIn("er ikke kommet endnu", page.words)
        self.assertIn('value="styregruppen"', page.text)
        self.assertEqual(
            self.submit(f"{version}/decision", by="styregruppen").status, 400)
        page = self.submit(f"{version}/decision", by="styregruppen",
                           decided="2026-09-03", reason=INJECTION)
        self.assertEqual(page.path, version)
        for path in (version, "/hr/programmes",
                     "/hr/programmes/ny-leder/comparison"):
            page = self.browser.open(path)
            self.assertIn("Besluttet 3. september 2026 af styregruppen: "
                          + INJECTION, page.words)
            self.assertNotIn("<script>alert", page.text)
        self.assertIn('value="styregruppen"',
                      self.browser.open(f"{version}/decision").text)

    def test_a_coordinator_of_an_area_decides_no_programme(self):
        self.daemon.api("PUT", "/accounts/X%20%3Csif@example.org%3E",
                        {"role": "coordinator", "area": "Skole"})
        browser = self.sign_in("sif@example.org")
        path = "/hr/programmes/ny-leder/1"
        self.assertNotIn(f"{path}/decision", browser.open(path).links)
        self.assertEqual(browser.ask("GET", f"{path}/decision").status, 403)

    def test_what_is_not_there_is_not_found(self):
        for path in ("nothing/1", "nothing/1/decision", "ny-leder/9/decision",
                     "ny-leder/x/decision", "ny-leder/9", "ny-leder/0",
                     "ny-leder/-1", "ny-leder/x", "ny-leder/1x", "ny-leder/%3Cb%3E",
                     "ny-leder/99999999999999999999",
                     "ny-leder/comparison?from=1&to=9",
                     "ny-leder/comparison?from=x&to=1",
                     "fratraedelse/comparison?from=0&to=1",
                     "fratraedelse/comparison", "nothing/comparison"):
            page = self.browser.ask("GET", f"/hr/programmes/{path}")
            self.assertEqual(page.status, 404, path)
            self.assertNotIn("<b>", page.text)

    def test_a_coordinator_of_an_area_sees_no_version_of_another(self):
        self.store(OVERLAY, "skoler")
        self.add_leader()
        page = self.browser.open("/hr/programmes/ny-leder/2")
        self.assertEqual(page.status, 200)
        self.assertNotIn("<script>alert", page.text)
        page = self.browser.open(
            "/hr/programmes/ny-leder/comparison?from=1&to=2")
        self.assertIn("Varigheden var 30 minutter", page.words)
        self.assertIn(INJECTION, page.words)
        self.assertNotIn("<script>alert", page.text)
        for area, address, status in (("Omsorg", "olga@example.org", 404),
                                      ("Skole", "sif@example.org", 200)):
            self.daemon.api("PUT", f"/accounts/X%20%3C{address}%3E",
                            {"role": "coordinator", "area": area})
            browser = self.sign_in(address)
            page = browser.open("/hr/programmes")
            self.assertEqual(page.status, 200)
            self.assertEqual("/hr/programmes/ny-leder/2" in page.links,
                             status == 200)
            self.assertIn("/hr/programmes/ny-leder/1", page.links)
            rows = browser.ask("GET", "/hr/lists/programmes.csv").text
            self.assertIn("ny-leder;1;", rows)
            self.assertEqual("ny-leder;2;" in rows, status == 200)
            for path in ("2", "comparison?from=1&to=2",
                         "comparison?from=2&to=1"):
                page = browser.ask("GET", f"/hr/programmes/ny-leder/{path}")
                self.assertEqual(page.status, status, (area, path))

    def test_a_director_reads_them_and_no_count_of_leaders(self):
        self.change()
        self.add_leader()
        self.submit("/hr/programmes/ny-leder/2/decision", by="styregruppen",
                    reason="kortere vej")
        director = self.sign_in(DIRECTOR)
        for path in (*PAGES, "/hr/programmes/ny-leder/2"):
            self.assertIn("Forløb i gang", self.browser.open(path).text)
            page = director.open(path)
            self.assertEqual(page.status, 200)
            for text in ("Forløb i gang", "Forløb i alt", "/decision",
                         "/hr/lists"):
                self.assertNotIn(text, page.text, path)
        self.assertIn("styregruppen: kortere vej", page.words)
        page = director.open("/hr/programmes")
        self.assertIn("/hr/programmes/ny-leder/2", page.links)
        self.assertIn("styregruppen: kortere vej", page.words)
        for path in ("/hr/programmes/ny-leder/1/decision",
                     "/hr/lists/programmes.csv"):
            self.assertEqual(director.ask("GET", path).status, 403)

    def test_who_did_not_sign_in_reads_none(self):
        for path in PAGES:
            self.assertEqual(
                Browser(self.daemon).ask("GET", path).status, 303)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
