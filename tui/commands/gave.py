"""`reachout gave`: what you gave somebody, and the balance with everybody."""

from __future__ import annotations

import argparse

from habit.gifts import gift_words
from habit.giving import balance_of, balance_text, ledger
from habit.model import GIVES
from tui.commands.exchange import ledger_shape, read, recorded_shape, say_ledger, where
from tui.commands.session import Session

HELP = (
    "Say what you gave somebody, a KIND with a few words after a colon if you like; the kinds are\n"
    "link, introduction, advice, recommendation, congratulation, thanks, help, news and other, or\n"
    "the beginning of one. It goes to the newest talk with them that day; --via logs one where\n"
    "there is none. Alone it lists the balance with everybody, whom you gave most first."
)
EXAMPLES = (
    "reachout gave Tom link:'the talks are online' --via email",
    "reachout gave Priya Nair introduction:to Ana --on yesterday",
    "reachout gave tom thanks",
    "reachout gave                                  the balance with everybody",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said of a give."""
    parser.add_argument(
        "words", metavar="NAME KIND[:TEXT]", nargs="*", help="to whom, and what it was"
    )
    where(parser)


def run(args: argparse.Namespace, session: Session) -> None:
    """Write it down, or list the balance."""
    if args.words:
        done = read(args, session, GIVES, "gave")
        session.commit(done.change)
        if args.json:
            session.answer(recorded_shape(session, done))
            return
        now = balance_of(session.network, done.contact.id)
        session.say(f"Gave {done.contact.name} {gift_words(done.gift)}.", f"{balance_text(now)}.")
    elif args.json:
        session.answer(ledger_shape(session))
    else:
        say_ledger(
            session,
            ledger(session.network),
            lambda: "Nothing given yet. reachout gave NAME link:TEXT --via email says the first.",
        )
