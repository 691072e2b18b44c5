#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Sixty leaders of two years, whose figures are reckoned here once more.

Every count that the daemon keeps, and every share that it tells, must come out
of what lies in the database by code that has nothing in common with its own.
"""

import calendar
import collections
import csv
import datetime
import itertools
import os
import random
import sqlite3
import unittest

import openpyxl

import daemon
from exit_reckoner import FEWEST, ZONE, ExitChecks, ExitPlay, told

START = datetime.date(2026, 1, 5)
SECOND = datetime.date(2026, 7, 1)  # who begins then follows version 2
END = "2029-04-20T12:00"
ROLES = {"on-time-manager": "manager", "on-time-mentor": "mentor",
         "on-time-coordinator": "coordinator",
         "on-time-functions": "function:"}
RESULTS = {"first-result": 30, "first-result-60": 60, "first-result-90": 90}
MONTHS = {"still-here-3": 3, "still-here-6": 6, "still-here-12": 12}
SURVEYS = {"puls-1": "puls-1", "midtvejs": "midtvejs-maaling",
           "slut": "slut-maaling",
           "mentor-evaluering-leder": "mentor-evaluering",
           "mentor-evaluering-mentor": "mentor-evaluering",
           "leder-evaluering": "slut-maaling",
           "tilfredshed-12m": "opfoelgning-12m"}
ANSWERED = {"answered-pulse": "puls-1", "answered-midway": "midtvejs",
            "answered-end": "slut",
            "answered-mentor-leader": "mentor-evaluering-leder",
            "answered-mentor-mentor": "mentor-evaluering-mentor",
            "answered-manager": "leder-evaluering",
            "answered-year": "tilfredshed-12m"}
ANSWERS = {"expectations-met": ("answered-pulse", "expectations_met"),
           "role-clarity": ("answered-midway", "role_clarity"),
           "self-efficacy": ("answered-midway", "self_efficacy"),
           "social-acceptance": ("answered-midway", "social_acceptance"),
           "satisfaction": ("answered-end", "satisfaction"),
           "mentor-leader": ("answered-mentor-leader", "mentor"),
           "mentor-mentor": ("answered-mentor-mentor", "mentor")}
LATER = {"internal-share": 0, "from-potential-bank": 0,
         "still-here-3": 1, "still-here-6": 2, "still-here-12": 4,
         "undisturbed-talks": 2, **dict.fromkeys(RESULTS, 1),
         **dict.fromkeys(ROLES, 2), **dict.fromkeys(ANSWERED, 4),
         **dict.fromkeys(ANSWERS, 4), "answered-pulse": 1,
         "expectations-met": 1, "answered-year": 5}
LATE_START = 4


def day(text):
    return datetime.date.fromisoformat(text)


def months_after(date, months):
    month = date.month - 1 + months
    year, month = date.year + month // 12, month % 12 + 1
    return date.replace(year=year, month=month, day=min(
        date.day, calendar.monthrange(year, month)[1]))


def quarter_of(date):
    return date.year, (date.month + 2) // 3


def quarter_end(year, quarter, later=0):
    index = year * 4 + quarter - 1 + later
    first = datetime.date(index // 4, index % 4 * 3 + 1, 1)
    return months_after(first, 3) - datetime.timedelta(1)


def local_day(instant):
    return datetime.datetime.fromtimestamp(instant, ZONE).date()


class Reckoner:
    """The measures of single leaders, from the rows of the database."""

    def __init__(self, running):
        self.journeys = running.query(
            "SELECT id, area, first_day, last_day, recruitment, "
            "programme_id, created_at, leader_id FROM journey "
            "WHERE kind = 'onboarding' AND state <> 'cancelled'")
        self.agreed = dict(tuple(row) for row in running.query(
            "SELECT person_id, consented_at FROM potential"))
        self.numbers = [tuple(row) for row in running.query(
            "SELECT id, version FROM programme")]
        self.roles = {row[:2]: row[2] for row in running.query(
            "SELECT programme_id, step, role FROM programme_step")}
        self.counted = {tuple(row[:3]): row[3] for row in running.query(
            "SELECT measure, year, quarter, counted_at FROM measure_quarter")}
        self.activities = collections.defaultdict(list)
        for row in running.query(
                "SELECT journey_id, step, state, latest, due_rule, "
                "settled_at, flags FROM activity"):
            self.activities[row[0]].append(row[1:])
        self.talks = running.query(
            "SELECT a.journey_id, t.held_on, t.undisturbed, t.recorded_at "
            "FROM talk t JOIN activity a ON a.id = t.activity_id "
            "WHERE a.undisturbed = 1")
        self.requests = {row[0]: tuple(row[1:]) for row in running.query(
            "SELECT id, journey_id, survey, survey_id FROM survey_request "
            "WHERE state = 'answered'")}
        self.scales = {tuple(row[:2]): row[2] for row in running.query(
            "SELECT survey_id, question, dimension FROM survey_question "
            "WHERE kind = 'scale'")}
        self.dimensions = {row[2] for row in running.query(
            "SELECT survey_id, question, dimension FROM survey_question "
            "WHERE kind = 'scale'")}
        self.choices = {tuple(row) for row in running.query(
            "SELECT survey_id, question FROM survey_question "
            "WHERE kind = 'choice'")}
        self.answers = running.query("SELECT * FROM survey_answer")

    def is_on_time(self, journey, role, until, counted):
        """As it was when it was counted: who leaves later cancels steps."""
        steps = late = 0
        for step, state, latest, rule, settled, flags in \
                self.activities[journey[0]]:
            if settled is not None and settled > counted:
                state = "planned"
            deadline = day(latest or rule)
            own = self.roles.get((journey[5], step.partition(".")[0]), "")
            if state in ("skipped", "cancelled") or deadline > until \
                    or not own.startswith(role) or flags & LATE_START \
                    or deadline < local_day(journey[6]):
                continue
            steps += 1
            late += state != "done" or local_day(settled) > deadline
        return late * 10 <= steps

    def is_undisturbed(self, journey, until, counted):
        told = [word == "yes" for of, held, word, recorded in self.talks
                if of == journey[0] and day(held) <= until
                and recorded <= counted]
        return bool(told) and sum(told) * 10 >= len(told) * 9

    def is_content(self, journey, survey, dimension):
        values = [int(value) for request, question, value in self.answers
                  if self.requests.get(request, ())[:2] ==
                  (journey[0], survey) and dimension == self.scales.get(
                      (self.requests[request][2], question))]
        return bool(values) and sum(values) >= 4 * len(values)

    def holds(self, measure, journey):
        first = day(journey[2])
        if measure in ANSWERED:
            return any(row[:2] == (journey[0], ANSWERED[measure])
                       for row in self.requests.values())
        if measure in ANSWERS:
            answered, dimension = ANSWERS[measure]
            return self.is_content(journey, ANSWERED[answered], dimension)
        if measure == "undisturbed-talks":
            return self.is_undisturbed(
                journey, quarter_end(*quarter_of(first), LATER[measure]),
                self.counted[(measure, *quarter_of(first))])
        if measure == "internal-share":
            return journey[4] == "internal"
        if measure == "from-potential-bank":
            return journey[7] in self.agreed and \
                local_day(self.agreed[journey[7]]) < first
        if measure in ROLES:
            return self.is_on_time(
                journey, ROLES[measure],
                quarter_end(*quarter_of(first), LATER[measure]),
                self.counted[(measure, *quarter_of(first))])
        if measure in MONTHS:
            return journey[3] is None or \
                day(journey[3]) >= months_after(first, MONTHS[measure])
        return any(step.startswith("first-task.") and state == "done"
                   and (local_day(settled) - first).days
                   <= RESULTS[measure]
                   for step, state, _, _, settled, _ in
                   self.activities[journey[0]])

    def missed(self, year, counted):
        """Of how many leaders a step was late or skipped, and skipped alone."""
        until = quarter_end(year, 4, 2)
        missed = collections.defaultdict(lambda: [0, 0])
        for journey in self.journeys:
            if day(journey[2]).year != year:
                continue
            steps = collections.defaultdict(set)
            for step, state, latest, rule, settled, flags in \
                    self.activities[journey[0]]:
                if settled is not None and settled > counted:
                    state = "planned"
                deadline = day(latest or rule)
                key = step.partition(".")[0]
                own = self.roles.get((journey[5], key))
                if own is None or state == "cancelled" or deadline > until \
                        or flags & LATE_START \
                        or deadline < local_day(journey[6]):
                    continue
                late = state != "done" or local_day(settled) > deadline
                steps[key, own].add(
                    "skipped" if state == "skipped" else
                    "late" if late else "done")
            for key, states in steps.items():
                missed[key][0] += bool(states & {"late", "skipped"})
                missed[key][1] += "skipped" in states and "late" not in states
        return {key: tuple(value) for key, value in missed.items()}

    def versions(self):
        """Of each quarter the versions that its leaders follow."""
        numbers = dict(self.numbers)
        versions = collections.defaultdict(set)
        for journey in self.journeys:
            versions[quarter_of(day(journey[2]))].add(numbers[journey[5]])
        return versions

    def answer_counts(self):
        """By measure, quarter and what was said, of how many leaders."""
        counts = collections.Counter()
        said = collections.defaultdict(set)
        for request, question, value in self.answers:
            journey, survey, version = self.requests[request]
            if (version, question) in self.choices:
                said[journey, survey].add((question, value))
        for journey in self.journeys:
            quarter = quarter_of(day(journey[2]))
            for measure, survey in ANSWERED.items():
                for dimension in self.dimensions:
                    if self.is_content(journey, survey, dimension):
                        counts[(measure, *quarter, "mean", dimension, "")] += 1
                for pair in said[journey[0], survey]:
                    counts[(measure, *quarter, "chosen", *pair)] += 1
        return counts

    def counts(self):
        counts = collections.defaultdict(lambda: [0, 0])
        for measure in LATER:
            for journey in self.journeys:
                key = (measure, *quarter_of(day(journey[2])), journey[1])
                counts[key][0] += self.holds(measure, journey)
                counts[key][1] += 1
        return {key: tuple(value) for key, value in counts.items()}


class Measures(ExitChecks, daemon.DaemonCase):
    def add_leaders(self, running):
        """Forty in the first year and twenty in the second."""
        chance = random.Random(2026)
        for number in range(60):
            year = 2026 if number < 40 else 2027
            first = datetime.date(year, 1, 20) + datetime.timedelta(
                chance.randrange(340))
            running.add(
                name=f"Leder {number}", email=f"leder{number}@example.org",
                first_day=str(first),
                accepted=str(max(START, first - datetime.timedelta(45))),
                manager=f"Chef {number % 7} <chef{number % 7}@example.org>",
                mentor=f"Mentor {number} <mentor{number}@example.org>",
                recruitment=chance.choice(["internal", "external"]),
                area=chance.choice(["Skole", "Omsorg", "Kultur", ""]))
            share = chance.random()
            if share < 0.6:
                running.api("POST", f"/leaders/{number + 1}/first-tasks", {
                    "title": "Vagtplan", "goal": "Dækket",
                    "seen_by": "Den hænger",
                    "due": str(first + datetime.timedelta(20))})
            yield number + 1, first, share

    @staticmethod
    def join_some(running):
        """Some of those recruited internally are in the potential bank, and
        others say so too late."""
        chance = random.Random(7)
        database = sqlite3.connect(running.database, timeout=60)
        for journey, person, first in database.execute(
                "SELECT id, leader_id, first_day FROM journey "
                "WHERE recruitment = 'internal'").fetchall():
            at = datetime.datetime.fromisoformat(f"{first}T12:00") + \
                datetime.timedelta(chance.choice([-40, -1, -1, 0, 3]))
            database.execute(
                "INSERT INTO potential (person_id, journey_id, consented_at, "
                "expires_on) VALUES (?, ?, ?, '2040-01-01')",
                (person, journey, int(at.replace(tzinfo=ZONE).timestamp())))
        database.commit()
        database.close()

    @staticmethod
    def answer_some(running):
        """Three of four answer, and skip what need not be answered."""
        chance = random.Random(5)
        database = sqlite3.connect(running.database, timeout=60)
        newest = dict(database.execute(
            "SELECT key, max(id) FROM survey GROUP BY key"))
        for survey, step in SURVEYS.items():
            questions = database.execute(
                "SELECT question, is_required FROM survey_question "
                "WHERE survey_id = ? AND kind = 'scale'",
                (newest[survey],)).fetchall()
            offered = collections.defaultdict(list)
            for question, choice in database.execute(
                    "SELECT q.question, c.choice FROM survey_question q "
                    "JOIN survey_choice c ON c.survey_id = q.survey_id "
                    "AND c.position = q.position WHERE q.survey_id = ? "
                    "AND q.only_if = ''", (newest[survey],)):
                offered[question].append(choice)
            for journey, person, activity in database.execute(
                    "SELECT j.id, j.leader_id, a.id FROM journey j "
                    "JOIN activity a ON a.journey_id = j.id "
                    "WHERE a.step = ?", (step,)).fetchall():
                if chance.random() < 0.25:
                    continue
                request = database.execute(
                    "INSERT INTO survey_request (survey_id, survey, "
                    "activity_id, journey_id, person_id, generation, "
                    "token_hash, state, asked_at, answered_at, closes_on) "
                    "VALUES (?, ?, ?, ?, ?, 1, ?, 'answered', 1, 1, "
                    "'2030-01-01')", (newest[survey], survey, activity,
                                      journey, person,
                                      f"{survey} {activity}")).lastrowid
                database.executemany(
                    "INSERT INTO survey_answer VALUES (?, ?, ?)",
                    [(request, question, str(chance.choice([2, 3, 4, 5, 5])))
                     for question, required in questions
                     if required or chance.random() < 0.8])
                database.executemany(
                    "INSERT INTO survey_answer VALUES (?, ?, ?)",
                    [(request, question, chance.choice(choices))
                     for question, choices in offered.items()])
                # Asked of those alone for whom the job is not as described.
                database.execute(
                    "INSERT INTO survey_answer SELECT request_id, "
                    "'anderledes', iif(request_id % 2, 'andet', 'fagligt') "
                    "FROM survey_answer WHERE request_id = ? AND "
                    "question = 'svarer' AND value <= '3' "
                    "AND ? IN ('puls-1', 'midtvejs')", (request, survey))
        database.commit()
        database.close()

    def settle_some(self, running, leader, chance):
        """Some of what is open, on its last day or some days after it."""
        for activity in running.api("GET", f"/leaders/{leader}")["activities"]:
            is_task = activity["step"].startswith("first-task.")
            if activity["state"] != "planned" or not is_task and activity[
                    "role"] not in ("manager", "mentor", "coordinator"):
                continue
            late = chance.choice(
                [-1, 0, 0, 15, 50, 80] if is_task else [-1, 0, 0, 0, 3])
            at = day(activity["latest"] or activity["due_rule"]) + \
                datetime.timedelta(late)
            told = {"undisturbed": "yes" if chance.random() < 0.97 else "no"} \
                if activity["kind"] in ("call", "meeting") else {}
            running.request(
                "POST", f"/activities/{activity['id']}/complete",
                {"at": f"{at}T12:00", **told})

    def change_programme(self, running, leaders):
        """Who begins in the second half of the first year or later follows
        another version."""
        text = (daemon.SOURCE / "config/programmes/ny-leder.yaml").read_text(
            encoding="utf-8")
        path = running.folder / "programmes" / "ny-leder.yaml"
        path.parent.mkdir()
        path.write_text(text.replace("due: accepted + 5 workdays",
                                     "due: accepted + 4 workdays"),
                        encoding="utf-8")
        done = running.ctl("import-programme", str(path))
        self.assertEqual(done.returncode, 0, done.stderr)
        for leader, first, _ in leaders:
            if first >= SECOND:
                running.api("POST", f"/leaders/{leader}/migration", {})

    def play(self, running):
        chance = random.Random(60)
        leaders = list(self.add_leaders(running))
        self.join_some(running)
        self.answer_some(running)
        self.change_programme(running, leaders)
        exits = ExitPlay(running)
        for quarter in range(12):
            end = quarter_end(2026, 1, quarter)
            running.advance(f"{end}T12:00", jump=True)
            # What is counted then is before what follows.
            running.advance(f"{end}T12:05", jump=True)
            for leader, first, share in leaders:
                if quarter_of(first) == quarter_of(end):
                    self.settle_some(running, leader, chance)
                months = 2 + int(share * 16)
                last = months_after(first, months)
                if share < 0.7 and quarter_of(last) == quarter_of(end) \
                        and last > end - datetime.timedelta(80):
                    exits.leave(leader, str(last))
            exits.hear(end)
        running.advance(END, jump=True)

    def check_told(self, measure, year, counts):
        """What is told is right, and nothing small is told exactly."""
        exact = 0
        labels = [f"{n}. kvartal" for n in range(1, 5)] + [f"Hele {year}"]
        for row in measure["rows"]:
            everybody = row is measure["rows"][0]
            for cell in row["cells"][2:]:
                column = labels.index(cell["label"])
                cells = [value for (name, of, quarter, area), value
                         in counts.items() if name == measure["id"]
                         and of == year and column in (quarter - 1, 4)
                         and (everybody or area == row["area"])]
                part, whole = (sum(each) for each in zip((0, 0), *cells))
                if cell["kind"] == "exact":
                    exact += 1
                    self.assertEqual(cell["text"], told(part, whole))
                    self.assertGreaterEqual(part, FEWEST)
                    self.assertGreaterEqual(whole - part, FEWEST)
                elif cell["kind"] == "hidden":
                    self.assertEqual(cell["text"], "skjult")
                elif cell["kind"] != "empty":
                    self.assertLessEqual(
                        cell["least"], 1000 * part / whole + 1)
                    self.assertGreaterEqual(
                        cell["most"], 1000 * part / whole - 1)
        return exact

    def check_bank(self, measure, year, counts):
        """Told of the year alone, and never beside a few from elsewhere."""
        *quarters, cell = measure["rows"][0]["cells"][2:]
        self.assertEqual({each["text"] for each in quarters}, {"skjult"})
        internal, bank = (sum(
            value[0] for (name, of, _, _), value in counts.items()
            if (name, of) == (each, year))
            for each in ("internal-share", measure["id"]))
        is_told = cell["kind"] == "exact"
        if is_told:
            self.assertGreaterEqual(internal - bank, FEWEST)
        return is_told

    def check_answers(self, measure, year, counts):
        """The share of those who answered is right and tells of nobody."""
        parts, answers = ([value[0] for (name, of, _, _), value
                           in counts.items() if (name, of) == (each, year)]
                          for each in (measure["id"],
                                       ANSWERS[measure["id"]][0]))
        part, whole = sum(parts), sum(answers)
        cell = measure["rows"][0]["cells"][-1]
        if cell["kind"] == "exact":
            self.assertGreaterEqual(whole - part, FEWEST)
        text = measure["of_answered"]
        if text and "mindst" not in text and "højst" not in text:
            self.assertEqual(text, told(part, whole))
            return 1
        return 0

    def check_compared(self, measure, reckoner, counts):
        """A version is the sum of its quarters, but for so many."""
        quarters = collections.defaultdict(lambda: [0, 0])
        for (name, year, quarter, _), value in counts.items():
            if name == measure["id"]:
                sums = quarters[(year, quarter)]
                sums[:] = [sum(each) for each in zip(sums, value)]
        exact = 0
        for row in measure["rows"]:
            self.assertEqual(row["kind"], "version")
            own = [quarters[key] for key, versions
                   in reckoner.versions().items()
                   if versions == {row["version"]}]
            value, leaders, _, missing = (
                cell["text"] for cell in row["cells"])
            left_out = 0
            if missing:
                left_out, of = (int(word) for word in missing.split()[::2])
                self.assertEqual(of, len(own))
            if row["cells"][0]["kind"] != "exact":
                continue
            exact += 1
            sums = [[sum(each) for each in zip(*some)] for some in
                    itertools.combinations(own, len(own) - left_out)]
            self.assertIn((value, leaders), [
                (told(part, whole), str(whole)) for part, whole in sums])
            part = row["cells"][0]["of"] * row["cells"][0]["least"] / 1000
            self.assertGreater(part, FEWEST - 0.5)
        return exact

    def check_results(self, running, counts, answer_counts):
        """What is told of each survey is right; returns how much it is."""
        exact = 0
        for measure, survey in ANSWERED.items():
            view = running.api("GET", f"/surveys/{survey}/results?year=2026")
            part, whole = (sum(each) for each in zip((0, 0), *(
                value for key, value in counts.items()
                if key[:2] == (measure, 2026))))
            if "(" in view["response"]:
                self.assertEqual(view["response"], told(part, whole))
            sums = collections.Counter()
            for key, people in answer_counts.items():
                if key[:2] == (measure, 2026) and key[3] == "mean":
                    sums[key[4]] += people
            for mean in view["means"]:
                share = mean["share"]
                if "(" in share and "alle" not in share:
                    exact += 1
                    self.assertEqual(share, told(sums[mean["subject"]], part))
                    self.assertGreaterEqual(
                        part - sums[mean["subject"]], FEWEST)
            for choice in view["choices"]:
                shares = [row["share"] for row in choice["rows"]
                          if "(" in row["share"]]
                people = [int(share.split("(")[1].split(" ")[0])
                          for share in shares]
                exact += len(people)
                if people and "anderledes" in choice["question"].lower():
                    conditional = sum(answer_counts[(measure, 2026, quarter,
                                                     "mean",
                                                     "expectations_met", "")]
                                      for quarter in range(1, 5))
                    self.assertEqual({share.split(" af ")[1]
                                      for share in shares},
                                     {f"{part - conditional})"})
                if people:
                    self.assertGreaterEqual(min(people), FEWEST)
                if people and not choice["is_several"]:
                    self.assertGreaterEqual(part - sum(people), FEWEST)
        return exact

    def test_every_figure_comes_out_once_more(self):
        running = self.start(f"{START}T08:00", people={
            "coordinator": "Hanne HR <hr@example.org>"})
        self.play(running)
        reckoner = Reckoner(running)
        counts = reckoner.counts()
        answer_counts = reckoner.answer_counts()
        self.assertEqual({tuple(row[:6]): row[6] for row in running.query(
            "SELECT * FROM answer_count")}, dict(answer_counts))
        self.assertGreater(
            self.check_results(running, counts, answer_counts), 5)
        kept = {tuple(row[:4]): tuple(row[4:]) for row in running.query(
            "SELECT measure, year, quarter, area, part, whole "
            "FROM measure_count")}
        self.assertEqual({key: (kept.get(key), counts.get(key))
                          for key in kept | counts
                          if kept.get(key) != counts.get(key)}, {})
        self.assertEqual(len({row[0] for row in kept}), len(LATER))
        exact = answers = banks = 0
        for year in (2026, 2027):
            view = running.api("GET", f"/measures?year={year}")
            self.assertEqual({each["id"] for each in view["measures"]},
                             set(LATER))
            for measure in view["measures"]:
                exact += self.check_told(measure, year, counts)
                if measure["id"] in ANSWERS:
                    answers += self.check_answers(measure, year, counts)
                if measure["id"] == "from-potential-bank":
                    banks += self.check_bank(measure, year, counts)
        self.assertGreater(banks, 0)
        self.assertGreater(exact, 5)
        self.assertGreater(answers, 3)
        compared = running.api("GET", "/comparison")["measures"]
        self.assertEqual([each["id"] for each in compared],
                         [each["id"] for each in view["measures"]])
        self.assertGreater(sum(self.check_compared(each, reckoner, counts)
                               for each in compared), 3)
        parts = collections.defaultdict(set)
        for key, value in kept.items():
            parts[key[0]].add(value[0])
        alike = [measure for measure in LATER if len(parts[measure]) < 2]
        self.assertLess(len(alike), len(LATER) // 4, alike)
        self.check_bottlenecks(running)
        self.check_exits(running, counts)

    def check_bottlenecks(self, running):
        """Each step of a year once more, and what is told of it."""
        reckoner = Reckoner(running)
        years = running.query("SELECT year, counted_at FROM bottleneck_year")
        self.assertEqual([row[0] for row in years], [2026, 2027])
        for year, counted in years:
            missed = reckoner.missed(year, counted)
            self.assertEqual(missed, {
                tuple(row[:2]): tuple(row[2:]) for row in running.query(
                    "SELECT step, role, missed, skipped FROM bottleneck_step "
                    f"WHERE year = {int(year)}")})
            view = running.api("GET", f"/bottlenecks?year={year}")
            self.assertEqual(len(view["steps"]), len(missed))
            for step in view["steps"]:
                part = missed[step["step"], step["role"]][0]
                if step["missed"]["kind"] == "exact":
                    self.assertEqual(step["missed"]["text"],
                                     told(part, view["leaders"]))
                    self.assertGreaterEqual(part, FEWEST)
                    self.assertGreaterEqual(view["leaders"] - part, FEWEST)
            sizes = [step["missed"]["least"] + step["missed"]["most"]
                     for step in view["steps"]]
            self.assertEqual(sizes, sorted(sizes, reverse=True))
        self.assertIn("exact", {step["missed"]["kind"]
                                for step in view["steps"]})

    @staticmethod
    def add_dozen(running, accepted, first_day, area="Skole"):
        for number in range(12):
            running.add(name=f"Leder {number}", accepted=accepted,
                        email=f"leder{number}-{first_day}@example.org",
                        first_day=first_day, area=area,
                        recruitment=("internal", "external")[number % 2])

    def test_a_clock_that_ran_ahead_counts_nothing_for_good(self):
        running = self.start("2026-03-20T08:00")
        self.add_dozen(running, "2026-03-20", "2026-03-25")
        running.advance("2027-01-20T12:00", jump=True)
        path = "/measures/internal-share?quarter=2026Q"
        self.assertEqual(self.cell(running, path + "2")["kind"], "empty")
        self.assertEqual(running.stop(), 0)
        running.start("2026-04-16T12:00")
        running.advance("2026-04-16T12:05", jump=True)
        self.assertEqual([tuple(row) for row in running.query(
            "SELECT DISTINCT year, quarter FROM measure_quarter")],
            [(2026, 1)])
        self.add_dozen(running, "2026-04-16", "2026-06-01")
        running.advance("2026-07-16T12:00", jump=True)
        for quarter in "12":
            self.assertEqual(self.cell(running, path + quarter)["text"],
                             "50,0 % (6 af 12)")
        self.assertEqual([row["verb"] for row in running.query(
            "SELECT verb FROM audit WHERE verb = 'drop-measures'")],
            ["drop-measures"])
        self.check_report(running)

    def report_file(self, running, form):
        path = os.path.join(running.folder, f"report.{form}")
        for exit_status in (0, 1):  # what is there is not written over
            done = running.ctl("report", "2026Q2", "--format", form,
                               "--output", path)
            self.assertEqual(done.returncode, exit_status, done.stderr)
        return path

    def check_report(self, running):
        """The same figures in each of a report's forms."""
        book = openpyxl.load_workbook(self.report_file(running, "xlsx"))
        name, _, target, now, before, when, change = book["2.1 Nøgletal"][2]
        self.assertEqual(
            (name.value, target.value, now.value, before.value, when.value,
             change.value),
            ("Rekrutteret internt", None, 0.5, 0.5, "1. kvartal 2026", 0))
        self.assertEqual((now.data_type, now.number_format), ("n", "0.0%"))
        self.assertEqual((change.data_type, change.number_format),
                         ("n", "+0.0;-0.0;0.0"))
        self.assertEqual(book["6.1 Kommer senere"]["A2"].value,
                         datetime.datetime(2026, 10, 15))
        self.assertEqual(book["2.1 Nøgletal"]["D3"].value, "ikke klar endnu")
        self.assertEqual(
            [row[1].value for row in book["1.1 Nye ledere"]],
            ["Antal", 12, 24, "ikke talt op"])
        with open(self.report_file(running, "csv"), "rb") as file:
            danish = file.read().decode()
        self.assertTrue(danish.startswith("\ufeffOverskrift;Emne;"))
        self.assertIn("Nøgletal;Nøgletal;Rekrutteret internt;2. kvartal 2026;"
                      "\"50,0%\";12\r\n", danish)
        with open(self.report_file(running, "plain"), encoding="utf-8",
                  newline="") as file:
            plain = list(csv.reader(file))
        self.assertIn(["Nøgletal", "Nøgletal", "Rekrutteret internt",
                       "2. kvartal 2026", "0.500", "12"], plain)
        self.assertEqual(
            len(plain), len(list(csv.reader(danish.splitlines(True),
                                            delimiter=";"))))

    def test_what_is_kept_never_changes(self):
        running = self.start("2026-03-20T08:00")
        self.add_dozen(running, "2026-03-20", "2026-03-25")
        running.advance("2026-04-14T12:00", jump=True)
        path = "/measures/internal-share?quarter=2026Q1"
        self.assertEqual(self.cell(running, path)["kind"], "pending")
        running.advance("2026-04-15T12:00", jump=True)
        self.assertEqual(self.cell(running, path)["text"], "50,0 % (6 af 12)")
        running.api("POST", "/leaders/1/cancel", {"reason": "Kom aldrig"})
        running.advance("2026-04-16T12:00", jump=True)
        self.assertEqual(self.cell(running, path)["text"], "50,0 % (6 af 12)")

    @staticmethod
    def cell(running, path):
        return running.api("GET", path)["measures"][0]["rows"][0]["cells"][2]

    def test_a_baseline_and_a_target_stand_beside_the_figures(self):
        running = self.start()
        running.ctl("set-baseline", "internal-share", "--value", "42,5",
                    "--year", "2022", "--source", "HR's rapport")
        running.ctl("set-target", "internal-share", "--value", "60",
                    "--year", "2028")
        shown = running.ctl("show-measure", "internal-share").stdout
        self.assertIn("42,5 % (2022)", shown)
        self.assertIn("60,0 % (2028)", shown)
        self.assertIn("HR's rapport", shown)
        for wrong in ({"value": "101", "year": 2022, "source": "x"},
                      {"value": "4,25", "year": 2022, "source": "x"},
                      {"value": "42", "year": 2022},
                      {"value": "42", "year": 22, "source": "x"},
                      {"value": "42", "year": 2022, "source": "x",
                       "area": "Månen"}):
            running.api("PUT", "/measures/internal-share/baseline", wrong, 400)
        running.api("PUT", "/measures/none/target",
                    {"value": "42", "year": 2022}, 404)
        running.api("PUT", "/measures/internal-share/target", {"value": ""})
        running.api("PUT", "/measures/internal-share/target", {"value": ""},
                    404)
        self.assertEqual([row["verb"] for row in running.query(
            "SELECT verb FROM audit WHERE entity = 'measure' ORDER BY id")],
            ["set-baseline", "set-target", "set-target"])

    def test_who_has_no_area_has_not_the_marks_of_all(self):
        running = self.start("2026-03-20T08:00")
        self.add_dozen(running, "2026-03-20", "2026-03-25", area="")
        running.advance("2026-04-15T12:00", jump=True)
        running.api("PUT", "/measures/internal-share/target",
                    {"value": "60", "year": 2028})
        (measure,) = running.api(
            "GET", "/measures/internal-share?year=2026")["measures"]
        self.assertEqual(
            [(row["label"], row["area"], row["cells"][1]["text"])
             for row in measure["rows"]],
            [("Hele kommunen", "", "60,0 % (2028)"), ("Uden område", "", "")])


if __name__ == "__main__":
    unittest.main()
