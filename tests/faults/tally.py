"""What a trial came to: how much was acknowledged, and what of it was not there afterwards."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HEAD = ("trial", "store", "rounds", "acknowledged", "lost", "unreadable", "silent", "")
_MOST = 160
"""Characters of a note that the table shows."""


@dataclass(frozen=True)
class Tally:
    """What one trial came to with one store."""

    name: str
    store: str
    rounds: int
    acknowledged: int
    lost: int
    """Acknowledged changes that were not there afterwards, although they should be."""
    unreadable: int
    """Rounds after which the file could not be read."""
    silent: int = 0
    """Rounds after which something read differently, and nothing said so."""
    amiss: int = 0
    """Rounds in which something else was not as promised, such as an error without a sentence."""
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        """Return the line of the table."""
        numbers = (self.rounds, self.acknowledged, self.lost, self.unreadable, self.silent)
        return (self.name, self.store, *(f"{number:,}" for number in numbers), self.note[:_MOST])


@dataclass
class Count:
    """A tally that is still being added to."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    silent: int = 0
    oddities: list[str] = field(default_factory=list)
    """What was not as promised, in words, for whoever has to find out why."""

    def judge(self, said: set[str], there: set[str] | None) -> bool:
        """Count what was said and is not there, all of it if nothing can be read.

        Returns:
            Whether the file can be read.

        """
        self.acknowledged += len(said)
        self.lost += len(said if there is None else said - there)
        self.unreadable += there is None
        return there is not None

    def expect(self, sound: bool, otherwise: str) -> None:
        """Note what should be so and is not."""
        if not sound:
            self.oddities.append(otherwise)

    def tally(self, name: str, store: str, note: str = "") -> Tally:
        """Return what it came to."""
        return Tally(
            name,
            store,
            self.rounds,
            self.acknowledged,
            self.lost,
            self.unreadable,
            self.silent,
            len(self.oddities),
            "; ".join([*([note] if note else []), *dict.fromkeys(self.oddities)]),
        )


@dataclass(frozen=True)
class Run:
    """How large a trial is to be."""

    folder: Path
    """Its own, for whatever it needs."""
    rounds: int
    seed: int
    seconds: float
    """After so long no round is begun any more."""

    def places(self) -> Iterator[int]:
        """Yield the number of each round for which there is time."""
        end = time.monotonic() + self.seconds
        for place in range(self.rounds):
            if time.monotonic() >= end:
                return
            yield place


def written(tallies: Sequence[Tally]) -> str:
    """Return the tallies as a table that reads well as it is, and as Markdown."""
    lines = [HEAD, *(one.cells() for one in tallies)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    told = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([told[0], rule, *told[1:]])
