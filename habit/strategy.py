"""The strategy: goals, objectives and benchmarks, how they stand, and what is due by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, get_args

from habit.chances import became
from habit.changes import Hand
from habit.dates import counted
from habit.entries import add_entry, edit_entry, entries, known
from habit.errors import RefusedError
from habit.model import Change, Entry, State
from habit.network import Network
from habit.progress import Progress, progress, spoken
from habit.text import fold, line

STATES: tuple[State, ...] = get_args(State)
STATE_WORDS: Mapping[State, str] = {"commit": "committed", "act": "acting", "deliver": "delivered"}
TREE = ("goal", "objective", "benchmark")
"""The kinds of lines that serve each other, from the top."""
_EXAMPLE = 2.0
"""People a week that a first benchmark is offered with."""


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the tree, how deep it stands, and of a benchmark how far it is."""

    entry: Entry
    depth: int
    progress: Progress | None = None


# The tree, and what is due


def tree(network: Network, today: date) -> list[Node]:
    """Return the goals with what serves them below each; what serves nothing stands by itself."""
    them = [one for kind in TREE for one in sorted(entries(network, kind), key=_by_day)]
    keys = {one.id for one in them}
    below: dict[str, list[Entry]] = {}
    for one in them:
        if one.parent in keys:
            below.setdefault(one.parent or "", []).append(one)
    placed: dict[str, tuple[Entry, int]] = {}
    for one in them:
        if one.parent not in keys:
            _place(one, 0, below, placed)
    # A hand-edited file may have lines that serve each other in a ring.
    for one in them:
        _place(one, 0, below, placed)
    return [Node(one, depth, _measured(network, one, today)) for one, depth in placed.values()]


def _by_day(entry: Entry) -> tuple[date, date, int, str]:
    """What is due sooner stands first, then what was written sooner."""
    return (entry.due or date.max, entry.on or date.max, entry.made, entry.text)


def _place(
    one: Entry,
    depth: int,
    below: Mapping[str, list[Entry]],
    placed: dict[str, tuple[Entry, int]],
) -> None:
    """Put a line into its place, and what serves it after it."""
    if one.id in placed:
        return
    placed[one.id] = (one, depth)
    for lower in below.get(one.id, ()):
        _place(lower, depth + 1, below, placed)


def _measured(network: Network, entry: Entry, today: date) -> Progress | None:
    return progress(network, entry, today) if entry.kind == "benchmark" else None


def timetable(nodes: list[Node], today: date) -> list[Node]:
    """Return what has a date, soonest first; what has gone by and is settled is left out."""
    dated = [one for one in nodes if one.entry.due is not None and not _is_settled(one, today)]
    return sorted(dated, key=lambda one: one.entry.due or today)


def _is_settled(node: Node, today: date) -> bool:
    entry = node.entry
    if entry.due is None or entry.due >= today:
        return False
    return entry.kind != "objective" or entry.state == "deliver"


def stands(node: Node, today: date) -> str:
    """Return how a line of the tree stands, in words."""
    if node.progress is not None:
        return node.progress.words
    entry = node.entry
    word = state_word(entry) if entry.kind == "objective" else ""
    if entry.due is None or entry.state == "deliver":
        return word
    if entry.due < today:
        return f"{word}, its day was {spoken(entry.due, today)}"
    return f"{word}, due {spoken(entry.due, today)}"


def state_word(entry: Entry) -> str:
    """Return how far an objective is, in a word."""
    return STATE_WORDS.get(entry.state or "commit", "committed")


def on_course(nodes: list[Node]) -> tuple[int, int]:
    """Return how many benchmarks stand well, and how many are under judgement."""
    said = [one.progress.course for one in nodes if one.progress is not None]
    judged = [one for one in said if one in ("ahead", "on course", "reached", "behind")]
    return sum(one != "behind" for one in judged), len(judged)


def nearest(nodes: list[Node], today: date) -> Node | None:
    """Return the benchmark that is to be reached next."""
    them = [
        one
        for one in timetable(nodes, today)
        if one.progress is not None and one.progress.course not in ("reached", "unknown", "aimless")
    ]
    return them[0] if them else None


# What is done with it


def step(network: Network, key: str) -> Change:
    """Take an objective one step on: commit, act, deliver, and from there back to commit."""
    entry = known(network, key)
    if entry.kind != "objective":
        raise RefusedError("only an objective is committed to, acted on and delivered")
    at = STATES.index(entry.state or "commit")
    return set_state(network, key, STATES[(at + 1) % len(STATES)])


def set_state(network: Network, key: str, text: str) -> Change:
    """Say how far an objective is: commit, act or deliver.

    Raises:
        RefusedError: It is no objective, or that is no state.

    """
    entry = known(network, key)
    if entry.kind != "objective":
        raise RefusedError("only an objective is committed to, acted on and delivered")
    state = next((one for one in STATES if one == fold(text)), None)
    if state is None:
        raise RefusedError(f'"{line(text)}" is none of {", ".join(STATES)}: take one of them')
    change = edit_entry(network, key, state=state)
    return replace(change, what=f"{STATE_WORDS[state]}: {what_of(entry)}")


def become(network: Network, key: str, result: str, *, again: bool = True) -> Change:
    """Say that an opening came or passed by; with `again` said once more it is open again."""
    entry = known(network, key)
    if entry.kind != "chance":
        raise RefusedError("only an opening can have come or passed by")
    after = None if again and entry.result == result else result
    change = edit_entry(network, key, result=after)
    return replace(change, what=f"{became(replace(entry, result=after))}: {entry.text}")


def example(network: Network, hand: Hand) -> Change:
    """Add a first benchmark that is within reach: two people a week to the end of the quarter."""
    return add_benchmark(
        network, hand, metric="people a week", target=_EXAMPLE, due=quarter_end(hand.today)
    )


def quarter_end(today: date) -> date:
    """Return the last day of the quarter, of the next one when this one is all but over."""
    last = _end_of_quarter(today)
    return last if (last - today).days >= 28 else _end_of_quarter(last + timedelta(days=1))


def _end_of_quarter(day: date) -> date:
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, 30 if month in (6, 9) else 31)


def add_benchmark(network: Network, hand: Hand, text: str = "", /, **said: Any) -> Change:
    """Add a benchmark, which has a metric and a number above nothing.

    Raises:
        RefusedError: It has no number to reach, or ends before it begins.

    """
    check_benchmark(said.get("target"), said.get("on") or hand.today, said.get("due"))
    return add_entry(network, hand, "benchmark", text, **said)


def check_benchmark(target: float | None, on: date, due: date | None) -> None:
    """Refuse a benchmark that nothing can reach."""
    if target is None or not 0 < target <= _MOST:
        raise RefusedError(f"a benchmark has a number to reach, from 1 to {_MOST}, such as 20")
    if due is not None and due < on:
        raise RefusedError("a benchmark ends before it begins: say a later day, or another first")


_MOST = 100_000
"""A larger number to reach is a slip of the finger."""


def parse_number(text: str) -> float:
    """Return a number such as `40`, `1.5` or `25 %`.

    Raises:
        RefusedError: It is none.

    """
    words = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        found = float(words)
    except ValueError:
        raise RefusedError(f'"{text.strip()}" is not a number to reach, such as 20') from None
    if not abs(found) <= _MOST:
        raise RefusedError(f'"{text.strip()}" is not a number to reach, such as 20')
    return found


def what_of(entry: Entry) -> str:
    """Return what a line says: its words, and of a benchmark without any its metric."""
    return entry.text or entry.metric or ""


def along_words(change: Change) -> str:
    """Return how many lines go along with one that is taken out; nothing when it is alone."""
    more = len(change.edits) - 1
    return f", with {counted(more, 'line')} that served it" if more > 0 else ""
