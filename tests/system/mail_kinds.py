# SPDX-License-Identifier: EUPL-1.2
"""A play of a few weeks in which the daemon writes a mail of each kind."""

import os
import re
import subprocess
import urllib.parse

import daemon
import mail_samples
import signing_in

KINDS = ("welcome", "welcome-pack", "practical", "announce", "notice",
         "digest", "change", "work-address", "handover-out", "nomination",
         "cohort-place", "declined", "proposal", "bounced", "invitation",
         "invitation-cancelled", "proposal-declined", "sign-in", "cannot",
         "account", "survey", "network", "handbook", "potential",
         "nomination-declined", "potential-offer")
LEADER = "soeren@example.com"
MANAGER = "mette@example.com"
CALL = "velkomstopkald"


class Play:
    def __init__(self, running):
        self.running = running
        self.cohort = None

    def receive(self, data):
        """What comes in is read as a stranger's mail is."""
        done = subprocess.run(
            [daemon.ONBOARDCTL, "receive-mail"], input=data, check=False,
            capture_output=True, timeout=daemon.DEADLINE,
            env={**os.environ, "ONBOARD_SOCKET": str(self.running.socket)})
        if done.returncode != 0:
            raise AssertionError(done.stderr.decode())

    def invited_to(self, step):
        """What the leader was told of the meeting."""
        row = self.running.query(
            "SELECT a.uid, i.sequence FROM invitation i JOIN activity a "
            "ON a.id = i.activity_id WHERE a.step = ? AND i.address = ?",
            step, LEADER)[0]
        return mail_samples.Meeting(row["uid"], LEADER, row["sequence"],
                                    "20261007T070000Z")

    def activity(self, step, verb, value):
        self.running.api("POST", f"/activities/1:{step}/{verb}", value)

    def begin(self):
        """The mentor takes meetings by the calendar, so that a change of one
        is told by a mail."""
        self.running.add(
            name="Søren Ærø", email=LEADER, first_day="2026-10-26",
            manager=f"Mette Møller <{MANAGER}>",
            mentor="Ida Åberg <ida@example.com>")
        self.running.api("PATCH", "/people/ida@example.com",
                         {"channel": "feed"})
        cohort = self.running.api("POST", "/cohorts", {
            "name": "Før-leder 2027", "start": "2027-02-22"})["cohort"]["id"]
        self.cohort = f"/cohorts/{cohort}"
        path = f"{self.cohort}/nominations"
        self.running.api("POST", path, {
            "name": "Klara Kjær", "email": "klara@example.com",
            "manager": f"Mette Møller <{MANAGER}>"})
        self.running.api("POST", path, {
            "name": "Lars Lærk", "email": "lars@example.com",
            "manager": f"Mette Møller <{MANAGER}>"})
        # They answer what they have read.
        self.running.advance("2026-10-01T12:00")
        self.send(self.cohort, "lars@example.com", "nominations/2/decline",
                  {}, 200)
        for who in ("participant", "manager"):
            self.running.api("POST", f"{path}/klara@example.com/accept",
                             {"by": who})

    def answer(self):
        """The leader declines one meeting and proposes another time."""
        meeting = self.invited_to(CALL)
        self.receive(mail_samples.answer("outlook-declined", meeting))
        meeting.stamp = "20261007T080000Z"
        self.receive(mail_samples.answer("outlook-counter", meeting, (
            (r"(DTSTART[^:]*:)\w+", r"\g<1>20261109T100000"),
            (r"(DTEND[^:]*:)\w+", r"\g<1>20261109T110000"))))
        waiting = self.running.api("GET", "/received-mail?review=true")
        done = self.running.ctl(
            "answer-proposal", str(waiting["received"][0]["id"]),
            "--decline", "--reason", "Kun om mandagen – beklager")
        if done.returncode != 0:
            raise AssertionError(done.stderr)

    def send(self, journey, address, tail, values, status=303):
        """A form of the person's own page."""
        pages = self.running.api("GET", journey)["pages"]
        path = urllib.parse.urlsplit(next(
            page["url"] for page in pages
            if page["person"]["email"] == address)).path
        csrf = re.search(r'name="csrf" value="([^"]+)"',
                         self.running.visit("GET", path).body.decode())[1]
        done = self.running.visit(
            "POST", f"{path}/{tail}",
            urllib.parse.urlencode({"csrf": csrf, **values}),
            {"Content-Type": daemon.FORM})
        if done.status != status:
            raise AssertionError(done.body.decode())

    def meet(self):
        """The leader network meets tomorrow, which its members did not know."""
        network = self.running.api("POST", "/networks", {
            "name": "Ledere på øen", "contact": f"Mette Møller <{MANAGER}>",
        })["network"]["id"]
        self.running.api("POST", f"/networks/{network}/members",
                         {"person": "Åge Æble <aage@example.com>"})
        self.running.api("POST", f"/networks/{network}/meetings", {
            "start": "2026-10-29T13:00", "place": "Rådhuset – lokale 2"})

    def report(self, step, address, why):
        """The person says that it cannot be done."""
        number = self.running.query(
            "SELECT id FROM activity WHERE step = ?", step)[0]["id"]
        self.send("/leaders/1", address, f"activities/{number}/cannot",
                  {"text": why})

    def bounce(self, address):
        mail = self.running.query(
            "SELECT id FROM mail WHERE state = 'sent' AND to_address = ?",
            address)[0]["id"]
        self.receive(mail_samples.bounce(
            "bounce-postfix", mail_samples.return_path(
                self.running.database.parent, mail), address))

    def run(self):
        self.begin()
        self.running.advance("2026-10-07T09:00")
        self.answer()
        self.running.advance("2026-10-07T12:00")
        for step in (CALL, "introprogram", "haandbog"):
            self.activity(step, "complete", {})
        self.report("bloker-tid", MANAGER, "Kalenderen er låst – beklager")
        self.running.advance("2026-10-23T12:00")
        self.activity("modtagelse", "skip", {"reason": "Alle er på kursus"})
        self.running.advance("2026-10-27T12:00")
        self.activity("mentor-1", "move", {"to": "2026-10-29T10:00"})
        self.running.advance("2026-10-27T12:01")
        self.running.api("PUT", "/leaders/1/roles/mentor", {
            "person": "Nina Ny <nina@example.com>"})
        self.running.advance("2026-10-28T12:00")
        self.meet()
        self.bounce("nina@example.com")
        done = self.running.ctl("reset-totp", "hr@example.org", "--yes")
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        signing_in.Person(self.running, "hr@example.org").ask(
            signing_in.Browser(self.running))
        self.running.advance("2026-10-29T12:00")
        # By now nobody has confirmed the handbook for half a year.
        self.running.advance("2027-04-02T12:00")
        # The course is over: a consent, and a month before its end a mail.
        self.running.advance("2027-06-25T12:00")
        self.send(self.cohort, "klara@example.com", "potential/join", {})
        self.running.advance("2027-08-03T12:00")


def letters(case, language):
    """The bytes of one letter of each kind, by its kind."""
    running = case.start("2026-10-01T08:00", language=language, potential={
        "months": 2}, people={
        "coordinator": "Hanne HR <hr@example.org>",
        "director": "Dorte Direktør <dorte@example.org>"})
    Play(running).run()
    kinds = {row["message_id"]: row["kind"] for row in running.query(
        "SELECT message_id, kind FROM mail")}
    found = {}
    for letter in running.letters():
        found.setdefault(kinds[letter.id.strip("<>")], letter.bytes)
    return found
