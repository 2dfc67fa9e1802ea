"""What a card means, as the shell shows it: from the file to the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shell = Callable[..., Any]

MIRA = """BEGIN:VCARD
VERSION:3.0
FN:Holt, Dr. Mira Ann
N:Holt;Mira Ann;;Dr.;
NICKNAME:Bobby
TEL;TYPE=FAX,WORK:555 0101
TEL;TYPE=HOME:555 0102
TEL;TYPE=CELL:555 0103
EMAIL;TYPE=INTERNET,WORK:mira@example.com
item1.URL:https://example.com/mira
item1.X-ABLabel:Boat blog
BDAY:1900-11-25
ANNIVERSARY:20151124
END:VCARD
"""


@pytest.fixture
def mira(do: Shell, tmp_path: Path) -> Any:
    path = tmp_path / "mira.vcf"
    path.write_text(MIRA)
    do("import", str(path))
    return do("show", "Mira", "--json").json


def test_the_answer_has_what_the_card_means(mira: Any) -> None:
    assert (mira["given"], mira["nickname"]) == ("Mira Ann", "Bobby")
    assert (mira["birthday"], mira["anniversary"]) == ("--11-25", "2015-11-24")
    assert mira["phones"] == ["555 0101", "555 0102", "555 0103"]
    assert mira["types"] == {
        "555 0101": "work fax",
        "555 0102": "home",
        "555 0103": "mobile",
        "mira@example.com": "work",
        "https://example.com/mira": "Boat blog",
    }


def test_the_card_shows_it(mira: Any, do: Shell) -> None:
    shown = do("show", "bobby").out
    for line in (
        "Nickname     Bobby",
        "Anniversary  24 November 2015",
        "Email        mira@example.com (work)",
        "Phone        555 0101 (work fax)",
        "Link         https://example.com/mira (Boat blog)",
    ):
        assert line in shown.splitlines()
    called = [line.split(None, 1)[1] for line in shown.splitlines() if line.startswith("Phone")]
    assert called == ["555 0103 (mobile)", "555 0102 (home)", "555 0101 (work fax)"]


def test_a_nickname_finds_and_is_resolved_by_commands(mira: Any, do: Shell) -> None:
    assert [one["id"] for one in do("people", "bobby", "--json").json] == [mira["id"]]
    do("log", "bobby", "--via", "call")
    do("followups", "--add", "Bobby", "--on", "tomorrow")
    assert do("edit", "bobby", "--died", "--json").json["id"] == mira["id"]


def test_a_text_goes_to_the_mobile_and_greets_by_the_first_name(mira: Any, do: Shell) -> None:
    do("share", "https://example.com/maps", "--to", "bobby", "--via", "text")
    turn = do("share", "--next", "--json").json["next"]
    assert turn["address"] == "555 0103"
    assert turn["words"].startswith("Hi Mira Ann, ")


def test_an_anniversary_is_listed_and_no_reason(mira: Any, do: Shell) -> None:
    assert [line.split() for line in do("birthdays").out.splitlines()] == [
        ["Tue", "24", "Nov", "Holt,", "Dr.", "Mira", "Ann", "anniversary,", "11", "years"],
        ["Wed", "25", "Nov", "Holt,", "Dr.", "Mira", "Ann"],
    ]
    first, second = do("birthdays", "--json").json
    assert (first["kind"], first["turns"], first["anniversary"]) == (
        "anniversary",
        11,
        "2015-11-24",
    )
    assert (second["kind"], second["turns"]) == ("birthday", None)
    (asked,) = do("next", "--json").json
    assert asked["reason"] == "birthday"
    assert "Wednesday" in asked["why"]
