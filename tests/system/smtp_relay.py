# SPDX-License-Identifier: EUPL-1.2
"""A relay with STARTTLS and a login that misbehaves at one point.

It logs what it is sent, byte for byte, and what it was told before TLS.
"""

import socket
import threading

STAGES = ("CONNECT", "EHLO", "STARTTLS", "EHLO-TLS", "AUTH", "MAIL", "RCPT",
          "DATA", "body", ".", "QUIT")
FAULTS = ("4xx", "5xx", "disconnect", "stall", "garbage", "1 MB line")
GARBAGE = b"\x16\x03\x01\x02\x00\xff\xfe\x00%s%n\x1b[2J\r\n"
MEGABYTE = b"x" * (1 << 20)


class Gone(Exception):
    """The connection is over, by the client or by us."""


class Line:
    """One connection, plain at first."""

    def __init__(self, relay, peer):
        self.relay = relay
        self.peer = peer
        self.is_encrypted = False
        self.is_known = False  # logged in
        self.buffer = b""

    def send(self, data):
        try:
            self.peer.sendall(data)
        except OSError as error:
            raise Gone from error

    def receive(self):
        try:
            data = self.peer.recv(65536)
        except (OSError, ValueError) as error:
            raise Gone from error
        if not data:
            raise Gone
        (self.relay.encrypted if self.is_encrypted
         else self.relay.plain).append(data)
        self.buffer += data

    def read_line(self):
        while b"\n" not in self.buffer:
            self.receive()
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line + b"\n"

    def read_letter(self):
        """Up to the dot; half of it when the body is where it ends."""
        letter = self.read_line()
        self.relay.reached(self, "body")
        while not letter.endswith(b"\r\n.\r\n"):
            letter += self.read_line()
        return letter[:-3].replace(b"\r\n..", b"\r\n.")

    def encrypt(self):
        plain = self.peer
        try:
            self.peer = self.relay.tls.wrap_socket(plain, server_side=True)
        except OSError as error:
            plain.close()
            raise Gone from error
        self.is_encrypted = True


class Relay:
    def __init__(self, tls, implicit=False):
        self.tls = tls
        self.implicit = implicit
        self.offers_tls = True
        self.spoil = lambda _: None  # what comes in place of the handshake
        self.stage = None  # where it misbehaves
        self.fault = None
        self.hook = None  # called with the stage that was reached
        self.plain = []
        self.encrypted = []
        self.letters = []  # those that were acknowledged, or might be
        self.connections = 0
        self.lines = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.accept, daemon=True)
        self.thread.start()

    def accept(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            line = Line(self, peer)
            self.lines.append(line)
            threading.Thread(
                target=self.serve, args=(line,), daemon=True).start()

    def serve(self, line):
        try:
            if self.implicit:
                line.encrypt()
            self.talk(line)
        except (Gone, OSError):
            pass
        finally:
            line.peer.close()

    def reached(self, line, stage):
        """Misbehaves, if this is the place.  Returns whether it did."""
        if self.hook is not None:
            self.hook(stage)
        if stage != self.stage:
            return False
        if self.fault == "4xx":
            line.send(b"450 4.3.0 not at this moment\r\n")
        elif self.fault == "5xx":
            line.send(b"535 5.7.8 no such login\r\n" if stage == "AUTH"
                      else b"550 5.3.0 never\r\n")
        elif self.fault == "garbage":
            line.send(GARBAGE)
        elif self.fault == "disconnect":
            line.peer.close()
            raise Gone
        elif self.fault == "stall":
            while True:
                line.receive()
        return self.fault != "1 MB line"

    def answer(self, line, stage, text):
        """Returns whether the answer was the good one."""
        if self.reached(line, stage):
            return False
        if stage == self.stage:
            text = text[:3] + b" " + MEGABYTE + b"\r\n"
        line.send(text)
        return True

    def talk(self, line):
        self.answer(line, "CONNECT", b"220 relay ESMTP\r\n")
        while True:
            words = line.read_line().split()
            command = words[0].upper().decode("ascii", "replace")
            handler = getattr(
                self, "on_" + command.lower(), self.on_unknown)
            if not handler(line):
                return

    def on_ehlo(self, line):
        if line.is_encrypted:
            self.answer(line, "EHLO-TLS",
                        b"250-relay\r\n250 AUTH PLAIN\r\n")
        else:
            self.answer(line, "EHLO", b"250-relay\r\n250 STARTTLS\r\n"
                        if self.offers_tls else b"250 relay\r\n")
        return True

    @staticmethod
    def on_helo(line):
        line.send(b"250 relay\r\n")
        return True

    def on_starttls(self, line):
        if self.answer(line, "STARTTLS", b"220 go on\r\n"):
            self.spoil(line.peer)
            line.encrypt()
        return True

    def on_auth(self, line):
        line.send(b"334 \r\n")
        line.read_line()
        line.is_known = self.answer(line, "AUTH", b"235 2.7.0 welcome\r\n")
        return True

    def on_mail(self, line):
        if not line.is_known:
            line.send(b"530 5.7.0 log in first\r\n")
        else:
            self.answer(line, "MAIL", b"250 2.1.0 ok\r\n")
        return True

    def on_rcpt(self, line):
        self.answer(line, "RCPT", b"250 2.1.5 ok\r\n")
        return True

    def on_data(self, line):
        if not self.answer(line, "DATA", b"354 go on\r\n"):
            return True
        letter = line.read_letter()
        # A fault in the body was all the answer there is.
        if self.stage == "body" and self.fault != "1 MB line":
            return True
        if self.stage == "." and self.fault in ("4xx", "5xx"):
            self.reached(line, ".")
            return True
        self.letters.append(letter)
        self.answer(line, "body" if self.stage == "body" else ".",
                    b"250 2.0.0 taken\r\n")
        if self.hook is not None:
            self.hook("250")
        return True

    def on_rset(self, line):
        line.send(b"250 2.0.0 ok\r\n")
        return True

    def on_quit(self, line):
        self.answer(line, "QUIT", b"221 2.0.0 bye\r\n")
        return False

    @staticmethod
    def on_unknown(line):
        line.send(b"500 5.5.1 what?\r\n")
        return True

    def hang_up(self):
        lines, self.lines = self.lines, []
        for line in lines:
            try:
                line.peer.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.hang_up()
        self.thread.join(5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
