"""A Docker engine that runs the emulator as a process, for libraries that start containers.

It knows one image, `kirimdev-mock`, and the calls with which a library creates a container, starts it, asks for its port and
removes it.
"""
import contextlib
import http.server
import json
import os
import re
import socket
import subprocess
import threading
import uuid

IMAGE = "kirimdev-mock"


class Engine(http.server.ThreadingHTTPServer):
    """`containers` has each container that was created: its settings, port, process, and whether it was removed."""

    def __init__(self, mock, environment):
        super().__init__(("127.0.0.1", 0), Handler)
        self.mock, self.environment, self.containers = mock, environment, {}

    def create(self, settings):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
        name = uuid.uuid4().hex * 2
        self.containers[name] = {"settings": settings, "port": port, "process": None, "removed": False}
        return name

    def start(self, name):
        container = self.containers[name]
        variables = dict(item.split("=", 1) for item in container["settings"].get("Env") or [])
        variables |= {"KIRIMDEV_MOCK_PORT": str(container["port"])}
        container["process"] = subprocess.Popen(
            [self.mock, "--quiet"], env=self.environment | variables, stdout=subprocess.DEVNULL
        )

    def describe(self, name):
        container = self.containers[name]
        bound = [{"HostIp": "0.0.0.0", "HostPort": str(container["port"])}]
        status = "created" if container["process"] is None else "running"
        return {
            "Id": name,
            "Image": IMAGE,
            "Name": "/example",
            "Config": {"Image": IMAGE},
            "State": {"Status": status, "Running": status == "running"},
            "NetworkSettings": {"Ports": {port: bound for port in container["settings"]["ExposedPorts"]}},
        }

    def remove(self, name):
        container = self.containers[name]
        container["removed"] = True
        if container["process"] is not None:
            container["process"].terminate()
            container["process"].wait(20)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, method):
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        path = re.sub(r"^/v[\d.]+|\?.*$", "", self.path)
        container = re.fullmatch(r"/containers/(\w{64})(?:/(\w+))?", path)
        if (method, path) == ("GET", "/version"):
            return 200, {"ApiVersion": "1.45", "MinAPIVersion": "1.24", "Version": "26.0"}
        if (method, path) == ("GET", f"/images/{IMAGE}/json"):
            return 200, {"Id": "sha256:" + "0" * 64, "RepoTags": [f"{IMAGE}:latest"]}
        if (method, path) == ("POST", "/containers/create") and body["Image"] == IMAGE:
            return 201, {"Id": self.server.create(body), "Warnings": []}
        if container and container[1] in self.server.containers:
            if (method, container[2]) == ("POST", "start"):
                return 204, self.server.start(container[1])
            if (method, container[2]) == ("GET", "json"):
                return 200, self.server.describe(container[1])
            if (method, container[2]) == ("DELETE", None):
                return 204, self.server.remove(container[1])
        return 404, {"message": f"{method} {self.path} is not part of this engine"}

    def reply(self):
        status, value = self.answer(self.command)
        data = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_DELETE = reply

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def running(mock, environment):
    """An engine, and the variables with which a library finds it."""
    engine = Engine(mock, environment)
    threading.Thread(target=engine.serve_forever, daemon=True).start()
    variables = {"DOCKER_HOST": f"tcp://127.0.0.1:{engine.server_port}", "TESTCONTAINERS_RYUK_DISABLED": "true"}
    # Also if this program runs in a container itself.
    variables |= {"TESTCONTAINERS_CONNECTION_MODE": "docker_host"}
    try:
        yield engine, os.environ | variables
    finally:
        engine.shutdown()
        for name, container in engine.containers.items():
            if not container["removed"]:
                engine.remove(name)
