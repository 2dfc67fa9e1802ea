"""A list by its name, made when it is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habit.text import fold

if TYPE_CHECKING:
    from habit.changes import Hand

    from habit.model import Change
    from habit.network import Network


def named_list(network: Network, hand: Hand, name: str) -> tuple[str, tuple[Change, ...]]:
    """Return the id of the list that is called so, and the change that makes it if there is none.

    One of the three first lists is made as the first run of the app makes it, cadence and all.
    """
    from habit.changes import add_list, first_lists

    from habit.model import Change, ContactList

    for one in network.ordered_lists():
        if fold(one.name) == fold(name):
            return one.id, ()
    for edit in first_lists(network, hand).edits:
        if isinstance(edit.after, ContactList) and fold(edit.after.name) == fold(name):
            return edit.id, (Change(f"list {edit.after.name}", (edit,)),)
    made = add_list(network, hand, name)
    return made.edits[0].id, (made,)
