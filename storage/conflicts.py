"""A file in which git left two versions between conflict markers: takes both sides apart.

Each side is the file as its own clone had it, with all that git could merge by itself. In the
style `diff3` the version that both began from stands between them. While the merge is under way
git still holds all three, and exactly; once it is over, or on another machine, the markers are all
there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage import stages
from storage.behind import names_of
from storage.content import DamagedError, parse
from storage.disk import StoreError, UnreadableError
from storage.schema import Tables, refuse_newer
from storage.uniting import United, united

_MARKER = re.compile(rb"^(<{7,}|\|{7,}|={7,}|>{7,})(?:[ \t][^\r\n]*)?\r?$", re.M)
"""A line that no JSON of ours has: nothing of it begins with any of these."""
_USUAL = 7
"""Characters of a marker; longer ones are of a merge within a merge."""
_OURS, _BASE, _THEIRS, _END = b"<", b"|", b"=", b">"
_FOLLOWS = {
    b"": (_OURS,),
    _OURS: (_BASE, _THEIRS),
    _BASE: (_THEIRS,),
    _THEIRS: (_END,),
    _END: (_OURS,),
}
"""Which marker may come after which."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of a file, and what they are together."""

    mine: Tables
    """What the clone that merged had."""
    theirs: Tables
    both: United

    @property
    def tables(self) -> Tables:
        """What takes the place of the two."""
        return self.both.tables


def is_conflicted(text: bytes) -> bool:
    """Whether git left its markers in a file."""
    return any(match[1][:1] == _OURS for match in _MARKER.finditer(text))


def taken_apart(text: bytes, path: Path) -> Conflict:
    """Return both sides of a file with conflict markers, and what they are together.

    They are those that git still holds of it, and only else those between the markers.

    Raises:
        StoreError: The markers are not those of one merge, or a side is no file of ours.

    """
    ours, base, theirs = _sides(text, path)
    held = stages.of(path)
    try:
        mine = _tables(ours, path, "the side before =======")
        other = _tables(theirs, path, "the side after =======")
    except StoreError:
        if held is None:
            raise
        return _exact(held, path)
    if held is not None:
        exact = _exact(held, path)
        # Somebody may have added to the file by hand since; then it knows more than git.
        if names_of(mine) | names_of(other) <= names_of(exact.mine) | names_of(exact.theirs):
            return exact
    return Conflict(mine, other, united(mine, other, None if base is None else _ancestor(base)))


def _exact(held: stages.Held, path: Path) -> Conflict:
    """Return both sides as git holds them."""
    base, *sides = held
    mine, other = (_tables(side, path, "a version that git holds") for side in sides)
    return Conflict(mine, other, united(mine, other, _ancestor(base)))


def _tables(side: bytes, path: Path, what: str) -> Tables:
    try:
        content = parse(side)
    except DamagedError:
        raise unmergeable(path, f"{what} is no whole file by itself") from None
    refuse_newer(content.schema, path)
    return {name: table for name, table in content.tables.items() if isinstance(table, dict)}


def _ancestor(base: bytes) -> Tables | None:
    """Return what both began from; none where git left only a part of it."""
    if not base.strip():
        return {}
    try:
        return parse(base).tables
    except DamagedError:
        return None


def unmergeable(path: Path, why: str) -> UnreadableError:
    """Return what is said of conflict markers that nobody can make sense of."""
    return UnreadableError(
        f"{path} has git conflict markers that cannot be taken apart ({why}), so nothing was "
        "touched: merge it with git again, edit the markers out by hand, or put a backup in its "
        "place with reachout restore 1 (reachout backup --list shows them all).",
        "it has git conflict markers that cannot be taken apart",
    )


def _sides(text: bytes, path: Path) -> tuple[bytes, bytes | None, bytes]:
    """Return the file as each side has it, and as the ancestor had it where that is said."""
    ours: list[bytes] = []
    base: list[bytes] = []
    theirs: list[bytes] = []
    sides: tuple[list[bytes], ...]
    has_base: set[bool] = set()
    at, last = 0, b""
    for marker, start, end in _markers(text, path):
        piece = text[at:start]
        if last in (b"", _END):
            sides = (ours, base, theirs)
        else:
            sides = ({_OURS: ours, _BASE: base, _THEIRS: theirs}[last],)
        for side in sides:
            side.append(piece)
        if marker not in _FOLLOWS[last]:
            raise unmergeable(path, "they are nested, or out of order")
        if marker == _THEIRS:
            has_base.add(last == _BASE)
        at, last = end, marker
    if last != _END:
        raise unmergeable(path, "the last one has no end")
    for side in (ours, base, theirs):
        side.append(text[at:])
    return b"".join(ours), b"".join(base) if has_base == {True} else None, b"".join(theirs)


def _markers(text: bytes, path: Path) -> Iterator[tuple[bytes, int, int]]:
    """Yield the markers, each with the place of its line; its end is part of it."""
    for match in _MARKER.finditer(text):
        if len(match[1]) != _USUAL:
            raise unmergeable(path, "they are nested, or longer than usual")
        yield match[1][:1], match.start(), min(match.end() + 1, len(text))
