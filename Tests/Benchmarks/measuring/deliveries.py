"""Signed webhooks a second to a receiver that answers at once, for both orders."""
import statistics
import time

from . import bench as shared
from . import calls
from .report import Table, rate

TITLE = "Deliveries"
ORDERS = ["none", "event"]


def measure(bench):
    count = bench.options.deliveries
    rates = {order: [] for order in ORDERS}
    with bench.servers.receiver() as receiver:
        receiver.connect().socket.close()
        with bench.servers.mock("--webhook-url", f"http://127.0.0.1:{receiver.port}/") as server:
            with server.connect() as connection:
                for number in range(bench.rounds):
                    for order in ORDERS:
                        bench.say(f"deliveries: order {order}, round {number + 1} of {bench.rounds}")
                        rates[order].append(count / _seconds(connection, receiver, order, count))
    return {
        "count": count,
        "per_second": {order: statistics.median(each) for order, each in rates.items()},
        "rounds": rates,
    }


def _seconds(connection, receiver, order, count):
    """Holds the deliveries until all exist, so that only the sending is measured."""
    connection.call("POST", "/__admin/reset", calls.KEY)
    connection.call("PUT", "/__admin/webhooks/policy", calls.KEY, {"order": order})
    hold = {"id": "all", "delivery": {"event": "customer.created"}}
    connection.call("POST", "/__admin/holds", calls.KEY, hold)
    shared.repeat(connection, calls.CREATE, count)
    answered = receiver.count()
    time.sleep(0.2)
    started = time.perf_counter()
    connection.call("POST", "/__admin/holds/all/release", calls.KEY)
    return receiver.wait(answered + count) - started


def tables(result):
    rows = [[f"`order: {order}`", rate(result["per_second"][order])] for order in ORDERS]
    return [Table([f"Deliveries a second, of {result['count']:,} to one receiver", ""], rows)]
