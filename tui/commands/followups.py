"""`reachout followups`: what is planned with whom, and changing it."""

from __future__ import annotations

import argparse

from habit.dates import coming_day, parse_ahead
from habit.errors import RefusedError
from habit.find import resolve
from habit.model import Change
from habit.plans import (
    USUAL_WAIT,
    Planned,
    add_plan,
    drop_plan,
    finish_plan,
    open_plans,
    parse_how,
    parse_what,
    what_text,
)
from tui.commands.session import Session
from tui.commands.shapes import plan_shape
from tui.commands.values import whole

HELP = (
    "What is planned with whom, soonest first: follow-ups, promises, people for the week, next\n"
    "steps. An outreach to somebody does what is planned with them; --done N says so by hand,\n"
    "N being the number in the list."
)
EXAMPLES = (
    "reachout followups",
    "reachout followups --add 'Priya Nair' --text 'send the talk' --on friday",
    "reachout followups --add tom --text 'promised an introduction' --on '3 dec' --how email",
    "reachout followups --done 1",
    "reachout followups --drop 2",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--add", metavar="NAME", help="plan something with somebody")
    action.add_argument("--done", metavar="N", help="the one with this number is done")
    action.add_argument("--drop", metavar="N", help="let go of the one with this number")
    say = parser.add_argument
    say(
        "--on",
        metavar="DAY",
        help="when: friday, tomorrow, in 3 days, 3 dec; in a week unless said",
    )
    say("--text", metavar="TEXT", help="what; 'promised ...' makes it a promise")
    say("--how", metavar="TEXT", help="how: call, email, coffee at 9")


def run(args: argparse.Namespace, session: Session) -> None:
    """List what is open, or change it."""
    if args.add is None and any(one is not None for one in (args.on, args.text, args.how)):
        raise RefusedError("--on, --text and --how go with --add NAME")
    change = _change(args, session)
    if change is None:
        _list(args, session)
        return
    session.commit(change)
    if args.json:
        key = change.edits[0].id
        plan = session.network.plans[key]
        one = Planned(plan, session.network.contacts[plan.contact])
        session.answer(plan_shape(one, session.network, session.today))
    else:
        session.say(f"{change.what}.")


def _change(args: argparse.Namespace, session: Session) -> Change | None:
    network, hand = session.network, session.hand
    if args.add is not None:
        contact = resolve(network, args.add)
        due = session.today + USUAL_WAIT
        if args.on is not None:
            due = parse_ahead(args.on, session.today)
        kind, text = parse_what(args.text or "")
        channel, how = parse_how(args.how or "")
        return add_plan(
            network, hand, contact.id, due, kind=kind, text=text, channel=channel, how=how
        )
    if args.done is not None:
        return finish_plan(network, hand, _numbered(session, args.done, "--done").plan.id)
    if args.drop is not None:
        return drop_plan(network, hand, _numbered(session, args.drop, "--drop").plan.id)
    return None


def _numbered(session: Session, number: str, option: str) -> Planned:
    """Return the plan with a number of the list."""
    them, at = open_plans(session.network, session.today), whole(number, option) or 0
    if not them:
        raise RefusedError("nothing is open: reachout followups --add NAME plans something")
    if not 1 <= at <= len(them):
        raise RefusedError(f"{option} is a number from 1 to {len(them)}, not {at}")
    return them[at - 1]


def _list(args: argparse.Namespace, session: Session) -> None:
    them = open_plans(session.network, session.today)
    if args.json:
        session.answer([plan_shape(one, session.network, session.today) for one in them])
    elif not them:
        session.say("Nothing is open. reachout followups --add NAME plans something.")
    else:
        rows = [
            [
                str(at),
                coming_day(one.plan.due, session.today),
                one.contact.name,
                what_text(one.plan),
            ]
            for at, one in enumerate(them, 1)
        ]
        session.table(rows, names=2, numbers=(0,))
