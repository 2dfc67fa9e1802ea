"""`reachout doctor`: what is wrong with the file, and what of that can be mended."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

from habit.errors import CouldNotError
from tui.commands.session import Session

if TYPE_CHECKING:
    from storage.doctor import Finding

HELP = (
    "Look through the file, its backups and what lies beside them, and say in plain words what\n"
    "is wrong and what can be done about it. --fix mends what is safe and drops nothing; what it\n"
    "changes in the file is one action, which reachout undo takes back."
)
EXAMPLES = (
    "reachout doctor                only look; nothing is changed",
    "reachout doctor --fix",
    "reachout doctor --anew         the file is nearly empty on purpose: stop saying so",
    "reachout doctor --json | jq '.findings | length'",
)
_MOST = 12
"""Findings of one kind that are shown; JSON has them all."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_mutually_exclusive_group().add_argument
    say("--fix", action="store_true", help="mend what is safe")
    what = "you began anew on purpose: nothing is missing, and the fullest backup stays"
    say("--anew", action="store_true", help=what)


def run(args: argparse.Namespace, session: Session) -> None:
    """Say what is wrong, after mending what can be where that was asked for.

    Raises:
        CouldNotError: Something is left to do.

    """
    from storage.doctor import begin_anew, examine, repair

    session.tells_repairs = False  # they are the answer
    repaired = repair(session.store, session.today) if args.fix else []
    session.has_written = bool(repaired)
    kept = begin_anew(session.store) if args.anew else None
    if args.anew and not args.json:
        done = f"Nothing is missing any more. {kept} stays until you delete it."
        session.say(done if kept else "Nothing was missing, so nothing was changed.", "")
    left = examine(session.store, session.today)
    if args.json:
        found = {"findings": [*map(asdict, left)], "repaired": [*map(asdict, repaired)]}
        session.answer(found | ({"kept": kept and str(kept)} if args.anew else {}))
    else:
        _say(session, repaired, left, mended=args.fix)
    if left:
        raise CouldNotError(_left_words(left, mended=args.fix))


def _say(
    session: Session, repaired: Sequence[Finding], left: Sequence[Finding], *, mended: bool
) -> None:
    if repaired:
        _say_all(session, f"Mended: {len(repaired)}", repaired, {True: "done", False: "done"})
    from storage.doctor import KINDS

    ways = {True: "not done" if mended else "--fix", False: "by hand"}
    for kind, heading in KINDS.items():
        if ones := [one for one in left if one.kind == kind]:
            _say_all(session, heading, ones, ways)
    count = sum(one.fixable for one in left)
    if not left:
        session.say(_in_order(session))
    elif count and not mended:
        session.say(f"reachout doctor --fix mends {count} of {len(left)}.")


def _say_all(
    session: Session, heading: str, ones: Sequence[Finding], ways: dict[bool, str]
) -> None:
    """Print findings under a heading, each with what is done about it, and by whom."""
    session.say(heading)
    for one in ones[:_MOST]:
        session.say(*_wrapped(f"{one.where}: {one.what}", "  ", "  "))
        session.say(*_wrapped(one.then, f"    {ways[one.fixable]:<8} ", " " * 13))
    if len(ones) > _MOST:
        session.say(f"  and {len(ones) - _MOST} more; --json lists them all")
    session.say("")


def _wrapped(text: str, first: str, later: str) -> Iterable[str]:
    """Return a text in lines that fit the terminal; for anybody else in one."""
    if not sys.stdout.isatty():
        return [first + text]
    columns = max(40, get_terminal_size().columns)
    return wrap(
        text,
        columns,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _in_order(session: Session) -> str:
    network, backups = session.network, session.store.backups()
    if not session.store.path.exists():
        return "Everything is in order: there is no file yet."
    facts = [
        _counted(len(network.contacts), "contact"),
        _counted(len(network.interactions), "interaction"),
        _counted(len(backups), "backup"),
    ]
    if backups:
        facts.append(f"the newest from {session.moment(backups[0].said)}")
    return f"Everything is in order: {', '.join(facts)}."


def _counted(count: int, word: str) -> str:
    """Return a number with its word; the digits of a long one stand in threes."""
    return f"{count:,} {word}{'' if count == 1 else 's'}".replace(",", " ")


def _left_words(left: Sequence[Finding], *, mended: bool) -> str:
    things = "1 thing is" if len(left) == 1 else f"{len(left)} things are"
    by_hand = mended or not any(one.fixable for one in left)
    return f"{things} left to mend{' by hand' if by_hand else ''}"
