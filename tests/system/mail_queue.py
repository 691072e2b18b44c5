#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""What an administrator can do with the mail that waits."""

import re
import sqlite3
import unittest

import daemon
import smtp_peers

EVENING = "2026-10-01T18:00"
MORNING = "2026-10-02T09:00"


class Operations(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        self.running = self.start(EVENING)
        self.running.add()
        self.mail = next(mail for mail in self.running.mails("queued")
                         if mail["to"] == "mette@example.org")["id"]

    def ctl(self, *arguments, status=0):
        done = self.running.ctl(*map(str, arguments))
        self.assertEqual(done.returncode, status, done.stderr + done.stdout)
        return done.stdout + done.stderr

    def state(self):
        return self.running.api("GET", f"/mail/{self.mail}")["mail"]["state"]

    def history(self):
        return [(attempt["outcome"], attempt["reply"]) for attempt in
                self.running.api("GET", f"/mail/{self.mail}")["attempts"]]

    def audit(self, verb):
        return [(row["actor"], row["after"]) for row in self.running.query(
            "SELECT a.actor, v.after FROM audit a LEFT JOIN audit_value v "
            "ON v.audit_id = a.id WHERE a.verb = ? AND a.entity_id = ?",
            verb, self.mail)]

    def arrived(self):
        name = self.running.api(
            "GET", f"/mail/{self.mail}")["mail"]["message_id"]
        return [letter for letter in self.running.letters()
                if name in letter.id]

    def test_a_held_mail_stays_until_it_is_released(self):
        told = self.ctl("hold-mail", self.mail, "--reason", "Wrong day")
        self.assertIn("released with retry-mail", told)
        self.assertEqual(self.state(), "held")
        listed = self.ctl("list-mail", "--state", "held")
        self.assertEqual(listed.count("mette@example.org"), 1)
        self.running.stop()
        self.running.start(MORNING)
        self.running.advance("2026-10-02T16:00")
        self.assertEqual(self.arrived(), [])
        self.assertEqual(self.state(), "held")
        self.ctl("retry-mail", self.mail)
        self.running.advance("2026-10-02T16:01")
        self.assertEqual(self.state(), "sent")
        self.assertEqual(len(self.arrived()), 1)
        self.assertEqual(self.history()[:2],
                         [("held", "Wrong day"), ("retried", "")])
        shown = self.ctl("show-mail", self.mail)
        self.assertIn("held: Wrong day\n", shown)
        self.assertIn("sent: delivered to the mail directory\n", shown)
        actor, after = self.audit("hold-mail")[0]
        self.assertTrue(actor.startswith("uid:"))
        self.assertIn("Wrong day", after)
        self.assertEqual(len(self.audit("retry-mail")), 1)

    def test_a_cancelled_mail_is_never_sent(self):
        told = self.ctl("cancel-mail", self.mail, "--yes", "--reason",
                        "By phone")
        self.assertIn("tell the receiver in another way", told)
        self.running.advance("2026-10-05T16:00")
        self.assertEqual(self.state(), "cancelled")
        self.assertEqual(self.arrived(), [])
        self.assertEqual(self.history(), [("cancelled", "By phone")])
        self.assertIn("By phone", self.ctl("explain", f"mail:{self.mail}"))
        for verb in (["retry-mail"], ["hold-mail"], ["cancel-mail", "--yes"]):
            self.assertIn(f"mail {self.mail} is cancelled; only one that ",
                          self.ctl(*verb, self.mail, status=1))

    def test_a_cancelled_step_mail_leaves_its_step_open(self):
        port = smtp_peers.free_port()
        self.running.stop()
        self.running.write_config(mail={"transport": "smtp", "smtp": {
            "url": f"smtp://127.0.0.1:{port}", "tls": "none"}})
        self.running.start("2026-10-02T07:59")
        self.running.advance("2026-10-02T08:00")
        self.mail = next(mail for mail in self.running.mails()
                         if mail["kind"] == "welcome")["id"]
        told = self.ctl("cancel-mail", self.mail, "--yes")
        self.assertIn("its activity stays open", told)
        self.running.advance("2026-10-02T16:00")
        step = self.running.api("GET", "/activities/1:velkomstmail")
        self.assertEqual(step["activity"]["state"], "planned")
        self.assertEqual(self.state(), "cancelled")

    def test_sent_mail_is_neither_held_nor_cancelled(self):
        self.running.advance(MORNING)
        for verb in (["hold-mail"], ["cancel-mail", "--yes"], ["retry-mail"]):
            self.assertIn(f"mail {self.mail} is sent; only one that ",
                          self.ctl(*verb, self.mail, status=1))


class Relay(daemon.DaemonCase):
    """A standing clock: what the relay is spared, and for how long."""

    def serve(self, peer, **smtp):
        running = self.start("2026-10-02T09:00", mail={
            "transport": "smtp", "smtp": {
                "url": f"smtp://127.0.0.1:{peer.port}", "tls": "none",
                "timeout": 5, **smtp}})
        running.add()
        running.advance("2026-10-02T09:00:01")
        return running

    def states(self, running):
        return {mail["state"] for mail in running.mails()}

    def wait_for_lines(self, running, words, count):
        """The log is read by a thread of its own."""
        daemon.wait_for(lambda: running.log().count(words) >= count, words)
        self.assertEqual(running.log().count(words), count)

    def test_no_more_letters_leave_in_a_minute_than_allowed(self):
        with smtp_peers.Script() as peer:
            running = self.serve(peer, per_minute=4)
            mails = len(running.mails())
            self.assertGreater(mails, 8)
            self.assertEqual(len(peer.letters), 4)
            running.advance("2026-10-02T09:00:59")
            self.assertEqual(len(peer.letters), 4)
            running.advance("2026-10-02T09:01:01")
            self.assertEqual(len(peer.letters), 8)
            running.advance("2026-10-02T09:10:00")
            self.assertEqual(len(peer.letters), mails)
            self.assertEqual(self.states(running), {"sent"})

    def test_a_relay_that_is_away_is_asked_by_one_letter_at_a_time(self):
        with smtp_peers.Script({"CONNECT": b"421 4.3.2 away\r\n"}) as peer:
            running = self.serve(peer, sessions=1)
            self.assertEqual(peer.connections, 1)
            self.assertEqual(self.states(running), {"deferred"})
            self.assertEqual(
                sorted(mail["attempts"] for mail in running.mails())[-2:],
                [0, 1])
            # After 1, 2, 4, 8 and 15 minutes.
            running.advance("2026-10-02T09:30:30")
            self.assertEqual(peer.connections, 6)
            self.wait_for_lines(running, "relay.away", 6)
            waits = [line for line in running.log().splitlines()
                     if "relay.away" in line]
            self.assertEqual(
                [line.split("seconds=")[1] for line in waits],
                ["60", "120", "240", "480", "900", "900"])
            shown = running.ctl("show-mail", "2").stdout
            self.assertIn("not-tried: 421 4.3.2 away", shown)
            peer.answers.clear()
            running.advance("2026-10-02T11:00")
            self.assertEqual(self.states(running), {"sent"})
            self.wait_for_lines(running, "relay.back", 1)

    def test_a_reload_tries_a_relay_that_had_refused_us(self):
        with smtp_peers.Script(
                {"MAIL": b"530 5.7.0 who are you\r\n"}) as peer:
            running = self.serve(peer, sessions=1)
            self.assertEqual(peer.connections, 1)
            self.wait_for_lines(running, "relay.refuses seconds=3600", 1)
            self.assertEqual(self.states(running), {"deferred"})
            running.advance("2026-10-02T09:59:00")
            self.assertEqual(peer.connections, 1)
            peer.answers.clear()
            self.assertIn("reloaded", running.reload())
            running.advance("2026-10-02T09:59:01")
            self.assertEqual(self.states(running), {"sent"})
            self.assertEqual(
                {mail["attempts"] for mail in running.mails()}, {1})

    def test_a_restart_forgets_the_pause_and_no_mail(self):
        with smtp_peers.Script({"CONNECT": b"554 5.7.1 no\r\n"}) as peer:
            running = self.serve(peer)
            self.assertEqual(self.states(running), {"deferred"})
            self.assertEqual(running.stop(), 0)
            peer.answers.clear()
            running.start("2026-10-02T09:00:02")
            running.advance("2026-10-02T09:00:03")
            self.assertEqual(self.states(running), {"sent"})
            self.assertEqual(len(peer.letters), len(running.mails()))


    def test_the_log_names_nobody_whom_the_relay_refuses(self):
        def judge(peer):
            return b"554 5.7.1 <mette@example.org>: Relay access denied\r\n" \
                if b"mette@" in peer.commands[-1] else b"250 ok\r\n"

        with smtp_peers.Script({"RCPT": judge}) as peer:
            running = self.serve(peer, sessions=1)
            daemon.wait_for(
                lambda: running.has_logged("Relay access denied"), "an alarm")
            running.advance("2026-10-02T10:00")
            self.assertIn('reply="554 5.7.1 <...>: Relay', running.log())
            self.assertNotIn("mette@", running.log())
            mail = next(mail["id"] for mail in running.mails("failed"))
            self.assertIn("<mette@example.org>: Relay access denied",
                          running.ctl("show-mail", str(mail)).stdout)

    def test_what_a_locked_database_could_not_take_is_settled_later(self):
        locks = []

        def lock(_):
            """Between the claim and what became of it."""
            if not locks:
                locks.append(sqlite3.connect(
                    self.running.database, isolation_level=None,
                    check_same_thread=False))
                locks[0].execute("BEGIN IMMEDIATE")
            return b"250 ok\r\n"

        with smtp_peers.Script({".": lock}) as peer:
            self.running = self.start("2026-10-02T09:00", mail={
                "transport": "smtp", "smtp": {
                    "url": f"smtp://127.0.0.1:{peer.port}", "tls": "none",
                    "sessions": 1}})
            self.running.add()
            daemon.wait_for(lambda: self.running.has_logged(
                "mail.unsettled"), "a settlement that fails")
            self.assertIn("sending", {row["state"] for row in
                          self.running.query("SELECT state FROM mail")})
            locks[0].execute("ROLLBACK")
            locks[0].close()
            self.running.advance("2026-10-02T09:10")
            self.assertEqual(self.states(self.running), {"sent"})
            self.assertEqual({mail["attempts"] for mail in
                              self.running.mails()}, {1})
            self.assertEqual(len(peer.letters), len(self.running.mails()))
            self.assertEqual(self.running.stop(), 0)


class Metrics(daemon.DaemonCase):
    def metrics(self, running):
        connection = daemon.Connection(str(running.socket))
        try:
            connection.request("GET", "/metrics")
            text = connection.getresponse().read().decode()
        finally:
            connection.close()
        # Each name has one head, and every line is understood.
        heads = re.findall(r"^# TYPE (\S+) (gauge|counter|histogram)$", text,
                           re.MULTILINE)
        self.assertEqual(len(dict(heads)), len(heads))
        lines = [line for line in text.splitlines() if line[0] != "#"]
        found = dict(re.fullmatch(r"(\w+(?:\{.*\})?) (\d+)", line).groups()
                     for line in lines)
        return {name: int(value) for name, value in found.items()}

    def ages(self, values):
        name = 'onboard_mail_waiting_age_seconds_bucket{le="%s"}'
        return [values[name % limit] for limit in (
            300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 76800, "+Inf")]

    def test_the_queue_and_the_relay_can_be_watched(self):
        with smtp_peers.Script({".": b"451 4.3.0 later\r\n"}) as peer:
            running = self.start("2026-10-02T09:00", mail={
                "transport": "smtp", "smtp": {
                    "url": f"smtp://127.0.0.1:{peer.port}", "tls": "none",
                    "sessions": 1}})
            values = self.metrics(running)
            self.assertEqual(self.ages(values), [0] * 10)
            self.assertEqual(values['onboard_mail_relay{state="open"}'], 1)
            running.add()
            running.advance("2026-10-02T09:00:01")
            count = len(running.mails())
            values = self.metrics(running)
            self.assertEqual(values['onboard_mail{state="deferred"}'], count)
            self.assertEqual(self.ages(values), [count] * 10)
            self.assertEqual(
                values['onboard_mail_attempts_total{outcome="transient"}'],
                count)
            self.assertEqual(
                values['onboard_mail_replies_total{class="4xx"}'], count)
            peer.answers["CONNECT"] = b"554 5.7.1 go away\r\n"
            peer.hang_up()
            running.advance("2026-10-02T10:00:00")
            values = self.metrics(running)
            self.assertEqual(
                self.ages(values), [0, 0, 0] + [0] + [count] * 6)
            self.assertEqual(
                values["onboard_mail_waiting_age_seconds_count"], count)
            self.assertEqual(
                values["onboard_mail_waiting_age_seconds_sum"], count * 3600)
            self.assertEqual(
                values["onboard_mail_oldest_waiting_seconds"], 3600)
            self.assertEqual(values['onboard_mail_relay{state="open"}'], 0)
            self.assertEqual(values['onboard_mail_relay{state="paused"}'], 1)
            self.assertGreater(
                values["onboard_mail_relay_closed_seconds"], 0)
            self.assertEqual(values["onboard_mail_in_flight"], 0)
            self.assertEqual(
                values['onboard_mail_replies_total{class="5xx"}'], 1)


if __name__ == "__main__":
    unittest.main()
