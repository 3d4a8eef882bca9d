#!/usr/bin/env python3
"""Checks what ScalingOut.md says, with four instances behind nginx and behind HAProxy, each with its file in this folder.

    Tests/Examples/scaling/check.py --mock .build/debug/kirimdev-mock

Requires nginx and HAProxy 2.6 or newer.
"""
import argparse
import concurrent.futures
import contextlib
import hashlib
import hmac
import http.server
import inspect
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

import instances
from instances import PAGE, SECRET, call

KEYS = [f"kdv_test_{number}" for number in range(50)]


def require(holds, *seen):
    if not holds:
        line = inspect.stack()[1]
        raise AssertionError(f"{line.function}, line {line.lineno}: {' '.join(map(repr, seen))}")


class Receiver(http.server.BaseHTTPRequestHandler):
    """Keeps what each signed webhook is about; answers 401 to any other."""

    received = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        sent, *signatures = [part.partition("=")[2] for part in self.headers["X-Kirim-Signature"].split(",")]
        expected = hmac.new(SECRET.encode(), sent.encode() + b"." + body, hashlib.sha256).hexdigest()
        if expected in signatures:
            self.received.append((self.headers["X-Kirim-Event"], body.decode()))
        self.send_response(200 if expected in signatures else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Cluster:
    def __init__(self, port, nodes):
        self.port, self.nodes = port, nodes

    def call(self, method, path, body=None, key=None, host=None, headers=()):
        return call(self.port, method, path, body, key, host, headers)

    def customers(self, key):
        return sorted(row["name"] for row in self.call("GET", "/v1/customers?limit=100", key=key).json["data"])

    def create(self, key, name, headers=()):
        answer = self.call("POST", "/v1/customers", {"name": name}, key, headers=headers)
        require(answer.status == 201, answer)
        return answer.json["data"]["id"]

    def sandboxes(self, node):
        return call(node.port, "GET", "/__admin/sandboxes").json["data"]

    def node_of(self, key):
        """The instance that has the world of a key, as each instance says itself."""
        customer = self.create(key, "where")
        found = [node for node in self.nodes if call(node.port, "GET", f"/v1/customers/{customer}", key=key).status == 200]
        require(len(found) == 1, key, found)
        self.reset()
        return found[0]

    def reset(self):
        for node in self.nodes:
            require(call(node.port, "POST", "/__admin/reset").status == 200, node)


# What is checked: one function for each statement of the page.


def every_key_sees_its_own_world(cluster):
    def use(key):
        names = sorted(f"{key}-{number}" for number in range(4))
        for name in names:
            cluster.create(key, name)
            require(name in cluster.customers(key), key, name)
        return cluster.customers(key) == names

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        require(all(pool.map(use, KEYS)))
    counts = [len(cluster.sandboxes(node)) for node in cluster.nodes]
    require(sum(counts) == len(KEYS) and min(counts) > 0, counts)


def a_key_in_the_query_reaches_the_same_world(cluster):
    for key in KEYS:
        name = f"once-{key}"
        cluster.create(key, name)
        changes = cluster.call("GET", f"/__admin/changes?api_key={key}").json
        require(name in str(changes), key, changes)


def idempotency_keys_hold(cluster):
    for key in KEYS[:10]:
        ids = {cluster.create(key, "Once", {"Idempotency-Key": "one"}) for _ in range(4)}
        require(len(ids) == 1 and cluster.customers(key) == ["Once"], key, ids)


def links_name_their_instance(cluster):
    foreign = 0
    for key in KEYS[:12]:
        customer = cluster.create(key, "Acme")
        url = cluster.call("POST", f"/v1/customers/{customer}/setup_links", {}, key).json["data"]["setup_url"]
        host, token = re.fullmatch(rf"http://(i[1-4]\.localhost):{cluster.port}/onboard/([\w-]+)", url).groups()
        page = cluster.call("GET", f"/onboard/{token}", host=host)
        require(page.status == 200 and b"onboarding-page" in page.body, page)
        require(cluster.call("GET", "/onboard/assets/onboarding.js", host=host).status == 200)
        foreign += cluster.call("POST", "/api/public/onboarding/resolve", {"token": token}).status == 404
        origin = {"Origin": f"http://{host}:{cluster.port}"}
        found = cluster.call("POST", "/api/public/onboarding/resolve", {"token": token}, host=host, headers=origin)
        require(found.status == 200, found)
        signup = {"token": token, "nonce": found.json["data"]["nonce"], "code": "AQB"}
        done = cluster.call("POST", "/api/public/onboarding/callback", signup, host=host, headers=origin)
        require(done.status == 200, done)
        require(cluster.call("GET", f"/v1/customers/{customer}", key=key).json["data"]["status"] == "active", key)
    # Without the name, most links are unknown where they arrive: the name is needed.
    require(foreign > 0)


def media_links_work(cluster):
    for key in KEYS[:8]:
        require(cluster.call("POST", "/__admin/scenarios/connected/load", {}, key).status == 200)
        (account,) = cluster.call("GET", "/v1/accounts", key=key).json["data"]
        number = account["phone_number_id"]
        image = {"phone_number_id": number, "from": "+628111111111", "type": "image", "image": {"caption": "Door"}}
        require(cluster.call("POST", "/__admin/simulate/inbound_message", image, key).status == 201)
        (message,) = cluster.call("GET", f"/v1/{number}/messages", key=key).json["data"]
        media = cluster.call("GET", f"/v1/{number}/messages/{message['id']}/media", key=key)
        require(media.status == 302, media)
        host, path = re.fullmatch(rf"http://(i[1-4]\.localhost):{cluster.port}(/.*)", media.headers["location"]).groups()
        file = cluster.call("GET", path, host=host)
        require(file.status == 200 and file.headers["content-type"].startswith("image/"), file)


def webhooks_arrive_signed(cluster):
    Receiver.received.clear()
    expected = {cluster.create(key, "Acme") for key in KEYS}
    wait = {"delivery": {"event": "customer.created", "status": "delivered"}}
    for key in KEYS:
        require(cluster.call("POST", "/__admin/wait", wait, key).json["outcome"] == "satisfied", key)
    bodies = [body for event, body in Receiver.received if event == "customer.created"]
    require(len(bodies) == len(KEYS) and all(any(one in body for body in bodies) for one in expected), len(bodies))


def tool(cluster, path, name, arguments, key):
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}}
    headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-11-25"}
    answer = cluster.call("POST", path, message, key, headers=headers)
    require(answer.status == 200 and not answer.json["result"].get("isError"), answer)
    return answer.json["result"]


def tools_reach_the_world_of_their_key(cluster):
    for key in KEYS[:12]:
        require(cluster.call("POST", "/__admin/scenarios/connected/load", {}, key).status == 200)
        number = "1111475158712095"
        text = {"phone_number_id": number, "to": "+628111111111", "type": "text", "text": {"body": f"from {key}"}}
        tool(cluster, "/mcp", "send_message", text, key)
        (message,) = cluster.call("GET", f"/v1/{number}/messages", key=key).json["data"]
        require(message["body"] == f"from {key}", message)
        require(message["id"] in str(tool(cluster, "/__admin/mcp", "changes", {}, key)))
        tool(cluster, "/__admin/mcp", "reset", {}, key)
        require(cluster.call("GET", f"/v1/{number}/messages", key=key).json["data"] == [])


def a_chosen_key_makes_a_sandbox_where_it_is_found(cluster):
    for key in KEYS[:12]:
        made = cluster.call("POST", "/__admin/sandboxes", {"api_key": key, "scenario": "connected"}, key)
        require(made.status == 201, made)
        require(cluster.customers(key) == ["Acme Logistics"], key)
        host = re.match(r"http://([\w.]+)", made.json["base_url"]).group(1)
        require(cluster.call("DELETE", f"/__admin/sandboxes/{made.json['id']}", host=host).status == 200)


def a_control_call_without_a_key_reaches_one_instance(cluster):
    for key in KEYS:
        cluster.create(key, "Acme")
    require(cluster.call("POST", "/__admin/reset").status == 200)
    emptied = [key for key in KEYS if not cluster.customers(key)]
    require(0 < len(emptied) < len(KEYS), emptied)
    listed = [cluster.call("GET", "/__admin/sandboxes").json["data"][0]["id"] for _ in range(20)]
    require(len(set(listed)) == 1, listed)


def the_loop_resets_all_instances(cluster):
    for key in KEYS:
        cluster.create(key, "Acme")
    (line,) = re.findall(r"^for i in .*/__admin/reset.*$", PAGE.read_text(), re.M)
    finished = subprocess.run(["sh", "-ec", line.replace("8080", str(cluster.port))], stdout=subprocess.DEVNULL, timeout=60)
    require(finished.returncode == 0, line)
    require(not any(cluster.customers(key) for key in KEYS))


def names_reach_their_instance(cluster):
    own_page = {"Origin": f"http://127.0.0.1:{cluster.port}"}
    require(cluster.call("POST", "/__admin/reset", headers=own_page).status == 200)
    for node in cluster.nodes:
        host = f"{node.name}.localhost"
        for path in ("/livez", "/readyz", "/__admin/health", "/v1/health", "/__admin/ui", "/llms.txt"):
            require(cluster.call("GET", path, host=host).status == 200, node, path)
        before = len(cluster.sandboxes(node))
        cluster.call("GET", "/v1/me", key="kdv_test_by_name", host=host)
        require(len(cluster.sandboxes(node)) == before + 1, node)
        listed = cluster.call("GET", "/__admin/sandboxes", host=host).json["data"]
        require([row["id"] for row in listed] == [row["id"] for row in cluster.sandboxes(node)], node)
        reset = cluster.call("POST", f"/__admin/reset?sandbox={listed[0]['id']}", host=host)
        require(reset.json["sandboxes"] == 1, reset)


def a_broken_connection_is_a_502(cluster):
    for key in KEYS[:8]:
        rule = {"on": {"operation": "getMe"}, "then": {"connection": "reset"}, "times": 1}
        require(cluster.call("POST", "/__admin/faults", rule, key).status == 201)
        sandboxes = [len(cluster.sandboxes(node)) for node in cluster.nodes]
        require(cluster.call("GET", "/v1/me", key=key).status == 502)
        require([len(cluster.sandboxes(node)) for node in cluster.nodes] == sandboxes)
        rows = cluster.call("GET", "/__admin/requests?operation=getMe", key=key).json["data"]
        require(len(rows) == 1 and rows[0]["fault"], rows)
        time.sleep(0.15)  # Requests within 100 ms are taken for the same one, and are hit again.
        require(cluster.call("GET", "/v1/me", key=key).status == 200)


def events_are_streamed(cluster):
    for key in KEYS[:4]:
        command = ["curl", "-sN", "--max-time", "5", f"http://127.0.0.1:{cluster.port}/__admin/events?api_key={key}"]
        stream = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            require(stream.stdout.readline() != "", key)
            cluster.create(key, "Streamed")
            require(any("customer.created" in line for line in stream.stdout), key)
        finally:
            stream.kill()
            stream.wait()


def a_stopped_instance_is_not_replaced(cluster):
    nodes = {key: cluster.node_of(key) for key in KEYS[:12]}
    stopped = next(node for node in cluster.nodes if node in nodes.values())
    stopped.process.terminate()
    stopped.process.wait(20)
    for _ in range(3):
        for key, node in nodes.items():
            status = cluster.call("GET", "/v1/me", key=key).status
            require(status in (502, 503) if node is stopped else status == 200, key, status)


CHECKS = [
    every_key_sees_its_own_world,
    a_key_in_the_query_reaches_the_same_world,
    idempotency_keys_hold,
    links_name_their_instance,
    media_links_work,
    webhooks_arrive_signed,
    tools_reach_the_world_of_their_key,
    a_chosen_key_makes_a_sandbox_where_it_is_found,
    a_control_call_without_a_key_reaches_one_instance,
    the_loop_resets_all_instances,
    names_reach_their_instance,
    a_broken_connection_is_a_502,
    events_are_streamed,
    a_stopped_instance_is_not_replaced,
]


def check(balancer, mock, hook):
    failures = 0
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ports = instances.free_ports(5)
        options = ["--webhook-url", hook, "--webhook-secret", SECRET]
        nodes = [
            instances.start_instance(stack, [mock], folder, f"i{index}", (ports[index], ports[0]), options)
            for index in range(1, 5)
        ]
        instances.start_balancer(stack, balancer, folder, ports)
        cluster = Cluster(ports[0], nodes)
        for function in CHECKS:
            started = time.monotonic()
            try:
                function(cluster)
                text = f"passes ({time.monotonic() - started:.1f} s)"
            except (AssertionError, OSError, KeyError, ValueError, AttributeError) as failure:
                failures += 1
                text = f"FAILS: {type(failure).__name__} {failure}"
            print(f"{balancer}: {function.__name__.replace('_', ' ')}: {text}", flush=True)
            if function is not CHECKS[-1]:
                for node in nodes:
                    for row in cluster.sandboxes(node):
                        call(node.port, "DELETE", f"/__admin/sandboxes/{row['id']}")
    return failures


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--mock", required=True, type=pathlib.Path, help="the program")
    arguments.add_argument("--only", choices=instances.BALANCERS, help="check this balancer only")
    given = arguments.parse_args()
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    hook = f"http://127.0.0.1:{receiver.server_port}/webhooks"
    balancers = [given.only] if given.only else instances.BALANCERS
    failures = sum(check(balancer, given.mock.resolve(), hook) for balancer in balancers)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
