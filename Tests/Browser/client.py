"""The emulator, as a platform and a test call it."""

import json
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass

from checks import TIMEOUT_SECONDS, require

# The paths at which the emulator reads the key of a request.
KEYED_PATHS = ("/v1/", "/__admin/", "/api/customers/", "/api/accounts/")


def new_key() -> str:
    """A key of its own for every run, and so a world of its own."""
    return f"kdv_test_browser{secrets.token_hex(4)}"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def data(self) -> dict:
        return self.json["data"]


@dataclass
class Link:
    customer_id: str
    link_id: str
    url: str

    @property
    def token(self) -> str:
        return self.url.rsplit("/", 1)[-1]


class Platform:
    """Calls an emulator with one key."""

    def __init__(self, base_url: str, api_key: str) -> None:
        self.base_url = base_url.rstrip("/")
        self.api_key = api_key
        # No proxy stands between this program and a local server, whatever the environment says.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def call(self, method: str, path: str, body: dict | None = None, headers: dict | None = None) -> Answer:
        all_headers = {"Content-Type": "application/json", **(headers or {})}
        if path.startswith(KEYED_PATHS):
            all_headers["Authorization"] = f"Bearer {self.api_key}"
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base_url + path, content, all_headers, method=method)
        try:
            with self.opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                return Answer(response.status, lowercased(response.headers), response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, lowercased(error.headers), error.read())

    def do(self, method: str, path: str, body: dict | None = None) -> Answer:
        """A call that must succeed."""
        answer = self.call(method, path, body)
        require(answer.status < 300, f"{method} {path} answers {answer.status}: {answer.body!r}")
        return answer

    def get(self, path: str) -> dict:
        return self.do("GET", path).json

    def create_customer(self, name: str, **fields: object) -> str:
        return self.do("POST", "/v1/customers", {"name": name, **fields}).data["id"]

    def create_link(self, name: str = "Acme Logistics", success: str | None = None, failure: str | None = None) -> Link:
        customer_id = self.create_customer(name)
        body = {"success_redirect_url": success, "failure_redirect_url": failure}
        link = self.do("POST", f"/v1/customers/{customer_id}/setup_links", body).data
        return Link(customer_id, link["id"], link["setup_url"])

    def revoke(self, link: Link) -> None:
        self.do("DELETE", f"/v1/customers/{link.customer_id}/setup_links/{link.link_id}")

    def customer(self, link: Link) -> dict:
        return self.do("GET", f"/v1/customers/{link.customer_id}").data

    def subscribe(self, url: str, **fields: object) -> dict:
        """Subscribes to all events that are listed in Kirimdev's own form."""
        return self.do("POST", "/v1/webhook_subscriptions", {"url": url, "events": EVENTS, **fields}).data

    def onboard(self, customer_id: str, **fields: object) -> str:
        """Connects a number to a customer, without a browser; returns the id of the number."""
        self.do("POST", f"/v1/customers/{customer_id}/setup_links", {})
        body = {"customer_id": customer_id, **fields}
        return self.do("POST", "/__admin/simulate/onboarding", body).json["account_id"]

    @property
    def sandbox(self) -> str:
        """The id of the sandbox of the key."""
        rows = self.get("/__admin/requests?limit=1")["data"]
        return rows[0]["sandbox"] if "sandbox" in rows[0] else self.sandbox_by_key()

    def sandbox_by_key(self) -> str:
        rows = self.opened("/__admin/sandboxes")["data"]
        found = [row["id"] for row in rows if row["key_last4"] == self.api_key[-4:]]
        require(len(found) == 1, f"{len(found)} sandboxes have a key with the end of {self.api_key}")
        return found[0]


def lowercased(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
