"""What is measured on a real terminal: the first paint, keys, and keys while the app commits."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks.data import METER
from tests.benchmarks.empty import WORD
from tests.benchmarks.pty import Painted, Program, environ

Samples = dict[str, list[float]]

_LETTERS = 4
"""How many letters of a name are typed into the filter."""
_SCROLLED = 1500
"""More bytes than this moved the list, not just the cursor."""
_WHILE = 0.5
"""Seconds for which keys are pressed after the one that saves."""
_ESCAPE, _ENTER, _TAB = "\x1b", "\r", "\t"


def first_paint(path: Path | None, home: Path) -> float:
    """Return the milliseconds to the first frame with the meter's numbers, or of an empty app."""
    module = ["tests.benchmarks.empty"] if path is None else _app(path)
    with Program(module, environ(home)) as program:
        return program.until(WORD if path is None else METER)


def opening(key: str, path: Path, home: Path) -> float:
    """Return the milliseconds from a place's key until it has been painted for the first time."""
    with Program(_app(path), environ(home)) as program:
        _start(program)
        program.settle(quiet=1)
        return program.press(key, quiet=0.5).last


def presses(place: str, pressed: str, path: Path, home: Path, count: int) -> list[float]:
    """Return the milliseconds that each of some keys takes in a place, pressed in turn."""
    with Program(_app(path), environ(home)) as program:
        _start(program)
        program.press(place, quiet=0.5)
        return [program.press(pressed[at % len(pressed)]).last for at in range(count)]


def keys(path: Path, home: Path, names: Sequence[str], count: int) -> Samples:
    """Return what moves, scrolls, and letters of these names in the filter take in People."""
    with Program(_app(path), environ(home)) as program:
        _start(program)
        program.press("2", quiet=0.5)
        moves = [program.press("jk"[at % 2]) for at in range(count)]
        downs = [program.press("j") for _ in range(count)]
        scrolls = [one for one in downs if one.count > _SCROLLED]
        letters = [one for name in names for one in _filtered(program, name[:_LETTERS])]
    return {
        **_samples("move", moves),
        **_samples("scroll", scrolls),
        **_samples("letter", letters),
    }


def _filtered(program: Program, letters: str) -> list[Painted]:
    """Type letters into the filter, one by one, and clear it."""
    program.press("/", quiet=0.2)
    painted = [program.press(letter, quiet=0.15) for letter in letters]
    program.press(_ESCAPE, quiet=0.5)
    return painted


def _samples(what: str, painted: Sequence[Painted]) -> Samples:
    return {
        what: [one.last for one in painted],
        f"{what} echo": [one.first for one in painted],
        f"{what} bytes": [float(one.count) for one in painted],
    }


def saving(path: Path, home: Path, names: Sequence[str]) -> Samples:
    """Return the longest wait for the answer to a key, at rest and while an outreach is saved.

    For each name a call is logged in the log bar; the keys go to its note until it closes, and
    then to the list behind it.
    """
    samples: Samples = {"at rest": [], "saving": []}
    with Program(_app(path), environ(home)) as program:
        _start(program)
        for name in names:
            for key in ("l", name, _ENTER, "c", _TAB):
                program.press(key, quiet=0.2)
            samples["at rest"].append(_longest_wait(program))
            program.send(_ENTER)
            samples["saving"].append(_longest_wait(program))
            program.settle()
    return samples


def elsewhere(path: Path, home: Path, write: Callable[[], object], count: int) -> Samples:
    """Return the longest wait for a key before and after another session wrote, in milliseconds.

    `write` has a program of its own write one outreach.
    """
    samples: Samples = {"at rest": [], "elsewhere": []}
    with Program(_app(path), environ(home)) as program:
        _start(program)
        for _ in range(count):
            samples["at rest"].append(_from_the_top(program))
            write()
            samples["elsewhere"].append(_from_the_top(program))
            program.settle()
    return samples


def _from_the_top(program: Program) -> float:
    """Measure where a key has somewhere to go, whoever is suggested by now."""
    program.press("g", quiet=0.05)
    return _longest_wait(program, seconds=1.5)


def idle(path: Path, home: Path, seconds: float) -> tuple[int, float]:
    """Return the bytes written and the part of a core used while nothing happens."""
    with Program(_app(path), environ(home)) as program:
        _start(program)
        program.settle(quiet=2)
        written, used = len(program.raw), program.processor()
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            program.read(left)
        return len(program.raw) - written, (program.processor() - used) / seconds


def _longest_wait(program: Program, seconds: float = _WHILE) -> float:
    """Press one key after another, each once the one before was answered."""
    waits: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        waits.append(program.answer("jk"[len(waits) % 2]))
    return max(waits)


def _start(program: Program) -> None:
    program.until(METER)
    program.settle()


def _app(path: Path) -> list[str]:
    return ["tui", "--data", str(path)]
