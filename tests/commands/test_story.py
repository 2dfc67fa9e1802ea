"""The whole way, as somebody goes it: people in, a goal, three logged, the months follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

pytestmark = pytest.mark.any_clock

Shell = Callable[..., Any]

CONNECTIONS = """\
Notes:
"When exporting your connection data, you may notice that some are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Priya,Nair,https://www.linkedin.com/in/priya-nair-x,priya@example.com,Tideline,Lead,03 Mar 2024
Tom,Okafor,https://www.linkedin.com/in/tom-okafor-x,,Kestrel Rail,Engineer,04 Mar 2024
由美,佐藤,https://www.linkedin.com/in/yumi-x,,Kitamura Press,Editor,05 Mar 2024
Zoë,"van der Berg, MSc",https://www.linkedin.com/in/zoe-x,,Polder Power,Planner,06 Mar 2024
"""


def test_three_people_in_a_week_are_counted_kept_and_still_there(
    do: Shell, tmp_path: Path, data: Path
) -> None:
    path = tmp_path / "Connections.csv"
    path.write_text(CONNECTIONS, encoding="utf-8")
    assert do("import", str(path), "--list", "Former co-workers", "--json").json["new"] == 4
    do("goal", "2")
    do("log", "priya", "--via", "call", "--on", "monday", "--note", "the new roof")
    do("log", "Tom", "Okafor", "--via", "voicemail", "--on", "yesterday")
    do("log", "zoe", "--via", "email")

    week = do("week").out
    assert "3 people   The goal and a bonus." in week
    assert "1 month running · 1 week in a row" in week
    months = do("months", "--json").json
    assert months["months"][-1]["reached_out"] == 3
    assert months["streak"]["months"] == 1
    assert do("status").out == "3 people · 1 month\n"

    assert do("week").out == week
    assert do("months", "--json").json == months
    with TinyDB(data) as plain:
        assert len(plain.table("interactions").all()) == 3
        assert len(plain.table("contacts").all()) == 4


def test_the_weeks_after_build_a_streak(
    do: Shell, people: dict[str, str], monkeypatch: Any
) -> None:
    for day in ("2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28", "2026-10-06", "2026-10-14"):
        monkeypatch.setenv("REACHOUT_TODAY", day)
        if day == "2026-09-07":
            do("goal", "2")
        do("log", "tom", "--via", "call")
        do("log", "priya", "--via", "text")
    monkeypatch.setenv("REACHOUT_TODAY", "2026-10-16")
    months = do("months", "--json").json
    assert [one["state"] for one in months["months"]] == ["kept", "open"]
    assert months["streak"]["weeks"] == 6
    out = do("months").out
    assert out.index("2026-10") < out.index("2026-09")
