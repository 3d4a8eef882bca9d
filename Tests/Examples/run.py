#!/usr/bin/env python3
"""Runs the examples of README.md and TestFrameworks.md, each in the test framework that it is written for.

    Tests/Examples/run.py --mock .build/debug/kirimdev-mock

Takes the examples from the pages by their file names and runs each with `kirimdev-mock exec` and the app of app.py. Each must
pass, and must fail if the webhook is lost or its signature is wrong. Then runs the workflow for GitHub Actions (workflow.py)
and the examples that are folders here (folders.py). Requires Node and Swift; the rest is in requirements.txt.
"""
import argparse
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time

import folders
import shown
import workflow

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGES = (ROOT / "README.md", ROOT / "Sources/EmulatorServer/Documentation.docc/TestFrameworks.md")
BIN = pathlib.Path(sys.executable).parent
REQUIREMENTS = ["--require", "createCustomer", "--require-delivery", "customer.onboarded", "--forbid-unmatched"]
LOST = """
version: 1
faults:
  - { id: lost, on: { event: customer.onboarded }, then: { drop: true } }
"""
FORGED = """
version: 1
faults:
  - { id: forged, on: { event: customer.onboarded }, then: { signature: wrong } }
"""
SWIFT_PACKAGE = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(name: "Onboarding", targets: [.testTarget(name: "OnboardingTests", path: "Tests")])
"""


@dataclasses.dataclass
class Framework:
    name: str
    first_line: str
    path: str
    test: list
    build: list = dataclasses.field(default_factory=list)
    files: dict = dataclasses.field(default_factory=dict)


FRAMEWORKS = [
    Framework(
        "Swift Testing",
        "// OnboardingTests.swift",
        "Tests/OnboardingTests.swift",
        ["swift", "test", "--skip-build", "--disable-xctest"],
        ["swift", "build", "--build-tests"],
        {"Package.swift": SWIFT_PACKAGE},
    ),
    Framework(
        "Go",
        "// onboarding_test.go",
        "onboarding_test.go",
        ["./onboarding.test", "-test.v"],
        [str(BIN / "go"), "test", "-c", "-o", "onboarding.test"],
        {"go.mod": "module example.com/onboarding\n\ngo 1.24\n"},
    ),
    Framework(
        "pytest",
        "# test_onboarding.py",
        "test_onboarding.py",
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_onboarding.py"],
    ),
    Framework("Node", "// onboarding.test.mjs", "onboarding.test.mjs", ["node", "--test", "onboarding.test.mjs"]),
]


class Failure(Exception):
    pass


def example(first_line):
    """The block of the pages that begins with that line."""
    blocks = [block for page in PAGES for block in re.findall(r"```\w+\n(.*?)```", page.read_text(), re.S)]
    found = [block for block in blocks if block.startswith(first_line + "\n")]
    if len(found) != 1:
        raise Failure(f"{len(found)} blocks begin with `{first_line}`; there must be one")
    return found[0]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def run(command, folder):
    """Runs a command in a folder; returns its exit status, and a text with the command and its output."""
    environment = {**os.environ, "CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=mod"}
    finished = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600
    )
    text = f"$ cd {folder}\n$ {' '.join(map(str, command))}\n{finished.stdout}"
    return finished.returncode, f"{text}exit status {finished.returncode}\n"


def execute(mock, folder, options, test):
    port = free_port()
    receiver = ["--webhook-url", f"http://127.0.0.1:{port}/webhooks", "--contract", ROOT / "openapi.yaml"]
    return run([mock, "exec", *receiver, *options, "--", sys.executable, HERE / "app.py", str(port), *test], folder)


def report(name, what, started):
    print(f"{name}: {what} ({time.monotonic() - started:.1f} s)", flush=True)


def check(framework, mock, folder):
    """Builds and runs an example; throws a failure with all that it ran."""
    files = {**framework.files, framework.path: example(framework.first_line)}
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    if framework.build:
        started = time.monotonic()
        status, output = run(framework.build, folder)
        if status != 0:
            raise Failure(f"{framework.name}: the example cannot be built\n{output}")
        report(framework.name, "builds", started)
    started = time.monotonic()
    status, output = execute(mock, folder, REQUIREMENTS, framework.test)
    if status != 0:
        raise Failure(f"{framework.name}: the example fails\n{output}")
    report(framework.name, "passes", started)
    for name, scenario in (("lost", LOST), ("forged", FORGED)):
        started = time.monotonic()
        (folder / f"{name}.yaml").write_text(scenario)
        status, output = execute(mock, folder, ["--scenario", f"./{name}.yaml"], framework.test)
        if status != 1 or "timed_out" not in output:
            raise Failure(f"{framework.name}: if the webhook is {name}, the test must fail with `timed_out`\n{output}")
        report(framework.name, f"fails if the webhook is {name}", started)


def check_workflow(mock, folder):
    started = time.monotonic()
    workflow.check(example("# .github/workflows/test.yml"), example("// onboarding.test.mjs"), mock, folder, free_port())
    report("GitHub Actions", "the workflow is valid, its commands pass, and fail if no test runs", started)


def check_shown(mock, folder):
    shown.check()
    report("pages", "show the files as they are", time.monotonic())


def reported(name, check):
    """A check of folders.py that reports its time."""

    def run(mock, folder):
        started = time.monotonic()
        check(mock, folder)
        report(f"Tests/Examples/{name}", "passes, and fails if the webhook is forged", started)

    return run


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--mock", required=True, type=pathlib.Path, help="the program")
    mock = arguments.parse_args().mock.resolve()
    failures = 0
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        started = []
        for index, framework in enumerate(FRAMEWORKS):
            folder = pathlib.Path(name, str(index))
            folder.mkdir()
            started.append(pool.submit(check, framework, mock, folder))
        copied = folders.checks(example("# test_onboarding.py"))
        for function in (check_workflow, check_shown, *map(reported, copied, copied.values())):
            folder = pathlib.Path(name, str(len(started)))
            folder.mkdir()
            started.append(pool.submit(function, mock, folder))
        for future in concurrent.futures.as_completed(started):
            try:
                future.result()
            except (Failure, folders.Failure, shown.Failure, workflow.Failure, subprocess.TimeoutExpired) as failure:
                failures += 1
                print(failure, flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
