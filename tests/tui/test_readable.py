"""In the pictures of all screens and dialogs every word is read, and every mark seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import themes
from themes.colour import LEAST_LINE, LEAST_TEXT, contrast

PICTURES = sorted((Path(__file__).parent / "__snapshots__" / "test_snapshots").glob("*.svg"))

CELL, ROW = 12.2, 24.4
"""How wide and how high a cell is drawn."""

_STYLE = re.compile(r"\.(?:[\w-]+-)?(r\d+) \{ fill: (#\w{6})")
_RECT = re.compile(r'<rect fill="(#\w{6})" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"')
_TEXT = re.compile(r'<text class="(?:[\w-]+-)?(r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<')


def spans(picture: str) -> Iterator[tuple[str, str, str]]:
    """Yield each stretch of text of a picture with its colour and that of its ground."""
    fills = dict(_STYLE.findall(picture))
    grounds = {
        (round(float(y) / ROW), round(float(x) / CELL) + at): fill
        for fill, x, y, width in _RECT.findall(picture)
        for at in range(round(float(width) / CELL))
    }
    for style, x, y, text in _TEXT.findall(picture):
        words = unescape(text).replace("\xa0", " ")
        # Where a text stands is its foot, 18.5 below the top of its row.
        at = (round((float(y) - 18.5) / ROW), round(float(x) / CELL))
        if words.strip() and at in grounds:
            yield words.strip(), fills[style], grounds[at]


def test_every_word_of_every_picture_is_read_and_every_mark_seen() -> None:
    roles = [themes.load(name).roles for name in themes.names()]
    faint, edge = ({one[role] for one in roles} for role in ("faint", "edge"))
    judged = 0
    for path in PICTURES:
        for text, ink, ground in spans(path.read_text("utf-8")):
            is_word = any(one.isalnum() for one in text)
            if ink in edge and not is_word:
                continue
            least = LEAST_TEXT if is_word and ink not in faint else LEAST_LINE
            assert contrast(ink, ground) >= least, (path.name, text, ink, ground)
            judged += 1
    assert judged > 100 * len(PICTURES)
