"""What a benchmark can count: one line and one function for each metric."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from habit.errors import RefusedError
from habit.goals import Terms
from habit.live import live
from habit.meter import Meter, meter_under
from habit.model import Interaction
from habit.months import history
from habit.network import Network
from habit.period import Counts, Period, counts
from habit.report import Tie, ties_of
from habit.text import fold, line
from habit.who import side_of

Adds: TypeAlias = Literal["total", "average", "level"]
"""Whether a metric grows with the days, is an average of the weeks, or stands where it stands."""


@dataclass(frozen=True, slots=True)
class Days:
    """What a metric is read from: the days of a benchmark that have gone, on a day."""

    network: Network
    period: Period
    today: date

    @property
    def counts(self) -> Counts:
        """What the interactions of these days add up to."""
        return counts(self.network, self.period)


@dataclass(frozen=True, slots=True)
class Metric:
    """Something that the log knows the number of."""

    says: str
    """What it counts, in words."""
    unit: str
    """The word behind its number."""
    adds: Adds
    value: Callable[[Days], float]


# One function for each


def people_a_week(days: Days) -> float:
    """Return how many people a week it was; the open week counts where that makes it more."""
    done = [len(week.people) for week in judged_weeks(days) if week.over]
    open_one = [len(week.people) for week in judged_weeks(days) if not week.over]
    return max(_mean(done), _mean([*done, *open_one]))


def _people(days: Days) -> float:
    return len(days.counts.people)


def _reached(days: Days) -> float:
    return len(days.counts.reached)


def _attempts(days: Days) -> float:
    return days.counts.tries


def _gave(days: Days) -> float:
    return days.counts.gave


def _asked(days: Days) -> float:
    return days.counts.asked


def _granted(days: Days) -> float:
    return days.counts.granted


def _came(days: Days) -> float:
    return days.counts.came


def _above(days: Days) -> float:
    contacts = days.network.contacts
    return sum(one in contacts and contacts[one].rank == "above" for one in days.counts.people)


def _outside(days: Days) -> float:
    network = days.network
    known = (network.contacts[one] for one in days.counts.people if one in network.contacts)
    return sum(side_of(network, one) == "outside" for one in known)


def _new(days: Days) -> float:
    return _ties(days, "new")


def _reconnected(days: Days) -> float:
    return _ties(days, "reconnected")


def _events(days: Days) -> float:
    return len(days.counts.events)


def _met(days: Days) -> float:
    at_events = (one for one in _within(days) if one.channel == "event" or one.event)
    return len({contact for one in at_events for contact in one.people})


def _hours(days: Days) -> float:
    return round(days.counts.minutes.total / 60, 1)


def _active_share(days: Days) -> float:
    return live(days.network, days.period.last, days.today).percent or 0


def _weeks_kept(days: Days) -> float:
    return sum(week.kept is True for week in weeks_in(days))


def _months_running(days: Days) -> float:
    return history(days.network, days.period.last).streak.months


METRICS: Mapping[str, Metric] = {
    "people a week": Metric(
        "people you reach out to, on average", "a week", "average", people_a_week
    ),
    "people": Metric("different people you reached out to", "people", "total", _people),
    "reached": Metric("different people you got hold of", "people", "total", _reached),
    "attempts": Metric("times you reached out, answered or not", "times", "total", _attempts),
    "gave": Metric("times you gave something", "times", "total", _gave),
    "asked": Metric("times you asked for something", "times", "total", _asked),
    "asks granted": Metric("asks that were granted", "asks", "total", _granted),
    "came of it": Metric("things that came of it", "things", "total", _came),
    "above": Metric("people above you that you reached out to", "people", "total", _above),
    "outside": Metric("people outside your organization", "people", "total", _outside),
    "new": Metric("people you were first in touch with", "people", "total", _new),
    "re-connected": Metric("people after 180 silent days", "people", "total", _reconnected),
    "events": Metric("events you went to", "events", "total", _events),
    "met at events": Metric("people you were with at events", "people", "total", _met),
    "hours": Metric("hours for your network", "hours", "total", _hours),
    "active share": Metric(
        "of your contacts, those in touch in the last 90 days", "%", "level", _active_share
    ),
    "weeks kept": Metric("weeks that were kept", "weeks", "total", _weeks_kept),
    "months running": Metric("months in a row", "months", "level", _months_running),
}
"""The metrics by the word that stands in the file, in the order in which they are offered."""


def find_metric(text: str) -> str:
    """Return the metric that is meant by words: its own, or a beginning of only one.

    Raises:
        RefusedError: The words fit none, or several.

    """
    words = fold(text)
    fitting = [one for one in METRICS if words and one.startswith(words)]
    if words in METRICS or len(fitting) == 1:
        return words if words in METRICS else fitting[0]
    raise RefusedError(
        f'"{line(text)}" is nothing that can be counted, such as people, gave, new or hours'
    )


# What they are made of


def weeks_in(days: Days) -> Iterator[Meter]:
    """Yield the weeks of these days, each by its fourth day, as far as they have begun."""
    terms = Terms.of(days.network)
    for start in days.period.starts(days.network.meta.weekday):
        if days.period.first.toordinal() <= start.toordinal() + 3 and start <= days.today:
            yield meter_under(terms, start, days.today)


def judged_weeks(days: Days) -> list[Meter]:
    """Return the weeks of these days less those off and not kept: a pause only forgives."""
    return [week for week in weeks_in(days) if week.kept is not None or not week.paused]


def _mean(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _ties(days: Days, tie: Tie) -> int:
    ties = ties_of(days.network, days.counts.people, days.period.first)
    return sum(one == tie for one, _ in ties.values())


def _within(days: Days) -> Iterator[Interaction]:
    network, period = days.network, days.period
    for start in period.starts(network.meta.weekday):
        for one in network.of_week.get(start, ()):
            if period.first <= one.on <= period.last:
                yield one
