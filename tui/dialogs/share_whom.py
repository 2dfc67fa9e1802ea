"""The dialog in which people are chosen for something: suggested first, or found by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from habit.model import Contact, Entry
from habit.sharing import MOST, Candidate, candidates, has_it
from habit.suggest import who_next
from tui.dialogs.dialog import Dialog
from tui.paint import Line as Drawn
from tui.paint import fit, short
from tui.widgets.card import place_of
from tui.widgets.field import Line
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from tui.state import State

_FOUND = 40
"""Most people that a name finds."""
_HAS_IT = "has it already"


class WhomDialog(Dialog[Sequence[Contact] | None]):
    """Answers with the people that something goes to, in the order of the list."""

    KEYS = ("whom.mark", "whom.all", "whom.find", "whom.on", "whom.take", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="whom.mark", tooltip="Choose the person, or not"),
        Binding(
            "asterisk", "mark_all", "First ten", id="whom.all", tooltip="The first ten, or nobody"
        ),
        Binding("slash", "find", "Find", id="whom.find", tooltip="Find anybody by name"),
        Binding("enter", "onward", "On", id="whom.on", tooltip="On to what you write"),
        Binding("enter", "take", "Choose", id="whom.take", tooltip="Choose whom the name found"),
        Binding("down", "move(1)", "Down", id="whom.down"),
        Binding("up", "move(-1)", "Up", id="whom.up"),
        Binding("escape", "close", "Close", id="dialog.close"),
    ]

    def __init__(self, state: State, entry: Entry, first: Sequence[Contact]) -> None:
        """Choose for an entry; `first` are chosen already, as many as there may be."""
        super().__init__("For whom")
        self._state = state
        self._given = has_it(state.network, entry)
        suggested = candidates(state.network, entry, state.today, state.ask(who_next))
        why = {one.contact.id: one.why for one in suggested}
        known = dict.fromkeys(one.id for one in first if one.id not in self._given)
        self._first = [key for key in known if not self._contact(key).is_gone]
        self._shown = [Candidate(self._contact(one), why.get(one, "")) for one in self._first]
        self._shown += [one for one in suggested if one.contact.id not in known]
        self._said = ""
        if len(self._first) > MOST:
            self._said = f"{len(self._first)} were marked; {MOST} at a time."

    def _contact(self, key: str) -> Contact:
        return self._state.network.contacts[key]

    def compose(self) -> ComposeResult:
        """The people, the line to find others in, and how many are chosen."""
        with self.frame(tall=True):
            yield Rows[Candidate](
                Look(row=self._row, key=lambda one: one.contact.id),
                glyphs=self._state.glyphs,
                empty=[
                    [
                        ("  Nobody comes to mind by itself. ", "soft"),
                        ("/", "accent bold"),
                        (" finds anybody.", "soft"),
                    ]
                ],
            )
            with Horizontal(id="whom-find", classes="row"):
                yield Painted(lambda _width: [[("/", "accent bold")]]).add_class("sign")
                yield Line(placeholder="part of a name, enter chooses")
            yield Painted(self._count, id="whom-count")

    def on_mount(self) -> None:
        """Show who comes to mind."""
        rows = self.query_one(Rows)
        self.query_one("#whom-find").display = False
        rows.show(self._shown)
        rows.mark(set(self._first[:MOST]))
        self._fit()
        self._redraw()
        rows.focus()

    def on_resize(self) -> None:
        """Fit the list to the window."""
        self._fit()

    def _fit(self) -> None:
        rows = self.query_one(Rows)
        beside = 2 + self.query_one("#whom-find").display
        rows.styles.height = max(
            1, min(max(1, len(self._shown)), 13, self.size.height - 2 - beside)
        )

    @property
    def _marked(self) -> set[str]:
        return self.query_one(Rows).marked

    def _row(self, one: Candidate, width: int) -> Drawn:
        cut = self._state.glyphs.cut
        name = max(10, min(22, width // 2))
        return [
            (fit(one.contact.name, name - 1, cut) + " ", "name"),
            (fit(one.why, max(0, width - name), cut), "soft"),
        ]

    def _count(self, width: int) -> list[Drawn]:
        chosen: Drawn = [(f"  {len(self._marked)} of {MOST}", "ink bold"), (" chosen", "soft")]
        said = short(self._said, max(0, width - 20), self._state.glyphs.cut)
        return [[], [*chosen, (f"   {said}", "accent")] if said else chosen]

    def _redraw(self) -> None:
        self.query_one("#whom-count", Painted).redraw()

    @property
    def _is_finding(self) -> bool:
        return self.query_one(Line).has_focus

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters find while a name is typed."""
        if action in {"mark", "mark_all", "find", "onward"} and self.is_mounted:
            return not self._is_finding
        return self._is_finding if action == "take" and self.is_mounted else True

    # Choosing

    def action_mark(self) -> None:
        """Choose or leave out the person under the cursor."""
        rows = self.query_one(Rows)
        if rows.current is not None and self._may_mark(rows.current):
            rows.toggle_mark()
        self._redraw()

    def _may_mark(self, one: Candidate) -> bool:
        """Whether a person may be chosen, or is and may be left out; else it is said why not."""
        key = one.contact.id
        if key in self._given:
            self._said = f"{one.contact.name} {_HAS_IT}."
        elif key not in self._marked and len(self._marked) >= MOST:
            self._said = f"{MOST} at a time; the next ones after that."
        else:
            self._said = ""
        return not self._said

    def action_mark_all(self) -> None:
        """Choose the first ten, those that are chosen among them; or nobody when they all are."""
        rows = self.query_one(Rows)
        keys = [one.contact.id for one in self._shown]
        more = [key for key in keys if key not in rows.marked]
        wanted = {*rows.marked, *more[: MOST - len(rows.marked)]}
        rows.mark(set() if wanted == rows.marked else wanted)
        self._said = ""
        self._redraw()

    def on_rows_chosen(self) -> None:
        """A click on the cursor row chooses it."""
        self.action_mark()

    # Finding

    def action_find(self) -> None:
        """Open the line in which a name is typed."""
        self._show_line(True)
        self.query_one(Line).focus()

    def _show_line(self, shown: bool) -> None:
        self.query_one("#whom-find").display = shown
        self._fit()
        self.refresh_bindings()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        found = self._found(event.value) if event.value.strip() else self._shown
        self.query_one(Rows).show(found, keep=False)

    def _found(self, query: str) -> list[Candidate]:
        network = self._state.network
        people = self._state.finder.search(query, _FOUND)
        return [
            Candidate(one, _HAS_IT if one.id in self._given else place_of(network, one))
            for one in people
            if not one.is_gone
        ]

    def action_move(self, by: int) -> None:
        """Move in the list while a name is typed."""
        self.query_one(Rows).action_move(by)

    def action_take(self) -> None:
        """Choose whom the name found, and have them in the list."""
        rows = self.query_one(Rows)
        one = rows.current
        if one is None or not self.query_one(Line).value.strip():
            self._leave_find("")
            return
        if one.contact.id not in self._marked and self._may_mark(one):
            rows.mark({*rows.marked, one.contact.id})
        if one.contact.id in self._marked and one.contact.id not in {
            each.contact.id for each in self._shown
        }:
            self._shown.insert(0, one)
        self._leave_find(one.contact.id)

    def _leave_find(self, key: str) -> None:
        rows = self.query_one(Rows)
        rows.focus()
        self.query_one(Line).value = ""
        self._show_line(False)
        rows.show(self._shown, keep=False)
        if key:
            rows.select(key)
        self._redraw()

    # Leaving

    def action_onward(self) -> None:
        """On with those who are chosen."""
        chosen = [one.contact for one in self._shown if one.contact.id in self._marked]
        if chosen:
            self.dismiss(chosen)
            return
        self._said = "Nobody is chosen: space chooses."
        self._redraw()

    def action_close(self) -> None:
        """Leave the line first, then answer with nobody."""
        if self._is_finding:
            self._leave_find("")
        else:
            self.dismiss(None)
