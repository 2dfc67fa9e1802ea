"""Who is on each side of a balance; from here to a card, a log or a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from habit.balances import Picture, Weighed
from tui.dialogs.dialog import Dialog
from tui.paint import Line, wrap
from tui.widgets.balance import Someone, below, heading, people_of, someone_line
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from tui.state import State

Wish = Literal["card", "log", "plan"]


@dataclass(frozen=True, slots=True)
class Picked:
    """Somebody, and what is wanted of them."""

    wish: Wish
    contact: str
    order: tuple[str, ...]
    """Everybody who is listed, to go through their cards."""


class SidesDialog(Dialog[Picked | None]):
    """Lists the people of each part of a balance, those of no known side last."""

    KEYS = ("sides.card", "sides.log", "sides.plan", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick('card')", "Card", id="sides.card", tooltip="Open the person's card"),
        Binding("l", "pick('log')", "Log", id="sides.log", tooltip="Log an outreach to them"),
        Binding("p", "pick('plan')", "Plan", id="sides.plan", tooltip="Plan something with them"),
        Binding("escape,q", "close", "Close", id="dialog.close"),
    ]

    def __init__(self, state: State, picture: Picture, row: Weighed) -> None:
        super().__init__(heading(row))
        self._state, self._picture, self._row = state, picture, row
        self._people = list(people_of(row))

    def compose(self) -> ComposeResult:
        """The people, part by part."""
        with self.frame():
            yield Painted(self._sentence)
            yield Rows[Someone](
                Look(
                    row=self._drawn,
                    key=lambda one: one.key,
                    passed=lambda one: not one.contact,
                ),
                glyphs=self._state.glyphs,
            )

    def _sentence(self, width: int) -> list[Line]:
        """What the balance says, in words."""
        return wrap(below(self._row, self._picture.span), width, "soft")

    def on_mount(self) -> None:
        """Put the cursor on the first person."""
        rows = self.query_one(Rows)
        rows.show(self._people if any(one.contact for one in self._people) else ())
        rows.action_edge(-1)
        rows.focus()
        self._fit()
        self.refresh_bindings()
        self.show_keys()

    def on_resize(self) -> None:
        """Fit the list to the window."""
        self._fit()

    def _fit(self) -> None:
        rows = self.query_one(Rows)
        rows.styles.height = max(0, min(len(rows.items), 14, self.size.height - 5))

    def _drawn(self, one: Someone, width: int) -> Line:
        return someone_line(one, self._row, self._picture, width, self._state.glyphs)

    @property
    def _current(self) -> Someone | None:
        current = self.query_one(Rows).current
        return current if isinstance(current, Someone) and current.contact else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is wanted of nobody."""
        if action == "pick":
            return not self.is_mounted or self._current is not None
        return super().check_action(action, parameters)

    def on_rows_chosen(self) -> None:
        """A click on the cursor row opens the card."""
        self.action_pick("card")

    def action_pick(self, wish: Wish) -> None:
        """Answer with the person under the cursor."""
        if self._current is not None:
            listed = dict.fromkeys(one.contact for one in self._people if one.contact)
            self.dismiss(Picked(wish, self._current.contact, tuple(listed)))

    def action_close(self) -> None:
        """Answer with nobody."""
        self.dismiss(None)
