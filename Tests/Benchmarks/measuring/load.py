"""Load from wrk, and the figures of several rounds."""
import dataclasses
import json
import math
import pathlib
import statistics
import subprocess

from . import wire

SCRIPT = pathlib.Path(__file__).resolve().parent / "wrk.lua"


@dataclasses.dataclass(frozen=True)
class Target:
    """A request to a server, sent with some keys in turn."""

    name: str
    origin: str
    method: str
    path: str
    body_file: str = "-"
    keys: tuple = ()
    headers: tuple = ()


def run(target, connections, seconds, cores):
    """Runs wrk on one thread; returns requests a second and percentiles in milliseconds."""
    headers = ["Content-Type: application/json", *target.headers]
    command = [
        "taskset", "-c", cores, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
        *(part for header in headers for part in ("-H", header)), "-s", str(SCRIPT), target.origin, "--",
        target.method, target.path, target.body_file, *target.keys,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise wire.UnexpectedAnswer(f"wrk failed for {target.name}: {done.stdout}{done.stderr}")
    result = json.loads(done.stdout.splitlines()[-1])
    if result["refused"] or result["broken"] or not result["requests"]:
        raise wire.UnexpectedAnswer(
            f"{target.name}: of {result['requests']} responses, {result['refused']} have a status from 400; "
            f"{result['broken']} requests failed"
        )
    result["rate"] = result["requests"] / result["seconds"]
    return result


def median(rounds):
    """The median of each figure over the rounds."""
    return {name: statistics.median(each[name] for each in rounds) for name in ("rate", "p50", "p90", "p99", "max")}


def percentile(values, share):
    """The smallest of the values that at least that share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]
