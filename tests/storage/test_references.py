"""What two sessions do at the same moment leaves nothing that refers to nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from habit import events
from habit.changes import Hand, add_contact
from habit.model import Change
from habit.network import Network
from storage.doctor import examine
from storage.store import Store

TODAY = date(2026, 11, 22)
_number = count(10**17)
HAND = Hand(TODAY, 1_795_342_500_000, lambda: str(next(_number)))
ANA, FAIR = "1" * 18, "2" * 18
Does = Callable[[Network], Change]


def fixed(key: str) -> Hand:
    """Return a hand whose one new id is known."""
    return Hand(TODAY, 1_795_342_500_000, lambda: key)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Store]:
    """A file with Ana and an event."""
    store = Store.open(tmp_path / "network.json")
    store.commit(add_contact(store.network, fixed(ANA), "Ana Silva"))
    store.commit(events.add_event(store.network, fixed(FAIR), "Book fair", TODAY))
    yield store
    store.close()


def meets(network: Network) -> Change:
    """Ana was met at the event, and is due a follow-up."""
    return events.meet(network, HAND, FAIR, [ANA])


def no_event(network: Network) -> Change:
    """The event is taken out."""
    return events.remove_event(network, HAND, FAIR)


@pytest.mark.parametrize(
    ("first", "then"),
    [(meets, no_event), (no_event, meets)],
    ids=["met, then gone", "gone, then met"],
)
def test_nothing_refers_to_what_another_session_takes_out_meanwhile(
    here: Store, first: Does, then: Does
) -> None:
    there = Store.open(here.path)
    made = then(here.network)  # by what this session knows
    there.commit(first(there.network))
    there.close()
    here.commit(made)
    assert [one.what for one in examine(here, TODAY) if one.kind == "reference"] == []
    here.take_back()
    assert [one.what for one in examine(here, TODAY) if one.kind == "reference"] == []
