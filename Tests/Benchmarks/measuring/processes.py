"""The servers that are measured: they start on a port of their own and are stopped at the end."""
import itertools
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from . import calls, machine, wire

ROOT = pathlib.Path(__file__).resolve().parents[3]


class Server:
    """A process that serves HTTP on a port of this machine."""

    def __init__(self, command, port, cores=None, environment=None, stdin=subprocess.DEVNULL):
        self.port = port
        self.errors = tempfile.TemporaryFile()
        placed = ["taskset", "-c", cores, *command] if cores else command
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [str(part) for part in placed],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=stdin,
            stdout=subprocess.PIPE if stdin == subprocess.PIPE else subprocess.DEVNULL,
            stderr=self.errors,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def connect(self, limit=60):
        """A connection to the server; waits until it listens."""
        while True:
            try:
                return wire.Connection(self.port)
            except ConnectionRefusedError:
                if self.process.poll() is not None or time.perf_counter() - self.started > limit:
                    raise wire.UnexpectedAnswer(f"the server does not listen: {self.said()}") from None
                time.sleep(0.0002)

    def said(self):
        """What the server has written to standard error."""
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")[-2000:]

    def memory(self):
        """The resident and the proportional memory in bytes."""
        text = pathlib.Path(f"/proc/{self.process.pid}/smaps_rollup").read_text()
        kilobytes = {name.lower(): re.search(rf"^{name}: *(\d+)", text, re.MULTILINE)[1] for name in ("Rss", "Pss")}
        return {name: int(number) * 1024 for name, number in kilobytes.items()}

    @property
    def resident(self):
        return self.memory()["rss"]

    def stop(self, limit=10):
        """Sends SIGTERM and returns the seconds until the process has ended."""
        if self.process.poll() is not None:
            return 0.0
        started = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return time.perf_counter() - started


class Receiver(Server):
    """The bare server as a receiver of webhooks, which tells how many requests it has answered."""

    def count(self):
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def wait(self, count, limit=120):
        """Waits until it has answered that many requests; returns the time."""
        until = time.perf_counter() + limit
        while (answered := self.count()) < count:
            if time.perf_counter() > until:
                raise wire.UnexpectedAnswer(f"the receiver has got {answered} of {count} deliveries")
            time.sleep(0.001)
        return time.perf_counter()


class Servers:
    """Starts servers from the binaries and on the cores of a run."""

    def __init__(self, mock, bare, placement, first_port, folder):
        self.mock_binary, self.bare_binary, self.placement = mock, bare, placement
        self.ports = itertools.count(first_port)
        self.folder = pathlib.Path(folder)
        self.cache = self.folder / "cache"

    def mock(self, *flags, scenario=calls.SCENARIO, cores=None, cache=None):
        """The emulator, without a request log."""
        port = next(self.ports)
        command = [
            self.mock_binary, "serve", "--port", port, "--quiet", "--contract", ROOT / "openapi.yaml",
            "--scenario", scenario, *flags,
        ]
        return Server(command, port, cores or self.placement.server, {"XDG_CACHE_HOME": str(cache or self.cache)})

    def bare(self, size, status=200, cores=None):
        """A bare NIO server whose responses have a body of that size."""
        port = next(self.ports)
        command = [self.bare_binary, port, size, status]
        return Receiver(command, port, cores or self.placement.server, stdin=subprocess.PIPE)

    def receiver(self, status=200):
        """A receiver of webhooks on the core of the load."""
        return self.bare(11, status, self.placement.load)

    def nginx(self, size):
        """nginx with `return 200`, one worker for each core of the servers; None if it is not installed."""
        program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
        if not program:
            return None
        port = next(self.ports)
        folder = self.folder / "nginx"
        folder.mkdir(exist_ok=True)
        body = '{"data":"' + "a" * (size - 11) + '"}'
        settings = folder / "nginx.conf"
        workers = len(machine.cores(self.placement.server))
        settings.write_text(NGINX.format(folder=folder, port=port, body=body, workers=workers))
        return Server([program, "-p", folder, "-c", settings], port, self.placement.server)


NGINX = """
daemon off;
user root;
worker_processes {workers};
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    default_type application/json;
    server {{
        listen 127.0.0.1:{port};
        location / {{ return 200 '{body}'; }}
    }}
}}
"""
