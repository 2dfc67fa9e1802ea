"""`reachout show`: all about one person."""

from __future__ import annotations

import argparse
from datetime import date

from habit.addresses import phones, types_of
from habit.aside import died_words
from habit.dates import birthday_text, span_text
from habit.find import resolve
from habit.gifts import told_words
from habit.model import Contact, Interaction
from habit.outcomes import counts_as, outcome_word
from habit.suggest import cadence_of, due_on
from habit.text import line
from habit.who import who_words
from tui.commands.session import Session
from tui.commands.shapes import card_shape, exchanged, list_names, listed
from tui.commands.words import last_time

HELP = (
    "All about one person: who they are, the last time, what was said, your notes. NAME is an\n"
    "id, an email address, a name, or words that fit one person only."
)
EXAMPLES = (
    "reachout show Priya Nair",
    "reachout show priya@example.com --json",
    "reachout show Priya --private        with what is marked private",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("name", metavar="NAME", nargs="+", help="whom to show")
    say("--private", action="store_true", help="list private notes and interactions too")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the card."""
    one = resolve(session.network, " ".join(args.name))
    if args.json:
        session.answer(card_shape(session.network, one, session.today, private=args.private))
        return
    work = ", ".join(part for part in (one.title, one.organization) if part)
    session.say(one.name, *([work] if work else []), "")
    session.table([[label, text] for label, text in _facts(session, one) if text])
    _say_past(session, one, private=args.private)


def _say_past(session: Session, one: Contact, *, private: bool) -> None:
    everything = session.network.of_contact.get(one.id, ())
    timeline, notes = listed(everything, private), listed(one.notes, private)
    if timeline:
        session.say("", "Timeline")
        session.table([_timeline_row(session, one, each) for each in reversed(timeline)])
    if notes:
        session.say("", "Notes")
        session.table([[_day(note.on), line(note.text)] for note in reversed(notes)])
    hidden = len(everything) - len(timeline) + len(one.notes) - len(notes)
    if hidden:
        session.say("", f"{hidden} private, listed with --private")


def _facts(session: Session, one: Contact) -> list[tuple[str, str]]:
    network = session.network
    gave, asked = exchanged(network, one)
    return [
        ("Last", last_time(network, one, session.today)),
        ("Wanted", _wanted(session, one)),
        ("Balance", f"gave {gave}, asked {asked}" if gave or asked else ""),
        ("Died", died_words(one).removeprefix("died ").replace("has died", "yes")),
        ("Nickname", one.nickname or ""),
        ("Birthday", birthday_text(one.birthday) if one.birthday else ""),
        ("Anniversary", birthday_text(one.anniversary) if one.anniversary else ""),
        ("Lists", ", ".join(list_names(network, one))),
        *(("Email", _sorted_out(one, email)) for email in one.emails),
        *(("Phone", _sorted_out(one, phone.raw)) for phone in phones(one)),
        *(("Link", _sorted_out(one, url)) for url in one.urls),
        ("Tags", ", ".join(one.tags)),
        ("To you", who_words(network, one)),
        ("Met", one.met or ""),
        ("Found", one.found or ""),
        ("Cares for", one.cares or ""),
        ("Archived", "yes" if one.archived else ""),
        ("Id", one.id),
    ]


def _sorted_out(one: Contact, address: str) -> str:
    """Return an address with what sort of one it is, where that is known."""
    sort = types_of(one).get(address)
    return f"{address} ({sort})" if sort else address


def _wanted(session: Session, one: Contact) -> str:
    cadence, due = cadence_of(session.network, one), due_on(session.network, one)
    if cadence is None:
        return ""
    every = f"every {span_text(cadence).removeprefix('1 ')}"
    return f"{every}, next by {_day(due).strip()}" if due and due > session.today else every


def _timeline_row(session: Session, one: Contact, each: Interaction) -> list[str]:
    counted = counts_as(session.network, each, one.id, session.today)
    said = f"{session.glyphs.outcome(counted, each.dir)} {outcome_word(each, counted)}"
    return [_day(each.on), each.channel, said, told_words(session.network, each)]


def _day(day: date) -> str:
    return f"{day.day:2} {day:%b %Y}"
