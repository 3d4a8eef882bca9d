"""Lets pywa, a library that many bots use, read every body in Meta's envelope that the emulator can send.

    python Tests/WebhookReaders/reading.py --base-url http://127.0.0.1:8080/v1

Everything that Meta tells of is made to happen: each kind of inbound message with and without a number, replies, edits,
revocations, system messages, and each status, in each form that the switch `meta_identities` knows. Each body must
become the update that is written here, and what pywa drops in silence must be what the documentation names. At the end
two receivers hear what people do in the scenario `usernames`: one that keeps people by their numbers, which must lose
them, and one that keeps them by user id, which must not.
"""

import argparse
import json
import logging

import pywa
from pywa import handlers

from emulator import NUMBER, World

SHOWN = {"from": "628111111111", "name": "Budi"}
HIDDEN = {"user_id": "ID.1048576000000042", "username": "dewi.k", "phone": "hidden", "name": "Dewi"}
DROPPED = "dropped"

CONTENTS = [
    ("text", {"body": "Hello"}, "Message text"),
    ("image", {"caption": "Look"}, "Message image"),
    ("document", {"filename": "a.pdf"}, "Message document"),
    ("video", {}, "Message video"),
    ("audio", {}, "Message audio"),
    ("sticker", {}, "Message sticker"),
    ("location", {"latitude": -6.2, "longitude": 106.8, "name": "Monas"}, "Message location"),
    ("contacts", [{"name": "Ada", "phone": "+628111", "wa_id": "628111"}], "Message contacts"),
    ("reaction", {"message_id": "wamid.x", "emoji": "\N{THUMBS UP SIGN}"}, "Message reaction"),
    ("reaction", {"message_id": "wamid.x"}, "Message reaction"),
    ("unsupported", {"type": "poll_creation"}, "Message unsupported"),
    ("button", {"text": "Stop", "payload": "STOP"}, "CallbackButton"),
    ("interactive", {"type": "button_reply", "id": "y", "title": "Yes"}, "CallbackButton"),
    ("interactive", {"type": "list_reply", "id": "am", "title": "Morning"}, "CallbackSelection"),
]


class Reader:
    """pywa without a server: hands bodies to it and tells what it makes of them."""

    def __init__(self):
        self._client = pywa.WhatsApp(phone_id=NUMBER, token="t", server=None, validate_updates=False)
        self._updates = []
        for name in vars(handlers):
            kind = getattr(handlers, name)
            if name.endswith("Handler") and kind in self._client._handlers_to_updates:
                self._client.add_handlers(kind(lambda _, update: self._updates.append(update)))

    def read(self, body):
        """The update that a body becomes; None for one that is dropped, to which pywa answers 200 all the same."""
        self._updates.clear()
        answer, status = self._client.webhook_update_handler(body)
        assert status == 200, (answer, status)
        return self._updates[0] if self._updates else None


def described(update):
    """An update as the tables here name it."""
    if update is None:
        return DROPPED
    name = type(update).__name__
    if name == "Message":
        return f"{name} {update.type.value}"
    return f"{name} {update.status.value}" if name == "MessageStatus" else name


class Walk:
    """Makes things happen in a world, and holds what pywa reads against what it should read."""

    def __init__(self, world, form):
        self.world, self.form = world, form
        self.reader = Reader()
        self.counts = {}

    def expect(self, *expected):
        """Reads what has been sent since the last time."""
        updates = [self.reader.read(body) for body in self.world.bodies()]
        found = [described(update) for update in updates]
        # Without user ids pywa knows nobody but by the system message, whose form is the same as ever.
        known = self.form != "phone_only" or expected == ("PhoneNumberChange",)
        wanted = list(expected) if known else [DROPPED] * len(expected)
        assert found == wanted, f"{self.form}: read as {found}, expected {wanted}"
        for name in found:
            self.counts[name] = self.counts.get(name, 0) + 1
        return updates

    def person(self, update, sender):
        """Holds the sender of an update against who has written."""
        if update is None:
            return
        user = update.from_user
        assert user.name == sender["name"], user
        assert user.wa_id == sender.get("from"), user
        assert user.username == sender.get("username"), user
        assert user.bsuid == sender.get("user_id", user.bsuid) and user.bsuid, user

    def messages(self, sender):
        for kind, content, expected in CONTENTS:
            # Who taps taps on a message, and pywa wants to know on which one.
            members = {"context": {"message_id": "wamid.list"}} if kind == "interactive" else {}
            self.world.hear(sender, kind, content, **members)
            self.person(self.expect(expected)[0], sender)
        self.world.hear(sender, "interactive", {"type": "list_reply", "id": "am", "title": "Morning"})
        self.expect(DROPPED)
        wamid = self.world.hear(sender, "text", {"body": "A"})["message"]["provider_id"]
        self.world.hear(sender, "text", {"body": "B"}, context={"message_id": wamid})
        reply = self.expect("Message text", "Message text")[1]
        assert reply is None or reply.reply_to_message.id == wamid, reply
        edit = {"original_message_id": wamid, "message": {"type": "text", "text": {"body": "C"}}}
        self.world.hear(sender, "edit", edit)
        edited = self.expect("EditedMessage")[0]
        assert edited is None or (edited.original_message_id, edited.message.text) == (wamid, "C"), edited
        self.world.hear(sender, "revoke", {"original_message_id": wamid})
        deleted = self.expect("DeletedMessage")[0]
        assert deleted is None or deleted.original_message_id == wamid, deleted
        self.person(deleted, sender)

    def statuses(self):
        for to in [SHOWN["from"], "628199999999"]:
            statuses = ["sent", "delivered", "read"]
            self.world.simulate("message_status", message_id=self.world.send(to), statuses=statuses)
            self.expect(*(f"MessageStatus {status}" for status in statuses))
            # By Meta's documentation nobody is named beside a failure, and pywa looks for somebody.
            failed = "MessageStatus failed" if self.form == "current" else DROPPED
            self.world.simulate("message_status", message_id=self.world.send(to), status="failed")
            self.expect(failed)
            statuses = ["sent", "failed"]
            self.world.simulate("message_status", message_id=self.world.send(to), statuses=statuses)
            self.expect("MessageStatus sent", failed)

    def identities(self):
        self.world.simulate("identity", phone_number_id=NUMBER, new_number="628122222222", **{"from": SHOWN["from"]})
        change = self.expect("PhoneNumberChange")[0]
        assert (change.old_wa_id, change.new_wa_id) == (SHOWN["from"], "628122222222"), change
        if self.form == "phone_only":
            return
        # Without a number there is no `from`, and pywa looks for one.
        self.world.simulate(
            "identity", phone_number_id=NUMBER, user_id=HIDDEN["user_id"], new_user_id="ID.1048576000000043"
        )
        self.expect(DROPPED)


def walk(base_url, form):
    with World(base_url, "connected") as world:
        world.control("PATCH", "organization", {"switches": {"meta_identities": form}})
        walk = Walk(world, form)
        for sender in [SHOWN] if form == "phone_only" else [SHOWN, HIDDEN]:
            walk.messages(sender)
        walk.statuses()
        walk.identities()
        dropped = walk.counts.pop(DROPPED)
        print(f"{form}: {sum(walk.counts.values())} bodies read as {len(walk.counts)} kinds, {dropped} dropped")


# Receivers of our own: what becomes of people whose number cannot be seen, or is another one.


class ByNumber:
    """Keeps people by the number of the sender, as code of 2025 does."""

    def __init__(self, rows):
        self.people = {row["phone_number"].removeprefix("+"): row["name"] for row in rows if row["phone_number"]}

    def name(self, value):
        return self.people[value["messages"][0]["from"]]

    def follow(self, system):
        pass


class ByUserID:
    """Keeps people by their user id, and follows them where that changes."""

    def __init__(self, rows):
        self.people = {row["bsuid"]: row["name"] for row in rows}

    def name(self, value):
        return self.people[value["messages"][0]["from_user_id"]]

    def follow(self, system):
        self.people[system["user_id"]] = self.people.pop(system["previous_user_id"])


def lost(receiver, bodies):
    """Whom a receiver does not recognise, by their names in the bodies."""
    strangers = []
    for body in bodies:
        value = json.loads(body)["entry"][0]["changes"][0]["value"]
        if value["messages"][0]["type"] == "system":
            receiver.follow(value["messages"][0]["system"])
            continue
        name = value["contacts"][0]["profile"]["name"]
        try:
            assert receiver.name(value) == name
        except KeyError:
            strangers.append(name)
    return strangers


def rehearse(base_url):
    with World(base_url, "usernames") as world:
        rows = world.call("GET", f"{NUMBER}/contacts")["data"]
        by_number, by_user_id = ByNumber(rows), ByUserID(rows)

        def hear(**sender):
            world.hear(sender, "text", {"body": "Hello"})

        hear(user_id="ID.1048576000000017")
        hear(**{"from": "628111111112"})
        hear(**{"from": "628111111113"})
        world.simulate("identity", phone_number_id=NUMBER, phone="hidden", **{"from": "628111111112"})
        world.simulate("identity", phone_number_id=NUMBER, new_number="628111111114", **{"from": "628111111113"})
        hear(**{"from": "628111111112"})
        hear(**{"from": "628111111114"})
        bodies = world.bodies()
        assert len(bodies) == 6, bodies
        strangers = lost(by_number, bodies)
        assert strangers == ["Sari W", "Budi Santoso", "Citra"], strangers
        assert lost(by_user_id, bodies) == []
        print(f"usernames: a receiver by numbers loses {', '.join(strangers)}; one by user ids loses nobody")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base-url", required=True, help="the base of the API, such as http://127.0.0.1:8080/v1")
    options = parser.parse_args()
    # What pywa drops it reports with a traceback; here that is expected.
    logging.getLogger("pywa").setLevel(logging.CRITICAL)
    for form in ["current", "documented", "phone_only"]:
        walk(options.base_url, form)
    rehearse(options.base_url)


if __name__ == "__main__":
    main()
