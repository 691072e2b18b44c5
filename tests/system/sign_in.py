#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Who signs in, and who does not: the real daemon from the browser's side."""

import hashlib
import re
import statistics
import sys
import time
import unittest

from daemon import DaemonCase, wait_for
from page_case import check_html, run_node
from signing_in import OURS, Browser, Person, later

HR = "hr@example.org"
DIRECTOR = "dorte@example.org"
ADMINISTRATOR = "ada@example.org"
STRANGER = "nobody@example.org"
OVER = "Linket kan ikke bruges mere"
ASK = "Skriv din mailadresse"
HOME = "Log ud"
SITE = "https://onboard.example.org"
FORMS = [("/sign-in", 403), ("/sign-in/link/" + "A" * 43, 404),
         ("/sign-in/code", 303), ("/sign-in/enrol", 303),
         ("/sign-out", 303), ("/account/sessions/1/end", 303)]


class SignInCase(DaemonCase):
    def begin(self, **more):
        self.daemon = self.start(
            people={"coordinator": f"Hanne HR <{HR}>",
                    "director": f"Dorte Direktør <{DIRECTOR}>"}, **more)
        self.person = Person(self.daemon, HR)
        self.browser = Browser(self.daemon)
        return self.daemon

    def restart(self):
        now = self.daemon.api("GET", "/status")["now"]
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start(now)

    def assert_out(self, browser):
        page = browser.open("/hr")
        self.assertEqual((page.status, page.path.split("?")[0]),
                         (200, "/sign-in"))

    def assert_in(self, browser):
        self.assertIn(HOME, browser.open("/hr").words)


class TheWayIn(SignInCase):
    def test_a_coordinator_signs_in_by_mail_and_code(self):
        self.begin()
        page = self.browser.open("/account")
        self.assertEqual(page.path, "/sign-in?next=/account")
        page = self.browser.send(page, email=HR)
        self.assertEqual(page.path, "/sign-in/sent")
        link = "/sign-in/link/" + self.person.wait_for_link()[0]
        page = self.browser.send(self.browser.open(link))
        self.assertEqual(page.path, "/sign-in/enrol")
        page = self.person.enrol(self.browser, page)
        self.assertEqual(len(set(self.person.codes)), 10)
        self.assertEqual(page.links[-1], "/account")
        self.assertIn("Denne browser", self.browser.open("/account").words)
        self.assert_in(self.browser)

    def test_the_second_time_the_code_of_the_app_is_enough(self):
        self.begin()
        self.person.sign_in(self.browser)
        later(self.daemon, minutes=1)
        other = Browser(self.daemon)
        page = self.person.sign_in(other, "/account")
        self.assertEqual(page.path, "/account")
        self.assert_in(other)

    def test_opening_the_link_changes_nothing(self):
        self.begin()
        link = self.person.new_link(self.browser)
        scanner = Browser(self.daemon, agent="Link Scanner")
        self.daemon.settle()
        before = self.daemon.dump()
        for _ in range(5):
            for method in ("GET", "HEAD"):
                self.assertEqual(scanner.ask(method, link).status, 200)
                self.assertEqual(self.browser.ask(method, link).status, 200)
        self.assertEqual(self.daemon.dump(), before)
        page = self.browser.send(self.browser.open(link))
        self.assertEqual(page.path, "/sign-in/enrol")

    def test_a_link_works_once(self):
        self.begin()
        link = self.person.new_link(self.browser)
        page = self.browser.open(link)
        self.browser.send(page)
        again = self.browser.send(page)
        self.assertEqual(again.status, 404)
        self.assertIn(OVER, again.words)
        neutral = re.sub(r"\s+", " ", again.words)
        for path in (link, "/sign-in/link/" + "A" * 43, "/sign-in/link/x"):
            page = self.browser.ask("GET", path)
            self.assertEqual(page.status, 404)
            self.assertEqual(re.sub(r"\s+", " ", page.words), neutral)

    def test_a_link_ends_after_ten_minutes(self):
        self.begin()
        link = self.person.new_link(self.browser)
        page = self.browser.open(link)
        later(self.daemon, minutes=9, seconds=59)
        self.assertEqual(self.browser.ask("GET", link).status, 200)
        later(self.daemon, seconds=1)
        self.assertEqual(self.browser.ask("GET", link).status, 404)
        self.assertEqual(self.browser.send(page).status, 404)

    def test_another_browser_needs_the_code_of_the_first(self):
        self.begin()
        link = self.person.new_link(self.browser)
        code = re.search(r"\d{3} \d{3}",
                         self.browser.open("/sign-in/sent").words).group()
        other = Browser(self.daemon)
        page = other.open(link)
        self.assertNotIn(code, page.text)
        self.assertEqual(other.send(page, code="").status, 400)
        wrong = f"{(int(code.replace(' ', '')) + 1) % 1000000:06}"
        page = other.send(page, code=wrong)
        self.assertEqual(page.status, 400)
        self.assertIn("passer ikke", page.words)
        page = other.send(page, code=code)
        self.assertEqual(page.path, "/sign-in/enrol")
        self.assertIn("reason=browser-code", self.daemon.log())

    def test_the_tenth_wrong_code_burns_the_link(self):
        self.begin()
        link = self.person.new_link(self.browser)
        code = re.search(r"\d{3} \d{3}",
                         self.browser.open("/sign-in/sent").words).group()
        wrong = f"{(int(code.replace(' ', '')) + 1) % 1000000:06}"
        other = Browser(self.daemon)
        page = other.open(link)
        for number in range(10):
            self.assertIn(other.send(page, code=wrong).status, (400, 404))
            if number == 4:
                self.restart()
        self.assertEqual(other.send(page, code=code).status, 404)
        self.assertEqual(self.browser.ask("GET", link).status, 404)

    def test_a_used_one_time_code_is_over(self):
        self.begin()
        self.person.sign_in(self.browser)
        later(self.daemon, minutes=2)
        first, second = Browser(self.daemon), Browser(self.daemon)
        pages = [self.person.press(first), self.person.press(second)]
        code = self.person.code()
        first.send(pages[0], "/sign-in/code", code=code)
        self.assert_in(first)
        page = second.send(pages[1], "/sign-in/code", code=code)
        self.assertEqual(page.status, 400)
        self.assert_out(second)
        page = second.send(page, "/sign-in/code",
                           code=self.person.code(offset=-1))
        self.assertEqual(page.status, 400)
        second.send(page, "/sign-in/code", code=self.person.code(offset=1))
        self.assert_in(second)

    def test_ten_wrong_codes_end_the_sign_in(self):
        self.begin()
        self.person.sign_in(self.browser)
        later(self.daemon, minutes=2)
        other = Browser(self.daemon)
        page = self.person.press(other)
        wrong = f"{(int(self.person.code()) + 1) % 1000000:06}"
        for number in range(9):
            self.assertEqual(other.send(
                page, "/sign-in/code", code=wrong).status, 400)
            if number == 4:
                self.restart()
        last = other.send(page, "/sign-in/code", code=wrong)
        self.assertEqual(last.status, 403)
        self.assertIn("For mange forkerte koder", last.words)
        right = other.send(page, "/sign-in/code", code=self.person.code())
        self.assertIn(ASK, right.words)
        self.assert_out(other)

    def test_a_recovery_code_works_once(self):
        self.begin()
        self.person.sign_in(self.browser)
        code = self.person.codes[3]
        for typed, good in ((code.upper().replace("-", " "), True),
                            (code, False), (self.person.codes[4], True)):
            other = Browser(self.daemon)
            other.send(self.person.press(other), "/sign-in/code", code=typed)
            if good:
                self.assert_in(other)
            else:
                self.assert_out(other)
        left = self.daemon.api("GET", "/accounts")["accounts"][0]
        self.assertEqual(left["recovery_codes"], 8)

    def test_who_is_half_in_opens_nothing(self):
        self.begin()
        self.person.sign_in(self.browser)
        later(self.daemon, minutes=2)
        half = Browser(self.daemon)
        page = self.person.press(half)
        self.assertEqual(page.path, "/sign-in/code")
        for path in ("/hr", "/account"):
            self.assertEqual(half.ask("GET", path).status, 303)
        action, fields = page.form("/sign-in/code")
        for path in ("/sign-out", "/account/sessions/1/end"):
            self.assertEqual(half.ask("POST", path, fields, OURS).status, 303)
        self.assertEqual(action, "/sign-in/code")
        self.assertEqual(half.ask("GET", "/sign-in/enrol").headers["Location"],
                         "/sign-in/code")
        self.assert_in(self.browser)

    def test_without_codes_a_mail_is_enough_on_this_machine_alone(self):
        self.begin(sign_in={"totp": "optional"})
        page = self.person.press(self.browser)
        self.assertIn(HOME, page.words)
        bad = self.make(public_url=SITE, sign_in={"totp": "optional"})
        answer = self.check("-n", "-c", bad.config)
        self.assertNotEqual(answer.returncode, 0)
        self.assertIn("sign_in.totp", answer.stderr)


class Sessions(SignInCase):
    def test_each_step_has_a_cookie_of_its_own(self):
        self.begin()
        browser = self.browser
        browser.cookies["session"] = planted = "A" * 43
        link = self.person.new_link(browser)
        page = browser.open(link)
        page = browser.send(page)
        half = browser.cookies["session"]
        self.assertNotEqual(half, planted)
        self.person.enrol(browser, page)
        self.assertNotIn(browser.cookies["session"], (half, planted))
        self.assert_in(browser)
        for old in (half, planted):
            thief = Browser(self.daemon)
            thief.cookies["session"] = old
            self.assert_out(thief)
            self.assertEqual(thief.ask("GET", "/sign-in/code").headers[
                "Location"], "/sign-in")

    def test_a_session_ends_after_half_an_hour_without_use(self):
        self.begin()
        self.person.sign_in(self.browser)
        for _ in range(3):
            later(self.daemon, minutes=29)
            self.assert_in(self.browser)
        later(self.daemon, minutes=30)
        self.assert_out(self.browser)

    def test_a_session_ends_after_twelve_hours_whatever_is_done(self):
        self.begin()
        self.person.sign_in(self.browser)
        for _ in range(28):
            later(self.daemon, minutes=25)
            self.assert_in(self.browser)
        later(self.daemon, minutes=20)
        self.assert_out(self.browser)

    def test_signing_out_ends_it_on_the_server(self):
        self.begin()
        self.person.sign_in(self.browser)
        thief = Browser(self.daemon)
        thief.cookies = dict(self.browser.cookies)
        self.assert_in(thief)
        path, fields = self.browser.open("/hr").form("/sign-out")
        answer = self.browser.ask("POST", path, fields, OURS)
        self.assertEqual(answer.status, 303)
        # Cookies would be those of the municipality's other systems, too.
        self.assertEqual(answer.headers["Clear-Site-Data"],
                         '"cache", "storage"')
        self.assertEqual(self.browser.cookies, {})
        self.assert_out(thief)
        self.assert_out(self.browser)

    def test_people_see_and_end_their_own_sessions_and_no_others(self):
        self.begin()
        self.daemon.api("PUT", f"/accounts/Ada <{ADMINISTRATOR}>".replace(
            " ", "%20").replace("<", "%3C").replace(">", "%3E"),
            {"role": "administrator"})
        ada = Person(self.daemon, ADMINISTRATOR)
        foreign = Browser(self.daemon, agent="Ada's")
        ada.sign_in(foreign)
        self.person.sign_in(self.browser)
        later(self.daemon, minutes=2)
        phone = Browser(self.daemon, agent="Phone <b>&")
        self.person.sign_in(phone)
        page = self.browser.open("/account")
        self.assertIn("Phone <b>&", page.words)
        self.assertNotIn("Phone <b>", page.text)
        self.assertNotIn("Ada's", page.words)
        ends = [action for action, _ in page.forms if action.endswith("/end")]
        self.assertEqual(len(ends), 2)
        own = {row["id"] for row in self.daemon.query(
            "SELECT s.id FROM session s JOIN account a ON a.id = s.account_id "
            "WHERE a.role = 'coordinator'")}
        theirs = self.daemon.query(
            "SELECT s.id FROM session s JOIN account a ON a.id = s.account_id "
            "WHERE a.role = 'administrator'")[0]["id"]
        self.assertEqual(ends, [f"/account/sessions/{number}/end"
                                for number in sorted(own)])
        fields = page.form(ends[0])[1]
        for number in (theirs, 999, 0, "x"):
            answer = self.browser.ask(
                "POST", f"/account/sessions/{number}/end", fields, OURS)
            self.assertEqual(answer.status, 404)
        self.assert_in(foreign)
        self.browser.send(page, ends[1])
        self.assert_out(phone)
        self.assert_in(self.browser)

    def test_another_role_or_a_removal_ends_all_at_once(self):
        self.begin()
        for change in (
            ["add-person", HR, "--role", "director"],
            ["end-sessions", HR],
            ["reset-totp", HR, "--yes"],
            ["remove-account", HR, "--yes"],
        ):
            with self.subTest(change[0]):
                browser = Browser(self.daemon)
                self.person.sign_in(browser)
                self.assert_in(browser)
                done = self.daemon.ctl(*change)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assert_out(browser)
                if change[0] == "reset-totp":
                    self.person.secret = None
                later(self.daemon, minutes=61)
        before = len(self.person.mails())
        self.person.ask(self.browser)
        self.daemon.settle()
        self.assertEqual(len(self.person.mails()), before)
        self.restart()
        accounts = self.daemon.api("GET", "/accounts")["accounts"]
        self.assertEqual([each["state"] for each in accounts],
                         ["disabled", "active"])

    def test_behind_https_cookies_are_bound_to_the_host(self):
        self.begin(public_url=SITE)
        for method, path in (("GET", "/sign-in"),):
            answer = self.browser.ask(method, path, headers={
                "Host": "onboard.example.org"})
            self.assertRegex(
                answer.headers["Set-Cookie"],
                r"^__Host-browser=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; "
                r"Secure; Max-Age=3600$")
        link = answer.form()
        fields = {**link[1], "email": HR}
        for origin, status in ((SITE, 303), ("https://evil.example", 403),
                               ("http://onboard.example.org", 403)):
            answer = self.browser.ask("POST", "/sign-in", fields, {
                "Host": "onboard.example.org", "Origin": origin})
            self.assertEqual(answer.status, status, origin)


class Attacks(SignInCase):
    def test_no_form_works_without_its_token(self):
        self.begin()
        self.person.sign_in(self.browser)
        page = self.browser.open("/hr")
        token = page.form()[1]["csrf"]
        signed_in = [("/sign-out", 403), ("/account/sessions/1/end", 403)]
        for path, status in signed_in:
            for fields in ({}, {"csrf": ""}, {"csrf": token[:-1]},
                           {"csrf": "A" * len(token)}):
                with self.subTest(path=path, fields=fields):
                    self.assertEqual(self.browser.ask(
                        "POST", path, fields, OURS).status, status)
            answer = self.browser.ask(
                "POST", path, {"csrf": token},
                {"Sec-Fetch-Site": "cross-site", "Origin": "null"})
            self.assertEqual(answer.status, 403)
        self.assert_in(self.browser)
        for path, status in FORMS:
            with self.subTest(path=path):
                self.assertEqual(Browser(self.daemon).ask(
                    "POST", path, {"email": HR}, OURS).status, status)
        self.assertIn("session.refused reason=form", self.daemon.log())

    def test_half_way_forms_need_their_token_too(self):
        self.begin()
        link = self.person.new_link(self.browser)
        page = self.browser.open(link)
        self.assertEqual(self.browser.ask(
            "POST", link, {"csrf": "x"}, OURS).status, 403)
        self.assertEqual(self.browser.send(
            page, headers={"Sec-Fetch-Site": "cross-site"}).status, 403)
        page = self.browser.send(page)
        self.assertEqual(page.path, "/sign-in/enrol")
        secret = re.search(r"<strong>([A-Z2-7 ]{39})</strong>", page.text)
        self.person.secret = secret.group(1)
        code = self.person.code()
        self.assertEqual(self.browser.ask(
            "POST", "/sign-in/enrol", {"code": code}, OURS).status, 403)
        self.assertEqual(self.browser.ask(
            "POST", "/sign-in/enrol", {"code": code, "csrf": "A" * 43},
            OURS).status, 403)
        self.assert_out(self.browser)

    def test_the_token_of_another_session_is_refused(self):
        self.begin()
        self.person.sign_in(self.browser)
        later(self.daemon, minutes=2)
        other = Browser(self.daemon)
        self.person.sign_in(other)
        foreign = other.open("/hr").form("/sign-out")[1]
        self.assertEqual(self.browser.ask(
            "POST", "/sign-out", foreign, OURS).status, 403)
        self.assert_in(self.browser)

    def test_forms_of_another_type_are_415(self):
        self.begin()
        self.person.sign_in(self.browser)
        for path in ("/sign-out", "/sign-in"):
            answer = self.browser.ask("POST", path, {"a": "b"}, {
                **OURS, "Content-Type": "text/plain"})
            self.assertEqual(answer.status, 415)

    def test_known_and_unknown_addresses_look_alike(self):
        self.begin()
        pages = []
        for address in (HR, STRANGER):
            browser = Browser(self.daemon)
            page = Person(self.daemon, address).ask(browser)
            self.assertEqual(page.path, "/sign-in/sent")
            pages.append(re.sub(r"\d{3} \d{3}", "CODE", page.text))
        self.assertEqual(pages[0], pages[1])
        self.person.wait_for_link()
        self.assertEqual({letter.to for letter in self.daemon.letters()},
                         {HR})

    def difference_of_asking(self, addresses):
        """Of the times that one address and the other take, as a share."""
        page = self.browser.open("/sign-in")
        path, fields = page.form()
        samples = {HR: [], STRANGER: []}
        for client in addresses:
            for address, taken in samples.items():
                self.browser.address = client
                begun = time.perf_counter()
                self.browser.ask("POST", path, {**fields, "email": address},
                                 OURS)
                taken.append(time.perf_counter() - begun)
                self.daemon.settle()
        known, unknown = (statistics.median(taken)
                          for taken in samples.values())
        return abs(known - unknown) / max(known, unknown)

    def test_asking_takes_the_same_for_known_and_unknown(self):
        """The mail is written afterwards: the answer knows of no account.
        What else runs on the machine disturbs a round; that an address were
        known would show in each."""
        self.begin()
        addresses = [f"127.0.{1 + number // 9}.{number % 9 + 1}"
                     for number in range(300)]
        self.assertTrue(any(
            self.difference_of_asking(addresses[i:i + 60]) < 0.25
            for i in range(0, 300, 60)))

    def test_five_links_an_hour_go_to_one_address(self):
        self.begin()
        for number in range(8):
            browser = Browser(self.daemon)
            page = self.person.ask(browser)
            self.assertEqual(page.path, "/sign-in/sent")
            if number == 3:
                self.restart()
        self.daemon.settle()
        self.assertEqual(len(self.person.mails()), 5)
        self.assertIn("session.limited by=address", self.daemon.log())
        later(self.daemon, minutes=61)
        self.person.ask(Browser(self.daemon))
        self.person.wait_for_link(6)

    def test_twenty_links_an_hour_go_to_one_computer(self):
        self.begin()
        page = self.browser.open("/sign-in")
        path, fields = page.form()
        statuses = [self.browser.ask(
            "POST", path, {**fields, "email": f"n{number}@example.org"},
            OURS).status for number in range(22)]
        self.assertEqual(statuses, [303] * 20 + [429] * 2)
        self.restart()
        answer = self.browser.ask("POST", path, {**fields, "email": HR}, OURS)
        self.assertEqual(answer.status, 429)
        self.browser.address = "127.0.0.9"
        answer = self.browser.ask("POST", path, {**fields, "email": HR}, OURS)
        self.assertEqual(answer.status, 303)

    def test_what_is_no_address_is_said_and_kept(self):
        self.begin()
        for typed in ("", "hr", "hr@", "a b@example.org", "\"><script>",
                      "x@example.org\r\nBcc: y@example.org",
                      "Hanne <hr@example.org>"):
            page = self.browser.send(self.browser.open("/sign-in"),
                                     email=typed)
            self.assertEqual(page.status, 400, typed)
            self.assertNotIn("<script>", page.text)
            self.assertIn("hel mailadresse", page.words)
        self.assertEqual(self.daemon.query(
            "SELECT count(*) AS n FROM sign_in_link")[0]["n"], 0)

    def test_a_foreign_next_page_is_forgotten(self):
        self.begin(sign_in={"totp": "optional"})
        for path in ("//evil.example", "/%5Cevil.example", "https:evil.example",
                     "https://evil.example/hr", "/hr//evil", "/sign-out",
                     "/hr?x=1", "%2F%2Fevil.example"):
            page = self.browser.ask("GET", f"/sign-in?next={path}")
            self.assertEqual(page.form()[1]["next"], "", path)
        later(self.daemon, minutes=1)
        page = self.browser.open("/sign-in")
        self.browser.send(page, email=HR, next="//evil.example/hr")
        link = "/sign-in/link/" + self.person.wait_for_link()[-1]
        path, fields = self.browser.open(link).form()
        answer = self.browser.ask("POST", path, fields, OURS)
        self.assertEqual(answer.headers["Location"], "/hr")

    def test_each_role_opens_its_pages_alone(self):
        self.begin(sign_in={"totp": "optional"})
        self.daemon.ctl("add-person", f"Ada A <{ADMINISTRATOR}>", "--role",
                        "administrator")
        for address in (HR, DIRECTOR, ADMINISTRATOR):
            browser = Browser(self.daemon)
            Person(self.daemon, address).press(browser)
            for path, status in (("/hr", 200), ("/account", 200)):
                self.assertEqual(browser.ask("GET", path).status, status)
            self.assertEqual(browser.ask("GET", "/api/v1/accounts").status,
                             401)

    def test_no_secret_is_left_behind(self):
        self.begin()
        self.person.sign_in(self.browser)
        link = self.person.wait_for_link()[0]
        session = self.browser.cookies["session"]
        self.daemon.settle()
        self.assertEqual([row["bytes"] for row in self.daemon.query(
            "SELECT bytes FROM mail WHERE kind = 'sign-in'")], [None])
        log = self.daemon.log()
        dump = self.daemon.dump()
        for secret in (link, session, self.person.secret.replace(" ", ""),
                       self.person.codes[0],
                       self.person.codes[0].replace("-", "")):
            self.assertNotIn(secret, dump)
            self.assertNotIn(secret, log)
        self.assertIn(hashlib.sha256(session.encode()).hexdigest(), dump)
        self.assertNotIn(HR, log)

    def test_every_answer_is_private_and_closed_to_frames(self):
        self.begin()
        link = self.person.new_link(self.browser)
        for path in ("/sign-in", "/sign-in/sent", link, "/hr", "/account"):
            answer = self.browser.ask("GET", path)
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
            self.assertIn("frame-ancestors 'none'",
                          answer.headers["Content-Security-Policy"])


class Proxy(SignInCase):
    HEADER = {"X-Remote-User": HR}

    def start_behind(self, address="127.0.0.1"):
        self.begin(sign_in={"proxy": {"address": address,
                                      "header": "X-Remote-User"}})

    def test_its_word_is_enough_for_who_has_an_account(self):
        self.start_behind()
        page = self.browser.ask("GET", "/hr", headers=self.HEADER)
        self.assertEqual(page.status, 200)
        self.assertIn("Hanne HR", page.words)
        path, fields = page.form("/sign-out")
        self.assertEqual(self.browser.ask(
            "POST", path, {}, {**OURS, **self.HEADER}).status, 403)
        self.assertEqual(self.browser.ask(
            "POST", path, fields, {**OURS, **self.HEADER}).status, 303)
        for user in (STRANGER, "", "hr", "Hanne <hr@example.org>",
                     "hr@example.org, x@example.org"):
            answer = self.browser.ask("GET", "/hr", headers={
                "X-Remote-User": user})
            self.assertEqual(answer.status, 303, user)
        done = self.daemon.ctl("remove-account", HR, "--yes")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.browser.ask(
            "GET", "/hr", headers=self.HEADER).status, 303)

    def test_nobody_else_is_believed(self):
        self.start_behind("127.0.0.8")
        self.assertEqual(self.browser.ask(
            "GET", "/hr", headers=self.HEADER).status, 303)
        self.browser.address = "127.0.0.8"
        self.assertEqual(self.browser.ask(
            "GET", "/hr", headers=self.HEADER).status, 200)
        self.daemon.write_config(sign_in={"proxy": {"address": "",
                                                    "header": ""}})
        self.assertIn("configuration.reloaded", self.daemon.reload())
        self.assertEqual(self.browser.ask(
            "GET", "/hr", headers=self.HEADER).status, 303)

    def test_limits_count_the_client_that_the_proxy_names(self):
        self.start_behind()
        path, fields = self.browser.open("/sign-in").form()

        def ask(number, forwarded, **more):
            return self.browser.ask(
                "POST", path, {**fields, "email": f"n{number}@example.org"},
                {**OURS, "X-Forwarded-For": forwarded, **more}).status

        statuses = [ask(number, f"10.9.9.{number}, 10.0.0.1")
                    for number in range(21)]
        self.assertEqual(statuses, [303] * 20 + [429])
        self.assertEqual(ask(30, "10.0.0.2"), 303)
        self.browser.address = "127.0.0.9"
        statuses = [ask(40 + number, f"10.7.7.{number}")
                    for number in range(21)]
        self.assertEqual(statuses, [303] * 20 + [429])


class Pages(SignInCase):
    def walk(self):
        """Every page of the way in, also with its mistakes."""
        first = self.browser.open("/sign-in")
        yield first
        yield self.browser.send(first, email="hr")
        yield self.person.ask(self.browser)
        link = "/sign-in/link/" + self.person.wait_for_link()[0]
        other = Browser(self.daemon)
        page = other.open(link)
        yield page
        yield other.send(page, code="1")
        page = self.browser.open(link)
        yield page
        page = self.browser.send(page)
        yield page
        wrong = self.browser.send(page, "/sign-in/enrol", code="1")
        yield wrong
        yield self.person.enrol(self.browser, wrong)
        yield self.browser.open("/hr")
        yield self.browser.open("/account")
        yield self.browser.ask("GET", link)
        later(self.daemon, minutes=1)
        page = self.person.press(other)
        yield page
        yield other.send(page, "/sign-in/code", code="1")

    def test_the_pages_are_sound_html_in_both_languages(self):
        for language in ("da", "en"):
            self.begin(language=language)
            pages = list(self.walk())
            check_html([page.text for page in pages])
            for page in pages:
                self.assertIn(f'<html lang="{language}">', page.text)
                self.assertNotIn("{{", page.text)
                self.assertNotRegex(page.text, r"style=|<script|onclick")

    def test_the_picture_is_what_the_app_wants(self):
        self.begin(municipality={"name": "Ærø & Søn"})
        page = self.person.press(self.browser)
        read = run_node("qr_read.mjs", [page.text])
        secret = re.search(r"<strong>([A-Z2-7 ]{39})</strong>",
                           page.text).group(1).replace(" ", "")
        self.assertEqual(
            read.stdout.strip(),
            "otpauth://totp/%C3%86r%C3%B8%20%26%20S%C3%B8n:"
            f"hr%40example.org?secret={secret}"
            "&issuer=%C3%86r%C3%B8%20%26%20S%C3%B8n", read.stderr)


class Mail(SignInCase):
    def test_the_mail_goes_at_any_hour_and_beside_the_limit(self):
        self.daemon = self.start(clock="2026-10-03T03:00",
                                 people={"coordinator": f"Hanne HR <{HR}>"},
                                 mail={"limit_per_day": 2})
        person = Person(self.daemon, HR)
        for number in range(3):
            person.ask(Browser(self.daemon))
            person.wait_for_link(number + 1)

    def test_the_mail_is_in_the_persons_language(self):
        self.begin(language="en")
        self.person.ask(self.browser)
        self.person.wait_for_link()
        self.assertEqual(self.person.mails()[0].subject,
                         "Your link to sign in")

    def test_links_are_built_of_the_configuration_alone(self):
        self.begin(public_url=SITE)
        answer = self.browser.ask("GET", "/sign-in")
        path, fields = answer.form()
        for host in ("localhost", "127.0.0.1:1"):
            self.browser.ask("POST", path, {**fields, "email": HR},
                             {"Host": host})
        wait_for(lambda: len(self.person.mails()) == 2, "two mails")
        for letter in self.person.mails():
            self.assertIn(SITE + "/sign-in/link/", letter.text)
            self.assertNotIn("localhost", letter.text)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
