#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Nothing that opens something, or proves where a form comes from, is ever
written to the log or stored: it is looked for in every line and every byte."""

import socket
import sys
import unittest

from http_core import Server
from site_world import World

BEGINNING = 12  # so many characters of one are as good as the whole


class Log(World):
    def offend(self):
        """All tokens, on every way that could lead one into a line."""
        opened, forms = self.crawl()
        for path in opened:
            secret = path.split("/")[2].split(".")[0]
            for method in ("GET", "HEAD", "POST", "DELETE", "BREW"):
                self.ask(method, path)
                self.ask(method, path + "x")
                self.ask(method, path, host="evil.example")
            self.ask("GET", "/healthz?token=" + secret)
            self.ask("GET", "/healthz", headers={
                "Cookie": "session=" + secret, "X-Token": secret,
                "Referer": f"https://onboard.example.org{path}",
                "User-Agent": secret,
                "Authorization": "Bearer " + secret})
            self.ask("GET", "/api/v1/status", headers={
                "Authorization": "Bearer " + secret})
            self.raw(f"GET {path} HTTP/1.1\r\nX : {secret}\r\n\r\n")
            self.raw(f"GET {path}\r\n\r\n")
            self.raw(f"{secret} / HTTP/1.1\r\nHost: a\r\n\r\n")
        for form in forms:
            self.post(form.action, {**form.fields, "csrf": "x"})
            self.ask("GET", form.action + "?csrf=" + form.fields["csrf"])
            self.ask("POST", form.action, "{" + form.fields["csrf"],
                     {"Content-Type": "application/json"})
            self.post(form.action, form.fields)

    def raw(self, text):
        with socket.create_connection(("127.0.0.1", self.port), 10) as client:
            client.sendall(text.encode())
            client.recv(4096)

    def check(self, what, text, secrets):
        for secret in secrets:
            if secret[:BEGINNING] in text:
                at = text.index(secret[:BEGINNING])
                self.fail(f"a token in {what}: …{text[max(0, at - 60):at]!r}")

    def test_no_token_is_in_the_log_nor_in_the_database(self):
        self.begin(invitations={"days_ahead": 90})
        tokens, csrfs = self.tokens()
        self.assertGreater(len(tokens), 15)
        self.assertGreater(len(csrfs), 5)
        self.offend()
        more_tokens, more_csrfs = self.tokens()
        secrets = tokens | csrfs | more_tokens | more_csrfs
        # Trouble of the machine is logged in full: let there be some.
        self.daemon.ctl("edit-person", "ana@privat.example.org",
                        "--new-links", "--yes")
        self.offend()
        state = self.daemon.database.parent
        key = (state / "token.key").read_bytes()
        self.assertEqual(self.daemon.stop(), 0)
        lines = self.daemon.log()
        self.assertIn("http.refused", lines)
        self.assertIn("http.denied", lines)
        self.check("the log", lines, secrets)
        self.assertNotIn(key.hex()[:24], lines)
        # Letters are stored whole until 30 days after they went; tokens stand
        # in them alone, and what is left of the database is free of them.
        self.check_database(secrets)

    def check_database(self, secrets):
        connection = self.daemon.open_database()
        try:
            tables = [row["name"] for row in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' "
                "AND name NOT LIKE 'sqlite_%'")]
            for table in tables:
                rows = [dict(row) for row in connection.execute(
                    f'SELECT * FROM "{table}"')]
                for row in rows:
                    row.pop("bytes", None)
                self.check(table, repr(rows), secrets)
        finally:
            connection.close()


class AccessLog(unittest.TestCase):
    """The line of each request, which the daemon writes at level debug."""

    def test_a_line_has_the_pattern_and_no_token(self):
        server = Server("log=debug")
        secret = "s3cret" * 7 + "x"
        requests = (
            f"GET /item/{secret} HTTP/1.1\r\nHost: a\r\n\r\n",
            f"GET /item/{secret}?q={secret} HTTP/1.1\r\nHost: a\r\n\r\n",
            f"GET /{secret} HTTP/1.1\r\nHost: a\r\n\r\n",
            f"GET /a?{secret} HTTP/1.1\r\nHost: a\r\nCookie: a={secret}\r\n"
            f"Authorization: Bearer {secret}\r\nReferer: /{secret}\r\n\r\n",
            f"GET /api/v1/item/3 HTTP/1.1\r\nHost: a\r\n"
            f"Authorization: Bearer {secret}\r\n\r\n",
            f"GET /a HTTP/1.1\r\nHost: {secret}\r\n\r\n",
            f"{secret} /a HTTP/1.1\r\nHost: a\r\n\r\n",
            f"GET /{secret} HTTP/1.1\r\n{secret} : 1\r\n\r\n",
            f"POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: "
            f"application/x-www-form-urlencoded\r\nContent-Length: "
            f"{len(secret) + 2}\r\n\r\na={secret}",
        )
        for request in requests:
            with server.connect() as client:
                client.sendall(request.encode())
                self.assertTrue(client.recv(100).startswith(b"HTTP/1.1 "))
        code, lines = server.stop()
        self.assertEqual(code, 0)
        self.assertEqual(lines.count("http.request"), 7)
        self.assertEqual(lines.count("http.refused"), 2)
        self.assertEqual(lines.count("http.denied"), 2)
        self.assertIn("info http.denied method=GET path=/api/v1/item/{id} "
                      "status=401 actor=public", lines.replace('"', ""))
        self.assertIn('path=/item/{id} status=200', lines.replace('"', ""))
        self.assertNotIn("s3cret", lines)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
