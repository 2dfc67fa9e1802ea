"""Reads the Connections.csv that LinkedIn gives its members, alone or in the archive it comes in.

The table begins below a preamble of any length, so its header is looked for. Rows are parted by
hand, since one quote that is never closed must not swallow the people behind it.
"""

from __future__ import annotations

import csv
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import BinaryIO

from habit.errors import CouldNotError
from habit.model import Contact
from habit.names import given_of, in_order
from habit.text import line
from storage.formats.card import LONGEST, Card, Skip, email_of, profile_key, sealed, url_of
from storage.formats.decoding import decoded, one_newline

KIND = "linkedin"
FILE = "Connections.csv"

_KNOWN = ("first name", "last name", "url", "email address", "company", "position", "connected on")
_OURS = ("url", "position", "connected on")
"""One of these has to stand beside the names: other address books have names, too."""
_UPLOADED = frozenset(("companies", "phonenumbers", "instantmessagehandles", "bookmarkedat"))
"""Columns of the address book that somebody once gave LinkedIn, which is no list of connections."""
_HEADER_WITHIN = 30
"""Rows among which the header is looked for."""
_MOST_LINES = 10
"""Lines that one row may take; a quote that is open for longer was never meant to be one."""
_LONGEST_FIELD = 1 << 20
_LONGEST_EXTRA = 2000
_MEMBER = 50 << 20
"""Bytes that the file in an archive may have."""
_ENCRYPTED = 0x1
"""The flag of a file in an archive that has a password."""
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)
"""What comes up when an archive is cut off or not what it says of itself."""

_OPEN_QUOTE = "its quotes do not match; look whether its columns are in place"
_TOO_LONG = "a field of more than a million characters"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""LinkedIn writes its months in English, whatever the language of the machine."""
_AMERICAN = re.compile(r"(\d\d?)/(\d\d?)/(\d{4}|\d\d), \d\d?:\d\d [AP]M\Z")
"""A day as LinkedIn wrote it years ago: `12/3/18, 4:05 PM`."""
_DAY = re.compile(r"(\d\d?)[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d\d)\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the number of its first line."""

    at: int
    values: list[str]
    guessed: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The part of a file below its header."""

    header: tuple[str, ...]
    places: dict[str, int]
    """The place of each column that is understood; of two with one name the first."""
    lines: Sequence[tuple[str, bool]]
    start: int
    delimiter: str

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold anything, or have a problem."""
        at = self.start
        while at < len(self.lines):
            row, at = _row(self.lines, at, self.delimiter, len(self.header))
            if row.problem or any(map(str.strip, row.values)):
                yield row

    def value(self, row: Row, column: str) -> str:
        """Return what a row says in a column, as one clean line."""
        place = self.places.get(column, len(row.values))
        return line(row.values[place]) if place < len(row.values) else ""


def archived(stream: BinaryIO) -> bytes:
    """Return the Connections.csv in LinkedIn's archive.

    Raises:
        CouldNotError: There is none that can be read; the name of the archive goes before it.

    """
    try:
        with zipfile.ZipFile(stream) as archive:
            return _member(archive)
    except _DAMAGED:
        raise CouldNotError(
            "is a damaged archive: download it again, or ask for a new export"
        ) from None
    except (NotImplementedError, RuntimeError):
        raise CouldNotError(
            f"is packed in a way that cannot be read here: unzip it and import the {FILE} in it"
        ) from None


def _member(archive: zipfile.ZipFile) -> bytes:
    """Return the one Connections.csv of an archive, or say why there is none."""
    them = [one for one in archive.infolist() if PurePosixPath(one.filename).name == FILE]
    if not them:
        raise CouldNotError(
            f"is an archive without a {FILE}: unzip it and import the .csv or .vcf in it"
        )
    if len(them) > 1:
        raise CouldNotError(
            f"is an archive with {len(them)} files named {FILE} "
            f"({line(them[0].filename)}, {line(them[1].filename)}): "
            "unzip it and import the one you want"
        )
    if them[0].flag_bits & _ENCRYPTED:
        raise CouldNotError(
            f"is an encrypted archive: unzip it with its password and import the {FILE} in it"
        )
    if them[0].file_size <= _MEMBER:
        with archive.open(them[0]) as inner:
            data = inner.read(_MEMBER + 1)
        if len(data) <= _MEMBER:
            return data
    raise CouldNotError(
        f"has a {FILE} of more than {_MEMBER >> 20} MB in it, which is too large to be read at "
        "once: unzip it and import it in parts"
    )


def table_of(data: bytes, encoding: str) -> Table | None:
    """Return the table in these bytes, None where there is no header of LinkedIn's.

    Raises:
        CouldNotError: It is the address book that was given to LinkedIn; the name of the file goes
            before it.

    """
    csv.field_size_limit(_LONGEST_FIELD)
    lines = _lines(data, encoding)
    for delimiter in (",", ";", "\t"):
        at = 0
        for _ in range(_HEADER_WITHIN):
            if at >= len(lines):
                break
            row, at = _row(lines, at, delimiter)
            table = _table(row.values, lines, at, delimiter)
            if table:
                return table
    return None


def _squeezed(column: str) -> str:
    """Return the name of a column as it is compared: LinkedIn once wrote FirstName."""
    return re.sub(r"[\W_]", "", column.lower())


def _table(
    values: list[str], lines: Sequence[tuple[str, bool]], start: int, delimiter: str
) -> Table | None:
    header = tuple(map(line, values))
    names = [_squeezed(name) for name in header]
    known = {name: _squeezed(name) for name in _KNOWN}
    places = {name: names.index(bare) for name, bare in known.items() if bare in names}
    has_names = {"first name", "last name"} <= places.keys()
    if has_names and not _UPLOADED.isdisjoint(names):
        raise CouldNotError(
            "is the address book that you once gave LinkedIn, not your connections: import the "
            f"{FILE} that came with it, or those people from where they were exported"
        )
    if has_names and any(name in places for name in _OURS):
        return Table(header, places, lines, start, delimiter)
    return None


def _lines(data: bytes, encoding: str) -> list[tuple[str, bool]]:
    """Return the lines as text, each with whether it was guessed at."""
    data = one_newline(data.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b""))
    text, guessed = decoded(data)
    if not guessed:
        return [(one, False) for one in text.split("\n")]
    return [decoded(one, fallback=encoding) for one in data.split(b"\n")]


def _row(
    lines: Sequence[tuple[str, bool]], at: int, delimiter: str, width: int | None = None
) -> tuple[Row, int]:
    """Return the row that begins at a line, and the line after it.

    A quote that is open takes lines in until it is closed, but none that is a row of its own,
    with the columns of a header of this `width`.
    """
    end = at + 1
    quotes = lines[at][0].count('"')
    while quotes % 2 and end < len(lines) and end - at < _MOST_LINES:
        if width is not None and lines[end][0].count(delimiter) >= width - 1:
            break
        quotes += lines[end][0].count('"')
        end += 1
    if quotes % 2 == 0:
        return _parsed(lines, at, end, delimiter), end
    alone = lines[at][0].replace('"', ""), lines[at][1]
    row = _parsed({at: alone}, at, at + 1, delimiter)
    return replace(row, problem=row.problem or _OPEN_QUOTE), at + 1


def _parsed(
    lines: Sequence[tuple[str, bool]] | Mapping[int, tuple[str, bool]],
    at: int,
    end: int,
    delimiter: str,
) -> Row:
    them = [lines[place] for place in range(at, end)]
    text = "\n".join(one for one, _ in them)
    try:
        values = next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return Row(at + 1, [], problem=_TOO_LONG)
    return Row(at + 1, values, any(guessed for _, guessed in them))


def read(
    table: Table, name: str, tick: Callable[[int], None] = lambda lines: None
) -> Iterator[Card | Skip]:
    """Read the people of a table one by one; `tick` hears how many lines went by."""
    before = table.start
    for row in table.rows():
        tick(row.at - before)
        before = row.at
        yield _person(table, row, f"{name}:{row.at}")


def _person(table: Table, row: Row, where: str) -> Card | Skip:
    # The one wide net: whatever is odd in this row, the next ones are still read.
    try:
        return _card(table, row, where)
    except Exception as error:
        return Skip(where, f"this row could not be understood ({type(error).__name__})")


def _card(table: Table, row: Row, where: str) -> Card | Skip:
    if not row.values:
        return Skip(where, row.problem)
    warnings = [row.problem] if row.problem else []
    if any(map(str.strip, row.values[len(table.header) :])):
        warnings.append("it has more columns than the header; look whether they are in place")
    extra = _extra(table, row)
    written = table.value(row, "email address")
    email = email_of(written)
    if written and not email:
        warnings.append(f'"{written[:60]}" isn\'t an email address; it was kept as text')
        extra["email"] = written[:LONGEST]
    first, last = table.value(row, "first name"), table.value(row, "last name")
    name = in_order(first, last)[:LONGEST] or email
    if not name:
        return Skip(where, "no name")
    url = url_of(table.value(row, "url"))
    contact = Contact(
        name=name,
        given=given_of(first, last),
        emails=(email,) if email else (),
        urls=(url[:_LONGEST_EXTRA],) if url else (),
        organization=table.value(row, "company")[:LONGEST] or None,
        title=table.value(row, "position")[:LONGEST] or None,
        extra={KIND: extra} if extra else {},
    )
    key = profile_key(url or "")
    return Card(
        sealed(contact, KIND, key, extra.get("connected", "")),
        where,
        tuple(warnings),
        row.guessed,
    )


def _extra(table: Table, row: Row) -> dict[str, str]:
    """Return the day you connected, and the columns that we do not know."""
    connected = table.value(row, "connected on")
    extra = {"connected": connected_on(connected)[:LONGEST]} if connected else {}
    for place, column in enumerate(table.header):
        if place not in table.places.values() and place < len(row.values):
            value = line(row.values[place])
            if column and value:
                extra[column[:LONGEST]] = value[:_LONGEST_EXTRA]
    return extra


def connected_on(text: str) -> str:
    """Return a day as LinkedIn writes it in ISO form, and any other text as it is."""
    if american := _AMERICAN.match(text):
        month, day, year = map(int, american.groups())
    elif found := _DAY.match(text):
        name = found[2].lower()
        month = _MONTHS.index(name) + 1 if name in _MONTHS else 0
        day, year = int(found[1]), int(found[3])
    else:
        return text
    try:
        return date(year + (2000 if year < 100 else 0), month, day).isoformat()
    except ValueError:
        return text
