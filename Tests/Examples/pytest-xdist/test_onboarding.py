"""pytest -n auto"""
import pytest
import requests

WAIT = {"delivery": {"event": "customer.onboarded", "status": "delivered"}}


@pytest.mark.parametrize("name", ["Acme", "Globex", "Initech"])
def test_a_tenant_is_connected(kirimdev, app, name):
    tenant = requests.post(f"{app}/tenants", json={"name": name}).json()
    kirimdev.control("POST", "/simulate/onboarding", {"customer_id": tenant["customer_id"]})
    # The delivery counts only if the app has accepted its signature.
    assert kirimdev.control("POST", "/wait", WAIT)["outcome"] == "satisfied"
    assert requests.get(f"{app}/tenants/{tenant['id']}").json()["status"] == "connected"
    # No other test has written into this world.
    assert [customer["name"] for customer in kirimdev.api("GET", "/customers")] == [name]


def test_a_webhook_with_a_wrong_signature_changes_nothing(kirimdev, app):
    rule = {"on": {"event": "customer.onboarded"}, "then": {"signature": "wrong"}}
    kirimdev.control("POST", "/faults", rule)
    tenant = requests.post(f"{app}/tenants", json={"name": "Acme"}).json()
    kirimdev.control("POST", "/simulate/onboarding", {"customer_id": tenant["customer_id"]})
    refused = {"delivery": {"event": "customer.onboarded", "answer": 401}}
    assert kirimdev.control("POST", "/wait", refused)["outcome"] == "satisfied"
    assert requests.get(f"{app}/tenants/{tenant['id']}").json()["status"] == "invited"
