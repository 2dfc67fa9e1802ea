"""Whatever is done, taken back and brought back: what lies there is what should."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from storage.store import Store
from tests.faults.actions import BEGINNING, Act, acts
from tests.faults.machine import Sessions, hand, plainly


def test_two_sessions_hold_what_was_done_less_what_was_taken_back() -> None:
    few = settings(max_examples=30, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(Sessions, settings=few)


@settings(max_examples=25, deadline=None)
@given(st.lists(acts(), max_size=20))
def test_undoing_all_goes_back_through_every_state_and_redoing_all_forward(them: list[Act]) -> None:
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "network.json")
        states = [plainly(store.path)]
        mine = hand()
        for act in (*BEGINNING, *them):
            if act.makes_sense(store.network):
                store.commit(act.change(store.network, mine))
                states += [plainly(store.path)] * (len(store.actions) == len(states))
        for state in reversed(states[:-1]):
            store.take_back()
            assert plainly(store.path) == state
        for state in states[1:]:
            store.bring_back()
            assert plainly(store.path) == state
        assert len(store.actions) == len(states) - 1
        store.close()
