"""Memory of an idle server, and of each customer, message and journal entry."""
import statistics
import time

from . import bench as shared
from . import calls
from .processes import ROOT
from .report import Table, megabytes

TITLE = "Memory"
ENTRIES = 9000
FIRST_ENTRIES = 1000


def measure(bench):
    return {
        "idle": _idle(bench),
        "size": bench.size,
        "bytes": {
            "a journal entry of GET": _entry(bench),
            "a customer": _each(bench, calls.CREATE),
            "a message": _each(bench, calls.SEND),
        },
    }


def _idle(bench):
    """What servers take that have answered one request."""
    taken = {"bare NIO": [], "emulator": []}
    for number in range(bench.rounds):
        bench.say(f"memory: idle, round {number + 1} of {bench.rounds}")
        servers = {
            "bare NIO": lambda: bench.servers.bare(400),
            "emulator": lambda: bench.servers.mock(scenario=ROOT / "scenarios/default.yaml"),
        }
        for name, start in servers.items():
            with start() as server, server.connect() as connection:
                shared.timed(connection, "GET", "/v1/me")
                time.sleep(1)
                taken[name].append(server.memory())
    return {
        name: {kind: statistics.median(each[kind] for each in memory) for kind in ("rss", "pss")}
        for name, memory in taken.items()
    }


def _entry(bench):
    """The bytes of a journal entry, before the journal is full."""
    bench.say(f"memory: {FIRST_ENTRIES + ENTRIES:,} journal entries")
    with bench.servers.mock() as server, server.connect() as connection:
        shared.prepare(connection)
        shared.repeat(connection, calls.GET, FIRST_ENTRIES)
        before = server.resident
        shared.repeat(connection, calls.GET, ENTRIES)
        return (server.resident - before) / ENTRIES


def _each(bench, call):
    """The bytes of what one call adds to the world, when the journal is full and grows no more."""
    with bench.servers.mock() as server, server.connect() as connection:
        shared.prepare(connection)
        while connection.call("GET", "/__admin/requests?limit=1", calls.KEY)["evicted_before_seq"] == 1:
            shared.repeat(connection, call, 5000)
        before = _settled(server)
        bench.say(f"memory: {bench.size:,} times {call.name}")
        shared.repeat(connection, call, bench.size)
        return (_settled(server) - before) / bench.size


def _settled(server):
    """The resident memory when the messages have been delivered."""
    time.sleep(1.5)
    return server.resident


def tables(result):
    idle = [
        [name, megabytes(each["rss"]), megabytes(each["pss"])]
        for name, each in result["idle"].items()
    ]
    each = [[f"Bytes of {name}", f"{number:,.0f}"] for name, number in result["bytes"].items()]
    note = f"From the resident memory before and after {result['size']:,} of them ({ENTRIES:,} entries)."
    return [Table(["Idle, MB", "resident (RSS)", "proportional (PSS)"], idle), Table(["Memory", ""], each, note)]
