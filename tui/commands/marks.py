"""The options that say who somebody is to you, for the commands that take them."""

from __future__ import annotations

import argparse
from typing import Any, get_args

from habit.model import Rank, Side
from tui.commands.values import one_of

UNSAID = "unsaid"
"""The word that takes a mark away."""


def mark_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be said of somebody."""
    say, yes_no = parser.add_argument, argparse.BooleanOptionalAction
    say("--side", metavar="SIDE", help="inside or outside your organization; unsaid takes it back")
    say("--rank", metavar="RANK", help="above, peer or below; unsaid takes it back")
    say("--team", action=yes_no, default=None, help="on your own team, or not")
    say("--influence", action=yes_no, default=None, help="of influence, or not")
    say("--met", metavar="TEXT", help="how you met")
    say("--found", metavar="TEXT", help="where you found them: a network, an event, a person")
    say("--cares", metavar="TEXT", help="what they care about")
    say(
        "--tag",
        metavar="TAGS",
        action="append",
        default=[],
        help="maps adds it, --tag=-maps takes it",
    )


def marks(args: argparse.Namespace) -> dict[str, Any]:
    """Return the fields that were said; an empty text takes one back."""
    said: dict[str, Any] = {
        "side": args.side and one_of(args.side, (*get_args(Side), UNSAID), "--side"),
        "rank": args.rank and one_of(args.rank, (*get_args(Rank), UNSAID), "--rank"),
        "team": args.team,
        "influence": args.influence,
        "met": args.met,
        "found": args.found,
        "cares": args.cares,
    }
    fields = {name: value for name, value in said.items() if value is not None}
    return {name: None if value == UNSAID else value for name, value in fields.items()}
