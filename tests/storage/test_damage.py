"""A damaged file: the newest good backup, and every whole document that can still be read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habit.model import SCHEMA, Change, Edit, Week
from storage.content import encode
from storage.salvage import mended
from storage.store import Store, StoreError

NOW = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


@pytest.fixture
def history(files: Any, put: Any, drop: Any, person: Any, call: Any) -> Any:
    """Return the network of a file with one backup, and with commits later than that."""
    store = files.open()
    first = [person(f"Person {n}", made=n) for n in range(5)]
    store.commit(Change("five", tuple(Edit("contacts", one.id, None, one) for one in first)))
    for one in first[:2]:
        files.clock.now += 1
        put(store, "interactions", call(one.id))
    put(store, "contacts", replace(first[0], title="CTO"), first[0])
    drop(store, "contacts", first[1])
    put(store, "contacts", person("Zoe"))
    files.clock.now += 60
    store.close()
    assert len(files.backups()) == 1
    return store.network


def cut(files: Any, share: float) -> bytes:
    whole: bytes = files.path.read_bytes()
    files.path.write_bytes(whole[: int(len(whole) * share)])
    damaged: bytes = files.path.read_bytes()
    return damaged


def test_a_file_cut_in_half_is_the_backup_and_every_whole_document(
    files: Any, history: Any
) -> None:
    whole = files.path.read_bytes()
    damaged = whole[: whole.index(b'"interactions"') + 100]
    files.path.write_bytes(damaged)
    store = files.open()
    (notice,) = store.notices
    assert "damaged" in notice
    assert "the backup of 2026-11-22 10:15 UTC" in notice
    (aside,) = files.damaged()
    assert str(aside) in notice
    assert aside.name == "network.json.damaged-20261122T101602"
    assert aside.read_bytes() == damaged
    assert aside.stat().st_mode & 0o777 == 0o600
    # Contacts come first in the file, so all of them were whole, and the deleted one stays gone.
    assert store.network.contacts == history.contacts
    assert store.network.interactions == {}
    assert files.open().notices == ()
    assert files.open().network.tables == store.network.tables


def test_documents_newer_than_the_backup_are_counted(files: Any, history: Any) -> None:
    cut(files, 0.999)
    store = files.open()
    assert store.network.tables == history.tables
    # One contact changed, one new, two interactions.
    assert "with 4 documents newer than that" in store.notices[0]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n",
        b"\0" * 300,
        b"garbage",
        b"[]",
        b'"text"',
        b'{"contacts": []}',
        b'{"contacts": {"1": {"name": "\xff"}}}',
        b'{"a": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_file_of_ours_makes_room_for_the_backup(
    files: Any, history: Any, text: bytes
) -> None:
    files.path.write_bytes(text)
    store = files.open()
    assert len(store.network.contacts) == 5
    assert files.damaged()[0].read_bytes() == text
    assert "0 documents" in store.notices[0]


def test_without_a_good_backup_nothing_is_touched(files: Any) -> None:
    files.path.parent.mkdir()
    files.path.write_text('{"contacts": {"1": {"name": "Ana"}, "2": {"na')
    backups = files.path.parent / "backups"
    backups.mkdir()
    (backups / "network-20261122T101500.json").write_text("{{")
    with pytest.raises(StoreError, match=r"damaged .* no good backup") as refusal:
        files.open()
    assert "\n" not in str(refusal.value)
    assert files.path.read_text().endswith('{"na')
    assert files.damaged() == []


def test_a_backup_that_is_damaged_too_is_passed_over(files: Any, history: Any) -> None:
    (good,) = files.backups()
    good.with_name("network-20261122T113000.json").write_text('{"contacts": {"1')
    files.path.write_text("")
    assert len(files.open().network.contacts) == 5


def test_an_unlocked_file_that_only_looks_damaged_is_left_alone(
    files: Any, history: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another tool may be in the middle of writing in place: it is read again under the lock."""
    whole = files.path.read_bytes()
    files.path.write_bytes(whole[:100])
    monkeypatch.setattr("storage.disk.time.sleep", lambda _: files.path.write_bytes(whole))
    store = files.open()
    assert store.notices == ()
    assert store.network.contacts == history.contacts
    assert files.damaged() == []


def test_a_session_that_is_open_gives_back_what_it_held(
    files: Any, history: Any, put: Any, person: Any
) -> None:
    store = files.open()
    late = put(store, "contacts", person("Late"))
    files.path.write_text("")
    store.refresh()
    assert "what this session held" in store.notices[0]
    assert late.id in files.raw()["contacts"]
    put(store, "contacts", person("Later"))
    assert len(files.raw()["contacts"]) == 7


def test_a_missing_file_beside_backups_begins_anew_and_says_where_they_are(
    files: Any, history: Any, put: Any, person: Any
) -> None:
    files.path.unlink()
    store = files.open()
    assert store.network.contacts == {}
    assert str(files.path.parent / "backups") in store.notices[0]
    assert not files.path.exists()
    put(store, "contacts", person())
    assert len(files.raw()["contacts"]) == 1


def test_damage_of_a_newer_file_is_not_mended_by_an_older_version(files: Any, history: Any) -> None:
    tables = files.raw()
    tables["_meta"]["1"]["schema"] = 99
    files.write(tables)
    cut(files, 0.8)
    with pytest.raises(StoreError, match="schema 99"):
        files.open()
    assert files.damaged() == []


def test_a_backup_that_cannot_be_put_back_leaves_the_damaged_file(
    files: Any, history: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = cut(files, 0.5)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.backups.copy", full)
    with pytest.raises(StoreError, match="could not be set aside, as the disk is full"):
        files.open()
    assert files.path.read_bytes() == damaged


# Salvage alone


def damaged_tables() -> dict[str, Any]:
    tables: dict[str, Any] = {
        "_gone": {"19": {"table": "contacts", "at": 50}},
        "_meta": {"1": {"schema": SCHEMA, "weekday": 0, "zone": "UTC"}},
        "contacts": {
            str(n): {"name": f"Person {n}", "extra": {"7": {"x": "}{"}}, "modified": 10}
            for n in range(10, 19)
        },
        "interactions": {
            str(n): {
                "on": "2026-11-16",
                "people": {"10": "reached"},
                "dir": "out",
                "channel": "call",
                "made": n,
                "note": 'says "11": {"name": 1}',
                "modified": 20,
            }
            for n in range(30, 60)
        },
        "lists": {"70": {"name": "Key contacts", "order": 1, "modified": 1}},
        "weeks": {"20261116": {"skipped": ["10"], "modified": 3}},
    }
    return tables


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), noise=st.binary(max_size=30), minified=st.booleans())
def test_no_damage_makes_up_or_misplaces_a_document(
    tmp_path: Any, data: Any, noise: bytes, minified: bool
) -> None:
    tables = damaged_tables()
    text = json.dumps(tables).encode() if minified else b"".join(encode(tables))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    # A block that was never written reads as zeros, and no document goes on across them.
    damaged = text[:start] + b"\0" + noise + text[end:]
    held: dict[str, Any] = {"contacts": {"19": {"name": "Gone", "modified": 5}}}
    found = mended(tmp_path / "network.json", damaged, "", held, NOW).tables
    for name, documents in found.items():
        for key, document in documents.items():
            if (name, key) != ("contacts", "19"):
                assert document == tables[name][key], (name, key)
    before = text[:start].partition(b'"contacts"')[2]
    kept = [key for key in tables["contacts"] if f'"{int(key) + 1}":'.encode() in before]
    assert set(kept) <= set(found.get("contacts", {}))
    if start > 120:
        assert "19" not in found.get("contacts", {})


def test_the_later_of_two_versions_of_a_document_wins(tmp_path: Any) -> None:
    held = {
        "contacts": {"1": {"name": "later", "modified": 9}, "2": {"name": "old", "modified": 1}}
    }
    text = (
        b'{"contacts": {"1": {"name": "old", "modified": 1}, "2": {"name": "later", "modified": 2}'
    )
    found = mended(tmp_path / "x.json", text, "", held, NOW)
    assert {one["name"] for one in found.tables["contacts"].values()} == {"later"}
    assert found.newer == 1


def test_a_tombstone_in_the_damaged_file_is_heeded(tmp_path: Any) -> None:
    held = {"contacts": {"1": {"name": "Ana", "modified": 1}}}
    text = b'{"_gone": {"1": {"table": "contacts", "at": 2}}, "contacts": {'
    assert "contacts" not in mended(tmp_path / "x.json", text, "", held, NOW).tables


def test_what_came_back_after_it_was_deleted_stays(tmp_path: Any) -> None:
    held = {"_gone": {"20261116": {"table": "weeks", "at": 2}}}
    text = b'{"weeks": {"20261116": {"pause": {}, "modified": 3}'
    found = mended(tmp_path / "x.json", text, "", held, NOW).tables
    assert found == {"weeks": {"20261116": {"pause": {}, "modified": 3}}}


def test_weeks_and_goals_of_one_id_are_told_apart(files: Any, put: Any, drop: Any) -> None:
    store = files.open()
    week = put(store, "weeks", Week(id="20261116"))
    drop(store, "weeks", week)
    held = {"_gone": {"20261116": {"table": "weeks", "at": 2}}}
    text = b'{"goals": {"20261116": {"people": 2, "stretch": 3, "mode": "none", "modified": 1}'
    assert "goals" in mended(files.path, text, "", held, NOW).tables


def test_opening_a_folder_says_so(tmp_path: Any) -> None:
    with pytest.raises(StoreError, match="not an ordinary file"):
        Store.open(tmp_path)
