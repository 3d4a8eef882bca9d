"""Rows that the fuzzer makes itself, where no answer has shown one that a request could use."""

import json
import os
import time
import urllib.request

NUMBER = "1111475158712095"


class Seeding:
    def __init__(self, base_url):
        self.origin = base_url.rstrip("/").removesuffix("/v1")
        self.base_url = self.origin + "/v1"

    def team(self):
        return self._request("GET", "/me")["teams"][0]["id"]

    def token(self):
        """The token of a setup link that nobody has used."""
        customer = self._create("/customers", {"name": "Seed"})
        return self._post(f"/customers/{customer}/setup_links", {})["setup_url"].rsplit("/", 1)[1]

    def nonce(self, token):
        """What the page behind a setup link needs for its second call."""
        body = json.dumps({"token": token}).encode()
        return self._request("POST", "/api/public/onboarding/resolve", body, self.origin)["nonce"]

    def attached(self, operation, number):
        """The ids of a new row and of what belongs to it, as the operation that makes the latter would."""
        if operation == "createSetupLink":
            customer = self._create("/customers", {"name": f"Seed {number}"})
            return customer, self._create(f"/customers/{customer}/setup_links", {})
        if operation == "createWebhookSecret":
            subscription = self.subscription()
            return subscription, self._create(f"/webhook_subscriptions/{subscription}/secrets", {})
        label = self._create("/labels", {"name": f"Seed {number}"})
        contact = self._create(f"/{NUMBER}/contacts", {"phone_number": f"+62822{number:07}"})
        if operation == "attachContactLabel":
            self._post(f"/{NUMBER}/contacts/{contact}/labels", {"label_id": label})
            return contact, label
        message = {"messaging_product": "whatsapp", "to": f"+62822{number:07}", "type": "text", "text": {"body": "Seed"}}
        conversation = self._post(f"/{NUMBER}/messages", message)["conversation_id"]
        self._post(f"/{NUMBER}/conversations/{conversation}/labels", {"label_id": label})
        return conversation, label

    def subscription(self):
        """A subscription that is active and that no request of the fuzzer has changed."""
        return self._create("/webhook_subscriptions", {"url": "http://127.0.0.1:9/", "events": ["contact.created"]})

    def delivery(self, number):
        """A delivery to a new subscription, which no request of the fuzzer can have paused yet."""
        subscription = self.subscription()
        self._create(f"/{NUMBER}/contacts", {"phone_number": f"+62833{number:07}"})
        for _ in range(100):
            rows = self._request("GET", f"/webhook_deliveries?subscription_id={subscription}")
            if rows:
                return rows[0]["id"]
            time.sleep(0.05)
        raise RuntimeError("an event of a new contact is not delivered to a subscription of all events")

    def _create(self, path, body):
        return self._post(path, body)["id"]

    def _post(self, path, body):
        return self._request("POST", path, json.dumps(body).encode())

    def _request(self, method, path, body=None, base_url=None):
        headers = {"Authorization": f"Bearer {os.environ['FUZZING_KEY']}", "Content-Type": "application/json"}
        request = urllib.request.Request((base_url or self.base_url) + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)["data"]
