# SPDX-License-Identifier: EUPL-1.2
"""An OpenID Connect provider for tests: strict to the letter, and misbehaving
on command.  Its tokens are signed by jwcrypto, not by what checks them."""

import base64
import collections
import hashlib
import http.server
import json
import secrets
import threading
import urllib.parse

from jwcrypto import jwk, jws

FORM = "application/x-www-form-urlencoded"
REDIRECT = "http://127.0.0.1:8080/sign-in/openid/callback"
LEFT = "http://127.0.0.1:8080/sign-in"
CLIENT = "onboard client"
SECRET = "hemmeligheden/4711+&=%æ"
GOOD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

Answer = collections.namedtuple("Answer", "status body headers",
                                defaults=({},))


class Refused(Exception):
    """What the client did wrong; tests look at Provider.complaints."""


def demand(condition, what):
    if not condition:
        raise Refused(what)


def encode(value):
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def one_each(query):
    """Fields of a query or form; a field that stands twice is refused."""
    pairs = urllib.parse.parse_qsl(query, keep_blank_values=True,
                                   strict_parsing=True)
    demand(len(dict(pairs)) == len(pairs), "a parameter stands twice")
    return dict(pairs)


def new_key(algorithm):
    kind = {"kty": "EC", "crv": "P-256"} if algorithm == "ES256" else {
        "kty": "RSA", "size": 2048}
    return jwk.JWK.generate(**kind, alg=algorithm, use="sig",
                            kid=secrets.token_hex(8))


FIRST_KEY = new_key("RS256")  # which takes a while to make


class Provider:
    """Serves discovery, keys and tokens; authorize() is its user's browser."""

    def __init__(self, now, tls=None):
        self.now = now  # seconds, as the daemon's clock has it
        self.keys = [FIRST_KEY]
        self.complaints = []
        self.requests = []
        self.codes = {}
        self.claims = {}  # instead of the usual; None takes one out
        self.document = {}  # the same
        self.answers = {}  # path: Answer instead, or a function of the usual
        self.gates = {}  # path: an event that the answer waits for
        self.sign = self.sign_well
        self.user = {"sub": "hanne-1", "email": "hr@example.org",
                     "email_verified": True}
        self.is_basic = True
        self.names_issuer = False
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outer.serve(self, "")

            def do_POST(self):
                length = int(self.headers["Content-Length"])
                outer.serve(self, self.rfile.read(length).decode())

            def log_message(self, *_):
                pass  # requests are no news

        self.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # clients that go away
        if tls is not None:
            self.server.socket = tls.wrap_socket(
                self.server.socket, server_side=True)
        scheme = "http" if tls is None else "https"
        self.issuer = f"{scheme}://127.0.0.1:{self.server.server_port}/realm"
        self.thread = threading.Thread(
            target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def close(self):
        for gate in self.gates.values():
            gate.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(20)

    # ---- keys and tokens ----

    def rotate(self, algorithm="RS256"):
        self.keys = [new_key(algorithm)]

    def sign_well(self, claims):
        key = self.keys[-1]
        token = jws.JWS(json.dumps(claims))
        token.add_signature(key, None, json.dumps(
            {"alg": key["alg"], "kid": key["kid"], "typ": "JWT"}))
        return token.serialize(compact=True)

    def sign_not(self, claims):
        return f"{encode({'alg': 'none'})}.{encode(claims)}."

    def sign_with_public_key(self, claims):
        """HS256, the secret being the key that everybody may read."""
        public = self.keys[-1].export_public().encode()
        token = jws.JWS(json.dumps(claims))
        token.add_signature(
            jwk.JWK(kty="oct", k=encode(public)), None,
            json.dumps({"alg": "HS256", "kid": self.keys[-1]["kid"]}))
        return token.serialize(compact=True)

    def sign_with_other_key(self, claims):
        """By a key of its own, under the name of the published one."""
        published, self.keys = self.keys, [new_key("RS256")]
        self.keys[0] = jwk.JWK(**{
            **self.keys[0].export(as_dict=True), "kid": published[0]["kid"]})
        token = self.sign_well(claims)
        self.keys = published
        return token

    # ---- the browser's visit ----

    def authorize(self, url, iss=None):
        """Signs the user in; returns the path that the browser comes to."""
        address = urllib.parse.urlsplit(url)
        asked = one_each(address.query)
        self.check_request(address, asked)
        code = secrets.token_urlsafe(32)
        self.codes[code] = asked
        back = {"code": code, "state": asked["state"]}
        if iss is not None or self.names_issuer:
            back["iss"] = self.issuer if iss is None else iss
        return "/sign-in/openid/callback?" + urllib.parse.urlencode(back)

    def check_request(self, address, asked):
        base = f"{address.scheme}://{address.netloc}{address.path}"
        demand(base == self.issuer + "/authorize", f"asked {base}")
        demand(asked["response_type"] == "code", "no code flow")
        demand(asked["client_id"] == CLIENT, "another client")
        demand(asked["redirect_uri"] == REDIRECT, "another redirect_uri")
        demand("openid" in asked["scope"].split(" "), "no openid scope")
        demand(asked.get("code_challenge_method") == "S256", "no PKCE")
        demand(len(asked.get("code_challenge", "")) == 43, "no challenge")
        demand(len(asked.get("state", "")) >= 32, "no state")
        demand(len(asked.get("nonce", "")) >= 32, "no nonce")
        demand(asked["state"] != asked["nonce"], "a nonce that is known")
        demand("client_secret" not in asked, "the secret in the browser")

    # ---- the server ----

    def serve(self, handler, body):
        path = handler.path.removeprefix("/realm")
        self.requests.append((handler.command, path, body,
                              dict(handler.headers)))
        if path in self.gates:
            self.gates[path].wait(30)
        answer = self.answers.get(path)
        if not isinstance(answer, Answer):
            usual = self.answer(handler, path, body)
            answer = usual if answer is None else answer(usual)
        handler.send_response(answer.status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(answer.body)

    def answer(self, handler, path, body):
        if path == "/.well-known/openid-configuration":
            return self.reply(self.describe())
        if path == "/keys":
            return self.reply({"keys": [key.export_public(as_dict=True)
                                        for key in self.keys]})
        if path == "/token":
            return self.exchange(handler, body)
        return self.reply({"error": "not_found"}, 404)

    @staticmethod
    def reply(value, status=200):
        return Answer(status, json.dumps(value).encode())

    def describe(self):
        methods = "client_secret_basic" if self.is_basic else \
            "client_secret_post"
        document = {
            "issuer": self.issuer,
            "authorization_endpoint": self.issuer + "/authorize",
            "token_endpoint": self.issuer + "/token",
            "jwks_uri": self.issuer + "/keys",
            "end_session_endpoint": self.issuer + "/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": [methods],
            "authorization_response_iss_parameter_supported":
                self.names_issuer,
            **self.document,
        }
        return {name: value for name, value in document.items()
                if value is not None}

    def exchange(self, handler, body):
        try:
            demand(handler.command == "POST", "no POST")
            demand(handler.headers["Content-Type"] == FORM, "no form")
            fields = one_each(body)
            self.check_client(handler.headers["Authorization"], fields)
            asked = self.check_code(fields)
        except Refused as refused:
            self.complaints.append(str(refused))
            word = "invalid_client" if "client" in str(refused) else \
                "invalid_grant"
            return self.reply({"error": word,
                               "error_description": SECRET}, 400)
        return self.reply({
            "access_token": secrets.token_urlsafe(32), "token_type": "Bearer",
            "expires_in": 300,
            "id_token": self.sign(self.make_claims(asked))})

    def check_client(self, login, fields):
        if self.is_basic:
            demand(login is not None and login.startswith("Basic "),
                   "client without a login")
            demand("client_secret" not in fields, "client secret twice")
            pair = base64.b64decode(login[6:], validate=True).decode()
            given = [urllib.parse.unquote_plus(part, errors="strict")
                     for part in pair.split(":", 1)]
        else:
            demand(login is None, "client with a login")
            given = [fields.get("client_id"), fields.get("client_secret")]
        demand(given == [CLIENT, SECRET], f"client {given[0]!r} is another")

    def check_code(self, fields):
        demand(fields.get("grant_type") == "authorization_code", "no code")
        demand(fields.get("code") in self.codes, "code unknown or used")
        asked = self.codes.pop(fields["code"])
        demand(fields.get("redirect_uri") == asked["redirect_uri"],
               "redirect_uri differs")
        verifier = fields.get("code_verifier", "")
        demand(43 <= len(verifier) <= 128 and set(verifier) <= set(GOOD),
               "no code_verifier")
        demand(encode(hashlib.sha256(verifier.encode()).digest()) ==
               asked["code_challenge"], "code_verifier does not fit")
        return asked

    def make_claims(self, asked):
        now = self.now()
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now,
                  "exp": now + 300, "auth_time": now,
                  "nonce": asked["nonce"], **self.user, **self.claims}
        return {name: value for name, value in claims.items()
                if value is not None}

    def asked_for(self, path):
        return [request for request in self.requests if request[1] == path]
