"""`reachout undo`: take back what was done last."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from habit.errors import RefusedError
from tui.commands.session import Session

if TYPE_CHECKING:
    from storage.store import Action, Taken

HELP = (
    "Take back what was done last, whichever session did it; once more goes one step further.\n"
    "The last 200 actions are kept in the file. Later changes stay where both can stand; where\n"
    "they cannot, it asks. reachout redo brings back what was taken back."
)
EXAMPLES = (
    "reachout undo",
    "reachout undo --list           what can be taken back, newest first",
    "reachout undo 3                only the third of that list",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked for."""
    say = parser.add_argument
    say("action", metavar="ACTION", nargs="?", help="its number in the list, or its id")
    say("--list", action="store_true", help="only show what there is")
    say("--anyway", action="store_true", help="go over later changes of the same without asking")


def run(args: argparse.Namespace, session: Session) -> None:
    """Take it back, or show what can be."""
    turn(args, session, undone=False)


def turn(args: argparse.Namespace, session: Session, *, undone: bool) -> None:
    """Go one step back, or with `undone` one forward again."""
    actions = [one for one in session.store.actions if one.undone == undone]
    if args.list:
        _show(args, session, actions, undone=undone)
        return
    key = None if args.action is None else _chosen(actions, args.action, undone=undone)
    done = _stepped(args, session, key, undone=undone)
    if args.json:
        session.answer({"what": done.what, "stay": list(done.stay)})
        return
    session.say(f"{'Done again' if undone else 'Took back'}: {done.what}.")
    if done.stay:
        session.say(_stay_words(done.stay))


def _stay_words(names: Sequence[str]) -> str:
    from storage.titles import listed

    them = "it" if len(names) == 1 else "them"
    return f"Left in place, as something later refers to {them}: {listed(names)}."


def _stepped(args: argparse.Namespace, session: Session, key: str | None, *, undone: bool) -> Taken:
    from storage.store import ClashError

    step = session.store.bring_back if undone else session.store.take_back
    try:
        return step(key, over=args.anyway)
    except ClashError as clash:
        back = "undo" if undone else "redo"
        question = f"{clash}. Go over that? reachout {back} has it again."
        session.ask(question, "--anyway goes over it.")
        return step(key, over=True)


def _chosen(actions: list[Action], said: str, *, undone: bool) -> str:
    """Return the id of the action that was named by its number or its id."""
    listed = f"reachout {'redo' if undone else 'undo'} --list"
    if not said.isdecimal():
        raise RefusedError(f"{said!r} is no action: say its number in {listed}")
    if len(said) > 3:
        return said
    if not 1 <= int(said) <= len(actions):
        raise RefusedError(f"no action has the number {said} here: {listed} shows them")
    return actions[int(said) - 1].id


def _show(
    args: argparse.Namespace, session: Session, actions: list[Action], *, undone: bool
) -> None:
    if args.json:
        session.answer(
            [
                {
                    "id": one.id,
                    "what": one.what,
                    "at": one.moment.isoformat(),
                    "documents": one.documents,
                }
                for one in actions
            ]
        )
    elif not actions:
        session.say(f"Nothing to {'bring back' if undone else 'take back'}.")
    else:
        rows = [
            [str(number), session.moment(one.moment), one.what]
            for number, one in enumerate(actions, 1)
        ]
        session.table(rows, numbers=(0,))
