"""Shows a world on every page whose names are markup, quotes, right-to-left text, emoji, and as long as they may be.

    venv/bin/python Tests/Browser/hostile.py --mock .build/debug/kirimdev-mock

All of it must be shown as text: nothing may run, no element may come from it, and no page may be wider than the window.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from checks import require_equal, run
from emulator import arguments_of, emulator
from receiver import webhook_receiver
from window import SIZES, chromium, require_fits, restyle, show, window
from world import View, World, fill, new_world, scenario, views

MARKUP = "<i id=hostile>"
PIECES = [
    MARKUP,
    "\"'&lt;",
    "שלום\u202eمرحبا",
    "👩‍👩‍👧‍👦",
    "<script>hostile()</script>",
    '"><img src=hostile onerror=hostile()>',
    "javascript:hostile()",
]


def hostile(text: str, limit: int = 200) -> str:
    """A hostile text that begins with an ordinary one, if both fit, and is as long as allowed."""
    room = limit - len(MARKUP)
    result = text + " " if len(text) < room else ""
    for piece in PIECES:
        if len(result) + len(piece) <= limit:
            result += piece
    return result + "W" * (limit - len(result))


def shown(text: str, limit: int = 200) -> str:
    """What a page shows of a hostile text in any case, also if it is part of JSON."""
    return MARKUP


@dataclass
class Surroundings:
    browser: Browser
    world: World


def check_of(view: View) -> Callable[[Surroundings], None]:
    def check(given: Surroundings) -> None:
        with window(given.browser, given.world.platform.base_url) as opened:
            page = opened.tab()
            page.add_init_script("window.hostile = () => console.error('a text of the world ran as a script')")
            show(page, view.url, view.shows)
            require_harmless(page)
            for name, size in SIZES.items():
                restyle(page, size, "light")
                require_fits(page, f"{view.name} ({name})")

    check.__name__ = view.name
    return check


def require_harmless(page: Page) -> None:
    selector = "#hostile, img[src=hostile], script:not([src]), [onerror], [href^='javascript:']"
    require_equal(page.locator(selector).count(), 0, "the number of elements that come from a text")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments = arguments_of(parser)
    with (
        webhook_receiver() as receiver,
        emulator(arguments) as origin,
        chromium(arguments.chromium) as browser,
    ):
        world = new_world(origin, scenario(hostile, receiver.url))
        fill(world, hostile, receiver)
        checks = [check_of(view) for view in views(world, shown)]
        failures = run(checks, Surroundings(browser, world), arguments.only)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
