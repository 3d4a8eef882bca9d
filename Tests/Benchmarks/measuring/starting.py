"""The time from the start of the process to the first response that is as the contract says."""
import json
import shutil
import statistics
import time

from . import calls, wire
from .processes import ROOT
from .report import Table, milliseconds, ratio

TITLE = "Start"
STARTS_PER_ROUND = 5
WITH_CACHE, WITHOUT_CACHE, BARE = "with a copy of the contract in the cache", "without a copy in the cache", "bare NIO"


def measure(bench):
    times = {BARE: [], WITH_CACHE: [], WITHOUT_CACHE: []}
    with _mock(bench) as server, server.connect():
        pass
    for number in range(bench.rounds * STARTS_PER_ROUND):
        bench.say(f"start: {number + 1} of {bench.rounds * STARTS_PER_ROUND}")
        times[BARE].append(_first_answer(bench.servers.bare(400, cores=bench.servers.placement.all), _ignore))
        times[WITH_CACHE].append(_first_answer(_mock(bench), _check))
        empty = bench.servers.folder / "empty-cache"
        shutil.rmtree(empty, ignore_errors=True)
        times[WITHOUT_CACHE].append(_first_answer(_mock(bench, empty), _check))
    return {name: {"median_ms": statistics.median(each), "all_ms": each} for name, each in times.items()}


def _mock(bench, cache=None):
    """The emulator as a user starts it: with the default scenario, on all cores."""
    scenario = ROOT / "scenarios/default.yaml"
    return bench.servers.mock(scenario=scenario, cores=bench.servers.placement.all, cache=cache)


def _first_answer(server, check):
    """Starts asking at once, and stops the server again; returns milliseconds."""
    with server, server.connect() as connection:
        response = connection.exchange(wire.request("POST", calls.CREATE.path, calls.KEY, calls.CREATE.body))
        took = (time.perf_counter() - server.started) * 1000
        check(*response)
    return took


def _ignore(*_):
    pass


def _check(status, head, body):
    """The members that the contract requires of a created customer."""
    answer = json.loads(body)
    customer = answer.get("data", {})
    sent = json.loads(calls.CREATE.body)
    valid = (
        status == 201
        and b"application/json" in head.lower()
        and answer.get("request_id", "").startswith("req_")
        and customer.get("id", "").startswith("cus_")
        and customer.get("object") == "customer"
        and customer.get("status") == "pending"
        and all(customer.get(name) == value for name, value in sent.items())
    )
    if not valid:
        raise wire.UnexpectedAnswer(f"the first response is not as the contract says: {status} {body!r}")


def tables(result):
    base = result[BARE]["median_ms"]
    rows = [
        [name, milliseconds(each["median_ms"]), milliseconds(min(each["all_ms"])), ratio(each["median_ms"], base)]
        for name, each in result.items()
    ]
    note = "The first request creates a customer. Its response is checked."
    return [Table(["Start to the first response", "ms, median", "ms, least", "of bare NIO"], rows, note)]
