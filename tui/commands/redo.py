"""`reachout redo`: bring back what was taken back."""

from __future__ import annotations

import argparse

from tui.commands.session import Session
from tui.commands.undo import arguments, turn

__all__ = ["EXAMPLES", "HELP", "arguments", "run"]

HELP = (
    "Bring back what was taken back last; once more goes one step further. What was done in the\n"
    "meantime stays, and takes nothing from what can be brought back."
)
EXAMPLES = ("reachout redo", "reachout redo --list           what can be brought back")


def run(args: argparse.Namespace, session: Session) -> None:
    """Bring it back, or show what can be."""
    turn(args, session, undone=True)
