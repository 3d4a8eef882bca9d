"""Requests a second and latencies beside a bare NIO server, nginx and the peers that were named."""
import collections
import time

from . import bench as shared
from . import calls, load, wire
from .report import Table, milliseconds, rate, ratio

TITLE = "Throughput and latency"
CONNECTIONS = [1, 32, 256]
BARE = "bare NIO"


def measure(bench):
    with bench.servers.mock() as mock, mock.connect() as connection:
        shared.prepare(connection, calls.KEYS)
        size = len(connection.exchange(wire.request("GET", calls.GET.path, calls.KEY))[2])
        with bench.servers.bare(size) as bare:
            bare.connect().socket.close()
            nginx = bench.servers.nginx(size)
            try:
                return _rounds(bench, connection, _others(bench, bare, nginx), mock.port) | {"bytes": size}
            finally:
                if nginx:
                    nginx.stop()


def _others(bench, bare, nginx):
    """The servers that the emulator is compared with."""
    path = calls.GET.path
    others = [load.Target(BARE, f"http://127.0.0.1:{bare.port}", "GET", path, keys=(calls.KEY,))]
    if nginx:
        nginx.connect().socket.close()
        others.append(load.Target("nginx", f"http://127.0.0.1:{nginx.port}", "GET", path, keys=(calls.KEY,)))
    return others + bench.options.peers


def _rounds(bench, connection, others, port):
    """Every round measures everything once, so that what slows the machine down slows all of them down."""
    results = collections.defaultdict(list)
    for number in range(bench.rounds):
        for connections in CONNECTIONS:
            bench.say(f"throughput: round {number + 1} of {bench.rounds}, {connections} connections")
            for target in others:
                results[target.name, target.method, 1, connections].append(bench.run(target, connections))
            for call in calls.ALL:
                for keys in [calls.KEYS[:1]] if connections == 1 else [calls.KEYS[:1], calls.KEYS]:
                    shared.prepare(connection, keys)
                    time.sleep(0.2)
                    target = bench.target(call, port, keys)
                    results[call.name, call.method, len(keys), connections].append(bench.run(target, connections))
    rows = [
        {"name": name, "method": method, "keys": keys, "connections": connections, "rounds": rounds}
        | load.median(rounds)
        for (name, method, keys, connections), rounds in results.items()
    ]
    return {"rows": rows, "others": [{"name": target.name, "method": target.method} for target in others]}


def tables(result):
    cells = {(row["name"], row["keys"], row["connections"]): row for row in result["rows"]}
    others = [other["name"] for other in result["others"]]
    methods = {row["name"]: row["method"] for row in result["rows"]}
    peers = [name for name in others if name not in (BARE, "nginx")]
    lines = [(name, name, 1) for name in others]
    for call in calls.ALL:
        lines += [(call.name, call.name, 1), (f"{call.name}, eight keys", call.name, 8)]

    def figure(name, keys, connections, form):
        row = cells.get((name, keys, connections))
        return form(row) if row else ""

    def against(name, keys, other):
        row, base = cells.get((name, keys, 32)), cells.get((other, 1, 32))
        fits = other == BARE or (name not in others and methods[name] == methods[other])
        return ratio(row["rate"], base["rate"]) if row and base and fits else ""

    rates = [
        [label, *(figure(name, keys, each, lambda row: rate(row["rate"])) for each in CONNECTIONS)]
        + [against(name, keys, other) for other in [BARE, *peers]]
        for label, name, keys in lines
    ]
    latencies = [
        [label, *(figure(name, keys, each, _latency) for each in CONNECTIONS)]
        + [figure(name, keys, 256, lambda row: ratio(row["p99"], cells[BARE, 1, 256]["p99"]))]
        for label, name, keys in lines
    ]
    counts = [f"{each} connection{'s' * (each > 1)}" for each in CONNECTIONS]
    note = f"The responses of bare NIO and nginx are as long as that of `{calls.GET.name}`: {result['bytes']} bytes."
    return [
        Table(["Requests a second", *counts, *(f"of {other} at 32" for other in [BARE, *peers])], rates, note),
        Table(["Latency in ms, median / p99", *counts, f"p99 at 256, of {BARE}"], latencies),
    ]


def _latency(row):
    return f"{milliseconds(row['p50'])} / {milliseconds(row['p99'])}"
