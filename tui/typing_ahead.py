"""Keys that arrive together are taken one after the other, each where the one before has led.

Textual hands each key to what has the focus when it arrives. Keys that a slow line delivers in
one packet would all go to the widget that has the focus now, although the first of them moves
it: of `l`, `p`, `r`, `i` only the `l` would be understood. A key waits as well for the screen
that it is for to be made, and for what is being saved: a form that saves closes then.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

T = TypeVar("T")
Typed = events.Key | events.Paste

ROUNDS = 2
"""The first round follows the key through its widget, the second what the key has posted."""
PATIENCE = 0.5
"""Seconds after which the next key is taken anyway, should a marker be gone with a widget."""
MOMENT = 0.5
"""Seconds for which keys wait for what saves and stays open, such as a list."""
LONG = 3.0
"""Seconds after which it is said that keys wait for what saves."""
WAITING = "Still saving. What you type waits until that is done."
QUIT = "app.quit"


class TypingAhead(App[T]):
    """An app that takes keys in their order."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[Typed] = deque()
        self._taken: Typed | None = None
        """The key that is under way; those behind it wait."""
        self._patience: Timer | None = None
        self._holding = 0
        self._long: Timer | None = None
        self._is_told = False
        """Whether it was said that something is waited for."""
        self._way: MessagePump | None = None
        self._at: MessagePump = self
        """Where the marker is."""

    def hold(self) -> None:
        """Let the keys behind the one that saves wait until `let_go`: what saves closes then."""
        self._holding += 1
        if self._holding == 1:
            self._is_told = False
            self._long = self.set_timer(LONG, self._say_waiting)

    def let_go(self, *, lost: bool = False) -> None:
        """Let the keys go on; with `lost` those behind were meant for what did not come about.

        They are not typed into the form that is still there. Only leaving the app is still meant.
        """
        self._holding -= 1
        if lost:
            kept = [one for one in self._typed if one is self._taken or self._leaves(one)]
            self._typed = deque(kept)
        if self._holding:
            return
        if self._long is not None:
            self._long.stop()
        if not self._typed or not self.screen_stack:
            return
        if self._typed[0] is self._taken:
            self._way = self.focused or self.screen
            self._be_patient(self._typed[0])
            self._follow(self._typed[0], self._way, 1)
        else:
            self._made(self._typed[0])

    def _leaves(self, typed: Typed) -> bool:
        """Whether a key leaves the app."""
        key = getattr(typed, "key", "")
        chain = self.screen._binding_chain  # with the user's own keys, which nothing public has
        bound = (one for _, bindings in chain for one in bindings.key_to_bindings.get(key, ()))
        return any(one.id == QUIT for one in bound)

    def _say_waiting(self) -> None:
        if self._holding and not self._is_told:
            self.say_waiting(WAITING)

    def say_waiting(self, sentence: str) -> None:
        """Say for what is waited; whatever is said next takes its place: the wait is over then."""
        self._is_told = True
        super().notify(sentence, markup=False, timeout=10)

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait until the one before it was taken; with no screen left it is nobody's."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and not self.screen_stack:
            return
        if not isinstance(event, events.Key | events.Paste) or not typed:
            await super().on_event(event)
            return
        self._typed.append(event)
        if len(self._typed) == 1:
            await self._take()

    async def _take(self) -> None:
        """Take the first key, as soon as the screen is made that it is for."""
        key, screen = self._typed[0], self.screen
        if self._holding:
            return
        if not screen.is_mounted and screen.call_later(self._made, key):
            self.set_timer(PATIENCE, lambda: self._made(key))  # it may go before it is made
            return
        self._taken, self._way = key, self.focused or screen
        await super().on_event(key)
        self._be_patient(key)
        self._follow(key, self._way, ROUNDS)

    def _made(self, key: Typed) -> None:
        """Go on with a key that waited; from the app, as all keys."""
        self.call_later(self._retake, key)

    async def _retake(self, key: Typed) -> None:
        if self._waits_for(key) and key is not self._taken:
            await self._take()

    def _be_patient(self, key: Typed) -> None:
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(PATIENCE, lambda: self._lose_patience(key))

    def _follow(self, key: Typed, pump: MessagePump | None, rounds: int) -> None:
        """Send a marker behind the key, along the same way: where a widget goes, to the app."""
        self._at = pump or self
        if not self._at.call_later(self._passed, key, self._at, rounds):
            self._at = self
            self.call_later(self._passed, key, self, rounds)

    async def _lose_patience(self, key: Typed) -> None:
        """Take the next key without the marker, unless it is only slow: a busy machine is."""
        if self._waits_for(key) and self._at.is_running:
            self._be_patient(key)
        else:
            await self._next(key)

    async def _passed(self, key: Typed, pump: MessagePump, rounds: int) -> None:
        """Follow what the key led to until it leads no further, then take the next one."""
        if pump is not self:
            self._follow(key, pump._parent, rounds)
        elif not self._waits_for(key):
            return
        elif rounds > 1 or self._way is not (self.focused or self.screen):
            self._way = self.focused or self.screen
            self._follow(key, self._way, rounds - 1)
        else:
            await self._next(key)

    async def _next(self, key: Typed) -> None:
        """Take the key behind this one, unless it was taken: a marker may come late."""
        if not self._waits_for(key) or self._holding:
            return
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self._typed.popleft()
        self._taken = None
        if self._typed:
            await self._take()

    def _waits_for(self, key: Typed) -> bool:
        """Whether what was typed behind this key is still to come, and has a screen to go to."""
        return bool(self.screen_stack) and bool(self._typed) and self._typed[0] is key


class Held:
    """What keys wait for."""

    lost = False
    """Whether it did not come about, and with it what was typed behind it is not meant."""


@contextmanager
def holding(app: App[Any], *, stays: bool = False) -> Iterator[Held]:
    """Let the keys that come meanwhile wait; where what saves `stays` open, a moment at most."""
    held = Held()
    if not isinstance(app, TypingAhead):
        yield held
        return
    over = False

    def let_go() -> None:
        nonlocal over
        if not over:
            over = True
            app.let_go(lost=held.lost)

    app.hold()
    if stays:
        app.set_timer(MOMENT, let_go)
    try:
        yield held
    finally:
        let_go()
