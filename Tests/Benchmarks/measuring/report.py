"""Tables as plain text and as Markdown, and numbers as people read them."""
import dataclasses


@dataclasses.dataclass
class Table:
    """The first column is text, the others are numbers; the note says how they were measured."""

    header: list
    rows: list
    note: str = ""

    def markdown(self):
        rows = ["| " + " | ".join(map(str, line)) + " |" for line in [self.header, *self.rows]]
        text = "\n".join([rows[0], "|---|" + "--:|" * (len(self.header) - 1), *rows[1:]])
        return f"{text}\n\n{self.note}\n" if self.note else text + "\n"

    def text(self):
        lines = [[str(cell) for cell in line] for line in [self.header, *self.rows]]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.header))]
        text = "\n".join(
            "  ".join([line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:]))])
            for line in lines
        )
        return f"{text}\n{self.note}\n" if self.note else text + "\n"


def rate(number):
    """A rate to three digits: 38,100."""
    if number < 1000:
        return f"{number:.0f}"
    step = 10 ** (len(str(int(number))) - 3)
    return f"{round(number / step) * step:,}"


def milliseconds(number):
    """A time to two or three digits: 0.42, 5.1, 196."""
    return f"{number:.2f}" if number < 1 else f"{number:.1f}" if number < 100 else f"{number:,.0f}"


def megabytes(number):
    """Bytes in MB, as tools show resident memory: 37."""
    return f"{number / (1 << 20):.1f}" if number < 10 << 20 else f"{number / (1 << 20):,.0f}"


def ratio(number, of):
    """How many times `of` a number is: 0.44."""
    return f"{number / of:.2f}" if of else "–"
