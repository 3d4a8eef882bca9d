"""Whether requests with one key hinder each other: the same load with one key and with eight."""
import collections
import time

from . import bench as shared
from . import calls, load
from .report import Table, rate, ratio

TITLE = "One key and eight keys"
CONNECTIONS = 64
CALLS = [calls.GET, calls.CREATE, calls.SEND]


def measure(bench):
    placement = bench.servers.placement
    results = collections.defaultdict(list)
    for place, cores in {"pinned": placement.server, "all cores": placement.all}.items():
        with bench.servers.mock(cores=cores) as mock, mock.connect() as connection:
            for number in range(bench.rounds):
                bench.say(f"contention: round {number + 1} of {bench.rounds}, {place}")
                for call in CALLS:
                    for keys in (calls.KEYS[:1], calls.KEYS):
                        shared.prepare(connection, keys)
                        time.sleep(0.2)
                        result = bench.run(bench.target(call, mock.port, keys), CONNECTIONS)
                        results[place, call.name, len(keys)].append(result)
    return [
        {"place": place, "call": call, "keys": keys, "rounds": rounds} | load.median(rounds)
        for (place, call, keys), rounds in results.items()
    ]


def tables(result):
    rates = {(row["place"], row["call"], row["keys"]): row["rate"] for row in result}
    rows = []
    for place in ("pinned", "all cores"):
        for call in CALLS:
            one, eight = (rates[place, call.name, keys] for keys in (1, 8))
            rows.append([f"{call.name}, {place}", rate(one), rate(eight), ratio(one, eight)])
    note = "With `all cores`, the event loops run at the same time, and share one core with the load."
    return [Table([f"Requests a second, {CONNECTIONS} connections", "one key", "eight keys", "ratio"], rows, note)]
