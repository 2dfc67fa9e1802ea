"""A dialog that is one list: it follows what is changed, and its keys are about one of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from tui.dialogs.dialog import Dialog
from tui.widgets.rows import Rows

Item = TypeVar("Item")

ROWS = 13
"""Most rows that are shown at once."""


class ListDialog(Dialog[str | None], Generic[Item]):
    """Shows items for as long as one likes; what answers, and with what, is its own."""

    ABOUT_ONE: ClassVar[frozenset[str]] = frozenset()
    """The actions that are about the item under the cursor."""

    def items(self) -> Sequence[Item]:
        """Return what is to be shown now."""
        raise NotImplementedError

    def first(self) -> str:
        """Return the key of the item that the cursor stands on at first."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show what there is, now and after each change, whoever makes it."""
        self._show()
        rows = self.query_one(Rows)
        rows.select(self.first())
        rows.focus()
        self.watch(self.app, "revision", self._show, init=False)

    def on_resize(self) -> None:
        """Fit the list to the window."""
        self._fit()

    def _show(self) -> None:
        self.query_one(Rows).show(self.items())
        self._fit()
        self.refresh_bindings()
        self.show_keys()

    def _fit(self) -> None:
        rows = self.query_one(Rows)
        wanted = len(rows.items) or len(rows.empty)
        rows.styles.height = max(1, min(wanted, ROWS, self.size.height - 4))

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        current: Item | None = self.query_one(Rows).current
        return current

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what makes sense while there is something."""
        return not (action in self.ABOUT_ONE and self.is_mounted and self.current is None)

    def action_close(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)
