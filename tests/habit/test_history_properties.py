"""What holds for every history, and a slow reading of the rules that the quick one agrees with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from math import isclose
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from habit.goals import goal_of
from habit.meter import Meter, meter
from habit.model import Channel, Direction, Goal, Interaction, Meta, Outcome, Pause, Record, Week
from habit.months import History, MonthRow, history
from habit.network import Network, Touched
from habit.outcomes import counts_as
from habit.weeks import key_of, month_of, start_of, start_of_week

BEGIN = date(2026, 2, 2)
WEEK = timedelta(days=7)
STATES = ["quiet", "some", "met", "stretch"]

Life = tuple[Network, date]

many = settings(max_examples=200, deadline=None)
places = st.integers(-6, 22)
outcomes: st.SearchStrategy[Outcome] = st.sampled_from(["waiting", "reached", "no_reply"])
directions: st.SearchStrategy[Direction] = st.sampled_from(["out", "out", "out", "in"])
channels: st.SearchStrategy[Channel] = st.sampled_from(["call", "email", "coffee", "research"])
people = st.dictionaries(st.sampled_from("abcdef"), outcomes, max_size=3)
goals = st.builds(lambda least: Goal(people=least, stretch=least + 1), st.integers(1, 5))


def week(place: int) -> date:
    return BEGIN + WEEK * place


def interaction(key: str, place: int, day: int, **fields: Any) -> Interaction:
    return Interaction(id=key, on=week(place) + timedelta(days=day), **fields)


@st.composite
def odd_interactions(draw: st.DrawFn) -> Interaction:
    """Anything that a file may hold, now and then."""
    return interaction(
        f"odd{draw(st.integers(0, 9))}",
        draw(places),
        draw(st.integers(0, 6)),
        people=draw(people),
        dir=draw(directions),
        channel=draw(channels),
        minutes=draw(st.sampled_from([None, 5])),
        made=draw(st.integers(0, 3)),
    )


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A network of some months, and a day in or after them."""
    counts = draw(st.lists(st.sampled_from([0, 0, 1, 2, 2, 3, 4]), max_size=18))
    logged = {
        key: interaction(key, place, 2, people={key: "waiting"}, channel="email")
        for place, count in enumerate(counts)
        for key in (f"{place}-{k}" for k in range(count))
    }
    logged |= {one.id: one for one in draw(st.lists(odd_interactions(), max_size=4))}
    held = draw(st.dictionaries(st.integers(-1, 18), goals, max_size=2))
    first = draw(st.none() | st.tuples(st.integers(0, 5), goals))
    held |= dict([first] if first else [])
    paused = draw(st.sets(st.integers(0, 20), max_size=5))
    return network_of(logged, held, paused), draw(days_about(len(counts)))


def days_about(weeks: int) -> st.SearchStrategy[date]:
    """Days around the end of so many weeks."""
    return st.dates(week(max(0, weeks - 4)), week(weeks + 3))


def network_of(
    interactions: Mapping[str, Interaction], held: Mapping[int, Goal], paused: set[int]
) -> Network:
    return Network.of(
        {
            "_meta": {"1": Meta()},
            "interactions": interactions,
            "goals": {key_of(week(place)): goal for place, goal in held.items()},
            "weeks": {key_of(week(place)): Week(pause=Pause()) for place in paused},
        }
    )


# The rules once more, word by word and without a thought for speed.


class Slow:
    """The judgements of a life, each read from the documents again."""

    def __init__(self, network: Network, today: date) -> None:
        self.network, self.today = network, today
        self.this = start_of_week(today, 0)
        self.first = min((start_of(key) for key in network.goals), default=None)

    def outreach(self, start: date) -> list[Interaction]:
        return [
            one
            for one in self.network.interactions.values()
            if start <= one.on < start + WEEK
            and one.channel != "research"
            and (one.dir == "out" or one.channel == "coffee")
        ]

    def people(self, start: date) -> set[str]:
        return {who for one in self.outreach(start) for who in one.people}

    def reached(self, start: date) -> set[str]:
        return {
            who
            for one in self.outreach(start)
            for who in one.people
            if counts_as(self.network, one, who, self.today) == "reached"
        }

    def paused(self, start: date) -> bool:
        return key_of(start) in self.network.weeks

    def goal(self, start: date) -> Goal | None:
        before = [key for key in self.network.goals if key <= key_of(start)]
        return self.network.goals[max(before)] if before else None

    def needed(self, start: date) -> int:
        goal = self.goal(start)
        if goal is None or self.first is None:
            return 0
        gone = range(0, (start - self.first).days, 7)
        unpaused = [by for by in gone if not self.paused(self.first + timedelta(days=by))]
        return 1 if len(unpaused) < 3 else min(goal.people, 3)

    def kept(self, start: date) -> bool:
        return len(self.people(start)) >= self.needed(start)

    def weeks(self, month: tuple[int, int]) -> list[date]:
        """A month's weeks from the first goal's on."""
        every = (BEGIN + WEEK * by for by in range(-20, 60))
        return [one for one in every if month_of(one) == month and self.first and one >= self.first]

    def is_over(self, start: date) -> bool:
        return start + timedelta(days=6) < self.today

    def month(self, month: tuple[int, int]) -> str:
        """What the month is, every week that is not over taken as not kept."""
        if self.first is None or month < month_of(self.first):
            return "paused"
        begun = [BEGIN + WEEK * by for by in range(-20, 60) if BEGIN + WEEK * by <= self.this]
        if month == month_of(self.first) and any(
            self.people(one) for one in begun if month_of(one) == month
        ):
            return "kept"
        kept = [one for one in self.weeks(month) if one <= self.this and self.kept(one)]
        missed = [x for x in self.weeks(month) if x not in kept and not self.paused(x)]
        counted = kept + missed
        total = sum(len(self.people(one)) for one in counted if one <= self.this)
        if len(missed) <= 1 and kept:
            return "kept"
        if len(kept) >= len(missed) > 1 and total >= sum(map(self.needed, counted)):
            return "kept"
        return "quiet" if len(missed) >= 2 else "paused"

    def months_in_a_row(self) -> int:
        if self.first is None:
            return 0
        open_month = month_of(self.this)
        run = int(self.month(open_month) == "kept")
        month = open_month
        while month > month_of(self.first):
            month = (month[0], month[1] - 1) if month[1] > 1 else (month[0] - 1, 12)
            if self.month(month) == "quiet":
                break
            run += self.month(month) == "kept"
        return run

    def weeks_in_a_row(self, back_from: date) -> int:
        run, start = 0, back_from
        while self.first and start >= self.first:
            if self.kept(start):
                run += 1
            elif start != self.this and not self.paused(start) and not self.steps_over(start):
                break
            start -= WEEK
        return run

    def steps_over(self, start: date) -> bool:
        month = month_of(start)
        if month != month_of(self.this):
            return self.month(month) != "quiet"
        missed = [
            one
            for one in self.weeks(month)
            if self.is_over(one) and not self.kept(one) and not self.paused(one)
        ]
        return len(missed) < 2 or self.month(month) == "kept"

    def strength(self) -> float:
        strength, start = 0.0, self.first
        while start and self.is_over(start):
            value = min(1, len(self.people(start)) / self.needed(start))
            if value > strength or not self.paused(start):
                strength += 0.18 * (value - strength)
            start += WEEK
        return strength


def rows_of(told: History) -> dict[tuple[int, int], MonthRow]:
    return {row.month: row for row in told.months}


@many
@given(lives())
def test_the_quick_reading_agrees_with_the_slow_one(life: Life) -> None:
    network, today = life
    told, slow = history(network, today), Slow(network, today)
    assert told.streak.months == slow.months_in_a_row()
    assert told.streak.weeks == slow.weeks_in_a_row(slow.this)
    assert told.streak.best_weeks == max(
        slow.weeks_in_a_row(slow.this - WEEK * by) for by in range(30)
    )
    assert isclose(told.strength, slow.strength(), abs_tol=1e-12)
    for row in told.months:
        judged = slow.month(row.month)
        is_open = row.month == month_of(slow.this)
        has_begun = slow.first is not None and row.month >= month_of(slow.first)
        assert row.state == ("open" if is_open and has_begun else judged)
        assert row.counts == (judged == "kept")
        starts = [one.start for one in row.weeks]
        assert row.reached_out == len(set().union(*map(slow.people, starts)))
        assert row.reached == len(set().union(*map(slow.reached, starts)))
        for one in row.weeks:
            agrees(one, slow)


def agrees(one: Meter, slow: Slow) -> None:
    start = one.start
    assert set(one.people) == slow.people(start)
    assert one.attempts == sum(len(each.people) for each in slow.outreach(start))
    assert (one.needed, one.goal, one.paused) == (
        slow.needed(start),
        slow.goal(start),
        slow.paused(start),
    )
    is_judged = slow.goal(start) is not None and start <= slow.this
    may_wait = slow.paused(start) or not slow.is_over(start)
    kept = slow.kept(start)
    assert one.kept == (None if not is_judged or (not kept and may_wait) else kept)


@many
@given(lives())
def test_the_best_run_of_months_is_the_longest_as_the_history_stands(life: Life) -> None:
    network, today = life
    told = history(network, today)
    lengths = [0]
    for row in told.months:
        lengths.append(0 if row.state == "quiet" else lengths[-1] + row.counts)
    assert (told.streak.months, told.streak.best_months) == (lengths[-1], max(lengths))
    assert told.streak.weeks <= told.streak.best_weeks
    assert told.ladder == min(3, told.streak.best_months)


@many
@given(lives())
def test_months_partition_weeks(life: Life) -> None:
    told = history(*life)
    starts = [one.start for row in told.months for one in row.weeks]
    assert starts == [starts[0] + WEEK * by for by in range(len(starts))] if starts else True
    for row in told.months:
        assert all(one.month == row.month for one in row.weeks)
    if told.months:
        assert month_of(start_of_week(life[1], 0)) == told.months[-1].month


# What never gets lower.


def no_lower(before: History, after: History) -> None:
    """Hold that no streak and no strength is lower than before."""
    for name in ("months", "weeks", "best_months", "best_weeks"):
        assert getattr(after.streak, name) >= getattr(before.streak, name), name
    assert after.ladder >= before.ladder
    assert after.strength >= before.strength or isclose(after.strength, before.strength)
    for row, now in paired(before, after):
        assert now.counts >= row.counts
        assert not (now.state == "quiet" and row.state != "quiet")


def paired(before: History, after: History) -> list[tuple[MonthRow, MonthRow]]:
    later = rows_of(after)
    return [(row, later[row.month]) for row in before.months]


@many
@given(lives(), places, st.integers(0, 6), people)
def test_an_added_outreach_lowers_no_meter_no_streak_and_no_strength(
    life: Life, place: int, day: int, them: dict[str, Outcome]
) -> None:
    network, today = life
    before = history(network, today)
    added = interaction("added", place, day, people=them, channel="email")
    after = history(network.after([("interactions", "added", added)]), today)
    no_lower(before, after)
    for row, now in paired(before, after):
        for name in ("reached_out", "attempts", "reached"):
            assert getattr(now, name) >= getattr(row, name), name
        for one, other in zip(row.weeks, now.weeks, strict=True):
            assert STATES.index(other.state) >= STATES.index(one.state)
            assert set(other.people) >= set(one.people)
            assert other.kept or other.kept == one.kept


@many
@given(lives(), places)
def test_pausing_a_week_lowers_no_streak_and_no_strength(life: Life, place: int) -> None:
    network, today = life
    key = key_of(week(place))
    paused = network.after([("weeks", key, Week(id=key, pause=Pause()))])
    before, after = history(network, today), history(paused, today)
    no_lower(before, after)
    for row, now in paired(before, after):
        assert (now.reached_out, now.reached, now.attempts) == (
            row.reached_out,
            row.reached,
            row.attempts,
        )


@many
@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_logging_changes_nothing(life: Life, chance: Any) -> None:
    network, today = life
    logged = list(network.interactions.values())
    chance.shuffle(logged)
    again = Network.of({**network.tables, "interactions": {}})
    for made, one in enumerate(logged):
        again = again.after([("interactions", one.id, replace(one, made=made))])
        if made % 4 == 0:
            history(again, today)
    assert unordered(history(again, today)) == unordered(history(network, today))


def unordered(told: History) -> History:
    """The history with the people of each week in one order, whoever came first."""
    rows = tuple(
        replace(
            row,
            weeks=tuple(replace(one, people=tuple(sorted(one.people))) for one in row.weeks),
        )
        for row in told.months
    )
    return replace(told, months=rows)


@many
@given(lives(), places, goals)
def test_a_goal_set_for_later_never_changes_the_past(life: Life, place: int, goal: Goal) -> None:
    network, today = life
    start = week(place)
    after = network.after([("goals", key_of(start), goal)])
    for past in (start - WEEK * by for by in range(1, 12)):
        assert goal_of(after, past) == goal_of(network, past)
        assert meter(after, past, today) == meter(network, past, today)
    now = rows_of(history(after, today))
    for row in history(network, today).months:
        if row.weeks[-1].start < start and row.weeks[-1].over:
            assert now[row.month] == row


# What is remembered.

touches: st.SearchStrategy[Touched] = st.one_of(
    odd_interactions().map(lambda one: ("interactions", one.id, one)),
    st.tuples(
        st.just("interactions"),
        st.builds("{}-{}".format, st.integers(0, 5), st.integers(0, 1)),
        st.none(),
    ),
    st.tuples(st.just("goals"), places.map(week).map(key_of), st.none() | goals),
    st.tuples(
        st.just("weeks"),
        places.map(week).map(key_of),
        st.sampled_from([None, Week(pause=Pause())]),
    ),
    st.builds(lambda minutes: ("_meta", "1", Meta(minutes={"email": minutes})), st.integers(1, 9)),
)


@many
@given(lives(), st.lists(st.tuples(st.lists(touches, max_size=2), st.integers(-9, 9)), max_size=5))
def test_a_history_after_commits_is_that_of_the_documents(
    life: Life, commits: list[tuple[list[Touched], int]]
) -> None:
    network, today = life
    for commit, days in commits:
        history(network, today)
        today += timedelta(days=days)
        network = network.after(commit)
        documents: Mapping[str, Mapping[str, Record]] = network.tables
        assert history(network, today) == history(Network.of(documents), today)


@many
@given(lives(), lives())
def test_a_history_depends_on_its_day_and_on_no_day_asked_before(one: Life, other: Life) -> None:
    network, today = one
    history(network, other[1])
    assert history(network, today) == history(Network.of(network.tables), today)
