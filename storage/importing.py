"""Plans what an import does to a network, so that it can be shown, and then done in one commit.

A record is known again by its key: a vCard's UID, a LinkedIn address, else a fingerprint. Only
what changed in the file since the last import is taken over, and only where you have not changed
it yourself: your own value wins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from habit.changes import Hand
from habit.model import Birthday, Change, Contact, Edit, Note, Source
from habit.network import Network
from habit.text import fold
from storage.formats.card import FINGERPRINT, Card, Skip
from storage.formats.memory import EXTRA, LISTS, SINGLES, digest, phone_key, recalled
from storage.records import mark_of

_FOUND = {"linkedin": "LinkedIn"}
"""Where somebody was found, by the kind of the source that brought them."""
_ALIKE = 0.6
"""From where on two names may be one person's, who is known by the same UID."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; its change is the whole of it."""

    change: Change
    new: int
    updated: int
    unchanged: int
    skipped: tuple[Skip, ...]
    warnings: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    """Id and name of each new contact, in the order of the file."""


def plan(
    network: Network,
    hand: Hand,
    items: Iterable[Card | Skip],
    *,
    list_id: str | None = None,
    gone: Collection[str] = (),
) -> ImportPlan:
    """Return what importing these records does; everybody in them joins the list `list_id`.

    `gone` has the marks of sources whose contacts were deleted: they are not brought back.
    """
    planner = _Planner(network, hand, list_id, gone)
    for item in items:
        planner.take(item)
    return planner.result()


class _Planner:
    """The network as it grows while an import is planned."""

    def __init__(
        self, network: Network, hand: Hand, list_id: str | None, gone: Collection[str]
    ) -> None:
        self._network = network
        self._hand = hand
        self._list_id = list_id
        self._gone = gone
        self._now: dict[str, Contact] = dict(network.contacts)
        self._met: dict[str, None] = {}
        """Who was in this import, in its order."""
        self._by_key: dict[tuple[str, str], list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._skipped: list[Skip] = []
        self._warnings: list[str] = []
        self._guessed = 0
        for contact in network.contacts.values():
            self._index(contact)

    def take(self, item: Card | Skip) -> None:
        """Add one record to the plan."""
        if isinstance(item, Skip):
            self._skipped.append(item)
            return
        source = item.contact.sources[0]
        mine = self._known(item, source)
        if mine is None and self._gone and mark_of(source) in self._gone:
            self._skipped.append(Skip(item.where, f"you deleted {item.contact.name} here"))
            return
        self._say(item, *item.warnings)
        self._guessed += item.guessed
        if mine is None:
            # Only of whoever is new: what you say of them yourself is never said again.
            found = _FOUND.get(source.kind)
            mine = Contact(id=self._hand.new_id(), made=self._hand.now, found=found)
        merge = _Merge(mine, item.contact, source, self._hand)
        self._put(merge.merged(self._list_id), mine)
        self._say(item, *merge.conflicts)

    def result(self) -> ImportPlan:
        """Return the plan."""
        before = self._network.contacts
        edits = tuple(
            Edit("contacts", key, before.get(key), self._now[key])
            for key in self._met
            if before.get(key) != self._now[key]
        )
        new = [edit for edit in edits if edit.before is None]
        updated = len(edits) - len(new)
        if self._guessed:
            self._warnings.append(_guesses(self._guessed))
        return ImportPlan(
            change=Change(f"import, {len(new)} new, {updated} updated", edits),
            new=len(new),
            updated=updated,
            unchanged=len(self._met) - len(edits),
            skipped=tuple(self._skipped),
            warnings=tuple(self._warnings),
            names=tuple((edit.id, self._now[edit.id].name) for edit in new),
        )

    def _say(self, item: Card, *warnings: str) -> None:
        self._warnings.extend(f"{item.where}: {item.contact.name}: {one}" for one in warnings)

    def _put(self, after: Contact, before: Contact) -> None:
        self._met[after.id] = None
        if after != before:
            self._now[after.id] = after
            self._index(after)

    def _index(self, contact: Contact) -> None:
        for source in contact.sources:
            _add(self._by_key.setdefault((source.kind, source.key), []), contact.id)
        _add(self._by_name.setdefault(fold(contact.name), []), contact.id)

    def _known(self, card: Card, source: Source) -> Contact | None:
        """Return whom this record is about, if they are here already."""
        keyed = [self._now[key] for key in self._by_key.get((source.kind, source.key), ())]
        named = recalled(source.hash).get(SINGLES["name"])
        for mine in keyed:
            if recalled(_source_of(mine, source).hash).get(SINGLES["name"]) == named:
                return mine
        for mine in keyed:
            if self._is_one(mine, card.contact, source):
                return mine
        if keyed:
            self._say(
                card,
                f"has the same UID as {keyed[0].name} and nothing else in common; both are kept",
            )
            return None
        return self._by_its_name(card.contact)

    def _is_one(self, mine: Contact, theirs: Contact, source: Source) -> bool:
        """Whether two names with the same key are one person, perhaps with a new name."""
        if source.kind != "vcard" or _share(mine, theirs):
            return True
        ours, other = fold(mine.name), fold(theirs.name)
        if ours == other:
            return True
        # Within one file nobody changes their name: there, two names are two people.
        alike = SequenceMatcher(None, _by_words(ours), _by_words(other)).ratio() >= _ALIKE
        return alike and mine.id not in self._met

    def _by_its_name(self, theirs: Contact) -> Contact | None:
        """Return who has this name and an email or phone of it, where no two keys speak for two."""
        for key in self._by_name.get(fold(theirs.name), ()):
            mine = self._now[key]
            if _share(mine, theirs) and not (_is_keyed(mine) and _is_keyed(theirs)):
                return mine
            if not mine.sources and _reach(mine) == _reach(theirs):
                return mine
        return None


class _Merge:
    """One contact, and what a file says of it now."""

    def __init__(self, mine: Contact, theirs: Contact, source: Source, hand: Hand) -> None:
        self._mine = mine
        self._theirs = theirs
        self._source = source
        self._hand = hand
        known = _source_of(mine, source)
        self._is_again = bool(known.hash)
        self._then = recalled(known.hash)
        """What the file said at the last import."""
        self._says = recalled(source.hash)
        """What it says now."""
        self.conflicts: list[str] = []

    def merged(self, list_id: str | None) -> Contact:
        """Return the contact with what changed in the file."""
        mine = self._mine
        fields: dict[str, Any] = {
            field: self._single(field, letter) for field, letter in SINGLES.items()
        }
        fields |= {field: self._list(field) for field in LISTS}
        if list_id is not None and list_id not in mine.lists:
            fields["lists"] = (*mine.lists, list_id)
        return replace(mine, extra=self._extra(), sources=self._sources(), **fields)

    def _sources(self) -> tuple[Source, ...]:
        """Return the sources with what this file says now."""
        mine, key = self._mine.sources, _key(self._source)
        if all(_key(one) != key for one in mine):
            return (*mine, self._source)
        return tuple(self._source if _key(one) == key else one for one in mine)

    def _single(self, field: str, letter: str) -> Any:
        mine, theirs = getattr(self._mine, field), getattr(self._theirs, field)
        if not self._takes(letter, mine):
            if self._is_again and self._changed(letter) and mine != theirs:
                self.conflicts.append(
                    f"the {field} is now {_said(theirs)} in the file; yours stays {_said(mine)}"
                )
            return mine
        return theirs

    def _extra(self) -> dict[str, Any]:
        mine, kind = self._mine.extra, self._source.kind
        if not self._takes(EXTRA, mine.get(kind)):
            return mine
        rest = {key: value for key, value in mine.items() if key != kind}
        theirs = self._theirs.extra.get(kind)
        return {**rest, kind: theirs} if theirs else rest

    def _takes(self, letter: str, mine: Any) -> bool:
        """Whether the file has changed a value that you have not."""
        then = next(iter(self._then.get(letter, ())), "")
        return self._changed(letter) and digest(mine) == then

    def _changed(self, letter: str) -> bool:
        return self._then.get(letter) != self._says.get(letter)

    def _list(self, field: str) -> tuple[Any, ...]:
        """Return your values and those that are new in the file; what you removed stays away."""
        letter, key = LISTS[field]
        mine: tuple[Any, ...] = getattr(self._mine, field)
        if not self._changed(letter):
            return mine
        then, says = self._then.get(letter, frozenset()), self._says.get(letter, frozenset())
        them = list(mine)
        here = {key(one) for one in mine}
        for one in getattr(self._theirs, field):
            if key(one) in here or digest(key(one)) in then:
                continue
            here.add(key(one))
            if isinstance(one, Note):
                self._add_note(them, one, then - says)
            else:
                them.append(one)
        return tuple(them)

    def _add_note(self, notes: list[Note], new: Note, outdated: frozenset[str]) -> None:
        """Add a note, in place of the one that it was at the last import."""
        for place, note in enumerate(notes):
            if digest(note.text) in outdated:
                notes[place] = replace(note, text=new.text)
                return
        notes.append(replace(new, id=self._hand.new_id(), on=self._hand.today))


def _add(them: list[str], one: str) -> None:
    if one not in them:
        them.append(one)


def _key(source: Source) -> tuple[str, str]:
    return (source.kind, source.key)


def _source_of(contact: Contact, source: Source) -> Source:
    """Return the contact's own memory of a source, an empty one where it has none."""
    return next((one for one in contact.sources if _key(one) == _key(source)), Source("", ""))


def _is_keyed(contact: Contact) -> bool:
    """Whether some file has a name of its own for this contact."""
    return any(not source.key.startswith(FINGERPRINT) for source in contact.sources)


def _reach(contact: Contact) -> tuple[set[str], set[str]]:
    emails = {email.casefold() for email in contact.emails}
    return (emails, {phone_key(phone) for phone in contact.phones})


def _share(one: Contact, other: Contact) -> bool:
    """Whether two contacts have an email or a phone in common."""
    return any(mine & theirs for mine, theirs in zip(_reach(one), _reach(other), strict=True))


def _by_words(folded: str) -> str:
    return " ".join(sorted(folded.split()))


def _said(value: Any) -> str:
    if isinstance(value, Birthday):
        return "-".join(str(part) if part else "?" for part in (value.y, value.m, value.d))
    return f'"{value}"' if value else "empty"


def _guesses(count: int) -> str:
    people = "1 contact has" if count == 1 else f"{count} contacts have"
    return (
        f"{people} characters in no encoding that the file names; --encoding reads them otherwise"
    )
