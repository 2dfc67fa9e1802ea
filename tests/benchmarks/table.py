"""Samples as a table: what was measured, its ratio to what it is held against, and the aim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

HEAD = ("what", "ours", "against", "ratio", "aim", "")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    ours: str
    against: str = ""
    ratio: float | None = None
    aim: str = ""
    met: bool | None = None
    """Whether the aim is met; None where there is none."""

    def cells(self) -> tuple[str, ...]:
        """Return the line as it is written."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        word = "" if self.met is None else "met" if self.met else "not met"
        return (self.what, self.ours, self.against, ratio, self.aim, word)


def percentile(samples: Sequence[float], part: float) -> float:
    """Return the sample below which a part of all lies."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def spread(samples: Sequence[float], unit: str = "ms") -> str:
    """Return samples in short: the median, and between which they lie."""
    if len(samples) == 1:
        return f"{samples[0]:.1f} {unit}"
    return f"{median(samples):.1f} {unit} ({min(samples):.1f} to {max(samples):.1f})"


def at_most(
    what: str, ours: Sequence[float], against: Sequence[float], aim: float, name: str
) -> Row:
    """Return how many times as long ours takes, which should be at most `aim` times."""
    ratio = median(ours) / median(against)
    held = f"{name} {spread(against)}"
    return Row(what, spread(ours), held, ratio, f"at most {aim:g}", ratio <= aim)


def times_faster(
    what: str, ours: Sequence[float], against: Sequence[float], aim: float | None, name: str
) -> Row:
    """Return how many times faster ours is, which should be at least `aim` times."""
    ratio = median(against) / median(ours)
    held = f"{name} {spread(against)}"
    if aim is None:
        return Row(what, spread(ours), held, ratio)
    return Row(what, spread(ours), held, ratio, f"at least {aim:g}", ratio >= aim)


def below(
    what: str, samples: Sequence[float], aim: float, unit: str = "ms", part: float = 0.5
) -> Row:
    """Return samples of which a part should be below a limit, half of them unless said."""
    value = percentile(samples, part) if part != 0.5 else median(samples)
    last = f"{median(samples):.1f} {unit}, 99 % {percentile(samples, 0.99):.1f} {unit}"
    which = "all" if part >= 1 else "median"
    return Row(what, last, "", None, f"{which} at most {aim:g} {unit}", value <= aim)


def written(rows: Sequence[Row]) -> str:
    """Return the rows as a table that reads well as it is, and as Markdown."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    told = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([told[0], rule, *told[1:]])
