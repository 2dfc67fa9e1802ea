"""A user before the app: presses keys, reads what stands on the screen, and waits until it does."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from textual import events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key
from textual.pilot import Pilot

from habit.changes import Hand, log
from habit.model import Change, Contact, Interaction
from habit.network import Network
from storage.settings import Depth, Settings
from storage.store import Store, new_id
from tui.abilities import Abilities
from tui.app import Reachout
from tui.clock import Clock
from tui.glyphs import UNICODE, Glyphs
from tui.state import State
from tui.widgets.frame import PLACES
from tui.widgets.rows import Rows

TODAY = "2026-11-22"
"""A Sunday, the last day of its week."""

PATIENCE = 10.0
"""Seconds after which what is waited for is taken not to come."""


MOMENT = 0.5
"""Seconds after which what still goes on is taken to wait for something: a disk, an answer."""

HAND = Hand(date.fromisoformat(TODAY), 0, new_id)
"""What a change of another session is made with."""


def key_of(store: Store, name: str) -> str:
    """Return the id of the one contact of this name."""
    (one,) = [key for key, it in store.network.contacts.items() if it.name == name]
    return one


def outreach(store: Store, name: str) -> Change:
    """Return a call with somebody, as another session makes it."""
    return log(store.network, HAND, [key_of(store, name)], "call")


class StoppedClock(Clock):
    """A clock that stands still, at 10:15 of a day unless another moment is said."""

    def __init__(self, day: str) -> None:
        super().__init__(environ={"REACHOUT_TODAY": day})
        self.moment = datetime.fromisoformat(f"{day}T10:15:00+00:00")

    def _moment(self) -> datetime:
        return self.moment


class Hands(StoppedClock):
    """A clock that stands still until the test moves its hands, whatever the system counts."""

    def __init__(self, hour: str = "10:15") -> None:
        super().__init__(TODAY)
        self._told = ""
        self.moment = datetime.fromisoformat(f"{TODAY}T{hour}:00+00:00")


def clock_at(day: str) -> Clock:
    """Return a clock that stands on a day; also its hour is not that of the tests."""
    return StoppedClock(day)


def app_on(
    path: Path,
    *,
    clock: Clock | None = None,
    theme: str | None = None,
    glyphs: Glyphs = UNICODE,
    depth: Depth = "true",
    keys: dict[str, str] | None = None,
) -> Reachout:
    """Return the app on a data file, with settings beside it and ids that are always the same."""
    number = count(10**17)
    store = Store.open(path, clock=lambda: 1_795_342_500.0)  # 10:15 on that day
    state = State(
        store=store,
        clock=clock or clock_at(TODAY),
        settings=Settings(keys=keys or {}),
        settings_path=path.with_name("settings.toml"),
        new_id=lambda: str(next(number)),
        glyphs=replace(glyphs),
        can=Abilities(depth, utf8=glyphs is UNICODE),
    )
    return Reachout(state, theme)


def threads_of(loop: asyncio.AbstractEventLoop) -> set[asyncio.Future[Any]]:
    """Return what other threads are doing for a loop, kept up to date from now on."""
    doing: set[asyncio.Future[Any]] = set()
    run = loop.run_in_executor

    def watched(*work: Any) -> asyncio.Future[Any]:
        future = run(*work)
        doing.add(future)
        future.add_done_callback(doing.discard)
        return future

    vars(loop)["run_in_executor"] = watched
    return doing


_parse_rules = Stylesheet._parse_rules
_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}


def remembered_rules(sheet: Stylesheet, *which: Any, **how: Any) -> list[RuleSet]:
    """Return the rules of a sheet of styles, parsed once for all apps of a run.

    Textual parses each sheet anew for every app, a fifth of what it takes to start one.
    """
    key = (*which, *sorted(how.items()), *sheet._variables.items())
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, *which, **how)
    return _parsed[key]


Stylesheet._parse_rules = remembered_rules  # type: ignore[method-assign, assignment]


class Desk:
    """A running app, with words for what a user does and sees."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        assert isinstance(pilot.app, Reachout)
        self.app = pilot.app
        self._before = set(self.network.interactions)
        self._loop = asyncio.get_running_loop()
        self._threads = threads_of(self._loop)
        self._frames = 0
        self._count_frames()

    def _count_frames(self) -> None:
        """Count from now on how often the app draws."""
        display = self.app._display

        def counted(*what: Any) -> None:
            self._frames += 1
            display(*what)

        vars(self.app)["_display"] = counted

    @property
    def network(self) -> Network:
        """What is in the file."""
        return self.app.state.network

    @property
    def hand(self) -> Hand:
        """What a change is made with."""
        return self.app.state.hand

    @property
    def logged(self) -> list[Interaction]:
        """What was logged since the user sat down, in that order."""
        now = self.network.interactions
        return [now[one] for one in sorted(now.keys() - self._before)]

    def person(self, name: str) -> Contact:
        """Return the one contact of this name."""
        (found,) = [one for one in self.network.contacts.values() if one.name == name]
        return found

    @property
    def shown(self) -> list[str]:
        """The names in the list of people."""
        return [contact.name for contact in self.app.screen.query_one("#people", Rows).items]

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, row by row."""
        # Textual has no public way to the rows that a terminal would show.
        compositor = self.app.screen._compositor
        stack = self.app._background_screens
        update = compositor.render_update(full=True, screen_stack=stack)
        rows = getattr(update, "strips", [])
        return ["".join(strip.text for strip in row) for row in rows]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.lines)

    async def press(self, *keys: str) -> None:
        """Press keys, each once all that came of the one before has been taken in."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            event = events.Key(name, key if len(key) == 1 else None)
            event.set_sender(self.app)
            self.app.post_message(event)
            await self.settle()

    async def settle(self) -> None:
        """Wait until every message that is under way was taken in, and what it led to as well.

        Textual's own pilot waits for an idle processor instead, 60 ms and more for each key.
        """
        end = time.monotonic() + MOMENT
        for _ in range(2):
            await asyncio.sleep(0)
            while self._is_under_way and time.monotonic() < end:
                await asyncio.sleep(0 if self._is_ready else 0.001)
            if self.app.is_running and self.app.screen_stack:
                self.app.screen._on_timer_update()  # what a frame later would draw

    @property
    def _is_ready(self) -> bool:
        """Whether anything but this could run now; asyncio has no public way to it."""
        return bool(vars(self._loop)["_ready"])

    @property
    def _is_under_way(self) -> bool:
        """Whether the app does something, in this thread or another, or has keys to take."""
        if self._is_ready:
            return True
        return self.app.is_running and not self.app._exit and bool(self._threads or self.app._typed)

    async def quiet(self) -> None:
        """Wait until the picture stays as it is: a screen that opens takes several turns."""
        same, last, frames = 0, "", -1
        while same < 3:
            await self.settle()
            if frames == self._frames:  # nothing was drawn, so there is nothing new to read
                same += 1
                continue
            now, frames = self.text, self._frames
            same, last = (same + 1, now) if now == last else (0, now)

    async def type(self, text: str) -> None:
        """Type text, letter by letter."""
        await self.press(*text)

    async def paste(self, text: str) -> None:
        """Paste text into the line that has the focus, once one has it."""
        await self.until(lambda: self.app.focused)
        focused = self.app.focused
        assert focused is not None
        focused.post_message(events.Paste(text))
        await self.settle()

    async def until(self, wanted: str | Callable[[], object], *, want: bool = True) -> None:
        """Wait until the screen shows a pattern, or something else holds (or does no more)."""
        end = time.monotonic() + PATIENCE
        while bool(self._holds(wanted)) != want:
            assert time.monotonic() < end, f"{wanted!r} want={want}:\n{self.text}"
            await self.settle()
            await asyncio.sleep(0.002)

    def _holds(self, wanted: str | Callable[[], object]) -> object:
        return re.search(wanted, self.text) if isinstance(wanted, str) else wanted()

    async def until_logged(self, number: int) -> None:
        """Wait until so many interactions were logged."""
        await self.until(lambda: len(self.logged) == number)

    async def go(self, key: str) -> None:
        """Go to a place by its number, and wait until it is there."""
        await self.press(key)
        mode = PLACES[int(key) - 1][0]
        await self.until(lambda: self.app.current_mode == mode and self.app.screen.focused)


@asynccontextmanager
async def sitting(app: Reachout, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Desk]:
    """Sit down before an app; it is quit in the end, and its file let go of."""
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(pilot)
        await desk.until(r"\w")
        await desk.quiet()
        yield desk
    app.state.store.close()
