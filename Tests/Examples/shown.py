"""Compares the files of this folder that a page shows with the text on the page.

A page shows a file if a link to it ends the paragraph before a block: `[NAME](../Tests/Examples/NAME):`.
"""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "Sources/EmulatorServer/Documentation.docc").glob("*.md"))]
SHOWN = re.compile(r"\]\(([^)]*Tests/Examples/[^)]+)\):\n\n```\w+\n(.*?)^```$", re.S | re.M)
FILES = {"compose/compose.yaml", "github-actions/service.yml", "scaling/haproxy.cfg", "scaling/nginx.conf"}


class Failure(Exception):
    pass


def check():
    """Throws a failure if a page shows another text than the file has, or if a file of FILES is not shown."""
    seen = set()
    for page in PAGES:
        for link, text in SHOWN.findall(page.read_text()):
            file = (page.parent / link).resolve()
            if file.read_text() != text:
                raise Failure(f"{page.name} shows another text than {link} has")
            seen.add(str(file.relative_to(ROOT / "Tests/Examples")))
    if seen != FILES:
        raise Failure(f"the pages show {sorted(seen)}; shown.py expects {sorted(FILES)}")
