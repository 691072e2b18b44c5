# SPDX-License-Identifier: EUPL-1.2
"""A browser without script that goes from one site to another: it follows
redirects and refreshes, and knows which cookies and headers go where."""

import html.parser
import http.client
import re
import urllib.parse

DEADLINE = 60
FORM = "application/x-www-form-urlencoded"
LIMIT = 20


class Form:
    def __init__(self, values):
        self.action = values.get("action") or ""
        self.method = values.get("method", "get").upper()
        self.fields = {}


class Page(html.parser.HTMLParser):
    """What a navigation ended with."""

    def __init__(self, url, response):
        super().__init__()
        self.url = url
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()
        self.forms = []
        self.links = {}
        refresh = re.fullmatch(r"\s*0\s*;\s*url\s*=\s*(.*)",
                               self.headers["Refresh"] or "", re.I)
        self.refresh = refresh and refresh.group(1)
        self.words = ""
        self.is_inside = False
        self.feed(self.text)
        # Chromium's: what a form may lead to, also by redirects.
        self.is_bound = "form-action 'self'" in (
            self.headers["Content-Security-Policy"] or "")

    def handle_starttag(self, tag, pairs):
        values = dict(pairs)
        if tag == "form":
            self.forms.append(Form(values))
            self.is_inside = True
        elif tag == "input" and self.is_inside and values.get("name"):
            self.forms[-1].fields[values["name"]] = values.get("value") or ""
        elif tag == "a" and "href" in values:
            self.links[values.get("id") or values["href"]] = values["href"]

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False

    def handle_data(self, data):
        self.words += data

    @property
    def path(self):
        return urllib.parse.urlsplit(self.url).path

    @property
    def query(self):
        return dict(urllib.parse.parse_qsl(
            urllib.parse.urlsplit(self.url).query))

    def form(self, action):
        """The one that leads to the path."""
        return next(form for form in self.forms if urllib.parse.urlsplit(
            urllib.parse.urljoin(self.url, form.action)).path == action)


def origin(url):
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def site(url):
    """Of the names of these tests the last two labels, as of a browser's."""
    parts = urllib.parse.urlsplit(url)
    return parts.scheme, ".".join(parts.hostname.split(".")[-2:])


class Cookie:
    def __init__(self, line, url):
        pair, *attributes = [part.strip() for part in line.split(";")]
        self.name, self.value = pair.split("=", 1)
        self.host = urllib.parse.urlsplit(url).hostname
        given = {name.lower(): value for name, _, value in
                 (attribute.partition("=") for attribute in attributes)}
        self.same_site = given.get("samesite", "Lax").lower()
        self.path = given.get("path") or "/"
        self.is_secure = "secure" in given
        self.is_over = given.get("max-age") == "0" or self.value in ("", "0")

    def goes(self, url, method, is_foreign):
        parts = urllib.parse.urlsplit(url)
        if self.host != parts.hostname or not parts.path.startswith(self.path):
            return False
        if self.is_secure and parts.scheme != "https":
            return False
        if not is_foreign or self.same_site == "none":
            return True
        return self.same_site == "lax" and method == "GET"


class Browser:
    """places: at which port of this computer an origin really is."""

    def __init__(self, places):
        self.places = places
        self.cookies = {}
        self.visited = []
        # A path to stay away from, and what would have led there.
        self.closed_path = None
        self.kept = []

    def one(self, method, url, fields, way):
        """One exchange; way is what led there, the first page first."""
        parts = urllib.parse.urlsplit(url)
        is_foreign = any(site(each) != site(url) for each in way)
        cookies = "; ".join(
            f"{cookie.name}={cookie.value}"
            for cookie in self.cookies.values()
            if cookie.goes(url, method, is_foreign))
        headers = {
            "Host": parts.netloc, "User-Agent": "Test Browser",
            "Accept": "text/html", "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "document",
            "Sec-Fetch-Site": "none" if not way else
            "cross-site" if is_foreign else "same-origin"}
        body = None
        if cookies:
            headers["Cookie"] = cookies
        if method == "POST":
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = FORM
            headers["Origin"] = "null"
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.places[origin(url)], timeout=DEADLINE)
        try:
            connection.request(method, parts.path + (
                "?" + parts.query if parts.query else ""), body, headers)
            page = Page(url, connection.getresponse())
        finally:
            connection.close()
        for line in page.headers.get_all("Set-Cookie") or []:
            self.keep(Cookie(line, url))
        self.visited.append((method, url, page.status))
        return page

    def forget(self, host):
        self.cookies = {key: cookie for key, cookie in self.cookies.items()
                        if cookie.host != host}

    def keep(self, cookie):
        if cookie.is_over:
            self.cookies.pop((cookie.host, cookie.name), None)
        else:
            self.cookies[cookie.host, cookie.name] = cookie

    def go(self, url, method="GET", fields=None, start=None):
        """Navigates until a page stays; start has the form that is sent."""
        way = [start.url] if start else []
        for _ in range(LIMIT):
            page = self.one(method, url, fields, way)
            if page.status in (301, 302, 303):
                if way:
                    way.append(url)
                url = urllib.parse.urljoin(url, page.headers["Location"])
                if start and start.is_bound:
                    self.assert_allowed(start, url)
                if urllib.parse.urlsplit(url).path == self.closed_path:
                    self.kept.append(url)
                    return page
            elif page.refresh:
                start = None
                way = [url]
                url = urllib.parse.urljoin(url, page.refresh)
            else:
                return page
            method, fields = "GET", None
        raise AssertionError(f"goes in circles: {self.visited}")

    @staticmethod
    def assert_allowed(start, url):
        if origin(start.url) != origin(url):
            raise AssertionError(
                f"form-action stops the way from {start.url} to {url}")

    def send(self, page, action, **typed):
        """Fills in the page's form that leads to the path, and sends it."""
        form = page.form(action)
        url = urllib.parse.urljoin(page.url, form.action)
        return self.go(url, form.method, {**form.fields, **typed}, page)
