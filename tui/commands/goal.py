"""`reachout goal`: show the goal, or set it."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from tui.commands.session import Session

if TYPE_CHECKING:
    from habit.model import Goal
    from habit.network import Network

HELP = (
    "Show the goal, or set it: how many people you want to reach out to each week. A first or\n"
    "a lower goal holds from this week, a higher one from the next; the past keeps its goal."
)
EXAMPLES = (
    "reachout goal",
    "reachout goal 2",
    "reachout goal 2 --stretch 4 --why 'I like my people'",
    "reachout goal --mode seeking        looking for work; the goal stays",
)

_MANY = 4
"""From here on a goal asks for more than most habits bear."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("people", metavar="PEOPLE", nargs="?", help="people a week, 2 or 3 is good")
    parser.add_argument("--stretch", metavar="PEOPLE", help="the bonus: more than the goal")
    parser.add_argument("--mode", metavar="MODE", help="employed, seeking or none")
    parser.add_argument("--why", metavar="TEXT", help="the reason, in your own words")


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the goal after setting it where something was said."""
    is_set = any(said is not None for said in (args.people, args.stretch, args.mode, args.why))
    if is_set:
        _set(args, session)
    goal = _latest(session.network) if is_set else _in_force(session)
    if args.json:
        from tui.commands import shapes

        session.answer(shapes.goal(goal))
    elif goal is None:
        session.say("No goal yet. Two people a week is a good one: reachout goal 2")
    else:
        _say(session, goal)
        if is_set and goal.people >= _MANY and goal.mode != "seeking":
            session.say(
                "Those who went to the gym three or four times a week did not keep it up; those "
                "who went twice did. Two is fine: reachout goal 2"
            )


def _set(args: argparse.Namespace, session: Session) -> None:
    from habit.changes import set_goal

    from tui.commands.values import mode, whole

    change = set_goal(
        session.network,
        session.hand,
        people=whole(args.people, "PEOPLE"),
        stretch=whole(args.stretch, "--stretch"),
        mode=mode(args.mode),
        why=args.why,
    )
    session.commit(change)


def _this_week(session: Session) -> date:
    from habit.weeks import start_of_week

    return start_of_week(session.today, session.network.meta.weekday)


def _in_force(session: Session) -> Goal | None:
    from habit.goals import goal_of

    return goal_of(session.network, _this_week(session))


def _latest(network: Network) -> Goal | None:
    """The goal that was said last: setting one leaves none for later."""
    from habit.goals import Terms

    goals = Terms.of(network).goals
    return goals[-1] if goals else None


def _say(session: Session, goal: Goal) -> None:
    from habit.dates import day_text
    from habit.weeks import start_of
    from tui.commands.words import people

    start = start_of(goal.id)
    is_later = start > _this_week(session)
    year = "" if start.year == session.today.year else f" {start.year}"
    session.say(
        f"{people(goal.people)} a week, {goal.stretch} with a bonus, "
        f"{'from' if is_later else 'since'} {day_text(start)}{year}."
    )
    if goal.mode != "none":
        session.say(f"Mode: {goal.mode}.")
    if goal.why:
        session.say(f"Because: {goal.why}")
    if is_later and (now := _in_force(session)):
        session.say(f"This week stays at {now.people}.")
    latest = _latest(session.network)
    if latest and latest.id > goal.id:
        later = day_text(start_of(latest.id))
        session.say(f"From {later}: {people(latest.people)} a week.")
