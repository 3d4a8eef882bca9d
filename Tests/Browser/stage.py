"""What checks of the inspector share: a world with a receiver and a window, and the parts of the page by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from receiver import Receiver, webhook_receiver
from window import DESKTOP, Window, window
from world import World, inspector, new_world, plain, scenario


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
