"""One line of input, as a line and not a box, with a cursor that does not blink."""

from __future__ import annotations

from textual.widgets import Input

from habit.text import clean

_LEFT = frozenset({"submit", "scroll_up", "scroll_down", "page_up", "page_down"})
"""Actions of an input whose keys are those of the screen around it, in footer and help as well."""


class Line(Input):
    """A line to type in."""

    DEFAULT_CSS = """
    Line, Line:focus {
        height: 1;
        border: none;
        padding: 0;
        background: $background;
        background-tint: $foreground 0%;
        color: $ink;
        & > .input--placeholder, & > .input--suggestion { color: $soft; }
        & > .input--cursor { background: $accent; color: $background; text-style: none; }
        & > .input--selection { background: $bar; color: $bar-ink; }
    }
    Line:ansi > .input--selection { text-style: reverse; color: $ink; background: ansi_default; }
    Line:ansi > .input--cursor { text-style: reverse; color: $ink; background: ansi_default; }
    /* Not dim: what terminals make of that cannot be read in each of them. */
    Line:ansi > .input--placeholder { text-style: none; }
    """

    def __init__(
        self, value: str = "", placeholder: str = "", *, id: str | None = None, whole: bool = False
    ) -> None:
        """Hold a value; a `whole` one is selected when the line is gone to, to be typed over."""
        super().__init__(value, placeholder, id=id, select_on_focus=whole, compact=True)
        # Blinking would send bytes twice a second for as long as the line has the focus.
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Keep what is pasted harmless: the terminal would obey an escape sequence in it."""
        return clean(value)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter, and keys that move what a line has not, to whoever asked for the line."""
        return action not in _LEFT
