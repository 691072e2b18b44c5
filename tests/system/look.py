#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""What pages refer to, and what a municipality changes of how they look."""

import base64
import hashlib
import re
import struct
import unittest
import urllib.parse
import zlib

from daemon import SOURCE, DaemonCase

FIRST_VIEW_MAX = 140_000  # bytes, of all that a browser asks for
IMMUTABLE = "public, max-age=31536000, immutable"
ADDRESS = re.compile(r'(?:href|src)="(/static/[^"#]+)')
IN_STYLE = re.compile(r"url\(([^)#]+)")
CLASS = re.compile(r'class="([^"]*)"')
SVG = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
       '<script>alert(1)</script><path d="M0 0h9v9z"/></svg>')
TYPES = {
    "style.css": "text/css; charset=utf-8",
    "onboard.js": "text/javascript; charset=utf-8",
    "icons.svg": "image/svg+xml",
    "icon.svg": "image/svg+xml",
    "plex-regular.woff2": "font/woff2",
    "plex-semibold.woff2": "font/woff2",
    "licences.txt": "text/plain; charset=utf-8",
}


def png(width, height):
    def chunk(kind, data):
        whole = kind + data
        return (struct.pack(">I", len(data)) + whole +
                struct.pack(">I", zlib.crc32(whole)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x7f" * width) * height)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
            chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def version(data):
    digest = hashlib.sha256(data).digest()
    return base64.urlsafe_b64encode(digest)[:12].decode()


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else
                        ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Look(DaemonCase):
    def begin(self, files=(), **more):
        """The files lie in the folder pages beside the configuration."""
        self.daemon = self.make(**more)
        self.pages = self.daemon.folder / "pages"
        self.pages.mkdir()
        for name, data in dict(files).items():
            self.put(name, data)
        self.daemon.start("2026-10-01T08:00")

    def put(self, name, data):
        if isinstance(data, str):
            data = data.encode()
        (self.pages / name).write_bytes(data)

    def get(self, path, status=200, method="GET", **headers):
        answer = self.daemon.visit(method, path, headers=headers)
        self.assertEqual(answer.status, status, (path, answer.body[:300]))
        return answer

    def page(self, role="leader", tail=""):
        if not hasattr(self, "journey"):
            self.journey = self.daemon.add()
        url = next(page["url"] for page in self.journey["pages"]
                   if page["role"] == role)
        return self.get(urllib.parse.urlsplit(url).path + tail)

    def addresses(self, page):
        return sorted(set(ADDRESS.findall(page.body.decode())))

    def test_what_a_page_refers_to_is_there_and_kept_for_good(self):
        self.begin()
        found = self.addresses(self.page(tail="/calendar"))
        style = next(url for url in found if "/style.css?" in url)
        css = self.get(style).body.decode()
        found += ["/static/" + url for url in set(IN_STYLE.findall(css))]
        names = set()
        for url in found:
            name, number = re.fullmatch(
                r"/static/([\w.-]+)\?v=([\w-]{12})", url).groups()
            answer = self.get(url)
            names.add(name)
            self.assertEqual(answer.headers["Content-Type"], TYPES[name])
            self.assertEqual(answer.headers["Cache-Control"], IMMUTABLE)
            self.assertEqual(version(answer.body), number, name)
            self.assertIn("default-src 'none'",
                          answer.headers["Content-Security-Policy"])
        self.assertEqual(names, set(TYPES) - {"licences.txt"})

    def test_an_asset_is_asked_for_again_by_its_tag(self):
        self.begin()
        for name, content_type in TYPES.items():
            path = "/static/" + name
            answer = self.get(path)
            self.assertEqual(answer.headers["Content-Type"], content_type)
            self.assertEqual(answer.headers["Cache-Control"],
                             "public, no-cache")
            tag = answer.headers["ETag"]
            self.assertEqual(self.get(
                path, 304, **{"If-None-Match": tag}).body, b"")
            self.get(path, **{"If-None-Match": '"other"'})
            self.get(path, 412, **{"If-Match": '"other"'})
            head = self.get(path, method="HEAD")
            self.assertEqual(head.body, b"")
            self.assertEqual(int(head.headers["Content-Length"]),
                             len(answer.body))
            old = self.get(path + "?v=older")
            self.assertEqual(old.headers["Cache-Control"], "public, no-cache")

    def test_no_path_leads_to_a_file(self):
        self.begin(files={"secret.txt": "hush"})
        for name in ("secret.txt", "onboardd.yaml", "dkfds.css", "logo.svg",
                     "made-of", "..", ".", "", "style.css/", "STYLE.CSS",
                     "..%2fpages%2fsecret.txt", "%2e%2e/onboardd.yaml",
                     "..%5cstyle.css", "style.css%00", "a/style.css",
                     "../static/style.css"):
            answer = self.daemon.visit("GET", "/static/" + name)
            self.assertIn(answer.status, (400, 404), name)
            self.assertNotIn(b"hush", answer.body)

    def test_a_leaders_first_view_is_small(self):
        self.begin()
        page = self.page()
        found = self.addresses(page)
        style = next(url for url in found if "/style.css?" in url)
        css = self.get(style).body.decode()
        found += ["/static/" + url for url in set(IN_STYLE.findall(css))]
        found.append("/static/icons.svg")
        sizes = {url.split("?")[0]: len(self.get(url).body) for url in found}
        sizes["page"] = len(page.body)
        self.assertLessEqual(sum(sizes.values()), FIRST_VIEW_MAX, sizes)

    def test_every_class_of_the_templates_is_styled(self):
        """Those of DKFDS that are not in look/classes.txt are not."""
        self.begin()
        css = self.get("/static/style.css").body.decode()
        styled = set(re.findall(r"\.([a-z][\w-]*)", css))
        own = {"own", "site-account", "copy"}  # found by others
        for path in sorted((SOURCE / "config/pages").glob("*.html")):
            text = path.read_text()
            for value in CLASS.findall(text):
                plain = re.sub(r"\{\{[^}]*\}\}", " ", value)
                unknown = set(plain.split()) - styled - own
                self.assertEqual(unknown, set(), path.name)
            self.assertNotRegex(text, r'\sstyle="|<style|\son[a-z]+="')

    def test_every_icon_of_the_templates_is_in_the_sprite(self):
        self.begin()
        sprite = self.get("/static/icons.svg").body.decode()
        ids = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
        self.assertGreater(len(ids), 20)
        for path in sorted((SOURCE / "config/pages").glob("*.html")):
            used = re.findall(r"icons_url\}\}#([\w-]+)", path.read_text())
            self.assertLessEqual(set(used), ids, path.name)
        css = self.get("/static/style.css").body.decode()
        for view in re.findall(r"icons\.svg\?v=[\w-]+#([\w-]+)", css):
            self.assertIn(f'<view id="{view}"', sprite)

    def test_the_colour_is_the_municipalitys(self):
        self.begin(municipality={"name": "Ærø", "colour": "#7A1F5C"})
        css = self.get("/static/style.css").body.decode()
        brand, dark, pale = re.search(
            r":root\{--brand:(#\w{6});--brand-dark:(#\w{6});"
            r"--brand-pale:(#\w{6})\}", css).groups()
        self.assertEqual(brand, "#7a1f5c")
        self.assertLess(luminance(dark), luminance(brand))
        self.assertGreater(
            (luminance(pale) + 0.05) / (luminance(dark) + 0.05), 4.5)
        self.assertIn(b'fill="#7A1F5C"', self.get("/static/icon.svg").body)

    def test_another_colour_has_another_address(self):
        self.begin()
        before = self.addresses(self.page())
        self.daemon.write_config(municipality={"colour": "#7A1F5C"})
        self.assertIn("configuration.reloaded", self.daemon.reload())
        after = self.addresses(self.page())
        self.assertEqual(len(set(before) - set(after)), 2)  # style, icon

    def test_a_logo_stands_for_the_name(self):
        self.begin(files={"vaaben.svg": SVG}, municipality={
            "name": "Ærø & Co", "logo": "vaaben.svg"})
        text = self.page().body.decode()
        url, name = re.search(
            r'<img src="(/static/logo[^"]+)" alt="([^"]*)">', text).groups()
        self.assertEqual(name, "Ærø &amp; Co")
        logo = self.get(url)
        self.assertEqual(logo.body.decode(), SVG)
        self.assertEqual(logo.headers["Content-Type"], "image/svg+xml")
        self.assertEqual(logo.headers["Cache-Control"], IMMUTABLE)
        policy = logo.headers["Content-Security-Policy"]
        self.assertIn("sandbox;", policy)
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("script-src", policy)
        self.get("/static/logo.png", 404)
        self.get("/static/vaaben.svg", 404)

    def test_a_logo_may_be_png(self):
        data = png(300, 80)
        self.begin(files={"logo.png": data},
                   municipality={"logo": "logo.png"})
        url = next(url for url in self.addresses(self.page())
                   if "/logo.png?" in url)
        logo = self.get(url)
        self.assertEqual(logo.body, data)
        self.assertEqual(logo.headers["Content-Type"], "image/png")

    def refuse(self, text, files=(), **municipality):
        daemon = self.make(municipality=municipality)
        pages = daemon.folder / "pages"
        pages.mkdir()
        for name, data in dict(files).items():
            (pages / name).write_bytes(data)
        done = self.check("-n", "-c", daemon.config)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(text, done.stderr)

    def test_a_logo_that_is_none_is_refused(self):
        svg = SVG.encode()
        for text, name, data in (
                ("'municipality.logo': there is no file pages/logo.svg",
                 "logo.svg", None),
                ("is not an SVG picture", "logo.svg", b"<html></html>"),
                ("is not an SVG picture", "logo.svg", b"\xff\xfe<svg/>"),
                ("is not an SVG picture", "logo.svg", png(3, 3)),
                ("is not a PNG picture", "logo.png", svg),
                ("is not a PNG picture", "logo.png", b""),
                ("is not a PNG picture", "logo.png", png(3, 3)[:20]),
                ("is not a PNG picture", "logo.png", png(0, 3)),
                ("is not a PNG picture", "logo.png", png(5000, 1)),
                ("is larger than 131072 bytes", "logo.svg",
                 svg + b" " * 131072),
                ("must be the name of a file", "../logo.svg", None),
                ("must be the name of a file", "/etc/logo.svg", None),
                ("must be the name of a file", "logo.gif", None),
                ("must be the name of a file", ".svg", None)):
            with self.subTest(name=name, text=text):
                self.refuse(text, {} if data is None else {name: data},
                            logo=name)

    def test_a_colour_that_cannot_be_read_on_is_refused(self):
        self.refuse("white text on '#ffcc00' has a contrast of 1.51 to 1 and "
                    "needs 4.5 to 1", colour="#ffcc00")
        self.refuse("contrast of 4.48 to 1 and needs", colour="#777777")
        self.refuse("is not a colour", colour="red")
        self.refuse("is not a colour", colour="#123")
        self.refuse("'municipality.colour' is missing", colour="")

    def test_a_reload_with_a_broken_logo_keeps_the_old_one(self):
        self.begin(files={"logo.svg": SVG}, municipality={"logo": "logo.svg"})
        before = self.addresses(self.page())
        self.put("logo.svg", "no picture")
        line = self.daemon.reload()
        self.assertIn("configuration.kept", line)
        self.assertIn("pages/logo.svg is not an SVG picture", line)
        self.assertEqual(self.addresses(self.page()), before)
        for url in before:
            self.get(url)

    def test_templates_and_styles_are_the_municipalitys_to_change(self):
        message = (SOURCE / "config/pages/message.html").read_text()
        self.begin(files={
            "message.html": message.replace(
                "{{$main}}", "{{$main}}<p>Kære læser</p>"),
            "onboard.css": ".own-rule{color:#123456}"})
        self.assertIn("Kære læser", self.get("/l/x", 404).body.decode())
        css = self.get("/static/style.css").body.decode()
        self.assertIn(".own-rule{color:#123456}", css)
        self.assertIn(".button", css)

    def test_a_broken_template_is_refused_with_its_place(self):
        for wrong, text in (
                ("{{nobody}}", "unknown name 'nobody'"),
                ("{{t.no_such_text}}", "unknown name 't.no_such_text'"),
                ("{{brand.secret}}", "unknown name 'brand.secret'"),
                ("{{{text}}}", "message.html:3"),
                ("{{&text}}", "message.html:3"),
                ("{{>nothing}}", "unknown partial 'nothing'")):
            with self.subTest(wrong=wrong):
                daemon = self.make()
                pages = daemon.folder / "pages"
                pages.mkdir()
                (pages / "message.html").write_text(
                    "{{<layout}}\n{{$main}}\n" + wrong +
                    "\n{{/main}}\n{{/layout}}\n")
                done = self.check("-n", "-c", daemon.config)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(text, done.stderr)
                self.assertIn("message.html:3", done.stderr)

    def test_the_accessibility_statement_is_where_the_configuration_says(self):
        link = "https://www.was.digst.dk/onboarding-example-org?a=1&b=2"
        self.begin(accessibility_statement=link)
        answer = self.get("/was", 303)
        self.assertEqual(answer.headers["Location"], link)
        self.assertIn('<a href="/was">Tilgængelighedserklæring</a>',
                      self.page().body.decode())
        self.assertIn('href="/was"', self.get("/l/x", 404).body.decode())

    def test_without_a_statement_nothing_refers_to_it(self):
        self.begin()
        self.get("/was", 404)
        self.assertNotIn("/was", self.page().body.decode())

    def test_a_page_says_where_its_reader_is(self):
        self.begin()
        text = self.page(tail="/calendar").body.decode()
        nav = re.search(r"<nav .*?</nav>", text, re.S).group()
        links = re.findall(r'<a href="([^"]+)"( aria-current="page")?>([^<]+)',
                           nav)
        self.assertEqual([(current != "", label) for _, current, label
                          in links],
                         [(False, "Dit forløb"),
                          (False, "Medarbejderhåndbogen"),
                          (True, "Kalender"), (False, "Mine data")] * 2)
        for url, _, _ in links:
            self.get(url)
        self.assertNotIn("<nav", self.get("/l/x", 404).body.decode())

    def test_strangers_are_not_told_whom_to_write_to(self):
        self.begin()
        self.assertIn("mailto:hr@example.org", self.page().body.decode())
        self.assertNotIn("hr@example.org",
                         self.get("/p/x", 404).body.decode())


if __name__ == "__main__":
    unittest.main(verbosity=2)
