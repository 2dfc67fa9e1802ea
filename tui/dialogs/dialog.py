"""What all dialogs have in common: the frame, and their keys in its lower border."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from tui.direction import settled
from tui.standing import Standing
from tui.watching import hush
from tui.widgets.frame import key_words

T = TypeVar("T")


class Dialog(Standing[T], ModalScreen[T]):
    """A question in a frame over the page, which is left as it is."""

    CSS_PATH = "dialogs.tcss"

    KEYS: ClassVar[tuple[str, ...]] = ()
    """The ids of the keys that stand in the border, as they are bound now."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._words = title

    def frame(self, *, tall: bool = False) -> Vertical:
        """Return the frame; a tall one may take most of the height."""
        box = Vertical(classes="dialog tall" if tall else "dialog")
        box.border_title = Content(settled(self._words))
        return box

    def on_mount(self) -> None:
        """Show the keys once they are known; what was said in passing makes room."""
        self.show_keys()
        hush(self.app)

    def on_descendant_focus(self) -> None:
        """Other keys work in another field."""
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys of this dialog in its border."""
        self.query_one(".dialog").border_subtitle = key_words(self, self.KEYS)
