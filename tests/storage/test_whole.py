"""All of a file at once: what goes out comes in again, and a restore is exact and can be undone."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from habit.changes import Hand, edit_contact, pause, set_goal, set_weekday
from habit.model import SCHEMA, Note
from storage import whole
from storage.content import encode
from storage.files import DataFile
from storage.schema import Tables
from storage.store import Store, StoreError, new_id

HAND = Hand(date(2026, 11, 22), 1_795_342_500_000, new_id)

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NAMES = TEXT.map(lambda text: f"N{text}")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
JUNK = st.dictionaries(st.sampled_from(["mood", "x pet", "佐藤", "private_"]), JSON, max_size=2)
IDS = st.integers(10**17, 10**17 + 9).map(str)
"""Few, so that two networks have some in common."""
DAYS = st.dates(date(2024, 1, 1), date(2027, 1, 1)).map(date.isoformat)
STAMPS = st.integers(0, 2_000_000_000_000)


def documents(fields: dict[str, Any], maybe: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Documents with these fields, some of those, a stamp, and what nobody knows."""
    known = st.fixed_dictionaries({**fields, "modified": STAMPS}, optional=maybe)
    return st.builds(lambda one, junk: {**junk, **one}, known, JUNK)


NOTES = st.fixed_dictionaries(
    {"id": IDS, "on": DAYS, "text": TEXT}, optional={"private": st.booleans(), "mood": JSON}
)
CONTACTS = documents(
    {"name": NAMES},
    {
        "emails": st.lists(TEXT, max_size=2),
        "phones": st.lists(st.fixed_dictionaries({"raw": TEXT}), max_size=2),
        "title": TEXT,
        "archived": st.booleans(),
        "cadence": st.integers(1, 400),
        "notes": st.lists(NOTES, max_size=2),
        "extra": st.dictionaries(TEXT, JSON, max_size=2),
        "made": STAMPS,
    },
)
PEOPLE = st.dictionaries(IDS, st.sampled_from(["waiting", "reached", "no_reply"]), max_size=2)
INTERACTIONS = documents(
    {"on": DAYS, "people": PEOPLE, "channel": st.sampled_from(["call", "email", "coffee"])},
    {
        "dir": st.sampled_from(["out", "in"]),
        "note": TEXT,
        "private": st.booleans(),
        "minutes": st.integers(0, 90),
        "gave": st.lists(st.fixed_dictionaries({"kind": TEXT, "text": TEXT}), max_size=2),
    },
)
GOALS = documents({"people": st.just(2), "stretch": st.just(3)}, {"why": TEXT})
WEEKS = documents({}, {"pause": st.fixed_dictionaries({"reason": TEXT}), "jobboards": st.just(1)})
MONDAYS = st.integers(0, 9).map(lambda week: f"202611{week + 2:02d}")
GRAVES = st.fixed_dictionaries({"table": st.just("contacts"), "at": STAMPS})
META = st.fixed_dictionaries(
    {"schema": st.just(SCHEMA), "weekday": st.integers(0, 6), "zone": st.just("Europe/Berlin")},
    optional={"region": TEXT, "mood": JSON},
)
TABLES = st.fixed_dictionaries(
    {"_meta": META.map(lambda meta: {"1": meta})},
    optional={
        "contacts": st.dictionaries(IDS, CONTACTS, max_size=4),
        "interactions": st.dictionaries(IDS, INTERACTIONS, max_size=4),
        "goals": st.dictionaries(MONDAYS, GOALS, max_size=2),
        "weeks": st.dictionaries(MONDAYS, WEEKS, max_size=2),
        "moods": st.dictionaries(IDS, documents({}, {}), max_size=2),
        "_gone": st.dictionaries(st.sampled_from(["3", "4"]), GRAVES, max_size=2),
    },
)


def related(tables: dict[str, Any]) -> dict[str, Any]:
    """The same with nobody in an interaction who is not there."""
    for one in tables.get("interactions", {}).values():
        one["people"] = {
            key: outcome
            for key, outcome in one["people"].items()
            if key in tables.get("contacts", {})
        }
    return tables


NETWORKS = TABLES.map(related)


@contextmanager
def opened(tables: dict[str, Any] | None = None) -> Iterator[Store]:
    """A store on a file of its own that holds these tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.json"
        if tables is not None:
            path.write_bytes(b"".join(encode(tables)))
        store = Store.open(path)
        yield store
        store.close()


def tables_of(store: Store, *, stamps: bool = True) -> dict[str, Any]:
    """What lies in the file of a store beside what it keeps for itself."""
    with TinyDB(store.path) as plain:
        names = plain.tables()
    raw = json.loads(store.path.read_bytes())
    assert set(raw) == names
    return {
        name: {key: one if stamps else stampless(one) for key, one in table.items()}
        for name, table in raw.items()
        if table and name not in (("_undo",) if stamps else ("_undo", "_gone"))
    }


def stampless(document: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in document.items() if field != "modified"}


def export(store: Store, folder: Path, *, private: bool = True) -> Path:
    path = folder / "export.json"
    path.write_bytes(b"".join(whole.exported(store.tables, private=private).chunks()))
    return path


def take_in(store: Store, path: Path) -> whole.Added:
    tables = whole.read(path)
    return store.rewrite("import", lambda draft: whole.add(draft, tables))


def people(*names: str, **fields: Any) -> dict[str, Any]:
    return {
        "contacts": {str(n): {"name": name, **fields} for n, name in enumerate(names, 1)},
        "_meta": {"1": {"schema": SCHEMA, "weekday": 0}},
    }


# Out, and in again


def noted(text: str) -> dict[str, Any]:
    """Return the tables of one interaction with a note."""
    research = {"on": "2024-01-01", "people": {}, "channel": "research", "note": text}
    return {"interactions": {"1" * 18: research}}


@settings(max_examples=60)
@given(tables=NETWORKS)
def test_an_export_makes_the_same_network_out_of_nothing(tables: dict[str, Any]) -> None:
    with opened(tables) as store, opened() as other:
        path = export(store, other.path.parent)
        added = take_in(other, path)
        assert tables_of(other) == tables_of(store)
        with closing(Store.open(other.path)) as fresh:
            assert fresh.network.tables == store.network.tables
            assert fresh.repairs == store.repairs == ()
        assert (added.kept, added.forgotten, added.senseless, added.moved) == ((), (), (), False)
        before, again = other.path.read_bytes(), take_in(other, path)
        assert (again.new, again.updated) == ((), ())
        assert other.path.read_bytes() == before


@settings(max_examples=60)
@given(tables=NETWORKS)
@example(tables=noted("\U000f0000"))
@example(tables=noted("\ue000"))
def test_what_is_private_stays_at_home(tables: dict[str, Any]) -> None:
    with opened(tables) as store, opened() as other:
        take_in(other, export(store, other.path.parent, private=False))
        ours, theirs = store.network, other.network
        assert theirs.interactions == {
            key: one for key, one in ours.interactions.items() if not one.private
        }
        assert theirs.contacts == {
            key: replace(one, notes=tuple(note for note in one.notes if not note.private))
            for key, one in ours.contacts.items()
        }
        left = len(ours.interactions) - len(theirs.interactions)
        left += sum(note.private for one in ours.contacts.values() for note in one.notes)
        assert whole.exported(store.tables, private=False).left == left


@pytest.mark.parametrize("mark", [True, 1, "yes"])
def test_what_a_hand_marked_private_in_its_own_way_stays_at_home_too(mark: Any) -> None:
    note = {"id": "1", "on": "2026-11-02", "text": "a secret", "private": mark}
    tables = people("Ana", notes=[note])
    tables["interactions"] = {"9": {"on": "2026-11-02", "note": "a secret", "private": mark}}
    kept = whole.exported(tables, private=False)
    assert "secret" not in json.dumps(kept.tables)
    assert kept.left == 2


def test_nothing_that_can_be_taken_back_leaves_the_house(
    files: Any, put: Any, drop: Any, person: Any
) -> None:
    store = files.open()
    drop(store, "contacts", put(store, "contacts", person("Priya Nair", title="Head of maps")))
    assert "Head of maps" in files.path.read_text()
    for private in (True, False):
        kept = whole.exported(store.tables, private=private)
        assert "_undo" not in kept.tables
        assert b"Head of maps" not in b"".join(kept.chunks())


def test_an_export_is_a_file_that_plain_tinydb_opens(files: Any, put: Any, person: Any) -> None:
    store = files.open()
    put(store, "contacts", person("佐藤 由美"))
    with TinyDB(export(store, files.path.parent)) as plain:
        assert [one["name"] for one in plain.table("contacts").all()] == ["佐藤 由美"]


# Into a network that is there


def test_an_export_adds_what_is_new_and_keeps_yours(files: Any, tmp_path: Path) -> None:
    files.write(people("Ana", "Tom", title="Editor", modified=20))
    theirs = people("Anna", "Tom", "Lee Wong", title="Editor", modified=10)
    theirs["moods"] = {"5": {"mood": "fine"}}
    with opened(theirs) as other:
        added = take_in(store := files.open(), export(other, tmp_path))
    assert added.new == (("contacts", "3"), ("moods", "5"))
    assert added.updated == ()
    assert added.unchanged == (("_meta", "1"), ("contacts", "1"), ("contacts", "2"))
    assert added.kept == (("contacts", "1", ("name",)),)
    names = [one.name for one in store.network.contacts.values()]
    assert names == ["Ana", "Tom", "Lee Wong"]
    assert files.document("moods", "5")["mood"] == "fine"
    store.take_back()
    assert [one.name for one in store.network.contacts.values()] == ["Ana", "Tom"]
    assert "moods" not in files.raw()


def test_what_was_written_later_there_fills_what_is_lacking_here(
    files: Any, tmp_path: Path
) -> None:
    files.write(people("Ana", modified=10))
    with opened(people("Ana", title="Editor", mood="fine", modified=20)) as other:
        path = export(other, tmp_path)
    store = files.open()
    assert take_in(store, path).updated == (("contacts", "1"),)
    ana = files.document("contacts", "1")
    assert (ana["title"], ana["mood"]) == ("Editor", "fine")
    assert ana["modified"] == store.now
    before = files.path.read_bytes()
    assert take_in(store, path).updated == ()
    assert files.path.read_bytes() == before


def test_what_you_took_out_since_an_older_export_does_not_come_back(
    files: Any, put: Any, person: Any, tmp_path: Path
) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana", title="Editor", archived=True))
    path = export(store, tmp_path)
    files.clock.now += 60
    put(store, "contacts", replace(ana, title=None, archived=False), ana)
    added = take_in(store, path)
    assert added.kept == (("contacts", ana.id, ("archived", "title")),)
    assert store.network.contacts[ana.id] == replace(ana, title=None, archived=False)


def test_who_was_deleted_comes_back_with_an_export_and_is_gone_no_more(
    files: Any, put: Any, drop: Any, person: Any, tmp_path: Path
) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana"))
    path = export(store, tmp_path)
    drop(store, "contacts", ana)
    take_in(store, path)
    assert store.network.contacts == {ana.id: ana}
    assert "_gone" not in files.raw()


def test_what_was_deleted_there_is_remembered_but_never_deleted_here(
    files: Any, tmp_path: Path
) -> None:
    files.write(people("Ana"))
    theirs = people()
    theirs["_gone"] = {"1": {"table": "contacts", "at": 1}, "2": {"table": "contacts", "at": 2}}
    path = tmp_path / "export.json"
    path.write_text(json.dumps(theirs))
    take_in(files.open(), path)
    assert set(files.raw()["contacts"]) == {"1"}
    assert set(files.raw()["_gone"]) == {"2"}


def test_what_is_said_of_weeks_moves_where_weeks_begin_on_another_day(
    files: Any, tmp_path: Path
) -> None:
    store = files.open()
    with opened() as other:
        other.commit(set_weekday(other.network, 6))
        other.commit(set_goal(other.network, HAND, 2))
        other.commit(pause(other.network, [date(2026, 11, 18)], "a move"))
        path = export(other, tmp_path)
        assert set(other.network.weeks) == {"20261115"}
    store.commit(set_goal(store.network, HAND, 3))
    added = take_in(store, path)
    assert added.moved
    assert set(store.network.weeks) == {"20261116"}
    assert store.network.weeks["20261116"].pause is not None
    assert store.network.meta.weekday == 0
    assert all(date.fromisoformat(key).weekday() == 0 for key in store.network.goals)


@pytest.mark.parametrize("key", ["x y", "٣", "-1", ""])
def test_an_id_that_plain_tinydb_would_not_open_is_left_out(
    files: Any, tmp_path: Path, key: str
) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"contacts": {key: {"name": "Bo"}, "2": {"name": "Ana"}, "3": 5}}))
    added = take_in(store := files.open(), path)
    assert set(added.senseless) == {("contacts", key), ("contacts", "3")}
    assert [one.name for one in store.network.contacts.values()] == ["Ana"]
    with TinyDB(files.path) as plain:
        assert len(plain.table("contacts")) == 1


# Restore


@settings(max_examples=60)
@given(tables=NETWORKS, others=NETWORKS)
def test_a_restore_is_exact_and_can_be_taken_back(
    tables: dict[str, Any], others: dict[str, Any]
) -> None:
    with opened(tables) as store, opened(others) as other:
        before = tables_of(store, stamps=False)
        store.restore(other.tables, "a restore")
        assert whole.differences(store.tables, other.tables) == []
        assert tables_of(store, stamps=False) == tables_of(other, stamps=False)
        if store.actions:
            store.take_back(over=True)
        assert tables_of(store, stamps=False) == before


def test_differences_are_what_comes_goes_and_changes_whenever_it_was_written() -> None:
    present = people("Ana", "Tom", "Lee", modified=1)
    other = people("Ana", "Tim", modified=2)
    other["contacts"]["4"] = {"name": "Bo"}
    assert whole.differences(present, other) == [
        whole.Difference("contacts", comes=("4",), goes=("3",), changes=("2",))
    ]
    assert whole.differing(present["contacts"]["2"], other["contacts"]["2"]) == ("name",)
    assert whole.differences(present, present) == []


def test_a_restore_keeps_what_was_there_as_a_backup_first(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    files.clock.now += 60
    put(store, "contacts", person("Tom"))
    before, (older,) = files.path.read_bytes(), files.backups()
    kept = store.restore(whole.read(older), "a restore")
    assert kept is not None
    assert kept.read_bytes() == before
    assert kept in files.backups()
    assert [one.name for one in store.network.contacts.values()] == ["Ana"]


def test_a_restore_into_nothing_needs_no_backup(files: Any, tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    path.write_text(json.dumps(people("Ana")))
    store = files.open()
    assert store.restore(whole.read(path), "a restore") is None
    assert len(store.network.contacts) == 1


def test_a_restore_that_cannot_be_backed_up_first_is_not_done(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    (older,) = files.backups()
    put(store, "contacts", person("Tom"))
    tables, before = whole.read(older), files.path.read_bytes()
    older.unlink()
    older.parent.rmdir()
    older.parent.write_text("a file where the folder belongs")
    with pytest.raises(StoreError, match="no backup of"):
        store.restore(tables, "a restore")
    assert files.path.read_bytes() == before
    assert len(store.network.contacts) == 2


def test_what_was_said_since_stays_when_a_restore_is_taken_back(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    ana = put(store, "contacts", person("Ana"))
    (older,) = files.backups()
    note = replace(ana, notes=(Note("7", date(2026, 11, 2), "moved to Porto"),))
    put(store, "contacts", note, ana)
    store.restore(whole.read(older), "a restore")
    store.commit(edit_contact(store.network, ana.id, title="Editor"))
    store.take_back(store.actions[1].id)
    restored = store.network.contacts[ana.id]
    assert [one.text for one in restored.notes] == ["moved to Porto"]
    assert restored.title == "Editor"


def test_what_holds_for_the_file_stays_where_a_file_says_nothing_of_it(
    files: Any, tmp_path: Path
) -> None:
    store = files.open()
    store.commit(set_weekday(store.network, 6))
    path = tmp_path / "by-hand.json"
    path.write_text('{"contacts": {"1": {"name": "Ana"}}}')
    store.restore(whole.read(path), "a restore")
    assert store.network.meta.weekday == 6
    assert len(store.network.contacts) == 1


def test_what_is_no_document_is_passed_over_and_stays(files: Any, tmp_path: Path) -> None:
    files.write({"contacts": {"1": {"name": "Ana"}, "2": 5}, "odd": [1], **people()["_meta"]})
    path = tmp_path / "copy.json"
    path.write_text(json.dumps({"contacts": {"3": {"name": "Bo"}, "4": "x"}, "odd": {"5": {}}}))
    store = files.open()
    store.restore(whole.read(path), "a restore")
    assert files.raw()["contacts"]["2"] == 5
    assert [one.name for one in store.network.contacts.values()] == ["Bo"]


REFUSED = [
    ("", "is no file of reachout, or it is damaged"),
    ("{", "is no file of reachout, or it is damaged"),
    ('{"contacts": {"1": {"name": "An', "is no file of reachout, or it is damaged"),
    ("[]", "is no file of reachout, or it is damaged"),
    ("\x00\x01\x02", "is no file of reachout, or it is damaged"),
    ('{"contacts": [1]}', "is no file of reachout, or it is damaged"),
    ('{"a": ' + "[" * 5000 + "]" * 5000 + "}", "has none of the tables of reachout"),
    ('{"_meta": {"1": {"schema": 99}}}', "has schema 99"),
    ("{}", "has none of the tables of reachout"),
    ('{"name": "left-pad", "version": "1.3.0"}', "has none of the tables of reachout"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_is_no_file_of_ours_is_refused_in_one_sentence(
    tmp_path: Path, text: str, why: str
) -> None:
    path = tmp_path / "something.json"
    path.write_text(text)
    with pytest.raises(StoreError, match=why) as refused:
        whole.read(path)
    sentence = str(refused.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert sentence.lower().count("nothing was changed") == 1


def test_what_cannot_be_read_at_all_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no file"):
        whole.read(tmp_path / "nobody.json")
    with pytest.raises(StoreError, match="not an ordinary file"):
        whole.read(tmp_path)


def test_a_file_of_ours_is_known_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for text in ('{"_meta"', '{\n"_gone"', '\ufeff {\r\n\t"contacts"', "{}"):
        path.write_text(text)
        assert whole.is_whole(path), text
    for text in ("", "{", "{\\rtf1 hello}", "[1]", "BEGIN:VCARD", "First Name,Last Name"):
        path.write_text(text)
        assert not whole.is_whole(path), text
    assert not whole.is_whole(tmp_path)
    assert not whole.is_whole(tmp_path / "nobody")
    assert not whole.is_whole(tmp_path / ("long" * 200))


def test_what_was_deleted_there_and_is_here_gets_no_tombstone(files: Any) -> None:
    plan = {"contact": "1", "due": "2026-11-16", "kind": "promise", "modified": 5}
    files.write({"contacts": {"1": {"name": "Ana"}}, "plans": {"2": plan}})
    store = files.open()
    # The last plan was deleted there, and with it the table.
    graves = {"2": {"table": "plans", "at": 9}, "3": {"table": "plans", "at": 9}}
    theirs: Tables = {"contacts": {"1": {"name": "Ana"}}, "_gone": graves}
    store.rewrite("import", lambda draft: whole.add(draft, theirs))
    assert set(files.raw()["_gone"]) == {"3"}


def test_a_restore_goes_over_nothing_that_another_program_wrote_meanwhile(
    files: Any, put: Any, person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = files.open()
    put(store, "contacts", person("Ana"))
    back_up, names = DataFile.back_up, ["Tom"]

    def overtaken(file: DataFile) -> Path:
        if names:
            files.patch("contacts", "7", name=names.pop())
        return back_up(file)

    monkeypatch.setattr(DataFile, "back_up", overtaken)
    store.restore({"contacts": {"8": {"name": "Lee"}}}, "restore")
    assert [one.name for one in store.network.contacts.values()] == ["Lee"]
    store.take_back()
    assert sorted(one.name for one in store.network.contacts.values()) == ["Ana", "Tom"]


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 5000], ids=["real", "less", "whole"])
def test_a_number_beyond_all_that_can_be_written_hinders_nothing(files: Any, number: str) -> None:
    files.path.parent.mkdir()
    contact = f'{{"1": {{"name": "Ana", "x": {number}}}}}'
    files.path.write_text(f'{{"contacts": {contact}, "odd": [{number}]}}')
    assert whole.read(files.path)["contacts"] == {"1": {"name": "Ana", "x": None}}
    store = files.open()
    store.rewrite("a test", lambda draft: draft.table("contacts").pop("1"))
    store.take_back()
    assert store.network.contacts["1"].name == "Ana"
