"""What `reachout gave` and `reachout asked` have in common: the words, the talk, the ledger."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from habit.changes import log
from habit.dates import day_text, parse_day
from habit.errors import RefusedError
from habit.find import resolve
from habit.gifts import format_gift, parse_gift
from habit.giving import (
    Balance,
    add_gifts,
    balance_of,
    ledger,
    newest_on,
)
from habit.model import Change, Channel, Contact, Gift
from tui.commands.session import Session
from tui.commands.shapes import Shape, balance_shape
from tui.commands.values import channel

CHANNELS = "how you were in touch, if nothing is logged with them that day yet"


def split(words: Sequence[str]) -> tuple[str, str]:
    """Return the name and the gift: it begins at the first word with a colon, else is the last."""
    at = next((at for at, word in enumerate(words) if at and ":" in word), len(words) - 1)
    return " ".join(words[:at]), " ".join(words[at:])


def where(parser: argparse.ArgumentParser) -> None:
    """Say where a gift can be put."""
    parser.add_argument("--via", metavar="CHANNEL", help=CHANNELS)
    parser.add_argument(
        "--on", metavar="DAY", help="today unless said: yesterday, monday, 3 days ago, 2026-11-20"
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a command is about to write: to whom, what, when, and the change that does it."""

    contact: Contact
    gift: Gift
    on: date
    change: Change


def read(args: argparse.Namespace, session: Session, kinds: Sequence[str], verb: str) -> Recorded:
    """Return what adds a gift to the talk of that day, or logs one with it.

    Raises:
        RefusedError: What it was is not said, or with nothing logged that day, how.

    """
    name, said = split(args.words)
    if not name:
        raise RefusedError(
            f"say what you {verb}, such as reachout {verb} {said} {kinds[0]}:'a few words'"
        )
    gift = parse_gift(said, kinds)
    contact = resolve(session.network, name)
    on = parse_day(args.on, session.today) if args.on else session.today
    via = channel(args.via) if args.via else None
    gave, asked = ([gift], []) if verb == "gave" else ([], [gift])
    change = _change(session, contact, on, via, gave=gave, asked=asked)
    return Recorded(contact, gift, on, change)


def _change(
    session: Session,
    contact: Contact,
    on: date,
    via: Channel | None,
    *,
    gave: list[Gift],
    asked: list[Gift],
) -> Change:
    network, hand = session.network, session.hand
    there = newest_on(network, contact.id, on, via)
    if there is not None:
        return add_gifts(network, hand, there.id, gave=gave, asked=asked)
    if via is None:
        raise RefusedError(
            f"nothing is logged with {contact.name} on {day_text(on)}: say how it was, "
            "such as --via email"
        )
    return log(network, hand, [contact.id], via, on=on, gave=gave, asked=asked)


def recorded_shape(session: Session, done: Recorded) -> Shape:
    """Return the balance as it is now, and what was written."""
    now = balance_of(session.network, done.contact.id)
    shape = {"interaction": done.change.edits[0].id, "kind": done.gift.kind}
    return {**balance_shape(done.contact, now), **shape, "text": done.gift.text}


def say_ledger(
    session: Session, shown: list[tuple[Contact, Balance]], hint: Callable[[], str]
) -> None:
    """Print the balance with everybody there is one with."""
    if not shown:
        session.say(hint())
        return
    rows = [
        [one.name, str(it.gave), str(it.asked), str(it.since), str(len(it.open))]
        for one, it in shown
    ]
    session.table([["", "gave", "asked", "since", "open"], *rows], names=0, numbers=(1, 2, 3, 4))


def ledger_shape(session: Session) -> list[Shape]:
    """Return the balance with everybody there is one with."""
    return [balance_shape(one, it) for one, it in ledger(session.network)]


def numbered(asks: Sequence[Gift]) -> str:
    """Return several asks so that one of them can be named."""
    return ", ".join(f"{at} {format_gift(one)}" for at, one in enumerate(asks, 1))
