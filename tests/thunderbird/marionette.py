# SPDX-License-Identifier: EUPL-1.2
"""A client of Marionette, the remote protocol of Mozilla's programs.

A message is its length in decimal digits, a colon, and JSON: [0, id, command,
parameters] to the program, [1, id, error, result] from it.
"""

import base64
import json
import socket


class RefusedError(Exception):
    pass


class Marionette:
    def __init__(self, port, timeout):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout)
        self.stream = self.socket.makefile("rb")
        self.number = 0
        self.receive()  # the greeting
        self.call("WebDriver:NewSession", capabilities={})
        # The program's own windows, not what they show.
        self.call("Marionette:SetContext", value="chrome")

    def receive(self):
        digits = b""
        while not digits.endswith(b":"):
            octet = self.stream.read(1)
            if not octet:
                raise ConnectionError("the program has hung up")
            digits += octet
        return json.loads(self.stream.read(int(digits[:-1])))

    def call(self, command, **parameters):
        self.number += 1
        text = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(text), text))
        while True:
            _, number, error, result = self.receive()
            if number == self.number:
                break
        if error:
            raise RefusedError(f"{command}: {error['error']}: "
                               f"{error['message']}")
        return result

    def script(self, text, *arguments):
        return self.call("WebDriver:ExecuteScript", script=text,
                         args=list(arguments))["value"]

    def windows(self):
        return self.call("WebDriver:GetWindowHandles")

    def switch(self, handle):
        self.call("WebDriver:SwitchToWindow", handle=handle)

    def click(self, x, y):
        """A press of the main button there in the window."""
        self.call("WebDriver:PerformActions", actions=[{
            "type": "pointer", "id": "mouse",
            "parameters": {"pointerType": "mouse"},
            "actions": [
                {"type": "pointerMove", "x": round(x), "y": round(y),
                 "origin": "viewport"},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0}]}])

    def picture(self):
        """The window as it looks, as PNG."""
        return base64.b64decode(
            self.call("WebDriver:TakeScreenshot", full=False)["value"])

    def close(self):
        self.stream.close()
        self.socket.close()
