#!/usr/bin/env python3
"""A small SaaS that integrates Kirimdev, as the app under test of the examples in README.md.

    POST /tenants {"name": ...}   makes a customer and a setup link; answers {"id", "customer_id", "setup_url", "status"}
    GET  /tenants/ID              the tenant; its status becomes `connected` when the webhook customer.onboarded has come
    POST /webhooks                receives the webhooks

Usage: app.py PORT BASE_URL API_KEY; it subscribes to customer.onboarded at start and then says `listening`.
"""
import http.server
import json
import sys
import urllib.request

TENANTS = {}


def kirimdev(path, body):
    request = urllib.request.Request(BASE + path, json.dumps(body).encode(), method="POST")
    request.add_header("Authorization", f"Bearer {KEY}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as response:
        return json.load(response)["data"]


class App(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        tenant = TENANTS.get(self.path.removeprefix("/tenants/"))
        self.answer(200 if tenant else 404, tenant or {})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/tenants":
            customer = kirimdev("/customers", {"name": body["name"]})
            link = kirimdev(f"/customers/{customer['id']}/setup_links", {})
            tenant = {"id": str(len(TENANTS) + 1), "customer_id": customer["id"]}
            tenant |= {"setup_url": link["setup_url"], "status": "invited"}
            TENANTS[tenant["id"]] = tenant
            return self.answer(201, tenant)
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


PORT, BASE, KEY = int(sys.argv[1]), sys.argv[2], sys.argv[3]
server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), App)
hook = f"http://127.0.0.1:{server.server_address[1]}/webhooks"
kirimdev("/webhook_subscriptions", {"url": hook, "events": ["customer.onboarded"]})
print("listening", server.server_address[1], flush=True)
server.serve_forever()
