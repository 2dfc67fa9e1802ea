"""What is measured, line by line of the table, and what each line is held against."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.benchmarks import data, screen, table
from tests.benchmarks.data import Size
from tests.benchmarks.probes import to_sqlite
from tests.benchmarks.pty import ROOT, environ
from tests.benchmarks.table import Row

Samples = dict[str, list[float]]

SMALL, FEW, LARGE = Size(200, 2_000), Size(200, 1_800), Size(10_000, 50_000)
LITTLE = Size(10, 50)
"""A network in which nothing takes long."""
HUNDRED = Size(100, 500)
"""As many people as one may have in the end."""
OPENED = 250
"""Milliseconds that a place may take to open for the first time."""
FRAMES = 33
"""Milliseconds that two frames take."""
FRAME = 17
"""Milliseconds that one takes."""


@dataclass(frozen=True)
class Effort:
    """How often each thing is measured, and on networks of which sizes."""

    rounds: int
    samples: int
    """In each round of what is measured within one process."""
    keys: int
    small: Size = SMALL
    idle: float = 60
    """Seconds for which nothing is touched."""
    few: Size = FEW
    large: Size = LARGE


FULL, QUICK = Effort(11, 10, 200), Effort(3, 3, 40, idle=10)


class Bench:
    """A folder with networks of each size, and what is measured on them."""

    def __init__(self, folder: Path, effort: Effort) -> None:
        self._folder = folder
        self._effort = effort
        self._home = folder / "home"

    def rows(self) -> Iterator[Row]:
        """Measure all, a line of the table at a time."""
        parts = (self.starts, self.opening, self.pictures, self.keys, self.commits, self.waits)
        for part in (*parts, self.sessions, self.idle, self.rules):
            yield from part()

    def _fresh(self, size: Size) -> Path:
        """Return the path of a network of this size that nothing was added to."""
        kept = self._folder / f"{size.documents}.json"
        if not kept.exists():
            data.write(kept, size)
        folder = self._folder / "used"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        return Path(shutil.copy(kept, folder / "network.json"))

    def _names(self, count: int) -> list[str]:
        """Return the names of some of the contacts of the large network."""
        size = self._effort.large
        contacts = list(data.tables(size, Random(1))["contacts"].values())
        return [contact["name"] for contact in contacts[:: max(1, len(contacts) // count)][:count]]

    def starts(self) -> Iterator[Row]:
        """The time to the first paint, against an empty app of the same framework."""
        small, large = self._effort.small, self._effort.large
        samples: dict[Size | None, list[float]] = {None: [], small: [], large: []}
        for at in range(self._effort.rounds + 1):
            for size in samples:
                path = None if size is None else self._fresh(size)
                took = screen.first_paint(path, self._home)
                # The first of each compiles the modules and warms the disk.
                samples[size] += [took] if at else []
        for size, aim in ((small, 1.5), (large, 3.0)):
            what = f"first paint, {size}"
            yield table.at_most(what, samples[size], samples[None], aim, "empty Textual app")

    def opening(self) -> Iterator[Row]:
        """Months opened for the first time, with much history and with next to none."""
        large = self._effort.large
        more = []
        for _ in range(self._effort.rounds):
            small, much = (
                screen.opening("3", self._fresh(size), self._home) for size in (LITTLE, large)
            )
            more.append(much - small)
        what = f"Months opened, {large.interactions:,} interactions, more than with 50"
        yield table.below(what, more, FRAME)

    def pictures(self) -> Iterator[Row]:
        """Network and Strategy, opened for the first time, and keys on them."""
        yield from self._place("4", "Network", {"move": "jk", "span": "]][["})
        yield from self._place("5", "Strategy", {"move": "jk", "part": "]["})

    def _place(self, key: str, name: str, keys: Mapping[str, str]) -> Iterator[Row]:
        """A place opened, and keys on it, with many people and with few."""
        few, large, home = HUNDRED, self._effort.large, self._home
        took: dict[Size, list[float]] = {few: [], large: []}
        for _ in range(self._effort.rounds):
            for size, samples in took.items():
                samples.append(screen.opening(key, self._fresh(size), home))
        yield table.below(f"{name} opened, {large}", took[large], OPENED)
        yield Row(f"  {few}", table.spread(took[few]))
        for what, pressed in keys.items():
            much, little = (
                screen.presses(key, pressed, self._fresh(size), home, self._effort.keys)
                for size in (large, few)
            )
            yield table.below(f"{what} on {name}, {large}, key to paint", much, FRAMES)
            yield Row(f"  {few}", table.spread(little))

    def keys(self) -> Iterator[Row]:
        """Keys in the list of people of the large network."""
        path = self._fresh(self._effort.large)
        took = screen.keys(path, self._home, self._names(8), self._effort.keys)
        people = f"{self._effort.large.contacts:,} people"
        yield table.below(f"move in a page, {people}, bytes", took["move bytes"], 600, "bytes")
        yield table.below(f"move in a page, {people}, key to paint", took["move"], FRAMES)
        yield table.below(f"scroll at the edge, {people}, key to paint", took["scroll"], FRAMES)
        yield Row("  its bytes", table.spread(took["scroll bytes"], "bytes"))
        yield table.below(f"letter in the filter, {people}, key to paint", took["letter"], FRAMES)

    def commits(self) -> Iterator[Row]:
        """One outreach logged durably, against TinyDB as it comes and sqlite3."""
        for size, aim in ((self._effort.few, None), (self._effort.large, 4.0)):
            took: dict[str, Samples] = {"ours": {}, "tinydb": {}, "sqlite": {}}
            for _ in range(max(1, self._effort.rounds // 2)):
                for name, samples in took.items():
                    _add(samples, self._probe(name, self._for(name, size)))
            what = f"durable log, {size.documents:,} documents"
            ours = took["ours"]["commit"]
            tinydb, sqlite = took["tinydb"]["commit"], took["sqlite"]["commit"]
            yield table.times_faster(what, ours, tinydb, aim, "TinyDB insert")
            yield table.times_faster(what, ours, sqlite, None, "sqlite3, WAL, FULL")
            yield Row("  the first after the start", table.spread(took["ours"]["first"]))

    def _for(self, name: str, size: Size) -> Path:
        path = self._fresh(size)
        if name != "sqlite":
            return path
        to_sqlite(data.tables(size, Random(1)), path.with_suffix(".sqlite"))
        return path.with_suffix(".sqlite")

    def waits(self) -> Iterator[Row]:
        """How long nothing else runs, and nothing is painted, while an outreach is saved."""
        size = self._effort.large
        took = self._probe("gaps", self._fresh(size))
        what = f"longest gap of a 1 ms ticker, {size.documents:,} documents"
        yield table.below(f"{what}, at rest", took["at rest"], FRAMES, part=1)
        yield table.below(f"{what}, first commit", took["first commit"], FRAMES, part=1)
        yield table.below(f"{what}, commits", took["commits"], FRAMES, part=1)
        names = self._names(max(2, self._effort.samples // 2))
        seen = screen.saving(self._fresh(size), self._home, names)
        yield Row("longest wait for a key, at rest", table.spread(seen["at rest"]))
        yield table.below("longest wait for a key, saving", seen["saving"], FRAMES, part=1)

    def sessions(self) -> Iterator[Row]:
        """How long a key waits while the app takes in what another session wrote."""
        size = self._effort.large
        path = self._fresh(size)
        write = [sys.executable, "-m", "tests.benchmarks.probes", "ours", str(path), "0"]
        took = screen.elsewhere(
            path,
            self._home,
            lambda: subprocess.run(
                write, cwd=ROOT, env=environ(self._home), capture_output=True, check=True
            ),
            self._effort.samples,
        )
        what = f"longest wait for a key in 1.5 s, {size.documents:,} documents"
        yield Row(f"{what}, at rest", table.spread(took["at rest"]))
        yield table.below(f"{what}, another session wrote", took["elsewhere"], FRAMES)

    def idle(self) -> Iterator[Row]:
        """What the app costs while nobody touches it."""
        path, seconds = self._fresh(self._effort.large), self._effort.idle
        written, used = screen.idle(path, self._home, seconds)
        yield table.below(f"idle for {seconds:g} s, bytes written", [written], 0, "bytes")
        yield table.below(f"idle for {seconds:g} s, part of a core", [used * 100], 1, "%")

    def rules(self) -> Iterator[Row]:
        """What the months, the balances and the suggestions cost, cold and after a commit."""
        size = self._effort.large
        took = self._probe("rules", self._fresh(size))
        for name, samples in took.items():
            yield Row(f"{name}, {size.documents:,} documents", table.spread(samples))

    def _probe(self, name: str, path: Path) -> Samples:
        """Run a probe in a process of its own."""
        command = [sys.executable, "-m", "tests.benchmarks.probes"]
        run = subprocess.run(
            [*command, name, str(path), str(self._effort.samples)],
            cwd=ROOT,
            env=environ(self._home),
            capture_output=True,
            text=True,
            check=True,
        )
        samples: Samples = json.loads(run.stdout)
        return samples


def _add(samples: Samples, more: Samples) -> None:
    for name, them in more.items():
        samples.setdefault(name, []).extend(them)


def measured(folder: Path, effort: Effort, tell: Callable[[str], object]) -> str:
    """Measure everything in a folder and return the table, telling each line as it comes."""
    rows = []
    for row in Bench(folder, effort).rows():
        rows.append(row)
        tell("  ".join(filter(None, row.cells())))
    return table.written(rows)
