"""Plans what an import does to a network, so that it can be shown, and then done in one commit.

A record is known again by its key: a vCard's UID, a LinkedIn address, our own id, else a
fingerprint. A record that has come before changes nothing, in whichever order files come; of a
new one only what changed in the file is taken over, and only where you have not changed it
yourself: your own value wins, and what was not taken is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from habit.changes import Hand
from habit.model import Change, Contact, Edit, Source
from habit.network import Network
from habit.text import fold
from storage.formats import Percent
from storage.formats.card import FINGERPRINT, Card, Skip, abuid_of, fingerprint, is_ours
from storage.formats.memory import SINGLES, recalled, whole_of, wholes_of
from storage.known import Key, Known, Match, Run, face_of
from storage.records import mark_of
from storage.taking import Taking
from storage.told import Changed, Kept, Report

_FOUND = {"linkedin": "LinkedIn"}
"""Where somebody was found, by the kind of the source that brought them."""
_ALIKE = 0.6
"""From where on two names may be one person's, who is known by the same UID."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A record that was taken for somebody who is here, though they share no key."""

    id: str
    name: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Maybe:
    """Somebody new who may be the same person as somebody else."""

    id: str
    name: str
    other: str
    other_name: str
    why: str


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
    kept: tuple[Kept, ...] = ()
    changed: tuple[Changed, ...] = ()
    joined: tuple[Joined, ...] = ()
    possible: tuple[Maybe, ...] = ()

    @property
    def removed(self) -> Counter[str]:
        """How many values are taken back because their record no longer has them, by field."""
        return Counter(one.field for one in self.changed if one.now is None)


def plan(
    network: Network,
    hand: Hand,
    items: Iterable[Card | Skip],
    *,
    list_id: str | None = None,
    gone: Collection[str] = (),
    progress: Callable[[int], None] | None = None,
) -> ImportPlan:
    """Return what importing these records does; everybody in them joins the list `list_id`.

    `gone` has the marks of sources whose contacts were deleted: they are not brought back.
    `progress` hears, once all are read, how many percent of them are behind.
    """
    them = list(items)
    run = Run.of(item for item in them if isinstance(item, Card))
    planner = _Planner(network, hand, run, list_id, gone)
    percent = Percent(len(them), progress)
    for item in them:
        planner.take(item)
        percent(1)
    return planner.result()


@dataclass(slots=True)
class _Told:
    """What is said beside the counts."""

    skipped: list[Skip] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    guessed: int = 0
    heavy: int = 0


class _Planner:
    """The network as it grows while an import is planned."""

    def __init__(
        self,
        network: Network,
        hand: Hand,
        run: Run,
        list_id: str | None,
        gone: Collection[str],
    ) -> None:
        self._network = network
        self._hand = hand
        self._run = run
        self._list_id = list_id
        self._gone = gone
        self._known = Known(network.contacts.values())
        self._seen = _seen(network.contacts.values())
        self._takings: dict[str, Taking] = {}
        """Who was in this import, in its order."""
        self._told = _Told()

    def take(self, item: Card | Skip) -> None:
        """Add one record to the plan."""
        if isinstance(item, Skip):
            self._told.skipped.append(item)
            return
        source = item.contact.sources[0]
        record = (source.kind, source.key, whole_of(source.hash))
        found = self._seen.get(record)
        match = Match(found) if found else self._match(item, source)
        if match is None and self._gone and self._is_gone(item.contact, source):
            self._told.skipped.append(Skip(item.where, f"you deleted {item.contact.name} here"))
            return
        self._say(item, *item.warnings)
        self._told.guessed += item.guessed
        self._told.heavy += item.heavy
        who = self._new(source) if match is None else match.id
        taking = self._taking(who, source.kind)
        if match and match.why:
            self._told.joined.append(Joined(who, taking.name, item.where, match.why))
        taking.take(item, adds=self._run.is_repeated(item))
        if self._list_id is not None:
            taking.join(self._list_id)
        if not found:
            self._known.add(replace(item.contact, id=who))
            self._seen[record] = who

    def result(self) -> ImportPlan:
        """Return the plan."""
        before = self._network.contacts
        after = {key: taking.contact() for key, taking in self._takings.items()}
        edits = tuple(
            Edit("contacts", key, before.get(key), one)
            for key, one in after.items()
            if before.get(key) != one
        )
        new = [edit.id for edit in edits if edit.before is None]
        told = self._told
        if told.guessed:
            told.warnings.append(_guesses(told.guessed))
        if told.heavy:
            told.warnings.append(
                f"{_have(told.heavy)} a photo, a sound or a key; these aren't kept"
            )
        return ImportPlan(
            change=Change(f"import, {len(new)} new, {len(edits) - len(new)} updated", edits),
            new=len(new),
            updated=len(edits) - len(new),
            unchanged=len(after) - len(edits),
            skipped=tuple(told.skipped),
            warnings=tuple(told.warnings),
            names=tuple((key, after[key].name) for key in new),
            kept=tuple(told.report.kept),
            changed=tuple(told.report.changed),
            joined=tuple(told.joined),
            possible=tuple(self._possible(new)),
        )

    def _say(self, item: Card, *warnings: str) -> None:
        self._told.warnings.extend(f"{item.where}: {item.contact.name}: {one}" for one in warnings)

    def _is_gone(self, theirs: Contact, source: Source) -> bool:
        """Whether somebody was deleted whom a record is about."""
        marks = {mark_of(source)}
        if source.key == abuid_of(theirs):
            marks.add(mark_of(replace(source, key=fingerprint(theirs))))
        return not marks.isdisjoint(self._gone)

    def _new(self, source: Source) -> str:
        """Return an id for somebody new: the one they had, where it is an id of ours."""
        key = source.key
        is_free = key not in self._network.contacts and key not in self._takings
        return key if is_free and is_ours(source.kind, key) else self._hand.new_id()

    def _taking(self, who: str, kind: str) -> Taking:
        """Return what somebody has grown to in this import."""
        if who not in self._takings:
            mine = self._network.contacts.get(who)
            # Found only of whoever is new: what you say of them yourself is never said again.
            mine = mine or Contact(id=who, made=self._hand.added, found=_FOUND.get(kind))
            self._takings[who] = Taking(mine, self._hand, self._told.report)
        return self._takings[who]

    # Whom a record is about

    def _match(self, card: Card, source: Source) -> Match | None:
        face = face_of(card.contact)
        key = (source.kind, source.key)
        keyed = self._known.keyed(key)
        if source.key.startswith(FINGERPRINT):
            for who in keyed:
                if not self._known.is_against(who, face):
                    return Match(who)
        elif keyed:
            return self._by_key(card, source, keyed)
        return self._known.match(face, self._run)

    def _by_key(self, card: Card, source: Source, keyed: list[str]) -> Match | None:
        """Return which of those with its key a record is about, if it is about one of them."""
        said = recalled(source.hash).get(SINGLES["name"], set())
        for who in keyed:
            if self._said_names(who, (source.kind, source.key)) & said:
                return Match(who)
        for who in keyed:
            if self._is_one(who, card.contact, source):
                return Match(who)
        name = self._name(keyed[0])
        self._say(card, f"has the same UID as {name} and nothing else in common; both are kept")
        return None

    def _is_one(self, who: str, theirs: Contact, source: Source) -> bool:
        """Whether two names with the same key are one person, perhaps with a new name."""
        if source.kind != "vcard" or self._known.share(who, face_of(theirs)):
            return True
        ours, other = fold(self._name(who)), fold(theirs.name)
        if ours == other:
            return True
        # Within one file nobody changes their name: there, two names are two people.
        alike = SequenceMatcher(None, _by_words(ours), _by_words(other)).ratio() >= _ALIKE
        return alike and who not in self._takings

    def _name(self, who: str) -> str:
        taking = self._takings.get(who)
        return taking.name if taking else self._network.contacts[who].name

    def _said_names(self, who: str, key: Key) -> set[str]:
        """Return the names, as digests, that somebody had in the records with a key."""
        taking = self._takings.get(who)
        if taking:
            return taking.said_name(*key)
        sources = self._network.contacts[who].sources
        hashed = next((one.hash for one in sources if (one.kind, one.key) == key), "")
        return recalled(hashed).get(SINGLES["name"], set())

    def _possible(self, new: Iterable[str]) -> Iterable[Maybe]:
        """Yield for each new contact who may be the same person, each pair once."""
        said: set[frozenset[str]] = set()
        for who in new:
            for match in self._known.maybe(who):
                pair = frozenset((who, match.id))
                if pair not in said:
                    said.add(pair)
                    yield Maybe(who, self._name(who), match.id, self._name(match.id), match.why)


def _seen(contacts: Iterable[Contact]) -> dict[tuple[str, str, str], str]:
    """Return who has which records, each named by its source and the whole of it."""
    return {
        (source.kind, source.key, whole): contact.id
        for contact in contacts
        for source in contact.sources
        for whole in wholes_of(source.hash)
    }


def _by_words(folded: str) -> str:
    return " ".join(sorted(folded.split()))


def _guesses(count: int) -> str:
    return (
        f"{_have(count)} characters in no encoding that the file names; "
        "--encoding reads them otherwise"
    )


def _have(count: int) -> str:
    return "1 contact has" if count == 1 else f"{count} contacts have"
