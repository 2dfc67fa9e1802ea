"""Names written from right to left, kept from pulling what stands behind them to their other side.

Terminals that order such letters themselves take the digits behind a name for a part of it, and
show the row torn. U+200E behind the name ends it; it takes no cell, and terminals that order
nothing ignore it.
"""

from __future__ import annotations

import re

_ENDS = "\u200e"
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]"
"""A letter, digit or sign of the scripts that run from right to left."""
_SOME = re.compile(_LETTER)
_RUN = re.compile(rf"{_LETTER}(?:(?:(?!  )[\W\d_]|{_LETTER})*{_LETTER})?")
"""From the first such letter to the last one, up to a letter of another script or a column."""


def settled(text: str) -> str:
    """Return text with every run from right to left ended behind its last letter."""
    if text.isascii() or not _SOME.search(text):
        return text
    return _RUN.sub(lambda run: run[0] + _ENDS, text)
