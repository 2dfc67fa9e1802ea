"""`reachout who`: who people are to you, shown or said."""

from __future__ import annotations

import argparse
from typing import Any

from habit.changes import join, set_organization
from habit.errors import RefusedError
from habit.find import resolve_all
from habit.marks import edit_many
from habit.model import Contact
from habit.who import side_words
from tui.commands.marks import mark_arguments, marks
from tui.commands.session import Session
from tui.commands.shapes import who_shape

HELP = (
    "Who people are to you: inside or outside your organization, above, a peer or below, how you\n"
    "met. Without an option it shows them; with one it is said of all who are named."
)
EXAMPLES = (
    "reachout who Priya Nair",
    "reachout who priya tom --side outside --rank above --influence",
    "reachout who tom --met 'at the book fair' --tag '+maps -hiring'",
    "reachout who tom --tag=-maps --side unsaid",
    "reachout who --organization 'Tideline'       where you work yourself",
)

_UNSAID = "Where you work is not said: reachout who --organization NAME"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="who; each is one person")
    mark_arguments(parser)
    parser.add_argument("--organization", metavar="NAME", help="where you work yourself")


def run(args: argparse.Namespace, session: Session) -> None:
    """Say it of everybody who is named, and show them."""
    ids = [one.id for one in resolve_all(session.network, args.names)] if args.names else []
    _say(args, session, ids)
    people = [session.network.contacts[key] for key in ids]
    if args.json:
        yours = session.network.meta.organization
        shown = [who_shape(session.network, one) for one in people]
        session.answer({"organization": yours, "people": shown})
        return
    if not args.names:
        yours = session.network.meta.organization
        session.say(f"You work at {yours}." if yours else _UNSAID)
    for at, one in enumerate(people):
        session.say(*([""] if at else []), one.name)
        session.table(_facts(session, one) or [["nothing said yet"]])


def _say(args: argparse.Namespace, session: Session, ids: list[str]) -> None:
    fields: dict[str, Any] = marks(args)
    tags = ", ".join(args.tag)
    if not ids and (fields or tags):
        raise RefusedError("say of whom: reachout who NAME --side inside")
    network, changes = session.network, []
    if fields or tags:
        changes.append(edit_many(network, ids, tags=tags, **fields))
    if args.organization is not None:
        changes.append(set_organization(network, args.organization))
    if changes:
        session.commit(join(*changes, what=changes[0].what))


def _facts(session: Session, one: Contact) -> list[list[str]]:
    facts = {
        "Side": side_words(session.network, one),
        "Own team": _yes_no(one.team),
        "Rank": one.rank or "",
        "Influence": _yes_no(one.influence),
        "Met": one.met or "",
        "Found": one.found or "",
        "Cares for": one.cares or "",
        "Tags": ", ".join(one.tags),
    }
    return [[label, text] for label, text in facts.items() if text]


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
