"""One file, several sessions: what a commit touches, what it leaves alone, what others see."""

from __future__ import annotations

import gc
import os
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from habit.errors import CouldNotError
from habit.model import (
    SCHEMA,
    Birthday,
    Change,
    Edit,
    Gift,
    Goal,
    Interaction,
    Meta,
    Note,
    Pause,
    Phone,
    Source,
    Week,
)
from storage.schema import migrated
from storage.store import Store, StoreError, mark_of, new_id


def test_opening_makes_nothing_before_the_first_commit(files: Any) -> None:
    store = files.open()
    assert store.network.contacts == {}
    assert store.network.meta == Meta()
    assert not files.path.parent.exists()


def test_the_first_commit_says_what_holds_for_the_whole_file(
    files: Any, put: Any, person: Any
) -> None:
    put(files.open(), "contacts", person())
    assert files.document("_meta", "1") == {"schema": SCHEMA, "weekday": 0}


def test_a_first_commit_that_sets_the_weekday_says_the_schema(files: Any, put: Any) -> None:
    store = files.open()
    put(store, "_meta", replace(store.network.meta, weekday=6), store.network.meta)
    assert files.document("_meta", "1") == {"schema": SCHEMA, "weekday": 6}
    assert files.open().network.meta == Meta(weekday=6)


def test_what_is_committed_is_there_after_opening_again(files: Any, put: Any, person: Any) -> None:
    ana = person(
        "Ana Silva",
        emails=("ana@example.com",),
        phones=(Phone("+1 555 0100", "+15550100"),),
        birthday=Birthday(m=2, d=29),
        notes=(Note("7", date(2026, 1, 2), "two\nlines", private=True),),
        sources=(Source("vcard", "uid-1"),),
        extra={"NICKNAME": ["Anita"]},
    )
    store = files.open()
    put(store, "contacts", ana)
    again = files.open().network
    assert again.contacts[ana.id] == ana
    assert again.tables == store.network.tables


def test_plain_tinydb_reads_and_searches_everything(files: Any, put: Any, call: Any) -> None:
    store = files.open()
    for _ in range(3):
        put(store, "interactions", call())
    with TinyDB(files.path) as plain:
        table = plain.table("interactions")
        assert len(table.all()) == 3
        assert len(table.search((where("dir") == "out") & (where("channel") == "call"))) == 3
        assert all(len(str(document.doc_id)) == 18 for document in table)


def test_plain_tinydb_can_write_while_the_app_is_closed(files: Any, put: Any, call: Any) -> None:
    store = files.open()
    put(store, "interactions", call())
    store.close()
    with TinyDB(files.path) as plain:
        plain.table("interactions").insert({"on": "2026-11-20", "people": {"1": "waiting"}})
    assert len(files.open().network.interactions) == 2


def test_the_layout_has_sorted_keys_and_an_indent(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    for name in ("Tom Okafor", "Bob", "Ana Silva"):
        put(store, "contacts", person(name, organization="Example"))
    text = files.path.read_text()
    assert list(files.raw()) == sorted(files.raw())
    assert list(files.raw()["contacts"]) == sorted(files.raw()["contacts"])
    assert text.count("\n") > 15
    assert text.endswith("}\n")


def test_defaults_are_left_out_but_for_what_says_what_a_document_is(
    files: Any, put: Any, person: Any, call: Any
) -> None:
    store = files.open()
    ana, talk = put(store, "contacts", person("Ana")), put(store, "interactions", call())
    assert set(files.document("contacts", ana.id)) == {"name", "modified"}
    said = set(files.document("interactions", talk.id))
    assert said == {"on", "people", "dir", "channel", "made", "modified"}


def test_a_change_without_edits_writes_nothing(files: Any) -> None:
    store = files.open()
    before = store.network
    assert store.commit(Change("nothing")) is before
    assert not files.path.exists()


def test_a_change_that_changes_nothing_writes_nothing(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    ana = put(store, "contacts", person())
    before = files.path.stat()
    put(store, "contacts", ana, ana)
    assert files.path.stat().st_ino == before.st_ino
    assert files.path.stat().st_mtime_ns == before.st_mtime_ns


def test_modified_says_when_and_never_goes_back(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    ana = put(store, "contacts", person())
    first = files.document("contacts", ana.id)["modified"]
    files.clock.now -= 3600
    put(store, "contacts", replace(ana, title="CTO"), ana)
    assert first == 1_795_342_500_000
    assert files.document("contacts", ana.id)["modified"] == first + 1


def test_unknown_tables_fields_and_nested_fields_survive(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    ana = put(
        store,
        "contacts",
        person(
            phones=(Phone("+1 555 0100"), Phone("+1 555 0101")),
            notes=(Note("1", date(2026, 1, 1), "met"),),
            birthday=Birthday(y=1985),
        ),
    )
    tables = files.raw()
    tables["later"] = {"1": {"x": 1}}
    tables["version"] = 10**30
    document = tables["contacts"][ana.id]
    document |= {"colour": "red", "rank": "peer"}
    document["phones"][1]["kind"] = "cell"
    document["notes"][0]["mood"] = "good"
    document["birthday"]["calendar"] = "lunar"
    files.write(tables)
    store = files.open()
    ana = store.network.contacts[ana.id]
    note = replace(ana.notes[0], text="met at a fair")
    other = replace(
        ana, title="CTO", phones=ana.phones[1:], notes=(note,), birthday=Birthday(y=1986)
    )
    put(store, "contacts", other, ana)
    document = files.document("contacts", ana.id)
    assert files.raw()["later"] == {"1": {"x": 1}}
    assert files.raw()["version"] == 10**30
    assert (document["colour"], document["rank"], document["title"]) == ("red", "peer", "CTO")
    assert document["phones"] == [{"raw": "+1 555 0101", "kind": "cell"}]
    assert document["notes"] == [
        {"id": "1", "on": "2026-01-01", "text": "met at a fair", "mood": "good"}
    ]
    assert document["birthday"] == {"y": 1986, "calendar": "lunar"}


def test_fields_that_an_edit_leaves_alone_keep_what_the_file_says(files: Any, put: Any) -> None:
    files.write({"contacts": {"5": {"name": "Ana", "archived": False, "tags": [], "cadence": 21}}})
    store = files.open()
    ana = store.network.contacts["5"]
    put(store, "contacts", replace(ana, title="CTO"), ana)
    document = files.document("contacts", "5")
    assert (document["archived"], document["tags"], document["cadence"]) == (False, [], 21)


def test_a_field_set_back_to_its_default_goes(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    ana = put(store, "contacts", person(title="CTO", snooze=date(2026, 12, 1)))
    put(store, "contacts", replace(ana, title=None, snooze=None), ana)
    assert set(files.document("contacts", ana.id)) == {"name", "modified"}


def test_two_sessions_edit_two_fields_of_one_contact(files: Any, put: Any, person: Any) -> None:
    here, there = files.open(), files.open()
    ana = put(here, "contacts", person(emails=("a@example.com",)))
    assert there.refresh()
    put(here, "contacts", replace(ana, title="CTO"), ana)
    both = put(there, "contacts", replace(ana, organization="Example"), ana)
    assert (both.title, both.organization) == ("CTO", "Example")


def test_two_sessions_add_to_the_same_lists_of_one_contact(
    files: Any, put: Any, person: Any
) -> None:
    here, there = files.open(), files.open()
    ana = put(here, "contacts", person(lists=("1",), notes=(Note("1", date(2026, 1, 1), "old"),)))
    there.refresh()
    mine = Note("2", date(2026, 1, 2), "mine")
    yours = Note("3", date(2026, 1, 2), "yours")
    put(here, "contacts", replace(ana, lists=("1", "2"), notes=(*ana.notes, mine)), ana)
    both = put(there, "contacts", replace(ana, lists=("3",), notes=(yours,)), ana)
    assert set(both.lists) == {"2", "3"}
    assert {note.text for note in both.notes} == {"mine", "yours"}


def test_two_sessions_say_the_outcome_of_two_people(files: Any, put: Any, call: Any) -> None:
    here, there = files.open(), files.open()
    talk = put(here, "interactions", replace(call(), people={"1": "waiting", "2": "waiting"}))
    there.refresh()
    put(here, "interactions", replace(talk, people={"1": "reached", "2": "waiting"}), talk)
    both = put(there, "interactions", replace(talk, people={"1": "waiting", "2": "no_reply"}), talk)
    assert both.people == {"1": "reached", "2": "no_reply"}


def test_two_sessions_that_set_one_goal_leave_one_that_makes_sense(files: Any, put: Any) -> None:
    one, other = files.open(), files.open()
    goal = put(one, "goals", Goal("20261123", 3, 6))
    other.refresh()
    put(one, "goals", replace(goal, stretch=4), goal)
    put(other, "goals", replace(goal, people=5), goal)
    assert other.repairs == ()
    assert other.network.goals["20261123"] == replace(goal, people=5)


def test_two_sessions_say_things_of_one_week(files: Any, put: Any) -> None:
    here, there = files.open(), files.open()
    put(here, "weeks", Week(id="20261116", pause=Pause("away")))
    both = put(there, "weeks", Week(id="20261116", skipped=("5",)))
    assert both == Week(id="20261116", pause=Pause("away"), skipped=("5",))


def test_the_last_goal_said_for_a_week_wins(files: Any, put: Any) -> None:
    here, there = files.open(), files.open()
    put(here, "goals", Goal(id="20261116", people=3, stretch=4, mode="employed"))
    last = put(there, "goals", Goal(id="20261116", people=2, stretch=3))
    assert last == Goal(id="20261116", people=2, stretch=3)


def test_an_edit_of_what_another_session_deleted_brings_it_back(
    files: Any, put: Any, drop: Any, person: Any
) -> None:
    here, there = files.open(), files.open()
    ana = put(here, "contacts", person("Ana", emails=("ana@example.com",)))
    there.refresh()
    drop(here, "contacts", ana)
    back = put(there, "contacts", replace(ana, title="CTO"), ana)
    assert (back.name, back.emails, back.title) == ("Ana", ("ana@example.com",), "CTO")
    assert ana.id not in files.raw().get("_gone", {})


def test_a_deleted_document_leaves_a_tombstone_with_its_sources(
    files: Any, put: Any, drop: Any, person: Any
) -> None:
    store = files.open()
    source = Source("linkedin", "linkedin.com/in/ana")
    ana = put(store, "contacts", person(sources=(source,)))
    drop(store, "contacts", ana)
    assert store.network.contacts == {}
    grave = files.document("_gone", ana.id)
    assert grave == {"table": "contacts", "at": 1_795_342_500_000, "sources": [mark_of(source)]}
    assert files.open().gone == {mark_of(source)}
    assert "linkedin" not in str(files.raw()["_gone"])


def test_a_week_that_is_said_again_is_not_gone(files: Any, put: Any, drop: Any) -> None:
    store = files.open()
    week = put(store, "weeks", Week(id="20261116", pause=Pause()))
    drop(store, "weeks", week)
    assert "20261116" in files.raw()["_gone"]
    put(store, "weeks", week)
    assert "_gone" not in files.raw()


def test_one_change_is_written_whole(files: Any, person: Any, call: Any) -> None:
    store = files.open()
    ana = person()
    edits = (
        Edit("contacts", ana.id, None, ana),
        *(Edit("interactions", one.id, None, one) for one in (call(ana.id), call(ana.id))),
    )
    before = store.network
    after = store.commit(Change("Ana, twice", edits))
    assert len(after.of_contact[ana.id]) == 2
    assert before.contacts == {}
    assert store.network is after


def test_a_commit_shares_what_it_did_not_touch(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    ana, tom = put(store, "contacts", person("Ana")), put(store, "contacts", person("Tom"))
    put(store, "contacts", replace(tom, title="CTO"), tom)
    assert store.network.contacts[ana.id] is ana


def test_another_sessions_commit_is_seen_by_refresh(files: Any, put: Any, person: Any) -> None:
    here, there = files.open(), files.open()
    assert not there.refresh()
    ana = put(here, "contacts", person("Ana"))
    assert there.refresh()
    assert not there.refresh()
    assert there.network.contacts[ana.id].name == "Ana"


def test_a_refresh_converts_only_what_differs(files: Any, put: Any, drop: Any, person: Any) -> None:
    here, there = files.open(), files.open()
    ana, tom = put(here, "contacts", person("Ana")), put(here, "contacts", person("Tom"))
    there.refresh()
    held = there.network.contacts[ana.id]
    put(here, "contacts", person("Lee"))
    drop(here, "contacts", tom)
    assert there.refresh()
    assert there.network.contacts[ana.id] is held
    assert {contact.name for contact in there.network.contacts.values()} == {"Ana", "Lee"}


def test_a_commit_stands_on_what_another_session_wrote(files: Any, put: Any, person: Any) -> None:
    here, there = files.open(), files.open()
    put(here, "contacts", person("Ana"))
    put(there, "contacts", person("Tom"))
    assert len(there.network.contacts) == 2
    assert len(files.raw()["contacts"]) == 2


def test_a_file_that_vanished_is_written_again_from_memory(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    files.path.unlink()
    assert not store.refresh()
    put(store, "contacts", person("Tom"))
    assert len(files.raw()["contacts"]) == 2


def test_a_file_replaced_while_writing_is_read_again_first(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    fsync, waiting = os.fsync, [True]

    def overtaken(descriptor: int) -> None:
        if waiting:
            waiting.clear()
            files.patch("contacts", "1", name="Put there by a tool that takes no lock")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", overtaken)
    put(store, "contacts", person("Tom"))
    assert len(files.raw()["contacts"]) == 3
    assert len(store.network.contacts) == 3


def test_threads_of_one_process_commit_one_after_another(files: Any, put: Any, call: Any) -> None:
    store = files.open()

    def work() -> None:
        for _ in range(10):
            put(store, "interactions", call())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.network.interactions) == 40
    assert len(files.raw()["interactions"]) == 40


def test_a_refresh_does_not_wait_for_a_commit(
    files: Any, put: Any, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    reached, go_on = threading.Event(), threading.Event()
    fsync = os.fsync

    def slow(descriptor: int) -> None:
        reached.set()
        assert go_on.wait(10)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    thread = threading.Thread(target=put, args=(store, "interactions", call()))
    thread.start()
    assert reached.wait(10)
    assert not store.refresh()
    assert store.network.interactions == {}  # not before it is on the disk
    go_on.set()
    thread.join()
    assert len(store.network.interactions) == 1


def test_a_newer_schema_is_refused_and_nothing_written(files: Any) -> None:
    files.write({"_meta": {"1": {"schema": 99}}, "contacts": {"1": {"name": "Ana"}}})
    before = files.path.read_bytes()
    with pytest.raises(CouldNotError, match=rf"schema 99.*up to {SCHEMA}.*upgrade") as refusal:
        files.open()
    assert "\n" not in str(refusal.value)
    assert files.path.read_bytes() == before
    assert [one.name for one in files.path.parent.iterdir()] == ["network.json"]


def test_a_file_without_a_schema_has_todays(files: Any, put: Any, person: Any) -> None:
    files.write({"contacts": {"1": {"name": "Ana"}}})
    store = files.open()
    put(store, "contacts", person("Tom"))
    assert files.document("_meta", "1")["schema"] == SCHEMA


def test_migrations_run_from_the_schema_of_the_file() -> None:
    def rename(tables: dict[str, Any]) -> dict[str, Any]:
        return {**tables, "contacts": tables["people"]}

    def never(tables: dict[str, Any]) -> dict[str, Any]:
        raise AssertionError(tables)

    old: dict[str, Any] = {
        "_meta": {"1": {"schema": 2, "zone": "UTC"}},
        "people": {"1": {"name": "Ana"}},
    }
    new = migrated(old, 2, (never, rename))
    assert new["contacts"] == {"1": {"name": "Ana"}}
    assert new["_meta"]["1"] == {"schema": 3, "zone": "UTC"}
    assert old["_meta"]["1"]["schema"] == 2


def test_a_link_to_the_file_stays_a_link(files: Any, put: Any, person: Any, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    files.write({})
    link.symlink_to(files.path)
    store = Store.open(link)
    put(store, "contacts", person())
    assert link.is_symlink()
    assert len(files.raw()["contacts"]) == 1
    store.close()


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_file_without_backups_is_a_new_one(
    files: Any, put: Any, person: Any, text: str
) -> None:
    files.path.parent.mkdir()
    files.path.write_text(text)
    store = files.open()
    assert store.notices == ()
    put(store, "contacts", person())
    assert len(files.raw()["contacts"]) == 1


def test_what_plain_tinydb_may_write_is_read(files: Any, put: Any) -> None:
    files.path.parent.mkdir()
    text = '{"contacts": {"1": {"name": "Ana \\ud83d", "extra": {"n": NaN}}}}'
    files.path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    store = files.open()
    ana = store.network.contacts["1"]
    assert ana.name.startswith("Ana")
    put(store, "contacts", replace(ana, title="CTO"), ana)
    assert files.open().network.contacts["1"].title == "CTO"


def test_a_value_that_json_cannot_hold_is_refused_and_nothing_written(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    before = files.path.read_bytes()
    with pytest.raises(StoreError, match="cannot be written"):
        put(store, "contacts", person("Half a surrogate \ud800"))
    assert files.path.read_bytes() == before
    assert len(store.network.contacts) == 1


def test_an_id_is_eighteen_digits_and_no_two_are_the_same() -> None:
    ids = [new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert all(len(one) == 18 and one.isdigit() for one in ids)


def test_tinydbs_own_operations_are_transactions_of_the_store(files: Any) -> None:
    store = files.open()
    table = store.database.table("contacts")
    key = table.insert({"name": "Ana"})
    table.update({"title": "CTO"}, doc_ids=[key])
    table.update({"title": "none"}, where("name") == "nobody")
    assert table.get(doc_id=key)["title"] == "CTO"
    assert store.refresh()
    assert store.network.contacts[str(key)].title == "CTO"
    table.remove(where("name") == "Ana")
    assert table.all() == []
    assert str(key) in files.raw()["_gone"]


def test_a_transaction_that_raises_leaves_memory_and_disk(files: Any) -> None:
    table = files.open().database.table("contacts")
    table.insert({"name": "Ana"})
    before = files.path.read_bytes()

    def spoil(document: dict[str, Any]) -> None:
        document["name"] = "spoiled"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        table.update(spoil)
    assert files.path.read_bytes() == before
    assert [document["name"] for document in table] == ["Ana"]


def test_the_garbage_collector_is_left_as_it_was(files: Any) -> None:
    gc.disable()
    try:
        files.open()
        assert not gc.isenabled()
    finally:
        gc.enable()
    files.open()
    assert gc.isenabled()


def test_gifts_are_edited_in_their_place(files: Any, put: Any, call: Any) -> None:
    store = files.open()
    asked = (Gift("introduction", "to Lee"), Gift("introduction", "to Sam"))
    talk: Interaction = put(store, "interactions", call(asked=asked))
    tables = files.raw()
    tables["interactions"][talk.id]["asked"][1]["mark"] = "*"
    files.write(tables)
    store.refresh()
    talk = store.network.interactions[talk.id]
    done = (asked[0], replace(asked[1], result="yes"))
    assert put(store, "interactions", replace(talk, asked=done), talk).asked == done
    assert files.document("interactions", talk.id)["asked"][1] == {
        "kind": "introduction",
        "text": "to Sam",
        "result": "yes",
        "mark": "*",
    }
