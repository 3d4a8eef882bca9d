#!/usr/bin/env python3
"""Measures the throughput of 1, 2 and 4 instances: without a balancer, behind nginx and behind HAProxy.

    Tests/Examples/scaling/measure.py --mock .build/release/kirimdev-mock

Takes two minutes. Requires wrk, nginx, HAProxy and taskset. Each instance has one core of its own if there are two cores more
than instances; the balancer and wrk share the rest. Otherwise, all run on all cores, and the column `cores` says `shared`: such
a row says how much a balancer costs, not how throughput grows.
"""
import argparse
import contextlib
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

import instances
from instances import call

KEYS = [f"kdv_test_{number}" for number in range(50)]
COUNTS = (1, 2, 4)
CONNECTIONS = 64
# Each thread of wrk goes through the requests in turn; each request has the key of its world.
SCRIPT = """
local requests = {%s}
local next = 0
function request()
  next = next %% #requests + 1
  return requests[next]
end
"""


def lua(port, customers, method):
    """A script of wrk that sends a request with each key: a read of its customer, or the creation of another."""
    requests = []
    for key, customer in customers.items():
        body = json.dumps({"name": "Acme"}) if method == "POST" else ""
        path = "/v1/customers" if method == "POST" else f"/v1/customers/{customer}"
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Authorization: Bearer {key}"]
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        requests.append(json.dumps("\r\n".join([*lines, "", body])))
    return SCRIPT % ",\n".join(requests)


def wrk(port, script, seconds, cores, connections):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script, f"http://127.0.0.1:{port}"]
    return subprocess.Popen([*pinned(cores), *command], stdout=subprocess.PIPE, text=True)


def throughput(targets, folder, seconds, cores):
    """The requests a second of all targets together; a target is a port, and the customers of its keys by key and method."""
    running = []
    for index, (port, customers, method) in enumerate(targets):
        script = folder / f"{index}.lua"
        script.write_text(lua(port, customers, method))
        running.append(wrk(port, script, seconds, cores, CONNECTIONS // len(targets)))
    total = 0
    for process in running:
        said = process.communicate()[0]
        if process.returncode or "Non-2xx" in said or "Socket errors" in said:
            sys.exit(f"wrk failed, or the server refused requests:\n{said}")
        total += float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))
    return total


def pinned(cores):
    return ["taskset", "-c", ",".join(map(str, cores))] if cores else []


def create_customers(port):
    return {key: call(port, "POST", "/v1/customers", {"name": "Acme"}, key).json["data"]["id"] for key in KEYS}


def shrunk(ports):
    """The ports of four instances, of which some are the same: so the files serve for fewer instances."""
    public, *own = ports
    return [public, *(own[index % len(own)] for index in range(4))]


def measure(mock, count, way, given):
    """The median of the rounds for reads and for writes, in requests a second, and whether the instances were pinned."""
    available = sorted(os.sched_getaffinity(0))
    is_pinned = len(available) >= count + 2
    rest = available[count:] if is_pinned else None
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ports = instances.free_ports(1 + count)
        for index in range(count):
            program = [*pinned(available[index : index + 1] if is_pinned else None), mock]
            instances.start_instance(stack, program, folder, f"i{index + 1}", (ports[1 + index], ports[0]))
        if way == "direct":
            shares = [(port, create_customers(port)) for port in ports[1:]]
        else:
            instances.start_balancer(stack, way, folder, shrunk(ports), pinned(rest))
            shares = [(ports[0], create_customers(ports[0]))]
        results = []
        for method in ("GET", "POST"):
            targets = [(port, customers, method) for port, customers in shares]
            throughput(targets, folder, 1, rest)
            rounds = [throughput(targets, folder, given.seconds, rest) for _ in range(given.rounds)]
            results.append(statistics.median(rounds))
        return results, is_pinned


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--mock", required=True, type=pathlib.Path, help="the program, a release build")
    arguments.add_argument("--seconds", type=int, default=2, help="of a round (default: 2)")
    arguments.add_argument("--rounds", type=int, default=3, help="of which the median counts (default: 3)")
    given = arguments.parse_args()
    for program in ("wrk", "taskset"):
        if not shutil.which(program):
            sys.exit(f"{program} is not installed")
    load = os.getloadavg()[0]
    print(f"{len(os.sched_getaffinity(0))} cores, load {load:.1f} at the start, {CONNECTIONS} connections, {len(KEYS)} keys,")
    print(f"medians of {given.rounds} rounds of {given.seconds} s, requests a second\n")
    print("| Instances | Way | cores | GET one customer | POST a customer |\n|--:|---|---|--:|--:|")
    for count in COUNTS:
        for way in ("direct", *instances.BALANCERS):
            (reads, writes), is_pinned = measure(given.mock.resolve(), count, way, given)
            cores = "own" if is_pinned else "shared"
            print(f"| {count} | {way} | {cores} | {reads:,.0f} | {writes:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
