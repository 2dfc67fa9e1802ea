"""Looks after the file while the app runs: what other sessions wrote, and whether it can be saved.

In a thread of its own, as a disk that is gone may keep whoever asks for it waiting.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from textual import work
from textual.app import App
from textual.message import Message
from textual.reactive import reactive

from habit.errors import CouldNotError
from tui.direction import settled
from tui.state import State, about_the_file, unsaved
from tui.typing_ahead import TypingAhead

T = TypeVar("T")

EVERY = 0.4
"""Seconds between two looks: a change elsewhere is on the screen within one."""
PASSING = 3
"""Seconds for which a sentence is shown that says only what the screen shows as well."""
AT_HAND = 20
"""Seconds for which words are shown that may have to be selected by hand."""
NAMED = 8.0
"""Seconds for which it is said what another session did, before it is taken back."""
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
        if self._is_over():
            return
        self._state.first_look()
        if self._state.trouble or self._state.versions:
            self._tell()
        while not self._is_over():
            if self._state.look() and not self._over.is_set():
                self._tell()

    def _is_over(self) -> bool:
        """Let a moment pass, and tell whether that was the end.

        Slept through: to wait for the event is to wait for a moment of the system's own clock,
        which under a made-up one (libfaketime) never comes.
        """
        time.sleep(EVERY)
        return self._over.is_set()


class Watching(TypingAhead[T]):
    """An app that shows what becomes of its file."""

    revision: reactive[int] = reactive(0)
    """Counts what was kept, here or elsewhere; the screens follow it."""
    trouble: reactive[str] = reactive("")
    """Why nothing can be saved now; whoever holds unsaved text follows it."""

    @dataclass
    class News(Message):
        """Something about the file that came from another thread."""

        sentence: str = ""
        """What is to be said of it, if it speaks for itself."""

    def __init__(self, state: State, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.state = state
        self._watch = Watch(state, self._hear)
        self._asked: set[str] = set()
        """What was asked, or told while something was being typed."""
        self._lasting = 0.0
        """Until when something is shown that is not only said in passing."""

    def watch_file(self) -> None:
        """Say what happened to the file so far, and follow what does from now on."""
        self._speak()
        self.state.troubled = self._follow_trouble
        self.state.store.waiting = self._hear
        self._watch.start()

    def on_unmount(self) -> None:
        """Keep nobody waiting who wants to leave."""
        self._watch.stop()
        self.state.store.hurry()

    def watch_revision(self) -> None:
        """Whatever happened to the file is said once."""
        self._speak()

    def _speak(self) -> None:
        for said in self.state.unsaid():
            self.notify(said, markup=False, timeout=10)

    def _hear(self, sentence: str = "") -> None:
        """Take in what another thread says."""
        self.post_message(self.News(sentence))

    def on_watching_news(self, message: News) -> None:
        """Show what another session did, and say what is wrong with the file, or is over."""
        if message.sentence:
            self.say_waiting(message.sentence)
            return
        self.revision += 1
        if self.state.trouble and not self.trouble:
            why = about_the_file(self.state.trouble)
            said = f"Nothing can be saved now, as {why}. All of it can be read."
            self.notify(said, severity="error", markup=False, timeout=10)
        self._follow_trouble()
        if self.state.versions:
            self._ask()
        else:
            self._asked.clear()

    @work
    async def _ask(self) -> None:
        """Ask whether to take in other versions of the file; who is at something is only told."""
        from textual.widgets import Input

        from storage.doctor import to_decide
        from tui.dialogs.confirm import ConfirmDialog

        state = self.state
        found = await asyncio.to_thread(to_decide, state.store, state.today)
        new = [one for one in found if f"{one.where}{one.what}" not in self._asked]
        if not new:
            return
        self._asked |= {f"{one.where}{one.what}" for one in new}
        folder = f"{state.store.path.parent}/"  # in a question the name of a file is enough
        facts = [f"{one.where.removeprefix(folder)} {one.what}" for one in new]
        if len(self.screen_stack) > 1 or isinstance(self.focused, Input):
            self.notify(f"{'; '.join(facts)}. ! takes it in.", markup=False, timeout=10)
            return
        then = "; ".join(dict.fromkeys(one.then for one in new))
        question = f"{'; '.join(facts)}. Mending it {then}. Do it now?"
        if await self.push_screen_wait(ConfirmDialog("The file", question)):
            await self._decide()

    async def _decide(self) -> None:
        """Take in other versions of the file, as one action."""
        from storage.doctor import decide

        state = self.state
        try:
            await state.write(lambda: decide(state.store, state.today))
        except CouldNotError as error:
            self.notify(unsaved(error), severity="error", markup=False, timeout=10)
        else:
            await asyncio.to_thread(state.look)
            self._asked.clear()
            self.revision += 1
            said = "All of it is in the file now."
            said = f"{said} u takes it back." if state.is_undoable else said
            self.notify(said, markup=False, timeout=PASSING)
            if state.is_undoable:
                state.offer(state.store.done_here[-1], undone=False, seconds=PASSING)

    def _follow_trouble(self) -> None:
        if self.trouble and not self.state.trouble:
            self.notify("The file can be saved again.", markup=False)
        self.trouble = self.state.trouble

    def notify(self, message: str, **how: Any) -> None:
        """Show a sentence; what is only said in passing takes the place of what was so before."""
        if how.get("severity") == "error" or how.get("timeout") not in (PASSING, AT_HAND, NAMED):
            self._lasting = time.monotonic() + (how.get("timeout") or 5)
        else:
            self.hush()
        super().notify(settled(message), **how)

    def hush(self) -> None:
        """Take away what was only said in passing."""
        if time.monotonic() > self._lasting:
            self.state.withdraw()
            self.clear_notifications()


def hush(app: App[Any]) -> None:
    """Take away what was only said in passing: what opens now has to be seen."""
    if isinstance(app, Watching):
        app.hush()
