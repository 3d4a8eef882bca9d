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

    def call(self, method: str, path: str, body: dict | None = None) -> Answer:
        content = None if body is None else json.dumps(body).encode()
        return self.send(method, path, content, "application/json")

    def send(self, method: str, path: str, content: bytes | None, media_type: str) -> Answer:
        headers = {"Content-Type": media_type}
        if path.startswith(KEYED_PATHS):
            headers["Authorization"] = f"Bearer {self.api_key}"
        request = urllib.request.Request(self.base_url + path, content, headers, method=method)
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


def lowercased(headers: object) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
