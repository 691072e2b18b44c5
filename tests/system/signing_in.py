# SPDX-License-Identifier: EUPL-1.2
"""A browser without script, and a person who signs in with it."""

import base64
import datetime
import hashlib
import hmac
import html.parser
import http.client
import re
import struct
import urllib.parse

import daemon
from daemon import FORM

OURS = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}


class Page(html.parser.HTMLParser):
    """An answer: its forms with their fields, its links and its words."""

    def __init__(self, response, path):
        super().__init__()
        self.status = response.status
        self.headers = response.headers
        self.path = path
        self.text = response.read().decode()
        self.forms = []
        self.links = []
        self.words = ""
        self.area = None  # the name of the textarea that is open
        self.feed(self.text)

    def handle_starttag(self, tag, pairs):
        values = dict(pairs)
        if tag == "form":
            self.forms.append((values.get("action", self.path), {}))
        elif tag == "input" and self.forms:
            self.forms[-1][1][values["name"]] = values.get("value", "")
        elif tag == "textarea":
            self.area = values["name"]
            self.forms[-1][1][self.area] = ""
        elif tag == "a":
            self.links.append(values["href"])

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None

    def handle_data(self, data):
        self.words += data
        if self.area is not None:
            self.forms[-1][1][self.area] += data

    def form(self, action=None):
        return next((form for form in self.forms
                     if action is None or form[0] == action))


class Browser:
    """Keeps cookies and goes where it is sent."""

    def __init__(self, running, agent="Test Browser", address="127.0.0.1"):
        self.running = running
        self.agent = agent
        self.address = address
        self.cookies = {}

    @property
    def port(self):
        return self.running.port

    def ask(self, method, path, fields=None, headers=None):
        """One exchange."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=daemon.DEADLINE,
            source_address=(self.address, 0))
        sent = {"User-Agent": self.agent, **(headers or {})}
        body = None
        if self.cookies:
            sent["Cookie"] = "; ".join(
                f"{name}={value}" for name, value in self.cookies.items())
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            sent.setdefault("Content-Type", FORM)
        try:
            connection.request(method, path, body, sent)
            page = Page(connection.getresponse(), path)
        finally:
            connection.close()
        for line in page.headers.get_all("Set-Cookie") or []:
            self.keep(line)
        return page

    def keep(self, line):
        name, value = line.split(";")[0].split("=", 1)
        if "Max-Age=0" in line:
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value

    def follow(self, page):
        for _ in range(5):
            if page.status != 303:
                return page
            page = self.ask("GET", page.headers["Location"])
        raise AssertionError("goes in circles")

    def open(self, path):
        return self.follow(self.ask("GET", path))

    def send(self, page, action=None, headers=None, **typed):
        """Fills in a form of the page and sends it as a browser does."""
        path, fields = page.form(action)
        return self.follow(self.ask("POST", path, {**fields, **typed},
                                    OURS if headers is None else headers))


def code_at(secret, instant, offset=0):
    """RFC 6238, written another way than the daemon's."""
    step = int(instant.timestamp()) // 30 + offset
    key = base64.b32decode(secret.replace(" ", ""))
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at:at + 4])[0] & 0x7fffffff
    return f"{number % 1000000:06}"


class Person:
    """Somebody with a mailbox and an authenticator."""

    def __init__(self, running, address):
        self.running = running
        self.address = address
        self.secret = None
        self.codes = []

    def now(self):
        return datetime.datetime.fromisoformat(
            self.running.api("GET", "/status")["now"])

    def mails(self):
        return [letter for letter in self.running.letters()
                if letter.to == self.address
                and "/sign-in/link/" in letter.text]

    def wait_for_link(self, count=1):
        mails = daemon.wait_for(
            lambda: len(self.mails()) >= count and self.mails(),
            f"mail {count} to {self.address}")
        links = [re.search(r"/sign-in/link/([\w-]{43})$", letter.text,
                           re.M).group(1) for letter in mails]
        return links

    def ask(self, browser, path="/sign-in"):
        return browser.send(browser.open(path), "/sign-in",
                            email=self.address)

    def new_link(self, browser, path="/sign-in"):
        before = set(self.wait_for_link(0)) if self.mails() else set()
        self.ask(browser, path)
        links = daemon.wait_for(
            lambda: set(self.wait_for_link()) - before, "another mail")
        return "/sign-in/link/" + links.pop()

    def code(self, offset=0):
        return code_at(self.secret, self.now(), offset)

    def press(self, browser, path="/sign-in"):
        """Up to what comes after the button."""
        page = browser.open(self.new_link(browser, path))
        return browser.send(page)

    def enrol(self, browser, page):
        self.secret = re.search(r"<strong>([A-Z2-7 ]{39})</strong>",
                                page.text).group(1)
        page = browser.send(page, "/sign-in/enrol", code=self.code())
        self.codes = re.findall(r"<code>([0-9a-z-]{14})</code>", page.text)
        return page

    def sign_in(self, browser, path="/sign-in"):
        """All the way; the first page behind it."""
        page = self.press(browser, path)
        if self.secret is None:
            self.enrol(browser, page)
            return browser.open("/hr")
        return browser.send(page, "/sign-in/code", code=self.code())


def later(running, **delta):
    """Moves the test clock on."""
    now = datetime.datetime.fromisoformat(running.api("GET", "/status")["now"])
    running.advance((now + datetime.timedelta(**delta)).isoformat())
