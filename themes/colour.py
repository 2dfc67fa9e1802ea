"""How colours look to an eye: how light they are, how far apart, and which of 256 is nearest."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

LEAST_LINE = 3.0
"""The contrast that a line or a glyph needs to be seen (WCAG 2.1)."""
LEAST_TEXT = 4.5
"""The contrast that words need to be read (WCAG 2.1)."""
LEAST_BAR = 1.5
"""The contrast that tells the row under the cursor from what it lies on."""

_STEPS = (0, 95, 135, 175, 215, 255)
FIXED = range(16, 256)
"""The colours of the 256 that are the same in every terminal; the first 16 are its own."""


class Seen(NamedTuple):
    """A colour as an eye sees it (OKLab): equal distances look equally far apart."""

    light: float
    red: float
    """From green to red."""
    yellow: float
    """From blue to yellow."""

    @property
    def strength(self) -> float:
        """How far it is from a grey."""
        return math.hypot(self.red, self.yellow)

    def turn(self, other: Seen) -> float:
        """Return how many degrees lie between the hues of two colours."""
        mine, its = (math.degrees(math.atan2(one.yellow, one.red)) for one in (self, other))
        return abs((mine - its + 180) % 360 - 180)


@cache
def hex_of(number: int) -> str:
    """Return one of the colours that are the same in every terminal as `#rrggbb`."""
    if number >= 232:
        return f"#{8 + 10 * (number - 232):02x}" + f"{8 + 10 * (number - 232):02x}" * 2
    cube = number - 16
    return "#" + "".join(f"{_STEPS[one]:02x}" for one in (cube // 36, cube // 6 % 6, cube % 6))


def _linear(colour: str) -> tuple[float, float, float]:
    """Return how much light the three channels give."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels
    )
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, from 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def seen(colour: str) -> Seen:
    """Return a colour as an eye sees it; the figures are those of OKLab's definition."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return Seen(
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def apart(one: str, other: str) -> float:
    """Return how far apart two colours look; 0.02 is just to be seen, black and white are 1."""
    return math.dist(seen(one), seen(other))


@cache
def nearest(colour: str) -> int:
    """Return the one of the 256 colours that looks most like a colour; an exact one is itself."""
    return min(FIXED, key=lambda number: apart(colour, hex_of(number)))
