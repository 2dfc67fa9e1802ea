"""The weekly review: which week it looks back on, where it stands, and what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias, get_args

from habit import plans
from habit.changes import Hand, join, log, say_outcome, set_goal
from habit.dates import counted, day_text
from habit.goals import first_week, goal_of, is_paused
from habit.meter import meter
from habit.model import SPOKEN, Change, Channel, Contact, Edit, Goal, Week
from habit.names import first_name
from habit.network import Network
from habit.outcomes import ANSWER_DAYS, counts_as, is_inbound, is_outreach
from habit.suggest import last_interaction
from habit.text import line
from habit.weeks import WEEK, Month, key_of, month_of, start_of_week

Step: TypeAlias = Literal["back", "replies", "loose", "next", "goal", "sentence"]
STEPS: tuple[Step, ...] = get_args(Step)
"""The six steps in their order."""

EARLY_DAYS = 3
"""Days of a week in which its review still looks back on the week before."""
OLD_DAYS = 6
"""A review that is older than this is offered again."""
_SUITING = (1, 3, 4, 2, 0, 5, 6)
"""The days of a week in the order in which they are offered: not all on one."""
_WAYS: tuple[Channel, ...] = ("call", "coffee", "video", "meeting", "email", "text", "social")
"""How a person is reached out to, in the order in which a key goes through."""
REASONS = (
    "a full week",
    "ill",
    "travelling",
    "nobody came to mind",
    "did not feel like it",
    "did not know what to say",
)
"""Reasons for a quiet week to pick from; any other can be typed."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The first days of the week that is looked back on and of the one that is planned."""

    back: date
    planned: date

    @classmethod
    def after(cls, back: date) -> Weeks:
        """Return a week and the one after it."""
        return cls(back, back + WEEK)


@dataclass(frozen=True, slots=True)
class Review:
    """What is kept of a review, by the week that it looks back on."""

    step: int = 0
    """The place in `STEPS` of the step that is next."""
    done: date | None = None
    went_well: str = ""
    reason: str = ""
    sentence: str = ""


def weeks_now(network: Network, today: date) -> Weeks:
    """Return the weeks of a review held today: last week and this one, later this and next."""
    this = start_of_week(today, network.meta.weekday)
    early = (today - this).days < EARLY_DAYS
    return Weeks.after(this - WEEK if early else this)


def review_of(network: Network, back: date) -> Review:
    """Return what is kept of the review of a week; of another's making only what makes sense."""
    week = network.weeks.get(key_of(back))
    said = (week.review if week else None) or {}
    step = said.get("step")
    texts = {name: _text(said.get(name)) for name in ("went_well", "reason", "sentence")}
    return Review(
        step=step if isinstance(step, int) and 0 <= step < len(STEPS) else 0,
        done=_day(said.get("done")),
        **texts,
    )


def _text(said: Any) -> str:
    return line(said) if isinstance(said, str) else ""


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(said)
    except (TypeError, ValueError):
        return None


def keep(network: Network, back: date, **said: Any) -> Change:
    """Keep answers of the review of a week: fields of `Review`; what others wrote there stays."""
    key = key_of(back)
    before = network.weeks.get(key)
    review = dict((before.review if before else None) or {})
    for name, value in said.items():
        written = value.isoformat() if isinstance(value, date) else value
        review[name] = line(written) if isinstance(written, str) else written
    after = replace(before or Week(key), review=review)
    edits = () if after == before else (Edit("weeks", key, before, after),)
    return Change(f"review of the week of {day_text(back)}", edits)


def is_offered(network: Network, today: date) -> bool:
    """Whether a review is due: the last one is old, or the week ends today.

    Not before the first week of the habit has come to its end.
    """
    first = first_week(network)
    weeks = weeks_now(network, today)
    if first is None or weeks.back < first or review_of(network, weeks.back).done is not None:
        return False
    this = start_of_week(today, network.meta.weekday)
    if today == this + timedelta(days=6):
        return True
    done = last_done(network)
    if done is not None:
        return (today - done).days > OLD_DAYS
    return this > first


def last_done(network: Network) -> date | None:
    """Return the day of the newest review that was finished."""
    days = (_day((week.review or {}).get("done")) for week in network.weeks.values())
    return max((day for day in days if day is not None), default=None)


def is_first_of_month(network: Network, weeks: Weeks) -> bool:
    """Whether no week of the planned week's month was planned before: its report comes first."""
    month = month_of(weeks.planned)
    start = weeks.planned - WEEK
    while month_of(start) == month:
        if review_of(network, start - WEEK).done is not None:
            return False
        start -= WEEK
    return True


def month_before(weeks: Weeks) -> Month:
    """Return the month whose report opens a review: the one before the planned week's."""
    start = weeks.planned
    while month_of(start) == month_of(weeks.planned):
        start -= WEEK
    return month_of(start)


# Step by step


@dataclass(frozen=True, slots=True)
class Waiting:
    """An outreach that waits for somebody's answer."""

    interaction: str
    contact: str
    on: date
    days: int


def waiting(network: Network, today: date) -> list[Waiting]:
    """Return the outreach that waits, oldest first, each person of a group by themselves."""
    found: list[Waiting] = []
    start = start_of_week(today - timedelta(days=ANSWER_DAYS), network.meta.weekday)
    while start <= today:
        for one in network.of_week.get(start, ()):
            if is_inbound(one) or not is_outreach(one) or one.on > today:
                continue
            days = (today - one.on).days
            found += [
                Waiting(one.id, contact, one.on, days)
                for contact in one.people
                if counts_as(network, one, contact, today) == "waiting"
                and _may_answer(network, contact)
            ]
        start += WEEK
    return found


def _may_answer(network: Network, key: str) -> bool:
    contact = network.contacts.get(key)
    return contact is not None and not contact.died


def wants_reason(network: Network, weeks: Weeks, today: date) -> bool:
    """Whether the week may be given a reason: it is over, not a week off, and under the goal."""
    week = meter(network, weeks.back, today)
    if not week.over or week.goal is None or is_paused(network, weeks.back):
        return False
    return len(week.people) < week.goal.people


def reasons(network: Network) -> list[tuple[str, int]]:
    """Return the reasons of all quiet weeks and how often each was given, most often first."""
    tally: dict[str, int] = {}
    for week in network.weeks.values():
        if reason := _text((week.review or {}).get("reason")):
            tally[reason] = tally.get(reason, 0) + 1
    return sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))


def sentence(people: Sequence[Contact], *, this_week: bool) -> str:
    """Return the sentence that a review ends in, with whom as one says it of people one knows."""
    when = "This week" if this_week else "Next week"
    whom = _listed([first_name(one) for one in people])
    return f"{when} I can and will reach out to {whom or 'somebody'}."


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def closing(
    today: date, weeks: Weeks, people: Sequence[Contact], this_week: bool
) -> dict[str, Any]:
    """Return what is kept of a review when it is done."""
    words = sentence(people, this_week=this_week) if people else ""
    return {"done": today, "sentence": words}


# What is done in it


def plan(network: Network, hand: Hand, weeks: Weeks, contact: str) -> Change:
    """Plan a person on the first free day that suits, as one was last in touch with them."""
    taken = {one.plan.due for one in plans.people_of_week(network, weeks.planned)}
    days = [weeks.planned + timedelta(days=at) for at in _SUITING]
    ahead = [day for day in days if day >= hand.today] or [hand.today]
    due = next((day for day in ahead if day not in taken), ahead[0])
    last = last_interaction(network, contact)
    channel: Channel = last.channel if last else "call"
    return plans.plan_person(network, hand, contact, due, channel=channel)


def another_day(network: Network, hand: Hand, weeks: Weeks, key: str) -> Change:
    """Move a planned person to the next day of the week, from its end to its beginning."""
    day = plans.known(network, key).due + timedelta(days=1)
    if day >= weeks.planned + WEEK:
        day = max(weeks.planned, hand.today)
    return plans.edit_plan(network, hand, key, due=day)


def another_way(network: Network, hand: Hand, key: str) -> Change:
    """Plan the next channel for a person."""
    now = plans.known(network, key).channel
    at = _WAYS.index(now) if now in _WAYS else -1
    channel = _WAYS[(at + 1) % len(_WAYS)]
    return plans.edit_plan(network, hand, key, channel=channel, how=None)


def a_week_later(network: Network, hand: Hand, key: str) -> Change:
    """Move a plan by a week, from today on if it was due before."""
    due = max(plans.known(network, key).due, hand.today) + WEEK
    return plans.edit_plan(network, hand, key, due=due)


def more_people(network: Network, hand: Hand, by: int) -> Change:
    """Raise or lower the goal that was said last, which may hold from next week only."""
    return set_goal(network, hand, max(1, goal_said(network, hand.today).people + by))


def goal_said(network: Network, today: date) -> Goal:
    """Return the goal that was said last: a higher one holds from next week only."""
    coming = start_of_week(today, network.meta.weekday) + WEEK
    return goal_of(network, coming) or Goal()


def no_reply_from_the_rest(network: Network, hand: Hand) -> Change:
    """Say of all outreach that waits that no answer came."""
    them = waiting(network, hand.today)
    changes = [say_outcome(network, one.interaction, one.contact, "no_reply") for one in them]
    return join(*changes, what=f"no reply from {counted(len(them), 'attempt')}")


def answered(network: Network, hand: Hand, one: Waiting) -> Change:
    """Log that somebody answered today, as one had written to them."""
    channel = network.interactions[one.interaction].channel
    written: Channel = "email" if channel in SPOKEN else channel
    return log(network, hand, [one.contact], written, dir="in")
