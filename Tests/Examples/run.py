#!/usr/bin/env python3
"""Runs the tests in README.md, each in the test runner that it is written for, against the running emulator.

    Tests/Examples/run.py --base-url http://127.0.0.1:8080/v1

Starts the app of app.py, takes the examples from README.md by their file names, and runs them with pytest and with the
test runner of Node. Each must pass, and must fail when the app does not receive the webhook.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
README = HERE.parent.parent / "README.md"
KEY = "kdv_test_examples"


def example(first_line):
    """The block of README.md that begins with that line."""
    blocks = re.findall(r"```\w+\n(.*?)```", README.read_text(), re.S)
    return next(block for block in blocks if block.startswith(first_line))


def run(command, base, app):
    admin = base.removesuffix("/v1") + "/__admin"
    environment = os.environ | {"KIRIMDEV_API_KEY": KEY, "KIRIMDEV_MOCK_ADMIN_URL": admin, "APP_URL": app}
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    return finished.returncode, finished.stdout + finished.stderr


def control(base, path, body):
    data = subprocess.run(
        ["curl", "-sf", "-H", f"Authorization: Bearer {KEY}", "-d", body, base.removesuffix("/v1") + "/__admin" + path],
        capture_output=True,
        check=True,
    )
    return data.stdout


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--base-url", default="http://127.0.0.1:8080/v1")
    base = arguments.parse_args().base_url.rstrip("/")
    app = subprocess.Popen([sys.executable, HERE / "app.py", "0", base, KEY], stdout=subprocess.PIPE, text=True)
    failures = []
    try:
        url = f"http://127.0.0.1:{app.stdout.readline().split()[1]}"
        with tempfile.TemporaryDirectory() as folder:
            tests = []
            for name, first_line, runner in (
                ("test_onboarding.py", "# test_onboarding.py", [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]),
                ("onboarding.test.mjs", "// onboarding.test.mjs", ["node", "--test"]),
            ):
                path = pathlib.Path(folder, name)
                path.write_text(example(first_line))
                tests.append((name, [*runner, str(path)]))
            for name, command in tests:
                status, output = run(command, base, url)
                print(f"{name}: {'passes' if status == 0 else 'FAILS'}")
                if status != 0:
                    failures.append(output)
            # Nothing is delivered any more, so a test that proves something must fail.
            control(base, "/faults", '{"id": "lost", "on": {"event": "customer.onboarded"}, "then": {"drop": true}}')
            for name, command in tests:
                status, output = run(command, base, url)
                print(f"{name} without the webhook: {'fails' if status != 0 else 'PASSES'}")
                if status == 0:
                    failures.append(output)
    finally:
        app.kill()
    for output in failures:
        print(output)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
