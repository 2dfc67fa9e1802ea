"""What the terminal can do, as far as its environment and the settings tell: decided here alone.

Whatever is learnt of it while the app runs, such as an answer of the terminal's own, makes other
`Abilities`, which `Reachout.learn` takes in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from storage.settings import Depth

_HAVE_TRUE = frozenset({"alacritty", "contour", "direct", "foot", "ghostty", "kitty", "wezterm"})
"""Words in a TERM that promise true colour, since `COLORTERM` does not come along over SSH."""

_HAVE_NONE = re.compile(r"vt\d|.*-mono$|.*-m$")
"""Terminals that were built, or are set, to have no colour."""

_PLAIN_TERMINALS = frozenset({"linux", "vt100", "vt220", "ansi", "unknown"})


@dataclass(frozen=True)
class Abilities:
    """What the terminal can do."""

    depth: Depth = "true"
    depth_is_said: bool = False
    """Whether the user has said how many colours to use: an answer of the terminal's is no more."""
    utf8: bool = True

    def told(self, depth: Depth) -> Abilities:
        """Return what the terminal can do once it has told how many colours it has."""
        return self if self.depth_is_said else replace(self, depth=depth)


def abilities(
    environ: Mapping[str, str], encoding: str | None, colors: Depth | None = None
) -> Abilities:
    """Return what the terminal can do.

    Args:
        environ: The environment, which says which terminal it is.
        encoding: In what the terminal is written to.
        colors: What the settings say of its colours.

    """
    # No colour is a wish for this one time, the setting is about the terminal.
    said: Depth | None = "none" if "NO_COLOR" in environ else colors
    return Abilities(
        depth=said or _depth(environ),
        depth_is_said=said is not None,
        utf8=not wants_ascii(environ, encoding),
    )


def _depth(environ: Mapping[str, str]) -> Depth:
    term = environ.get("TERM", "")
    is_tmux = "TMUX" in environ
    # GNU screen hands on what the terminal around it says, and most of them cannot do it.
    is_screen = "STY" in environ and not is_tmux
    if environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"} and not is_screen:
        return "true"
    if _HAVE_TRUE & set(re.split(r"[-+.]", term)):
        return "true"
    # tmux has 256 whatever it is called, and makes them fewer by itself where it has to.
    if "256color" in term or (is_tmux and term in {"screen", "tmux"}):
        return "256"
    return "none" if _HAVE_NONE.match(term) else "16"


def wants_ascii(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether the terminal cannot be trusted with more than ASCII (Linux console, no UTF-8)."""
    if environ.get("TERM", "") in _PLAIN_TERMINALS:
        return True
    if (encoding or "utf-8").lower().replace("-", "").replace("_", "") != "utf8":
        return True
    locale = next(
        (value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environ.get(name))), ""
    )
    return locale in {"C", "POSIX"}
