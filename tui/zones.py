"""Time zones by their names: that of the machine, and the one that somebody types."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import tzinfo
from pathlib import Path

from habit.errors import RefusedError

MACHINE = "machine"
"""What stands for the zone of the machine where one is typed."""
_NOWHERE = frozenset({"UTC", "UCT", "GMT", "GMT0", "Greenwich", "Universal", "Zulu"})
"""Zones in which a server stands, and hardly anybody lives."""
_NOTED = Path("/etc/timezone")
_LINK = Path("/etc/localtime")
_MOST = 3
"""Names that are offered for one that is no zone."""


def zone_called(name: str) -> tzinfo | None:
    """Return the zone of a name; that of the machine for one that is not known here."""
    if not name:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def machine_zone(
    environ: Mapping[str, str] = os.environ, link: Path = _LINK, noted: Path = _NOTED
) -> str:
    """Return what this machine's zone is called, such as Europe/Lisbon, or CET without a place."""
    import time

    if (told := environ.get("TZ")) is not None:
        names = [told.removeprefix(":").partition("/zoneinfo/")[2] or told.removeprefix(":")]
    else:
        names = [os.path.realpath(link).partition("/zoneinfo/")[2], _first_word(noted)]
    if named := next((name for name in names if zone_called(name)), ""):
        return named
    if told and not any(char.isdigit() for char in told):
        return "UTC"  # by which a machine goes that knows no zone of this name
    time.tzset()  # it may have been set since
    return time.tzname[0]


def _first_word(path: Path) -> str:
    try:
        return (path.read_text("utf-8").split() or [""])[0]
    except (OSError, ValueError):
        return ""


def is_nowhere(zone: str) -> bool:
    """Whether a zone is that of a server, and so says nothing of where its user lives."""
    return zone.removeprefix("Etc/") in _NOWHERE


def find_zone(text: str) -> str:
    """Return the name of the zone that somebody means: the name, or a city in it.

    Raises:
        RefusedError: There is none, or several; the sentence says what there is.

    """
    from zoneinfo import available_timezones

    from habit.text import fold, line

    names = sorted(available_timezones() - {"localtime", "Factory"})
    wanted = fold(text).replace(" ", "_")
    found = [name for name in names if wanted == fold(name)]
    found = found or [name for name in names if f"/{fold(name)}".endswith(f"/{wanted}")]
    if len(found) == 1:
        return found[0]
    near = found or _nearest(wanted, names)
    hint = f"try {_either(near)}" if near else "write it like Europe/Berlin"
    what = "is several time zones" if found else "is no time zone that this machine knows"
    raise RefusedError(f'"{line(text)[:40]}" {what}: {hint}')


def _nearest(wanted: str, names: Iterable[str]) -> list[str]:
    """Return the zones whose name or city is most like a word."""
    from difflib import get_close_matches

    from habit.text import fold

    known: dict[str, str] = {}
    for name in names:
        known[fold(name)] = name
        known.setdefault(fold(name).rpartition("/")[2], name)
    near = get_close_matches(wanted, known, n=_MOST * 2, cutoff=0.75)
    return list(dict.fromkeys(known[one] for one in near))[:_MOST]


def _either(names: list[str]) -> str:
    *others, last = names[:_MOST]
    return f"{', '.join(others)} or {last}" if others else last
