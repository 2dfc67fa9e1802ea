"""Whether two records may be one person: names, numbers, birthdays and companies compared.

A name alone never says that two are one; a contradiction says that they are two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from habit.model import Birthday
from habit.text import SIGNS, fold

ROLES = frozenset(
    {
        "abuse",
        "accounts",
        "admin",
        "billing",
        "booking",
        "bookings",
        "careers",
        "contact",
        "enquiries",
        "events",
        "hello",
        "help",
        "hi",
        "hr",
        "info",
        "jobs",
        "kontakt",
        "mail",
        "marketing",
        "media",
        "newsletter",
        "no-reply",
        "noreply",
        "office",
        "orders",
        "postmaster",
        "press",
        "reception",
        "sales",
        "service",
        "support",
        "team",
        "webmaster",
        "welcome",
    }
)
"""What stands before the @ of an address that belongs to a desk rather than to a person."""

_SUFFIXES = {
    "jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv",
}  # fmt: skip
"""What tells two people of one family and one name apart."""
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "rev",
        "fr",
        "hon",
        "eng",
        "ing",
        "dipl",
        "herr",
        "frau",
        "mme",
        "mlle",
        "sra",
        "dott",
    }
)
_DEGREES = frozenset(
    {
        "phd",
        "md",
        "mba",
        "msc",
        "bsc",
        "llm",
        "llb",
        "jd",
        "dds",
        "dvm",
        "cpa",
        "cfa",
        "pmp",
        "esq",
        "rn",
        "mph",
        "dphil",
        "bcom",
        "beng",
        "meng",
        "pe",
        "cissp",
        "acca",
        "shrm-cp",
        "shrm-scp",
    }
)
_LEGAL = frozenset(
    {
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "llp",
        "lp",
        "gmbh",
        "mbh",
        "ag",
        "kg",
        "ug",
        "co",
        "corp",
        "corporation",
        "company",
        "plc",
        "sa",
        "sas",
        "sarl",
        "srl",
        "spa",
        "bv",
        "nv",
        "oy",
        "oyj",
        "ab",
        "as",
        "aps",
        "pty",
        "pvt",
        "se",
        "kk",
        "the",
    }
)
"""Words of a company's name that say only what kind of company it is."""

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|“[^”]*”")
_PRONOUNS = re.compile(r"\b(?:she|he|they)\s*/\s*(?:her|him|hers|his|them|theirs)\b")
_UMLAUTS = re.compile(r"([aou])e")
_LETTERS = rf"(?:[^\W_]|[{SIGNS}])+"
_WORD = re.compile(rf"{_LETTERS}(?:['’\-]{_LETTERS})*")
_EXTENSION = re.compile(r"\s*(?:ext\.?|x|#|;ext=|,)\s*\d+\s*\Z", re.IGNORECASE)
NUMBER_END = 7
"""Digits from which on the end of a number can be the whole of another."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its words, and what tells father and son apart."""

    words: tuple[str, ...]
    suffix: str = ""

    @property
    def key(self) -> str:
        """The words in an order of their own, so that a turned name is the same."""
        return " ".join(sorted(self.words))

    @property
    def is_whole(self) -> bool:
        """Whether it is more than a first name; scripts without blanks write a name as one word."""
        return len(self.words) > 1 or any(not word.isascii() for word in self.words)


@lru_cache(maxsize=4096)
def name_of(text: str) -> Name:
    """Return a name as it is compared: without titles, degrees, asides, case and accents."""
    bare = _PRONOUNS.sub(" ", _ASIDE.sub(" ", fold(text, signs=True)))
    before, _, behind = bare.partition(",")
    words, more = _words(before), _words(behind)
    suffix = ""
    kept = [word for word in more if word not in _DEGREES and word not in _SUFFIXES]
    if kept and not _is_all_capitals(text.partition(",")[2]):
        words = [*more, *words]  # Family, Given
    else:
        suffix = next((_SUFFIXES[word] for word in more if word in _SUFFIXES), "")
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    while len(words) > 1 and (words[-1] in _DEGREES or words[-1] in _SUFFIXES):
        suffix = suffix or _SUFFIXES.get(words[-1], "")
        words.pop()
    return Name(tuple(_UMLAUTS.sub(r"\1", word) for word in words), suffix)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace(".", " "))


def _is_all_capitals(text: str) -> bool:
    """Whether what stands behind a comma are capitals, as degrees are written."""
    return text.upper() == text and any(char.isalpha() and char.isascii() for char in text)


def is_one_name(one: Name, other: Name) -> bool:
    """Whether two names are the same, turned round, or differ by a middle name or an initial."""
    if one.words and one.key == other.key:
        return True
    if min(len(one.words), len(other.words)) < 2 or one.words[-1] != other.words[-1]:
        return False
    short, long = sorted((one.words, other.words), key=len)
    if not _begins(short[0], long[0]):
        return False
    between = list(long[1:-1])
    for word in short[1:-1]:
        found = next((at for at, other in enumerate(between) if _begins(word, other)), None)
        if found is None:
            return False
        del between[: found + 1]
    return True


def _begins(one: str, other: str) -> bool:
    """Whether two words are the same, or one of them is the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def is_role(email: str) -> bool:
    """Whether an address is that of a desk, which several people may have."""
    return re.split(r"[@+]", email.casefold(), maxsplit=1)[0] in ROLES


def digits_of(phone: str) -> str:
    """Return the digits of a number as it is compared: no extension, `+` for a country's code."""
    bare = _EXTENSION.sub("", phone)
    digits = re.sub(r"\D", "", bare)
    if bare.lstrip(" (").startswith("+"):
        return "+" + re.sub(r"\D", "", bare.replace("(0)", ""))
    return "+" + digits[2:] if digits.startswith("00") else digits


def is_one_number(one: str, other: str) -> bool:
    """Whether two numbers, as `digits_of` returns them, are one, with the country's code or not."""
    if one == other:
        return True
    if (one[:1] == "+") == (other[:1] == "+"):
        return False
    long, short = (one, other) if one[:1] == "+" else (other, one)
    short = short.removeprefix("0")
    return len(short) >= NUMBER_END and long.endswith(short) and 0 <= len(long) - 1 - len(short) < 4


def days_differ(one: Birthday | None, other: Birthday | None) -> bool:
    """Whether two birthdays contradict each other in what is known of both."""
    if one is None or other is None:
        return False
    pairs = zip((one.y, one.m, one.d), (other.y, other.m, other.d), strict=True)
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def is_one_company(one: str, other: str) -> bool:
    """Whether two names of companies may be one's: the same, or one begins with the other."""
    mine, theirs = company_words(one), company_words(other)
    size = min(len(mine), len(theirs))
    return mine[:size] == theirs[:size]


@lru_cache(maxsize=4096)
def company_words(text: str) -> tuple[str, ...]:
    """Return the words of a company's name, less those that say what kind of company it is."""
    words = _words(fold(text).replace("&", " and "))
    return tuple(word for word in words if word not in _LEGAL) or tuple(words)
