"""The page that keeps what `make faults` found."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import version
from textwrap import fill

from tests.faults.tally import Tally, written
from tests.faults.trials import Trial

Found = Sequence[tuple[Trial, Sequence[Tally]]]
"""Each trial with what it came to, with our store and with the stock one."""

_PAGE = """\
# Nothing acknowledged is lost

What the app or a command says is saved is whole on the disk. Whatever happens after that, it is
there: a killed process, a dropped line, a full disk, another session. This page says how that is
tried, what came of it, and what nobody has tried.

The promise in full:

- A change that was acknowledged is there. One that was not is there whole, or not at all.
- Plain TinyDB can read the file at every moment.
- When something cannot be saved a sentence says why, and nothing has changed.
- Everything can be taken back, and what was taken back can be brought back.
- A damaged file is set aside and never deleted. The newest good backup takes its place, with what
  could still be read from the damaged one, and a sentence says so. Newest is what was changed last:
  a clock that was wrong for an hour makes no old copy the newest. A command that only reads, such
  as a status bar runs, never does that: it says what is wrong.
- A file that something else emptied is told of, and the backups that have the rest stay until it is
  back.
- Two versions that git left in one file are merged when you say so, and a document that only one
  of them has is never lost.

## How it is tried

`make faults` tries for up to ten minutes to lose something, and ends with 1 when it could;
`make test` does the same in small. Writers are processes that say an id once it is acknowledged,
and every id that was said is looked for afterwards. The same is done to *TinyDB* as it comes
(`JSONStorage` of {tinydb}) with the same documents, where that makes sense. It promises none of
this, and its manual sends whoever needs several processes elsewhere: it is here to show that the
trials bite.

{how}

## What came of it

- *acknowledged*: changes that a process was told are saved; in the trials with damage, documents
  that were in the file.
- *lost*: those of them that were not there afterwards, although they should be. In a file that
  cannot be read, all of them are.
- *unreadable*: rounds after which the file could not be read.
- *silent*: rounds after which something read otherwise than before, and nothing said so.

{table}

Measured with {versions}, in one run with the seed {seed} (`--seed` in
`python -m tests.faults` takes the same moments again, as far as a machine does anything twice).
Where a store has fewer rounds than the other, its time was up.
{kept}

Damage to the file itself is the one thing that can take what was acknowledged: documents newer
than the newest backup, where it was their bytes that it hit. The last column counts them, and each
time a sentence said that the file was damaged, from when the backup is, and where the damaged file
is kept.

*Silent* is not nothing, and is not hidden: the file is plain JSON without checksums, so that any
tool can read and write it. Where a flipped bit makes another text, number or name of it, it is a
file as good as the one before, and nobody can tell. In the name of a table it puts that table out
of sight until the name is put right.

`kill -9` alone does the stock storage little harm, as its write is one short call of the system. A
second writer, a full disk and a cut do the harm.

## What is not covered

- **A power cut.** Nobody pulled a plug. What is done is in the right order for it: write beside the
  file, flush, put in place, flush the folder, and only then say *saved*. A disk that says it has
  flushed and has not can lose the last changes.
- **Slow disks.** The disk under these trials answers a flush in less than a millisecond. On a real
  one every moment that a signal can hit is longer; the order is the same.
- **Network disks and synced folders** (NFS, SSHFS, Dropbox). Locks may not hold there, and changes
  of another machine are seen late. Keep the file on a disk of the machine. A copy that a sync
  leaves beside the file, and an older version that it puts under an open session, are found (see
  [the file](data.md)); what it goes over while nothing is open is in the backups alone.
- **Other systems than Linux**, and file systems other than the one here.
- **A tool that takes no lock**, and puts another file in the place of ours between our last look
  and our own replacement: microseconds, in which its version is gone over.
- **What you have typed and not yet saved.**

## What you can do

- *Another session holds the file, stopped*: bring it back to the foreground (`fg`) or close it,
  then do it again.
- *The disk is full*: make room, then do it again. What was saved before is there.
- *The file was damaged*: read the sentence, it names the copy that was set aside. `reachout doctor`
  looks through what is there now, `reachout backup --list` shows the copies, and
  `reachout restore` goes back to one of them.
- *git or a sync left two versions*: `reachout doctor` says what each has, and
  `reachout doctor --fix`, or `!` in the app, takes in both.
- Backups lie on the same disk as the file. `reachout backup /media/usb` makes one elsewhere.
"""


def page(found: Found, seed: int) -> str:
    """Return the page."""
    return _PAGE.format(
        tinydb=f"TinyDB {version('tinydb')}",
        how="\n".join(_wrapped(f"- **{them[0].name}**: {one.how}") for one, them in found),
        table=written([tally for _, tallies in found for tally in tallies]),
        versions=f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        seed=seed,
        kept=_kept([them[0] for one, them in found if not one.damages]),
    )


def _wrapped(text: str) -> str:
    return fill(text, 100, subsequent_indent="  ", break_on_hyphens=False)


def _kept(ours: Sequence[Tally]) -> str:
    """Return what the figures come to, in a sentence."""
    acknowledged, lost = sum(one.acknowledged for one in ours), sum(one.lost for one in ours)
    return f"""\
Of {acknowledged:,} changes that reachout acknowledged in all trials but those with damage,
{lost:,} were lost."""
