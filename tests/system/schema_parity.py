#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the C parsers and the JSON Schemas against the same files.

Both take what lies in good/; both refuse what lies in bad/; bad-semantic/
holds what only a parser can see.  The files that the product ships are good.

A schema's values are typed as the parser types them: every scalar is a text
until the schema asks for a whole number or a boolean.
"""
import glob
import json
import os
import re
import subprocess
import sys

import jsonschema
import yaml

SOURCE = os.environ.get("srcdir", ".")
DRIVER = os.environ.get("FORMATS_DRIVER", "tests/unit/formats_driver")
SHIPPED = {
    "config": ["config/onboardd.yaml"],
    "programme": sorted(glob.glob("config/programmes/*.yaml",
                                  root_dir=SOURCE)),
    "overlay": [],
    "handbook": ["config/handbook.yaml"],
    "events": ["config/events.yaml"],
    "survey": sorted(glob.glob("config/surveys/*.yaml", root_dir=SOURCE)),
    "catalogue": ["config/language/da.yaml", "config/language/en.yaml"],
}


def resolve(schema, root):
    while "$ref" in schema:
        node = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            node = node[part]
        schema = node
    return schema


def typed(value, schema, root):
    """The value with whole numbers and booleans where the schema has them."""
    if not isinstance(schema, dict):
        return value
    schema = resolve(schema, root)
    if "if" in schema and isinstance(value, dict):
        has = all(key in value for key in schema["if"].get("required", []))
        return typed(value, schema["then" if has else "else"], root)
    if "anyOf" in schema and isinstance(value, str):
        choices = [typed(value, one, root) for one in schema["anyOf"]]
        return next((one for one in choices if one != value), value)
    if isinstance(value, dict):
        keys = schema.get("properties", {})
        return {key: typed(item, keys.get(key, {}), root)
                for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item, schema.get("items", {}), root) for item in value]
    if schema.get("type") == "integer" and re.fullmatch(
            r"0|-?[1-9][0-9]{0,8}", value):
        return int(value)
    if schema.get("type") == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def schema_refusal(path, schema):
    """Why the schema refuses the file, or None."""
    with open(path, "rb") as file:
        value = yaml.load(file, Loader=yaml.BaseLoader)
    checker = jsonschema.Draft7Validator(schema)
    errors = sorted(checker.iter_errors(typed(value, schema, schema)), key=str)
    return errors[0].message if errors else None


def parser_verdicts(kind, paths):
    run = subprocess.run([DRIVER, kind, *paths], capture_output=True,
                         text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"{DRIVER} failed: {run.stderr}")
    lines = [line.split(" ", 1) for line in run.stdout.splitlines()]
    verdicts = {path: verdict == "good" for verdict, path in lines}
    if sorted(verdicts) != sorted(paths):
        sys.exit(f"{DRIVER} did not answer for every {kind} file")
    return verdicts


def files_of(kind, group):
    folder = f"{SOURCE}/tests/data/formats/{kind}/{group}"
    names = sorted(os.listdir(folder))
    if not names:
        sys.exit(f"no files in {folder}")
    return [f"{folder}/{name}" for name in names]


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def expect(self, holds, what):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {what}")


def check_kind(kind, tally):
    with open(f"{SOURCE}/schemas/{kind}.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    good = files_of(kind, "good") + [f"{SOURCE}/{p}" for p in SHIPPED[kind]]
    bad = files_of(kind, "bad")
    semantic = files_of(kind, "bad-semantic")
    parser = parser_verdicts(kind, good + bad + semantic)
    for path in good:
        tally.expect(parser[path], f"the parser refuses {path}")
        refusal = schema_refusal(path, schema)
        tally.expect(refusal is None, f"the schema refuses {path}: {refusal}")
    for path in bad:
        tally.expect(not parser[path], f"the parser takes {path}")
        tally.expect(schema_refusal(path, schema) is not None,
                     f"the schema takes {path}")
    for path in semantic:
        tally.expect(not parser[path], f"the parser takes {path}")


def describe_all(schema, path, tally):
    """Editors show a title and a description for every key."""
    if not isinstance(schema, dict):
        return
    for key, value in schema.get("properties", {}).items():
        if isinstance(value, dict) and value:
            here = f"{path}.{key}"
            if "$ref" not in value and "const" not in value and \
                    "not" not in value and "minimum" not in value:
                tally.expect("title" in value and "description" in value,
                             f"{here} has no title or description")
            describe_all(value, here, tally)
    for key in ("items", "then", "else"):
        describe_all(schema.get(key), f"{path}.{key}", tally)
    for name, value in schema.get("definitions", {}).items():
        describe_all(value, f"{path}#{name}", tally)


def main():
    tally = Tally()
    for kind in SHIPPED:
        check_kind(kind, tally)
        with open(f"{SOURCE}/schemas/{kind}.schema.json",
                  encoding="utf-8") as file:
            describe_all(json.load(file), kind, tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
