# SPDX-License-Identifier: EUPL-1.2
"""Why leaders left, reckoned once more from what they and HR wrote.

Nothing here reads what the daemon counted: only journeys, talks, surveys and
their answers, each leader for themselves.
"""

import collections
import datetime
import random
import sqlite3
import zoneinfo

ZONE = zoneinfo.ZoneInfo("Europe/Copenhagen")
FEWEST = 5
NOTED_LATE = 14  # days after a half year in which a talk may still be noted
MAIN = "workload"
OTHERS = ("pay", "career", "economy")
MANY = 14
DAY = 24 * 60 * 60
LAST_YEAR = 2028
POPULAR = ("loen", "tid-til-ledelse", "sparring")
ALL = "Alle, der har svaret"
HIDDEN = "skjult"


def told(part, whole):
    """A percentage with one decimal, half of one rounded up."""
    tenths = (part * 2000 + whole) // (whole * 2)
    return f"{tenths // 10},{tenths % 10} % ({part} af {whole})"


def half_of(date):
    return f"{date[:4]}H{1 if date[5:7] <= '06' else 2}"


def counted_from(half):
    """The instant from which what is noted about half a year comes late."""
    year, number = int(half[:4]), int(half[5])
    after = datetime.datetime(year + number - 1, 7 if number == 1 else 1, 1,
                              tzinfo=ZONE)
    return (after + datetime.timedelta(NOTED_LATE)).timestamp()


def share(part, whole):
    """As it may be told; whole is too small for a bound."""
    assert whole < 20, "a bound would be told of so many"
    return told(part, whole) if min(part, whole - part) >= FEWEST else HIDDEN


class ExitPlay:
    """What those who leave say: in talks, and in the exit survey.

    They are heard of twice, many at once: of a few nothing would be told.
    """

    def __init__(self, running):
        self.running = running
        self.chance = random.Random(23)
        self.waiting = []
        self.late = []
        self.talking = iter((0.85, 0.6, 0.6))  # one half with few alone

    def leave(self, leader, last):
        answer = self.running.request(
            "POST", f"/leaders/{leader}/end-employment", {"last_day": last})
        if answer.status in (200, 201):
            self.waiting.append((answer.json()["exit"]["leader"]["id"], last))

    def hear(self, end):
        """At the end of a quarter; and what was noted too late for it."""
        for talk in self.late:
            self.talk(*talk)
        self.late = []
        if end.month not in (6, 12) or \
                len(self.waiting) < MANY and end.year < LAST_YEAR:
            return
        talking = next(self.talking)
        for place, (journey, last) in enumerate(self.waiting):
            takes_back = place == 0
            if not takes_back and self.chance.random() < talking:
                held = end - datetime.timedelta(self.chance.randrange(40))
                talk = journey, max(last, str(held))
                if place % 7 == 3:
                    self.late.append(talk)
                else:
                    self.talk(*talk)
                if place % 7 == 5:
                    self.put_off(*talk)
            self.ask(journey, end, takes_back)
        self.waiting = []

    def talk(self, journey, held):
        main = self.chance.choice((MAIN, MAIN, *OTHERS[:2]))
        others = self.chance.sample(
            [reason for reason in OTHERS if reason != main],
            self.chance.randrange(3))
        self.running.api("POST", f"/leaders/{journey}/exit-interview", {
            "held": held, "main": main, "reasons": ",".join(others)})

    def put_off(self, journey, held):
        """As if it had been noted on the day of the count, before that."""
        database = sqlite3.connect(self.running.database, timeout=60)
        database.execute(
            "UPDATE exit_interview SET recorded_at = ? WHERE journey_id = ?",
            (int(counted_from(half_of(held))), journey))
        database.commit()
        database.close()

    def ask(self, journey, end, takes_back):
        """Most answer; one of those stays after all."""
        closes = end + datetime.timedelta(
            self.chance.choice([-20, -3, -1, 0, 0, 0, 0, 1]))
        is_answered = takes_back or self.chance.random() < 0.85
        database = sqlite3.connect(self.running.database, timeout=60)
        request = database.execute(
            "INSERT INTO survey_request (survey_id, survey, activity_id, "
            "journey_id, person_id, generation, token_hash, state, asked_at, "
            "answered_at, closes_on) SELECT s.id, s.key, a.id, j.id, "
            "j.leader_id, 1, 'exit ' || j.id, ?, 1, iif(?, 1, NULL), ? "
            "FROM journey j JOIN activity a ON a.journey_id = j.id "
            "AND a.step = 'exit-skema' JOIN survey s ON s.key = 'exit' "
            "WHERE j.id = ? ORDER BY s.id DESC LIMIT 1",
            ("answered" if is_answered else "closed", is_answered,
             str(closes), journey)).lastrowid
        if is_answered:
            database.executemany(
                "INSERT INTO survey_answer VALUES (?, ?, ?)",
                [(request, *pair) for pair in self.answers()])
        if takes_back:
            database.execute("UPDATE journey SET state = 'cancelled' "
                             "WHERE id = ?", (journey,))
        database.commit()
        database.close()

    def answers(self):
        for question in ("svarede", "stoette", "tid", "introduktion",
                         "anbefale"):
            if self.chance.random() < 0.85:
                yield question, self.chance.choice("12345555")
        for reason in POPULAR:
            if self.chance.random() < 0.5:
                yield "aarsager", reason
        if self.chance.random() < 0.2:
            yield "aarsager", "andet"
        if self.chance.random() < 0.95:
            yield "tilbage", self.chance.choice(["ja", "nej"])


class ExitReckoner:
    def __init__(self, running):
        (self.version, self.name), = [tuple(row) for row in running.query(
            "SELECT id, title_da FROM survey WHERE key = 'exit'")]
        self.questions = running.query(
            "SELECT position, question, kind, dimension, is_several, text_da "
            "FROM survey_question WHERE survey_id = ? AND only_if = '' "
            "ORDER BY position", self.version)
        self.offered = collections.defaultdict(list)
        for position, choice, text in running.query(
                "SELECT position, choice, text_da FROM survey_choice "
                "WHERE survey_id = ? ORDER BY position, ordinal",
                self.version):
            self.offered[position].append((choice, text))
        exits = {row["id"]: row for row in running.query(
            "SELECT id, leader_id, state FROM journey WHERE kind = 'exit'")}
        self.first_days = collections.defaultdict(list)
        for row in running.query(
                "SELECT leader_id, first_day FROM journey WHERE "
                "kind = 'onboarding' AND state <> 'cancelled'"):
            self.first_days[row["leader_id"]].append(row["first_day"])
        self.read_talks(running, exits)
        self.read_answers(running, exits)

    def read_talks(self, running, exits):
        reasons = collections.defaultdict(dict)
        for journey, reason, is_main in running.query(
                "SELECT journey_id, reason, is_main FROM exit_reason"):
            reasons[journey][reason] = bool(is_main)
        self.talks = [
            (journey, held, recorded, reasons[journey],
             max((first for first in self.first_days[
                 exits[journey]["leader_id"]] if first <= held),
                 default=None))
            for journey, held, recorded in running.query(
                "SELECT journey_id, held_on, recorded_at "
                "FROM exit_interview")]

    def read_answers(self, running, exits):
        said = collections.defaultdict(lambda: collections.defaultdict(set))
        for request, question, value in running.query(
                "SELECT request_id, question, value FROM survey_answer"):
            said[request][question].add(value)
        self.requests = [
            (row["journey_id"], half_of(row["closes_on"]),
             row["state"] == "answered", said[row["id"]])
            for row in running.query("SELECT * FROM survey_request "
                                     "WHERE survey = 'exit'")
            if row["state"] != "cancelled"
            and exits[row["journey_id"]]["state"] != "cancelled"]

    def halves(self):
        return sorted({half for _, half, _, _ in self.requests})

    def talks_of(self, half):
        return [talk for talk in self.talks if half_of(talk[1]) == half
                and talk[2] < counted_from(half)]

    def asked(self, half):
        """Whether only those with a talk count, who was asked, who answered."""
        asked = [row for row in self.requests if row[1] == half]
        talked = {talk[0] for talk in self.talks
                  if talk[2] < counted_from(half) + DAY}
        alone = sum(row[2] and row[0] not in talked for row in asked)
        is_of_talks = 0 < alone < FEWEST
        if is_of_talks:
            asked = [row for row in asked if row[0] in talked]
        return is_of_talks, asked, [row[3] for row in asked if row[2]]

    def subjects(self):
        """By what they are about, the questions on the scale."""
        subjects = collections.defaultdict(list)
        for _, question, kind, dimension, _, text in self.questions:
            if kind == "scale":
                subjects[dimension or "?" + question].append((question, text))
        return subjects

    @staticmethod
    def content(sheets, questions):
        """How many gave at least four on the whole to some questions."""
        count = 0
        for sheet in sheets:
            values = [int(value) for question, _ in questions
                      for value in sheet.get(question, ())]
            count += bool(values) and sum(value - 4 for value in values) >= 0
        return count

    def choices(self):
        return [(question, is_several, text, self.offered[position])
                for position, question, kind, _, is_several, text
                in self.questions if kind == "choice"]

    @staticmethod
    def chose(sheets, question, choice):
        return sum(choice in sheet.get(question, ()) for sheet in sheets)

    def kept(self):
        """What is to be kept of each half year."""
        surveys, answers = {}, {}
        for half in self.halves():
            is_of_talks, asked, sheets = self.asked(half)
            surveys[half] = int(is_of_talks), len(asked), len(sheets)
            for subject, questions in self.subjects().items():
                answers[half, "mean", subject, ""] = self.content(
                    sheets, questions)
            for question, _, _, offered in self.choices():
                for choice, _ in offered:
                    answers[half, "chosen", question, choice] = self.chose(
                        sheets, question, choice)
        return surveys, {key: people for key, people in answers.items()
                         if people}

    def told_choices(self, sheets, question, is_several, offered):
        """By choice, what is told; what is left over is a group as well."""
        people = {choice: self.chose(sheets, question, choice)
                  for choice, _ in offered}
        shown = {choice: share(count, len(sheets))
                 for choice, count in people.items()}
        exact = sorted((count, place, choice) for place, (choice, count)
                       in enumerate(people.items())
                       if shown[choice] != HIDDEN)
        while not is_several and exact and \
                len(sheets) - sum(row[0] for row in exact) < FEWEST:
            shown[exact.pop(0)[2]] = HIDDEN
        return shown

    def told(self, half):
        """By question and answer what is told; nothing of too few."""
        _, asked, sheets = self.asked(half)
        if len(sheets) < FEWEST:
            return {}
        lines = {ALL: told(len(sheets), len(asked))}
        for questions in self.subjects().values():
            text = " ".join(text for _, text in questions)
            lines[f"{text} – 4 eller 5"] = share(
                self.content(sheets, questions), len(sheets))
        for question, is_several, text, offered in self.choices():
            shown = self.told_choices(sheets, question, is_several, offered)
            for choice, label in offered:
                lines[f"{text} – {label}"] = shown[choice]
        return lines

    def told_reasons(self, half):
        """Talks, and by reason how many gave it, and as the main one."""
        talks = self.talks_of(half)
        if len(talks) < FEWEST:
            return None, {}
        given = collections.Counter(reason for talk in talks
                                    for reason in talk[3])
        mains = collections.Counter(reason for talk in talks
                                    for reason, is_main in talk[3].items()
                                    if is_main)
        shown = {reason: count for reason, count in given.items()
                 if FEWEST <= count <= len(talks) - FEWEST}
        told_mains = {reason: mains[reason] for reason, count in shown.items()
                      if FEWEST <= mains[reason] <= len(talks) - FEWEST
                      and count - mains[reason] not in range(1, FEWEST)}
        while len(talks) - sum(told_mains.values()) in range(1, FEWEST):
            told_mains.pop(min(told_mains,
                               key=lambda each: (told_mains[each], each)))
        return len(talks), {reason: (count, told_mains.get(reason))
                            for reason, count in shown.items()}

    def told_years(self, half):
        """In which those who were talked with had begun."""
        talks = self.talks_of(half)
        began = collections.Counter(talk[4][:4] for talk in talks if talk[4])
        years = sorted(began, key=lambda year: (-began[year], -int(year)))
        most = (len(talks) - FEWEST + 1) // FEWEST
        return [year for year in years if began[year] >= FEWEST][
            :max(most, 0)]


class ExitChecks:
    """For a test case: what the daemon kept and tells is what comes out here."""

    def check_exits(self, running, counts):
        reckoner = ExitReckoner(running)
        surveys, answers = reckoner.kept()
        self.assertEqual(surveys, {row[0]: tuple(row[1:]) for row in
                                   running.query(
            "SELECT period, is_of_talks, asked, answered FROM exit_survey")})
        self.assertEqual(answers, {tuple(row[:4]): row[4] for row in
                                   running.query(
            "SELECT period, kind, subject, choice, people "
            "FROM exit_survey_answer")})
        self.assertEqual({kept[0] for kept in surveys.values()}, {0, 1})
        exact = sum(self.check_answers_of(running, reckoner, half)
                    for half in reckoner.halves())
        self.assertGreater(exact, 10)
        self.assertTrue(any(
            main for half in reckoner.halves()
            for _, main in reckoner.told_reasons(half)[1].values()))
        self.assertGreater(sum(
            self.check_reasons_of(running, reckoner, half, counts)
            for half in reckoner.halves()), 1)
        years = {half[:4] for half in reckoner.halves()}
        self.assertGreater(sum(self.check_report_of(running, reckoner, year)
                               for year in years), 5)

    def check_answers_of(self, running, reckoner, half):
        """The survey's own page, the API and the command."""
        view = running.api("GET", f"/surveys/exit/results?half={half}")
        lines = reckoner.told(half)
        shown = {f"{' '.join(row['text'] for row in mean['questions'])} – "
                 "4 eller 5": mean["share"] for mean in view["means"]}
        for choice in view["choices"]:
            shown.update({f"{choice['question']} – {row['text']}":
                          row["share"] for row in choice["rows"]})
        if view["is_told"]:
            shown[ALL] = view["response"]
        self.assertEqual(shown, lines, half)
        self.assertEqual(view["is_of_talks"], reckoner.asked(half)[0])
        printed = " ".join(running.ctl(
            "show-survey-results", "exit", "--half", half).stdout.split())
        exact = [text for text in lines.values() if text != HIDDEN]
        for text in exact:
            self.assertIn(text, printed)
        return len(exact)

    def check_reasons_of(self, running, reckoner, half, counts):
        """Talks, their reasons, and how those who left were received."""
        view = running.api("GET", f"/exit-reasons?half_year={half}")
        talks, reasons = reckoner.told_reasons(half)
        self.assertEqual(view["talks"], talks)
        self.assertEqual({row["reason"]: (row["talks"], row["as_main"])
                          for row in view["reasons"]}, reasons)
        exact = 0
        years = reckoner.told_years(half) if talks else []
        self.assertEqual([each["year"] for each in view["cohorts"]], years)
        for cohort in view["cohorts"]:
            for measure in cohort["measures"]:
                part, whole = (sum(each) for each in zip((0, 0), *(
                    value for key, value in counts.items()
                    if key[:2] == (measure["id"], int(cohort["year"])))))
                self.assertEqual(measure["of"], whole)
                if measure["kind"] == "exact":
                    self.assertEqual(measure["text"], told(part, whole))
                    exact += 1
        return exact

    def check_report_of(self, running, reckoner, year):
        """Half year by half year what the survey tells, and never their sum."""
        parts = {part["id"]: part for section in running.api(
            "GET", f"/reports/{year}")["sections"]
            for part in section["parts"]}
        table, = parts["exit-surveys"]["tables"]
        halves = [f"{year}H1", f"{year}H2"]
        self.assertEqual(table["name"], reckoner.name)
        self.assertEqual([column["label"] for column in table["columns"]][1:],
                         halves)
        of_halves = [self.report_lines(reckoner, half) for half in halves]
        wanted = {line: [of_half.get(line, "") for of_half in of_halves]
                  for line in {**of_halves[0], **of_halves[1]}}
        self.assertEqual(
            {row["label"]: [cell["text"] for cell in row["cells"]]
             for row in table["rows"]},
            {line: cells for line, cells in wanted.items()
             if line == ALL or line.endswith(" 4 eller 5")
             or set(cells) - {HIDDEN, ""}})
        return sum("%" in text for cells in wanted.values() for text in cells)

    @staticmethod
    def report_lines(reckoner, half):
        """Its readers do not see by name who answered."""
        _, asked, sheets = reckoner.asked(half)
        if half not in reckoner.halves():
            return {ALL: "Ingen blev spurgt"}
        lines = reckoner.told(half)
        if not lines:
            return {ALL: "Færre end fem"}
        if len(asked) - len(sheets) < FEWEST:
            lines[ALL] = str(len(sheets))
        return lines
