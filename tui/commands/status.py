"""`reachout status`: one short line, for a status bar or a prompt."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.commands.session import Session

if TYPE_CHECKING:
    from habit.meter import Meter

HELP = "One short line about this week and the months: 2 of 2 · 3 months. It names nobody."
EXAMPLES = (
    "reachout status",
    "reachout status --names        with the people of this week",
    "set -g status-right '#(reachout status)'        in ~/.tmux.conf",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("--names", action="store_true", help="name the people of this week")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the line."""
    from habit.meter import meter
    from habit.months import history
    from habit.weeks import start_of_week
    from tui.commands.shapes import name_of

    network, today = session.network, session.today
    week = meter(network, start_of_week(today, network.meta.weekday), today)
    streak = history(network, today).streak
    names = [name_of(network, contact) for contact in week.people] if args.names else []
    if args.json:
        answer = {
            "people": len(week.people),
            "goal": week.goal.people if week.goal else None,
            "state": week.state,
            "months": streak.months,
            "weeks": streak.weeks,
        }
        session.answer({**answer, "names": names} if args.names else answer)
    else:
        session.say(" · ".join(_parts(week, streak.months, names)))


def _parts(week: Meter, months: int, names: list[str]) -> list[str]:
    from habit.dates import counted

    parts = [_people(week)]
    if months:
        parts.append(counted(months, "month"))
    if names:
        parts.append(", ".join(names))
    return parts


def _people(week: Meter) -> str:
    from tui.commands.words import people

    if week.paused and not week.kept:
        return "paused"
    done = len(week.people)
    if week.goal is None or done > week.goal.people:
        return people(done)
    return f"{done} of {week.goal.people}"
