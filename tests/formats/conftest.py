"""Files made up for a test, and what comes of reading them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from habit.changes import Hand
from habit.model import Contact
from habit.network import Network
from storage.formats import Card, Skip, read
from storage.importing import ImportPlan
from tests.formats.book import ROWS, Book

Saved = Callable[[str, bytes | str], Path]
Items = Callable[..., list[Card | Skip]]
Person = Callable[..., Contact]


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Write a file of this name, in a folder of its own."""

    def save(name: str, data: bytes | str) -> Path:
        path = tmp_path_factory.mktemp("in") / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return save


@pytest.fixture(scope="session")
def items(saved: Saved) -> Items:
    """Read a file that holds this."""

    def reading(
        data: bytes | str, name: str = "people.vcf", encoding: str = "cp1252"
    ) -> list[Card | Skip]:
        day = date(2026, 11, 22)
        return list(read(saved(name, data), encoding=encoding, today=day))

    return reading


@pytest.fixture(scope="session")
def card(items: Items) -> Callable[..., Card]:
    """Read the one card that these lines make up."""

    def reading(*lines: str, version: str = "3.0", encoding: str = "cp1252") -> Card:
        text = "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))
        (found,) = items(text, encoding=encoding)
        assert isinstance(found, Card), found
        return found

    return reading


@pytest.fixture(scope="session")
def person(card: Callable[..., Card]) -> Person:
    """Read the person that these lines of one card are about."""
    return lambda *lines, **options: card(*lines, **options).contact


@pytest.fixture(scope="session")
def hand() -> Hand:
    """Today, now, and ids that count up."""
    numbers = count(1)
    return Hand(
        today=date(2026, 11, 22), now=1_790_000_000_000, new_id=lambda: f"{next(numbers):018}"
    )


@pytest.fixture
def book(hand: Hand) -> Book:
    """An empty network."""
    return Book(hand)


@pytest.fixture(scope="session")
def row(items: Items) -> Callable[[str], Card]:
    """Read the one person that a row of LinkedIn's makes up."""

    def reading(text: str) -> Card:
        (found,) = items(ROWS + text + "\n", "Connections.csv")
        assert isinstance(found, Card)
        return found

    return reading


@pytest.fixture(scope="session")
def network() -> Callable[[Iterable[Contact]], Network]:
    """Make a network of these people."""
    return lambda people: Network.of({"contacts": {one.id: one for one in people}})


@pytest.fixture(scope="session")
def done() -> Callable[[Network, ImportPlan], Network]:
    """Do what an import has planned."""
    return lambda network, plan: network.after(
        [(edit.table, edit.id, edit.after) for edit in plan.change.edits]
    )
