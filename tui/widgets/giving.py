"""What the log bar tells beside a give or an ask: what fits, the balance, the last 90 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from habit.dates import ago
from habit.gifts import format_gift, gave_words, gift_words
from habit.giving import (
    TOUCH_DAYS,
    Balance,
    Give,
    balance_before,
    balance_of,
    balance_text,
    gives,
    in_touch,
    offers,
    right_to_ask,
    touch_text,
)
from habit.model import Contact, Gift
from tui.paint import Line, length, short, spread

if TYPE_CHECKING:
    from tui.state import State
    from tui.widgets.draft import Draft

ROWS = 3
NARROW = 40
"""Cells under which there is no room for why something is offered."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What the log bar is open for, as far as it matters to a give or an ask."""

    state: State
    draft: Draft
    but: str = ""
    """The id of what is being edited, which is no part of what went before."""
    rows: int = ROWS
    """Lines there is room for."""

    @property
    def only(self) -> Contact | None:
        """Whom it is with, when that is one person who is known."""
        if len(self.draft.people) != 1 or self.draft.new:
            return None
        return self.state.network.contacts.get(self.draft.people[0])

    def before(self, key: str) -> Balance:
        """Return the balance before an ask, with what is given in the same talk."""
        network, draft = self.state.network, self.draft
        if draft.on == self.state.today and not self.but:
            known = balance_of(network, key)
        else:
            known = balance_before(network, key, draft.on, self.but)
        more = len(draft.gave)
        return replace(known, gave=known.gave + more, since=known.since + more)

    def in_touch(self, key: str) -> int:
        """Return how often one was in touch in the last 90 days."""
        return in_touch(self.state.network, key, self.draft.on, self.but)


def offers_in(talk: Talk) -> Sequence[Give]:
    """Return what the digits of the gave row take."""
    contact = talk.only
    return offers(talk.state.network, contact, talk.draft.gave) if contact is not None else ()


def gave_lines(talk: Talk, in_hand: Gift | None, width: int) -> list[Line]:
    """Draw what stands over the gave row: how it reads, or what fits and the balance."""
    state, cut = talk.state, talk.state.glyphs.cut
    if in_hand is not None:
        said = short(gave_words([in_hand]), width - 1, cut)
        return [
            [(f"{said[:1].upper()}{said[1:]}.", "ink")],
            [("enter saves; after tab, g adds another.", "soft")],
        ]
    contact = talk.only
    lines = [_offer(at, give, width, cut) for at, give in enumerate(offers_in(talk), 1)]
    told = balance_text(balance_of(state.network, contact.id)) if contact is not None else ""
    hint = short("A letter says what it was, words may follow.", width, cut)
    more: list[Line] = [[(words, "soft")] for words in (told, hint) if words]
    return [*_so_far(talk.draft.gave, width, cut), *lines, *more][:ROWS]


def _so_far(gifts: Sequence[Gift], width: int, cut: str) -> list[Line]:
    """Draw what is said already, as one more is picked."""
    if not gifts:
        return []
    said, key = ", ".join(map(format_gift, gifts)), "backspace"
    return [
        [
            (short(said, max(10, width - len(key) - 11), cut), "ink"),
            (f"  {key}", "accent bold"),
            (" changes", "soft"),
        ]
    ]


def give_line(state: State, contact: Contact, width: int) -> Line:
    """Draw what could be given to somebody, in one line."""
    words = next(gives(state.network, contact, state.today)).words
    return [("give ", "soft"), (short(words, max(0, width - 5), state.glyphs.cut), "ink")]


def _offer(at: int, give: Give, width: int, cut: str) -> Line:
    """Draw what a digit gives, and why, where there is room for a reason."""
    why = give.because if width >= NARROW else ""
    words = short(give.words, max(10, width - 4 - min(24, len(why))), cut)
    line: Line = [(f"{at} ", "accent bold"), (words, "ink")]
    because = short(why, max(0, width - length(line) - 2), cut)
    return [*line, (f"  {because}", "soft")] if because else line


def asked_lines(talk: Talk, in_hand: Gift | None, width: int) -> list[Line]:
    """Draw what stands over the asked row: the gives since the last ask, and the last 90 days."""
    state, draft, cut = talk.state, talk.draft, talk.state.glyphs.cut
    people = [one for key in draft.people if (one := state.network.contacts.get(key)) is not None]
    if len(people) > 1 and talk.rows > 1:
        told = [(one.name, _few(talk, one.id)) for one in people[: talk.rows]]
        return [
            spread([(short(name, width - len(words) - 2), "ink")], [(words, "soft")], width)
            for name, words in told
        ]
    key = people[0].id if people else ""
    if talk.rows == 1:
        return [[(short(_few(talk, key), width, cut), "ink")]]
    known = talk.before(key)
    lines: list[Line] = [
        [(right_to_ask(known), "ink")],
        [(touch_text(talk.in_touch(key)), "soft")],
    ]
    if draft.asked and in_hand is None:
        return [*lines, *_so_far(draft.asked, width, cut)]
    if known.open:
        last = known.open[-1]
        words = f"Still open: {gift_words(last.gift)}, {ago(last.of.on, state.today)}"
        lines.append([(short(words, width, cut), "soft")])
    return lines


def _few(talk: Talk, key: str) -> str:
    """Return the same in few words: `4 given · 3 in 90 days`."""
    return f"{talk.before(key).since} given · {talk.in_touch(key)} in {TOUCH_DAYS} days"
