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
from textual.message import Message
from textual.timer import Timer

T = TypeVar("T")

ROUNDS = 2
"""The first round follows the key through its widget, the second what the key has posted."""
PATIENCE = 0.5
"""Seconds after which the next key is taken anyway, should a widget have gone with the marker."""


class Behind(Message):
    """Travels behind a key, along the same way."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.rounds = rounds


class TypingAhead(App[T]):
    """An app that takes keys in their order."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Key] = deque()
        self._patience: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait until the one before it was taken."""
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
        if not target.post_message(Behind(ROUNDS)):
            await self._next()

    async def on_behind(self, message: Behind) -> None:
        """Follow what the key led to, then take the next one."""
        if message.rounds > 1:
            (self.focused or self.screen).post_message(Behind(message.rounds - 1))
        else:
            await self._next()

    async def _next(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        if self._typed:
            self._typed.popleft()
        if self._typed:
            await self._take()
