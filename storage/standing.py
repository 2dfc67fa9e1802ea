"""What has to be decided about a file before anything is written into it.

It can be read, and stays as it is until its owner says what becomes of it: a change on top of it
would lose what only these bytes have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage.disk import StoreError

if TYPE_CHECKING:
    from storage.conflicts import Conflict
    from storage.doubles import Copy


@dataclass(frozen=True, slots=True)
class Standing:
    """Why nothing is written into a file."""

    why: str
    """In few words, about the file: `it has ...`."""
    then: str
    """What mending it does, after "reachout doctor --fix"."""
    conflict: Conflict | None = None
    """Both sides, where git left them in it."""
    copies: Sequence[Copy] = ()
    """What no reader sees, where something stands twice in it."""
    aside: str = ""
    """The kind of the copy that is kept of the file as it is; none where all of it stays in it."""
    kept: str = ""
    """What is said of that copy, before where it is."""
    is_unreadable: bool = False
    """Whether nothing can be read from the file, so that it can only be replaced."""

    def sentence(self, path: Path) -> str:
        """Return what is said of it, and what to do."""
        return (
            f"{path} was not touched, as {self.why}: reachout doctor shows it, and "
            f"reachout doctor --fix {self.then}."
        )

    def refusal(self, path: Path) -> StoreError:
        """Return what a change meets."""
        return StoreError(self.sentence(path), self.why)


def conflicted(conflict: Conflict) -> Standing:
    """Return how a file stands in which git left two versions."""
    return Standing(
        "it has two versions in it, between git conflict markers",
        "merges them and keeps the file as it is now beside it",
        conflict,
        aside="conflict",
        kept="is one version again; both are kept as",
    )


def unreadable(error: StoreError, aside: str) -> Standing:
    """Return how a file stands of which nothing can be read, once it is to be replaced."""
    return Standing(
        error.why or "it is damaged",
        "looks at it again",
        aside=aside,
        kept="was replaced; what was in it is kept as",
        is_unreadable=True,
    )


def doubled(copies: Sequence[Copy]) -> Standing:
    """Return how a file stands in which readers see only one of two."""
    count = "1 document" if len(copies) == 1 else f"{len(copies)} documents"
    why = f"it has a table or an id in it that stands twice, which hides {count}"
    return Standing(why, "keeps both", copies=copies)
