"""Every key that footer, help and palette name works, and each is told apart by its id."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from tests.tui.conftest import Sit
from tests.tui.desk import Desk
from tui.app import Reachout
from tui.screens.place import Place
from tui.widgets.frame import live_bindings
from tui.widgets.log_bar import How
from tui.widgets.rows import Rows

DOTTED = re.compile(r"[a-z]+\.[a-z_0-9]+")


def ours() -> list[type[Any]]:
    """Return the app and every screen and widget of ours that has keys."""
    import importlib
    import pkgutil

    import tui

    found: dict[str, type[Any]] = {}
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if module.name.startswith("tui.commands") or module.name.endswith("__main__"):
            continue
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and one.__module__ == module.name and "BINDINGS" in vars(one):
                found[one.__qualname__] = one
    return list(found.values())


def bindings(one: type[Any]) -> list[Binding]:
    """Return the bindings that a class declares."""
    return [each for each in one.BINDINGS if isinstance(each, Binding)]


@pytest.mark.parametrize("one", ours(), ids=lambda one: one.__qualname__)
def test_every_binding_has_a_dotted_id_of_its_own_and_words_where_it_is_shown(
    one: type[Any],
) -> None:
    ids = [each.id for each in bindings(one)]
    assert len(bindings(one)) == len(one.BINDINGS), "a binding without an id"
    assert len(ids) == len(set(ids))
    for each in bindings(one):
        assert DOTTED.fullmatch(each.id or ""), each
        assert each.description, each


def test_an_id_stands_for_one_action() -> None:
    actions: dict[str, set[str]] = {}
    for one in ours():
        for each in bindings(one):
            key = each.id or ""
            if not key.startswith("dialog.") and key != "place.leave":
                actions.setdefault(key, set()).add(each.action)
    assert not {key: them for key, them in actions.items() if len(them) > 1}


PLACES: dict[str, tuple[str, ...]] = {
    "week": (),
    "this week": ("tab",),
    "people": ("2", "g"),
    "finding": ("2", "slash", "a"),
    "card": ("2", "enter"),
    "months": ("3", "g"),
    "network": ("4", "g"),
    "strategy": ("5", "g"),
    "logging": ("l", *"pri", "enter"),
    "naming": ("l",),
}
"""Where one can be, and the keys that lead there."""


DEPTH = {"card": 2}
"""How many screens lie there on each other, if more than one."""


def asks(desk: Desk, place: str) -> bool:
    """Whether a dialog is open, for which a worker waits."""
    return len(desk.app.screen_stack) > DEPTH.get(place, 1)


def seen(desk: Desk) -> tuple[Any, ...]:
    """Return what a key may change: the picture, the focus, the file, and whether one is here."""
    focused = desk.app.focused
    return (
        desk.text,
        focused.id if focused else "",
        id(desk.network),
        desk.app._exit,
        desk.app.clipboard,
    )


IDLE = {
    "week": {"app.week", "place.leave"},
    "people": {"app.people", "place.leave", "place.next", "place.before"},
    "card": {"place.next", "place.before"},
    "months": {"app.months", "place.leave", "place.next", "place.before", "months.after"},
    "network": {"app.network", "place.leave", "place.next", "place.before", "network.narrower"},
    "strategy": {
        *("app.strategy", "place.leave", "place.next", "place.before", "strategy.before"),
    },
    "logging": {"log.later", "log.week_later", "log.reached", "log.backspace"},
}
"""What rightly does nothing where one is: one is there, nothing is to undo, there is one pane."""
AT_THE_TOP = {"list.up", "list.first", "list.pageup"}
ALIKE = {f"log.minutes{digit}" for digit in range(1, 10)}
"""Keys of which one speaks for all."""
LEAVES = {"app.quit", "app.back"}
CHANNELS = {each.id for each in bindings(How)}
"""Keys that go on to the next field; one step back is all the way to the next of them."""
ALL_OVER = {
    *("place.undo", "place.redo", "place.history", "place.review", "place.doctor", "place.busy"),
    *("place.time", "place.goal", "place.events", "app.commands", "app.help", "app.theme"),
}
"""Keys that do the same wherever one is, pressed in the week alone."""


def is_the_same_everywhere(screen: Screen[Any], binding: Binding) -> bool:
    """Whether what a key does here is what it does in the week, where it is pressed."""
    action = f"action_{binding.action.partition('(')[0]}"
    (node,) = {one.node for one in screen.active_bindings.values() if one.binding is binding}
    same = {vars(one).get(action) for one in (Place, Reachout)} - {None}
    return getattr(type(node), action) in same


def has_changed(desk: Desk, before: tuple[Any, ...]) -> bool:
    """Whether a key has done something."""
    return seen(desk) != before


async def return_to(desk: Desk, place: str, as_it_was: tuple[Any, ...] = ()) -> None:
    """Go where a place is, from wherever a key has led; stay if it is as it was."""
    desk.app.clear_notifications()
    for _ in range(5):
        if asks(desk, place):
            await desk.press("escape")
            await desk.quiet()
    if seen(desk) == as_it_was:
        return
    await desk.press("escape", "1", "g", *PLACES[place])
    await desk.quiet()


@pytest.mark.parametrize("place", IDLE)
async def test_every_key_that_help_names_does_something(sit: Sit, demo: Path, place: str) -> None:
    async with sit(demo) as desk:
        await return_to(desk, place)
        before = seen(desk)
        named = [binding for _, binding in live_bindings(desk.app.screen)]
        if place != "week":
            all_over = [binding for binding in named if binding.id in ALL_OVER]
            assert all_over
            named = [binding for binding in named if binding not in all_over]
            assert all(is_the_same_everywhere(desk.app.screen, one) for one in all_over)
        after = ""
        for binding in named:
            if binding.id in LEAVES | AT_THE_TOP | ALIKE | IDLE[place]:
                continue
            if {binding.id, after} <= CHANNELS:
                await desk.press("shift+tab")
            else:
                await return_to(desk, place, before)
            before, after = seen(desk), binding.id or ""
            await desk.press(binding.key)
            await desk.until(partial(has_changed, desk, before))


@pytest.mark.parametrize("place", PLACES)
async def test_footer_and_help_name_the_keys_that_work_here(
    sit: Sit, demo: Path, place: str
) -> None:
    async with sit(demo, (80, 64)) as desk:
        await return_to(desk, place)
        live = live_bindings(desk.app.screen)
        words = {f"{keys.split('  ')[0]} {binding.description}" for keys, binding in live}
        # Of a pair the footer names both keys: those of the list before, and of the one after.
        footer = [entry.replace("[ ]", "[") for entry in re.split(" {2,}", desk.lines[-1].strip())]
        assert set(footer) <= words
        assert any(entry.endswith(" Help") for entry in footer) or place == "finding"
        if place == "finding":
            return
        await desk.press("f1")
        await desk.until("╭─ Help")
        for keys, binding in live:
            said = binding.tooltip or binding.description
            await desk.until(f"{re.escape(keys)} +{re.escape(said[:40])}")


async def test_the_palette_does_what_is_picked(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.press("colon")
        await desk.until("╭─ Commands")
        await desk.press(*"log an out", "enter")
        await desk.until("╭─ Log an outreach")
        await desk.press("escape", "ctrl+p")
        await desk.until("╭─ Commands")
        await desk.press(*"go to months", "enter")
        await desk.until("Month by month")
        await desk.press("colon")
        await desk.until("╭─ Commands")
        await desk.press(*"pause weeks", "enter")
        await desk.until("╭─ Pause")


MOVES = {"place.next", "place.before", "place.leave", "app.commands"}
"""Keys that move about; nobody looks for them by name."""


async def test_the_palette_names_every_command_that_works_here(sit: Sit, demo: Path) -> None:
    async with sit(demo, (80, 64)) as desk:
        for key in "12345":
            await desk.go(key)
            words = {
                binding.tooltip or binding.description
                for _, binding in live_bindings(desk.app.screen)
                if not (binding.id or "").startswith("list.") and binding.id not in MOVES
            }
            await desk.press("colon")
            await desk.until("╭─ Commands")
            assert words <= {option.words for option in desk.app.screen.query_one(Rows).items}
            await desk.press("escape")
            await desk.until("╭─ Commands", want=False)


@pytest.mark.parametrize("place", ["week", "people", "card", "months", "network", "strategy"])
async def test_q_goes_back_and_then_quits(sit: Sit, demo: Path, place: str) -> None:
    async with sit(demo) as desk:
        for key in PLACES[place]:
            await desk.press(key)
            await desk.quiet()
        for _ in range(3):
            if desk.app._exit:
                break
            await desk.press("q")
            await desk.quiet()
        assert desk.app._exit


async def test_the_second_keys_do_the_same(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        for keys, title in (
            (("question_mark", "f1"), "╭─ Help"),
            (("colon", "ctrl+p"), "╭─ Commands"),
        ):
            for key in keys:
                await desk.press(key)
                await desk.until(title)
                await desk.press("escape")
                await desk.until(title, want=False)


async def test_letters_move_in_a_list_as_the_arrows_do(sit: Sit, demo: Path) -> None:
    async with sit(demo) as desk:
        await desk.go("2")
        rows = desk.app.screen.query_one("#people", Rows)
        for keys, cursor in (("jj", 2), ("k", 1), ("G", 59), ("k", 58), ("g", 0)):
            await desk.press(*keys)
            assert rows.cursor == cursor
        for arrow, cursor in (("down", 1), ("end", 59), ("up", 58), ("home", 0)):
            await desk.press(arrow)
            assert rows.cursor == cursor
        await desk.press("pagedown", "pagedown")
        assert rows.cursor > 20
        await desk.press("pageup", "pageup")
        assert rows.cursor == 0


async def test_a_key_can_be_remapped_in_the_settings(sit: Sit, demo: Path) -> None:
    async with sit(demo, keys={"place.log": "o", "list.down": "n"}) as desk:
        await desk.until("o Log")
        await desk.press("n", "n")
        await desk.until("› Tom Okafor")
        await desk.press("o")
        await desk.until("╭─ Log an outreach")
