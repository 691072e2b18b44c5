#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""What receivers make of our mails.

A mail of each kind in both languages is read by Python's email, which must
find no defect, and by mailparser, which must agree with it; SpamAssassin must
have next to nothing against it; and signed by a relay it verifies.
"""

import email
import email.policy
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import dkim

import daemon
import letters
import linting
import mail_kinds

HERE = pathlib.Path(__file__).resolve().parent
BUILD = pathlib.Path.cwd() / "tests" / "system"
DEADLINE = 120
SPAM_MAX = 0.5
# What a relay should sign (RFC 6376, 5.4.1; RFC 8058, 4), more than is there:
# a header that is signed as missing cannot be added.
SIGNED = [name.encode() for name in (
    "From", "From", "To", "To", "Subject", "Subject", "Date", "Date",
    "Message-ID", "Message-ID", "Reply-To", "In-Reply-To", "References",
    "MIME-Version", "Content-Type", "List-Id", "List-Unsubscribe",
    "List-Unsubscribe-Post", "Auto-Submitted")]


def run(command, folder, **more):
    done = subprocess.run(
        list(map(str, command)), capture_output=True, check=False,
        timeout=DEADLINE, cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **more})
    if done.returncode != 0:
        raise AssertionError(f"{command[0]}: {done.stderr.decode()}")
    return done.stdout.decode()


def build(**changes):
    """A letter of the program's own writer."""
    writer = letters.Letters("build")
    return writer.build(**changes)


def make_invitation(folder):
    """A letter with one of the calendars of invitation_samples."""
    run([BUILD / "invitation_samples", "Europe/Copenhagen"], folder)
    calendar = (folder / "2.ics").read_bytes().decode()
    letter, _ = letters.Letters("ask").ask(
        from_name="Onboarding", from_address="onboarding@example.dk",
        to_name="Søren Ærø", to_address="soren@example.com",
        reply_to_name=None, reply_to_address=None,
        subject="Invitation: Møde, kaffe; og referat",
        calendar=calendar, calendar_method="REQUEST")
    linting.check_mail(letter)
    return letter


def people(field):
    return [{"name": address.display_name, "address": address.addr_spec}
            for address in field.addresses]


def text_of(part):
    return "" if part is None else part.get_content().replace("\r\n", "\n")


def parse(content):
    """By Python, which must find nothing wrong; as letter_javascript.js."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.defects:
            raise AssertionError(f"defects: {part.defects}")
        for name, value in part.items():
            if value.defects:
                raise AssertionError(f"{name}: {value.defects}")
    return {
        "subject": message["Subject"],
        "from": people(message["From"]),
        "to": people(message["To"]),
        "message_id": message["Message-ID"],
        "references": (message["References"] or "").split(),
        "in_reply_to": message["In-Reply-To"] or "",
        "date": int(message["Date"].datetime.timestamp()),
        "text": text_of(message.get_body(("plain",))),
        "html": text_of(message.get_body(("html",))),
        "files": [{
            "kind": part.get_content_type(),
            "name": part.get_filename() or "",
            "method": part.get_param("method") or "",
            "content": part.get_payload(decode=True).decode(),
        } for part in message.walk()
            if part.get_content_type() in ("text/calendar",
                                           "application/ics")],
    }


def receive(content):
    """With what the receiver's mail server puts before it: SpamAssassin
    compares its date with Date, and its sender with From."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    sender = message["From"].addresses[0]
    return (f"Return-Path: <bounce+1@{sender.domain}>\r\n"
            f"Received: from relay.{sender.domain} (relay.{sender.domain} "
            "[10.1.2.3])\r\n\tby mx.example.com with ESMTPS id 1a2b3c;\r\n"
            f"\t{message['Date']}\r\n").encode() + content


class Signer:
    """A relay signs with DKIM what it was given."""

    def __init__(self, folder):
        key = folder / "key.pem"
        run(["openssl", "genrsa", "-out", key, "2048"], folder)
        public = run(["openssl", "rsa", "-in", key, "-pubout"], folder)
        self.key = key.read_bytes()
        self.record = "v=DKIM1; k=rsa; p=" + "".join(
            public.strip().splitlines()[1:-1])

    def sign(self, content):
        return dkim.sign(
            content, b"sel", b"example.org", self.key,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=SIGNED) + content

    def verifies(self, content):
        return dkim.verify(content, dnsfunc=lambda name, **_: (
            self.record.encode() if name == b"sel._domainkey.example.org."
            else None))


class Readers(daemon.DaemonCase):
    @classmethod
    def setUpClass(cls):
        letters.Letters.setUpClass()
        cls.addClassCleanup(letters.Letters.tearDownClass)
        cls.mails = {}

    def setUp(self):
        super().setUp()
        if not self.mails:
            for language in ("da", "en"):
                self.mails.update(
                    (f"{kind}.{language}", content) for kind, content
                    in mail_kinds.letters(self, language).items())

    def write(self, contents):
        paths = []
        for name, content in contents.items():
            paths.append(self.folder / f"{name}.eml")
            paths[-1].write_bytes(content)
        return paths

    def test_mails_of_each_kind_are_read_here(self):
        self.assertEqual(
            {f"{kind}.{language}" for language in ("da", "en")
             for kind in mail_kinds.KINDS}, set(self.mails))
        for name, content in self.mails.items():
            language = email.message_from_bytes(content)["Content-Language"]
            self.assertEqual(name.rpartition(".")[2], language)

    def check_agreement(self, mails):
        packages = subprocess.run(
            [HERE.parents[1] / "build-aux" / "node-modules"], check=True,
            stdout=subprocess.PIPE, text=True).stdout.strip()
        said = run(["node", HERE / "letter_javascript.js",
                    *self.write(mails)], packages).splitlines()
        self.assertEqual(len(said), len(mails))
        for (name, content), line in zip(mails.items(), said):
            with self.subTest(name):
                self.assertEqual(json.loads(line), parse(content))

    def test_readers_agree_on_our_mails(self):
        self.check_agreement(self.mails)

    def test_readers_agree_on_odd_texts(self):
        self.check_agreement({
            str(number): build(subject=text, text_plain=text + "\n")
            for number, text in enumerate(letters.TEXTS)})

    def test_the_invitation_is_there_twice(self):
        files = parse(self.mails["invitation.da"])["files"]
        self.assertEqual([(file["kind"], file["name"]) for file in files],
                         [("text/calendar", ""),
                          ("application/ics", "invite.ics")])
        self.assertEqual(files[0]["content"], files[1]["content"])

    def test_a_signed_mail_of_each_kind_verifies(self):
        signer = Signer(self.folder)
        for name, content in self.mails.items():
            with self.subTest(name):
                self.assertTrue(signer.verifies(signer.sign(content)))

    def test_no_mail_looks_like_spam(self):
        mails = {name: receive(content)
                 for name, content in self.mails.items()}
        said = run([HERE / "spam_score", *self.write(mails)], self.folder)
        for name, line in zip(mails, said.splitlines(), strict=True):
            score, _, tests = line.partition(" ")
            with self.subTest(name):
                self.assertLess(float(score), SPAM_MAX, tests)

    def test_spam_would_be_seen(self):
        """Or the scores above would say nothing."""
        content = self.mails["digest.da"]
        bad = receive(re.sub(rb"(?m)^(?:Message-ID|Date|To): .*\r\n(?: .*\r\n)*",
                             b"", content, count=3))
        said = run([HERE / "spam_score", *self.write({"bad": bad})],
                   self.folder)
        self.assertGreater(float(said.split(" ")[0]), 2)


class Signatures(unittest.TestCase):
    """What the other tests do not send."""

    @classmethod
    def setUpClass(cls):
        letters.Letters.setUpClass()
        cls.addClassCleanup(letters.Letters.tearDownClass)
        cls.scratch = pathlib.Path(tempfile.mkdtemp(prefix="onboard-"))
        cls.addClassCleanup(shutil.rmtree, cls.scratch, ignore_errors=True)
        cls.signer = Signer(cls.scratch)
        cls.mails = {
            "reminder": build(
                references=["root@example.org", "before@example.org"],
                unsubscribe_url="https://onboard.example.org/u/x",
                list_id="digest.example.org"),
            "invitation": make_invitation(cls.scratch),
            "long": build(subject="blåbærgrød " * 25,
                          text_plain="ø" * 5000 + "\n. \n\n\n"),
        }

    def test_a_signed_mail_verifies(self):
        for name, content in self.mails.items():
            with self.subTest(name):
                self.assertTrue(
                    self.signer.verifies(self.signer.sign(content)))

    def test_a_changed_mail_does_not(self):
        for name, content in self.mails.items():
            signed = self.signer.sign(content)
            for change in (
                    signed.replace(b"\r\nSubject: ", b"\r\nSubject: x", 1),
                    signed.replace(b"\r\nFrom: ", b"\r\nTo: x@y.dk\r\nFrom: ",
                                   1),
                    signed[:-2] + b"x\r\n"):
                with self.subTest(name):
                    self.assertNotEqual(change, signed)
                    self.assertFalse(self.signer.verifies(change))


if __name__ == "__main__":
    unittest.main()
