"""One document that is nested too deeply to be read is set aside alone, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tinydb import TinyDB

from storage.content import DamagedError, parse
from storage.deep import shallow
from storage.doctor import examine
from storage.store import Store

DEEP = "[" * 5000 + "]" * 5000
LADDER = '{"a": ' * 5000 + "1" + "}" * 5000


def text_with(deep: str, table: str = "contacts") -> str:
    return (
        f'{{"contacts": {{"1": {{"name": "Ana"}}, "3": {{"name": "Tom"}}}}, "{table}s": {{}},'
        f'"events": {{"2": {{"name": "Deep", "x": {deep}, "y": "]}}\\""}}, '
        '"4": {"name": "Meetup", "on": "2026-11-16", "z": [[[[1]]]]}}}'
    )


@pytest.mark.parametrize("deep", [DEEP, LADDER])
def test_a_document_nested_too_deeply_is_set_aside_alone(
    files: Any, put: Any, person: Any, deep: str
) -> None:
    files.path.parent.mkdir()
    files.path.write_text(text_with(deep))
    store: Store = files.open()
    assert set(store.network.contacts) == {"1", "3"}
    assert set(store.network.events) == {"4"}
    assert [(one.table, one.id) for one in store.repairs] == [("events", "2")]
    assert store.notices == (
        f"1 document in {files.path} cannot be read, as nested too deeply; what was there is "
        'kept as text in the field "unreadable".',
    )
    assert files.path.read_text() == text_with(deep), "to read it changes nothing"
    assert files.damaged() == []
    put(store, "contacts", person())
    kept = files.document("events", "2")["unreadable"]["document"]
    assert kept == f'{{"name": "Deep", "x": {deep}, "y": "]}}\\""}}'
    assert files.document("events", "4")["z"] == [[[[1]]]]
    with TinyDB(files.path) as plain:
        assert len(plain.table("contacts")) == 3
    assert files.open().notices == ()


def test_a_document_is_set_aside_alone_also_where_little_room_is_left_for_its_depth() -> None:
    content = parse(text_with("[" * 900 + "]" * 900).encode())

    def at_depth(calls: int) -> Any:
        return content.tables if calls == 0 else at_depth(calls - 1)

    tables = at_depth(400)
    assert set(tables["contacts"]) == {"1", "3"}
    assert list(tables["events"]["2"]) == ["unreadable"]
    assert tables["events"]["4"]["name"] == "Meetup"


def test_the_doctor_names_the_document_that_was_too_deep(files: Any) -> None:
    files.path.parent.mkdir()
    files.path.write_text(text_with(DEEP))
    found = [one for one in examine(files.open()) if one.kind == "invalid"]
    assert any("events 2" in one.where for one in found)


def test_a_deep_text_that_is_cut_off_is_damage(files: Any) -> None:
    with pytest.raises(DamagedError):
        parse(text_with(DEEP)[:-300].encode())
    with pytest.raises(DamagedError):
        parse(b"[" * 100_000)


def test_a_text_without_depth_stays_as_it_is() -> None:
    text = text_with('["[[[[", "\\"]]"]').encode()
    assert shallow(text) == (text, 0)
    assert json.loads(text)


def test_deep_documents_are_found_in_a_damaged_file_too(files: Any, put: Any, person: Any) -> None:
    store: Store = files.open()
    put(store, "contacts", person("Ana"))
    store.close()
    files.path.write_text(text_with(DEEP)[:-40])
    again = files.open()
    assert "Ana" in {one.name for one in again.network.contacts.values()}
    assert len(files.damaged()) == 1
