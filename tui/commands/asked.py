"""`reachout asked`: what you asked somebody for, and what became of it."""

from __future__ import annotations

import argparse

from habit.dates import ago
from habit.errors import RefusedError
from habit.find import resolve
from habit.gifts import gift_words
from habit.giving import (
    Ask,
    asks,
    balance_before,
    balance_of,
    in_touch,
    ledger,
    say_what_came,
    told_after,
    touch_text,
)
from habit.model import ASKS, Change, Contact
from habit.period import is_granted
from habit.text import line
from tui.commands.exchange import (
    ledger_shape,
    numbered,
    read,
    recorded_shape,
    say_ledger,
    where,
)
from tui.commands.session import Session
from tui.commands.shapes import Shape, balance_shape, name_of
from tui.commands.values import whole

HELP = (
    "Say what you asked somebody for, a KIND with a few words after a colon if you like; the\n"
    "kinds are favor, introduction, opinion, vote, lead and other. It says what you gave since\n"
    "the last ask. --result says what became of it; one that begins with no was not granted.\n"
    "Alone it lists what is open, and the balance with whom you asked."
)
EXAMPLES = (
    "reachout asked Tom introduction:'to his editor' --via call",
    "reachout asked Tom --result 'yes, on Friday'",
    "reachout asked Priya Nair --result 'no, not this year' --number 2",
    "reachout asked                                 what is open",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said of an ask."""
    say = parser.add_argument
    say("words", metavar="NAME KIND[:TEXT]", nargs="*", help="whom, and what for")
    where(parser)
    say("--result", metavar="TEXT", help="what became of what you asked NAME for")
    say("--number", metavar="N", help="which of several open asks, with --result")
    say("--private", action="store_true", help="list what is marked private too")


def run(args: argparse.Namespace, session: Session) -> None:
    """Write it down, say what became of it, or list what is open."""
    if args.number is not None and args.result is None:
        raise RefusedError("--number goes with --result: it says which ask that is of")
    if args.result is not None:
        _say_result(args, session)
    elif args.words:
        _write(args, session)
    else:
        _list(args, session)


def _write(args: argparse.Namespace, session: Session) -> None:
    done = read(args, session, ASKS, "asked")
    contact = done.contact
    # As it stood on that day: what was given in the same talk went before the ask.
    before = balance_before(session.network, contact.id, done.on)
    session.commit(done.change)
    if args.json:
        session.answer(recorded_shape(session, done))
        return
    count = in_touch(session.network, contact.id, done.on)
    words = gift_words(done.gift)
    session.say(f"Asked {contact.name} for {words}.", told_after(before), touch_text(count))


def _say_result(args: argparse.Namespace, session: Session) -> None:
    if args.via is not None or args.on is not None:
        raise RefusedError("--result is of what was asked already: leave out --via and --on")
    name, result = " ".join(args.words), line(args.result)
    if not name:
        raise RefusedError("say of whom and what: reachout asked NAME --result 'yes, on Friday'")
    if not result:
        raise RefusedError("--result is empty: say what became of it, such as 'yes, on Friday'")
    contact = resolve(session.network, name)
    ask = _meant(session, contact, args.number)
    change: Change = say_what_came(session.network, session.hand, ask.of.id, {ask.at: result})
    session.commit(change)
    if args.json:
        gift = session.network.interactions[ask.of.id].asked[ask.at]
        shape = {"kind": gift.kind, "text": gift.text, "interaction": ask.of.id}
        now = balance_of(session.network, contact.id)
        session.answer({**balance_shape(contact, now), **shape, "result": gift.result})
    else:
        session.say(f"{change.what}.")


def _meant(session: Session, contact: Contact, number: str | None) -> Ask:
    """Return the open ask that is meant, never a guess among several."""
    there = balance_of(session.network, contact.id).open
    if not there:
        raise RefusedError(f"nothing is open that you asked {contact.name} for")
    at = whole(number, "--number")
    if at is None and len(there) > 1:
        listed = numbered([one.gift for one in there])
        raise RefusedError(f"you asked {contact.name} for {listed}: say which with --number 1")
    if not 1 <= (at or 1) <= len(there):
        raise RefusedError(f"--number is from 1 to {len(there)}, not {at}")
    return there[(at or 1) - 1]


def _list(args: argparse.Namespace, session: Session) -> None:
    shown = [one for one in asks(session.network) if args.private or not one.of.private]
    if args.json:
        them = [_ask_shape(session, one) for one in shown]
        session.answer({"asks": them, "people": ledger_shape(session)})
        return
    unsaid = [one for one in shown if not one.gift.result]
    if unsaid:
        session.say("Open")
        session.table([_row(session, one) for one in unsaid], names=0)
        session.say("")
    everybody = sorted(ledger(session.network), key=lambda it: -it[1].asked)
    asked = [pair for pair in everybody if pair[1].asked]
    say_ledger(
        session,
        asked,
        lambda: "Nothing asked yet. reachout asked NAME favor:TEXT --via call says the first.",
    )


def _names(session: Session, one: Ask) -> str:
    return ", ".join(name_of(session.network, key) for key in one.of.people)


def _row(session: Session, one: Ask) -> list[str]:
    return [_names(session, one), gift_words(one.gift), ago(one.of.on, session.today)]


def _ask_shape(session: Session, one: Ask) -> Shape:
    return {
        "interaction": one.of.id,
        "on": one.of.on.isoformat(),
        "people": [{"id": key, "name": name_of(session.network, key)} for key in one.of.people],
        "kind": one.gift.kind,
        "text": one.gift.text,
        "result": one.gift.result,
        "granted": is_granted(one.gift),
    }
