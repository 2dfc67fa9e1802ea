"""The network at one revision: every document, and the indexes by contact and by week.

A `Network` is never changed. A commit makes the next one with `after`, which shares all that
the commit did not touch, so the work of a key press does not grow with the history.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, cast

from habit.model import (
    TABLES,
    Change,
    Contact,
    ContactList,
    Entry,
    Event,
    Goal,
    Interaction,
    Meta,
    Plan,
    Record,
    Week,
)
from habit.weeks import start_of_week

Touched = tuple[str, str, Record | None]
"""A table, a document id, and the document as it is now; None when it has gone."""

T = TypeVar("T")

_within_day = attrgetter("made", "id")


def _by_day(interaction: Interaction) -> tuple[date, int, str]:
    return (interaction.on, interaction.made, interaction.id)


def _days(interactions: Iterable[Interaction]) -> Iterator[tuple[date, list[Interaction]]]:
    """Yield the days and what happened on each, in order; many share a day, so days are few."""
    days: dict[date, list[Interaction]] = defaultdict(list)
    for interaction in interactions:
        days[interaction.on].append(interaction)
    for on in sorted(days):
        days[on].sort(key=_within_day)
        yield on, days[on]


@dataclass(frozen=True)
class Network:
    """Everything in the file that validates, by table, with indexes; immutable."""

    tables: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    of_week: Mapping[date, tuple[Interaction, ...]] = field(default_factory=dict)
    """The interactions of each week by its first day, oldest first."""
    plans_of: Mapping[str, tuple[Plan, ...]] = field(default_factory=dict)
    week_memo: dict[date, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of a week's interactions; dropped for weeks that a commit touches."""
    contact_memo: dict[Any, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of contacts' histories, by what it is, then by contact; dropped for
    contacts that a commit touches, and the order of the others stays."""

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Record]]) -> Network:
        """Index all documents of a file; the one pass over everything, at the start."""
        meta = cast(Meta, tables.get("_meta", {}).get("1", Meta()))
        of_week: dict[date, list[Interaction]] = defaultdict(list)
        for on, them in _days(cast(Iterable[Interaction], tables.get("interactions", {}).values())):
            of_week[start_of_week(on, meta.weekday)] += them
        plans: dict[str, list[Plan]] = {}
        for plan in cast(Iterable[Plan], tables.get("plans", {}).values()):
            plans.setdefault(plan.contact, []).append(plan)
        return cls(
            tables={name: tables.get(name, {}) for name in TABLES},
            of_week={first: tuple(them) for first, them in of_week.items()},
            plans_of={contact: tuple(them) for contact, them in plans.items()},
        )

    @cached_property
    def of_contact(self) -> Mapping[str, tuple[Interaction, ...]]:
        """The interactions of each contact, oldest first; the meter and the months need none."""
        of_contact: dict[str, list[Interaction]] = defaultdict(list)
        for first in sorted(self.of_week):
            for interaction in self.of_week[first]:
                for contact in interaction.people:
                    of_contact[contact].append(interaction)
        return {contact: tuple(them) for contact, them in of_contact.items()}

    @property
    def meta(self) -> Meta:
        """What holds for the whole file."""
        return cast(Meta, self.tables.get("_meta", {}).get("1", Meta()))

    @property
    def contacts(self) -> Mapping[str, Contact]:
        """The people by id, archived ones included."""
        return cast(Mapping[str, Contact], self.tables.get("contacts", {}))

    @property
    def lists(self) -> Mapping[str, ContactList]:
        """The lists by id."""
        return cast(Mapping[str, ContactList], self.tables.get("lists", {}))

    @property
    def interactions(self) -> Mapping[str, Interaction]:
        """The interactions by id."""
        return cast(Mapping[str, Interaction], self.tables.get("interactions", {}))

    @property
    def goals(self) -> Mapping[str, Goal]:
        """The goals by the week from which they hold."""
        return cast(Mapping[str, Goal], self.tables.get("goals", {}))

    @property
    def weeks(self) -> Mapping[str, Week]:
        """What was said of weeks, by week."""
        return cast(Mapping[str, Week], self.tables.get("weeks", {}))

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The plans by id, those done and dropped included."""
        return cast(Mapping[str, Plan], self.tables.get("plans", {}))

    @property
    def events(self) -> Mapping[str, Event]:
        """The events by id."""
        return cast(Mapping[str, Event], self.tables.get("events", {}))

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The lines of yours by id."""
        return cast(Mapping[str, Entry], self.tables.get("entries", {}))

    def ordered_lists(self) -> list[ContactList]:
        """The lists as they are shown."""
        return sorted(self.lists.values(), key=lambda one: (one.order, one.name.casefold(), one.id))

    def after(self, touched: Iterable[Touched]) -> Network:
        """The next revision: these documents as given, all else shared with this one."""
        touched = list(touched)
        meta = _meta_of(touched, self.meta)
        if meta.weekday != self.meta.weekday:
            return self._rebuilt(touched)
        # What a week adds up to is told in minutes, and the usual ones are said there.
        forgets = meta.minutes != self.meta.minutes
        return _Successor(self, forgets_weeks=forgets).with_all(touched)

    def having(self, *changes: Change) -> Network:
        """Return the network as it will be with these changes, to build further ones on."""
        return self.after((it.table, it.id, it.after) for one in changes for it in one.edits)

    def _rebuilt(self, touched: list[Touched]) -> Network:
        """The next revision when weeks begin on another day: all indexes anew."""
        tables = {name: dict(documents) for name, documents in self.tables.items()}
        for table, key, record in touched:
            documents = tables.setdefault(table, {})
            if record is None:
                documents.pop(key, None)
            else:
                documents[key] = record
        return Network.of(tables)


class _Successor:
    """Copies of a network's mappings, each made when first written to."""

    def __init__(self, base: Network, *, forgets_weeks: bool = False) -> None:
        self._base = base
        self._forgets_weeks = forgets_weeks
        self._tables: dict[str, dict[str, Record]] = {}
        self._of_contact = dict(base.of_contact)
        self._of_week = dict(base.of_week)
        self._plans_of = dict(base.plans_of)
        self._weeks: set[date] = set()
        self._contacts: set[str] = set()
        self._everyone = False

    def with_all(self, touched: list[Touched]) -> Network:
        for table, key, record in touched:
            self._put(table, key, record)
        base = self._base
        network = Network(
            tables={**base.tables, **self._tables},
            of_week=self._of_week,
            plans_of=self._plans_of,
            week_memo={} if self._forgets_weeks else self._untouched_weeks(),
            contact_memo={} if self._everyone else self._untouched(),
        )
        vars(network)["of_contact"] = self._of_contact
        return network

    def _untouched_weeks(self) -> dict[date, dict[str, Any]]:
        return {k: v for k, v in dict(self._base.week_memo).items() if k not in self._weeks}

    def _untouched(self) -> dict[Any, dict[str, Any]]:
        # Whole copies first: a screen may be adding to the memo while a commit runs.
        memo = {what: dict(known) for what, known in dict(self._base.contact_memo).items()}
        for known in memo.values():
            for contact in self._contacts:
                known.pop(contact, None)
        return memo

    def _put(self, table: str, key: str, record: Record | None) -> None:
        if table not in TABLES:
            return
        documents = self._tables.get(table)
        if documents is None:
            documents = self._tables[table] = dict(self._base.tables.get(table, {}))
        old = documents.pop(key, None)
        if record is not None:
            documents[key] = record
        match table:
            case "interactions":
                self._unindex(cast("Interaction | None", old))
                self._index(cast("Interaction | None", record))
            case "plans":
                self._plan(cast("Plan | None", old), cast("Plan | None", record))
            case "contacts":
                self._contacts.add(key)
            case "lists":
                self._everyone = True
            case _:
                pass

    def _let_go(self, touched: Interaction) -> date:
        """Return the interaction's week, which is worked out again as is all that it changes."""
        start = start_of_week(touched.on, self._base.meta.weekday)
        # An answer changes how the outreach of the 30 days before it counts.
        back = 35 if touched.dir == "in" else 0
        for day in range(start.toordinal() - back, start.toordinal() + 1, 7):
            self._weeks.add(date.fromordinal(max(1, day)))
        return start

    def _unindex(self, old: Interaction | None) -> None:
        if old is None:
            return
        week = self._let_go(old)
        _replace(self._of_week, week, _without(self._of_week.get(week, ()), old.id))
        for contact in old.people:
            self._contacts.add(contact)
            left = _without(self._of_contact.get(contact, ()), old.id)
            _replace(self._of_contact, contact, left)

    def _index(self, new: Interaction | None) -> None:
        if new is None:
            return
        week = self._let_go(new)
        self._of_week[week] = _with(self._of_week.get(week, ()), new)
        for contact in new.people:
            self._contacts.add(contact)
            self._of_contact[contact] = _with(self._of_contact.get(contact, ()), new)

    def _plan(self, old: Plan | None, new: Plan | None) -> None:
        if old is not None:
            self._contacts.add(old.contact)
            left = tuple(plan for plan in self._plans_of.get(old.contact, ()) if plan.id != old.id)
            _replace(self._plans_of, old.contact, left)
        if new is not None:
            self._contacts.add(new.contact)
            self._plans_of[new.contact] = (*self._plans_of.get(new.contact, ()), new)


def _meta_of(touched: Iterable[Touched], before: Meta) -> Meta:
    """Return what will hold for the whole file."""
    for table, key, record in touched:
        if (table, key) == ("_meta", "1"):
            before = cast(Meta, record or Meta())
    return before


def _replace(index: dict[T, tuple[Any, ...]], key: T, values: tuple[Any, ...]) -> None:
    if values:
        index[key] = values
    else:
        index.pop(key, None)


def _without(them: tuple[Interaction, ...], key: str) -> tuple[Interaction, ...]:
    return tuple(one for one in them if one.id != key)


def _with(them: tuple[Interaction, ...], new: Interaction) -> tuple[Interaction, ...]:
    merged = list(them)
    insort(merged, new, key=_by_day)
    return tuple(merged)
