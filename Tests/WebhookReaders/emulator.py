"""A world of the running emulator, and a receiver that its webhooks go to."""

import http.server
import json
import threading
import urllib.error
import urllib.request

NUMBER = "1111475158712095"


class World:
    """One sandbox with a scenario, whose events are caught by a receiver of its own."""

    def __init__(self, base_url, scenario):
        self.origin = base_url.removesuffix("/").removesuffix("/v1")
        self.received = []
        self._taken = 0
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        sandbox = self.control("POST", "sandboxes", {"scenario": scenario})
        self.id, self.key = sandbox["id"], sandbox["api_key"]
        self.control("PATCH", "organization", {"messages": {"progression": "manual"}})
        port = self._server.server_address[1]
        events = ["message.received", "message.status"]
        self.call("POST", "webhook_subscriptions", {"url": f"http://127.0.0.1:{port}/", "events": events})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.control("DELETE", f"sandboxes/{self.id}")
        self._server.shutdown()
        self._server.server_close()

    def control(self, method, path, body=None):
        return self._send(method, f"{self.origin}/__admin/{path}", body)

    def call(self, method, path, body=None):
        return self._send(method, f"{self.origin}/v1/{path}", body)

    def simulate(self, what, **members):
        return self.control("POST", f"simulate/{what}", members)

    def hear(self, sender, kind, content, **members):
        members = {**sender, "type": kind, kind: content, **members}
        return self.simulate("inbound_message", phone_number_id=NUMBER, **members)

    def send(self, to):
        """Sends a text, and answers its id."""
        body = {"messaging_product": "whatsapp", "to": to, "type": "text", "text": {"body": "Hello"}}
        return self.call("POST", f"{NUMBER}/messages", body)["data"]["id"]

    def bodies(self):
        """The bytes of what came since the last time, when all of it has been answered."""
        self.control("POST", "clock/advance", {"by": "0s"})
        fresh = self.received[self._taken :]
        self._taken = len(self.received)
        return fresh

    def _send(self, method, url, body):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, method=method)
        request.add_header("Content-Type", "application/json")
        if hasattr(self, "key"):
            request.add_header("Authorization", f"Bearer {self.key}")
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {url} answered {error.code}: {error.read().decode()}") from None

    def _handler(self):
        received = self.received

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                received.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        return Handler
