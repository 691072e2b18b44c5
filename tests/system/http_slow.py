#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Slow clients and many of them, against the real daemon with its own limits:
what http_core.py shows quickly with shorter ones.  bench/half_open has 10,000
of them."""

import os
import resource
import select
import socket
import sys
import time
import unittest

import daemon

HEAD = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"
WHOLE = HEAD + b"Connection: close\r\n\r\n"
DRIP_SECONDS = 2
CUT_SECONDS = 30
SLOW = {
    "nothing": b"",
    "a head": HEAD + b"X: ",
    "a request line": b"GET /",
    "a body": b"POST /u/x HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              b"Content-Length: 4000\r\n\r\n",
}


class Slow(daemon.DaemonCase):
    def begin(self, before=None):
        self.daemon = self.make()
        self.daemon.start("2026-10-01T08:00", before)
        self.port = self.daemon.port

    def connect(self):
        client = socket.create_connection(("127.0.0.1", self.port), 10)
        self.addCleanup(client.close)
        return client

    def ask(self):
        with socket.create_connection(("127.0.0.1", self.port), 10) as client:
            client.sendall(WHOLE)
            data = b""
            while True:
                more = client.recv(4096)
                if not more:
                    return data
                data += more

    def is_cut(self, client):
        """Whether the other side has said that it is done."""
        if not select.select([client], [], [], 0)[0]:
            return False
        try:
            return client.recv(4096) == b""
        except ConnectionError:
            return True

    def test_a_byte_every_two_seconds_is_cut_within_thirty(self):
        self.begin()
        began = time.monotonic()
        clients = {}
        for what, first in SLOW.items():
            clients[what] = self.connect()
            clients[what].sendall(first)
        ages, drip = {}, began + DRIP_SECONDS
        while clients and time.monotonic() < began + CUT_SECONDS + 5:
            select.select(list(clients.values()), [], [], 0.1)
            for what in [what for what, client in clients.items()
                         if self.is_cut(client)]:
                ages[what] = time.monotonic() - began
                del clients[what]
            if time.monotonic() >= drip:
                drip += DRIP_SECONDS
                for what, client in clients.items():
                    try:
                        client.send(b"x" if what != "nothing" else b"")
                    except ConnectionError:
                        pass  # is_cut() will see it
        self.assertEqual(list(clients), [])
        # A busy machine may be late, never by as much as a second deadline.
        self.assertLess(max(ages.values()), CUT_SECONDS + 3, ages)
        for what in ("nothing", "a head", "a request line"):
            self.assertLess(ages[what], 15, ages)
        self.assertIn(b"HTTP/1.1 200", self.ask())

    def cpu_seconds(self):
        with open(f"/proc/{self.daemon.process.pid}/stat",
                  encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def test_200_clients_on_64_descriptors_cost_nothing_and_pass(self):
        self.begin(lambda: resource.setrlimit(resource.RLIMIT_NOFILE,
                                              (64, 64)))
        quiet = len(self.daemon.lines)
        clients = [self.connect() for _ in range(200)]
        began, used = time.monotonic(), self.cpu_seconds()
        while time.monotonic() < began + 4:
            select.select([], [], [], began + 4 - time.monotonic())
        share = (self.cpu_seconds() - used) / (time.monotonic() - began)
        self.assertLess(share, 0.05)
        for client in clients:
            client.close()
        began = time.monotonic()
        self.assertIn(b"HTTP/1.1 200", self.ask())
        self.assertLess(time.monotonic() - began, 2)
        self.assertLessEqual(len(self.daemon.lines) - quiet, 10)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
