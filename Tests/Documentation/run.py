#!/usr/bin/env python3
"""Runs or checks every fenced block of README.md, scenarios/README.md and Documentation.docc.

    Tests/Documentation/run.py --mock .build/debug/kirimdev-mock

The `sh` blocks of a page run one after another in one shell, beside an emulator of their own. Scenarios are checked, entries of
MCP clients are used, examples of calls and answers are validated, and programs are compiled. What is not run is listed in
exceptions.py. Requires curl, jq, Node and Swift; the rest is in the requirements of Tests/Examples and Tests/Reports.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import urllib.error
import urllib.request

import jsonschema
import yaml

import exceptions
from blocks import CATALOG, ROOT, Block, blocks

# Writes the status of each request to a file, ends a stream after a second, and finds every host on this machine.
CURL = """#!/usr/bin/env bash
stream=()
[[ " $* " == *" -sN "* ]] && stream=(--max-time 1)
real "$@" --resolve "mock.example.com:$MOCK_PORT:127.0.0.1" "${stream[@]}" -w "%{stderr}%{http_code} %{method} %{url}\\n" 2>>"$STATUSES"
status=$?
[[ $status == 28 && ${#stream[@]} != 0 ]] || exit "$status"
"""


class Failure(Exception):
    pass


def require(condition, text):
    if not condition:
        raise Failure(text)


# Programs and data


def check_python(block, folder):
    compile(block.text, str(block), "exec")


def check_javascript(block, folder):
    file = folder / "block.mjs"
    file.write_text(block.text)
    run(["node", "--check", file], folder, block)


def check_swift(block, folder):
    file = folder / "block.swift"
    file.write_text(block.text)
    run(["swiftc", "-parse", file], folder, block)


def run(command, folder, block, environment=None):
    finished = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300
    )
    require(finished.returncode == 0, f"{block}: {' '.join(map(str, command))[:200]}\n{finished.stdout[-4000:]}")
    return finished.stdout


def check_scenario(block, folder, mock):
    """Checks a scenario, some members of one, or some of its steps."""
    text = block.text
    if text.startswith("- "):
        variables = sorted(set(re.findall(r"\$\{(\w+)}", text)))
        lines = "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
        text = f"variables: {json.dumps({name: 'sample' for name in variables})}\nsteps:\n{lines}"
    if not re.search(r"^version:", text, re.M):
        text = f"version: 1\n{text}"
    file = folder / "block.yaml"
    file.write_text(text)
    run([mock, "check", ROOT / "openapi.yaml", file], folder, block)


def check_json(block, emulator):
    for value in values(block):
        if "mcpServers" in value or "servers" in value:
            check_servers(value.get("mcpServers") or value["servers"], "headers", block, emulator)
        elif "arguments" in value:
            check_tool(value, block, emulator)
        elif "pointer" in str(value) and isinstance(value, list):
            validate(value, answer_schema("getRequest")["properties"]["unread"], block)
        elif "since" in value:
            validate(value, answer_schema("getChanges"), block)
        elif "report" in value:
            check_shape(value, json.loads((ROOT / "Tests/Reports/golden/report.json").read_text()), block)
        else:
            raise Failure(f"{block}: nothing says what this JSON is; teach check_json")


def check_shape(value, real, block):
    """Requires the members of a real report, except in objects that the page leaves empty."""
    if isinstance(value, dict) and value:
        require(value.keys() == real.keys(), f"{block}: {list(value)} must be {list(real)}")
        for name, member in value.items():
            check_shape(member, real[name], block)


def values(block):
    """The value of a block, or those on its lines."""
    try:
        return [json.loads(block.text)]
    except ValueError:
        return [json.loads(line) for line in block.text.splitlines()]


CONTROL = yaml.safe_load((ROOT / "Sources/EmulatorServer/Control/control.yaml").read_text())


def answer_schema(operation):
    """The schema of the 200 response of an operation of the control API."""
    for item in CONTROL["paths"].values():
        for member in item.values():
            if isinstance(member, dict) and member.get("operationId") == operation:
                schema = member["responses"]["200"]["content"]["application/json"]["schema"]
                while "$ref" in schema:
                    schema = CONTROL["components"]["schemas"][schema["$ref"].split("/")[-1]]
                return schema
    raise Failure(f"control.yaml has no {operation}")


def validate(value, schema, block):
    try:
        jsonschema.Draft202012Validator({**schema, "components": CONTROL["components"]}).validate(value)
    except jsonschema.ValidationError as error:
        raise Failure(f"{block}: {error.json_path}: {error.message}") from error


def call(url, message, headers):
    request = urllib.request.Request(url, json.dumps(message).encode(), {**headers, "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def tools(url, headers):
    answer = call(url, {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}, headers)
    return {tool["name"]: tool for tool in answer["result"]["tools"]}


def check_servers(servers, headers, block, emulator):
    """Asks each server of an entry for its tools, with the headers of the entry."""
    for name, server in servers.items():
        require(tools(emulator.local(server["url"]), server[headers]), f"{block}: {name} has no tools")


def check_tool(value, block, emulator):
    known = tools(f"{emulator.origin}/__admin/mcp", {})
    require(value["name"] in known, f"{block}: there is no tool {value['name']}")
    validate(value["arguments"], known[value["name"]]["inputSchema"], block)


def check_rules(served):
    """Creates each fault rule in the table of Faults.md."""
    rules = re.findall(r"\| `(\{.*})` \|$", (CATALOG / "Faults.md").read_text(), re.M)
    require(len(rules) > 5, "Faults.md has no table of rules")
    for rule in rules:
        try:
            call(f"{served.origin}/__admin/faults?api_key=kdv_test_rules", json.loads(rule), {})
        except urllib.error.HTTPError as error:
            raise Failure(f"Faults.md: {rule}: {error.read().decode()}") from error


# Shells


class Emulator:
    def __init__(self, origin):
        self.origin = origin
        self.port = origin.rsplit(":", 1)[1]

    def local(self, text):
        """A text of a page with the address of this emulator."""
        return re.sub(r"(127\.0\.0\.1|localhost|mock\.example\.com):8080", rf"\1:{self.port}", text)


@contextlib.contextmanager
def emulator(mock, options=()):
    command = [mock, "serve", "--port", "0", "--contract", ROOT / "openapi.yaml", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
    try:
        line = process.stdout.readline()
        match = re.search(r"ready at (http://[^/]+)/", line)
        require(match, f"the emulator does not start: {line}")
        yield Emulator(match[1])
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def script(page, parts, used):
    """The commands of a page without those that do not run; notes in `used` which lines were left out."""
    kept = []
    for part in parts:
        kept.append(exceptions.BEFORE.get(page, ""))
        lines = iter(part.text.splitlines())
        for line in lines:
            key = next((key for key in exceptions.LINES if key[0] == page and line.startswith(key[1])), None)
            if key is None:
                kept.append(line)
                continue
            used.add(key)
            while line.endswith("\\"):
                line = next(lines)
    return "\n".join(kept) + "\n"


def run_page(page, parts, mock, folder, used):
    commands = script(page, parts, used)
    if not commands.strip():
        return
    prepare(folder, mock)
    log = folder / "statuses"
    log.touch()
    with emulator(mock, exceptions.OPTIONS.get(page, ())) as served:
        text = served.local(commands).replace('"timeout": "10s"', '"timeout": "1s"')
        environment = {
            **os.environ,
            "PATH": f"{folder}/bin:{os.environ['PATH']}",
            "MOCK_PORT": served.port,
            "STATUSES": str(log),
            "KIRIMDEV_MOCK_CONTRACT": str(ROOT / "openapi.yaml"),
        }
        run(["bash", "-eu", "-o", "pipefail", "-c", text], folder / "work", parts[0], environment)
    wrong = []
    for line in log.read_text().splitlines():
        status, request = line.split(" ", 1)
        if int(status) < 400:
            continue
        key = next((it for it in exceptions.STATUSES if it[0] == page and it[1] in request and it[2] == int(status)), None)
        if key:
            used.add(key)
        else:
            wrong.append(f"{status} {request}")
    require(not wrong, f"{page}: exceptions.STATUSES does not have {wrong}")


def prepare(folder, mock):
    """Makes a folder to work in, and programs with the names that the pages use."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin/kirimdev-mock").symlink_to(mock)
    (folder / "bin/curl").write_text(CURL.replace("real", shutil.which("curl"), 1))
    (folder / "bin/curl").chmod(0o755)
    shutil.copytree(ROOT / "scenarios", folder / "work/scenarios")
    (folder / "work/my-tests").mkdir()
    shutil.copy(ROOT / "scenarios/messages.yaml", folder / "work/my-tests")


# Everything


def exception(block):
    first = block.text.split("\n", 1)[0]
    return next((key for key in exceptions.BLOCKS if key[0] == block.page and first.startswith(key[1])), None)


def check(block, mock, folder, served):
    match block.language:
        case "python":
            check_python(block, folder)
        case "js":
            check_javascript(block, folder)
        case "swift":
            check_swift(block, folder)
        case "yaml":
            check_scenario(block, folder, mock)
        case "json":
            check_json(block, served)
        case "toml":
            check_servers(tomllib.loads(block.text)["mcp_servers"], "http_headers", block, served)
        case language:
            raise Failure(f"{block}: a block in `{language}` is not checked; teach run.py, or list it in exceptions.py")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--mock", required=True, type=pathlib.Path, help="the program")
    arguments.add_argument("--only", default="", help="only the pages whose names contain this")
    options = arguments.parse_args()
    mock, used, failures, shells, count = options.mock.resolve(), set(), [], {}, 0
    with tempfile.TemporaryDirectory() as name, emulator(mock) as served:
        folder = pathlib.Path(name)
        for block in blocks():
            if options.only not in block.page:
                continue
            count += 1
            key = exception(block)
            if key:
                used.add(key)
            elif block.language == "sh":
                shells.setdefault(block.page, []).append(block)
            else:
                attempt(failures, check, block, mock, folder, served)
        attempt(failures, check_rules, served)
        for index, (page, parts) in enumerate(shells.items()):
            attempt(failures, run_page, page, parts, mock, folder / str(index), used)
    if not options.only:
        unused = {*exceptions.LINES, *exceptions.BLOCKS, *exceptions.STATUSES} - used
        failures += [f"exceptions.py has {key}, which no page has" for key in sorted(unused, key=str)]
    print("\n".join(failures) or f"{count} blocks: all run or checked, apart from the exceptions", flush=True)
    return 1 if failures else 0


def attempt(failures, action, *arguments):
    try:
        action(*arguments)
    except (Failure, OSError, ValueError, SyntaxError, KeyError, subprocess.TimeoutExpired) as error:
        subject = next((str(it) for it in arguments if isinstance(it, Block)), "")
        failures.append(f"{subject} {type(error).__name__}: {error}".strip())


if __name__ == "__main__":
    sys.exit(main())
