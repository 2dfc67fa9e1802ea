"""The time of a week: where it went, against the time that the goal asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from habit.changes import MINUTES_A_DAY
from habit.dates import day_text, duration
from habit.errors import RefusedError
from habit.goals import goal_of, share_of_search, time_of
from habit.model import Change, Edit, Mode, Week
from habit.network import Network
from habit.period import Minutes, Period, counts
from habit.report import tie_of
from habit.weeks import key_of

MINUTES_A_WEEK = 7 * MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Effort:
    """A week's minutes, and what they are held against."""

    minutes: Minutes
    mode: Mode
    goal: int | None
    """Minutes that the goal asks for, None in the mode none."""
    jobboards: int | None
    """Minutes on job boards, None where they were not said."""
    said: int
    """How many of the minutes were said; the others are what a channel usually takes."""

    @property
    def share(self) -> int | None:
        """Percent of the search that went to people; None until job boards are said."""
        return share_of_search(self.minutes.total, self.jobboards)


def effort(network: Network, start: date) -> Effort:
    """Return where the time of the week that begins on `start` went."""
    goal = goal_of(network, start)
    week, time = network.weeks.get(key_of(start)), time_of(goal)
    return Effort(
        minutes=counts(network, _week(start)).minutes,
        mode=goal.mode if goal else "none",
        goal=time.minutes if time else None,
        jobboards=week.jobboards if week else None,
        said=sum(one.minutes or 0 for one in network.of_week.get(start, ())),
    )


def _week(start: date) -> Period:
    return Period(start, start + timedelta(days=6))


def ties(network: Network, start: date) -> tuple[int, int]:
    """Return how many of the people of a week were new, and how many re-connected."""
    people = counts(network, _week(start)).people
    found = [tie_of(network.of_contact.get(one, ()), start)[0] for one in people]
    return found.count("new"), found.count("reconnected")


def ties_words(network: Network, start: date) -> str:
    """Return what is said of new and re-connected people to somebody who looks for work."""
    new, again = ties(network, start)
    if new and again:
        return f"{new} new, {again} re-connected: both lead somewhere."
    if new:
        return f"{new} new. Somebody from years ago would be glad to hear from you, too."
    if again:
        return f"{again} re-connected. Whom would they introduce you to?"
    return "Nobody new and nobody from long ago this week: one of each is plenty."


def share_words(one: Effort) -> str:
    """Return the time for people against that on job boards in words; nothing until it is said."""
    if one.share is None or one.jobboards is None:
        return ""
    people, boards = duration(one.minutes.total), duration(one.jobboards)
    return f"People {people}, job boards {boards}: {one.share} % for people."


def said_words(one: Effort) -> str:
    """Return how much of the time was said, and how much is usual; nothing where all was said."""
    if one.said == one.minutes.total:
        return ""
    if not one.said:
        return "No minutes were said: it is what each channel usually takes."
    return f"{duration(one.said)} of it was said, the rest is what each channel usually takes."


def set_jobboards(network: Network, start: date, minutes: int | None) -> Change:
    """Say how long a week went to job boards; None takes it back."""
    if minutes is not None and not 0 <= minutes <= MINUTES_A_WEEK:
        raise RefusedError(f"{minutes} minutes do not fit a week: say 0 to {MINUTES_A_WEEK}")
    key = key_of(start)
    before = network.weeks.get(key)
    after = replace(before or Week(key), jobboards=minutes)
    what = f"job boards, week of {day_text(start)}"
    edits = () if after == (before or Week(key)) else (Edit("weeks", key, before, after),)
    return Change(what, edits)
