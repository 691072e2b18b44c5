# SPDX-License-Identifier: EUPL-1.2
"""The answers of tests/data/mail, written for a meeting that there is."""
import base64
import email
import email.utils
import hashlib
import hmac
import re
import struct

import daemon

FOLDER = daemon.SOURCE / "tests" / "data" / "mail"
UID = "a1b2c3d4-0001@onboard.example.org"
CALENDARS = ("text/calendar", "application/ics")


def unfold(text):
    return re.sub(r"\r?\n[ \t]", "", text)


def fold(text):
    lines = []
    for line in re.split(r"\r?\n", text):
        while len(line.encode()) > 75:
            cut = 60
            lines.append(line[:cut])
            line = " " + line[cut:]
        lines.append(line)
    return "\r\n".join(lines)


class Meeting:
    """What an invitation said, as an answer repeats it."""

    def __init__(self, uid, address, sequence=0, stamp="20261001T090000Z"):
        self.uid = uid
        self.address = address
        self.sequence = sequence
        self.stamp = stamp


def rewrite_calendar(text, meeting, changes):
    text = unfold(text).replace(UID, meeting.uid)
    text = re.sub(r"(?im)^SEQUENCE:\d+", f"SEQUENCE:{meeting.sequence}", text)
    text = re.sub(r"(?m)^DTSTAMP:\w+", f"DTSTAMP:{meeting.stamp}", text)
    text = re.sub(r"(?i)(mailto:)(soren|aase)@example\.com",
                  r"\g<1>" + meeting.address, text)
    for pattern, replacement in changes:
        text = re.sub(pattern, replacement, text)
    return fold(text)


def encode_as(part, text):
    """Anew, in the transfer encoding and charset that the sample has."""
    charset = part.get_content_charset() or "utf-8"
    raw = text.encode(charset)
    how = (part["Content-Transfer-Encoding"] or "7bit").lower()
    if how == "base64":
        part.set_payload(base64.encodebytes(raw).decode())
    elif how == "quoted-printable":
        del part["Content-Transfer-Encoding"]
        part.set_payload(raw.decode("latin-1"))
        email.encoders.encode_quopri(part)
    else:
        part.set_payload(raw.decode("ascii", "surrogateescape"))


def answer(name, meeting, changes=(), sender=None, message_id=None):
    """The sample's bytes for this meeting."""
    message = email.message_from_bytes((FOLDER / f"{name}.eml").read_bytes())
    for part in message.walk():
        if part.get_content_type() in CALENDARS:
            charset = part.get_content_charset() or "utf-8"
            text = part.get_payload(decode=True).decode(charset)
            encode_as(part, rewrite_calendar(text, meeting, changes))
    del message["From"]
    message["From"] = sender or meeting.address
    if message_id is not None:
        del message["Message-ID"]
        message["Message-ID"] = f"<{message_id}>"
    return message.as_bytes()


def return_path(state_dir, mail, mailbox="onboarding@example.org"):
    """The address that only who has the token key can make."""
    key = (state_dir / "token.key").read_bytes()
    proof = hmac.new(key, b"bounce\0" + struct.pack(">qq", mail, 0),
                     hashlib.sha256).hexdigest()[:20]
    local, domain = mailbox.split("@")
    return f"{local}+b{mail}-{proof}@{domain}"


def bounce(name, address, recipient, message_id=None):
    """A mail server's report, to the given return path."""
    text = (FOLDER / f"{name}.eml").read_text()
    text = re.sub(r"onboarding\+b12-[0-9a-f]{20}@example\.org", address, text)
    text = text.replace("soren@example.com", recipient)
    if message_id is not None:
        text = text.replace(
            "0123456789abcdef0123456789abcdef@example.org", message_id)
    return text.encode()
