"""Opens what the app works on: the store, or a made-up one, with the settings and the clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from habit.errors import RefusedError
from storage.paths import data_path, settings_path
from storage.settings import load
from storage.store import Store, new_id
from tui.abilities import abilities
from tui.clock import Clock
from tui.glyphs import ASCII, UNICODE
from tui.options import Options
from tui.state import State


@contextmanager
def opened(options: Options) -> Iterator[tuple[State, str | None]]:
    """Open the data file, or with `--demo` a made-up one that is gone afterwards.

    Yields:
        The state that all screens share, and the theme that was asked for, if any.

    """
    if options.demo:
        from tui.demo import demo_store

        with demo_store(Clock().today()) as path:
            yield _state(path, options)
    else:
        yield _state(data_path(options.data, os.environ), options)


def _state(path: Path, options: Options) -> tuple[State, str | None]:
    import themes

    where = settings_path(os.environ)
    settings, problems = load(where)
    theme = options.theme or settings.theme
    try:
        if theme is not None:
            themes.load(theme)
    except RefusedError as error:
        if options.theme:
            raise
        problems = (*problems, f"{where}: {error}")
        theme = None
    encoding = getattr(sys.__stderr__, "encoding", None)
    ascii_only = options.ascii or settings.ascii
    can = abilities(os.environ, encoding, settings.colors, ascii_only=ascii_only)
    store = Store.open(path)
    state = State(
        store=store,
        clock=Clock(),
        settings=settings,
        settings_path=where,
        new_id=new_id,
        glyphs=replace(UNICODE if can.utf8 else ASCII),
        can=can,
        problems=(*problems, *_repairs(len(store.repairs))),
    )
    return state, theme


def _repairs(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    words = "1 document needs" if count == 1 else f"{count} documents need"
    return (f"{words} repair; nothing of it is lost. ! shows what is wrong.",)
