"""`reachout event`: where you were, whom you met there, and what became of each."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any

from habit import events
from habit.changes import add_contact
from habit.errors import CouldNotError, RefusedError
from habit.find import Finder, resolve, resolve_all
from habit.model import Event
from habit.text import fold, line
from tui.commands.draft import Draft
from tui.commands.session import Session
from tui.commands.shapes import event_shape

HELP = (
    "Events, newest first; with NAME one of them: whom you met there, and what became of each.\n"
    "Whoever you met is due a follow-up two days after it. --on DAY adds an event; --place,\n"
    "--stayed, --left and --met say more of it, then or later, by its name alone."
)
EXAMPLES = (
    "reachout event",
    "reachout event 'Open source day' --on yesterday --place 'the town hall' --stayed",
    "reachout event 'Open source day' --met priya 'Kai Nakoa' --add",
    "reachout event 'Open source day'",
    "reachout event 'Book fair' --on '3 dec'                it may be to come",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("name", metavar="NAME", nargs="?", help="what the event is called")
    say("--on", metavar="DAY", help="its day, which a new event needs: today, monday, 3 dec")
    say("--place", metavar="TEXT", help="where it is")
    stayed = parser.add_mutually_exclusive_group()
    for option, value, words in (
        ("--stayed", True, "you stayed for the networking"),
        ("--left", False, "you left before it"),
    ):
        stayed.add_argument(option, dest="stayed", action="store_const", const=value, help=words)
    say("--met", metavar="NAME", nargs="+", action="extend", default=[], help="whom you met")
    say("--add", action="store_true", help="add whoever is not known yet")
    say("--remove", action="store_true", help="take the event out; whom you met stays logged")


def run(args: argparse.Namespace, session: Session) -> None:
    """List the events, show one, add it, or add to it."""
    says = args.on or args.place or args.stayed is not None or args.met
    if args.name is None:
        if says or args.add or args.remove:
            raise RefusedError("say which event: reachout event NAME")
        _list(args, session)
        return
    if args.remove:
        _remove(args, session)
    elif says:
        _keep(args, session)
    else:
        _show(args, session, _known(args, session).id)


def _day(args: argparse.Namespace, session: Session) -> date | None:
    return events.parse_event_day(args.on, session.today) if args.on else None


def _known(args: argparse.Namespace, session: Session) -> Event:
    """Return the one event of the name; never a guess among several."""
    name = line(args.name)
    found = events.called(session.network, name, _day(args, session))
    if not found:
        raise CouldNotError(f'no event is called {name}: --on DAY adds it, today is "--on today"')
    if len(found) > 1:
        days = ", ".join(one.on.isoformat() for one in found)
        raise CouldNotError(f"{name} fits {len(found)} events, on {days}: say --on DAY")
    return found[0]


def _keep(args: argparse.Namespace, session: Session) -> None:
    """Add an event with all that is said, or say it of the one that is there."""
    draft = Draft(session)
    on = _day(args, session)
    said: dict[str, Any] = {}
    if args.place is not None:
        said["place"] = args.place
    if args.stayed is not None:
        said["stayed"] = args.stayed
    # A name that is mistyped is no new event: that has its day.
    if on is not None and not events.called(session.network, args.name, on):
        key = draft.take(events.add_event(draft.network, session.hand, args.name, on, **said))
    else:
        key = _known(args, session).id
        if said:
            draft.take(events.edit_event(draft.network, session.hand, key, **said))
    new: list[str] = []
    if args.met:
        people, new = _people(args, session, draft)
        draft.take(events.meet(draft.network, session.hand, key, people))
    draft.commit()
    _show(args, session, key, new)


def _people(
    args: argparse.Namespace, session: Session, draft: Draft
) -> tuple[list[str], list[str]]:
    """Return the ids of those who were met, and the names of those who had to be added."""
    try:
        return [one.id for one in resolve_all(draft.network, args.met)], []
    except CouldNotError:
        if not args.add:
            raise
    finder = Finder(draft.network.contacts.values())
    named = {fold(name): name for name in reversed(args.met)}
    new = [name for name in reversed(named.values()) if not finder.search(name)]
    if len(new) > 1 and not any(" " in name for name in new):
        raise CouldNotError(
            f"{' and '.join(new)} are not known here: write a whole name in quotation marks, "
            "such as --met 'Kai Nakoa'"
        )
    for name in new:
        draft.take(add_contact(draft.network, session.hand, name))
    return [resolve(draft.network, name).id for name in args.met], new


def _remove(args: argparse.Namespace, session: Session) -> None:
    event = _known(args, session)
    page = events.page_of(session.network, event.id, session.today)
    session.commit(events.remove_event(session.network, session.hand, event.id))
    if args.json:
        session.answer(event_shape(page))
        return
    session.say(f"Removed {event.name}.")
    if page.met:
        session.say(
            "Whom you met there stays logged, with the follow-ups; in the app x on a card takes "
            "the meeting out."
        )


def _list(args: argparse.Namespace, session: Session) -> None:
    network, today = session.network, session.today
    pages = [events.page_of(network, one.id, today) for one in events.events(network)]
    if args.json:
        session.answer([event_shape(one) for one in pages])
    elif not pages:
        session.say("No event yet. reachout event NAME --on DAY --met NAME adds one.")
    else:
        session.table([[*_row(one, today)] for one in pages], names=1)


def _row(page: events.Page, today: date) -> list[str]:
    event = page.event
    met = "to come" if event.on > today else events.count_text(page).rstrip(".")
    return [f"{event.on:%a} {event.on.day:2} {event.on:%b %Y}", event.name, event.place or "", met]


def _show(args: argparse.Namespace, session: Session, key: str, new: Sequence[str] = ()) -> None:
    """Say what is known of an event, after who was added with it."""
    page = events.page_of(session.network, key, session.today)
    if args.json:
        session.answer(event_shape(page))
        return
    session.say(*(f"Added {name}." for name in new))
    event = page.event
    day = f"{event.on:%A} {event.on.day} {event.on:%B %Y}"
    session.say(event.name, ", ".join(one for one in (day, events.facts_text(event)) if one))
    if event.on > session.today:
        session.say("It is still to come.")
        return
    session.say(events.count_text(page))
    if page.met:
        session.say("")
        rows = [[one.contact.name, events.became_text(one, session.today)] for one in page.met]
        session.table(rows, names=0)
