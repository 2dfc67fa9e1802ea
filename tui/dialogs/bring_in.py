"""The dialog that brings people in from a file: what would happen first, then doing it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

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

MOST = 1000
"""Lines of a report in the dialog; `reachout import --dry-run` prints them all."""
_AROUND = 5
"""Rows of the frame, of the blanks within it, and of the line for the path."""
_PATIENCE = 0.5
"""Seconds of reading after which it is said how far it is."""

Said: TypeAlias = tuple[str, str]
"""A line of what is said, with its style."""


class _StoppedError(Exception):
    """The reading was given up."""


@dataclass(frozen=True)
class Found:
    """What a file brings: in words, and the work that brings it in, to be done in a thread."""

    said: str
    work: Callable[[], object]


class ImportDialog(Dialog["Found | None"]):
    """Asks for a file, says what is in it, and answers with that once it is confirmed."""

    KEYS = ("import.onward", "import.complete", "import.down import.up", "dialog.close")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="dialog.close"),
        Binding("tab", "complete", "Complete", id="import.complete"),
        Binding("enter", "onward", "Import", id="import.onward"),
        Binding("down,pagedown", "scroll(6)", "Move", id="import.down"),
        Binding("up,pageup", "scroll(-6)", "Up", id="import.up"),
    ]

    def __init__(self, state: State, list_id: str | None = None) -> None:
        super().__init__("Import contacts")
        self._state = state
        self._list = list_id
        self._found: Found | None = None
        self._reading: Worker[None] | None = None
        self._said: Sequence[Said] = ()

    def compose(self) -> ComposeResult:
        """A line for the path, and what is said of the file."""
        with self.frame(tall=True):
            with Horizontal(classes="row"):
                yield Painted(lambda _width: [[("File", "accent bold")]]).add_class("label")
                yield Line(placeholder="Connections.csv, contacts.vcf, or a folder")
            with VerticalScroll(can_focus=False):
                yield Painted(self._draw, id="import-said")

    def on_mount(self) -> None:
        """Begin with the path; what the last import did can be read again."""
        begin = "LinkedIn's file, vCards or an export. Nothing is saved until you confirm."
        last = self._state.imported
        self._show(
            (begin, "soft"), *([("", ""), ("The last import", "ink bold"), *last] if last else [])
        )
        self.query_one(Line).focus()

    def on_resize(self) -> None:
        """Leave room for the line of the path above what is said."""
        self.query_one(VerticalScroll).styles.max_height = max(1, self.size.height - _AROUND)

    def _draw(self, width: int) -> list[Drawn]:
        lines: list[Drawn] = [[]]
        for words, style in self._said:
            lines += wrap(words, width, style) if words else [[]]
        return lines

    def _say(self, words: str, style: str = "soft") -> None:
        self._show((words, style))

    def _show(self, *said: Said) -> None:
        self._said = said
        self.query_one("#import-said", Painted).redraw()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._found = None

    def action_scroll(self, by: int) -> None:
        """Move in what is said."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_onward(self) -> None:
        """Read the file; once it was read, import it."""
        if self._found is not None:
            self.dismiss(self._found)
            return
        typed = self.query_one(Line).value.strip().strip("'\"")
        if typed:
            self._reading = self._read(typed)

    @work(thread=True, exclusive=True)
    def _read(self, typed: str) -> None:
        worker = get_current_worker()
        tell = self._teller(worker)
        try:
            path = path_of(typed)
            with reported(f"{path} cannot be read"):
                said, found = self._whole(path) or self._people(path, tell)
        except _StoppedError:
            return
        except (CouldNotError, RefusedError) as error:
            said, found = [(sentence(error), "accent")], None
        if not worker.is_cancelled:
            self.app.call_from_thread(self._offer, said, found)

    def _teller(self, worker: Worker[None]) -> Callable[[str], Callable[[int], None]]:
        """Return what says how far some work is, and gives it up when that is wished."""
        begun = time.monotonic()

        def telling(what: str) -> Callable[[int], None]:
            def progress(percent: int) -> None:
                if worker.is_cancelled:
                    raise _StoppedError
                if time.monotonic() - begun > _PATIENCE:
                    words = f"{what}, {percent} %. esc stops it; nothing is saved."
                    self.app.call_from_thread(self._say, words)

            return progress

        return telling

    def _whole(self, path: Path) -> tuple[list[Said], Found | None] | None:
        """Return what is said of a network that was exported, if this is one."""
        from storage.store import Draft
        from storage.titles import title
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
        kept = [
            (f"{title(table, key, tables)}: {', '.join(map(one_line, fields))}", "soft")
            for table, key, fields in found.kept
        ]
        heading = [("", ""), ("Differs in the file; yours stays", "ink bold")] if kept else []

        def work() -> object:
            return store.rewrite(
                f"import of {one_line(path.name)}", lambda draft: add(draft, tables)
            )

        nothing = not (found.new or found.updated)
        done = f"Imported {counted(people, 'new contact')}."
        return [(words, "ink"), *heading, *kept], None if nothing else Found(done, work)

    def _people(
        self, path: Path, tell: Callable[[str], Callable[[int], None]]
    ) -> tuple[list[Said], Found | None]:
        """Return what is said of the people in a file."""
        from storage.formats import read
        from storage.importing import plan
        from tui.brought import counts, removal

        state = self._state
        items = read(path, progress=tell("reading"), today=state.today)
        found = plan(
            state.network,
            state.hand,
            items,
            list_id=self._list,
            gone=state.store.gone,
            progress=tell("comparing"),
        )
        removed, report = removal(found), _report(found)
        said = [(counts(found, ", "), "ink")]
        would = [(f"would remove {removed}", "ink")] if removed else []
        if not found.change.edits:
            return [*said, *report], None
        store, change = state.store, found.change
        done = f"Imported {found.new} new, {found.updated} updated"
        after = [(f"removed {removed}; u brings them back", "ink")] if removed else []

        def work() -> object:
            network = store.commit(change)
            state.imported = [*said, *after, *report]
            return network

        words = f"{done}; removed {removed}." if removed else f"{done}."
        return [*said, *would, *report], Found(words, work)

    def _offer(self, said: Sequence[Said], found: Found | None) -> None:
        """Say what would happen, and wait for a yes to it."""
        self._reading = None
        self._found = found
        (first, style), *rest = said
        if style != "accent":
            end = "Enter imports them." if found else "There is nothing new in it."
            first = f"{first}. {end}"
        self._show((first, style), *rest)

    def action_complete(self) -> None:
        """Complete the path as a shell does."""
        line = self.query_one(Line)
        try:
            line.value = completed(line.value)
        except (CouldNotError, RefusedError) as error:
            self._say(sentence(error), style="accent")
        line.cursor_position = len(line.value)

    def action_close(self) -> None:
        """Stop reading; else close without importing."""
        if self._reading is None:
            self.dismiss(None)
            return
        self._reading.cancel()
        self._reading = None
        self._say("Stopped. Nothing was saved.", "ink")


def _report(found: ImportPlan) -> list[Said]:
    """Return all that is to be said of an import beside its counts."""
    from tui.brought import sections

    said: list[Said] = []
    for section in sections(found):
        said += [("", ""), (section.heading, "ink bold")]
        said += [(one, "soft") for one in section.lines]
    if len(said) > MOST:
        more = f"and {len(said) - MOST} more; `reachout import --dry-run` prints them all"
        return [*said[:MOST], (more, "soft")]
    return said


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
