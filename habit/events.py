"""Events: where you went, whom you met there, and what became of each of them.

Whoever you met is due a follow-up two days after the event: that is what an event is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

from habit.changes import Hand, add_contact, edit_interaction, join, log, names_of
from habit.dates import coming_day, counted, day_text, parse_ahead, parse_day
from habit.errors import RefusedError
from habit.model import Change, Contact, Edit, Event, Gift, Interaction, Plan
from habit.network import Network
from habit.outcomes import is_outreach
from habit.plans import add_plan
from habit.suggest import is_done
from habit.text import fold, line, sort_key

FOLLOW_UP = timedelta(days=2)
"""How soon after an event one follows up, and after today where that has gone by."""

Became: TypeAlias = Literal["followed", "open", "dropped", "none"]
"""What became of somebody you met: you followed up, it is to be done, let go of, or not planned."""


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody you met at an event, with what became of it."""

    contact: Contact
    became: Became
    plan: Plan | None = None
    """The follow-up, as long as it is open."""
    followed: Interaction | None = None
    """The first outreach after the event; None too where it was followed up by hand."""
    came: tuple[Gift, ...] = ()
    """What came of it, from the event on."""
    since: int = 0
    """Interactions after the event."""


@dataclass(frozen=True, slots=True)
class Page:
    """An event with everybody you met there."""

    event: Event
    met: tuple[Met, ...] = ()

    @property
    def followed(self) -> int:
        """How many were followed up."""
        return sum(one.became == "followed" for one in self.met)

    @property
    def open(self) -> int:
        """How many are still to be."""
        return sum(one.became == "open" for one in self.met)


# Reading


def events(network: Network) -> list[Event]:
    """Return all events, newest first."""
    return sorted(network.events.values(), key=lambda one: (one.on, one.id), reverse=True)


def event_of(network: Network, key: str) -> Event:
    """Return the event with this id, or refuse when it is not there any more."""
    found = network.events.get(key)
    if found is None:
        raise RefusedError("that event is not there any more; ^u can bring it back")
    return found


def called(network: Network, name: str, on: date | None = None) -> list[Event]:
    """Return the events of a name, newest first, whatever its case and accents; or of an id."""
    wanted = fold(name)
    return [
        one
        for one in events(network)
        if (fold(one.name) == wanted or one.id == name.strip()) and on in (None, one.on)
    ]


def parse_event_day(text: str, today: date) -> date:
    """Return the day of an event, gone by or to come: `monday`, `yesterday`, `3 dec`.

    A weekday's name is the last such day, as one types in where one has been.
    """
    try:
        return parse_day(text, today)
    except RefusedError:
        pass
    try:
        return parse_ahead(text, today)
    except RefusedError:
        raise RefusedError(
            f'"{line(text)}" is not a day: try today, yesterday, monday, 3 Dec or 2026-11-16'
        ) from None


def met_at(network: Network, key: str) -> list[Contact]:
    """Return whom you met at an event, by name."""
    ids = {one for each in _interactions(network, key) for one in each.people}
    people = [network.contacts[one] for one in ids if one in network.contacts]
    return sorted(people, key=lambda one: (sort_key(one.name), one.id))


def page_of(network: Network, key: str, today: date) -> Page:
    """Return an event with what became of everybody you met there."""
    event = event_of(network, key)
    people = met_at(network, key)
    return Page(event, tuple(_met(network, event, one, today) for one in people))


def _interactions(network: Network, key: str) -> list[Interaction]:
    """Return what was logged of an event, on whatever day."""
    ids = (one for week in network.of_week for one in _logged_in(network, week).get(key, ()))
    found = [network.interactions[one] for one in ids]
    return sorted(found, key=lambda one: (one.on, one.made, one.id))


def _logged_in(network: Network, week: date) -> Mapping[str, tuple[str, ...]]:
    """Return a week's interactions by their events, worked out once for each revision."""
    memo = network.week_memo.setdefault(week, {})
    known: dict[str, tuple[str, ...]] | None = memo.get("of events")
    if known is None:
        known = {}
        for one in network.of_week[week]:
            if one.event is not None:
                known[one.event] = (*known.get(one.event, ()), one.id)
        memo["of events"] = known
    return known


def _met(network: Network, event: Event, contact: Contact, today: date) -> Met:
    after = [one for one in _history(network, event, contact) if one.on <= today]
    later = [one for one in after if one.event != event.id]
    plan = _plan_of(network, event, contact.id)
    became, followed = _became(network, contact, plan, _follow_up(event, later, plan))
    came = tuple(gift for one in after for gift in one.came)
    return Met(contact, became, plan if became == "open" else None, followed, came, len(later))


def _history(network: Network, event: Event, contact: Contact) -> Iterator[Interaction]:
    """Yield what was with somebody from the day of an event on, oldest first."""
    since: list[Interaction] = []
    for one in reversed(network.of_contact.get(contact.id, ())):
        if one.on < event.on:
            break
        since.append(one)
    return reversed(since)


def _follow_up(event: Event, later: Sequence[Interaction], plan: Plan | None) -> Interaction | None:
    """Return the first outreach after an event; on its own day, one after it was noted down."""
    return next(
        (
            one
            for one in later
            if is_outreach(one)
            and (one.on > event.on or (plan is not None and plan.at and one.made > plan.at))
        ),
        None,
    )


def _became(
    network: Network, contact: Contact, plan: Plan | None, followed: Interaction | None
) -> tuple[Became, Interaction | None]:
    if followed is not None:
        return "followed", followed
    if plan is None:
        return "none", None
    if plan.dropped:
        return "dropped", None
    is_closed = is_done(plan, network.of_contact.get(contact.id, ()))
    return ("followed" if is_closed else "open"), None


def _plan_of(network: Network, event: Event, contact: str) -> Plan | None:
    """Return the follow-up of an event with somebody: what is due soonest, unless let go of."""
    them = [one for one in network.plans_of.get(contact, ()) if one.event == event.id]
    return min(them, key=lambda one: (one.dropped, one.due, one.id), default=None)


def _plans(network: Network, key: str) -> list[Plan]:
    """Return all follow-ups of an event."""
    return [one for one in network.plans.values() if one.event == key]


# In words


def facts_text(event: Event) -> str:
    """Return where it was and whether you stayed: `the old mill, stayed for the networking`."""
    return ", ".join(one for one in (event.place or "", stayed_text(event)) if one)


def stayed_text(event: Event) -> str:
    """Return whether you stayed; nothing while it is not said."""
    match event.stayed:
        case True:
            return "stayed for the networking"
        case False:
            return "left before the networking"
        case None:
            return ""


def count_text(page: Page) -> str:
    """Return how many you met, and what became of them in numbers."""
    number = len(page.met)
    if not number:
        return "Nobody met so far."
    met = f"You met {counted(number, 'person')}"
    if page.followed == number:
        return f"{met}, and followed up with {'them' if number == 1 else 'all'}."
    parts = [f"{page.followed} followed up"] if page.followed else []
    parts += [f"{page.open} to follow up"] if page.open else []
    return f"{met}: {', '.join(parts)}." if parts else f"{met}."


def became_text(one: Met, today: date) -> str:
    """Return what became of somebody one met: `followed up Wed 18 Nov, email, then 2 more`."""
    parts: Sequence[str]
    match one.became:
        case "followed" if one.followed is not None:
            then = f"then {one.since - 1} more" if one.since > 1 else ""
            parts = [f"followed up {day_text(one.followed.on)}", one.followed.channel, then]
        case "followed":
            parts = ["followed up"]
        case "open" if one.plan is not None:
            parts = [f"follow up {coming_day(one.plan.due, today)}"]
        case "dropped":
            parts = ["let go of"]
        case _:
            parts = ["no follow-up planned"]
    came = [f"came of it: {one.came[0].text or one.came[0].kind}"] if one.came else []
    return ", ".join(part for part in (*parts, *came) if part)


def _words(event: Event, what: str) -> str:
    return f"{event.name}, {day_text(event.on)}, {what}"


# Changes


def add_event(
    network: Network,
    hand: Hand,
    name: str,
    on: date,
    *,
    place: str | None = None,
    stayed: bool | None = None,
) -> Change:
    """Add an event that was, or is to come.

    Raises:
        RefusedError: It has no name, or is there already.

    """
    event = Event(hand.new_id(), _name(name), on, line(place or "") or None, stayed)
    if called(network, event.name, on):
        raise RefusedError(f"{event.name} on {day_text(on)} is there already: add to that one")
    return Change(_words(event, "added"), (Edit("events", event.id, None, event),))


def edit_event(network: Network, hand: Hand, key: str, /, **said: Any) -> Change:
    """Change fields of an event; what was logged of it and its follow-ups go along.

    Raises:
        RefusedError: It is not there, has no name, or would move people into a day to come.

    """
    before = event_of(network, key)
    if "name" in said:
        said["name"] = _name(said["name"])
    if "place" in said:
        said["place"] = line(said["place"] or "") or None
    after = replace(before, **said)
    own = Change("", (Edit("events", key, before, after),) if after != before else ())
    moved = _moved(network, hand, before, after) if after.on != before.on else []
    plans = Change("", tuple(_taken_along(network, hand, before, after)))
    return join(own, *moved, plans, what=_words(after, "changed"))


def _moved(network: Network, hand: Hand, before: Event, after: Event) -> list[Change]:
    """Return the changes that let what was logged on an event's day go along to another one."""
    logged = [one for one in _interactions(network, before.id) if one.on == before.on]
    if logged and after.on > hand.today:
        raise RefusedError(
            f"{day_text(after.on)} is still to come, and you have met people there: "
            "say a day that has been"
        )
    return [edit_interaction(network, hand, one.id, on=after.on) for one in logged]


def _taken_along(network: Network, hand: Hand, before: Event, after: Event) -> Iterator[Edit]:
    """Yield the edits of an event's follow-ups: they bear its name, and are due after it."""
    for plan in _plans(network, before.id):
        text = after.name if plan.text == before.name else plan.text
        due = plan.due if plan.due >= after.on else _due(after, hand.today)
        # Planned before the new day, the meeting itself would count as the follow-up.
        made = max(plan.made, after.on) if plan.made else None
        yield Edit("plans", plan.id, plan, replace(plan, text=text, due=due, made=made))


def remove_event(network: Network, hand: Hand, key: str) -> Change:
    """Take an event out; that you met people on that day stays logged, and so do follow-ups."""
    event = event_of(network, key)
    freed = [
        edit_interaction(network, hand, one.id, event=None) for one in _interactions(network, key)
    ]
    plans = (Edit("plans", one.id, one, replace(one, event=None)) for one in _plans(network, key))
    gone = Change("", (*plans, Edit("events", key, event, None)))
    return join(*freed, gone, what=_words(event, "removed"))


def meet(network: Network, hand: Hand, key: str, who: Sequence[str]) -> Change:
    """Note whom you met at an event: ids of contacts, or names of people who are new.

    All of an event's people are in one interaction on its day, and each is due a follow-up,
    unless they have had one since. Whoever was noted before is not noted twice, and a new name
    that is typed twice is one person.

    Raises:
        RefusedError: The event is to come, or nobody was named.

    """
    event = event_of(network, key)
    if event.on > hand.today:
        raise RefusedError(
            f"{event.name} is still to come, on {day_text(event.on)}: "
            "say whom you met once you were there"
        )
    names = {fold(one): one for one in reversed(who) if one not in network.contacts}
    new = {folded: add_contact(network, hand, name) for folded, name in names.items()}
    ids = [one if one in network.contacts else new[fold(one)].edits[0].id for one in who]
    if not ids:
        raise RefusedError("nobody was named: say whom you met")
    added = new.values()
    base = network.having(*added)
    there = {one.id for one in met_at(network, key)}
    fresh = [one for one in dict.fromkeys(ids) if one not in there]
    steps = [_logged(base, hand, event, fresh), *_planned(base, hand, event, ids)] if fresh else []
    steps = steps or list(_planned(base, hand, event, ids))
    return join(*added, *steps, what=f"{names_of(base, ids)}, met at {event.name}")


def _logged(network: Network, hand: Hand, event: Event, ids: Sequence[str]) -> Change:
    """Return the change that has people in the event's one interaction."""
    logged = _interactions(network, event.id)
    there = next((one for one in logged if one.channel == "event" and one.on == event.on), None)
    if there is None:
        return log(network, hand, ids, "event", on=event.on, event=event.id)
    people = {**there.people, **dict.fromkeys(ids, "reached")}
    return edit_interaction(network, hand, there.id, people=people)


def _planned(network: Network, hand: Hand, event: Event, ids: Sequence[str]) -> Iterator[Change]:
    """Yield the follow-ups with those who have none of this event, and heard nothing since."""
    due = _due(event, hand.today)
    for one in dict.fromkeys(ids):
        contact = network.contacts[one]
        later = [each for each in _history(network, event, contact) if each.event != event.id]
        is_new = _plan_of(network, event, one) is None
        if is_new and _follow_up(event, later, None) is None:
            yield add_plan(network, hand, one, due, kind="event", text=event.name, event=event.id)


def _due(event: Event, today: date) -> date:
    """Return when whoever was met is due a follow-up; never a day that has gone by."""
    due = event.on + FOLLOW_UP
    return due if due >= today else today + FOLLOW_UP


def _name(text: str) -> str:
    name = line(text)
    if not name:
        raise RefusedError("the event has no name: say what it is called")
    return name
