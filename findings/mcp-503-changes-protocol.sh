#!/usr/bin/env bash
# One 503 on the first request makes MCP clients in Python use an older protocol for the whole connection, without an error.
#
# Version:   mcp 2.3.0 and fastmcp 4.2.3 (PyPI), seen on 2026-11-30.
# Behaviour: These clients open a connection with `server/discover` in the revision 2026-07-28. They take almost every
#            failure of this request, 503 too, as the sign of an older server, and then send `initialize`. If the server
#            answers that, the connection uses 2025-11-25 until it ends. The client raises nothing and logs no warning. So a
#            server that was overloaded for one moment, or a fault that a test injects on the first request, changes the
#            protocol instead of being seen.
# Output:    mcp 2.3.0: 2026-07-28, and 2025-11-25 after one 503
#            fastmcp 4.2.3: 2026-07-28, and 2025-11-25 after one 503
# Fails if that changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
# FastMCP 4.2.3 uses the SDK in the version 2.3.0.
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'mcp==2.3.0' 'fastmcp==4.2.3'

cat >"$work/probe.py" <<'PYTHON'
import asyncio
import http.server
import importlib.metadata
import json
import sys
import threading

NAMES = "io.modelcontextprotocol/"


class Handler(http.server.BaseHTTPRequestHandler):
    """A server for both eras of the protocol, whose first answer is an error if `fails` says so."""

    protocol_version = "HTTP/1.1"
    fails = False

    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if Handler.fails:
            Handler.fails = False
            return self.answer(503, {"error": "unavailable"})
        is_modern = NAMES + "protocolVersion" in message.get("params", {}).get("_meta", {})
        result = {"resultType": "complete", "ttlMs": 0, "cacheScope": "private"} if is_modern else {}
        match message["method"]:
            case "server/discover" if is_modern:
                result |= {"supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}}}
            case "initialize":
                server = {"name": "probe", "version": "1"}
                result |= {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}}, "serverInfo": server}
            case "tools/list":
                result |= {"tools": []}
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

    def log_message(self, *_):
        pass


async def connect(url):
    if sys.argv[1] == "fastmcp":
        from fastmcp import Client
    else:
        from mcp import Client
    async with Client(url) as client:
        await client.list_tools()
        return client.protocol_version


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_address[1]}/mcp"
usual = asyncio.run(connect(url))
Handler.fails = True
print(f"{sys.argv[1]} {importlib.metadata.version(sys.argv[1])}: {usual}, and {asyncio.run(connect(url))} after one 503")
PYTHON

for client in mcp fastmcp; do
    PYTHONWARNINGS=ignore FASTMCP_CHECK_FOR_UPDATES=off \
        "$work/venv/bin/python" "$work/probe.py" "$client" 2>"$work/errors" || { cat "$work/errors"; exit 1; }
    test ! -s "$work/errors" || { cat "$work/errors"; exit 1; }
done | tee "$work/seen"
diff "$work/seen" - <<'SEEN'
mcp 2.3.0: 2026-07-28, and 2025-11-25 after one 503
fastmcp 4.2.3: 2026-07-28, and 2025-11-25 after one 503
SEEN
