"""Colours: one TOML file a theme, and the loader.

A theme names a colour for each role; screens name roles and never colours. A new theme is one
new file here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from habit.errors import RefusedError

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

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Theme:
    """A colour for each role: `#rrggbb`, or `ansi_...` for one of the terminal's own."""

    name: str
    title: str
    dark: bool
    ansi: bool
    roles: dict[str, str]


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
    raw = tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))
    roles = {str(role): str(colour) for role, colour in raw["roles"].items()}
    if missing := [role for role in ROLES if role not in roles]:
        raise RefusedError(f"The theme {name!r} names no colour for {', '.join(missing)}.")
    return Theme(name, raw["title"], raw["dark"], raw.get("ansi", False), roles)
