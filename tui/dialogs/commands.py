"""The palette: every command that works here by name, made from the live bindings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual.dom import DOMNode
from textual.screen import Screen

from tui.dialogs.picker import Option, Picker
from tui.glyphs import Glyphs
from tui.widgets.frame import live_bindings

_MOVES = {"app.commands", "place.next", "place.before", "place.leave"}
"""What nobody looks for by name."""


@dataclass(frozen=True)
class Command:
    """Something that can be done here."""

    key: str
    words: str
    keys: str
    also: str
    """What it is called in the footer."""
    action: str
    node: DOMNode


def commands_of(screen: Screen[Any]) -> list[Command]:
    """The commands that work on a screen right now, and those that have a name but no key."""
    nodes = {active.binding.id: active.node for active in screen.active_bindings.values()}
    bound = [
        Command(
            key,
            binding.tooltip or binding.description,
            keys,
            binding.description,
            binding.action,
            nodes[key],
        )
        for keys, binding in live_bindings(screen)
        if (key := binding.id or "") not in _MOVES and not key.startswith("list.")
    ]
    named: Callable[[], Sequence[tuple[str, str]]] = getattr(screen, "more_commands", tuple)
    more = (Command(action, words, "", "", action, screen) for words, action in named())
    return [*bound, *more]


class CommandsDialog(Picker):
    """Picks a command; answers with its key in the list it was given."""

    BESIDE = "accent"

    def __init__(self, glyphs: Glyphs, commands: list[Command]) -> None:
        options = [Option(one.key, one.words, one.keys, one.also) for one in commands]
        super().__init__("Commands", options, glyphs)
