"""Checks of how one moves in the inspector: by addresses, by keyboard, on a small screen and between worlds."""

from playwright.sync_api import Page, Request, expect

from checks import CheckFailed, require_equal
from client import Platform
from stage import Surroundings, details, go, press, rows, timeline_of
from window import PHONE, expect_text, show
from world import fill, inspector, new_world, plain, views


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
            require_equal((page.url, page.title()), (address, title), f"address and title of {view.name}, reloaded")


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
        expect(selected).to_have_attribute("aria-posinset", "1")
        press(page, "Enter")
        expect(details(page).get_by_role("heading", level=1)).to_be_visible()
        press(page, "Escape")
        expect(details(page).get_by_role("heading", level=1)).to_have_count(0)
        expect(selected).to_have_attribute("aria-posinset", "1")
        expect(timeline_of(page)).to_be_focused()
        for key, title in (("c", "Clock"), ("f", "Faults"), ("w", "Worlds")):
            press(page, "g", key)
            expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()


# Notes what had the focus, and whether one could see it.
WATCH_FOCUS = """() => {
    window.focused = new Set();
    window.unseen = new Set();
    addEventListener("focusin", ({ target }) => {
        focused.add(target);
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(target);
        if ((outlineStyle === "none" || outlineWidth === "0px") && boxShadow === "none") unseen.add(target.outerHTML);
    });
}"""

UNREACHED = """() => {
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
    const able = [...all].filter((it) => it.checkVisibility() && !it.disabled && it.tabIndex >= 0);
    return able.filter((it) => !focused.has(it)).map((it) => it.outerHTML);
}"""


def tab_reaches_all_controls(given: Surroundings) -> None:
    with given.stage() as stage:
        fill(stage.world, plain, stage.receiver)
        page = stage.window.tab()
        for view in views(stage.world, plain):
            page.goto("about:blank")
            show(page, view.url, view.shows)
            page.evaluate(WATCH_FOCUS)
            # Pages that the stream draws again may need a second way around.
            for _ in range(300):
                unreached = page.evaluate(UNREACHED)
                if not unreached:
                    break
                press(page, *["Tab"] * 5)
            require_equal(unreached, [], f"what Tab does not reach in {view.name}")
            require_equal(page.evaluate("[...unseen]"), [], f"where the focus cannot be seen in {view.name}")


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
        traffic = Traffic(page)
        for name in ("timeline", "clock", "faults", "holds", "worlds", "coverage", "state"):
            page.goto(inspector(given.origin, name, stage.world.sandbox))
            expect(page.get_by_text("Live", exact=True)).to_be_visible()
            # What begins with the connection comes to an end, with its timers.
            for _ in range(10):
                if not traffic.sent_in(10_000):
                    break
            sent = traffic.sent_in(3_600_000)
            require_equal(sent, [], f"requests of {name} in an hour without an event")


class Traffic:
    """The requests of a page whose clock is installed, without its stream of events."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sent: list[str] = []
        self.open: set[Request] = set()
        page.on("request", self.begin)
        page.on("requestfinished", lambda request: self.open.discard(request))
        page.on("requestfailed", lambda request: self.open.discard(request))

    def begin(self, request: Request) -> None:
        if not request.url.split("?")[0].endswith(("/__admin/events", "/livez")):
            self.sent.append(request.url)
            self.open.add(request)

    def sent_in(self, milliseconds: int) -> list[str]:
        """What is sent when the clock of the page moves on, and when it gets the answers."""
        self.sent.clear()
        self.page.clock.fast_forward(milliseconds)
        self.page.evaluate("fetch('/livez')")
        for _ in range(1000):
            if not self.open:
                return self.sent
            self.page.evaluate("fetch('/livez')")
        raise CheckFailed(f"without an answer: {[request.url for request in self.open]}")


CHECKS = [
    addresses_survive_a_reload,
    filter_is_part_of_the_address,
    keyboard_is_enough,
    tab_reaches_all_controls,
    small_screen_shows_one_thing_at_a_time,
    all_worlds_are_shown_together,
    nothing_is_polled,
]
