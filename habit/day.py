"""The day of a person: where it is lived, and at which hour it begins."""

from __future__ import annotations

from habit.changes import with_meta
from habit.dates import LATEST_DAWN
from habit.errors import RefusedError
from habit.model import Change
from habit.network import Network
from habit.text import line


def set_zone(network: Network, zone: str) -> Change:
    """Let days be those of a time zone; of none, those of whatever machine reads the file.

    What was logged keeps its day.
    """
    return with_meta(network, f"zone, {zone}" if zone else "zone of the machine", zone=zone)


def set_dawn(network: Network, hour: int) -> Change:
    """Let a day begin at an hour after midnight; what was logged keeps its day.

    Raises:
        RefusedError: It is no hour from midnight to 11.

    """
    if not 0 <= hour <= LATEST_DAWN:
        raise RefusedError(f"a day can begin at 0 (midnight) to {LATEST_DAWN}, not at {hour}")
    return with_meta(network, f"day begins at {hour}", dawn=hour)


def parse_dawn(text: str) -> int:
    """Return the hour that somebody typed: `4`, `4:00`, `4 am` or `midnight`.

    Raises:
        RefusedError: It is none.

    """
    word = text.strip().lower().replace(" ", "").removesuffix("am").removesuffix(":00")
    word = "0" if word in ("midnight", "24") else word
    if not (word.isascii() and word.isdecimal() and len(word) <= 3):
        raise RefusedError(f'"{line(text)[:20]}" is no hour at which a day can begin, such as 4')
    return int(word)


def dawn_text(hour: int) -> str:
    """Return an hour at which a day begins, as one says it."""
    return f"{hour}:00" if hour else "midnight"
