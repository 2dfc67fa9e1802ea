"""Values as they are typed on a command line, read or refused with one sentence."""

from __future__ import annotations

from difflib import get_close_matches
from typing import cast

from habit.errors import RefusedError
from habit.model import USUAL_MINUTES, Channel, Mode


def whole(text: str | None, what: str) -> int | None:
    """Return a whole number, or None when nothing was said."""
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        raise RefusedError(f"{what} is a whole number such as 2, not {text!r}") from None


def channel(text: str, what: str = "--via") -> Channel:
    """Return the channel that was named."""
    return cast(Channel, one_of(text, tuple(USUAL_MINUTES), what))


def mode(text: str | None) -> Mode | None:
    """Return the mode that was named, or None when nothing was said."""
    if text is None:
        return None
    return cast(Mode, one_of(text, ("employed", "seeking", "none"), "--mode"))


def number(text: str | None, what: str) -> float | None:
    """Return a number, or None when nothing was said."""
    if text is None:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise RefusedError(f"{what} is a number such as 40, not {text!r}") from None


def one_of(text: str, words: tuple[str, ...], what: str) -> str:
    """Return the word that was meant, whatever its case."""
    word = text.strip().lower()
    if word in words:
        return word
    near = get_close_matches(word, words, n=1)
    meant = f"; did you mean {near[0]}?" if near else "."
    raise RefusedError(f"{what} {text!r} is not known{meant} It is one of: {', '.join(words)}")
