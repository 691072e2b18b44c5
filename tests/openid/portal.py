#!/usr/bin/python3 -B
# SPDX-License-Identifier: EUPL-1.2
"""LemonLDAP::NG's portal for a test in another language: says as JSON where it
is, and ends with its standard input.  Usage: portal.py PUBLIC_URL"""

import json
import pathlib
import sys
import tempfile

import lemonldap


def main(site):
    with tempfile.TemporaryDirectory(prefix="onboard-portal-") as folder:
        provider = lemonldap.Provider(folder)
        try:
            provider.start(site + lemonldap.CALLBACK, site + "/sign-in")
            secret = pathlib.Path(folder, "secret")
            secret.touch(0o600)
            secret.write_text(provider.secret)
            print(json.dumps({
                "issuer": provider.issuer, "client_id": lemonldap.CLIENT,
                "client_secret_file": str(secret)}), flush=True)
            sys.stdin.read()
        finally:
            provider.close()


main(sys.argv[1])
