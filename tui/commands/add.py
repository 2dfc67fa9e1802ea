"""`reachout add`: add one person."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui.commands.session import Session

if TYPE_CHECKING:
    from habit.model import Change, Contact

HELP = "Add one person. Only the name is needed; a list that is not there yet is made."
EXAMPLES = (
    "reachout add Priya Nair",
    "reachout add 'Priya Nair' --list 'Former co-workers' --email priya@example.com",
    "reachout add Tom --birthday '12 March' --cadence 3w        every three weeks",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said of somebody."""
    parser.add_argument("name", metavar="NAME", nargs="+", help="how they are called")
    say = parser.add_argument
    say("--list", metavar="NAME", action="append", default=[], help="a list they are on")
    say("--email", metavar="ADDRESS", action="append", default=[], help="an email address")
    say("--phone", metavar="NUMBER", action="append", default=[], help="a phone number")
    say("--org", metavar="NAME", help="where they work")
    say("--title", metavar="TEXT", help="what they do there")
    say("--birthday", metavar="DATE", help="12 March, 1985-03-12, --03-12 or 1985")
    say("--cadence", metavar="SPAN", help="how often to be in touch: 3w, 2 months, 90")


def run(args: argparse.Namespace, session: Session) -> None:
    """Add the person, with the lists that are not there yet, as one change."""
    from habit.changes import add_contact, join

    name = " ".join(args.name)
    lists, made = _lists(args.list, session)
    added = add_contact(session.network, session.hand, name, lists=lists, **_fields(args))
    network = session.commit(join(*made, added, what=added.what))
    contact = network.contacts[added.edits[0].id]
    if args.json:
        session.answer({"id": contact.id, "name": contact.name})
    else:
        _say(session, contact, made)


def _lists(names: list[str], session: Session) -> tuple[tuple[str, ...], list[Change]]:
    from tui.commands.lists import named_list
    from tui.commands.session import after

    changes: list[Change] = []
    ids: list[str] = []
    for name in names:
        network = after(session.network, *changes)
        one, made = named_list(network, session.hand, name)
        ids.append(one)
        changes.extend(made)
    return tuple(dict.fromkeys(ids)), changes


def _fields(args: argparse.Namespace) -> dict[str, Any]:
    from habit.dates import parse_birthday, parse_span
    from habit.model import Phone

    fields = {
        "emails": tuple(args.email),
        "phones": tuple(Phone(number) for number in args.phone),
        "organization": args.org,
        "title": args.title,
        "birthday": parse_birthday(args.birthday) if args.birthday else None,
        "cadence": parse_span(args.cadence) if args.cadence else None,
    }
    return {name: value for name, value in fields.items() if value}


def _say(session: Session, contact: Contact, made: list[Change]) -> None:
    from habit.text import fold

    for change in made:
        session.say(f"Made the {change.what}.")
    session.say(f"Added {contact.name}.")
    namesakes = [
        one
        for one in session.network.contacts.values()
        if one.id != contact.id and fold(one.name) == fold(contact.name)
    ]
    if namesakes:
        session.say(f"Somebody else is called so too; {contact.id} names the new one.")
