"""Text from outside, made harmless, and names compared as people do: without case and accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KEPT = frozenset("\u200c\u200d\ufe0f")
"""Joiners that emoji, Persian and Indic scripts are written with."""
_GONE = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u024f]*\Z")
"""Latin text as most names are written, of which nothing could go."""
_PLAIN_LINES = re.compile(r"[\n -~\u00a1-\u00ac\u00ae-\u024f]*\Z")
_COMBINING_IN_A_ROW = 4
_STRAY = ("\udc80", "\udcff")
"""As what Python carries the bytes of a file's name that are not UTF-8: the first and the last."""


SIGNS = "\u0900-\u109f\u1780-\u17ff\u200c\u200d\u3099\u309a"
"""Scripts, for a class of characters, whose marks are vowels and the like, with their joiners."""
_SIGN = re.compile(f"[{SIGNS}]")


def clean(text: str, *, lines: bool = False) -> str:
    r"""Return text without control characters, bidi overrides and surplus marks, in NFC.

    No escape sequence survives, so the text can be written to any terminal. Line breaks become
    blanks unless `lines` is true. A byte that is not UTF-8 is written out, as `\xe9`.
    """
    if (_PLAIN_LINES if lines else _PLAIN).match(text):
        return text
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        if char in "\t\n\v\f\x85\u2028\u2029":
            kept.append("\n" if lines and char != "\t" else " ")
            continue
        if _STRAY[0] <= char <= _STRAY[1]:
            kept.append(f"\\x{ord(char) - 0xDC00:02x}")
            continue
        category = unicodedata.category(char)
        if category in _GONE and char not in _KEPT:
            continue
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= _COMBINING_IN_A_ROW:
            kept.append(char)
    # Once more, since what stood between a letter and its accent may have gone.
    return unicodedata.normalize("NFC", "".join(kept))


def line(text: str) -> str:
    """Return text as one clean line without blanks at its ends or doubled within."""
    return " ".join(clean(text).split())


def brief(text: str, most: int) -> str:
    """Return text of at most so many characters: its beginning and its end where it is longer."""
    half = (most - 5) // 2
    return text if len(text) <= most else f"{text[:half]} ... {text[-half:]}"


def fold(text: str, *, signs: bool = False) -> str:
    """Return text for comparing: without case, accents and doubled blanks.

    With `signs` what is a mark to Unicode and a vowel or another sound to its readers stays.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", text).casefold()
        if unicodedata.category(char) != "Mn" or (signs and _SIGN.match(char))
    )
    # Letters that Unicode does not take apart but everybody types without their stroke.
    return " ".join(bare.translate(_STROKES).split())


_BARE = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_STROKES = str.maketrans(_BARE)


def plain(text: str) -> str:
    """Return text in ASCII, each letter as the nearest one there is, a sign without one as `?`."""
    if text.isascii():
        return text
    return "".join(map(_plain, text))


@lru_cache(maxsize=1024)
def _plain(char: str) -> str:
    """Return what stands for a character; nothing for what takes no room."""
    if char.isascii():
        return char
    if (known := _IN_ASCII.get(char)) is not None:
        return known
    apart = unicodedata.normalize("NFKD", char)
    bare = "".join(
        _IN_ASCII.get(one, one if one.isascii() else "?")
        for one in apart
        if unicodedata.category(one) not in _WITHOUT_ROOM
    )
    return bare if len(bare) <= _LONGEST_LIKENESS else "?"


_WITHOUT_ROOM = ("Mn", "Me", "Cf", "Cs")
_LONGEST_LIKENESS = 3
_IN_ASCII = {
    **_BARE,
    **{letter.upper(): bare.title() for letter, bare in _BARE.items()},
    "ß": "ss",
    "ẞ": "SS",
    **dict(zip("·•–—‐‑−‘’‚“”„«»‹›×⁄", '.*-----\'\',"""""<>x/', strict=True)),
    **dict(zip("→←↔✓●○━─┃│■‖…", "><=+*o#-|:x|~", strict=True)),
}
"""Letters that Unicode does not take apart, and the signs that we draw and write ourselves."""


def sort_key(name: str) -> tuple[str, str]:
    """Return what names are ordered by: folded first, so that accents do not scatter them."""
    return (fold(name), name)
