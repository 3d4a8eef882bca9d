"""Uses the inspector, the phone and the dashboard as a person does, in a real browser.

    venv/bin/python Tests/Browser/inspector.py --mock .build/debug/kirimdev-mock

The checks find everything by its role and its name, as a screen reader does. Each check has a world of its own.
"""

import argparse
import json
import re
import subprocess
import sys

from playwright.sync_api import Locator, Page, expect

import dashboard
import navigation
import options
from checks import require, require_equal, run
from emulator import arguments_of, emulator, started_emulator
from stage import Surroundings, details, go, onboard, rows
from window import PHONE, chromium
from world import BUDI, SHOP, new_world, plain, scenario

ONBOARDING_EVENTS = ["customer.setup_link.consumed", "customer.onboarded", "whatsapp_account.connected"]


# The story: an onboarding, a replay, the clock, a fault and the phone; dashboard.py has its rest


def events_of_an_onboarding_appear_without_a_reload(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open()
        page.evaluate("window.isSamePage = true")
        link = stage.world.platform.create_link("Toko Baru")
        onboard(stage.window.tab(), link.url)
        for event in ONBOARDING_EVENTS:
            expect(rows(page, "event", event)).to_have_count(1)
        expect(rows(page, "delivery", "delivered")).to_have_count(5)
        stage.receiver.wait_for(3, lambda webhook: webhook.type in ONBOARDING_EVENTS)
        require(page.evaluate("window.isSamePage"), "the page was loaded again")


def delivery_is_replayed(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open()
        stage.create_customer()
        rows(page, "event", "customer.created").click()
        details(page).get_by_role("link", name=stage.receiver.url).click()
        expect(details(page).get_by_role("heading", level=1)).to_have_text(stage.receiver.url)
        first = page.url
        details(page).get_by_role("button", name="Replay", exact=True).click()
        expect(details(page).get_by_text("Replay of")).to_have_count(1)
        expect(details(page).get_by_text("delivered").first).to_be_visible()
        require(page.url != first, "the address is still that of the first delivery")
        stage.receiver.wait_for(2, lambda webhook: webhook.type == "customer.created")
        require_equal(stage.receiver.webhooks[0].body, stage.receiver.webhooks[1].body, "the body of the replay")
        expect(rows(page, "delivery", "replay")).to_have_count(1)


def clock_is_advanced(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open("clock")
        message = {"messaging_product": "whatsapp", "to": BUDI, "type": "text", "text": {"body": "Hello"}}
        stage.world.platform.do("POST", f"/v1/{SHOP}/messages", message)
        expect(page.get_by_role("cell", name="Message status").first).to_be_visible()
        expect(page.get_by_role("timer")).to_contain_text("09:00:00")
        page.get_by_role("button", name="+1 min").click()
        expect(page.get_by_role("timer")).to_contain_text("09:01:00")
        expect(page.get_by_role("banner")).to_contain_text("09:01:00")
        fired = page.get_by_role("status").filter(has=page.get_by_role("heading", name="What the advance fired"))
        expect(fired).to_contain_text("Message status")
        headings = page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()
        require_equal(headings, ["Now", "What the advance fired", "Falls due next"], "the order of the sections")
        fired.get_by_role("button", name="Hide").click()
        expect(fired).to_be_hidden()
        go(page, "Timeline")
        expect(rows(page, "event", "message.sent")).to_have_count(1)


def fault_is_flipped_and_a_retry_absorbs_it(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open("faults")
        page.get_by_label("Error code").select_option("rate_limit_exceeded")
        page.get_by_label("Operation").select_option("createCustomer")
        page.get_by_label("Times").fill("1")
        page.get_by_role("button", name="Add the rule").first.click()
        switch = page.get_by_role("switch")
        badge = page.get_by_role("link", name="1 fault armed")
        expect(badge).to_be_visible()
        switch.uncheck()
        expect(badge).to_be_hidden()
        require_equal(stage.create_customer("Off"), 201, "the status while the rule is off")
        switch.check()
        expect(badge).to_be_visible()
        require_equal(stage.create_customer("Retry"), 429, "the status while the rule is on")
        require_equal(stage.create_customer("Retry"), 201, "the status of the retry")
        expect(badge).to_be_hidden()
        expect(page.get_by_role("cell", name="Absorbed by a retry")).to_be_visible()
        go(page, "Timeline")
        rows(page, "429", "absorbed by a retry").click()
        expect(details(page)).to_contain_text("absorbed by a retry")
        details(page).get_by_role("link", name=re.compile("^request ")).click()
        expect(details(page)).to_contain_text("201")


def rules_with_the_same_id_have_their_own_hits(given: Surroundings) -> None:
    with given.stage() as stage:
        other = new_world(given.origin, scenario(plain, stage.receiver.url))
        rule = {"id": f"same-{other.sandbox}", "on": {"operation": "createCustomer"}, "then": {"error": "internal_error"}}
        for world in (stage.world, other):
            world.platform.do("POST", "/__admin/faults", rule)
        require_equal(stage.create_customer(), 500, "the status while the rule is on")
        page = stage.window.tab(f"/__admin/ui#/faults/{rule['id']}")
        shown = page.get_by_role("article").filter(has_text=rule["id"])
        expect(shown).to_have_count(2)
        expect(shown.filter(has_text="No request was hit yet.")).to_have_count(1)
        expect(shown.filter(has=page.get_by_role("cell"))).to_have_count(1)


def numbers_of_hits_stand_in_one_line_on_a_phone(given: Surroundings) -> None:
    with given.stage(PHONE) as stage:
        stage.world.platform.do("POST", "/__admin/faults", {"id": "busy", "preset": "rate_limit_exceeded", "times": 1})
        require_equal([stage.create_customer() for _ in range(2)], [429, 201], "the status of the hit and of the retry")
        page = stage.open("faults/busy")
        links = page.get_by_role("row").get_by_role("link", name=re.compile(r"^#\d+$"))
        expect(links).to_have_count(2)
        require_equal(lines(links), [1, 1], "how many lines the numbers take")


def lines(elements: Locator) -> list[int]:
    """How many lines the text of each element takes."""
    return elements.evaluate_all(
        """(elements) => elements.map((element) => {
            const range = document.createRange();
            range.selectNodeContents(element);
            return new Set([...range.getClientRects()].map((rect) => rect.top)).size;
        })"""
    )


def chat_on_the_phone_reaches_the_receiver(given: Surroundings) -> None:
    with given.stage() as stage:
        timeline = stage.open()
        page = stage.open(f"phone/{stage.world.sandbox}/{SHOP}")
        page.get_by_role("link", name=re.compile("Budi Santoso")).click()
        messages = page.get_by_role("log", name="Messages")
        expect(messages).to_contain_text("Where is my parcel?")
        page.get_by_role("textbox", name="Message").fill("Is anybody there?")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(messages.get_by_text("Is anybody there?")).to_be_visible()
        stage.receiver.wait_for(1, lambda webhook: webhook.type == "message.received" and b"anybody" in webhook.body)
        expect(rows(timeline, "event", "message.received")).to_have_count(1)
        expect(rows(timeline, "delivery", "delivered")).to_have_count(1)


def message_on_the_phone_is_answered_read_and_failed(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open(f"phone/{stage.world.sandbox}/{SHOP}/{BUDI}")
        messages = page.get_by_role("log", name="Messages")
        buttons = {"buttons": [{"type": "reply", "reply": {"id": "noon", "title": "At noon"}}]}
        interactive = {"type": "reply_buttons", "body": {"text": "When shall we come?"}, "action": buttons}
        question = {"messaging_product": "whatsapp", "to": BUDI, "type": "interactive", "interactive": interactive}
        stage.world.platform.do("POST", f"/v1/{SHOP}/messages", question)
        asked = messages.get_by_role("listitem").filter(has_text="When shall we come?").first
        expect(asked).to_contain_text("Pending")
        stage.world.platform.do("POST", "/__admin/clock/advance", {"by": "1m"})
        expect(asked).to_contain_text("Delivered")
        asked.get_by_role("button", name="At noon").click()
        stage.receiver.wait_for(1, lambda webhook: webhook.type == "message.received" and b"At noon" in webhook.body)
        asked.get_by_role("button", name=re.compile("^Details and actions")).click()
        asked.get_by_role("button", name="Mark as read").click()
        expect(asked).to_contain_text("Read")

        text = {"messaging_product": "whatsapp", "to": BUDI, "type": "text", "text": {"body": "Never mind"}}
        stage.world.platform.do("POST", f"/v1/{SHOP}/messages", text)
        second = messages.get_by_role("listitem").filter(has_text="Never mind").first
        second.get_by_role("button", name=re.compile("^Details and actions")).click()
        second.get_by_role("button", name="Fail…").click()
        page.get_by_role("dialog").get_by_role("button", name="Fail the message").click()
        expect(second).to_contain_text("Failed")


# What can be copied


def copies_work(given: Surroundings) -> None:
    with given.stage() as stage:
        stage.window.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=given.origin)
        page = stage.open()
        stage.create_customer("Quote ' and \" and $HOME")
        rows(page, "POST", "/v1/customers").click()
        command = copied(page, "Copy as curl")
        environment = {"KIRIMDEV_API_KEY": stage.world.platform.api_key, "PATH": "/usr/bin:/bin"}
        answer = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, timeout=30)
        require(" 201 " in answer.stdout.splitlines()[0], f"{command}\nanswers {answer.stdout}{answer.stderr}")
        require("Quote ' and \\\" and $HOME" in answer.stdout, f"the name has changed: {answer.stdout}")
        expect(rows(page, "POST", "/v1/customers")).to_have_count(2)

        rule = json.loads(copied(page, "Copy as fault rule"))
        stage.world.platform.do("POST", "/__admin/faults", rule)
        require_equal(stage.create_customer(), 429, "the status with the copied rule")

        step = copied(page, "Copy as scenario step")
        steps = "".join(f"  {line}\n" for line in step.splitlines())
        text = f"version: 1\nsteps:\n{steps}".encode()
        outcome = stage.world.platform.send("POST", "/__admin/scenarios/check", text, "application/yaml").json
        require(outcome["ok"], f"{step}\nis wrong: {outcome}")


def copied(page: Page, button: str) -> str:
    page.evaluate("navigator.clipboard.writeText('')")
    details(page).get_by_role("button", name=button, exact=True).click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
    return page.evaluate("navigator.clipboard.readText()")


def signature_can_be_verified(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open()
        stage.create_customer("Quote ' and \" and 👩‍👩‍👧‍👦")
        rows(page, "delivery", "delivered").click()
        details(page).get_by_text("Verify it yourself").click()
        for language, command in (("Python", ["python3"]), ("Node", ["node"]), ("Shell with openssl", ["bash"])):
            details(page).get_by_role("button", name=language).click()
            part = details(page).get_by_role("group").filter(has_text="Verify it yourself")
            expect(part.locator("code").filter(has_text="whsec_local")).to_have_count(1)
            program = part.locator("pre code").inner_text()
            outcome = subprocess.run(command, input=program, capture_output=True, text=True, timeout=30)
            require_equal((outcome.returncode, outcome.stdout), (0, "valid\n"), f"the result in {language}")


# The panels


def reset_empties_the_timeline(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open()
        stage.create_customer()
        expect(rows(page, "POST", "/v1/customers")).to_have_count(1)
        go(page, "Worlds")
        row = page.get_by_role("row").filter(has_text=stage.world.platform.api_key[-4:])
        row.get_by_role("button", name="Reset").click()
        page.get_by_role("dialog").get_by_role("button", name="Reset this world").click()
        expect(page.get_by_role("heading", name=re.compile("^Reset sbx_"))).to_be_visible()
        go(page, "Timeline")
        expect(page.get_by_text("No requests yet")).to_be_visible()


def snapshot_shows_changes_and_is_restored(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open("snapshots")
        page.get_by_label("Name").fill("before")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Changes since before").click()
        customer = stage.world.platform.create_customer("Afterwards")
        expect(page.get_by_text("1 created")).to_be_visible()
        page.get_by_role("button", name="Restore before").click()
        page.get_by_role("dialog").get_by_role("button", name="Restore").click()
        expect(page.get_by_text("Restored before")).to_be_visible()
        answer = stage.world.platform.call("GET", f"/v1/customers/{customer}")
        require_equal(answer.status, 404, "the status of the new customer after the restore")


def delivery_is_held_and_released(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open("holds")
        page.get_by_role("button", name="Deliveries", exact=True).click()
        page.get_by_label("Event").fill("customer.created")
        page.get_by_role("button", name="Hold in this world").click()
        expect(page.get_by_text("0 held")).to_be_visible()
        stage.create_customer()
        expect(page.get_by_text("1 held")).to_be_visible()
        require_equal(stage.receiver.webhooks, [], "the webhooks while the delivery is held")
        page.get_by_role("button", name=re.compile("^Release wbd_")).click()
        stage.receiver.wait_for(1, lambda webhook: webhook.type == "customer.created")
        expect(page.get_by_text("0 held")).to_be_visible()


def scenario_is_loaded(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open("scenarios")
        row = page.get_by_role("listitem").filter(has_text="plan-gated")
        row.get_by_role("button", name="Load").click()
        page.get_by_role("dialog").get_by_role("button", name="Load").click()
        expect(page.get_by_role("heading", name="Loaded plan-gated")).to_be_visible()
        require_equal(stage.create_customer(), 402, "the status in the loaded scenario")


CHECKS = [
    events_of_an_onboarding_appear_without_a_reload,
    delivery_is_replayed,
    clock_is_advanced,
    fault_is_flipped_and_a_retry_absorbs_it,
    rules_with_the_same_id_have_their_own_hits,
    numbers_of_hits_stand_in_one_line_on_a_phone,
    chat_on_the_phone_reaches_the_receiver,
    message_on_the_phone_is_answered_read_and_failed,
    copies_work,
    signature_can_be_verified,
    reset_empties_the_timeline,
    snapshot_shows_changes_and_is_restored,
    delivery_is_held_and_released,
    scenario_is_loaded,
    *dashboard.CHECKS,
    *navigation.CHECKS,
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments = arguments_of(parser)
    with chromium(arguments.chromium) as browser:
        with emulator(arguments) as origin:
            failures = run(CHECKS, Surroundings(origin, browser), arguments.only)
        # A server that runs already has the options that it has.
        for flags, checks in options.CHECKS.items() if arguments.mock else ():
            with started_emulator(arguments.mock, *flags) as server:
                failures += run(checks, Surroundings(server.origin, browser), arguments.only)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
