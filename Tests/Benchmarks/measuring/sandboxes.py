"""Many sandboxes: how fast they are created and what they take while they are idle."""
import statistics
import time

from . import bench as shared
from . import wire
from .processes import ROOT
from .report import Table, megabytes, rate

TITLE = "Sandboxes"


def measure(bench):
    count = bench.options.sandboxes
    results = []
    for number in range(bench.rounds):
        bench.say(f"sandboxes: {count:,} of them, round {number + 1} of {bench.rounds}")
        scenario = ROOT / "scenarios/default.yaml"
        with bench.servers.mock("--max-sandboxes", count + 1, scenario=scenario) as server:
            with server.connect() as connection:
                shared.timed(connection, "GET", "/v1/me")
                requests = [wire.request("GET", "/v1/me", f"kdv_test_sandbox{number}") for number in range(count)]
                time.sleep(1)
                before = server.resident
                started = time.perf_counter()
                connection.send_all(requests, 200)
                took = time.perf_counter() - started
                time.sleep(1)
                results.append({"per_second": count / took, "bytes": server.resident - before})
    return {
        "count": count,
        "per_second": statistics.median(each["per_second"] for each in results),
        "bytes": statistics.median(each["bytes"] for each in results),
        "rounds": results,
    }


def tables(result):
    rows = [
        ["created a second", rate(result["per_second"])],
        ["memory of all, MB", megabytes(result["bytes"])],
        ["memory of each, bytes", f"{result['bytes'] / result['count']:,.0f}"],
    ]
    note = "Each is created by its first request, `GET /v1/me`, on one connection."
    return [Table([f"{result['count']:,} sandboxes", ""], rows, note)]
