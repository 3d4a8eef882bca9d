"""What the figures depend on: the machine, its programs, and the cores that load and servers run on."""
import os
import pathlib
import platform
import re
import subprocess
import time


def cores(text):
    """The numbers of a list of cores such as 0,2-3."""
    numbers = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


class Placement:
    """The cores of the load (the last one) and of the servers (all others), as lists for taskset."""

    def __init__(self, load=None, server=None):
        usable = sorted(os.sched_getaffinity(0))
        self.load = load or str(usable[-1])
        self.server = server or ",".join(map(str, usable[:-1] or usable))
        self.all = ",".join(map(str, usable))


def _read(path):
    try:
        return pathlib.Path(path).read_text()
    except OSError:
        return ""


def _first(pattern, text, default="unknown"):
    found = re.search(pattern, text, re.MULTILINE)
    return found[1].strip() if found else default


def _output(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout + done.stderr


def describe(root):
    """The machine and the versions, as members of the JSON output."""
    memory = int(_first(r"^MemTotal: *(\d+)", _read("/proc/meminfo"), "0"))
    return {
        "processor": _first(r"^model name\s*: (.*)$", _read("/proc/cpuinfo")),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / (1 << 20)),
        "system": _first(r'^PRETTY_NAME="(.*)"$', _read("/etc/os-release")),
        "kernel": platform.release(),
        "swift": _first(r"Swift version (\S+)", _output("swift", "--version")),
        "wrk": _first(r"^wrk (?:debian/)?(\S+)", _output("wrk", "-v")),
        "nginx": _first(r"nginx/(\S+)", _output("nginx", "-v"), ""),
        "commit": _output("git", "-C", str(root), "rev-parse", "--short", "HEAD").strip(),
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "load_at_start": os.getloadavg()[0],
    }


def sentence(machine):
    """The machine in one sentence."""
    programs = [f"Swift {machine['swift']}", f"wrk {machine['wrk']}"]
    if machine["nginx"]:
        programs.append(f"nginx {machine['nginx']}")
    busy = ""
    if machine["load_at_start"] > 0.2 * machine["cores"]:
        busy = f" The machine was not idle: its load was {machine['load_at_start']:.1f} at the start."
    return (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, {machine['system']}, "
        f"Linux {machine['kernel']}, {', '.join(programs)}; commit {machine['commit']}, {machine['date']}.{busy}"
    )
