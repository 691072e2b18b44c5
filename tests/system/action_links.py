#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Links of mails: opening one shows, its form alone acts."""

import base64
import hashlib
import hmac
import pathlib
import re
import sqlite3
import unittest

from daemon import DEADLINE, FORM
from page_case import PageCase, check_html

ONE_CLICK = "List-Unsubscribe=One-Click"
PARTS = (b"--x1\r\nContent-Disposition: form-data; "
         b"name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x1--\r\n")
# What opening a link may note: that a calendar was fetched.
NOTED = re.compile(r'INSERT INTO "feed" .*')


class Links(PageCase):
    def start_on(self, day, **more):
        """A leader, and the mails up to that morning."""
        self.daemon = self.start(**more)
        self.leader = self.daemon.add()["leader"]["id"]
        self.daemon.advance(f"{day}T09:00")

    def paths(self, folder, kind=None, to=None):
        """Of all links below the folder in the letters, each once."""
        found = []
        for letter in self.daemon.letters():
            if to is not None and letter.to != to:
                continue
            html = letter.message.get_body(("html",)).get_content()
            base = re.escape(self.daemon.settings["public_url"])
            in_html = re.findall(rf'href="{base}(/{folder}/[^"]+)"', html)
            in_text = re.findall(rf"{base}(/{folder}/\S+)", letter.text)
            self.assertEqual(in_html, in_text, letter.subject)
            found += in_text
        return list(dict.fromkeys(found))

    def task_of(self, address):
        """The first link by which the person says that a task is done."""
        return next(link for link in self.paths("a", to=address)
                    if "<h1>Er det gjort?</h1>" in self.get(link))

    def sequence(self, path):
        return re.search(
            r'name="sequence" value="(\d+)"', self.get(path))[1]

    def kept(self):
        return NOTED.sub("", self.daemon.dump())

    def activity_of(self, state):
        rows = self.daemon.query(
            "SELECT step FROM activity WHERE state = ? ORDER BY id", state)
        return [row["step"] for row in rows]

    def test_whoever_opens_every_link_changes_nothing(self):
        self.start_on("2026-10-06")
        links = self.paths("[alpu]")
        folders = {link.split("/")[1] for link in links}
        self.assertEqual(folders, {"a", "l", "p", "u"} & folders)
        self.assertLessEqual({"a", "l", "p", "u"}, folders)
        before = self.kept()
        for link in links:
            for method in ("GET", "HEAD"):
                self.assertEqual(self.ask(method, link).status, 200, link)
            for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
                self.assertEqual(self.ask(method, link).status, 405, link)
        self.assertEqual(self.kept(), before)

    def test_a_task_is_done_by_its_link_once(self):
        self.start_on("2026-10-06")
        link = self.task_of("mette@example.org")
        before = self.get(link)
        self.assertIn("<h1>Er det gjort?</h1>", before)
        planned = self.activity_of("planned")
        done_before = self.activity_of("done")
        csrf = self.csrf(link)
        for fields in ({}, {"csrf": ""}, {"csrf": csrf[:-2] + "xx"}):
            self.assertEqual(self.post(link, **fields).status, 403)
        self.assertEqual(
            self.ask("POST", link, "{}", "application/json").status, 415)
        self.assertEqual(self.activity_of("planned"), planned)
        done = self.post(link, csrf=csrf)
        self.assertEqual((done.status, done.headers["Location"]), (303, link))
        kept = self.kept()
        self.assertEqual(self.post(link, csrf=csrf).status, 303)
        self.assertEqual(self.kept(), kept)
        self.assertEqual(
            len(self.activity_of("done")), len(done_before) + 1)
        after = self.get(link)
        self.assertIn("Tak, det er noteret", after)
        self.assertNotIn("<form", after)
        audit = self.daemon.query("SELECT actor FROM audit "
                                  "WHERE verb = 'complete' ORDER BY id")
        self.assertRegex(audit[-1]["actor"], r"^person:\d+$")
        check_html([before, after])

    def test_a_task_that_went_to_another_is_not_done(self):
        self.start_on("2026-10-06")
        link = self.task_of("mette@example.org")
        csrf = self.csrf(link)
        done_before = self.activity_of("done")
        for role in ("manager", "hiring_leader"):
            self.daemon.api("PUT", f"/leaders/{self.leader}/roles/{role}",
                            {"person": "Nina Ny <nina@example.org>"})
        page = self.get(link)
        self.assertIn("ikke længere din", page)
        self.assertNotIn("<form", page)
        refused = self.post(link, csrf=csrf)
        self.assertEqual(refused.status, 409)
        self.assertIn("ikke længere din", refused.body.decode())
        self.assertEqual(self.activity_of("done"), done_before)

    def write(self, sql, *values):
        """A row that no verb makes; returns its id."""
        connection = sqlite3.connect(
            self.daemon.database, timeout=DEADLINE)
        with connection:
            number = connection.execute(sql, values).lastrowid
        connection.close()
        return number

    def make_link(self, purpose, person, activity, day=None, minute=-1):
        number = self.write(
            "INSERT INTO action_link (purpose, person_id, activity_id, "
            "offer_day, offer_minute, generation, token_hash, created_at) "
            "VALUES (?, ?, ?, ?, ?, 1, 'new', 0)",
            purpose, person, activity, day, minute)
        key = pathlib.Path(self.daemon.settings["state_dir"], "token.key")
        mac = hmac.digest(
            key.read_bytes(), b"action\0" + number.to_bytes(8, "big") +
            (1).to_bytes(8, "big"), "sha256")
        token = base64.urlsafe_b64encode(mac).decode().rstrip("=")
        self.write("UPDATE action_link SET token_hash = ? WHERE id = ?",
                   hashlib.sha256(token.encode()).hexdigest(), number)
        return "/a/" + token

    def invitation_to(self, address, title):
        """The link by which the person answers."""
        return next(link for link in self.paths("a", to=address)
                    if 'name="answer"' in (page := self.get(link)) and
                    title in page)

    def person(self, address):
        return self.daemon.query(
            "SELECT person_id AS id FROM person_address WHERE address = ?",
            address)[0]["id"]

    def answer_of(self, activity, person):
        return self.daemon.query(
            "SELECT partstat, answer_by, answer_verified, was_answered "
            "FROM invitation WHERE activity_id = ? AND person_id = ?",
            activity, person)[0]

    def test_an_invitation_is_answered_by_its_link(self):
        self.start_on("2026-10-06", invitations={"days_ahead": 90})
        address = "ana@privat.example.org"
        leader = self.person(address)
        activity = self.daemon.query(
            "SELECT id FROM activity WHERE step = 'modtagelse'")[0]["id"]
        link = self.invitation_to(address, "Modtagelse")
        pages = [self.get(link)]
        self.assertIn("<h1>Kommer du til mødet?</h1>", pages[0])
        self.assertIn("Mette Madsen", pages[0])
        self.assertIn("mandag den 7. december 2026", pages[0])
        self.assertEqual(self.ask("HEAD", link).status, 200)
        self.assertEqual(self.answer_of(activity, leader)["partstat"], "needs-action")
        csrf = self.csrf(link)
        good = {"csrf": csrf, "sequence": self.sequence(link)}
        for fields, status in (
                ({**good, "answer": "delegated"}, 400),
                ({**good, "answer": "ACCEPTED"}, 400), (good, 400),
                ({**good, "answer": "accepted", "csrf": ""}, 403),
                ({"answer": "accepted", "csrf": csrf}, 409),
                ({**good, "answer": "accepted", "sequence": 99}, 409)):
            self.assertEqual(self.post(link, **fields).status, status, fields)
        self.assertEqual(self.answer_of(activity, leader)["partstat"], "needs-action")
        for word, text in (("accepted", "Deltager"), ("tentative", "Måske"),
                           ("declined", "Kan ikke")):
            for _ in range(2):
                done = self.post(link, answer=word, **good)
                self.assertEqual(
                    (done.status, done.headers["Location"]), (303, link))
            row = self.answer_of(activity, leader)
            self.assertEqual(tuple(row), (word, "link", 1, 1))
            pages.append(self.get(link))
            self.assertIn("Tak for svaret", pages[-1])
            self.assertIn(f'<span class="badge badge-success">{text}</span>',
                          pages[-1])
        rows = self.daemon.query(
            "SELECT actor FROM audit WHERE verb = 'answer-invitation'")
        self.assertEqual({row["actor"] for row in rows}, {f"person:{leader}"})
        self.assertEqual(len(rows), 3)
        self.daemon.api("POST", f"/activities/{activity}/move",
                        {"to": "2026-12-08T10:00"})
        self.daemon.advance("2026-10-07T09:00")
        late = self.post(link, answer="accepted", **good)
        self.assertEqual(late.status, 409)
        self.assertIn("Mødet er ændret", late.body.decode())
        pages += [late.body.decode(), self.get(link)]
        self.assertIn("Kommer du til mødet?", pages[-1])
        self.assertIn("tirsdag den 8. december 2026", pages[-1])
        good["sequence"] = self.sequence(link)
        other = self.invitation_to("mette@example.org", "Modtagelse")
        form = {"csrf": self.csrf(other), "sequence": self.sequence(other)}
        self.daemon.api("PUT", f"/leaders/{self.leader}/roles/manager",
                        {"person": "Nina Ny <nina@example.org>"})
        self.daemon.advance("2026-10-08T09:00")
        pages.append(self.get(other))
        self.assertIn("Invitationen er trukket tilbage", pages[-1])
        self.assertNotIn("<form", pages[-1])
        self.assertNotIn("Nina", pages[-1])
        self.assertNotIn("2026-12-08", pages[-1])
        self.assertEqual(
            self.post(other, answer="accepted", **form).status, 409)
        self.daemon.complete(self.leader, "velkomstopkald")
        self.daemon.advance("2026-12-08T10:30")
        pages.append(self.get(link))
        self.assertIn("Mødets tid er gået", pages[-1])
        self.assertEqual(
            self.post(link, answer="accepted", **good).status, 409)
        check_html(pages)

    def test_a_strangers_link_ends_when_the_address_is_corrected(self):
        self.start_on("2026-10-06", invitations={"days_ahead": 90})
        wrong, right = "ana@privat.example.org", "ana@rigtig.example.org"
        leader = self.person(wrong)
        activity = self.daemon.query(
            "SELECT id FROM activity WHERE step = 'modtagelse'")[0]["id"]
        old = self.invitation_to(wrong, "Modtagelse")
        form = {"csrf": self.csrf(old), "sequence": self.sequence(old)}
        self.daemon.ctl("edit-person", wrong, "--email", right)
        self.daemon.advance("2026-10-07T09:00")
        self.get(old, 404)
        self.assertEqual(
            self.post(old, answer="declined", **form).status, 404)
        new = self.invitation_to(right, "Modtagelse")
        self.assertEqual(
            self.answer_of(activity, leader)["partstat"], "needs-action")
        done = self.post(new, answer="accepted", csrf=self.csrf(new),
                         sequence=self.sequence(new))
        self.assertEqual(done.status, 303)
        self.assertEqual(
            self.answer_of(activity, leader)["partstat"], "accepted")

    def test_new_links_end_what_a_stranger_has(self):
        self.start_on("2026-10-06", invitations={"days_ahead": 90})
        wrong, right = "ana@privat.example.org", "ana@rigtig.example.org"
        old = [link for folder in "alu"
               for link in self.paths(folder, to=wrong)]
        page = next(link for link in old if link.endswith("/calendar"))
        feed = re.search(r"/f/[^\s\"?]+\.ics", self.get(page))[0]
        self.assertEqual(self.ask("GET", feed).status, 200)
        others = self.paths("p", to="mette@example.org")
        done = self.daemon.ctl("edit-person", wrong, "--email", right,
                               "--new-links", "--yes")
        self.assertEqual(done.returncode, 0, done.stderr)
        for link in old:
            self.get(link, 404)
        self.assertEqual(self.ask("GET", feed).status, 410)
        for link in others:
            self.get(link)
        self.daemon.advance("2026-10-09T09:00")
        new = [link for folder in "alu"
               for link in self.paths(folder, to=right)]
        self.assertTrue(any(link.startswith("/l/") for link in new))
        for link in new:
            self.get(link)
        done = self.daemon.ctl("edit-person", right, "--new-links", "--yes")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.get(new[0], 404)

    def start_of(self, activity):
        return self.daemon.api(
            "GET", f"/activities/{activity}")["activity"]["start"][:16]

    def test_a_meeting_moves_to_the_time_that_its_link_offers(self):
        self.start_on("2026-10-06")
        manager = self.person("mette@example.org")
        activity = self.daemon.query(
            "SELECT id FROM activity WHERE step = 'modtagelse'")[0]["id"]
        other = self.daemon.query(
            "SELECT id FROM activity WHERE step = 'opgaver-start'")[0]["id"]
        before = self.start_of(activity)
        link = self.make_link("offer", manager, activity, "2026-12-08", 600)
        past = self.make_link("offer", manager, activity, "2026-10-05", 600)
        sunday = self.make_link("offer", manager, activity, "2026-12-13", 600)
        foreign = self.make_link(
            "offer", self.person("ana@privat.example.org"), activity,
            "2026-12-08", 600)
        pages = [self.get(link)]
        self.assertIn("Vil du flytte mødet?", pages[0])
        self.assertIn("Flyt mødet til tirsdag den 8. december 2026 kl. "
                      "10.00–12.00", pages[0])
        csrf = self.csrf(link)
        self.assertEqual(self.post(link).status, 403)
        for closed, text in ((past, "Tidspunktet er passeret"),
                             (sunday, "Tidspunktet er ikke ledigt mere"),
                             (foreign, "ikke længere dit")):
            pages.append(self.get(closed))
            self.assertIn(text, pages[-1])
            self.assertNotIn("<form", pages[-1])
        self.assertIn('href="http://127.0.0.1:8080/p/', pages[2])
        self.assertEqual(self.start_of(activity), before)
        self.daemon.api("POST", f"/activities/{other}/move",
                        {"to": "2026-12-08T11:00"})
        taken = self.post(link, csrf=csrf)
        self.assertEqual(taken.status, 409)
        self.assertIn("ikke ledigt mere", taken.body.decode())
        self.assertEqual(self.start_of(activity), before)
        self.daemon.api("POST", f"/activities/{other}/move",
                        {"to": "2026-12-08T13:00"})
        done = self.post(link, csrf=csrf)
        self.assertEqual((done.status, done.headers["Location"]), (303, link))
        self.assertEqual(self.start_of(activity), "2026-12-08T10:00")
        kept = self.kept()
        self.assertEqual(self.post(link, csrf=csrf).status, 303)
        self.assertEqual(self.kept(), kept)
        pages += [taken.body.decode(), self.get(link)]
        self.assertIn("Mødet er flyttet", pages[-1])
        check_html(pages)

    def test_whoever_declines_brings_another_time(self):
        self.start_on("2026-10-06", invitations={"days_ahead": 90})
        activity = self.daemon.query(
            "SELECT id FROM activity WHERE step = 'modtagelse'")[0]["id"]
        for address, hearer, day in (
                ("ana@privat.example.org", "mette@example.org", "07"),
                ("mette@example.org", "hr@example.org", "08")):
            link = self.invitation_to(address, "Modtagelse")
            before = self.start_of(activity)
            old = set(self.paths("a", to=hearer))
            done = self.post(link, csrf=self.csrf(link), answer="declined",
                             sequence=self.sequence(link))
            self.assertEqual(done.status, 303)
            self.daemon.advance(f"2026-10-{day}T09:00")
            offers = [each for each in self.paths("a", to=hearer)
                      if each not in old and
                      "Vil du flytte mødet?" in self.get(each)]
            self.assertEqual(len(offers), 1, hearer)
            self.assertEqual(self.start_of(activity), before)
            moved = self.post(offers[0], csrf=self.csrf(offers[0]))
            self.assertEqual(moved.status, 303)
            self.assertNotEqual(self.start_of(activity), before)
            self.assertIn("Mødet er flyttet", self.get(offers[0]))
            self.daemon.advance(f"2026-10-{day}T12:00")

    def test_links_end_with_the_journey(self):
        self.start_on("2026-10-06")
        link = self.task_of("mette@example.org")
        digest = self.paths("u", to="mette@example.org")[0]
        self.daemon.api("POST", f"/leaders/{self.leader}/cancel",
                        {"reason": "Sagt nej"})
        page = self.get(link)
        self.assertIn("Aktiviteten er lukket", page)
        self.daemon.advance("2028-03-01T09:00", jump=True)
        self.get(link, 404)
        self.get(digest)

    def test_unknown_links_are_not_found(self):
        self.start_on("2026-10-06")
        action = self.paths("a")[0]
        digest = self.paths("u")[0]
        for path in ("/a/x", "/u/x", "/a/" + "A" * 43, "/u/" + "A" * 43,
                     "/u/" + action[3:], "/a/" + digest[3:],
                     "/p/" + action[3:], "/l/" + digest[3:],
                     action + "x", action[:-1]):
            self.assertIn("Siden findes ikke", self.get(path, 404))
        self.assertEqual(
            self.ask("POST", "/u/" + "A" * 43, ONE_CLICK).status, 404)

    def digest_of(self, address):
        return self.daemon.query(
            "SELECT digest FROM person p JOIN person_address a "
            "ON a.person_id = p.id WHERE a.address = ?", address)[0]["digest"]

    def test_one_click_makes_the_overview_weekly(self):
        self.start_on("2026-10-06")
        for to, body, kind in (
                ("mette@example.org", ONE_CLICK, FORM),
                ("hr@example.org", PARTS,
                 'multipart/form-data; boundary="x1"')):
            link = self.paths("u", to=to)[0]
            self.assertEqual(self.digest_of(to), "daily")
            for _ in range(2):  # a repeat is harmless
                answer = self.ask("POST", link, body, kind)
                self.assertEqual(answer.status, 200)
                self.assertIn("én gang om ugen", answer.body.decode())
                self.assertEqual(self.digest_of(to), "weekly")
        rows = self.daemon.query("SELECT actor FROM audit "
                                 "WHERE verb = 'edit-person'")
        self.assertEqual(len(rows), 2)
        person = self.daemon.ctl(
            "--json", "edit-person", "mette@example.org", "--digest", "daily")
        self.assertIn('"digest": "daily"', person.stdout, person.stderr)
        self.assertEqual(self.digest_of("mette@example.org"), "daily")

    def test_what_is_not_one_click_needs_the_form(self):
        self.start_on("2026-10-06")
        link = self.paths("u", to="mette@example.org")[0]
        for body, kind in (
                ("", FORM), ("List-Unsubscribe=Two", FORM),
                ("digest=weekly", FORM), ("digest=weekly&csrf=x", FORM),
                (PARTS, "multipart/form-data; boundary=x2"),
                (PARTS, FORM), (ONE_CLICK, "text/plain"),
                (ONE_CLICK, "application/json")):
            answer = self.ask("POST", link, body, kind)
            self.assertIn(answer.status, (400, 403, 415), (body, kind))
            self.assertEqual(self.digest_of("mette@example.org"), "daily")
        csrf = self.csrf(link)
        pages = [self.get(link)]
        for word in ("weekly", "weekly", "daily", "weekly"):
            done = self.post(link, csrf=csrf, digest=word)
            self.assertEqual(
                (done.status, done.headers["Location"]), (303, link))
            self.assertEqual(self.digest_of("mette@example.org"), word)
            pages.append(self.get(link))
        self.assertEqual(
            self.post(link, csrf=csrf, digest="never").status, 400)
        check_html(pages)

    def test_only_the_overview_may_be_turned_down(self):
        self.start_on("2026-10-06", public_url="https://onboard.example.org")
        kinds = set()
        for letter in self.daemon.letters():
            headers = {name: letter.message[name] for name in (
                "List-Unsubscribe", "List-Unsubscribe-Post", "List-Id")}
            kind = self.daemon.query(
                "SELECT kind FROM mail WHERE message_id = ?",
                letter.id.strip("<>"))[0]["kind"]
            kinds.add(kind)
            if kind != "digest":
                self.assertEqual(set(headers.values()), {None}, kind)
                continue
            self.assertRegex(
                headers["List-Unsubscribe"],
                r"^<https://onboard\.example\.org/u/[\w-]{43}>$")
            self.assertEqual(headers["List-Unsubscribe-Post"], ONE_CLICK)
            self.assertEqual(headers["List-Id"], "<digest.example.org>")
            self.assertIn(headers["List-Unsubscribe"][1:-1], letter.text)
        self.assertLessEqual({"digest", "notice"}, kinds)

    def test_without_https_mail_programs_get_no_button(self):
        self.start_on("2026-10-06")
        digests = [letter for letter in self.daemon.letters()
                   if "/u/" in letter.text]
        self.assertTrue(digests)
        for letter in digests:
            self.assertIsNone(letter.message["List-Unsubscribe"])
            self.assertIsNone(letter.message["List-Id"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
