"""What terminals are like: which ones to refuse, and how a dropped one is left in order."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Mapping

GRACE = 2.0
"""Seconds that a dropped session has to leave by itself before it is ended."""


def refuse_unfit(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return a sentence saying why this is no place for a full screen, or None when it is one.

    Textual draws on stderr and reads stdin; without a terminal there it would fill a log with
    escape sequences and spin at the end of input.
    """
    # What was closed (`>&-`) is none of these; standard output is only asked whether it is there.
    streams = (sys.__stdin__, sys.__stderr__)
    has_terminal = all(one is not None and one.isatty() for one in streams)
    if not (has_terminal and sys.__stdout__):
        return (
            "the app needs a terminal; over SSH use `ssh -t HOST reachout`, "
            "in scripts use one of the commands in `reachout --help`."
        )
    if environ.get("TERM") == "dumb":
        return "the app cannot draw on TERM=dumb; the commands in `reachout --help` work here."
    return None


def wants_no_mouse(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether mouse reports do harm: in GNU screen a lone Escape never arrives with them on."""
    return "STY" in environ


def guard(leave: Callable[[int], None]) -> None:
    """Leave in order when the terminal or the session goes away, and never stay behind.

    `signal.signal` and a watch on the terminal are used instead of the event loop's handlers,
    which are not served once the terminal stops reading.

    Args:
        leave: Asks the app to exit with a code; called from a signal handler or a thread.

    """
    once = threading.Lock()

    def lost(code: int) -> None:
        if not once.acquire(blocking=False):
            return
        last_resort = threading.Timer(GRACE, os._exit, (code,))
        last_resort.daemon = True
        last_resort.start()
        leave(code)

    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, lambda caught, _frame: lost(128 + caught))
    threading.Thread(target=_watch_terminal, args=(lost,), daemon=True).start()


def _watch_terminal(lost: Callable[[int], None]) -> None:
    """Notice a terminal that hung up without a signal (nohup, a trap in the shell)."""
    poll = select.poll()
    poll.register(0, 0)
    while True:
        for _, event in poll.poll():
            if event & (select.POLLHUP | select.POLLERR | select.POLLNVAL):
                return lost(128 + signal.SIGHUP)
