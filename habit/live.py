"""The live part of a network: who was in touch in the last 90 days, of all, month by month."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from habit.model import Contact, Interaction
from habit.network import Network
from habit.shelves import DORMANT
from habit.weeks import Month, month_of, next_month, start_of_week, weeks_of

LIVE_DAYS = 90
"""Somebody is live for so many days after an interaction."""
PLOTTED = 12
"""Months that the live share is told of."""

_EPOCH = date(1970, 1, 1).toordinal()
_MS_A_DAY = 86_400_000

_Tie: TypeAlias = tuple[int, int, bool]
"""From which of the days on somebody is known, on which they are live (a bit each), and whether
they have been silent for three years."""

_GONE: _Tie = (-1, 0, False)


@dataclass(frozen=True, slots=True)
class Live:
    """How many of all who were known on a day were live."""

    live: int
    people: int

    @property
    def percent(self) -> int | None:
        """The live ones in percent; None of nobody."""
        return percent(self.live, self.people)


@dataclass(frozen=True, slots=True)
class Share(Live):
    """How it was on the last day of a month."""

    month: Month


@dataclass(frozen=True, slots=True)
class Living:
    """The live share as it went."""

    shares: tuple[Share, ...]
    """Oldest first, the last one as of today; none before anybody was known."""
    dormant: int
    """How many have been silent for three years and more."""

    @property
    def now(self) -> Share:
        """The share of today."""
        return self.shares[-1]


def percent(part: int, whole: int) -> int | None:
    """Return a part in whole percent, halves upward; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def is_live(history: Sequence[Interaction], day: date) -> bool:
    """Whether there was an interaction in the 90 days up to a day; research is not one."""
    for one in reversed(history):
        if (day - one.on).days > LIVE_DAYS:
            return False
        if one.on <= day and one.channel != "research":
            return True
    return False


def live(network: Network, day: date, today: date) -> Live:
    """Return the live share on a day until today, as `living` has it; who is gone is out.

    After a commit only those it touched are looked at.
    """
    memo, is_today = network.contact_memo, day == today
    known = memo.setdefault(("live on", day.toordinal(), is_today), {})
    for key, contact in network.contacts.items():
        if key not in known:
            known[key] = _stood(contact, network.of_contact.get(key, ()), day, today)
    memo.pop(("live on", today.toordinal() - 1, True), None)
    counted = Counter(list(known.values()))  # a copy: the memo may grow in another thread
    return Live(counted[True], counted[True] + counted[False])


def _stood(contact: Contact, history: Sequence[Interaction], day: date, today: date) -> bool | None:
    """Whether somebody was live on a day; None when archived, dead, or not known by then."""
    if contact.is_gone:
        return None
    known = day == today or _since(contact, today.toordinal()) <= day.toordinal()
    return is_live(history, day) if known or _met_by(history, day) else None


def _since(contact: Contact, today: int) -> int:
    """Return the ordinal of the day on which somebody was added, 0 where that is not known.

    A day that has begun in UTC may not have begun where the user lives.
    """
    return min(today, contact.made // _MS_A_DAY + _EPOCH) if contact.made else 0


def _met_by(history: Sequence[Interaction], day: date) -> bool:
    first = next((one for one in history if one.channel != "research"), None)
    return first is not None and first.on <= day


def living(network: Network, today: date) -> Living:
    """Return the live share at the end of each of the last twelve months; who is gone is out.

    Somebody is known from the day they were added or were first in touch, whichever is earlier.
    """
    months, days = _ends(network.meta.weekday, today)
    groups = _groups(network, days)
    dormant = sum(count for (_, _, is_dormant), count in groups.items() if is_dormant)
    shares = []
    for at, month in enumerate(months):
        known = [(mask, count) for (since, mask, _), count in groups.items() if since <= at]
        live = sum(count for mask, count in known if mask >> at & 1)
        shares.append(Share(live, sum(count for _, count in known), month))
    first = next((at for at, share in enumerate(shares) if share.people), len(shares) - 1)
    return Living(tuple(shares[first:]), dormant)


def _ends(weekday: int, today: date) -> tuple[list[Month], list[int]]:
    """Return the last months, and the ordinal of the last day of each, today for the open one."""
    this = month_of(start_of_week(today, weekday))
    months = [next_month(this, by) for by in range(1 - PLOTTED, 1)]
    ends = [weeks_of(month, weekday)[-1] + timedelta(days=6) for month in months[:-1]]
    return months, [*(end.toordinal() for end in ends), today.toordinal()]


def _groups(network: Network, days: Sequence[int]) -> Counter[_Tie]:
    """Return how it stands with how many; after a commit only those it touched are looked at."""
    memo, day = network.contact_memo, days[-1]
    known = memo.setdefault(("live", day), {})
    for key, contact in network.contacts.items():
        if key not in known:
            known[key] = _tie(contact, network.of_contact.get(key, ()), days)
    memo.pop(("live", day - 1), None)
    groups = Counter(list(known.values()))  # a copy: the memo may grow in another thread
    groups.pop(_GONE, None)
    return groups


def _tie(contact: Contact, history: Sequence[Interaction], days: Sequence[int]) -> _Tie:
    if contact.is_gone:
        return _GONE
    since = _since(contact, days[-1])
    talks = [one.on.toordinal() for one in history if one.channel != "research"]
    if not talks:
        return bisect_left(days, since), 0, False
    mask = 0
    for on in reversed(talks):
        if on + LIVE_DAYS < days[0]:
            break
        live = range(bisect_left(days, on), bisect_right(days, on + LIVE_DAYS))
        mask |= (1 << live.stop) - (1 << live.start) if live else 0
    known = bisect_left(days, min(since, talks[0]))
    return known, mask, days[-1] - talks[-1] >= DORMANT
