"""`reachout next`: whom to reach out to next, and why."""

from __future__ import annotations

import argparse

from tui.commands.session import Session

HELP = (
    "Whom to reach out to next, each with the reason. A few are shown; --all shows everybody\n"
    "who could do with a line. With --json it is always everybody, in order."
)
EXAMPLES = ("reachout next", "reachout next --all", "reachout next --json | jq -r '.[0].name'")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("--all", action="store_true", help="show everybody, not only a few")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the suggestions."""
    from habit.suggest import who_next
    from tui.commands.shapes import suggestion

    everybody = who_next(session.network, session.today)
    if args.json:
        session.answer([suggestion(session.network, one) for one in everybody])
    elif not session.network.contacts:
        session.say("Who comes to mind? reachout add NAME")
    elif not everybody:
        session.say("Everyone on the list has heard from you. reachout add NAME adds a name.")
    else:
        _say(session, show_all=args.all)


def _say(session: Session, *, show_all: bool) -> None:
    from habit.suggest import is_back, offered, who_next
    from tui.commands.shapes import list_names

    network, today = session.network, session.today
    everybody = who_next(network, today)
    first = everybody if show_all else everybody[: offered(network, today)]
    if is_back(network, today):
        session.say("Welcome back. One person is a good start.", "")
    session.table(
        [[one.contact.name, one.why, ", ".join(list_names(network, one.contact))] for one in first],
        names=0,
    )
    if len(first) < len(everybody):
        session.say("", f"{len(everybody) - len(first)} more with --all")
