"""What somebody might do next, whatever there is to do it with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from habit import changes
from habit.changes import Hand
from habit.goals import goal_of
from habit.model import Change, Contact, Interaction, Outcome
from habit.network import Network
from habit.weeks import WEEK, start_of_week

TODAY = date(2026, 11, 22)
NAMES = ("Ana Silva", "Tom Okafor", "Priya Nair", "Zoë Núñez")
EMAILS = ("a@example.com", "b@example.com", "c@example.com", "d@example.com")
WORDS = ("maps", "the new job", "tea")
OUTCOMES: tuple[Outcome, ...] = ("waiting", "reached", "no_reply")

Make = Callable[[Network, Hand, "Act"], Change]
Lacks = Callable[[Network, "Act"], object]


@dataclass(frozen=True)
class Act:
    """One thing to do. The numbers choose among whatever there is."""

    kind: str
    first: int
    second: int

    def among(self, kinds: Sequence[str]) -> Act:
        """Return it as one of these kinds."""
        if self.kind in kinds:
            return self
        return replace(self, kind=kinds[KINDS.index(self.kind) % len(kinds)])

    def change(self, network: Network, hand: Hand) -> Change:
        """Return it as a change of a network."""
        return _ALL[self.kind][0](network, hand, self)

    def makes_sense(self, network: Network) -> bool:
        """Whether it can be done at all."""
        return not _ALL[self.kind][1](network, self)


def acts() -> st.SearchStrategy[Act]:
    """Return anything that somebody might do."""
    numbers = st.integers(0, 11)
    return st.builds(Act, st.sampled_from(KINDS), numbers, numbers)


def _pick(ids: Iterable[str], number: int) -> str:
    """Return one of these ids; one that nobody has when there are none."""
    them = sorted(ids)
    return them[number % len(them)] if them else "nobody"


def _some(items: tuple[str, ...], number: int) -> tuple[str, ...]:
    """Return some of these items: those whose bits the number has."""
    return tuple(item for place, item in enumerate(items) if number >> place & 1)


def _person(network: Network, act: Act) -> str:
    return _pick(network.contacts, act.first)


def _list(network: Network, act: Act) -> str:
    return _pick(network.lists, act.second)


def _outreach(network: Network) -> Mapping[str, Interaction]:
    them = network.interactions.items()
    return {key: one for key, one in them if one.dir == "out" and one.people}


# Interactions


def _log(network: Network, hand: Hand, act: Act) -> Change:
    on = hand.today - timedelta(days=act.second)
    return changes.log(network, hand, [_person(network, act)], "email", on=on)


def _log_two(network: Network, hand: Hand, act: Act) -> Change:
    people = {_person(network, act), _pick(network.contacts, act.second)}
    return changes.log(network, hand, sorted(people), "coffee", note=WORDS[act.first % 3])


def _log_in(network: Network, hand: Hand, act: Act) -> Change:
    return changes.log(network, hand, [_person(network, act)], "call", dir="in")


def _outcome(network: Network, hand: Hand, act: Act) -> Change:
    key = _pick(_outreach(network), act.first)
    people = network.interactions[key].people if key in network.interactions else ()
    outcome = OUTCOMES[act.second % 3]
    return changes.say_outcome(network, key, _pick(people, act.second), outcome)


def _edit_interaction(network: Network, hand: Hand, act: Act) -> Change:
    key = _pick(network.interactions, act.first)
    if act.second % 2:
        return changes.edit_interaction(network, hand, key, minutes=act.second)
    return changes.edit_interaction(network, hand, key, note=WORDS[act.second % 3])


def _delete(network: Network, hand: Hand, act: Act) -> Change:
    return changes.delete_interaction(network, _pick(network.interactions, act.first))


# Contacts


def _add(network: Network, hand: Hand, act: Act) -> Change:
    lists = [_list(network, act)] if network.lists and act.second % 2 else []
    return changes.add_contact(network, hand, NAMES[act.first % 4], lists=lists)


def _bring(network: Network, hand: Hand, act: Act) -> Change:
    """Do as an import does: a new list, and somebody new on it."""
    made = changes.add_list(network, hand, _brought(act))
    lists = [made.edits[0].id]
    added = changes.add_contact(network.having(made), hand, NAMES[act.second % 4], lists=lists)
    return changes.join(made, added, what="an import")


def _brought(act: Act) -> str:
    return f"From {WORDS[act.first % 3]} {act.second % 4}"


def _retitle(network: Network, hand: Hand, act: Act) -> Change:
    title = (*WORDS, None)[act.second % 4]
    return changes.edit_contact(network, _person(network, act), title=title)


def _emails(network: Network, hand: Hand, act: Act) -> Change:
    emails = _some(EMAILS, act.second)
    return changes.edit_contact(network, _person(network, act), emails=emails)


def _archive(network: Network, hand: Hand, act: Act) -> Change:
    people = {_person(network, act), _pick(network.contacts, act.second)}
    return changes.archive(network, sorted(people), act.second % 3 > 0)


def _note(network: Network, hand: Hand, act: Act) -> Change:
    return changes.add_note(network, hand, _person(network, act), WORDS[act.second % 3])


def _edit_note(network: Network, hand: Hand, act: Act) -> Change:
    noted = _noted(network)
    key = _pick(noted, act.first)
    note = _pick([note.id for note in noted[key].notes] if noted else [], act.second)
    text = (*WORDS, "")[act.second % 4]
    return changes.edit_note(network, key, note, text, private=False)


def _noted(network: Network) -> Mapping[str, Contact]:
    return {key: one for key, one in network.contacts.items() if one.notes}


# Lists


def _add_list(network: Network, hand: Hand, act: Act) -> Change:
    return changes.add_list(network, hand, f"List {act.first % 4}", act.second or None)


def _edit_list(network: Network, hand: Hand, act: Act) -> Change:
    return changes.edit_list(network, _list(network, act), cadence=act.first or None)


def _remove_list(network: Network, hand: Hand, act: Act) -> Change:
    return changes.remove_list(network, _list(network, act))


def _member(network: Network, hand: Hand, act: Act) -> Change:
    person, on = _person(network, act), act.first % 3 > 0
    return changes.set_membership(network, [person], _list(network, act), on)


# Goals and weeks


def _goal(network: Network, hand: Hand, act: Act) -> Change:
    people = 1 + act.first % 4
    return changes.set_goal(network, hand, people, stretch=people + 1 + act.second % 3)


def _mode(network: Network, hand: Hand, act: Act) -> Change:
    return changes.set_goal(network, hand, why=WORDS[act.second % 3], mode="seeking")


def _pause(network: Network, hand: Hand, act: Act) -> Change:
    start = hand.today + act.first % 3 * WEEK
    return changes.pause(network, [start], ("", *WORDS)[act.second % 4])


def _unpause(network: Network, hand: Hand, act: Act) -> Change:
    return changes.unpause(network, [hand.today + act.first % 3 * WEEK])


def _weekday(network: Network, hand: Hand, act: Act) -> Change:
    return changes.set_weekday(network, act.first % 7)


def _commitment(network: Network, hand: Hand, act: Act) -> Change:
    return changes.commit_to(network, hand, WORDS[act.first % 3])


# All of them, each with what it cannot do without


def _nothing(network: Network, act: Act) -> bool:
    return False


def _nobody(network: Network, act: Act) -> bool:
    return not network.contacts


def _no_list(network: Network, act: Act) -> bool:
    return not network.lists


def _is_taken(name: str, network: Network) -> bool:
    return any(one.name == name for one in network.lists.values())


def _no_goal(network: Network, act: Act) -> bool:
    return goal_of(network, start_of_week(TODAY, network.meta.weekday)) is None


_ALL: Mapping[str, tuple[Make, Lacks]] = {
    "log": (_log, _nobody),
    "log two": (_log_two, _nobody),
    "log in": (_log_in, _nobody),
    "outcome": (_outcome, lambda network, _: not _outreach(network)),
    "edit interaction": (_edit_interaction, lambda network, _: not network.interactions),
    "delete": (_delete, lambda network, _: not network.interactions),
    "add": (_add, _nothing),
    "bring": (_bring, lambda network, act: _is_taken(_brought(act), network)),
    "retitle": (_retitle, _nobody),
    "emails": (_emails, _nobody),
    "archive": (_archive, _nobody),
    "note": (_note, _nobody),
    "edit note": (_edit_note, lambda network, _: not _noted(network)),
    "add list": (_add_list, lambda network, act: _is_taken(f"List {act.first % 4}", network)),
    "edit list": (_edit_list, _no_list),
    "remove list": (_remove_list, _no_list),
    "member": (_member, lambda network, act: _nobody(network, act) or _no_list(network, act)),
    "goal": (_goal, _nothing),
    "mode": (_mode, _no_goal),
    "pause": (_pause, _nothing),
    "unpause": (_unpause, _nothing),
    "weekday": (_weekday, _nothing),
    "commitment": (_commitment, _nothing),
}

KINDS = tuple(sorted(_ALL))
THEMES = (
    KINDS,
    ("retitle", "emails", "archive"),
    ("note", "edit note"),
    ("goal", "mode"),
    ("goal", "pause", "unpause", "weekday"),
    ("log", "log two", "outcome", "edit interaction", "delete"),
    ("add", "add list", "bring", "edit list", "log", "member", "remove list"),
)
"""Kinds of actions that are about the same."""
BEGINNING = (
    Act("add list", 0, 0),
    Act("add", 0, 1),
    Act("add", 1, 0),
    Act("log two", 0, 1),
    Act("note", 0, 0),
    Act("goal", 1, 0),
)
"""Two people, one of them on a list, what they did, and a goal."""
