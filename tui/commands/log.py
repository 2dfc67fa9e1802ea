"""`reachout log`: log that you reached out, or that they did."""

from __future__ import annotations

import argparse

from habit.changes import add_contact, log
from habit.dates import day_text, parse_day
from habit.errors import CouldNotError
from habit.find import Finder, resolve, resolve_all
from habit.meter import meter
from habit.weeks import start_of_week
from tui.commands.draft import Draft
from tui.commands.gifts import gift_arguments, gifts
from tui.commands.session import Session
from tui.commands.shapes import week_shape
from tui.commands.values import channel, whole
from tui.commands.week import say_meter

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
    "reachout log tom --via email --gave 'link:the talks' --asked 'introduction:to his editor'",
    "reachout log --via research --minutes 40               found out about people, met nobody",
)
_OUTCOMES = (
    ("--reached", "reached", "you spoke, or they answered"),
    ("--waiting", "waiting", "no answer yet"),
    ("--no-reply", "no_reply", "no answer, and none is expected"),
)
_CHANNELS = (
    "call, voicemail, email, text, social, letter, video, coffee, meeting, event, other, research"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said of an interaction."""
    say = parser.add_argument
    say("names", metavar="NAME", nargs="*", help="with whom")
    say("--via", metavar="CHANNEL", required=True, help=_CHANNELS)
    say("--on", metavar="DAY", help="today unless said: yesterday, monday, 3 days ago, 2026-11-20")
    outcome = parser.add_mutually_exclusive_group()
    for option, value, words in _OUTCOMES:
        outcome.add_argument(option, dest="outcome", action="store_const", const=value, help=words)
    say("--in", dest="inbound", action="store_true", help="they reached out to you")
    say("--minutes", metavar="N", help="how long it took; the channel's usual unless said")
    say("--note", metavar="TEXT", default="", help="what it was about")
    gift_arguments(parser)
    say("--private", action="store_true", help="keep it out of exports and lists")
    say("--add", action="store_true", help="add whoever is not known yet")


def run(args: argparse.Namespace, session: Session) -> None:
    """Log it, with whoever has to be added first."""
    draft = Draft(session)
    people, added = _people(args, session, draft)
    gave, asked = gifts(args)
    logged = log(
        draft.network,
        session.hand,
        people,
        channel(args.via),
        on=parse_day(args.on, session.today) if args.on else None,
        dir="in" if args.inbound else "out",
        outcomes=args.outcome,
        minutes=whole(args.minutes, "--minutes"),
        note=args.note,
        private=args.private,
        gave=gave,
        asked=asked,
    )
    key = draft.take(logged)
    draft.commit()
    network, today = session.network, session.today
    interaction = network.interactions[key]
    week = meter(network, start_of_week(interaction.on, network.meta.weekday), today)
    if args.json:
        shape = week_shape(network, week, today, private=False)
        session.answer({"id": interaction.id, "week": shape})
        return
    session.say(*(f"Added {name}." for name in added), f"Logged {logged.what}.")
    if not week.open:
        session.say(f"The week of {day_text(week.start)}:")
    say_meter(session, week)


def _people(
    args: argparse.Namespace, session: Session, draft: Draft
) -> tuple[list[str], list[str]]:
    """The ids of those who are named, and the names of those who had to be added."""
    try:
        return [one.id for one in resolve_all(draft.network, args.names)], []
    except CouldNotError:
        if not args.add:
            raise
    finder = Finder(draft.network.contacts.values())
    new = [name for name in args.names if not finder.search(name)]
    new = [name for name in new if name not in draft.network.contacts]
    _refuse_loose_words(args.names, new)
    for name in new:
        draft.take(add_contact(draft.network, session.hand, name))
    return [resolve(draft.network, name).id for name in args.names], new


def _refuse_loose_words(names: list[str], new: list[str]) -> None:
    """Never guess whether unquoted words are one new person or several."""
    if len(new) > 1 and new == names and not any(" " in name for name in names):
        whole_name = " ".join(names)
        raise CouldNotError(
            f'nobody is called {whole_name}; for one new person write "{whole_name}" in quotation '
            "marks, for several add each first: reachout add NAME"
        )
