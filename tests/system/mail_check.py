#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""mail-check against a name server of our own on loopback."""

import json
import os
import socket
import socketserver
import struct
import subprocess
import threading
import unittest

ONBOARDCTL = os.path.abspath(os.environ.get("ONBOARDCTL", "./onboardctl"))
DEADLINE = 60
TYPES = {"A": 1, "CNAME": 5, "MX": 15, "TXT": 16, "AAAA": 28}
NXDOMAIN, SERVFAIL = 3, 2
KEY = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA" + "x" * 348
GOOD = {
    ("example.org", "MX"): ["10 mail.example.org"],
    ("example.org", "TXT"): ["v=spf1 a:relay.example.org -all", "other"],
    ("_dmarc.example.org", "TXT"): ["v=DMARC1; p=reject"],
    ("s1._domainkey.example.org", "TXT"): [f"v=DKIM1; k=rsa; p={KEY}"],
}


def encode_name(name):
    labels = [label for label in name.split(".") if label]
    return b"".join(bytes([len(label)]) + label.encode()
                    for label in labels) + b"\0"


def encode_data(kind, value):
    if isinstance(value, bytes):
        return value
    if kind == "A":
        return socket.inet_aton(value)
    if kind == "AAAA":
        return socket.inet_pton(socket.AF_INET6, value)
    if kind == "MX":
        preference, host = value.split(" ")
        return struct.pack(">H", int(preference)) + encode_name(host)
    if kind == "CNAME":
        return encode_name(value)
    data = value.encode()
    parts = [data[i:i + 255] for i in range(0, len(data), 255)] or [b""]
    return b"".join(bytes([len(part)]) + part for part in parts)


class NameServer:
    """Answers over UDP, and over TCP what is too long for UDP."""

    def __init__(self, records, mode=None):
        self.records = records
        self.mode = mode
        self.asked = []
        outer = self

        class Udp(socketserver.BaseRequestHandler):
            def handle(self):
                answer = outer.answer(self.request[0], 512)
                if answer is not None:
                    self.request[1].sendto(answer, self.client_address)

        class Tcp(socketserver.BaseRequestHandler):
            def handle(self):
                size = struct.unpack(">H", self.request.recv(2))[0]
                answer = outer.answer(self.request.recv(size), 65535)
                self.request.sendall(struct.pack(">H", len(answer)) + answer)

        self.tcp = socketserver.TCPServer(("127.0.0.1", 0), Tcp)
        self.port = self.tcp.server_address[1]
        self.udp = socketserver.UDPServer(("127.0.0.1", self.port), Udp)
        for server in (self.tcp, self.udp):
            threading.Thread(target=server.serve_forever,
                             kwargs={"poll_interval": 0.01},
                             daemon=True).start()

    def answer(self, query, room):
        number = query[:2]
        at, labels = 12, []
        while query[at]:
            labels.append(query[at + 1:at + 1 + query[at]].decode())
            at += 1 + query[at]
        question = query[12:at + 5]
        kind = struct.unpack(">H", query[at + 1:at + 3])[0]
        name = ".".join(labels).lower()
        kind = next(k for k, v in TYPES.items() if v == kind)
        self.asked.append((name, kind))
        if self.mode == "garbage":
            return number + b"\xff" * 40
        if self.mode == "failure":
            return number + struct.pack(
                ">HHHHH", 0x8180 | SERVFAIL, 1, 0, 0, 0) + question
        owner = name
        records = b""
        count = 0
        alias = self.records.get((name, "CNAME"))
        if alias:
            records += self.record(owner, "CNAME", alias[0])
            count += 1
            name = alias[0]
        values = self.records.get((name, kind), [])
        for value in values:
            records += self.record(name, kind, value)
        count += len(values)
        known = any(key[0] == name for key in self.records)
        status = 0 if known else NXDOMAIN
        if len(records) + len(question) + 12 > room:
            return number + struct.pack(
                ">HHHHH", 0x8380, 1, 0, 0, 0) + question
        return number + struct.pack(
            ">HHHHH", 0x8180 | status, 1, count, 0, 0) + question + records

    @staticmethod
    def record(name, kind, value):
        data = encode_data(kind, value)
        return encode_name(name) + struct.pack(
            ">HHIH", TYPES[kind], 1, 60, len(data)) + data

    def close(self):
        for server in (self.tcp, self.udp):
            server.shutdown()
            server.server_close()


class MailCheck(unittest.TestCase):
    def serve(self, records, mode=None):
        server = NameServer(records, mode)
        self.addCleanup(server.close)
        self.server = server

    def run_check(self, *arguments, port=None):
        return subprocess.run(
            [ONBOARDCTL, "mail-check", "--dns",
             f"127.0.0.1:{port or self.server.port}", *arguments],
            capture_output=True, text=True, errors="replace",
            stdin=subprocess.DEVNULL, timeout=DEADLINE)

    def check(self, *arguments, status=0, port=None):
        done = self.run_check("--json", *arguments, port=port)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["ready"], status == 0)
        return {row["check"]: row for row in answer["checks"]}

    def states(self, *arguments, **more):
        return {name: row["state"]
                for name, row in self.check(*arguments, **more).items()}

    def test_a_domain_with_all_records_is_ready(self):
        self.serve(GOOD)
        rows = self.check("example.org", "--dkim-selector", "s1")
        self.assertEqual({row["state"] for row in rows.values()}, {"ok"})
        self.assertEqual(list(rows), ["DKIM", "SPF", "DMARC", "MX"])
        self.assertEqual(rows["DKIM"]["found"], [f"v=DKIM1; k=rsa; p={KEY}"])
        text = self.run_check("EXAMPLE.org")
        self.assertEqual(text.returncode, 0)
        self.assertIn("Mail from example.org", text.stdout)
        self.assertNotIn("publish", text.stdout)

    def test_what_is_missing_is_said_with_what_to_publish(self):
        self.serve({("example.org", "A"): []})
        rows = self.check("example.org", "--dkim-selector", "s1", status=1)
        self.assertEqual({row["state"] for row in rows.values()}, {"missing"})
        self.assertEqual(rows["DMARC"]["name"], "_dmarc.example.org")
        self.assertEqual(rows["DKIM"]["name"], "s1._domainkey.example.org")
        for row, start in (("SPF", "v=spf1 "), ("DMARC", "v=DMARC1; p="),
                           ("DKIM", "v=DKIM1; k=rsa; p="), ("MX", "10 ")):
            self.assertTrue(rows[row]["publish"].startswith(start))
        text = self.run_check("example.org").stdout
        self.assertIn("publish: example.org TXT v=spf1 a:", text)
        self.assertIn("publish: example.org MX 10 ", text)

    def test_dmarc_of_a_domain_above_counts(self):
        self.serve({("hr.kommune.example", "A"): ["192.0.2.1"],
                    ("_dmarc.kommune.example", "TXT"): [
                        "v=DMARC1; p=quarantine"]})
        rows = self.check("hr.kommune.example", status=1)
        self.assertEqual(rows["DMARC"]["state"], "ok")
        self.assertEqual(rows["DMARC"]["name"], "_dmarc.kommune.example")
        self.assertNotIn(("_dmarc.example", "TXT"), self.server.asked)
        self.assertEqual(rows["MX"]["state"], "doubtful")

    def test_a_domain_above_has_a_policy_of_its_own_for_those_below(self):
        self.serve({("hr.kommune.example", "A"): ["192.0.2.1"],
                    ("kommune.example", "A"): ["192.0.2.1"],
                    ("_dmarc.kommune.example", "TXT"): [
                        "v=DMARC1; p=reject; sp=none"]})
        above, below = (self.check(domain, status=1)["DMARC"]["state"]
                        for domain in ("kommune.example",
                                       "hr.kommune.example"))
        self.assertEqual((above, below), ("ok", "doubtful"))

    def test_an_alias_is_followed(self):
        self.serve({**GOOD, ("s2._domainkey.example.org", "CNAME"): [
            "s1._domainkey.example.org"]})
        self.assertEqual(
            self.states("example.org", "--dkim-selector", "s2")["DKIM"], "ok")

    def test_an_answer_too_long_for_udp_is_read(self):
        records = dict(GOOD)
        records["example.org", "TXT"] = [
            "verification=" + "x" * 200] * 20 + ["v=spf1 mx -all"]
        self.serve(records)
        rows = self.check("example.org")
        self.assertEqual(rows["SPF"]["state"], "ok")
        self.assertEqual(len(rows["SPF"]["found"]), 21)

    def test_an_international_domain_is_asked_for_in_ascii(self):
        self.serve({("xn--kbenhavn-54a.example", "MX"): ["10 mail.example"]})
        text = self.run_check("københavn.example")
        self.assertIn("Mail from københavn.example", text.stdout)
        self.assertIn(("xn--kbenhavn-54a.example", "MX"), self.server.asked)

    def test_who_cannot_be_asked_is_not_taken_for_missing(self):
        self.serve(GOOD, "failure")
        self.assertEqual(set(self.states("example.org", status=1).values()),
                         {"unknown"})
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
            taken.bind(("127.0.0.1", 0))
            closed = taken.getsockname()[1]
        self.assertEqual(
            set(self.states("example.org", status=1, port=closed).values()),
            {"unknown"})

    def test_a_strangers_bytes_do_no_harm(self):
        nasty = [b"\x05v=spf", b"\xff\x00\x01", b"", b"\xc0\x0c",
                 b"\x04\xff\xfe\x1b[", b"\x0a\x1b[31mred\x07\r\n"]
        for data in nasty:
            with self.subTest(data=data):
                self.serve({("example.org", "TXT"): [data],
                            ("_dmarc.example.org", "TXT"): [data],
                            ("example.org", "MX"): [data]})
                done = self.run_check("example.org")
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertNotIn("\x1b", done.stdout)
                self.assertNotIn("\x07", done.stdout)
                self.check("example.org", status=1)

    def test_garbage_is_no_answer(self):
        self.serve(GOOD, "garbage")
        # The resolver waits for a better answer, so ask for little.
        done = self.run_check("--json", "example.org")
        self.assertEqual(done.returncode, 1)
        self.assertEqual({row["state"] for row in
                          json.loads(done.stdout)["checks"]}, {"unknown"})

    def test_bad_arguments_are_refused(self):
        self.serve(GOOD)
        for arguments in (["no domain"], ["example"], ["a..example.org"],
                          ["example.org", "--dkim-selector", "a b"],
                          ["example.org", "--dkim-selector", ""],
                          ["example.org", "--dkim-selector", "a..b"],
                          ["example.org", "--dkim-selector", "a."],
                          ["example.org", "--dkim-selector", "x" * 64],
                          ["example.org", "--dkim-selector", "x." * 130]):
            done = self.run_check(*arguments)
            self.assertIn(done.returncode, (1, 2), arguments)
            self.assertIn("onboardctl: ", done.stderr)
            self.assertEqual(done.stdout, "")
        self.assertEqual(self.server.asked, [])
        for server in ("127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536",
                       "localhost:53", ":53", "127.0.0.1:", "127.0.0.1:5x"):
            done = subprocess.run(
                [ONBOARDCTL, "mail-check", "example.org", "--dns", server],
                capture_output=True, text=True, timeout=DEADLINE)
            self.assertIn(done.returncode, (1, 2), server)
            self.assertIn("name server", done.stderr)


if __name__ == "__main__":
    unittest.main()
