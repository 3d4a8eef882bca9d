#!/usr/bin/env bash
# Deno's fetch sends a POST again by itself when its kept connection is closed before an answer: it is carried out twice.
#
# Version:   deno 2.9.8 (PyPI), seen on 2026-11-28.
# Behaviour: the server answers one POST and keeps the connection. It then reads a second POST as a whole and closes the
#            connection without a byte. RFC 9110, section 9.2.2, lets a client repeat a request by itself only if its
#            method is idempotent. Deno opens a connection and sends the POST once more, and its caller sees an ordinary
#            200, so whatever the POST does has been done twice and nobody was told. Node's fetch, which has the same
#            interface, rejects with a TypeError instead.
# Output:    status seen by the caller: 200, POST /second received by the server: 2
# Fails if that changes.
set -euo pipefail

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'deno==2.9.8'

cat >"$work/server.py" <<'PYTHON'
import http.server
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    received = 0

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/second":
            Handler.received += 1
            if Handler.received == 1:
                self.close_connection = True
                return
        body = str(Handler.received).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
PYTHON
cat >"$work/client.js" <<'SCRIPT'
const base = Deno.args[0];
const post = async (path) => {
  const response = await fetch(base + path, { method: "POST", body: "{}" });
  return [response.status, await response.text()];
};
await post("/first");
await new Promise((resume) => setTimeout(resume, 200));
const [status] = await post("/second");
const [, received] = await post("/count");
console.log(`status seen by the caller: ${status}, POST /second received by the server: ${received}`);
SCRIPT

mkfifo "$work/port"
python3 "$work/server.py" >"$work/port" &
read -r port <"$work/port"
DENO_DIR="$work/deno" "$work/venv/bin/deno" run --quiet --no-config --allow-net "$work/client.js" \
    "http://127.0.0.1:$port" | tee "$work/seen"
diff "$work/seen" - <<'SEEN'
status seen by the caller: 200, POST /second received by the server: 2
SEEN
