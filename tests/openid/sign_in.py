#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""People sign in with their account at a real OpenID Connect provider: the
browser goes from the daemon to LemonLDAP::NG's portal and back."""

import base64
import hashlib
import re
import secrets
import shutil
import sys
import tempfile
import unittest
import urllib.parse

import browsing
import lemonldap
from lemonldap import daemon

SITE = "https://onboard.example.org"
CALLBACK = lemonldap.CALLBACK
PORTAL = "/oauth2/authorize"
HOME = "Log ud"
LABEL = "kommunens konto"
AWAY = "Kommunens login svarer ikke"
CANCELLED = "Du fortrød"
OVER = "Prøv at logge ind igen"
REFUSED = "Du blev ikke logget ind"
UNKNOWN = "Du har ikke adgang endnu"
WEAK = "Der mangler et trin"


class PortalCase(daemon.DaemonCase):
    """All tests of a class share a portal, which each begins as it was."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.mkdtemp(prefix="onboard-portal-")
        cls.addClassCleanup(shutil.rmtree, folder, ignore_errors=True)
        cls.portal = lemonldap.Provider(folder)
        cls.addClassCleanup(cls.portal.close)
        cls.portal.start(SITE + CALLBACK, SITE + "/sign-in")

    def setUp(self):
        super().setUp()
        self.addCleanup(self.portal.reset)


class OpenIdCase(PortalCase):
    """And with a daemon that sends people there."""

    def begin(self, **more):
        secret = self.folder / "secret"
        secret.touch(0o600)
        secret.write_text(self.portal.secret + "\n")
        self.daemon = self.make(public_url=SITE, sign_in={"openid_connect": {
            "issuer": self.portal.issuer,
            "client_id": lemonldap.CLIENT,
            "client_secret_file": str(secret),
            "label": LABEL,
            "trusted": True,
            **more}})
        self.daemon.start()
        self.add("Dora Who", "dwho")
        self.add("Mik Smith", "msmith")
        return self.new_browser()

    def add(self, name, user, role="coordinator"):
        done = self.daemon.ctl(
            "add-person", f"{name} <{lemonldap.USERS[user]}>", "--role", role)
        self.assertEqual(done.returncode, 0, done.stderr)

    def new_browser(self):
        port = re.search(r"listening port=(\d+)", self.daemon.log()).group(1)
        return browsing.Browser({
            SITE: int(port), self.portal.issuer.rstrip("/"): self.portal.port})

    def press(self, browser, path="/sign-in"):
        """Up to what the provider's button leads to."""
        return browser.send(browser.go(SITE + path), "/sign-in/openid")

    def sign_in(self, browser, user="dwho", path="/sign-in", password=None):
        page = self.press(browser, path)
        self.assert_portal(page)
        return browser.send(page, PORTAL, user=user, password=password or user)

    def assert_portal(self, page):
        self.assertEqual(page.url.split("oauth2")[0], self.portal.issuer,
                         self.daemon.log())
        self.assertIn("password", page.form(PORTAL).fields)

    def assert_in(self, browser):
        page = browser.go(SITE + "/hr")
        self.assertEqual((page.status, page.path), (200, "/hr"), page.words)
        self.assertIn(HOME, page.words)

    def assert_out(self, browser):
        page = browser.go(SITE + "/hr")
        self.assertEqual((page.status, page.path), (200, "/sign-in"))

    def assert_logged(self, words):
        daemon.wait_for(lambda: self.daemon.has_logged(words),
                        f"'{words}' in the log", 10)

    def assert_refused(self, browser, page, title, status=403):
        """Told so by a page of ours, with a way on; nobody is in."""
        self.assertEqual((page.status, page.url.split("?")[0]),
                         (status, SITE + CALLBACK))
        self.assertIn(title, page.words)
        self.assertIn("/sign-in", page.links.values())
        self.assert_out(browser)
        self.assertNotIn("session.began", self.daemon.log())


class TheWayIn(OpenIdCase):
    def test_a_coordinator_signs_in_at_the_portal(self):
        browser = self.begin()
        page = browser.go(SITE + "/hr")
        self.assertEqual(page.path, "/sign-in")
        self.assertIn(LABEL, page.words)
        page = browser.send(page, "/sign-in/openid")
        self.assert_portal(page)
        page = browser.send(page, PORTAL, user="dwho", password="dwho")
        self.assertEqual((page.status, page.url), (200, SITE + "/hr"),
                         self.daemon.log())
        self.assertIn("Dora Who", page.words)
        self.assert_in(browser)
        self.assert_logged("session.began")

    def test_the_page_that_was_asked_for_comes_afterwards(self):
        browser = self.begin()
        page = self.sign_in(browser, path="/account")
        self.assertEqual((page.status, page.path), (200, "/account"))

    def test_a_wrong_password_stays_with_the_portal(self):
        browser = self.begin()
        page = self.sign_in(browser, password="tardis")
        self.assert_portal(page)
        self.assertNotIn(CALLBACK, str(browser.visited[-1]))
        self.assert_out(browser)
        page = browser.send(page, PORTAL, user="dwho", password="dwho")
        self.assertEqual(page.url, SITE + "/hr")

    def test_the_second_time_the_portal_asks_for_nothing(self):
        browser = self.begin()
        self.sign_in(browser)
        browser.forget("onboard.example.org")
        self.assert_out(browser)
        page = self.press(browser)
        self.assertEqual((page.status, page.url), (200, SITE + "/hr"))

    def test_everybody_is_who_they_are(self):
        browser = self.begin()
        self.assertIn("Dora Who", self.sign_in(browser).words)
        other = self.new_browser()
        page = self.sign_in(other, "msmith")
        self.assertIn("Mik Smith", page.words)
        self.assertNotIn("Dora Who", page.words)

    def test_a_user_without_account_is_told_so(self):
        browser = self.begin()
        page = self.sign_in(browser, "rtyler")
        self.assert_refused(browser, page, UNKNOWN)
        self.assertNotIn("badwolf", self.daemon.log())
        self.add("Rosa Tyler", "rtyler")
        page = self.press(browser)
        self.assertIn("Rosa Tyler", page.words)

    def test_an_address_that_the_portal_has_not_verified_is_nobodys(self):
        self.portal.change(verified="0")
        browser = self.begin()
        self.assert_refused(browser, self.sign_in(browser), UNKNOWN)

    def test_known_once_the_address_matters_no_more(self):
        browser = self.begin()
        self.sign_in(browser)
        self.portal.change(verified="0")
        self.assertIn("Dora Who", self.sign_in(self.new_browser()).words)

    def test_our_code_follows_where_the_portal_is_not_trusted(self):
        browser = self.begin(trusted=False)
        page = self.sign_in(browser)
        self.assertEqual((page.status, page.path), (200, "/sign-in/enrol"))
        self.assert_out(browser)

    def test_a_level_that_the_portal_does_not_reach_is_refused(self):
        browser = self.begin(acr=["loa-4"])
        self.assert_refused(browser, self.sign_in(browser), WEAK)

    def test_a_level_that_the_portal_reaches_is_enough(self):
        browser = self.begin(acr=["loa-4", "loa-1"], trusted=False)
        self.assertEqual(self.sign_in(browser).url, SITE + "/hr")

    def test_who_does_not_consent_is_not_in(self):
        self.portal.change(BypassConsent=0)
        browser = self.begin()
        page = self.sign_in(browser)
        self.assertEqual(page.path, PORTAL)
        key = page.form(PORTAL).fields["confirm"]
        page = browser.send(page, PORTAL, confirm="-" + key)
        self.assert_refused(browser, page, CANCELLED)
        page = browser.send(self.press(browser), PORTAL)
        self.assertEqual(page.url, SITE + "/hr")


class Keys(OpenIdCase):
    def key_id(self):
        return self.portal.document("/oauth2/jwks")["keys"][0]["kid"]

    def test_a_new_key_of_the_portal_is_found(self):
        browser = self.begin()
        self.sign_in(browser)
        old = self.key_id()
        self.portal.rotate()
        self.assertNotEqual(self.key_id(), old)
        page = self.sign_in(self.new_browser())
        self.assertEqual(page.url, SITE + "/hr", self.daemon.log())
        self.assert_in(browser)

    def test_a_token_without_signature_is_refused(self):
        self.portal.change(IDTokenSignAlg="none")
        browser = self.begin()
        self.assert_refused(browser, self.sign_in(browser), REFUSED)
        self.assert_logged("identity.refused")

    def test_a_token_signed_with_the_secret_is_refused(self):
        self.portal.change(IDTokenSignAlg="HS256")
        browser = self.begin()
        self.assert_refused(browser, self.sign_in(browser), REFUSED)
        self.assert_logged("identity.refused")

    def test_longer_digests_are_good_too(self):
        self.portal.change(IDTokenSignAlg="RS512")
        browser = self.begin()
        self.assertEqual(self.sign_in(browser).url, SITE + "/hr")


class Faults(OpenIdCase):
    def test_a_callback_opens_nothing_a_second_time(self):
        browser = self.begin()
        self.sign_in(browser)
        back = next(url for _, url, _ in browser.visited if CALLBACK in url)
        self.assert_logged("session.began")
        for visitor in (browser, self.new_browser()):
            page = visitor.go(back)
            self.assertEqual(page.status, 404)
        self.assert_out(visitor)
        self.assertEqual(self.daemon.log().count("session.began"), 1)

    def test_the_callback_of_another_browser_opens_nothing(self):
        browser = self.begin()
        browser.closed_path = CALLBACK
        self.sign_in(browser)
        victim = self.new_browser()
        page = victim.go(browser.kept[0])
        self.assert_refused(victim, page, OVER, 404)

    def test_a_wrong_secret_is_our_fault_and_said_so(self):
        browser = self.begin()
        self.portal.change(ClientSecret="other")
        page = self.sign_in(browser)
        self.assert_refused(browser, page, AWAY, 503)
        self.assert_logged("invalid_client")
        self.assertNotIn(self.portal.secret, self.daemon.log())

    def test_a_portal_that_is_away_comes_back(self):
        browser = self.begin()
        self.portal.stop()
        page = self.press(browser)
        self.assertEqual((page.status, page.url),
                         (503, SITE + "/sign-in/openid"))
        self.assert_logged("identity.away")
        self.portal.spawn()
        self.assertEqual(self.sign_in(browser).url, SITE + "/hr")

    def test_no_secret_of_the_way_is_logged_or_kept(self):
        browser = self.begin()
        self.sign_in(browser)
        back = next(url for _, url, _ in browser.visited if CALLBACK in url)
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))
        dump = self.daemon.dump()
        for secret in (query["code"], query["state"], self.portal.secret):
            self.assertNotIn(secret, self.daemon.log())
            self.assertNotIn(secret, dump)


class Out(OpenIdCase):
    def test_signing_out_ends_the_session_at_the_portal_too(self):
        browser = self.begin()
        page = browser.send(self.sign_in(browser), "/sign-out")
        self.assert_out(browser)
        # Without a token that names the user the portal asks "sure?".
        page = browser.send(page, "/oauth2/logout")
        self.assertEqual((page.status, page.url), (200, SITE + "/sign-in"))
        self.assert_portal(self.press(browser))

    def test_who_is_out_at_the_portal_comes_back_to_us(self):
        browser = self.begin()
        page = self.sign_in(browser)
        browser.forget("localhost")
        page = browser.send(page, "/sign-out")
        self.assertEqual((page.status, page.url), (200, SITE + "/sign-in"))
        self.assert_out(browser)


class ThePortal(PortalCase):
    """It is as strict as we need it to be: who signs in has done it right."""

    def ask(self, **more):
        query = {"response_type": "code", "client_id": lemonldap.CLIENT,
                 "scope": "openid email", "redirect_uri": SITE + CALLBACK,
                 "state": "s", "nonce": "n", **more}
        return self.portal.issuer + "oauth2/authorize?" + \
            urllib.parse.urlencode(query)

    def test_it_wants_the_proof_key(self):
        browser = browsing.Browser({
            self.portal.issuer.rstrip("/"): self.portal.port})
        browser.closed_path = CALLBACK
        verifier = secrets.token_urlsafe(32)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(
            verifier.encode()).digest()).rstrip(b"=").decode()
        page = browser.go(self.ask())
        browser.send(page, PORTAL, user="dwho", password="dwho")
        self.assertIn("error=invalid_request", browser.kept.pop())
        for given, status in (("x" * 43, 400), (verifier, 200)):
            browser.go(self.ask(code_challenge=challenge,
                                code_challenge_method="S256"))
            code = urllib.parse.parse_qs(
                urllib.parse.urlsplit(browser.kept.pop()).query)["code"][0]
            self.assertEqual(self.portal.redeem(
                code, SITE + CALLBACK, given).status, status)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
