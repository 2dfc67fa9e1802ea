"""The dialog of all events, newest first, and the way from there to one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from habit.dates import coming_day, named_day, near_day
from habit.errors import RefusedError
from habit.events import (
    add_event,
    edit_event,
    event_of,
    events,
    met_at,
    parse_event_day,
    remove_event,
)
from habit.model import Change, Event
from tui.dialogs.form import Form, Question
from tui.dialogs.listing import ListDialog
from tui.paint import Line, fit
from tui.state import unsaved
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from datetime import date

    from tui.screens.place import Place
    from tui.state import State

STAYED: Mapping[bool | None, str] = {True: "yes", False: "no", None: ""}
"""Whether one stayed, as it is typed."""


async def show_events(place: Place) -> None:
    """Show the events, and the one that is picked; back from it, the list again."""
    from tui.dialogs.event import EventDialog

    key = await place.app.push_screen_wait(EventsDialog(place))
    while key is not None:
        wanted = await place.app.push_screen_wait(EventDialog(place, key))
        if wanted is not None:
            await _gone_to(place, *wanted)
            return
        key = await place.app.push_screen_wait(EventsDialog(place, key))


async def _gone_to(place: Place, what: str, contact: str) -> None:
    """Leave the events for somebody's card, or to log something with them."""
    from tui.screens.card import CardScreen

    person = place.state.network.contacts.get(contact)
    if person is None:
        return
    if what == "log":
        await place.log_with(person)
    else:
        place.app.push_screen(CardScreen(place.MODE, [contact], contact))


def event_day(on: date, today: date) -> str:
    """Return the day of an event as it stands in a list."""
    return coming_day(on, today) if on > today else near_day(on, today)


def event_form(place: Place, key: str | None = None) -> Form:
    """Return the form in which an event is added, or changed."""
    state = place.state

    def ask() -> list[Question]:
        return event_questions(state, event_of(state.network, key) if key else None)

    def make(said: Mapping[str, str]) -> Change:
        fields = {"place": said["place"], "stayed": parse_stayed(said["stayed"])}
        on = parse_event_day(said["on"] or "today", state.today)
        if key is None:
            return add_event(state.network, state.hand, said["name"], on, **fields)  # type: ignore[arg-type]
        return edit_event(state.network, state.hand, key, name=said["name"], on=on, **fields)

    async def keep(change: Change) -> None:
        await state.commit(change)
        place.kept("")

    return Form("An event" if key else "Add an event", ask, make, keep)


def event_questions(state: State, event: Event | None) -> list[Question]:
    """The lines in which an event is added, or changed."""
    one = event or Event(on=state.today)
    return [
        Question("name", "Name", one.name, "Open source day"),
        Question(
            "on", "Day", _typed_day(one.on, state.today), "yesterday, monday, 3 Dec", whole=True
        ),
        Question("place", "Where", one.place or "", "the town hall"),
        Question("stayed", "Stayed", STAYED[one.stayed], "yes or no, for the networking"),
    ]


def _typed_day(on: date, today: date) -> str:
    """Return a day as `parse_event_day` reads it."""
    near = named_day(on, today) if 0 < (today - on).days < 7 else ""
    return near or ("today" if on == today else on.isoformat())


def parse_stayed(text: str) -> bool | None:
    """Return whether one stayed, out of yes, no, or nothing."""
    word = text.strip().lower()
    if not word:
        return None
    if word in {"y", "yes", "stayed"}:
        return True
    if word in {"n", "no", "left"}:
        return False
    raise RefusedError(f'"{word}" says neither yes nor no: leave it empty if you do not know')


class EventsDialog(ListDialog[Event]):
    """Shows all events; answers with the one whose page is wanted."""

    ABOUT_ONE = frozenset({"open", "edit", "remove"})
    KEYS = ("events.open", "events.add", "events.edit", "events.remove", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="events.open", tooltip="Whom you met, and what became"),
        Binding("a", "add", "Add", id="events.add", tooltip="Add an event, gone by or to come"),
        Binding("e", "edit", "Edit", id="events.edit", tooltip="Change the event"),
        Binding("x", "remove", "Remove", id="events.remove", tooltip="Take the event out"),
        Binding("u", "undo", "Undo", id="events.undo", tooltip="Take back what was done last"),
        Binding("escape,q,v", "close", "Close", id="dialog.close"),
    ]

    def __init__(self, place: Place, first: str = "") -> None:
        """Show the events, the cursor on the one with the id `first`."""
        super().__init__("Events")
        self._place = place
        self._first = first

    def compose(self) -> ComposeResult:
        """The events."""
        with self.frame():
            yield Rows[Event](
                Look(row=self._row, key=lambda one: one.id),
                glyphs=self._place.state.glyphs,
                empty=[
                    [
                        ("  Where do people of your kind meet? ", "soft"),
                        ("a", "accent bold"),
                        (" adds an event,", "soft"),
                    ],
                    [("  then type whom you met there.", "soft")],
                ],
            )

    def items(self) -> list[Event]:
        """All events, newest first."""
        return events(self._place.state.network)

    def first(self) -> str:
        """The event from whose page one came."""
        return self._first

    def _row(self, one: Event, width: int) -> Line:
        state = self._place.state
        cut, today = state.glyphs.cut, state.today
        met = len(met_at(state.network, one.id))
        is_ahead = one.on > today
        told = "to come" if is_ahead else f"met {met}" if met else ""
        where = ", ".join(part for part in (told, one.place or "") if part)
        name = max(10, min(26, width - 26))
        dot = state.glyphs.free if is_ahead else state.glyphs.person if met else state.glyphs.quiet
        return [
            (f"{dot} ", "met" if met else "faint"),
            (fit(event_day(one.on, today), 13), "soft"),
            (fit(one.name, name - 1, cut) + " ", "name"),
            (fit(where, max(0, width - name - 15), cut), "soft"),
        ]

    def on_rows_chosen(self) -> None:
        """A click on the cursor row."""
        self.action_open()

    def action_open(self) -> None:
        """Answer with the event under the cursor."""
        if self.current is not None:
            self.dismiss(self.current.id)

    @work
    async def action_add(self) -> None:
        """Add an event, and go to its page to say whom one met."""
        change = await self.app.push_screen_wait(event_form(self._place))
        if change is not None and change.edits:
            self.dismiss(change.edits[0].id)

    @work
    async def action_edit(self) -> None:
        """Change the event under the cursor."""
        if self.current is not None:
            await self.app.push_screen_wait(event_form(self._place, self.current.id))

    @work
    async def action_remove(self) -> None:
        """Take the event under the cursor out."""
        if self.current is not None:
            await remove(self._place, self.current)

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._place.action_undo()


async def remove(place: Place, event: Event) -> None:
    """Take an event out, and say what stays."""
    state = place.state
    people = bool(met_at(state.network, event.id))
    try:
        change = remove_event(state.network, state.hand, event.id)
    except RefusedError as error:
        place.say(unsaved(error), trouble=True)
        return
    stays = " That you met there stays logged; x on somebody's card takes it out." if people else ""
    await place.save(change, f"Removed {event.name}.{stays}")
