#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""What every answer says to the browser, on every route that there is, whoever
asks and whatever comes of it; whom the site answers to; and whom to tell of a
weakness."""

import datetime
import http.client
import re
import socket
import sys
import unittest

import daemon
import routes
from site_world import BASE, World, route_of

POLICY = {
    "default-src": "'none'", "style-src": "'self'", "img-src": "'self'",
    "font-src": "'self'", "script-src": "'self'", "form-action": "'self'",
    "base-uri": "'none'", "frame-ancestors": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
# Each says that the page may not ask for it.
FEATURES = ("camera", "geolocation", "microphone", "payment", "usb")
NEVER = ("Server", "X-Powered-By", "Via", "Access-Control-Allow-Origin",
         "Access-Control-Allow-Credentials", "Access-Control-Allow-Methods",
         "Access-Control-Allow-Headers")
COOKIE = re.compile(r"^__Host-[A-Za-z-]+=[^;]*(?=.*; Secure)(?=.*; HttpOnly)"
                    r"(?=.*; SameSite=Lax)(?=.*; Path=/(;|$))")
KINDS = re.compile(r"^(text/(html|plain|css|javascript|calendar|csv); "
                   r"charset=utf-8|application/json|message/rfc822|"
                   r"text/plain; version=0.0.4; charset=utf-8|"
                   r"image/(png|svg\+xml)|font/woff2)$")
# What a page must not hold, since the policy would stop it or should.
INLINE = re.compile(
    rb"<style|\sstyle\s*=|<script(?![^>]*\ssrc=\"/[a-z])|\son[a-z]+\s*=|"
    rb"javascript:|<base\b|<iframe|<object|<embed", re.IGNORECASE)
STRANGERS = ("evil.example", "onboard.example.org.evil.example",
             "evil.example:443", "sub.onboard.example.org",
             "onboard.example.org.", "127.0.0.1.evil.example", "127.0.0.2",
             "[::2]", "localhost.evil.example", "0")


class Headers(World):
    def begin(self, **more):
        super().begin(security_contact="mailto:a@example.org",
                      accessibility_statement="https://example.org/was",
                      **more)
        self.opened, self.forms = self.crawl()

    def check(self, answer, what):
        with self.subTest(what=what, status=answer.status):
            headers = answer.headers
            told = dict(part.strip().split(" ", 1) for part in
                        headers["Content-Security-Policy"].split(";"))
            self.assertEqual(told, POLICY)
            for name, value in ALWAYS.items():
                self.assertEqual(headers.get_all(name), [value], name)
            for name in FEATURES:
                self.assertIn(name + "=()", headers["Permissions-Policy"])
            for name in NEVER:
                self.assertIsNone(headers[name], name)
            for cookie in headers.get_all("Set-Cookie") or []:
                self.assertRegex(cookie, COOKIE)
            self.assertEqual(len(headers.get_all("Date")), 1)
            self.check_content(answer, what)
            if answer.status >= 400:
                self.assertEqual(headers["Connection"], "close")
            self.assertLess(answer.status, 500)

    def check_content(self, answer, what):
        kind = answer.headers["Content-Type"]
        caching = answer.headers.get_all("Cache-Control")
        self.assertEqual(len(caching), 1)
        if answer.status not in (204, 303, 304):
            self.assertRegex(kind or "", KINDS)
        is_static = answer.status in (200, 304) and not (
            "{token}" in what or "/api/" in what or
            (kind or "").startswith("text/html"))
        if (kind or "").startswith("text/calendar"):
            self.assertEqual(caching, ["private, no-cache"])
        elif not is_static:
            self.assertEqual(caching, ["no-store"])
        if (kind or "").startswith("text/html"):
            self.assertIsNone(INLINE.search(answer.body))

    def over_socket(self, method, path):
        connection = daemon.Connection(str(self.daemon.socket))
        try:
            headers = {} if method in ("GET", "HEAD") else {
                "Content-Type": "application/json"}
            connection.request(method, path, None if not headers else b"{}",
                               headers)
            return daemon.Answer(connection.getresponse())
        finally:
            connection.close()

    def paths(self, route):
        """One of nobody, and one that somebody has."""
        own = [path for path in self.opened
               if route_of(path, "GET") == route]
        own += [form.action for form in self.forms
                if route_of(form.action, "POST") == route]
        return [routes.path(route), routes.path(route, {
            "id": 1, "ref": 1, "address": "mette@example.org",
            "role": "mentor", "call": 1, "name": "style.css"}), *own[:1]]

    def test_every_route_says_it_over_tcp(self):
        self.begin()
        for route in routes.read():
            for path in dict.fromkeys(self.paths(route)):
                for method in dict.fromkeys(
                        (route.method, "GET", "HEAD", "POST", "DELETE",
                         "OPTIONS")):
                    answer = self.ask(method, path)
                    self.check(answer, f"{method} {route.pattern}")
                    self.assertEqual(
                        answer.headers["Strict-Transport-Security"],
                        "max-age=31536000")
                    if method == "HEAD":
                        self.assertEqual(answer.body, b"")

    def test_every_route_says_it_over_the_socket(self):
        self.begin()
        for route in routes.read():
            for path in dict.fromkeys(self.paths(route)):
                answer = self.over_socket(route.method, path)
                self.check(answer, f"{route.method} {route.pattern}")
                self.assertIsNone(answer.headers["Strict-Transport-Security"])

    def test_so_do_forms_that_are_taken_or_refused(self):
        self.begin()
        for form in self.forms:
            for fields in ({}, {**form.fields, "csrf": "x"}, form.fields):
                answer = self.post(form.action, fields)
                self.check(answer, f"POST {form.action[:3]}")
                self.assertEqual(answer.headers["Connection"], "close")

    def test_so_do_redirections_and_they_stay_here(self):
        self.begin()
        for form in self.forms:
            answer = self.post(form.action + "?next=//evil.example", {
                **form.fields, "next": "//evil.example",
                "return": "https://evil.example"})
            if answer.status == 303:
                self.assertRegex(answer.headers["Location"], r"^/[a-z]/[^/]")

    def test_so_do_refusals_before_any_route(self):
        self.begin()
        for request in (
                b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01", b"BREW / HTTP/1.1"
                b"\r\nHost: a\r\n\r\n", b"GET / HTTP/2.0\r\n\r\n",
                b"GET /" + b"a" * 9000, b"POST / HTTP/1.1\r\nHost: a\r\n\r\n",
                b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked"
                b"\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX: " +
                b"a" * 9000, b"GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", self.port), 10) as one:
                one.sendall(request)
                response = http.client.HTTPResponse(one)
                response.begin()
                answer = daemon.Answer(response)
            if response.status < 500:
                self.check(answer, request[:40])
            self.assertIn(answer.status, (400, 405, 411, 414, 431, 501, 505))
            self.assertIn("Strict-Transport-Security", answer.headers)

    def test_a_body_that_is_too_large_is_told_so_safely(self):
        self.begin()
        answer = self.ask("POST", self.forms[0].action, b"a" * 70000)
        self.check(answer, "413")
        self.assertEqual(answer.status, 413)

    def test_without_https_nothing_is_promised_about_it(self):
        self.begin(public_url="http://onboard.example.org")
        for path in ("/healthz", "/l/x", "/api/v1/status"):
            answer = self.ask("GET", path)
            self.assertIsNone(answer.headers["Strict-Transport-Security"])


class Hosts(World):
    def test_no_route_answers_to_the_name_of_another(self):
        self.begin()
        before = self.kept()
        for route in routes.read():
            for host in STRANGERS:
                answer = self.ask(route.method, routes.path(route), host=host)
                self.assertEqual(answer.status, 421, (route, host))
                self.assertNotIn(host.encode(), answer.body)
        self.assertEqual(self.kept(), before)

    def test_it_answers_to_its_own_and_to_those_of_this_machine(self):
        self.begin()
        for host in ("onboard.example.org", "ONBOARD.example.org",
                     "onboard.example.org:443", "127.0.0.1", "localhost:8080",
                     "[::1]:80"):
            self.assertEqual(
                self.ask("GET", "/healthz", host=host).status, 200)

    def test_no_link_is_made_of_what_a_client_says(self):
        self.begin()
        for path in self.pages():
            answer = self.ask("GET", path, host="localhost", headers={
                "X-Forwarded-Host": "evil.example",
                "Forwarded": "host=evil.example",
                "X-Forwarded-Proto": "gopher"})
            self.assertEqual(answer.status, 200)
            text = answer.body.decode()
            self.assertNotIn("evil.example", text)
            self.assertNotIn("localhost", text)
            for link in re.findall(r'https?://[^"\s<]+/[lpfau]/', text):
                self.assertTrue(link.startswith(BASE), link)


class SecurityText(daemon.DaemonCase):
    PATH = "/.well-known/security.txt"

    def fetch(self, running):
        return running.visit("GET", self.PATH)

    def test_it_is_not_there_until_somebody_is_named(self):
        running = self.start()
        self.assertEqual(self.fetch(running).status, 404)
        running.write_config(security_contact="https://example.org/tell-us")
        self.assertIn("configuration.reloaded", running.reload())
        self.assertIn("Contact: https://example.org/tell-us",
                      self.fetch(running).body.decode())

    def test_it_is_as_rfc_9116_wants_it(self):
        running = self.start(security_contact="mailto:sikker@example.org")
        answer = self.fetch(running)
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers["Content-Type"],
                         "text/plain; charset=utf-8")
        lines = answer.body.decode("ascii").split("\r\n")
        self.assertEqual(lines.pop(), "")
        fields = [line.split(": ", 1) for line in lines]
        self.assertEqual(dict(fields)["Contact"], "mailto:sikker@example.org")
        self.assertEqual(dict(fields)["Preferred-Languages"], "da, en")
        self.assertEqual(dict(fields)["Canonical"],
                         running.settings["public_url"] + self.PATH)
        self.assertEqual([name for name, _ in fields].count("Expires"), 1)
        expires = datetime.datetime.fromisoformat(
            dict(fields)["Expires"].replace("Z", "+00:00"))
        left = expires - datetime.datetime(
            2026, 10, 1, 6, tzinfo=datetime.timezone.utc)
        self.assertGreater(left.days, 30)
        self.assertLess(left.days, 365)
        running.advance("2027-03-01T09:00", jump=True)
        later = self.fetch(running).body.decode()
        self.assertNotIn(dict(fields)["Expires"], later)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
