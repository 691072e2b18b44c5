# SPDX-License-Identifier: EUPL-1.2
"""Dovecot on a free loopback port, with TLS and a user of its own."""

import contextlib
import grp
import imaplib
import os
import pathlib
import pwd
import shutil
import ssl
import subprocess

import smtp_peers

USER = "onboarding@example.org"
PASSWORD = "hemmeligt ord"
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
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
"""


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

    @contextlib.contextmanager
    def session(self):
        context = ssl.create_default_context(cafile=self.authority_file)
        session = imaplib.IMAP4_SSL("localhost", self.port,
                                    ssl_context=context, timeout=20)
        try:
            session.login(USER, PASSWORD)
            session.select()
            yield session
        finally:
            session.logout()

    def deliver(self, letter):
        """Puts the octets of a letter into the inbox, as a server would."""
        with self.session() as session:
            answer, what = session.append("INBOX", "", None, letter)
        if answer != "OK":
            raise AssertionError(f"APPEND: {what}")

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
