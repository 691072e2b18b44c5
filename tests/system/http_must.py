#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""What RFC 9110 and RFC 9112 tell a server to refuse, request by request.

A row is the section, what is wrong, the bytes, and the status that says no; 0
is a close without an answer.  Behind each request stands a whole second one,
which must never be executed: whoever sees another end of the first one than we
do would smuggle it in.  Where the text leaves a choice between refusing and
repairing (bare LF, folded lines, control bytes), we refuse.
"""

import sys
import unittest

from http_core import Answer, CoreTest, SMUGGLED, read_to_end

LINE = b" HTTP/1.1\r\nHost: a\r\n"
GET = b"GET /a" + LINE
POST = b"POST /a" + LINE
END = b"\r\n"
BODY = b"Content-Length: 3\r\n\r\nabc"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
DELIMITERS = b'"(),/:;<=>?@[\\]{}'
CONTROLS = bytes([*range(1, 9), 11, 12, *range(14, 32), 127])
# Refused in any case, and heard of: what an own server would have to know.
KNOWN = {400, 405, 411, 413, 414, 417, 421, 431, 501, 505}


def shown(byte):
    return f"{byte:#04x}" if byte <= 32 or byte > 126 else f"'{chr(byte)}'"


def version(text):
    return b"GET /a " + text + b"\r\nHost: a\r\n\r\n"


def host(text):
    return b"GET /a HTTP/1.1\r\nHost: " + text + b"\r\n\r\n"


def target(text):
    return b"GET " + text + LINE + END


def field(line):
    return GET + line + b"\r\n\r\n"


def length(text):
    return POST + b"Content-Length: " + text + b"\r\n\r\nabc"


def coding(text, more=b""):
    return (POST + b"Transfer-Encoding: " + text + b"\r\n" + more +
            b"\r\n3\r\nabc\r\n0\r\n\r\n")


def chunks(text):
    return CHUNKED + text


def rows_of_lines():
    """RFC 9112, 2.2: where a line ends, and what a head is made of."""
    head = GET + END
    yield "2.2", "UTF-16", head.decode().encode("utf-16-le"), 400
    for what, request in (
            ("in the method", b"GE\rT /a" + LINE + END),
            ("in the target", b"GET /\ra" + LINE + END),
            ("in the version", b"GET /a HTTP/1\r.1\r\nHost: a\r\n\r\n"),
            ("behind the request line", b"GET /a HTTP/1.1\rHost: a\r\n\r\n"),
            ("in a name", field(b"X\rY: 1")),
            ("before the colon", field(b"X\r: 1")),
            ("before a value", field(b"X:\r1")),
            ("in a value", field(b"X: 1\r2")),
            ("between two fields", field(b"X: 1\rContent-Length: 9")),
            ("behind a value", GET + b"X: 1\r\r\n\r\n"),
            ("for the empty line", GET + b"\r\r\n")):
        yield "2.2", "bare CR " + what, request, 400
    for what, blank in (("SP", b" "), ("HTAB", b"\t"), ("an empty line", b"")):
        yield ("2.2", f"{what} between the request line and the first field",
               b"GET /a HTTP/1.1\r\n" + (blank + b"Host: a\r\n\r\n" if blank
                                         else b" \r\nHost: a\r\n\r\n"), 400)
    for what, request in (
            ("everywhere", b"GET /a HTTP/1.1\nHost: a\n\n"),
            ("behind the request line", b"GET /a HTTP/1.1\nHost: a\r\n\r\n"),
            ("behind a field", b"GET /a HTTP/1.1\r\nHost: a\n\r\n"),
            ("for the empty line", GET + b"\n"),
            ("before CR", b"GET /a HTTP/1.1\n\rHost: a\n\r\n\r"),
            ("within a value", field(b"X: 1\nContent-Length: 9")),
            ("alone, first", b"\n" + GET + END)):
        yield "2.2", "bare LF " + what, request, 400
    for what, request in (
            ("an empty line first", b"\r\n" + GET + END),
            ("only empty lines", b"\r\n\r\n\r\n"),
            ("no request line", b"Host: a\r\n\r\n"),
            ("JSON", b'{"a": 1}\r\n\r\n'),
            ("a response", b"HTTP/1.1 200 OK\r\nHost: a\r\n\r\n"),
            ("the hello of TLS", b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03"),
            ("the hello of SMTP", b"EHLO a.example.org\r\n\r\n"),
            ("the version of SSH", b"SSH-2.0-OpenSSH_9.2p1\r\n\r\n"),
            ("the PROXY line", b"PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n" + GET +
             END)):
        yield "2.2", what, request, 400
    yield "2.2", "the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505


def rows_of_versions():
    """RFC 9112, 2.3 and 3."""
    for text in (b"http/1.1", b"Http/1.1", b"HTTP/1", b"HTTP/1.", b"HTTP/.1",
                 b"HTTP/11", b"HTTP/1.1.1", b"HTTP/ 1.1", b"HTTP/1. 1",
                 b"HTTP /1.1", b"HTTP/a.b", b"HTTP/1,1", b"HTTPS/1.1",
                 b"HTTP/-1.1", b"HTTP/+1.1", b"HTTP/01.1", b"HTTP/1.01",
                 b"HTTP/1.10", b"HTTP/1.1x", b"HTTP\\1.1", b"HTTP/1.\xb2",
                 b"ICY/1.1", b"HTTP", b"/1.1", b"1.1"):
        yield "2.3", f"version {text!r}", version(text), 400
    for text in (b"HTTP/0.9", b"HTTP/2.0", b"HTTP/3.0", b"HTTP/9.9"):
        yield "2.3", f"version {text!r}", version(text), 505
    yield "2.3", "a line of HTTP/0.9", b"GET /a\r\n\r\n", 400


def rows_of_request_lines():
    """RFC 9112, 3, 3.1 and 3.2."""
    tail = b"\r\nHost: a\r\n\r\n"
    for what, line in (
            ("two blanks before the target", b"GET  /a HTTP/1.1"),
            ("two blanks behind the target", b"GET /a  HTTP/1.1"),
            ("HTAB before the target", b"GET\t/a HTTP/1.1"),
            ("HTAB behind the target", b"GET /a\tHTTP/1.1"),
            ("VT before the target", b"GET\x0b/a HTTP/1.1"),
            ("FF behind the target", b"GET /a\x0cHTTP/1.1"),
            ("a blank first", b" GET /a HTTP/1.1"),
            ("a blank last", b"GET /a HTTP/1.1 "),
            ("HTAB last", b"GET /a HTTP/1.1\t"),
            ("a blank in the target", b"GET /a b HTTP/1.1"),
            ("no target", b"GET HTTP/1.1"),
            ("an empty target", b"GET  HTTP/1.1"),
            ("no method", b"/a HTTP/1.1"),
            ("an empty method", b" /a HTTP/1.1"),
            ("the method alone", b"GET"),
            ("four words", b"GET /a HTTP/1.1 HTTP/1.1")):
        yield "3", what, line + tail, 400
    for byte in DELIMITERS:
        yield ("3.1", f"{shown(byte)} in the method",
               b"G" + bytes([byte]) + b"T /a" + tail, 400)
    for byte in b"\x00\x01\x7f\xe6":
        yield ("3.1", f"{shown(byte)} in the method",
               b"G" + bytes([byte]) + b"T /a" + LINE + END, 400)
    for method in (b"get", b"Get", b"GETS", b"BREW", b"CONNECT", b"TRACE",
                   b"OPTIONS", b"PROPFIND", b"-"):
        yield ("9110-9.1", f"method {method.decode()}",
               method + b" /a" + LINE + END, 405)
    yield ("9110-9.3.8", "TRACE with a body", b"TRACE /a" + LINE + BODY, 405)
    yield "9110-9.3.1", "GET with a body", GET + BODY, 400
    yield ("9110-9.3.2", "HEAD with a body", b"HEAD /a" + LINE + BODY, 400)
    yield "3", "a request line of 9000 bytes", target(b"/" + b"a" * 9000), 414
    yield ("9110-15.5.15", "a query of 9000 bytes",
           target(b"/a?" + b"b" * 9000), 414)


def rows_of_targets():
    """RFC 9112, 3.2, and RFC 9110, 4."""
    for what, text, section in (
            ("authority form with GET", b"a:443", "3.2.3"),
            ("asterisk form with GET", b"*", "3.2.4"),
            ("absolute form of another scheme", b"ftp://a/a", "3.2.2"),
            ("absolute form with a user", b"http://u:p@a/a", "9110-4.2.4"),
            ("absolute form of another host", b"http://b/a", "3.2.2"),
            ("absolute form without a host", b"http:///a", "9110-4.2.1"),
            ("no slash first", b"a", "3.2.1"),
            ("a fragment", b"/a#b", "3.2.1"),
            ("a backslash", b"/a\\b", "3.2.1"),
            ("a quote", b'/a"b', "3.2.1"),
            ("angle brackets", b"/<a>", "3.2.1"),
            ("a raw byte", b"/\xc3\xa6", "3.2.1"),
            ("NUL", b"/a\0b", "3.2.1"),
            ("a control byte", b"/a\x01", "3.2.1"),
            ("DEL", b"/a\x7f", "3.2.1"),
            ("half an escape", b"/a%2", "9110-4.1"),
            ("an escape that is none", b"/a%zz", "9110-4.1"),
            ("an escaped NUL", b"/a%00", "9110-4.1"),
            ("an escaped line end", b"/a%0d%0aX:%201", "9110-4.1"),
            ("escapes that are no UTF-8", b"/a%c0%af", "9110-4.1"),
            ("dots that lead out", b"/../a", "9110-4.2.3"),
            ("escaped dots that lead out", b"/%2e%2e/a", "9110-4.2.3"),
            ("an empty segment", b"//b/a", "9110-4.2.3")):
        yield section, what, target(text), 400
    yield ("9110-9.3.6", "CONNECT",
           b"CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 400)
    yield ("3.2.4", "asterisk form with POST",
           b"POST * HTTP/1.1\r\nHost: a\r\n" + BODY, 400)


def rows_of_hosts():
    """RFC 9112, 3.2: one Host, and a valid one."""
    yield "3.2", "no Host", b"GET /a HTTP/1.1\r\n\r\n", 400
    yield "3.2", "no Host but others", b"GET /a HTTP/1.1\r\nX: a\r\n\r\n", 400
    for what, more in (("another", b"Host: b"), ("the same", b"Host: a"),
                       ("the same in lower case", b"host: a"),
                       ("an empty", b"Host:")):
        yield "3.2", f"two Hosts, {what}", field(more), 400
    yield ("3.2", "two Hosts in HTTP/1.0",
           b"GET /a HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400)
    for what, text in (
            ("empty", b""), ("a blank within", b"a b"), ("a list", b"a, b"),
            ("a list without blanks", b"a,b:1:2"), ("a path", b"a/b"),
            ("a user", b"u@a"), ("a query", b"a?b"), ("a fragment", b"a#b"),
            ("a backslash", b"a\\b"), ("a quote", b'"a"'),
            ("two ports", b"a:1:2"), ("letters as port", b"a:b"),
            ("a port below zero", b"a:-1"), ("a port alone", b":80"),
            ("a long port", b"a:123456"), ("an open bracket", b"[::1"),
            ("text behind a bracket", b"[::1]a"),
            ("empty brackets", b"[]"), ("letters in brackets", b"[zz]"),
            ("a raw byte", b"\xe6"), ("NUL", b"a\0"), ("a scheme",
                                                       b"http://a"),
            ("half an escape", b"a%2"), ("angle brackets", b"<a>")):
        yield "3.2", f"Host is {what}", host(text), 400
    yield "9110-7.4", "another's Host", host(b"evil.example"), 421
    yield "9110-7.4", "another's Host behind a dot", host(b"a.evil.example"), 421


def rows_of_fields():
    """RFC 9112, 5, and RFC 9110, 5."""
    for name, value in ((b"X", b"1"), (b"Content-Length", b"3"),
                        (b"Transfer-Encoding", b"chunked"),
                        (b"Connection", b"close"), (b"Cookie", b"a=b")):
        for what, blank in (("SP", b" "), ("HTAB", b"\t"), ("SP SP", b"  ")):
            yield ("5.1", f"{what} between {name.decode()} and its colon",
                   POST + name + blank + b": " + value + b"\r\n\r\nabc", 400)
    yield ("5.1", "SP between Host and its colon",
           b"GET /a HTTP/1.1\r\nHost : a\r\n\r\n", 400)
    for byte in DELIMITERS.replace(b":", b""):
        yield ("9110-5.1", f"{shown(byte)} in a name",
               field(b"X" + bytes([byte]) + b"Y: 1"), 400)
    for byte in b"\x00\x01\x1f\x7f\x80\xe6\xff":
        yield ("9110-5.1", f"{shown(byte)} in a name",
               field(b"X" + bytes([byte]) + b"Y: 1"), 400)
    for what, line in (("no name", b": 1"), ("a colon alone", b":"),
                       ("no colon", b"abc"), ("a blank in a name", b"X Y: 1"),
                       ("a name in quotes", b'"X": 1')):
        yield "9110-5.1", what, field(line), 400
    for what, line in (
            ("by SP", b"X: 1\r\n 2"), ("by HTAB", b"X: 1\r\n\t2"),
            ("into nothing", b"X: 1\r\n "), ("twice", b"X: 1\r\n 2\r\n 3"),
            ("before its value", b"X:\r\n 1"),
            ("of Content-Length", b"Content-Length:\r\n 3"),
            ("of Transfer-Encoding", b"Transfer-Encoding:\r\n chunked"),
            ("that looks like a field", b"X: 1\r\n Content-Length: 9"),
            ("of the first field", b"")):
        request = field(line) if line else (
            b"GET /a HTTP/1.1\r\nHost: a\r\n b\r\n\r\n")
        yield "5.2", f"a line folded {what}", request, 400
    for what, value in (("first", b"\x00a"), ("within", b"a\x00b"),
                        ("last", b"a\x00"), ("alone", b"\x00")):
        yield "9110-5.5", f"NUL in a value, {what}", field(b"X: " + value), 400
    yield ("9110-5.5", "NUL in the value of Cookie",
           field(b"Cookie: a=b\0; c=d"), 400)
    for byte in CONTROLS:
        yield ("9110-5.5", f"{shown(byte)} in a value",
               field(b"X: a" + bytes([byte]) + b"b"), 400)
    yield ("9110-5.4", "65 fields",
           GET + b"X: 1\r\n" * 64 + END, 431)
    yield "9110-5.4", "a field of 9000 bytes", field(b"X: " + b"a" * 9000), 431
    yield ("9110-10.1.1", "an expectation that nobody knows",
           POST + b"Expect: coffee\r\n" + BODY, 417)
    yield ("9110-10.1.1", "an expectation beside the known one",
           POST + b"Expect: 100-continue, coffee\r\n" + BODY, 417)


def rows_of_lengths():
    """RFC 9112, 6.2 and 6.3, and RFC 9110, 8.6."""
    for text in (b"", b"+3", b"-1", b"-0", b"0x3", b"3 4", b"3,4", b"3, 3",
                 b"3,3", b",3", b"3,", b"3;x", b"3.0", b"1e1", b"abc", b'"3"',
                 b"3_0", b"0b11", b"\xef\xbc\x93", b"3 abc", b"3\x0b",
                 b"NaN", b"0,3"):
        yield "9110-8.6", f"length {text!r}", length(text), 400
    for text in (b"18446744073709551616", b"18446744073709551619",
                 b"9" * 40, b"340282366920938463463374607431768211459"):
        yield "9110-8.6", f"length {text[:24]!r}", length(text), 413
    for text in (b"9223372036854775807", b"4294967299", b"1000000000"):
        yield "9110-8.6", f"length {text!r} for a small form", length(text), 413
    for what, one, other in (("different", b"3", b"30"), ("equal", b"3", b"3"),
                             ("one of them empty", b"3", b""),
                             ("equal in number", b"3", b"03")):
        yield ("6.3", f"two lengths, {what}", POST + b"Content-Length: " + one +
               b"\r\nContent-Length: " + other + b"\r\n\r\nabc", 400)
    yield ("6.3", "two lengths in two cases", POST +
           b"content-length: 3\r\nCONTENT-LENGTH: 30\r\n\r\nabc", 400)
    yield "6.3", "POST without a length", POST + END, 411
    for method in (b"PUT", b"PATCH"):
        yield ("6.3", f"{method.decode()} without a length",
               method + b" /a" + LINE + END, 411)


def rows_of_codings():
    """RFC 9112, 6.1 and 6.3: we read no coding, and say what is broken."""
    for text in (b"chunked", b"Chunked", b"gzip, chunked", b"x, chunked",
                 b"chunked,"):
        yield "6.1", f"coding {text!r}", coding(text), 501
    # The end of the body cannot be known: section 6.3, number 4.
    for text in (b"xchunked", b"chunkedx", b"identity", b"gzip", b"",
                 b"chunked, gzip", b"chunked, identity", b"chunked, chunked",
                 b",", b"chunked;q=1", b'"chunked"', b"chunk ed",
                 b"\x0bchunked", b"gzip chunked"):
        yield "6.3", f"coding {text!r}", coding(text), 400
    for what, one, other in (("chunked, identity", b"chunked", b"identity"),
                             ("chunked twice", b"chunked", b"chunked"),
                             ("chunked first", b"chunked", b"gzip")):
        yield "6.3", f"two codings, {what}", coding(
            one, b"Transfer-Encoding: " + other + b"\r\n"), 400
    yield "6.1", "two codings, chunked last", coding(
        b"gzip", b"Transfer-Encoding: chunked\r\n"), 501
    for what, more in (("a length", b"Content-Length: 5\r\n"),
                       ("a length of 0", b"Content-Length: 0\r\n"),
                       ("a broken length", b"Content-Length: x\r\n")):
        yield "6.1", f"a coding and {what}", coding(b"chunked", more), 400
    yield ("6.1", "a length and a coding", POST + b"Content-Length: 5\r\n"
           b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)
    for method in (b"GET", b"POST", b"HEAD"):
        yield ("6.1", f"a coding in HTTP/1.0 with {method.decode()}",
               method + b" /a HTTP/1.0\r\nHost: a\r\n"
               b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)
    yield ("6.1", "a coding with GET", GET +
           b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501)


def rows_of_chunks():
    """RFC 9112, 7.1: whatever the chunks are, none is read as a request."""
    for what, text in (
            ("size 0x3", b"0x3\r\nabc\r\n0\r\n\r\n"),
            ("size +3", b"+3\r\nabc\r\n0\r\n\r\n"),
            ("size -3", b"-3\r\nabc\r\n0\r\n\r\n"),
            ("an empty size", b"\r\nabc\r\n0\r\n\r\n"),
            ("a blank before the size", b" 3\r\nabc\r\n0\r\n\r\n"),
            ("a blank behind the size", b"3 \r\nabc\r\n0\r\n\r\n"),
            ("a size that overflows", b"F" * 17 + b"\r\nabc\r\n0\r\n\r\n"),
            ("a size in letters", b"xyz\r\nabc\r\n0\r\n\r\n"),
            ("a size with _", b"1_0\r\nabc\r\n0\r\n\r\n"),
            ("more data than the size", b"2\r\nabc\r\n0\r\n\r\n"),
            ("less data than the size", b"5\r\nabc\r\n0\r\n\r\n"),
            ("no line end behind the data", b"3\r\nabc0\r\n\r\n"),
            ("line ends of bare LF", b"3\nabc\n0\n\n"),
            ("bare CR behind the size", b"3\rabc\r\n0\r\n\r\n"),
            ("LF within an extension", b"3;a\nb\r\nabc\r\n0\r\n\r\n"),
            ("CR within an extension", b"3;a\rb\r\nabc\r\n0\r\n\r\n"),
            ("NUL within an extension", b"3;a\0b\r\nabc\r\n0\r\n\r\n"),
            ("a long extension", b"3;" + b"a" * 9000 + b"\r\nabc\r\n0\r\n\r\n"),
            ("a trailer with a length", b"0\r\nContent-Length: 9\r\n\r\n"),
            ("a trailer with Host", b"0\r\nHost: b\r\n\r\n"),
            ("a broken trailer", b"0\r\nX : 1\r\n\r\n"),
            ("no last chunk", b"3\r\nabc\r\n")):
        yield "7.1", f"chunks with {what}", chunks(text), 501


ROWS = [row for rows in (
    rows_of_lines, rows_of_versions, rows_of_request_lines, rows_of_targets,
    rows_of_hosts, rows_of_fields, rows_of_lengths, rows_of_codings,
    rows_of_chunks) for row in rows()]


class Refusals(CoreTest):
    def send(self, request):
        """All that the server says before it closes."""
        with self.server.connect() as client:
            try:
                client.sendall(request)
            except (BrokenPipeError, ConnectionResetError):
                pass  # refused before all was sent
            return read_to_end(client)

    def check(self, said, status):
        self.assertEqual(said.count(b"HTTP/1.1 "), 1, said[:300])
        self.assertTrue(said.startswith(b"HTTP/1.1 %d " % status), said[:100])
        head = said.split(b"\r\n\r\n")[0].split(b"\r\n")
        self.assertIn(b"Connection: close", head)
        self.assertTrue(any(line.startswith(b"Date: ") for line in head))
        self.assertEqual(
            status == 405, any(line.startswith(b"Allow: ") for line in head))

    def test_the_table_is_not_thin(self):
        self.assertGreaterEqual(len(ROWS), 113)
        self.assertEqual(len({what for _, what, _, _ in ROWS}), len(ROWS))
        self.assertLessEqual({status for *_, status in ROWS}, KNOWN)

    def test_none_reaches_a_handler_nor_what_stands_behind_it(self):
        before = self.server.counts()
        for section, what, request, status in ROWS:
            with self.subTest(section=section, what=what):
                self.check(self.send(request + SMUGGLED), status)
        after = self.server.counts()
        self.assertEqual(after["smuggled"], 0)
        self.assertEqual(after["handled"], before["handled"])

    def test_none_does_so_behind_a_good_request(self):
        before = self.server.counts()
        for section, what, request, status in ROWS:
            with self.subTest(section=section, what=what):
                said = self.send(GET + END + request + SMUGGLED)
                answers = said.split(b"HTTP/1.1 ")[1:]
                self.assertEqual([answer[:3] for answer in answers],
                                 [b"200", b"%d" % status])
        after = self.server.counts()
        self.assertEqual(after["smuggled"], 0)
        self.assertEqual(after["handled"], before["handled"] + len(ROWS))

    def test_a_body_that_ends_early_is_not_handled(self):
        """RFC 9112, 8: an incomplete request."""
        before = self.server.counts()["handled"]
        for request in (POST + b"Content-Length: 10\r\n\r\nabc",
                        POST + b"Content-Length: 1\r\n\r\n", GET, b"GET /a",
                        b"POST"):
            with self.subTest(request=request), self.server.connect() as client:
                client.sendall(request)
                client.shutdown(1)
                self.assertEqual(read_to_end(client), b"")
        self.assertEqual(self.server.counts()["handled"], before)

    def test_a_body_is_never_read_as_a_request(self):
        inner = SMUGGLED
        said = self.send(POST + b"Content-Length: %d\r\n\r\n" % len(inner) +
                         inner + SMUGGLED)
        self.assertEqual(said.count(b"HTTP/1.1 2"), 1)
        self.assertTrue(said.endswith(inner))
        self.assertEqual(self.server.counts()["smuggled"], 0)


class Duties(CoreTest):
    """What a server must do with requests that are in order."""

    def ask(self, request, has_body=True):
        with self.server.connect() as client:
            client.sendall(request)
            return Answer(client, has_body)

    def closes(self, request):
        with self.server.connect() as client:
            client.sendall(request + SMUGGLED)
            said = read_to_end(client)
        self.assertEqual(said.count(b"HTTP/1.1 "), 1, said[:300])
        self.assertIn(b"\r\nConnection: close\r\n", said)
        self.assertEqual(self.server.counts()["smuggled"], 0)

    def test_nothing_is_read_behind_a_last_request(self):
        """RFC 9112, 9.3 and 9.6."""
        for request in (
                field(b"Connection: close"), field(b"connection: CLOSE"),
                field(b"Connection: x, close"),
                field(b"Connection: x\r\nConnection: close"),
                b"GET /a HTTP/1.0\r\nHost: a\r\n\r\n",
                b"GET /a HTTP/1.0\r\n\r\n", POST + BODY):
            with self.subTest(request=request):
                self.closes(request)

    def test_a_client_of_1_0_hears_no_100(self):
        """RFC 9110, 10.1.1."""
        answer = self.ask(b"POST /a HTTP/1.0\r\nHost: a\r\n"
                          b"Expect: 100-continue\r\n" + BODY)
        self.assertEqual((answer.status, answer.body), (200, b"abc"))

    def test_no_protocol_is_switched(self):
        """RFC 9110, 7.8."""
        for more in (b"Connection: Upgrade\r\nUpgrade: h2c\r\n"
                     b"HTTP2-Settings: AAMAAABkAAQAAP__",
                     b"Connection: Upgrade\r\nUpgrade: websocket\r\n"
                     b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="):
            self.assertEqual(self.ask(field(more)).status, 200)

    def test_a_range_may_be_ignored_and_is(self):
        """RFC 9110, 14.2."""
        answer = self.ask(field(b"Range: bytes=0-0"))
        self.assertEqual((answer.status, answer.body), (200, b"small"))

    def test_no_answer_to_head_has_a_body(self):
        """RFC 9110, 9.3.2, also where it is refused."""
        for request, status in (
                (b"HEAD /none" + LINE + END, 404),
                (b"HEAD /a" + LINE + b"X : 1\r\n\r\n", 400),
                (b"HEAD /smug HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
                (b"HEAD /api/v1/item/3" + LINE + END, 401)):
            with self.subTest(request=request), self.server.connect() as client:
                client.sendall(request)
                said = read_to_end(client)
                head, body = said.split(b"\r\n\r\n", 1)
                self.assertTrue(head.startswith(b"HTTP/1.1 %d " % status))
                self.assertEqual(body, b"", head)

    def test_who_is_not_allowed_hears_how(self):
        """RFC 9110, 11.6.1 and 15.5.6."""
        answer = self.ask(b"GET /api/v1/item/3" + LINE + END)
        self.assertEqual(answer.status, 401)
        self.assertTrue(answer.headers["www-authenticate"].startswith("Bearer"))

    def test_a_name_is_read_in_any_case(self):
        """RFC 9110, 5.1."""
        answer = self.ask(b"POST /a HTTP/1.1\r\nhOST: a\r\n"
                          b"cONTENT-lENGTH: 3\r\n\r\nabc")
        self.assertEqual(answer.body, b"abc")


if __name__ == "__main__":
    sys.exit(unittest.main())
