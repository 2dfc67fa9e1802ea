"""Somebody who presses any key, in the real program on a real terminal, with commands run beside.

    python -m tests.faults.monkey --seconds 1800 --seed 7

Whatever is typed, the program neither ends by itself nor hangs, its file can be read and refers to
nothing that is not there, and what is taken back comes back.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import time_ns

from storage.doctor import examine
from storage.store import ClashError, NothingError, Store
from tests.benchmarks.data import TODAY
from tests.e2e.terminal import ROOT, Terminal, plain_environ
from tests.faults.files import FILES
from tests.faults.keys import ESCAPE, QUIT, typed
from tests.faults.machine import documents
from tests.faults.model import Documents
from tests.faults.stores import OURS
from tests.faults.tally import Count, Run, Tally

ROUND = 30.0
"""Seconds for which a monkey sits before one file."""
PATIENCE = 30.0
"""Seconds after which a program that shows nothing, or does not end, is taken to hang."""
STEPS = 25
"""Actions that are taken back and brought back again."""
ASKED = frozenset({"reference", "invalid", "duplicate"})
"""The kinds of findings that no key may lead to."""
SIZES = ((80, 24), (80, 24), (120, 36), (40, 12), (20, 5), (200, 60))
BESIDE = (
    ("log", "Bo Okafor", "--via", "call", "--add"),
    ("log", "Tom Okafor", "--via", "email", "--add", "--note", "[/] maps"),
    ("add", "Ana Silva", "--list", "Friends"),
    ("undo", "--anyway"),
    ("redo", "--anyway"),
    ("status",),
    ("week", "--json"),
    ("next",),
    ("people", "a"),
    ("doctor",),
    ("goal", "3"),
    ("pause", "2026-11-30"),
    ("event", "add", "A fair"),
    ("backup",),
)
"""What is run in a shell meanwhile."""


class Unseen(Terminal):
    """A terminal at which nobody looks: what is written is kept, and not drawn."""

    def draw(self, data: bytes) -> None:
        """Draw nothing."""


class Monkey:
    """One file, the program on it, and what was pressed."""

    def __init__(self, folder: Path, kind: str, random: Random) -> None:
        self.path = folder / "network.json"
        self._random = random
        self._env = {
            "REACHOUT_DATA": str(self.path),
            "REACHOUT_TODAY": TODAY.isoformat(),
            "REACHOUT_DEBUG": "1",
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "settings"),
            "PYTHONFAULTHANDLER": "1",
        }
        folder.mkdir(mode=0o700, parents=True)
        FILES[kind](self.path)
        self.before = findings(self.path)
        self.keys: deque[str] = deque(maxlen=400)
        self.pressed = self.commands = 0
        self._beside: subprocess.Popen[str] | None = None
        self._app = self._open()

    def _open(self) -> Terminal:
        """Open the program, and wait until it shows something."""
        cols, rows = self._random.choice(SIZES[:4])
        app = Unseen((), cols, rows, **self._env)
        self._until_shown(app)
        return app

    def _until_shown(self, app: Terminal) -> bool:
        """Wait until something was written; whether it was."""
        before, end = len(app.raw), time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not app.pump(0.1):
                return True  # it has ended, and that is looked at by itself
            if len(app.raw) > before:
                return True
        return False

    def sit(self, seconds: float) -> Iterator[str]:
        """Press keys for so long; yield what is not as it should be."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._press(typed(self._random))
            yield from self._look_beside()
            if self._random.random() < 0.05:
                self._app.resize(*self._random.choice(SIZES))
            if self._random.random() < 0.1 and not self._answers():
                yield f"it hangs: {self._stacks()}"
                self._app = self._open()
            if (code := self._ended()) is not None:
                if code:
                    yield f"it ended with {code}: {self._complaint()}"
                self._app = self._open()
        yield from self._leave()
        yield from self._look_beside(wait=True)

    def _press(self, keys: Sequence[str]) -> None:
        for key in keys:
            self.keys.append(key)
            self.pressed += 1
            with suppress(OSError):
                self._app.send(key)
            # An escape with something close behind it would be another key.
            pause = 0.06 if key == ESCAPE else self._random.choice((0, 0, 0, 0.002, 0.02))
            self._app.pump(0)
            time.sleep(pause)
        self._app.pump(self._random.choice((0, 0.02, 0.1)))

    def _answers(self) -> bool:
        """Whether it draws itself anew where the window is another."""
        while self._app.rest(0.2):
            pass
        size = self._app.screen
        self._app.resize(size.columns + (1 if size.columns < 100 else -1), size.lines)
        return self._until_shown(self._app)

    def _stacks(self) -> str:
        """End it, and return where it was."""
        self._app.signal(signal.SIGABRT)
        self._app.rest(1)
        said = self._complaint()
        self._app.close()
        return said

    def _ended(self) -> int | None:
        """The code with which the program has ended, if it has."""
        pid, status = os.waitpid(self._app.pid, os.WNOHANG)
        if not pid:
            return None
        self._app.rest(0.05)
        self._app.pid = 0
        code = os.waitstatus_to_exitcode(status)
        if not code:
            self._app.close()
        return code

    def _complaint(self) -> str:
        """The end of what the program wrote, and what was pressed before it."""
        said = self._app.raw[-6000:].decode("utf-8", "replace")
        self._app.close()
        return f"{said}\nafter {list(self.keys)[-80:]}"

    def _leave(self) -> Iterator[str]:
        """End the program: with a key, by a signal, or as a terminal that closes."""
        how = self._random.choice((QUIT, QUIT, "HUP", "TERM", "closed"))
        wanted = {QUIT: 0, "HUP": 129, "TERM": 143, "closed": 129}[how]
        if how == "closed":
            self._app.hang_up()
        elif how != QUIT:
            self._app.signal(signal.Signals[f"SIG{how}"])
        code = self._quit() if how == QUIT else self._end()
        if code is None:
            yield f"it does not end ({how!r}): {self._stacks()}"
        elif code != wanted and not (code == 0 and self._has_quit):
            yield f"it ended with {code} ({how!r}): {self._complaint()}"
        self._app.close()

    @property
    def _has_quit(self) -> bool:
        """Whether it may have been quit with one of the last keys."""
        return bool({"q", QUIT} & set(list(self.keys)[-30:]))

    def _quit(self) -> int | None:
        """Quit with the key; what was typed is given up when it is asked for."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for key in (QUIT, "y"):
                with suppress(OSError):
                    self._app.send(key)
                with suppress(AssertionError):
                    return self._app.exit_code(2)
        return None

    def _end(self) -> int | None:
        with suppress(AssertionError):
            return self._app.exit_code(PATIENCE)
        return None

    def _look_beside(self, *, wait: bool = False) -> Iterator[str]:
        """Run commands in a shell, one after the other; yield where one of them is amiss."""
        if self._beside is not None and (wait or self._beside.poll() is not None):
            try:
                _, said = self._beside.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                self._beside.kill()
                said = "it hangs: unforeseen"
            code = self._beside.returncode
            if code not in (0, 1, 2) or "unforeseen" in said:
                yield f"{self._beside.args!r}: {code}, {said}"
            self._beside = None
        if self._beside is None and not wait and self._random.random() < 0.15:
            self.commands += 1
            self._beside = subprocess.Popen(
                [sys.executable, "-m", "tui", *self._random.choice(BESIDE)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                cwd=ROOT,
                env={**plain_environ(), **self._env, "REACHOUT_DEBUG": ""},
            )


def findings(path: Path) -> set[tuple[str, str]]:
    """Return what in a file no key may have led to."""
    store = Store.open(path)
    try:
        return {(one.kind, one.what) for one in examine(store, TODAY) if one.kind in ASKED}
    finally:
        store.close()


def amiss(monkey: Monkey) -> Iterator[str]:
    """Yield what is not as it should be in the file that a monkey leaves."""
    if not monkey.path.exists():
        return
    try:
        json.loads(monkey.path.read_bytes())
    except ValueError as error:
        yield f"the file cannot be read: {error}"
        return
    for kind, what in findings(monkey.path) - monkey.before:
        yield f"{kind}: {what}"
    copy = monkey.path.with_name("copy.json")
    shutil.copy(monkey.path, copy)
    try:
        there, back = there_and_back(copy)
    except (NothingError, ClashError) as error:
        yield f"what was taken back cannot be brought back: {error}"
        return
    differ = sorted(key for key in {*there, *back} if there.get(key) != back.get(key))
    for key in differ[:3]:
        yield f"taken back and brought back, {key} is {back.get(key)}, and was {there.get(key)}"


def there_and_back(path: Path) -> tuple[Documents, Documents]:
    """Return the documents before the last actions are taken back, and after they came back."""
    store = Store.open(path)
    before, taken = documents(store.tables), list[str]()
    with suppress(NothingError, ClashError):  # what the app would ask about first
        for _ in range(STEPS):
            there = {one.id for one in store.actions if not one.undone}
            store.take_back()
            # What turned out to change nothing is gone, with nothing to bring back.
            taken += there & {one.id for one in store.actions if one.undone}
    for key in reversed(taken):
        store.bring_back(key)
    after = documents(store.tables)
    store.close()
    return before, after


def at_the_keys(run: Run, kinds: tuple[str, ...] = tuple(FILES), seconds: float = ROUND) -> Tally:
    """Have a monkey at the keys, before one kind of file after the other."""
    count, pressed, commands = Count(), 0, 0
    for place in run.places():
        kind = kinds[place % len(kinds)]
        monkey = Monkey(run.folder / str(place), kind, Random(f"{run.seed} {place}"))
        told = [*monkey.sit(seconds), *amiss(monkey)]
        for one in told:
            count.expect(False, f"round {place}, {kind}: {one}")
            print(f"round {place}, {kind}: {one}", file=sys.stderr, flush=True)
        count.rounds += 1
        count.unreadable += any("cannot be read" in one for one in told)
        pressed, commands = pressed + monkey.pressed, commands + monkey.commands
        if monkey.path.exists():
            count.acknowledged += len(json.loads(monkey.path.read_bytes()).get("_undo", {}))
        if not told:
            shutil.rmtree(run.folder / str(place))
    return count.tally("any key", OURS.name, f"{pressed:,} keys, {commands:,} commands beside")


def main() -> int:
    """Sit for as long as was asked for, and tell of every round in which something was amiss."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=1800.0)
    parser.add_argument("--seed", type=int, default=time_ns() % 10**6, help="as of another run")
    parser.add_argument("--kind", choices=list(FILES), action="append", help="the kind of file")
    parser.add_argument("--keep", type=Path, help="where the files of such rounds are left")
    args = parser.parse_args()
    print(f"Seed {args.seed}.", file=sys.stderr, flush=True)
    kinds = tuple(args.kind or FILES)
    with TemporaryDirectory(prefix="reachout-monkey-") as folder:
        tally = at_the_keys(Run(Path(folder), 10**6, args.seed, args.seconds), kinds)
        if args.keep is not None:
            shutil.copytree(folder, args.keep, dirs_exist_ok=True)
    print(f"{tally.rounds} rounds, {tally.acknowledged:,} actions in the files. {tally.note}")
    return int(bool(tally.amiss))


if __name__ == "__main__":
    sys.exit(main())
