"""What is given, asked for, or comes of it, as it is typed and as it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from habit.errors import RefusedError
from habit.model import Gift, Interaction
from habit.network import Network
from habit.text import fold, line

_NAMES: Mapping[str, str] = {"vote": "vote of confidence"}
"""What a kind is called where its word in the file is short."""
_ALSO: Mapping[str, str] = {
    "favour": "favor",
    "congrats": "congratulation",
    "intro": "introduction",
}
"""Other words that are typed for a kind."""
_TOLD: Mapping[str, str] = {
    "link": "a link",
    "introduction": "an introduction",
    "recommendation": "a recommendation",
    "congratulation": "congratulations",
    "favor": "a favor",
    "opinion": "an opinion",
    "vote": "a vote of confidence",
    "lead": "a lead",
    "friendship": "a friendship",
    "other": "something",
}
"""A kind within a sentence, where that is more than its word."""


def kind_name(kind: str) -> str:
    """Return what a kind is called where one picks it."""
    return _NAMES.get(kind, kind)


def parse_gift(text: str, kinds: Sequence[str]) -> Gift:
    """Return what was typed as `link:the talk`; the kind alone, or its beginning, is enough.

    Raises:
        RefusedError: It is none of the kinds, or may be several.

    """
    said, _, words = text.partition(":")
    return Gift(_kind(said, kinds), line(words))


def _kind(said: str, kinds: Sequence[str]) -> str:
    word = fold(line(said))
    word = _ALSO.get(word, word)
    if word in kinds:
        return word
    fitting = [one for one in kinds if word and kind_name(one).startswith(word)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise RefusedError(f'"{line(said)}" may be {" or ".join(fitting)}: say more of the word')
    raise RefusedError(
        f'"{line(said)}" is none of {", ".join(kinds)}: '
        f"take one of them, with words after a colon if you like"
    )


def format_gift(gift: Gift) -> str:
    """Return a gift as it would be typed: `link: the talk`."""
    return f"{gift.kind}: {gift.text}" if gift.text else gift.kind


def gift_words(gift: Gift) -> str:
    """Return a gift within a sentence: `a link: the talk`."""
    kind = _TOLD.get(gift.kind, line(gift.kind))
    return f"{kind}: {gift.text}" if gift.text else kind


def gave_words(gifts: Iterable[Gift]) -> str:
    """Return what was given: `gave a link: the talk, thanks`; nothing for nothing."""
    return _with("gave", gifts)


def asked_words(gifts: Iterable[Gift]) -> str:
    """Return what was asked for, and what became of it."""
    told = [f"{gift_words(one)} ({one.result})" if one.result else gift_words(one) for one in gifts]
    return f"asked for {', '.join(told)}" if told else ""


def came_words(gifts: Iterable[Gift]) -> str:
    """Return what came of an interaction: `brought a lead: a role`."""
    return _with("brought", gifts)


def _with(verb: str, gifts: Iterable[Gift]) -> str:
    told = ", ".join(map(gift_words, gifts))
    return f"{verb} {told}" if told else ""


def exchange_words(one: Interaction) -> str:
    """Return all that was given, asked for, and came of an interaction, in one line."""
    parts = (gave_words(one.gave), asked_words(one.asked), came_words(one.came))
    return ", ".join(part for part in parts if part)


def told_words(network: Network, one: Interaction) -> str:
    """Return what is told of an interaction in one line: where, what was exchanged, the note."""
    event = network.events.get(one.event) if one.event else None
    at = f"at {event.name}" if event else ""
    return "; ".join(part for part in (at, exchange_words(one), line(one.note)) if part)
