"""What one session changed, laid over what another left: three ways, on plain JSON values.

`there` is what lies in the file, `before` and `after` what an edit knew and what it wants. Only
the difference between the two is touched, so that unknown fields, and what another session
wrote meanwhile, stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Alike = Callable[[Any, Any], bool]

_MISSING = object()


def merged(there: Any, before: Any, after: Any) -> Any:
    """Return `there` with the difference between `before` and `after`."""
    if before == after:
        return there
    if isinstance(there, dict) and isinstance(before, dict) and isinstance(after, dict):
        return _merged_object(there, before, after)
    if isinstance(there, list) and isinstance(before, list) and isinstance(after, list):
        return _merged_list(there, before, after)
    return after


def _merged_object(
    there: dict[str, Any], before: dict[str, Any], after: dict[str, Any]
) -> dict[str, Any]:
    result = dict(there)
    for key in {**before, **after}:
        if key not in after:
            result.pop(key, None)
        elif before.get(key, _MISSING) != after[key]:
            result[key] = merged(there.get(key), before.get(key), after[key])
    return result


def _merged_list(there: list[Any], before: list[Any], after: list[Any]) -> list[Any]:
    held = _pairs(before, there, (_says_all,))
    kept = _pairs(after, before, (_equal, _begins_alike))
    result = [
        _merged_item(there, before, item, kept.get(place), held) for place, item in enumerate(after)
    ]
    result = [item for item in result if item is not _MISSING]
    for place, item in enumerate(there):
        if place not in held.values() and item not in result:
            result.append(item)
    return result


def _merged_item(
    there: list[Any], before: list[Any], item: Any, old: int | None, held: dict[int, int]
) -> Any:
    """Return what becomes of one item of the list that the edit wants."""
    if old is None:
        return item
    if old in held:
        return merged(there[held[old]], before[old], item)
    # Another session dropped it: it stays dropped, unless it was edited here.
    return _MISSING if before[old] == item else item


def _pairs(ones: list[Any], others: list[Any], tests: tuple[Alike, ...]) -> dict[int, int]:
    """Pair items that are the same one, by the strictest test first; the same place goes first."""
    free = set(range(len(others)))
    pairs: dict[int, int] = {}
    for alike in tests:
        for place, one in enumerate(ones):
            if place in pairs:
                continue
            if place in free and alike(one, others[place]):
                other: int | None = place
            else:
                other = next((n for n in sorted(free) if alike(one, others[n])), None)
            if other is not None:
                pairs[place] = other
                free.discard(other)
    return pairs


def _says_all(known: Any, there: Any) -> bool:
    """Whether an item in the file is the one known: it has its id, or says all that it says."""
    if isinstance(known, dict) and isinstance(there, dict):
        if "id" in known:
            return bool(known["id"] == there.get("id"))
        return all(there.get(key, _MISSING) == value for key, value in known.items())
    return bool(known == there)


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _begins_alike(after: Any, before: Any) -> bool:
    """Whether an item is an edited one: the same id or, without ids, the same first field."""
    if not isinstance(after, dict) or not isinstance(before, dict):
        return False
    key = "id" if "id" in after else next(iter(after), "")
    return bool(after.get(key, _MISSING) == before.get(key))
