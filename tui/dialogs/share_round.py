"""The dialog that goes through a round, one person a page: copy, send, say so, and on."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from habit import sharing
from habit.addresses import addresses
from habit.errors import CouldNotError, RefusedError
from habit.model import Change, Channel, Contact, Entry
from tui.dialogs.dialog import Dialog
from tui.paint import Line as Drawn
from tui.paint import fit, short, spread, wrap
from tui.state import unsaved
from tui.widgets.card import place_of
from tui.widgets.painted import Painted

if TYPE_CHECKING:
    from tui.screens.place import Place

WORDS = 6
"""Most lines of what is written."""
HEIGHT = 13
"""Lines of a page, whoever's turn it is."""


class RoundDialog(Dialog[None]):
    """Shows whose turn it is; what is said of each is kept at once, so that one can leave."""

    KEYS = (
        "round.copy",
        "round.address",
        "round.sent",
        "round.skip",
        "round.way",
        "round.done",
        "dialog.close",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "c", "copy", "Copy", id="round.copy", tooltip="Copy the words; once more, the address"
        ),
        Binding("C", "address", "Address", id="round.address", tooltip="Copy the address"),
        Binding("enter", "sent", "Sent", id="round.sent", tooltip="It is sent; the next person"),
        Binding("n,s", "skip", "Skip", id="round.skip", tooltip="Not this person; the next one"),
        Binding("m", "way", "Way", id="round.way", tooltip="Another way: email, text, social"),
        Binding("u", "undo", "Undo", id="round.undo", tooltip="Take back what was done last"),
        Binding("escape,q,b", "close", "Later", id="dialog.close", tooltip="Go on another time"),
        Binding("enter,escape,q", "done", "Close", id="round.done", tooltip="It is done"),
    ]

    def __init__(self, place: Place, key: str) -> None:
        self._place = place
        self._key = key
        self._way: Channel | None = None
        """The channel that was picked for the person whose turn it is."""
        self._has_copied = False
        self._is_saving = False
        self._said = ""
        entry = self._entry
        text = entry.text if entry else ""
        super().__init__(f"Share {short(text, 46, place.state.glyphs.cut)}")

    def compose(self) -> ComposeResult:
        """The one page."""
        with self.frame(tall=True):
            yield Painted(self._draw, id="round")

    def on_mount(self) -> None:
        """Follow what happens to the round, here and elsewhere."""
        self.watch(self.app, "revision", self._follow, init=False)

    def _follow(self) -> None:
        if self._entry is None:
            self._place.say("What you shared is not there any more; ^u can bring it back.")
            self.dismiss()
            return
        self._redraw()
        self.refresh_bindings()
        self.show_keys()

    def _redraw(self) -> None:
        self.query_one("#round", Painted).redraw()

    @property
    def _entry(self) -> Entry | None:
        return self._place.state.network.entries.get(self._key)

    @property
    def _next(self) -> Contact | None:
        entry = self._entry
        return sharing.next_of(self._place.state.network, entry) if entry else None

    def _by(self, entry: Entry, contact: Contact) -> Channel:
        return sharing.way_to(entry, contact, self._way)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """At the end there is nobody left to do anything with."""
        if action in {"copy", "address", "sent", "skip", "way", "close"}:
            return self._next is not None
        return self._next is None if action == "done" else True

    # Drawing

    def _draw(self, width: int) -> list[Drawn]:
        entry, contact = self._entry, self._next
        if entry is None:
            return []
        head = [*self._measure(entry, width), []]
        said = wrap(self._said, width, "soft", 2)
        if contact is None:
            done = sharing.done_text(self._place.state.network, entry)
            page = wrap(done, width, "ink bold")
        else:
            page = self._person(entry, contact, width, self.size.height - 9 - len(said))
        # The frame stays where it is from one person to the next.
        gap = min(HEIGHT, self.size.height - 2) - len(head) - len(page) - 2
        return [*head, *page, *([[]] * max(1, gap)), *said, *([[]] * (2 - len(said)))]

    def _measure(self, entry: Entry, width: int) -> list[Drawn]:
        """How far the round is: in numbers, and a line."""
        at = sharing.progress(self._place.state.network, entry)
        glyphs = self._place.state.glyphs
        words = [(f"{at.sent} of {at.people}", "ink bold"), (" sent", "soft")]
        if at.skipped:
            words.append((f", {at.skipped} skipped", "soft"))
        room = max(1, width)
        done = room * at.sent // max(1, at.people)
        line = [(glyphs.done * done, "met"), (glyphs.rest * (room - done), "faint")]
        return [words, line]

    def _person(self, entry: Entry, contact: Contact, width: int, room: int) -> list[Drawn]:
        state = self._place.state
        cut, by = state.glyphs.cut, self._by(entry, contact)
        beside = place_of(state.network, contact)
        name = short(contact.name, max(10, width - len(beside) - 2), cut)
        top = spread([(name, "ink bold")], [(short(beside, width // 2, cut), "soft")], width)
        known = addresses(contact, by)
        where = short(known[0], max(4, width - 11), cut) if known else "no address here"
        address: Drawn = [(fit(by.capitalize(), 11), "soft"), (where, "ink" if known else "soft")]
        words = state.glyphs.quoted(sharing.words_for(entry, contact))
        shown = wrap(words, width, "ink italic", max(2, min(WORDS, room)))
        return [top, address, [], *shown]

    def _say(self, said: str) -> None:
        self._said = said
        self._place.state.withdraw()
        self._redraw()

    # What the keys do

    @work
    async def action_copy(self) -> None:
        """Copy the words, and the next time the address."""
        entry, contact = self._entry, self._next
        if entry is None or contact is None:
            return
        if self._has_copied:
            self.action_address()
            return
        self._has_copied = True
        more = " c again copies the address." if self._address else ""
        await self._copy(sharing.words_for(entry, contact), "The words are in the clipboard.", more)

    @property
    def _address(self) -> str:
        entry, contact = self._entry, self._next
        if entry is None or contact is None:
            return ""
        return next(iter(addresses(contact, self._by(entry, contact))), "")

    @work
    async def action_address(self) -> None:
        """Copy the address."""
        address = self._address
        if not address:
            self._say("There is no address for this way; m takes another.")
            return
        self._has_copied = False
        await self._copy(address, f"In the clipboard: {address}")

    async def _copy(self, text: str, done: str, more: str = "") -> None:
        """Copy what stands on the page, and say where it is as far as is known."""
        from tui.copying import copy_from

        if not (await copy_from(self.app, text)).is_certain:
            done = "Sent to your terminal. If it doesn't paste, select it above: Shift+drag."
        self._say(f"{done}{more}")

    def action_way(self) -> None:
        """Take the next of the ways to send it."""
        entry, contact = self._entry, self._next
        if entry is None or contact is None:
            return
        ways, by = sharing.WAYS, self._by(entry, contact)
        at = ways.index(by) + 1 if by in ways else 0
        self._way = ways[at % len(ways)]
        self._has_copied = False
        self._say("")

    def action_sent(self) -> None:
        """It is sent, and the next person comes."""
        contact, way, state = self._next, self._way, self._place.state
        if contact is None:
            return
        self._keep(
            lambda: sharing.send(state.network, state.hand, self._key, contact.id, way),
            f"Sent to {contact.name}.",
        )

    def action_skip(self) -> None:
        """Not this person."""
        contact, state = self._next, self._place.state
        if contact is not None:
            self._keep(
                lambda: sharing.skip(state.network, self._key, contact.id),
                f"Skipped {contact.name}.",
            )

    @work
    async def _keep(self, make: Callable[[], Change], said: str) -> None:
        """Keep what was said of somebody; a second key meanwhile is not meant for the next."""
        if self._is_saving:
            return
        self._is_saving = True
        state = self._place.state
        try:
            # Another session may be in the same round: nobody is to be written to twice.
            await state.catch_up()
            before, change = state.network, make()
            if await self._place.save(change, holds=False):
                self._way, self._has_copied = None, False
                warm = state.warm_line(before, change)
                self._say(" ".join(one for one in (said, "u takes it back.", warm) if one))
                self._place.offer(seconds=math.inf)
        except (RefusedError, CouldNotError) as error:
            self._said = unsaved(error)
            self._follow()
        finally:
            self._is_saving = False

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._said = ""
        self._place.action_undo()

    def action_done(self) -> None:
        """Close at the end."""
        self.dismiss()

    def action_close(self) -> None:
        """Leave; what is left of the round is there the next time."""
        entry = self._entry
        self.dismiss()
        if entry is not None:
            told = sharing.progress_text(self._place.state.network, entry)
            self._place.say(f"{told}. S goes on with it.")
