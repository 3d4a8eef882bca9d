"""Starts four instances of the emulator, and a balancer in front of them, on free ports."""
import contextlib
import dataclasses
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
PAGE = ROOT / "Sources/EmulatorServer/Documentation.docc/ScalingOut.md"
SECRET = "whsec_local"
BALANCERS = {
    "nginx": ("nginx.conf", ["nginx", "-c"]),
    "HAProxy": ("haproxy.cfg", ["haproxy", "-db", "-f"]),
}


@dataclasses.dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


@dataclasses.dataclass
class Instance:
    name: str
    port: int
    process: subprocess.Popen


def free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for listener in sockets:
            listener.bind(("127.0.0.1", 0))
        return [listener.getsockname()[1] for listener in sockets]


def call(port, method, path, body=None, key=None, host=None, headers=()):
    """Sends a request on a new connection; `host` is the name in `Host`."""
    sent = {"Host": f"{host or '127.0.0.1'}:{port}", **dict(headers)}
    if key:
        sent["Authorization"] = f"Bearer {key}"
    if body is not None:
        sent["Content-Type"] = "application/json"
        body = json.dumps(body)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, sent)
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


def wait_until_ready(port, process, path):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if process.poll() is not None:
            sys.exit(f"a server ended with status {process.returncode}: {' '.join(map(str, process.args))}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            if call(port, "GET", path).status == 200:
                return
        time.sleep(0.05)
    sys.exit(f"a server was not ready after 20 seconds: {' '.join(map(str, process.args))}")


@contextlib.contextmanager
def process(command, log):
    with open(log, "w") as file:
        started = subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file)
    try:
        yield started
    finally:
        started.terminate()
        started.wait(20)


def start_instance(stack, program, folder, name, ports, options=()):
    """Starts one instance; `program` is a list, `ports` are its own one and that of the balancer."""
    own, public = ports
    # The options of the loop in ScalingOut.md, in which `$i` is the number of the instance.
    (line,) = re.findall(r"^for i in 1 2 3 4; do kirimdev-mock (.*) & done$", PAGE.read_text(), re.M)
    given = line.replace(":8080", f":{public}").replace("808$i", str(own)).replace("$i", name.removeprefix("i"))
    command = [*program, *given.split(), *options]
    started = stack.enter_context(process(command, folder / f"{name}.log"))
    wait_until_ready(own, started, "/readyz")
    return Instance(name, own, started)


def start_balancer(stack, balancer, folder, ports, prefix=()):
    """Starts a balancer with its file in this folder, whose ports are replaced by those of the test."""
    file, command = BALANCERS[balancer]
    program = shutil.which(command[0], path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        sys.exit(f"{balancer} is not installed")
    text = (HERE / file).read_text().replace("/tmp/kirimdev-mock-nginx.pid", str(folder / "nginx.pid"))
    for index, port in enumerate(ports):
        text, found = re.subn(rf"(127\.0\.0\.1:){8080 + index}\b", rf"\g<1>PORT{port}", text)
        if not found:
            sys.exit(f"{file} has no port {8080 + index}")
    (folder / file).write_text(text.replace("PORT", ""))
    started = stack.enter_context(process([*prefix, program, *command[1:], folder / file], folder / "balancer.log"))
    wait_until_ready(ports[0], started, "/livez")
