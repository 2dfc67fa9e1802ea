"""What all screens share: the store, the day, the glyphs, and the one way to save a change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from habit.network import Network
from tui.glyphs import UNICODE, Glyphs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from habit.changes import Hand
    from habit.find import Finder
    from habit.model import Change, Contact
    from storage.settings import Settings
    from tui.clock import Clock


class Keeper(Protocol):
    """The part of the store that the screens use."""

    @property
    def network(self) -> Network:
        """The network as it stands on the disk."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What happened to the file that the user should know."""

    @property
    def gone(self) -> frozenset[str]:
        """What names the sources of contacts that were deleted."""

    def commit(self, change: Change) -> Network:
        """Write a change durably; returns once it is safe."""

    def refresh(self) -> bool:
        """Read the file again if another process has changed it."""


@dataclass
class State:
    """The open store and what the screens need beside it."""

    store: Keeper
    clock: Clock
    settings: Settings
    settings_path: Path
    new_id: Callable[[], str]
    glyphs: Glyphs = UNICODE
    problems: tuple[str, ...] = ()
    """What could not be used of the settings, a sentence each."""
    _said: int = 0
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _finder: tuple[object, Finder] | None = None

    @property
    def network(self) -> Network:
        """The network of the newest revision."""
        return self.store.network

    @property
    def today(self) -> date:
        """The day it is where the user lives."""
        return self.clock.today()

    @property
    def hand(self) -> Hand:
        """What a change is made with: the day, the moment, and new ids."""
        return self.clock.hand(self.new_id)

    @property
    def finder(self) -> Finder:
        """The contacts ready to be searched; made again only when contacts changed."""
        from habit.find import Finder

        contacts: Mapping[str, Contact] = self.network.contacts
        if self._finder is None or self._finder[0] is not contacts:
            self._finder = (contacts, Finder(list(contacts.values())))
        return self._finder[1]

    def unsaid(self) -> tuple[str, ...]:
        """What has not been said yet: each notice of the store once, and the problems."""
        sentences = (*self.problems, *self.store.notices[self._said :])
        self._said = len(self.store.notices)
        self.problems = ()
        return sentences

    async def commit(self, change: Change) -> None:
        """Write a change without holding up the screen; one at a time, in order."""
        async with self._writing:
            await asyncio.to_thread(self.store.commit, change)

    def remember_theme(self, name: str) -> None:
        """Keep a theme that was picked for the next time."""
        from storage.settings import save_theme

        save_theme(self.settings_path, name)
