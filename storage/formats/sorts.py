"""What sort of address a card says that something is: `mobile`, `home fax`, `Ferry desk`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from habit.addresses import DEAF
from habit.text import line

_PLACES = ("home", "work", "other", "main")
"""Said before what it is: `home fax`."""
_WORDS: Mapping[str, str] = {
    "cell": "mobile",
    "iphone": "mobile",
    "pcs": "mobile",
    "homepage": "home page",
    "homefax": "home fax",
    "workfax": "work fax",
    **dict.fromkeys(("pref", "voice", "internet", "smtp", "text", "msg", "http"), ""),
}
"""What is said in another word, or is so usual that it is not said."""
_APPLE = re.compile(r"_\$!<(.*)>!\$_\Z")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 60


def bare_label(text: str) -> str:
    """Return a label without the signs that Apple puts around its own ones."""
    apple = _APPLE.match(text)
    return apple[1] if apple else text


def sort_of(params: Mapping[str, str], label: str = "") -> str | None:
    """Return what the types of a property say, or its label, which says more; None of nothing."""
    types = params.get("TYPE", "")
    return _sort(types, label) if types or label else None


@lru_cache(maxsize=1024)
def _sort(said_types: str, label: str) -> str | None:
    said = [_word(one) for one in said_types.lower().split(",")]
    types = sorted(dict.fromkeys(filter(None, said)), key=lambda one: one not in _PLACES)
    named = _named(label)
    # What nobody hears or reads must stay known whatever it is called.
    rest = [one for one in types if not named or (one in DEAF and one not in named.lower())]
    return " ".join(filter(None, (named, *rest)))[:_LONGEST] or None


def _named(label: str) -> str:
    """Return a label as it reads: Apple's own in the words of types, others as they were typed."""
    bare = bare_label(label)
    # HomeFAX, WorkFAX, HomePage
    words = bare if bare == label else _CAMEL.sub(" ", bare).lower()
    return _WORDS.get(words.lower(), words)


def _word(text: str) -> str:
    bare = line(text).strip('"').removeprefix("x-")
    return _WORDS.get(bare, bare)
