"""What has been said of an interaction so far, and the change that keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from habit.changes import Hand, add_contact, edit_interaction, join, log
from habit.dates import day_text
from habit.gifts import format_gift
from habit.model import SPOKEN, TOGETHER, Change, Channel, Gift, Interaction, Outcome
from habit.network import Network
from habit.plans import next_step

_WORDS = {
    "people": "who was there",
    "channel": "the channel",
    "outcome": "the outcome",
    "wrote": "who began it",
    "on": "the day",
    "minutes": "the time",
    "gave": "what you gave",
    "asked": "what you asked",
}
"""What can be said of an interaction, in words."""


def _said(value: Any) -> str:
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, tuple) and all(isinstance(one, Gift) for one in value):
        return f'"{", ".join(map(format_gift, value))}"' if value else "nothing"
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else "another"


@dataclass(frozen=True)
class Draft:
    """What has been said so far of the interaction that is being logged."""

    people: tuple[str, ...] = ()
    """Contact ids, in the order in which they were named."""
    new: tuple[str, ...] = ()
    """Names nobody has yet; they are added with the interaction."""
    channel: Channel = "call"
    outcome: Outcome | None = None
    """None while it is the channel's usual one."""
    wrote: bool = False
    """They wrote, rather than you."""
    on: date = date.min
    minutes: int | None = None
    gave: tuple[Gift, ...] = ()
    asked: tuple[Gift, ...] = ()
    each: bool = False
    """Marked people: one interaction for each, unless you were together."""

    @property
    def exchanged(self) -> tuple[tuple[Gift, ...], tuple[Gift, ...]]:
        """What was given, and asked for."""
        return self.gave, self.asked

    @property
    def counts_as(self) -> Outcome:
        """The outcome that will be kept."""
        return self.outcome or ("reached" if self.channel in SPOKEN else "waiting")

    @classmethod
    def of(cls, interaction: Interaction) -> Draft:
        """Return what was said of an interaction that was logged before."""
        said = next(iter(interaction.people.values()), None)
        return cls(
            people=tuple(interaction.people),
            channel=interaction.channel,
            outcome=said if interaction.dir == "out" else None,
            wrote=interaction.dir == "in",
            on=interaction.on,
            minutes=interaction.minutes,
            gave=interaction.gave,
            asked=interaction.asked,
        )

    @property
    def apart(self) -> bool:
        """Whether each of the people gets an interaction of their own."""
        return self.each and self.channel not in TOGETHER

    def caught_up(
        self, old: Interaction, now: Interaction, note: str
    ) -> tuple[Draft, str, list[str]]:
        """Take in what another session changed since an interaction was opened for editing.

        Returns:
            The draft and the note with what only the other changed, and what both changed, in
            words.

        """
        before, theirs = Draft.of(old), Draft.of(now)
        taken: dict[str, Any] = {}
        both: list[str] = []
        for name, word in _WORDS.items():
            was, is_, mine = (getattr(one, name) for one in (before, theirs, self))
            if is_ != was and mine == was:
                taken[name] = is_
            elif is_ not in (was, mine):
                both.append(f"{word} is now {_said(is_)}")
        if now.note != old.note and note == old.note:
            note = now.note
        elif now.note not in (old.note, note):
            both.append(f'the note is now "{now.note}"')
        return replace(self, **taken), note, both

    def logged(self, network: Network, hand: Hand, note: str) -> Change:
        """Return the change that adds the new names and logs it."""
        added = [add_contact(network, hand, name) for name in self.new]
        people = [*self.people, *(change.edits[0].id for change in added)]
        base = network.having(*added)
        groups = [[one] for one in people] if self.apart else [people]
        logged = [self._log(base, hand, group, note) for group in groups]
        if len(logged) == 1 and not added:
            return logged[0]
        what = logged[0].what if len(logged) == 1 else f"{len(logged)} people, {self.channel}"
        return join(*added, *logged, what=what)

    def with_step(self, network: Network, hand: Hand, change: Change, text: str) -> Change:
        """Return the change of this draft, with the next step with its people if one is said."""
        if not text.strip():
            return change
        added = [one.id for one in change.edits if one.table == "contacts"]
        step = next_step(network.having(change), hand, [*self.people, *added], text)
        return join(change, step, what=f"{change.what}; next: {step.what}")

    def _log(self, network: Network, hand: Hand, people: Sequence[str], note: str) -> Change:
        return log(
            network,
            hand,
            people,
            self.channel,
            on=self.on,
            dir="in" if self.wrote else "out",
            outcomes=None if self.wrote else self.counts_as,
            minutes=self.minutes,
            note=note,
            gave=self.gave,
            asked=self.asked,
        )

    def edited(self, network: Network, hand: Hand, old: Interaction, note: str) -> Change:
        """Return the change that makes an interaction what the draft says now."""
        before = Draft.of(old)
        same = self.people == before.people and self.outcome == before.outcome
        added = [add_contact(network, hand, name) for name in self.new]
        base = network.having(*added)
        ids = (*self.people, *(change.edits[0].id for change in added))
        # Each person of a group has an outcome of their own: they stay unless one was said.
        people = {
            one: old.people[one] if same and one in old.people else self.counts_as for one in ids
        }
        change = edit_interaction(
            base,
            hand,
            old.id,
            people=people,
            channel=self.channel,
            dir="in" if self.wrote else "out",
            on=self.on,
            minutes=self.minutes,
            note=note,
            gave=self.gave,
            asked=self.asked,
        )
        return join(*added, change, what=change.what)
