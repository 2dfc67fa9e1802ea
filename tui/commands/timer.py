"""`reachout timer`: how long a talk takes, started here and stopped in any session."""

from __future__ import annotations

import argparse

from habit.dates import duration
from habit.errors import CouldNotError
from habit.find import resolve_all
from habit.timer import Running, drop, running, start, stop
from tui.commands.gifts import gift_arguments, gifts
from tui.commands.session import Session
from tui.commands.shapes import timer_shape
from tui.commands.values import channel, whole

HELP = (
    "A timer for a talk: start it, hang up, stop it, and it is logged with its minutes. It runs\n"
    "in the file, so it runs on whatever is closed, and any session sees it and can stop it."
)
EXAMPLES = (
    "reachout timer start Priya Nair",
    "reachout timer start priya --via video",
    "reachout timer                        for how long it has run",
    "reachout timer stop --note 'the new job starts in May'",
    "reachout timer stop --minutes 25      what it was, whatever the timer says",
    "reachout timer stop --gave 'introduction:to Lee' --asked opinion",
    "reachout timer drop                   log nothing",
)
_DO = ("show", "start", "stop", "drop")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be done."""
    say = parser.add_argument
    say("do", metavar="DO", nargs="?", default="show", choices=_DO, help=", ".join(_DO))
    say("names", metavar="NAME", nargs="*", help="with whom, when it is started or stopped")
    say("--via", metavar="CHANNEL", help="call unless said, or how you spoke last")
    say("--minutes", metavar="N", help="how long it was, when it is stopped")
    say("--note", metavar="TEXT", default="", help="what it was about, when it is stopped")
    gift_arguments(parser)


def run(args: argparse.Namespace, session: Session) -> None:
    """Start the timer, stop it, drop it, or show it."""
    one = running(session.network, session.hand.now, session.today)
    logged: str | None = None
    match args.do:
        case "start":
            _start(args, session)
        case "stop":
            logged = _stop(args, session, _known(one))
        case "drop":
            known = _known(one)
            session.commit(drop(session.network, known.key))
            _say(args, session, "The timer is dropped, and nothing is logged.")
        case _:
            _say(args, session, _words(session, one))
    if args.json:
        now = running(session.network, session.hand.now, session.today)
        session.answer(timer_shape(session.network, now, logged))


def _known(one: Running | None) -> Running:
    if one is None:
        raise CouldNotError("no timer runs; reachout timer start NAME starts one")
    return one


def _start(args: argparse.Namespace, session: Session) -> None:
    network = session.network
    ids = [one.id for one in resolve_all(network, args.names)] if args.names else []
    session.commit(start(network, session.hand, ids, channel(args.via) if args.via else None))
    now = running(session.network, session.hand.now, session.today)
    _say(args, session, _words(session, now))


def _stop(args: argparse.Namespace, session: Session, one: Running) -> str:
    network = session.network
    ids = tuple(each.id for each in resolve_all(network, args.names)) if args.names else one.people
    via = channel(args.via) if args.via else one.channel
    gave, asked = gifts(args)
    change = stop(
        network,
        session.hand,
        one.with_whom(ids, via),
        minutes=whole(args.minutes, "--minutes"),
        note=args.note,
        gave=gave,
        asked=asked,
    )
    session.commit(change)
    _say(args, session, f"Logged {change.what}.")
    return change.edits[0].id


def _words(session: Session, one: Running | None) -> str:
    if one is None:
        return "No timer runs."
    names = ", ".join(session.network.contacts[key].name for key in one.people)
    whom = f" with {names}" if names else ", with nobody yet"
    return f"{duration(one.minutes)}: {one.channel}{whom}."


def _say(args: argparse.Namespace, session: Session, words: str) -> None:
    if not args.json:
        session.say(words)
