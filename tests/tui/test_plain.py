"""A row in ASCII is as wide as it was, and what stands in columns stays in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from habit.text import plain
from tui.glyphs import ASCII, UNICODE
from tui.paint import fit, short
from tui.plain import Plain

BLACK = Color(0, 0, 0)


def drawn(*texts: str) -> str:
    return "".join(one.text for one in Plain().apply([Segment(text) for text in texts], BLACK))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Zieliński", "Zielinski"),
        ("é ł ß ø Æ þ ı", "e l ss o Ae th i"),
        ("“you” – 3 → 4…", '"you" - 3 > 4~'),
        ("李明", "??"),
        ("Ольга", "?????"),
        ("e\u0301\u200d", "e"),
        ("½ ﬁ ™", "1/2 fi TM"),
        ("Ana", "Ana"),
    ],
)
def test_a_letter_becomes_the_nearest_one_and_a_sign_without_one_a_question_mark(
    text: str, said: str
) -> None:
    assert plain(text) == said


def test_a_letter_that_becomes_two_takes_its_room_from_the_blanks_behind_it() -> None:
    assert drawn("│ ", "Renée Weiß   ", "call  ", "│") == ": Renee Weiss  call  :"
    assert drawn("│ 李明  ", "  call", "│") == ": ??      call:"
    assert drawn("ßß", "│") == "ss:"
    assert drawn("╭─ Weiß ───╮") == "?- Weiss --?"


@given(st.lists(st.text(st.sampled_from("aß李é \u0301─-│"), max_size=12), max_size=5))
def test_a_row_is_as_wide_as_it_was(texts: list[str]) -> None:
    shown = drawn(*texts)
    assert len(shown) == sum(map(cell_len, texts)) or not any(map(cell_len, texts))
    assert shown.isascii()


def test_a_name_is_cut_for_its_column_as_it_is_drawn() -> None:
    assert fit("Straußenfeder", 9, ASCII.cut) == "Strausse~"
    assert fit("Weiß", 6, ASCII.cut) == "Weiss "
    assert short("李明李明", 4, ASCII.cut) == "????"
    assert fit("Weiß", 6, UNICODE.cut) == "Weiß  "
