"""Measures the inspector with 10,000 requests in the journal, and with 200 new ones a second on the screen.

    venv/bin/python Tests/Browser/large.py --mock .build/release/kirimdev-mock

A measurement to run by hand, on a machine that does nothing else, with a release build. Needs wrk. It prints

* how long the timeline takes from the start of the navigation to its first rows, and to its last row;
* the tasks over 50 ms (`longtask` of PerformanceObserver) while it is opened and while it is scrolled;
* the memory of the tab: the heap of JavaScript after a collection, and the resident memory of its process that it
  shares with no other one;
* the GET throughput of the server (wrk -t1 -c32, of another world) while 200 requests a second of the world on the
  screen appear on it, and while the same requests are sent and no page is open, in alternating pairs: first with server
  and wrk on one processor and the browser on another, then with all of them on all processors. The time of the
  processor that the server takes for a request, and the share of a processor that the browser takes, are printed, too.

The exit status is 1 if a limit is exceeded: one second, 50 ms, 10 % with the browser on a processor of its own.
"""

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page

from checks import require
from client import new_key
from emulator import Server, started_emulator
from window import DESKTOP, chromium, window
from world import World, inspector, new_world

ROWS = 10_000
EVENTS_A_SECOND = 200
OPENINGS = 5

# Limits of what is measured.
OPEN_SECONDS = 1
LONG_TASK_MS = 50
LEAST_THROUGHPUT = 0.9

SCENARIO = {"version": 1, "name": "large"}

# Notes when there are rows, without help from the page.
WATCH = """
window.seen = { rows: null, tasks: [] };
new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.tasks.push({ start: task.startTime, ms: task.duration });
}).observe({ type: "longtask", buffered: true });
(function look() {
    if (document.querySelectorAll("main .list-row").length >= 10) seen.rows = performance.now();
    else requestAnimationFrame(look);
})();
"""


def send_requests(world: World, count: int, each: float = 0, stop: threading.Event | None = None) -> None:
    """Sends requests over one connection, one after another, at most one in `each` seconds."""
    address = urlsplit(world.platform.base_url)
    connection = http.client.HTTPConnection(address.hostname, address.port)
    headers = {"Authorization": f"Bearer {world.platform.api_key}", "Content-Type": "application/json"}
    begun = time.monotonic()
    for number in range(count):
        if stop and stop.wait(max(0, begun + number * each - time.monotonic())):
            break
        path = ("/v1/customers?limit=1", "/v1/me", f"/v1/nowhere/{number}")[number % 3]
        connection.request("GET", path, headers=headers)
        connection.getresponse().read()
    connection.close()


class Report:
    """Prints results, and remembers whether one is over its limit."""

    def __init__(self) -> None:
        self.failed = False

    def say(self, text: str, is_good: bool | None = None) -> None:
        sign = "" if is_good is None else ("  ok" if is_good else "  OVER THE LIMIT")
        self.failed = self.failed or is_good is False
        print(text + sign, flush=True)

    def tasks(self, when: str, tasks: list[dict]) -> None:
        longest = max((task["ms"] for task in tasks), default=0)
        text = f"tasks over {LONG_TASK_MS} ms {when}: {len(tasks)}"
        self.say(text + (f", the longest {longest:.0f} ms" if tasks else ""), not tasks if "scrolled" in when else None)


# The journal


def opening(browser: Browser, world: World, report: Report) -> None:
    seconds, tasks = [], []
    for _ in range(OPENINGS):
        with timeline(browser, world) as page:
            seconds.append(page.evaluate("seen.rows") / 1000)
            tasks += page.evaluate("seen.tasks")
    text = ", ".join(f"{each:.2f}" for each in seconds)
    report.say(f"seconds until the timeline has rows: {text}", max(seconds) < OPEN_SECONDS)
    report.tasks(f"while the page is opened {OPENINGS} times", tasks)


@contextmanager
def timeline(browser: Browser, world: World) -> Iterator[Page]:
    with window(browser, world.platform.base_url, DESKTOP) as opened:
        page = opened.tab()
        page.add_init_script(WATCH)
        page.goto(inspector(world.platform.base_url, "timeline", world.sandbox))
        page.wait_for_function("() => seen.rows !== null")
        yield page


def scrolling(browser: Browser, world: World, report: Report) -> None:
    with timeline(browser, world) as page:
        wait_for_rows(page, ROWS)
        report.say(f"seconds until all {ROWS} rows are known: {page.evaluate('performance.now()') / 1000:.2f}")
        begin = page.evaluate("performance.now()")
        page.mouse.move(400, 400)
        for delta in [600] * 60 + [6000] * 40 + [-20000] * 10 + [-600] * 60:
            page.mouse.wheel(0, delta)
            page.evaluate("new Promise(requestAnimationFrame)")
        for key in ("End", "Home", "PageDown", "PageUp"):
            page.keyboard.press(key)
            page.evaluate("new Promise(requestAnimationFrame)")
        tasks = [task for task in page.evaluate("seen.tasks") if task["start"] >= begin]
        report.tasks("while it is scrolled", tasks)
        memory(browser, page, report)


def wait_for_rows(page: Page, count: int) -> None:
    page.wait_for_function("(count) => document.querySelector('.list-row')?.ariaSetSize >= count", arg=count)


def memory(browser: Browser, page: Page, report: Report) -> None:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    report.say(f"heap of JavaScript: {metrics['JSHeapUsedSize'] / 1e6:.1f} MB, {metrics['Nodes']:.0f} nodes")
    pid = renderer(browser, page, session)
    report.say(f"private memory of the tab's process: {private_memory(pid) / 1e6:.0f} MB")


def renderer(browser: Browser, page: Page, session: CDPSession) -> int:
    """The process of the tab: the one that takes time of the processor while the tab works."""
    root = browser.new_browser_cdp_session()

    def times() -> dict[int, float]:
        processes = root.send("SystemInfo.getProcessInfo")["processInfo"]
        return {each["id"]: each["cpuTime"] for each in processes if each["type"] == "renderer"}

    before = times()
    page.evaluate("() => { const end = performance.now() + 300; while (performance.now() < end); }")
    after = times()
    return max(after, key=lambda pid: after[pid] - before.get(pid, 0))


def private_memory(pid: int) -> int:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(size) for size in re.findall(r"^Private_\w+:\s+(\d+) kB", text, re.M)) * 1024


# The throughput


@dataclass
class Placement:
    """The processors that the server and wrk use, and those of the browser and of this program."""

    name: str
    server: set[int]
    browser: set[int]


def placements() -> list[Placement]:
    every = sorted(os.sched_getaffinity(0))
    shared = Placement("all on all processors", set(every), set(every))
    if len(every) == 1:
        return [shared]
    return [Placement("the browser on a processor of its own", {every[0]}, set(every[1:])), shared]


def throughput(browser: Browser, server: Server, world: World, report: Report, pairs: int, seconds: int) -> None:
    other = new_world(server.origin, SCENARIO)
    for place in placements():
        pin(server.pid, place.server)
        for pid in [os.getpid(), *browser_processes()]:
            pin(pid, place.browser)
        ratios, loads = [], {True: [], False: []}
        for pair in range(pairs):
            for has_page in (True, False) if pair % 2 else (False, True):
                loads[has_page].append(measure(browser, server, world, other, has_page, seconds, place))
            ratios.append(loads[True][-1].rate / loads[False][-1].rate)
        ratio = statistics.median(ratios)
        is_alone = place.server != place.browser
        text = f"GET throughput with the page, median of {pairs} pairs, {place.name}: {ratio:.3f}"
        report.say(text, ratio >= LEAST_THROUGHPUT if is_alone else None)
        print(f"  the ratios: {', '.join(f'{each:.3f}' for each in sorted(ratios))}")
        for has_page, name in ((True, "with the page"), (False, "without")):
            rate, cost, share = (statistics.median(each) for each in zip(*map(astuple, loads[has_page])))
            print(f"  {name}: {rate:.0f}/s, {cost:.1f} µs of the server's processor each, browser {share:.2f} processors")


@dataclass
class Load:
    """Requests a second, the server's microseconds of processor for each, and the processors that the browser used."""

    rate: float
    cost: float
    browser: float


def measure(
    browser: Browser,
    server: Server,
    world: World,
    other: World,
    has_page: bool,
    seconds: int,
    place: Placement,
) -> Load:
    """GET requests of another world while the world gets its own."""
    with window(browser, server.origin) as opened:
        if has_page:
            page = opened.tab(inspector("", "timeline", world.sandbox))
            wait_for_rows(page, ROWS)
        programs = browser_processes()
        for pid in programs:
            pin(pid, place.browser)
        with requests_of(world):
            before = processor_times([server.pid, *programs])
            rate, count = wrk(server.origin, other.platform.api_key, seconds, place.server)
            used = {pid: now - before[pid] for pid, now in processor_times(before).items()}
        if has_page:
            show_newest(page, world)
    return Load(rate, used.pop(server.pid) / count * 1e6, sum(used.values()) / seconds)


def pin(pid: int, processors: set[int]) -> None:
    with suppress(FileNotFoundError, ProcessLookupError):  # the process has ended
        for thread in os.listdir(f"/proc/{pid}/task"):
            with suppress(ProcessLookupError):  # the thread has ended
                os.sched_setaffinity(int(thread), processors)


def browser_processes() -> list[int]:
    """Every process of Chromium that this program has started, at any depth."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, fields = status.read_text().split("(", 1)[1].rsplit(")", 1)
        except (FileNotFoundError, ProcessLookupError):
            continue  # the process has ended
        parents[int(status.parent.name)] = (name, int(fields.split()[1]))

    def is_own(pid: int) -> bool:
        while pid in parents:
            pid = parents[pid][1]
            if pid == os.getpid():
                return True
        return False

    return [pid for pid, (name, _) in parents.items() if "chrom" in name and is_own(pid)]


@contextmanager
def requests_of(world: World) -> Iterator[None]:
    stop = threading.Event()
    sender = threading.Thread(target=send_requests, args=(world, 1_000_000, 1 / EVENTS_A_SECOND, stop))
    sender.start()
    try:
        yield
    finally:
        stop.set()
        sender.join()


def wrk(origin: str, key: str, seconds: int, processors: set[int]) -> tuple[float, int]:
    command = ["wrk", "-t1", "-c32", f"-d{seconds}s", "-H", f"Authorization: Bearer {key}", f"{origin}/v1/customers"]
    begun = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    pin(begun.pid, processors)
    output, _ = begun.communicate()
    require(begun.returncode == 0 and "Non-2xx" not in output, output)
    count = int(re.search(r"(\d+) requests in", output)[1])
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]), count


def processor_times(pids: Iterable[int]) -> dict[int, float]:
    """The seconds of processor that each of these processes has used; those that have ended are left out."""
    times = {}
    for pid in pids:
        with suppress(FileNotFoundError):
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            times[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return times


def show_newest(page: Page, world: World) -> None:
    """Waits until one more request is on the screen, and so everything before it."""
    begun = time.monotonic()
    name = f"newest-{begun:.0f}"
    world.platform.call("GET", f"/v1/{name}")
    page.get_by_text(name).first.wait_for()
    print(f"  the newest request is on the screen after {time.monotonic() - begun:.2f} s", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mock", type=Path, required=True, help="the program, a release build")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="path of Chromium (default: from PATH)")
    parser.add_argument("--pairs", type=int, default=6, help="pairs of measurements with and without a page (6)")
    parser.add_argument("--seconds", type=int, default=10, help="length of each (10)")
    arguments = parser.parse_args()
    report = Report()
    with started_emulator(arguments.mock) as server, chromium(arguments.chromium) as browser:
        world = new_world(server.origin, SCENARIO, new_key())
        send_requests(world, ROWS)
        opening(browser, world, report)
        scrolling(browser, world, report)
        throughput(browser, server, world, report, arguments.pairs, arguments.seconds)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
