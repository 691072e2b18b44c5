# SPDX-License-Identifier: EUPL-1.2
"""Strings that want to be more than text, and how what came of them is
compared with what came of harmless words."""

import html.parser
import re
import shutil

import daemon

MORE = "Bcc: evil@example.org"
# No field of one line takes these.
BREAKS = [
    "\n", "\r", "\r\n", "\n\n", "\r\n\r\n", "\r\n ", "\n\t", "\x00", "\x01",
    "\x08", "\x09", "\x0b", "\x0c", "\x1a", "\x1b", "\x1b[31m", "\x1f",
    "\x7f", "\x80", "\x85", "\x9b", "\u2028", "\u2029",
]
REFUSED = [f"Ana{mark}{MORE}" for mark in BREAKS] + [
    "\r\nBcc: evil@example.org", "Ana\r\nTo: evil@example.org",
    "Ana\r\nRCPT TO:<evil@example.org>", "Ana\r\n.\r\nMAIL FROM:<>",
    "Ana\nEND:VEVENT\nBEGIN:VEVENT", "Ana\r\nATTENDEE:mailto:evil@example.org",
    "Ana\r\n\r\n<html><script>1</script>", "Ana\nSubject: evil",
    "Ana\r\nContent-Type: text/html", "Ana\u2028ORGANIZER:mailto:e@e.example",
    "Ana\x85X-EVIL:1", "Ana\x00evil", "\x00", "\n", "x" * 10_000, "ø" * 10_000,
]
# Not UTF-8, or half a character: no JSON, so no field takes them.
BROKEN = [
    b"\xff", b"\xfe\xff", b"\xc0\x8d\xc0\x8a", b"\xe0\x80\x8a",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc3", b"a\x80",
    b"\\ud800", b"\\udc00\\ud800", b"\\u0000", b"\\ud83d",
]
# Text, however it looks.
TAKEN = [
    "END:VEVENT", "BEGIN:VALARM", "Ana;VALUE=DATE:20260101", "Ana;X=\"a\":b",
    "Ana,mailto:evil@example.org", "mailto:evil@example.org", "a;b,c:d",
    "a\\nATTENDEE:mailto:evil@example.org", "a\\r\\nBcc: evil@example.org",
    "a\\", "\\", "\\\\", "\\;\\,", "a^nb^'c^^d", "^n", "\"", "'", "\"a\"",
    "a\"b'c`d", "\"; DROP TABLE person; --", "' OR '1'='1",
    "Robert'); DROP TABLE journey;--", "1; DELETE FROM mail",
    "{{name}}", "{{{name}}}", "{{#due}}x{{/due}}", "{{>footer}}", "{{=<% %>=}}",
    "{{&html}}", "{{", "}}", "<script>alert(1)</script>", "</title><script>",
    "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)", "javascript:alert(1)", "<a href=//evil.example>",
    "<!--", "-->", "]]>", "&lt;b&gt;", "&#13;&#10;Bcc: evil@example.org",
    "&amp;amp;", "%0d%0aBcc:%20evil@example.org", "%00", "%n%n%s%s", "%2e%2e/",
    "../../../../etc/passwd", "$(id)", "`id`", "${HOME}", "| id", "; id",
    "=?utf-8?Q?=0D=0ABcc:_evil@example.org?=", "=?utf-8?B?DQpCY2M6IGU=?=",
    "=?utf-8?Q?abc", "?=", "=0D=0ABcc: evil@example.org", "=3D=\\",
    "a <evil@example.org>", "a, b <evil@example.org>", "<evil@example.org>",
    "(comment) a", "a: b@example.org, c@example.org;", "@example.org",
    ".", "..", "From evil", ".\\r\\nQUIT", "--", "-- ", "--=_part",
    "\u202e\u2066txt.exe", "a\u200bb\u200d\ufeff", "\u2067x\u2069", "é e\u0301",
    "👩‍👩‍👧‍👦", "日本語", "\u0600\u0601", "ß\u1e9eİı", "\u00a0a\u00a0",
    "=cmd|'/c calc'!A0", "+1+1", "@SUM(1)", "X-EVIL: 1", "ORGANIZER",
    "text/calendar; method=CANCEL", "x" * 200, "ø" * 200, "\U0001f600" * 200,
]
SHORT = 40  # the longest telephone number
PLAIN = "Ord"
LINE = re.compile(r"^(<\d>)?(error|warn|info|debug) [a-z]+\.?[a-z]* ?.*\n$")


class Structure(html.parser.HTMLParser):
    """What of a page is not text: its tags with their attributes' names."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.texts = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, tuple(name for name, _ in attrs)))
        for name, value in attrs:
            if name in ("href", "action", "src"):
                kept = re.sub(r"/[\w-]{43}\b", "/TOKEN", value)
                self.parts.append((name, kept))

    def handle_endtag(self, tag):
        self.parts.append(("/" + tag, ()))

    def handle_comment(self, data):
        self.parts.append(("comment", data))

    def handle_decl(self, decl):
        self.parts.append(("declaration", decl))

    def handle_data(self, data):
        self.texts.append(data)


def quoted(name, address):
    """A mailbox, its name as RFC 5322 quotes it."""
    text = name.replace("\\", "\\\\").replace("\"", "\\\"")
    return f'"{text}" <{address}>'


def unfold(content):
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


class InjectionCase(daemon.DaemonCase):
    def start_twin(self, running, clock):
        """Another daemon, whose mails are known by the same Message-IDs."""
        twin = self.make(mail=running.settings["mail"] | {
            "maildir": str(self.folder / "twin")})
        twin.maildir = self.folder / "twin"
        twin.database.parent.mkdir(mode=0o700)
        shutil.copy(running.database.parent / "token.key",
                    twin.database.parent)
        running.is_stepwise = twin.is_stepwise = True
        return twin.start(clock)

    def count(self, running):
        return {table: rows for table, rows in running.row_counts().items()
                if table != "audit_sqlite"}

    def propose(self, running, number):
        """The leader asks for another time; the number of what came in."""
        uid = running.query("SELECT uid FROM activity WHERE journey_id = 1 "
                            "AND step = 'velkomstopkald'")[0]["uid"]
        address = daemon.LEADER["email"]
        return running.api("POST", "/received-mail", {
            "kind": "counter", "sender": address, "uid": uid, "sequence": 0,
            "stamp": 1790900000 + number, "events": 1, "attendee_total": 1,
            "attendees": [{"address": address, "partstat": "TENTATIVE"}],
            "start": "2026-11-09T10:00:00", "start_zone": "Europe/Copenhagen",
            "end": "2026-11-09T11:00:00", "end_zone": "Europe/Copenhagen",
        })["received"]["id"]

    def check_letter(self, ours, theirs):
        self.assertEqual(ours.message.keys(), theirs.message.keys())
        self.assertEqual(ours.to, theirs.to)
        for name in {"To", "From", "Reply-To"} & set(ours.message.keys()):
            self.assertEqual(
                [a.addr_spec for a in ours.message[name].addresses],
                [a.addr_spec for a in theirs.message[name].addresses])
        parts = [list(each.message.walk()) for each in (ours, theirs)]
        self.assertEqual(len(parts[0]), len(parts[1]))
        for part, other in zip(*parts):
            self.assertEqual(part.defects, [])
            for name, value in part.items():
                self.assertEqual(value.defects, (), (name, value))
            self.assertEqual(part.get_content_type(), other.get_content_type())
            if part.get_content_subtype() in ("calendar", "ics"):
                self.check_invitation(part.get_payload(decode=True),
                                      other.get_payload(decode=True))
        self.assertEqual(ours.text.count("\n"), theirs.text.count("\n"))
        pages = [Structure(each.message.get_body(("html",)).get_content())
                 for each in (ours, theirs)]
        self.assertEqual(pages[0].parts, pages[1].parts, ours.subject)
        self.assertNotRegex(ours.bytes.decode("ascii"), r"[^\r]\n")

    def check_invitation(self, ours, theirs):
        self.check_lines(ours, theirs)
        people = [[re.sub(r";CN=(\"[^\"]*\"|[^;:]*)", "", line)
                   for line in unfold(each)
                   if line.startswith(("ATTENDEE", "ORGANIZER", "METHOD"))]
                  for each in (ours, theirs)]
        self.assertEqual(people[0], people[1])

    def check_lines(self, ours, theirs):
        names = [[re.match(r"[A-Z-]*", line)[0] for line in unfold(each)]
                 for each in (ours, theirs)]
        self.assertEqual(names[0], names[1])
        for line in ours.split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
            line.decode()  # whole characters
            self.assertFalse(re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line))

    def check_log(self, running):
        for line in list(running.lines):
            self.assertRegex(line, LINE)
