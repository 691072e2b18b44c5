#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The handbook without a link, in an intranet's frame, and where it is
edited: the real daemon."""

import html.parser
import json
import re
import sys
import unittest
import urllib.parse

from daemon import DaemonCase
from injection_strings import TAKEN
from signing_in import Browser

FUNCTIONS = ("it", "legal", "hr", "recruitment", "payroll",
             "management_information", "procurement", "finance", "facilities")
INTRANETS = ["https://intranet.example.org", "https://mit.example.org:8443"]
NAME = "Ida Iversen"  # of the handbook that is built in


class Foreign(html.parser.HTMLParser):
    """What never is on a page of ours, whoever wrote its texts."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        if tag in ("script", "iframe", "style", "base", "object", "embed",
                   "svg", "img"):
            self.found.append(tag)
        for name, value in pairs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(name)
            if name in ("href", "src", "action") and not re.match(
                    r"/(?!/)|#|https://|mailto:", value):
                self.found.append(f"{name}={value}")


class Case(DaemonCase):
    def begin(self, **pages):
        self.daemon = self.start(
            handbook_pages={"open": True, **pages})
        self.browser = Browser(self.daemon)

    def get(self, path, status=200, **headers):
        page = self.browser.ask(
            "GET", path, headers={name.replace("_", "-"): value
                                  for name, value in headers.items()})
        self.assertEqual(page.status, status, path)
        return page

    def ancestors(self, page):
        return re.search(r"frame-ancestors ([^;]*)$",
                         page.headers["Content-Security-Policy"])[1]


class OpenHandbook(Case):
    def test_it_is_not_there_unless_the_configuration_opens_it(self):
        self.daemon = self.start()
        self.browser = Browser(self.daemon)
        for path in ("/handbook", "/handbook/it", "/embed/handbook",
                     "/embed/handbook/it", "/handbook?q=" + "x" * 101,
                     "/handbook/courses/foer-leder",
                     "/handbook?language=xx"):
            page = self.get(path, 404)
            self.assertNotIn("Iversen", page.text)
            self.assertEqual(self.ancestors(page), "'none'")

    def test_all_nine_functions_have_a_place_that_stays(self):
        self.begin()
        page = self.get("/handbook")
        self.assertIn('<html lang="da">', page.text)
        self.assertEqual(
            [link for link in page.links if link.startswith("/handbook/") and
             "/courses/" not in link],
            [f"/handbook/{function}" for function in FUNCTIONS])
        for function in FUNCTIONS:
            entry = self.get(f"/handbook/{function}")
            title = re.search(r"<h1>(.*?)</h1>", entry.text)[1]
            self.assertIn(f'<a href="/handbook/{function}">{title}</a>',
                          page.text)
            self.assertIn("/handbook", entry.links)
            self.assertNotIn("{{", entry.text)
        for path in ("/handbook/nobody", "/handbook/IT", "/handbook/%00",
                     "/handbook/it/x", "/handbook/"):
            self.assertIn(self.browser.ask("GET", path).status, (400, 404))

    def test_it_says_whom_to_call_about_what(self):
        self.begin()
        words = self.get("/handbook/it").words
        self.assertIn("+45 00 00 00 11", words)
        self.assertIn("it@example.org", words)
        self.assertIn("Computer, telefon og adgange", words)

    def test_names_are_there_only_where_they_are_wanted(self):
        self.begin()
        for path in ("/handbook", "/handbook/it"):
            self.assertNotIn(NAME, self.get(path).text)
        self.assertIn("0 af 9", self.get("/handbook?q=iversen").words)
        self.begin(names=True)
        self.assertIn(NAME, self.get("/handbook/it").text)
        self.assertIn("1 af 9", self.get("/handbook?q=iversen").words)
        # Their own addresses are nobody's business either way.
        self.assertNotIn("ida.it@", self.get("/handbook").text)

    def test_a_place_shows_what_is_nearest_to_it(self):
        self.begin()
        self.assertNotIn('name="place"', self.get("/handbook").text)
        answer = self.daemon.api("POST", "/import", {
            "kind": "handbook", "rows": [{"line": 2, "fields": {
                "function": "hr", "area": "Børn & Unge", "title": "HR",
                "helps_with": "Vagtplaner", "phone": "12 34"}}]})
        self.assertEqual(answer["added"], 1, answer)
        page = self.get("/handbook")
        own = re.search(r'href="(/handbook/hr-[0-9a-f]{16})"', page.text)[1]
        self.assertIn("/handbook/hr", page.links)
        self.assertIn("Gælder for Børn & Unge.", page.words)
        self.assertIn("Gælder for hele kommunen.", page.words)
        place = urllib.parse.quote("Børn & Unge")
        page = self.get(f"/handbook?place={place}")
        self.assertIn(own, page.links)
        self.assertNotIn("/handbook/hr", page.links)
        self.assertIn("/handbook/it", page.links)
        self.assertIn('value="Børn &amp; Unge" selected', page.text)
        self.assertNotIn(own, self.get("/handbook?place=-").links)
        self.assertIn("Vagtplaner", self.get(own).words)
        self.get("/handbook?place=Atlantis", 404)
        removed = self.daemon.api(
            "POST", "/handbook/hr/remove", {"area": "Børn & Unge"})
        self.assertEqual(removed["area"], "Børn & Unge")
        # Whoever kept the address reads what holds for everybody.
        kept = self.get(own)
        self.assertNotIn("Vagtplaner", kept.words)
        self.assertIn(self.get("/handbook/hr").words, kept.words)
        self.get("/handbook/hr-", 200)
        self.get("/handbook/none-0123456789abcdef", 404)

    def test_it_is_searched_without_script(self):
        self.begin()
        page = self.get("/handbook?q=LOENSEDDEL")
        self.assertEqual([link for link in page.links
                          if link.startswith("/handbook/")],
                         ["/handbook/payroll"])
        self.assertIn('value="LOENSEDDEL"', page.text)
        page = self.get("/handbook?q=xyzzy")
        self.assertIn("Prøv et andet ord", page.words)
        self.get("/handbook?q=" + "x" * 101, 400)
        self.assertEqual(
            self.get("/handbook?q=").words, self.get("/handbook").words)

    def test_english_stays_english(self):
        self.begin(frame_ancestors=INTRANETS)
        for root in ("/handbook", "/embed/handbook"):
            page = self.get(root + "?language=en")
            self.assertIn('<html lang="en">', page.text)
            self.assertIn("Computer, phone and access", page.words)
            self.assertIn(root + "/it?language=en", page.links)
            self.assertIn(root, page.links)
            self.assertIn('<input type="hidden" name="language" value="en">',
                          page.text)
            page = self.get(root + "/it?language=en")
            self.assertIn(root + "?language=en", page.links)
            self.assertIn(root + "/it", page.links)
            self.assertEqual(self.get(root + "?language=da").words,
                             self.get(root).words)
            for code in ("xx", "", "EN", "en%0a"):
                self.assertEqual(self.browser.ask(
                    "GET", f"{root}?language={code}").status, 400, code)

    def test_every_leader_may_read_how_talent_is_spotted(self):
        self.begin()
        self.assertIn("/handbook/courses/foer-leder",
                      self.get("/handbook").links)
        page = self.get("/handbook/courses/foer-leder")
        for text in ("Før-leder", "Hvordan spotter man ledertalent?",
                     "Hvad du siger ja til", "ikke en garanti"):
            self.assertIn(text, page.words)
        self.assertIn("/handbook/courses/foer-leder?language=en", page.links)
        self.assertNotIn("/embed/", page.text)
        page = self.get("/handbook/courses/foer-leder?language=en")
        self.assertIn("How do you spot a talent for leadership?", page.words)
        self.assertIn("/handbook?language=en", page.links)
        for course in ("ny-leder", "fratraedelse", "nothing"):
            self.get(f"/handbook/courses/{course}", 404)

    def test_a_search_finds_a_course(self):
        self.begin()
        course = "/handbook/courses/foer-leder"
        for words in ("talent", "foer-leder", "NOMINATION", "indstille"):
            page = self.get(f"/handbook?q={words}")
            self.assertIn(course, page.links, words)
            self.assertIn("Forløb, der passer: 1.", page.words)
            self.assertNotIn("Prøv et andet ord", page.words)
        page = self.get("/handbook?q=talent&language=en")
        self.assertIn(course + "?language=en", page.links)
        self.assertIn("Courses that fit: 1.", page.words)
        for words in ("it", "faktura", "xyzzy"):
            page = self.get(f"/handbook?q={words}")
            self.assertNotIn(course, page.links, words)
            self.assertNotIn("Forløb, der passer", page.words)
        self.assertIn("Prøv et andet ord", page.words)

    def test_it_is_fetched_once(self):
        self.begin(frame_ancestors=INTRANETS)
        for path in ("/handbook", "/handbook/it", "/embed/handbook",
                     "/handbook?language=en"):
            page = self.get(path)
            etag = page.headers["ETag"]
            self.assertRegex(etag, r'^"[\w-]{43}"$')
            self.assertEqual(page.headers["Cache-Control"],
                             "public, no-cache")
            self.assertNotIn("Set-Cookie", page.headers)
            again = self.get(path, 304, If_None_Match=etag)
            self.assertEqual((again.text, again.headers["ETag"]), ("", etag))
            self.assertEqual(self.ancestors(again), self.ancestors(page))
            self.get(path, 200, If_None_Match='"other"')
            head = self.browser.ask("HEAD", path)
            self.assertEqual((head.status, head.headers["ETag"], head.text),
                             (200, etag, ""))
        before = self.get("/handbook").headers["ETag"]
        self.daemon.api("POST", "/import", {
            "kind": "handbook", "rows": [{"line": 2, "fields": {
                "function": "it", "phone": "12 34 56 78"}}]})
        page = self.get("/handbook", 200, If_None_Match=before)
        self.assertIn("12 34 56 78", page.words)

    def test_reading_changes_nothing(self):
        self.begin(names=True, frame_ancestors=INTRANETS)
        before = self.daemon.row_counts()
        for path in ("/handbook", "/handbook/it", "/handbook?q=it",
                     "/handbook/courses/foer-leder",
                     "/embed/handbook", "/embed/handbook/it"):
            self.get(path)
            self.assertEqual(self.browser.ask("POST", path, {"x": "y"}).status,
                             405)
        self.assertEqual(self.daemon.row_counts(), before)


class EmbeddedHandbook(Case):
    def test_without_an_intranet_there_is_nothing_to_embed(self):
        self.begin()
        self.get("/embed/handbook", 404)
        self.get("/embed/handbook/it", 404)

    def test_only_the_named_intranets_may_frame_it_and_nothing_else(self):
        self.begin(frame_ancestors=INTRANETS)
        for path, status in (("/embed/handbook", 200),
                             ("/embed/handbook/it", 200),
                             ("/embed/handbook?q=xyzzy", 200),
                             ("/embed/handbook/courses/foer-leder", 200),
                             ("/embed/handbook/nobody", 404)):
            page = self.get(path, status)
            self.assertEqual(self.ancestors(page), " ".join(INTRANETS))
            self.assertNotIn("X-Frame-Options", page.headers)
            policy = page.headers["Content-Security-Policy"]
            self.assertTrue(policy.startswith("default-src 'none'; "), policy)
        for path in ("/handbook", "/handbook/it", "/sign-in", "/robots.txt",
                     "/nothing", "/static/nothing", "/hr", "/l/x", "/p/x"):
            page = self.browser.ask("GET", path)
            self.assertEqual(self.ancestors(page), "'none'", path)

    def test_it_is_the_same_content_without_what_is_around(self):
        self.begin(frame_ancestors=INTRANETS, names=True)
        for tail in ("", "/it", "?q=it", "?language=en",
                     "/courses/foer-leder"):
            full = self.get("/handbook" + tail)
            bare = self.get("/embed/handbook" + tail)
            self.assertNotRegex(bare.text, "<(header|nav|footer)")
            main = r"<main[^>]*>(.*)</main>"
            self.assertEqual(
                re.search(main, full.text, re.S)[1].strip(),
                re.search(main, bare.text, re.S)[1].strip()
                .replace('"/embed/handbook', '"/handbook'))
            for link in bare.links:
                self.assertRegex(link, r"^(/embed/handbook|mailto:)")


class Injections(Case):
    def entry(self, function, text):
        return {
            "function": function,
            "title": {"da": text, "en": text},
            "contact": f"{self.name(text)} <a@example.org>",
            "deputy": f"{self.name(text)} <b@example.org>",
            "phone": text[:40],
            "helps_with": {language: "\n\n".join((
                text, f"- {text}", f"[x]({text})", f"![x]({text})",
                f"<{text}>", f"[{text}](javascript:alert(1))",
                "<img src=x onerror=alert(1)>", f"    {text}"))
                for language in ("da", "en")},
        }

    @staticmethod
    def name(text):
        """Such a file has no way to quote what addresses are written with."""
        return "Ida" if re.search(r'["\\@<>,;:()\[\]]', text) else f'"{text}"'

    def test_what_a_handbook_says_is_text_and_nothing_else(self):
        texts = [text for text in TAKEN if len(text) <= 100]
        file = self.folder / "handbook.yaml"
        self.daemon = None
        for i in range(0, len(texts), len(FUNCTIONS)):
            some = texts[i:i + len(FUNCTIONS)]
            file.write_text(json.dumps({"functions": [
                self.entry(function, text)
                for function, text in zip(FUNCTIONS, some)]},
                ensure_ascii=False))
            if self.daemon is None:
                self.daemon = self.start(
                    handbook=str(file), handbook_pages={
                        "open": True, "names": True,
                        "frame_ancestors": INTRANETS})
                self.browser = Browser(self.daemon)
            else:
                self.assertIn("reloaded", self.daemon.reload())
            self.check(some)

    def check(self, texts):
        for root in ("/handbook", "/embed/handbook"):
            for path in (root, root + "?language=en",
                         *(f"{root}/{function}" for function, _ in
                           zip(FUNCTIONS, texts))):
                page = self.get(path)
                self.assertEqual(Foreign(page.text).found, [], texts)
        page = self.get("/handbook")
        for text in texts:
            self.assertIn(text, page.words)

    def test_what_is_looked_for_is_text(self):
        self.begin(frame_ancestors=INTRANETS)
        for text in TAKEN:
            page = self.browser.ask(
                "GET", "/embed/handbook?q=" + urllib.parse.quote(text))
            self.assertEqual(page.status, 400 if len(text) > 100 else 200)
            self.assertEqual(Foreign(page.text).found, [], text)
            if page.status == 200:
                self.assertEqual(page.forms[-1][1]["q"], text)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
