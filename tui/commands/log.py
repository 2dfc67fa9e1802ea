"""`reachout log`: log that you reached out, or that they did."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from habit.errors import CouldNotError
from tui.commands.session import Session, after

if TYPE_CHECKING:
    from habit.meter import Meter
    from habit.model import Change, Outcome
    from habit.network import Network

HELP = (
    "Log that you reached out to somebody, or that they did. A try counts too: a voicemail\n"
    "nobody answered is an outreach. NAME is an id, an email address, a name, or words that fit\n"
    "one person only; several NAMEs were in it together."
)
EXAMPLES = (
    "reachout log Priya Nair --via call",
    "reachout log priya tom --via coffee --on yesterday --note 'her new job starts in May'",
    "reachout log Tom --via voicemail --on '3 days ago'",
    "reachout log Ana --via email --in                      she wrote to you",
    "reachout log 'Lee Wong' --via text --add               somebody new",
    "reachout log --via research --minutes 40               found out about people, met nobody",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said of an interaction."""
    say = parser.add_argument
    say("names", metavar="NAME", nargs="*", help="with whom")
    say(
        "--via",
        metavar="CHANNEL",
        required=True,
        help="call, voicemail, email, text, social, letter, video, coffee, meeting, event, other "
        "or research",
    )
    say("--on", metavar="DAY", help="today unless said: yesterday, monday, 3 days ago, 2026-11-20")
    outcome = parser.add_mutually_exclusive_group()
    for option, value, words in (
        ("--reached", "reached", "you spoke, or they answered"),
        ("--waiting", "waiting", "no answer yet"),
        ("--no-reply", "no_reply", "no answer, and none is expected"),
    ):
        outcome.add_argument(option, dest="outcome", action="store_const", const=value, help=words)
    say("--in", dest="inbound", action="store_true", help="they reached out to you")
    say("--minutes", metavar="N", help="how long it took; the channel's usual unless said")
    say("--note", metavar="TEXT", default="", help="what it was about")
    say("--private", action="store_true", help="keep it out of exports and lists")
    say("--add", action="store_true", help="add whoever is not known yet")


def run(args: argparse.Namespace, session: Session) -> None:
    """Log it, with whoever has to be added first, as one change."""
    from habit.changes import join

    added, people = _people(args, session)
    logged = _logged(args, session, after(session.network, *added), people)
    network = session.commit(join(*added, logged, what=logged.what))
    interaction = network.interactions[logged.edits[0].id]
    if args.json:
        _answer(session, interaction.id, interaction.on)
        return
    session.say(*(f"Added {network.contacts[change.edits[0].id].name}." for change in added))
    session.say(f"Logged {logged.what}.")
    _say_week(session, interaction.on)


def _logged(
    args: argparse.Namespace, session: Session, network: Network, people: list[str]
) -> Change:
    from habit.changes import log

    from habit.dates import parse_day
    from tui.commands.values import channel, whole

    outcome: Outcome | None = args.outcome
    return log(
        network,
        session.hand,
        people,
        channel(args.via),
        on=parse_day(args.on, session.today) if args.on else None,
        dir="in" if args.inbound else "out",
        outcomes=outcome,
        minutes=whole(args.minutes, "--minutes"),
        note=args.note,
        private=args.private,
    )


def _people(args: argparse.Namespace, session: Session) -> tuple[list[Change], list[str]]:
    """The ids of those who are named, and what adds the new ones among them."""
    from habit.find import resolve_all

    network = session.network
    try:
        return [], [one.id for one in resolve_all(network, args.names)]
    except CouldNotError:
        if not args.add:
            raise
    return _people_adding(args.names, session)


def _people_adding(names: list[str], session: Session) -> tuple[list[Change], list[str]]:
    from habit.changes import add_contact

    from habit.find import Finder, resolve

    network = session.network
    finder = Finder(network.contacts.values())
    new = [name for name in names if name not in network.contacts and not finder.search(name)]
    _refuse_loose_words(names, new)
    changes: list[Change] = []
    people: list[str] = []
    for name in names:
        if name in new:
            change = add_contact(after(network, *changes), session.hand, name)
            changes.append(change)
            people.append(change.edits[0].id)
        else:
            people.append(resolve(network, name).id)
    return changes, people


def _refuse_loose_words(names: list[str], new: list[str]) -> None:
    """Never guess whether unquoted words are one new person or several."""
    if len(new) > 1 and new == names and not any(" " in name for name in names):
        whole = " ".join(names)
        raise CouldNotError(
            f'nobody is called {whole}; for one new person write "{whole}" in quotation marks, '
            "for several add each first: reachout add NAME"
        )


def _answer(session: Session, key: str, on: date) -> None:
    from tui.commands.shapes import week

    one = _week_of(session, on)
    answer = week(session.network, one, session.today, private=False)
    session.answer({"id": key, "week": answer})


def _say_week(session: Session, on: date) -> None:
    from habit.dates import day_text
    from tui.commands.week import say_meter

    one = _week_of(session, on)
    if not one.open:
        session.say(f"The week of {day_text(one.start)}:")
    say_meter(session, one)


def _week_of(session: Session, on: date) -> Meter:
    from habit.meter import meter
    from habit.weeks import start_of_week

    network = session.network
    return meter(network, start_of_week(on, network.meta.weekday), session.today)
