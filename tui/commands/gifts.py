"""The options that say what was given and asked for, for the commands that log."""

from __future__ import annotations

import argparse

from habit.gifts import parse_gift
from habit.model import ASKS, GIVES, Gift


def gift_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be given and asked for."""
    _say(parser, "--gave", "what you gave: link:the talk, thanks; may be said again")
    _say(parser, "--asked", "what you asked for: introduction:to Ana; may be said again")


def _say(parser: argparse.ArgumentParser, option: str, about: str) -> None:
    parser.add_argument(option, metavar="KIND[:TEXT]", action="append", default=[], help=about)


def gifts(args: argparse.Namespace) -> tuple[list[Gift], list[Gift]]:
    """Return what was given, and what was asked for.

    Raises:
        RefusedError: One of them is of no kind that there is.

    """
    gave = [parse_gift(said, GIVES) for said in args.gave]
    return gave, [parse_gift(said, ASKS) for said in args.asked]
