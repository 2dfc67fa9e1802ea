"""The user's own keys, checked by us: Textual takes unknown ids and keys without a word."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, key_to_character

_NAMED = {str(key.value) for key in Keys}


def every_binding() -> dict[str, Binding]:
    """Every binding of the app by its id, wherever it is declared."""
    return {
        binding.id: binding
        for owner in owners()
        for binding in owner.BINDINGS
        if isinstance(binding, Binding) and binding.id
    }


def owners() -> list[type[DOMNode]]:
    """Every class of ours that declares keys; none has to be named anywhere to be found."""
    import tui.app
    import tui.dialogs
    import tui.screens
    import tui.widgets

    modules: list[ModuleType] = [tui.app]
    for room in (tui.screens, tui.dialogs, tui.widgets):
        modules += [
            import_module(one.name) for one in iter_modules(room.__path__, f"{room.__name__}.")
        ]
    return [
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, DOMNode)
        if one.__module__ == module.__name__ and "BINDINGS" in vars(one)
    ]


def checked(wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys that can be used, and a sentence for each one that cannot."""
    if not wanted:
        return {}, ()
    known = every_binding()
    good: dict[str, str] = {}
    problems: list[str] = []
    for name, keys in wanted.items():
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}" if near else ""
            problems.append(f"settings: nothing is called keys.{name}{hint}.")
        elif odd := [key for key in keys.split(",") if not _is_key(key.strip())]:
            problems.append(f"settings: {odd[0]!r} is no key, for keys.{name}.")
        else:
            good[name] = keys
    return good, tuple(problems)


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    if any(one not in {"ctrl", "shift", "alt", "super"} for one in modifiers):
        return False
    return last in _NAMED or key_to_character(last) is not None
