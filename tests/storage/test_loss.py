"""A file that lost most of what it had, with nobody having deleted it, is told of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from habit.model import Change, Edit
from storage import backups
from storage.doctor import begin_anew, examine, repair
from storage.store import Store
from storage.whole import read

DAY = 24 * 60 * 60


@pytest.fixture
def full(files: Any, person: Any, call: Any) -> Store:
    """Thirty people with whom one talked twice each, and a backup that has them all."""
    store: Store = files.open()
    people = [person(f"Person {number}") for number in range(30)]
    calls = [call(one.id) for one in people for _ in range(2)]
    store.commit(Change("made", tuple(_new("contacts", one) for one in people)))
    store.commit(Change("logged", tuple(_new("interactions", one) for one in calls)))
    files.clock.now += DAY
    store.commit(Change("one more", (_new("contacts", person("One more")),)))
    return store


def _new(table: str, one: Any) -> Edit:
    return Edit(table, one.id, None, one)


def _old(one: Any) -> tuple[str, Any, None]:
    return one.id, one, None


def emptied(files: Any, store: Store, text: str = "{}") -> Store:
    store.close()
    files.path.write_text(text)
    again: Store = files.open()
    return again


def without(files: Any, *tables: str) -> str:
    raw = files.raw()
    return json.dumps({name: table for name, table in raw.items() if name not in tables})


def newest(store: Store) -> Path:
    return store.backups()[0].path


def test_an_emptied_file_is_told_of_when_it_is_opened_and_stays_as_it_is(
    files: Any, full: Store
) -> None:
    store = emptied(files, full)
    name = newest(store).name
    assert store.notices == (
        f"{files.path} has 0 of the 30 contacts in the backup {name}, and nobody deleted the "
        f"others: reachout restore {name} shows them and brings them back; if you began anew on "
        "purpose, reachout doctor --anew says so.",
    )
    assert files.path.read_text() == "{}"
    assert files.damaged() == []


def test_the_doctor_knows_what_was_lost_and_mends_nothing_of_it(files: Any, full: Store) -> None:
    store = emptied(files, full)
    (lost,) = (one for one in examine(store) if one.kind == "lost")
    assert lost.where == str(files.path)
    assert lost.what.startswith("has 0 of the 30 contacts in the backup ")
    repair(store)
    assert lost in examine(store)
    assert store.network.contacts == {}


def test_what_is_emptied_under_an_open_session_is_told_of_once(
    files: Any, full: Store, put: Any, person: Any
) -> None:
    files.path.write_text("{}")
    full.refresh()
    put(full, "contacts", person())
    other = files.open()
    put(other, "contacts", person())
    full.refresh()
    assert len(full.notices) == 1
    # What the session held was kept before, and has one more than the backups.
    assert "has 0 of the 31 contacts" in full.notices[0]


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (("contacts",), "has 0 of the 30 contacts"),
        (("interactions",), "has 30 of the 90 documents"),
        (("contacts", "interactions", "_undo", "_meta"), "has 0 of the 30 contacts"),
    ],
)
def test_a_file_without_most_of_what_it_had_is_told_of_whatever_else_it_has(
    files: Any, full: Store, gone: tuple[str, ...], said: str
) -> None:
    store = emptied(files, full, without(files, *gone))
    (finding,) = (one for one in examine(store) if one.kind == "lost")
    assert finding.what.startswith(said)
    assert said in "".join(store.notices)


def test_a_file_that_lost_less_than_half_is_not_told_of(files: Any, full: Store) -> None:
    raw = files.raw()
    raw["contacts"] = dict(list(raw["contacts"].items())[:20])
    store = emptied(files, full, json.dumps(raw))
    assert store.notices == ()
    assert [one.kind for one in examine(store) if one.kind == "lost"] == []


def test_whoever_deletes_most_here_is_told_nothing(files: Any, full: Store) -> None:
    people = [Edit("contacts", *_old(one)) for one in full.network.contacts.values()]
    calls = [Edit("interactions", *_old(one)) for one in full.network.interactions.values()]
    full.commit(Change("all deleted", (*people, *calls)), undoable=False)
    full.close()
    store = files.open()
    assert store.network.contacts == {}
    assert store.notices == ()
    assert examine(store) == []


def test_whoever_takes_most_back_or_restores_less_is_told_nothing(files: Any, full: Store) -> None:
    oldest = read(full.backups()[-1].path)
    for _ in range(3):
        full.take_back()
    assert full.network.contacts == {}
    assert files.open().notices == ()
    for _ in range(3):
        full.bring_back()
    full.restore({**oldest, "contacts": {}}, "restored")
    assert full.network.contacts == {}
    assert files.open().notices == ()
    assert examine(full) == []


def test_backups_that_have_what_was_lost_stay_as_long_as_it_is(
    files: Any, full: Store, put: Any, person: Any
) -> None:
    before = set(files.backups())
    store = emptied(files, full)
    for _ in range(30):
        files.clock.now += DAY
        put(store, "contacts", person())
    held = {one.path for one in store.backups() if "Person 29" in one.path.read_text()}
    assert held
    assert held <= before
    fullest = max(held, key=lambda one: one.stat().st_size)
    store.restore(read(fullest), "restored")
    assert len(store.network.contacts) == 30
    assert files.open().notices == ()
    for _ in range(30):
        files.clock.now += DAY
        put(store, "contacts", person())
    assert not before & set(files.backups())
    passing = [one for one in files.backups() if not backups.is_kept(one)]
    assert len(passing) == 7


def test_copies_moved_away_end_the_alarm(files: Any, full: Store, tmp_path: Path) -> None:
    store = emptied(files, full)
    while lost := [one for one in examine(store) if one.kind == "lost"]:
        name = lost[0].then.split()[2]
        (files.path.parent / "backups" / name).rename(tmp_path / name)
    store.close()
    assert files.open().notices == ()


def test_no_backup_is_opened_while_nothing_is_missing(
    files: Any, full: Store, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise AssertionError(f"{path} was opened")

    for place in ("backups", "loss"):
        monkeypatch.setattr(f"storage.{place}.read", refuse)
    other = files.open()
    put(other, "contacts", person())
    full.refresh()
    assert len(full.network.contacts) == 32


def test_a_backup_that_cannot_be_read_tells_nothing(files: Any, full: Store) -> None:
    for one in files.backups():
        one.write_bytes(b"garbage" * 10_000)
    store = emptied(files, full)
    assert store.notices == ()


def test_who_began_anew_on_purpose_says_so_once_and_keeps_the_fullest_backup(
    files: Any, full: Store, person: Any
) -> None:
    store = emptied(files, full)
    fullest = newest(store)
    had = fullest.read_bytes()
    kept = begin_anew(store)
    assert kept is not None
    assert kept.read_bytes() == had
    assert backups.is_kept(kept)
    assert [one for one in examine(store) if one.kind == "lost"] == []
    assert begin_anew(store) is None
    store.commit(Change("one more", (_new("contacts", person("Ana")),)))
    store.close()
    assert files.open().notices == ()
    again = emptied(files, store)
    assert "30 contacts" in again.notices[0]  # what another tool does later is told again
    again.close()


def test_that_one_began_anew_can_be_taken_back(files: Any, full: Store) -> None:
    store = emptied(files, full)
    begin_anew(store)
    assert store.take_back().what == "began anew"
    assert "lost" in {one.kind for one in examine(store)}


def test_a_backup_of_a_wrong_clock_is_of_the_time_before_as_well(files: Any, full: Store) -> None:
    name = newest(full)
    raw = json.loads(name.read_text())
    for one in raw["contacts"].values():
        one["modified"] = 4_000_000_000_000
    name.write_text(json.dumps(raw))
    store = emptied(files, full)
    begin_anew(store)
    assert [one for one in examine(store) if one.kind == "lost"] == []
