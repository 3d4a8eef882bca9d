"""A world with something of everything, and the pages that show it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from checks import require_equal
from client import Platform, new_key
from receiver import Receiver

SHOP = "1111475158712095"
DESK = "106540352242922"
BUDI = "+628111111111"
CITRA = "+628111111112"

# Returns the text of a field, given an ordinary one and the most characters that the field accepts.
Texts = Callable[[str, int], str]


def plain(text: str, limit: int = 200) -> str:
    return text


@dataclass
class World:
    """The sandbox of a key, and the ids of what the pages show."""

    platform: Platform
    sandbox: str
    ids: dict[str, str] = field(default_factory=dict)


@dataclass
class View:
    """A page, and a text that stands on it when it is complete."""

    name: str
    url: str
    shows: str


def new_world(origin: str, scenario: dict, key: str | None = None) -> World:
    """Creates a sandbox from the content of a scenario file."""
    platform = Platform(origin, key or new_key())
    made = platform.do("POST", "/__admin/sandboxes", {"api_key": platform.api_key, "scenario": scenario}).json
    return World(platform, made["id"])


def scenario(text: Texts, webhook_url: str) -> dict:
    return {
        "version": 1,
        "name": "browser",
        "description": text("A shop with a help desk", 200),
        "seed": 42,
        "clock": {"mode": "frozen", "now": "2026-06-05T09:00:00Z"},
        "organization": {
            "name": text("Your Platform Inc", 200),
            "plan": "enterprise",
            "teams": [{"name": text("Operations", 100)}],
            "users": [{"ref": "olivia", "name": text("Olivia Operator", 200), "email": "olivia@platform.example"}],
            "limits": {"connected_accounts": None, "messages_per_month": None},
        },
        "customers": [
            {
                "ref": "acme",
                "name": text("Acme Logistics", 200),
                "email": "admin@acme.io",
                "metadata": {"crm_id": text("C-1234", 200), "branch": text("Jakarta", 200)},
            },
            {"ref": "kopi", "name": text("Toko Kopi Ñandú", 200), "email": "halo@kopi.example", "status": "active"},
            {"ref": "bengkel", "name": text("Bengkel Maju Jaya", 200), "status": "suspended"},
            {"ref": "lama", "name": text("Perusahaan Lama", 200), "status": "archived"},
        ],
        "accounts": [
            {
                "ref": "shop",
                "phone_number_id": SHOP,
                "phone_number": "+62 857-2516-5424",
                "name": text("Acme", 200),
                "customer": "acme",
            },
            {
                "ref": "desk",
                "phone_number_id": DESK,
                "phone_number": "+62 811-1222-333",
                "name": text("Help desk", 200),
            },
        ],
        "setup_links": [{"customer": "acme"}, {"customer": "kopi", "status": "revoked"}],
        "labels": [
            {"ref": "vip", "name": text("VIP", 50), "color": "amber"},
            {"ref": "refund", "name": text("Refund", 50), "color": "red"},
        ],
        "contacts": [
            {
                "ref": "budi",
                "account": "shop",
                "phone_number": BUDI,
                "name": text("Budi Santoso", 200),
                "labels": ["vip"],
            },
            {"ref": "citra", "account": "shop", "phone_number": CITRA, "name": text("Citra", 200)},
        ],
        "templates": [
            {
                "account": "shop",
                "name": "parcel_update",
                "language": "id",
                "category": "UTILITY",
                "components": [
                    {
                        "type": "BODY",
                        "text": text("Your parcel is on its way.", 400) + " Code: {{1}}.",
                        "example": {"body_text": [[text("JKT-7", 60)]]},
                    },
                    {"type": "FOOTER", "text": text("Acme Logistics", 60)},
                    {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": text("Thanks", 25)}]},
                ],
            }
        ],
        "messages": [
            {
                "account": "shop",
                "contact": "budi",
                "direction": "inbound",
                "type": "text",
                "text": {"body": text("Where is my parcel?", 900)},
                "created_at": "2026-06-05T08:00:00Z",
            },
            {
                "account": "shop",
                "contact": "budi",
                "direction": "outbound",
                "type": "text",
                "text": {"body": text("It will be there at noon.", 900)},
                "status": "read",
                "created_at": "2026-06-05T08:10:00Z",
            },
            {
                "account": "shop",
                "contact": "budi",
                "direction": "inbound",
                "type": "image",
                "image": {"caption": text("This is my door.", 200)},
                "created_at": "2026-06-05T08:20:00Z",
            },
            {
                "account": "shop",
                "contact": "citra",
                "direction": "outbound",
                "type": "text",
                "text": {"body": text("Are you there?", 200)},
                "status": "failed",
                "error": "outside_24h_window",
                "created_at": "2026-06-01T08:00:00Z",
            },
        ],
        "webhook_subscriptions": [
            {"url": webhook_url, "events": ["*"], "secret": "whsec_local", "description": text("All events", 200)},
        ],
    }


def fill(world: World, text: Texts, receiver: Receiver) -> None:
    """Adds what a scenario cannot say: requests, events, deliveries, rules, holds and snapshots."""
    platform, ids = world.platform, world.ids
    customers = platform.get("/v1/customers")["data"]
    ids["customer"] = next(row["id"] for row in customers if row["email"] == "admin@acme.io")
    ids["link"] = platform.do("POST", f"/v1/customers/{ids['customer']}/setup_links", {}).data["setup_url"]
    platform.do("POST", "/__admin/snapshots", {"name": "before-the-sale"})

    receiver.body = text("ok", 200)
    draft = {"name": text("Warung Sari", 200), "email": "sari@warung.example", "metadata": {"note": text("new", 200)}}
    created = platform.do("POST", "/v1/customers", draft)
    ids["created"] = created.data["id"]
    ids["request"] = created.headers["x-mock-seq"]
    platform.do("PATCH", f"/v1/customers/{ids['created']}", {"name": text("Warung Bu Sari", 200)})
    receiver.status = 500
    platform.do("DELETE", f"/v1/customers/{ids['created']}")
    receiver.status = 200
    platform.call("GET", "/v1/customers?q=" + quote(text("unread", 100)))
    refused = platform.call("POST", "/v1/customers", {"name": "", "nickname": text("extra", 200)})
    require_equal(refused.status, 400, "the status of a customer without a name")
    platform.call("GET", "/v1/" + quote(text("nowhere", 100)))

    on = {"operation": "createCustomer"}
    throttled = {"id": text("throttled", 60), "on": on, "times": 1, "then": {"error": "rate_limit_exceeded"}}
    ids["fault"] = platform.do("POST", "/__admin/faults", throttled).json["id"]
    for _ in range(2):
        platform.call("POST", "/v1/customers", {"name": text("Retry", 200)})
    slow = {"id": text("slow-reads", 60), "on": {"method": "GET"}, "then": {"delay": "20ms"}}
    platform.do("POST", "/__admin/faults", slow)

    message = {"messaging_product": "whatsapp", "to": BUDI, "type": "text", "text": {"body": text("See you!", 900)}}
    platform.do("POST", f"/v1/{SHOP}/messages", message)
    template = {
        "name": "parcel_update",
        "language": {"code": "id"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": text("JKT-8", 100)}]}],
    }
    platform.do(
        "POST",
        f"/v1/{SHOP}/messages",
        {"messaging_product": "whatsapp", "to": BUDI, "type": "template", "template": template},
    )
    reply = {"phone_number_id": SHOP, "from": BUDI, "type": "text", "text": {"body": text("Thanks!", 900)}}
    platform.do("POST", "/__admin/simulate/inbound_message", {**reply, "name": text("Budi S.", 200)})
    hold = {"id": text("paused", 60), "delivery": {"event": "customer.updated"}}
    platform.do("POST", "/__admin/holds", hold)
    platform.do("PATCH", f"/v1/customers/{ids['customer']}", {"metadata": {"crm_id": text("C-1235", 200)}})
    wait = {"delivery": {"event": "message.received", "status": "delivered"}}
    outcome = platform.call("POST", "/__admin/wait?status=200", wait).json
    require_equal(outcome["outcome"], "satisfied", "the outcome of waiting for message.received")
    deliveries = platform.get("/__admin/webhooks/deliveries?event=customer.archived")["data"]
    ids["delivery"], ids["event"] = deliveries[0]["id"], deliveries[0]["event_id"]


def inspector(origin: str, hash_path: str, sandbox: str | None = None) -> str:
    """The address of a view of the inspector, for one world or for all."""
    return f"{origin}/__admin/ui#/{hash_path}" + (f"?sandbox={sandbox}" if sandbox else "")


def views(world: World, shows: Texts) -> list[View]:
    """Every page. `shows` returns what a page must show of a text of the world."""
    ids, sandbox, origin = world.ids, world.sandbox, world.platform.base_url

    def page(name: str, path: str, wanted: str) -> View:
        return View(name, origin + path, wanted)

    def inner(name: str, hash_path: str, wanted: str) -> View:
        return View(name, inspector(origin, hash_path, sandbox), wanted)

    return [
        page("welcome", "/", "kirimdev-mock"),
        page("customers", f"/customers?sandbox={sandbox}", shows("Acme Logistics", 200)),
        page("customer", f"/customers/{ids['customer']}?sandbox={sandbox}", shows("Acme Logistics", 200)),
        View("onboarding", ids["link"], shows("Acme Logistics", 200)),
        page("reference", "/__admin/docs", "Advance the clock and run everything that becomes due"),
        page("coverage-page", f"/__admin/coverage?format=html&sandbox={sandbox}", "Gaps"),
        inner("timeline", "timeline", "/v1/customers"),
        inner("request", f"requests/{sandbox}/{ids['request']}", shows("Warung Sari", 200)),
        inner("event", f"events/{sandbox}/{ids['event']}", "customer.archived"),
        inner("delivery", f"deliveries/{sandbox}/{ids['delivery']}", "customer.archived"),
        inner("phone", f"phone/{sandbox}/{SHOP}/{quote(BUDI)}", shows("Thanks!", 900)),
        inner("clock", "clock", "09:00:00"),
        inner("faults", "faults", shows("throttled", 60)),
        inner("fault", f"faults/{quote(ids['fault'], safe='')}", shows("throttled", 60)),
        inner("holds", "holds", shows("paused", 60)),
        inner("scenarios", "scenarios", "agency-with-200-customers"),
        inner("snapshots", "snapshots", "before-the-sale"),
        inner("state", "state", "Bengkel Maju Jaya"),
        inner("object", f"state/{sandbox}/customers/{ids['customer']}", shows("Acme Logistics", 200)),
        inner("coverage", "coverage", "createCustomer"),
        inner("worlds", "worlds", f"…{world.platform.api_key[-4:]}"),
    ]
