"""The lines of a vCard file: bytes to unfolded lines, to cards, to properties taken apart.

Lines are unfolded before they are decoded, since a fold may part a character, and photos are
dropped while reading, so that a file's pictures never lie in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from storage.formats.decoding import decoded, one_newline

_BLOCK = 65536
_LONGEST_LINE = 1 << 18
"""Bytes of a line that are kept; a value's 64 K may take three times that when encoded."""
_MOST_FOLDS = 1 << 16
"""Folds of a line that are kept, which is more than its value may be long."""
_MOST_LINES = 2000
"""Properties of one card."""

BEGIN = re.compile(
    rb"(?:\A|[\r\n])[\0 \t\xef\xbb\xbf]*BEGIN[ \t]*:[ \t]*VCARD[\0 \t]*(?:[\r\n]|\Z)", re.IGNORECASE
)
"""The first line of a card, anywhere in a block of bytes."""
_EDGE = re.compile(rb"[\0\s\xef\xbb\xbf]*(BEGIN|END)\s*:\s*VCARD[\0\s]*\Z", re.IGNORECASE)
_EDGES = frozenset(b"bBeE\0 \t\xef")
"""How a line may begin that `_EDGE` matches; spares the match on all others."""
_BLANKS = frozenset(b" \t")
_HEAVY = re.compile(rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_BODY = re.compile(rb"[A-Za-z0-9+/=\s]+\Z")
_AGENT = re.compile(rb"AGENT[^:]*:\s*\Z", re.IGNORECASE)
_HEAD_PART = re.compile(r'(?:[^";]|"[^"]*(?:"|\Z))+')
_ESCAPE = re.compile(r"\\([nN,;:\\])")
_TOKEN = re.compile(r"\\.|[^\\;,]+|.", re.DOTALL)
_BARE = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "B": "ENCODING"}
"""What a parameter without a name is about in vCard 2.1; everything else is a type."""


class Property(NamedTuple):
    """One line of a card, taken apart."""

    name: str
    params: dict[str, str]
    value: bytes
    group: str


@dataclass(slots=True)
class Raw:
    """The lines of one card, each with its number."""

    at: int
    lines: list[tuple[int, bytes]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, at: int, text: bytes) -> None:
        """Add a line, up to the most that a card may have."""
        if len(self.lines) < _MOST_LINES:
            self.lines.append((at, text))
        else:
            self.warn(f"it has more than {_MOST_LINES} lines; the rest was left out")

    def warn(self, warning: str) -> None:
        """Add a warning, once."""
        if warning not in self.warnings:
            self.warnings.append(warning)


def cards_of(stream: BinaryIO, tick: Callable[[int], None]) -> Iterator[Raw]:
    """Yield the cards of a file; `tick` hears how many bytes of it have been read."""
    return cards(unfolded(physical(stream, tick)))


def physical(stream: BinaryIO, tick: Callable[[int], None]) -> Iterator[bytes]:
    """Yield the lines without their ends; of a huge one only its beginning."""
    kept: list[bytes] = []
    size = 0
    while block := stream.read(_BLOCK):
        if block.endswith(b"\r"):
            block += stream.read(2)  # the rest of this line's end, most likely
        tick(len(block))
        first, *others = one_newline(block).split(b"\n")
        if size < _LONGEST_LINE:
            kept.append(first)
            size += len(first)
        if others:
            yield b"".join(kept)
            yield from others[:-1]
            kept, size = [others[-1]], len(others[-1])
    yield b"".join(kept)


def unfolded(physical: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield whole lines with their numbers, photos left out."""
    start = 0
    parts: list[bytes] = []
    heavy = parted = False
    for at, text in enumerate(physical, 1):
        if not text:
            parted = True
            continue
        if heavy and (text[0] in _BLANKS or (not parted and _BODY.match(text))):
            continue
        if parts and (part := _continuation(parts, text)) is not None:
            parts[_MOST_FOLDS:] = [part]
            continue
        if parts:
            yield start, _whole(parts)
        heavy, parted = _HEAVY.match(text) is not None, False
        start, parts = at, [] if heavy else [text]
    if parts:
        yield start, _whole(parts)


def _continuation(parts: list[bytes], text: bytes) -> bytes | None:
    """Return what a line adds to the one before it, None where it begins anew.

    A line goes on after a blank, or in quoted-printable after a `=` at its end, which goes away.
    """
    softly = parts[-1].endswith((b"=", b"= ")) and b"QUOTED-PRINTABLE" in _head(parts[0])
    if not (softly or text[0] in _BLANKS) or _EDGE.match(text):
        return None
    if not softly:
        return text[1:]
    parts[-1] = parts[-1].rstrip()[:-1]
    return text


def _head(text: bytes) -> bytes:
    return text.partition(b":")[0].upper()


def _whole(parts: list[bytes]) -> bytes:
    return parts[0] if len(parts) == 1 else b"".join(parts)[:_LONGEST_LINE]


def cards(lines: Iterable[tuple[int, bytes]]) -> Iterator[Raw]:
    """Yield the lines of each card; a card inside another one (an AGENT) is left out."""
    card: Raw | None = None
    inside = 0
    agent = False
    for at, text in lines:
        edge = _EDGE.match(text) if text[0] in _EDGES else None
        if edge is None:
            if card is not None and not inside:
                card.add(at, text)
            agent = card is not None and _AGENT.match(text) is not None
        elif edge[1].upper() == b"BEGIN":
            if card is not None and agent:
                inside += 1
                card.warn("a card inside this one (AGENT) was left out")
            else:
                if card is not None:
                    card.warn("its END:VCARD is missing")
                    yield card
                card, inside = Raw(at), 0
            agent = False
        elif inside:
            inside -= 1
        elif card is not None:
            yield card
            card = None
    if card is not None:
        card.warn("its END:VCARD is missing")
        yield card


def property_of(text: bytes) -> Property | None:
    """Take a line apart; None where it has no colon."""
    head, colon, value = text.partition(b":")
    if b'"' in head:
        head, colon, value = _outside_quotes(text)
    if not colon:
        return None
    if b";" not in head:
        name, params = head.decode("latin-1"), {}
    else:
        words = decoded(head)[0]
        name, *parts = _HEAD_PART.findall(words) if '"' in words else words.split(";")
        params = _params(parts)
    group, _, name = name.rpartition(".")
    return Property(name.strip().upper(), params, value, group)


def _outside_quotes(text: bytes) -> tuple[bytes, bytes, bytes]:
    """Part a line at its first colon that is not quoted, at the first of all without one."""
    at = 0
    for place, piece in enumerate(text.split(b'"')):
        if place % 2 == 0 and b":" in piece:
            at += piece.index(b":")
            return text[:at], b":", text[at + 1 :]
        at += len(piece) + 1
    return text.partition(b":")


def _params(parts: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals:
            key, value = _BARE.get(part.strip().upper(), "TYPE"), part
        key, value = key.strip().upper(), value.strip().strip('"')
        found[key] = f"{found[key]},{value}" if key in found else value
    return found


def split(text: str, by: str) -> list[str]:
    """Split a value that is still escaped, and unescape its parts."""
    if "\\" not in text:
        return text.split(by)
    parts: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        if token == by:
            parts.append([])
        else:
            parts[-1].append(token)
    return [unescaped("".join(part)) for part in parts]


def unescaped(text: str) -> str:
    """Undo the escapes of vCard, and leave every other backslash as it is."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
