#!/usr/bin/env python3
"""Lets four MCP clients use both MCP endpoints of the running emulator.

    Tests/MCPClients/run.py --base-url http://127.0.0.1:8080/v1 [CLIENT ...]

The clients are the Python SDK and FastMCP, each in its present version and in the last one of the handshake era. Each has a
virtual environment of its own, because these versions exclude each other. Each client connects through a proxy that notes
its requests, lists the tools, and calls the tools for customers at `/mcp` and tools of the emulator at `/__admin/mcp`. The
results must agree with the schemas of the tools and with the API, and the requests must be those of the expected era.
"""
import argparse
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

from recorder import Recorder

HERE = pathlib.Path(__file__).resolve().parent
TOOLS = pathlib.Path(os.environ.get("CI_TOOLS", "/tmp/kirimdev-mock-ci-tools")) / "mcp"
MODERN, HANDSHAKE = "2026-07-28", "2025-11-25"
ERAS = {"mcp-2": MODERN, "mcp-1": HANDSHAKE, "fastmcp-4": MODERN, "fastmcp-3": HANDSHAKE}
OPENINGS = {
    MODERN: [f"server/discover ({MODERN})"],
    HANDSHAKE: [f"initialize ({HANDSHAKE})", f"notifications/initialized ({HANDSHAKE})"],
}
API_TOOLS = [
    "list_phone_numbers", "send_message", "list_conversations", "get_conversation", "search_contacts",
    "list_templates", "list_customers", "get_customer", "create_customer", "update_customer",
    "create_customer_setup_link",
]
EMULATOR_TOOLS = ["status", "find_requests", "inject_fault", "clear_faults", "advance_clock"]
# A client that takes longer than this is ended.
SECONDS = 120
NOBODY = "cus_00000000000000000000000000"


def environment(name):
    """The Python of a client, with the packages of its requirements."""
    requirements = HERE / "requirements" / f"{name}.txt"
    home, stamp = TOOLS / name, TOOLS / f"{name}.installed"
    wanted = f"{sys.version}\n{requirements.read_text()}"
    if not stamp.exists() or stamp.read_text() != wanted:
        stamp.unlink(missing_ok=True)
        run([sys.executable, "-m", "venv", "--clear", home])
        run([home / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements])
        stamp.write_text(wanted)
    return home / "bin" / "python"


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        line = " ".join(map(str, command))
        raise AssertionError(f"{line} failed with {done.returncode}:\n{(done.stdout + done.stderr).rstrip()[-4000:]}")


def expect(found, expected, what):
    if found != expected:
        raise AssertionError(f"{what}\n    found:    {shown(found)}\n    expected: {shown(expected)}")


def shown(value):
    return json.dumps(value, ensure_ascii=False)[:2000]


def parsed(text):
    """The value of a JSON text; other text is its own value."""
    try:
        return json.loads(text)
    except ValueError:
        return text


class Sandbox:
    """A world of its own, as the API and the control API show it."""

    def __init__(self, origin):
        self.origin = origin
        _, sandbox = self.send("POST", "/__admin/sandboxes", {"scenario": "default"})
        self.id, self.key = sandbox["id"], sandbox["api_key"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.send("DELETE", f"/__admin/sandboxes/{self.id}")

    def send(self, method, path, body=None):
        """The status and the JSON of an answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, data, method=method)
        request.add_header("Content-Type", "application/json")
        if hasattr(self, "key"):
            request.add_header("Authorization", f"Bearer {self.key}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def get(self, path):
        status, answer = self.send("GET", path)
        expect(status, 200, f"GET {path} failed: {shown(answer)}")
        answer.pop("request_id", None)
        return answer


class Client:
    """An MCP client in a process of its own."""

    def __init__(self, name, url, key):
        command = [environment(name), HERE / "client.py", name, url, key]
        quiet = os.environ | {"FASTMCP_LOG_LEVEL": "CRITICAL", "FASTMCP_CHECK_FOR_UPDATES": "off"}
        self.calls = []
        # A file, because a client that writes much to a pipe that nobody reads waits for ever.
        self._errors = tempfile.TemporaryFile("w+")
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True, env=quiet
        )
        self._is_late = False
        self._end = threading.Timer(SECONDS, self._expire)
        self._end.daemon = True
        self._end.start()
        try:
            found = self._line("connecting and listing the tools")
            self.revision, self.tools = found["revision"], found["tools"]
        except BaseException:
            self.kill()
            raise

    def call(self, name, arguments, is_error=False):
        """The structured result of a tool; the text of the result must be the same."""
        if name not in self.tools:
            raise AssertionError(f"there is no tool {name}; the client sees {', '.join(self.tools)}")
        self.calls.append(name)
        what = f"{name} with {shown(arguments)}"
        try:
            self._process.stdin.write(json.dumps({"name": name, "arguments": arguments}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._failure(f"before calling {what}") from None
        result = self._line(f"calling {what}")
        expect(result["is_error"], is_error, f"isError of {what}: {shown(result)}")
        expect(result["mistakes"], [], f"{what} breaks the schemas of the tool: {shown(result)}")
        expect([parsed(text) for text in result["text"]], [result["structured"]], f"the text of {what}")
        return result["structured"]

    def close(self):
        """Ends the client as a program would, and waits for it."""
        try:
            self._process.communicate(timeout=30)
        except (subprocess.TimeoutExpired, BrokenPipeError):
            raise self._failure("when it should end") from None
        if self._process.returncode:
            raise self._failure("when it should end")

    def kill(self):
        """Ends the process, if it still runs."""
        self._end.cancel()
        self._process.kill()
        self._process.wait()
        for stream in [self._process.stdin, self._process.stdout, self._errors]:
            with contextlib.suppress(BrokenPipeError):
                stream.close()

    def _expire(self):
        self._is_late = True
        self._process.kill()

    def _line(self, what):
        line = self._process.stdout.readline()
        if not line:
            raise self._failure(f"while {what}")
        try:
            return json.loads(line)
        except ValueError:
            raise self._failure(f"while {what}: it wrote {line.rstrip()[:2000]!r}") from None

    def _failure(self, what):
        """The error that says how the client has ended, with what it wrote to standard error."""
        try:
            status = self._process.wait(timeout=5)
            ended = f"was ended after {SECONDS} s" if self._is_late else f"ended with status {status}"
        except subprocess.TimeoutExpired:
            ended = "still runs"
        self._errors.seek(0)
        return AssertionError(f"the client {ended} {what}:\n{self._errors.read().rstrip()[-4000:]}")


def without_request_id(result):
    return {name: value for name, value in result.items() if name != "request_id"}


def use_customers(client, sandbox):
    """Calls the tools for customers, and compares what they return with the API."""
    expect(client.tools, API_TOOLS, "the tools of /mcp")
    listed = without_request_id(client.call("list_customers", {}))
    expect(listed, sandbox.get("/v1/customers"), "list_customers of an empty sandbox")

    draft = {"name": "Acme", "email": "admin@acme.io", "metadata": {"crm_id": "C-1"}}
    created = client.call("create_customer", draft)["data"]
    path = f"/v1/customers/{created['id']}"
    stored = sandbox.get(path)["data"]
    expect({name: stored.get(name) for name in created}, created, "create_customer against the API")
    expect({name: created[name] for name in draft}, draft, "create_customer against its arguments")

    got = without_request_id(client.call("get_customer", {"customer_id": created["id"]}))
    expect(got, sandbox.get(path), "get_customer")
    updated = client.call("update_customer", {"customer_id": created["id"], "name": "Acme Logistics"})["data"]
    expect(updated["name"], "Acme Logistics", "the name that update_customer returns")
    expect(sandbox.get(path)["data"]["name"], "Acme Logistics", "the name after update_customer")

    link = client.call("create_customer_setup_link", {"customer_id": created["id"], "expires_in_hours": 24})["data"]
    links = sandbox.get(f"{path}/setup_links")["data"]
    expect([row["id"] for row in links], [link["id"]], "the setup links after create_customer_setup_link")
    expect(link["setup_url"].rsplit("/", 1)[-1][-4:], links[0]["token_last4"], "the end of setup_url")

    refused = client.call("get_customer", {"customer_id": NOBODY}, is_error=True)
    expect(refused["error"]["code"], "resource_not_found", "get_customer of an unknown customer")


def values(name, value):
    """Every member with a name, at any depth."""
    if isinstance(value, dict):
        own = [value[name]] if name in value else []
        return own + [found for member in value.values() for found in values(name, member)]
    return [found for element in value for found in values(name, element)] if isinstance(value, list) else []


def use_emulator(client, sandbox):
    """Calls tools of the emulator, and compares what they do with the control API."""
    expect([name for name in EMULATOR_TOOLS if name not in client.tools], [], "tools that /__admin/mcp lacks")
    expect(len(client.tools) <= 15, True, f"the number of tools at /__admin/mcp: {client.tools}")
    sandbox.get("/v1/customers")
    client.call("status", {})
    found = client.call("find_requests", {"operation": "listCustomers"})
    rows = sandbox.get("/__admin/requests?operation=listCustomers")["data"]
    expect(values("seq", found), [row["seq"] for row in rows], f"the requests that find_requests finds: {shown(found)}")

    rule = {"on": {"operation": "listCustomers"}, "preset": "service_unavailable", "times": 2}
    client.call("inject_fault", rule)
    expect(sandbox.send("GET", "/v1/customers")[0], 503, "the status of listCustomers after inject_fault")
    client.call("clear_faults", {})
    expect(sandbox.get("/__admin/faults")["data"], [], "the fault rules after clear_faults")
    expect(sandbox.send("GET", "/v1/customers")[0], 200, "the status of listCustomers after clear_faults")

    # A running clock shows the end of the hour when the call returns, and the call itself takes time: the offset to the
    # wall clock then grows by less than an hour. A frozen clock moves by the hour exactly.
    frozen = {"mode": "frozen", "now": "2026-06-04T10:00:00.000Z"}
    expect(sandbox.send("PUT", "/__admin/clock", frozen)[0], 200, "the status of PUT /__admin/clock")
    client.call("advance_clock", {"by": "PT1H"})
    expect(sandbox.get("/__admin/clock")["now"], "2026-06-04T11:00:00.000Z", "the time after advance_clock")


ENDPOINTS = {"/mcp": use_customers, "/__admin/mcp": use_emulator}


def check(name, path, use, origin):
    """Lets a client use an endpoint; returns what it has sent."""
    era = ERAS[name]
    with Sandbox(origin) as sandbox, Recorder(origin) as recorder:
        client = None
        try:
            client = Client(name, recorder.origin + path, sandbox.key)
            use(client, sandbox)
            client.close()
            expect(client.revision, era, "the revision that the client has agreed on")
            calls = [f"tools/call {tool} ({era})" for tool in client.calls]
            expect(recorder.sent, OPENINGS[era] + [f"tools/list ({era})"] + calls, "the requests of the client")
        except AssertionError as error:
            raise AssertionError(f"{error}\n    The client sent: {', '.join(recorder.sent) or 'nothing'}") from None
        finally:
            if client:
                client.kill()
        return recorder.sent


def title(name):
    return (HERE / "requirements" / f"{name}.txt").read_text().splitlines()[0].replace("==", " ")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base-url", required=True, help="the base of the API, such as http://127.0.0.1:8080/v1")
    parser.add_argument("clients", nargs="*", metavar="CLIENT", help=f"some of {', '.join(ERAS)}; without any, all")
    options = parser.parse_args()
    if unknown := [name for name in options.clients if name not in ERAS]:
        parser.error(f"there is no client {unknown[0]}; choose from {', '.join(ERAS)}")
    origin = options.base_url.removesuffix("/").removesuffix("/v1")
    failures = 0
    for name in options.clients or ERAS:
        for path, use in ENDPOINTS.items():
            try:
                sent = ", ".join(check(name, path, use, origin)).replace(f" ({ERAS[name]})", "")
                print(f"{title(name)} at {path} in {ERAS[name]}: {sent}", flush=True)
            except AssertionError as error:
                failures += 1
                print(f"{title(name)} at {path} FAILED: {error}", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
