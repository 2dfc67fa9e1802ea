"""`reachout show`: all about one person."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from tui.commands.session import Session

if TYPE_CHECKING:
    from habit.model import Contact, Interaction

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
    parser.add_argument("name", metavar="NAME", nargs="+", help="whom to show")
    parser.add_argument(
        "--private", action="store_true", help="list private notes and interactions too"
    )


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the card."""
    from habit.find import resolve
    from tui.commands.shapes import card

    one = resolve(session.network, " ".join(args.name))
    if args.json:
        session.answer(card(session.network, one, session.today, private=args.private))
    else:
        _say(session, one, private=args.private)


def _say(session: Session, one: Contact, *, private: bool) -> None:
    from tui.commands.shapes import shown, shown_notes

    everything = session.network.of_contact.get(one.id, ())
    timeline, notes = shown(everything, private), shown_notes(one.notes, private)
    session.say(one.name)
    if one.title or one.organization:
        session.say(", ".join(part for part in (one.title, one.organization) if part))
    session.say("")
    session.table([[label, text] for label, text in _facts(session, one) if text])
    if timeline:
        session.say("", "Timeline")
        session.table([_timeline_row(session, one, each) for each in reversed(timeline)])
    if notes:
        session.say("", "Notes")
        session.table([[_date(note.on), _one_line(note.text)] for note in reversed(notes)])
    hidden = len(everything) - len(timeline) + len(one.notes) - len(notes)
    if hidden:
        session.say("", f"{hidden} private, listed with --private")


def _facts(session: Session, one: Contact) -> list[tuple[str, str]]:
    from habit.dates import birthday_text
    from tui.commands.shapes import list_names

    return [
        ("Last", _last(session, one)),
        ("Wanted", _wanted(session, one)),
        ("Balance", _balance(session, one)),
        ("Birthday", birthday_text(one.birthday) if one.birthday else ""),
        ("Lists", ", ".join(list_names(session.network, one))),
        *(("Email", email) for email in one.emails),
        *(("Phone", phone.raw) for phone in one.phones),
        *(("Link", url) for url in one.urls),
        ("Tags", ", ".join(one.tags)),
        ("Archived", "yes" if one.archived else ""),
        ("Id", one.id),
    ]


def _last(session: Session, one: Contact) -> str:
    from habit.dates import ago
    from habit.suggest import last_interaction

    last = last_interaction(session.network, one.id)
    return f"{ago(last.on, session.today)}, {last.channel}" if last else "never"


def _wanted(session: Session, one: Contact) -> str:
    from habit.dates import span_text
    from habit.suggest import cadence_of, due_on

    cadence, due = cadence_of(session.network, one), due_on(session.network, one)
    if cadence is None:
        return ""
    every = f"every {span_text(cadence).removeprefix('1 ')}"
    return f"{every}, next by {_date(due)}" if due and due > session.today else every


def _balance(session: Session, one: Contact) -> str:
    from tui.commands.shapes import contact

    counts = contact(session.network, one)
    if not (counts["gave"] or counts["asked"]):
        return ""
    return f"gave {counts['gave']}, asked {counts['asked']}"


def _timeline_row(session: Session, one: Contact, each: Interaction) -> list[str]:
    from habit.outcomes import counts_as
    from tui.commands.words import outcome

    counted = counts_as(session.network, each, one.id, session.today)
    arrow = session.glyphs.outcome(counted, each.dir)
    said = f"{arrow} {outcome(each, counted)}"
    return [_date(each.on), each.channel, said, _one_line(each.note)]


def _date(day: date) -> str:
    return f"{day.day:2} {day:%b %Y}"


def _one_line(text: str) -> str:
    from habit.text import line

    return line(text)
