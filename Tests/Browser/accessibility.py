"""Looks for problems of accessibility with axe-core on every page, in both themes and at both widths.

    venv/bin/python Tests/Browser/accessibility.py --mock .build/debug/kirimdev-mock

A finding that axe-core calls serious or critical is a failure. Lesser ones are printed.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from checks import require, run
from emulator import ROOT, arguments_of, emulator
from receiver import webhook_receiver
from window import SIZES, THEMES, chromium, restyle, show, window
from world import View, World, fill, new_world, plain, scenario, views

FAILING_IMPACTS = ("serious", "critical")

# Without `preload`, axe-core loads style sheets again, and adds styles, which the policy of the pages forbids.
OPTIONS = {"resultTypes": ["violations"], "preload": False}


@dataclass
class Surroundings:
    browser: Browser
    world: World
    axe: Axe


# The dialogs: the page, and the button that opens one.
DIALOGS = [
    ("onboarding", "Connect WhatsApp"),
    ("customers", "New customer"),
    ("customer", "Edit"),
    ("customer", "New setup link"),
    ("customer", "Assign a number"),
    ("customer", "Archive"),
    ("timeline", "Keyboard shortcuts"),
    ("phone", "New contact"),
    ("scenarios", "Load default"),
    ("snapshots", "Restore before-the-sale"),
    ("worlds", "New world"),
    ("worlds", "Reset all"),
]


def check_of(view: View, button: str | None = None) -> Callable[[Surroundings], None]:
    """The check of a page, or of the dialog that a button of the page opens."""

    def check(given: Surroundings) -> None:
        with window(given.browser, given.world.platform.base_url) as opened:
            page = opened.tab()
            show(page, view.url, view.shows)
            if button:
                page.get_by_role("button", name=button, exact=True).click()
                expect(page.get_by_role("dialog")).to_be_visible()
            require_accessible(given.axe, page)

    check.__name__ = f"{view.name}: {button}" if button else view.name
    return check


def require_accessible(axe: Axe, page: Page) -> None:
    """Fails if there is a finding that matters; each is named once, with the widths and themes that have it."""
    found: dict[str, list[str]] = {}
    for width, size in SIZES.items():
        for theme in THEMES:
            restyle(page, size, theme)
            for violation in axe.run(page, options=OPTIONS).response["violations"]:
                found.setdefault(description(violation), []).append(f"{width} {theme}")
    texts = [f"{text} ({', '.join(places)})" for text, places in found.items()]
    failing = [text for text in texts if text.startswith(FAILING_IMPACTS)]
    for text in texts:
        if text not in failing:
            print(f"        {text}", flush=True)
    require(not failing, "\n        ".join(failing))


def description(violation: dict) -> str:
    first = violation["nodes"][0]
    reason = " ".join(first["failureSummary"].split())
    return f"{violation['impact']}: {violation['id']} at {first['html'][:150]}: {reason}"


def report_of_contract_tests(mock: Path, folder: Path) -> View:
    """The page that `kirimdev-mock test --html` writes, of a scenario with a step that fails."""
    file = folder / "report.html"
    command = [mock, "test", "--contract", ROOT / "openapi.yaml", "--html", file, ROOT / "Tests/Reports/failing.yaml"]
    finished = subprocess.run(command, capture_output=True, text=True)
    require(file.exists(), f"there is no report: {finished.stderr}")
    return View("report", file.as_uri(), "Contract tests")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments = arguments_of(parser)
    with (
        tempfile.TemporaryDirectory() as folder,
        webhook_receiver() as receiver,
        emulator(arguments) as origin,
        chromium(arguments.chromium) as browser,
    ):
        world = new_world(origin, scenario(plain, receiver.url))
        fill(world, plain, receiver)
        pages = views(world, plain)
        if arguments.mock:
            pages.append(report_of_contract_tests(arguments.mock, Path(folder)))
        checks = [check_of(view) for view in pages]
        checks += [check_of(view, button) for name, button in DIALOGS for view in pages if view.name == name]
        failures = run(checks, Surroundings(browser, world, Axe()), arguments.only)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
