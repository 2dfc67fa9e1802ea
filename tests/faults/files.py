"""The files on which a monkey sits: lived in, new, hostile, and large."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests import hostile
from tests.benchmarks import data
from tui.demo import demo_store

MANY = data.Size(10_000, 20_000)


def made_up(path: Path) -> None:
    """Copy the network of the demonstration."""
    with demo_store(data.TODAY) as made:
        shutil.copy(made, path)


def empty(_path: Path) -> None:
    """Make nothing: the first run makes the file."""


def large(path: Path) -> None:
    """Write a network of ten thousand people."""
    data.write(path, MANY)


FILES: Mapping[str, Callable[[Path], object]] = {
    "made-up": made_up,
    "empty": empty,
    "hostile": hostile.write,
    "10,000 people": large,
}
