"""What to know before a talk: what was said, what is open, a question to ask, a give to offer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from habit.dates import ago, spoken_day
from habit.giving import Give, balance_of, gives
from habit.model import Contact, Interaction, Note
from habit.network import Network
from habit.plans import Planned, plans_with, what_text
from habit.suggest import last_interaction
from habit.why import Fact

_ASK = re.compile(r"(?:^|(?<=[.!?;]) )Ask ([^.!?;\n]+)", re.MULTILINE)
"""What you noted down to ask."""


@dataclass(frozen=True, slots=True)
class Prep:
    """What to know before a talk with somebody."""

    last: Interaction | None
    note: Note | None
    open: tuple[Planned, ...]
    question: str
    give: Give


def prep(network: Network, contact: Contact, today: date) -> Prep:
    """Return what to know before a talk with somebody."""
    notes = _newest(contact)
    return Prep(
        last=last_interaction(network, contact.id),
        note=notes[0] if notes else None,
        open=tuple(plans_with(network, contact.id)),
        question=_question(network, contact),
        give=next(gives(network, contact, today)),
    )


def prep_facts(network: Network, contact: Contact, today: date) -> list[Fact]:
    """Return a prep card line by line."""
    known = prep(network, contact, today)
    facts: list[Fact] = []
    last = known.last
    when = f"{last.channel}, {ago(last.on, today)}" if last else "nothing yet, it is the first time"
    facts.append(Fact("Last", when))
    if last is not None and last.note:
        facts.append(Fact("Said", last.note))
    if known.note is not None:
        facts.append(Fact("Note", known.note.text))
    for at, one in enumerate(known.open):
        words = f"{what_text(one.plan)}, {spoken_day(one.plan.due, today)}"
        facts.append(Fact("Open" if at == 0 else "", words))
    facts.append(Fact("Ask", known.question))
    because = f", {known.give.because}" if known.give.because else ""
    return [*facts, Fact("Give", f"{known.give.words}{because}")]


def _newest(contact: Contact) -> list[Note]:
    return sorted(contact.notes, key=lambda note: (note.on, note.id), reverse=True)


def _question(network: Network, contact: Contact) -> str:
    """Return one question: what you noted to ask, what is still unanswered, or what is new."""
    for note in _newest(contact):
        if found := _ASK.search(note.text):
            return f"{found[1][:1].upper()}{found[1][1:]}"
    if asks := balance_of(network, contact.id).open:
        asked = asks[-1].gift
        return f"Did anything come of it: {asked.text or asked.kind}?"
    if contact.rank == "above":
        return "Is there an insight or a suggestion you would give me?"
    if contact.organization:
        return f"What is new at {contact.organization}?"
    return "What are you looking forward to?"
