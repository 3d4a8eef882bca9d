"""The emulator that a program tests: one that it starts, or one that runs already."""

import argparse
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from checks import TIMEOUT_SECONDS, require, require_equal

ROOT = Path(__file__).resolve().parent.parent.parent


def arguments_of(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """Adds what every program here needs, and parses."""
    server = parser.add_mutually_exclusive_group()
    server.add_argument("--mock", type=Path, help="the program, which is then started with a free port")
    running = os.environ.get("BASE_URL")
    server.add_argument("--base-url", default=running, help="origin of a running server, without /v1")
    parser.add_argument("--only", default="", help="part of the names of what is run")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="path of Chromium (default: from PATH)")
    arguments = parser.parse_args()
    if not arguments.mock and not arguments.base_url:
        parser.error("say which server to test: --mock, --base-url or the environment's BASE_URL")
    if not arguments.chromium:
        parser.error("Chromium is not on the PATH: say where it is with --chromium")
    return arguments


@contextmanager
def emulator(arguments: argparse.Namespace, *options: str) -> Iterator[str]:
    """Yields the origin of the server; `options` are for a server that is started."""
    if arguments.mock:
        with started_emulator(arguments.mock, *options) as server:
            yield server.origin
    else:
        yield arguments.base_url.rstrip("/")


@dataclass
class Server:
    origin: str
    pid: int


@contextmanager
def started_emulator(mock: Path, *options: str) -> Iterator[Server]:
    command = [mock, "serve", "--port", "0", "--quiet", "--contract", ROOT / "openapi.yaml", *options]
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=ROOT)
        try:
            ready = process.stdout.readline()
            address = re.search(r"ready at (https?://[^/\s]+)", ready)
            errors.seek(0)
            require(address is not None, f"the emulator did not start: {ready}{errors.read()}")
            yield Server(address[1], process.pid)
        finally:
            process.terminate()
            status = process.wait(TIMEOUT_SECONDS)
        errors.seek(0)
        require_equal((status, errors.read()), (0, ""), "how the emulator ended")
