"""Whether a call costs more in a large world than in a small one."""
import collections

from . import bench as shared
from . import calls, load
from .report import Table, rate, ratio

TITLE = "Small and large worlds"
SMALL = 1000
CALLS = [calls.GET, calls.LIST]


def measure(bench):
    results = collections.defaultdict(list)
    with bench.servers.mock() as small, bench.servers.mock() as large:
        for server, count in ((small, SMALL), (large, bench.size)):
            bench.say(f"growth: adding {count:,} customers")
            with server.connect() as connection:
                shared.prepare(connection)
                shared.repeat(connection, calls.CREATE, count)
        for number in range(bench.rounds):
            bench.say(f"growth: round {number + 1} of {bench.rounds}")
            for call in CALLS:
                for world, server in (("small", small), ("large", large)):
                    results[call.name, world].append(bench.run(bench.target(call, server.port), 32))
    return {
        "size": bench.size,
        "rows": [
            {"call": call, "world": world, "rounds": rounds} | load.median(rounds)
            for (call, world), rounds in results.items()
        ],
    }


def tables(result):
    rates = {(row["call"], row["world"]): row["rate"] for row in result["rows"]}
    rows = []
    for call in CALLS:
        small, large = (rates[call.name, world] for world in ("small", "large"))
        rows.append([call.name, rate(small), rate(large), ratio(large, small)])
    header = ["Requests a second", f"{SMALL:,} customers", f"{result['size']:,} customers", "ratio"]
    return [Table(header, rows)]
