"""What is wrong with a file is said in plain words, and what is mended can be taken back."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import time_machine
from hypothesis import example, given, settings
from hypothesis import strategies as st

from habit.changes import Hand, log, set_weekday
from habit.model import SCHEMA, TABLES, Contact, ContactList
from storage.doctor import KINDS, Finding, examine, repair
from storage.locking import lock_of
from storage.references import LOOSE
from storage.store import Store, new_id
from tui.demo import demo_store

DAY = 86_400
PRIYA, TOM, CALL = "410281581941802996", "205817433062919414", "602491758473441266"
META = {"1": {"schema": SCHEMA, "weekday": 0}}


@pytest.fixture
def holding(files: Any) -> Callable[..., Store]:
    """Return what opens a file with these tables, and all in order around it."""

    def open_with(**tables: Any) -> Store:
        text = json.dumps({"_meta": META, **tables})
        return with_text(files, text)

    return open_with


def with_text(files: Any, text: str) -> Store:
    files.path.parent.mkdir(parents=True, exist_ok=True)
    files.path.parent.chmod(0o700)
    files.path.write_text(text, "utf-8")
    files.path.chmod(0o600)
    store: Store = files.open()
    store.back_up()
    return store


def only(store: Store, kind: str) -> Finding:
    """The one finding that there is."""
    (finding,) = examine(store)
    assert finding.kind == kind, finding
    return finding


def mended(store: Store, kind: str) -> Finding:
    """The one finding that there is, which a repair mends."""
    finding = only(store, kind)
    assert finding.fixable
    assert repair(store) == [finding]
    assert examine(store) == []
    return finding


def bare(tables: dict[str, Any]) -> dict[str, Any]:
    """What the user has in the file, without stamps."""
    return {
        name: {
            key: {field: value for field, value in one.items() if field != "modified"}
            for key, one in table.items()
        }
        for name, table in tables.items()
        if name not in ("_undo", "_gone", "_meta") and table
    }


def state(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file of a folder: its bytes, rights and last change."""
    return {
        str(one): (one.read_bytes(), one.stat().st_mode, one.stat().st_mtime_ns)
        for one in folder.rglob("*")
        if one.is_file()
    }


# In order


def test_a_file_that_is_not_there_yet_is_in_order(files: Any) -> None:
    store = files.open()
    assert examine(store) == []
    assert repair(store) == []
    assert not files.path.parent.exists()


@pytest.mark.parametrize("moment", ["2026-11-22", "2026-12-01", "2028-02-29", "2019-12-31"])
def test_the_made_up_network_is_in_order_whatever_the_clock_says(moment: str) -> None:
    today = date(2026, 11, 22)
    with time_machine.travel(datetime.fromisoformat(moment)), demo_store(today) as path:
        store = Store.open(path)
        try:
            assert examine(store, today) == []
            before = state(path.parent)
            assert repair(store, today) == []
            assert state(path.parent) == before
        finally:
            store.close()


def test_what_the_app_writes_is_in_order(files: Any, put: Any, drop: Any, person: Any) -> None:
    store = files.open()
    hand = Hand(date(2026, 11, 22), store.now, new_id)
    friends = put(store, "lists", ContactList(id=new_id(), name="Friends"))
    ana = put(store, "contacts", person("Ana", lists=(friends.id,)))
    store.commit(log(store.network, hand, [ana.id], "coffee"))
    drop(store, "contacts", ana)
    store.take_back()
    assert examine(store) == []


def test_to_look_changes_nothing_on_the_disk(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya", "cadence": 0, "lists": ["1"]}, TOM: {}})
    files.path.chmod(0o644)
    lock_of(files.path).chmod(0o666)
    files.path.with_name("network.json.tmp").write_text("half")
    before = state(files.path.parent)
    assert len(examine(store)) == 6
    assert state(files.path.parent) == before


def test_every_kind_has_its_heading(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya", "cadence": 0, "lists": ["1"]}})
    files.path.chmod(0o644)
    assert {one.kind for one in examine(store)} == {"invalid", "reference", "mode"} < set(KINDS)


# Documents that make no sense


def test_a_wrong_field_is_set_aside_so_that_the_rest_counts(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya Nair", "cadence": 0, "title": "CTO"}})
    assert store.network.contacts == {}
    assert mended(store, "invalid") == Finding(
        "invalid",
        f"Priya Nair (contacts {PRIYA})",
        "cadence is 0 days",
        'sets cadence aside in it, under "unreadable", so that the rest counts again',
        True,
    )
    assert store.network.contacts[PRIYA].title == "CTO"
    assert files.document("contacts", PRIYA)["unreadable"] == {"cadence": 0}


def test_several_wrong_fields_are_set_aside_at_once(files: Any, holding: Any) -> None:
    ana = {"name": "Ana", "cadence": 0, "snooze": "soon", "emails": "ana@example.com"}
    store = holding(contacts={PRIYA: ana})
    finding = mended(store, "invalid")
    for field in ("cadence", "snooze", "emails"):
        assert field in finding.what
        assert field in finding.then
    aside = files.document("contacts", PRIYA)["unreadable"]
    assert aside == {field: value for field, value in ana.items() if field != "name"}


def test_of_a_list_only_what_is_wrong_is_set_aside(files: Any, holding: Any) -> None:
    sound = {"id": "1", "on": "2026-11-02", "text": "likes maps"}
    notes = [sound, {"id": "2", "on": "yesterday", "text": "called"}]
    store = holding(contacts={PRIYA: {"name": "Priya", "notes": notes}})
    assert "notes[1].on is not a date" in mended(store, "invalid").what
    assert [note.text for note in store.network.contacts[PRIYA].notes] == ["likes maps"]
    assert files.document("contacts", PRIYA)["unreadable"] == {"notes": [notes[1]]}


@pytest.mark.parametrize("there", [{"cadence": "weekly", "cadence 2": -1}, "a word", ["x"]])
def test_what_was_set_aside_before_stays(files: Any, holding: Any, there: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya", "cadence": 0, "unreadable": there}})
    mended(store, "invalid")
    aside = files.document("contacts", PRIYA)["unreadable"]
    if isinstance(there, dict):
        assert aside == {**there, "cadence 3": 0}
    else:
        assert aside == {"unreadable": there, "cadence": 0}


@pytest.mark.parametrize(
    ("table", "document", "then"),
    [
        ("contacts", {"title": "CTO"}, 'write what was meant, such as "name": "Priya Nair"'),
        ("contacts", {"name": "Ana", "archived": "yes"}, '"archived": true'),
        ("contacts", ["Ana"], 'write an object in its place, such as {"name": "Priya Nair"'),
        ("lists", {"name": ""}, '"name": "Key contacts"'),
        ("interactions", {"people": {}}, '"on": "2026-11-16"'),
        ("interactions", {"on": "2026-11-16", "dir": "sideways"}, '"dir": "out"'),
        ("interactions", {"on": "2026-11-16", "people": {PRIYA: "met"}}, '"people": {'),
        ("interactions", {"on": "2026-11-16", "private": "yes"}, '"private": true'),
        ("plans", {"contact": "1"}, '"due": "2026-11-16"'),
        ("plans", {"due": "2026-11-16", "done": True}, '"done": "602491758473441266"'),
        ("goals", {"people": 5, "stretch": 3}, '"people": 2'),
        ("goals", {"people": 2}, "write the first day of its week in digits as its id"),
        ("weeks", {}, "write the first day of its week in digits as its id"),
        ("entries", 7, "write an object in its place"),
    ],
)
def test_what_would_say_something_else_is_left_to_its_owner(
    files: Any, holding: Any, table: str, document: Any, then: str
) -> None:
    store = holding(**{table: {"7": document}})
    before = files.path.read_bytes()
    finding = next(one for one in examine(store) if one.kind == "invalid")
    assert not finding.fixable
    assert f"({table} 7)" in finding.where
    assert then in finding.then
    assert repair(store) == []
    assert files.path.read_bytes() == before


def test_nothing_private_is_moved_to_where_no_mark_is_looked_for(files: Any, holding: Any) -> None:
    notes = [{"id": "2", "on": "yesterday", "text": "a secret", "private": True}]
    store = holding(contacts={PRIYA: {"name": "Priya", "notes": notes}})
    assert only(store, "invalid").then.startswith("correct notes")
    assert repair(store) == []
    assert files.document("contacts", PRIYA)["notes"] == notes


def test_a_file_that_says_no_schema_gets_one(files: Any) -> None:
    store = with_text(files, json.dumps({"contacts": {"1": {"name": "Ana"}}}))
    assert mended(store, "invalid").what == "schema is missing"
    assert files.raw()["_meta"] == META


def test_a_first_day_of_weeks_that_is_none_is_set_aside(files: Any) -> None:
    meta = {"1": {"schema": SCHEMA, "weekday": 9, "zone": "Europe/Lisbon"}}
    store = with_text(files, json.dumps({"_meta": meta}))
    assert mended(store, "invalid").what == "weekday is not 0 to 6"
    assert store.network.meta.zone == "Europe/Lisbon"
    assert files.document("_meta", "1")["unreadable"] == {"weekday": 9}


def test_an_hour_at_which_no_day_begins_is_set_aside(files: Any) -> None:
    meta = {"1": {"schema": SCHEMA, "weekday": 0, "dawn": 12}}
    store = with_text(files, json.dumps({"_meta": meta}))
    assert mended(store, "invalid").what == "dawn is not 0 to 11"
    assert store.network.meta.dawn == 0


def test_a_schema_that_is_no_number_is_set_aside_and_written(files: Any) -> None:
    store = with_text(files, json.dumps({"_meta": {"1": {"schema": "one", "weekday": 6}}}))
    mended(store, "invalid")
    assert files.document("_meta", "1")["schema"] == SCHEMA
    assert store.network.meta.weekday == 6


# References


def test_a_list_that_is_not_there_is_taken_out(files: Any, holding: Any) -> None:
    people = {
        PRIYA: {"name": "Priya Nair", "lists": ["5", "9"]},
        TOM: {"name": "Tom", "lists": ["9"]},
    }
    store = holding(lists={"5": {"name": "Friends", "order": 0}}, contacts=people)
    finding = mended(store, "reference")
    assert finding.where == f"Priya Nair (contacts {PRIYA}) and 1 more"
    assert finding.what == "refers to a list that is not there (lists 9)"
    assert store.network.contacts[PRIYA].lists == ("5",)
    assert store.network.contacts[TOM].lists == ()


def test_whoever_is_skipped_and_not_there_is_taken_out(files: Any, holding: Any) -> None:
    store = holding(weeks={"20261116": {"pause": {"reason": "moving"}, "skipped": ["9"]}})
    assert mended(store, "reference").where == "the week of Mon 16 Nov (weeks 20261116)"
    (week,) = store.network.weeks.values()
    assert (week.skipped, week.pause and week.pause.reason) == ((), "moving")


def test_whom_a_line_is_about_and_who_is_not_there_is_taken_out(files: Any, holding: Any) -> None:
    shared = {"kind": "share", "text": "maps", "people": ["9", PRIYA], "sent": {"9": "skipped"}}
    store = holding(contacts={PRIYA: {"name": "Priya"}}, entries={"7": shared})
    assert mended(store, "reference").where == "share: maps (entries 7)"
    (entry,) = store.network.entries.values()
    assert (entry.people, entry.sent) == ((PRIYA,), {})


@pytest.mark.parametrize(
    ("table", "document", "missing"),
    [
        ("interactions", {"on": "2026-11-16", "people": {"9": "reached"}}, "contacts 9"),
        ("interactions", {"on": "2026-11-16", "event": "9"}, "events 9"),
        ("plans", {"contact": "9", "due": "2026-11-20"}, "contacts 9"),
        ("plans", {"contact": PRIYA, "due": "2026-11-20", "done": "9"}, "interactions 9"),
        ("plans", {"contact": PRIYA, "due": "2026-11-20", "event": "9"}, "events 9"),
        ("entries", {"kind": "objective", "text": "a talk", "parent": "9"}, "entries 9"),
    ],
)
def test_what_the_past_holds_on_to_stays(
    files: Any, holding: Any, table: str, document: Any, missing: str
) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}}, **{table: {CALL: document}})
    finding = only(store, "reference")
    assert f"is not there ({missing})" in finding.what
    assert finding.then.startswith("leave it")
    assert repair(store) == []


def test_a_plan_that_was_done_by_hand_is_no_finding(files: Any, holding: Any) -> None:
    plan = {"contact": PRIYA, "due": "2026-11-20", "kind": "promise", "done": "2026-11-19"}
    assert examine(holding(contacts={PRIYA: {"name": "Priya"}}, plans={"7": plan})) == []


def test_what_refers_to_somebody_deleted_is_found_as_well(files: Any, holding: Any) -> None:
    store = holding(
        interactions={CALL: {"on": "2026-11-16", "people": {"9": "reached"}}},
        plans={"7": {"contact": "9", "due": "2026-11-20"}},
        weeks={"20261116": {"skipped": ["9"]}},
        entries={"8": {"kind": "share", "text": "a talk", "people": ["9"], "sent": {"9": CALL}}},
        _gone={"9": {"table": "contacts", "at": 1}},
    )
    found = examine(store)
    assert {one.what for one in found} == {"refers to a contact that was deleted (contacts 9)"}
    assert [one.fixable for one in found] == [False, False, True, True]
    repair(store)
    assert files.document("weeks", "20261116")["skipped"] == []
    assert files.document("entries", "8") | {"modified": 0} == {
        "kind": "share",
        "text": "a talk",
        "people": [],
        "sent": {},
        "modified": 0,
    }


def test_what_is_left_of_somebody_deleted_for_good_is_no_finding(files: Any, holding: Any) -> None:
    store = holding(
        interactions={CALL: {"on": "2026-11-16", "people": {"9": "reached"}}},
        _gone={"9": {"table": "contacts", "at": 1, "forgotten": True}},
    )
    assert examine(store) == []


def test_what_was_sent_by_an_interaction_that_is_not_there_counts_as_not_sent(
    files: Any, holding: Any
) -> None:
    sent = {PRIYA: CALL, TOM: "skipped"}
    store = holding(
        contacts={PRIYA: {"name": "Priya"}, TOM: {"name": "Tom"}},
        entries={"8": {"kind": "share", "text": "a talk", "people": [PRIYA, TOM], "sent": sent}},
    )
    finding = mended(store, "reference")
    assert finding.what == f"refers to an interaction that is not there (interactions {CALL})"
    assert files.document("entries", "8")["sent"] == {TOM: "skipped"}


def test_what_makes_no_sense_in_what_was_sent_stays_when_a_reference_is_taken_out(
    files: Any, holding: Any
) -> None:
    sent = {PRIYA: {"odd": []}, "9": CALL}
    store = holding(
        contacts={PRIYA: {"name": "Priya"}},
        entries={"8": {"kind": "share", "text": "a talk", "sent": sent}},
    )
    repair(store)
    assert PRIYA in str(files.document("entries", "8"))
    assert [one for one in examine(store) if one.kind == "reference"] == []


def test_one_missing_contact_is_one_finding(files: Any, holding: Any) -> None:
    calls = {str(n): {"on": "2026-11-16", "people": {"9": "reached"}} for n in range(10, 20)}
    store = holding(interactions=calls)
    assert only(store, "reference").where.endswith("(interactions 10) and 9 more")


# Ids that stand twice


def test_of_two_documents_with_one_id_both_are_kept(files: Any) -> None:
    text = '{"_meta": %s, "contacts": {"7": {"name": "Ana"}, "7": {"name": "Ana Silva"}}}'
    store = with_text(files, text % json.dumps(META))
    assert [one.name for one in store.network.contacts.values()] == ["Ana Silva"]
    finding = mended(store, "duplicate")
    assert finding.where == "Ana (contacts 7)"
    assert store.network.contacts["7"].name == "Ana Silva"
    assert sorted(one.name for one in store.network.contacts.values()) == ["Ana", "Ana Silva"]


def test_two_equal_documents_become_one_and_nothing_is_lost(files: Any) -> None:
    text = '{"_meta": %s, "contacts": {"7": {"name": "Ana"}, "7": {"name": "Ana"}}}'
    store = with_text(files, text % json.dumps(META))
    assert "nothing is lost" in mended(store, "duplicate").then
    assert bare(files.raw()) == {"contacts": {"7": {"name": "Ana"}}}


def test_a_table_that_stands_twice_is_kept_whole(files: Any) -> None:
    first, second = {"1": {"name": "Ana"}, "2": {"name": "Bo"}}, {"2": {"name": "Bob"}}
    text = f'{{"_meta": {json.dumps(META)}, "contacts": {json.dumps(first)}, '
    text += f'"contacts": {json.dumps(second)}}}'
    store = with_text(files, text)
    assert len(store.network.contacts) == 1
    assert mended(store, "duplicate").where == "Ana (contacts 1) and 1 more"
    people = store.network.contacts
    assert sorted(one.name for one in people.values()) == ["Ana", "Bo", "Bob"]
    assert (people["1"].name, people["2"].name) == ("Ana", "Bob")


def test_a_copy_that_is_kept_is_examined_as_well(files: Any) -> None:
    text = '{"_meta": %s, "contacts": {"7": {"name": "Ana", "cadence": 0, "lists": ["9"]}, '
    text += '"7": 5, "7": {"name": "Ana Silva"}}}'
    store = with_text(files, text % json.dumps(META))
    repair(store)
    assert sorted(one.name for one in store.network.contacts.values()) == ["Ana", "Ana Silva"]
    (left,) = examine(store)
    assert (left.kind, left.fixable) == ("invalid", False)
    assert {"unreadable": {"document": 5}} in bare(files.raw())["contacts"].values()


def test_half_a_letter_does_not_keep_a_copy_from_being_saved(files: Any) -> None:
    text = r'{"_meta": %s, "contacts": {"7": {"name": "A\ud800"}, "7": {"name": "B"}}}'
    store = with_text(files, text % json.dumps(META))
    assert repair(store)
    assert sorted(one.name for one in store.network.contacts.values()) == ["A?", "B"]


def test_the_same_id_in_two_tables_is_told(files: Any, holding: Any) -> None:
    store = holding(contacts={"7": {"name": "Ana"}}, lists={"7": {"name": "Friends", "order": 0}})
    finding = only(store, "duplicate")
    assert finding.where == "Ana (contacts 7) and the list Friends (lists 7)"
    assert not finding.fixable


def test_a_goal_and_a_week_may_have_the_same_id(files: Any, holding: Any) -> None:
    store = holding(goals={"20261116": {"people": 2, "stretch": 3}}, weeks={"20261116": {}})
    assert examine(store) == []


# Clocks


def test_stamps_from_the_future_go_back_to_now(files: Any, holding: Any) -> None:
    future = (int(files.clock.now) + 30 * DAY) * 1000
    store = holding(
        contacts={PRIYA: {"name": "Priya", "modified": future, "made": future}},
        lists={"5": {"name": "Friends", "order": 0, "modified": future + 1}},
        _gone={"9": {"table": "lists", "at": future}},
    )
    finding = mended(store, "clock")
    assert finding.where.endswith("and 2 more")
    assert files.document("contacts", PRIYA)["modified"] == store.now
    assert files.document("contacts", PRIYA)["made"] == store.now
    assert files.document("lists", "5")["modified"] == store.now
    assert files.document("_gone", "9")["at"] == store.now


def test_a_clock_that_is_a_day_ahead_is_let_pass(files: Any, holding: Any) -> None:
    soon = (int(files.clock.now) + DAY - 60) * 1000
    store = holding(
        contacts={PRIYA: {"name": "Priya", "modified": soon}},
        interactions={CALL: {"on": "2026-11-23", "people": {PRIYA: "reached"}}},
    )
    assert examine(store) == []


def test_a_day_that_was_set_counts_as_today(files: Any, holding: Any) -> None:
    made = int(datetime(2027, 3, 1, 20, tzinfo=UTC).timestamp() * 1000)
    store = holding(interactions={CALL: {"on": "2027-03-01", "channel": "research", "made": made}})
    assert {one.kind for one in examine(store)} == {"clock"}
    assert examine(store, date(2027, 3, 1)) == []


def test_a_day_still_to_come_is_left_to_its_owner(files: Any, holding: Any) -> None:
    store = holding(
        contacts={PRIYA: {"name": "Priya"}},
        interactions={CALL: {"on": "2027-11-19", "people": {PRIYA: "reached"}, "channel": "call"}},
    )
    finding = only(store, "clock")
    assert finding.what == "is dated 2027-11-19, which is still to come"
    assert finding.where == f"call with Priya, Fri 19 Nov (interactions {CALL})"
    assert repair(store) == []


# Beside the documents


LEFT = ["network.json.tmp", "network.json.part", "backups/network.json.part"]


@pytest.mark.parametrize("name", LEFT)
def test_what_a_killed_process_left_is_deleted(files: Any, holding: Any, name: str) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    left = files.path.parent / name
    left.write_text("half")
    before = files.path.read_bytes()
    assert mended(store, "leftover").where == str(left)
    assert not left.exists()
    assert files.path.read_bytes() == before


def test_what_another_file_in_the_folder_is_writing_is_not_left_over(
    files: Any, holding: Any
) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    (files.path.parent / "backups" / "work.json.part").write_text("half")
    assert examine(store) == []


def test_a_backup_folder_that_cannot_be_looked_into_is_one_finding(
    files: Any, holding: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    lstat, iterdir = Path.lstat, Path.iterdir

    def closed(look: Any, folder: Path, path: Path) -> Any:
        if folder.name == "backups":
            raise PermissionError(errno.EACCES, "closed")
        return look(path)

    monkeypatch.setattr(Path, "lstat", lambda path: closed(lstat, path.parent, path))
    monkeypatch.setattr(Path, "iterdir", lambda path: closed(iterdir, path, path))
    (finding,) = examine(store)
    assert finding.kind == "backup"
    assert "you may not read or write there" in finding.what


def test_a_copy_from_the_future_is_named_after_what_is_in_it(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya", "modified": 1_795_170_000_000}})
    files.clock.now += 1600 * DAY
    ahead = store.back_up()
    files.clock.now -= 1600 * DAY
    text = ahead.read_bytes()
    finding = mended(store, "backup")
    assert finding.where == str(ahead)
    assert finding.what == "was made by a clock that was ahead: it said 2031-04-10 10:15 UTC"
    named = ahead.with_name("network-20261120T102000-kept.json")
    assert named.read_bytes() == text
    assert named in [one.path for one in store.backups()]


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.EACCES, "you may not read or write there"), (errno.ENOSPC, "the disk is full")],
)
def test_a_backup_folder_that_takes_no_file_is_found_by_trying(
    files: Any, holding: Any, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    opened = os.open

    def closed(path: Any, *rest: Any) -> int:
        if Path(path).parent.name == "backups" and Path(path).suffix != ".json":
            raise OSError(number, "refused")
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", closed)
    (finding,) = examine(store)
    assert (finding.kind, finding.where) == ("backup", str(files.path.parent / "backups"))
    assert finding.what == f"takes no backup, as {why}"
    assert not finding.fixable


def test_a_file_in_the_place_of_the_backup_folder_is_found(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    folder = files.path.parent / "backups"
    for one in files.backups():
        one.unlink()
    folder.rmdir()
    folder.write_text("mine")
    closed, lack = examine(store)
    assert closed.what == "takes no backup, as a part of its path is not a folder"
    assert lack.what == "there is no backup that can be read"
    assert not lack.fixable
    assert folder.read_text() == "mine"


def test_while_somebody_writes_nothing_is_left_over(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    files.path.with_name("network.json.tmp").write_text("half")
    with lock_of(files.path).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert examine(store) == []
    assert len(examine(store)) == 1


@pytest.mark.parametrize("name", ["network.json", "network.json.lock", "backups/*.json"])
def test_files_that_others_may_open_are_closed(files: Any, holding: Any, name: str) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    store.back_up()
    found = sorted(files.path.parent.glob(name))
    for one in found:
        one.chmod(0o644)
    finding = mended(store, "mode")
    assert "mode 644" in finding.what
    assert str(finding.where).endswith("and 1 more") == (len(found) == 2)
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in found)


def test_the_folder_of_the_backups_is_closed_and_your_own_one_is_told(
    files: Any, holding: Any
) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    (files.path.parent / "backups").chmod(0o770)
    assert mended(store, "mode").where.endswith("backups")
    assert (files.path.parent / "backups").stat().st_mode & 0o777 == 0o700
    files.path.parent.chmod(0o777)
    assert not only(store, "mode").fixable
    assert repair(store) == []
    assert files.path.parent.stat().st_mode & 0o777 == 0o777
    files.path.parent.chmod(0o1777)
    assert examine(store) == []


def test_a_folder_that_a_group_shares_is_its_own_affair(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    files.path.parent.chmod(0o775)
    assert examine(store) == []


def test_a_backup_that_cannot_be_read_back_is_told(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    spoiled = files.path.parent / "backups" / "network-20261101T101500.json"
    spoiled.write_text('{"contacts": {')
    spoiled.chmod(0o600)
    finding = only(store, "backup")
    assert finding.where == str(spoiled)
    assert finding.what.startswith("cannot be read back: ")
    assert repair(store) == []
    assert spoiled.exists()


@pytest.mark.parametrize("text", ["", "[]", '{"_meta": {"1": {"schema": 99}}}', '{"contacts": 1}'])
def test_a_backup_is_good_only_when_it_could_be_restored(
    files: Any, holding: Any, text: str
) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    (good,) = files.backups()
    good.write_text(text)
    assert [one.fixable for one in examine(store)] == [False, True]
    (done,) = repair(store)
    assert done.what == "there is no backup that can be read"
    assert len(files.backups()) == 2


def test_odd_things_among_the_backups_do_no_harm(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    backups = files.path.parent / "backups"
    (backups / "network-20261101T101500.json").mkdir()
    os.mkfifo(backups / "network-20261102T101500.json", 0o600)
    (backups / "network-20261103T101500.json").symlink_to("nowhere")
    assert [one.what for one in examine(store)] == [
        "cannot be read back: it is not an ordinary file"
    ] * 2


def test_a_file_that_changed_long_after_its_last_backup_gets_one(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    files.clock.now += 20 * DAY
    files.patch("contacts", PRIYA, modified=int(files.clock.now - 5 * DAY) * 1000)
    store.refresh()
    finding = mended(store, "backup")
    assert finding.what == "the newest that can be read is 15 days behind"
    assert files.backups()[-1].read_bytes() == files.path.read_bytes()


def test_a_file_that_has_rested_needs_no_newer_backup(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    os.utime(files.path, (files.clock.now,) * 2)
    files.clock.now += 200 * DAY
    assert examine(store) == []


def test_a_file_without_any_backup_gets_one(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya"}})
    (backup,) = files.backups()
    backup.unlink()
    assert mended(store, "backup").what == "there is no backup that can be read"
    assert len(files.backups()) == 1


def test_before_documents_are_changed_the_old_ones_are_in_a_backup(
    files: Any, holding: Any
) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya", "cadence": 0}})
    (backup,) = files.backups()
    backup.unlink()
    before = files.path.read_bytes()
    assert {one.kind for one in repair(store)} == {"invalid", "backup"}
    assert files.backups()[0].read_bytes() == before


# One action


def spoiled(clock: Any) -> dict[str, Any]:
    """Tables with something of each kind that is mended in documents."""
    return {
        "contacts": {
            PRIYA: {"name": "Priya", "cadence": 0, "lists": ["9"], "mood": "fine"},
            TOM: {"name": "Tom", "made": int(clock.now + 9 * DAY) * 1000},
        },
        "weeks": {"20261116": {"skipped": ["9"]}},
    }


def test_all_that_is_mended_is_one_action_that_can_be_taken_back(files: Any, holding: Any) -> None:
    tables = spoiled(files.clock)
    store = holding(**tables)
    found = examine(store)
    assert len(found) == 4
    assert sorted(map(str, repair(store))) == sorted(map(str, found))
    assert [one.what for one in store.actions] == ["doctor, 4 repairs"]
    assert set(store.network.contacts) == {PRIYA, TOM}
    store.take_back()
    assert bare(files.raw()) == bare(tables)
    store.bring_back()
    assert examine(store) == []


def test_a_document_brought_back_from_hiding_can_be_taken_back(files: Any) -> None:
    text = '{"_meta": %s, "contacts": {"7": {"name": "Ana"}, "7": {"name": "Ana Silva"}}}'
    store = with_text(files, text % json.dumps(META))
    repair(store)
    store.take_back()
    assert bare(files.raw()) == {"contacts": {"7": {"name": "Ana Silva"}}}


def test_fields_and_tables_nobody_knows_stay(files: Any, holding: Any) -> None:
    store = holding(**spoiled(files.clock), hobbies={"1": {"name": "chess"}}, odd=[1, 2])
    repair(store)
    assert files.document("contacts", PRIYA)["mood"] == "fine"
    assert files.raw()["hobbies"]["1"]["name"] == "chess"
    assert files.raw()["odd"] == [1, 2]


def test_what_another_session_wrote_meanwhile_is_kept(files: Any, holding: Any, put: Any) -> None:
    store = holding(**spoiled(files.clock))
    other = files.open()
    put(other, "contacts", Contact(id="11", name="Zoe"))
    repair(store)
    assert {one.name for one in store.network.contacts.values()} == {"Priya", "Tom", "Zoe"}


def test_a_file_whose_actions_are_no_table_can_be_mended(files: Any, holding: Any) -> None:
    store = holding(contacts={PRIYA: {"name": "Priya", "cadence": 0}}, _undo=[5])
    mended(store, "invalid")


# Hostile files


def test_words_from_the_file_are_harmless(files: Any, holding: Any) -> None:
    name = "\x1b[2J\x1b]0;x\x07[bold]" + "Ana" * 200
    store = holding(
        contacts={PRIYA: {"name": name, "side": "\x1b[31m", "lists": ["\x1b\u202e9"]}},
        interactions={"\x1b7": {"on": "2026-11-16", "people": {"\x07": "reached"}}},
    )
    found = examine(store)
    assert len(found) == 4
    for one in found:
        for text in (one.where, one.what, one.then):
            assert text.isprintable()
            assert len(text) < 400


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["7", "9", "20261116", "2026-11-16", "2031-01-01", 4_102_444_800_000])
)
JUNK = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = sorted({field for kind in TABLES.values() for field in kind.__dataclass_fields__})
FIELDS += ["modified", "unreadable", "table", "at"]
DOCUMENTS = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=6), JUNK, max_size=6) | JUNK
IDS = st.sampled_from(["1", "7", "9", "20261116", "priya", ""]) | st.text(max_size=5)
KNOWN = (*TABLES, "_gone")
OTHERS = st.dictionaries(st.sampled_from(["_undo", "talks", "odd"]), JUNK, max_size=2)


TABLES_OF_JUNK = st.dictionaries(
    st.sampled_from(KNOWN), st.dictionaries(IDS, DOCUMENTS, max_size=3), max_size=5
)


def is_newer(tables: dict[str, Any]) -> bool:
    meta = tables.get("_meta", {}).get("1")
    schema = meta.get("schema") if isinstance(meta, dict) else None
    return isinstance(schema, int) and schema > 1


LOOSE_FIELDS = {name for names in LOOSE.values() for name in names}


def assert_nothing_lost(before: Any, after: Any) -> None:
    """Each field is where it was, or set aside; only ids that lead nowhere and stamps go."""
    if not isinstance(before, dict):
        assert after == before
        return
    aside = after.get("unreadable")
    aside = aside if isinstance(aside, dict) else {}
    for field, value in before.items():
        places = (after.get(field), aside.get(field), aside.get(f"{field} 2"))
        if field in ("modified", "made", "at", "unreadable", "schema"):
            assert field in after or field in aside
        elif field == "sent" and isinstance(value, dict):
            there = [place for place in places if isinstance(place, dict)]
            assert there
            assert all(place.items() <= value.items() for place in there)
        elif field == "minutes" and isinstance(value, dict):
            parts = [tuple(place.items()) for place in places if isinstance(place, dict)]
            assert all(any(one in part for part in parts) for one in value.items())
        elif isinstance(value, list):
            lists = [place for place in places if isinstance(place, list)]
            assert lists
            stays = [one for one in value if field not in LOOSE_FIELDS or not isinstance(one, str)]
            assert all(any(item in kept for kept in lists) for item in stays)
        else:
            assert value in places


@settings(max_examples=200, deadline=None)
@given(TABLES_OF_JUNK.filter(lambda tables: not is_newer(tables)), OTHERS)
@example({"_meta": {"1": 5}, "contacts": {"1": {"name": "Ana", "cadence": 0}}}, {"_undo": 5})
@example({"_meta": {"1": {"schema": True}}}, {})
@example({"_meta": {"1": {"schema": None, "weekday": []}}}, {})
@example({"weeks": {"20261116": {"skipped": ["9", 5]}}}, {"talks": []})
@example({"_meta": {}, "weeks": {"1": {"skipped": {"": None}}}}, {})
@example({"weeks": {"20261116": {"jobboards": {"": None, "0": -1}}}}, {})
@example({"weeks": {"": {"jobboards": {"": None, "0": -1}}}}, {})
@example({"goals": {"20261116": {"hours": {"call": -1, "text": 5}}}}, {})
@example({"_meta": {"1": {"minutes": {"call": -1, "text": 5, "": {"0": -1}}}}}, {})
def test_no_file_is_too_odd_to_be_examined_and_mended(
    tables: dict[str, Any], others: dict[str, Any]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "network.json"
        path.write_text(json.dumps({**others, **tables}), "utf-8")
        store = Store.open(path)
        try:
            before = deepcopy(store.tables)
            repair(store)
            assert [one for one in examine(store) if one.fixable] == []
            for name in before.keys() - {"_undo"}:
                if not isinstance(before[name], dict):
                    assert store.tables[name] == before[name]
                    continue
                for key, document in before[name].items():
                    assert_nothing_lost(document, store.tables[name][key])
        finally:
            store.close()


# Ids and numbers that no command would write


def test_an_id_that_is_no_digits_is_found_in_any_table(files: Any, holding: Any) -> None:
    store = holding(
        contacts={"priya": {"name": "Priya"}, "-7": {"name": "Tom"}, "8": {"name": "Bo"}},
        rolodex={"٣": {"x": 1}},
    )
    contacts, other = examine(store)
    assert contacts.where == "Priya (contacts priya) and 1 more"
    assert contacts.what == "has an id that isn't a number, so plain TinyDB cannot open contacts"
    assert other.where.startswith("document of rolodex")
    assert not contacts.fixable
    assert repair(store) == []


@pytest.mark.parametrize(
    ("table", "document"),
    [
        ("goals", {"people": 2, "stretch": 3}),
        ("weeks", {"pause": {"reason": "holidays"}}),
    ],
)
def test_a_week_that_begins_on_another_day_moves_to_the_one_with_most_of_its_days(
    files: Any, holding: Any, table: str, document: Any
) -> None:
    store = holding(**{table: {"20261120": document}})
    finding = mended(store, "invalid")
    assert finding.what == "begins on Fri 20 Nov, while weeks begin on Monday"
    assert list(files.raw()[table]) == ["20261123"]
    store.take_back()
    assert list(files.raw()[table]) == ["20261120"]


def test_a_week_that_cannot_move_stays_and_says_where_it_belongs(files: Any, holding: Any) -> None:
    goal = {"people": 2, "stretch": 3}
    store = holding(goals={"20261116": goal, "20261117": goal, "20261121": goal, "20261122": goal})
    assert [one.fixable for one in examine(store)] == [False, True, False]
    assert "20261116, which is there too" in examine(store)[0].then
    repair(store)
    assert set(files.raw()["goals"]) == {"20261116", "20261117", "20261122", "20261123"}


def test_weeks_that_begin_on_sunday_are_right_there(files: Any, holding: Any) -> None:
    store = holding(goals={"20261115": {"people": 2, "stretch": 3}})
    store.commit(set_weekday(store.network, 6))
    assert [one.kind for one in examine(store)] == []


@pytest.mark.parametrize(
    ("table", "key", "fields", "what"),
    [
        ("_meta", "1", {"minutes": {"call": -5, "video": 20}}, "call is -5"),
        ("weeks", "20261116", {"jobboards": -30, "pause": {"reason": "x"}}, "jobboards is -30"),
        ("goals", "20261116", {"people": 2, "stretch": 3, "share": 400}, "share is 400"),
        ("goals", "20261116", {"people": 2, "stretch": 3, "hours": -1.5}, "hours is -1.5"),
    ],
)
def test_a_number_that_no_command_would_take_is_set_aside_and_the_rest_counts_on(
    files: Any, holding: Any, *, table: str, key: str, fields: Any, what: str
) -> None:
    document = {**META["1"], **fields} if table == "_meta" else fields
    store = holding(**{table: {key: document}})
    finding = mended(store, "invalid")
    assert finding.what == what
    after = files.document(table, key)
    field = next(iter(after["unreadable"]))
    assert after.get(field) == ({"video": 20} if table == "_meta" else None)
    assert {name for name in fields if name != field} <= set(after)


def test_minutes_of_an_interaction_under_zero_are_set_aside(files: Any, holding: Any) -> None:
    store = holding(interactions={CALL: {"on": "2026-11-16", "minutes": -5}})
    assert mended(store, "invalid").what == "minutes is less than none"
    assert files.document("interactions", CALL)["unreadable"] == {"minutes": -5}
