"""A webhook receiver that remembers what it got."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from checks import TIMEOUT_SECONDS, require


@dataclass
class Webhook:
    headers: dict[str, str]
    body: bytes

    @property
    def type(self) -> str:
        return self.headers["x-kirim-event"]

    @property
    def json(self) -> dict:
        return json.loads(self.body)


@dataclass
class Receiver:
    url: str = ""
    webhooks: list[Webhook] = field(default_factory=list)
    # What the receiver answers, until a check changes it.
    status: int = 200
    body: str = "ok"
    changed: threading.Condition = field(default_factory=threading.Condition)

    def add(self, webhook: Webhook) -> None:
        with self.changed:
            self.webhooks.append(webhook)
            self.changed.notify_all()

    def count(self, matches: Callable[[Webhook], bool]) -> int:
        return sum(map(matches, self.webhooks))

    def wait_for(self, count: int, matches: Callable[[Webhook], bool]) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.count(matches) >= count, TIMEOUT_SECONDS)
            types = [webhook.type for webhook in self.webhooks]
            found = self.count(matches)
            require(found >= count, f"the receiver got {found} webhooks in place of {count}, of {types}")


@contextmanager
def webhook_receiver() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.add(Webhook({name.lower(): value for name, value in self.headers.items()}, body))
            content = receiver.body.encode()
            self.send_response(receiver.status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
