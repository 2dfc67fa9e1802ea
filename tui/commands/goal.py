"""`reachout goal`: show the goal, or set it."""

from __future__ import annotations

import argparse

from habit.advice import gym_story
from habit.changes import join, set_goal, set_usual_minutes
from habit.dates import day_text, duration, parse_length
from habit.goals import Terms, time_of
from habit.model import Channel, Goal
from habit.weeks import start_of, start_of_week
from tui.commands.session import Session
from tui.commands.shapes import goal_shape
from tui.commands.values import channel, mode, number, whole
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
    "reachout goal --hours 30 --share 10     ten percent of 30 hours a week",
    "reachout goal --usual call=20 --usual coffee=90",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    parser.add_argument("people", metavar="PEOPLE", nargs="?", help="people a week, 2 or 3 is good")
    parser.add_argument("--stretch", metavar="PEOPLE", help="the bonus: more than the goal")
    parser.add_argument("--mode", metavar="MODE", help="employed, seeking or none")
    parser.add_argument("--why", metavar="TEXT", help="the reason, in your own words")
    parser.add_argument("--hours", metavar="N", help="hours a week of work, or of looking for it")
    parser.add_argument("--share", metavar="PERCENT", help="how much of them goes to people")
    parser.add_argument(
        "--usual",
        metavar="CHANNEL=N",
        action="append",
        default=[],
        help="how many minutes a channel usually takes",
    )


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the goal after setting it where something was said."""
    asked = (args.people, args.stretch, args.mode, args.why, args.hours, args.share)
    is_set = any(said is not None for said in asked)
    if is_set or args.usual:
        _set(args, session, is_set=is_set)
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
    if args.usual and not args.json:
        said = dict(map(_usual, args.usual))
        told = ", ".join(f"{one} {duration(minutes)}" for one, minutes in said.items())
        session.say(f"Usual minutes: {told}.")


def _set(args: argparse.Namespace, session: Session, *, is_set: bool) -> None:
    network, changes = session.network, []
    if is_set:
        goal = set_goal(
            network,
            session.hand,
            people=whole(args.people, "PEOPLE"),
            stretch=whole(args.stretch, "--stretch"),
            mode=mode(args.mode),
            why=args.why,
            hours=number(args.hours, "--hours"),
            share=whole((args.share or "").strip(" %") or args.share, "--share"),
        )
        changes.append(goal)
    if args.usual:
        changes.append(set_usual_minutes(network, dict(map(_usual, args.usual))))
    session.commit(join(*changes, what=changes[0].what))


def _usual(text: str) -> tuple[Channel, int]:
    """Return a channel and its usual minutes, as in `call=20`."""
    name, _, minutes = text.partition("=")
    return channel(name, "--usual"), parse_length(minutes)


def _say(session: Session, goal: Goal, now: Goal | None, last: Goal) -> None:
    begun = start_of(goal.id)
    word = "from" if begun > session.today else "since"
    year = "" if begun.year == session.today.year else f" {begun.year}"
    per_week = f"{people(goal.people)} a week, {goal.stretch} with a bonus"
    session.say(f"{per_week}, {word} {day_text(begun)}{year}.")
    if goal.mode != "none":
        time = time_of(goal)
        asks = f", {time.share} % of {time.hours:g} hours a week for people" if time else ""
        session.say(f"Mode: {goal.mode}{asks}.")
    if goal.why:
        session.say(f"Because: {goal.why}")
    if now is not None and now is not goal:
        session.say(f"This week stays at {now.people}.")
    if last is not goal:
        session.say(f"From {day_text(start_of(last.id))}: {people(last.people)} a week.")
