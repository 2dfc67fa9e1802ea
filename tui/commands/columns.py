"""Plain text in columns, measured in the cells that a terminal gives each character."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

GAP = "  "
"""Between two columns; a wider one only pads."""


def width(text: str) -> int:
    """Return how many cells a text takes: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, cells: int, mark: str) -> str:
    """Return a text of at most so many cells, with `mark` where something is left out."""
    if width(text) <= cells:
        return text
    kept = ""
    room = cells - width(mark)
    for char in text:
        room -= _cells(char)
        if room < 0:
            break
        kept += char
    return kept.rstrip() + mark


def table(
    rows: Sequence[Sequence[str]],
    *,
    mark: str = "…",
    line: int | None = None,
    caps: Mapping[int, int] | None = None,
    numbers: Sequence[int] = (),
) -> list[str]:
    """Return rows as aligned lines.

    Args:
        rows: As many texts in each.
        mark: Stands where something is left out.
        line: How many cells a whole line may take, if that is limited.
        caps: How many cells a column may take, for those that are limited.
        numbers: The columns that end at the right.

    """
    columns = [
        _column([row[at] for row in rows], (caps or {}).get(at), mark, at in numbers)
        for at in range(len(rows[0]) if rows else 0)
    ]
    lines = [GAP.join(row).rstrip() for row in zip(*columns, strict=True)]
    return lines if line is None else [cut(one, line, mark) for one in lines]


def _column(texts: Sequence[str], cap: int | None, mark: str, is_number: bool) -> list[str]:
    if cap is not None:
        texts = [cut(text, cap, mark) for text in texts]
    widest = max(map(width, texts))
    blanks = [" " * (widest - width(text)) for text in texts]
    return [
        blank + text if is_number else text + blank
        for text, blank in zip(texts, blanks, strict=True)
    ]
