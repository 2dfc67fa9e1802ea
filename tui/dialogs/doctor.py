"""The dialog that says what is wrong with the file, and mends what can be mended safely."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from habit.dates import counted
from habit.errors import CouldNotError
from tui.dialogs.dialog import Dialog
from tui.paint import Line, fit, right, wrap
from tui.state import unsaved
from tui.widgets.painted import Painted
from tui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from storage.doctor import Finding
    from tui.screens.place import Shell
    from tui.state import State

DETAIL = 7
"""Rows in which the finding under the cursor is told in full."""


class DoctorDialog(Dialog[None]):
    """Shows the findings; nothing is changed unless that is asked for."""

    KEYS = ("doctor.mend", "doctor.anew", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "mend", "Mend what is safe", id="doctor.mend"),
        Binding("n", "anew", "I began anew on purpose", id="doctor.anew"),
        Binding("escape,q", "close", "Close", id="dialog.close"),
    ]

    def __init__(self, state: State) -> None:
        super().__init__("The file")
        self._state = state
        self._said = "Looking through the file."
        self._is_busy = True

    def compose(self) -> ComposeResult:
        """The findings, and the one under the cursor in full."""
        with self.frame():
            rows: Rows[Finding] = Rows(
                Look(row=self._row, key=lambda one: f"{one.where}{one.what}"),
                glyphs=self._state.glyphs,
            )
            yield rows
            yield Painted(self._detail, id="doctor-detail")

    def on_mount(self) -> None:
        """Look, without holding up the screen."""
        super().on_mount()
        self.query_one(Rows).focus()
        self.look()

    @work
    async def look(self) -> None:
        """Examine the file and show what was found."""
        from storage.doctor import examine

        found = await asyncio.to_thread(examine, self._state.store, self._state.today)
        self._show(found)

    def _show(self, found: list[Finding], said: str = "") -> None:
        self._is_busy = False
        self._said = said or ("" if found else "Everything is in order.")
        rows = self.query_one(Rows)
        rows.show(found)
        rows.display = bool(found)
        rows.styles.height = max(1, min(len(found), 8, self.size.height - DETAIL - 4))
        self._redraw()

    def _redraw(self) -> None:
        self.query_one("#doctor-detail", Painted).redraw()
        self.refresh_bindings()
        self.show_keys()

    def _row(self, one: Finding, width: int) -> Line:
        words = "can mend" if one.fixable else ""
        return [
            (fit(one.where, width - 9, self._state.glyphs.cut) + " ", "name"),
            (right(words, 8), "accent"),
        ]

    def _detail(self, width: int) -> list[Line]:
        one = self.query_one(Rows).current
        lines: list[Line] = [*wrap(self._said, width, "ink")] if self._said else []
        if one is not None:
            what, then = (
                f"{one.where}: {one.what}.",
                f"{one.then[:1].upper()}{one.then[1:].rstrip('.')}.",
            )
            lines += [*wrap(what, width, "ink"), *wrap(then, width, "soft")]
            lines = [[], *lines]
        return lines[:DETAIL]

    def on_rows_moved(self) -> None:
        """Tell another finding in full."""
        self._redraw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to mend while nothing can be mended safely; so with what is lost."""
        if action not in ("mend", "anew") or not self.is_mounted:
            return True
        found = self.query_one(Rows).items
        wanted = any(one.fixable if action == "mend" else one.kind == "lost" for one in found)
        return not self._is_busy and wanted

    @work
    async def action_mend(self) -> None:
        """Mend what is safe, as one action, and look again."""
        from storage.doctor import repair

        store, today = self._state.store, self._state.today
        await self._do(lambda: f"Mended {counted(len(repair(store, today)), 'thing')}.")

    @work
    async def action_anew(self) -> None:
        """Say that the file was begun anew on purpose, so that nothing is missing."""
        from storage.doctor import begin_anew

        store = self._state.store

        def work() -> str:
            kept = begin_anew(store)
            return f"You began anew. {kept.name if kept else 'The backup'} stays."

        await self._do(work)

    async def _do(self, work: Callable[[], str]) -> None:
        """Do what is done about the findings, say so, and look again."""
        from storage.doctor import examine

        self._is_busy = True
        store, today = self._state.store, self._state.today
        try:
            said = await self._state.write(work)
        except CouldNotError as error:
            said = unsaved(error)
        else:
            if self._state.is_undoable:
                said = f"{said} u takes back what it changed."
            cast("Shell", self.app).revision += 1
        self._show(await asyncio.to_thread(examine, store, today), said)

    def action_close(self) -> None:
        """Close."""
        self.dismiss()
