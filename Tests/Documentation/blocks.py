"""The fenced blocks of the pages."""
import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CATALOG = ROOT / "Sources/EmulatorServer/Documentation.docc"
PAGES = [ROOT / "README.md", ROOT / "scenarios/README.md", *sorted(CATALOG.rglob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.S | re.M)


@dataclasses.dataclass
class Block:
    page: str
    line: int
    language: str
    text: str

    def __str__(self):
        return f"{self.page}:{self.line}"


def name_of(page):
    return "scenarios/README.md" if page.parent.name == "scenarios" else page.name


def blocks():
    found = []
    for page in PAGES:
        text = page.read_text()
        for match in FENCE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Block(name_of(page), line, match[1], match[2]))
    return found
