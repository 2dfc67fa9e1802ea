"""The dialog that brings people in from a file: what would happen first, then doing it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input
from textual.worker import get_current_worker

from habit.dates import counted
from habit.errors import CouldNotError, RefusedError
from habit.text import clean
from habit.text import line as one_line
from storage.disk import reported
from storage.paths import kind_at, path_of
from tui.dialogs.dialog import Dialog
from tui.paint import Line as Drawn
from tui.paint import sentence, wrap
from tui.widgets.field import Line
from tui.widgets.painted import Painted

if TYPE_CHECKING:
    from storage.importing import ImportPlan
    from tui.state import State

SKIPS = 4
"""Skipped records named in the dialog; `reachout import` lists them all."""


@dataclass(frozen=True)
class Found:
    """What a file brings: in words, and the work that brings it in, to be done in a thread."""

    said: str
    work: Callable[[], object]


class ImportDialog(Dialog["Found | None"]):
    """Asks for a file, says what is in it, and answers with that once it is confirmed."""

    KEYS = ("import.onward", "import.complete", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="dialog.close"),
        Binding("tab", "complete", "Complete", id="import.complete"),
        Binding("enter", "onward", "Import", id="import.onward"),
    ]

    def __init__(self, state: State, list_id: str | None = None) -> None:
        super().__init__("Import contacts")
        self._state = state
        self._list = list_id
        self._found: Found | None = None
        self._said: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """A line for the path, and what is said of the file."""
        with self.frame():
            with Horizontal(classes="row"):
                yield Painted(lambda _width: [[("File", "accent bold")]]).add_class("label")
                yield Line(placeholder="Connections.csv, contacts.vcf, or a folder")
            yield Painted(self._draw, id="import-said")

    def on_mount(self) -> None:
        """Begin with the path."""
        self._say("LinkedIn's file, vCards or an export. Nothing is kept before you confirm.")
        self.query_one(Line).focus()

    def _draw(self, width: int) -> list[Drawn]:
        lines: list[Drawn] = [[]]
        for words, style in self._said:
            lines += wrap(words, width, style)
        return lines

    def _say(self, *sentences: str, style: str = "soft") -> None:
        self._said = [(sentence, style) for sentence in sentences]
        self.query_one("#import-said", Painted).redraw()

    @on(Input.Changed)
    def _changed(self) -> None:
        self._found = None

    def action_onward(self) -> None:
        """Read the file; once it was read, import it."""
        if self._found is not None:
            self.dismiss(self._found)
            return
        typed = self.query_one(Line).value.strip().strip("'\"")
        if typed:
            self._read(typed)

    @work(thread=True, exclusive=True)
    def _read(self, typed: str) -> None:
        worker = get_current_worker()
        begun = time.monotonic()

        def progress(percent: int) -> None:
            if time.monotonic() - begun > 0.5 and not worker.is_cancelled:
                self.app.call_from_thread(self._say, f"reading, {percent} %")

        try:
            path = path_of(typed)
            with reported(f"{path} cannot be read"):
                show = self._whole(path) or self._people(path, progress)
        except (CouldNotError, RefusedError) as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._say, sentence(error), style="accent")
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(show)

    def _whole(self, path: Path) -> Callable[[], None] | None:
        """Return what shows a network that was exported, if this is one."""
        from storage.store import Draft
        from storage.whole import add, is_whole, read

        if not is_whole(path):
            return None
        tables, store = read(path), self._state.store
        found = add(Draft(store.tables), tables)
        people = sum(table == "contacts" for table, _ in found.new)
        words = (
            f"Everything of a network: {counted(people, 'new contact')}, "
            f"{counted(len(found.new) - people, 'other new document')}, "
            f"{len(found.updated)} updated, {len(found.unchanged)} unchanged"
        )

        def work() -> object:
            return store.rewrite(
                f"import of {one_line(path.name)}", lambda draft: add(draft, tables)
            )

        nothing = not (found.new or found.updated)
        brought = None if nothing else Found(f"Imported {counted(people, 'new contact')}.", work)
        kept = [f"{len(found.kept)} differ in the file; yours stay"] if found.kept else []
        return lambda: self._offer(words, brought, kept)

    def _people(self, path: Path, progress: Callable[[int], None]) -> Callable[[], None]:
        """Return what shows the people in a file."""
        from storage.formats import read
        from storage.importing import plan

        state = self._state
        items = read(path, progress=progress, today=state.today)
        gone = state.store.gone
        found = plan(state.network, state.hand, items, list_id=self._list, gone=gone)
        return lambda: self._show(found)

    def _show(self, found: ImportPlan) -> None:
        counts = f"{found.new} new, {found.updated} updated, {found.unchanged} unchanged"
        if found.skipped:
            counts += f", {len(found.skipped)} skipped"
        store, change = self._state.store, found.change
        said = f"Imported {found.new} new, {found.updated} updated."
        brought = Found(said, lambda: store.commit(change)) if change.edits else None
        skipped = [f"{skip.where}: {skip.why}" for skip in found.skipped[:SKIPS]]
        if len(found.skipped) > SKIPS:
            skipped.append(
                f"and {len(found.skipped) - SKIPS} more; `reachout import` lists them all"
            )
        warned = (
            [f"{len(found.warnings)} to look at; `reachout import` lists them"]
            if found.warnings
            else []
        )
        self._offer(counts, brought, [*skipped, *warned])

    def _offer(self, counts: str, found: Found | None, details: Sequence[str]) -> None:
        """Say what would happen, and wait for a yes to it."""
        self._found = found
        end = "Enter imports them." if found else "There is nothing new in it."
        self._said = [(f"{counts}. {end}", "ink"), *((one, "soft") for one in details)]
        self.query_one("#import-said", Painted).redraw()

    def action_complete(self) -> None:
        """Complete the path as a shell does."""
        line = self.query_one(Line)
        try:
            line.value = completed(line.value)
        except (CouldNotError, RefusedError) as error:
            self._say(sentence(error), style="accent")
        line.cursor_position = len(line.value)

    def action_close(self) -> None:
        """Close without importing."""
        self.dismiss(None)


def completed(typed: str) -> str:
    """Return a path completed as far as there is one way to go on.

    Raises:
        RefusedError: It can be no path.
        CouldNotError: One may not look there, or what follows cannot be typed.

    """
    above, slash, begin = typed.rpartition("/")
    if begin.startswith("~") and not slash:
        return f"{typed}/" if kind_at(path_of(typed)) == "folder" else typed
    folder = path_of(above + slash or os.curdir)
    if kind_at(folder) != "folder":
        return typed
    with reported(f"{folder} cannot be looked into"):
        names = sorted(
            entry.name + ("/" if entry.is_dir() else "")
            for entry in os.scandir(folder)
            if entry.name.startswith(begin) and (begin or not entry.name.startswith("."))
        )
        common = _common(names)
        # On some disks a name is found in whichever way its accents are written.
        if clean(common) != common and not all((folder / clean(name)).exists() for name in names):
            raise CouldNotError(
                f"{clean(common)} has something in its name that cannot be typed here: "
                "give it another name first"
            )
    return above + slash + common if len(common) > len(begin) else typed


def _common(names: list[str]) -> str:
    """Return what all names begin with."""
    first, last = (min(names), max(names)) if names else ("", "")
    length = next((at for at, char in enumerate(first) if last[at : at + 1] != char), len(first))
    return first[:length]
