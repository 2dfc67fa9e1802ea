"""Columns line up by the cells of a terminal, not by characters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.commands.columns import cut, table, width
from tui.commands.output import Output


def test_wide_characters_take_two_cells_and_marks_none() -> None:
    assert width("Ana") == 3
    assert width("佐藤 由美") == 9
    assert width("Tāne") == width("Ta\u0304ne") == 4


def test_a_cut_text_says_so_and_fits() -> None:
    assert cut("佐藤 由美", 9, "…") == "佐藤 由美"
    assert cut("佐藤 由美", 8, "…") == "佐藤 由…"
    assert cut("Priya Nair", 7, "~") == "Priya~"


def test_columns_stand_below_each_other_whatever_the_script() -> None:
    lines = table([["佐藤", "call", "7"], ["Ana Silva", "text", "12"]], numbers=(2,))
    assert lines == ["佐藤       call   7", "Ana Silva  text  12"]


def test_no_rows_are_no_lines() -> None:
    assert table([]) == []


words = st.text(st.sampled_from("aé佐ー 🎉\u0301"), max_size=30)


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=6), st.integers(10, 60))
def test_no_line_is_wider_than_it_may_be(rows: list[tuple[str, str, str]], line: int) -> None:
    assert all(width(one) <= line for one in table(rows, line=line, caps={0: 8}))


def test_on_a_terminal_a_name_from_right_to_left_is_ended_and_in_a_pipe_it_is_as_it_is(
    do: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    do("add", "דנה לוי", "--org", "7 Seas")
    assert "\u200e" not in do("people").out
    monkeypatch.setattr(Output, "isatty", lambda _: True)
    assert do("people").out.startswith("דנה לוי\u200e ")
