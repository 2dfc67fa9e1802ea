"""Writers that are killed, asked to leave, stopped, and many at once."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from random import Random

from storage import backups
from tests.faults.processes import Writer, writing
from tests.faults.stores import OURS, STOCK, Kind, is_whole
from tests.faults.tally import Count, Run, Tally

CROWD = 4
"""Writers at once."""
SIGNALS = 8
"""Signals sent to a crowd in one round."""
EACH = 100
"""Changes that each of a crowd makes when nobody disturbs it."""


class Site:
    """A folder with a data file on which rounds are run, begun anew whenever it is lost."""

    def __init__(self, folder: Path, kind: Kind, documents: int = 0) -> None:
        self.kind = kind
        self.count = Count()
        self._folder = folder
        self._documents = documents
        self._said: set[str] = set()
        self._files = 0
        self._begin()

    def _begin(self) -> None:
        self._files += 1
        self.path = self._folder / f"{self._files}" / "reachout" / "network.json"
        self.path.parent.mkdir(parents=True, mode=0o700)
        if self._documents:
            self.kind.fill(self.path, self._documents)

    def expect(self, sound: bool, otherwise: str) -> None:
        """Note what should be so with our store and is not."""
        self.count.expect(sound or self.kind is STOCK, otherwise)

    def hear(self, writer: Writer) -> None:
        """Take down what a writer that has ended said, and whether it had reason to complain."""
        self._said |= set(writer.said)
        self.expect(not writer.complaint, writer.complaint)

    def judge(self, *, anew: bool = False) -> None:
        """Look whether all that was said is there; what can no longer be read is begun anew."""
        self.count.rounds += 1
        there = self.kind.there(self.path)
        if self.kind is OURS:
            odd = OURS.oddity(self.path)
            self.expect(not odd, odd)
        if anew or there is None or not self._said <= there:
            self.count.judge(self._said, there)
            self._said = set()
        if anew or there is None:
            self._begin()

    def tally(self, name: str, note: str = "") -> Tally:
        """Return what all rounds came to; what was said and never missed is counted here."""
        self.count.judge(self._said, self.kind.there(self.path))
        for _, backup in backups.all_of(self.path):
            self.expect(is_whole(backup), f"the backup {backup.name} is not whole")
        return self.count.tally(name, self.kind.name, note)


def kills(run: Run, kind: Kind, documents: int = 1_000) -> Tally:
    """Kill one writer after the other: half of them anywhere, half once a commit has begun."""
    chance = Random(run.seed)
    site = Site(run.folder, kind, documents)
    caught = 0
    for place in run.places():
        options = () if place % 4 else (f"quick={time.time()}",)
        with writing([Writer(site.path, kind, *options)]) as (writer,):
            writer.until(chance.randrange(1, 5))
            if place % 2:
                writer.aim(site.path, kind)
            if place % 4 < 3:
                time.sleep(chance.random() * 0.005)
            site.expect(writer.end(signal.SIGKILL) == -signal.SIGKILL, "it ended by itself")
            caught += kind is OURS and kind.sign(site.path) is not None
            site.hear(writer)
        site.judge()
    note = f"{caught} of them left half a version beside the file" if kind is OURS else ""
    return site.tally("kill -9, one writer", note)


def crowd(run: Run, kind: Kind) -> Tally:
    """Let several write at once while KILL, TERM and HUP hit one and another, which start again."""
    chance = Random(run.seed)
    site = Site(run.folder, kind)
    sent = dict.fromkeys((signal.SIGKILL, signal.SIGTERM, signal.SIGHUP), 0)
    for _ in run.places():
        with writing(_endless(site) for _ in range(CROWD)) as writers:
            for _ in range(SIGNALS):
                time.sleep(chance.random() * 0.1)
                number = chance.choice(list(sent))
                if not _hit(site, writers, chance.randrange(CROWD), number):
                    break  # nobody can write any more
                sent[number] += 1
            for writer in writers:
                writer.end(signal.SIGTERM)
                site.hear(writer)
        site.judge()
    note = ", ".join(f"{count} {number.name.removeprefix('SIG')}" for number, count in sent.items())
    return site.tally(f"signals, {CROWD} writers at once", note)


def _endless(site: Site) -> Writer:
    return Writer(site.path, site.kind, "pause=0.002")


def _hit(site: Site, writers: list[Writer], place: int, number: signal.Signals) -> bool:
    """Send a signal to one that has acknowledged something, and start another in its place."""
    writer = writers[place]
    if not writer.until(1):
        site.expect(False, "a writer ended by itself")
        return False
    code = writer.end(number)
    in_order = code == (-number if number == signal.SIGKILL else 128 + number)
    site.expect(in_order, f"it ended with {code} after {number.name}")
    site.hear(writer)
    writers[place] = _endless(site)
    return True


def together(run: Run, kind: Kind) -> Tally:
    """Let several processes make a hundred changes each to a new file."""
    site = Site(run.folder, kind)
    for _ in run.places():
        with writing(Writer(site.path, kind, commits=EACH) for _ in range(CROWD)) as writers:
            for writer in writers:
                writer.wait()
                site.hear(writer)
        site.judge(anew=True)
    done = site.count
    asked = done.rounds * CROWD * EACH
    there = done.acknowledged - done.lost
    return site.tally(f"{CROWD} processes, {EACH} changes each", f"{there:,} of {asked:,} present")
