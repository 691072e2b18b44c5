# SPDX-License-Identifier: EUPL-1.2
"""Mail servers for tests, good and bad, each on a free loopback port."""

import os
import socket
import ssl
import subprocess
import threading
import time

SOURCE = os.path.dirname(os.path.abspath(__file__))
SMTP_SINK = os.path.join(SOURCE, "..", "..", "build-aux", "smtp-sink")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def wait_for_port(port, deadline=5.0):
    end = time.monotonic() + deadline
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


class Sink:
    """Postfix's smtp-sink with its switches for faults."""

    command = None

    @classmethod
    def prepare(cls, directory):
        made = subprocess.run([SMTP_SINK, directory], check=True, timeout=60,
                              stdout=subprocess.PIPE, text=True)
        cls.command = made.stdout.strip()

    def __init__(self, *switches):
        self.port = free_port()
        self.process = subprocess.Popen(
            [self.command, *switches, "127.0.0.1:%d" % self.port, "10"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for_port(self.port)
        except OSError:
            self.close()
            raise

    def close(self):
        self.process.terminate()
        self.process.wait(5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Script:
    """A server that says what a table tells it to.

    answers maps a command ("CONNECT", "EHLO", "MAIL", ".", ...) to the bytes
    of the answer, to None (silence, connection kept) or to "close".  What it
    does not name is answered as a friendly server would.
    """

    FRIENDLY = {"CONNECT": b"220 peer ESMTP\r\n", "EHLO": b"250 peer\r\n",
                "STARTTLS": b"220 go on\r\n", "AUTH": b"334 \r\n",
                "RESPONSE": b"235 welcome\r\n",
                "DATA": b"354 go on\r\n", "QUIT": b"221 bye\r\n"}

    def __init__(self, answers=None, after=None, tls=None, implicit=False):
        self.answers = answers or {}
        self.tls = tls  # a server's context: by STARTTLS, or implicit
        self.implicit = implicit
        self.encrypted = []  # commands that came encrypted
        self.after = after or {}  # command -> function(socket)
        self.commands = []
        self.letters = []
        self.connections = 0
        self.sockets = []
        self.threads = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.acceptor = threading.Thread(target=self.accept, daemon=True)
        self.acceptor.start()

    def accept(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            self.sockets.append(peer)
            thread = threading.Thread(target=self.serve, args=(peer,),
                                      daemon=True)
            self.threads.append(thread)
            thread.start()

    def answer(self, peer, command):
        """Returns whether the connection goes on."""
        answer = self.answers.get(
            command, self.FRIENDLY.get(command, b"250 ok\r\n"))
        if callable(answer):
            answer = answer(self)
        if answer == "close":
            peer.shutdown(socket.SHUT_RDWR)
            return False
        if answer is not None:
            peer.sendall(answer)
        if command in self.after:
            self.after[command](peer)
        return command != "QUIT"

    def read_letter(self, stream):
        lines = []
        for line in stream:
            if line == b".\r\n":
                self.letters.append(b"".join(lines))
                return True
            lines.append(line)
        return False

    def encrypt(self, peer):
        peer = self.tls.wrap_socket(peer, server_side=True)
        self.sockets.append(peer)
        return peer

    def go_on(self, peer, stream, command):
        """What a command brings beside its answer."""
        if command == "DATA" and self.answers.get(
                "DATA", b"354").startswith(b"354"):
            return self.read_letter(stream) and self.answer(peer, ".")
        return True

    @staticmethod
    def name_of(line, before):
        """The answer to a server's 334 has no name of its own."""
        command = line.split(None, 1)[0].decode(errors="replace").upper()
        return "RESPONSE" if before == "AUTH" and command.isascii() and \
            command not in ("QUIT", "EHLO") else command

    def talk(self, peer):
        """Up to STARTTLS, or to the end; returns whether it goes on."""
        command = ""
        with peer.makefile("rb") as stream:
            while True:
                line = stream.readline()
                if not line.endswith(b"\n"):
                    return False
                self.commands.append(line)
                if isinstance(peer, ssl.SSLSocket):
                    self.encrypted.append(line)
                command = self.name_of(line, command)
                if not self.answer(peer, command) or \
                        not self.go_on(peer, stream, command):
                    return False
                if command == "STARTTLS" and self.tls is not None:
                    return True

    def serve(self, peer):
        try:
            if self.implicit:
                peer = self.encrypt(peer)
            if self.answer(peer, "CONNECT") and self.talk(peer):
                peer = self.encrypt(peer)
                self.talk(peer)
        except (OSError, ValueError):
            pass
        finally:
            peer.close()

    def hang_up(self):
        """Ends the connections that there are."""
        for peer in self.sockets:
            try:
                peer.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.hang_up()
        for thread in [self.acceptor, *self.threads]:
            thread.join(5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Authority:
    """A certificate authority of the test's own, by openssl."""

    def __init__(self, directory, name):
        self.directory = os.path.join(directory, name)
        os.mkdir(self.directory)
        self.file = self.path("ca.pem")
        for database in ("index.txt", "serial"):
            with open(self.path(database), "w", encoding="ascii") as out:
                out.write("01\n" if database == "serial" else "")
        with open(self.path("ca.cnf"), "w", encoding="ascii") as out:
            out.write("[ca]\ndefault_ca=c\n[c]\ndir=%s\n"
                      "database=$dir/index.txt\nserial=$dir/serial\n"
                      "new_certs_dir=$dir\ncertificate=$dir/ca.pem\n"
                      "private_key=$dir/ca.key\ndefault_md=sha256\n"
                      "policy=p\nunique_subject=no\ncopy_extensions=copy\n"
                      "[p]\ncommonName=supplied\n" % self.directory)
        self.openssl("req", "-x509", *self.new_key("ca.key"), "-days", "2",
                     "-subj", "/CN=Test authority " + name, "-out", self.file)

    def path(self, name):
        return os.path.join(self.directory, name)

    def new_key(self, name):
        return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-keyout", self.path(name))

    def openssl(self, *words):
        subprocess.run(["openssl", *words], check=True, timeout=20,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def server_context(self, name, subject_alternative, *, expired=False):
        self.openssl("req", "-new", *self.new_key(name + ".key"), "-subj",
                     "/CN=" + name, "-addext",
                     "subjectAltName=" + subject_alternative,
                     "-out", self.path(name + ".csr"))
        dates = ("-days", "2")
        if expired:
            dates = ("-startdate", "20200101000000Z",
                     "-enddate", "20200201000000Z")
        self.openssl("ca", "-batch", "-config", self.path("ca.cnf"), *dates,
                     "-in", self.path(name + ".csr"),
                     "-out", self.path(name + ".pem"), "-notext")
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.path(name + ".pem"),
                                self.path(name + ".key"))
        return context
