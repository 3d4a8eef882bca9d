"""Checks: functions that raise an error if something is not as it must be, run one after another."""

import time
from collections.abc import Callable
from typing import Any

# Far more than the pages need: the machine may be busy building something.
TIMEOUT_SECONDS = 20


class CheckFailed(Exception):
    pass


def require(condition: bool, message: str) -> None:
    if not condition:
        raise CheckFailed(message)


def require_equal(actual: object, wanted: object, what: str) -> None:
    require(actual == wanted, f"{what} is {actual!r}, not {wanted!r}")


def run(checks: list[Callable[[Any], None]], given: object, only: str = "") -> int:
    """Runs the checks with `only` in their names, prints a line for each, and returns the number of failed ones."""
    failures = 0
    chosen = [(check.__name__.replace("_", " "), check) for check in checks]
    chosen = [(name, check) for name, check in chosen if only in name]
    for name, check in chosen:
        started = time.monotonic()
        try:
            check(given)
            print(f"ok      {name} ({time.monotonic() - started:.1f} s)", flush=True)
        except Exception as error:
            failures += 1
            notes = "".join(f"\n        {note}" for note in getattr(error, "__notes__", []))
            # Playwright adds all that is on the page.
            text = str(error).split("Aria snapshot:")[0].strip()
            print(f"FAILED  {name}: {type(error).__name__}: {text}{notes}", flush=True)
    if chosen:
        print(f"{len(chosen) - failures} of {len(chosen)} checks passed")
    return failures
