"""`reachout status`: one short line, for a status bar, a prompt, or a reminder."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping

from habit.dates import counted
from habit.errors import RefusedError
from habit.meter import Meter, meter
from habit.months import History, history
from habit.weeks import start_of_week
from tui.commands.session import Session
from tui.commands.shapes import name_of
from tui.commands.words import score

FIELDS: Mapping[str, Callable[[Meter, History], object]] = {
    "people": lambda week, _: len(week.people),
    "goal": lambda week, _: week.goal.people if week.goal else 0,
    "stretch": lambda week, _: week.goal.stretch if week.goal else 0,
    "left": lambda week, _: max(0, (week.goal.people if week.goal else 0) - len(week.people)),
    "attempts": lambda week, _: week.attempts,
    "reached": lambda week, _: week.reached,
    "minutes": lambda week, _: week.minutes,
    "state": lambda week, _: "paused" if _rests(week) else week.state,
    "months": lambda _, past: past.streak.months,
    "weeks": lambda _, past: past.streak.weeks,
    "strength": lambda _, past: round(past.strength * 100),
}
"""What a line may be made of; `names` is one more."""

HELP = (
    "One short line about this week and the months: 2 of 2 · 3 months. It names nobody unless\n"
    "asked to. --format makes a line of your own out of the fields\n"
    f"{', '.join(FIELDS)}, and names."
)
EXAMPLES = (
    "reachout status",
    "reachout status --names        with the people of this week",
    "reachout status --format '{people} of {goal} · {months} months'",
    "reachout status --while-open   nothing once the week is kept, for a reminder",
    "set -g status-right '#(reachout status)'        in ~/.tmux.conf",
)

_FIELD = re.compile(r"{{|}}|{([^{}]*)}|[{}]")
_WORD = re.compile(r"\w+")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("--names", action="store_true", help="name the people of this week")
    say("--format", metavar="LINE", help="a line with fields in braces, such as {people}")
    say("--while-open", action="store_true", help="say nothing once the week is kept, or paused")
    say("--no-color", action="store_true", help="without colour, as it always is")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the line."""
    network, today = session.network, session.today
    week = meter(network, start_of_week(today, network.meta.weekday), today)
    past = history(network, today)
    names = [name_of(network, contact) for contact in week.people]
    if args.json:
        answer = {
            "people": len(week.people),
            "goal": week.goal and week.goal.people,
            "state": week.state,
            "months": past.streak.months,
            "weeks": past.streak.weeks,
        }
        session.answer({**answer, "names": names} if args.names else answer)
        return
    line = _line(args, week, past, names)
    if not (args.while_open and (week.kept or week.paused)):
        session.say(line)


def _line(args: argparse.Namespace, week: Meter, past: History, names: list[str]) -> str:
    if args.format is not None:
        return _filled(args.format, week, past, names)
    parts = ["paused" if _rests(week) else score(week)]
    parts += [counted(past.streak.months, "month")] if past.streak.months else []
    parts += [", ".join(names)] if args.names and names else []
    return " · ".join(parts)


def _filled(line: str, week: Meter, past: History, names: list[str]) -> str:
    """Return a line with its fields filled in; doubled braces stand for themselves."""
    if not line.strip():
        raise RefusedError("--format is empty: name fields in braces, such as {people}")

    def value(found: re.Match[str]) -> str:
        if found[0] in ("{{", "}}"):
            return found[0][0]
        if found[1] == "names":
            return ", ".join(names)
        if found[1] not in FIELDS:
            raise RefusedError(f"--format {_what_is_wrong(found)}")
        return str(FIELDS[found[1]](week, past))

    return _FIELD.sub(value, line)


def _what_is_wrong(found: re.Match[str]) -> str:
    """Return what a brace is that is no field, and what to write in its place."""
    if found[1] is None:
        return f"has a {found[0]} without its other half: doubled it stands for itself"
    known = (*FIELDS, "names")
    word = _WORD.match(found[1])
    if word is not None and word[0] in known:
        return f"takes no more than a name in braces: {{{word[0]}}}, not {found[0]}"
    return f"has no field {found[0]}: there are {', '.join(known)}"


def _rests(week: Meter) -> bool:
    return week.paused and not week.kept
