"""Counts the instructions of requests with callgrind, in a process whose start is not counted."""
import collections
import pathlib
import re
import shutil
import signal
import subprocess
import time

from . import calls, wire
from .processes import ROOT, Server

HERE = pathlib.Path(__file__).resolve().parent
CALLS = [calls.GET, calls.CREATE, calls.SEND]
# How often each call is sent before it is counted, so that caches are filled.
BEFORE = 20
RESPONDER_SUFFIX = ", responder"
# EmulatorResponder.respond(to:), which is called once for each request.
RESPONDER = re.compile(r"\$s14EmulatorServer0A9ResponderV7respond")


class CountedServer(Server):
    """The emulator under callgrind; its ids, its clock and its hash values are the same in every run."""

    def __init__(self, mock, port, folder):
        self.folder = folder
        self.written = 0
        # Without debug information, which valgrind 3.19 cannot read.
        subprocess.run(["strip", "--strip-debug", "-o", folder / "mock", mock], check=True)
        library = folder / "counting.so"
        subprocess.run(["clang", "-O2", "-shared", "-fPIC", "-o", library, HERE / "counting.c"], check=True)
        command = [
            "valgrind", "--quiet", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/counts",
            folder / "mock", "serve", "--port", port, "--seed", "1", "--quiet", "--contract", ROOT / "openapi.yaml",
            "--scenario", calls.SCENARIO,
        ]
        environment = {"LD_PRELOAD": str(library), "SWIFT_DETERMINISTIC_HASHING": "1", "XDG_CACHE_HOME": str(folder)}
        super().__init__(command, port, environment=environment)

    def counted(self, limit=60):
        """What was counted since the last call of this function, as text; the first call starts the counting."""
        # The response comes before the end of the work for a request.
        time.sleep(0.5)
        self.process.send_signal(signal.SIGUSR2)
        self.written += 1
        file = self.folder / f"counts.{self.written}"
        until = time.perf_counter() + limit
        while not (file.exists() and "\ntotals: " in (text := file.read_text())):
            if self.process.poll() is not None or time.perf_counter() > until:
                raise wire.UnexpectedAnswer(f"callgrind has not written its counts: {self.said()}")
            time.sleep(0.05)
        return text


def missing_programs():
    return [program for program in ("valgrind", "strip", "clang") if not shutil.which(program)]


def count(mock, port, requests, folder):
    """The instructions of one request of each call, from that many: all of them, and those of the responder."""
    with CountedServer(mock, port, pathlib.Path(folder)) as server, server.connect(300) as connection:
        connection.call("PUT", "/__admin/clock", calls.KEY, {"mode": "frozen", "now": "2026-06-05T00:00:00Z"})
        server.counted()
        for call in CALLS:
            _send(connection, call, BEFORE)
        server.counted()
        counts = {}
        for call in CALLS:
            _send(connection, call, requests)
            text = server.counted()
            counts[call.name] = round(int(re.search(r"^totals: (\d+)$", text, re.MULTILINE)[1]) / requests)
            counts[call.name + RESPONDER_SUFFIX] = round(_inclusive(text, RESPONDER) / requests)
        return counts


def _inclusive(text, function):
    """The instructions of a function with all that it calls, from the lines that follow its calls."""
    names, costs, called, is_cost = {}, collections.Counter(), None, False
    for line in text.splitlines():
        if found := re.match(r"(c?)fn=\((\d+)\)(?: (.*))?$", line):
            is_called, number, name = found.groups()
            if name:
                names[number] = name
            if is_called:
                called = number
        elif line.startswith("calls="):
            is_cost = True
        elif is_cost:
            costs[called] += int(line.split()[1])
            is_cost = False
    # The function or the witness that it is inlined in.
    matching = [costs[number] for number, name in names.items() if function.match(name)]
    if not any(matching):
        raise wire.UnexpectedAnswer(f"callgrind has seen no call of {function.pattern}; the symbols may be stripped")
    return max(matching)


def _send(connection, call, count):
    """One request after another, as clients do."""
    request = wire.request(call.method, call.path, calls.KEY, call.body)
    connection.send_all([request] * count, call.status, ahead=1)
