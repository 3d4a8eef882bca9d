"""Checks the workflow for GitHub Actions in README.md, and runs its commands without Docker and npm."""
import os
import pathlib
import stat
import subprocess
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# `docker create` prints the id of a container, and `docker cp` copies what the Dockerfile puts into the image.
DOCKER = """#!/usr/bin/env bash
set -eu
case $1 in
    create) test "$2" = kirimdev-mock; echo container ;;
    cp) source=${2#container:}; mkdir -p "$RUNNER_ROOT$3"; cp -r "$RUNNER_IMAGE$source" "$RUNNER_ROOT$3" ;;
    *) echo "docker $1 is not part of the example" >&2; exit 1 ;;
esac
"""
SUDO = '#!/bin/sh\nexec "$@"\n'
NPM = """#!/bin/sh
test "$*" = test && exec "$RUNNER_PYTHON" "$RUNNER_APP" "$RUNNER_APP_PORT" node --test onboarding.test.mjs
"""


class Failure(Exception):
    pass


def write_program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def check_schema(file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    finished = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
    if finished.returncode != 0:
        raise Failure(f"GitHub Actions: the workflow is not valid\n$ {' '.join(command)}\n{finished.stdout}")


def make_image(mock, folder):
    """Makes the files of the image, at the places where the Dockerfile puts them."""
    dockerfile = (ROOT / "Dockerfile").read_text()
    for path in ("/usr/bin/kirimdev-mock", "/usr/share/kirimdev-mock"):
        if f" /image{path}" not in dockerfile:
            raise Failure(f"GitHub Actions: the Dockerfile does not put {path} into the image")
    (folder / "usr/bin").mkdir(parents=True)
    (folder / "usr/bin/kirimdev-mock").symlink_to(mock)
    (folder / "usr/share/kirimdev-mock/scenarios").mkdir(parents=True)
    for file in ("openapi.yaml", "scenarios/default.yaml"):
        (folder / "usr/share/kirimdev-mock" / file).write_text((ROOT / file).read_text())


def run_steps(steps, work, environment):
    """Runs the commands as a runner does; returns the status of the first that fails, and what was run."""
    said = ""
    for step in steps:
        if "run" not in step:
            continue
        finished = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=work,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        said += f"$ {step['run'].strip()}\n{finished.stdout}exit status {finished.returncode}\n"
        if finished.returncode != 0:
            return finished.returncode, said
    return 0, said


def check(text, test, mock, folder, port):
    """Compares the workflow with the schema of workflows and runs its commands with the test for Node."""
    file = folder / "test.yml"
    file.write_text(text)
    check_schema(file)
    make_image(mock, folder / "image")
    for name, program in (("docker", DOCKER), ("sudo", SUDO), ("npm", NPM)):
        write_program(folder / "bin" / name, program)
    work = folder / "work"
    work.mkdir()
    (work / "onboarding.test.mjs").write_text(test)
    root = folder / "root"
    environment = os.environ | {
        "PATH": f"{folder}/bin:{root}/usr/local/bin:{os.environ['PATH']}",
        "RUNNER_ROOT": str(root),
        "RUNNER_IMAGE": str(folder / "image"),
        "RUNNER_PYTHON": sys.executable,
        "RUNNER_APP": str(HERE / "app.py"),
        "RUNNER_APP_PORT": str(port),
        "KIRIMDEV_MOCK_CONTRACT": f"{root}/usr/share/kirimdev-mock/openapi.yaml",
        "KIRIMDEV_MOCK_SCENARIO": f"{root}/usr/share/kirimdev-mock/scenarios/default.yaml",
    }
    steps = yaml.safe_load(text.replace("127.0.0.1:3000", f"127.0.0.1:{port}"))["jobs"]["test"]["steps"]
    uploaded = [step["with"]["path"].split() for step in steps if "upload-artifact" in step.get("uses", "")]
    if uploaded != [["receipt.json", "failure.json"]]:
        raise Failure(f"GitHub Actions: the workflow uploads {uploaded}, not the receipt and the bundle")
    status, said = run_steps(steps, work, environment)
    files = sorted(path.name for path in work.glob("*.json"))
    if status != 0 or files != ["receipt.json"]:
        raise Failure(f"GitHub Actions: the commands must pass and write receipt.json, not {files}\n{said}")
    write_program(folder / "bin" / "npm", "#!/bin/sh\n")
    status, said = run_steps(steps, work, environment)
    files = sorted(path.name for path in work.glob("*.json"))
    if status != 20 or files != ["failure.json", "receipt.json"]:
        raise Failure(f"GitHub Actions: a suite without tests must give the status 20 and both files, not {files}\n{said}")
