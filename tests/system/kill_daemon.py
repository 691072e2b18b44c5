#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""The daemon is killed again and again in the middle of its work.

Three clients add leaders, complete activities and move the clock without
pause.  What was acknowledged must be there after each restart, no mail may
come twice, and the audit chain must hold.  KILLS says how often (100); SEED
repeats a run's choices.
"""

import hashlib
import http.client
import os
import random
import threading
import unittest

import daemon

KILLS = int(os.environ.get("KILLS", "100"))
SEED = int(os.environ.get("SEED", "0")) or random.randrange(1, 1 << 30)
LONGEST = 0.3  # seconds between a start and its kill
FIRST_HASH = "0" * 64
STEPS = ("jobbeskrivelse", "haandbog", "it-bestil", "velkomstopkald")
MANAGERS = [f"Manager {i} <manager{i}@example.org>" for i in range(5)]
CLOCK = "2026-10-01T08:%02d"


def hash_parts(*parts):
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


def broken_audit(rows, values):
    """The first audit row that does not fit the ones before, or None."""
    previous = FIRST_HASH
    for row in rows:
        value = values.get(row["id"])
        if row["previous_hash"] != previous or row["hash"] != hash_parts(
                previous, f"{row['id']} {row['at']} {row['entity_id']}",
                row["actor"], row["verb"], row["entity"], row["value_hash"]):
            return row["id"]
        if value is None or row["value_hash"] != hash_parts(
                value["salt"], value["before"], value["after"]):
            return row["id"]
        previous = row["hash"]
    return None


class Client(threading.Thread):
    """Works until told to stop; keeps what the daemon acknowledged."""

    def __init__(self, running, number, run):
        super().__init__(daemon=True)
        self.running = running
        self.name_part = f"{run}-{number}"
        self.random = random.Random(f"{SEED}-{run}-{number}")
        self.stopped = threading.Event()
        self.leaders = {}  # id -> address
        self.completed = set()  # (leader, step)
        self.refused = []

    def run(self):
        count = 0
        while not self.stopped.is_set():
            count += 1
            try:
                self.work(count)
            except (OSError, http.client.HTTPException, ValueError):
                return  # killed: whether it was done is not known

    def send(self, path, value, status):
        answer = self.running.request("POST", path, value)
        answer.json()
        if answer.status == 503:
            return None
        if answer.status != status:
            self.refused.append((path, answer.status, answer.body))
            return None
        return answer.json()

    def work(self, count):
        address = f"leader-{self.name_part}-{count}@example.org"
        journey = self.send("/leaders", {
            **daemon.LEADER, "name": f"Leader {self.name_part} {count}",
            "email": address,
            "manager": self.random.choice(MANAGERS)}, 201)
        if journey is None:
            return
        leader = journey["leader"]["id"]
        self.leaders[leader] = address
        for step in self.random.sample(STEPS, 2):
            if self.send(f"/activities/{leader}:{step}/complete",
                         {"note": address}, 200):
                self.completed.add((leader, step))


class KillDaemon(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        # One coordinator hears of some hundred leaders on one day.
        self.running = self.make(mail={"limit_per_day": 10000})
        self.leaders = {}
        self.completed = set()

    def check_acknowledged(self, connection):
        leaders = {row["id"]: row["address"] for row in connection.execute(
            "SELECT journey.id, address FROM journey JOIN person_address "
            "ON person_id = leader_id AND person_address.kind = 'main'")}
        lost = {key: value for key, value in self.leaders.items()
                if leaders.get(key) != value}
        self.assertEqual(lost, {}, "acknowledged leaders are lost")
        done = {(row["journey_id"], row["step"]) for row in connection.execute(
            "SELECT journey_id, step FROM activity WHERE state = 'done'")}
        self.assertEqual(self.completed - done, set(),
                         "acknowledged completions are lost")

    def check_whole(self, connection):
        """No leader is half added."""
        half = connection.execute(
            "SELECT journey.id FROM journey LEFT JOIN activity "
            "ON journey_id = journey.id GROUP BY journey.id "
            "HAVING sum(step NOT LIKE '%.%') <> 49").fetchall()
        self.assertEqual([row["id"] for row in half], [])
        unaudited = connection.execute(
            "SELECT id FROM journey WHERE id NOT IN (SELECT entity_id FROM "
            "audit WHERE verb = 'add-leader')").fetchall()
        self.assertEqual([row["id"] for row in unaudited], [])

    def check_mails(self, connection):
        rows = connection.execute("SELECT * FROM mail").fetchall()
        self.assertEqual(daemon.repeated(row["dedup_key"] for row in rows),
                         [])
        self.assertEqual(daemon.repeated(row["message_id"] for row in rows),
                         [])
        self.assertEqual(daemon.repeated(
            (row["kind"], row["journey_id"], row["activity_id"],
             row["person_id"]) for row in rows if row["kind"] == "welcome"),
            [])
        # Each task is told once to each person: nothing is handed over.  What
        # is told of was not withdrawn, unless another mail tells it.
        told = connection.execute(
            "SELECT reminder.activity_id, reminder.person_id, "
            "mail.person_id AS reader, state FROM reminder "
            "JOIN mail ON mail.id = mail_id "
            "WHERE kind = 'notice'").fetchall()
        self.assertEqual(daemon.repeated(
            (row["activity_id"], row["person_id"]) for row in told), [])
        self.assertEqual([tuple(row) for row in told
                          if row["state"] == "cancelled" or
                          row["person_id"] != row["reader"]], [])
        self.assertEqual(daemon.repeated(
            (row["person_id"], row["created_at"] // 86400) for row in rows
            if row["kind"] == "digest"), [])

    def check_audit(self, connection):
        rows = connection.execute("SELECT * FROM audit ORDER BY id").fetchall()
        values = {row["audit_id"]: row for row in connection.execute(
            "SELECT * FROM audit_value")}
        self.assertIsNone(broken_audit(rows, values))

    def check(self):
        connection = self.running.open_database()
        try:
            connection.execute("BEGIN")
            self.check_acknowledged(connection)
            self.check_whole(connection)
            self.check_mails(connection)
        finally:
            connection.close()

    def check_all(self):
        self.check()
        connection = self.running.open_database()
        try:
            self.check_audit(connection)
            self.assertEqual([tuple(row) for row in connection.execute(
                "PRAGMA integrity_check")], [("ok",)])
            self.assertEqual(connection.execute(
                "PRAGMA foreign_key_check").fetchall(), [])
        finally:
            connection.close()

    def check_maildir(self):
        letters = self.running.letters()
        self.assertEqual(daemon.repeated(each.id for each in letters), [])
        self.assertEqual(daemon.repeated(
            (each.to, each.bytes) for each in letters), [])
        states = {row["message_id"]: row["state"]
                  for row in self.running.query("SELECT * FROM mail")}
        for letter in letters:
            self.assertEqual(states.pop(letter.id.strip("<>"), None), "sent")
        self.assertEqual([(key, state) for key, state in states.items()
                          if state == "sent"], [])

    def kill_once(self, run, moment):
        # The clock goes on a little, so that digests fall due in between.
        self.running.start(CLOCK % min(59, run // 2))
        self.check()
        clients = [Client(self.running, number, run) for number in range(3)]
        for client in clients:
            client.start()
        if run % 2 == 1:
            daemon.wait_for(lambda: any(client.leaders for client in clients),
                            "a leader")
        # The moment of the kill is what is random here; nothing waits for it.
        threading.Event().wait(moment)
        self.running.kill()
        for client in clients:
            client.stopped.set()
            client.join(daemon.DEADLINE)
            self.assertFalse(client.is_alive())
            self.assertEqual(client.refused, [])
            self.leaders.update(client.leaders)
            self.completed |= client.completed

    def test_no_kill_loses_or_doubles_anything(self):
        print(f"SEED={SEED} KILLS={KILLS}", flush=True)
        moments = random.Random(SEED)
        for run in range(KILLS):
            # Most in the first instants, where recovery works too.
            self.kill_once(run, moments.random() ** 2 * LONGEST)
            if run % 20 == 19:
                self.check_all()
        self.assertGreaterEqual(len(self.leaders), KILLS // 2)
        self.running.start("2026-10-02T08:00")
        self.running.advance("2026-10-02T09:00")
        self.check_all()
        self.assertEqual(self.running.mails("sending"), [])
        self.assertEqual(self.running.mails("ambiguous"), [])
        self.assertEqual(self.running.mails("queued"), [])
        self.check_maildir()
        print(f"{len(self.leaders)} leaders, {len(self.completed)} "
              f"completions, {len(self.running.letters())} letters")


if __name__ == "__main__":
    unittest.main()
