"""`reachout goal`: show the goal, or set it."""

from __future__ import annotations

import argparse

from habit.advice import gym_story
from habit.changes import set_goal
from habit.dates import day_text
from habit.goals import Terms
from habit.model import Goal
from habit.weeks import start_of, start_of_week
from tui.commands.session import Session
from tui.commands.shapes import goal_shape
from tui.commands.values import mode, whole
from tui.commands.words import people

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
    terms = Terms.of(session.network)
    now = terms.goal_of(start_of_week(session.today, session.network.meta.weekday))
    last = terms.goals[-1] if terms.goals else None
    # What was just said is what was said last; it may hold from next week only.
    goal = last if is_set and args.people else now
    if args.json:
        session.answer(goal and goal_shape(goal))
    elif goal is None or last is None:
        session.say("No goal yet. Two people a week is a good one: reachout goal 2")
    else:
        _say(session, goal, now, last)
        if is_set and (story := gym_story(goal.people, goal.mode)):
            session.say(story)


def _set(args: argparse.Namespace, session: Session) -> None:
    session.commit(
        set_goal(
            session.network,
            session.hand,
            people=whole(args.people, "PEOPLE"),
            stretch=whole(args.stretch, "--stretch"),
            mode=mode(args.mode),
            why=args.why,
        )
    )


def _say(session: Session, goal: Goal, now: Goal | None, last: Goal) -> None:
    begun = start_of(goal.id)
    word = "from" if begun > session.today else "since"
    year = "" if begun.year == session.today.year else f" {begun.year}"
    per_week = f"{people(goal.people)} a week, {goal.stretch} with a bonus"
    session.say(f"{per_week}, {word} {day_text(begun)}{year}.")
    if goal.mode != "none":
        session.say(f"Mode: {goal.mode}.")
    if goal.why:
        session.say(f"Because: {goal.why}")
    if now is not None and now is not goal:
        session.say(f"This week stays at {now.people}.")
    if last is not goal:
        session.say(f"From {day_text(start_of(last.id))}: {people(last.people)} a week.")
