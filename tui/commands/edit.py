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
    "Say that somebody has died, with the day if you know it. Their card and the history stay.\n"
    "They are suggested no more, nothing is planned or shared with them, and their birthday is in\n"
    "no list. Everything else is edited in the app."
)
EXAMPLES = (
    "reachout edit Grandma Hart --died 2023-05-01",
    "reachout edit Grandma Hart --died                 where you don't know the day",
    "reachout edit Grandma Hart --died no              it was not so",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said."""
    say = parser.add_argument
    say("names", metavar="NAME", nargs="+", help="who")
    day = "the day, such as 2023-05-01 or '1 May 2023', or no; yes where nothing is said"
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
        session.say(f"{now.name} {died_words(now)}. The card and the history stay.")
    else:
        session.say(f"{now.name} is suggested again when there is a reason.")
