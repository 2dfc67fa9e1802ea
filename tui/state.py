"""What all screens share: the store, the day, the glyphs, and the one way to save a change."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from habit.errors import RefusedError
from habit.network import Network
from storage.store import StoreError
from tui.abilities import Abilities
from tui.glyphs import UNICODE, Glyphs
from tui.paint import sentence

if TYPE_CHECKING:
    from habit.changes import Hand
    from habit.find import Finder
    from habit.model import Change
    from habit.weeks import Month
    from storage.settings import Settings
    from storage.store import Store, Taken
    from tui.clock import Clock

T = TypeVar("T")


def overtaken(both: Sequence[str]) -> RefusedError:
    """Return what is said when something was changed here and elsewhere; both are told."""
    return RefusedError(
        f"another session was faster: {'; '.join(both)}. enter saves yours, esc leaves theirs"
    )


def unsaved(error: Exception, *, waits: bool = False) -> str:
    """Return the sentence for what could not be saved; what `waits` is kept where it was typed."""
    if not isinstance(error, StoreError) or not error.why:
        return sentence(error)
    later = "It stays here, and is saved by itself once that is over."
    then = later if waits else "Nothing was changed; do it again once that is over."
    return f"Not saved, as {about_the_file(error.why)}. {then}"


def about_the_file(why: str) -> str:
    """Return a reason so that it can be read without the file's name before it."""
    return f"the file {why[3:]}" if why.startswith("it ") else why


@dataclass
class State:
    """The open store and what the screens need beside it."""

    store: Store
    clock: Clock
    settings: Settings
    settings_path: Path
    new_id: Callable[[], str]
    glyphs: Glyphs = UNICODE
    can: Abilities = field(default_factory=Abilities)
    problems: tuple[str, ...] = ()
    """What could not be used of the settings, a sentence each."""
    trouble: str = ""
    """Why nothing can be saved now, in few words; empty while all is well."""
    troubled: Callable[[], None] = lambda: None
    """Hears that a write has begun or ceased to be in trouble."""
    warm_said: str = ""
    """The warm line that was said last, so that it is not said again."""
    told: Month | None = None
    """The month whose report opened a review, so that it does not open the next one."""
    copies: tuple[Path, ...] = ()
    """The copies that a sync tool left beside the file, when it was looked at last."""
    imported: Sequence[tuple[str, str]] = ()
    """What the last import did, in lines with their styles, to be read again."""
    is_undoable: bool = False
    """Whether what was written last can be taken back."""
    forgot: bool = False
    """Whether the last thing that was done is the one that cannot be taken back."""
    _said: int = 0
    _theirs: Network | None = None
    _offer: tuple[str, bool, float] = ("", False, 0.0)
    """An action, whether it is to be brought back, and until when that is said."""
    begun: int = 0
    """The moment at which this session began, or of what was done last before."""
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _answers: dict[Callable[..., Any], tuple[Network, date, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know what was done before."""
        self.begun = max([self.store.now, *(one.at for one in self.store.actions[:1])])

    @property
    def network(self) -> Network:
        """The network of the newest revision."""
        return self.store.network

    @property
    def here(self) -> Clock:
        """The clock, by what the file says of zone and hour now."""
        return self.clock.living(self.network.meta)

    @property
    def versions(self) -> int:
        """How many other versions of the file are to be decided about."""
        store = self.store
        return (store.standing is not None) + any(store.behind.values()) + len(self.copies)

    @property
    def to_mend(self) -> int:
        """How much there is to mend, as the header says it."""
        return len(self.store.repairs) + self.versions

    @property
    def today(self) -> date:
        """The day it is where the user lives."""
        return self.here.today()

    @property
    def hand(self) -> Hand:
        """What a change is made with: the day, the moment, and new ids."""
        return self.here.hand(self.new_id)

    def ask(self, rule: Callable[[Network, date], T]) -> T:
        """Return what a rule says of the network today; worked out once for each revision."""
        network, today = self.network, self.today
        known = self._answers.get(rule)
        if known is None or known[0] is not network or known[1] != today:
            known = (network, today, rule(network, today))
            self._answers[rule] = known
        answer: T = known[2]
        return answer

    def prepare(self) -> None:
        """Work out for a new revision what was asked of the one before it.

        Called from the thread that wrote or read the revision, so that the screens only draw.
        """
        for rule in list(self._answers):
            self.ask(rule)

    @property
    def finder(self) -> Finder:
        """The contacts ready to be searched."""
        return self.ask(self._finder)

    def _finder(self, network: Network, _today: date) -> Finder:
        """Make a finder; the one there is serves on while no contact has changed."""
        from habit.find import Finder

        contacts = network.contacts
        known = self._answers.get(self._finder)
        if known is not None and known[0].contacts is contacts:
            there: Finder = known[2]
            return there
        return Finder(list(contacts.values()))

    def unsaid(self) -> tuple[str, ...]:
        """What has not been said yet: each notice of the store once, and the problems."""
        sentences = (*self.problems, *self.store.notices[self._said :])
        self._said = len(self.store.notices)
        self.problems = ()
        return sentences

    async def commit(self, change: Change) -> None:
        """Write a change without holding up the screen; one at a time, in order."""
        await self.write(lambda: self.store.commit(change))

    async def turn(self, key: str | None = None, *, undone: bool, over: bool = False) -> Taken:
        """Take an action back, or with `undone` bring one back."""
        step = self.store.bring_back if undone else self.store.take_back
        return await self.write(lambda: step(key, over=over))

    async def write(self, work: Callable[[], T]) -> T:
        """Do what writes the file in a thread, and remember why it could not be written."""
        async with self._writing:
            before, self.store.for_good = self.store.done_here[-1:], False
            try:
                done = await asyncio.to_thread(self._written, work)
            except StoreError as error:
                self._say_trouble(error.why or str(error))
                raise
        self.is_undoable = self.store.done_here[-1:] != before
        self._say_trouble("")
        self.forgot = self.store.for_good
        return done

    def _say_trouble(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.troubled()

    def _written(self, work: Callable[[], T]) -> T:
        done = work()
        self.prepare()
        return done

    def look(self) -> bool:
        """See what another session wrote, and whether what was wrong is over; True for news.

        Called from a thread, now and then: it may have to wait for a disk.
        """
        before, to_mend = self.trouble, self.to_mend
        try:
            changed = self.store.refresh()
            self.copies = self.store.copies
            trouble = self.store.why_not() if before or self.store.standing else ""
        except StoreError as error:
            changed, trouble = False, error.why or str(error)
        if changed:
            self._theirs = self.network
            self.prepare()
        if before or trouble:  # else a commit may say meanwhile that something is wrong
            self.trouble = trouble
        return changed or bool(trouble) != bool(before) or self.to_mend != to_mend

    async def catch_up(self) -> None:
        """Take in what another session wrote before something is built on what is known."""
        async with self._writing:
            if await asyncio.to_thread(self.store.refresh):
                self._theirs = self.network

    @property
    def is_theirs(self) -> bool:
        """Whether the newest revision is what another session made of the file."""
        return self._theirs is self.network

    def offer(self, action: str, *, undone: bool, seconds: float) -> None:
        """Have the key of undo, or that of redo, be about one action while a sentence says so."""
        self._offer = (action, undone, time.monotonic() + seconds)

    def offered(self, *, undone: bool) -> str:
        """Return the action that the key is about now; nothing while no sentence says so."""
        action, side, until = self._offer
        return action if side == undone and time.monotonic() < until else ""

    def withdraw(self) -> None:
        """Offer nothing any more, as the sentence has gone."""
        self._offer = ("", False, 0.0)

    def first_look(self) -> None:
        """See whether anything could be saved at all; nothing is written for it."""
        self.copies = self.store.copies
        if trouble := self.store.why_not(gently=True):
            self.trouble = trouble

    def warm_line(self, before: Network, change: Change) -> str:
        """Return a warm line when a change met the goal, if that is wanted; never one twice."""
        from habit.warmth import warm_line

        if not self.settings.warm:
            return ""
        line = warm_line(before, self.network, change, self.today, self.warm_said)
        self.warm_said = line or self.warm_said
        return line

    def remember_theme(self, name: str) -> None:
        """Keep a theme that was picked for the next time."""
        from storage.settings import save_theme

        save_theme(self.settings_path, name)
