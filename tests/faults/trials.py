"""All trials: how each goes about it, and how large it is when there is time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults import damage, disks, kills, monkey, sessions
from tests.faults.machine import Sessions
from tests.faults.stores import OURS, STOCK
from tests.faults.tally import Count, Run, Tally

BATCH = 20
"""Pairs of sessions that are tried between two looks at the clock."""
DOCUMENTS = 10_000
"""In the file whose writer is killed: enough that a commit takes a while."""

Try = Callable[[Run], Tally]


@dataclass(frozen=True)
class Trial:
    """One trial with our store, and where it makes sense with the stock one."""

    how: str
    """What is done, in words for the page."""
    rounds: int
    seconds: float
    """For each of the two."""
    ours: Try
    stock: Try | None = None
    damages: bool = False
    """Whether it damages the file itself."""


def anything(run: Run) -> Tally:
    """Let two sessions do, take back and bring back anything, held against a model."""
    count = Count()
    before = Sessions.moves
    some = settings(
        max_examples=BATCH,
        stateful_step_count=50,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    for _ in run.places():
        run_state_machine_as_test(Sessions, settings=some)  # raises when they differ
        count.rounds += BATCH
    count.acknowledged = Sessions.moves - before
    return count.tally("two sessions, any actions", OURS.name, "each step as the model says")


TRIALS = (
    Trial(
        "One process writes and is killed with `kill -9`: half of the time anywhere, half of the "
        "time in the moment in which a commit begins to write. In every fourth round its clock "
        "runs fast, so that nearly every commit makes a backup as well.",
        200,
        70,
        partial(kills.kills, kind=OURS, documents=DOCUMENTS),
        partial(kills.kills, kind=STOCK, documents=DOCUMENTS),
    ),
    Trial(
        f"{kills.CROWD} processes write to one file at once, and {kills.SIGNALS} times a round "
        "one of them gets KILL, TERM or HUP at a random moment and is started again. TERM and HUP "
        "are handled as the app handles them: what is in flight is finished first.",
        25,
        40,
        partial(kills.crowd, kind=OURS),
        partial(kills.crowd, kind=STOCK),
    ),
    Trial(
        f"{kills.CROWD} processes make {kills.EACH} changes each to a new file, and nobody "
        "disturbs them.",
        5,
        10,
        partial(kills.together, kind=OURS),
        partial(kills.together, kind=STOCK),
    ),
    Trial(
        "A session is stopped (SIGSTOP) in the middle of a commit, with the lock in its hands. "
        "Others still read; when they write they give up after their patience, in a sentence that "
        "names the process and says that it is stopped. Then it goes on or is killed, and all "
        "write again.",
        20,
        15,
        sessions.stopped,
    ),
    Trial(
        f"A backup is put in the place of the file while {sessions.WRITERS} processes write. What "
        "is acknowledged after that has to be there; taking the restore back has to bring "
        "everything that was acknowledged before, and to leave what came after.",
        20,
        20,
        sessions.restored,
    ),
    Trial(
        "The file, and in half of the rounds its newest backups, are cut off at a random place, "
        "and opened; in a third of the rounds a session is open meanwhile. Lost would be what the "
        "newest readable backup or the open session still had.",
        150,
        20,
        partial(damage.damaged, harm=damage.cut, name="cut off anywhere"),
        partial(damage.damaged_stock, harm=damage.cut, name="cut off anywhere"),
        damages=True,
    ),
    Trial(
        "The same with one bit flipped at a random place, or five.",
        150,
        20,
        partial(damage.damaged, harm=damage.flipped, name="bits flipped anywhere"),
        partial(damage.damaged_stock, harm=damage.flipped, name="bits flipped anywhere"),
        damages=True,
    ),
    Trial(
        "A process writes to a small disk (tmpfs) until it is full; once there is room again, "
        "another writes on.",
        10,
        25,
        partial(disks.full_disk, kind=OURS),
        partial(disks.full_disk, kind=STOCK),
    ),
    Trial(
        "The same with a limit on the size of files (RLIMIT_FSIZE) in the place of a small disk.",
        10,
        12,
        partial(disks.size_limit, kind=OURS),
        partial(disks.size_limit, kind=STOCK),
    ),
    Trial(
        "Two sessions on one file do at random anything that somebody might do, take back and "
        "bring back any of it in any order, look again, close and open. A simple model says what "
        "has to be there, and plain TinyDB has to read just that after each step. A round is a "
        "new file.",
        1_000,
        50,
        anything,
    ),
    Trial(
        "A monkey presses any key in the real program on a real terminal, in packets and one by "
        "one, pastes, and changes the size of the window, while commands of the shell are run on "
        "the same file, and in the end quits, is hung up on or terminated. It sits in turn before "
        "the made-up network, a new file, one full of hostile text, and one of ten thousand "
        "people. The program must neither end by itself nor hang; the file must refer to nothing "
        "that is not there; what is taken back must come back just as it was. A round is one "
        f"sitting of {monkey.ROUND:.0f} seconds; acknowledged are the actions that it left. "
        "`python -m tests.faults.monkey --seconds 1800 --seed 7` has it sit for half an hour.",
        8,
        75,
        monkey.at_the_keys,
    ),
)
