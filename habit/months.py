"""Months, the streak and the strength: what the weeks amount to, with room for quiet ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import is_
from typing import Literal, TypeAlias

from habit.goals import Terms
from habit.meter import Meter, meter_under, tally
from habit.network import Network
from habit.weeks import Month, is_over, month_of, next_month, start_of_week, weeks_of

MonthState: TypeAlias = Literal["kept", "quiet", "open", "paused"]

LADDER_MONTHS = 3
"""After so many months it is a habit."""

AVERAGED_WEEKS = 4
"""Over so many weeks the people a week are averaged."""

SMOOTHING = 0.18
"""The share of the way that one week moves the strength."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with its weeks."""

    month: Month
    state: MonthState
    counts: bool
    """Whether it is kept, or open and will be kept whatever comes."""
    reached_out: int
    """Distinct people reached out to in its weeks."""
    attempts: int
    reached: int
    """Distinct people reached in its weeks."""
    weeks: tuple[Meter, ...]


@dataclass(frozen=True, slots=True)
class Streak:
    """The runs that last until now, and the longest ones."""

    months: int
    weeks: int
    best_months: int
    best_weeks: int


@dataclass(frozen=True, slots=True)
class History:
    """Everything that the months show."""

    months: tuple[MonthRow, ...]
    """Oldest first, to the month of this week."""
    streak: Streak
    strength: float
    """0 to 1."""
    strengths: tuple[float, ...]
    """The strength after each week that is over, from the first goal's on."""
    ladder: int
    """How many of the first three months are done."""

    @property
    def gone_by(self) -> tuple[Meter, ...]:
        """The weeks that are over, from the first goal's on."""
        weeks = (week for row in self.months for week in row.weeks)
        return tuple(week for week in weeks if week.over and week.goal is not None)


def history(network: Network, today: date) -> History:
    """Return all months and what they amount to on `today`."""
    terms = Terms.of(network)
    rows = tuple(_row(terms, month, today) for month in _months(terms, today))
    months, best_months = _month_runs(rows)
    weeks, best_weeks = _week_runs(rows)
    strengths = _strengths(week for row in rows for week in row.weeks)
    return History(
        months=rows,
        streak=Streak(months, weeks, best_months, best_weeks),
        strength=strengths[-1] if strengths else 0.0,
        strengths=strengths,
        ladder=min(LADDER_MONTHS, best_months),
    )


def month_row(network: Network, month: Month, today: date) -> MonthRow:
    """Return one month as `history` has it, whether or not it reaches so far."""
    return _row(Terms.of(network), month, today)


def averages(weeks: Iterable[Meter]) -> tuple[float, ...]:
    """Return how many people a week it was over the last four, after each of these weeks.

    A week off that was not kept leaves the average as it is.
    """
    last: deque[int] = deque(maxlen=AVERAGED_WEEKS)
    averages = []
    for week in weeks:
        if week.kept or not week.paused:
            last.append(len(week.people))
        averages.append(sum(last) / len(last) if last else 0.0)
    return tuple(averages)


def _months(terms: Terms, today: date) -> list[Month]:
    """The months from the first goal's or the first outreach's to the month of this week."""
    network = terms.network
    # Weeks without outreach (research, or only what others began) begin nothing.
    outreach = (start for start in sorted(network.of_week) if tally(network, start).people)
    firsts = [month_of(start) for start in (*terms.starts[:1], *islice(outreach, 1))]
    if not firsts:
        return []
    month, this = min(firsts), month_of(start_of_week(today, network.meta.weekday))
    months = []
    while month <= this:
        months.append(month)
        month = next_month(month)
    return months


def _row(terms: Terms, month: Month, today: date) -> MonthRow:
    """The month as it stands; one that is over is worked out once until its ground changes."""
    network = terms.network
    starts = weeks_of(month, network.meta.weekday)
    if not is_over(starts[-1], today):
        return _worked_out(terms, month, starts, today)
    memo = network.week_memo.setdefault(starts[0], {})
    # A commit shares what it does not touch and drops only the weeks it touched, so the row
    # still holds while all of this is the very same.
    ground = (network.goals, network.weeks, *(tally(network, start) for start in starts))
    known: tuple[tuple[object, ...], MonthRow] | None = memo.get("month")
    if known is None or not all(map(is_, known[0], ground)):
        known = memo["month"] = (ground, _worked_out(terms, month, starts, today))
    return known[1]


def _worked_out(terms: Terms, month: Month, starts: Sequence[date], today: date) -> MonthRow:
    weeks = tuple(meter_under(terms, start, today) for start in starts)
    tallies = [tally(terms.network, start) for start in starts]
    first = month_of(terms.starts[0]) if terms.starts else None
    state: MonthState = "paused"
    counts = False
    if first is not None and first <= month:
        judged = _judged(weeks, is_first=month == first)
        counts = judged == "kept"
        state = judged if weeks[-1].over else "open"
    return MonthRow(
        month=month,
        state=state,
        counts=counts,
        reached_out=len(set().union(*(week.people for week in tallies))),
        attempts=sum(week.attempts for week in weeks),
        reached=len(set().union(*(week.reached for week in tallies))),
        weeks=weeks,
    )


def _stands(week: Meter) -> bool | None:
    """Whether a week is kept if nothing more happens; None when it is left out of judgement."""
    if week.kept is None and week.goal is not None and not week.paused:
        return False
    return week.kept


def _has_begun(week: Meter) -> bool:
    return week.over or week.open


def _judged(weeks: Sequence[Meter], *, is_first: bool) -> Literal["kept", "quiet", "paused"]:
    """What a month is, taken that nothing more happens in its weeks that are not over."""
    if is_first and any(week.people for week in weeks if _has_begun(week)):
        return "kept"
    counted = [week for week in weeks if _stands(week) is not None]
    kept = sum(week.kept is True for week in counted)
    missed = len(counted) - kept
    people = sum(len(week.people) for week in counted if _has_begun(week))
    is_made_up = kept >= missed and people >= sum(week.needed for week in counted)
    if kept and (missed < 2 or is_made_up):
        return "kept"
    return "quiet" if missed >= 2 else "paused"


def _month_runs(rows: Iterable[MonthRow]) -> tuple[int, int]:
    """The months in a row until now, and the longest such run."""
    run = best = 0
    for row in rows:
        if row.state == "quiet":
            run = 0
        run += row.counts
        best = max(best, run)
    return run, best


def _week_runs(rows: Iterable[MonthRow]) -> tuple[int, int]:
    """The weeks in a row until now, and the longest such run."""
    run = best = 0
    for row in rows:
        forgives = _forgives(row)
        for week in row.weeks:
            if week.kept is False and not forgives:
                run = 0
            run += week.kept is True
            best = max(best, run)
    return run, best


def _forgives(row: MonthRow) -> bool:
    """Whether a run of weeks steps over the month's weeks that were not kept."""
    if row.state != "open" or row.counts:
        return row.state != "quiet"
    return sum(week.kept is False for week in row.weeks) < 2


def _strengths(weeks: Iterable[Meter]) -> tuple[float, ...]:
    """The strength after each week that is over: every week moves it some of the way."""
    strength = 0.0
    strengths = []
    for week in weeks:
        if week.over and week.goal is not None:
            moved = strength + SMOOTHING * (min(1.0, len(week.people) / week.needed) - strength)
            strength = max(strength, moved) if week.paused else moved
            strengths.append(strength)
    return tuple(strengths)
