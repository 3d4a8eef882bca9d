"""A test without packages, for the image of Python."""
import json
import os
import unittest
import urllib.request

APP, ADMIN = os.environ["APP_URL"], os.environ["KIRIMDEV_MOCK_ADMIN_URL"]


def send(method, url, body=None):
    request = urllib.request.Request(url, json.dumps(body or {}).encode() if method == "POST" else None, method=method)
    request.add_header("Authorization", f"Bearer {os.environ['KIRIMDEV_API_KEY']}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as response:
        return json.load(response)


class Onboarding(unittest.TestCase):
    def setUp(self):
        send("POST", f"{ADMIN}/reset")

    def test_a_tenant_is_connected(self):
        tenant = send("POST", f"{APP}/tenants", {"name": "Acme"})
        send("POST", f"{ADMIN}/simulate/onboarding", {"customer_id": tenant["customer_id"]})
        expected = {"delivery": {"event": "customer.onboarded", "status": "delivered"}}
        self.assertEqual(send("POST", f"{ADMIN}/wait", expected)["outcome"], "satisfied")
        self.assertEqual(send("GET", f"{APP}/tenants/{tenant['id']}")["status"], "connected")
