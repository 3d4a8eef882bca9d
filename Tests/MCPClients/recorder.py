"""A proxy that notes what an MCP client sends."""

import http.client
import http.server
import json
import threading
import urllib.parse

HANDSHAKE = ["2025-03-26", "2025-06-18", "2025-11-25"]
OWN = {"connection", "content-length", "host", "transfer-encoding"}


class Recorder:
    """Passes every request to a server, and keeps a line about each."""

    def __init__(self, origin):
        self.sent = []
        self._address = urllib.parse.urlsplit(origin).netloc
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @staticmethod
    def described(verb, headers, body):
        """A request in words: the JSON-RPC method, the tool, and the revision."""
        try:
            message = json.loads(body)
            method = message["method"]
        except (ValueError, TypeError, KeyError):
            return f"{verb} without a JSON-RPC method"
        params = message.get("params") or {}
        tool = f" {params.get('name')}" if method == "tools/call" else ""
        if method == "initialize":
            return f"initialize ({params.get('protocolVersion')})"
        return f"{method}{tool} ({headers.get('MCP-Protocol-Version', 'no revision')})"

    def _handler(recorder):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                line = recorder.described(self.command, self.headers, body)
                connection = http.client.HTTPConnection(recorder._address, timeout=30)
                headers = {name: value for name, value in self.headers.items() if name.lower() not in OWN}
                connection.request(self.command, self.path, body, headers)
                answer = connection.getresponse()
                content = answer.read()
                connection.close()
                recorder.sent.append(line if answer.status < 400 else f"{line} answered with {answer.status}")
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in OWN | {"date", "server"}:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_DELETE = do_GET = do_POST = pass_on

            def log_message(self, *_):
                pass

        return Handler
