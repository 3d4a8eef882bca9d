"""Takes a picture of every page at both widths, light and dark, for people to look at.

    venv/bin/python Tests/Browser/screenshots.py --mock .build/debug/kirimdev-mock --folder pictures

--only TEXT takes those pages alone whose names contain it; --hostile fills the world with texts that are hard to show.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from accessibility import report_of_contract_tests
from emulator import arguments_of, emulator
from hostile import hostile, shown
from receiver import webhook_receiver
from window import SIZES, THEMES, chromium, restyle, screenshot, show, window
from world import fill, new_world, plain, scenario, views


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="folder for the pictures; it is made if needed")
    parser.add_argument("--hostile", action="store_true", help="fill the world with texts that are hard to show")
    arguments = arguments_of(parser)
    text, shows = (hostile, shown) if arguments.hostile else (plain, plain)
    with (
        tempfile.TemporaryDirectory() as folder,
        webhook_receiver() as receiver,
        emulator(arguments) as origin,
        chromium(arguments.chromium) as browser,
    ):
        world = new_world(origin, scenario(text, receiver.url))
        fill(world, text, receiver)
        pages = views(world, shows)
        if arguments.mock:
            pages.append(report_of_contract_tests(arguments.mock, Path(folder)))
        for view in pages:
            if arguments.only not in view.name:
                continue
            with window(browser, origin, may_fail=True) as opened:
                page = opened.tab()
                show(page, view.url, view.shows)
                for label, size in SIZES.items():
                    for theme in THEMES:
                        restyle(page, size, theme)
                        screenshot(page, arguments.folder, f"{view.name}-{label}-{theme}")
            print(view.name, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
