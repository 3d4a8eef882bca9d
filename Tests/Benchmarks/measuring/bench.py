"""One run: what the sections share."""
import dataclasses
import sys
import time

from . import calls, load, processes, wire


@dataclasses.dataclass
class Bench:
    """The options of a run and the servers that it can start."""

    options: object
    servers: processes.Servers
    started: float = dataclasses.field(default_factory=time.perf_counter)

    @property
    def rounds(self):
        return self.options.rounds

    @property
    def size(self):
        """How many customers or messages a large world has."""
        return self.options.size

    def say(self, text):
        """Writes a line of progress to standard error."""
        if not self.options.quiet:
            print(f"[{time.perf_counter() - self.started:6.1f} s] {text}", file=sys.stderr, flush=True)

    def run(self, target, connections, placement=None):
        """Runs wrk against a target for the seconds of the options, on the cores of the load."""
        return load.run(target, connections, self.options.seconds, placement or self.servers.placement.load)

    def body_file(self, body):
        """A file with a body for wrk; `-` for no body."""
        if body is None:
            return "-"
        file = self.servers.folder / f"body-{hash(body) & 0xffffffff:x}"
        file.write_bytes(body)
        return str(file)

    def target(self, call, port, keys=(calls.KEY,)):
        """A call of the emulator as a target of wrk."""
        origin = f"http://127.0.0.1:{port}"
        return load.Target(call.name, origin, call.method, call.path, self.body_file(call.body), tuple(keys))


def prepare(connection, keys=(calls.KEY,)):
    """Resets all sandboxes and sends each call once with each key, so that every world exists."""
    connection.call("POST", "/__admin/reset")
    for key in keys:
        for call in calls.ALL:
            connection.send_all([wire.request(call.method, call.path, key, call.body)], call.status)


def repeat(connection, call, count, key=calls.KEY):
    """Sends a call that many times on one connection."""
    request = wire.request(call.method, call.path, key, call.body)
    connection.send_all([request] * count, call.status)


def timed(connection, method, path, key=calls.KEY, body=None):
    """Sends one request and returns the milliseconds until its response, which must be a success."""
    data = wire.request(method, path, key, body)
    started = time.perf_counter()
    status, _, content = connection.exchange(data)
    took = (time.perf_counter() - started) * 1000
    if status >= 400:
        raise wire.UnexpectedAnswer(f"{method} {path}: {status} {content[:300].decode(errors='replace')}")
    return took
