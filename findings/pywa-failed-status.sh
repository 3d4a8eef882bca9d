#!/usr/bin/env bash
# pywa drops the failed statuses that Meta documents, and answers 200 all the same.
#
# Version:   pywa 4.5.0 (PyPI), seen on 2026-11-28.
# Behaviour: Meta's page on business-scoped user ids says that a status `failed` comes without `contacts`. pywa reads
#            `contacts[0]` of every status, so it logs a KeyError, calls no handler and answers ("ok", 200). Meta does not
#            send the status again, and a bot never hears that its message failed. With `contacts: [{wa_id}]`, which is
#            the form that was seen live for error 131026, the same status reaches its handler. The system message
#            `user_changed_user_id`, which by its page has no phone number, is dropped in the same way for want of `from`.
# Output:    documented: ('ok', 200) handlers: []
#            with contacts: ('ok', 200) handlers: ['failed']
#            user_changed_user_id: ('ok', 200) handlers: []
# Fails if that changes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'pywa==4.5.0'

cat >"$work/probe.py" <<'PYTHON'
import json
import logging

from pywa import WhatsApp

logging.disable(logging.CRITICAL)
heard = []
client = WhatsApp(phone_id="100000000000001", token="token", verify_token="verify", validate_updates=False)


@client.on_message_status
def on_status(_, status):
    heard.append(str(status.status.value))


@client.on_phone_number_change
def on_change(_, change):
    heard.append("phone number change")


@client.on_identity_change
def on_identity(_, change):
    heard.append("identity change")


def deliver(name, value):
    metadata = {"display_phone_number": "6281200000000", "phone_number_id": "100000000000001"}
    value = {"messaging_product": "whatsapp", "metadata": metadata} | value
    change = {"field": "messages", "value": value}
    body = {"object": "whatsapp_business_account", "entry": [{"id": "200000000000001", "changes": [change]}]}
    heard.clear()
    answer = client.webhook_update_handler(json.dumps(body).encode())
    print(f"{name}: {answer} handlers: {heard}")


def failed(wamid):
    error = {"code": 131026, "title": "Message undeliverable", "message": "Message undeliverable"}
    return {
        "id": wamid,
        "status": "failed",
        "timestamp": "1793200000",
        "recipient_id": "6281211112222",
        "errors": [error | {"error_data": {"details": "Message Undeliverable."}}],
    }


deliver("documented", {"statuses": [failed("wamid.A")]})
deliver("with contacts", {"contacts": [{"wa_id": "6281211112222"}], "statuses": [failed("wamid.B")]})
system = {
    "body": "User A changed from ID.17 to ID.99",
    "user_id": "ID.99",
    "previous_user_id": "ID.17",
    "type": "user_changed_user_id",
}
message = {"id": "wamid.C", "timestamp": "1793200000", "type": "system", "system": system}
deliver("user_changed_user_id", {"messages": [message]})
PYTHON

"$work/venv/bin/python" "$work/probe.py" | tee "$work/seen"
diff "$work/seen" - <<'SEEN'
documented: ('ok', 200) handlers: []
with contacts: ('ok', 200) handlers: ['failed']
user_changed_user_id: ('ok', 200) handlers: []
SEEN
