# SPDX-License-Identifier: EUPL-1.2
"""Pages and their forms as a browser asks for them, and other people's
programs that read what they show."""

import pathlib
import re
import subprocess
import tempfile
import urllib.parse

import daemon

HERE = pathlib.Path(__file__).resolve().parent


def run_node(script, texts):
    """Lets the script read the pages, each as a file."""
    modules = subprocess.run(
        [daemon.SOURCE / "build-aux" / "node-modules"], check=True,
        capture_output=True, text=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in enumerate(texts):
            files.append(pathlib.Path(folder, f"{number}.html"))
            files[-1].write_text(text)
        return subprocess.run(
            ["node", HERE / script, modules, *files], capture_output=True,
            text=True, check=False)


def check_html(texts):
    result = run_node("html_validate.mjs", texts)
    if result.returncode != 0:
        raise AssertionError(result.stdout + result.stderr)


class PageCase(daemon.DaemonCase):
    """Of self.daemon."""

    def ask(self, method, path, body=None, content_type=daemon.FORM):
        headers = {} if body is None else {"Content-Type": content_type}
        return self.daemon.visit(method, path, body, headers)

    def get(self, path, status=200):
        answer = self.ask("GET", path)
        self.assertEqual(answer.status, status, answer.body[:500])
        return answer.body.decode()

    def post(self, path, **fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields))

    def csrf(self, path):
        return re.search(
            r'name="csrf" value="([^"]+)"', self.get(path))[1]
