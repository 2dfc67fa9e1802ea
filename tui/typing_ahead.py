"""Keys that arrive together are taken one after the other, each where the one before has led.

Textual hands each key to what has the focus when it arrives. Keys that a slow line delivers in
one packet would all go to the widget that has the focus now, although the first of them moves
it: of `l`, `p`, `r`, `i` only the `l` would be understood.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

T = TypeVar("T")

ROUNDS = 2
"""The first round follows the key through its widget, the second what the key has posted."""
PATIENCE = 0.5
"""Seconds after which the next key is taken anyway, should a marker never come."""
HOLD = 0.017
"""Seconds, a frame, for which a key waits for what saves; where that takes longer, for none."""


class TypingAhead(App[T]):
    """An app that takes keys in their order."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Key] = deque()
        self._patience: Timer | None = None
        self._holding = 0
        self._is_quick = True
        """Whether the last save took no longer than a key waits for it."""
        self._way: MessagePump | None = None

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Let the keys behind wait a moment for what is done here: what saves closes then."""
        self._holding += 1
        began = time.monotonic()
        try:
            yield
        finally:
            self._holding -= 1
            self._is_quick = time.monotonic() - began < HOLD
            if self._typed and self.screen_stack:
                self._way = self.focused or self.screen
                self._follow(self._typed[0], self._way, 1)

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait until the one before it was taken; with no screen left it is nobody's."""
        if isinstance(event, events.Key) and not self.screen_stack:
            return
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if len(self._typed) == 1:
            await self._take()

    async def _take(self) -> None:
        key = self._typed[0]
        self._way = self.focused or self.screen
        await super().on_event(key)
        self._be_patient(key, PATIENCE)
        self._follow(key, self._way, ROUNDS)

    def _be_patient(self, key: events.Key, seconds: float) -> None:
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(seconds, lambda: self._next(key))

    def _follow(self, key: events.Key, pump: MessagePump | None, rounds: int) -> None:
        """Send a marker behind the key, along the same way: where a widget goes, to the app."""
        if pump is None or not pump.call_later(self._passed, key, pump, rounds):
            self.call_later(self._passed, key, self, rounds)

    async def _passed(self, key: events.Key, pump: MessagePump, rounds: int) -> None:
        """Follow what the key led to until it leads no further, then take the next one."""
        if pump is not self:
            self._follow(key, pump._parent, rounds)
        elif not self._waits_for(key):
            return
        elif self._holding and self._is_quick:
            self._be_patient(key, HOLD)
        elif rounds > 1 or self._way is not (self.focused or self.screen):
            self._way = self.focused or self.screen
            self._follow(key, self._way, rounds - 1)
        else:
            await self._next(key)

    async def _next(self, key: events.Key) -> None:
        """Take the key behind this one, unless it was taken: a marker may come late."""
        if not self._waits_for(key):
            return
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self._typed.popleft()
        if self._typed:
            await self._take()

    def _waits_for(self, key: events.Key) -> bool:
        """Whether what was typed behind this key is still to come, and has a screen to go to."""
        return bool(self.screen_stack) and bool(self._typed) and self._typed[0] is key


@contextmanager
def holding(app: App[Any]) -> Iterator[None]:
    """Let the keys that come meanwhile wait, for a moment at most."""
    if isinstance(app, TypingAhead):
        with app.holding():
            yield
    else:
        yield
