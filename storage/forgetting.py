"""Deletes a contact for good: from the people, from what happened, and from what can be undone.

That something happened stays, without a word of what or with whom: the past weeks keep their
counts, and nobody's streak ends because somebody asked to be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habit.dates import counted
from habit.text import fold
from storage import backups, undo
from storage.tables import Draft
from storage.undo import references

_SKELETON = frozenset(("on", "people", "dir", "channel", "minutes", "made"))
"""What stays of an interaction that was with nobody else."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of somebody, and where their name may still be read."""

    name: str
    interactions: int
    """Interactions with nobody else, which are left without words."""
    shared: int
    """Interactions with others too, whose words stay."""
    named: int
    """Documents about others in which the whole name stands."""
    actions: int
    """Actions that can no longer be taken back, as they were about this contact."""


def holders(path: Path, key: str) -> list[Path]:
    """Return the backups and the damaged files set aside that still hold a contact."""
    copies = [one for _, one in backups.all_of(path)]
    copies += sorted(path.parent.glob(f"{path.name}.damaged-*"))
    found = []
    for one in copies:
        with suppress(OSError):  # one that cannot be read shows nobody
            if key.encode() in one.read_bytes():
                found.append(one)
    return found


def leftovers(done: Forgotten, copies: Sequence[Path]) -> list[str]:
    """Return what still tells of somebody who was deleted for good, a sentence each."""
    said = []
    if copies:
        are = "1 older copy still holds" if len(copies) == 1 else f"{len(copies)} older copies hold"
        where = sorted({str(one.parent) for one in copies})
        said.append(
            f"{are} them, in {' and '.join(where)}; those that are made by themselves go within "
            "days, or delete them there."
        )
    if done.shared:
        with_others = counted(done.shared, "interaction")
        said.append(f"{with_others} with others too: the words about them stay.")
    if done.named:
        said.append(f"The name stands in {counted(done.named, 'other document')}.")
    return said


def forget(draft: Draft, key: str) -> Forgotten:
    """Delete the contact with this id; to be done with `Store.erase`."""
    contacts = draft.table("contacts")
    document = contacts.pop(key)
    name = document.get("name") if isinstance(document, dict) else ""
    interactions, shared = _wipe_interactions(draft, key)
    for plan in [one for one, plan in draft.table("plans").items() if _about(plan, key)]:
        draft.table("plans").pop(plan)
    _wipe_weeks(draft, key)
    name = name if isinstance(name, str) else ""
    actions = _wipe_actions(draft, key, interactions, name)
    draft.forgotten.add(key)
    return Forgotten(name, len(interactions), shared, _named(draft, name), actions)


def _about(plan: Any, key: str) -> bool:
    return isinstance(plan, dict) and plan.get("contact") == key


def _wipe_interactions(draft: Draft, key: str) -> tuple[list[str], int]:
    """Leave of interactions with nobody else that they were; return them, and count the others."""
    table = draft.table("interactions")
    alone: list[str] = []
    shared = 0
    for one, document in list(table.items()):
        people = [who for where, who in references("interactions", document) if where == "contacts"]
        if key not in people:
            continue
        if len(people) > 1:
            shared += 1
            continue
        alone.append(one)
        table[one] = {field: value for field, value in document.items() if field in _SKELETON}
    return alone, shared


def _wipe_weeks(draft: Draft, key: str) -> None:
    table = draft.table("weeks")
    for one, document in list(table.items()):
        if ("contacts", key) in references("weeks", document):
            skipped = [who for who in document["skipped"] if who != key]
            table[one] = {**document, "skipped": skipped}


def _wipe_actions(draft: Draft, key: str, interactions: list[str], name: str) -> int:
    """Take out of what can be undone whatever is about them; return how many actions went."""
    records = draft.table(undo.TABLE)
    theirs = {f"contacts/{key}", *(f"interactions/{one}" for one in interactions)}
    went = 0
    for action, one in list(records.items()):
        kept = undo.without(one, theirs)
        if kept is None or _refers(kept, key) or _names(kept, name):
            records.pop(action)
            went += 1
        elif kept != one:
            records[action] = kept
    return went


def _refers(value: Any, key: str) -> bool:
    return any(key in text for text in _texts(value))


def _names(value: Any, name: str) -> bool:
    """Whether a whole name stands anywhere in a value."""
    words = f" {_worded(name)} "
    return bool(words.strip()) and any(words in f" {_worded(text)} " for text in _texts(value))


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


def _named(draft: Draft, name: str) -> int:
    """Count the documents that are left and name them in full, such as notes on others."""
    if " " not in name.strip():
        return 0  # a first name alone may be anybody's
    return sum(
        _names(document, name)
        for table, documents in draft.view().items()
        if not table.startswith("_") and isinstance(documents, dict)
        for document in documents.values()
    )
