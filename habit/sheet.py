"""Everything that the strategy consists of, part by part and line by line, as it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from habit.chances import openings
from habit.dates import counted
from habit.entries import entries
from habit.goals import goal_of, time_of, why_of
from habit.live import Live, live
from habit.looks import ASKED, beside, is_due, lines_of, ratings
from habit.model import Entry, Goal
from habit.network import Network
from habit.progress import Progress, number
from habit.reasons import TEN, answers
from habit.review import reasons as quiet_reasons
from habit.strategy import Node, stands, timetable, tree, what_of
from habit.weeks import start_of_week


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the strategy: its title, and the kind of line that is added to it."""

    key: str
    title: str
    adds: str
    empty: str
    """What stands there while nothing is in it: its key, and what that does."""
    about: str
    """What it is for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the strategy."""

    key: str
    part: Part
    what: str
    """The kind of its entry, or what else it is: `mode`, `due`, `ours`, `quiet`, `offer`, ..."""
    text: str
    beside: str = ""
    """A few words more, beside it."""
    entry: Entry | None = None
    depth: int = 0
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The strategy as it stands on a day."""

    rows: tuple[Row, ...]
    nodes: tuple[Node, ...]
    why: str
    goal: Goal | None
    active: Live
    look_due: bool
    looks: Mapping[str, Sequence[int]]
    """The answers of the honest looks, oldest first, by question."""

    @property
    def numbered(self) -> list[Row]:
        """The lines that can be changed, in their order, so that a number names each."""
        return [row for row in self.rows if row.entry is not None and row.what != "due"]


WHY = Part(
    "why",
    "Why",
    "why",
    "a says why people matter to you, in your own words.",
    "The reason behind it all. It stands on top, for the weeks in which it is needed.",
)
GOALS = Part(
    "goals",
    "Goals",
    "goal",
    "a writes down a goal: what your network is to make true.",
    "Objectives serve a goal; benchmarks measure both, with numbers that fill themselves.",
)
DATES = Part(
    "dates",
    "Timetable",
    "goal",
    "What has a date stands here, soonest first.",
    "Objectives and benchmarks with a day to be there by, and how each of them stands.",
)
CHANCES = Part(
    "chances",
    "Openings",
    "chance",
    "a notes an opening: a talk, a post, an inside word.",
    "What came of knowing people, or passed by, and whom it came from.",
)
REASONS = Part("reasons", "Reasons to keep in touch", "reason", "", "")
EXCUSES = Part(
    "excuses",
    "Excuses, each with an answer",
    "excuse",
    "a writes an excuse down.",
    "Whatever keeps you from calling. Each is answered with one of the reasons.",
)
QUIET = Part("quiet", "Why weeks were quiet", "", "", "")
SHARE = Part(
    "share",
    "What you have to share",
    "share",
    "a adds what you know, or a link worth passing on.",
    "What you can give, and for whom: its tags are looked for among your contacts.",
)
LOOK = Part("look", "The quarter's honest look", "rating", "", "")
PARTS = (WHY, GOALS, DATES, CHANCES, REASONS, EXCUSES, QUIET, SHARE, LOOK)
"""The parts in their order."""


def sheet(network: Network, today: date) -> Sheet:
    """Return the whole strategy as it stands on a day."""
    nodes = tuple(tree(network, today))
    goal = goal_of(network, start_of_week(today, network.meta.weekday))
    rows = (
        *_why(network, goal),
        *_goals(nodes, today),
        *_dates(nodes, today),
        *_chances(network),
        *_reasons(network),
        *_excuses(network),
        *_quiet(network),
        *_share(network),
        *_look(network, today),
    )
    return Sheet(
        rows,
        nodes,
        why_of(network, goal),
        goal,
        live(network, today, today),
        is_due(network, today),
        lines_of(network),
    )


def _entry_row(part: Part, entry: Entry, beside: str = "") -> Row:
    return Row(entry.id, part, entry.kind, what_of(entry), beside, entry)


def _empty(part: Part) -> Row:
    return Row(f"empty {part.key}", part, "empty", part.empty)


def _why(network: Network, goal: Goal | None) -> Iterator[Row]:
    whys = entries(network, "why")
    if goal is not None and goal.why:
        yield Row("goal why", WHY, "goal why", goal.why)
    yield from (_entry_row(WHY, one) for one in whys)
    if not whys and not (goal is not None and goal.why):
        yield _empty(WHY)
    if commitments := entries(network, "commitment"):
        yield _entry_row(WHY, commitments[-1])
    if goal is not None:
        yield Row("mode", WHY, "mode", goal.mode, _hours(goal))


def _hours(goal: Goal) -> str:
    """Return how much of the week is meant for people, in words; nothing without a mode."""
    time = time_of(goal)
    if time is None:
        return ""
    of = "working hours" if goal.mode == "employed" else "hours of looking"
    each = number(time.hours * time.share / 100)
    return f"{each} h a week for people, {time.share} % of {number(time.hours)} {of}"


def _goals(nodes: tuple[Node, ...], today: date) -> Iterator[Row]:
    for node in nodes:
        entry = node.entry
        beside = stands(node, today)
        yield Row(
            entry.id, GOALS, entry.kind, what_of(entry), beside, entry, node.depth, node.progress
        )
    if not nodes:
        yield _empty(GOALS)
    if not any(node.progress for node in nodes):
        yield Row("offer", GOALS, "offer", "2 people a week, to the end of the quarter")


def _dates(nodes: tuple[Node, ...], today: date) -> Iterator[Row]:
    dated = timetable(list(nodes), today)
    for node in dated:
        entry = node.entry
        key, text = f"due {entry.id}", what_of(entry)
        yield Row(key, DATES, "due", text, stands(node, today), entry, 0, node.progress)
    if not dated:
        yield _empty(DATES)


def _chances(network: Network) -> Iterator[Row]:
    found = openings(network)
    for one in found:
        whom = [network.contacts[key].name for key in one.people if key in network.contacts]
        yield _entry_row(CHANCES, one, ", ".join(whom))
    if not found:
        yield _empty(CHANCES)


def _reasons(network: Network) -> Iterator[Row]:
    yield from (_entry_row(REASONS, one) for one in entries(network, "reason"))
    for at, words in enumerate(TEN):
        yield Row(f"ours {at}", REASONS, "ours", words)


def _excuses(network: Network) -> Iterator[Row]:
    pairs = answers(network)
    for one, answer in pairs:
        yield _entry_row(EXCUSES, one, answer)
    if not pairs:
        yield _empty(EXCUSES)


def _quiet(network: Network) -> Iterator[Row]:
    for reason, times in quiet_reasons(network):
        yield Row(f"quiet {reason}", QUIET, "quiet", reason, counted(times, "week"))


def _share(network: Network) -> Iterator[Row]:
    shares = entries(network, "share")
    for one in shares:
        yield _entry_row(SHARE, one, ", ".join(one.tags))
    if not shares:
        yield _empty(SHARE)


def _look(network: Network, today: date) -> Iterator[Row]:
    for ask in ASKED:
        yield Row(f"ask {ask}", LOOK, "answer", ask)
    for at, one in enumerate(ratings(network)[::-1]):
        then = beside(network, one, today) if at < _COMPARED else None
        words = f"{then.live} of {then.people} in touch, {then.percent} %" if then else ""
        yield Row(one.id, LOOK, "rating", "", words, one)


_COMPARED = 4
"""Honest looks beside which it is said how active the network was: each counts the contacts."""
