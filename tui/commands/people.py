"""`reachout people`: your people, or those who match."""

from __future__ import annotations

import argparse

from habit.find import Finder
from habit.model import Contact
from habit.suggest import due_on
from tui.commands.session import Session
from tui.commands.shapes import contact_shape, list_names
from tui.commands.words import last_time

HELP = (
    "Your people by name, or those whose name, nickname, organization or address has all words\n"
    "of QUERY, in any case and without accents. Archived people are left out."
)
EXAMPLES = ("reachout people", "reachout people nair", "reachout people --json | jq length")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("query", metavar="QUERY", nargs="*", help="words to look for")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the people."""
    query = " ".join(args.query)
    there = (one for one in session.network.contacts.values() if not one.archived)
    found = Finder(there).search(query)
    if args.json:
        session.answer([contact_shape(session.network, one) for one in found])
    elif found:
        session.table([_row(session, one) for one in found], names=0)
    elif query:
        session.say(f"Nobody called {query}. reachout add NAME adds somebody.")
    else:
        session.say("Nobody yet. reachout add NAME, or reachout import Connections.csv")


def _row(session: Session, one: Contact) -> list[str]:
    network, today = session.network, session.today
    due = due_on(network, one)
    return [
        one.name,
        last_time(network, one, today),
        "died" if one.died else "due" if due and due <= today else "",
        one.organization or "",
        ", ".join(list_names(network, one)),
    ]
