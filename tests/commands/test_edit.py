from __future__ import annotations

from collections.abc import Callable
from typing import Any

Shell = Callable[..., Any]


def test_who_has_died_stays_with_their_history_and_is_offered_no_more(
    do: Shell, people: dict[str, str]
) -> None:
    do("log", "priya", "--via", "call", "--on", "2025-01-10")
    do("followups", "--add", "priya", "--on", "tomorrow")
    said = do("edit", "Priya", "Nair", "--died", "2026-05-01").out
    assert said == "Priya Nair died 1 May 2026. Their card and history stay.\n"
    assert people["priya"] not in [one["id"] for one in do("next", "--json").json]
    assert do("followups", "--json").json == []
    card = do("show", "priya", "--json").json
    assert (card["died"], len(card["interactions"])) == ("2026-05-01", 1)
    assert "Died   1 May 2026\n" in do("show", "priya").out
    assert [do("people", "priya").out.split()[at] for at in (0, -1)] == ["Priya", "died"]


def test_the_day_may_be_left_away_and_no_takes_it_back(do: Shell, people: dict[str, str]) -> None:
    answer = {"id": people["tom"], "name": "Tom Okafor"}
    assert do("edit", "tom", "--died", "--json").json == {**answer, "died": True}
    assert do("edit", "tom", "--died", "no", "--json").json == {**answer, "died": False}
    assert do("undo").out == "Took back: Tom Okafor, is alive.\n"
    assert do("show", "tom", "--json").json["died"] is True


def test_what_is_no_day_or_nobody_is_refused(shell: Shell, people: dict[str, str]) -> None:
    nothing = shell("edit", "tom")
    assert (nothing.code, nothing.err) == (
        2,
        "reachout: say what to change: reachout edit NAME --died 2023-05-01\n",
    )
    assert shell("edit", "tom", "--died", "2027-01-01").code == 2
    assert shell("edit", "nobody", "--died").code == 1


def test_nothing_is_shared_with_who_has_died(shell: Shell, do: Shell, people: Any) -> None:
    do("edit", "tom", "--died")
    do("share", "the map talks")
    refused = shell("share", "the map talks", "--to", "tom")
    assert (refused.code, "Tom Okafor has died: leave them out" in refused.err) == (2, True)
