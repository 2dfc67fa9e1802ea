"""Keys that arrive together are taken one after the other, each where the one before has led.

Textual hands each key to what has the focus when it arrives. Keys that a slow line delivers in
one packet would all go to the widget that has the focus now, although the first of them moves
it: of `l`, `p`, `r`, `i` only the `l` would be understood.
"""

from __future__ import annotations

from collections import deque
from typing import TypeVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

T = TypeVar("T")

ROUNDS = 2
"""The first round follows the key through its widget, the second what the key has posted."""
PATIENCE = 0.5
"""Seconds after which the next key is taken anyway, should a marker never come."""


class TypingAhead(App[T]):
    """An app that takes keys in their order."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Key] = deque()
        self._patience: Timer | None = None

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
        target = self.focused or self.screen
        await super().on_event(self._typed[0])
        self._patience = self.set_timer(PATIENCE, self._next)
        self._follow(target, ROUNDS)

    def _follow(self, pump: MessagePump | None, rounds: int) -> None:
        """Send a marker behind the key, along the same way: where a widget goes, to the app."""
        if pump is None or not pump.call_later(self._passed, pump, rounds):
            self.call_later(self._passed, self, rounds)

    async def _passed(self, pump: MessagePump, rounds: int) -> None:
        """Follow what the key led to, then take the next one."""
        if pump is not self:
            self._follow(pump._parent, rounds)
        elif rounds > 1 and self.screen_stack:
            self._follow(self.focused or self.screen, rounds - 1)
        else:
            await self._next()

    async def _next(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        if self._typed:
            self._typed.popleft()
        if self._typed and self.screen_stack:
            await self._take()
