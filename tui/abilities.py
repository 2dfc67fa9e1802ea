"""What the terminal can do, as far as its environment and the settings tell: decided here alone.

Whatever is learnt of it while the app runs, such as an answer of the terminal's own, makes other
`Abilities`, which `Reachout.learn` takes in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from storage.settings import Depth

Ground: TypeAlias = Literal["light", "dark"]
"""What the terminal draws on."""

_HAVE_TRUE = frozenset({"alacritty", "contour", "direct", "foot", "ghostty", "kitty", "wezterm"})
"""Words in a TERM that promise true colour, since `COLORTERM` does not come along over SSH."""

_HAVE_NONE = re.compile(r"vt\d|.*-mono$|.*-m$")
"""Terminals that were built, or are set, to have no colour."""

_PLAIN = re.compile(
    r"(?:screen\.)?(?:linux|vt\d{2,3}|ansi|cons\d+\w*|pcansi|wy\d+|tvi\d+|sun|unknown)(?:$|[-+.].*)"
)
"""Terminals whose signs are those of their makers: consoles, and what was built before UTF-8."""
_MADE_UP = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
"""What Python says by itself of text where the environment says nothing."""
_OWN_ENVIRON = Path("/proc/self/environ")


@dataclass(frozen=True)
class Abilities:
    """What the terminal can do."""

    depth: Depth = "true"
    depth_is_said: bool = False
    """Whether the user has said how many colours to use: an answer of the terminal's is no more."""
    utf8: bool = True
    """Whether the terminal takes more than ASCII, as far as is known."""
    text_is_said: bool = True
    """Whether that is known from the environment or the user, and need not be asked."""
    answers: bool = False
    """Whether the terminal may be asked, and its window has a title."""
    ground: Ground | None = None
    """What it draws on, if anything says so."""
    charset: str = "latin-1"
    """What its keys send that is not UTF-8."""

    def told(self, depth: Depth) -> Abilities:
        """Return what the terminal can do once it has told how many colours it has."""
        return self if self.depth_is_said else replace(self, depth=depth)


def abilities(
    environ: Mapping[str, str],
    encoding: str | None,
    colors: Depth | None = None,
    *,
    ascii_only: bool = False,
) -> Abilities:
    """Return what the terminal can do.

    Args:
        environ: The environment, which says which terminal it is.
        encoding: In what the terminal is written to.
        colors: What the settings say of its colours.
        ascii_only: Whether the user wants nothing but ASCII.

    """
    # No colour is a wish for this one time, the setting is about the terminal.
    said: Depth | None = "none" if "NO_COLOR" in environ else colors
    is_plain = ascii_only or is_plain_terminal(environ)
    return Abilities(
        depth=said or _depth(environ),
        depth_is_said=said is not None,
        utf8=not (is_plain or wants_ascii(environ, encoding)),
        text_is_said=is_plain or not wants_ascii(environ, encoding),
        answers=bool(environ.get("TERM")) and not is_plain_terminal(environ),
        ground=_ground(environ),
        charset=_charset(_locale(environ)),
    )


def _ground(environ: Mapping[str, str]) -> Ground | None:
    """Return what some terminals say: the numbers of their words and of their ground."""
    number = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not number.isdigit() or int(number) > 15:
        return None
    return "light" if int(number) in (7, *range(9, 16)) else "dark"


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


def is_plain_terminal(environ: Mapping[str, str]) -> bool:
    """Whether a terminal is known to have no more than ASCII that can be relied on."""
    return _PLAIN.match(environ.get("TERM", "")) is not None


def wants_ascii(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether nothing says that the terminal takes more than ASCII."""
    if is_plain_terminal(environ) or _normal(encoding or "utf-8") != "utf8":
        return True
    # Without any word of it, as where a pipe is asked about, the encoding has said it all.
    return bool(environ) and _normal(_locale(environ).partition(".")[2].partition("@")[0]) != "utf8"


def _normal(codeset: str) -> str:
    return codeset.lower().replace("-", "").replace("_", "")


def _locale(environ: Mapping[str, str]) -> str:
    """Return what the user's environment says of text, not what Python has put there."""
    names = ["LC_ALL", "LC_CTYPE", "LANG"]
    is_guessed = environ.get("LC_CTYPE") in _MADE_UP and not environ.get("LC_ALL")
    if is_guessed and environ.get("LANG", "") in ("", "C", "POSIX") and not _was_said(environ):
        names.remove("LC_CTYPE")
    said = next((value for name in names if (value := environ.get(name))), "")
    return "." + said if said == "UTF-8" else said


def _was_said(environ: Mapping[str, str]) -> bool:
    """Whether LC_CTYPE was set before Python began."""
    try:
        began_with = _OWN_ENVIRON.read_bytes().split(b"\0")
    except OSError:
        return False
    return f"LC_CTYPE={environ['LC_CTYPE']}".encode() in began_with


def _charset(locale: str) -> str:
    """Return the charset of a locale such as `pl_PL.ISO-8859-2`."""
    import codecs

    named = locale.partition(".")[2].partition("@")[0]
    try:
        return codecs.lookup(named).name if named and _normal(named) != "utf8" else "latin-1"
    except LookupError:
        return "latin-1"
