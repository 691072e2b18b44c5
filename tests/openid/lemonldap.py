# SPDX-License-Identifier: EUPL-1.2
"""Debian's LemonLDAP::NG as an OpenID Connect provider in a folder of its
own: its portal, with its demonstration's users, served by Starman."""

import base64
import http.client
import json
import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import urllib.parse

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "system"))
import daemon  # noqa: E402, pylint: disable=wrong-import-position

CLIENT = "onboard"
CALLBACK = "/sign-in/openid/callback"
PARTY = "oidcRPMetaDataOptions"
# Its demonstration's users: the password is the name.
USERS = {name: f"{name}@badwolf.org" for name in ("dwho", "rtyler", "msmith")}
INI = """[all]
logLevel = notice
checkTime = 1
[configuration]
type = File
dirName = {folder}/conf
localStorage = Cache::FileCache
localStorageOptions = {{ 'cache_root' => '{folder}/cache' }}
[portal]
staticPrefix = /static
templateDir = {unpacked}/usr/share/lemonldap-ng/portal/templates
languages = en
"""


def unpacked():
    """Where the portal lies; asks Debian for it where it is not there yet."""
    if shutil.which("starman") is None:
        raise AssertionError("what the portal needs is not installed: run "
                             "script/install-dependencies --test")
    directory = os.environ.get("LEMONLDAP_DIRECTORY", "lemonldap")
    made = subprocess.run(
        [daemon.SOURCE / "build-aux" / "lemonldap", directory], check=True,
        timeout=daemon.DEADLINE, stdout=subprocess.PIPE, text=True)
    return made.stdout.strip()


def make_key():
    """A signing key: its id, the private and the public PEM."""
    private = subprocess.run(
        ["openssl", "genrsa", "2048"], check=True, capture_output=True,
        text=True, timeout=daemon.DEADLINE).stdout
    public = subprocess.run(
        ["openssl", "rsa", "-pubout"], check=True, capture_output=True,
        text=True, input=private, timeout=daemon.DEADLINE).stdout
    return secrets.token_hex(5), private, public


class Provider:
    """The portal; its issuer is this test's alone."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.unpacked = unpacked()
        self.secret = secrets.token_urlsafe(24)
        self.key = make_key()
        self.options = {}
        self.verified = "1"
        self.version = 0
        self.process = None
        # Keeps the port while nobody listens there.
        self.holder = self.bind(0)
        self.listener = None
        self.issuer = f"http://localhost:{self.port}/"
        for name in ("conf", "cache", "sessions", "persistent"):
            (self.folder / name).mkdir()
        self.log_file = self.folder / "portal.log"
        (self.folder / "lemonldap-ng.ini").write_text(
            INI.format(folder=self.folder, unpacked=self.unpacked))

    @staticmethod
    def bind(port):
        result = socket.socket()
        result.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        result.bind(("127.0.0.1", port))
        return result

    @property
    def port(self):
        return self.holder.getsockname()[1]

    def sessions(self, name):
        return {"Directory": str(self.folder / name),
                "LockDirectory": str(self.folder / name),
                "generateModule":
                "Lemonldap::NG::Common::Apache::Session::Generate::SHA256"}

    def configuration(self, redirect, after):
        key, private, public = self.key
        party = {
            "ClientID": CLIENT,
            "ClientSecret": self.secret,
            "RedirectUris": redirect,
            "PostLogoutRedirectUris": after,
            "RequirePKCE": 1,
            "BypassConsent": 1,
            "LogoutBypassConfirm": 1,
            "IDTokenForceClaims": 1,
            "IDTokenSignAlg": "RS256",
            "DisplayName": "Onboard",
            **self.options,
        }
        return {
            "cfgNum": self.version,
            "cfgDate": self.version,
            "cfgVersion": "2.16.1",
            "cfgAuthor": "test",
            "portal": self.issuer,
            "domain": "localhost",
            "cookieName": "lemonldap",
            "securedCookie": 0,
            "key": secrets.token_hex(16),
            "authentication": "Demo",
            "userDB": "Same",
            "passwordDB": "Null",
            "registerDB": "Null",
            "whatToTrace": "uid",
            "demoExportedVars": {"cn": "cn", "mail": "mail", "uid": "uid"},
            "macros": {},
            "groups": {},
            "exportedVars": {},
            "locationRules": {"localhost": {"default": "accept"}},
            "globalStorage": "Apache::Session::File",
            "globalStorageOptions": self.sessions("sessions"),
            "persistentStorage": "Apache::Session::File",
            "persistentStorageOptions": self.sessions("persistent"),
            "localSessionStorage": "",
            "loginHistoryEnabled": 0,
            "notification": 0,
            "portalSkin": "bootstrap",
            "portalDisplayRegister": 0,
            "portalDisplayResetPassword": 0,
            # Nobody reads pictures, and what draws them is not here.
            "captcha": "::Main::Plugin",
            "timeout": 72000,
            "issuerDBOpenIDConnectActivation": 1,
            "oidcServiceMetaDataIssuer": self.issuer,
            "oidcServiceAllowImplicitFlow": 0,
            "oidcServiceAllowHybridFlow": 0,
            "oidcServiceKeyIdSig": key,
            "oidcServicePrivateKeySig": private,
            "oidcServicePublicKeySig": public,
            "oidcRPMetaDataOptions": {CLIENT: {
                PARTY + name: value for name, value in party.items()}},
            "oidcRPMetaDataMacros": {CLIENT: {"verified": self.verified}},
            "oidcRPMetaDataExportedVars": {CLIENT: {
                "email": "mail", "email_verified": "verified;bool;never",
                "name": "cn", "preferred_username": "uid"}},
        }

    def write(self, redirect, after):
        self.version += 1
        (self.folder / "conf" / f"lmConf-{self.version}.json").write_text(
            json.dumps(self.configuration(redirect, after)))
        self.registered = (redirect, after)

    def start(self, redirect, after):
        """For a relying party that is called back at these addresses."""
        self.write(redirect, after)
        self.spawn()
        return self

    def spawn(self):
        if self.listener is None:
            self.listener = self.bind(self.port)
            self.listener.listen(64)
        descriptor = self.listener.fileno()
        environment = {
            **os.environ,
            "LLNG_DEFAULTCONFFILE": str(self.folder / "lemonldap-ng.ini"),
            "PERL5LIB": self.unpacked + "/usr/share/perl5",
            "SERVER_STARTER_PORT": f"127.0.0.1:{self.port}={descriptor}",
            "TMPDIR": str(self.folder),
        }
        with self.log_file.open("a") as log:
            self.process = subprocess.Popen(
                ["starman", "--env", "deployment", "--workers", "2",
                 "--preload-app", self.unpacked +
                 "/usr/share/lemonldap-ng/portal/htdocs/index.psgi"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                pass_fds=[descriptor], env=environment, cwd=self.folder)
        daemon.wait_for(self.answers, "the portal: " + self.log())

    def log(self):
        return self.log_file.read_text()

    def answers(self):
        if self.process.poll() is not None:
            raise AssertionError("the portal ended: " + self.log())
        try:
            return self.document("/oauth2/jwks")
        except (OSError, http.client.HTTPException):
            return None

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=daemon.DEADLINE)
        try:
            connection.request(method, path, body, headers or {})
            return daemon.Answer(connection.getresponse())
        finally:
            connection.close()

    def document(self, path):
        answer = self.ask("GET", path)
        if answer.status != 200:
            raise AssertionError(f"{path}: {answer.status} "
                                 f"{answer.body[:500]}\n{self.log()[-4000:]}")
        return answer.json()

    def redeem(self, code, redirect, verifier):
        """A code for a token, as a relying party does it."""
        proof = base64.b64encode(f"{CLIENT}:{self.secret}".encode()).decode()
        return self.ask("POST", "/oauth2/token", urllib.parse.urlencode({
            "grant_type": "authorization_code", "code": code,
            "redirect_uri": redirect, "code_verifier": verifier}), {
                "Authorization": "Basic " + proof,
                "Content-Type": "application/x-www-form-urlencoded"})

    def end(self):
        """Ends the portal; requests wait until it starts again."""
        if self.process is None:
            return
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(daemon.DEADLINE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise

    def stop(self):
        """Nobody listens any more."""
        self.end()
        if self.listener is not None:
            self.listener.close()
            self.listener = None

    def change(self, verified="1", **options):
        """Another configuration; sessions stay."""
        self.verified = verified
        self.options = options
        self.end()
        self.write(*self.registered)
        self.spawn()

    def rotate(self):
        """Signs with a new key and knows of the old one no more."""
        self.key = make_key()
        self.change(self.verified, **self.options)

    def reset(self):
        """As it was started."""
        if self.process is None or self.options or self.verified != "1":
            self.change()

    def close(self):
        self.stop()
        self.holder.close()
