"""The lines of a vCard file: bytes to unfolded lines, to cards, to properties taken apart.

Lines are unfolded before they are decoded, since a fold may part a character, and photos are
dropped while reading, so that a file's pictures never lie in memory.
"""

from __future__ import annotations

import binascii
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
_HEAVY = re.compile(rb"(?:[\w-]+\.)?(PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_LINKED = re.compile(rb"[^:]*:\s*(?!data:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""What only says where a picture, a sound or a key is; it weighs nothing."""
_BODY = re.compile(rb"[A-Za-z0-9+/=\s]+\Z")
_AGENT = re.compile(
    rb"(?:[\w-]+\.)?AGENT[^:]*:\s*(BEGIN[ \t]*:[ \t]*VCARD[\0\s]*)?\Z", re.IGNORECASE
)
"""A card inside a card: on the next line, or right here."""
_BEGINS = re.compile(
    rb"(?:[\w-]+\.)?(?:BEGIN|END|VERSION|FN|N|NICKNAME|NAME|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|URL"
    rb"|NOTE|BDAY|CATEGORIES|UID|PHOTO|LOGO|SOUND|KEY|REV|PRODID|IMPP|GEO|TZ|MAILER|AGENT|CLASS"
    rb"|SORT-STRING|PROFILE|SOURCE|KIND|GENDER|ANNIVERSARY|RELATED|LANG|MEMBER|DEATHDATE"
    rb"|X-[A-Z0-9-]+)(?:;[^:]*)?:"
)
"""How a property begins, and hardly ever the rest of a value."""
_ENCODED_LINE_END = (b"=0A=", b"=0D=", b"=0a=", b"=0d=")
_FULL = range(70, 77)
"""Bytes of a line of quoted-printable that had to be parted somewhere."""
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
    """Yield whole lines with their numbers; of a photo there is only its name."""
    growing: _Growing | None = None
    heavy = parted = False
    bare = b""
    for at, text in enumerate(physical, 1):
        if not text:
            parted = True
            continue
        if bare and growing is not None and text[0] in _BLANKS and _LINKED.match(bare + text):
            growing, heavy, bare = _Growing(growing.start, bare + text.lstrip()), False, b""
            continue
        if heavy and (text[0] in _BLANKS or (not parted and _BODY.match(text))):
            continue
        if growing is not None and not heavy and growing.takes(text, parted=parted):
            parted = False
            continue
        if growing is not None:
            yield growing.start, growing.whole()
        photo = _HEAVY.match(text)
        heavy, parted = photo is not None and not _LINKED.match(text), False
        # The address of a picture may only begin on the next line.
        bare = text if heavy and text.rstrip().endswith(b":") else b""
        growing = _Growing(at, photo[1] + b":" if photo and heavy else text)
    if growing is not None:
        yield growing.start, growing.whole()


class _Growing:
    """A line that others continue."""

    def __init__(self, start: int, text: bytes) -> None:
        self.start = start
        self._parts = [text]
        self._is_encoded: bool | None = None
        self._softly: list[int] = []
        """The places of the parts before which there was a soft break."""
        self._is_folded = False

    def takes(self, text: bytes, *, parted: bool) -> bool:
        """Add what continues the line, and say no to what begins anew.

        A line goes on after a blank, or in quoted-printable after a `=` at its end, which goes
        away. `parted` says that an empty line lies between.
        """
        last = self._parts[-1]
        softly = last.endswith((b"=", b"= ")) and self._is_quoted_printable
        if not (softly or text[0] in _BLANKS) or _EDGE.match(text):
            return False
        if not softly:
            self._parts[_MOST_FOLDS:] = [text[1:]]
            return True
        # Whoever writes this name in small letters writes the next one so as well.
        probe = text.upper() if self._parts[0][:1].islower() else text
        if _begins_anew(last, probe, parted=parted):
            return False
        self._parts[-1] = last.rstrip()[:-1]
        if not self._softly:
            self._is_folded = _is_surely_folded(self._parts[-1])
        self._parts[_MOST_FOLDS:] = [text]
        if self._softly[-1:] != [len(self._parts) - 1]:
            self._softly.append(len(self._parts) - 1)
        return True

    @property
    def _is_quoted_printable(self) -> bool:
        if self._is_encoded is None:
            self._is_encoded = b"QUOTED-PRINTABLE" in self._parts[0].partition(b":")[0].upper()
        return self._is_encoded

    def whole(self) -> bytes:
        """Return the line in one; some writers fold where they have parted a line already."""
        parts = self._parts
        if len(parts) == 1:
            return parts[0]
        is_folded = len(self._softly) > 1 or self._is_folded
        if is_folded and all(parts[at][:1] in (b" ", b"\t") for at in self._softly):
            for at in self._softly:
                parts[at] = parts[at][1:]
        return b"".join(parts)[:_LONGEST_LINE]


def _begins_anew(last: bytes, text: bytes, *, parted: bool) -> bool:
    """Whether a property begins where the one before ends in a soft break that leads nowhere.

    Right behind it only what can hardly be the next line of a text is one.
    """
    found = _BEGINS.match(text)
    if found is None or parted:
        return found is not None
    return not last.endswith(_ENCODED_LINE_END) and text[found.end() :][:1].strip() != b""


def _is_surely_folded(last: bytes) -> bool:
    """Whether a blank after the first soft break belongs to no word."""
    try:
        binascii.a2b_qp(last).decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return True
    return last.endswith((b" ", b"=20")) or len(last) + 1 not in _FULL


def cards(lines: Iterable[tuple[int, bytes]]) -> Iterator[Raw]:
    """Yield the lines of each card; a card inside another one (an AGENT) is left out."""
    card: Raw | None = None
    inside = 0
    agent = False
    for at, text in lines:
        edge = _EDGE.match(text) if text[0] in _EDGES else None
        begins = edge is not None and edge[1].upper() == b"BEGIN"
        found = _AGENT.match(text) if card is not None and edge is None else None
        if card is not None and ((begins and agent) or (found and found[1])):
            inside += 1
            card.warn("a card inside this one (AGENT) was left out")
        elif edge is None:
            if card is not None and not inside:
                card.add(at, text)
        elif begins:
            if card is not None:
                card.warn("its END:VCARD is missing")
                yield card
            card, inside = Raw(at), 0
        elif inside:
            inside -= 1
        elif card is not None:
            yield card
            card = None
        agent = found is not None and not found[1]
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


def split(text: str, by: str, *, bare: bool = False) -> list[str]:
    """Split a value that is still escaped, and unescape its parts; `bare` as `unescaped` has it."""
    if "\\" not in text:
        return text.split(by)
    parts: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        if token == by:
            parts.append([])
        else:
            parts[-1].append(by if bare and token == f"\\{by}" else token)
    return [unescaped("".join(part), bare=bare) for part in parts]


def unescaped(text: str, *, bare: bool = False) -> str:
    """Undo the escapes of vCard, and leave every other backslash as it is.

    In a `bare` value, of vCard 2.1, only a semicolon is ever escaped: a path keeps its backslashes.
    """
    if "\\" not in text:
        return text
    if bare:
        return text.replace("\\;", ";")
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
