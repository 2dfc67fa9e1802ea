"""The timer that runs while you talk: kept in the file, so that it runs on when the app is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from habit.changes import Hand, join, log, names_of
from habit.entries import add_entry, entries, remove_entry
from habit.errors import RefusedError
from habit.model import SPOKEN, TOGETHER, Change, Channel, Entry, Gift
from habit.network import Network
from habit.outcomes import usual_minutes
from habit.suggest import last_interaction

KIND = "timer"
LONGEST = 240
"""Minutes after which a timer is taken to have been forgotten."""


@dataclass(frozen=True, slots=True)
class Running:
    """The timer that runs, and for how long by now."""

    key: str
    people: tuple[str, ...]
    channel: Channel
    on: date
    """The day on which it was started."""
    since: int
    minutes: int

    @property
    def is_forgotten(self) -> bool:
        """Whether it ran for so long that its minutes are not taken without a question."""
        return self.minutes > LONGEST

    def with_whom(self, people: Sequence[str], channel: Channel) -> Running:
        """Return this for other people, or another channel."""
        return replace(self, people=tuple(people), channel=channel)


def running(network: Network, now: int, today: date) -> Running | None:
    """Return the timer that runs, as it stands at a moment (milliseconds UTC)."""
    one = entry_of(network)
    if one is None:
        return None
    return Running(
        key=one.id,
        people=tuple(key for key in one.people if key in network.contacts),
        channel=one.channel or "call",
        on=min(one.on or today, today),
        since=one.since,
        minutes=max(0, now - one.since) // 60_000,
    )


def entry_of(network: Network) -> Entry | None:
    """Return the entry of the timer that runs; of several, as two sessions make them, the first."""
    return next((one for one in entries(network, KIND) if one.since), None)


def start(
    network: Network, hand: Hand, people: Iterable[str] = (), channel: Channel | None = None
) -> Change:
    """Start the timer, for people or for nobody yet.

    Raises:
        RefusedError: One runs already.

    """
    if entry_of(network) is not None:
        raise RefusedError("a timer runs already: stop that one first")
    ids = tuple(people)
    way = channel or _usual_channel(network, ids)
    change = add_entry(network, hand, KIND, "", people=ids, channel=way, since=hand.now)
    nobody = "" if ids else ", with nobody yet"
    return Change(f"{_who(network, ids)}timer started{nobody}", change.edits)


_TALKS = SPOKEN - TOGETHER
"""Talks that one sits down to with a timer, as one does not at a coffee or an event."""


def _usual_channel(network: Network, people: Sequence[str]) -> Channel:
    """Return how one spoke last with somebody: what is written needs no timer."""
    last = last_interaction(network, people[0]) if people else None
    return last.channel if last is not None and last.channel in _TALKS else "call"


def drop(network: Network, key: str) -> Change:
    """Let go of the timer without logging anything."""
    who = _who(network, network.entries[key].people) if key in network.entries else ""
    return Change(f"{who}timer dropped", remove_entry(network, key).edits)


def stopped(network: Network, change: Change, key: str) -> Change:
    """Return the change that logs something, with the timer taken away in the same step."""
    if key not in network.entries:
        return change  # another session was faster
    return join(change, remove_entry(network, key), what=change.what)


def to_log(network: Network, one: Running) -> int:
    """Return the minutes that are offered: as it ran, or the usual ones of a forgotten timer."""
    return usual_minutes(network)[one.channel] if one.is_forgotten else max(1, one.minutes)


def stop(
    network: Network,
    hand: Hand,
    one: Running,
    minutes: int | None,
    note: str,
    *,
    gave: Sequence[Gift] = (),
    asked: Sequence[Gift] = (),
) -> Change:
    """Log what the timer ran for, and take it away.

    Raises:
        RefusedError: It ran for nobody, or for so long that the minutes have to be said.

    """
    if minutes is None and one.is_forgotten:
        raise RefusedError(
            f"the timer has run for {one.minutes // 60} hours: say how many minutes it was"
        )
    logged = log(
        network,
        hand,
        one.people,
        one.channel,
        on=one.on,
        minutes=to_log(network, one) if minutes is None else minutes,
        note=note,
        gave=gave,
        asked=asked,
    )
    return stopped(network, logged, one.key)


def _who(network: Network, people: Iterable[str]) -> str:
    names = names_of(network, people)
    return f"{names}, " if names else ""
