"""`reachout status`: one short line, for a status bar or a prompt."""

from __future__ import annotations

import argparse

from habit.dates import counted
from habit.meter import meter
from habit.months import history
from habit.weeks import start_of_week
from tui.commands.session import Session
from tui.commands.shapes import name_of
from tui.commands.words import score

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
    network, today = session.network, session.today
    week = meter(network, start_of_week(today, network.meta.weekday), today)
    streak = history(network, today).streak
    names = [name_of(network, contact) for contact in week.people]
    if args.json:
        answer = {
            "people": len(week.people),
            "goal": week.goal and week.goal.people,
            "state": week.state,
            "months": streak.months,
            "weeks": streak.weeks,
        }
        session.answer({**answer, "names": names} if args.names else answer)
        return
    parts = ["paused" if week.paused and not week.kept else score(week)]
    parts += [counted(streak.months, "month")] if streak.months else []
    parts += [", ".join(names)] if args.names and names else []
    session.say(" · ".join(parts))
