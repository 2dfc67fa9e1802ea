"""What stands twice in a file is found when it is opened, at next to no cost for a file of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.content import encode, parse
from storage.store import StoreError
from tests.benchmarks import data


def hidden(text: bytes) -> list[str]:
    """Return the ids of what no reader sees."""
    return [key for _, key, *_ in parse(text).hidden({})]


def looks_closely(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return what counts how often a file is read by the slow way."""
    looks: list[int] = []

    def copies(text: bytes) -> list[Any]:
        looks.append(len(text))
        return []

    monkeypatch.setattr("storage.content.copies", copies)
    return looks


def test_a_file_as_the_store_writes_it_is_never_looked_at_closely(
    files: Any, put: Any, person: Any, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = looks_closely(monkeypatch)
    store = files.open()
    for n in range(3):
        put(store, "contacts", person(f'Zo\u00eb {n}, "the one": {{}},\n  "1": {{'))
        put(store, "interactions", call())
        files.open()
    data.write(files.path, data.Size(20, 100))
    files.open().close()
    store.refresh()
    assert looks == []


Word = st.text(max_size=8)
Value = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | Word,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(Word, inner, max_size=3),
)
Ids = st.integers(1, 40).map(str)
Tables = st.dictionaries(
    st.sampled_from(["contacts", "lists", "_gone", "plans", "x y"]),
    st.dictionaries(Ids, st.dictionaries(Word, Value, min_size=1, max_size=3), max_size=4),
    max_size=4,
)


@given(Tables)
def test_nothing_is_hidden_in_what_was_written(tables: Any) -> None:
    assert hidden(b"".join(encode(tables))) == []


@given(Tables, st.data())
def test_whatever_stands_twice_is_found_in_any_layout(tables: Any, draw: st.DataObject) -> None:
    there = [(name, key) for name, table in tables.items() for key in table if name[0] != "_"]
    if not there:
        return
    name, key = draw.draw(st.sampled_from(there))
    copy = json.dumps({"name": "hidden"})
    text = b"".join(encode(tables)).decode()
    head, body = f"{json.dumps(name)}: {{\n", f'  "{key}": {copy}'
    assert head in text
    for doubled in (
        text.replace(head, f"{head}{body},\n", 1),
        text.replace(head, f"{json.dumps(name)}: {{\n{body}\n}},\n{head}", 1),
    ):
        for layout in (doubled, doubled.replace("\n", "\r\n"), doubled.replace("\n", "")):
            assert hidden(layout.encode()) == [key]


def test_a_session_that_is_open_refuses_to_write_over_what_is_hidden(
    files: Any, put: Any, person: Any
) -> None:
    store = files.open()
    one = put(store, "contacts", person("Priya Nair"))
    text = files.path.read_text("utf-8").replace(
        '"contacts": {', f'"contacts": {{\n  "{one.id}": {{"name": "Bo"}},'
    )
    files.path.write_text(text, "utf-8")
    with pytest.raises(StoreError, match="stands twice"):
        put(store, "contacts", person("Zoe"))
    assert files.path.read_text("utf-8") == text
    assert store.standing is not None
