# SPDX-License-Identifier: EUPL-1.2
"""Dovecot on a free loopback port, with TLS and a user of its own."""

import base64
import contextlib
import grp
import hashlib
import hmac
import imaplib
import json
import os
import pathlib
import pwd
import shutil
import ssl
import subprocess
import time

import smtp_peers

USER = "onboarding@example.org"
PASSWORD = "hemmeligt ord"
TOKEN_KEY = b"the key of those who give tokens"
PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
CONFIGURATION = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{certificate}.pem
ssl_key = <{certificate}.key
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/mail
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
auth_mechanisms = plain xoauth2
passdb {{
  driver = passwd-file
  mechanisms = plain
  args = {folder}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
"""


def access_token(seconds=600):
    """A JSON Web Token for the mailbox, valid for so long."""
    now = int(time.time())

    def text(octets):
        return base64.urlsafe_b64encode(octets).rstrip(b"=")
    claims = {"sub": USER, "iat": now - 60, "exp": now + seconds}
    signed = text(b'{"alg":"HS256","typ":"JWT"}') + b"." + \
        text(json.dumps(claims).encode())
    signature = hmac.new(TOKEN_KEY, signed, hashlib.sha256).digest()
    return (signed + b"." + text(signature)).decode()


class Dovecot:
    """Ended with the block that it is opened for.  Dovecot serves no mail as
    root: started by root it is nobody's."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        # The path of a socket in it may have at most 107 octets.
        account = pwd.getpwnam("nobody") if os.getuid() == 0 else \
            pwd.getpwuid(os.getuid())
        self.ids = (account.pw_uid, account.pw_gid)
        authority = smtp_peers.Authority(str(self.folder), "authority")
        authority.server_context("imap", "DNS:localhost")
        self.authority_file = authority.file
        self.port = smtp_peers.free_port()
        for name in ("run", "state", "home"):
            (self.folder / name).mkdir()
        self.write("users", f"{USER}:{{PLAIN}}{PASSWORD}\n")
        keys = self.folder / "keys" / "default" / "HS256"
        keys.mkdir(parents=True)
        self.write(keys / "default", base64.b64encode(TOKEN_KEY).decode())
        self.write("oauth2.conf", "introspection_mode = local\n"
                   "username_attribute = sub\nlocal_validation_key_dict = "
                   f"fs:posix:prefix={self.folder}/keys/\n")
        self.write("dovecot.conf", CONFIGURATION.format(
            folder=self.folder, port=self.port, user=account.pw_name,
            group=grp.getgrgid(account.pw_gid).gr_name,
            certificate=authority.path("imap")))
        self.process = None

    def write(self, name, text):
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text)

    def __enter__(self):
        program = shutil.which("dovecot", path=PATH)
        if program is None:
            raise AssertionError("Dovecot is needed: run "
                                 "script/install-dependencies --test")
        become = {}
        if os.getuid() == 0:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, *self.ids)
            become = {"user": self.ids[0], "group": self.ids[1],
                      "extra_groups": []}
        with open(self.folder / "start.log", "wb") as log:
            self.process = subprocess.Popen(
                [program, "-F", "-c", str(self.folder / "dovecot.conf")],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                cwd=self.folder, **become)
        try:
            smtp_peers.wait_for_port(self.port, 20)
        except OSError as problem:
            self.__exit__()
            raise AssertionError("Dovecot did not start: " +
                                 self.log()) from problem
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def log(self):
        return "".join(path.read_text(errors="replace")
                       for path in self.folder.glob("*.log"))

    def wait_for_log(self, text, count=1):
        """Dovecot's processes write their log through another one."""
        end = time.monotonic() + 20
        while self.log().count(text) < count:
            if time.monotonic() > end:
                raise AssertionError(f"no '{text}' in {self.log()}")
            time.sleep(0.005)

    @contextlib.contextmanager
    def session(self):
        ended = self.log().count("Logged out")
        context = ssl.create_default_context(cafile=self.authority_file)
        session = imaplib.IMAP4_SSL("localhost", self.port,
                                    ssl_context=context, timeout=20)
        try:
            session.login(USER, PASSWORD)
            session.select()
            yield session
        finally:
            session.logout()
        self.wait_for_log("Logged out", ended + 1)

    def deliver(self, letter):
        """Puts the octets of a letter into the inbox, as a server would."""
        with self.session() as session:
            answer, what = session.append("INBOX", "", None, letter)
        if answer != "OK":
            raise AssertionError(f"APPEND: {what}")

    def read_all(self):
        """Somebody opens each letter of the inbox."""
        with self.session() as session:
            for number in session.search(None, "ALL")[1][0].split():
                session.store(number, "+FLAGS", "(\\Seen)")

    def letters(self):
        """The letters of the inbox: flags and octets."""
        with self.session() as session:
            numbers = session.search(None, "ALL")[1][0].split()
            return [(self.fetch(session, number, "(FLAGS)").decode(),
                     self.fetch(session, number, "(BODY.PEEK[])"))
                    for number in numbers]

    @staticmethod
    def fetch(session, number, what):
        found = session.fetch(number, what)[1][0]
        return found[1] if isinstance(found, tuple) else found
