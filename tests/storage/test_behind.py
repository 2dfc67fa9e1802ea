"""An older version of the file that a sync puts in place is noticed, and what it lacks offered."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from habit import changes
from storage.doctor import decide, examine, to_decide
from storage.store import Store
from tests.faults.machine import hand


@pytest.fixture
def session(files: Any, put: Any, person: Any) -> tuple[Store, bytes]:
    """A session with two people, and the file as it was before the second one."""
    store = files.open()
    one = put(store, "contacts", person("Priya Nair"))
    old = files.path.read_bytes()
    files.clock.now += 60
    put(store, "contacts", replace(one, title="CEO"), one)
    put(store, "contacts", person("Tom Okafor"))
    return store, old


def titles(store: Store) -> dict[str, str]:
    return {one.name: one.title or "" for one in store.network.contacts.values()}


def test_what_an_older_version_lacks_is_offered_and_can_be_taken_back(
    files: Any, session: tuple[Store, bytes]
) -> None:
    store, old = session
    files.path.write_bytes(old)
    store.refresh()
    (notice,) = store.notices
    assert "went back to an older version, which lacks 2 documents of this session" in notice
    (kept,) = [one for one in files.backups() if "-kept" in one.name]
    assert str(kept) in notice
    assert "Tom Okafor" in kept.read_text("utf-8")
    (found,) = to_decide(store)
    assert "1 contact added: Tom Okafor" in found.then
    assert "1 contact changed: Priya Nair" in found.then
    decide(store)
    assert titles(store) == {"Priya Nair": "CEO", "Tom Okafor": ""}
    assert titles(files.open()) == titles(store)
    assert to_decide(store) == []
    assert store.take_back().what == "what an older version lacked, brought back"
    assert titles(store) == {"Priya Nair": ""}
    assert store.behind == {}


def test_a_change_on_top_of_an_older_version_does_not_end_the_offer(
    files: Any, put: Any, person: Any, session: tuple[Store, bytes]
) -> None:
    store, old = session
    files.path.write_bytes(old)
    put(store, "contacts", person("Zoe"))
    assert set(titles(store)) == {"Priya Nair", "Zoe"}
    decide(store)
    assert set(titles(store)) == {"Priya Nair", "Tom Okafor", "Zoe"}


def test_the_offer_ends_when_the_newer_version_comes_again(
    files: Any, session: tuple[Store, bytes]
) -> None:
    store, old = session
    new = files.path.read_bytes()
    files.path.write_bytes(old)
    store.refresh()
    files.path.write_bytes(new)
    store.refresh()
    assert store.behind == {}
    assert to_decide(store) == []


def test_what_another_session_deletes_restores_or_takes_back_is_no_loss(
    files: Any, put: Any, drop: Any, person: Any, session: tuple[Store, bytes]
) -> None:
    store, old = session
    other = files.open()
    for one in list(other.network.contacts.values()):
        drop(other, "contacts", one)
        store.refresh()
    other.take_back()
    put(other, "contacts", person("Zoe"))
    other.restore(json.loads(old), "an old one restored")
    store.refresh()
    assert (store.behind, store.notices) == ({}, ())
    assert examine(store) == examine(other)


def test_a_stamp_from_the_future_that_was_put_right_is_no_loss(
    files: Any, session: tuple[Store, bytes]
) -> None:
    store, _ = session
    key = next(iter(store.network.contacts))
    year = 365 * 86_400_000
    files.patch("contacts", key, modified=store.now + year)
    store.refresh()
    files.patch("contacts", key, modified=store.now)
    store.refresh()
    assert store.behind == {}


def test_a_goal_and_a_paused_week_that_both_move_with_the_first_day_are_no_loss(
    files: Any,
) -> None:
    """They share an id, the day on which they begin, and so the tombstone under it."""
    one, other, mine = files.open(), files.open(), hand()
    one.commit(changes.set_goal(one.network, mine, 2, stretch=3))
    one.commit(changes.pause(one.network, [mine.today]))
    other.refresh()
    (goal,) = one.network.goals
    assert goal in one.network.weeks
    other.commit(changes.set_weekday(other.network, 2))
    one.refresh()
    assert (one.notices, one.behind) == ((), {})
    assert goal not in one.network.goals
    other.take_back()
    one.refresh()
    assert (one.notices, one.behind) == ((), {})
    assert goal in one.network.goals
    assert goal not in one.tables.get("_gone", {})
