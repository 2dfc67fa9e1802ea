"""The dialog of one event: the facts, whom you met, what became of each, and a line for more."""

from __future__ import annotations

from asyncio import Lock
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from habit.errors import RefusedError
from habit.events import Met, Page, became_text, count_text, edit_event, facts_text, meet, page_of
from habit.model import Contact
from habit.text import fold
from tui.dialogs.dialog import Dialog
from tui.dialogs.events import event_day, event_form, remove
from tui.direction import settled
from tui.paint import Line as Drawn
from tui.paint import fit, sentence, short, underlined, wrap
from tui.typing_ahead import holding
from tui.widgets.card import place_of
from tui.widgets.field import Line
from tui.widgets.painted import Painted
from tui.widgets.rows import GUTTER, Look, Rows

if TYPE_CHECKING:
    from tui.screens.place import Place

LOW = 16
"""Rows of a window below which only what is needed is shown."""
WHOLE = 2
"""Lines for what became of one person."""
MATCHES = 3
"""Names that are offered while one types."""
_NEXT = {None: True, True: False, False: None}
"""What is said of having stayed, from one press to the next."""
_STAYED = {
    True: "You stayed for the networking.",
    False: "You left before the networking.",
    None: "Whether you stayed is not said.",
}


class EventDialog(Dialog[tuple[str, str] | None]):
    """Shows an event; answers with what is wanted of whom: to log with them, or their card."""

    KEYS = (
        "event.meet",
        "event.log",
        "event.plan",
        "event.card",
        "event.edit",
        "event.take",
        "dialog.close",
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "meet", "Met", id="event.meet", tooltip="Type whom you met, one by one"),
        Binding("l", "log", "Log", id="event.log", tooltip="Log something with the person"),
        Binding("p", "plan", "Plan", id="event.plan", tooltip="Plan something with the person"),
        Binding("enter", "card", "Card", id="event.card", tooltip="Open the person's card"),
        Binding(
            "y", "stayed", "Stayed", id="event.stayed", tooltip="You stayed for the networking"
        ),
        Binding("e", "edit", "Edit", id="event.edit", tooltip="Change name, day, place"),
        Binding("x", "remove", "Remove", id="event.remove", tooltip="Take the event out"),
        Binding("u", "undo", "Undo", id="event.undo", tooltip="Take back what was done last"),
        Binding("enter", "take", "Take", id="event.take", tooltip="Take the name; none ends it"),
        Binding("down", "match(1)", "Next match", id="event.down"),
        Binding("up", "match(-1)", "Match before", id="event.up"),
        Binding("escape,q", "close", "Back", id="dialog.close"),
    ]

    def __init__(self, place: Place, key: str) -> None:
        self._place = place
        self._key = key
        event = place.state.network.events.get(key)
        super().__init__(short(event.name if event else "", 50, place.state.glyphs.cut))
        self._matches: list[Contact] = []
        self._at = 0
        self._said = ""
        self._saving = Lock()
        self._back: list[str] = []
        """Names that could not be kept, and wait to be in the line again."""
        self._new: dict[str, str] = {}
        """Who was added here, by folded name: it may be typed again before it is known."""
        self._last = ""
        """Who was typed last, shown under the cursor."""

    def compose(self) -> ComposeResult:
        """The facts, the people, and a line to type in."""
        with self.frame(tall=True):
            yield Painted(self._facts, id="event-facts")
            yield Rows[Met](
                Look(row=self._row, key=lambda one: one.contact.id),
                glyphs=self._place.state.glyphs,
                empty=self._nobody(),
            )
            with Horizontal(id="event-meet", classes="row"):
                yield Painted(lambda _width: [[("Met", "accent bold")]]).add_class("short")
                yield Line(placeholder="a name, enter takes it, enter alone ends")
            yield Painted(self._draw_matches, id="event-matches")

    def _nobody(self) -> list[Drawn]:
        """What stands in the place of people while there are none."""
        when = "  Once you were there, " if self._is_ahead else "  "
        words = " takes the names of those you met."
        return [[(when, "soft"), ("m", "accent bold"), (words, "soft")]]

    def on_mount(self) -> None:
        """Show what is known now and after each change; with nobody yet, begin to type."""
        rows = self.query_one(Rows)
        self._show_line(False)
        self._show()
        rows.focus()
        if not rows.items and not self._is_ahead:
            self.action_meet()
        self.watch(self.app, "revision", self._show, init=False)

    def on_resize(self) -> None:
        """Fit the list to the window."""
        self._fit()

    @property
    def _page(self) -> Page | None:
        state = self._place.state
        if self._key not in state.network.events:
            return None
        return page_of(state.network, self._key, state.today)

    @property
    def _is_ahead(self) -> bool:
        event = self._place.state.network.events.get(self._key)
        return event is not None and event.on > self._place.state.today

    @property
    def _is_low(self) -> bool:
        """Whether there is room for little beside the people."""
        return self.size.height < LOW

    def _show(self) -> None:
        page = self._page
        if page is None:
            self._say_gone()
            return
        title = short(page.event.name, 50, self._place.state.glyphs.cut)
        self.query_one(".dialog").border_title = Content(settled(title))
        rows = self.query_one(Rows)
        rows.show(page.met)
        if self._last:
            rows.select(self._last)
            self._last = ""
        self.query_one("#event-facts", Painted).redraw()
        self._fit()
        self.refresh_bindings()
        self.show_keys()

    def _say_gone(self) -> None:
        """Close without the event, unless a name is being typed: that stays, and why is said."""
        said = "That event is not there any more; ^u shows what was done."
        if self._is_typing and self.query_one(Line).value.strip():
            self._say(said)
            return
        if self._place.state.is_theirs:
            self._place.say(said, trouble=True)
        self.dismiss(None)

    def _fit(self) -> None:
        rows = self.query_one(Rows)
        width = max(10, min(60, self.size.width - 4))
        below = 1 + MATCHES if self._is_typing else 1 + len(self._whole(width))
        beside = 2 + len(self._facts(width)) + below
        wanted = len(rows.items) or len(rows.empty)
        rows.styles.height = max(1, min(wanted, 12, self.size.height - beside))

    # Drawing

    def _facts(self, width: int) -> list[Drawn]:
        page = self._page
        if page is None:
            return []
        event = page.event
        day = event_day(event.on, self._place.state.today)
        facts = ", ".join(one for one in (f"{day[:1].upper()}{day[1:]}", facts_text(event)) if one)
        count = "It is still to come." if self._is_ahead else count_text(page)
        lines = [*wrap(facts, width, "soft", 2), *wrap(count, width, "ink", 2)]
        if event.stayed is None and not (self._is_ahead or self._is_low):
            lines.append([("y", "accent bold"), (" you stayed for the networking", "soft")])
        return [*lines, []]

    def _row(self, one: Met, width: int) -> Drawn:
        glyphs = self._place.state.glyphs
        signs = {"followed": (glyphs.person, "met"), "open": (glyphs.free, "accent")}
        sign, style = signs.get(one.became, (glyphs.quiet, "faint"))
        name = self._name_width(width)
        return [
            (f"{sign} ", style),
            (fit(one.contact.name, name - 1, glyphs.cut) + " ", "name"),
            (fit(self._became(one), max(0, width - name - 2), glyphs.cut), "soft"),
        ]

    def _name_width(self, width: int) -> int:
        return max(10, min(22, width // 2 - 4))

    def _became(self, one: Met) -> str:
        return became_text(one, self._place.state.today)

    def _whole(self, width: int) -> list[Drawn]:
        """What became of the person under the cursor in full, where a row has no room for it."""
        rows = self.query_one(Rows)
        room = width - GUTTER - self._name_width(width - GUTTER) - 2
        if self._is_low or all(cell_len(self._became(one)) <= room for one in rows.items):
            return []
        here = self._became(rows.current) if rows.current else ""
        told = wrap(here, width, "soft", WHOLE) if cell_len(here) > room else []
        return [[], *told, *([[]] * (WHOLE - len(told)))]

    def _draw_matches(self, width: int) -> list[Drawn]:
        if self._said:
            return [[], *wrap(self._said, width, "accent", MATCHES)]
        if not self._is_typing:
            return self._whole(width)
        query = self.query_one(Line).value.strip()
        if not query:
            return [[("A first name is enough.", "soft")]]
        if not self._matches:
            called = short(query, 30, self._place.state.glyphs.cut)
            return [
                [("Nobody called ", "soft"), (called, "ink"), (". enter adds them, as", "soft")],
                [("somebody new.", "soft")],
            ]
        start = max(0, self._at - MATCHES + 1)
        shown = self._matches[start : start + MATCHES]
        return [self._match(one, start + at == self._at, width) for at, one in enumerate(shown)]

    def _match(self, contact: Contact, here: bool, width: int) -> Drawn:
        state = self._place.state
        cut = state.glyphs.cut
        name = underlined(contact.name, self.query_one(Line).value, min(26, width - 4), cut)
        sign = f"{state.glyphs.cursor} " if here else "  "
        is_met = contact.id in self._met
        where = "met already" if is_met else place_of(state.network, contact)
        beside = short(where, max(0, width - 32), cut)
        return [(sign, "accent"), *name, (f"   {beside}", "soft")]

    # Typing whom one met

    @property
    def _met(self) -> set[str]:
        return {one.contact.id for one in self.query_one(Rows).items}

    @property
    def _is_typing(self) -> bool:
        return bool(self.query_one("#event-meet").display)

    def _show_line(self, shown: bool) -> None:
        self.query_one("#event-meet").display = shown
        self._fit()
        self.query_one("#event-matches", Painted).redraw()
        self.refresh_bindings()
        self.show_keys()

    def action_meet(self) -> None:
        """Open the line for names."""
        self._said = ""
        self._show_line(True)
        self.query_one(Line).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        query = event.value.strip()
        if query:
            self._said = ""
        found = self._place.state.finder.search(query, 20) if query else []
        there = self._met
        self._matches = sorted(found, key=lambda one: one.id in there)
        self._at = 0
        self.query_one("#event-matches", Painted).redraw()

    def action_match(self, by: int) -> None:
        """Go to another match."""
        if self._matches:
            self._at = (self._at + by) % len(self._matches)
            self.query_one("#event-matches", Painted).redraw()

    @work
    async def action_take(self) -> None:
        """Take the match or the new name, and wait for the next; with nothing typed, end."""
        line = self.query_one(Line)
        query = line.value.strip()
        if not query and not self._back:
            self._end_typing()
            return
        if not query:
            line.value = self._back.pop(0)
            return
        who = self._matches[self._at].id if self._matches else query
        # What is typed while this one is saved is the next name, and waits for its turn.
        line.value, self._matches = "", []
        async with self._saving:
            if not await self._meet(who, query):
                self._back.append(query)
            # What could not be kept is typed there again, one name after the other.
            if self._back and not line.value:
                line.value = self._back.pop(0)

    async def _meet(self, who: str, query: str) -> bool:
        """Keep that somebody was met, by id or by a name that nobody had when it was taken."""
        state = self._place.state
        contacts = state.network.contacts
        known = self._new.get(fold(query), "")
        if who == query and known in contacts:
            who = known
        try:
            change = meet(state.network, state.hand, self._key, [who])
        except RefusedError as error:
            self._say(sentence(error))
            return False
        new = next((one.id for one in change.edits if one.table == "contacts"), "")
        self._last = new or who
        if not change.edits:
            self._say(f"{contacts[who].name} is there already.")
            return True
        if not await self._place.save(change, holds=False):
            return False
        if new:
            self._new[fold(query)] = new
            if not self.query_one(Line).value:
                self._say(f"{query} is new here, and was added.")
        return True

    def _say(self, said: str) -> None:
        self._said = said
        self.query_one("#event-matches", Painted).redraw()

    def _end_typing(self) -> None:
        self._back.clear()
        self.query_one(Line).value = ""
        self._said = ""
        self.query_one(Rows).focus()
        self._show_line(False)

    # What the other keys do

    @property
    def _current(self) -> Contact | None:
        current = self.query_one(Rows).current
        return current.contact if isinstance(current, Met) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are names while one types; the rest is about the person under the cursor."""
        if not self.is_mounted:
            return True
        if action in {"take", "match"}:
            return self._is_typing
        if action in {"close", "undo"}:
            return True
        if self._is_typing:
            return False
        if action in {"log", "plan", "card"}:
            return self._current is not None
        return not (action in {"meet", "stayed"} and self._is_ahead)

    def on_rows_moved(self) -> None:
        """Show what became of the person under the cursor."""
        self.query_one("#event-matches", Painted).redraw()

    def on_rows_chosen(self) -> None:
        """A click on the cursor row."""
        self.action_card()

    def action_card(self) -> None:
        """Answer with the person's card."""
        if self._current is not None:
            self.dismiss(("card", self._current.id))

    def action_log(self) -> None:
        """Answer with the person, to log something with them."""
        if self._current is not None:
            self.dismiss(("log", self._current.id))

    def action_plan(self) -> None:
        """Plan something with the person."""
        if self._current is not None:
            self._place.plan_with(self._current, event=self._key)

    @work
    async def action_stayed(self) -> None:
        """Say that one stayed, then that one did not, then nothing of it."""
        state, page = self._place.state, self._page
        if page is not None:
            stayed = _NEXT[page.event.stayed]
            change = edit_event(state.network, state.hand, self._key, stayed=stayed)
            await self._place.save(change, _STAYED[stayed])

    @work
    async def action_edit(self) -> None:
        """Change name, day and place."""
        await self.app.push_screen_wait(event_form(self._place, self._key))

    @work
    async def action_remove(self) -> None:
        """Take the event out, and with it this page of it."""
        event = self._place.state.network.events.get(self._key)
        if event is not None:
            await remove(self._place, event)

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._place.action_undo()

    @work
    async def action_close(self) -> None:
        """End typing first, then go back to the list, once all names are kept."""
        if self._is_typing:
            self._end_typing()
            if self._page is not None:
                return
        with holding(self.app):
            async with self._saving:
                self.dismiss(None)
