"""A contact's card: who they are, when you were last in touch, what was said, and their notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from habit.addresses import address_words
from habit.aside import out_words
from habit.dates import ago, birthday_text, coming_day, day_text, span_text
from habit.gifts import told_words
from habit.model import Contact, Interaction
from habit.network import Network
from habit.outcomes import counts_as, is_inbound, outcome_word
from habit.who import who_words
from tui.direction import settled
from tui.glyphs import Glyphs
from tui.paint import Line, Span, fit, short, wrap
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from tui.state import State

FRESH = 6
"""Cells of the line that shows how fresh a tie is."""
FEW = 2
"""Open asks, and things that came of it, that a card has room for."""
PLANS = 4
"""Plans, and openings, that a card has room for."""


def outcome_spans(
    network: Network, interaction: Interaction, contact: str, today: date, glyphs: Glyphs
) -> tuple[Span, Span]:
    """Return the arrow and the word for how an interaction with somebody counts."""
    if contact not in interaction.people:
        return (" ", ""), ("", "")
    outcome = counts_as(network, interaction, contact, today)
    word = outcome_word(interaction, outcome)
    if is_inbound(interaction):
        return (glyphs.wrote, "soft"), (word, "soft")
    role = {"waiting": "accent", "reached": "met", "no_reply": "soft"}[outcome]
    return (glyphs.outcome(outcome), role), (word, "ink")


def fresh_spans(network: Network, contact: Contact, today: date, glyphs: Glyphs) -> Line:
    """Return how fresh the tie is against its cadence, in six cells; blank without a cadence."""
    from habit.suggest import cadence_of, last_interaction

    cadence = cadence_of(network, contact)
    if cadence is None:
        return [(" " * FRESH, "")]
    last = last_interaction(network, contact.id)
    if last is None:
        return [(glyphs.rest * FRESH, "faint")]
    left = 1 - max(0, (today - last.on).days) / cadence
    if left <= 0:
        return [(f"{glyphs.rest * 2} due", "accent")]
    done = max(1, round(left * FRESH))
    return [(glyphs.done * done, "met"), (glyphs.rest * (FRESH - done), "faint")]


def place_of(network: Network, contact: Contact) -> str:
    """Return the first list somebody is on, else where they work: what places them at a glance."""
    named = (network.lists[one].name for one in contact.lists if one in network.lists)
    return next(named, contact.organization or "")


def last_text(network: Network, contact: Contact, today: date) -> str:
    """Return when there was last anything with a contact, in words."""
    from habit.suggest import last_interaction

    last = last_interaction(network, contact.id)
    return ago(last.on, today) if last else "never"


def fact_lines(
    network: Network, contact: Contact, today: date, width: int, glyphs: Glyphs
) -> list[Line]:
    """Draw who somebody is and how it stands between you."""
    from habit.suggest import cadence_of, last_interaction

    job = ", ".join(word for word in (contact.title, contact.organization) if word)
    lines: list[Line] = wrap(job, width, "soft", 2) if job else []
    if contact.nickname:
        lines += wrap(f"called {contact.nickname}", width, "soft", 2)
    if out := out_words(network, contact, today):
        lines.append([(out, "soft")])
    if lines:
        lines.append([])
    last = last_interaction(network, contact.id)
    how = f", {last.channel}" if last else ""
    lines.append(_fact("Last", [(last_text(network, contact, today) + how, "ink")], width, glyphs))
    cadence = cadence_of(network, contact)
    if cadence is not None:
        fresh = [
            *fresh_spans(network, contact, today, glyphs),
            (f"  wanted {span_text(cadence)}", "soft"),
        ]
        lines.append(_fact("Fresh", fresh, width, glyphs))
    lines += _exchange_lines(network, contact, today, width, glyphs)
    for label, day in (("Birthday", contact.birthday), ("Anniv.", contact.anniversary)):
        if day is not None:
            lines.append(_fact(label, [(birthday_text(day), "ink")], width, glyphs))
    lines += _plan_lines(network, contact, today, width, glyphs)
    lines += _opening_lines(network, contact, width)
    lists = [network.lists[one].name for one in contact.lists if one in network.lists]
    lines += _wrapped("Lists", ", ".join(lists), width)
    lines += _wrapped("Tags", ", ".join(contact.tags), width)
    told = {
        "To you": who_words(network, contact),
        "Met": contact.met or "",
        "Found": contact.found or "",
        "Cares for": contact.cares or "",
    }
    for label, text in told.items():
        lines += _wrapped(label, text, width)
    return lines


def _exchange_lines(
    network: Network, contact: Contact, today: date, width: int, glyphs: Glyphs
) -> list[Line]:
    """Draw the balance, which asks are open, and what came of it, the newest of each."""
    from habit.gifts import gift_words
    from habit.giving import balance_of, balance_text, brought

    one = balance_of(network, contact.id)
    text = balance_text(one).replace("Gave", "gave")
    if len(text) > width - 10:
        text = text.removesuffix(" the last ask")
    lines = [_fact("Balance", _numbered(text), width, glyphs)] if text else []
    for at, ask in enumerate(one.open[: -FEW - 1 : -1]):
        words = f"{gift_words(ask.gift)}, {ago(ask.of.on, today)}"
        lines.append(_fact("" if at else "Asked", [(words, "ink")], width, glyphs))
    for at, gift in enumerate(brought(network, contact.id, FEW)):
        lines.append(_fact("" if at else "Came", [(gift_words(gift), "ink")], width, glyphs))
    return lines


def _numbered(text: str) -> Line:
    """Draw facts with their numbers in ink and their words in soft."""
    words = text.split(" ")
    return [(f"{word} ", "ink" if word.isdigit() else "soft") for word in words]


def _plan_lines(
    network: Network, contact: Contact, today: date, width: int, glyphs: Glyphs
) -> list[Line]:
    """Draw what is planned with somebody, soonest first, the day before what it is."""
    from habit.plans import plans_with, what_text

    return [
        _fact(
            "" if at else "Planned",
            [(f"{coming_day(one.plan.due, today)}  ", "soft"), (what_text(one.plan), "ink")],
            width,
            glyphs,
        )
        for at, one in enumerate(plans_with(network, contact.id)[:PLANS])
    ]


def _opening_lines(network: Network, contact: Contact, width: int) -> list[Line]:
    """Draw what came, or passed by, from somebody, the newest first."""
    from habit.chances import became, openings_of

    them = openings_of(network, contact.id)[:PLANS]
    told = (f"{became(one)}: {one.text}" for one in them)
    return [
        line
        for at, words in enumerate(told)
        for line in _wrapped("" if at else "Openings", words, width)
    ]


def _fact(label: str, value: Line, width: int, glyphs: Glyphs) -> Line:
    room = width - 10
    line: list[Span] = [(fit(label, 10), "soft")]
    for text, style in value:
        part = short(text, max(0, room), glyphs.cut)
        room -= len(part)
        if part:
            line.append((part, style))
    return line


def _wrapped(label: str, text: str, width: int) -> list[Line]:
    if not text:
        return []
    lines = wrap(text, width - 10)
    return [[(fit(label if at == 0 else "", 10), "soft"), *line] for at, line in enumerate(lines)]


def note_lines(contact: Contact, width: int) -> list[Line]:
    """Draw the notes on somebody, newest first, and their addresses."""
    lines: list[Line] = []
    notes = sorted(contact.notes, key=lambda note: (note.on, note.id), reverse=True)
    if notes:
        lines.append([("Notes", "ink bold")])
    for note in notes:
        lines += wrap(note.text, width, "soft")
        if note.private:
            lines.append([("(private, in no export)", "soft")])
    addresses = address_words(contact)
    if notes and addresses:
        lines.append([])
    for address in addresses:
        lines += wrap(address, width, "soft", 3)
    return lines


class Card(Container):
    """A contact's card, in one column or, where there is room, in two."""

    DEFAULT_CSS = """
    Card {
        border: round $edge;
        border-title-color: $ink;
        border-title-style: bold;
        border-subtitle-color: $soft;
        padding: 0 1;
        &:focus-within { border: round $focus; }
        & Vertical { height: 1fr; }
        & #card-timeline { height: 1fr; min-height: 3; padding: 0; border: none; }
        & #card-head { height: 1; margin-top: 1; }
        & .side { margin-top: 1; }
    }
    Card.-two {
        layout: grid;
        grid-size: 2 1;
        grid-columns: 1fr 32;
        & .side { margin-top: 0; padding-left: 1; }
    }
    Card.-none Vertical { display: none; }
    """

    def __init__(self, state: State, *, id: str | None = None, two: bool = False) -> None:
        super().__init__(id=id)
        self._state = state
        self.set_class(two, "-two")
        self._two = two
        self.contact: Contact | None = None

    def compose(self) -> ComposeResult:
        """Facts and timeline, then notes and addresses."""
        glyphs = self._state.glyphs
        look = Look(row=self._row, key=lambda one: one.id)
        with Vertical():
            yield Painted(self._facts, id="card-facts")
            yield Painted(lambda _width: [[("Timeline", "ink bold")]], id="card-head")
            yield Rows[Interaction](look, glyphs=glyphs, id="card-timeline")
            if not self._two:
                yield Painted(self._notes, id="card-notes").add_class("side")
        if self._two:
            with Vertical():
                yield Painted(self._notes, id="card-notes").add_class("side")

    @property
    def timeline(self) -> Rows[Interaction]:
        """The interactions with the contact, newest first."""
        return self.query_one("#card-timeline", Rows)

    def show(self, contact: Contact | None) -> None:
        """Show somebody's card; nobody's leaves it empty."""
        before, self.contact = self.contact, contact
        self.set_class(contact is None, "-none")
        self.border_title = Content(settled(contact.name)) if contact else None
        if contact is None:
            return
        history: Sequence[Interaction] = self._state.network.of_contact.get(contact.id, ())
        for painted in self.query(Painted):
            painted.redraw()
        same = before is not None and before.id == contact.id
        empty = [
            [("Nothing yet. ", "soft"), ("l", "accent bold"), (" logs the first one.", "soft")]
        ]
        self.timeline.show(history[::-1], keep=same, empty=empty)

    def _facts(self, width: int) -> list[Line]:
        if self.contact is None:
            return []
        state = self._state
        return fact_lines(state.network, self.contact, state.today, width, state.glyphs)

    def _notes(self, width: int) -> list[Line]:
        return note_lines(self.contact, width) if self.contact else []

    def _row(self, interaction: Interaction, width: int) -> Line:
        state = self._state
        contact = self.contact.id if self.contact else ""
        arrow, word = outcome_spans(state.network, interaction, contact, state.today, state.glyphs)
        said = told_words(state.network, interaction) or (
            word[0] if interaction.dir == "out" else ""
        )
        rest = max(0, width - 20)
        return [
            (fit(_when(interaction.on, state.today), 7), "soft"),
            arrow,
            (" ", ""),
            (fit(interaction.channel, 10), "name"),
            (" ", ""),
            (fit(said, rest, state.glyphs.cut), "soft"),
        ]


def _when(day: date, today: date) -> str:
    """Return a day of this year as `22 Nov`, one of past years as `Sep 25`."""
    if day.year == today.year:
        return day_text(day).split(" ", 1)[1]
    return f"{day:%b} {day.year % 100:02d}"
