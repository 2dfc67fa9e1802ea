"""`reachout edit`: change what is said of one person."""

from __future__ import annotations

import argparse
from datetime import date

from habit.aside import died_words
from habit.errors import RefusedError
from habit.find import resolve
from habit.lives import parse_died, say_died
from tui.commands.session import Session

HELP = (
    "Record that someone has died, with the day if you know it. Their card and history stay.\n"
    "They are no longer suggested, planned or shared with, and their birthday isn't listed.\n"
    "Everything else is edited in the app."
)
EXAMPLES = (
    "reachout edit Grandma Hart --died 2023-05-01",
    "reachout edit Grandma Hart --died                 if you don't know the day",
    "reachout edit Grandma Hart --died no              that was a mistake",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said."""
    say = parser.add_argument
    say("names", metavar="NAME", nargs="+", help="who")
    day = (
        "the day, such as 2023-05-01 or '1 May 2023', or no to take it back; "
        "without one, only that they died"
    )
    say("--died", metavar="DATE", nargs="?", const="yes", help=day)


def run(args: argparse.Namespace, session: Session) -> None:
    """Say it of the one who is named."""
    if args.died is None:
        raise RefusedError("say what to change: reachout edit NAME --died 2023-05-01")
    died = parse_died(args.died, session.today)
    one = resolve(session.network, " ".join(args.names))
    session.commit(say_died(session.network, one.id, died))
    now = session.network.contacts[one.id]
    if args.json:
        day = now.died.isoformat() if isinstance(now.died, date) else bool(now.died)
        session.answer({"id": now.id, "name": now.name, "died": day})
    elif now.died:
        session.say(f"{now.name} {died_words(now)}. Their card and history stay.")
    else:
        session.say(f"{now.name} can be suggested again.")
