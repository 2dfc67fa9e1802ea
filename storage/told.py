"""What an import says beside its counts: what it did not take, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Kept:
    """A value in a file that was not taken."""

    id: str
    name: str
    field: str
    here: Any
    there: Any
    where: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that a file had brought and that it now says otherwise, or no longer."""

    id: str
    name: str
    field: str
    was: Any
    now: Any
    where: str


@dataclass(slots=True)
class Report:
    """What is said of an import beside its counts."""

    kept: list[Kept] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
