"""What the fuzzer knows of the emulator's state: the ids that answers have shown, and what must be unique."""

import itertools

from seeding import Seeding

# The list that an id in the path comes from, by the part of the path before it.
KINDS = {
    "messages": "message",
    "conversations": "conversation",
    "contacts": "contact",
    "labels": "label",
    "customers": "customer",
    "webhook_subscriptions": "webhook_subscription",
    "webhook_deliveries": "webhook_delivery",
}
# The pairs of ids in a path, where the second belongs to the first.
PAIRS = {
    "detachConversationLabel": ("attachConversationLabel", "label_id"),
    "detachContactLabel": ("attachContactLabel", "label_id"),
    "updateSetupLink": ("createSetupLink", "link_id"),
    "revokeSetupLink": ("createSetupLink", "link_id"),
    "deleteWebhookSecret": ("createWebhookSecret", "secret_id"),
}
# One request in so many keeps the ids that were generated, which nobody has.
UNKNOWN_EVERY = 5


class World:
    def __init__(self):
        self.numbers = itertools.count(1)
        self.ids = {}
        self.pairs = {}
        self.team = None
        self.seeding = None
        # The subscription of each delivery, and the subscriptions that are active.
        self.subscriptions = {}
        self.active = set()

    # What answers show

    def learn(self, case, operation, body):
        rows = body.get("data")
        for row in rows if isinstance(rows, list) else [rows]:
            if isinstance(row, dict):
                self._learn_row(row)
        parents = case.path_parameters or {}
        if operation in ("attachConversationLabel", "attachContactLabel"):
            self._know(self.pairs, operation, (parents["id"], case.body["label_id"]))
        elif operation in ("createSetupLink", "createWebhookSecret"):
            self._know(self.pairs, operation, (parents["id"], rows["id"]))
        elif case.method.upper() == "DELETE" and operation != "archiveCustomer":
            self._forget(operation, parents)

    def _learn_row(self, row):
        if "deleted" in row or not isinstance(row.get("id"), str):
            return
        self._know(self.ids, row.get("object"), row["id"])
        if row.get("object") == "webhook_subscription" and "status" in row:
            (self.active.add if row["status"] == "active" else self.active.discard)(row["id"])
        if row.get("object") == "webhook_delivery" and "subscription_id" in row:
            self.subscriptions[row["id"]] = row["subscription_id"]
        if row.get("media_url"):
            self._know(self.ids, "media", row["id"])

    def _know(self, table, kind, value):
        known = table.setdefault(kind, [])
        if value not in known:
            known.append(value)

    def _forget(self, operation, parents):
        if operation in PAIRS:
            kind, name = PAIRS[operation]
            pair = (parents["id"], parents[name])
            self.pairs[kind] = [known for known in self.pairs.get(kind, []) if known != pair]
            return
        self.active.discard(parents.get("id"))
        for kind, known in self.ids.items():
            self.ids[kind] = [value for value in known if value != parents.get("id")]
        for kind, known in self.pairs.items():
            self.pairs[kind] = [pair for pair in known if parents.get("id") not in pair]

    # What requests get

    def improve(self, case, operation, follows_links):
        """Puts known ids, and names that nothing has yet, into a request that keeps the contract."""
        number = next(self.numbers)
        if self.seeding is None:
            self.seeding = Seeding(case.operation.base_url)
            self.team = self.seeding.team()
        if case.query:
            # No generator can make a cursor; the links and the emulator's own tests walk through pages.
            case.query.pop("cursor", None)
            if "team_id" in case.query:
                case.query["team_id"] = self.team
        if isinstance(case.body, dict):
            self._improve_body(case.body, operation, number)
        if not follows_links and case.path_parameters and number % UNKNOWN_EVERY:
            self._improve_path(case, operation, number)

    def _improve_path(self, case, operation, number):
        if operation in PAIRS:
            kind, name = PAIRS[operation]
            pair = pick(self.pairs.get(kind), number) or self.seeding.attached(kind, number)
            case.path_parameters["id"], case.path_parameters[name] = pair
            return
        if "id" not in case.path_parameters:
            return
        kind = KINDS[case.operation.path.split("/{id}")[0].rsplit("/", 1)[1]]
        if operation == "replayWebhookDelivery":
            known = [delivery for delivery, owner in self.subscriptions.items() if owner in self.active]
            case.path_parameters["id"] = pick(known, number) or self.seeding.delivery(number)
            return
        if operation == "getMessageMedia":
            kind = "media"
        if found := pick(self.ids.get(kind), number):
            case.path_parameters["id"] = found

    def _improve_body(self, body, operation, number):
        if "team_id" in body:
            body["team_id"] = self.team
        if operation in ("attachConversationLabel", "attachContactLabel", "bulkLabelContacts"):
            body["label_id"] = pick(self.ids.get("label"), number) or body["label_id"]
        if operation == "bulkReplayWebhookDeliveries":
            body["subscription_id"] = pick(sorted(self.active), number) or self.seeding.subscription()
        if operation == "updateConversation" and body.get("assigned_to"):
            body["assigned_to"] = None
        if operation in ("resolveOnboarding", "completeOnboarding") and number % UNKNOWN_EVERY:
            body["token"] = self.seeding.token()
            if operation == "completeOnboarding":
                body["nonce"] = self.seeding.nonce(body["token"])
        if operation == "createContact":
            body["phone_number"] = f"+62811{number:07}"
        if operation in ("createLabel", "updateLabel") and "name" in body:
            body["name"] = f"{number:x}" + body["name"][len(f"{number:x}") :]
        if operation == "createTemplate":
            body["name"] = f"{number:06}" + body["name"][6:]
            if number % 2:
                # What a text must be like no schema says; half of the templates have one that is right.
                body["components"] = [{"type": "BODY", "text": f"Parcel {number} is on its way."}]


def pick(known, number):
    """One of the known ids, another one for each request; None where nothing is known."""
    return known[number % len(known)] if known else None
