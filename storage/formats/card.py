"""What every reader hands over: a person, or a record that was skipped and why."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import unquote

from habit.model import Contact, Phone, Source
from habit.text import fold, line
from storage.formats.memory import hash_of, phone_key

T = TypeVar("T")

FINGERPRINT = "fingerprint:"
"""How the key of a record begins that has no name of its own in its file."""
LONGEST = 500
"""Characters of a name, a company or a title; what goes on behind is somebody's mistake."""

_EMAIL = re.compile(r"[^@\s<>\"'(),:;\\]+@[^@\s<>\"'(),:;\\]+\Z")
_IN_ANGLES = re.compile(r"<([^<>]+)>\s*\Z")
_INTERNATIONAL = re.compile(r"\+[1-9][\d .\-]{5,24}\Z")
_SCHEME = re.compile(r"[a-z][a-z0-9+\-]*:", re.IGNORECASE)
_COPY = re.compile(r" ?\(\d+\)(?=\.\w+\Z|\Z)")
"""What a browser puts behind the name of a file that is there already."""
_LONGEST_EMAIL = 254
_LONGEST_KEY = 120
_ID_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Card:
    """A person as a file has them: no id yet, one source, and notes without id and day."""

    contact: Contact
    where: str
    """File and line, such as `Connections.csv:17`."""
    warnings: tuple[str, ...] = ()
    guessed: bool = False
    """Whether characters were in no charset that the file named."""
    heavy: bool = False
    """Whether it has a photo, a sound or a key, which are not kept."""

    @property
    def book(self) -> str:
        """The file, whichever time it was downloaded: `contacts (2).vcf` is `contacts.vcf`."""
        return _COPY.sub("", self.where.rpartition(":")[0])


@dataclass(frozen=True, slots=True)
class Skip:
    """A record that was left out."""

    where: str
    why: str


def sealed(contact: Contact, kind: str, key: str, *more: str) -> Contact:
    """Return the contact with its source; without a key its name, emails and phones are one.

    `more` is what else tells two records of one name apart.
    """
    key = key or fingerprint(contact, *more)
    return replace(contact, sources=(Source(kind, key, "", hash_of(contact, kind)),))


def fingerprint(contact: Contact, *more: str) -> str:
    """Return what a record without a key is known by: its name with its emails and phones."""
    emails = sorted(email.casefold() for email in contact.emails)
    phones = sorted(phone_key(phone) for phone in contact.phones)
    words = "\n".join((fold(contact.name), *emails, *phones, *more))
    return FINGERPRINT + hashlib.sha256(words.encode()).hexdigest()[:24]


def uid_key(text: str) -> str:
    """Return a UID as it is compared: the ways of writing one UUID are one, a huge one is short."""
    uid = line(text)
    bare = uid.lower().removeprefix("urn:uuid:")
    uid = bare if re.fullmatch(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", bare) else uid
    return _short(uid)


def abuid_of(contact: Contact) -> str:
    """Return what Apple names a card by, which it exports without a UID; nothing where it has not.

    Until it was a key such a card was known by its fingerprint.
    """
    kept = contact.extra.get("vcard")
    them = kept if isinstance(kept, list) else []
    found = (one[2] for one in them if isinstance(one, list) and one[:1] == ["X-ABUID"])
    return next((uid_key(str(one)) for one in found), "")


def is_ours(kind: str, key: str) -> bool:
    """Whether a key is an id of ours, as our own vCards have it for a UID."""
    return kind == "vcard" and len(key) == _ID_DIGITS and key.isascii() and key.isdecimal()


def _short(key: str) -> str:
    if len(key) <= _LONGEST_KEY:
        return key
    return "sha256:" + hashlib.sha256(key.encode()).hexdigest()[:32]


def profile_key(url: str) -> str:
    """Return a LinkedIn address as it is compared: the two words of its path, decoded, small."""
    path = url.lower().split("?")[0].split("#")[0].partition("linkedin.com/")[2]
    words = [word for word in unquote(path).split("/") if word]
    if len(words) < 2:
        return ""
    key = line(unicodedata.normalize("NFC", "/".join(words[:2]).lower()))
    return _short(key)


def email_of(text: str) -> str | None:
    """Return the bare address, None where the text is none."""
    text = line(text)
    angled = _IN_ANGLES.search(text)
    address = (angled[1] if angled else text).strip()
    if address[:7].lower() == "mailto:":
        address = address[7:]
    return address if len(address) <= _LONGEST_EMAIL and _EMAIL.match(address) else None


def phone_of(text: str) -> Phone | None:
    """Return a number as it was typed, and in E.164 when it can be read in one way only."""
    raw = line(text)
    if raw[:4].lower() == "tel:":
        raw = raw[4:].replace(";ext=", " ext. ")
    raw = raw[:LONGEST]
    if not raw:
        return None
    digits = re.sub(r"[ .\-]", "", raw) if _INTERNATIONAL.match(raw) else ""
    return Phone(raw, digits if 8 <= len(digits) <= 16 else None)


def url_of(text: str) -> str | None:
    """Return an address of the web, or one without a scheme; None for every other scheme."""
    url = line(text)
    scheme = _SCHEME.match(url)
    if scheme and scheme[0].lower() not in ("http:", "https:"):
        return None
    return url or None


def distinct(them: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Return them in order, without those whose key has been there before."""
    first: dict[Hashable, T] = {}
    for one in them:
        first.setdefault(key(one), one)
    return tuple(first.values())
