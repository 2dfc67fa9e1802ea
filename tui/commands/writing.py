"""Which commands change the file: only those may mend a damaged one before they answer.

A status bar asks every few seconds; what only reads never puts anything in the place of a file.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

_Asked = Callable[[argparse.Namespace], object]


def _always(_: argparse.Namespace) -> bool:
    return True


_MARKS = ("side", "rank", "team", "influence", "met", "found", "cares")
_GOAL = ("people", "stretch", "mode", "why", "hours", "share", "usual")

_CHANGING: Mapping[str, _Asked] = {
    "import": lambda args: not args.dry_run,
    "add": _always,
    "who": lambda args: args.tag or args.organization is not None or _says(args, _MARKS),
    "edit": _always,
    "log": _always,
    "gave": lambda args: args.words,
    "asked": lambda args: args.words or args.result is not None,
    "timer": lambda args: args.do != "show",
    "week": lambda args: args.jobboards is not None,
    "followups": lambda args: _says(args, ("add", "done", "drop")),
    "share": lambda args: args.text is not None and args.step not in ("next", "suggest"),
    "event": lambda args: args.remove or args.met or _says(args, ("on", "place", "stayed")),
    "goal": lambda args: _says(args, _GOAL),
    "zone": lambda args: _says(args, ("name", "day_begins")),
    "pause": _always,
    "strategy": lambda args: args.action is not None,
    "undo": lambda args: not args.list,
    "redo": lambda args: not args.list,
    "backup": lambda args: not args.list,
    "restore": lambda args: not args.dry_run,
    "forget": _always,
    "doctor": lambda args: args.fix or args.anew,
}
"""By command, what it was asked for when it changes the file; no other command ever does."""


def changes_file(name: str, args: argparse.Namespace) -> bool:
    """Whether a command that was asked for this changes the file."""
    asks = _CHANGING.get(name)
    return asks is not None and bool(asks(args))


def _says(args: argparse.Namespace, names: tuple[str, ...]) -> bool:
    """Whether any of these was said; an empty text is said too, as it takes something out."""
    return any(getattr(args, name, None) not in (None, []) for name in names)
