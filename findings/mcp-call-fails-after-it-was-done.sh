#!/usr/bin/env bash
# The Python SDK of MCP reports a tool call as failed that was carried out, if a request fails that it sends after the call.
#
# Version:   mcp 2.3.0 and 1.30.0 (PyPI), seen on 2026-11-30. FastMCP 4.2.3 and 3.4.11, which use them, do the same.
# Behaviour: `call_tool` for a tool that this connection has not listed sends `tools/call`, gets its result, and then sends
#            `tools/list`, to look for an output schema. If the server refuses that request, for example with 429 because
#            the call has used up the rate limit, `call_tool` raises an exception, and the result is lost. The exception
#            does not say which request failed. A caller that tries again does the work twice. Nobody has asked for the
#            list, so code that sends one call does not expect a second request. A program that lists the tools first is
#            not affected.
# Output:    mcp 2.3.0: the caller sees MCPError; calls carried out: 1
#            mcp 1.30.0: the caller sees HTTPStatusError; calls carried out: 1
# Fails if that changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for version in 2.3.0 1.30.0; do
    python3 -m venv "$work/$version"
    "$work/$version/bin/pip" install --quiet --disable-pip-version-check "mcp==$version"
done

cat >"$work/probe.py" <<'PYTHON'
import asyncio
import http.server
import importlib.metadata
import json
import threading

NAMES = "io.modelcontextprotocol/"
done = []


class Handler(http.server.BaseHTTPRequestHandler):
    """A server with one tool, for both eras of the protocol, whose rate limit is used up by one call."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        params = message.get("params", {})
        is_modern = NAMES + "protocolVersion" in params.get("_meta", {})
        result = {"resultType": "complete"} if is_modern else {}
        match message["method"]:
            case "server/discover" if is_modern:
                facts = {"supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}}}
                result |= facts | {"ttlMs": 0, "cacheScope": "private"}
            case "initialize":
                server = {"name": "bank", "version": "1"}
                result |= {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}}, "serverInfo": server}
            case "tools/call":
                done.append(params["name"])
                result |= {"content": [{"type": "text", "text": "paid"}]}
            case "tools/list":
                return self.answer(429, {"error": "too many requests"})
            case _:
                return self.answer(202, None)
        self.answer(200, {"jsonrpc": "2.0", "id": message["id"], "result": result})

    def answer(self, status, value):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.send_response(405)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


async def call(url):
    if importlib.metadata.version("mcp").startswith("1."):
        from mcp import ClientSession
        from mcp.client.streamable_http import streamable_http_client

        async with streamable_http_client(url) as (reader, writer, _), ClientSession(reader, writer) as session:
            await session.initialize()
            return await session.call_tool("pay", {"amount": 5})
    from mcp import Client

    async with Client(url) as client:
        return await client.call_tool("pay", {"amount": 5})


def causes(error):
    return [cause for one in error.exceptions for cause in causes(one)] if hasattr(error, "exceptions") else [error]


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
try:
    seen = asyncio.run(call(f"http://127.0.0.1:{server.server_address[1]}/mcp")).content[0].text
except Exception as error:
    seen = " and ".join(type(cause).__name__ for cause in causes(error))
print(f"mcp {importlib.metadata.version('mcp')}: the caller sees {seen}; calls carried out: {len(done)}")
PYTHON

for version in 2.3.0 1.30.0; do
    "$work/$version/bin/python" "$work/probe.py"
done | tee "$work/seen"
diff "$work/seen" - <<'SEEN'
mcp 2.3.0: the caller sees MCPError; calls carried out: 1
mcp 1.30.0: the caller sees HTTPStatusError; calls carried out: 1
SEEN
