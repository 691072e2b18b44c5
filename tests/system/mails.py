#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The mails of a whole journey, as those who get them and their programs read
them."""

import collections
import email.utils
import html.parser
import re
import unittest

import daemon

SITE = "https://onboard.example.org"
IDN = "københavn.example"
ASCII = "xn--kbenhavn-54a.example"
PEOPLE = {
    "name": "Åse Æblegård-Ny", "email": f"aase@{IDN}",
    "manager": f"Mette Madsen <mette@{IDN}>",
    "mentor": f"Morten Mentorsen <morten@{IDN}>",
    "coordinator": f"Hanne HR <hanne@{IDN}>",
}
LAST_NAMES = ("Æblegård", "Ny", "Madsen", "Mentorsen")
WORD = re.compile(r"[^\W_]+", re.UNICODE)
URL = re.compile(r"https?://\S+")
EMPTY = {"meta", "br", "hr", "img", "link", "input"}
# What could be fetched from elsewhere, or act, when a mail is opened.
FORBIDDEN = {"img", "link", "script", "iframe", "object", "embed", "form",
             "input", "video", "audio", "svg", "base", "style"}


class Html(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.language = None
        self.tags = []
        self.words = []
        self.links = []
        self.attributes = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.attributes += attrs
        if tag not in EMPTY:
            self.tags.append(tag)
        attrs = dict(attrs)
        if tag == "html":
            self.language = attrs.get("lang")
        if tag == "a":
            self.links.append([attrs["href"], ""])
        if tag in FORBIDDEN:
            raise AssertionError(f"<{tag}> in a mail")

    def handle_endtag(self, tag):
        if tag not in EMPTY:
            assert self.tags.pop() == tag

    def handle_data(self, data):
        if "title" in self.tags:
            return
        if "a" in self.tags:
            self.links[-1][1] += data
        self.words += WORD.findall(URL.sub("", data).lower())


def in_thread(letter):
    found = letter.message["References"]
    return found.split() if found else []


class Mails(daemon.DaemonCase):
    @classmethod
    def setUpClass(cls):
        """One journey for all: nobody changes it."""
        super().setUpClass()
        cls.case = cls("run_journey")
        cls.case.setUp()
        try:
            cls.case.run_journey()
        except BaseException:
            cls.case.doCleanups()
            raise

    @classmethod
    def tearDownClass(cls):
        cls.case.doCleanups()

    def run_journey(self):
        self.running = self.start(
            "2026-10-01T08:00", public_url=SITE,
            mail={"from": f"Onboarding – HR <onboarding@{IDN}>"},
            people={"coordinator": f"Hanne HR <hanne@{IDN}>"})
        self.running.add(**PEOPLE)
        self.running.add(**{**PEOPLE, "name": "Bo Berg", "language": "en",
                            "email": "bo@example.org",
                            "first_day": "2026-12-14"})
        self.running.api(
            "POST", "/activities/1:forventning-1/move", {"to": "2027-01-06"})
        self.running.advance("2026-12-01T12:00")
        self.running.complete(1, "velkomstopkald")
        for day in ("2026-12-08", "2026-12-09"):
            self.running.api("POST", "/activities/1:modtagelse/move",
                             {"to": f"{day}T09:00"})
            self.running.advance(f"2026-12-0{int(day[-1]) - 6}T12:00")
        self.running.api("POST", "/activities/1:modtagelse/skip",
                         {"reason": "Alle er syge"})
        self.running.advance("2027-01-08T12:00")

    @property
    def letters(self):
        return self.case.running.letters()

    def kind_of(self, letter):
        return self.case.running.query(
            "SELECT kind FROM mail WHERE message_id = ?",
            letter.id.strip("<>"))[0]["kind"]

    def read(self, letter):
        return Html(letter.message.get_body(("html",)).get_content())

    def test_there_are_mails_of_many_kinds_in_both_languages(self):
        kinds = {(self.kind_of(letter), letter.message["Content-Language"])
                 for letter in self.letters}
        for kind in ("welcome", "notice", "digest", "announce"):
            self.assertIn((kind, "da"), kinds)
        self.assertIn(("welcome", "en"), kinds)
        self.assertGreater(len(self.letters), 40)

    def test_both_parts_tell_the_same(self):
        for letter in self.letters:
            page = self.read(letter)
            plain = re.sub(r"(?m)^-+$", "", letter.text)
            plain_words = collections.Counter(
                WORD.findall(URL.sub("", plain).lower()))
            words = collections.Counter(page.words)
            # The page has the municipality above, and the subject as heading.
            words -= collections.Counter(WORD.findall(
                f"Eksempel Kommune {letter.subject}".lower()))
            self.assertEqual(words, plain_words, letter.subject)
            links = [href for href, _ in page.links
                     if href.startswith("http")]
            self.assertEqual(sorted(links), sorted(
                URL.findall(letter.text)), letter.subject)

    def test_one_blank_line_parts_what_follows_another(self):
        for letter in self.letters:
            self.assertNotIn("\n\n\n", letter.text.replace("\r", ""),
                             (letter.subject, str(letter.message["To"])))

    def test_opening_a_mail_fetches_nothing(self):
        for letter in self.letters:
            for name, value in self.read(letter).attributes:
                self.assertNotIn(name, ("src", "background", "srcset",
                                        "onload", "onclick"))
                self.assertNotIn("url(", value or "")

    def test_a_links_text_is_its_target_or_names_no_other(self):
        for letter in self.letters:
            for href, text in self.read(letter).links:
                if href.startswith("mailto:"):
                    self.assertIn("@", text)
                elif "://" in text or "www." in text:
                    self.assertEqual(text, href)
                self.assertTrue(
                    href.startswith((SITE, "mailto:", "https://")), href)

    def test_the_language_is_told_everywhere(self):
        for letter in self.letters:
            language = letter.message["Content-Language"]
            self.assertIn(language, ("da", "en"))
            self.assertEqual(self.read(letter).language, language)
            self.assertRegex(letter.text, r"^(Hej|Kære) " if language == "da"
                             else r"^(Hello|Dear) ")

    def test_no_program_answers(self):
        for letter in self.letters:
            message = letter.message
            self.assertEqual(message["Auto-Submitted"], "auto-generated")
            self.assertEqual(
                message["X-Auto-Response-Suppress"], "OOF, AutoReply")
            for name in ("Precedence", "Return-Receipt-To",
                         "Disposition-Notification-To", "Bcc", "Cc"):
                self.assertIsNone(message[name])
            for name in ("Date", "From", "To", "Subject", "Message-ID",
                         "MIME-Version"):
                self.assertEqual(len(message.get_all(name)), 1, name)

    def check_thread(self, thread):
        self.assertEqual(in_thread(thread[0]), [])
        self.assertIsNone(thread[0].message["In-Reply-To"])
        for before, letter in zip(thread, thread[1:]):
            wanted = [thread[0].id]
            if before is not thread[0]:
                wanted.append(before.id)
            self.assertEqual(in_thread(letter), wanted)
            self.assertEqual(letter.message["In-Reply-To"], wanted[-1])

    def test_the_overviews_of_one_person_are_one_thread(self):
        threads = collections.defaultdict(list)
        for letter in self.letters:
            kind = self.kind_of(letter)
            if kind == "digest":
                threads[letter.to].append(letter)
            elif not kind.startswith("invitation"):
                self.check_thread([letter])
        self.assertGreater(len(threads), 2)
        for thread in threads.values():
            self.assertEqual(
                len({letter.subject for letter in thread}), 1)
            self.check_thread(thread)

    def test_what_is_told_of_one_meeting_is_one_thread(self):
        threads = collections.defaultdict(list)
        for letter in self.letters:
            if self.kind_of(letter).startswith("invitation"):
                part = next(part for part in letter.message.walk()
                            if part.get_content_type() == "text/calendar")
                uid = re.search(r"(?m)^UID:(.*)$", part.get_content())[1]
                threads[letter.to, uid].append(letter)
        self.assertGreater(max(map(len, threads.values())), 2)
        for thread in threads.values():
            self.check_thread(thread)

    def test_subjects_tell_no_more_than_a_first_name(self):
        for letter in self.letters:
            for name in LAST_NAMES:
                self.assertNotRegex(letter.subject, rf"\b{name}\b")

    def test_a_domain_is_sent_in_ascii_and_shown_in_letters(self):
        rows = self.case.running.query("SELECT address FROM person_address")
        stored = [row["address"] for row in rows]
        self.assertTrue(all(address.isascii() for address in stored), stored)
        self.assertIn(f"aase@{ASCII}", stored)
        for letter in self.letters:
            for name in ("From", "To", "Reply-To"):
                address = email.utils.parseaddr(letter.message[name])[1]
                self.assertTrue(address.isascii(), address)
            if letter.to == f"hanne@{ASCII}":
                continue  # her own address need not stand there
            self.assertIn(f"hanne@{IDN}", letter.text)
            self.assertNotIn(f"hanne@{ASCII}", letter.text)
        shown = self.case.running.ctl("show-leader", "1").stdout
        self.assertIn(f"Åse Æblegård-Ny <aase@{IDN}>", shown)
        self.assertIn(f"Mette Madsen <mette@{IDN}>", shown)
        self.assertNotIn(f"@{ASCII}", shown)
        explained = self.case.running.ctl("explain", "1:slut-samtale").stdout
        self.assertRegex(explained, rf"With .*aase@{IDN}")
        self.assertNotIn(f"@{ASCII}", explained)
        listed = self.case.running.ctl("list-mail", "--to", f"mette@{IDN}")
        self.assertIn(f"mette@{IDN}", listed.stdout)

    def test_a_calendars_address_stands_in_no_mail(self):
        """The mails lead to the owner's page, where it can be renewed."""
        pages = {page["url"]: page["person"]["email"] for page in
                 self.case.running.api("GET", "/leaders/1")["pages"]}
        led = collections.Counter()
        for letter in self.letters:
            self.assertNotIn("/f/", letter.text)
            for url in re.findall(SITE + r"/[lp]/\S+/calendar", letter.text):
                page = url.removesuffix("/calendar")
                self.assertEqual(pages.get(page, letter.to), letter.to)
                led[letter.to] += 1
        self.assertGreater(len(led), 2)


if __name__ == "__main__":
    unittest.main()
