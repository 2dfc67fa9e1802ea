"""Two versions of a file made one: nothing that only one of them has is lost."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storage.uniting import united

META = {"1": {"schema": 1, "weekday": 0}}


def ana(stamp: int, **fields: Any) -> dict[str, Any]:
    return {"name": "Ana Silva", "modified": stamp, **fields}


def people(tables: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = tables.get("contacts", {})
    return found


def both(
    mine: dict[str, Any], theirs: dict[str, Any], base: dict[str, Any] | None = None
) -> dict[str, Any]:
    return united(mine, theirs, base).tables


def of(**them: dict[str, Any]) -> dict[str, Any]:
    return {"contacts": {key.removeprefix("p"): one for key, one in them.items()}}


def test_what_only_one_version_has_is_there() -> None:
    found = both(of(p1=ana(1)), of(p2=ana(2)))
    assert found == of(p1=ana(1), p2=ana(2))


def test_without_an_ancestor_what_was_written_later_counts() -> None:
    early, late = of(p1=ana(1, title="CTO")), of(p1=ana(2, team=True))
    assert both(early, late) == both(late, early) == late


def test_notes_that_one_version_lacks_are_kept_without_an_ancestor() -> None:
    early = of(p1=ana(1, notes=[{"id": "7", "text": "maps"}]))
    late = of(p1=ana(2, notes=[{"id": "8", "text": "trains"}]))
    (found,) = people(both(early, late)).values()
    assert {one["text"] for one in found["notes"]} == {"maps", "trains"}


def test_what_was_deleted_stays_so_unless_it_was_written_later() -> None:
    for deleted, is_there in ((5, False), (3, True)):
        grave = {"_gone": {"1": {"table": "contacts", "at": deleted}}}
        for found in (both(of(p1=ana(4)), grave), both(grave, of(p1=ana(4)))):
            assert ("1" in people(found)) == is_there
            assert ("1" in found.get("_gone", {})) != is_there


def test_with_an_ancestor_the_fields_of_both_are_there() -> None:
    base = of(p1=ana(1, title="CTO", team=True))
    mine, theirs = of(p1=ana(3, title="CEO", team=True)), of(p1=ana(2, title="CTO", tags=["maps"]))
    found = united(mine, theirs, base)
    assert people(found.tables)["1"] == ana(3, title="CEO", tags=["maps"])
    assert found.clashes == (("contacts", "1"),)


def test_with_an_ancestor_an_edit_goes_before_a_deletion() -> None:
    base, edited = of(p1=ana(1), p2=ana(1)), of(p1=ana(2, title="CEO"), p2=ana(1))
    gone = {"_gone": {key: {"table": "contacts", "at": 9} for key in "12"}}
    for found in (both(edited, gone, base), both(gone, edited, base)):
        assert people(found) == {"1": ana(10, title="CEO")}  # later than the deletion
        assert list(found["_gone"]) == ["2"]


def test_who_was_deleted_for_good_comes_back_in_no_way() -> None:
    grave = {"_gone": {"1": {"table": "contacts", "at": 1, "forgotten": True}}}
    call = {"on": "2026-11-19", "people": {"1": "reached"}, "note": "hello", "modified": 9}
    action = {"what": "Ana Silva, call", "at": 9, "made": {"interactions/5": "0"}}
    there = of(p1=ana(9)) | {"interactions": {"5": call}, "_undo": {"6": action}}
    for found in (both(grave, there), both(there, grave)):
        assert not people(found)
        assert "note" not in found["interactions"]["5"]
        assert "_undo" not in found


def test_weeks_that_begin_on_another_day_are_said_by_mine() -> None:
    mine = {"_meta": META}
    theirs = {
        "_meta": {"1": {"schema": 1, "weekday": 6}},
        "weeks": {"20261115": {"pause": {"reason": "holidays"}, "modified": 1}},
    }
    found = both(mine, theirs)
    assert list(found["weeks"]) == ["20261116"]
    assert found["_meta"]["1"]["weekday"] == 0


def test_what_was_said_of_one_week_in_two_places_is_all_there() -> None:
    mine = {"weeks": {"20261116": {"pause": {"reason": "ill"}, "modified": 1}}}
    theirs = {"weeks": {"20261116": {"review": {"done": True}, "modified": 2}}}
    assert both(mine, theirs)["weeks"]["20261116"] == {
        "pause": {"reason": "ill"},
        "review": {"done": True},
        "modified": 2,
    }


def test_what_is_no_table_stays_as_a_hand_has_put_it() -> None:
    assert both({"x": [1]}, {"y": None}) == {"x": [1], "y": None}


Steps = st.lists(st.tuples(st.sampled_from("1234"), st.sampled_from(["edit", "drop", "add"])))


def worked(base: dict[str, Any], steps: list[tuple[str, str]], side: int) -> dict[str, Any]:
    """Return a file after somebody has worked on it, as the store leaves it."""
    tables = deepcopy(base)
    for at, (key, step) in enumerate(steps, 1):
        stamp = 100 * at + side
        if step == "add":
            tables["contacts"][f"{side}{key}{at}"] = ana(stamp)
        elif key in tables["contacts"] and step == "edit":
            tables["contacts"][key] = tables["contacts"][key] | {f"f{side}": at, "modified": stamp}
        elif tables["contacts"].pop(key, None):
            tables["_gone"][key] = {"table": "contacts", "at": stamp}
    return tables


@given(Steps, Steps, st.booleans())
def test_whatever_two_machines_do_both_sides_agree_and_lose_nothing(
    here: list[tuple[str, str]], there: list[tuple[str, str]], knows: bool
) -> None:
    base = of(p1=ana(1), p2=ana(1), p3=ana(1), p4=ana(1)) | {"_gone": {}}
    mine, theirs = worked(base, here, 1), worked(base, there, 2)
    ancestor = base if knows else None
    found = both(mine, theirs, ancestor)
    assert found == both(theirs, mine, ancestor)
    assert both(found, theirs) == both(found, mine) == found
    for side in (mine, theirs):
        for key, one in side["contacts"].items():
            grave = found.get("_gone", {}).get(key)
            assert key in people(found) or grave["at"] >= one["modified"] or key in base["contacts"]
        added = set(side["contacts"]) - set(base["contacts"])
        assert added <= set(people(found))
