"""The one-line commands: one module each, listed here, none of which knows Textual.

A command's module has `HELP` (what it does, in a sentence or two), `EXAMPLES` (lines of a
shell), `arguments(parser)` and `run(args, session)`. It is imported when it is used. When it
changes the file stands in `writing`.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from habit.errors import RefusedError

COMMANDS: dict[str, tuple[str, str]] = {
    "import": ("import_", "bring people in: LinkedIn's Connections.csv, vCards"),
    "add": ("add", "add one person"),
    "who": ("who", "who people are to you: inside, above, how you met"),
    "edit": ("edit", "record that someone has died"),
    "log": ("log", "log that you reached out, or that they did"),
    "gave": ("gave", "what you gave somebody, and the balance with everybody"),
    "asked": ("asked", "what you asked for, and what became of it"),
    "timer": ("timer", "time a talk, and log it when it is over"),
    "week": ("week", "this week against the goal, or the week of a date"),
    "months": ("months", "month by month, and the streak"),
    "network": ("network", "where your effort goes, and how much of your network is live"),
    "next": ("next_", "whom to reach out to next, and why"),
    "followups": ("followups", "what is planned with whom: done, dropped, added"),
    "share": ("share", "one thing for up to ten people, one after another"),
    "event": ("event", "events: whom you met there, and what became of each"),
    "birthdays": ("birthdays", "whose birthday is coming"),
    "people": ("people", "your people, or those who match"),
    "show": ("show", "all about one person"),
    "goal": ("goal", "show the goal, or set it"),
    "pause": ("pause", "take a week off"),
    "zone": ("zone", "your time zone, and the hour at which a day begins"),
    "strategy": ("strategy", "why, goals and benchmarks, openings, and what you have to share"),
    "status": ("status", "one short line, for a status bar"),
    "undo": ("undo", "take back what was done last, in any session"),
    "redo": ("redo", "bring back what was taken back"),
    "backup": ("backup", "copy the file now, or list its backups"),
    "restore": ("restore", "put a backup in the place of the file"),
    "export": ("export", "write everything out, to read and to bring in again"),
    "forget": ("forget", "delete one person for good"),
    "paths": ("paths", "where the data, the backups and the settings are"),
    "doctor": ("doctor", "look for what is wrong with the file, and mend it"),
}
"""Each command's module and its line in the help, in the order of the help."""


class Outside(str):
    """A word that names something of the file system, in whose name any bytes may be."""

    __slots__ = ()


def find(name: str) -> ModuleType:
    """Return the module of the command that is called so."""
    if name not in COMMANDS:
        raise RefusedError(f"{name!r} is not a command{_nearest(name)}; see reachout --help")
    return import_module(f"tui.commands.{COMMANDS[name][0]}")


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    return f", did you mean {near[0]}?" if near else ""
