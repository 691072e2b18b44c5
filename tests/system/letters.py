#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Letters read back by Python's email package: whole, and nothing added.

Finds the driver as LETTER_DRIVER or tests/system/letter_driver below the
current directory.
"""

import datetime
import email
import email.header
import email.policy
import email.utils
import itertools
import os
import re
import subprocess
import unittest

import linting

DRIVER = os.environ.get("LETTER_DRIVER", "tests/system/letter_driver")

LETTER = {
    "from_name": "Onboarding – HR",
    "from_address": "onboarding@example.org",
    "to_name": "Søren Ærø",
    "to_address": "soren@example.com",
    "reply_to_name": "Hansen, Ida",
    "reply_to_address": "ida@example.org",
    "subject": "Velkommen til, Søren",
    "text_plain": "Kære Søren\n\nVelkommen.\n",
    "text_html": "<!DOCTYPE html><html lang=\"da\"><p>Kære Søren</p></html>\n",
    "language": "da",
    "message_id": "0123456789abcdef0123456789abcdef@example.org",
    "date": "1790834400",
    "utc_offset": "7200",
}

HEADERS = ["Date", "From", "Reply-To", "To", "Subject", "Message-ID",
           "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language",
           "MIME-Version", "Content-Type"]

TEXTS = [
    "Velkommen", "Velkomstmøde", "æøåÆØÅ", "blåbærgrød " * 25, "ø" * 200,
    "x" * 200, "x" * 59 + " " + "y" * 61, "😀", "😀" * 50, "a😀b" * 60,
    "👩‍👩‍👧‍👦 familie", "e\u0301 og é", "“citat” – tankestreg…",
    "=?utf-8?Q?abc?=", "a =?utf-8?B?w6Y=?= b", "=?", "?=", "a=b", "_", "a_b ø_b",
    "Re: Fwd: [tag] (parentes) <vinkel>", "\"citat\"", "back\\slash", "a  b",
    "a   ø   b", "komma, semikolon; kolon:", "@", "%s %n {{x}}", "100 %",
    "ord " * 60 + "slut", "From x", ".", "..", "日本語の件名" * 20, "ا ب ج",
    "a\u00a0b", "a\u00adb", "\ufeffbom", "-" * 80, "=" * 60, "ﬁ",
]

BODIES = TEXTS + [
    "\n", "\n\n\nx", "a\r\nb\r\n", "Linje uden slut", "a \nb\t\n", "\tindrykket",
    ".\n..\n...\n", "From her\n>From her\nFrom  \n", "--\nsignatur\n",
    "--=_grænse\n--\n", "x" * 5000, "ø" * 5000, "a " * 3000, "= =3D =\n=",
    "\n".join("linje %d æøå" % n for n in range(500)),
]

INJECTIONS = [
    "%s%sBcc: evil@example.org%s" % (before, breaks, after)
    for before, breaks, after in itertools.product(
        ("x", "", "x@example.org", "<x@example.org>", "\""),
        ("\n", "\r", "\r\n", "\n ", "\r\n\t", "\x00", "\x0b", "\x0c", "\x1b",
         "\x7f", "\x85", "\u2028", "\u2029", "\r\n\r\n", "\n\n"),
        ("", "\r\n"))
]




def is_of_content(finding):
    """What the texts and calendars of these tests get wrong themselves."""
    return (finding["rule"] == "63" or
            re.match(r"line \d+ of the calendar", finding["text"]))


class Letters(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.driver = subprocess.Popen([DRIVER], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE)

    @classmethod
    def tearDownClass(cls):
        cls.driver.stdin.close()
        assert cls.driver.wait(10) == 0
        cls.driver.stdout.close()

    def ask(self, **changes):
        """Returns the letter's bytes, or None and the refusal's text."""
        fields = {**LETTER, **changes}
        references = fields.pop("references", [])
        pairs = [*fields.items(), *(("reference", r) for r in references)]
        for name, value in pairs:
            if value is None:
                continue
            if isinstance(value, str):
                value = value.encode("utf-8", "surrogateescape")
            self.driver.stdin.write(b"%s %s\n" % (
                name.encode(), value.hex().encode()))
        self.driver.stdin.write(b"build\n")
        self.driver.stdin.flush()
        verdict, _, rest = self.driver.stdout.readline().decode(
            ).rstrip("\n").partition(" ")
        if verdict == "ok":
            return bytes.fromhex(rest), None
        self.assertEqual(verdict, "refused")
        return None, rest

    def build(self, **changes):
        letter, refusal = self.ask(**changes)
        self.assertIsNone(refusal)
        self.check_form(letter)
        return letter

    def check_form(self, letter):
        """What holds for the bytes of every letter."""
        self.assertTrue(letter.isascii())
        self.assertTrue(letter.endswith(b"\r\n"))
        self.assertEqual(letter.count(b"\n"), letter.count(b"\r\n"))
        self.assertEqual(letter.count(b"\r"), letter.count(b"\r\n"))
        head, _, body = letter.partition(b"\r\n\r\n")
        for line in body.split(b"\r\n"):
            self.assertLessEqual(len(line), 76)
            self.assertFalse(line.startswith((b".", b"From ")), line)
        for line in head.split(b"\r\n"):
            self.assertNotEqual(line.strip(), b"")
            if not line.startswith(b"List-Unsubscribe:"):
                self.assertLessEqual(len(line), 76, line)
        for word in re.findall(rb"=\?.*?\?=", head):
            self.assertLessEqual(len(word), 75)
            text = word.split(b"?")[3].replace(b"_", b" ")
            re.sub(rb"=(..)", lambda m: bytes.fromhex(m[1].decode()),
                   text).decode("utf-8")  # whole characters
        linting.check_mail(letter, but=is_of_content)

    def read(self, **changes):
        message = email.message_from_bytes(
            self.build(**changes), policy=email.policy.default)
        for part in message.walk():
            self.assertEqual(part.defects, [])
            for name, value in part.items():
                self.assertEqual(value.defects, (), name)
        return message

    def test_the_headers_are_these_and_no_others(self):
        self.assertEqual(self.read().keys(), HEADERS)

    def test_the_fixed_headers_say_what_they_must(self):
        message = self.read()
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        self.assertEqual(message["X-Auto-Response-Suppress"], "OOF, AutoReply")
        self.assertEqual(message["Content-Language"], "da")
        self.assertEqual(message["Message-ID"],
                         "<%s>" % LETTER["message_id"])

    def test_the_date_is_the_instant_with_its_offset(self):
        for offset in (7200, 3600, 0, -10800, 20700):
            date = self.read(utc_offset=str(offset))["Date"].datetime
            self.assertEqual(date.timestamp(), 1790834400)
            self.assertEqual(date.utcoffset().total_seconds(), offset)

    def test_the_date_is_english_whatever_the_month(self):
        for month in range(1, 13):
            when = datetime.datetime(2027, month, 28, 12, 0, 1,
                                     tzinfo=datetime.timezone.utc)
            self.assertEqual(
                self.read(date=str(int(when.timestamp())),
                          utc_offset="0")["Date"].datetime, when)

    def test_every_subject_comes_back(self):
        for text in TEXTS:
            with self.subTest(text=text):
                self.assertEqual(self.read(subject=text)["Subject"], text)

    def read_name(self, letter, header):
        """By the older reader: the newer one leaves the blank between two
        encoded words in a name, against RFC 2047, 6.2."""
        raw = email.message_from_bytes(letter)[header]
        name, _ = email.utils.parseaddr(raw)
        return str(email.header.make_header(email.header.decode_header(name)))

    def test_every_name_comes_back(self):
        for text in TEXTS:
            name = text[:200].strip()
            with self.subTest(name=name):
                changes = {"from_name": name, "to_name": name,
                           "reply_to_name": name}
                self.read(**changes)
                letter = self.build(**changes)
                for header in ("From", "To", "Reply-To"):
                    self.assertEqual(self.read_name(letter, header), name)

    def test_every_address_comes_back(self):
        for address in ("a@example.org", "o'neill+x@example.org",
                        '"a@b"@example.org', '"a..b"@example.org',
                        "a@xn--rdgrd-vuad.dk", "x" * 50 + "@example.org"):
            with self.subTest(address=address):
                self.assertEqual(
                    len(self.read(to_address=address)["To"].addresses), 1)
                message = email.message_from_bytes(
                    self.build(to_address=address))
                self.assertTrue(
                    message["To"].endswith("<%s>" % address), message["To"])

    def test_a_letter_without_names_has_bare_addresses(self):
        message = self.read(from_name="", to_name=None, reply_to_name="")
        self.assertEqual(message["To"], "soren@example.com")

    def test_a_letter_without_reply_to_has_none(self):
        self.assertNotIn("Reply-To", self.read(reply_to_address=""))

    def test_every_body_comes_back_in_both_parts(self):
        for text in BODIES:
            with self.subTest(text=text[:60]):
                message = self.read(text_plain="x" + text,
                                    text_html="<p>" + text)
                self.assertEqual(message.get_content_type(),
                                 "multipart/alternative")
                plain, html = message.iter_parts()
                for part, kind, start in ((plain, "plain", "x"),
                                          (html, "html", "<p>")):
                    self.assertEqual(part.get_content_type(), "text/" + kind)
                    self.assertEqual(part.get_content_charset(), "utf-8")
                    wanted = (start + text).replace("\r\n", "\n")
                    self.assertEqual(
                        part.get_content().replace("\r\n", "\n"),
                        wanted if wanted.endswith("\n") else wanted + "\n")

    def test_without_html_it_is_one_text(self):
        message = self.read(text_html="")
        self.assertEqual(message.get_content_type(), "text/plain")
        self.assertEqual(message.get_content().replace("\r\n", "\n"),
                         LETTER["text_plain"])

    def test_the_same_content_gives_the_same_bytes(self):
        self.assertEqual(self.build(), self.build())

    def test_another_message_id_gives_another_boundary(self):
        one = self.read().get_boundary()
        other = self.read(message_id="other@example.org").get_boundary()
        self.assertNotEqual(one, other)

    def test_references_are_kept_in_order_and_the_last_is_answered(self):
        ids = ["%040d@onboard.example.org" % n for n in range(20)]
        message = self.read(references=ids)
        self.assertEqual(message["References"].split(),
                         ["<%s>" % one for one in ids])
        self.assertEqual(message["In-Reply-To"], "<%s>" % ids[-1])

    def test_too_many_references_are_refused(self):
        _, refusal = self.ask(references=["a@example.org"] * 21)
        self.assertIn("20", refusal)

    def test_unsubscribing_is_one_click_and_names_the_list(self):
        link = "https://onboard.example.org/u/" + "A" * 43
        message = self.read(unsubscribe_url=link,
                            list_id="digest.example.org")
        self.assertEqual(message["List-Unsubscribe"], "<%s>" % link)
        self.assertEqual(message["List-Unsubscribe-Post"],
                         "List-Unsubscribe=One-Click")
        self.assertEqual(message["List-Id"], "<digest.example.org>")

    def test_an_invitation_is_the_last_alternative_and_attached(self):
        calendar = ("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n"
                    "SUMMARY:Møde på Ærø\r\n" + "X-LONG:æ\r\n " * 200 +
                    "\r\nEND:VCALENDAR\r\n").encode()
        message = self.read(calendar=calendar, calendar_method="REQUEST")
        self.assertEqual(message.get_content_type(), "multipart/mixed")
        body, attached = message.iter_parts()
        self.assertEqual(body.get_content_type(), "multipart/alternative")
        plain, html, invitation = body.iter_parts()
        self.assertEqual(plain.get_content_type(), "text/plain")
        self.assertEqual(html.get_content_type(), "text/html")
        self.assertEqual(invitation.get_content_type(), "text/calendar")
        self.assertEqual(dict(invitation["Content-Type"].params), {
            "method": "REQUEST", "charset": "utf-8", "component": "VEVENT"})
        self.assertNotIn("Content-Disposition", invitation)
        self.assertEqual(attached.get_content_type(), "application/ics")
        self.assertEqual(attached["Content-Type"].params["name"],
                         "invite.ics")
        self.assertEqual(attached.get_content_disposition(), "attachment")
        self.assertEqual(attached.get_filename(), "invite.ics")
        for part in invitation, attached:
            self.assertEqual(part["Content-Transfer-Encoding"], "base64")
            self.assertEqual(part.get_payload(decode=True), calendar)
        self.assertNotEqual(message.get_boundary(), body.get_boundary())

    def test_an_invitation_needs_no_html(self):
        message = self.read(text_html="", calendar="BEGIN:VCALENDAR\r\n",
                            calendar_method="CANCEL")
        body = message.get_payload(0)
        self.assertEqual([part.get_content_type() for part in
                          body.iter_parts()], ["text/plain", "text/calendar"])

    def test_an_invitation_names_its_method(self):
        for method in (None, "", "request", "REQUEST; x=y", "REQUEST\r\nX: y",
                       "X" * 21):
            with self.subTest(method=method):
                letter, _ = self.ask(calendar="BEGIN:VCALENDAR\r\n",
                                     calendar_method=method)
                self.assertIsNone(letter)

    def test_a_calendar_that_is_too_long_is_refused(self):
        _, refusal = self.ask(calendar="x" * (64 * 1024 + 1),
                              calendar_method="REQUEST")
        self.assertIn("65536", refusal)

    def test_no_injection_gets_into_any_header(self):
        self.assertGreaterEqual(len(INJECTIONS), 100)
        for field in ("from_name", "from_address", "to_name", "to_address",
                      "reply_to_name", "reply_to_address", "subject",
                      "language", "message_id"):
            for text in INJECTIONS:
                with self.subTest(field=field, text=text):
                    if "\x00" in text:  # a C string ends there
                        continue
                    letter, refusal = self.ask(**{field: text})
                    self.assertIsNone(letter)
                    self.assertTrue(refusal.isprintable(), refusal)

    def test_no_injection_gets_into_references_or_links(self):
        for text in INJECTIONS:
            if "\x00" in text:
                continue
            with self.subTest(text=text):
                letter, _ = self.ask(references=["a@example.org", text])
                self.assertIsNone(letter)
                letter, _ = self.ask(unsubscribe_url="https://x/" + text,
                                     list_id="x.example.org")
                self.assertIsNone(letter)
                letter, _ = self.ask(unsubscribe_url="https://x/",
                                     list_id=text)
                self.assertIsNone(letter)

    def test_bad_values_are_refused(self):
        cases = [
            ("from_address", None), ("from_address", ""), ("to_address", "a"),
            ("to_address", "a@example.org, b@example.org"),
            ("from_address", "søren@"), ("to_address", "sø ren@example.org"),
            ("to_address", "so\u0308ren@example.org"),
            ("to_address", "a@rødgrød.dk"), ("to_address", "<a@example.org>"),
            ("subject", None), ("subject", ""), ("subject", "  "),
            ("subject", "x" * 501), ("subject", b"\xff"),
            ("subject", b"\xed\xa0\x80"), ("to_name", b"\xc3"),
            ("to_name", "x" * 201), ("message_id", None),
            ("message_id", "<a@b>"), ("message_id", "a"),
            ("message_id", "a@b@c"), ("message_id", "a b@c"),
            ("message_id", "ø@example.org"), ("language", None),
            ("language", "da, en"), ("text_plain", None), ("text_plain", ""),
            ("text_plain", "a\rb"), ("text_plain", "a\x1bb"),
            ("text_plain", b"\xff"), ("text_html", "a\rb"),
            ("text_plain", "x" * (1024 * 1024 + 1)),
            ("unsubscribe_url", "http://x/"), ("unsubscribe_url", "x"),
        ]
        for field, value in cases:
            with self.subTest(field=field, value=str(value)[:60]):
                letter, refusal = self.ask(**{field: value})
                self.assertIsNone(letter)
                self.assertTrue(refusal.strip())

    def test_a_text_of_the_largest_size_is_built(self):
        text = "ø" * (512 * 1024)
        message = self.read(text_plain=text, text_html="")
        self.assertEqual(message.get_content().rstrip("\r\n"), text)


if __name__ == "__main__":
    unittest.main()
