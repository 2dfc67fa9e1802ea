"""The form in which a line of the strategy is written or changed, with the fields of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from habit.dates import MONTHS, parse_ahead, parse_day
from habit.entries import add_entry, edit_entry, entries, known
from habit.errors import RefusedError
from habit.find import resolve
from habit.metrics import METRICS, find_metric
from habit.model import GIVES, Change, Entry, State
from habit.network import Network
from habit.progress import number
from habit.strategy import STATES, add_benchmark, check_benchmark, parse_number, what_of
from habit.text import fold, line
from tui.dialogs.form import Form, Question
from tui.paint import Line, wrap

if TYPE_CHECKING:
    from tui.state import State as Shared


@dataclass(frozen=True)
class Kind:
    """A kind of line: what it is called, the fields it has, and an example."""

    title: str
    fields: tuple[str, ...]
    label: str
    example: str


KINDS: Mapping[str, Kind] = {
    "why": Kind("A why", ("text",), "Because", "people are what stays"),
    "goal": Kind("A goal", ("text",), "Goal", "be known for good maps by next summer"),
    "objective": Kind(
        "An objective", ("text", "due", "parent", "state"), "Objective", "speak at two meetups"
    ),
    "benchmark": Kind(
        "A benchmark",
        ("metric", "target", "due", "on", "parent", "text"),
        "In words",
        "half of them in touch",
    ),
    "chance": Kind(
        "An opening", ("text", "people", "result", "on"), "Opening", "a talk at the museum"
    ),
    "reason": Kind("A reason", ("text",), "Reason", "they make me laugh"),
    "excuse": Kind("An excuse", ("text",), "Excuse", "I have no time this week"),
    "share": Kind(
        "Something to share", ("text", "gift", "tags"), "What", "the talks of the map conference"
    ),
    "commitment": Kind(
        "The commitment", ("text",), "I promise", "I will reach out to two people a week"
    ),
}
"""The kinds that can be written here, in the order in which they are offered."""


@dataclass(frozen=True)
class Field:
    """A line of the form: how it is shown, and how what is typed is read."""

    label: str
    example: str
    shown: Callable[[Network, Entry], str]
    read: Callable[[Shared, Entry, str], Any]


def _day_words(day: date | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def _any_day(state: Shared, _entry: Entry, text: str) -> date | None:
    """Return a day that has gone by or is to come."""
    if not text:
        return None
    try:
        return parse_day(text, state.today)
    except RefusedError:
        return parse_ahead(text, state.today)


def _ahead(state: Shared, _entry: Entry, text: str) -> date | None:
    return parse_ahead(text, state.today) if text else None


def _parent_words(network: Network, entry: Entry) -> str:
    parent = network.entries.get(entry.parent or "")
    return what_of(parent) if parent else ""


def parents_for(network: Network, kind: str) -> list[Entry]:
    """Return what a line of a kind may serve."""
    return entries(network, *(("goal",) if kind == "objective" else ("objective", "goal")))


def _parent(state: Shared, entry: Entry, text: str) -> str | None:
    """Return what is meant by words: the one line that they are, or the only one they begin."""
    if not text:
        return None
    them = parents_for(state.network, entry.kind)
    words = fold(text)
    same = [one for one in them if fold(what_of(one)) == words]
    found = same or [one for one in them if fold(what_of(one)).startswith(words)]
    if len(found) != 1:
        among = ", ".join(what_of(one) for one in them) or "nothing yet"
        raise RefusedError(f'"{line(text)}" is not one line that this can serve: {among}')
    return found[0].id


def _names(network: Network, entry: Entry) -> str:
    there = (network.contacts[one].name for one in entry.people if one in network.contacts)
    return ", ".join(there)


def _people(state: Shared, _entry: Entry, text: str) -> tuple[str, ...]:
    names = (name.strip() for name in text.split(","))
    return tuple(resolve(state.network, name).id for name in names if name)


def _result(_state: Shared, _entry: Entry, text: str) -> str | None:
    words = fold(text)
    for result in ("came", "passed"):
        if words and result.startswith(words.split()[0]):
            return result
    if words and not "open".startswith(words):
        raise RefusedError(f'"{line(text)}" is neither came nor passed: leave it empty while open')
    return None


def _state(_state: Shared, _entry: Entry, text: str) -> State:
    fitting = [one for one in STATES if fold(text) and one.startswith(fold(text))]
    if text and not fitting:
        raise RefusedError(f'"{line(text)}" is none of {", ".join(STATES)}: take one of them')
    return fitting[0] if fitting else "commit"


def _gift(_state: Shared, _entry: Entry, text: str) -> str | None:
    fitting = [one for one in GIVES if fold(text) and one.startswith(fold(text))]
    if text and not fitting:
        raise RefusedError(f'"{line(text)}" is none of {", ".join(GIVES)}: take one of them')
    return fitting[0] if fitting else None


_FIELDS: Mapping[str, Field] = {
    "text": Field("", "", lambda _network, one: one.text, lambda _state, _entry, text: text),
    "metric": Field(
        "Counts",
        "people a week, gave, new",
        lambda _network, one: one.metric or "",
        lambda _state, _entry, text: find_metric(text),
    ),
    "target": Field(
        "To reach",
        "20",
        lambda _network, one: number(one.target) if one.target is not None else "",
        lambda _state, _entry, text: parse_number(text),
    ),
    "due": Field("By", "31 Dec, in 3 months", lambda _network, one: _day_words(one.due), _ahead),
    "on": Field("From", "today, 1 Jan", lambda _network, one: _day_words(one.on), _any_day),
    "parent": Field("Serves", "the first words of it", _parent_words, _parent),
    "people": Field("From whom", "names, between commas", _names, _people),
    "result": Field(
        "It", "came, passed; empty while open", lambda _network, one: one.result or "", _result
    ),
    "state": Field(
        "State", "commit, act, deliver", lambda _network, one: one.state or "commit", _state
    ),
    "gift": Field("As", ", ".join(GIVES[:4]), lambda _network, one: one.gift or "", _gift),
    "tags": Field(
        "Tags",
        "maps, trains",
        lambda _network, one: ", ".join(one.tags),
        lambda _state, _entry, text: tuple(text.split(",")),
    ),
}


_TALL = 20
"""Rows from which there is room to say what can be counted."""


class EntryForm(Form):
    """Asks for the fields of a kind of line; answers with the change that was saved."""

    def __init__(self, state: Shared, kind: str, entry: Entry | None = None, **preset: Any) -> None:
        """Write a line of a kind, with fields preset, or change one that is there."""
        self._state = state
        self._kind = KINDS[kind]
        self._key = entry.id if entry else ""
        self._new = Entry(kind=kind, on=state.today, **preset)
        super().__init__(self._kind.title, self._ask_now, self._change, state.commit)

    @property
    def _entry(self) -> Entry:
        """The line as it is now, or as a new one is preset."""
        return known(self._state.network, self._key) if self._key else self._new

    def _ask_now(self) -> list[Question]:
        entry, network = self._entry, self._state.network
        questions = []
        for name in self._kind.fields:
            field = _FIELDS[name]
            label, example = field.label or self._kind.label, field.example or self._kind.example
            questions.append(Question(name, label, field.shown(network, entry), example))
        return questions

    def _change(self, values: Mapping[str, str]) -> Change:
        state, entry = self._state, self._entry
        shown = {name: _FIELDS[name].shown(state.network, entry) for name in values}
        # What stays as it was need not make sense: a hand-edited file may say anything.
        said = {
            name: getattr(entry, name)
            if text == shown[name] and (self._key or text)
            else _FIELDS[name].read(state, entry, text)
            for name, text in values.items()
        }
        if self._key:
            if entry.kind == "benchmark" and said["target"] != entry.target:
                check_benchmark(said["target"], said["on"] or date.min, said["due"])
            return edit_entry(state.network, self._key, **said)
        text = said.pop("text")
        said["on"] = said.get("on") or state.today
        if entry.kind == "benchmark":
            return add_benchmark(state.network, state.hand, text, **said)
        return add_entry(state.network, state.hand, entry.kind, text, **said)

    def extra(self, width: int) -> list[Line]:
        """What a benchmark can count."""
        if "metric" not in self._kind.fields or self.size.height < _TALL:
            return []
        return [[], *wrap(f"It can count {', '.join(METRICS)}.", width, "soft")]


class WhyForm(Form):
    """Asks for the why that was said with the goal."""

    def __init__(self, state: Shared) -> None:
        from habit.goals import goal_of
        from habit.weeks import start_of_week

        self._state = state

        def ask() -> list[Question]:
            start = start_of_week(state.today, state.network.meta.weekday)
            goal = goal_of(state.network, start)
            why = (goal.why if goal else None) or ""
            return [Question("why", "Because", why, KINDS["why"].example)]

        super().__init__("Why", ask, self._change, state.commit)

    def _change(self, values: Mapping[str, str]) -> Change:
        from dataclasses import replace

        from habit.changes import set_goal

        state = self._state
        change = set_goal(state.network, state.hand, why=values["why"])
        return replace(change, what="why, changed")
