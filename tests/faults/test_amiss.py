"""What the monkey's own look at a file tells, whatever lies there."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from habit import changes
from storage.store import Store
from tests.faults.machine import hand
from tests.faults.monkey import amiss


def test_what_refers_to_a_list_that_is_gone_is_told_also_where_it_cannot_be_brought_back(
    tmp_path: Path,
) -> None:
    """Somebody is put on a list that another session removed meanwhile."""
    path, mine = tmp_path / "network.json", hand()
    one, other = Store.open(path), Store.open(path)
    one.commit(changes.add_list(one.network, mine, "Friends", None))
    one.commit(changes.add_contact(one.network, mine, "Ana Silva", lists=[]))
    other.refresh()
    (friends,), (ana,) = one.network.lists, one.network.contacts
    one.commit(changes.remove_list(one.network, friends))
    other.commit(changes.set_membership(other.network, [ana], friends, True))
    one.close()
    other.close()
    monkey: Any = SimpleNamespace(path=path, before=set())
    found, refused = amiss(monkey)
    assert found.startswith("reference: refers to a list that was deleted")
    assert refused == (
        "what was taken back cannot be brought back: Ana Silva, on Friends: "
        "the list Friends is not there; take back first: list Friends, removed"
    )
