# SPDX-License-Identifier: EUPL-1.2
"""The rows of the route tables, read from the source: so a new route is known
to the tests that go through all of them before anybody thought of it."""

import collections
import functools
import pathlib
import re

SOURCE = pathlib.Path(__file__).resolve().parents[2]
ROW = re.compile(
    r'\{\s*HTTP_([A-Z]+),\s*"(/[^"]*)",\s*(RIGHT_[A-Z_]+),\s*(\w+)', re.S)
ANY = re.compile(r'\bHTTP_[A-Z]+,\s*"/')

Route = collections.namedtuple("Route", "method pattern right handler")


@functools.cache
def read():
    """All routes of the daemon, each once, in the order of their paths."""
    found = []
    for path in sorted((SOURCE / "daemon/http").glob("*.c")):
        text = path.read_text()
        rows = [Route(*row) for row in ROW.findall(text)]
        if len(rows) != len(ANY.findall(text)):
            raise AssertionError(f"{path.name}: a route that is not read")
        found += rows
    if len({route[:2] for route in found}) != len(found) or not found:
        raise AssertionError("no routes, or one twice")
    return tuple(
        sorted(found, key=lambda route: (route.pattern, route.method)))


def name(route):
    return f"{route.method} {route.pattern}"


def path(route, values=None):
    """The pattern with its names filled; a name without a value gets one
    that fits the form and means nobody."""
    values = values or {}

    def fill(match):
        word = match[1]
        nobody = "A" * 43 if word == "token" else "999999"
        return str(values.get(word, nobody))
    return re.sub(r"\{(\w+)\}", fill, route.pattern)
