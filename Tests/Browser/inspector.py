"""Uses the inspector, the phone and the dashboard as a person does, in a real browser.

    venv/bin/python Tests/Browser/inspector.py --mock .build/debug/kirimdev-mock

The checks find everything by its role and its name, as a screen reader does. Each check has a world of its own.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from checks import require, require_equal, run
from client import Platform
from emulator import arguments_of, emulator, started_emulator
from receiver import Receiver, webhook_receiver
from window import DESKTOP, PHONE, Window, chromium, expect_text, show, window
from world import BUDI, DESK, SHOP, World, fill, inspector, new_world, plain, scenario, views

ONBOARDING_EVENTS = ["customer.setup_link.consumed", "customer.onboarded", "whatsapp_account.connected"]


@dataclass
class Surroundings:
    """What every check is given."""

    origin: str
    browser: Browser

    @contextmanager
    def stage(self, size: tuple[int, int] = DESKTOP, may_fail: bool = False) -> Iterator["Stage"]:
        with webhook_receiver() as receiver, window(self.browser, self.origin, size, may_fail=may_fail) as opened:
            world = new_world(self.origin, scenario(plain, receiver.url))
            yield Stage(world, receiver, opened)


@dataclass
class Stage:
    """A world, the receiver of its webhooks, and a window for its pages."""

    world: World
    receiver: Receiver
    window: Window

    def open(self, hash_path: str = "timeline") -> Page:
        page = self.window.tab()
        page.goto(inspector(self.world.platform.base_url, hash_path, self.world.sandbox))
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        return page

    def create_customer(self, name: str = "Warung Sari") -> int:
        """The status of a request that creates a customer."""
        return self.world.platform.call("POST", "/v1/customers", {"name": name}).status


def rows(page: Page, *texts: str) -> Locator:
    """The rows of the timeline that contain all of the texts."""
    found = timeline_of(page).get_by_role("option")
    for text in texts:
        found = found.filter(has_text=text)
    return found


def timeline_of(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Requests, events and deliveries")


def details(page: Page) -> Locator:
    return page.get_by_role("region", name="Details")


def go(page: Page, title: str) -> None:
    """Follows a link of the navigation."""
    page.get_by_role("navigation", name="Inspector").get_by_role("link", name=title, exact=True).click()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def onboard(page: Page, url: str) -> None:
    """Connects a number on the onboarding page."""
    page.goto(url)
    page.get_by_role("button", name="Connect WhatsApp").click()
    page.get_by_test_id("signup-finish").click()
    expect(page.get_by_test_id("onboarding-page")).to_have_attribute("data-state", "success")


# The story: an onboarding, a replay, the clock, a fault, the dashboard and the phone


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


def account_is_assigned_in_the_dashboard(given: Surroundings) -> None:
    with given.stage() as stage:
        timeline = stage.open()
        page = stage.window.tab(f"/customers?sandbox={stage.world.sandbox}")
        page.get_by_role("link", name="Toko Kopi Ñandú").click()
        page.get_by_role("button", name="Assign a number").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("combobox").select_option(DESK)
        dialog.get_by_role("button", name="Assign").click()
        expect(page.get_by_role("table").get_by_text("+62 811-1222-333")).to_be_visible()
        accounts = stage.world.platform.get("/v1/accounts")["data"]
        owner = next(row["customer"] for row in accounts if row["phone_number_id"] == DESK)
        require_equal(owner["name"], "Toko Kopi Ñandú", "the customer of the account")
        expect(rows(timeline, f"/api/accounts/{DESK}/assign", "200")).to_have_count(1)


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


# Addresses, keyboard and small screens


def addresses_survive_a_reload(given: Surroundings) -> None:
    with given.stage() as stage:
        fill(stage.world, plain, stage.receiver)
        page = stage.window.tab()
        for view in views(stage.world, plain):
            if "/__admin/ui" not in view.url:
                continue
            show(page, view.url, view.shows)
            address, title = page.url, page.title()
            page.reload()
            expect_text(page, view.shows)
            require_equal((page.url, page.title()), (address, title), f"address and title of {view.name} after a reload")


def filter_is_part_of_the_address(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open()
        stage.create_customer("Found")
        stage.world.platform.call("GET", "/v1/me")
        expect(rows(page, "/v1/me")).to_have_count(1)
        page.get_by_role("searchbox", name="Search the timeline").fill("createCustomer")
        expect(rows(page, "/v1/me")).to_have_count(0)
        page.get_by_role("button", name="Requests", exact=True).click()
        expect(rows(page)).to_have_count(1)
        page.reload()
        expect(page.get_by_role("searchbox", name="Search the timeline")).to_have_value("createCustomer")
        expect(rows(page)).to_have_count(1)


def keyboard_is_enough(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.open()
        for number in range(3):
            stage.create_customer(f"Customer {number}")
        expect(rows(page, "POST", "/v1/customers")).to_have_count(3)
        press(page, "?")
        expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
        press(page, "Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        press(page, "/")
        search = page.get_by_role("searchbox", name="Search the timeline")
        expect(search).to_be_focused()
        page.keyboard.type("customer.created")
        press(page, "Escape", "j", "j", "k")
        selected = timeline_of(page).get_by_role("option", selected=True)
        expect(selected).to_have_count(1)
        position = selected.get_attribute("aria-posinset")
        press(page, "Enter")
        expect(details(page).get_by_role("heading", level=1)).to_be_visible()
        press(page, "Escape")
        expect(details(page).get_by_role("heading", level=1)).to_have_count(0)
        expect(selected).to_have_attribute("aria-posinset", position)
        expect(timeline_of(page)).to_be_focused()
        for key, title in (("c", "Clock"), ("f", "Faults"), ("w", "Worlds")):
            press(page, "g", key)
            expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()


def small_screen_shows_one_thing_at_a_time(given: Surroundings) -> None:
    with given.stage(PHONE) as stage:
        page = stage.open()
        stage.create_customer()
        rows(page, "POST", "/v1/customers").click()
        expect(details(page)).to_be_visible()
        expect(timeline_of(page)).to_be_hidden()
        details(page).get_by_role("link", name="Timeline").click()
        expect(timeline_of(page)).to_be_visible()
        page.get_by_role("button", name="Menu").click()
        go(page, "Clock")
        expect(page.get_by_role("heading", level=1, name="Clock")).to_be_visible()


# The stream


def all_worlds_are_shown_together(given: Surroundings) -> None:
    with given.stage(may_fail=True) as stage:
        other = new_world(given.origin, {"version": 1, "name": "other"})
        page = stage.window.tab("/__admin/ui")
        stage.create_customer("One")
        other.platform.create_customer("Two")
        unknown = Platform(given.origin, "wrong")
        require_equal(unknown.call("GET", "/v1/me?of=nobody").status, 401, "the status without a key")
        for world in (stage.world, other):
            expect(rows(page, "POST", "/v1/customers", f"…{world.platform.api_key[-4:]}")).to_have_count(1)
        rows(page, "/v1/me?of=nobody").click()
        expect(details(page)).to_contain_text("invalid_api_key")
        page.reload()
        expect(details(page)).to_contain_text("invalid_api_key")
        page.get_by_role("combobox", name="World").select_option(other.sandbox)
        expect(rows(page, "event", "customer.created")).to_have_count(1)
        expect(rows(page, "/v1/me?of=nobody")).to_have_count(0)


def nothing_is_polled(given: Surroundings) -> None:
    with given.stage() as stage:
        page = stage.window.tab()
        page.clock.install()
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        for name in ("timeline", "clock", "faults", "holds", "worlds", "coverage", "state"):
            page.goto(inspector(given.origin, name, stage.world.sandbox))
            expect(page.get_by_text("Live", exact=True)).to_be_visible()
            # What begins with the connection is over.
            for _ in range(3):
                page.clock.fast_forward(10_000)
                page.evaluate("fetch('/livez')")
            requests.clear()
            page.clock.fast_forward(3_600_000)
            page.evaluate("fetch('/livez')")
            require_equal(requests, [given.origin + "/livez"], f"requests of {name} in an hour without an event")


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
        expect(page.get_by_role("button", name="Restore")).to_be_visible()
        page.get_by_role("button", name="Changes", exact=True).click()
        customer = stage.world.platform.create_customer("Afterwards")
        expect(page.get_by_text("1 created")).to_be_visible()
        page.get_by_role("button", name="Restore").click()
        page.get_by_role("dialog").get_by_role("button", name="Restore").click()
        expect(page.get_by_text("Restored before")).to_be_visible()
        require_equal(stage.world.platform.call("GET", f"/v1/customers/{customer}").status, 404, "the customer's status")


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
        page.get_by_role("button", name="Release", exact=True).click()
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


# Servers with other options


# Presses everything in the page that can be pressed, also in the dialogs that open.
PRESS_ALL = """
for (const round of [1, 2]) {
    for (const control of document.querySelectorAll("button, input[type=checkbox], summary")) control.click();
    for (const form of document.forms) if (form.checkValidity()) form.requestSubmit();
}
"""

READING = ("GET", "HEAD")


def read_only_pages_have_no_actions(given: Surroundings) -> None:
    with given.stage() as stage:
        fill(stage.world, plain, stage.receiver)
        sent = []
        stage.window.context.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
        page = stage.window.tab()
        for view in views(stage.world, plain):
            if view.name == "onboarding":
                continue
            show(page, view.url, view.shows)
            if "/__admin/ui" in view.url:
                expect(page.get_by_text("read only", exact=True)).to_be_visible()
            page.evaluate(PRESS_ALL)
            # What the buttons have begun is sent before this.
            page.evaluate("fetch('/livez')")
            changing = [each for each in sent if not each.startswith(READING)]
            require(not changing, f"{view.name} has actions: {changing}")


def read_only_server_refuses_what_a_page_sends(given: Surroundings) -> None:
    with given.stage(may_fail=True) as stage:
        page = stage.open()
        path = f"/__admin/clock/advance?sandbox={stage.world.sandbox}"
        status, code = page.evaluate(
            """async (path) => {
                const answer = await fetch(path, { method: "POST", body: '{"by": "1s"}' });
                return [answer.status, (await answer.json()).code];
            }""",
            path,
        )
        require_equal((status, code), (403, "read_only_ui"), "the answer to a page")
        stage.world.platform.do("POST", path, {"by": "1s"})


def pages_with_actions_send_requests(given: Surroundings) -> None:
    """The read-only check finds actions where there are any."""
    with given.stage(may_fail=True) as stage:
        sent = []
        stage.window.context.on("request", lambda request: sent.append(request.method))
        page = stage.open("holds")
        expect(page.get_by_role("button", name="Hold in this world")).to_be_visible()
        page.evaluate(PRESS_ALL)
        page.evaluate("fetch('/livez')")
        require("POST" in sent, "no button of the holds has sent anything")


def admin_token_is_asked_for(given: Surroundings) -> None:
    with window(given.browser, given.origin, may_fail=True) as opened:
        page = opened.tab("/__admin/ui")
        dialog = page.get_by_role("dialog", name="This emulator requires its admin token")
        dialog.get_by_label("Admin token").fill("secret")
        dialog.get_by_role("button", name="Continue").click()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        platform = Platform(given.origin, "kdv_test_token")
        require_equal(platform.call("POST", "/v1/customers", {"name": "Acme"}).status, 201, "the status of a request")
        expect(rows(page, "POST", "/v1/customers")).to_have_count(1)
        page.reload()
        expect(rows(page, "POST", "/v1/customers")).to_have_count(1)


CHECKS = [
    events_of_an_onboarding_appear_without_a_reload,
    delivery_is_replayed,
    clock_is_advanced,
    fault_is_flipped_and_a_retry_absorbs_it,
    account_is_assigned_in_the_dashboard,
    chat_on_the_phone_reaches_the_receiver,
    message_on_the_phone_is_answered_read_and_failed,
    copies_work,
    signature_can_be_verified,
    addresses_survive_a_reload,
    filter_is_part_of_the_address,
    keyboard_is_enough,
    small_screen_shows_one_thing_at_a_time,
    nothing_is_polled,
    reset_empties_the_timeline,
    snapshot_shows_changes_and_is_restored,
    delivery_is_held_and_released,
    scenario_is_loaded,
    all_worlds_are_shown_together,
    pages_with_actions_send_requests,
]

# By the options of the server that they need.
CHECKS_WITH_OPTIONS = {
    ("--read-only-ui",): [read_only_pages_have_no_actions, read_only_server_refuses_what_a_page_sends],
    ("--admin-token", "secret"): [admin_token_is_asked_for],
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="part of the names of the checks to run")
    arguments = arguments_of(parser)

    def chosen(checks: list) -> list:
        return [check for check in checks if arguments.only in check.__name__]

    with chromium(arguments.chromium) as browser:
        with emulator(arguments) as origin:
            failures = run(chosen(CHECKS), Surroundings(origin, browser))
        # A server that runs already has the options that it has.
        for options, checks in CHECKS_WITH_OPTIONS.items() if arguments.mock else ():
            with started_emulator(arguments.mock, *options) as server:
                failures += run(chosen(checks), Surroundings(server.origin, browser))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
