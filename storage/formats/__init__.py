"""Bringing people in: finds the reader for a file by its bytes, and reads it record by record.

A new format is one module with a `read`, and the lines in `_of_bytes` that know it.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, TypeAlias

from habit.errors import CouldNotError, RefusedError
from habit.text import line
from storage.formats import linkedin, vcard
from storage.formats.card import Card, Skip
from storage.formats.decoding import charset, utf16_of
from storage.formats.vcard import Terms
from storage.formats.vcard_lines import BEGIN
from storage.paths import kind_at

__all__ = ["MAX_SIZE", "Card", "Skip", "codec_of", "read"]

MAX_SIZE = 64 << 20
"""Bytes of a file that are read unless said otherwise."""
_HEAD = 65536
"""Bytes by which a file is known."""
_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip begins, and one with nothing in it."""
_MOST_FILES = 20_000
"""Files of one folder."""

Items: TypeAlias = Iterator[Card | Skip]
_Reader: TypeAlias = Callable[[Callable[[int], None]], Items]


def read(
    path: Path,
    *,
    encoding: str = "cp1252",
    max_size: int = MAX_SIZE,
    progress: Callable[[int], None] | None = None,
    today: date = date.min,
    organizations: bool = False,
) -> Items:
    """Return the people in a file, or in each `.vcf` of a folder, and what was skipped.

    `encoding` is for text that is not UTF-8 and does not say what it is. `progress` hears how
    many percent are behind, each number once. `today` tells which years somebody can be born in
    (without it, in all), `organizations` whether companies come in as people do. Raises
    `CouldNotError`, before anything is read, when there is nothing here that can be.
    """
    terms = Terms(codec_of(encoding), today.year, organizations)
    if kind_at(path) == "folder":
        return _folder(path, terms, max_size, progress)
    reader, total = _reader_of(path, terms, max_size, follow=True)
    return reader(Percent(total, progress))


def codec_of(encoding: str) -> str:
    """Return Python's name of an encoding, or refuse what contacts are not written in."""
    codec = charset(encoding)
    if codec is None:
        raise RefusedError(
            f"{_shown(encoding)} is no encoding of contacts; try cp1252, latin-1 or shift_jis"
        )
    return codec


class Percent:
    """Turns steps of any size into percent."""

    def __init__(self, total: int, progress: Callable[[int], None] | None) -> None:
        self._total = max(1, total)
        self._progress = progress
        self._done = 0
        self._said = 0

    def __call__(self, step: int) -> None:
        self._done += step
        percent = min(100, self._done * 100 // self._total)
        if self._progress is not None and percent > self._said:
            self._said = percent
            self._progress(percent)


def _folder(
    path: Path, terms: Terms, max_size: int, progress: Callable[[int], None] | None
) -> Items:
    """Read each vCard of a folder; links, devices and what is hidden are left alone."""
    try:
        names = sorted(
            entry.name
            for entry in os.scandir(path)
            if entry.name.lower().endswith(".vcf") and not entry.name.startswith(".")
        )
    except OSError as error:
        raise _unreadable(path, error) from None
    readers = [_reader_or_skip(path / name, terms, max_size) for name in names[:_MOST_FILES]]
    if all(isinstance(one, Skip) for one in readers):
        raise CouldNotError(
            f"{_shown(str(path))} has no .vcf file that can be read;"
            " name the folder that your vCards are in"
        )
    return _all_of(readers, len(names), Percent(len(readers), progress))


def _all_of(readers: list[_Reader | Skip], found: int, percent: Percent) -> Items:
    for reader in readers:
        if isinstance(reader, Skip):
            yield reader
        else:
            yield from reader(lambda step: None)
        percent(1)
    if found > len(readers):
        left = found - len(readers)
        yield Skip("the folder", f"{left} files beyond the first {_MOST_FILES} were left out")


def _reader_or_skip(path: Path, terms: Terms, max_size: int) -> _Reader | Skip:
    try:
        return _reader_of(path, terms, max_size, follow=False)[0]
    except CouldNotError as error:
        return Skip(line(path.name), str(error))


def _reader_of(path: Path, terms: Terms, max_size: int, *, follow: bool) -> tuple[_Reader, int]:
    """Return what reads a file, and how many steps that will be."""
    shown = line(path.name)
    with _opened(path, follow=follow) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > max_size:
            raise CouldNotError(
                f"{_shown(path.name)} is larger than {max_size >> 20} MB;"
                " export your contacts again without photos, or in parts"
            )
        head = stream.read(_HEAD)
        if utf16 := utf16_of(head):
            text = (head + stream.read()).decode(utf16, "replace").removeprefix("\ufeff")
            data = text.encode("utf-8", "replace")
            return _of_bytes(data, data[:_HEAD], path, terms)
        if BEGIN.search(head):
            return lambda tick: vcard.read(
                lambda: _opened(path, follow=follow), shown, terms, tick
            ), size
        return _of_bytes(head + stream.read(), head, path, terms)


def _of_bytes(data: bytes, head: bytes, path: Path, terms: Terms) -> tuple[_Reader, int]:
    """Return what reads a file that lies in memory."""
    shown = line(path.name)
    if BEGIN.search(head):
        return lambda tick: vcard.read(lambda: io.BytesIO(data), shown, terms, tick), len(data)
    if head.startswith(_ARCHIVE):
        data, shown = _unzipped(data, path), linkedin.FILE
        head = data[:_HEAD]
    try:
        table = None if b"\0\0" in head else linkedin.table_of(data, terms.encoding)
    except CouldNotError as why:
        raise CouldNotError(f"{_shown(path.name)} {why}") from None
    if table is None:
        raise CouldNotError(_nothing_in(head, path))
    return lambda tick: linkedin.read(table, shown, tick), len(table.lines)


def _unzipped(data: bytes, path: Path) -> bytes:
    try:
        return linkedin.archived(io.BytesIO(data))
    except CouldNotError as why:
        raise CouldNotError(f"{_shown(path.name)} {why}") from None


def _nothing_in(head: bytes, path: Path) -> str:
    """Say what a file is instead, as far as its beginning shows, and what to do."""
    start = head.removeprefix(b"\xef\xbb\xbf").strip().lower()
    what, advice = "", "export your contacts as vCard (.vcf) and import that"
    if not start:
        what, advice = " is empty:", "export your contacts again"
    elif start.startswith((b"<!doctype html", b"<html")) or b"<html" in start[:1024]:
        what, advice = " is a web page:", "log in where it came from and export again"
    elif start.startswith(b"begin:vcalendar"):
        what = " is a calendar:"
    it = " it" if what else ""
    return (
        f"{_shown(path.name)}{what}{it} is neither a vCard nor a LinkedIn Connections.csv; {advice}"
    )


def _opened(path: Path, *, follow: bool) -> BinaryIO:
    """Open a regular file, never waiting for one that is none."""
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    try:
        number = os.open(path, flags)
    except OSError as error:
        raise _unreadable(path, error) from None
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise CouldNotError(f"{_shown(path.name)} is not a regular file; save it as one first")
    return os.fdopen(number, "rb")


def _unreadable(path: Path, error: OSError) -> CouldNotError:
    shown = _shown(str(path))
    if isinstance(error, FileNotFoundError):
        return CouldNotError(f"There is no file {shown}; look whether its name is right")
    if path.is_symlink():
        return CouldNotError(f"{shown} is a link; name the file that it leads to")
    return CouldNotError(f"{shown} cannot be read: {error.strerror}; look at its permissions")


def _shown(name: str) -> str:
    return line(name) or "that file"
