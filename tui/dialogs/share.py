"""Sharing one thing: what it is, for whom, what one writes, and then one person after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from habit import sharing
from habit.errors import RefusedError
from habit.model import GIVES, Change, Contact, Entry
from habit.openers import NAME
from habit.text import fold
from habit.topics import gift_of, guess_kind
from tui.dialogs.form import Form, Question
from tui.dialogs.picker import Option, Picker
from tui.dialogs.share_round import RoundDialog
from tui.dialogs.share_whom import WhomDialog
from tui.paint import Line as Drawn
from tui.paint import short, wrap
from tui.state import unsaved
from tui.widgets.field import Line
from tui.widgets.painted import Painted
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from tui.screens.place import Place
    from tui.state import State

NEW = "new "
"""Begins the key of something that was typed and is not there yet."""
PREVIEW = 4
"""Lines of what is written to the first person."""


async def share(place: Place, marked: Sequence[Contact]) -> None:
    """Go through the whole of it; whatever was kept is there the next time, wherever one leaves."""
    state = place.state
    picked = await place.app.push_screen_wait(ThingPicker(place)) or ""
    is_new = picked.startswith(NEW)
    key = await _kept_new(place, picked.removeprefix(NEW)) if is_new else picked
    entry = state.network.entries.get(key or "")
    if entry is None:
        return
    waiting = sharing.waiting_for(state.network, entry)
    if marked or not waiting:
        if not await _chosen(place, entry.id, [*waiting, *marked]):
            if is_new and entry.id in state.network.entries:
                place.say("It is kept to share: S goes on with it, u takes it out.")
                place.offer()
            return
        if marked:
            place.after_log()
    await place.app.push_screen_wait(RoundDialog(place, entry.id))


async def _kept_new(place: Place, typed: str) -> str | None:
    """Keep what was typed, once it is said as what it is given; return its id."""
    text, tags = sharing.parse_thing(typed)
    state = place.state
    gift = await place.app.push_screen_wait(kind_picker(state, guess_kind(text)))
    if gift is None:
        return None
    try:
        change = sharing.begin(state.network, state.hand, text, gift, tags)
    except RefusedError as error:
        place.say(unsaved(error), trouble=True)
        return None
    return change.edits[0].id if await place.save(change) else None


def kind_picker(state: State, likely: str) -> Picker:
    """Return the question as what something is given; the likely answer stands first."""
    kinds = [likely, *(one for one in GIVES if one != likely)]
    return Picker("Give it as", [Option(one, one) for one in kinds], state.glyphs, current=likely)


async def _chosen(place: Place, key: str, first: Sequence[Contact]) -> bool:
    """Choose the people and write the opener; going back from it keeps who was chosen."""
    people: Sequence[Contact] | None = first
    while people is not None:
        entry = place.state.network.entries.get(key)
        if entry is None:
            return False
        people = await place.app.push_screen_wait(WhomDialog(place.state, entry, people))
        if people is not None:
            form = OpenerForm(place, key, people)
            if await place.app.push_screen_wait(form) is not None:
                return True
    return False


class ThingPicker(Picker):
    """Picks something to share, or types something new."""

    KEYS = ("dialog.pick", "share.edit", "share.remove", "dialog.close")
    EMPTY = (
        [("  A link, some news, an invitation: type or paste it,", "soft")],
        [("  with #tags behind it if you like. enter keeps it.", "soft")],
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "edit", "Edit", id="share.edit", tooltip="Change it", priority=True),
        Binding(
            "ctrl+x", "remove", "Remove", id="share.remove", tooltip="Take it out", priority=True
        ),
    ]

    def __init__(self, place: Place) -> None:
        self._place = place
        super().__init__(
            "Share with up to ten people",
            self._things(),
            place.state.glyphs,
            placeholder="type to find, or type or paste something new",
        )

    def _things(self) -> list[Option]:
        network = self._place.state.network
        return [
            Option(one.id, one.text, self._beside(one), " ".join((*one.tags, one.gift or "")))
            for one in sharing.things(network)
        ]

    def _beside(self, entry: Entry) -> str:
        network = self._place.state.network
        told = sharing.progress_text(network, entry)
        return f"{told}, go on" if sharing.is_under_way(network, entry) else told

    def made_of(self, typed: str) -> list[Option]:
        """What was typed is something new."""
        words = " ".join(typed.split())
        return [Option(f"{NEW}{words}", words, "share this")] if words else []

    def offered(self, fitting: list[Option], typed: str) -> list[Option]:
        """What fits, and what was typed as something new, unless it is there to the letter."""
        is_there = any(fold(one.words) == fold(typed) for one in fitting)
        return fitting if is_there else [*fitting, *self.made_of(typed)]

    @property
    def has_typed(self) -> bool:
        """Whether closing would throw away something new."""
        return self._current_key.startswith(NEW)

    def action_close(self) -> None:
        """Close; something new is not thrown away without a question."""
        self._leave()

    @work
    async def _leave(self) -> None:
        from tui.dialogs.confirm import may_leave

        if await may_leave(self.app, is_lost=self.has_typed):
            self.dismiss(None)

    @property
    def _current_key(self) -> str:
        current = self.query_one(Rows).current
        return current.key if isinstance(current, Option) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there already is changed or taken out."""
        if action in {"edit", "remove"} and self.is_mounted:
            return self._current_key in self._place.state.network.entries
        return True

    def on_rows_moved(self) -> None:
        """Other keys work on something new."""
        self.refresh_bindings()
        self.show_keys()

    @work
    async def action_edit(self) -> None:
        """Change what is shared, as what, or its tags."""
        state, key = self._place.state, self._current_key
        form = Form(
            "Something to share",
            lambda: thing_questions(sharing.thing(state.network, key)),
            lambda said: _edited(state, key, said),
            state.commit,
        )
        if await self.app.push_screen_wait(form) is not None:
            self._fill()

    @work
    async def action_remove(self) -> None:
        """Take it out; whom it was sent to stays logged."""
        network, key = self._place.state.network, self._current_key
        if key in network.entries:
            await self._place.save(sharing.remove_thing(network, key), "Taken out.")
            self._fill()

    def _fill(self) -> None:
        key, line, rows = self._current_key, self.query_one(Line), self.query_one(Rows)
        self._options = self._things()
        with line.prevent(Input.Changed):
            line.value = ""
        rows.show(self._options, keep=False)
        rows.select(key)


def thing_questions(one: Entry) -> list[Question]:
    """The lines in which something to share is changed."""
    return [
        Question("text", "What", one.text, "https://example.com/maps"),
        Question("gift", "Given as", gift_of(one), "link, news, help"),
        Question("tags", "Tags", ", ".join(one.tags), "maps, rivers"),
    ]


def _edited(state: State, key: str, said: Mapping[str, str]) -> Change:
    tags = said["tags"].replace("#", " ").split(",")
    return sharing.edit_thing(state.network, key, said["text"], said["gift"].lower(), tags)


class OpenerForm(Form):
    """Asks for the one opener, and shows what it makes for the first person."""

    def __init__(self, place: Place, key: str, people: Sequence[Contact]) -> None:
        self._place = place
        self._key = key
        self._people = people
        super().__init__("What you write", self._ask_now, self._change, self._commit)

    @property
    def _entry(self) -> Entry:
        return sharing.thing(self._place.state.network, self._key)

    def _ask_now(self) -> list[Question]:
        example = f"Hi {NAME}, look at this:"
        return [Question("opener", "Opener", sharing.usual_opener(self._entry), example)]

    def _change(self, said: Mapping[str, str]) -> Change:
        ids = [one.id for one in self._people]
        return sharing.choose(
            self._place.state.network, self._key, ids, opener=said["opener"] or NAME
        )

    async def _commit(self, change: Change) -> None:
        await self._place.state.commit(change)
        self._place.kept("")

    def extra(self, width: int) -> Sequence[Drawn]:
        """What is written to the first of them."""
        lines = self.query(Line)
        entry = self._place.state.network.entries.get(self._key)
        if not lines or entry is None:
            return []
        first = self._people[0]
        quoted = self._place.state.glyphs.quoted
        words = quoted(sharing.words_for(entry, first, lines.first().value))
        name = short(first.name, width - 4, self._place.state.glyphs.cut)
        head: Drawn = [("To ", "soft"), (name, "ink bold")]
        return [[], head, *wrap(words, width, "ink italic", PREVIEW)]

    def on_mount(self) -> None:
        """The preview is there from the first."""
        self._preview()

    @on(Input.Changed)
    def _preview(self) -> None:
        """Follow what is typed."""
        self.query_one("#form-extra", Painted).redraw()
        self._fit()
