"""A server for each worker of pytest-xdist, and for each test a key, a world and an app of its own."""
import os
import re
import socket
import subprocess
import sys
import time
import uuid

import pytest
import requests


class Kirimdev:
    """One key of a server, and with it one world."""

    def __init__(self, server):
        self.base_url, self.admin_url = f"{server}/v1", f"{server}/__admin"
        self.key = f"kdv_test_{uuid.uuid4().hex}"

    def api(self, method, path, body=None):
        return self.send(method, self.base_url + path, body)["data"]

    def control(self, method, path, body=None):
        return self.send(method, self.admin_url + path, body)

    def send(self, method, url, body):
        response = requests.request(method, url, headers={"Authorization": f"Bearer {self.key}"}, json=body)
        assert response.ok, response.text
        return response.json()


@pytest.fixture(scope="session")
def server():
    """The origin of a server on a free port."""
    process = subprocess.Popen(["kirimdev-mock", "--port", "0", "--quiet"], stdout=subprocess.PIPE, text=True)
    ready = process.stdout.readline()
    yield re.search(r"(http://\S+)/v1", ready).group(1)
    process.terminate()
    process.wait()


@pytest.fixture
def kirimdev(server):
    return Kirimdev(server)


@pytest.fixture
def app(kirimdev):
    """The address of your app, which uses the key of the test and receives the webhooks of its world."""
    port = free_port()
    hook = {"url": f"http://127.0.0.1:{port}/webhooks", "events": ["customer.onboarded"]}
    secret = kirimdev.api("POST", "/webhook_subscriptions", hook)["initial_secret"]
    variables = {
        "KIRIMDEV_BASE_URL": kirimdev.base_url,
        "KIRIMDEV_API_KEY": kirimdev.key,
        "KIRIMDEV_WEBHOOK_SECRET": secret,
    }
    process = subprocess.Popen([sys.executable, "app.py", str(port)], env=os.environ | variables)
    wait_for_port(port)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for_port(port):
    deadline = time.monotonic() + 20
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            assert time.monotonic() < deadline, "the app does not listen"
            time.sleep(0.05)
