"""What is in one version of the file: bytes to tables, and tables to bytes.

The layout has sorted keys and an indent, so that `git diff` reads well and two machines' edits
mostly merge.
"""

from __future__ import annotations

import codecs
import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from habit.model import SCHEMA, TABLES
from storage.doubles import are_all, copies, is_laid_out
from storage.schema import Document, Tables, migrated, schema_of

if TYPE_CHECKING:
    from storage.doubles import Copy

_SLICE = 2000
"""Documents encoded in one go: few enough for a screen to draw in between."""
_PIECE = 1 << 16
"""Bytes looked at in one go: few enough for the processor to keep at hand."""
_MANY = 50_000
"""New objects from which on it pays that the garbage collector never looks at them again."""

_HARMFUL = {
    b"\x7f": re.compile(rb"\x7f"),
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f\xad]"),
    b"\xe2": re.compile(rb"\xe2(?:\x80[\x8b\x8e\x8f\xa8-\xae]|\x81[\xa0-\xaf])"),
    b"\xee": re.compile(rb"\xee"),
    b"\xef": re.compile(rb"\xef(?:\xbb\xbf|[\x80-\xa3])"),
    b"\xf3": re.compile(rb"\xf3[\xa0-\xbf]"),
    b"\xf4": re.compile(rb"\xf4"),
    b"\\": re.compile(
        rb"\\u(?:00[0189]|00[aA][dD]|007[fF]|20[0-6]|[fF][eE][fF][fF]|[eE]|[fF][0-8]|[dD][bB][4-9a-fA-F])"
    ),
}
"""Control characters, bidi overrides, unseen blanks and private-use signs, raw and escaped, as a
hand may put them into the file; each by the byte that it begins with, as looking for one byte is
nearly free."""


class DamagedError(ValueError):
    """The bytes are not the tables of a file; the text says what they are instead."""


class Content:
    """The tables of one version, taken apart no sooner and no further than needed."""

    def __init__(
        self, parts: dict[str, msgspec.Raw], *, suspect: bool = False, text: bytes = b""
    ) -> None:
        self.parts = parts
        """Each table as it is written; none once the tables have been taken apart."""
        self.suspect = suspect
        """Whether some text may hold what could harm a terminal."""
        self.too_deep = 0
        """How many documents are nested too deeply to be read, and stand here as texts."""
        self._text = text
        self._is_laid_out = bool(text) and is_laid_out(text, parts)
        self.schema = schema_of(msgspec.json.decode(parts.get("_meta", b"{}")))

    @classmethod
    def of(cls, tables: Tables) -> Content:
        """Return the content that these tables are."""
        content = cls({})
        content.__dict__["tables"] = tables
        return content

    @property
    def is_of_today(self) -> bool:
        """Whether the documents are written in the schema of this version."""
        return self.schema == SCHEMA

    def table(self, name: str) -> dict[str, Document]:
        """Return one table; what is not a table is empty."""
        if self.parts and self.is_of_today:
            found = _documents(self.parts[name]) if name in self.parts else {}
        else:
            found = self.tables.get(name, {})
        return found if isinstance(found, dict) else {}

    def hidden(self, sizes: Mapping[str, int]) -> list[Copy]:
        """Return what no reader sees; only once, as the text is let go of then.

        Args:
            sizes: How many documents some of the tables have, as far as that is known already.

        """
        text, self._text = self._text, b""
        if not text:
            return []
        if self._is_laid_out and are_all(text, self.parts, lambda: self._sizes(sizes)):
            return []
        return list(copies(text))

    def _sizes(self, sizes: Mapping[str, int]) -> Iterator[int]:
        """Yield how many documents each table has."""
        if not self.parts:
            yield from (len(table) for table in self.tables.values() if isinstance(table, dict))
        for name, part in self.parts.items():
            known = sizes.get(name)
            yield len(_documents(part)) if known is None else known

    @cached_property
    def tables(self) -> Tables:
        """Every table with its documents, in the schema of today."""
        with undisturbed():
            tables = {name: _documents(part) for name, part in self.parts.items()}
        self.parts = {}
        return tables if self.is_of_today else migrated(tables, self.schema)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Load without the garbage collector, which would look at all that is new again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            gc.freeze()
        if was_enabled:
            gc.enable()


def parse(text: bytes) -> Content:
    """Take the bytes of a file apart; a `DamagedError` says that they are no tables."""
    try:
        return _taken_apart(text)
    except RecursionError as error:
        from storage.deep import shallow

        less, count = shallow(text)
        if not count:
            raise DamagedError(str(error)) from None
    try:
        content = _taken_apart(less)
    except RecursionError as error:
        raise DamagedError(str(error)) from None
    content.too_deep = count
    return content


def _taken_apart(text: bytes) -> Content:
    try:
        content = Content(_parts(text), suspect=_is_suspect(text), text=text)
    except (ValueError, RecursionError):
        content = Content(_loose_parts(text), suspect=True, text=text)
    for name in (*TABLES, "_gone"):
        if bytes(memoryview(content.parts.get(name, b"{"))[:1]) != b"{":
            raise DamagedError(f"its table {name!r} is not an object")
    return content


def _is_suspect(text: bytes) -> bool:
    return any(first in text and harmful.search(text) for first, harmful in _HARMFUL.items())


def _parts(text: bytes) -> dict[str, msgspec.Raw]:
    if not text.isascii():
        _refuse_other_than_utf8(text)  # what the decoder steps over it does not look at
    return msgspec.json.decode(text, type=dict[str, msgspec.Raw])


def _refuse_other_than_utf8(text: bytes) -> None:
    """Raise a `ValueError` for other bytes; piece by piece, as one text of all costs far more."""
    decode = codecs.getincrementaldecoder("utf-8")().decode
    for at in range(0, len(text), _PIECE):
        decode(text[at : at + _PIECE])
    decode(b"", True)


def _loose_parts(text: bytes) -> dict[str, msgspec.Raw]:
    """Take apart what only the standard library reads: a byte order mark, NaN, half a surrogate.

    Plain TinyDB can have written any of them, so the file is whole.
    """
    import json

    try:
        loose = _loosely(text.decode("utf-8-sig"))
        return _parts(json.dumps(loose, ensure_ascii=False).encode("utf-8", "replace"))
    except ValueError as error:
        raise DamagedError(str(error)) from None


def _loosely(text: str | bytes) -> Any:
    """Read JSON with numbers beyond all that can be written again; they become nothing."""
    import json
    import math

    def whole(digits: str) -> int | None:
        try:
            return int(digits)
        except ValueError:
            return None

    def real(digits: str) -> float | None:
        number = float(digits)
        return number if math.isfinite(number) else None

    return json.loads(text, parse_constant=lambda _: None, parse_int=whole, parse_float=real)


def _documents(part: msgspec.Raw) -> dict[str, Document]:
    """Take a table apart; what is too deep for the room that is left on the stack stays a text."""
    try:
        return _decoded(part)
    except RecursionError:
        from storage.deep import shallow

        less, _ = shallow(b'{"":' + bytes(part) + b"}")
        return _decoded(_parts(less)[""])


def _decoded(part: msgspec.Raw) -> dict[str, Document]:
    """Take a table apart document by document: a screen can draw meanwhile."""
    decode = msgspec.json.Decoder().decode
    try:
        raw = msgspec.json.decode(part, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        odd: dict[str, Document] = _loosely(bytes(part))  # no table; kept as it is
        return odd
    try:
        return {key: decode(document) for key, document in raw.items()}
    except msgspec.ValidationError:
        return {key: _loosely(bytes(document)) for key, document in raw.items()}


def encode(tables: Tables) -> Iterator[bytes]:
    """Yield the bytes of a file, a slice at a time."""
    if not tables:
        yield b"{}\n"
        return
    opening = b"{\n"
    for name in sorted(tables):
        yield opening + _dumps(name) + b": "
        yield from _encoded(tables[name])
        opening = b",\n"
    yield b"\n}\n"


def _encoded(table: dict[str, Document]) -> Iterator[bytes]:
    if not isinstance(table, dict) or not table:
        yield _dumps(table)
        return
    keys = sorted(table)
    opening = b"{\n"
    for at in range(0, len(keys), _SLICE):
        yield opening + _dumps({key: table[key] for key in keys[at : at + _SLICE]})[2:-2]
        opening = b",\n"
    yield b"\n}"


def _dumps(value: object) -> bytes:
    import orjson

    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
    except TypeError:
        import json

        # Whole numbers of any length, which a hand or another tool may have written.
        return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False).encode()
