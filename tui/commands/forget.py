"""`reachout forget`: delete one person for good."""

from __future__ import annotations

import argparse

from habit.find import resolve
from tui.commands.session import Session

HELP = (
    "Delete one person for good: their card, their notes, their plans, and every word about what\n"
    "happened with nobody else. That something happened stays, so that past weeks keep their\n"
    "counts. This is the one thing that cannot be taken back. The file that they came from does\n"
    "not bring them back; copies that still hold them are named."
)
EXAMPLES = ("reachout forget 'Priya Nair'", "reachout forget priya --yes    without asking")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say who is meant."""
    parser.add_argument("names", metavar="NAME", nargs="+", help="whom")
    parser.add_argument("--yes", action="store_true", help="do it without asking")


def run(args: argparse.Namespace, session: Session) -> None:
    """Forget them, once that is confirmed."""
    from storage.forgetting import holders, leftovers

    one = resolve(session.network, " ".join(args.names))
    session.store.backups()  # before anything is deleted: can it be said who still holds them?
    if not args.yes:
        session.ask(f"Delete {one.name} for good? That cannot be taken back.", "--yes does it.")
    done = session.store.forget(one.id)
    copies = holders(session.store.path, one.id)
    if args.json:
        session.answer(
            {
                "name": done.name,
                "interactions": done.interactions,
                "shared": list(done.shared),
                "named": list(done.named),
                "actions": done.actions,
                "backups": [str(path) for path in copies],
            }
        )
        return
    session.say(f"{one.name} is deleted for good.")
    session.say(*leftovers(done, copies))
