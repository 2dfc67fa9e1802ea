"""`reachout next`: whom to reach out to next, and why."""

from __future__ import annotations

import argparse

from habit.suggest import Suggestion, is_back, offered, who_next
from tui.commands.session import Session
from tui.commands.shapes import list_names, suggestion_shape

HELP = (
    "Whom to reach out to next, each with the reason. A few are shown; --all and --json give all\n"
    "who have a reason, in order. Of a crowd that was added at once, twenty a week take turns."
)
EXAMPLES = ("reachout next", "reachout next --all", "reachout next --json | jq -r '.[0].name'")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("--all", action="store_true", help="show all of them, not only a few")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the suggestions."""
    network = session.network
    everybody = who_next(network, session.today)
    if args.json:
        session.answer([suggestion_shape(network, one, session.today) for one in everybody])
    elif not network.contacts:
        session.say("Who comes to mind? reachout add NAME")
    elif not everybody:
        session.say("Everyone on the list has heard from you. reachout add NAME adds a name.")
    else:
        first = len(everybody) if args.all else offered(network, session.today)
        _say(session, everybody[:first], more=len(everybody[first:]))


def _say(session: Session, them: list[Suggestion], *, more: int) -> None:
    network = session.network
    if is_back(network, session.today):
        session.say("Welcome back. One person is a good start.", "")
    rows = [(one.contact, one.why) for one in them]
    session.table(
        [[contact.name, why, ", ".join(list_names(network, contact))] for contact, why in rows],
        names=0,
    )
    if more:
        session.say("", f"{more} more with --all")
