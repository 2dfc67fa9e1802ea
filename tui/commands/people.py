"""`reachout people`: your people, or those who match."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.commands.session import Session

if TYPE_CHECKING:
    from habit.model import Contact

HELP = (
    "Your people by name, or those whose name, organization or address has all the words of\n"
    "QUERY, in any case and without accents. Archived people are left out."
)
EXAMPLES = ("reachout people", "reachout people nair", "reachout people --json | jq length")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("query", metavar="QUERY", nargs="*", help="words to look for")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the people."""
    from tui.commands.shapes import contact

    query = " ".join(args.query)
    found = _found(session, query)
    if args.json:
        session.answer([contact(session.network, one) for one in found])
    elif found:
        session.table([_row(session, one) for one in found], names=0)
    elif query:
        session.say(f"Nobody called {query}. reachout add NAME adds somebody.")
    else:
        session.say("Nobody yet. reachout add NAME, or reachout import Connections.csv")


def _found(session: Session, query: str) -> list[Contact]:
    from habit.text import sort_key

    there = [one for one in session.network.contacts.values() if not one.archived]
    if not query.strip():
        return sorted(there, key=lambda one: sort_key(one.sort or one.name))
    from habit.find import Finder

    return Finder(there).search(query)


def _row(session: Session, one: Contact) -> list[str]:
    from habit.dates import ago
    from habit.suggest import due_on, last_interaction
    from tui.commands.shapes import list_names

    network, today = session.network, session.today
    last, due = last_interaction(network, one.id), due_on(network, one)
    return [
        one.name,
        f"{ago(last.on, today)}, {last.channel}" if last else "never",
        "due" if due and due <= today else "",
        one.organization or "",
        ", ".join(list_names(network, one)),
    ]
