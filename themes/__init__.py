"""Colours: one TOML file a theme, and the loader.

A theme names a colour for each role; screens name roles and never colours. A new theme is one
new file here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from habit.errors import RefusedError
from themes.colour import hex_of
from themes.fitting import fitted

ROLES = (
    "background",
    "surface",
    "panel",
    "edge",
    "focus",
    "ink",
    "soft",
    "faint",
    "accent",
    "met",
    "warn",
    "err",
    "bar",
    "bar-ink",
)
"""What a theme must name a colour for."""

DEFAULT = "ember"
LIGHT = "paper"
"""The theme for a light ground, where none was chosen."""

PLAIN = "ansi"
"""The theme that needs no more than the terminal's own colours."""

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Theme:
    """A colour for each role: `#rrggbb`, or `ansi_...` for one of the terminal's own."""

    name: str
    title: str
    dark: bool
    ansi: bool
    roles: dict[str, str]
    numbers: dict[str, int] = field(default_factory=dict)
    """Colours out of 256 by role, where the theme says which."""
    weights: dict[str, str] = field(default_factory=dict)
    """Bold, underline and reverse by role, where there is no colour to carry the order."""

    def in_256(self) -> dict[str, str]:
        """Return a colour for each role that is one of the 256, so that none is rounded."""
        if self.ansi:
            return self.roles
        numbers = fitted(self.roles, self.numbers)
        return {role: hex_of(numbers[role]) for role in self.roles}


def for_ground(ground: Literal["light", "dark"] | None) -> str:
    """Return the name of the theme for a ground; one that is not known is taken to be dark."""
    return LIGHT if ground == "light" else DEFAULT


@cache
def names() -> tuple[str, ...]:
    """The themes there are, the default one first."""
    found = (path.stem for path in _HERE.glob("*.toml"))
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


@cache
def load(name: str) -> Theme:
    """Read a theme; an unknown name or a missing role is refused with what there is instead."""
    if name not in names():
        raise RefusedError(f"There is no theme {name!r}; choose one of {', '.join(names())}.")
    return made(name, tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8")))


def made(name: str, raw: Mapping[str, Any]) -> Theme:
    """Return the theme that a file says; what is missing or impossible in it is refused."""
    roles = {str(role): str(colour) for role, colour in raw["roles"].items()}
    if missing := [role for role in ROLES if role not in roles]:
        raise RefusedError(f"The theme {name!r} names no colour for {', '.join(missing)}.")
    numbers = dict(raw.get("256", {}))
    for role, number in numbers.items():
        if role not in ROLES or not isinstance(number, int) or not 16 <= number <= 255:
            raise RefusedError(
                f"The theme {name!r} says {role} = {number!r} at 256 colours: name a role, and a"
                " number from 16 to 255, as the first 16 differ from terminal to terminal."
            )
    weights = dict(raw.get("weights", {}))
    return Theme(name, raw["title"], raw["dark"], raw.get("ansi", False), roles, numbers, weights)
