"""What to say first: openers to copy, filled with a first name, your own before ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from habit.changes import Hand
from habit.errors import RefusedError
from habit.model import Change, Contact, Edit, Entry
from habit.names import first_name
from habit.network import Network
from habit.suggest import Reason, every_reason
from habit.text import line

KIND = "opener"
"""The kind of the entries that are openers of yours."""
NAME = "{name}"
"""Where in an opener the first name goes."""
THANKS_DAYS = 90
"""For how many days what came of something is worth another thank you."""

_USUAL = (
    "Hi {name}, how are you doing?",
    "Hi {name}, you came to mind today. How are you?",
    "Hi {name}, shall we speak, or have a coffee one of these days?",
)
_FITTING: Mapping[Reason, str] = {
    "plan": "Hi {name}, I meant to get back to you, and here I am.",
    "reply": "Hi {name}, thank you for your message. It was good to hear from you.",
    "birthday": "Happy birthday, {name}. I hope the day is a good one.",
    "overdue": "Hi {name}, it has been a while. What have you been up to?",
    "dormant": "Hi {name}, after all these years I still think of our talks. How are you?",
    "silent": "Hi {name}, we have not spoken for long, and I would like to. How is life?",
    "never": "Hi {name}, I have wanted to say hello for some time. How are things with you?",
}
"""What fits a reason to reach out."""
_UPWARD = "Hi {name}, may I offer you an insight, or a suggestion, on what you are working on?"
"""Insight, not gossip, for those above you."""
_THANKS = "Hi {name}, thank you again for your help. It led to something good."


@dataclass(frozen=True, slots=True)
class Opener:
    """Something to say first."""

    text: str
    """Filled with the name."""
    own: str = ""
    """The id of the entry if it is one of yours."""


def openers(network: Network, contact: Contact, today: date) -> list[Opener]:
    """Return what one could say to somebody: your own openers, what fits, and the usual ones.

    To who has died there is nothing to say.
    """
    if contact.died:
        return []
    name = first_name(contact)
    own = [Opener(one.text.replace(NAME, name), one.id) for one in own_openers(network)]
    ours = dict.fromkeys((*_fitting(network, contact, today), *_USUAL))
    return [*own, *(Opener(text.replace(NAME, name)) for text in ours)]


def own_openers(network: Network) -> list[Entry]:
    """Return the openers of yours, in the order in which they were added."""
    own = (one for one in network.entries.values() if one.kind == KIND and one.text)
    return sorted(own, key=lambda one: one.written)


def _fitting(network: Network, contact: Contact, today: date) -> Iterator[str]:
    """Yield what fits the reasons to reach out to somebody, and thanks for what came of it."""
    if contact.rank == "above":
        yield _UPWARD
    yield from (_FITTING[reason] for reason, _ in every_reason(network, contact, today))
    history = network.of_contact.get(contact.id, ())
    if any(one.came and (today - one.on).days <= THANKS_DAYS for one in history):
        yield _THANKS


def add_opener(hand: Hand, text: str) -> Change:
    """Keep an opener of yours; `{name}` in it stands for the first name."""
    entry = Entry(hand.new_id(), KIND, _said(text), hand.today, made=hand.now)
    return Change("an opener, added", (Edit("entries", entry.id, None, entry),))


def edit_opener(network: Network, key: str, text: str) -> Change:
    """Change the words of an opener of yours."""
    before = _known(network, key)
    after = replace(before, text=_said(text))
    edits = (Edit("entries", key, before, after),) if after != before else ()
    return Change("an opener, changed", edits)


def remove_opener(network: Network, key: str) -> Change:
    """Take an opener of yours away."""
    return Change("an opener, removed", (Edit("entries", key, _known(network, key), None),))


def _known(network: Network, key: str) -> Entry:
    found = network.entries.get(key)
    if found is None:
        raise RefusedError("the opener is not there any more; ^u shows how to get it back")
    return found


def _said(text: str) -> str:
    words = line(text)
    if not words:
        raise RefusedError("the opener is empty: write what you would say")
    return words
