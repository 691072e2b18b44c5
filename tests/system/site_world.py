# SPDX-License-Identifier: EUPL-1.2
"""A daemon with people in it, whose pages are known by crawling: what each of
them is shown, and the forms that they are given."""

import collections
import functools
import html
import html.parser
import http.client
import re
import urllib.parse

import daemon
import routes
from daemon import FORM

BASE = "https://onboard.example.org"
# What a look may note: that a calendar was fetched.
NOTED = re.compile(r'INSERT INTO "feed" .*')
TOKEN = re.compile(r"/([a-z])/([A-Za-z0-9_-]{43})")

Form = collections.namedtuple("Form", "owner page action fields")


class Reader(html.parser.HTMLParser):
    """The forms of a page, and its links to this site."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.links, self.select = [], [], None
        self.must_choose = False
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        if tag == "form" and given.get("method", "get").lower() == "post":
            self.forms.append((given["action"], {}))
        elif tag in ("input", "textarea", "button"):
            self.take(tag, given)
        elif tag == "select":
            self.select = given.get("name")
            self.must_choose = "required" in given
        elif tag == "option":
            self.choose(given)
        elif tag == "a":
            self.links.append(given.get("href", ""))

    def choose(self, given):
        fields = self.forms[-1][1] if self.forms else {}
        is_chosen = "selected" in given and given.get("value")
        if self.select not in fields or is_chosen or \
                self.must_choose and not fields[self.select]:
            fields[self.select] = given.get("value") or ""

    def take(self, tag, given):
        name = given.get("name")
        if not self.forms or not name:
            return
        fields = self.forms[-1][1]
        if given.get("type") in ("radio", "checkbox") and name in fields:
            return
        if tag == "button" and name in fields:
            return
        is_needed = "required" in given and (
            tag == "textarea" or given.get("type") == "text")
        fields[name] = given.get("value") or ("x" if is_needed else "")


class World(daemon.DaemonCase):
    """Two journeys of different people, a cohort with somebody nominated, the
    mails of the first days, and all over https."""

    def setUp(self):
        super().setUp()
        self.port = None
        self.actions = []
        self.graduates = None

    def begin(self, before=None, **more):
        options = {"public_url": BASE, **more}
        self.host = urllib.parse.urlsplit(options["public_url"]).netloc
        self.daemon = self.make(**options)
        self.daemon.start("2026-10-01T08:00", before)
        self.listen()
        self.ana = self.daemon.add(
            mentor="Morten Mentor <morten@example.org>")
        self.bo = self.daemon.add(
            name="Bo Berg", email="bo@privat.example.org",
            manager="Per Petersen <per@example.org>")
        self.daemon.api(
            "PUT", f"/leaders/{self.ana['leader']['id']}/job-description",
            {"challenges": "To adresser"})
        self.cohort = self.daemon.api("POST", "/cohorts", {
            "name": "Hold 1", "start": "2027-01-11"})
        number = self.cohort["cohort"]["id"]
        for name in ("Ida", "Ib"):
            self.cohort = self.daemon.api(
                "POST", f"/cohorts/{number}/nominations", {
                    "name": f"{name} Ivrig", "email": f"{name}@example.org",
                    "manager": "Mette Madsen <mette@example.org>"})
        self.open_networks()
        self.graduates = self.graduate("Kaj Kjær", "kaj@example.org")
        self.ask_survey()
        self.end_employment("Dora Dam", "dora@example.org")
        self.daemon.advance("2026-10-06T09:00")
        # Who has heard nothing yet leaves by nobody's hand but the contact's.
        self.daemon.api("POST", "/networks/2/members",
                        {"person": "Sif Sen <sif@example.org>"})

    def open_networks(self):
        """One that new leaders find, with two in it and a meeting that is over
        when all begins; and two for those who were new once, as managers."""
        for name, contact, welcomes, members in (
                ("Nye ledere", "Nina Nord <nina@example.org>", "new",
                 ("ana@privat.example.org", "Jens Ny <jens@example.org>")),
                ("Erfarne ledere", "Nina Nord <nina@example.org>",
                 "experienced", ()),
                ("Lederne på øen", "Erik Ende <erik@example.org>",
                 "experienced", ("Ole Gammel <ole@example.org>",))):
            number = self.daemon.api("POST", "/networks", {
                "name": name, "contact": contact, "welcomes": welcomes,
            })["network"]["id"]
            for person in members:
                self.daemon.api("POST", f"/networks/{number}/members",
                                {"person": person})
            for start in ("2026-10-02T10:00", "2026-11-12T13:00"):
                self.daemon.api("POST", f"/networks/{number}/meetings",
                                {"start": start})

    def end_employment(self, name, address):
        """Somebody who leaves, whom the coordinator talks to."""
        leader = self.daemon.add(
            name=name, email=address,
            manager="Ole Over <ole.over@example.org>")["leader"]["id"]
        self.daemon.api("POST", f"/leaders/{leader}/end-employment",
                        {"last_day": "2026-12-31"})

    def graduate(self, name, address):
        """Somebody whose course is over, and who stands in the bank."""
        number = self.daemon.api("POST", "/cohorts", {
            "name": "Hold 0", "start": "2027-01-11"})["cohort"]["id"]
        path = f"/cohorts/{number}/nominations"
        self.daemon.api("POST", path, {
            "name": name, "email": address,
            "manager": "Gerda Gram <gerda@example.org>"})
        for who in ("participant", "manager"):
            shown = self.daemon.api(
                "POST", f"{path}/{address}/accept", {"by": who})
        for activity in shown["activities"]:
            if address in activity["participants"]:
                self.daemon.api("POST", f"/activities/{activity['id']}/skip",
                                {"reason": "Holdt"})
        shown = self.daemon.api("GET", f"/cohorts/{number}")
        page = next(urllib.parse.urlsplit(page["url"]).path
                    for page in shown["pages"]
                    if page["person"]["email"] == address)
        form = next(Form(address, page, *found) for found in Reader(
            self.ask("GET", page).body.decode()).forms
                    if found[0].endswith("/potential/join"))
        self.post(form.action, form.fields)
        return shown

    def ask_survey(self):
        """Of somebody, before its day."""
        leader = self.bo["leader"]["id"]
        self.daemon.api("POST", f"/activities/{leader}:modtagelse/skip",
                        {"reason": "Bo var her før"})
        self.daemon.api("POST", f"/activities/{leader}:puls-1/send-survey")

    def listen(self):
        self.port = self.daemon.port

    def ask(self, method, path, body=None, headers=None, host=None):
        """One request over TCP."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=daemon.DEADLINE)
        headers = {"Host": host or self.host, **(headers or {})}
        if body is None and method in ("POST", "PUT", "PATCH"):
            body = b""
        if body is not None:
            headers.setdefault("Content-Type", FORM)
        try:
            connection.request(method, path, body, headers)
            return daemon.Answer(connection.getresponse())
        finally:
            connection.close()

    def post(self, path, fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields))

    def kept(self):
        """All that is stored, without the notes of who looked."""
        return NOTED.sub("", self.daemon.dump())

    # ---- who has what ----

    def pages(self):
        """Owner and path of each personal page."""
        found = {}
        for shown in (self.ana, self.bo, self.cohort, self.graduates):
            for page in shown["pages"]:
                owner = page["person"]["email"]
                path = urllib.parse.urlsplit(page["url"]).path
                found.setdefault(path, owner)
        return found

    def mailed(self):
        """Receiver and path of each link in the letters so far."""
        found = {}
        for letter in self.daemon.letters():
            for url in re.findall(rf"{BASE}(/[a-z]/[^\s#]+)", letter.text):
                found.setdefault(url, letter.to)
        return found

    def crawl(self):
        """The forms that people are given on their pages and by their mails,
        each action once; and who may open which path."""
        opened = {**self.mailed(), **self.pages()}
        waiting, forms = list(opened), {}
        while waiting:
            path = waiting.pop()
            answer = self.ask("GET", path)
            kind = answer.headers.get("Content-Type", "")
            if answer.status != 200 or not kind.startswith("text/html"):
                continue
            reader = Reader(answer.body.decode())
            for action, fields in reader.forms:
                forms.setdefault(action, Form(
                    opened[path], path, action, fields))
            for link in reader.links:
                link = urllib.parse.urlsplit(html.unescape(link)).path
                if TOKEN.match(link) and link not in opened:
                    opened[link] = opened[path]
                    waiting.append(link)
        return opened, list(forms.values())

    def tokens(self):
        """All that open something, by whatever way they were given out."""
        opened, forms = self.crawl()
        found = {TOKEN.match(path)[2] for path in opened
                 if TOKEN.match(path)}
        for feed in self.daemon.api("GET", "/feeds")["feeds"]:
            found.add(TOKEN.search(feed["url"])[2])
        return found, {form.fields["csrf"] for form in forms}


class OneWorld:
    """Tests that change nothing share the world that the first of them
    began: it takes long to make."""

    begun = None

    def setUp(self):
        if self.begun is None:
            own = set(vars(self))
            super().setUp()
            self.begin()
            type(self).begun = {name: value for name, value in
                                vars(self).items() if name not in own}
        vars(self).update(self.begun)
        self.before = self.kept()

    def tearDown(self):
        self.assertEqual(self.kept(), self.before)

    def addCleanup(self, *arguments, **more):
        self.addClassCleanup(*arguments, **more)


@functools.cache
def matcher(route):
    """A pattern that tells whether a path is of the route."""
    parts = re.split(r"\{(\w+)\}", route.pattern)
    return re.compile("".join(
        f"(?P<{part}>[^/]+?)" if i % 2 else re.escape(part)
        for i, part in enumerate(parts)))


@functools.cache
def route_of(path, method):
    """The route of a path; the one with most literal parts."""
    found = [route for route in routes.read() if route.method == method and
             matcher(route).fullmatch(path)]
    return min(found, key=lambda route: route.pattern.count("{"),
               default=None)
