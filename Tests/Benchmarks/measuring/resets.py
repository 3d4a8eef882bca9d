"""Resets, snapshots and restores of small and large worlds, and the memory after a reset."""
import time

from . import bench as shared
from . import calls, load
from .report import Table, megabytes, milliseconds

TITLE = "Reset and snapshot"
TIMES = 300
SMALL = 30
AFTER = 3
RESET = "/__admin/reset", None
SNAPSHOT = "/__admin/snapshots", {"name": "a"}
RESTORE = "/__admin/snapshots/a/restore", None


def measure(bench):
    times = {}
    with bench.servers.mock() as server, server.connect() as connection:
        bench.say(f"resets: small world, {TIMES} times each")
        _grow(connection, SMALL)
        times |= {f"{name}, small world": each for name, each in _cycles(connection).items()}
    with bench.servers.mock() as server, server.connect() as connection:
        shared.prepare(connection)
        time.sleep(1)
        memory = {"idle": server.resident}
        first = []
        for number in range(bench.rounds):
            bench.say(f"resets: large world, round {number + 1} of {bench.rounds}")
            _grow(connection, bench.size)
            memory.setdefault("full", server.resident)
            first.append(shared.timed(connection, "POST", "/__admin/reset"))
            time.sleep(AFTER)
            memory.setdefault("after", server.resident)
        times["first reset of a large world"] = first
        bench.say(f"resets: large world, {TIMES} times each")
        _grow(connection, bench.size)
        times |= {f"{name}, large world": each for name, each in _cycles(connection).items()}
    return {"size": bench.size, "memory": memory, "ms": times}


def _grow(connection, count):
    shared.repeat(connection, calls.CREATE, count)


def _cycles(connection):
    """Snapshots, restores and resets, each after a change, and the change after a snapshot."""
    times = {"snapshot": [], "first POST after a snapshot": [], "restore": [], "reset": []}
    create = calls.CREATE.method, calls.CREATE.path, calls.KEY, calls.CREATE.body

    def timed(name, path, body):
        times[name].append(shared.timed(connection, "POST", path, body=body))

    for _ in range(TIMES):
        timed("snapshot", *SNAPSHOT)
        times["first POST after a snapshot"].append(shared.timed(connection, *create))
    for _ in range(TIMES):
        timed("restore", *RESTORE)
        shared.timed(connection, *create)
        timed("reset", *RESET)
        shared.timed(connection, *create)
    return times


def tables(result):
    rows = [
        [name, *(milliseconds(load.percentile(each, share)) for share in (50, 99)), milliseconds(max(each)), len(each)]
        for name, each in result["ms"].items()
    ]
    memory = result["memory"]
    states = {
        "before": memory["idle"],
        f"with {result['size']:,} customers": memory["full"],
        f"{AFTER} s after a reset": memory["after"],
    }
    return [
        Table(
            ["Milliseconds for the client", "median", "p99", "most", "times"],
            rows,
            f"The large world has {result['size']:,} customers.",
        ),
        Table(["Resident memory, MB", ""], [[name, megabytes(each)] for name, each in states.items()]),
    ]
