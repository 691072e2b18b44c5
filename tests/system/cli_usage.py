#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Run onboardctl against an API server that records what is asked and
answers what a test wants: requests, exit status, printing, help, completion
and manual.  ONBOARDCTL names the program, ./onboardctl by default."""

import http.server
import json
import os
import pathlib
import pty
import re
import shlex
import shutil
import socket
import socketserver
import subprocess
import tempfile
import threading
import unittest

PROGRAM = os.path.abspath(os.environ.get("ONBOARDCTL", "./onboardctl"))
SOURCE = pathlib.Path(__file__).resolve().parents[2]
MANUAL = SOURCE / "man/onboardctl.1"
COMPLETION = SOURCE / "cli/completion/onboardctl"

ACTIVITY = {
    "id": 17, "leader": 3, "step": "forventning-2", "phase": 2,
    "title": "Forventningsafstemning på ledelse", "kind": "meeting",
    "role": "manager",
    "responsible": {"name": "Mette Madsen", "email": "mette@example.org"},
    "participants": ["ana@example.org"], "state": "planned",
    "planned": "2026-11-12", "latest": "2026-11-30",
    "due_rule": "2026-11-12", "start": "2026-11-12T10:00:00+01:00",
    "end": "2026-11-12T11:00:00+01:00", "due": False, "behind": False,
    "overdue": True, "requires": ["forventning-1"],
    "flags": ["after-first-day"], "note": "", "settled": None}
TASK = dict(ACTIVITY, id=18, step="trio", title="Trio", start=None, end=None,
            overdue=False, flags=[])
LEADER = {
    "id": 3, "name": "Ana Holm", "email": "ana@example.org",
    "state": "planned", "accepted": "2026-10-01", "first_day": "2026-11-02",
    "end": "2027-11-02", "recruitment": "external", "programme": "ny-leder",
    "version": 1}
INVITATION = {"activity": 17, "step": "velkomstopkald",
              "title": "Velkomstopkald",
              "person": {"name": "Mette Madsen", "email": "mette@example.org"},
              "address": "mette@example.org", "method": "request",
              "sequence": 0, "start": "2026-10-08T08:30:00+02:00",
              "end": "2026-10-08T09:00:00+02:00",
              "told": "2026-10-01T08:00:00+02:00", "mail": "sent",
              "partstat": "accepted",
              "answered": "2026-10-02T08:00:00+02:00", "answered_by": "mail",
              "verified": False, "comment": "Gerne"}
FEED = {"id": 7, "role": "manager",
        "person": {"name": "Mette Madsen", "email": "mette@example.org"},
        "url": "http://127.0.0.1:8080/f/" + "A" * 90 + ".ics",
        "last_fetched": None}
FETCHED = dict(FEED, id=9, purpose="person", role="", leader=None,
               last_fetched="2026-10-01T05:00:00+02:00",
               fetched_seconds_ago=3 * 3600 + 59, status=304,
               agent="Google-Calendar-Importer", agent_family="google",
               fetches=8, unchanged=6, alarms=15,
               revoked="2026-10-01T08:00:00+02:00")
RULES = [{"rule": "welcome-calls", "have": 0, "need": 1}]
JOURNEY = {"leader": LEADER, "activities": [ACTIVITY, TASK], "feeds": [FEED],
           "pages": [{"role": "leader", "person": "Ana Holm",
                      "url": "http://127.0.0.1:8080/l/token"}],
           "rules": RULES}
EXIT = dict(LEADER, id=6, kind="exit", accepted="2026-12-01",
            first_day="2027-03-31", end="2027-03-31", last_day="2027-03-31",
            programme="fratraedelse")
GROUP = {"name": "HR", "email": "hr@group.invalid"}
PLANNED = {"id": 18, "step": "trio", "title": "Trio", "planned": "2026-11-16"}
REPLANNED = {
    "leader": LEADER, "dry_run": False, "unchanged": [PLANNED],
    "impossible": [PLANNED], "added": [], "cancelled": [],
    "moved": [{"id": 18, "step": "trio", "title": "Trio", "from": "2026-11-16",
               "to": "2026-11-17", "from_time": "09:00", "to_time": None}]}
MAIL = {"id": 12, "to": "ana@example.org", "subject": "Velkommen",
        "kind": "welcome", "state": "deferred", "attempts": 2,
        "next_attempt": "2026-10-01T08:10:00+02:00", "message_id": "x@y",
        "activity": 17, "created": "2026-10-01T08:00:00+02:00", "sent": None}
STEP = {"id": "trio", "phase": 0, "title": "Trio", "kind": "meeting",
        "role": "manager", "due": "first_day + 5 workdays", "latest": "",
        "minutes": 60, "participants": ["leader"], "undisturbed": True,
        "requires": ["opret"], "only_if": "", "optional": True}

MANAGER = "Mette Madsen <mette@example.org>"
ADD = ["add-leader", "--name", "Ana Holm", "--email", "ana@example.org",
       "--first-day", "2026-11-02", "--manager", MANAGER]
ADDED = {"name": "Ana Holm", "email": "ana@example.org",
         "first_day": "2026-11-02", "manager": MANAGER}

COHORT = {
    "cohort": {"id": 4, "name": "Hold 1", "state": "active",
               "opened": "2027-01-04", "start": "2027-04-05",
               "end": "2027-08-16", "programme": "foer-leder", "version": 1,
               "area": "", "coordinator": {"name": "Hanne HR",
                                           "email": "hr@example.org"},
               "participants": 3, "least": 15, "most": 20},
    "nominations": [
        {"id": 1, "person": {"name": "Ida Ivrig", "email": "ida@example.org"},
         "manager": {"name": "Mette Madsen", "email": "mette@example.org"},
         "state": "nominated", "nominated": "2027-02-22",
         "person_accepted": "2027-02-23T10:00:00+01:00",
         "manager_accepted": None, "withdrawn": None, "reason": ""}],
    "activities": [], "feeds": [], "pages": [],
    "rules": [{"rule": "participants", "have": 3, "need": 15}]}

# words, method, path, body, answer, what is printed of it
RECEIVED = {
    "id": 7, "received": "2026-10-01T08:00:00+02:00", "kind": "counter",
    "sender": "ida@example.org",
    "person": {"name": "Ida Ivrig", "email": "ida@example.org"},
    "title": "Mentormøde", "partstat": "", "comment": "",
    "proposed_start": "2026-10-02T10:00:00+02:00", "outcome": "review",
    "reason": "proposal", "explanation": "Svar på forslaget"}
EXCHANGES = [
    (ADD, "POST", "/leaders", ADDED, JOURNEY,
     ["Leader 3: Ana Holm <ana@example.org>", "Mon 2026-11-02", "0 of 1",
      "Thu 2026-11-12  10:00-11:00", "planned, overdue", "after-first-day",
      FEED["url"], "http://127.0.0.1:8080/l/token"]),
    ([*ADD, "--accepted", "2026-10-01", "--mentor", "b@example.org",
      "--coordinator", "c@example.org", "--hiring-leader", "h@example.org",
      "--work-email", "w@example.org", "--phone", "+45 1", "--title", "Leder",
      "--area", "Børn", "--workplace", "Skolen", "--recruitment", "internal",
      "--programme", "ny-leder", "--language", "da", "--dry-run"],
     "POST", "/leaders",
     {**ADDED, "accepted": "2026-10-01", "mentor": "b@example.org",
      "coordinator": "c@example.org", "hiring_leader": "h@example.org",
      "work_email": "w@example.org", "phone": "+45 1", "title": "Leder",
      "area": "Børn", "workplace": "Skolen", "recruitment": "internal",
      "programme": "ny-leder", "language": "da", "dry_run": True},
     JOURNEY, ["Dry run: nothing is stored or sent."]),
    (["list-leaders"], "GET", "/leaders", None, {"leaders": [LEADER]},
     ["Ana Holm  ana@example.org  planned  Mon 2026-11-02"]),
    (["list-leaders"], "GET", "/leaders", None, {"leaders": [LEADER, EXIT]},
     ["FIRST DAY       LAST DAY        PROGRAMME\n",
      "planned  Mon 2026-11-02                  ny-leder\n",
      "planned                  Wed 2027-03-31  fratraedelse\n"]),
    (["list-leaders", "--state", "active"], "GET", "/leaders?state=active",
     None, {"leaders": []}, ["No leaders."]),
    (["show-leader", "3"], "GET", "/leaders/3", None, JOURNEY,
     ["Leader 3: Ana Holm"]),
    (["show-leader", "6"], "GET", "/leaders/6", None,
     dict(JOURNEY, leader=EXIT),
     ["Notice       Tue 2026-12-01\nLast day     Wed 2027-03-31\n"]),
    (["show-leader", "4"], "GET", "/leaders/4", None,
     dict(JOURNEY, leader=dict(LEADER, id=4, kind="cohort")),
     ["Opened       Thu 2026-10-01\nStart        Mon 2026-11-02\n"]),
    (["edit-person", "ana+æ@example.org", "--name", "Ana", "--email",
      "b@example.org", "--work-email", "w@example.org", "--phone", "1"],
     "PATCH", "/people/ana%2B%C3%A6%40example.org",
     {"name": "Ana", "email": "b@example.org", "work_email": "w@example.org",
      "phone": "1"},
     {"person": {"id": 1, "name": "Ana", "email": "b@example.org"}},
     ["b@example.org"]),
    (["list-activities"], "GET", "/activities", None,
     {"activities": [ACTIVITY]}, ["3:forventning-2", "Mette Madsen"]),
    (["list-activities", "--leader", "3", "--responsible",
      "mette@example.org", "--overdue", "--planned-before", "2026-12-01"],
     "GET", "/activities?leader=3&responsible=mette%40example.org"
     "&overdue=true&planned_before=2026-12-01", None, {"activities": []},
     ["No activities."]),
    (["complete", "3:forventning-2"], "POST",
     "/activities/3%3Aforventning-2/complete", {}, {"activity": ACTIVITY},
     ["Activity 17 (3:forventning-2): Forventningsafstemning på ledelse"]),
    (["complete", "17", "--at", "2026-11-12T10:00", "--note", "Godt"],
     "POST", "/activities/17/complete",
     {"at": "2026-11-12T10:00", "note": "Godt"}, {"activity": ACTIVITY}, []),
    (["skip", "17", "--reason", "Kender det"], "POST", "/activities/17/skip",
     {"reason": "Kender det"}, {"activity": ACTIVITY}, []),
    (["move", "17", "--to", "2026-11-13T09:00", "--reason", "Syg"], "POST",
     "/activities/17/move", {"to": "2026-11-13T09:00", "reason": "Syg"},
     {"activity": ACTIVITY, "moved": [
         {"id": 18, "step": "trio", "from": "2026-11-16",
          "to": "2026-11-17"}]},
     ["18  trio  Mon 2026-11-16  Tue 2026-11-17"]),
    (["reopen", "17", "--reason", "Aldrig holdt"], "POST",
     "/activities/17/reopen", {"reason": "Aldrig holdt"},
     {"activity": ACTIVITY, "moved": [],
      "dependants": [dict(PLANNED, state="done")]},
     ["Done after it, and left alone", "trio  Trio   Mon 2026-11-16"]),
    (["edit-leader", "3", "--area", "Skole", "--level", "", "--addresses", "2",
      "--recruitment", "internal", "--dry-run"], "PATCH", "/leaders/3",
     {"area": "Skole", "level": "", "addresses": 2, "recruitment": "internal",
      "dry_run": True},
     dict(REPLANNED, dry_run=True, fitting_version=4),
     ["Fits now     4", "'migrate-journey' moves this one", "Moved"]),
    (["move-first-day", "3", "--to", "2026-12-01", "--dry-run"], "POST",
     "/leaders/3/first-day", {"to": "2026-12-01", "dry_run": True},
     dict(REPLANNED, dry_run=True),
     ["Moved", "trio  Trio   Mon 2026-11-16 09:00  Tue 2026-11-17", "Unchanged",
      "Can no longer be done by the latest date"]),
    (["pause", "3", "--from", "2027-02-01", "--to", "2027-02-14"], "POST",
     "/leaders/3/pause", {"from": "2027-02-01", "to": "2027-02-14"},
     REPLANNED, ["Moved"]),
    (["resume", "3", "--on", "2027-02-08"], "POST", "/leaders/3/resume",
     {"on": "2027-02-08"}, REPLANNED, ["Moved"]),
    (["cancel", "3", "--reason", "Andet job"], "POST", "/leaders/3/cancel",
     {"reason": "Andet job"},
     {"leader": dict(LEADER, state="cancelled"), "cancelled": [PLANNED],
      "mails": 2}, ["State        cancelled", "Mails        2", "Cancelled"]),
    (["settle-late", "3", "--now", "trio", "--rest", "done"], "POST",
     "/leaders/3/late", {"now": "trio", "rest": "done"},
     {"leader": LEADER, "settled": [dict(PLANNED, choice="now")], "left": 0},
     ["Still late   0", "trio  Trio   Mon 2026-11-16  now"]),
    (["end-employment", "3", "--last-day", "2027-05-31"], "POST",
     "/leaders/3/end-employment", {"last_day": "2027-05-31"},
     dict(REPLANNED, exit={"leader": dict(LEADER, id=4, kind="exit"),
                           "activities": [ACTIVITY]}),
     ["Exit journey", "Leader 4: Ana Holm"]),
    (["migrate-journey", "3", "--to", "2"], "POST", "/leaders/3/migration",
     {"version": 2},
     dict(REPLANNED, from_version=1, to_version=2, differences=[],
          text="trio: nyt trin\n"), ["From version 1", "trio: nyt trin"]),
    (["log-call", "3", "--at", "2026-10-20T14:00", "--minutes", "15"], "POST",
     "/leaders/3/calls", {"at": "2026-10-20T14:00", "minutes": 15},
     {"call": {"id": 1, "leader": 3, "at": "2026-10-20T14:00:00+02:00",
               "minutes": 15}, "rules": [dict(RULES[0], have=1)]},
     ["Tue 2026-10-20 14:00", "1 of 1"]),
    (["withdraw-call", "3", "1"], "POST", "/leaders/3/calls/1/withdraw", {},
     {"call": {"id": 1, "leader": 3, "at": "2026-10-20T14:00:00+02:00",
               "minutes": 15, "actor": "cli:hanne"},
      "rules": [dict(RULES[0], have=0)]},
     ["Tue 2026-10-20 14:00", "0 of 1"]),
    (["assign", "3", "--role", "function:it", "--person", "b@example.org"],
     "PUT", "/leaders/3/roles/function%3Ait", {"person": "b@example.org"},
     JOURNEY, ["Leader 3: Ana Holm"]),
    (["assign", "3", "--role", "mentor", "--person", "", "--reason", "Orlov"],
     "PUT", "/leaders/3/roles/mentor", {"person": "", "reason": "Orlov"},
     {**JOURNEY,
      "rules": [{"rule": "mentor", "have": 0, "need": 1,
                 "hint": "Udpeg en mentor."}],
      "mentors": [{"person": {"name": "Bo Berg", "email": "b@example.org"},
                   "from": "2026-10-01", "until": "2026-10-20",
                   "briefed": None, "meetings": 2, "closed_why": "Orlov"}]},
     ["mentor  0 of 1\n- mentor: Udpeg en mentor.",
      "Bo Berg <b@example.org>  Thu 2026-10-01  Tue 2026-10-20"]),
    (["list-mentors"], "GET", "/mentors", None,
     {"mentors": [
         {"person": {"name": "Bo Berg", "email": "b@example.org"}, "load": 1,
          "limit": 3, "journeys": [
              {"leader": 3, "name": "Ana Holm", "from": "2026-10-01",
               "briefed": "2026-10-20", "meetings": 2}]},
         {"person": {"name": "Ib Ibsen", "email": "i@example.org"}, "load": 0,
          "limit": 3, "journeys": []}]},
     ["Bo Berg <b@example.org>   1 of 3       3  Ana Holm  Thu 2026-10-01",
      "Ib Ibsen <i@example.org>  0 of 3"]),
    (["add-first-task", "3", "--title", "Vagtplan", "--goal", "Dækket",
      "--seen-by", "Den hænger", "--due", "2026-11-27"],
     "POST", "/leaders/3/first-tasks",
     {"title": "Vagtplan", "goal": "Dækket", "seen_by": "Den hænger",
      "due": "2026-11-27"},
     {"activity": {**ACTIVITY, "goal": "Dækket", "seen_by": "Den hænger"},
      "rules": RULES},
     ["Goal         Dækket", "Seen by      Den hænger", "0 of 1"]),
    (["edit-person", "b@example.org", "--zone", "America/Nuuk", "--language",
      "en", "--manager", "", "--away-from", "2026-10-05", "--away-until",
      "2026-10-09", "--stand-in", "s@example.org"],
     "PATCH", "/people/b%40example.org",
     {"zone": "America/Nuuk", "language": "en", "manager": "",
      "away_from": "2026-10-05", "away_until": "2026-10-09",
      "stand_in": "s@example.org"},
     {"person": {"id": 1, "name": "Bo", "email": "b@example.org",
                 "zone": "America/Nuuk", "manager": None,
                 "away_from": "2026-10-05", "away_until": "2026-10-09",
                 "stand_in": {"name": "Sif", "email": "s@example.org"}}},
     ["America/Nuuk", "Mon 2026-10-05", "Sif <s@example.org>"]),
    (["explain", "17"], "GET", "/activities/17/explanation", None,
     {"activity": ACTIVITY, "programme": "ny-leder", "version": 1,
      "due_rule_text": "first_day + 8 workdays", "latest_rule_text": "",
      "explanation": [
          {"reason": "due", "date": "2026-11-12", "detail": "",
           "text": "Reglen giver torsdag."},
          {"reason": "quiet", "date": "2026-11-13", "detail": "W42",
           "text": ""}],
      "reminders": [
          {"rung": "before-1", "planned": "2026-11-12",
           "person": {"name": "Mette", "email": "mette@example.org"},
           "on": "2026-11-11", "outcome": "sent", "mail": 12,
           "text": "Mette fik en påmindelse."}],
      "next": {"rung": "on-day", "on": "2026-11-12", "text": "på dagen"}},
     ["ny-leder version 1", "first_day + 8 workdays",
      "- Reglen giver torsdag.", "- quiet Fri 2026-11-13 W42",
      "Reminders", "- Mette fik en påmindelse.",
      "- Next: Thu 2026-11-12, på dagen"]),
    (["explain", "mail:12"], "GET", "/mail/12/explanation", None,
     {"mail": MAIL,
      "attempts": [{"at": "2026-10-01T08:00:00+02:00", "outcome": "limit",
                    "reply": ""}],
      "reminders": [
          {"activity": 17, "leader": 3, "step": "trio", "title": "Trio",
           "leader_name": "Ana Holm", "rung": "on-day", "outcome": "sent",
           "text": "Mette fik en påmindelse."}],
      "explanation": [{"reason": "deferred", "text": "Mailen venter."}]},
     ["Why", "- Mailen venter.", "It told",
      "- Trio: Mette fik en påmindelse."]),
    (["list-invitations", "3"], "GET", "/leaders/3/invitations", None,
     {"invitations": [INVITATION, {
        **INVITATION, "method": "cancel", "mail": "deferred"}]},
     ["Mette Madsen", "2026-10-08 08:30", "Velkomstopkald",
      "Thu 2026-10-01 08:00  accepted by mail, unverified", "Gerne",
      "deferred              withdrawn"]),
    (["list-invitations", "3"], "GET", "/leaders/3/invitations", None,
     {"invitations": []}, ["Nobody was invited yet."]),
    (["list-feeds", "3"], "GET", "/feeds?leader=3", None,
     {"feeds": [FEED]}, ["last fetched never", FEED["url"]]),
    (["list-feeds", "--person", "mette@example.org", "--purpose", "person"],
     "GET", "/feeds?leader=&person=mette%40example.org&purpose=person", None,
     {"feeds": [FETCHED]},
     ["Feed 9, all journeys: Mette Madsen <mette@example.org>, "
      "last fetched by Google 3 hours ago",
      "  fetched 8 times, 75 % of them unchanged",
      "  alarms 15 minutes before meetings",
      "  revoked Thu 2026-10-01 08:00"]),
    (["list-feeds"], "GET", "/feeds?leader=", None,
     {"feeds": [dict(FETCHED, fetched_seconds_ago=59, status=503),
                dict(FETCHED, fetched_seconds_ago=60, agent_family="other"),
                dict(FETCHED, fetched_seconds_ago=172799,
                     agent_family="outlook")]},
     ["by Google just now", "the last request was answered by 503",
      "by another program 1 minute ago", "by Outlook 1 day ago"]),
    (["add-feed", "--purpose", "coordinator", "--person", "hr@example.org"],
     "POST", "/feeds", {"purpose": "coordinator", "person": "hr@example.org"},
     {"feed": dict(FETCHED, purpose="coordinator")},
     ["Feed 9, coordinator's overview: ", FEED["url"]]),
    (["edit-feed", "7", "--alarms", "off"], "PATCH", "/feeds/7",
     {"alarms": "off"}, {"feed": FEED}, [FEED["url"]]),
    (["revoke-feed", "7"], "POST", "/feeds/7/revoke", {}, {"feed": FETCHED},
     ["revoked Thu 2026-10-01 08:00"]),
    (["rotate-feed", "7"], "POST", "/feeds/7/rotate", {}, {"feed": FEED},
     [FEED["url"]]),
    (["list-mail", "--state", "failed", "--to", "a@example.org"], "GET",
     "/mail?state=failed&to=a%40example.org", None, {"mail": [MAIL]},
     ["12  Thu 2026-10-01 08:00  ana@example.org  Velkommen"]),
    (["show-mail", "12"], "GET", "/mail/12", None,
     {"mail": MAIL, "attempts": [{"at": "2026-10-01T08:00:00+02:00",
                                  "outcome": "deferred",
                                  "reply": "451 later"}],
      "text": "Kære Ana\n\nVelkommen!\n"},
     ["Subject      Velkommen", "451 later", "\nKære Ana\n\nVelkommen!\n"]),
    (["retry-mail", "12"], "POST", "/mail/12/retry", {}, {"mail": MAIL},
     ["State        deferred"]),
    (["hold-mail", "12", "--reason", "Vent"], "POST", "/mail/12/hold",
     {"reason": "Vent"}, {"mail": {**MAIL, "state": "held"}},
     ["State        held", "released with retry-mail"]),
    (["cancel-mail", "12"], "POST", "/mail/12/cancel", {},
     {"mail": {**MAIL, "state": "cancelled", "kind": "digest",
               "activity": None}},
     ["State        cancelled", "comes with the next digest"]),
    (["list-received", "--review"], "GET", "/received-mail?review=true",
     None, {"received": [RECEIVED]},
     ["7  Thu 2026-10-01 08:00  counter  Ida Ivrig  Mentormøde",
      "Proposed     Fri 2026-10-02 10:00", "What to do   Svar på forslaget"]),
    (["settle-received", "7", "--reason", "Ringet op"], "POST",
     "/received-mail/7/settle", {"reason": "Ringet op"},
     {"received": {**RECEIVED, "outcome": "settled"}},
     ["Mail 7 is settled."]),
    (["answer-proposal", "7", "--accept"], "POST", "/received-mail/7/answer",
     {"accept": True}, {"received": {**RECEIVED, "outcome": "settled"}},
     ["Mail 7 is settled."]),
    (["list-programmes"], "GET", "/programmes", None,
     {"programmes": [{"id": "ny-leder", "version": 2, "title": "Ny leder",
                      "kind": "onboarding", "area": "Skole",
                      "workplace": "", "overlay": "skoler", "steps": 49,
                      "imported": "2026-10-01T08:00:00+02:00"}]},
     ["ny-leder        2  Ny leder  onboarding  area 'Skole' (overlay skoler)"
      "     49  Thu 2026-10-01 08:00"]),
    (["compare-programmes", "ny-leder", "1", "2"], "GET",
     "/programmes/ny-leder/comparison?from=1&to=2", None,
     {"programme": "ny-leder", "from": 1, "to": 2,
      "differences": [{"step": "opret", "field": "minutes", "before": "20",
                       "after": "30"}],
      "text": "opret: minutes: '20' -> '30'\ntrio: \x1b[31mny\n"},
     ["ny-leder: version 1 -> 2\n  opret: minutes: '20' -> '30'\n"
      "  trio: \\x1b[31mny\n"]),
    (["withdraw-programme", "ny-leder", "--area", "Skole"], "POST",
     "/programmes/ny-leder/withdrawal", {"area": "Skole"},
     {"programme": "ny-leder", "area": "Skole", "workplace": "",
      "withdrawn": 2},
     ["ny-leder: 2 versions for area 'Skole' are withdrawn"]),
    (["show-programme", "ny-leder"], "GET", "/programmes/ny-leder", None,
     {"programme": {"id": "ny-leder", "version": 2, "title": "Ny leder",
                    "phases": [{"id": 0, "title": "Før start"}],
                    "steps": [STEP]}},
     ["Phase 0: Før start", "first_day + 5 workdays",
      "with leader, after opret, optional, undisturbed"]),
    (["add-cohort", "--name", "Hold 1", "--start", "2027-04-05", "--opened",
      "2027-01-04", "--coordinator", MANAGER, "--programme", "foer-leder",
      "--area", "Skole"], "POST", "/cohorts",
     {"name": "Hold 1", "start": "2027-04-05", "opened": "2027-01-04",
      "coordinator": MANAGER, "programme": "foer-leder", "area": "Skole"},
     COHORT, ["Cohort 4: Hold 1", "Mon 2027-04-05", "3 of 15"]),
    (["list-cohorts"], "GET", "/cohorts", None,
     {"cohorts": [COHORT["cohort"]]}, ["Hold 1", "3 of 15", "foer-leder"]),
    (["show-cohort", "4"], "GET", "/cohorts/4", None, COHORT,
     ["Hanne HR <hr@example.org>", "Ida Ivrig <ida@example.org>",
      "Mette Madsen <mette@example.org>", "nominated",
      "Tue 2027-02-23 10:00"]),
    (["nominate", "4", "--name", "Ida Ivrig", "--email", "ida@example.org",
      "--manager", MANAGER, "--language", "en"], "POST",
     "/cohorts/4/nominations",
     {"name": "Ida Ivrig", "email": "ida@example.org", "manager": MANAGER,
      "language": "en"}, COHORT, ["Nominations"]),
    (["accept-nomination", "4", "ida@example.org", "--by", "manager", "--at",
      "2027-02-24T09:00"], "POST",
     "/cohorts/4/nominations/ida%40example.org/accept",
     {"by": "manager", "at": "2027-02-24T09:00"}, COHORT, ["Nominations"]),
    (["withdraw-nomination", "4", "ida@example.org", "--reason", "New job"],
     "POST", "/cohorts/4/nominations/ida%40example.org/withdraw",
     {"reason": "New job"}, COHORT, ["Nominations"]),
    (["list-events"], "GET", "/events", None,
     {"events": [
         {"id": "lederdag", "day": "2027-03-11",
          "start": "2027-03-11T09:00:00+01:00", "minutes": 420,
          "title": "Lederdag", "role": "director", "only_if": "",
          "journeys": 7},
         {"id": "temadag", "day": "2027-04-08", "start": None, "minutes": 0,
          "title": "Temadag", "role": "leader",
          "only_if": "recruitment=internal", "journeys": 0}]},
     ["lederdag", "Thu 2027-03-11", "09:00", "420", "director", "7",
      "recruitment=internal"]),
    (["review-calendar", "--confirm"], "POST", "/calendar/review",
     {"confirm": True},
     {"confirmed": True, "moved": [], "conflicts": [
         {"id": 17, "leader": 3, "leader_name": "Ana Holm", "area": "skole",
          "step": "forventning-1", "title": "Forventningssamtale",
          "why": "closed", "day_title": "Skolernes dag",
          "from": "2026-12-14", "from_time": "09:00", "to": "2026-12-15",
          "to_time": None}],
      "impossible": [
         {"id": 18, "leader": 3, "leader_name": "Ana Holm", "area": "skole",
          "step": "kontakt-loen", "title": "Løn tager kontakt",
          "why": "order", "day_title": "", "from": "2027-03-04",
          "from_time": None, "to": "2027-04-13", "to_time": None,
          "latest": "2027-03-24"}]},
     ["Moved off days", "3:forventning-1  Ana Holm", "closed: Skolernes dag",
      "Mon 2026-12-14 09:00  Tue 2026-12-15\n",
      "Can no longer be done by the latest date",
      "Tue 2027-04-13  Wed 2027-03-24\n"]),
    (["simulate", "ny-leder", "--first-day", "2027-02-01", "--leaders", "1",
      "--nobody-acts"], "POST", "/simulations?programme=ny-leder",
     {"first_day": "2027-02-01", "leaders": 1, "nobody_acts": True},
     {"simulation": {"programme": "ny-leder", "kind": "onboarding",
                     "version": 2, "leaders": 1, "participants": 0,
                     "from": "2026-11-24", "until": "2028-02-01",
                     "nobody_acts": True},
      "summary": {
          "mail": {"total": 1, "kinds": {"welcome": 1},
                   "busiest_day": {"date": "2026-11-25", "mails": 1},
                   "fullest_inbox": {"date": "2026-11-25", "mails": 1,
                                     "to": "leder1@example.invalid"}},
          "activities": {"total": 1, "states": {"held": 1},
                         "flags": {"role-empty": 1}},
          "entries": 3},
      "activities": [
          {"leader": 1, "step": "mentor-1", "phase": 2, "kind": "meeting",
           "title": "Mentormøde", "role": "mentor", "state": "held",
           "planned": "2026-11-25", "latest": "2026-11-30",
           "start": "2026-11-25T09:00:00+01:00",
           "end": "2026-11-25T10:00:00+01:00", "flags": ["role-empty"],
           "settled": None, "responsible": "Mentor1 Hansen"}],
      "mail": [{"at": "2026-11-25T08:00:00+01:00", "kind": "welcome",
                "to": "leder1@example.invalid", "subject": "Velkommen"}],
      "entries": []},
     ["ny-leder version 2", "Leaders      1", "nobody does anything",
      "Wed 2026-11-25: 1 mails", "welcome       1", "held       1", "role-empty       1",
      "Wed 2026-11-25  08:00          mail: Velkommen",
      "09:00-10:00  Mentormøde", "held, role-empty"]),
    (["simulate", "foer-leder", "--start", "2027-04-05", "--opened",
      "2027-01-06", "--participants", "3"], "POST",
     "/simulations?programme=foer-leder",
     {"start": "2027-04-05", "opened": "2027-01-06", "participants": 3},
     {"simulation": {"programme": "foer-leder", "kind": "cohort",
                     "version": 1, "leaders": 0, "participants": 3,
                     "from": "2027-01-06", "until": "2028-04-05",
                     "nobody_acts": False},
      "summary": {
          "mail": {"total": 1, "kinds": {"nomination": 1},
                   "busiest_day": {"date": "2027-01-06", "mails": 1},
                   "fullest_inbox": {"date": "2027-01-06", "mails": 1,
                                     "to": "deltager1@example.invalid"}},
          "activities": {"total": 0, "states": {}, "flags": {}},
          "entries": 0},
      "activities": [],
      "mail": [{"at": "2027-01-06T09:00:00+01:00", "kind": "nomination",
                "to": "deltager1@example.invalid",
                "subject": "Du er indstillet"}],
      "entries": []},
     ["foer-leder version 1", "Participants 3",
      "Wed 2027-01-06  09:00    mail: Du er indstillet"]),
    (["simulate", "fratraedelse", "--last-day", "2027-02-26", "--notice",
      "2027-01-15"], "POST", "/simulations?programme=fratraedelse",
     {"last_day": "2027-02-26", "notice": "2027-01-15"},
     {"simulation": {"programme": "fratraedelse", "kind": "exit",
                     "version": 1, "leaders": 1, "participants": 0,
                     "from": "2027-01-15", "until": "2028-02-26",
                     "nobody_acts": False},
      "summary": {
          "mail": {"total": 0, "kinds": {},
                   "busiest_day": {"date": "", "mails": 0},
                   "fullest_inbox": {"date": "", "mails": 0, "to": ""}},
          "activities": {"total": 0, "states": {}, "flags": {}},
          "entries": 0},
      "activities": [], "mail": [], "entries": []},
     ["fratraedelse version 1", "Fri 2027-01-15", "Leaders      1"]),
    (["advance-clock", "--to", "2026-10-05T08:00", "--jump"], "POST",
     "/clock", {"to": "2026-10-05T08:00", "jump": True},
     {"now": "2026-10-05T08:00:00+02:00", "ran": 4},
     ["Mon 2026-10-05 08:00", "Ran          4"]),
]


class Handler(http.server.BaseHTTPRequestHandler):
    def address_string(self):
        return "socket"

    def log_message(self, *_):
        pass

    def answer(self):
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        self.server.requests.append(
            (self.command, self.path, body, dict(self.headers)))
        self.server.gate.wait(20)
        status, content_type, content = self.server.reply
        if status is None:
            return
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            self.wfile.write(content)
        except BrokenPipeError:
            pass  # a client may give up on too long an answer

    do_GET = do_POST = do_PUT = do_PATCH = answer


class Server(socketserver.UnixStreamServer):
    def __init__(self, path):
        self.requests = []
        self.reply = (200, "application/json", b"{}")
        self.gate = threading.Event()  # no answer before it is set
        self.gate.set()
        super().__init__(path, Handler)


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="onboardctl-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.socket = f"{self.folder}/s"
        self.server = Server(self.socket)
        thread = threading.Thread(
            target=self.server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)

    def reply(self, value, status=200):
        self.server.reply = (status, "application/json",
                             json.dumps(value).encode())

    def run_program(self, *words, **more):
        env = {**os.environ, "ONBOARD_SOCKET": self.socket,
               "http_proxy": "http://127.0.0.1:9"}
        return subprocess.run([PROGRAM, *words], env=env, timeout=30,
                              capture_output=True, check=False, **more)

    def run_text(self, *words):
        done = self.run_program(*words)
        return done.returncode, done.stdout.decode(), done.stderr.decode()


def help_of(*words):
    return subprocess.run([PROGRAM, *words, "--help"], check=True, timeout=30,
                          capture_output=True, text=True).stdout


def commands():
    section = help_of().split("Commands:\n")[1].split("\n\n")[0]
    return [line.split()[0] for line in section.splitlines()]


def options_of(text):
    return set(re.findall(r"^  (--[a-z-]+)", text, re.M))


class Requests(Case):
    def test_each_command_asks_and_prints_as_it_should(self):
        for words, method, path, body, answer, shown in EXCHANGES:
            with self.subTest(" ".join(words)):
                self.reply(answer)
                self.server.requests.clear()
                status, out, err = self.run_text(*words)
                self.assertEqual((status, err), (0, ""))
                (got_method, got_path, got_body, headers), = \
                    self.server.requests
                self.assertEqual((got_method, got_path),
                                 (method, "/api/v1" + path))
                if body is None:
                    self.assertEqual(got_body, b"")
                else:
                    self.assertEqual(json.loads(got_body), body)
                    self.assertEqual(headers["Content-Type"],
                                     "application/json")
                for text in shown:
                    self.assertIn(text, out)

    def test_each_command_that_asks_is_tried_here(self):
        local = {"help", "version", "check-programme", "import-programme",
                 "lint-calendar", "lint-mail"}
        local.add("import")  # asks several times; imports.py tries it
        local.add("receive-mail")  # receive_mail.py tries it
        local.add("mail-check")  # mail_check.py tries it
        tried = {words[0] for words, *_ in EXCHANGES}
        self.assertEqual(tried | local, set(commands()))

    def test_an_exit_has_no_first_day(self):
        self.reply(dict(JOURNEY, leader=EXIT))
        _, out, _ = self.run_text("show-leader", "6")
        self.assertNotIn("First day", out)
        self.assertNotIn("Accepted", out)

    def test_an_address_that_no_mail_reaches_is_not_printed(self):
        self.reply(dict(JOURNEY, feeds=[dict(FEED, person=GROUP)]))
        _, out, _ = self.run_text("show-leader", "3")
        self.assertIn("manager: HR, last fetched", out)
        self.assertNotIn("group.invalid", out)

    def test_a_cohort_ends_with_who_is_nominated(self):
        pages = [{"role": "participants", "person": "Ida Ivrig",
                  "url": "http://127.0.0.1:8080/p/token"}]
        rule = dict(COHORT["rules"][0], hint="Indstil flere.")
        self.reply(dict(COHORT, feeds=[FEED], pages=pages, rules=[rule]))
        _, out, _ = self.run_text("show-cohort", "4")
        self.assertLess(out.index("/p/token"), out.index("3 of 15"))
        self.assertLess(out.index("3 of 15"), out.index("- Indstil flere."))
        self.assertLess(out.index("- Indstil"), out.index("Nominations\n"))
        self.assertIn("nominated", out[out.index("Nominations\n"):])

    def test_json_is_the_answer_unchanged(self):
        for words, _, _, _, answer, _ in EXCHANGES:
            with self.subTest(words[0]):
                self.reply(answer)
                status, out, _ = self.run_text(*words, "--json")
                self.assertEqual((status, json.loads(out)), (0, answer))

    def test_raw_mail_is_written_byte_for_byte(self):
        letter = b"Subject: x\r\n\r\n\x1b[31m\xff\x00" + bytes(range(256))
        self.server.reply = (200, "message/rfc822", letter)
        done = self.run_program("show-mail", "12", "--raw")
        self.assertEqual((done.returncode, done.stdout), (0, letter))
        self.assertEqual(self.server.requests[0][1],
                         "/api/v1/mail/12/message")

    def test_the_option_wins_over_the_environment(self):
        self.reply({"leaders": []})
        env = {**os.environ, "ONBOARD_SOCKET": "/nowhere"}
        done = subprocess.run(
            [PROGRAM, "list-leaders", f"--socket={self.socket}"], env=env,
            capture_output=True, check=False, timeout=30)
        self.assertEqual(done.returncode, 0)


class Refusals(Case):
    def test_a_refusal_names_what_failed_and_the_option(self):
        self.reply({"error": {"code": "invalid", "field": "first_day",
                              "message": "'x' is not a date"}}, 400)
        status, out, err = self.run_text(*ADD)
        self.assertEqual((status, out), (1, ""))
        self.assertEqual(err, "onboardctl: cannot add leader 'Ana Holm': "
                              "--first-day: 'x' is not a date\n")

    def test_a_refusal_without_a_field_names_no_option(self):
        self.reply({"error": {"code": "not-found", "field": "",
                              "message": "there is no leader 9"}}, 404)
        status, _, err = self.run_text("show-leader", "9")
        self.assertEqual((status, err), (
            1, "onboardctl: cannot show leader 9: there is no leader 9\n"))

    def test_with_json_a_refusal_is_on_both_outputs(self):
        error = {"error": {"code": "conflict", "field": "",
                           "message": "it is already done"}}
        self.reply(error, 409)
        status, out, err = self.run_text("complete", "3:trio", "--json")
        self.assertEqual((status, json.loads(out)), (1, error))
        self.assertEqual(err, "onboardctl: cannot complete activity "
                              "'3:trio': it is already done\n")

    def test_what_failed_is_not_said_twice(self):
        self.reply({"error": {"code": "io", "field": "", "message":
                              "cannot show leader 9: it is gone"}}, 503)
        _, _, err = self.run_text("show-leader", "9")
        self.assertEqual(
            err, "onboardctl: cannot show leader 9: it is gone\n")

    def test_answers_that_cannot_be_read_are_refused(self):
        answers = [
            (200, b"not json"), (200, b""), (200, b"[]"), (200, b"{}"),
            (200, b'{"leaders": 3}'), (200, b'{"leaders": [}'),
            (200, b'{"leaders": ["\xff"]}'), (302, b"{}"), (500, b"oops"),
            (403, b'{"error": "no"}'), (200, b"[" * 100000)]
        for status, content in answers:
            with self.subTest(content[:20]):
                self.server.reply = (status, "application/json", content)
                done = self.run_program("list-leaders")
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertIn(b"onboardctl: cannot list the leaders: the "
                              b"daemon", done.stderr)

    def test_odd_values_in_an_answer_are_survived(self):
        for answer in ({"leaders": [3, None, {"id": {}, "name": 4}]},
                       {"leaders": [{"first_day": "2026-13-99"}]}):
            self.reply(answer)
            self.assertEqual(self.run_program("list-leaders").returncode, 0)

    def test_too_long_an_answer_is_refused(self):
        self.server.reply = (200, "application/json",
                             b" " * (64 * 1024 * 1024 + 1))
        status, out, _ = self.run_text("list-leaders", "--json")
        self.assertEqual((status, json.loads(out)["error"]["code"]),
                         (1, "limit"))

    def test_output_that_cannot_be_written_is_a_failure(self):
        self.reply({"leaders": [LEADER]})
        env = {**os.environ, "ONBOARD_SOCKET": self.socket}
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "list-leaders"], env=env,
                                  stdout=full, stderr=subprocess.PIPE,
                                  check=False, timeout=30)
        self.assertEqual(done.returncode, 1)


class Unreachable(Case):
    def check(self, socket_path):
        done = subprocess.run(
            [PROGRAM, "show-leader", "3", "--json", "--socket", socket_path],
            capture_output=True, check=False, timeout=30)
        self.assertEqual(done.returncode, 3)
        self.assertEqual(json.loads(done.stdout)["error"]["code"],
                         "unreachable")
        self.assertTrue(done.stderr.startswith(
            b"onboardctl: cannot show leader 3: "), done.stderr)

    def test_a_missing_socket_is_unreachable(self):
        self.check(f"{self.folder}/none")

    def test_a_socket_without_a_listener_is_unreachable(self):
        left = socket.socket(socket.AF_UNIX)
        left.bind(f"{self.folder}/left")
        left.close()
        self.check(f"{self.folder}/left")

    def test_a_file_is_unreachable(self):
        self.check("/etc/passwd")

    def test_too_long_a_path_is_unreachable(self):
        self.check("/" + "x" * 200)

    def test_a_closed_connection_is_unreachable(self):
        self.server.reply = (None, "", b"")
        self.check(self.socket)


class Usage(Case):
    def check(self, words, text, field=""):
        status, out, err = self.run_text(*words, "--json")
        self.assertEqual(status, 2)
        error = json.loads(out)["error"]
        self.assertEqual((error["code"], error["field"]), ("usage", field))
        self.assertIn(text, error["message"])
        self.assertTrue(err.startswith("onboardctl: "))
        self.assertIn("--help", err)
        self.assertEqual(self.server.requests, [])

    def test_usage_errors_exit_2_and_ask_nothing(self):
        self.check(["add-ledder"], "did you mean 'add-leader'?")
        self.check(["list-leaders", "--stat", "x"], "did you mean '--state'?")
        self.check(["skip", "7"], "--reason is missing", "reason")
        self.check(["move", "7", "--to="], "--to is empty", "to")
        self.check(["show-leader"], "ID is missing", "ID")
        self.check(["show-leader", "1", "2"], "extra argument '2'")
        self.check(["help", "add-ledder"], "did you mean", "COMMAND")
        self.check([], "no command")
        self.check(["--completion", "fish"], "bash", "completion")

    def test_bytes_that_are_no_utf8_are_a_usage_error(self):
        done = self.run_program("skip", "7", b"--reason=\xff")
        self.assertEqual(done.returncode, 2)

    def test_usage_errors_show_no_escape_sequence(self):
        done = self.run_program("\x1b[2J")
        self.assertEqual(done.returncode, 2)
        self.assertNotIn(b"\x1b", done.stderr)
        self.assertIn(rb"\x1b[2J", done.stderr)

    def test_a_mistake_points_to_the_help_of_its_command(self):
        _, _, err = self.run_text("add-leader", "--nmae", "x")
        self.assertEqual(err, "onboardctl: add-leader: unknown option "
                              "'--nmae'; did you mean '--name'?\n"
                              "Try 'onboardctl add-leader --help'.\n")


class Safety(Case):
    EVIL = "A\x1b]0;owned\x07\x9b31m\u202e\nB\x7f"

    def evil(self, value):
        if isinstance(value, dict):
            return {key: self.evil(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.evil(item) for item in value]
        return value + self.EVIL if isinstance(value, str) else value

    def check(self, text):
        for mark in "\x1b\x07\x9b\u202e\x7f":
            self.assertNotIn(mark, text)

    def test_no_command_lets_an_escape_sequence_through(self):
        for words, _, _, _, answer, _ in EXCHANGES:
            with self.subTest(words[0]):
                self.reply(self.evil(answer))
                status, out, _ = self.run_text(*words)
                self.assertEqual(status, 0)
                self.check(out)

    def test_json_output_keeps_the_value_but_no_control_character(self):
        answer = self.evil({"leaders": [LEADER]})
        self.reply(answer)
        _, out, _ = self.run_text("list-leaders", "--json")
        self.check(out)
        self.assertEqual(json.loads(out), answer)

    def test_an_error_lets_no_escape_sequence_through(self):
        self.reply({"error": {"code": "invalid", "field": "",
                              "message": self.EVIL}}, 400)
        status, out, err = self.run_text("show-leader", "3", "--json")
        self.assertEqual(status, 1)
        self.check(out + err)


class Terminal(Case):
    def run_on_terminal(self, columns, *words):
        ours, theirs = pty.openpty()
        env = {**os.environ, "ONBOARD_SOCKET": self.socket,
               "COLUMNS": str(columns)}
        with subprocess.Popen([PROGRAM, *words], env=env, stdout=theirs,
                              stderr=subprocess.PIPE) as process:
            os.close(theirs)
            text = b""
            while True:
                try:
                    piece = os.read(ours, 4096)
                except OSError:  # the other end is closed
                    break
                text += piece
            process.wait(30)
            process.stderr.close()
        os.close(ours)
        return text.decode().replace("\r\n", "\n").splitlines()

    def test_a_table_is_cut_to_the_terminal(self):
        self.reply({"activities": [dict(ACTIVITY, title="Æ" * 200)]})
        lines = self.run_on_terminal(72, "list-activities")
        self.assertEqual(len(lines), 2)
        self.assertLessEqual(max(len(line) for line in lines), 72)
        self.assertIn("Æ…", lines[1])

    def test_a_link_is_never_cut(self):
        self.reply({"feeds": [FEED]})
        lines = self.run_on_terminal(40, "list-feeds", "3")
        self.assertIn("  " + FEED["url"], lines)

    def test_a_wait_for_the_clock_is_shown_and_taken_away(self):
        self.reply({"now": "2026-10-05T08:00:00+02:00", "ran": 0})
        self.server.gate.clear()
        ours, theirs = pty.openpty()
        env = {**os.environ, "ONBOARD_SOCKET": self.socket}
        with subprocess.Popen(
                [PROGRAM, "advance-clock", "--to", "2026-10-05T08:00"],
                env=env, stdout=subprocess.DEVNULL, stderr=theirs) as process:
            os.close(theirs)
            shown = b""
            while b"waiting for the daemon" not in shown:
                shown += os.read(ours, 4096)
            self.server.gate.set()
            self.assertEqual(process.wait(30), 0)
        while b"\033[K" not in shown:
            shown += os.read(ours, 4096)
        os.close(ours)
        self.assertTrue(shown.endswith(b"\r\033[K"))

    def test_nothing_is_cut_elsewhere(self):
        self.reply({"activities": [dict(ACTIVITY, title="Æ" * 200)]})
        _, out, _ = self.run_text("list-activities")
        self.assertIn("Æ" * 200, out)


class CheckProgramme(Case):
    SHIPPED = str(SOURCE / "config/programmes/ny-leder.yaml")

    def broken(self):
        path = f"{self.folder}/broken.yaml"
        text = pathlib.Path(self.SHIPPED).read_text(encoding="utf-8")
        text = re.sub(r"role: manager", "role: nobody", text, count=2)
        pathlib.Path(path).write_text(text, encoding="utf-8")
        return path

    def test_a_good_programme_needs_no_daemon(self):
        status, out, err = self.run_text("check-programme", self.SHIPPED)
        self.assertEqual((status, err), (0, ""))
        self.assertIn("ny-leder", out)
        self.assertEqual(self.server.requests, [])

    def test_a_good_programme_as_json(self):
        _, out, _ = self.run_text("check-programme", self.SHIPPED, "--json")
        programme = json.loads(out)["programme"]
        self.assertEqual(programme["id"], "ny-leder")
        self.assertGreater(programme["steps"], 10)

    def test_every_mistake_is_printed_with_its_place(self):
        path = self.broken()
        status, out, err = self.run_text("check-programme", path)
        self.assertEqual((status, out), (1, ""))
        places = re.findall(rf"^{re.escape(path)}:\d+:\d+: .", err, re.M)
        self.assertGreaterEqual(len(places), 2)
        self.assertRegex(err, r"(?m)^onboardctl: cannot use programme '.*': "
                              rf"{len(places)} mistakes, listed above\n\Z")

    def test_mistakes_as_json(self):
        status, out, _ = self.run_text("check-programme", self.broken(),
                                       "--json")
        error = json.loads(out)["error"]
        self.assertEqual((status, error["code"]), (1, "invalid"))
        self.assertRegex(error["message"], r"broken\.yaml:\d+:\d+: ")

    def test_a_missing_file_is_told(self):
        status, _, err = self.run_text("check-programme", "/nowhere.yaml")
        self.assertEqual(status, 1)
        self.assertIn("'/nowhere.yaml'", err)


class Lint(Case):
    CALENDAR = (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
                b"X-WR-CALNAME:x\r\nX-PUBLISHED-TTL:PT4H\r\n"
                b"REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n"
                b"BEGIN:VEVENT\r\nUID:a@example.org\r\n"
                b"DTSTAMP:20260101T000000Z\r\n"
                b"DTSTART;VALUE=DATE:20260512\r\n"
                b"DTEND;VALUE=DATE:20260513\r\nSUMMARY:x\r\n"
                b"TRANSP:TRANSPARENT\r\n"
                b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    STAMP = b"DTSTAMP:20260101T000000Z\r\n"

    def write(self, content):
        path = f"{self.folder}/sample"
        pathlib.Path(path).write_bytes(content)
        return path

    def lint(self, what, content, *more):
        return self.run_text(f"lint-{what}", self.write(content), *more)

    def test_a_good_calendar_has_no_finding(self):
        self.assertEqual(self.lint("calendar", self.CALENDAR), (0, "", ""))
        self.assertEqual(self.server.requests, [])

    def test_an_error_has_its_line_and_rule(self):
        status, out, err = self.lint(
            "calendar", self.CALENDAR.replace(self.STAMP, b""))
        self.assertEqual((status, err), (1, ""))
        self.assertEqual(out, f"{self.folder}/sample:7: error: rule 4: "
                              "VEVENT has no DTSTAMP\n")

    def test_a_section_of_an_rfc_is_no_number_of_a_rule(self):
        _, out, _ = self.lint(
            "calendar", self.CALENDAR.replace(b"END:VEVENT\r\n", b""))
        self.assertIn(":7: error: RFC 5545 3.6: VEVENT has no END", out)

    def test_warnings_alone_are_no_failure(self):
        status, out, _ = self.lint("calendar", self.CALENDAR.replace(
            b"X-WR-CALNAME:x\r\n", b""))
        self.assertEqual(status, 0)
        self.assertIn(":1: warning: rule 15: ", out)

    def test_findings_as_json(self):
        status, out, _ = self.lint(
            "calendar", self.CALENDAR.replace(self.STAMP, b""), "--json")
        self.assertEqual((status, json.loads(out)), (1, {"findings": [
            {"line": 7, "severity": "error", "rule": "4",
             "text": "VEVENT has no DTSTAMP"}]}))

    def test_no_finding_as_json(self):
        status, out, _ = self.lint("calendar", self.CALENDAR, "--json")
        self.assertEqual((status, json.loads(out)), (0, {"findings": []}))

    def test_a_mail_is_checked_with_its_calendars(self):
        status, out, _ = self.lint("mail", (
            b"From: <a@example.org>\r\nTo: <b@example.org>\r\n"
            b"Content-Type: text/calendar; method=REQUEST\r\n"
            b"\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))
        self.assertEqual(status, 1)
        self.assertIn(":1: error: rule 59: there is no Date", out)
        self.assertIn(":1: error: rule 15: line 1 of the calendar: "
                      "VCALENDAR has no VERSION", out)

    def test_standard_input_is_read(self):
        for what in ("calendar", "mail"):
            with self.subTest(what):
                done = subprocess.run(
                    [PROGRAM, f"lint-{what}", "-"], input=b"\x1b[2J\n",
                    capture_output=True, check=False, timeout=30)
                self.assertEqual(done.returncode, 1)
                self.assertTrue(done.stdout.startswith(b"-:1: error: "))
                self.assertNotIn(b"\x1b", done.stdout)

    def test_a_file_that_cannot_be_read_is_told(self):
        for what in ("calendar", "mail"):
            with self.subTest(what):
                status, out, err = self.run_text(f"lint-{what}", "/nowhere")
                self.assertEqual((status, out), (1, ""))
                self.assertIn(f"onboardctl: cannot check {what} '/nowhere': "
                              "cannot read '/nowhere': ", err)

    def test_too_large_a_file_is_refused(self):
        for what, most in (("calendar", 8 << 20), ("mail", 32 << 20)):
            with self.subTest(what):
                done = subprocess.run(
                    [PROGRAM, f"lint-{what}", "-"], input=b"x" * (most + 1),
                    capture_output=True, check=False, timeout=30)
                self.assertEqual((done.returncode, done.stdout), (1, b""))
                self.assertIn(b"more than", done.stderr)
                status, _, err = self.lint(what, b"x" * (most + 1))
                self.assertEqual(status, 1)
                self.assertIn("onboardctl: cannot check", err)

    def test_a_file_must_be_named(self):
        for what in ("calendar", "mail"):
            self.assertEqual(self.run_text(f"lint-{what}")[0], 2)


class CheckOverlay(Case):
    OVERLAY = ("overlay: skoler\nbase: ny-leder\narea: Skole\n"
               "change:\n  - {step: opret, minutes: 30}\n")

    def write(self, text, name="skoler.yaml"):
        path = f"{self.folder}/{name}"
        pathlib.Path(path).write_text(text, encoding="utf-8")
        return path

    def test_an_overlay_is_checked_over_the_shipped_base(self):
        status, out, err = self.run_text(
            "check-programme", self.write(self.OVERLAY))
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"overlay skoler of ny-leder with \d+ steps")

    def test_mistakes_over_the_base_have_their_place(self):
        path = self.write(self.OVERLAY.replace("opret", "ukendt"))
        status, _, err = self.run_text("check-programme", path)
        self.assertEqual(status, 1)
        self.assertIn(f"{path}:5:12: programme 'ny-leder' has no step "
                      "'ukendt'", err)

    def test_the_base_beside_the_overlay_comes_first(self):
        self.write("id: [\n", "ny-leder.yaml")
        status, out, _ = self.run_text(
            "check-programme", self.write(self.OVERLAY), "--json")
        self.assertEqual(status, 0)
        self.assertGreater(json.loads(out)["overlay"]["steps"], 10)

    def test_an_overlay_without_its_base_is_checked_alone(self):
        path = self.write(self.OVERLAY.replace("ny-leder", "andet"))
        status, out, _ = self.run_text("check-programme", path)
        self.assertEqual(status, 0)
        self.assertIn("its base is not here", out)


class ImportProgramme(Case):
    ANSWER = {"dry_run": False, "programmes": [
        {"id": "ny-leder", "version": 3, "new": True, "against": 2,
         "area": "", "workplace": "", "overlay": "", "differences": [],
         "text": "opret: minutes: '20' -> '30'\n"},
        {"id": "ny-leder", "version": 2, "new": False, "against": 2,
         "area": "Skole", "workplace": "", "overlay": "skoler",
         "differences": [], "text": ""}]}

    def file(self):
        folder = pathlib.Path(self.folder)
        (folder / "programmes").mkdir()
        (folder / "guides/skoler").mkdir(parents=True)
        path = folder / "programmes/skoler.yaml"
        path.write_text(
            "overlay: skoler\nbase: ny-leder\narea: Skole\nadd:\n"
            "  - {id: nyt, phase: 2, title: {da: Nyt, en: New}, kind: task,\n"
            "     role: manager, due: first_day, window: 1}\n",
            encoding="utf-8")
        for code in ("da", "en"):
            (folder / f"guides/skoler/nyt.{code}.md").write_text(
                f"# {code} æ\n", encoding="utf-8")
        return str(path)

    def test_the_file_goes_with_its_guides(self):
        self.reply(self.ANSWER)
        path = self.file()
        status, out, err = self.run_text("import-programme", path)
        self.assertEqual((status, err), (0, ""))
        (method, target, body, _), = self.server.requests
        self.assertEqual((method, target), ("POST", "/api/v1/programmes"))
        body = json.loads(body)
        self.assertEqual(body["name"], path)
        self.assertEqual(body["text"],
                         pathlib.Path(path).read_text(encoding="utf-8"))
        self.assertEqual(body["guides"], [
            {"step": "nyt", "language": code, "text": f"# {code} æ\n"}
            for code in ("da", "en")])
        self.assertNotIn("dry_run", body)
        self.assertEqual(out, (
            "ny-leder for everybody: version 3 is new, and differs:\n"
            "  opret: minutes: '20' -> '30'\n"
            "ny-leder for area 'Skole' (overlay skoler): version 2, which "
            "says the same already\n"))

    def test_a_pilot_is_tried_for_an_area(self):
        self.reply({**self.ANSWER, "dry_run": True})
        status, out, _ = self.run_text(
            "import-programme", CheckProgramme.SHIPPED, "--area", "Skole",
            "--dry-run")
        self.assertEqual(status, 0)
        body = json.loads(self.server.requests[0][2])
        self.assertEqual((body["area"], body["dry_run"]), ("Skole", True))
        self.assertIn("version 3 would be new, and differs:", out)
        self.assertTrue(out.startswith("Dry run: nothing is stored.\n"))

    def test_json_is_the_answer(self):
        self.reply(self.ANSWER)
        _, out, _ = self.run_text(
            "import-programme", CheckProgramme.SHIPPED, "--json")
        self.assertEqual(json.loads(out), self.ANSWER)

    def test_the_daemons_mistakes_are_listed(self):
        self.reply({"error": {"code": "invalid", "field": "",
                              "message": "a.yaml:1:2: x\na.yaml:3:4: y\n"}},
                   400)
        status, out, err = self.run_text(
            "import-programme", CheckProgramme.SHIPPED)
        self.assertEqual((status, out), (1, ""))
        self.assertTrue(err.startswith("a.yaml:1:2: x\na.yaml:3:4: y\n"))
        self.assertIn("2 mistakes, listed above", err)

    def test_a_file_that_is_no_text_never_gets_to_the_daemon(self):
        for content in (b"\xff\xfe", b"id: a\0b\n"):
            path = pathlib.Path(self.folder) / "bad.yaml"
            path.write_bytes(content)
            for words in (["import-programme", str(path)],
                          ["simulate", "--file", str(path)]):
                status, _, err = self.run_text(*words)
                self.assertEqual(status, 1)
                self.assertIn("text", err)
        self.assertEqual(self.server.requests, [])

    def test_a_file_is_simulated_with_its_guides(self):
        self.reply(next(answer for words, _, _, _, answer, _ in EXCHANGES
                        if words[0] == "simulate"))
        path = self.file()
        status, out, err = self.run_text(
            "simulate", "--file", path, "--first-day", "2027-02-01")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("Day by day", out)
        (method, target, body, _), = self.server.requests
        self.assertEqual((method, target),
                         ("POST", "/api/v1/simulations?programme="))
        self.assertEqual(json.loads(body), {
            "first_day": "2027-02-01", "name": path,
            "text": pathlib.Path(path).read_text(encoding="utf-8"),
            "guides": [
                {"step": "nyt", "language": code, "text": f"# {code} æ\n"}
                for code in ("da", "en")]})

    def test_the_mistakes_of_a_simulated_file_are_listed(self):
        self.reply({"error": {"code": "invalid", "field": "",
                              "message": "a.yaml:1:2: x\na.yaml:3:4: y\n"}},
                   400)
        status, out, err = self.run_text(
            "simulate", "--file", CheckProgramme.SHIPPED)
        self.assertEqual((status, out), (1, ""))
        self.assertTrue(err.startswith("a.yaml:1:2: x\na.yaml:3:4: y\n"))
        self.assertIn("2 mistakes, listed above", err)


class Help(unittest.TestCase):
    def test_each_help_has_an_example_that_parses(self):
        for command in commands():
            with self.subTest(command):
                text = help_of(command)
                example = text.split("Example:\n")[1].strip()
                words = shlex.split(example.split(" >")[0])
                self.assertEqual(words[:2], ["onboardctl", command])
                subprocess.run([PROGRAM, *words[1:], "--help"], check=True,
                               capture_output=True, timeout=30)

    def test_help_of_a_command_is_its_option_help(self):
        for command in commands():
            done = subprocess.run([PROGRAM, "help", command], check=True,
                                  capture_output=True, text=True, timeout=30)
            self.assertEqual(done.stdout, help_of(command))

    def test_each_command_takes_the_common_options(self):
        for command in commands():
            self.assertLessEqual({"--socket", "--json", "--help"},
                                 options_of(help_of(command)))

    def test_the_version_is_told_in_both_ways(self):
        outputs = [subprocess.run([PROGRAM, word], check=True, text=True,
                                  capture_output=True, timeout=30).stdout
                   for word in ("version", "--version")]
        self.assertEqual(outputs[0], outputs[1])
        self.assertRegex(outputs[0], r"\Aonboardctl \d+\.\d+\.\d+\n\Z")


class Completion(unittest.TestCase):
    SCRIPT = ("source /dev/stdin <<<\"$1\"; shift; COMP_WORDS=(\"$@\"); "
              "COMP_CWORD=$(($# - 1)); _onboardctl; "
              "printf '%s\\n' \"${COMPREPLY[@]}\"")

    def complete(self, *words):
        text = COMPLETION.read_text(encoding="utf-8")
        done = subprocess.run(
            ["bash", "-uc", self.SCRIPT, "bash", text, "onboardctl", *words],
            check=True, capture_output=True, text=True, timeout=30)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_the_installed_script_is_the_program_s(self):
        done = subprocess.run([PROGRAM, "--completion", "bash"], check=True,
                              capture_output=True, text=True, timeout=30)
        self.assertEqual(done.stdout, COMPLETION.read_text(encoding="utf-8"))

    def test_commands_are_completed(self):
        self.assertEqual(self.complete("add-le"), ["add-leader"])

    def test_each_command_is_offered(self):
        self.assertLessEqual(set(commands()), set(self.complete("")))

    def test_options_are_completed(self):
        self.assertEqual(self.complete("add-leader", "--first-d"),
                         ["--first-day"])

    def test_each_option_is_offered(self):
        for command in commands():
            self.assertEqual(set(self.complete(command, "-")),
                             options_of(help_of(command)))

    def test_values_are_completed(self):
        self.assertEqual(self.complete("add-leader", "--recruitment", "i"),
                         ["internal"])
        self.assertEqual(self.complete("list-mail", "--state", "=", "f"),
                         ["failed"])

    def test_nothing_is_offered_for_free_text(self):
        self.assertEqual(self.complete("add-leader", "--name", ""), [])

    def test_files_are_completed(self):
        for words in (["check-programme"], ["list-mail", "--socket"]):
            self.assertIn("/etc/passwd", self.complete(*words, "/etc/passw"))

    def test_topics_of_help_are_completed(self):
        self.assertEqual(self.complete("help", "advance"), ["advance-clock"])


class Manual(unittest.TestCase):
    OF_THE_DAEMON = {"--test-clock"}

    def setUp(self):
        self.text = MANUAL.read_text(encoding="utf-8")
        section = self.text.split(".Sh COMMANDS")[1].split("\n.Sh ")[0]
        section = re.sub(r"\.It Xo\n(.*?)\n\.Xc", lambda match:
                         ".It " + match.group(1).replace("\n", " "), section,
                         flags=re.S)
        heads = re.findall(r"^\.It \.?(?:Cm )([a-z-]+)(.*)$", section, re.M)
        self.heads = {name: set("--" + option for option in
                                re.findall(r"Fl Fl ([a-z-]+)", rest))
                      for name, rest in heads}

    def test_the_manual_names_exactly_the_commands(self):
        self.assertEqual(sorted(self.heads), sorted(commands()))

    def test_each_command_s_options_stand_in_its_heading(self):
        common = {"--socket", "--json", "--help"}
        for command in commands():
            self.assertEqual(self.heads[command],
                             options_of(help_of(command)) - common, command)

    def test_the_manual_names_no_option_that_is_not_there(self):
        known = options_of(help_of()).union(
            *(options_of(help_of(command)) for command in commands()))
        named = {"--" + option for option in
                 re.findall(r"Fl Fl ([a-z-]+)", self.text)}
        self.assertEqual(named - self.OF_THE_DAEMON, known)

    def test_the_manual_is_clean(self):
        done = subprocess.run(
            ["mandoc", "-T", "lint", "-W", "warning", str(MANUAL)],
            capture_output=True, text=True, check=False, timeout=30)
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main()
