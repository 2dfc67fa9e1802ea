"""However actions are taken back and brought back, nothing refers to what is not there."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage.doctor import examine
from storage.store import NothingError, Store
from tests.faults.actions import BEGINNING, TODAY, Act, acts
from tests.faults.machine import hand

Turn = tuple[bool, int]
"""Whether to take back rather than bring back, and the place of the action in its list."""

turns = st.tuples(st.booleans(), st.integers(0, 3))
A_LIST_AND_SOMEBODY_ON_IT: list[Act | Turn] = [
    Act("add list", 1, 0),
    Act("add", 1, 1),
    (True, 0),
    (True, 0),
    (False, 1),
]
SOMEBODY_AND_A_CALL: list[Act | Turn] = [
    Act("add", 2, 0),
    Act("log in", 2, 0),
    (True, 0),
    (True, 0),
    (False, 1),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(acts() | turns, max_size=25), st.booleans())
@example(A_LIST_AND_SOMEBODY_ON_IT, False)
@example(SOMEBODY_AND_A_CALL, False)
def test_nothing_refers_to_what_is_not_there_whatever_is_undone_and_redone(
    history: list[Act | Turn], lived_in: bool
) -> None:
    with TemporaryDirectory() as folder:
        store, mine = Store.open(Path(folder) / "network.json"), hand()
        for step in (*(BEGINNING if lived_in else ()), *history):
            if isinstance(step, Act):
                if step.makes_sense(store.network):
                    store.commit(step.change(store.network, mine))
            else:
                _turn(store, *step)
            assert [one.what for one in examine(store, TODAY) if one.kind == "reference"] == []
        _bring_all_back(store)
        assert [one.what for one in examine(store, TODAY) if one.kind == "reference"] == []
        store.close()


def _turn(store: Store, back: bool, place: int) -> None:
    """Turn the action at a place of the list that is shown, over whatever was changed since."""
    shown = [one.id for one in store.actions if one.undone is not back][: place + 1]
    step = store.take_back if back else store.bring_back
    if shown:
        with suppress(NothingError):
            step(shown[-1], over=True)


def _bring_all_back(store: Store) -> None:
    with suppress(NothingError):
        while True:
            store.bring_back(over=True)
