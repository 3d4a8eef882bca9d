#!/usr/bin/env python3
"""A small SaaS that integrates Kirimdev, as the app under test of the examples in the documentation.

    POST /tenants {"name": ...}   makes a customer and a setup link; answers {"id", "customer_id", "setup_url", "status"}
    GET  /tenants/ID              the tenant; its status becomes `connected` when the webhook customer.onboarded has come
    POST /webhooks                receives the webhooks; answers 401 unless KIRIMDEV_WEBHOOK_SECRET has signed them

Usage: app.py PORT [COMMAND ...]; it listens on the port, runs the command with APP_URL, and ends with its status. Without a
command, it serves until it is stopped. It finds the API by KIRIMDEV_BASE_URL and KIRIMDEV_API_KEY. APP_HOST is the address
to listen on, 127.0.0.1 if it is not set.
"""
import hashlib
import hmac
import http.server
import json
import os
import subprocess
import sys
import threading
import time
import urllib.request

TENANTS = {}


def kirimdev(path, body):
    request = urllib.request.Request(os.environ["KIRIMDEV_BASE_URL"] + path, json.dumps(body).encode(), method="POST")
    request.add_header("Authorization", f"Bearer {os.environ['KIRIMDEV_API_KEY']}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as response:
        return json.load(response)["data"]


def is_signed(header, body):
    """Whether one of the signatures in `t=TIME,v1=SIGNATURE` is right, and not older than five minutes."""
    fields = [field.partition("=") for field in (header or "").split(",")]
    sent = next((value for name, _, value in fields if name == "t"), "")
    secret = os.environ["KIRIMDEV_WEBHOOK_SECRET"].encode()
    expected = hmac.new(secret, sent.encode() + b"." + body, hashlib.sha256).hexdigest()
    is_right = any(hmac.compare_digest(value, expected) for name, _, value in fields if name == "v1")
    return is_right and sent.isdigit() and abs(time.time() - int(sent)) < 300


class App(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        tenant = TENANTS.get(self.path.removeprefix("/tenants/"))
        self.answer(200 if tenant else 404, tenant or {})

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/webhooks" and not is_signed(self.headers["X-Kirim-Signature"], text):
            return self.answer(401, {})
        body = json.loads(text)
        if self.path == "/tenants":
            customer = kirimdev("/customers", {"name": body["name"]})
            link = kirimdev(f"/customers/{customer['id']}/setup_links", {})
            tenant = {"id": str(len(TENANTS) + 1), "customer_id": customer["id"]}
            tenant |= {"setup_url": link["setup_url"], "status": "invited"}
            TENANTS[tenant["id"]] = tenant
            return self.answer(201, tenant)
        if body.get("type") == "customer.onboarded":
            for tenant in TENANTS.values():
                if tenant["customer_id"] == body["data"]["customer"]["id"]:
                    tenant["status"] = "connected"
        return self.answer(200, {})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


port, command = int(sys.argv[1]), sys.argv[2:]
server = http.server.ThreadingHTTPServer((os.environ.get("APP_HOST", "127.0.0.1"), port), App)
if not command:
    server.serve_forever()
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.exit(subprocess.run(command, env=os.environ | {"APP_URL": f"http://127.0.0.1:{port}"}).returncode)
