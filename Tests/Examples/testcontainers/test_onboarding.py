"""The emulator in a container, your app on the host: pip install pytest requests testcontainers"""
import os
import socket
import subprocess
import sys

import pytest
import requests
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HttpWaitStrategy

KEY, SECRET = "kdv_test_local", "whsec_local"
# The name of this host in the container.
HOST = os.environ.get("HOST_OF_APP", "host.docker.internal")


@pytest.fixture(scope="session")
def port():
    """The port of your app. The container must reach it, so the app listens on all addresses."""
    with socket.socket() as listener:
        listener.bind(("", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def server(port):
    """The origin of the emulator, whose image is `kirimdev-mock`."""
    container = (
        DockerContainer("kirimdev-mock")
        .with_exposed_ports(8080)
        .with_env("KIRIMDEV_MOCK_WEBHOOK_URL", f"http://{HOST}:{port}/webhooks")
        .with_env("KIRIMDEV_MOCK_WEBHOOK_SECRET", SECRET)
        .with_kwargs(extra_hosts={"host.docker.internal": "host-gateway"})
        .waiting_for(HttpWaitStrategy(8080, "/readyz").for_status_code(200))
    )
    with container:
        yield f"http://{container.get_container_host_ip()}:{container.get_exposed_port(8080)}"


@pytest.fixture(scope="session")
def app(server, port):
    variables = {
        "APP_HOST": "0.0.0.0",
        "KIRIMDEV_BASE_URL": f"{server}/v1",
        "KIRIMDEV_API_KEY": KEY,
        "KIRIMDEV_WEBHOOK_SECRET": SECRET,
    }
    process = subprocess.Popen([sys.executable, "app.py", str(port)], env=os.environ | variables)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def test_a_tenant_is_connected(server, app):
    def control(path, body=None):
        headers = {"Authorization": f"Bearer {KEY}"}
        response = requests.post(f"{server}/__admin{path}", headers=headers, json=body)
        assert response.ok, response.text
        return response.json()

    control("/reset")
    session = requests.Session()
    retries = requests.adapters.Retry(connect=10, backoff_factor=0.05)
    session.mount("http://", requests.adapters.HTTPAdapter(max_retries=retries))  # until the app listens
    tenant = session.post(f"{app}/tenants", json={"name": "Acme"}).json()
    control("/simulate/onboarding", {"customer_id": tenant["customer_id"]})
    wait = control("/wait", {"delivery": {"event": "customer.onboarded", "status": "delivered"}})
    assert wait["outcome"] == "satisfied"
    assert requests.get(f"{app}/tenants/{tenant['id']}").json()["status"] == "connected"
