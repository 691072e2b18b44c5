#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""Answers come in from an IMAP mailbox, Dovecot's, by mbsync and fetchmail
with the configurations that we give as examples."""

import http.server
import json
import os
import re
import subprocess
import threading
import unittest
import urllib.parse

import icalendar

import daemon
import imap_peers
import smtp_peers

EXAMPLES = daemon.SOURCE / "systemd" / "examples"
ANSWER = (daemon.SOURCE / "tests" / "data" / "mail" /
          "thunderbird-reply.eml").read_bytes()
SECOND = ANSWER.replace(b"PARTSTAT=ACCEPTED", b"PARTSTAT=DECLINED")
ADDRESS = "ana@privat.example.org"
TUID = re.compile(rb"(?m)^X-TUID: \S{12}\n")


def with_line_feeds(letter):
    """Files have them where IMAP has CR and LF."""
    return letter.replace(b"\r\n", b"\n")


class TokenServer(http.server.ThreadingHTTPServer):
    """Gives a token to whoever posts a form, over TLS."""

    daemon_threads = True

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            form = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.asked.append(urllib.parse.parse_qs(form.decode()))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({
                "token_type": "Bearer", "expires_in": 600,
                "access_token": imap_peers.access_token()}).encode())

        def log_message(self, *_):
            pass

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), self.Handler)
        authority = smtp_peers.Authority(str(folder), "tokens")
        self.authority_file = authority.file
        self.socket = authority.server_context(
            "tokens", "DNS:localhost").wrap_socket(
                self.socket, server_side=True)
        self.asked = []
        self.thread = threading.Thread(target=self.serve_forever)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.thread.join()
        self.server_close()


class ImapMaildir(daemon.DaemonCase):
    def setUp(self):
        super().setUp()
        # Dovecot is another user when the test is root.
        self.folder.chmod(0o711)
        self.dovecot = imap_peers.Dovecot(self.folder / "dovecot")
        self.home = self.folder / "home"
        self.home.mkdir()
        self.write("imap-password", imap_peers.PASSWORD + "\n")
        self.maildir = self.home / "inbox"

    def write(self, name, text):
        path = self.home / name
        path.touch(mode=0o600)
        path.write_text(text)
        return path

    def example(self, name, *replacements):
        """The example with the test's server in place of its own."""
        text = (EXAMPLES / name).read_text()
        for old, new in replacements:
            self.assertEqual(text.count(old), 1, old)
            text = text.replace(old, new)
        return self.write(name, text)

    def run_program(self, *arguments, **environment):
        done = subprocess.run(
            list(map(str, arguments)), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=daemon.DEADLINE,
            cwd=self.home, env={"PATH": os.environ["PATH"], "LANG": "C",
                                "HOME": str(self.home), **environment})
        self.assertNotIn(imap_peers.PASSWORD, done.stdout + done.stderr)
        return done


class MbsyncCase(ImapMaildir):
    def configure(self, authority=None):
        account = (f"Host localhost\nPort {self.dovecot.port}\n"
                   "SystemCertificates no\nCertificateFile "
                   f"{authority or self.dovecot.authority_file}")
        return self.example(
            "mbsyncrc", ("Host imap.example.org", account),
            ("Inbox /var/lib/onboard-mail/", f"Inbox {self.home}/"),
            ("State /var/lib/onboard-mail/", f"State {self.home}/"))

    def synchronize(self, configuration, **environment):
        return self.run_program(
            "mbsync", "-c", configuration, "onboard",
            CREDENTIALS_DIRECTORY=str(self.home), **environment)

    def copied(self, configuration):
        done = self.synchronize(configuration)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, "")
        return self.files()

    def files(self):
        return [path for folder in ("new", "cur")
                for path in sorted((self.maildir / folder).glob("*"))]

    def check_copy(self, path, letter):
        """The same octets, but for line ends and one line of mbsync's, by
        which it finds the copy again when it was interrupted."""
        octets = path.read_bytes()
        tuid = TUID.search(octets)
        self.assertEqual(octets[tuid.end():tuid.end() + 1], b"\n",
                         "the last line of the head")
        self.assertEqual(octets[:tuid.start()] + octets[tuid.end():],
                         with_line_feeds(letter))
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)


class Mbsync(MbsyncCase):
    def test_an_answer_is_copied_once_as_it_is(self):
        with self.dovecot as dovecot:
            dovecot.deliver(ANSWER)
            configuration = self.configure()
            first = self.copied(configuration)
            self.assertEqual(len(first), 1)
            self.check_copy(first[0], ANSWER)
            self.assertEqual(self.copied(configuration), first)
            dovecot.deliver(SECOND)
            later = self.copied(configuration)
            self.assertEqual(len(later), 2)
            self.assertIn(first[0], later)
            self.check_copy(next(path for path in later if path != first[0]),
                            SECOND)

    def test_the_mailbox_stays_as_it_was(self):
        with self.dovecot as dovecot:
            dovecot.deliver(ANSWER)
            before = dovecot.letters()
            self.assertEqual(before, [("1 (FLAGS ())", ANSWER)])
            configuration = self.configure()
            self.copied(configuration)[0].unlink()
            self.assertEqual(self.copied(configuration), [],
                             "what was removed here does not come again")
            self.assertEqual(dovecot.letters(), before)

    def test_of_a_huge_mail_only_the_head_comes(self):
        huge = ANSWER + b"0123456789\r\n" * 250000
        with self.dovecot as dovecot:
            dovecot.deliver(huge)
            only = self.copied(self.configure())
            self.assertEqual(len(only), 1)
            self.assertLess(only[0].stat().st_size, 2000)
            self.assertIn(b"From: ", only[0].read_bytes())

    def test_a_mailbox_that_takes_no_passwords_gets_a_token(self):
        secret = "hemmelig & nøgle"
        self.write("imap-password", secret + "\n")
        with self.dovecot as dovecot, TokenServer(self.home) as server:
            dovecot.deliver(ANSWER)
            configuration = self.configure()
            script = self.example(
                "imap-access-token", ("login.microsoftonline.com",
                                      f"localhost:{server.server_port}"))
            script.chmod(0o700)
            text = configuration.read_text()
            configuration.write_text(text.replace(
                "\nAuth", "\n#").replace("\nPassCmd", "\n#").replace(
                    "\n#AuthMechs X", "\nAuthMechs X").replace(
                "\n#PassCmd /etc/onboardd/", f"\nPassCmd {self.home}/"))
            done = self.synchronize(configuration,
                                    CURL_CA_BUNDLE=server.authority_file)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(len(self.files()), 1)
            self.check_copy(self.files()[0], ANSWER)
            dovecot.wait_for_log("method=XOAUTH2")
        self.assertEqual(server.asked, [{
            "grant_type": ["client_credentials"], "client_id": ["CLIENT"],
            "scope": ["https://outlook.office365.com/.default"],
            "client_secret": [secret]}])

    def test_a_stranger_and_a_wrong_password_get_nothing(self):
        with self.dovecot as dovecot:
            dovecot.deliver(ANSWER)
            stranger = smtp_peers.Authority(str(self.home), "stranger")
            done = self.synchronize(self.configure(stranger.file))
            self.assertNotEqual(done.returncode, 0)
            self.assertNotIn("Login:", dovecot.log().split("Logged out")[-1])
            self.write("imap-password", "forkert\n")
            done = self.synchronize(self.configure())
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("AUTHENTICATIONFAILED", done.stderr)
            self.assertEqual(self.files(), [])


class FetchmailCase(ImapMaildir):
    def configure(self, command):
        return self.example(
            "fetchmailrc", ("imap.example.org", "localhost"),
            ("service 993", f"service {self.dovecot.port}"),
            ('"secret"', f'"{imap_peers.PASSWORD}"'),
            ("sslcertck",
             f'sslcertck sslcertfile "{self.dovecot.authority_file}"'),
            ("/usr/bin/onboardctl receive-mail", command))

    def fetch(self, configuration, **environment):
        return self.run_program(
            "fetchmail", "-f", configuration, "--pidfile",
            self.home / "pid", "--idfile", self.home / "ids",
            **environment).returncode


class Fetchmail(FetchmailCase):
    """A script stands in for onboardctl, and keeps what it is handed."""

    def configure_script(self):
        script = self.write("deliver",
                            f"#!/bin/sh\ncat >{self.home}/mail-$$\n")
        script.chmod(0o700)
        return self.configure(str(script))

    def handed_over(self):
        return [path.read_bytes() for path in self.home.glob("mail-*")]

    def test_a_mail_is_handed_over_once_as_it_is(self):
        with self.dovecot as dovecot:
            dovecot.deliver(ANSWER)
            configuration = self.configure_script()
            self.assertEqual(self.fetch(configuration), 0)
            self.assertEqual(self.handed_over(), [with_line_feeds(ANSWER)])
            self.assertEqual(dovecot.letters(), [])
            self.assertEqual(self.fetch(configuration), 1, "no mail")
            self.assertEqual(len(self.handed_over()), 1)


class Onboard:
    """A daemon that has invited its leader, and her answer."""

    def invite(self):
        self.onboard = self.start("2026-10-01T08:00")
        self.onboard.add(email=ADDRESS)
        # Nobody is invited before having been welcomed.
        self.onboard.advance("2026-10-02T09:00")
        return self.answer(self.invitation()["uid"])

    def invitation(self):
        def found():
            for letter in self.onboard.letters():
                if letter.to == ADDRESS and (
                        b"text/calendar" in letter.bytes):
                    part = next(each for each in letter.message.walk() if
                                each.get_content_type() == "text/calendar")
                    return icalendar.Calendar.from_ical(part.get_content())
            return None
        calendar = daemon.wait_for(found, "the invitation")
        event, = calendar.walk("VEVENT")
        return event

    @staticmethod
    def answer(uid):
        """What Thunderbird would write."""
        letter = ANSWER
        for old, new in [("a1b2c3d4-0001@onboard.example.org", uid),
                         ("soren@example.com", ADDRESS),
                         ("SEQUENCE:3", "SEQUENCE:0")]:
            letter = letter.replace(old.encode(), new.encode())
        return letter

    def partstat(self):
        view = self.onboard.api("GET", "/leaders/1/invitations")
        each, = (each for each in view["invitations"]
                 if each["address"] == ADDRESS)
        return each["partstat"]

    def received(self):
        return [(each["kind"], each["outcome"]) for each in
                self.onboard.api("GET", "/received-mail")["received"]]


class MbsyncToOnboard(Onboard, MbsyncCase):
    def receive(self):
        done = self.onboard.ctl("receive-mail", "--maildir",
                                str(self.maildir))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_an_answer_counts_once(self):
        answer = self.invite()
        with self.dovecot as dovecot:
            dovecot.deliver(answer)
            before = dovecot.letters()
            configuration = self.configure()
            self.copied(configuration)
            self.assertEqual(self.partstat(), "needs-action")
            self.assertIn(": applied,", self.receive())
            self.assertEqual(self.partstat(), "accepted")
            self.assertEqual(self.received(), [("reply", "applied")])
            files = self.files()
            self.assertEqual([path.parent.name for path in files], ["cur"])
            self.assertEqual(self.copied(configuration), files)
            self.assertEqual(self.receive(), "No mail to receive.\n")
            dovecot.deliver(answer)
            self.assertEqual(len(self.copied(configuration)), 2)
            self.assertIn(": repeated,", self.receive())
            self.assertEqual(self.received(), [("reply", "applied")])
            self.assertEqual(dovecot.letters()[:1], before,
                             "it is still unread in the mailbox")

    def test_an_answer_counts_that_somebody_has_read_first(self):
        answer = self.invite()
        with self.dovecot as dovecot:
            dovecot.deliver(answer)
            dovecot.read_all()
            configuration = self.configure()
            files = self.copied(configuration)
            self.assertRegex(files[0].name, ":2,S$", "as it was read there")
            self.assertIn(": applied,", self.receive())
            self.assertEqual(self.partstat(), "accepted")
            self.assertEqual(len(self.copied(configuration)), 1)
            self.assertEqual(self.receive(), "No mail to receive.\n")

    def test_of_a_huge_answer_nothing_counts(self):
        answer = self.invite()
        with self.dovecot as dovecot:
            dovecot.deliver(answer + b"0123456789\r\n" * 250000)
            self.copied(self.configure())
            self.receive()
            self.assertEqual(self.partstat(), "needs-action")
            self.assertEqual(self.receive(), "No mail to receive.\n")


class FetchmailToOnboard(Onboard, FetchmailCase):
    def fetch(self, configuration):
        return super().fetch(configuration,
                             ONBOARD_SOCKET=str(self.onboard.socket))

    def test_an_answer_counts_when_the_daemon_is_back(self):
        answer = self.invite()
        with self.dovecot as dovecot:
            dovecot.deliver(answer)
            configuration = self.configure(
                daemon.ONBOARDCTL + " receive-mail")
            self.assertEqual(self.onboard.stop(), 0)
            self.fetch(configuration)
            self.assertEqual(dovecot.letters(), [("1 (FLAGS ())", answer)])
            self.onboard.start("2026-10-02T09:00")
            self.assertEqual(self.fetch(configuration), 0)
            self.assertEqual(self.partstat(), "accepted")
            self.assertEqual(self.received(), [("reply", "applied")])
            self.assertEqual(dovecot.letters(), [])


if __name__ == "__main__":
    unittest.main()
