"""A small HTTP client on one connection, which takes little time of its own and can send many requests ahead."""
import json
import re
import socket

CONTENT_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class UnexpectedAnswer(Exception):
    """A server has answered something that the measurement does not expect."""


def request(method, path, key=None, body=None, headers=()):
    """The bytes of a request; a body that is not bytes is sent as JSON."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers]
    if key:
        lines.append(f"Authorization: Bearer {key}")
    content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


class Connection:
    """A connection that is kept open; every response must have a Content-Length."""

    def __init__(self, port, timeout=120):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def _fill(self):
        received = self.socket.recv(1 << 18)
        if not received:
            raise UnexpectedAnswer("the server has closed the connection")
        self.buffer += received

    def read(self):
        """Reads one response: its status, its header section and its body."""
        while (end := self.buffer.find(b"\r\n\r\n")) < 0:
            self._fill()
        head = bytes(self.buffer[:end])
        length = CONTENT_LENGTH.search(head)
        if not length:
            raise UnexpectedAnswer(f"a response without Content-Length: {head[:200]}")
        total = end + 4 + int(length[1])
        while len(self.buffer) < total:
            self._fill()
        body = bytes(self.buffer[end + 4:total])
        del self.buffer[:total]
        return int(head[9:12]), head, body

    def exchange(self, data):
        """Sends one request and reads its response."""
        self.socket.sendall(data)
        return self.read()

    def call(self, method, path, key=None, body=None):
        """Sends one request and returns the JSON of the response, which must be a success."""
        status, _, content = self.exchange(request(method, path, key, body))
        if status >= 400:
            raise UnexpectedAnswer(f"{method} {path}: {status} {content[:300].decode(errors='replace')}")
        return json.loads(content)

    def send_all(self, requests, status, ahead=64):
        """Sends all requests, up to `ahead` of them before their responses are read; all must have that status."""
        for start in range(0, len(requests), ahead):
            part = requests[start:start + ahead]
            self.socket.sendall(b"".join(part))
            for _ in part:
                got, _, body = self.read()
                if got != status:
                    raise UnexpectedAnswer(f"{got} instead of {status}: {body[:300].decode(errors='replace')}")
