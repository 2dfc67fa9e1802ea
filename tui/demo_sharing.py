"""What the made-up network has to share, and where its owner met people: added to what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from habit.model import (
    TOGETHER,
    USUAL_MINUTES,
    Contact,
    Edit,
    Entry,
    Event,
    Interaction,
    Plan,
    Record,
)

_THINGS = (
    ("link", "example.com/night-trains", ("trains", "travel")),
    ("other", "Soup and soldering, our open evening on the first Friday", ("making",)),
    ("news", "The city gives grants for rooftop gardens again", ("gardens", "city")),
)
"""As what each is given, what it is, and its tags; the first one is under way."""
_TAGS = {
    "Björn Lindqvist": ("trains",),
    "Rosa Delgado": ("gardens", "teaching"),
    "Viktor Sokolov": ("travel", "trains"),
    "Mei Chen": ("making",),
    "Jack Tjungurrayi": ("travel",),
    "Olu Adeyemi": ("city", "making"),
}
"""Whom the things may be for, as long as they have no tags of their own."""
_ROUND = ("Björn Lindqvist", "Ingrid Solheim", "Viktor Sokolov", "Aaliyah Brooks")
"""Who is still to come in the round that is under way."""
_WRITTEN = 3
"""As many were sent it already."""
_SETTLED = timedelta(days=20)
_SAID = "everybody showed what they are making, and there was soup"
"""What was noted of the event that was."""
_LATELY = 8
"""Of so many meetings, the event is the day with most of them."""


def with_sharing(edits: Sequence[Edit], today: date) -> tuple[Edit, ...]:
    """Return the edits of a made-up network with things to share and events among them."""
    rng = Random("sharing")
    records = [one.after for one in edits]
    people = {one.name: one for one in records if isinstance(one, Contact)}
    logged = sorted(
        (one for one in records if isinstance(one, Interaction) and one.dir == "out"),
        key=lambda one: one.on,
    )
    added = _things(rng, people, logged, today)
    amended: dict[str, Record] = {
        one.id: replace(one, tags=_TAGS[name])
        for name, one in people.items()
        if name in _TAGS and not one.tags
    }
    gone: set[str] = set()
    for event, there in _events(rng, logged, today):
        added.append(Edit("events", event.id, None, event))
        if there:
            amended[there[0].id] = _there(event, there)
            gone |= {one.id for one in there[1:]}
        added += _followed_up(rng, event, there)
    kept = (replace(one, after=amended.get(one.id, one.after)) for one in edits)
    return (*(one for one in kept if one.id not in gone), *added)


def _new_id(rng: Random) -> str:
    return str(rng.randrange(10**17, 10**18))


def _things(
    rng: Random, people: Mapping[str, Contact], logged: Sequence[Interaction], today: date
) -> list[Edit]:
    """Return what there is to share, the first of it half way through."""
    written = [one for one in logged if one.channel == "email" and one.on < today][-_WRITTEN:]
    sent = {key: one.id for one in written for key in one.people}
    still = tuple(people[name].id for name in _ROUND if people[name].id not in sent)
    edits = []
    for at, (gift, text, tags) in enumerate(_THINGS):
        entry = Entry(_new_id(rng), "share", text, today - timedelta(days=9 - at), tags, gift=gift)
        if at == 0:
            entry = replace(entry, people=(*sent, *still), sent=sent, channel="email")
        edits.append(Edit("entries", entry.id, None, entry))
    return edits


def _events(
    rng: Random, logged: Sequence[Interaction], today: date
) -> list[tuple[Event, list[Interaction]]]:
    """Return the events: one that was, with whom one met on that day, and one to come."""
    met = [one for one in logged if one.channel in TOGETHER and one.on <= today - _SETTLED]
    days = [one.on for one in met[-_LATELY:]]
    day = max(days, key=lambda one: (days.count(one), one))
    fair = Event(_new_id(rng), "Makers' evening", day, "the old tram depot", True)
    soon = Event(_new_id(rng), "Winter book fair", today + timedelta(days=12), "the town hall")
    return [(fair, [one for one in met if one.on == day]), (soon, [])]


def _there(event: Event, met: Sequence[Interaction]) -> Interaction:
    """Return the one interaction of all who were met at an event, out of those of its day."""
    return replace(
        met[0],
        people={key: "reached" for one in met for key in one.people},
        channel="event",
        minutes=sum(one.minutes or USUAL_MINUTES[one.channel] for one in met),
        note=_SAID,
        event=event.id,
        gave=tuple(gift for one in met for gift in one.gave),
        asked=tuple(gift for one in met for gift in one.asked),
        came=tuple(gift for one in met for gift in one.came),
    )


def _followed_up(rng: Random, event: Event, there: Sequence[Interaction]) -> list[Edit]:
    """Return the follow-up with the first who was met there, done two days later."""
    edits = []
    for contact in [key for one in there for key in one.people][:1]:
        due = event.on + timedelta(days=2)
        plan = Plan(
            _new_id(rng),
            contact,
            due,
            kind="event",
            text=event.name,
            done=due.isoformat(),
            made=event.on,
            event=event.id,
        )
        edits.append(Edit("plans", plan.id, None, plan))
    return edits
