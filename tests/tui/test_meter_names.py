"""How the meter calls the people of a week where their whole names do not fit."""

from __future__ import annotations

from datetime import date

import pytest

from habit.meter import meter
from habit.model import Contact, Interaction
from habit.network import Network
from tui.glyphs import UNICODE
from tui.widgets.meter import meter_lines

MONDAY = date(2026, 11, 16)
PEOPLE = (
    Contact("1", "Dr. Ana Lima", given="Ana"),
    Contact("2", "Ms Bo Chen"),
    Contact("3", "Mary Ann Smith", given="Mary Ann"),
    Contact("4", "Tom Okafor"),
    Contact("5", "佐藤 由美"),
)


@pytest.mark.parametrize("others", [0, 8])
def test_people_are_called_as_one_calls_them(others: int) -> None:
    more = tuple(Contact(f"1{at}", f"Kai Nakoa{at}") for at in range(others))
    people = (*PEOPLE, *more)
    calls = {
        one.id: Interaction(one.id, MONDAY, {one.id: "reached"}, channel="call") for one in people
    }
    network = Network.of({"contacts": {one.id: one for one in people}, "interactions": calls})
    lines = meter_lines(meter(network, MONDAY, MONDAY), people, 118, UNICODE)
    words = "".join(text for text, _ in lines[-1])
    for name in ("Ana", "Ms Bo Chen", "Mary Ann", "Tom", "佐藤 由美"):
        assert name in words
    for name in ("Dr.", "Smith", "Okafor"):
        assert name not in words
