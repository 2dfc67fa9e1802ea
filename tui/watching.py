"""Looks after the file while the app runs: what other sessions wrote, and whether it can be saved.

In a thread of its own, as a disk that is gone may keep whoever asks for it waiting.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

from tui.state import State

EVERY = 0.4
"""Seconds between two looks: a change elsewhere is on the screen within one."""
_SWITCH = 0.001
"""Seconds after which a thread that reads lets the screen go on."""


class Watch:
    """Looks at the file again and again, and tells when there is news."""

    def __init__(self, state: State, tell: Callable[[], None]) -> None:
        """Watch a state; `tell` is called from the thread."""
        self._state = state
        self._tell = tell
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin."""
        sys.setswitchinterval(_SWITCH)
        self._thread.start()

    def stop(self) -> None:
        """End, without waiting for a look that is under way."""
        self._over.set()

    def _run(self) -> None:
        if self._over.wait(EVERY):
            return
        self._state.first_look()
        if self._state.trouble:
            self._tell()
        while not self._over.wait(EVERY):
            if self._state.look() and not self._over.is_set():
                self._tell()
