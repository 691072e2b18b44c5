#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The HTTP server over the wire, with handlers of http_core_server.c."""

import json
import os
import resource
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import unittest

SERVER = os.environ.get("HTTP_CORE_SERVER", "tests/system/http_core_server")
HOST = b" HTTP/1.1\r\nHost: a\r\n"
GET = b"GET /a" + HOST
POST = b"POST /a" + HOST
SMUGGLED = b"GET /smug" + HOST + b"\r\n"
COUNTS = b"GET /counts" + HOST + b"\r\n"

CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
MALFORMED = {
    "no Host": b"GET /a HTTP/1.1\r\n\r\n",
    "two Hosts": GET + b"Host: a\r\n\r\n",
    "blank before colon": GET + b"X-F : 1\r\n\r\n",
    "empty name": GET + b": x\r\n\r\n",
    "blank in name": GET + b"X F: 1\r\n\r\n",
    "NUL in value": GET + b"X: a\0b\r\n\r\n",
    "bare CR in value": GET + b"X: a\rb\r\n\r\n",
    "NUL in target": b"GET /a\0" + HOST + b"\r\n",
    "coding xchunked": POST + b"Transfer-Encoding: xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "codings and length": POST + b"Transfer-Encoding: gzip, chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "chunked and identity": POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc",
    "length 3,4": POST + b"Content-Length: 3,4\r\n\r\nabc",
    "length +3": POST + b"Content-Length: +3\r\n\r\nabc",
    "length -1": POST + b"Content-Length: -1\r\n\r\nabc",
    "length 0x3": POST + b"Content-Length: 0x3\r\n\r\nabc",
    "length 2^64+3": POST + b"Content-Length: 18446744073709551619\r\n\r\nabc",
    "chunk 0x3": CHUNKED + b"0x3\r\nabc\r\n0\r\n\r\n",
    "chunk +3": CHUNKED + b"+3\r\nabc\r\n0\r\n\r\n",
    "chunk -3": CHUNKED + b"-3\r\nabc\r\n0\r\n\r\n",
    "chunk overflow": CHUNKED + b"FFFFFFFFFFFFFFFF1\r\nabc\r\n0\r\n\r\n",
    "chunk too long": CHUNKED + b"2\r\nabc\r\n0\r\n\r\n",
    "chunk by LF": CHUNKED + b"3\nabc\n0\n\n",
    "HTTP/2.0": b"GET /a HTTP/2.0\r\nHost: a\r\n\r\n",
    "two blanks": b"GET  /a  HTTP/1.1\r\nHost: a\r\n\r\n",
    "bare LF": b"GET /a HTTP/1.1\nHost: a\n\n",
    "folded line": GET + b"X: a\r\n b\r\n\r\n",
    "control in name": GET + b"X\x01: 1\r\n\r\n",
    "coding in HTTP/1.0": b"POST /a HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "no colon": GET + b"abc\r\n\r\n",
}
REFUSALS = {400, 413, 501, 505}


class Server:
    """One http_core_server, ended by its process id."""

    def __init__(self, *arguments, descriptors=None):
        def limit():
            if descriptors:
                resource.setrlimit(
                    resource.RLIMIT_NOFILE, (descriptors, descriptors)
                )

        self.process = subprocess.Popen(
            [SERVER, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=limit,
        )
        line = self.process.stdout.readline().decode()
        self.port = int(line.removeprefix("port="))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            _, errors = self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, errors = self.process.communicate()
            raise
        return self.process.returncode, errors.decode()

    def connect(self, timeout=10, source="127.0.0.1"):
        client = socket.socket()
        client.settimeout(timeout)
        client.bind((source, 0))
        client.connect(("127.0.0.1", self.port))
        return client

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def counts(self):
        return json.loads(ask(self, COUNTS).body)


class Answer:
    """One response, read from a socket."""

    def __init__(self, client, has_body=True, rest=b""):
        data = rest
        while b"\r\n\r\n" not in data:
            data += receive(client)
        head, data = data.split(b"\r\n\r\n", 1)
        lines = head.decode().split("\r\n")
        self.status = int(lines[0].split()[1])
        self.headers = {}
        for line in lines[1:]:
            name, value = line.split(": ", 1)
            assert name.lower() not in self.headers, name
            self.headers[name.lower()] = value
        length = int(self.headers.get("content-length", "0"))
        if not has_body or self.status in (204, 304):
            length = 0
        while len(data) < length:
            data += receive(client)
        self.body, self.rest = data[:length], data[length:]


def receive(client):
    data = client.recv(65536)
    if not data:
        raise EOFError("closed")
    return data


def read_to_end(client):
    data = b""
    try:
        while True:
            more = client.recv(65536)
            if not more:
                return data
            data += more
    except ConnectionResetError:
        return data


def ask(server, request, has_body=True):
    with server.connect() as client:
        client.sendall(request)
        return Answer(client, has_body)


class CoreTest(unittest.TestCase):
    limits = ()

    @classmethod
    def setUpClass(cls):
        cls.server = Server(*cls.limits)

    @classmethod
    def tearDownClass(cls):
        code, errors = cls.server.stop()
        assert code == 0, errors
        assert "Sanitizer" not in errors, errors


class MalformedRequests(CoreTest):
    def test_the_list_has_thirty(self):
        self.assertEqual(len(MALFORMED), 30)

    def test_none_reaches_a_handler(self):
        before = self.server.counts()
        for what, request in MALFORMED.items():
            with self.subTest(what), self.server.connect() as client:
                client.sendall(request)
                answer = Answer(client)
                self.assertIn(answer.status, REFUSALS)
                self.assertEqual(answer.headers["connection"], "close")
                self.assertEqual(read_to_end(client), b"")
        after = self.server.counts()
        self.assertEqual(after["handled"], before["handled"])
        self.assertEqual(after["refused"], before["refused"] + 30)

    def test_nothing_behind_one_is_executed(self):
        for what, request in MALFORMED.items():
            with self.subTest(what), self.server.connect() as client:
                client.sendall(request + SMUGGLED)
                data = read_to_end(client)
                self.assertEqual(data.count(b"HTTP/1.1 "), 1)
        self.assertEqual(self.server.counts()["smuggled"], 0)

    def test_nothing_behind_a_post_is_executed(self):
        with self.server.connect() as client:
            client.sendall(POST + b"Content-Length: 3\r\n\r\nabc" + SMUGGLED)
            data = read_to_end(client)
        self.assertEqual(data.count(b"HTTP/1.1 "), 1)
        self.assertTrue(data.endswith(b"abc"))
        self.assertEqual(self.server.counts()["smuggled"], 0)

    def test_a_refused_request_in_single_bytes_is_refused(self):
        with self.server.connect() as client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in MALFORMED["folded line"]:
                client.sendall(bytes([byte]))
            self.assertEqual(Answer(client).status, 400)

    def test_every_refusal_has_the_security_headers(self):
        for request in (
            MALFORMED["no Host"],
            b"GET /none" + HOST + b"\r\n",
            GET,
            b"PUT /a" + HOST + b"Content-Length: 0\r\n\r\n",
        ):
            request += b"" if request.endswith(b"\r\n\r\n") else b"\r\n"
            headers = ask(self.server, request).headers
            self.assertIn("default-src 'none'", headers["content-security-policy"])
            self.assertIn("frame-ancestors 'none'", headers["content-security-policy"])
            self.assertEqual(headers["x-content-type-options"], "nosniff")
            self.assertEqual(headers["referrer-policy"], "no-referrer")
            self.assertEqual(headers["cross-origin-opener-policy"], "same-origin")
            self.assertEqual(headers["cross-origin-resource-policy"], "same-origin")
            self.assertEqual(headers["cache-control"], "no-store")
            self.assertEqual(headers["x-robots-tag"], "noindex")
            self.assertIn("max-age=", headers["strict-transport-security"])


class Answers(CoreTest):
    def test_options_is_405_with_the_methods_of_the_path(self):
        answer = ask(self.server, b"OPTIONS /cached" + HOST + b"\r\n")
        self.assertEqual(answer.status, 405)
        self.assertEqual(answer.headers["allow"], "GET, HEAD")

    def test_a_wrong_method_is_405_with_the_methods_of_the_path(self):
        answer = ask(self.server, b"DELETE /a" + HOST + b"\r\n")
        self.assertEqual(answer.status, 405)
        self.assertEqual(answer.headers["allow"], "GET, HEAD, POST")

    def test_an_unknown_path_is_404_in_danish_and_english(self):
        answer = ask(self.server, b"GET /none" + HOST + b"\r\n")
        self.assertEqual(answer.status, 404)
        self.assertEqual(answer.body.decode(), "Siden findes ikke.\nnot found\n")

    def test_an_unknown_api_path_is_404_in_json(self):
        answer = ask(self.server, b"GET /api/v1/none" + HOST + b"\r\n")
        self.assertEqual(
            json.loads(answer.body)["error"],
            {"code": "not-found", "message": "not found", "field": ""},
        )

    def test_parameters_and_query_are_decoded(self):
        answer = ask(self.server, b"GET /item/k%C3%B8b:1?q=a+b%26" + HOST + b"\r\n")
        self.assertEqual(
            json.loads(answer.body),
            {"id": "køb:1", "q": "a b&", "actor": "public"},
        )

    def test_an_admin_route_wants_a_token_over_tcp(self):
        request = b"GET /api/v1/item/3" + HOST
        for authorization in (
            b"",
            b"Authorization: Bearer wrong\r\n",
            b"Authorization: Basic sesame\r\n",
            b"Authorization: Bearer sesame\r\nAuthorization: Bearer sesame\r\n",
        ):
            answer = ask(self.server, request + authorization + b"\r\n")
            self.assertEqual(answer.status, 401)
            self.assertIn("Bearer", answer.headers["www-authenticate"])
        answer = ask(
            self.server, request + b"Authorization: bearer sesame\r\n\r\n"
        )
        self.assertEqual(json.loads(answer.body)["actor"], "token:1")

    def test_a_foreign_host_is_421(self):
        answer = ask(self.server, b"GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        self.assertEqual(answer.status, 421)
        for host in (b"A:8080", b"127.0.0.1:1", b"[::1]:80", b"localhost"):
            answer = ask(
                self.server, b"GET /a HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"
            )
            self.assertEqual(answer.status, 200)

    def test_json_in_and_out(self):
        head = b"POST /api/v1/json" + HOST + b"Content-Type: application/json\r\n"
        answer = ask(self.server, head + b'Content-Length: 7\r\n\r\n{"a":1}')
        self.assertEqual((answer.status, answer.body), (201, b'{"a":1}'))
        self.assertEqual(answer.headers["connection"], "close")
        for body in (b"[]", b"{", b"", b'{"a":1,"a":2}', b"[" * 40000):
            length = b"Content-Length: %d\r\n\r\n" % len(body)
            answer = ask(self.server, head + length + body)
            self.assertEqual(answer.status, 400)
            self.assertEqual(json.loads(answer.body)["error"]["code"], "invalid")

    def test_another_content_type_is_415(self):
        body = b"Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"
        for path in (b"/api/v1/json", b"/form"):
            answer = ask(self.server, b"POST " + path + HOST + body)
            self.assertEqual(answer.status, 415)

    def test_a_form_redirects(self):
        answer = ask(
            self.server,
            b"POST /form" + HOST
            + b"Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n"
            b"Content-Length: 3\r\n\r\na=b",
        )
        self.assertEqual(answer.status, 303)
        self.assertEqual(answer.headers["location"], "/small")

    def test_a_fault_says_nothing_of_the_inside(self):
        answer = ask(self.server, b"GET /api/v1/broken" + HOST + b"\r\n")
        self.assertEqual(answer.status, 503)
        self.assertIn("retry-after", answer.headers)
        self.assertNotIn(b"secret", answer.body)
        self.assertIn(b"(request ", answer.body)

    def test_a_header_with_a_line_end_is_never_sent(self):
        answer = ask(self.server, b"GET /split" + HOST + b"\r\n")
        self.assertEqual(answer.status, 500)
        self.assertNotIn("x-injected", answer.headers)

    def test_a_handler_that_forgets_to_answer_is_500(self):
        answer = ask(self.server, b"GET /forget" + HOST + b"\r\n")
        self.assertEqual(answer.status, 500)

    def test_robots_may_fetch_feeds(self):
        answer = ask(self.server, b"GET /robots.txt" + HOST + b"\r\n")
        self.assertEqual(answer.body, b"User-agent: *\nAllow: /\n")

    def test_a_body_over_the_routes_limit_is_413_unread(self):
        with self.server.connect() as client:
            client.sendall(POST + b"Content-Length: 65537\r\n\r\n" + b"x" * 65537)
            self.assertEqual(Answer(client).status, 413)
        answer = ask(
            self.server,
            b"POST /echo" + HOST + b"Content-Length: 4194305\r\n\r\n",
        )
        self.assertEqual(answer.status, 413)

    def test_four_mebibytes_come_back_as_they_went(self):
        body = os.urandom(1 << 20) * 4
        with self.server.connect() as client:
            client.sendall(
                b"POST /echo" + HOST + b"Content-Length: %d\r\n\r\n" % len(body)
            )
            client.sendall(body)
            answer = Answer(client)
        self.assertEqual(answer.status, 200)
        self.assertTrue(answer.body == body)

    def test_a_waiting_body_is_told_to_continue(self):
        with self.server.connect() as client:
            client.sendall(
                POST + b"Content-Length: 3\r\nExpect: 100-continue\r\n\r\n"
            )
            self.assertEqual(client.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
            client.sendall(b"abc")
            self.assertEqual(Answer(client).body, b"abc")

    def test_an_unwanted_body_is_not_told_to_continue(self):
        answer = ask(
            self.server,
            b"POST /none" + HOST
            + b"Content-Length: 3\r\nExpect: 100-continue\r\n\r\n",
        )
        self.assertEqual(answer.status, 404)


class KeptConnections(CoreTest):
    def test_head_and_304_and_204_keep_the_stream_in_step(self):
        with self.server.connect() as client:
            for _ in range(5):
                client.sendall(b"HEAD /cached" + HOST + b"\r\n")
                head = Answer(client, has_body=False)
                self.assertEqual(head.status, 200)
                self.assertEqual(head.headers["content-length"], "34000")
                client.sendall(
                    b"GET /cached" + HOST + b'If-None-Match: W/"v1"\r\n\r\n'
                )
                saved = Answer(client)
                self.assertEqual(saved.status, 304)
                for name in ("etag", "last-modified", "cache-control"):
                    self.assertEqual(saved.headers[name], head.headers[name])
                self.assertEqual(saved.headers["cache-control"], "private, no-cache")
                client.sendall(b"GET /nothing" + HOST + b"\r\n")
                nothing = Answer(client)
                self.assertEqual(nothing.status, 204)
                self.assertNotIn("content-length", nothing.headers)
                client.sendall(b"GET /small" + HOST + b"\r\n")
                small = Answer(client)
                self.assertEqual((small.body, small.rest), (b"small", b""))
                self.assertNotIn("connection", small.headers)

    def test_head_has_the_headers_of_get(self):
        for path in (b"/cached", b"/small", b"/large", b"/none"):
            get = ask(self.server, b"GET " + path + HOST + b"\r\n")
            head = ask(self.server, b"HEAD " + path + HOST + b"\r\n", has_body=False)
            self.assertEqual(head.status, get.status)
            for headers in (get.headers, head.headers):
                del headers["date"]
            self.assertEqual(head.headers, get.headers)
            self.assertEqual(head.body + head.rest, b"")

    def test_pipelined_requests_are_answered_in_order(self):
        paths = [b"/item/%d" % i for i in range(100)]
        with self.server.connect() as client:
            client.sendall(b"".join(b"GET " + p + HOST + b"\r\n" for p in paths))
            rest = b""
            for i in range(100):
                answer = Answer(client, rest=rest)
                rest = answer.rest
                self.assertEqual(json.loads(answer.body)["id"], str(i))

    def test_a_pipelined_request_waits_for_a_deferred_answer(self):
        with self.server.connect() as client:
            client.sendall(
                b"GET /defer?ms=200" + HOST + b"\r\nGET /small" + HOST + b"\r\n"
            )
            late = Answer(client)
            self.assertEqual(late.body, b"late")
            self.assertEqual(Answer(client, rest=late.rest).body, b"small")

    def test_close_closes(self):
        with self.server.connect() as client:
            client.sendall(GET + b"Connection: close\r\n\r\n")
            answer = Answer(client)
            self.assertEqual(answer.headers["connection"], "close")
            self.assertEqual(client.recv(1), b"")

    def test_http_1_0_is_closed(self):
        with self.server.connect() as client:
            client.sendall(b"GET /a HTTP/1.0\r\nHost: a\r\n\r\n")
            self.assertTrue(read_to_end(client).endswith(b"small"))

    def test_an_answer_larger_than_all_buffers_arrives(self):
        with self.server.connect() as client:
            count = 200
            client.sendall((b"GET /large" + HOST + b"\r\n") * count)
            time.sleep(0.2)  # unread, so that the server must wait for room
            rest = b""
            for _ in range(count):
                answer = Answer(client, rest=rest)
                rest = answer.rest
                self.assertEqual(len(answer.body), 34000)

    def test_a_large_body_does_not_wait_for_an_acknowledgement(self):
        def median(path):
            times = []
            with self.server.connect() as client:
                for _ in range(60):
                    start = time.perf_counter()
                    client.sendall(b"GET " + path + HOST + b"\r\n")
                    Answer(client)
                    times.append(time.perf_counter() - start)
            return statistics.median(times)

        small, large = median(b"/small"), median(b"/large")
        # Nagle makes it 40 ms against 0.1 ms: a factor of hundreds.
        self.assertLess(large, 20 * small + 0.005)


class Deadlines(CoreTest):
    limits = ("head_ms=600", "request_ms=1200", "idle_ms=500")

    def seconds_until_closed(self, client, drip=b"x", first=b""):
        start = time.monotonic()
        client.settimeout(0.1)
        if first:
            client.sendall(first)
        while time.monotonic() - start < 8:
            try:
                if client.recv(100) == b"":
                    return time.monotonic() - start
            except socket.timeout:
                pass
            except ConnectionResetError:
                return time.monotonic() - start
            try:
                client.sendall(drip)
            except (BrokenPipeError, ConnectionResetError):
                return time.monotonic() - start
        return self.fail("still open after 8 seconds")

    def test_a_slow_head_is_cut_whatever_it_sends(self):
        with self.server.connect() as client:
            seconds = self.seconds_until_closed(client, first=b"GET /a")
        self.assertGreater(seconds, 0.4)
        self.assertLess(seconds, 3)

    def test_a_slow_body_is_cut_whatever_it_sends(self):
        first = POST + b"Content-Length: 1000\r\n\r\n"
        with self.server.connect() as client:
            seconds = self.seconds_until_closed(client, first=first)
        self.assertGreater(seconds, 0.9)
        self.assertLess(seconds, 4)

    def test_a_client_that_says_nothing_is_cut(self):
        with self.server.connect() as client:
            seconds = self.seconds_until_closed(client, drip=b"")
        self.assertLess(seconds, 3)

    def test_an_idle_connection_is_closed(self):
        with self.server.connect() as client:
            client.sendall(GET + b"\r\n")
            Answer(client)
            seconds = self.seconds_until_closed(client, drip=b"")
        self.assertGreater(seconds, 0.3)
        self.assertLess(seconds, 3)

    def test_a_client_that_does_not_read_is_cut(self):
        with self.server.connect() as client:
            before = self.server.counts()["timed_out"]
            client.sendall((b"GET /large" + HOST + b"\r\n") * 400)
            deadline = time.monotonic() + 8
            while self.server.counts()["timed_out"] == before:
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.05)

    def test_a_deferred_answer_has_no_deadline(self):
        with self.server.connect() as client:
            client.sendall(b"GET /defer?ms=2500" + HOST + b"\r\n")
            self.assertEqual(Answer(client).body, b"late")

    def test_a_deferred_handler_hears_that_the_client_went(self):
        before = self.server.counts()["gone"]
        with self.server.connect() as client:
            client.sendall(b"GET /defer?ms=60000" + HOST + b"\r\n")
            time.sleep(0.1)
        deadline = time.monotonic() + 5
        while self.server.counts()["gone"] == before:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)


class ConnectionCap(unittest.TestCase):
    def test_the_cap_holds_and_idle_ones_make_room(self):
        server = Server("max_connections=5", "idle_ms=60000", "head_ms=60000")
        try:
            clients = [server.connect() for _ in range(8)]
            for client in clients:
                client.sendall(GET + b"\r\n")
                Answer(client)
            counts = server.counts()
            self.assertLessEqual(counts["connections"], 5)
        finally:
            for client in clients:
                client.close()
            self.assertEqual(server.stop()[0], 0)

    def test_busy_ones_make_others_wait_not_fail(self):
        server = Server("max_connections=2", "head_ms=700")
        try:
            busy = [server.connect() for _ in range(2)]
            for client in busy:
                client.sendall(b"GET /a")
            answer = ask(server, GET + b"\r\n")
            self.assertEqual(answer.status, 200)
            self.assertGreater(server.counts()["accept_paused"], 0)
        finally:
            for client in busy:
                client.close()
            self.assertEqual(server.stop()[0], 0)


class Descriptors(unittest.TestCase):
    def flood(self, server, count=200):
        clients = []
        for _ in range(count):
            client = server.connect()
            clients.append(client)
        return clients

    def check(self, *arguments):
        server = Server(*arguments, descriptors=64)
        clients = []
        try:
            clients = self.flood(server)
            start, cpu = time.monotonic(), server.cpu_seconds()
            time.sleep(2)
            share = (server.cpu_seconds() - cpu) / (time.monotonic() - start)
            self.assertLess(share, 0.05)
            for client in clients:
                client.close()
            start = time.monotonic()
            self.assertEqual(ask(server, GET + b"\r\n").status, 200)
            self.assertLess(time.monotonic() - start, 2)
        finally:
            for client in clients:
                client.close()
            code, errors = server.stop()
        self.assertEqual(code, 0)
        self.assertLessEqual(len(errors.splitlines()), 10)

    def test_64_descriptors_and_200_clients_cost_nothing_and_pass(self):
        self.check()

    def test_running_out_of_descriptors_costs_nothing_and_passes(self):
        self.check("max_connections=1000")


class Sessions(CoreTest):
    OURS = {"Sec-Fetch-Site": "same-origin", "Origin": "https://a"}

    def open(self, path, role=None, body=None, **headers):
        lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
                 "Host: a"]
        if role:
            lines.append(f"Cookie: x=1; __Host-session={role}")
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded",
                      f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}"
                  for name, value in headers.items()]
        request = "\r\n".join(lines) + "\r\n\r\n" + (body or "")
        return ask(self.server, request.encode())

    def test_each_right_lets_in_its_roles_and_nobody_else(self):
        roles = ("coordinator", "director", "administrator")
        for path, welcome in (
            ("/own", roles),
            ("/run", ("coordinator", "administrator")),
            ("/figures", roles),
        ):
            for role in roles:
                with self.subTest(path=path, role=role):
                    self.assertEqual(self.open(path, role).status,
                                     200 if role in welcome else 403)
            for nobody in (None, "half", "leader", "x" * 300):
                with self.subTest(path=path, role=nobody):
                    answer = self.open(path, nobody)
                    self.assertEqual(answer.status, 303)
                    self.assertEqual(answer.headers["location"], "/small")

    def test_the_handler_knows_who_it_is(self):
        answer = self.open("/own", "director")
        self.assertEqual(json.loads(answer.body), {
            "person": 9, "role": "director", "actor": "account:7"})

    def test_a_bare_or_foreign_cookie_is_no_session(self):
        for cookie in ("session=director", "__Host-sessionx=director",
                       "x__Host-session=director", "__Host-session="):
            with self.subTest(cookie):
                answer = ask(self.server, b"GET /own" + HOST +
                             f"Cookie: {cookie}\r\n\r\n".encode())
                self.assertEqual(answer.status, 303)

    def test_without_a_database_nobody_is_let_in(self):
        self.assertEqual(self.open("/own", "broken").status, 503)

    def test_a_post_needs_the_token_of_its_session(self):
        before = self.server.counts()["handled"]
        for body in ("", "csrf=", "csrf=sesam", "csrf=sesame1", "x=sesame",
                     "csrf=wrong&csrf=sesame"):
            with self.subTest(body):
                self.assertEqual(
                    self.open("/own", "director", body, **self.OURS).status,
                    403)
        self.assertEqual(self.server.counts()["handled"], before)
        answer = self.open("/own", "director", "csrf=sesame", **self.OURS)
        self.assertEqual(answer.status, 200)

    def test_a_post_from_elsewhere_is_refused_even_with_the_token(self):
        good = ({}, {"Origin": "https://a"}, {"Origin": "https://A"},
                {"Origin": "null"},
                {"Sec-Fetch-Site": "same-origin", "Origin": "null"})
        bad = ({"Origin": "https://b"}, {"Origin": "http://a"},
               {"Origin": "https://a.b"}, {"Origin": "https://ba"},
               {"Origin": ""},
               {"Sec-Fetch-Site": "cross-site"},
               {"Sec-Fetch-Site": "same-site", "Origin": "https://a"},
               {"Sec-Fetch-Site": "none"})
        for headers, status in [(each, 200) for each in good] + \
                [(each, 403) for each in bad]:
            with self.subTest(headers):
                answer = self.open(
                    "/own", "director", "csrf=sesame", **headers)
                self.assertEqual(answer.status, status)

    def test_a_post_of_another_type_is_415(self):
        answer = ask(
            self.server,
            b"POST /own" + HOST + b"Cookie: __Host-session=director\r\n"
            b"Content-Type: text/plain\r\nContent-Length: 11\r\n\r\n"
            b"csrf=sesame")
        self.assertEqual(answer.status, 415)

    def test_a_cookie_is_out_of_reach_of_scripts_and_neighbours(self):
        cookie = self.open("/let-in").headers["set-cookie"]
        self.assertEqual(
            cookie, "__Host-session=director; Path=/; HttpOnly; "
            "SameSite=Lax; Secure")


class UnixSocket(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "control.sock")

    def start(self):
        server = Server("socket=" + self.path)
        self.addCleanup(server.process.stdout.close)
        return server

    def ask(self, request):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(10)
            client.connect(self.path)
            client.sendall(request)
            return Answer(client)

    def test_our_own_user_is_administrator(self):
        server = self.start()
        answer = self.ask(b"GET /api/v1/item/3" + HOST + b"\r\n")
        self.assertEqual(server.stop()[0], 0)
        self.assertEqual(
            json.loads(answer.body), {"id": "3", "actor": f"uid:{os.getuid()}"}
        )
        self.assertFalse(os.path.exists(self.path))

    def test_the_socket_gives_no_session(self):
        server = self.start()
        answer = self.ask(
            b"GET /own" + HOST + b"Cookie: __Host-session=director\r\n\r\n")
        self.assertEqual(server.stop()[0], 0)
        self.assertEqual(answer.status, 403)

    def test_only_owner_and_group_may_connect(self):
        server = self.start()
        mode = os.stat(self.path).st_mode & 0o777
        self.assertEqual(server.stop()[0], 0)
        self.assertEqual(mode, 0o660)

    @unittest.skipUnless(os.getuid() == 0, "needs root to become another user")
    def test_another_user_is_refused(self):
        server = self.start()
        os.chmod(self.path, 0o666)
        os.chmod(os.path.dirname(self.path), 0o755)
        code = (
            "import os,socket,sys\n"
            "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
            "s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])\n"
            "s.sendall(b'GET /a HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n')\n"
            "print(s.recv(100).split()[1].decode())\n"
        )
        result = subprocess.run(
            ["/usr/bin/python3", "-c", code, self.path],
            stdout=subprocess.PIPE, check=True, timeout=10,
        )
        self.assertEqual(server.stop()[0], 0)
        self.assertEqual(result.stdout.decode().strip(), "403")

    @unittest.skipUnless(os.getuid() == 0, "needs root to become another user")
    def test_who_hands_in_mail_may_do_that_and_nothing_else(self):
        server = Server("socket=" + self.path, "receiver=65533",
                        "group=65532")
        self.addCleanup(server.process.stdout.close)
        os.chmod(self.path, 0o666)
        os.chmod(os.path.dirname(self.path), 0o755)
        code = (
            "import os,socket,sys\n"
            "os.setgroups([65532]); os.setgid(65532)\n"
            "os.setuid(int(sys.argv[2]))\n"
            "for verb, path in (('GET', '/a'), ('GET', '/api/v1/item/3'),\n"
            "                   ('POST', '/api/v1/inbox/3')):\n"
            "    s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])\n"
            "    s.sendall(f'{verb} {path} HTTP/1.1\\r\\nHost: a\\r\\n'\n"
            "              'Content-Length: 0\\r\\n\\r\\n'.encode())\n"
            "    print(s.recv(100).split()[1].decode())\n"
        )
        told = {
            uid: subprocess.run(
                ["/usr/bin/python3", "-c", code, self.path, uid],
                stdout=subprocess.PIPE, check=True, timeout=10,
            ).stdout.decode().split()
            for uid in ("65533", "65534", "0")
        }
        self.assertEqual(server.stop()[0], 0)
        # The receiver, a member of the group, and root.
        self.assertEqual(told, {"65533": ["403", "403", "200"],
                                "65534": ["200", "200", "200"],
                                "0": ["200", "200", "200"]})

    def test_a_socket_left_behind_is_replaced(self):
        server = self.start()
        server.process.kill()
        server.process.communicate()
        self.assertTrue(os.path.exists(self.path))
        server = self.start()
        self.assertEqual(self.ask(GET + b"\r\n").body, b"small")
        self.assertEqual(server.stop()[0], 0)

    def test_a_socket_in_use_is_left_alone(self):
        server = self.start()
        second = subprocess.run(
            [SERVER, "socket=" + self.path],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            check=False, timeout=10,
        )
        self.assertIn(b"another daemon uses it", second.stderr)
        self.assertEqual(self.ask(GET + b"\r\n").body, b"small")
        self.assertEqual(server.stop()[0], 0)

    def test_another_file_is_never_removed(self):
        with open(self.path, "w", encoding="ascii") as file:
            file.write("mine")
        result = subprocess.run(
            [SERVER, "socket=" + self.path],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            check=False, timeout=10,
        )
        self.assertIn(b"another file of that name", result.stderr)
        self.assertTrue(os.path.isfile(self.path))


class Stopping(unittest.TestCase):
    def test_a_request_in_work_is_answered_before_the_end(self):
        server = Server()
        with server.connect() as client, server.connect() as idle:
            client.sendall(b"GET /defer?ms=500" + HOST + b"\r\n")
            time.sleep(0.1)
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(idle.recv(1), b"")
            self.assertEqual(Answer(client).body, b"late")
        server.process.communicate(timeout=10)
        self.assertEqual(server.process.returncode, 0)


if __name__ == "__main__":
    unittest.main()
