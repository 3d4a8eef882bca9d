"""The time from SIGTERM to the end of the process."""
import statistics
import time

from . import calls, wire
from .report import Table, milliseconds

TITLE = "Stop"
STOPS_PER_ROUND = 3
CASES = ["without connections", "with an idle connection", "with a half open connection"]


def measure(bench):
    times = {case: [] for case in CASES}
    for number in range(bench.rounds * STOPS_PER_ROUND):
        bench.say(f"stop: {number + 1} of {bench.rounds * STOPS_PER_ROUND}")
        for case in CASES:
            times[case].append(_stop(bench, case))
    return {case: {"median_ms": statistics.median(each), "all_ms": each} for case, each in times.items()}


def _stop(bench, case):
    server = bench.servers.mock()
    connection = server.connect()
    headers = ["Connection: close"] if case == CASES[2] else []
    connection.exchange(wire.request(calls.GET.method, calls.GET.path, calls.KEY, headers=headers))
    if case == CASES[0]:
        connection.socket.close()
    time.sleep(0.1)
    took = server.stop() * 1000
    connection.socket.close()
    if server.process.returncode:
        raise wire.UnexpectedAnswer(f"the server has ended with status {server.process.returncode}: {server.said()}")
    return took


def tables(result):
    rows = [[case, milliseconds(each["median_ms"]), milliseconds(max(each["all_ms"]))] for case, each in result.items()]
    note = "The client of the half open connection has asked for `Connection: close` and does not close its end."
    return [Table(["SIGTERM to exit", "ms, median", "ms, most"], rows, note)]
