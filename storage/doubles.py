"""Tables and ids that stand twice in the bytes of a file: readers see the last one alone.

A hand makes them by a slip, and a merge by lines. As JSON such a file is sound: nobody is told, and
who writes it next drops what the last one hides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

from storage.undo import OWN_TABLES

Copy: TypeAlias = tuple[str, str, Any, Any]
"""A table, an id, a document that no reader sees, and the one that hides it."""

_SMALL = 1 << 21
"""Bytes of a file of which each document is looked at: that takes two milliseconds."""
_SEAM = b'},\n  "'
"""What stands between two documents of a table as the store writes them."""


def is_laid_out(text: bytes, parts: Mapping[str, msgspec.Raw]) -> bool:
    """Whether a file is one as the store writes it, and these are all of its tables."""
    between = 2 * (len(parts) - 1) + len("{\n\n}\n")
    named = sum(len(msgspec.json.encode(name)) + len(": ") for name in parts)
    return len(text) == sum(len(memoryview(part)) for part in parts.values()) + named + between


def are_all(
    text: bytes, parts: Mapping[str, msgspec.Raw], sizes: Callable[[], Iterable[int]]
) -> bool:
    """Whether what is read from the tables is all that they have, in the layout of the store.

    A large file has its documents counted only, which is nearly free where the `sizes` of the
    tables are known: what a hand wrote between two of them on their own line is not seen there.
    """
    if len(text) > _SMALL:
        return text.count(_SEAM) == sum(max(0, size - 1) for size in sizes())
    return bool(parts) and all(_is_whole(part) for part in parts.values())


def _is_whole(part: msgspec.Raw) -> bool:
    """Whether the documents that are read from a table are as long as it is."""
    try:
        documents = msgspec.json.decode(part, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        return False
    if not documents:
        return True
    names = "".join(documents)
    lengths = sum(len(memoryview(document)) for document in documents.values())
    around = len('  "": ,\n') * len(documents) + len("{\n\n}") - len(",\n")
    return names.isalnum() and len(memoryview(part)) == lengths + len(names.encode()) + around


def copies(text: bytes) -> Iterator[Copy]:
    """Yield what no reader of these bytes sees."""
    tables, dropped = _parsed(text)
    for name, table in [*dropped.get(id(tables), ()), *tables.items()]:
        seen = tables[name]
        if not (isinstance(table, dict) and isinstance(seen, dict)):
            continue
        hidden = list(dropped.get(id(table), ()))
        hidden += [] if table is seen else table.items()
        for key, copy in hidden:
            # Of what the store itself keeps beside the documents, an id has one meaning only.
            if not (name in OWN_TABLES and key in seen):
                yield name, key, _writable(copy), _writable(seen.get(key))


def _parsed(text: bytes) -> tuple[dict[str, Any], dict[int, list[tuple[str, Any]]]]:
    """Return all objects as readers see them, and by the identity of each what it passed over."""
    import json

    dropped: dict[int, list[tuple[str, Any]]] = {}
    kept = []  # all that passed over something, as the identity of what is gone is another's next

    def taken(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(pairs)
        if len(seen) < len(pairs):
            last = {key: at for at, (key, _) in enumerate(pairs)}
            dropped[id(seen)] = [pair for at, pair in enumerate(pairs) if last[pair[0]] != at]
            kept.append(seen)
        return seen

    try:
        said = text.decode("utf-8-sig")
        tables = json.loads(said, object_pairs_hook=taken, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        tables = None
    return (tables, dropped) if isinstance(tables, dict) else ({}, {})


def _writable(value: Any) -> Any:
    """Return a value without the half letters that JSON lets pass and no file can hold."""
    import json

    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
