#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Who signed in gets where the role may: each role on every route that there
is, own and others' csrf values, and sessions that ended or were made up.  What
nobody is answered stands in authorisation.py."""

import sys
import unittest

import authorisation
import routes
import signing_in
from site_world import World

IN = authorisation.IN
PEOPLE = ("hr@example.org", "dorte@example.org", "ada@example.org")
# To all other routes who signed in is nobody.
SESSIONS = {
    #                    coordinator  director  administrator
    "RIGHT_SIGNED_IN":   (IN,         IN,       IN),
    "RIGHT_FIGURES":     (IN,         IN,       IN),
    "RIGHT_COORDINATOR": (IN,         403,      IN),
}


def targets():
    """Each route with its kind; what ends the session comes last.  That each
    has one is shown by authorisation.py."""
    kinds = {(method, pattern): kind
             for kind, method, pattern in authorisation.rows()}
    return sorted(((kinds.get(route[:2]), route) for route in routes.read()),
                  key=lambda row: row[1].pattern == "/sign-out")


class Sessions(World):
    def begin(self):
        super().begin(
            public_url="http://127.0.0.1:8080", sign_in={"totp": "optional"},
            people={"coordinator": "Hanne HR <hr@example.org>",
                    "director": "Dorte Dahl <dorte@example.org>"})
        done = self.daemon.ctl("add-person", "Ada A <ada@example.org>",
                               "--role", "administrator")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.browsers, self.csrfs = [], []
        for address in PEOPLE:
            self.sign_in(address)

    def sign_in(self, address):
        browser = signing_in.Browser(self.daemon)
        signing_in.Person(self.daemon, address).press(browser)
        self.browsers.append(browser)
        self.csrfs.append(
            browser.open("/account").form("/sign-out")[1]["csrf"])

    def send(self, browser, route, csrf=None, headers=signing_in.OURS):
        fields = None
        if route.method != "GET":
            fields = {} if csrf is None else {"csrf": csrf}
        return browser.ask(route.method, routes.path(route), fields, headers)

    def check(self, wanted, page, leads_out):
        if wanted != IN:
            self.assertIn(page.status, wanted if isinstance(wanted, tuple)
                          else (wanted,))
            return
        self.assertNotIn(page.status, (401, 403))
        self.assertLess(page.status, 500)
        if not leads_out:
            self.assertNotIn("/sign-in", page.headers["Location"] or "")

    def test_each_role_gets_where_its_column_says(self):
        self.begin()
        for column, browser in enumerate(self.browsers):
            for kind, route in targets():
                if kind is None and route.right not in SESSIONS:
                    continue
                nobodys = authorisation.CELLS.get(kind, [None])[:1]
                wanted = SESSIONS.get(
                    route.right, nobodys * len(PEOPLE))[column]
                page = self.send(browser, route, self.csrfs[column])
                with self.subTest(role=PEOPLE[column],
                                  route=routes.name(route)):
                    self.check(wanted, page, route.right not in SESSIONS or
                               route.pattern == "/sign-out")

    def test_no_form_of_a_session_works_without_its_csrf(self):
        self.begin()
        forms = [route for _, route in targets()
                 if route.right in SESSIONS and route.method != "GET"]
        self.assertNotEqual(forms, [])
        before = self.kept()
        browser, own, theirs = self.browsers[2], self.csrfs[2], self.csrfs[0]
        for route in forms:
            for csrf in (None, "", theirs, own[:-1], own + "A"):
                self.assertEqual(
                    self.send(browser, route, csrf).status, 403)
            for headers in ({"Sec-Fetch-Site": "cross-site"},
                            {"Sec-Fetch-Site": "same-site"},
                            {"Origin": "https://evil.example"},
                            {"Origin": "http://127.0.0.1.evil.example"}):
                self.assertEqual(
                    self.send(browser, route, own, headers).status, 403)
        self.assertEqual(self.kept(), before)

    def test_without_a_session_or_with_one_that_ended_nobody_gets_in(self):
        self.begin()
        old = dict(self.browsers[0].cookies)
        self.send(self.browsers[0], targets()[-1][1], self.csrfs[0])
        stranger = signing_in.Browser(self.daemon)
        before = self.kept()
        for cookies in ({}, old, {name: "A" * 43 for name in old},
                        {name: "" for name in old}):
            for _, route in targets():
                if route.right not in SESSIONS:
                    continue
                stranger.cookies = dict(cookies)
                page = self.send(stranger, route, self.csrfs[0])
                with self.subTest(route=routes.name(route)):
                    self.assertEqual(page.status, 303)
                    self.assertTrue(
                        page.headers["Location"].startswith("/sign-in"))
        self.assertEqual(self.kept(), before)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
