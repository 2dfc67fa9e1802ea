"""`reachout add`: add one person."""

from __future__ import annotations

import argparse
from typing import Any

from habit.changes import add_contact
from habit.dates import parse_birthday, parse_span
from habit.marks import retagged
from habit.model import Phone
from habit.text import fold
from tui.commands.draft import Draft
from tui.commands.marks import mark_arguments, marks
from tui.commands.session import Session

HELP = "Add one person. Only the name is needed; a list that is not there yet is made."
EXAMPLES = (
    "reachout add Priya Nair",
    "reachout add 'Priya Nair' --list 'Former co-workers' --email priya@example.com",
    "reachout add Tom --birthday '12 March' --cadence 3w        every three weeks",
    "reachout add 'Lee Wong' --side inside --rank above --found 'the book fair' --tag maps",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said of somebody."""
    say = parser.add_argument
    say("name", metavar="NAME", nargs="+", help="how they are called")
    say("--list", metavar="NAME", action="append", default=[], help="a list they are on")
    say("--email", metavar="ADDRESS", action="append", default=[], help="an email address")
    say("--phone", metavar="NUMBER", action="append", default=[], help="a phone number")
    say("--org", metavar="NAME", help="where they work")
    say("--title", metavar="TEXT", help="what they do there")
    say("--birthday", metavar="DATE", help="12 March, 1985-03-12, --03-12 or 1985")
    say("--cadence", metavar="SPAN", help="how often to be in touch: 3w, 2 months, 90")
    mark_arguments(parser)


def run(args: argparse.Namespace, session: Session) -> None:
    """Add the person, with the lists that are not there yet."""
    draft = Draft(session)
    lists = tuple(dict.fromkeys(draft.list_named(name) for name in args.list))
    name = " ".join(args.name)
    added = add_contact(draft.network, session.hand, name, lists=lists, **_fields(args))
    key = draft.take(added)
    draft.commit()
    contact = session.network.contacts[key]
    if args.json:
        session.answer({"id": contact.id, "name": contact.name})
        return
    session.say(*(f"Made the list {name}." for name in draft.new_lists))
    session.say(f"Added {contact.name}.")
    names = [fold(one.name) for one in session.network.contacts.values()]
    if names.count(fold(contact.name)) > 1:
        session.say(f"Somebody else is called so too; {contact.id} names the new one.")


def _fields(args: argparse.Namespace) -> dict[str, Any]:
    fields = {
        "emails": tuple(args.email),
        "phones": tuple(Phone(number) for number in args.phone),
        "organization": args.org,
        "title": args.title,
        "birthday": args.birthday and parse_birthday(args.birthday),
        "cadence": args.cadence and parse_span(args.cadence),
    }
    said = {name: value for name, value in fields.items() if value}
    return {**said, **marks(args), "tags": retagged((), ", ".join(args.tag))}
