"""Documents and values: what makes sense, what needs repair, what is made harmless."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.model import (
    TABLES,
    Birthday,
    Change,
    Contact,
    Edit,
    Gift,
    Goal,
    Interaction,
    Note,
    Phone,
    Source,
)
from habit.text import clean
from storage.content import encode, parse
from storage.merging import merged
from storage.records import Repair, document_of, edited, record_of

NEEDS_REPAIR = [
    ("contacts", "1", {"name": 5}, "name is a whole number where text belongs"),
    ("contacts", "1", {"name": ""}, "name is missing"),
    ("contacts", "1", {"name": "A", "emails": "a"}, "emails is text where a list belongs"),
    ("contacts", "1", {"name": "A", "notes": [{"id": "1", "on": "soon", "text": ""}]}, "notes[0]"),
    ("contacts", "1", {"name": "A", "phones": [{}]}, "phones[0] has no raw"),
    ("contacts", "1", {"name": "A", "cadence": 0}, "cadence is 0 days"),
    ("contacts", "1", {"name": "A", "birthday": {"m": 2, "d": 30}}, "birthday is not a day"),
    ("contacts", "1", {"name": "A", "birthday": {"m": 13}}, "birthday is not a day"),
    ("contacts", "1", {"name": "A", "anniversary": {"m": 13}}, "anniversary is not a day"),
    ("contacts", "1", {"name": "A", "died": "soon"}, "died is not a date"),
    ("contacts", "1", [], "the document is a list where an object belongs"),
    ("lists", "1", {"name": "A", "cadence": -1}, "cadence is -1 days"),
    ("interactions", "1", {"on": "2026-13-01"}, "on is not a date such as 2026-11-16"),
    ("interactions", "1", {"channel": "call"}, "on is missing"),
    ("interactions", "1", {"on": "0026-11-01"}, "too far away"),
    ("interactions", "1", {"on": "2026-11-01", "channel": "fax"}, "channel has a value that"),
    ("interactions", "1", {"on": "2026-11-01", "people": {"1": "maybe"}}, "people has a value"),
    ("interactions", "1", {"on": "2026-11-01", "minutes": -5}, "minutes is less than none"),
    ("goals", "soon", {"people": 2}, "its id is not the first day of a week"),
    ("goals", "20261116", {"people": 0}, "people is 0"),
    ("weeks", "20261399", {}, "its id is not the first day of a week"),
    ("plans", "1", {"contact": "1"}, "due is missing"),
    ("_meta", "1", {"weekday": 7}, "weekday is not 0 to 6"),
]


@pytest.mark.parametrize(("table", "key", "document", "why"), NEEDS_REPAIR)
def test_a_document_that_makes_no_sense_says_so_in_plain_words(
    table: str, key: str, document: Any, why: str
) -> None:
    found = record_of(table, key, document)
    assert isinstance(found, Repair)
    assert why in found.why
    assert (found.table, found.id) == (table, key)


def test_what_needs_repair_is_kept_as_it_is_and_stops_nothing(files: Any, put: Any) -> None:
    bad: dict[str, Any] = {}
    for number, (table, key, document, _) in enumerate(NEEDS_REPAIR):
        if table != "_meta":
            name = key if len(key) > 1 else str(number)
            bad.setdefault(table, {})[name] = document
    bad["contacts"]["77"] = {"name": "Ana"}
    bad["weeks"]["20261116"] = {"pause": {}}
    files.write(bad)
    store = files.open()
    assert set(store.network.contacts) == {"77"}
    assert len(store.repairs) == sum(map(len, bad.values())) - 2
    ana = store.network.contacts["77"]
    put(store, "contacts", replace(ana, title="CTO"), ana)
    after = files.raw()
    del after["_meta"], after["_undo"], after["contacts"]["77"], bad["contacts"]["77"]
    assert after == bad


def test_a_document_repaired_by_hand_is_back(files: Any) -> None:
    files.write({"contacts": {"1": {"name": 5}, "2": {"name": "Tom"}}})
    store = files.open()
    assert [repair.id for repair in store.repairs] == ["1"]
    files.write({"contacts": {"1": {"name": "Ana"}, "2": {"name": 7}}})
    assert store.refresh()
    assert [repair.id for repair in store.repairs] == ["2"]
    assert {one.name for one in store.network.contacts.values()} == {"Ana"}


@pytest.mark.parametrize(
    "name", ["Ana\x1b[2J", "Ana\x9b2J", "A\x7fna", "A\u202ena", "A\nna", "A\ufeffna", "Ana\ttab"]
)
def test_names_put_in_by_hand_are_harmless(files: Any, name: str) -> None:
    for escaped in (True, False):
        files.path.parent.mkdir(exist_ok=True)
        document = {"name": name, "emails": [name], "notes": []}
        if escaped:
            files.write({"contacts": {"1": document}})
        else:
            files.path.write_bytes(b"".join(encode({"contacts": {"1": document}})))
        ana = files.open().network.contacts["1"]
        assert ana.name.isprintable()
        assert ana.name.startswith("A")


def test_harmful_text_is_shown_harmless_anywhere_and_kept_as_it_is(files: Any, put: Any) -> None:
    escape = "\x1b]0;x\x07"
    files.write(
        {
            "contacts": {
                "1": {"name": "Ana", "extra": {"x": [escape]}, "phones": [{"raw": escape}]}
            },
            "interactions": {
                "2": {"on": "2026-11-16", "note": f"one\n{escape}two", "gave": [{"kind": escape}]}
            },
        }
    )
    store = files.open()
    assert "\x1b" not in repr(store.network.tables)
    assert store.network.interactions["2"].note == "one\n]0;xtwo"
    ana = store.network.contacts["1"]
    put(store, "contacts", replace(ana, title="CTO"), ana)
    assert files.document("contacts", "1")["phones"] == [{"raw": escape}]


def test_references_to_nobody_stop_nothing(files: Any) -> None:
    files.write(
        {
            "contacts": {"1": {"name": "Ana", "lists": ["99"]}},
            "interactions": {"2": {"on": "2026-11-16", "people": {"98": "reached"}}},
            "plans": {"3": {"contact": "97", "due": "2026-11-16"}},
        }
    )
    store = files.open()
    assert store.repairs == ()
    assert len(store.network.of_contact["98"]) == 1


# Values and documents


def text() -> st.SearchStrategy[str]:
    """Text as every change makes it: clean."""
    return st.text(st.characters(codec="utf-8"), max_size=6).map(clean)


DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
KEYS = st.sampled_from([str(n) for n in range(10, 16)])
CONTACTS = st.builds(
    Contact,
    name=text().map(lambda name: f"N{name}"),
    title=st.none() | text(),
    lists=st.lists(KEYS, unique=True, max_size=3).map(tuple),
    emails=st.lists(text(), unique=True, max_size=3).map(tuple),
    given=st.none() | text(),
    nickname=st.none() | text(),
    phones=st.lists(st.builds(Phone, raw=text(), type=st.none() | text()), max_size=2).map(tuple),
    types=st.dictionaries(text(), text(), max_size=2),
    anniversary=st.none() | st.builds(Birthday, m=st.integers(1, 12), d=st.integers(1, 28)),
    died=st.none() | st.just(True) | DAYS,
    birthday=st.none() | st.builds(Birthday, m=st.integers(1, 12), d=st.integers(1, 28)),
    cadence=st.none() | st.integers(1, 400),
    notes=st.lists(
        st.builds(Note, id=KEYS, on=DAYS, text=text()), max_size=3, unique_by=lambda note: note.id
    ).map(tuple),
    archived=st.booleans(),
    snooze=st.none() | DAYS,
    sources=st.lists(st.builds(Source, kind=text(), key=text()), max_size=2).map(tuple),
    extra=st.dictionaries(text(), text(), max_size=2),
    made=st.integers(0, 2**40),
)
INTERACTIONS = st.builds(
    Interaction,
    on=DAYS,
    people=st.dictionaries(KEYS, st.sampled_from(["waiting", "reached", "no_reply"]), max_size=3),
    dir=st.sampled_from(["out", "in"]),
    channel=st.sampled_from(["call", "email", "research"]),
    minutes=st.none() | st.integers(0, 500),
    note=text(),
    gave=st.lists(st.builds(Gift, kind=text(), text=text()), max_size=2).map(tuple),
    made=st.integers(0, 2**40),
)
GOALS = st.integers(1, 9).flatmap(
    lambda people: st.builds(Goal, people=st.just(people), stretch=st.just(people + 1))
)
RECORDS = {"contacts": CONTACTS, "interactions": INTERACTIONS, "goals": GOALS}


@given(st.sampled_from(sorted(RECORDS)).flatmap(lambda t: st.tuples(st.just(t), RECORDS[t])))
def test_a_value_is_the_same_after_the_file(pair: tuple[str, Any]) -> None:
    table, value = pair
    key = "20261116" if table == "goals" else "123456789012345678"
    value = replace(value, id=key)
    written = b"".join(encode({table: {key: document_of(value)}}))
    assert record_of(table, key, parse(written).tables[table][key]) == value
    assert set(document_of(value)) <= set(TABLES[table].__dataclass_fields__) - {"id"}


@given(CONTACTS, CONTACTS, CONTACTS)
def test_an_edit_leaves_what_it_did_not_touch(one: Contact, two: Contact, three: Contact) -> None:
    """`one` is what a session knew, `two` what it wants, `three` what another one left."""
    there = {**document_of(three), "colour": "red"}
    after = edited(there, Edit("contacts", "1", one, two))
    assert after is not None
    known, wanted = document_of(one), document_of(two)
    for field in {*there, *wanted, *known}:
        if known.get(field) == wanted.get(field):
            assert after.get(field) == there.get(field)
        elif not isinstance(wanted.get(field), list | dict):
            assert after.get(field) == wanted.get(field)


@given(CONTACTS, CONTACTS)
def test_an_edit_of_what_it_knows_gives_what_it_wants(one: Contact, two: Contact) -> None:
    assert edited(document_of(one), Edit("contacts", "1", one, two)) == document_of(two)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | text(),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(text(), one, max_size=3),
    max_leaves=8,
)


@given(PLAIN, PLAIN, PLAIN)
def test_merging_takes_any_values(there: Any, before: Any, after: Any) -> None:
    assert merged(there, before, before) == there
    assert merged(there, there, after) == after
    merged(there, before, after)


# Random changes against a plain model


OPERATIONS = st.lists(
    st.tuples(KEYS, st.sampled_from(["put", "drop"]), CONTACTS, st.booleans()), max_size=12
)


@given(OPERATIONS)
def test_random_changes_equal_a_plain_dict(tmp_path_factory: Any, operations: list[Any]) -> None:
    from storage.store import Store

    path = tmp_path_factory.mktemp("random") / "network.json"
    sessions = [Store.open(path), Store.open(path)]
    model: dict[str, Contact] = {}
    for key, what, value, second in operations:
        store = sessions[second]
        store.refresh()
        before = store.network.contacts.get(key)
        after = replace(value, id=key) if what == "put" else None
        store.commit(Change("random", (Edit("contacts", key, before, after),)))
        model.pop(key, None)
        if after is not None:
            model[key] = after
        assert store.network.contacts == model
    reopened = Store.open(path)
    assert reopened.network.contacts == model
    for store in (*sessions, reopened):
        store.close()
