# SPDX-License-Identifier: EUPL-1.2
"""An API server for onboardctl that records what is asked and answers what a
test wants.  ONBOARDCTL names the program, ./onboardctl by default."""

import functools
import http.server
import json
import os
import pathlib
import re
import shutil
import socketserver
import subprocess
import tempfile
import threading
import unittest

PROGRAM = os.path.abspath(os.environ.get("ONBOARDCTL", "./onboardctl"))
SOURCE = pathlib.Path(__file__).resolve().parents[2]


class Handler(http.server.BaseHTTPRequestHandler):
    def address_string(self):
        return "socket"

    def log_message(self, *_):
        pass

    def answer(self):
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        self.server.requests.append(
            (self.command, self.path, body, dict(self.headers)))
        self.server.gate.wait(20)
        status, content_type, content = self.server.reply
        if status is None:
            return
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            self.wfile.write(content)
        except BrokenPipeError:
            pass  # a client may give up on too long an answer

    do_GET = do_POST = do_PUT = do_PATCH = answer


class Server(socketserver.UnixStreamServer):
    def __init__(self, path):
        self.requests = []
        self.reply = (200, "application/json", b"{}")
        self.gate = threading.Event()  # no answer before it is set
        self.gate.set()
        super().__init__(path, Handler)


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="onboardctl-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.socket = f"{self.folder}/s"
        self.server = Server(self.socket)
        thread = threading.Thread(
            target=self.server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def reply(self, value, status=200):
        self.server.reply = (status, "application/json",
                             json.dumps(value).encode())

    def run_program(self, *words, **more):
        env = {**os.environ, "ONBOARD_SOCKET": self.socket,
               "http_proxy": "http://127.0.0.1:9"}
        return subprocess.run([PROGRAM, *words], env=env, timeout=30,
                              capture_output=True, check=False, **more)

    def run_text(self, *words):
        done = self.run_program(*words)
        return done.returncode, done.stdout.decode(), done.stderr.decode()


@functools.cache
def help_of(*words):
    return subprocess.run([PROGRAM, *words, "--help"], check=True, timeout=30,
                          capture_output=True, text=True).stdout


def commands():
    section = help_of().split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in section.splitlines()]


def options_of(text):
    return set(re.findall(r"^  (--[a-z-]+)", text, re.M))
