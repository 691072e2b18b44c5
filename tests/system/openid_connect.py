#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Signing in with the municipality's own accounts: the real daemon, a browser
and a provider that is strict, or lies."""

import datetime
import json
import os
import re
import threading
import time
import unittest
import urllib.parse

import openid_provider
import smtp_peers
from daemon import DaemonCase, wait_for
from openid_provider import Answer, Provider
from signing_in import OURS, Browser, Person, later

HR = "hr@example.org"
BEGIN = "/sign-in/openid"
HOME = "Log ud"
AWAY = "Kommunens login svarer ikke"
REFUSED = "Du blev ikke logget ind"
OVER = "Prøv at logge ind igen"
UNKNOWN = "Du har ikke adgang endnu"
WEAK = "Der mangler et trin"
CANCELLED = "Du fortrød"


class OpenidCase(DaemonCase):
    trusted = True
    scheme = None  # a TLS context for the provider

    def begin(self, openid=None, **more):
        self.running = None
        self.provider = Provider(self.now, self.scheme)
        self.addCleanup(self.provider.close)
        self.secret = self.folder / "secret"
        self.secret.write_text(openid_provider.SECRET + "\n")
        self.secret.chmod(0o600)
        self.running = self.start(sign_in={"openid_connect": {
            "issuer": self.provider.issuer,
            "client_id": openid_provider.CLIENT,
            "client_secret_file": str(self.secret),
            "label": "Eksempel Login", "trusted": self.trusted,
            **(openid or {})}}, **more)
        self.browser = Browser(self.running)

    def now(self):
        at = self.running.api("GET", "/status")["now"]
        return int(datetime.datetime.fromisoformat(at).timestamp())

    def press(self, browser=None, path="/sign-in"):
        """The button; returns the page that leads to the provider."""
        browser = browser or self.browser
        return browser.send(browser.open(path), BEGIN)

    @staticmethod
    def onwards(page):
        """Where the page leads, by itself and by its link."""
        url = page.headers["Refresh"].removeprefix("0; url=")
        assert url in page.links, page.text
        return url

    def there(self, browser=None, path="/sign-in"):
        return self.onwards(self.press(browser, path))

    def come(self, browser=None, path="/sign-in", **more):
        """All the way; the page that the browser comes to."""
        browser = browser or self.browser
        back = self.provider.authorize(self.there(browser, path), **more)
        return browser.follow(browser.ask("GET", back))

    def assert_in(self, browser=None):
        self.assertIn(HOME, (browser or self.browser).open("/hr").words)

    def assert_out(self, browser=None):
        page = (browser or self.browser).open("/hr")
        self.assertEqual((page.status, page.path.split("?")[0]),
                         (200, "/sign-in"))

    def assert_refused(self, page, words=REFUSED, status=403):
        self.assertIn(words, page.words)
        self.assertEqual(page.status, status)
        self.assertRegex(page.words, r"Fejlnummer: \d+")
        self.assert_out()

    def wait_for_line(self, *words):
        wait_for(lambda: any(all(word in line for word in words)
                             for line in list(self.running.lines)),
                 f"a line with {words}")


class TheWayIn(OpenidCase):
    def test_a_coordinator_signs_in_without_a_mail(self):
        self.begin()
        page = self.come(path="/sign-in?next=/account")
        self.assertEqual((page.status, page.path), (200, "/account"))
        self.assert_in()
        self.assertEqual(self.provider.complaints, [])
        self.wait_for_line("session.began account=")
        self.assertEqual(self.running.letters(), [])

    def test_the_button_has_the_configured_name(self):
        self.begin()
        self.assertIn("Log ind med Eksempel Login",
                      self.browser.open("/sign-in").words)

    def test_without_an_issuer_there_is_no_such_way(self):
        self.running = self.start()
        self.browser = Browser(self.running)
        page = self.browser.open("/sign-in")
        self.assertNotIn("Log ind med ", page.text)
        page = self.browser.send(page, headers=OURS)
        csrf = self.browser.open("/sign-in").form()[1]["csrf"]
        page = self.browser.ask("POST", BEGIN, {"csrf": csrf}, OURS)
        self.assertEqual(page.status, 404)
        for path in ("/callback?code=a&state=" + "A" * 43, "/leave"):
            self.assertEqual(self.browser.ask("GET", BEGIN + path).status,
                             404)

    def test_a_second_sign_in_goes_by_the_subject_alone(self):
        self.begin()
        self.come()
        self.provider.user = {"sub": "hanne-1"}
        other = Browser(self.running)
        self.come(other)
        self.assert_in(other)

    def test_each_sign_in_has_a_session_of_its_own(self):
        self.begin()
        self.come()
        first = dict(self.browser.cookies)
        self.come()
        self.assertNotEqual(self.browser.cookies["session"],
                            first["session"])
        self.assertNotIn("browser", self.browser.cookies)

    def test_a_provider_without_basic_gets_the_secret_in_the_form(self):
        self.begin()
        self.provider.is_basic = False
        self.come()
        self.assert_in()
        self.assertEqual(self.provider.complaints, [])

    def test_a_curve_signs_as_well(self):
        self.begin()
        self.provider.rotate("ES256")
        self.come()
        self.assert_in()

    def test_a_form_of_another_page_begins_nothing(self):
        self.begin()
        page = self.browser.open("/sign-in")
        for fields, headers in (
                ({"csrf": "0" * 32}, OURS), ({}, OURS),
                (page.form(BEGIN)[1], {"Sec-Fetch-Site": "cross-site"}),
                (page.form(BEGIN)[1], {"Origin": "https://evil.example"})):
            answer = self.browser.ask("POST", BEGIN, fields, headers)
            self.assertEqual(answer.status, 403)
        stranger = Browser(self.running)
        answer = stranger.ask("POST", BEGIN, page.form(BEGIN)[1], OURS)
        self.assertEqual(answer.status, 403)
        self.assertEqual(self.running.row_counts()["openid_sign_in"], 0)
        self.assertEqual(self.provider.requests, [])

    def test_sixty_ways_an_hour_are_taken_by_one_computer(self):
        self.begin()
        page = self.browser.open("/sign-in")
        for _ in range(60):
            self.assertEqual(
                self.browser.send(page, BEGIN).status, 200)
        self.assertEqual(self.browser.send(page, BEGIN).status, 429)
        later(self.running, hours=1, seconds=1)
        self.assertEqual(self.browser.send(page, BEGIN).status, 200)

    def test_opening_pages_changes_nothing(self):
        self.begin()
        self.there()
        self.running.settle()
        before = self.running.dump()
        for path in ("/sign-in", "/sign-in?next=/hr", BEGIN + "/leave",
                     BEGIN + "/callback",
                     BEGIN + "/callback?code=a&state=" + "A" * 43):
            self.browser.ask("GET", path)
            self.browser.ask("HEAD", path)
        self.assertEqual(self.running.dump(), before)


class TheState(OpenidCase):
    def test_a_state_works_once(self):
        self.begin()
        back = self.provider.authorize(self.there())
        cookies = dict(self.browser.cookies)
        self.assertEqual(self.browser.ask("GET", back).status, 303)
        self.assert_in()
        again = Browser(self.running)
        again.cookies = cookies
        page = again.ask("GET", back)
        self.assertEqual(page.status, 404)
        self.assertIn(OVER, page.words)
        self.assert_out(again)

    def test_of_two_answers_at_once_one_counts(self):
        self.begin()
        back = self.provider.authorize(self.there())
        cookies = dict(self.browser.cookies)
        self.provider.gates["/token"] = gate = threading.Event()
        statuses = []

        def go():
            browser = Browser(self.running)
            browser.cookies = dict(cookies)
            statuses.append(browser.ask("GET", back).status)
        threads = [threading.Thread(target=go) for _ in range(2)]
        for thread in threads:
            thread.start()
        wait_for(lambda: statuses, "the one that is over")
        gate.set()
        for thread in threads:
            thread.join(60)
        self.assertEqual(sorted(statuses), [303, 404])
        self.assertEqual(len(self.provider.asked_for("/token")), 1)

    def test_another_browser_cannot_use_it_nor_end_it(self):
        self.begin()
        back = self.provider.authorize(self.there())
        for other in (Browser(self.running), Browser(self.running)):
            other.open("/sign-in")
            page = other.ask("GET", back)
            self.assertEqual(page.status, 404)
            self.assertNotIn("session", other.cookies)
        self.assertEqual(self.browser.ask("GET", back).status, 303)
        self.assert_in()

    def test_looking_ahead_does_not_use_it(self):
        self.begin()
        back = self.provider.authorize(self.there())
        self.assertEqual(self.browser.ask("HEAD", back).status, 404)
        self.assertEqual(self.browser.ask("GET", back).status, 303)

    def test_a_parameter_that_stands_twice_is_refused(self):
        self.begin()
        back = self.provider.authorize(self.there())
        for more in ("&code=x", "&state=x", "&iss=x&iss=y"):
            self.assertEqual(self.browser.ask("GET", back + more).status, 404)
        self.assertEqual(self.browser.ask("GET", back).status, 303)

    def test_it_ends_after_ten_minutes(self):
        for seconds, status in ((599, 303), (600, 404)):
            with self.subTest(seconds=seconds):
                self.begin()
                back = self.provider.authorize(self.there())
                later(self.running, seconds=seconds)
                self.assertEqual(self.browser.ask("GET", back).status, status)

    def test_it_outlives_a_restart(self):
        self.begin()
        back = self.provider.authorize(self.there())
        now = self.running.api("GET", "/status")["now"]
        self.assertEqual(self.running.stop(), 0)
        self.running.start(now)
        page = self.browser.follow(self.browser.ask("GET", back))
        self.assertEqual((page.status, page.path), (200, "/hr"))

    def test_what_is_over_is_swept(self):
        self.begin()
        self.there()
        self.assertEqual(self.running.row_counts()["openid_sign_in"], 1)
        later(self.running, minutes=11)
        self.assertEqual(self.running.row_counts()["openid_sign_in"], 0)

    def test_whoever_cancels_there_is_told_so(self):
        self.begin()
        for error in ("access_denied", "consent_required"):
            url = self.there()
            asked = dict(urllib.parse.parse_qsl(url.split("?", 1)[1]))
            page = self.browser.ask("GET", BEGIN + "/callback?" +
                                    urllib.parse.urlencode({
                                        "error": error,
                                        "error_description": "<b>hunter2</b>",
                                        "state": asked["state"]}))
            self.assert_refused(page, CANCELLED)
        self.assertNotIn("hunter2", page.text + self.running.log())


class WhoseAccount(OpenidCase):
    def test_somebody_without_an_account_stays_outside(self):
        self.begin()
        self.provider.user = {"sub": "x", "email": "else@example.org",
                              "email_verified": True}
        self.assert_refused(self.come(), UNKNOWN)
        self.assertEqual(self.running.row_counts()["openid_identity"], 0)

    def test_an_address_that_is_not_verified_finds_nobody(self):
        self.begin()
        for verified in (False, None, "true", 1):
            with self.subTest(verified=verified):
                self.provider.user = {"sub": "hanne-1", "email": HR}
                if verified is not None:
                    self.provider.user["email_verified"] = verified
                self.assert_refused(self.come(), UNKNOWN)
        self.assertEqual(self.running.row_counts()["openid_identity"], 0)

    def test_who_gets_an_old_address_does_not_get_the_account(self):
        self.begin()
        self.come()
        self.assert_in()
        self.browser = Browser(self.running)
        self.provider.user = {"sub": "somebody-else", "email": HR,
                              "email_verified": True}
        self.assert_refused(self.come(), UNKNOWN)
        self.wait_for_line("identity.refused",
                           "somebody else's at the provider")

    def test_a_new_address_does_not_change_who_somebody_is(self):
        self.begin()
        self.running.api("PUT", "/accounts/Dorte%20%3Cdorte@example.org%3E",
                         {"role": "director"})
        self.come()
        self.browser = Browser(self.running)
        self.provider.user["email"] = "dorte@example.org"
        self.come()
        self.assertIn("Hanne", self.browser.open("/account").words)

    def test_a_subject_of_another_issuer_is_another_person(self):
        self.begin()
        self.come()
        other = Provider(self.now)
        self.addCleanup(other.close)
        other.user = {"sub": "hanne-1"}
        self.running.write_config(
            sign_in={"openid_connect": {"issuer": other.issuer}})
        self.assertIn("reloaded", self.running.reload())
        self.provider, self.browser = other, Browser(self.running)
        self.assert_refused(self.come(), UNKNOWN)

    def test_a_new_account_there_counts_once_it_was_unlinked(self):
        self.begin()
        self.come()
        done = self.running.ctl("unlink-openid", HR, "--yes")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_out()
        self.provider.user["sub"] = "hanne-2"
        self.come()
        self.assert_in()
        self.browser = Browser(self.running)
        self.provider.user["sub"] = "hanne-1"
        self.assert_refused(self.come(), UNKNOWN)

    def test_another_claim_may_name_the_person(self):
        self.begin({"claim": "preferred_username"})
        self.provider.user = {"sub": "1", "preferred_username": HR.upper()}
        self.come()
        self.assert_in()

    def test_a_disabled_account_opens_nothing(self):
        self.begin()
        self.come()
        self.running.api("POST", f"/accounts/{HR}/remove", {})
        self.assert_out()
        self.assert_refused(self.come(), UNKNOWN)


class TheSecondFactor(OpenidCase):
    trusted = False

    def test_without_a_word_of_it_our_own_follows(self):
        self.begin()
        page = self.come()
        self.assertEqual(page.path, "/sign-in/enrol")
        self.assert_out()
        person = Person(self.running, HR)
        person.enrol(self.browser, page)
        self.assert_in()
        other = Browser(self.running)
        page = self.come(other)
        self.assertEqual(page.path, "/sign-in/code")
        self.assert_out(other)
        later(self.running, minutes=1)
        other.send(page, "/sign-in/code", code=person.code())
        self.assert_in(other)

    def test_what_is_demanded_must_be_in_the_token(self):
        self.begin({"acr": ["urn:loa:high", "urn:loa:top"], "amr": ["mfa"]})
        wrong = ({}, {"acr": "urn:loa:low", "amr": ["mfa"]},
                 {"acr": "urn:loa:high"}, {"acr": "urn:loa:high",
                                           "amr": ["pwd"]})
        for claims in wrong:
            self.provider.claims = claims
            self.assert_refused(self.come(), WEAK)
        self.provider.claims = {"acr": "urn:loa:top", "amr": ["pwd", "mfa"]}
        url = self.there()
        self.assertIn("acr_values=urn%3Aloa%3Ahigh%20urn%3Aloa%3Atop", url)
        self.browser.follow(
            self.browser.ask("GET", self.provider.authorize(url)))
        self.assert_in()

    def test_an_amr_that_nobody_demands_spares_no_code(self):
        self.begin()
        self.provider.claims = {"amr": ["mfa"], "acr": "high"}
        self.assertEqual(self.come().path, "/sign-in/enrol")


class ALyingProvider(OpenidCase):
    def test_each_wrong_token_is_refused(self):
        self.begin()
        now = self.now()
        lies = [{"iss": self.provider.issuer + "/"}, {"iss": None},
                {"aud": "other"},
                {"aud": [openid_provider.CLIENT, "other"]},
                {"azp": "other"}, {"nonce": "A" * 43}, {"nonce": None},
                {"exp": now - 61}, {"exp": None}, {"iat": now + 3600},
                {"iat": now - 3600}, {"nbf": now + 3600}, {"sub": None},
                {"sub": "x" * 256}]
        for claims in lies:
            with self.subTest(claims=claims):
                self.provider.claims = claims
                self.assert_refused(self.come())
        self.wait_for_line("identity.refused", "('iss')")
        self.provider.claims = {}
        self.come()
        self.assert_in()

    def test_each_wrong_signature_is_refused(self):
        self.begin()
        for sign in (self.provider.sign_not,
                     self.provider.sign_with_public_key,
                     self.provider.sign_with_other_key,
                     lambda claims: "a.b.c", lambda claims: "",
                     lambda claims: "A" * 20000):
            with self.subTest(sign=sign):
                self.provider.sign = sign
                self.assert_refused(self.come())

    def test_a_nonce_of_an_earlier_sign_in_is_refused(self):
        self.begin()
        first = dict(urllib.parse.parse_qsl(self.there().split("?", 1)[1]))
        self.provider.claims = {"nonce": first["nonce"]}
        self.assert_refused(self.come())

    def test_a_code_of_another_sign_in_does_not_fit(self):
        self.begin()
        other = Browser(self.running)
        stolen = dict(urllib.parse.parse_qsl(
            self.provider.authorize(self.there(other)).split("?", 1)[1]))
        mine = self.provider.authorize(self.there())
        back = re.sub(r"code=[^&]*", "code=" + stolen["code"], mine)
        self.assert_refused(self.browser.ask("GET", back))
        self.assertEqual(self.provider.complaints,
                         ["code_verifier does not fit"])

    def test_a_mixed_up_issuer_is_refused_before_the_code_is_sent(self):
        self.begin()
        self.assert_refused(self.come(iss="https://evil.example"))
        self.provider.names_issuer = True
        later(self.running, minutes=1)
        self.running.stop()
        self.running.start("2026-10-01T08:05")
        back = self.provider.authorize(self.there())
        bare = re.sub(r"&iss=[^&]*", "", back)
        self.assert_refused(self.browser.ask("GET", bare))
        self.assertEqual(self.provider.asked_for("/token"), [])
        self.come()
        self.assert_in()

    def test_a_document_of_another_issuer_is_not_believed(self):
        self.begin()
        for wrong in ({"issuer": "https://evil.example"}, {"issuer": None},
                      {"token_endpoint": "http://evil.example/token"},
                      {"authorization_endpoint": "javascript:alert(1)"},
                      {"jwks_uri": None},
                      {"response_types_supported": ["id_token"]}):
            with self.subTest(wrong=wrong):
                self.provider.document = wrong
                page = self.press()
                self.assert_refused(page, AWAY, 503)
                number = re.search(r"Fejlnummer: (\d+)", page.words)
                self.wait_for_line("warn identity.away ",
                                   f"request={number.group(1)} ")

    def test_the_secret_and_the_tokens_are_nowhere_to_be_read(self):
        self.begin()
        self.come()
        self.provider.complaints.clear()
        self.provider.answers["/token"] = lambda usual: Answer(
            400, json.dumps({"error": "invalid_client",
                             "error_description":
                             openid_provider.SECRET}).encode())
        back = self.provider.authorize(self.there())
        self.browser.ask("GET", back)
        self.running.settle()
        asked = dict(urllib.parse.parse_qsl(back.split("?", 1)[1]))
        form = dict(urllib.parse.parse_qsl(
            self.provider.asked_for("/token")[-1][2]))
        found = self.running.log() + self.running.dump()
        process = f"/proc/{self.running.process.pid}/"
        for name in ("cmdline", "environ"):
            with open(process + name, encoding="utf-8",
                      errors="replace") as file:
                found += file.read()
        for secret in (openid_provider.SECRET, asked["code"], asked["state"],
                       form["code_verifier"]):
            self.assertNotIn(secret, found)


class ChangingKeys(OpenidCase):
    def test_new_keys_are_looked_for_at_once_but_not_all_the_time(self):
        self.begin()
        self.come()
        for count, seconds, is_known in (
                (2, 0, True), (2, 59, False), (3, 1, True)):
            self.browser = Browser(self.running)
            self.provider.rotate()
            later(self.running, seconds=seconds)
            page = self.come()
            self.assertEqual(len(self.provider.asked_for("/keys")), count)
            if is_known:
                self.assert_in()
            else:
                self.assert_refused(page)

    def test_a_key_of_nobody_is_looked_for_once(self):
        self.begin()
        self.come()
        later(self.running, minutes=2)
        published = self.provider.keys
        self.provider.rotate()
        self.provider.answers["/keys"] = self.provider.reply({
            "keys": [published[0].export_public(as_dict=True)]})
        self.browser = Browser(self.running)
        self.assert_refused(self.come())
        self.assertEqual(len(self.provider.asked_for("/keys")), 2)
        self.wait_for_line("identity.refused", "does not publish")

    def test_what_the_provider_says_is_kept_for_an_hour(self):
        self.begin()
        document = "/.well-known/openid-configuration"
        for minutes, count in ((0, 1), (59, 1), (1, 2)):
            later(self.running, minutes=minutes)
            self.come()
            for path in (document, "/keys"):
                self.assertEqual(len(self.provider.asked_for(path)), count)

    def test_after_a_reload_the_new_key_counts(self):
        self.begin()
        self.come()
        self.provider.rotate()
        self.assertIn("reloaded", self.running.reload())
        self.browser = Browser(self.running)
        self.come()
        self.assert_in()


class AProviderInTrouble(OpenidCase):
    def test_one_that_is_down_leaves_the_mail(self):
        self.begin()
        self.provider.server.shutdown()
        self.provider.server.server_close()
        page = self.press()
        self.assert_refused(page, AWAY, 503)
        self.assertIn("/sign-in", page.links)
        page = self.browser.open("/sign-in")
        page = self.browser.send(page, "/sign-in", email=HR)
        self.assertEqual(page.path, "/sign-in/sent")

    def test_bad_answers_are_no_answers(self):
        paths = {"/.well-known/openid-configuration": self.press,
                 "/token": self.come, "/keys": self.come}
        bad = {"fault": Answer(500, b"{}"),
               "redirection": Answer(302, b"", {"Location": "/realm/keys"}),
               "nonsense": Answer(200, b"<html>"), "empty": Answer(200, b""),
               "list": Answer(200, b"[]"),
               "giant": Answer(200, b"[" + b" " * 300000 + b"]")}
        self.begin()
        for path, act in paths.items():
            for name, answer in bad.items():
                with self.subTest(path=path, answer=name):
                    self.assertIn("reloaded", self.running.reload())
                    self.provider.answers = {path: answer}
                    self.provider.requests.clear()
                    self.assert_refused(act(), AWAY, 503)
                    self.assertEqual(len(self.provider.asked_for(path)), 1)

    def test_while_it_thinks_everybody_else_is_answered(self):
        self.begin()
        path = "/.well-known/openid-configuration"
        self.provider.gates[path] = gate = threading.Event()
        pages = []
        waiting = threading.Thread(
            target=lambda: pages.append(self.press()))
        waiting.start()
        wait_for(lambda: self.provider.asked_for(path), "the question")
        other = Browser(self.running)
        for _ in range(20):
            began = time.monotonic()
            self.assertEqual(other.ask("GET", "/healthz").status, 200)
            self.assertLess(time.monotonic() - began, 2)
        self.assertEqual(pages, [])
        gate.set()
        waiting.join(60)
        self.assertEqual(pages[0].status, 200)

    def test_one_that_never_answers_is_given_up(self):
        self.begin()
        self.provider.gates["/token"] = threading.Event()
        began = time.monotonic()
        self.assert_refused(self.come(), AWAY, 503)
        self.assertLess(time.monotonic() - began, 30)

    def test_a_browser_that_goes_away_and_a_stop_leave_nothing(self):
        self.begin()
        path = "/.well-known/openid-configuration"
        self.provider.gates[path] = threading.Event()
        threads = []
        for _ in range(3):
            browser = Browser(self.running)

            def go(browser=browser):
                page = self.press(browser)
                self.statuses.append(page.status)
            threads.append(threading.Thread(target=go))
        self.statuses = []
        for thread in threads:
            thread.start()
        wait_for(lambda: len(self.provider.asked_for(path)) == 3, "three")
        self.assertEqual(self.running.stop(), 0)
        for thread in threads:
            thread.join(60)
        self.assertEqual(self.statuses, [503] * 3)


class Tls(OpenidCase):
    def setUp(self):
        super().setUp()
        self.authority = smtp_peers.Authority(str(self.folder), "ours")

    def test_a_certificate_must_be_of_the_configured_authority(self):
        here = "IP:127.0.0.1"
        cases = (("good", here, {}, 200),
                 ("expired", here, {"expired": True}, 503),
                 ("other", "DNS:login.example.org", {}, 503))
        for name, subject, more, status in cases:
            with self.subTest(name=name):
                self.scheme = self.authority.server_context(
                    name, subject, **more)
                self.begin({"ca_file": self.authority.file})
                self.assertEqual(self.press().status, status)

    def test_an_unknown_authority_is_not_believed(self):
        self.scheme = self.authority.server_context("good", "IP:127.0.0.1")
        self.begin()
        self.assert_refused(self.press(), AWAY, 503)
        self.assertEqual(self.provider.requests, [])


class TheWayOut(OpenidCase):
    def test_signing_out_goes_on_to_the_provider(self):
        self.begin()
        self.come()
        cookies = dict(self.browser.cookies)
        page = self.browser.send(self.browser.open("/hr"), "/sign-out")
        url = urllib.parse.urlsplit(self.onwards(page))
        self.assertEqual(url.path, "/realm/logout")
        self.assertEqual(dict(urllib.parse.parse_qsl(url.query)), {
            "client_id": openid_provider.CLIENT,
            "post_logout_redirect_uri": openid_provider.LEFT})
        copied = Browser(self.running)
        copied.cookies = cookies
        self.assert_out(copied)

    def test_where_the_provider_has_no_such_page_it_ends_here(self):
        self.begin()
        self.provider.document = {"end_session_endpoint": None}
        self.come()
        page = self.browser.send(self.browser.open("/hr"), "/sign-out")
        self.assertEqual((page.status, page.path), (200, "/sign-in"))
        self.assert_out()

    def test_who_came_by_mail_signs_out_here_alone(self):
        self.begin()
        Person(self.running, HR).sign_in(self.browser)
        page = self.browser.send(self.browser.open("/hr"), "/sign-out")
        self.assertEqual((page.status, page.path), (200, "/sign-in"))


class TheConfiguration(OpenidCase):
    def test_the_secret_is_a_private_file(self):
        self.begin()
        for content, mode in (("x", 0o644), ("", 0o600), ("\n", 0o600)):
            self.secret.chmod(0o600)
            self.secret.write_text(content)
            self.secret.chmod(mode)
            self.assertIn("configuration.kept", self.running.reload())
        self.secret.write_text(openid_provider.SECRET)
        os.chmod(self.secret, 0o600)
        self.come()
        self.assert_in()

    def test_a_changed_secret_counts_after_a_reload(self):
        self.begin()
        self.secret.write_text("another")
        self.assertIn("reloaded", self.running.reload())
        self.assert_refused(self.come(), AWAY, 503)
        self.assertEqual(len(self.provider.complaints), 1)


if __name__ == "__main__":
    unittest.main()
