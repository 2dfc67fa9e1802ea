"""Who to reach out to next, and why: computed when read, never stored."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Literal, TypeAlias

from habit.addresses import numbers
from habit.aside import is_snoozed, skipped
from habit.dates import (
    ago,
    between,
    counted,
    months_between,
    named_day,
    since,
    span_text,
    spoken_day,
)
from habit.meter import meter
from habit.model import VOICE, WRITTEN, Birthday, Contact, Interaction, Plan, Side
from habit.network import Network
from habit.outcomes import ANSWER_DAYS, counts_as, did_word, is_inbound, is_outreach
from habit.text import fold
from habit.weeks import WEEK, start_of_week
from habit.who import side_of

Reason: TypeAlias = Literal[
    "plan", "reply", "birthday", "overdue", "dormant", "silent", "never", "balance"
]

PATIENCE = 7
"""How many days an outreach may wait before its person is suggested again."""
BIRTHDAY_DAYS = 7
"""How many days ahead a birthday is a reason."""
DORMANT_MONTHS = 36
SILENT_DAYS = 180
AWAY_DAYS = 14
"""After so many days without an interaction one is welcomed back."""
FEWEST_OFFERED = 3
CROWD = 50
"""More people than this who were added together, and not reached out to yet, take turns."""
ON_TURN = 20
"""How many of such a crowd are suggested in one week."""
BALANCE_WEEKS = 8
"""How many weeks are looked back on for whether all went to one side."""
_SEEN_WEEKS = 3
"""In fewer weeks than this with somebody of a known side, one side says nothing yet."""

_ORDER: Mapping[Reason, int] = {
    "plan": 0,
    "reply": 1,
    "birthday": 2,
    "overdue": 3,
    "dormant": 4,
    "silent": 5,
    "never": 6,
}
_PLANS = ("promise", "followup", "person", "event", "next")
"""The kinds of plans in the order in which they are suggested."""
_EPOCH = date(1970, 1, 1).toordinal()
_MS_A_DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A contact to reach out to, with the one reason for it."""

    contact: Contact
    reason: Reason
    why: str


_Standing: TypeAlias = tuple[int, float, float, str, str, Suggestion]
"""Place of the reason, place within it (two numbers), the name and the id for ties, and who."""
_Found: TypeAlias = tuple[Reason, float, float, str]
"""A reason, its place among the same reasons (two numbers), and the words for it."""


def who_next(network: Network, today: date) -> list[Suggestion]:
    """Return everybody there is a reason to reach out to, best first."""
    day = _Day.of(network, today)
    left_out = skipped(network, today)
    them = [standing[-1] for standing in _standings(day) if standing[4] not in left_out]
    return _balanced(network, _in_turns(network, them, today), today)


def offered(network: Network, today: date) -> int:
    """Return how many suggestions are offered first; the rest is a key away."""
    if is_back(network, today):
        return 1
    week = meter(network, start_of_week(today, network.meta.weekday), today)
    still = max(0, week.goal.stretch - len(week.people)) if week.goal else 0
    return max(FEWEST_OFFERED, still + 1)


def is_back(network: Network, today: date) -> bool:
    """Whether the last interaction is 14 days and more ago; never for somebody who is new."""
    latest = date.min
    for start in sorted((start for start in network.of_week if start <= today), reverse=True)[:2]:
        latest = max([latest, *(one.on for one in network.of_week[start] if one.on <= today)])
    return latest != date.min and (today - latest).days >= AWAY_DAYS


def cadence_of(network: Network, contact: Contact) -> int | None:
    """Return a contact's own cadence, else the shortest of its lists, else None.

    Nobody is to be in touch with who has died.
    """
    return _cadence(contact, {key: one.cadence for key, one in network.lists.items()})


def last_interaction(network: Network, contact_id: str) -> Interaction | None:
    """Return the last interaction with a contact; research about somebody is not one."""
    return _last(network.of_contact.get(contact_id, ()))


def due_on(network: Network, contact: Contact) -> date | None:
    """Return the day from which a contact is overdue; None without a cadence or a last time."""
    cadence = cadence_of(network, contact)
    last = last_interaction(network, contact.id)
    if cadence is None or last is None:
        return None
    return date.fromordinal(min(date.max.toordinal(), last.on.toordinal() + cadence))


def next_birthday(contact: Contact, today: date) -> date | None:
    """Return the next day on which a contact has birthday, today included; none after a death.

    29 February is celebrated on the 28th in common years.
    """
    return None if contact.died else next_yearly(contact.birthday, today)


def next_yearly(day: Birthday | None, today: date) -> date | None:
    """Return the next time that a day comes as `next_birthday` does, None where it is not known."""
    if day is None or day.m is None or day.d is None:
        return None
    this_year = _yearly_in(day, today.year)
    if this_year is None or this_year >= today:
        return this_year
    return _yearly_in(day, today.year + 1)


def _yearly_in(day: Birthday, year: int) -> date | None:
    """Return the day in a year; None for one that no calendar has."""
    try:
        if (day.m, day.d) == (2, 29):
            return date(year, 3, 1) - timedelta(days=1)
        return date(year, day.m or 0, day.d or 0)
    except (ValueError, OverflowError):
        return None


def _cadence(contact: Contact, of_lists: Mapping[str, int | None]) -> int | None:
    if contact.died:
        return None
    if contact.cadence is not None or not contact.lists:
        return contact.cadence
    wanted = [days for key in contact.lists if (days := of_lists.get(key)) is not None]
    return min(wanted, default=None)


def _last(history: tuple[Interaction, ...]) -> Interaction | None:
    for one in reversed(history):
        if one.channel != "research":
            return one
    return None


@dataclass(frozen=True, slots=True)
class _Day:
    """What every contact is looked at with, read once."""

    network: Network
    today: date
    week: date
    recently: date
    """The first day that an answer may still be given to."""
    cadences: Mapping[str, int | None]

    @classmethod
    def of(cls, network: Network, today: date) -> _Day:
        week = start_of_week(today, network.meta.weekday)
        recently = date.fromordinal(max(1, today.toordinal() - ANSWER_DAYS))
        cadences = {key: one.cadence for key, one in network.lists.items()}
        return cls(network, today, week, recently, cadences)


@dataclass(slots=True)
class _Person:
    """One contact as the reasons look at it."""

    contact: Contact
    history: tuple[Interaction, ...]
    last: Interaction | None
    recent: list[Interaction]
    """What was in the last 30 days, newest first."""

    @classmethod
    def of(cls, day: _Day, contact: Contact) -> _Person:
        history = day.network.of_contact.get(contact.id, ())
        # Most people were not in touch lately, and there are many of them.
        is_recent = bool(history) and history[-1].on >= day.recently
        recent = list(_recent(history, day.recently, day.today)) if is_recent else []
        return cls(contact, history, _last(history), recent)


_Rule: TypeAlias = Callable[[_Day, _Person], _Found | None]


def _recent(history: tuple[Interaction, ...], first: date, today: date) -> Iterator[Interaction]:
    for one in reversed(history):
        if one.on < first:
            return
        if one.on <= today:
            yield one


def _standings(day: _Day) -> list[_Standing]:
    """Return where everybody stands who is to be suggested, in order.

    The memo keeps everybody in this order, so after a commit only those whom it touched are
    looked at again, and sorting what is nearly in order costs little.
    """
    memo, contacts = day.network.contact_memo, day.network.contacts
    purpose = ("standing", day.today)
    known: dict[str, _Standing | None] = memo.get(purpose, {})
    fresh = {key: _worked_out(day, contacts[key]) for key in contacts if key not in known}
    standings = [one for one in (*known.values(), *fresh.values()) if one is not None]
    if fresh:
        standings.sort()
        ordered: dict[str, _Standing | None] = {one[4]: one for one in standings}
        memo[purpose] = ordered | {key: None for key in (*known, *fresh) if key not in ordered}
        memo.pop(("standing", day.today - timedelta(days=1)), None)
    return standings


def _worked_out(day: _Day, contact: Contact) -> _Standing | None:
    if contact.is_gone or is_snoozed(contact, day.today):
        return None
    found = _reason(day, _Person.of(day, contact))
    if found is None:
        return None
    reason, first, second, why = found
    suggestion = Suggestion(contact, reason, why)
    return _ORDER[reason], first, second, fold(contact.name), contact.id, suggestion


def every_reason(network: Network, contact: Contact, today: date) -> list[tuple[Reason, str]]:
    """Return all that speaks for reaching out to somebody, what counts first; at most one each."""
    if contact.died:
        return []
    day = _Day.of(network, today)
    who = _Person.of(day, contact)
    found = [rule(day, who) for rule in _rules(day, who)]
    return [(one[0], one[3]) for one in found if one is not None]


def has_heard(network: Network, contact: Contact, today: date) -> bool:
    """Whether somebody has just heard from you, so that only what is firm speaks for them."""
    day = _Day.of(network, today)
    return _has_heard(day, _Person.of(day, contact))


def _reason(day: _Day, who: _Person) -> _Found | None:
    """Return the first reason there is."""
    for rule in _rules(day, who):
        found = rule(day, who)
        if found is not None:
            return found
    return None


def _rules(day: _Day, who: _Person) -> tuple[_Rule, ...]:
    """Return the rules in their order; for those who have just heard from you, the firm ones."""
    if who.recent and _has_heard(day, who):
        return (_plan_due, _birthday_today)
    return (_plan, _reply, _birthday, _overdue, _silent, _never)


def _has_heard(day: _Day, who: _Person) -> bool:
    """Whether you reached out this week, or an outreach has waited for less than 7 days."""
    return any(
        one.on >= day.week
        or (
            (day.today - one.on).days < PATIENCE
            and counts_as(day.network, one, who.contact.id, day.today) == "waiting"
        )
        for one in who.recent
        if is_outreach(one)
    )


def _plan(day: _Day, who: _Person) -> _Found | None:
    """Return the first of the plans that are due; that for a person of this week is already."""
    return _first_plan(day, who, only_due=False)


def _plan_due(day: _Day, who: _Person) -> _Found | None:
    """Return the first of the plans whose day has come."""
    return _first_plan(day, who, only_due=True)


def _first_plan(day: _Day, who: _Person, *, only_due: bool) -> _Found | None:
    plans = day.network.plans_of.get(who.contact.id)
    if plans is None:
        return None
    due = [
        (_PLANS.index(plan.kind), plan.due.toordinal(), plan.id, plan)
        for plan in plans
        if _is_due(day, plan, only_due=only_due) and not is_done(plan, who.history)
    ]
    if not due:
        return None
    place, on, _, plan = min(due)
    return "plan", place, on, _plan_words(plan, day.today)


def _is_due(day: _Day, plan: Plan, *, only_due: bool) -> bool:
    """Whether a plan is due; a person planned for a week is from its first day on, until it ends.

    What was not done with them in that week is owed to nobody: it is offered to be carried over.
    """
    if plan.kind == "person":
        is_this_week = 0 <= (plan.due - day.week).days < WEEK.days
        return is_this_week and (plan.due <= day.today or not only_due)
    return plan.due <= day.today


def is_done(plan: Plan, history: tuple[Interaction, ...]) -> bool:
    """Whether a plan needs nothing more: done by hand or by an outreach, or dropped.

    What was logged on the same day before the plan was made, or together with it, is not it.
    """
    if plan.dropped or plan.done is not None:
        return True
    since_then = plan.made or plan.due
    return any(
        is_outreach(one) and (one.on > since_then or not plan.at or one.made > plan.at)
        for one in history
        if one.on >= since_then
    )


def _plan_words(plan: Plan, today: date) -> str:
    when = _when(plan.due, today)
    match plan.kind:
        case "promise":
            return f"you promised {plan.text or 'something'} {when}"
        case "followup":
            words = f"follow-up {when}"
        case "event":
            return f"you met at {plan.text or 'an event'}, follow-up {when}"
        case "person":
            words = f"planned for {spoken_day(plan.due, today)}"
        case "next":
            return f"next: {plan.text or plan.how or plan.channel or 'a step'} {when}"
    more = plan.text or plan.how or plan.channel
    return f"{words}: {more}" if more else words


def _when(on: date, today: date) -> str:
    """Return a day as it follows a verb: `today`, `on Friday`, `on 2 November`."""
    word = spoken_day(on, today)
    return word if word[0].islower() else f"on {word}"


def _reply(day: _Day, who: _Person) -> _Found | None:
    """They wrote within 30 days, and there was no outreach that day or later."""
    wrote = next((one for one in who.recent if is_inbound(one)), None) if who.recent else None
    if wrote is None or any(is_outreach(one) for one in who.recent if one.on >= wrote.on):
        return None
    words = f"{did_word(wrote)} {ago(wrote.on, day.today)}, waits for your answer"
    return "reply", wrote.on.toordinal(), 0, words


def _birthday(day: _Day, who: _Person) -> _Found | None:
    on = next_birthday(who.contact, day.today)
    if on is None or (on - day.today).days > BIRTHDAY_DAYS:
        return None
    ahead = (on - day.today).days
    when = f"next {named_day(day.today, day.today)}" if ahead == 7 else _when(on, day.today)
    return "birthday", ahead, 0, f"birthday {when}"


def _birthday_today(day: _Day, who: _Person) -> _Found | None:
    """A birthday is worth a second word in a week, unless there was one today."""
    if next_birthday(who.contact, day.today) != day.today:
        return None
    if any(one.on == day.today and is_outreach(one) for one in who.recent):
        return None
    return _birthday(day, who)


def _overdue(day: _Day, who: _Person) -> _Found | None:
    if who.last is None:
        return None
    cadence = _cadence(who.contact, day.cadences)
    if cadence is None:
        return None
    days, cadence = (day.today - who.last.on).days, max(1, cadence)
    if days < cadence:
        return None
    return "overdue", -days / cadence, 0, _overdue_words(who.last, cadence, day.today)


def _overdue_words(last: Interaction, cadence: int, today: date) -> str:
    """Say both numbers, the unit once where it is the same: `14 months since coffee, you wanted 3`.

    A month of a cadence has 30 days, so three may be over when the calendar still counts two.
    """
    count, unit = between(last.on, today)
    wanted = span_text(cadence)
    number, _, word = wanted.partition(" ")
    if word.removesuffix("s") == unit:
        count, wanted = max(count, int(number)), number
    return f"{counted(count, unit)} since {_what(last)}, you wanted {wanted}"


def _silent(day: _Day, who: _Person) -> _Found | None:
    """Return those silent for long, the dormant ones with a word on how welcome they are."""
    last = who.last
    if last is None or (day.today - last.on).days < SILENT_DAYS:
        return None
    words = f"{since(last.on, day.today)} since {_what(last)}"
    if months_between(last.on, day.today) >= DORMANT_MONTHS:
        return "dormant", last.on.toordinal(), 0, f"{words}, a nice surprise"
    return "silent", last.on.toordinal(), 0, words


def _what(last: Interaction) -> str:
    if is_inbound(last):
        return f"they {did_word(last)}"
    return "the last time" if last.channel == "other" else last.channel


def _never(day: _Day, who: _Person) -> _Found | None:
    if any(is_outreach(one) for one in who.history):
        return None
    contact = who.contact
    added = f", added {ago(_added(contact, day.today), day.today)}" if contact.made else " yet"
    return "never", contact.made, 0, f"never reached out to{added}"


def _added(contact: Contact, today: date) -> date:
    ordinal = min(today.toordinal(), _EPOCH + max(0, contact.made) // _MS_A_DAY)
    return date.fromordinal(ordinal)


def _in_turns(network: Network, them: list[Suggestion], today: date) -> list[Suggestion]:
    """Of hundreds who were added together and not reached out to yet, suggest a few a week.

    An import would otherwise ask for everybody at once, and begin with the same names for ever.
    Such a crowd is gone through by name, in the week it was added from the first, in each week
    after from three further on, round and round: nobody waits for ever, and within a week the
    order stays. Smaller groups, and everybody with a history, stand where they stood.
    """
    new = [one for one in them if one.reason == "never"]
    if len(new) <= CROWD:
        return them
    kept = [one for one in them if one.reason != "never"]
    for _, group in groupby(new, key=lambda one: one.contact.made):
        crowd = list(group)
        kept += _on_turn(network, crowd, today) if len(crowd) > CROWD else crowd
    return kept


def _on_turn(network: Network, crowd: list[Suggestion], today: date) -> list[Suggestion]:
    """Return those of a crowd whose turn it is, whoever of it was reached out to meanwhile."""
    one, weekday = crowd[0].contact, network.meta.weekday
    everyone = sorted(
        (fold(other.name), other.id)
        for other in network.contacts.values()
        if other.made == one.made
    )
    added = start_of_week(_added(one, today), weekday)
    weeks = (start_of_week(today, weekday) - added) // WEEK
    first = everyone[weeks * FEWEST_OFFERED % len(everyone)]
    at = bisect_left(crowd, first, key=lambda each: (fold(each.contact.name), each.contact.id))
    return [*crowd[at:], *crowd[:at]][:ON_TURN]


@dataclass(frozen=True, slots=True)
class _Tilt:
    """What to lift in when everything has gone to one side, with the words for it."""

    all_went: str
    fits: Callable[[Network, Contact], bool]
    why: str
    is_known: bool = True
    """Whether a contact is on one side; anybody can be called or written to."""


def _is(side: Side) -> Callable[[Network, Contact], bool]:
    return lambda network, one: side_of(network, one) == side


_TILTS = (
    _Tilt("inside", _is("outside"), "someone outside, after 8 weeks inside"),
    _Tilt("outside", _is("inside"), "someone inside, after 8 weeks outside"),
    _Tilt("peer", lambda _, one: one.rank == "above", "someone above, after 8 weeks of peers"),
    _Tilt("above", lambda _, one: one.rank == "peer", "a peer, after 8 weeks of those above"),
    _Tilt("voice", lambda _, one: bool(one.emails), "a line, after 8 weeks of talking", False),
    _Tilt("text", lambda _, one: bool(numbers(one)), "a call, after 8 weeks of writing", False),
)
_OTHER_SIDE = {
    one: other
    for pair in (("inside", "outside"), ("peer", "above"), ("voice", "text"))
    for one, other in (pair, pair[::-1])
}


def _balanced(network: Network, them: list[Suggestion], today: date) -> list[Suggestion]:
    """Lift one suggestion from the other side to the last offered place, where there is a tilt."""
    count = offered(network, today)
    # Coming back shows one person, and that one has the best reason there is.
    if count == 1 or len(them) <= count:
        return them
    weeks = _weeks_of_sides(network, today)
    for tilt in _TILTS:
        is_tilted = len(weeks.get(tilt.all_went, ())) >= _SEEN_WEEKS
        if is_tilted and _OTHER_SIDE[tilt.all_went] not in weeks:
            lifted = _lifted(network, them, count, tilt)
            if lifted is not None:
                rest = [one for one in them if one is not lifted]
                new = replace(lifted, reason="balance", why=tilt.why)
                return [*rest[: count - 1], new, *rest[count - 1 :]]
    return them


def _lifted(network: Network, them: list[Suggestion], count: int, tilt: _Tilt) -> Suggestion | None:
    """Return the best suggestion from the other side, unless one is offered anyway."""
    if tilt.is_known and any(tilt.fits(network, one.contact) for one in them[:count]):
        return None
    # Whoever has a day or waits for an answer keeps that reason.
    rest = [one for one in them[count:] if _ORDER[one.reason] >= _ORDER["overdue"]]
    fitting = next((one for one in rest if tilt.fits(network, one.contact)), None)
    return fitting if tilt.is_known else fitting or next(iter(rest), None)


def _weeks_of_sides(network: Network, today: date) -> dict[str, set[date]]:
    """Return for each side in which of the last eight weeks an outreach went to it."""
    weeks: dict[str, set[date]] = {}
    first = today - BALANCE_WEEKS * WEEK
    start = start_of_week(today, network.meta.weekday)
    while start > first - WEEK:
        for one in network.of_week.get(start, ()):
            if is_outreach(one) and first < one.on <= today:
                for side in _sides(network, one):
                    weeks.setdefault(side, set()).add(start)
        start -= WEEK
    return weeks


def _sides(network: Network, outreach: Interaction) -> Iterator[str]:
    """Yield the sides that an outreach went to, as far as they are known."""
    if outreach.channel in VOICE:
        yield "voice"
    if outreach.channel in WRITTEN:
        yield "text"
    for key in outreach.people:
        contact = network.contacts.get(key)
        if contact is not None:
            said = (side_of(network, contact), contact.rank)
            yield from (side for side in said if side in _OTHER_SIDE)
