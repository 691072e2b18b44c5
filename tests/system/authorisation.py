#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Who gets in where: role by route, own or another's, cell by cell.

Each route of the daemon stands in ROWS with its kind; CELLS says for a kind
what each role is answered.  Routes that a link opens are tried with the forms
that the pages really have.  A route without a row, and a form's route to which
no page leads, fail.
"""

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import daemon
import routes
from site_world import OneWorld, World, matcher, route_of

IN = "in"  # whatever the handler says to it
NO = (403, 404)  # without link and csrf, whichever is missed first
ASK_IN = (303, 403)  # a form without its page
NOBODY = "A" * 43

# kind, method, pattern
ROWS = """
admin    GET   /api/v1/accounts
admin    POST  /api/v1/accounts/{address}/end-sessions
admin    POST  /api/v1/accounts/{address}/remove
admin    POST  /api/v1/accounts/{address}/reset-totp
admin    POST  /api/v1/accounts/{address}/unlink-openid
admin    PUT   /api/v1/accounts/{person}
admin    GET   /api/v1/activities
admin    GET   /api/v1/activities/{ref}
admin    POST  /api/v1/activities/{ref}/complete
admin    GET   /api/v1/activities/{ref}/explanation
admin    POST  /api/v1/activities/{ref}/move
admin    POST  /api/v1/activities/{ref}/reopen
admin    POST  /api/v1/activities/{ref}/send-survey
admin    POST  /api/v1/activities/{ref}/outcome
admin    POST  /api/v1/activities/{ref}/skip
admin    GET   /api/v1/survey-requests
admin    POST  /api/v1/activities/{ref}/talk
admin    POST  /api/v1/calendar/days
admin    POST  /api/v1/calendar/review
admin    POST  /api/v1/clock
admin    GET   /api/v1/cohorts
admin    POST  /api/v1/cohorts
admin    GET   /api/v1/cohorts/{id}
admin    POST  /api/v1/cohorts/{id}/nominations
admin    POST  /api/v1/cohorts/{id}/nominations/{address}/accept
admin    POST  /api/v1/cohorts/{id}/nominations/{address}/withdraw
admin    GET   /api/v1/events
admin    GET   /api/v1/feeds
admin    POST  /api/v1/feeds
admin    PATCH /api/v1/feeds/{id}
admin    POST  /api/v1/feeds/{id}/revoke
admin    POST  /api/v1/feeds/{id}/rotate
admin    GET   /api/v1/exit-reasons
admin    GET   /api/v1/figures
admin    GET   /api/v1/follow-ups
admin    POST  /api/v1/follow-ups
admin    POST  /api/v1/follow-ups/{id}/complete
admin    POST  /api/v1/import
admin    GET   /api/v1/leaders
admin    POST  /api/v1/leaders
admin    GET   /api/v1/leaders/{id}
admin    PATCH /api/v1/leaders/{id}
admin    POST  /api/v1/leaders/{id}/calls
admin    POST  /api/v1/leaders/{id}/calls/{call}/withdraw
admin    POST  /api/v1/leaders/{id}/cancel
admin    POST  /api/v1/leaders/{id}/end-employment
admin    GET   /api/v1/leaders/{id}/feeds
admin    POST  /api/v1/leaders/{id}/exit-interview
admin    POST  /api/v1/leaders/{id}/first-day
admin    POST  /api/v1/leaders/{id}/first-tasks
admin    GET   /api/v1/leaders/{id}/invitations
admin    GET   /api/v1/leaders/{id}/job-description
admin    PUT   /api/v1/leaders/{id}/job-description
admin    POST  /api/v1/leaders/{id}/late
admin    POST  /api/v1/leaders/{id}/migration
admin    POST  /api/v1/leaders/{id}/pause
admin    POST  /api/v1/leaders/{id}/resume
admin    PUT   /api/v1/leaders/{id}/roles/{role}
admin    GET   /api/v1/mail
admin    GET   /api/v1/mail/{id}
admin    POST  /api/v1/mail/{id}/cancel
admin    GET   /api/v1/mail/{id}/explanation
admin    POST  /api/v1/mail/{id}/hold
admin    GET   /api/v1/mail/{id}/message
admin    POST  /api/v1/mail/{id}/retry
admin    GET   /api/v1/comparison
admin    GET   /api/v1/bottlenecks
admin    POST  /api/v1/handbook/{function}/remove
admin    GET   /api/v1/measures
admin    GET   /api/v1/measures/{measure}
admin    PUT   /api/v1/measures/{measure}/baseline
admin    PUT   /api/v1/measures/{measure}/target
admin    GET   /api/v1/reports
admin    GET   /api/v1/reports/{period}
admin    PUT   /api/v1/reports/{period}/texts/{heading}
admin    GET   /api/v1/mentors
admin    GET   /api/v1/networks
admin    POST  /api/v1/networks
admin    GET   /api/v1/networks/{id}
admin    PATCH /api/v1/networks/{id}
admin    POST  /api/v1/networks/{id}/close
admin    POST  /api/v1/networks/{id}/meetings
admin    POST  /api/v1/networks/{id}/members
admin    POST  /api/v1/networks/{id}/members/{address}/leave
admin    PATCH /api/v1/network-meetings/{id}
admin    POST  /api/v1/network-meetings/{id}/attendance/{address}
admin    POST  /api/v1/network-meetings/{id}/cancel
admin    PATCH /api/v1/people/{address}
admin    GET   /api/v1/potential-bank
admin    GET   /api/v1/programmes
admin    POST  /api/v1/programmes
admin    POST  /api/v1/programmes/check
admin    GET   /api/v1/programmes/{id}
admin    GET   /api/v1/programmes/{id}/comparison
admin    POST  /api/v1/programmes/{id}/withdrawal
admin    PUT   /api/v1/programmes/{id}/versions/{version}/decision
admin    GET   /api/v1/received-mail
receiver POST  /api/v1/received-mail
admin    POST  /api/v1/received-mail/{id}/answer
admin    POST  /api/v1/received-mail/{id}/settle
admin    POST  /api/v1/simulations
admin    GET   /api/v1/status
admin    GET   /api/v1/surveys
admin    GET   /api/v1/surveys/{id}
admin    GET   /api/v1/surveys/{id}/results
admin    GET   /api/v1/surveys/{id}/words
admin    GET   /metrics
open     GET   /.well-known/security.txt
open     GET   /handbook
open     GET   /handbook/{function}
open     GET   /handbook/courses/{programme}
open     GET   /embed/handbook
open     GET   /embed/handbook/{function}
open     GET   /embed/handbook/courses/{programme}
open     GET   /healthz
open     GET   /robots.txt
open     GET   /static/{name}
open     GET   /was
entry    GET   /sign-in
try      POST  /sign-in
entry    GET   /sign-in/code
try      POST  /sign-in/code
entry    GET   /sign-in/enrol
try      POST  /sign-in/enrol
key      GET   /sign-in/link/{key}
key      POST  /sign-in/link/{key}
try      POST  /sign-in/openid
key      GET   /sign-in/openid/callback
key      GET   /sign-in/openid/leave
entry    GET   /sign-in/sent
signed   GET   /account
signed   POST  /account/sessions/{id}/end
signed   POST  /sign-out
figures  GET   /hr
figures  GET   /hr/figures
figures  GET   /hr/bottlenecks
figures  GET   /hr/bottlenecks.csv
figures  GET   /hr/measures
figures  GET   /hr/measures.csv
figures  GET   /hr/measures/versions
figures  GET   /hr/measures/versions.csv
figures  GET   /hr/payroll.csv
figures  GET   /hr/reports
figures  GET   /hr/reports/{period}
figures  GET   /hr/reports/{period}.csv
figures  GET   /hr/reports/{period}.xlsx
hr       GET   /hr/reports/{period}/{verb}
hr       POST  /hr/reports/{period}/{verb}
hr       GET   /hr/needs
hr       GET   /hr/overdue
hr       GET   /hr/search
hr       GET   /hr/{list}
hr       GET   /hr/lists/{list}.csv
figures  GET   /hr/programmes
figures  GET   /hr/programmes/{programme}/{version}
hr       GET   /hr/programmes/{programme}/{version}/decision
hr       POST  /hr/programmes/{programme}/{version}/decision
figures  GET   /hr/programmes/{programme}/comparison
hr       GET   /hr/surveys
hr       GET   /hr/surveys/{survey}
hr       GET   /hr/surveys/{survey}/words
hr       GET   /hr/surveys/{survey}/{version}
hr       GET   /hr/leaders/new
hr       POST  /hr/leaders/new
hr       GET   /hr/leaders/{id}
hr       GET   /hr/leaders/{id}/{verb}
hr       POST  /hr/leaders/{id}/{verb}
hr       GET   /hr/leaders/{id}/activities/{item}/{verb}
hr       POST  /hr/leaders/{id}/activities/{item}/{verb}
hr       GET   /hr/leaders/{id}/calls/{item}/{verb}
hr       POST  /hr/leaders/{id}/calls/{item}/{verb}
hr       GET   /hr/mail/{item}/{verb}
hr       POST  /hr/mail/{item}/{verb}
hr       GET   /hr/received/{item}/{verb}
hr       POST  /hr/received/{item}/{verb}
hr       GET   /hr/people/{item}/{verb}
hr       POST  /hr/people/{item}/{verb}
hr       GET   /hr/days/{verb}
hr       POST  /hr/days/{verb}
hr       GET   /hr/filters/{verb}
hr       POST  /hr/filters/{verb}
hr       GET   /hr/filters/{item}/{verb}
hr       POST  /hr/filters/{item}/{verb}
hr       GET   /hr/follow-ups/{verb}
hr       POST  /hr/follow-ups/{verb}
hr       GET   /hr/follow-ups/{item}/{verb}
hr       POST  /hr/follow-ups/{item}/{verb}
hr       GET   /hr/handbook/{function}/{verb}
hr       POST  /hr/handbook/{function}/{verb}
hr       GET   /hr/measures/{measure}/{verb}
hr       POST  /hr/measures/{measure}/{verb}
hr       GET   /hr/cohorts/add-cohort
hr       POST  /hr/cohorts/add-cohort
hr       GET   /hr/cohorts/{id}
hr       GET   /hr/cohorts/{id}/nominate
hr       POST  /hr/cohorts/{id}/nominate
hr       GET   /hr/cohorts/{id}/nominations/{item}/accept
hr       POST  /hr/cohorts/{id}/nominations/{item}/accept
hr       GET   /hr/cohorts/{id}/nominations/{item}/withdraw
hr       POST  /hr/cohorts/{id}/nominations/{item}/withdraw
hr       GET   /hr/networks/add-network
hr       POST  /hr/networks/add-network
hr       GET   /hr/networks/{id}
hr       GET   /hr/networks/{id}/edit-network
hr       POST  /hr/networks/{id}/edit-network
hr       GET   /hr/networks/{id}/close-network
hr       POST  /hr/networks/{id}/close-network
hr       POST  /hr/networks/{id}/sheet/{verb}
hr       POST  /hr/networks/{id}/sheet/meetings/{meeting}/{verb}
link     GET   /a/{token}
form     POST  /a/{token}
link     GET   /f/{token}.ics
link     GET   /l/{token}
link     GET   /l/{token}/activities/{id}
form     POST  /l/{token}/activities/{id}/done
form     POST  /l/{token}/activities/{id}/{verb}
link     GET   /l/{token}/calendar
form     POST  /l/{token}/calendar/channel
form     POST  /l/{token}/calendar/{id}/alarms
form     POST  /l/{token}/calendar/{id}/revoke
form     POST  /l/{token}/calendar/{id}/rotate
link     GET   /l/{token}/handbook
link     GET   /l/{token}/job-description
link     GET   /l/{token}/my-data
form     POST  /l/{token}/my-data/export
link     GET   /p/{token}
form     POST  /p/{token}/activities/{id}/done
form     POST  /p/{token}/activities/{id}/{verb}
link     GET   /p/{token}/calendar
form     POST  /p/{token}/calendar/channel
form     POST  /p/{token}/calendar/{id}/alarms
form     POST  /p/{token}/calendar/{id}/revoke
form     POST  /p/{token}/calendar/{id}/rotate
link     GET   /p/{token}/journeys/{id}/job-description
form     POST  /p/{token}/journeys/{id}/job-description
link     GET   /p/{token}/journeys/{id}/first-tasks
form     POST  /p/{token}/journeys/{id}/first-tasks
form     POST  /p/{token}/handbook/{function}/confirm
form     POST  /p/{token}/handbook/{function}/correct
link     GET   /p/{token}/journeys/{id}
link     GET   /l/{token}/activities/{id}/sheet
link     GET   /p/{token}/activities/{id}/sheet
link     GET   /p/{token}/activities/{id}/exit-talk
form     POST  /p/{token}/nominations/{id}/accept
form     POST  /p/{token}/nominations/{id}/decline
link     GET   /s/{token}
form     POST  /s/{token}
form     POST  /l/{token}/networks/{id}/join
form     POST  /l/{token}/networks/{id}/leave
link     GET   /p/{token}/networks/{id}
form     POST  /p/{token}/networks/{id}/join
form     POST  /p/{token}/networks/{id}/leave
form     POST  /p/{token}/activities/{id}/exit-talk
form     POST  /p/{token}/networks/{id}/sheet/{verb}
form     POST  /p/{token}/networks/{id}/sheet/meetings/{meeting}/{verb}
form     POST  /p/{token}/potential/join
form     POST  /p/{token}/potential/leave
link     GET   /u/{token}
form     POST  /u/{token}
"""

# What each role is answered whom no link lets in.  A token of nobody is used
# where the path needs one, so a link says 404 to all over TCP; over the socket
# nobody gets to it but administrators.
CELLS = {
    #            nobody  wrong   link as  another  who hands  an admin-
    #            at all  bearer  bearer   user     in mail    istrator
    "open":     (IN,     IN,     IN,      403,     403,       IN),
    "admin":    (401,    401,    401,     403,     403,       IN),
    "receiver": (401,    401,    401,     403,     IN,        IN),
    "link":     (404,    404,    404,     403,     403,       404),
    "form":     (NO,     NO,     NO,      403,     403,       NO),
    "entry":    (IN,     IN,     IN,      403,     403,       IN),
    "try":      (ASK_IN, ASK_IN, ASK_IN,  403,     403,       ASK_IN),
    "key":      (404,    404,    404,     403,     403,       404),
    # Nobody has a session on the socket, and over TCP all are asked for one.
    "signed":   (303,    303,    303,     403,     403,       403),
    "figures":  (303,    303,    303,     403,     403,       403),
    "hr":       (303,    303,    303,     403,     403,       403),
}
RIGHTS = {"open": "RIGHT_PUBLIC", "link": "RIGHT_PUBLIC",
          "form": "RIGHT_PUBLIC", "admin": "RIGHT_ADMIN",
          "receiver": "RIGHT_RECEIVER", "entry": "RIGHT_PUBLIC",
          "try": "RIGHT_PUBLIC", "key": "RIGHT_PUBLIC",
          "signed": "RIGHT_SIGNED_IN", "figures": "RIGHT_FIGURES",
          "hr": "RIGHT_COORDINATOR"}
STRANGER, RECEIVER = 65531, 65533
ASK = """
import json, os, socket, sys
path, uid = sys.argv[1], int(sys.argv[2])
os.setgroups([]); os.setgid(uid); os.setuid(uid)
told = []
for method, target in json.load(sys.stdin):
    s = socket.socket(socket.AF_UNIX); s.settimeout(60); s.connect(path)
    s.sendall(f"{method} {target} HTTP/1.1\\r\\nHost: a\\r\\n"
              "Content-Type: application/x-www-form-urlencoded\\r\\n"
              "Content-Length: 0\\r\\n\\r\\n".encode())
    told.append(int(s.recv(4096).split()[1])); s.close()
json.dump(told, sys.stdout)
"""


def rows():
    for line in ROWS.strip().splitlines():
        kind, method, pattern = line.split()
        yield kind, method, pattern


def has_user_of_mail():
    """In a namespace of its own mounts: a user database with that user."""
    folder = tempfile.mkdtemp(prefix="onboard-users-")
    users = os.path.join(folder, "passwd")
    shutil.copy("/etc/passwd", users)
    with open(users, "a", encoding="utf-8") as file:
        file.write(f"\nonboard-mail:x:{RECEIVER}:{RECEIVER}::/:/bin/false\n")
    libc = ctypes.CDLL(None, use_errno=True)
    new_mounts, bind, private = 0x20000, 0x1000, 0x40000 | 0x4000

    def before():
        done = (libc.unshare(new_mounts),
                libc.mount(b"none", b"/", None, private, None),
                libc.mount(users.encode(), b"/etc/passwd", None, bind, None))
        if any(done):
            raise OSError(ctypes.get_errno(), "cannot mount")
    return folder, before


class Table(unittest.TestCase):
    def test_each_route_has_its_row_and_its_right(self):
        told = {(method, pattern): RIGHTS[kind]
                for kind, method, pattern in rows()}
        real = {route[:2]: route.right for route in routes.read()}
        self.assertEqual(told, real)

    def test_a_link_is_what_has_a_token(self):
        for kind, method, pattern in rows():
            self.assertEqual(kind in ("link", "form"), "{token}" in pattern)
            if kind in ("link", "form"):
                self.assertEqual(kind == "form", method == "POST")


class Api(World):
    """The columns of CELLS."""

    def begin(self, before=None, **more):
        super().begin(before, security_contact="mailto:a@example.org", **more)

    def targets(self):
        return [(kind, route) for kind, method, pattern in rows()
                for route in routes.read()
                if route[:2] == (method, pattern)]

    def check(self, column, statuses):
        for (kind, route), status in zip(self.targets(), statuses,
                                         strict=True):
            with self.subTest(route=routes.name(route)):
                wanted = CELLS[kind][column]
                if wanted == IN:
                    self.assertNotIn(status, (401, 403))
                    self.assertLess(status, 500)
                else:
                    self.assertIn(
                        status, wanted if isinstance(wanted, tuple)
                        else (wanted,))

    def over_tcp(self, **headers):
        return [self.ask(route.method, routes.path(route),
                         headers=headers).status
                for _, route in self.targets()]

    def over_socket(self, uid):
        wanted = [[route.method, routes.path(route)]
                  for _, route in self.targets()]
        os.chmod(self.daemon.socket, 0o666)
        for folder in (self.folder, self.daemon.folder):
            os.chmod(folder, 0o755)
        asked = subprocess.run(
            ["/usr/bin/python3", "-c", ASK, str(self.daemon.socket), str(uid)],
            input=json.dumps(wanted), capture_output=True, text=True,
            timeout=daemon.DEADLINE, check=True)
        return json.loads(asked.stdout)


class WithoutLink(OneWorld, Api):
    """Who has no right to the API."""

    def test_over_tcp_nobody_gets_to_the_api(self):
        link = next(path for path in self.pages() if path.startswith("/l/"))
        self.check(0, self.over_tcp())
        self.check(1, self.over_tcp(Authorization="Bearer " + "x" * 43))
        self.check(2, self.over_tcp(
            Authorization="Bearer " + link.split("/")[2]))
        for value in ("Basic cm9vdDpyb290", "Bearer", "uid:0", "Negotiate x"):
            self.check(1, self.over_tcp(Authorization=value))

    def test_no_header_makes_an_administrator(self):
        for name in ("X-Forwarded-User", "Remote-User", "X-Remote-User",
                     "X-Forwarded-For", "Forwarded", "X-Real-IP",
                     "X-Original-URL", "X-Rewrite-URL",
                     "X-HTTP-Method-Override"):
            self.check(0, self.over_tcp(**{name: "root"}))

    @unittest.skipUnless(os.getuid() == 0, "needs root to become another user")
    def test_on_the_socket_another_user_gets_to_nothing(self):
        self.check(3, self.over_socket(STRANGER))


class OverSocket(Api):
    """Who may do something there."""

    @unittest.skipUnless(os.getuid() == 0, "needs root to mount")
    def test_who_hands_in_mail_does_nothing_else(self):
        folder, before = has_user_of_mail()
        self.addCleanup(shutil.rmtree, folder)
        try:
            self.begin(before)
        except subprocess.SubprocessError:
            self.skipTest("this machine lets nobody mount")
        stored = self.kept()
        self.check(4, self.over_socket(RECEIVER))
        self.assertEqual(self.kept(), stored)

    def test_an_administrator_gets_to_all_of_the_api(self):
        self.begin()
        self.check(5, self.over_socket(os.getuid()))


class Links(World):
    """Own and others', with the forms of the pages."""

    def begin(self, **more):
        super().begin(invitations={"days_ahead": 90}, **more)
        self.opened, self.forms = self.crawl()
        self.links = [path for path in self.opened
                      if route_of(path, "GET") is not None]
        self.purposes = {}
        for feed in self.daemon.api("GET", "/feeds")["feeds"]:
            path = re.search(r"/f/.*\.ics", feed["url"])[0]
            self.opened[path] = (feed["person"] or {}).get("email", "")
            self.purposes[path] = feed["purpose"]
            self.links.append(path)

    def forms_of(self, route):
        return [form for form in self.forms
                if route_of(form.action, "POST") == route]

    def status(self, form, action=None, **fields):
        return self.post(action or form.action,
                         {**form.fields, **fields}).status

    def each_form_route(self):
        for route in routes.read():
            if "{token}" in route.pattern and route.method == "POST":
                forms = self.forms_of(route)
                with self.subTest(route=routes.name(route)):
                    self.assertNotEqual(
                        forms, [], "no page leads to this route: let one "
                        "do so in site_world.py")
                if forms:
                    yield route, forms


class WithLink(OneWorld, Links):
    """What changes nothing, whoever tries it with whatever they have."""

    def test_each_link_of_each_kind_opens_for_who_has_it(self):
        opened = set()
        for path in self.links:
            route = route_of(path, "GET")
            self.assertEqual(self.ask("GET", path).status, 200, path)
            opened.add(route)
        self.assertEqual(opened, {
            route for route in routes.read()
            if "{token}" in route.pattern and route.method == "GET"})

    def test_a_link_opens_in_its_own_folder_alone(self):
        tokens = {folder: next(
            path.split("/")[2].split(".")[0] for path in self.links
            if path.split("/")[1] == folder) for folder in "aflpu"}
        for route in routes.read():
            if "{token}" not in route.pattern:
                continue
            for folder, token in [*tokens.items(), ("", NOBODY), ("", "x"),
                                  ("", "A" * 42), ("", "A" * 44),
                                  ("", "%C3%A6" * 43)]:
                if route.pattern.split("/")[1] == folder:
                    continue
                with self.subTest(route=routes.name(route), token_of=folder):
                    answer = self.ask(route.method, routes.path(
                        route, {"token": token}))
                    self.assertIn(answer.status, NO)

    def test_without_its_csrf_no_form_does_anything(self):
        for _, forms in self.each_form_route():
            form = forms[0]
            own = form.fields["csrf"]
            others = {other.fields["csrf"] for other in self.forms} - {own}
            wrong = own[:-1] + ("A" if own[-1] != "A" else "B")
            bare = {key: value for key, value in form.fields.items()
                    if key != "csrf"}
            self.assertEqual(self.post(form.action, bare).status, 403)
            for csrf in ("", wrong, own[:-1], own + "A", own.swapcase(),
                         *others):
                self.assertEqual(self.status(form, csrf=csrf), 403)
            get = self.ask("GET", form.action + "?csrf=" + own)
            self.assertIn(get.status, (200, 404, 405))
            for kind in ("application/json", "text/plain",
                         "multipart/form-data; boundary=x"):
                answer = self.ask("POST", form.action, b"csrf=" + own.encode(),
                                  {"Content-Type": kind})
                self.assertEqual(answer.status, 415)

    def test_nobody_does_what_is_anothers(self):
        self.tried = {}
        for route, forms in self.each_form_route():
            if "{id}" not in route.pattern:
                continue
            # The forms of one page with one verb differ by their id alone.
            alike = {(form.page, re.sub(r"/\d+/", "/", form.action)): form
                     for form in forms}
            for form in alike.values():
                self.check_others(route, form)
            self.assertGreater(self.tried[route], 0)

    def ids_of(self, kind, owner=None):
        """What somebody has forms for, of all people or of one."""
        found = re.compile(rf"/{kind}/(\d+)/")
        return {match[1] for form in self.forms
                for match in [found.search(form.action)]
                if match and owner in (None, form.owner)}

    def check_others(self, route, form):
        """The own token and csrf, with everything that is of others."""
        kind = route.pattern.split("/{id}")[0].rsplit("/", 1)[1]
        others = self.ids_of(kind) - self.ids_of(kind, form.owner)
        self.tried[route] = self.tried.get(route, 0) + len(others)
        values = matcher(route).fullmatch(form.action).groupdict()
        for number in [*sorted(others), "999999", "0"]:
            action = routes.path(route, {**values, "id": number})
            self.assertEqual(self.status(form, action), 404, action)
        for number in ("-1", "x", "1e3", "9" * 30, "1%20"):
            action = routes.path(route, {**values, "id": number})
            self.assertIn(self.status(form, action), (400, 404), action)

    def test_nobodys_form_fits_anothers_page(self):
        for route, forms in self.each_form_route():
            for other in self.forms_of(route):
                form = forms[0]
                if other.page == form.page or \
                        other.fields["csrf"] == form.fields["csrf"]:
                    continue
                # Their address with my form, and my address with theirs.
                self.assertEqual(self.status(
                    form, other.action), 403, other.action)
                self.assertEqual(self.status(
                    other, form.action), 403, form.action)


class NoLonger(Links):
    """Renewed, ended, and done."""

    def renew(self):
        for address in dict.fromkeys(self.opened.values()):
            if address:
                done = self.daemon.ctl("edit-person", address, "--new-links",
                                       "--yes")
                self.assertEqual(done.returncode, 0, done.stderr)

    def check_closed(self):
        before = self.kept()
        for path in self.links:
            wanted = 410 if path.startswith("/f/") else 404
            with self.subTest(path=re.sub(r"[\w-]{43}", "…", path)):
                self.assertEqual(self.ask("GET", path).status, wanted)
        for form in self.forms:
            with self.subTest(form=re.sub(r"[\w-]{43}", "…", form.action)):
                self.assertEqual(self.status(form), 404)
        self.assertEqual(self.kept(), before)

    def test_what_was_renewed_opens_nothing_and_does_nothing(self):
        self.begin()
        self.renew()
        self.check_closed()

    def test_what_has_ended_opens_nothing_and_does_nothing(self):
        self.begin()
        number = self.cohort["cohort"]["id"]
        for name in ("Ida", "Ib"):
            self.daemon.api(
                "POST", f"/cohorts/{number}/nominations/{name}@example.org"
                "/withdraw", {"reason": "Nyt job"})
        for journey in (self.ana, self.bo, self.cohort, self.graduates):
            leader = (journey.get("leader") or journey["cohort"])["id"]
            self.daemon.api("POST", f"/leaders/{leader}/cancel",
                            {"reason": "Sagt nej"})
        self.daemon.advance("2029-03-01T09:00", jump=True)
        # What is a person's and no journey's does not end with one: links of
        # overviews, calendars of several journeys, and the pages of nominees,
        # who never were in any, of who nominated them, of those who have to
        # do with networks, and of those who keep an entry of the handbook.
        stays = {"ida@example.org", "ib@example.org", "kaj@example.org",
                 "gerda@example.org", "nina@example.org", "erik@example.org",
                 "jens@example.org", "ole@example.org", "sif@example.org", *(
            row["contact_email"] for row in self.daemon.query(
                "SELECT contact_email FROM handbook_entry UNION "
                "SELECT deputy_email FROM handbook_entry"))}
        self.links = [
            path for path in self.links if not path.startswith("/u/") and
            self.purposes.get(path, "journey") == "journey" and
            self.opened[path].lower() not in stays]
        self.forms = [form for form in self.forms
                      if not form.action.startswith("/u/") and
                      form.owner.lower() not in stays]
        for folder in "aflp":
            self.assertTrue(any(path.startswith(f"/{folder}/")
                                for path in self.links), folder)
        self.check_closed()

    def test_each_form_works_for_who_has_it(self):
        self.begin()
        # Who takes a yes back has no more of what the other forms are for.
        for route, forms in sorted(self.each_form_route(), key=lambda each:
                                   each[0].pattern.endswith("/decline")):
            statuses = {self.status(form) for form in forms}
            said = (routes.name(route), statuses)
            self.assertLessEqual(statuses, {200, 303, 400, 409}, said)
            self.assertTrue(statuses & {200, 303}, said)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
