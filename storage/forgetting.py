"""Deletes a contact for good: from the people, from what happened, and from what can be undone.

That something happened stays, without a word of what or with whom: the past weeks keep their
counts, and nobody's streak ends because somebody asked to be forgotten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Any

from habit.dates import counted
from habit.text import fold
from storage import backups, disk, undo
from storage.copies import of as of_sync
from storage.paths import backups_of
from storage.references import LOOSE, is_forgotten, letting_go, references
from storage.schema import Document
from storage.tables import Draft
from storage.titles import some, title

__all__ = ["Forgotten", "forget", "holders", "is_forgotten", "leftovers", "less_forgotten"]

_SKELETON = frozenset(("on", "people", "dir", "channel", "minutes", "private", "made"))
"""What stays of an interaction that was with nobody else."""
_ASIDE = (".damaged-", ".conflict-")
"""In the names of files that were set aside."""
_PASSING = re.compile(r"^.*-\d{8}T\d{6}(?:-\d+)?$")
"""How backups are named that others take the place of in time."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of somebody, and where they may still be read of."""

    name: str
    interactions: int
    """Interactions with nobody else, which are left without words."""
    shared: tuple[str, ...]
    """What interactions with others too are called; their words stay."""
    named: tuple[str, ...]
    """What documents beside these are called in which the whole name stands."""
    actions: int
    """Actions that can no longer be taken back, as they were about this contact."""


def wordless(interaction: Document) -> Document:
    """Return what stays of an interaction: that it was."""
    return {field: value for field, value in interaction.items() if field in _SKELETON}


def less_forgotten(table: str, document: Document, gone: Set[str]) -> Document | None:
    """Return a document without a word about people deleted for good; None when none is left."""
    if table == "entries":
        less: Document = letting_go(table, "contacts", document, gone)
        return less
    if table not in ("interactions", "plans"):
        return document
    people = {who for where, who in references(table, document) if where == "contacts"}
    if not people or not people <= gone:
        return document
    return wordless(document) if table == "interactions" else None


def holders(path: Path, key: str) -> list[Path]:
    """Return the backups and the files set aside that may still hold a contact."""
    copies: list[Path] = []
    with suppress(OSError):
        copies += [one for _, one in backups.all_of(path)]
    for kind in _ASIDE:
        copies += sorted(path.parent.glob(f"{escape(path.name)}{kind}*"))
    copies += [*of_sync(path), *of_sync(path, backups_of(path))]
    # An id as it stands in a document, and in what can be undone.
    named = (f'"{key}"'.encode(), f'/{key}"'.encode())
    return [one for one in copies if _may_hold(one, named)]


def _may_hold(copy: Path, named: Sequence[bytes]) -> bool:
    """Whether one of these stands in a copy; one that cannot be read may hold anything."""
    try:
        version = disk.read(copy)
    except (OSError, disk.StoreError):
        return True
    if version is None:
        return False
    version.close()
    return any(name in version.text for name in named)


def leftovers(done: Forgotten, copies: Sequence[Path]) -> list[str]:
    """Return what is left of somebody who was deleted for good, a sentence each."""
    said = []
    if done.interactions:
        alone = counted(done.interactions, "interaction")
        said.append(f"Counted as before, without a word: {alone} with nobody else.")
    if done.shared:
        said.append(f"Kept with all words, as others were there: {some(done.shared)}.")
    if done.named:
        said.append(f"The name still stands in {some(done.named)}.")
    stay = [one for one in copies if backups.is_kept(one) or not _PASSING.search(one.stem)]
    if passing := [one for one in copies if one not in stay]:
        there = f"{len(passing)} in {passing[0].parent}"
        said.append(f"Older copies hold them until newer ones take their place: {there}.")
    if stay:
        paths = "; ".join(map(str, stay))
        said.append(f"Copies that stay hold them too; delete those yourself: {paths}")
    return said


def forget(draft: Draft, key: str) -> Forgotten:
    """Delete the contact with this id; to be done with `Store.erase`.

    Raises:
        NothingError: Another session has deleted them meanwhile.

    """
    contacts = draft.table("contacts")
    if key not in contacts:
        raise undo.NothingError(
            "another session has deleted them meanwhile, and nothing was changed; undo that "
            "there, and delete them for good again"
        )
    name = _name_in(contacts.pop(key))
    alone, shared = _wipe_interactions(draft, key)
    for plan in [one for one, plan in draft.table("plans").items() if _about(plan, key)]:
        draft.table("plans").pop(plan)
    for table, where in LOOSE:
        if where == "contacts":
            _wipe_ids(draft, table, key)
    actions = _wipe_actions(draft, key, alone, name)
    draft.forgotten.add(key)
    draft.is_for_good = True
    view = draft.view()
    return Forgotten(
        name,
        len(alone),
        tuple(title(*one, view) for one in shared),
        tuple(title(*one, view) for one in _named(draft, name, shared)),
        actions,
    )


def _name_in(document: Any) -> str:
    name = document.get("name") if isinstance(document, dict) else None
    return name if isinstance(name, str) else ""


def _about(plan: Any, key: str) -> bool:
    return isinstance(plan, dict) and plan.get("contact") == key


def _wipe_interactions(draft: Draft, key: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Leave of interactions with nobody else that they were; return them, and the shared ones."""
    table = draft.table("interactions")
    alone: list[str] = []
    shared: list[tuple[str, str]] = []
    for one, document in list(table.items()):
        people = [who for where, who in references("interactions", document) if where == "contacts"]
        if key not in people:
            continue
        if len(people) > 1:
            shared.append(("interactions", one))
            continue
        alone.append(one)
        table[one] = wordless(document)
    return alone, shared


def _wipe_ids(draft: Draft, name: str, key: str) -> None:
    table = draft.table(name)
    for one, document in list(table.items()):
        less = letting_go(name, "contacts", document, {key})
        if less is not document:
            table[one] = less


# What can be undone


def _wipe_actions(draft: Draft, key: str, interactions: list[str], name: str) -> int:
    """Take out of what can be undone whatever is about them; return how many actions went."""
    records = draft.table(undo.TABLE)
    theirs = {f"contacts/{key}", *(f"interactions/{one}" for one in interactions)}
    for spoiled in set(records) - {one.id for one in undo.actions(records)}:
        records.pop(spoiled)  # by a hand: nothing can be done with it but read it
    names = {name, *(old for one in records.values() for old in _older_names(one, key))}
    went = 0
    for action, one in list(records.items()):
        kept = undo.without(one, theirs)
        if kept is None or _refers(kept, key) or any(_names(kept, called) for called in names):
            records.pop(action)
            went += 1
        elif kept != one:
            records[action] = kept
    return went


def _older_names(record: Document, key: str) -> Iterator[str]:
    """Yield what a contact was called before, by the record of an action."""
    name = f"contacts/{key}"
    for part in ("gone", "changed"):
        document = record.get(part, {}).get(name, {})
        yield from filter(None, map(_name_in, (document, *document.values())))


def _refers(value: Any, key: str) -> bool:
    return any(key in text for text in _texts(value))


def _names(value: Any, name: str) -> bool:
    """Whether a whole name stands anywhere in a value."""
    return any(_stands_in(name, text) for text in _texts(value))


def _stands_in(name: str, text: str) -> bool:
    words, there = _worded(name), _worded(text)
    if not words:
        return bool(fold(name)) and fold(name) in fold(text)
    if any(unicodedata.category(char) == "Lo" for char in words):
        # Japanese and its like put no blanks between words.
        return words.replace(" ", "") in there.replace(" ", "")
    return f" {words} " in f" {there} "


def _worded(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _named(draft: Draft, name: str, but: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the documents that are left and name them in full, such as notes on others."""
    if " " not in name.strip():
        return []  # a first name alone may be anybody's
    return [
        (table, key)
        for table, documents in draft.view().items()
        if not table.startswith("_") and isinstance(documents, dict)
        for key, document in documents.items()
        if (table, key) not in but and _names(document, name)
    ]
