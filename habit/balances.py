"""Where your effort goes: the balances of a month, three months or a year, and who is in them.

A balance is one function and one line of `BALANCES`. The numbers come from what `habit.period`
keeps of each week, so three spans beside the three before them cost no second look at the history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import islice
from typing import Literal, TypeAlias

from habit.dates import MONTHS, ago, counted, duration, near_day
from habit.live import Living, is_live, living, percent
from habit.model import VOICE, WRITTEN, Contact, Interaction, Rank, Side
from habit.network import Network
from habit.outcomes import Answers, answers_to, is_outreach, minutes_of
from habit.period import Counts, Period, counts, week_by_week, whom_reached
from habit.report import Tie, ties_of
from habit.weeks import Month, month_of, next_month, start_of_week
from habit.who import side_of

SpanName: TypeAlias = Literal["month", "quarter", "year"]
Unit: TypeAlias = Literal["people", "attempts", "times", "marked", "minutes"]
Deed: TypeAlias = Literal[
    "voice", "written", "otherwise", "gave", "asked", "locating", "contacting", "interacting"
]
"""What an interaction was, as far as a balance asks for it."""
Deeds: TypeAlias = Mapping[Deed, Mapping[str, None]]
"""With whom it was, by what it was, in order."""

SPANS: Mapping[SpanName, int] = {"month": 1, "quarter": 3, "year": 12}
"""The spans by their months, the last of which is the open one."""
FEW = 5
"""With fewer people than this, ever, there is no picture yet."""
UNSAID = "not said"
"""What is on neither side because nobody said it of a contact."""

_DEEDS: tuple[Deed, ...] = (
    "voice",
    "written",
    "otherwise",
    "gave",
    "asked",
    "locating",
    "contacting",
    "interacting",
)
_USES: tuple[Deed, ...] = ("interacting", "contacting", "locating")
_SPOKEN_OF: Mapping[SpanName, tuple[str, str]] = {
    "month": ("", ""),
    "quarter": ("in three months", "the three months before"),
    "year": ("in a year", "the year before"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """The months that are looked at, as far as they have gone, and as many before them."""

    name: SpanName
    months: tuple[Month, ...]
    period: Period
    before: Period

    @classmethod
    def of(cls, name: SpanName, weekday: int, today: date) -> Span:
        """Return the span that ends with the month of today's week."""
        this, count = month_of(start_of_week(today, weekday)), SPANS[name]
        months = tuple(next_month(this, by) for by in range(1 - count, 1))
        earlier = [next_month(month, -count) for month in months]
        period = Period.of_months(months, weekday).until(today)
        return cls(name, months, period, Period.of_months(earlier, weekday))

    @property
    def title(self) -> str:
        """Its months by name: `November so far`, `September to November so far`."""
        first, last = self.months[0], self.months[-1]
        said = MONTHS[last[1] - 1]
        if len(self.months) > 1:
            year = "" if first[0] == last[0] else f" {first[0]}"
            said = f"{MONTHS[first[1] - 1]}{year} to {said}"
        return f"{said} so far"

    @property
    def words(self) -> str:
        """When it is, within a sentence: `in November`, `in three months`."""
        return _SPOKEN_OF[self.name][0] or f"in {MONTHS[self.months[-1][1] - 1]}"

    @property
    def against(self) -> str:
        """What it is compared with: `October`, `the year before`."""
        before = next_month(self.months[-1], -1)
        return _SPOKEN_OF[self.name][1] or MONTHS[before[1] - 1]


@dataclass(frozen=True)
class Scope:
    """A stretch of days as the balances look at it."""

    network: Network
    period: Period
    counts: Counts

    @classmethod
    def of(cls, network: Network, period: Period) -> Scope:
        """Return the stretch with what its interactions add up to."""
        return cls(network, period, counts(network, period))

    @cached_property
    def deeds(self) -> Deeds:
        """With whom each thing was."""
        found: dict[Deed, dict[str, None]] = {deed: {} for deed in _DEEDS}
        for week in week_by_week(self.network, self.period, "deeds", _deeds_of):
            for deed, people in week.items():
                found[deed].update(people)
        return found

    @cached_property
    def ties(self) -> Mapping[str, tuple[Tie, bool]]:
        """What each of the people was before, and whether dormant."""
        return ties_of(self.network, self.counts.people, self.period.first)

    def within(self, contact: str) -> list[Interaction]:
        """Return what there was with somebody in these days, oldest first."""
        period = self.period
        history = self.network.of_contact.get(contact, ())
        return [one for one in history if period.first <= one.on <= period.last]


@dataclass(frozen=True, slots=True)
class Weight:
    """How much is on each side of a balance, and on neither."""

    amounts: tuple[int, ...]
    unknown: int
    who: Callable[[], Sequence[Iterable[str]]]
    """Tells the people of each part, those on neither side last."""


Fact: TypeAlias = Callable[[Scope, str, int, bool], str]
"""Says in a few words why somebody (an id) is in a part (by its place), with what is private or
not."""


@dataclass(frozen=True)
class Balance:
    """One way to look at the effort."""

    key: str
    parts: tuple[str, ...]
    """The words for its sides, the one first whose change is told."""
    unit: Unit
    told: tuple[str, ...]
    """How each part is explained, and last what is on neither side."""
    weigh: Callable[[Scope], Weight]
    fact: Fact
    title: str = ""
    """Its name, where it has more than two parts."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A balance of a span, beside what it was before."""

    balance: Balance
    now: Weight
    before: Weight
    who: tuple[tuple[str, ...], ...]
    """The people of each part, those on neither side last."""

    @property
    def percents(self) -> tuple[int, ...] | None:
        """The share of each part, what is on neither side left out; None of nothing."""
        return percents(self.now.amounts)

    @property
    def change(self) -> int | None:
        """By how many points the first part is more than before; None without a before."""
        now, before = self.percents, percents(self.before.amounts)
        return None if now is None or before is None else now[0] - before[0]

    @property
    def total(self) -> int:
        """All there is, what is on neither side with it."""
        return sum(self.now.amounts) + self.now.unknown


@dataclass(frozen=True)
class Picture:
    """Everything that is told of a span."""

    span: Span
    now: Scope
    before: Scope
    rows: tuple[Weighed, ...]
    living: Living
    is_young: bool
    """Whether you reached out to too few people yet for a picture."""

    def row(self, key: str) -> Weighed:
        """Return one of the balances."""
        return next(row for row in self.rows if row.balance.key == key)

    def amount(self, key: str, part: int = 0) -> int:
        """Return how much there is on one side of a balance."""
        return self.row(key).now.amounts[part]

    def count(self, tie: Tie) -> int:
        """Return how many of the people were this before the span."""
        return sum(one == tie for one, _ in self.now.ties.values())

    @property
    def woken(self) -> int:
        """How many had been silent for three years and more."""
        return sum(dormant for _, dormant in self.now.ties.values())


def percents(amounts: Sequence[int]) -> tuple[int, ...] | None:
    """Return amounts in percent; two of them make up 100."""
    shares = [percent(amount, sum(amounts)) for amount in amounts]
    whole = tuple(share for share in shares if share is not None)
    return (whole[0], 100 - whole[0]) if len(whole) == 2 else whole or None


def picture(network: Network, today: date, name: SpanName) -> Picture:
    """Return the picture of a span."""
    span = Span.of(name, network.meta.weekday, today)
    now, before = Scope.of(network, span.period), Scope.of(network, span.before)
    rows = tuple(_weighed(balance, now, before) for balance in BALANCES)
    return Picture(span, now, before, rows, living(network, today), _is_young(network))


PICTURES: Mapping[SpanName, Callable[[Network, date], Picture]] = {
    name: partial(picture, name=name) for name in SPANS
}
"""The rule for each span, to be asked by itself: a year costs more than a month."""


def _is_young(network: Network) -> bool:
    """Whether you reached out to fewer people than make a picture."""
    met = (one for one, history in network.of_contact.items() if any(map(is_outreach, history)))
    return len(list(islice(met, FEW))) < FEW


def _weighed(balance: Balance, now: Scope, before: Scope) -> Weighed:
    weight = balance.weigh(now)
    return Weighed(balance, weight, balance.weigh(before), tuple(map(tuple, weight.who())))


def explain(row: Weighed, span: Span) -> str:
    """Return a balance in a sentence: of whom or what, and how much on each side."""
    if not row.total:
        return _NOTHING[row.balance.unit].format(when=span.words)
    whole = _WHOLE[row.balance.unit](row.total).format(when=span.words)
    amounts = [*row.now.amounts, row.now.unknown]
    say = duration if row.balance.unit == "minutes" else str
    parts = [f"{say(n)} {words}" for n, words in zip(amounts, row.balance.told, strict=True) if n]
    return f"{whole}: {', '.join(parts)}."


_WHOLE: Mapping[Unit, Callable[[int], str]] = {
    "people": lambda n: f"{counted(n, 'person')} {{when}}",
    "attempts": lambda n: f"{counted(n, 'attempt')} {{when}}",
    "times": lambda n: f"{counted(n, 'time')} {{when}}",
    "marked": lambda n: f"{counted(n, 'person')} of influence",
    "minutes": lambda n: f"{duration(n)} {{when}}",
}
_NOTHING: Mapping[Unit, str] = {
    "people": "Nobody yet {when}. One is a start.",
    "attempts": "No attempt yet {when}. One is a start.",
    "times": "Nothing was given or asked yet {when}.",
    "marked": "Nobody is marked as a person of influence yet.",
    "minutes": "No time yet {when}. Five minutes are a start.",
}


# What is on which side: one function each


def _place(scope: Scope, parts: int, side: Callable[[Network, Contact], int]) -> Weight:
    """Put everybody you reached out to on a side (-1 is on neither), remembered contact by contact.

    The function itself names what is remembered, so it is one that stays.
    """
    network = scope.network
    # A side may follow from where you work yourself.
    known = network.contact_memo.setdefault((side, network.meta.organization), {})
    heaps: list[list[str]] = [[] for _ in range(parts + 1)]
    for one in scope.counts.people:
        at = known.get(one)
        if at is None:
            contact = network.contacts.get(one)
            at = known[one] = -1 if contact is None else side(network, contact)
        heaps[at].append(one)
    return _heaped(heaps)


def _heaped(heaps: Sequence[Sequence[str]]) -> Weight:
    return Weight(tuple(map(len, heaps[:-1])), len(heaps[-1]), lambda: heaps)


def _whose(scope: Scope, *deeds: Deed) -> Callable[[], Sequence[Iterable[str]]]:
    return lambda: [scope.deeds[deed] for deed in deeds]


def _side(scope: Scope) -> Weight:
    return _place(scope, 2, _where)


def _where(network: Network, one: Contact) -> int:
    return _PLACES.get(side_of(network, one), -1)


def _team(scope: Scope) -> Weight:
    return _place(scope, 2, _is_beyond)


def _is_beyond(network: Network, one: Contact) -> int:
    """Whoever is outside your organization is not on your team; of others it has to be said."""
    if one.team is not None:
        return 0 if one.team else 1
    return 1 if side_of(network, one) == "outside" else -1


def _ladder(scope: Scope) -> Weight:
    return _place(scope, 3, _step)


def _step(_network: Network, one: Contact) -> int:
    return _STEPS.get(one.rank, -1)


_PLACES: Mapping[Side | None, int] = {"inside": 0, "outside": 1}
_STEPS: Mapping[Rank | None, int] = {"above": 0, "peer": 1, "below": 2}


def _voice(scope: Scope) -> Weight:
    all_ = scope.counts
    other = all_.tries - all_.voice - all_.written
    who = _whose(scope, "voice", "written", "otherwise")
    return Weight((all_.voice, all_.written), other, who)


def _giving(scope: Scope) -> Weight:
    deeds = _whose(scope, "gave", "asked")
    return Weight((scope.counts.gave, scope.counts.asked), 0, lambda: [*deeds(), ()])


def _ties(scope: Scope) -> Weight:
    heaps: list[list[str]] = [[], [], []]
    for one, (tie, _) in scope.ties.items():
        heaps[tie != "new"].append(one)
    return _heaped(heaps)


def _influence(scope: Scope) -> Weight:
    network, last = scope.network, scope.period.last
    marked = [one.id for one in network.contacts.values() if one.influence and not one.is_gone]
    heaps: list[list[str]] = [[], [], []]
    for one in marked:
        heaps[not is_live(network.of_contact.get(one, ()), last)].append(one)
    return _heaped(heaps)


def _time(scope: Scope) -> Weight:
    used = scope.counts.minutes
    deeds = _whose(scope, *_USES)
    amounts = (used.interacting, used.contacting, used.locating)
    return Weight(amounts, 0, lambda: [*deeds(), ()])


# With whom what was, week by week


def _deeds_of(network: Network, start: date, them: Iterable[Interaction]) -> Deeds:
    answers = answers_to(network, start)
    found: dict[Deed, dict[str, None]] = {}
    for one in them:
        people = dict.fromkeys(one.people)
        for deed in (*_given(one), *_way(one), _use(one, answers)):
            found.setdefault(deed, {}).update(people)
    return found


def _given(one: Interaction) -> Sequence[Deed]:
    deeds: list[Deed] = ["gave"] if one.gave else []
    return [*deeds, "asked"] if one.asked else deeds


def _way(one: Interaction) -> Sequence[Deed]:
    if not is_outreach(one):
        return ()
    if one.channel in VOICE:
        return ("voice",)
    return ("written",) if one.channel in WRITTEN else ("otherwise",)


def _use(one: Interaction, answers: Iterable[Answers]) -> Deed:
    if one.channel == "research":
        return "locating"
    return "interacting" if whom_reached(one, answers) else "contacting"


# Why somebody is in a part


def fact(row: Weighed, scope: Scope, contact: str, part: int, *, private: bool = True) -> str:
    """Return in a few words why somebody is in a part of a balance."""
    return row.balance.fact(scope, contact, part, private)


def is_open(row: Weighed, scope: Scope, contact: str) -> bool:
    """Whether somebody is in a balance by something that is not private, or by a mark alone."""
    return row.balance.unit == "marked" or bool(_told(scope.within(contact), private=False))


def _told(them: Iterable[Interaction], private: bool) -> list[Interaction]:
    return [one for one in them if private or not one.private]


def _last_time(scope: Scope, contact: str, _part: int, private: bool) -> str:
    them = filter(is_outreach, _told(scope.within(contact), private))
    return _time_words(scope, list(them))


def _time_words(scope: Scope, them: Sequence[Interaction]) -> str:
    return f"{them[-1].channel}, {near_day(them[-1].on, scope.period.last)}" if them else ""


def _ways(scope: Scope, contact: str, part: int, private: bool) -> str:
    """How often by which channel: `2 calls, 1 voicemail`."""
    deed = ("voice", "written", "otherwise")[part]
    them = _told(scope.within(contact), private)
    used = Counter(one.channel for one in them if deed in _way(one))
    return ", ".join(counted(count, _NOUNS.get(way, way)) for way, count in used.most_common())


_NOUNS = {"social": "social message", "video": "video call", "other": "other way"}


def _gifts(scope: Scope, contact: str, part: int, private: bool) -> str:
    """The newest gift or ask, and how many there were beside it."""
    them = _told(scope.within(contact), private)
    gifts = [gift for one in them for gift in (one.asked if part else one.gave)]
    if not gifts:
        return ""
    newest = f"{gifts[-1].kind}: {gifts[-1].text}" if gifts[-1].text else gifts[-1].kind
    return newest if len(gifts) == 1 else f"{counted(len(gifts), 'time')}, {newest}"


def _before(scope: Scope, contact: str, part: int, private: bool) -> str:
    """Since when you know each other again, for those whom you knew."""
    tie, dormant = scope.ties[contact]
    if tie == "reconnected":
        return "after three years" if dormant else "silent before"
    return _last_time(scope, contact, part, private)


def _ever(scope: Scope, contact: str, _part: int, private: bool) -> str:
    last = scope.period.last
    history = _told(scope.network.of_contact.get(contact, ()), private)
    them = [one for one in history if one.channel != "research" and one.on <= last]
    return f"{ago(them[-1].on, last)}, {them[-1].channel}" if them else "never"


def _minutes(scope: Scope, contact: str, part: int, private: bool) -> str:
    deed, network = _USES[part], scope.network
    used = [
        minutes_of(network, one)
        for one in _told(scope.within(contact), private)
        if _use(one, answers_to(network, start_of_week(one.on, network.meta.weekday))) == deed
    ]
    return duration(sum(used)) if used else ""


BALANCES: tuple[Balance, ...] = (
    Balance(
        "side",
        ("Inside", "Outside"),
        "people",
        ("where you work", "elsewhere", UNSAID),
        _side,
        _last_time,
    ),
    Balance(
        "team",
        ("Own team", "Others"),
        "people",
        ("on your own team", "beyond it", UNSAID),
        _team,
        _last_time,
    ),
    Balance(
        "voice",
        ("Voice", "Text"),
        "attempts",
        ("by voice", "in writing", "otherwise"),
        _voice,
        _ways,
    ),
    Balance("giving", ("Gave", "Asked"), "times", ("you gave", "you asked", ""), _giving, _gifts),
    Balance(
        "ties",
        ("New", "Known"),
        "people",
        ("new to you", "you knew before", ""),
        _ties,
        _before,
    ),
    Balance(
        "influence",
        ("Influence", "Quiet"),
        "marked",
        ("in touch in the last 90 days", "quiet", ""),
        _influence,
        _ever,
    ),
    Balance(
        "ladder",
        ("above", "peer", "below"),
        "people",
        ("above", "beside", "below you", UNSAID),
        _ladder,
        _last_time,
        title="Ladder",
    ),
    Balance(
        "time",
        ("interacting", "contacting", "locating"),
        "minutes",
        ("with people", "trying", "finding", ""),
        _time,
        _minutes,
        title="Time",
    ),
)
"""All balances, in the order in which they are shown."""
