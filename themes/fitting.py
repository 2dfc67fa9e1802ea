"""Which of the 256 colours to take for each role of a theme that does not say so itself.

The nearest one alone will not do: two roles may become one, a warm grey a pink, a quiet word
louder than the one it explains, and the row under the cursor may vanish.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from themes.colour import (
    FIXED,
    LEAST_BAR,
    LEAST_LINE,
    LEAST_TEXT,
    apart,
    contrast,
    hex_of,
    seen,
)

_TEXT = ("ink", "soft", "accent", "met", "warn", "err")
_MARKS = ("faint", "focus")
_GROUNDS = {"background", "surface", "panel"}

_GREY = 0.025
"""A colour weaker than this has no hue that anybody would name."""
_PALE = 0.06
"""A colour weaker than this may become a grey, but no colour in its own right."""
_TURNED = 25
"""Degrees from which on a hue has another name."""
_STEP = 0.03
"""Colours that are less apart in lightness have no order."""

_UNREAD, _ALIKE, _RENAMED, _SWAPPED = 1.0, 0.5, 0.2, 0.1
"""What it costs to spoil something, as the distance that would rather be gone."""


def fitted(roles: Mapping[str, str], said: Mapping[str, int]) -> dict[str, int]:
    """Return a colour out of the 256 for each role: the nearest that keeps what it is for.

    Args:
        roles: The theme's true colours.
        said: Numbers that the theme names itself; the others are chosen to go with them.

    """
    chosen = dict(said)
    first = ("background", "bar", "surface", "panel")
    for role in (*first, *(role for role in roles if role not in first)):
        if role not in chosen:
            chosen[role] = min(FIXED, key=lambda number: _cost(role, number, roles, chosen))
    return chosen


def _cost(role: str, number: int, roles: Mapping[str, str], chosen: Mapping[str, int]) -> float:
    """Return how far a colour looks from the true one, and more for each thing it would spoil."""
    colour = hex_of(number)
    cost = apart(roles[role], colour) + _RENAMED * _is_renamed(roles[role], colour)
    cost += sum(
        _UNREAD
        for ground, least in _needs(role)
        if ground in chosen and contrast(colour, hex_of(chosen[ground])) < least
    )
    for other, its in chosen.items():
        cost += _SWAPPED * _is_swapped(roles[role], roles[other], colour, hex_of(its))
        is_one = number == its and roles[role] != roles[other]
        cost += _ALIKE * (is_one and not {role, other} <= _GROUNDS)
    return cost


def _is_renamed(true: str, colour: str) -> bool:
    """Whether a colour would be called by another name than the true one."""
    one, other = seen(true), seen(colour)
    if one.strength < _PALE:
        return other.strength > one.strength + _GREY
    return other.strength < _GREY or one.turn(other) > _TURNED


def _is_swapped(true: str, its_true: str, colour: str, its: str) -> bool:
    """Whether the lighter of two colours would become the darker one."""
    meant = seen(true).light - seen(its_true).light
    return abs(meant) > _STEP and (seen(colour).light - seen(its).light) * meant < 0


def _needs(role: str) -> Iterator[tuple[str, float]]:
    """Yield what a role has to stand out from, and by how much."""
    if role == "bar":
        yield from ((ground, LEAST_BAR) for ground in ("background", "surface"))
    elif role == "surface":
        yield "bar", LEAST_BAR
    elif role == "bar-ink":
        yield "bar", LEAST_TEXT
    elif role in _TEXT or role in _MARKS:
        least = LEAST_TEXT if role in _TEXT else LEAST_LINE
        yield from ((ground, least) for ground in ("background", "surface"))
