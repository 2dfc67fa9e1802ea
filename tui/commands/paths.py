"""`reachout paths`: where everything is."""

from __future__ import annotations

import argparse
import os

from storage.paths import backups_of, settings_path
from tui.commands.session import Session

HELP = "Say where the data file, its backups and the settings are. Nothing is opened or made."
EXAMPLES = ("reachout paths", 'cp "$(reachout paths --json | jq -r .data)" /media/usb/')


def arguments(parser: argparse.ArgumentParser) -> None:
    """There are none but those of every command."""


def run(args: argparse.Namespace, session: Session) -> None:
    """Print the three paths."""
    paths = {
        "data": str(session.path),
        "backups": str(backups_of(session.path)),
        "settings": str(settings_path(os.environ)),
    }
    if args.json:
        session.answer(paths)
    else:
        session.table(list(paths.items()))
