"""Disks that are full, and files that may grow no larger."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.faults.processes import Writer, writing
from tests.faults.stores import OURS, STOCK, Kind
from tests.faults.tally import Count, Run, Tally

FULL = "the disk is full"
LARGER = "the file would be larger than is allowed here"
DOCUMENTS = 300
"""Documents that lie in the file from the beginning."""
ROOM = (150_000, 500_000)
"""Bytes that are left on the disk, between these."""
MORE = 10
"""Changes that are made once there is room again."""


class NoDiskError(Exception):
    """No small disk can be made here."""


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Yield a folder that is a disk of its own, of this size."""
    folder.mkdir(parents=True)
    options = f"size={kilobytes}k,mode=700"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        raise NoDiskError
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def full_disk(run: Run, kind: Kind) -> Tally:
    """Write until a disk is full, look, make room, and write again.

    Raises:
        NoDiskError: Nothing can be mounted here.

    """
    chance = Random(run.seed)
    count = Count()
    for place in run.places():
        folder = run.folder / str(place) / "disk"
        with small_disk(folder, chance.randrange(1_000, 2_000)) as disk:
            path, filler = disk / "network.json", disk / "filler"
            kind.fill(path, DOCUMENTS)
            _leave(disk, filler, chance.randrange(*ROOM))
            refused = _refused(Writer(path, kind), path, kind, FULL, count)
            filler.unlink()
            _goes_on(path, kind, refused, count)
    return count.tally("full disk of 1 to 2 MB", kind.name)


def size_limit(run: Run, kind: Kind) -> Tally:
    """Write until the file may grow no larger, look, and write again without a limit."""
    chance = Random(run.seed)
    count = Count()
    for place in run.places():
        path = run.folder / str(place) / "reachout" / "network.json"
        kind.fill(path, DOCUMENTS)
        limit = path.stat().st_size + chance.randrange(2_000, 80_000)
        refused = _refused(Writer(path, kind, f"limit={limit}"), path, kind, LARGER, count)
        _goes_on(path, kind, refused, count)
    return count.tally("file that may not grow", kind.name)


def _leave(disk: Path, filler: Path, room: int) -> None:
    """Fill a disk but for some room."""
    free = os.statvfs(disk)
    filler.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - room))


def _refused(writer: Writer, path: Path, kind: Kind, why: str, count: Count) -> bool:
    """Let a writer go on until it is refused; whether what it said is there."""
    with writing([writer]):
        code = writer.wait()
    if kind is OURS:
        said = code == 1 and why in writer.complaint and "\n" not in writer.complaint
        count.expect(said, f"it did not say in a sentence why not: {writer.complaint}")
        odd = OURS.oddity(path)
        count.expect(not odd, odd)
    count.rounds += 1
    return count.judge(set(writer.said), kind.there(path))


def _goes_on(path: Path, kind: Kind, readable: bool, count: Count) -> None:
    """Write a few more, once there is room, where the file can be read at all."""
    if not readable:
        return
    before = kind.there(path) or set()
    with writing([Writer(path, kind, commits=MORE)]) as (writer,):
        writer.wait()
    count.expect(kind is STOCK or len(writer.said) == MORE, f"nor later: {writer.complaint}")
    count.judge({*writer.said, *before}, kind.there(path))
    count.acknowledged -= len(before)
