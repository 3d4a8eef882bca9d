"""Runs the examples that are folders here: complete files to copy, each with the program `kirimdev-mock` from PATH.

Each must pass, and must fail if the emulator signs the webhook customer.onboarded with another secret. What needs a Docker
engine runs without one: a library that starts containers talks to engine.py, and the services of a compose file or of a
workflow are processes, with the variables of that file and other ports.
"""
import contextlib
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time

import yaml

import engine
import workflow

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FORGED = """
version: 1
faults:
  - { id: forged, on: { event: customer.onboarded }, then: { signature: wrong } }
"""
PYTEST = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
NODE = ["node", "--test"]
COMMANDS = {
    "pytest-xdist": [*PYTEST, "-n", "2"],
    "node": NODE,
    "n8n": NODE,
    "go": ["go", "test", "-count=1", "./..."],
}


class Failure(Exception):
    pass


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def run(command, folder, environment):
    """Returns the exit status of a command, and a text with the command and its output."""
    finished = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600
    )
    return finished.returncode, f"$ {' '.join(map(str, command))}\n{finished.stdout}exit status {finished.returncode}\n"


def prepare(name, mock, folder):
    """Copies the example and the app; returns its folder and the variables with which it finds the program."""
    work = folder / "work"
    shutil.copytree(HERE / name, work)
    shutil.copy(HERE / "app.py", work)
    (folder / "bin").mkdir()
    (folder / "bin/kirimdev-mock").symlink_to(mock)
    (folder / "forged.yaml").write_text(FORGED)
    programs = f"{folder}/bin:{pathlib.Path(sys.executable).parent}"
    return work, {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "KIRIMDEV_MOCK_CONTRACT": str(ROOT / "openapi.yaml"),
        "KIRIMDEV_MOCK_SCENARIO": str(ROOT / "scenarios/default.yaml"),
        "CGO_ENABLED": "0",
        "GOTOOLCHAIN": "local",
    }


def require_proof(name, example, environment, folder):
    """Runs an example as it is, and with an emulator whose signatures are wrong."""
    status, said = example(environment)
    if status != 0:
        raise Failure(f"{name}: the example fails\n{said}")
    status, said = example(environment | {"KIRIMDEV_MOCK_SCENARIO": str(folder / "forged.yaml")})
    if status == 0 or not re.search("timed_out|408", said):
        raise Failure(f"{name}: with wrong signatures, the example must fail because a wait ends\n{said}")


def check_command(name, mock, folder):
    work, environment = prepare(name, mock, folder)
    require_proof(name, lambda given: run(COMMANDS[name], work, given), environment, folder)


def check_testcontainers(mock, folder):
    work, environment = prepare("testcontainers", mock, folder)

    def example(given):
        with engine.running(mock, given) as (docker, variables):
            status, said = run(PYTEST, work, given | variables | {"HOST_OF_APP": "127.0.0.1"})
            (container,) = docker.containers.values() or [None]
            if container is None or not container["removed"]:
                raise Failure(f"testcontainers: there must be one container, and it must be removed\n{said}")
            hosts = container["settings"]["HostConfig"]["ExtraHosts"]
            if hosts != ["host.docker.internal:host-gateway"]:
                raise Failure(f"testcontainers: the container has the hosts {hosts}")
            return status, said

    require_proof("testcontainers", example, environment, folder)


# Services as processes


def with_ports(value, ports):
    """A value of a file in which each address of a service is one of this machine: `ports` has the hosts and ports."""
    if isinstance(value, dict):
        return {name: with_ports(member, ports) for name, member in value.items()}
    if isinstance(value, list):
        return [with_ports(member, ports) for member in value]
    for (host, port), own in ports.items():
        value = str(value).replace(f"//{host}:{port}", f"//127.0.0.1:{own}")
    return value


def check_schema(file, schema):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    status, said = run(command, file.parent, os.environ)
    if status != 0:
        raise Failure(f"{file.name} is not valid\n{said}")


@contextlib.contextmanager
def process(command, folder, environment):
    started = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield started
    finally:
        started.terminate()
        started.wait(20)


def wait_until_healthy(test, folder, environment, retries):
    """Runs the health check of a service until it succeeds."""
    if test[0] != "CMD":
        raise Failure(f"a health check must be a command, not {test}")
    for _ in range(retries):
        status, said = run(test[1:], folder, environment)
        if status == 0:
            return
        time.sleep(0.5)
    raise Failure(f"a service did not become healthy\n{said}")


def check_compose(mock, folder):
    work, environment = prepare("compose", mock, folder)
    check_schema(work / "compose.yaml", "compose-spec")
    services = yaml.safe_load((work / "compose.yaml").read_text())["services"]
    if [list(one.get("depends_on", {})) for one in services.values()] != [[], ["kirimdev"], ["app"]]:
        raise Failure("compose: each service must wait for the one before it")

    def example(given):
        ports = {("kirimdev", 8080): free_port(), ("app", 3000): free_port()}
        emulator, app, test = (dict(with_ports(services[name], ports)) for name in ("kirimdev", "app", "test"))
        own, public = (str(ports[address]) for address in ports)
        with contextlib.ExitStack() as stack:
            variables = given | emulator["environment"] | {"KIRIMDEV_MOCK_PORT": own}
            stack.enter_context(process([mock, "--quiet"], work, variables))
            check = [str(mock) if part == "/usr/bin/kirimdev-mock" else part for part in emulator["healthcheck"]["test"]]
            wait_until_healthy(check, work, variables, int(emulator["healthcheck"]["retries"]))
            variables = given | app["environment"]
            stack.enter_context(process([part.replace("3000", public) for part in app["command"]], work, variables))
            check = [part.replace("3000", public) for part in app["healthcheck"]["test"]]
            wait_until_healthy(check, work, variables, int(app["healthcheck"]["retries"]))
            return run(test["command"], work, given | test["environment"])

    require_proof("compose", example, environment, folder)


def check_service(test, mock, folder):
    """Runs the workflow with a service container; `test` is the text of the test that it runs."""
    work, environment = prepare("github-actions", mock, folder)
    check_schema(work / "service.yml", "github-workflows")
    (work / "test_onboarding.py").write_text(test)
    workflow.write_program(folder / "bin/pip", "#!/bin/sh\n")
    job = yaml.safe_load((work / "service.yml").read_text())["jobs"]["test"]

    def example(given):
        ports = {("127.0.0.1", 8080): free_port(), ("host.docker.internal", 3000): free_port()}
        own, public = map(str, ports.values())
        service = given | with_ports(job["services"]["kirimdev"]["env"], ports) | {"KIRIMDEV_MOCK_PORT": own}
        with process([mock, "--quiet"], work, service):
            wait_until_healthy(["CMD", mock, "healthcheck"], work, service, 20)
            steps = [{name: str(text).replace(" 3000 ", f" {public} ") for name, text in step.items()} for step in job["steps"]]
            return workflow.run_steps(steps, work, given | with_ports(job["env"], ports))

    require_proof("github-actions", example, environment, folder)


def checks(test):
    """The checks by name; each takes the program and an empty folder."""
    named = {name: lambda mock, folder, name=name: check_command(name, mock, folder) for name in COMMANDS}
    named |= {"testcontainers": check_testcontainers, "compose": check_compose}
    return named | {"github-actions": lambda mock, folder: check_service(test, mock, folder)}
