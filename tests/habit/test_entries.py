"""The lines of yours: clean, never empty, and taken out together with what serves them."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import count

import pytest

from habit.changes import Hand, log
from habit.entries import add_entry, edit_entry, entries, remove_entry
from habit.errors import RefusedError
from habit.goals import why_of
from habit.model import Contact, Gift
from habit.network import Network

TODAY = date(2026, 11, 22)
IDS = count(1)
HAND = Hand(TODAY, 1, lambda: str(next(IDS)))
PRIYA = Contact("7", "Priya Nair")
EMPTY = Network.of({"contacts": {"7": PRIYA}})


def test_a_line_is_of_today_and_clean() -> None:
    network = EMPTY.having(
        add_entry(EMPTY, HAND, "why", "  I like\x1b[2J my people ", tags=["a", "a"])
    )
    (why,) = entries(network, "why")
    assert (why.text, why.on, why.tags) == ("I like[2J my people", TODAY, ("a",))


@pytest.mark.parametrize(
    ("text", "said", "why"),
    [
        ("  ", {}, "is empty"),
        ("a talk", {"parent": "404"}, "is not there any more"),
        ("a job", {"people": ["404"]}, "one of the people is not there"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(
    text: str, said: dict[str, object], why: str
) -> None:
    with pytest.raises(RefusedError, match=why):
        add_entry(EMPTY, HAND, "chance", text, **said)


def test_lines_of_one_day_stand_as_they_were_written_whatever_their_ids() -> None:
    network = EMPTY
    for moment, key in enumerate("94817", 1):
        hand = Hand(TODAY, moment, partial(str, key))
        network = network.having(add_entry(network, hand, "why", f"the {moment}."))
    assert [one.text for one in entries(network, "why")] == [f"the {at}." for at in range(1, 6)]
    assert why_of(network, None) == "the 5."


def test_a_line_that_has_gone_is_not_changed() -> None:
    with pytest.raises(RefusedError, match="not there any more"):
        edit_entry(EMPTY, "404", text="x")


def test_what_serves_a_goal_goes_with_it() -> None:
    network = EMPTY
    parent = None
    for kind in ("goal", "objective", "benchmark"):
        network = network.having(add_entry(network, HAND, kind, kind, parent=parent))
        parent = entries(network, kind)[0].id
    network = network.having(add_entry(network, HAND, "goal", "another"))
    gone = remove_entry(network, entries(network, "goal")[0].id)
    assert gone.what == "Goal: goal, removed"
    assert [one.text for one in network.having(gone).entries.values()] == ["another"]


def test_a_gift_is_clean_and_of_a_kind_that_is_known() -> None:
    change = log(EMPTY, HAND, ["7"], "email", gave=[Gift("link", " the\x07 talk ")])
    (one,) = EMPTY.having(change).interactions.values()
    assert one.gave == (Gift("link", "the talk"),)
    with pytest.raises(RefusedError, match='"house" is none of favor'):
        log(EMPTY, HAND, ["7"], "email", asked=[Gift("house")])


def test_an_interaction_at_an_event_that_is_not_there_is_refused() -> None:
    with pytest.raises(RefusedError, match="no event"):
        log(EMPTY, HAND, ["7"], "event", event="404")
