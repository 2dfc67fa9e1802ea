"""How far a benchmark is: its number so far, and whether it is on course for its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import Literal, TypeAlias

from habit.dates import YEAR_DAYS, coming_day, named_day
from habit.metrics import METRICS, Days, Metric, judged_weeks
from habit.model import Entry
from habit.network import Network
from habit.period import Period
from habit.weeks import start_of_week

Course: TypeAlias = Literal[
    "unknown", "aimless", "to come", "under way", "ahead", "on course", "behind", "reached", "over"
]
"""How a benchmark stands: without a day to reach it by under way, past that day over."""

_AHEAD_PART = 0.1
"""The part of the target that one has to be ahead by before it is said."""
_AHEAD_WEEK = 0.5
"""The same for an average, in people a week."""
_LONGEST = timedelta(days=10 * YEAR_DAYS)
"""A benchmark reaches further back than this only where the log does."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a benchmark is."""

    course: Course
    words: str
    """How it stands, in a few words."""
    value: float = 0
    part: float = 0
    """The part of the target, 0 to 1."""
    behind: float = 0
    """What is missing to be on course."""
    metric: Metric | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A benchmark that can be judged, with its number so far."""

    days: Days
    metric: Metric
    value: float
    target: float
    due: date | None

    @property
    def is_average(self) -> bool:
        return self.metric.adds == "average"


def progress(network: Network, benchmark: Entry, today: date) -> Progress:
    """Return how far a benchmark is."""
    metric = METRICS.get(benchmark.metric or "")
    if metric is None:
        return Progress("unknown", "a metric that is not known")
    first = _first_day(network, benchmark, today)
    if first > today:
        return Progress("to come", f"begins {spoken(first, today)}", metric=metric)
    due, target = benchmark.due, benchmark.target or 0
    days = Days(network, Period(first, min(due or today, today)), today)
    value = metric.value(days)
    if target <= 0:
        return Progress("aimless", "no number to reach yet", value, metric=metric)
    reading = _Reading(days, metric, value, target, due)
    course, behind = _course(reading)
    part = min(1.0, max(0.0, value / target))
    return Progress(course, _words(reading, course, behind), value, part, behind, metric)


def number(value: float) -> str:
    """Return a number as it is shown: `12`, `1.8`."""
    return f"{value:.1f}".removesuffix(".0")


def spoken(day: date, today: date) -> str:
    """Return a day of the strategy in words: `today`, `Friday`, `31 December`."""
    near = coming_day(day, today)
    return near if near in ("today", "tomorrow") else named_day(day, today)


def _first_day(network: Network, benchmark: Entry, today: date) -> date:
    """Return the first day that counts; of years in which nothing happened no week is read."""
    earliest = min(min(network.of_week, default=today), today)
    if benchmark.on is None:
        return earliest
    return max(benchmark.on, min(earliest, today - _LONGEST))


# On course or not


def _course(one: _Reading) -> tuple[Course, float]:
    """Return how a benchmark stands, and what is missing to be on course."""
    has = one.value >= one.target
    if one.due is not None and one.due < one.days.today:
        return ("reached" if has else "over"), 0
    if has and not one.is_average:
        return "reached", 0
    if one.due is None:
        return ("on course" if has else "under way"), 0
    return _average_course(one) if one.is_average else _dated_course(one, one.due)


def _average_course(one: _Reading) -> tuple[Course, float]:
    weeks = judged_weeks(one.days)
    if not weeks:
        return "to come", 0
    if one.value >= one.target:
        return ("ahead" if one.value >= one.target + _AHEAD_WEEK else "on course"), 0
    # A first week that is still open has not fallen behind.
    if not any(week.over for week in weeks):
        return "on course", 0
    return "behind", max(0.1, round(one.target - one.value, 1))


def _dated_course(one: _Reading, due: date) -> tuple[Course, float]:
    """Compare what is there with the share of the time that has gone by."""
    base = _base(one)
    rise = one.target - base
    days = (due - one.days.period.first).days + 1
    gone = (one.days.today - one.days.period.first).days
    # Today is not over: what is due by yesterday has to be there, and what today brings is extra.
    wanted = floor(base + rise * gone / days)
    if one.value < wanted:
        return "behind", max(1, ceil(wanted - one.value))
    more = base + rise * (gone + 1) / days + max(1, _AHEAD_PART * rise)
    return ("ahead" if one.value >= more else "on course"), 0


def _base(one: _Reading) -> float:
    """Return where a benchmark set out: nothing for a total, for a level where it stood."""
    if one.metric.adds != "level":
        return 0
    days = one.days
    first = days.period.first
    then = Days(days.network, Period(first, first), days.today)
    return min(one.target, one.metric.value(then))


# In words


def _words(one: _Reading, course: Course, behind: float) -> str:
    if course == "over":
        return f"it came to {number(one.value)} of {number(one.target)}"
    if course == "behind":
        return f"a little behind: {_catching_up(one, behind)}"
    if course == "to come":
        return "begins next week"
    if course == "reached":
        return "reached"
    when = f" by {spoken(one.due, one.days.today)}" if one.due is not None else ""
    if one.is_average:
        return course + when.replace(" by ", " until ")
    left = f"{number(one.target - one.value)}{_percent(one)} to go{when}"
    return left if course == "under way" else f"{left}, {course}"


def _catching_up(one: _Reading, behind: float) -> str:
    """Return what puts a benchmark on course."""
    if not one.is_average:
        return f"{number(behind)}{_percent(one)} more puts it on course"
    done = [len(week.people) for week in judged_weeks(one.days) if week.over]
    left = _weeks_left(one.days, one.due or one.days.today)
    each = ceil(10 * (one.target * (len(done) + left) - sum(done)) / left) / 10
    return f"{number(each)} a week from here gets there"


def _weeks_left(days: Days, due: date) -> int:
    """Return how many weeks are not over until a day, this one in any case."""
    start = start_of_week(days.today, days.network.meta.weekday)
    return max(1, (due.toordinal() - start.toordinal() - 3) // 7 + 1)


def _percent(one: _Reading) -> str:
    return " %" if one.metric.unit == "%" else ""
