from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.text import clean, fold, line, sort_key

MARKUP = "[@click=app.quit]x[/] [/] [red]"

odd = st.sampled_from("eéE\u0301\u0300\u0345\u200b\u200d\ufe0f\x1b\u202e\r\n\t\u2028ΐøØßİ𝐀℡")
characters = st.one_of(st.text(max_size=20), st.text(odd, max_size=20))


@given(characters)
def test_no_escape_sequence_and_no_override_survives(text: str) -> None:
    for char in clean(text):
        assert unicodedata.category(char) not in ("Cc", "Cs", "Co", "Zl", "Zp")
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


@given(characters, st.booleans())
def test_cleaning_what_is_clean_changes_nothing(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once
    assert unicodedata.is_normalized("NFC", once)


def test_what_only_looks_like_markup_stays_as_it_is() -> None:
    assert clean(MARKUP) == MARKUP


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("\x1b[31mRed\x1b[0m", "[31mRed[0m"),
        ("\x1b]0;title\x07Ana", "]0;titleAna"),
        ("Ana\u202eavliS", "AnaavliS"),
        ("Ana\r\nSilva", "Ana Silva"),
        ("Jose\u0301", "José"),
        ("e\u200b\u0301", "é"),
    ],
)
def test_controls_go_and_letters_stay(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


def test_line_breaks_stay_where_there_may_be_lines() -> None:
    assert clean("one\r\ntwo\rthree\u2028four\tfive\x85", lines=True) == (
        "one\ntwo\nthree\nfour five\n"
    )
    assert clean("one\ntwo", lines=True) == "one\ntwo"
    assert clean("one\ntwo") == "one two"


def test_joiners_of_emoji_and_scripts_stay() -> None:
    for text in ("👩\u200d💻", "می\u200cخواهم", "❤\ufe0f"):
        assert clean(text) == text


def test_a_pile_of_marks_is_cut_to_what_scripts_use() -> None:
    assert len(clean("x" + "\u0336" * 50)) == 5


def test_a_line_has_no_blanks_at_its_ends_or_doubled_within() -> None:
    assert line("  Ana \n\t Silva\u00a0 ") == "Ana Silva"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José ÁLVAREZ", "jose alvarez"),
        ("Søren Łukasz", "soren lukasz"),
        ("Strauß", "strauss"),
        ("İpek Işık", "ipek isik"),
        ("Ana  Silva ", "ana silva"),
        ("Jose\u0301", "José"),
        ("𝐀𝐧𝐚 ℡", "ana tel"),
        ("Ægir", "aegir"),
    ],
)
def test_names_compare_without_case_and_accents(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(characters)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_names_are_ordered_as_if_they_had_no_accents() -> None:
    names = ["Zoë", "émile", "Emil", "Óscar", "adam", "Oscar"]
    assert sorted(names, key=sort_key) == ["adam", "Emil", "émile", "Oscar", "Óscar", "Zoë"]
