"""An advance of the clock in which every delivery fails until it is dead."""
import statistics
import time

from . import bench as shared
from . import calls, wire
from .report import Table

TITLE = "Advance"
ATTEMPTS = 8


def measure(bench):
    count = bench.options.dead
    seconds = []
    with bench.servers.receiver(500) as receiver:
        receiver.connect().socket.close()
        with bench.servers.mock("--webhook-url", f"http://127.0.0.1:{receiver.port}/") as server:
            with server.connect() as connection:
                for number in range(bench.rounds):
                    bench.say(f"advance: {count:,} dead deliveries, round {number + 1} of {bench.rounds}")
                    seconds.append(_advance(connection, receiver, count))
    return {"deliveries": count, "seconds": statistics.median(seconds), "rounds": seconds}


def _advance(connection, receiver, count):
    connection.call("POST", "/__admin/reset", calls.KEY)
    answered = receiver.count()
    shared.repeat(connection, calls.CREATE, count)
    receiver.wait(answered + count)
    time.sleep(0.2)
    started = time.perf_counter()
    connection.call("POST", "/__admin/clock/advance", calls.KEY, {"by": "PT32H"})
    took = time.perf_counter() - started
    dead = connection.call("GET", "/__admin/changes?limit=1", calls.KEY)["deliveries"].get("dead", 0)
    attempts = receiver.count() - answered
    if dead != count or attempts != ATTEMPTS * count:
        raise wire.UnexpectedAnswer(f"{dead} of {count} deliveries are dead after {attempts} attempts")
    return took


def tables(result):
    count = result["deliveries"]
    name = f"`advance PT32H` with {count:,} dead deliveries ({(ATTEMPTS - 1) * count:,} attempts)"
    return [Table([name, "seconds"], [["to a receiver that answers at once", f"{result['seconds']:.2f}"]])]
