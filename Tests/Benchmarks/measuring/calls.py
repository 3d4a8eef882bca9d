"""The requests that are measured, in the world of scenarios/load.yaml."""
import dataclasses
import json
import pathlib

SCENARIO = pathlib.Path(__file__).resolve().parent.parent / "scenarios/load.yaml"
CUSTOMER = "cus_335T08RM0EAKN9DTE6RD5RWP7B"
KEYS = [f"kdv_test_load{number}" for number in range(1, 9)]
KEY = KEYS[0]


@dataclasses.dataclass(frozen=True)
class Call:
    """A request that is sent again and again, and the status of its response."""

    name: str
    method: str
    path: str
    body: bytes | None = None
    status: int = 200


def _json(value):
    return json.dumps(value).encode()


GET = Call("GET one customer", "GET", f"/v1/customers/{CUSTOMER}")
LIST = Call("list of 25", "GET", "/v1/customers?limit=25")
CREATE = Call(
    "POST a customer",
    "POST",
    "/v1/customers",
    _json({"name": "Acme Logistics", "email": "admin@acme.io", "metadata": {"crm_id": "C-1234", "branch": "Jakarta"}}),
    201,
)
SEND = Call(
    "send a text",
    "POST",
    "/v1/1111475158712095/messages",
    _json({
        "messaging_product": "whatsapp",
        "to": "+628111111111",
        "type": "text",
        "text": {"body": "Your parcel 4711 is on its way and will be there tomorrow before noon."},
    }),
)
ALL = [GET, LIST, CREATE, SEND]
