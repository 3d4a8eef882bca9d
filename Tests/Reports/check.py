#!/usr/bin/env python3
"""Checks the reports of `kirimdev-mock test` with readers of their formats.

    Tests/Reports/check.py --mock .build/debug/kirimdev-mock

Checks the golden files of the Swift tests, which are whole reports, then reports that the program writes of a scenario
with a step that fails: JUnit XML and CTRF by the schemas in published/ and by narrower ones beside this file, TAP 14 by its
rules, JSON by its documented members.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import lxml.etree
import yaml

HERE = pathlib.Path(__file__).resolve().parent
CTRF = [json.loads((HERE / path).read_text()) for path in ("published/ctrf.schema.json", "ctrf.schema.json")]
JUNIT = [lxml.etree.XMLSchema(lxml.etree.parse(HERE / path)) for path in ("published/junit-10.xsd", "junit.xsd")]


def check_junit(text):
    document = lxml.etree.fromstring(text.encode())
    for schema in JUNIT:
        schema.assertValid(document)
    tests, failures = 0, 0
    for suite in document:
        cases = suite.findall("testcase")
        assert len(cases) == int(suite.get("tests")), suite.attrib
        assert len(suite.findall("testcase/failure")) == int(suite.get("failures")), suite.attrib
        assert len(suite.findall("testcase/skipped")) == int(suite.get("skipped")), suite.attrib
        tests += len(cases)
        failures += int(suite.get("failures"))
    return tests, failures


def check_ctrf(text):
    document = json.loads(text)
    for schema in CTRF:
        jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
    summary, tests = document["results"]["summary"], document["results"]["tests"]
    assert summary["tests"] == len(tests)
    for status in ("passed", "failed", "skipped"):
        assert summary[status] == sum(test["status"] == status for test in tests), status
    assert summary["stop"] - summary["start"] == summary["duration"]
    return summary["tests"], summary["failed"]


def check_tap(text):
    lines = text.splitlines()
    assert lines[0] == "TAP version 14", lines[0]
    tests, failures = check_points(lines[1:], "")
    return tests, failures


def check_points(lines, margin):
    """Checks a plan, its test points in order, and the subtests above them; counts the points without a subtest."""
    plan, number, tests, failures, subtest = None, 0, 0, 0, None
    rest = list(lines)
    while rest:
        line = rest.pop(0)
        if line.startswith("    "):
            child = [line]
            while rest and rest[0].startswith("    "):
                child.append(rest.pop(0))
            assert subtest, f"no name before {line}"
            found = check_points([each[4:] for each in child], margin + "    ")
            tests, failures, counted = tests + found[0], failures + found[1], found[1]
            point = re.fullmatch(r"(not )?ok (\d+) - (.*)", rest[0])
            assert point and point[3].startswith(subtest), f"{rest[0]} does not end {subtest}"
            assert bool(point[1]) == (counted > 0), rest[0]
            continue
        if line.startswith("# Subtest: "):
            subtest = line.removeprefix("# Subtest: ")
        elif line.startswith("#"):
            pass
        elif line == "  ---":
            end = rest.index("  ...")
            block = yaml.safe_load("\n".join(rest[:end]))
            assert isinstance(block["duration_ms"], int), block
            rest = rest[end + 1 :]
        elif match := re.fullmatch(r"1\.\.(\d+)", line):
            plan = int(match[1])
        else:
            match = re.fullmatch(r"(not )?ok (\d+) - (.*)", line)
            assert match, f"not a line of TAP: {line!r}"
            number += 1
            assert int(match[2]) == number, line
            if subtest is None:
                tests += 1
                failures += bool(match[1])
            subtest = None
    assert plan == number, f"{plan} planned, {number} found"
    return tests, failures


def check_json(text):
    document = json.loads(text)
    steps = [step for file in document["files"] for step in file["steps"]]
    for outcome, count in document["totals"]["steps"].items():
        assert count == sum(step["outcome"] == outcome for step in steps), outcome
    assert list(document)[-1] == "coverage"
    if document["coverage"]:
        assert list(document["coverage"])[-1] == "totals"
    for step in steps:
        assert ("failures" in step) == (step["outcome"] == "failed"), step
    skipped = sum(file["outcome"] == "skipped" and not file["steps"] for file in document["files"])
    return len(steps) + skipped, document["totals"]["steps"]["failed"]


CHECKS = {"junit": check_junit, "ctrf": check_ctrf, "tap": check_tap, "json": check_json}
ENDINGS = {"junit": "junit.xml", "ctrf": "ctrf.json", "tap": "tap", "json": "json"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mock", help="the program; without it, only the golden files are checked")
    arguments = parser.parse_args()
    for name, expected in (("report", (7, 1)), ("hostile", (1, 1))):
        for form, check in CHECKS.items():
            found = check((HERE / "golden" / f"{name}.{ENDINGS[form]}").read_text())
            assert found == expected, f"{name} as {form}: {found}, expected {expected}"
    print(f"{2 * len(CHECKS)} golden files are valid")
    if not arguments.mock:
        return
    for form, check in CHECKS.items():
        command = [arguments.mock, "test", "--format", form, str(HERE / "failing.yaml")]
        finished = subprocess.run(command, capture_output=True, text=True, timeout=120)
        assert finished.returncode == 1, f"{form}: exit status {finished.returncode}, {finished.stderr}"
        found = check(finished.stdout)
        assert found == (3, 1), f"{form}: {found[0]} tests, {found[1]} failures"
    print(f"{len(CHECKS)} reports of the program are valid")


if __name__ == "__main__":
    sys.exit(main())
