"""What is given and asked for, as it is typed and told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habit.errors import RefusedError
from habit.gifts import (
    asked_words,
    came_words,
    exchange_words,
    format_gift,
    gave_words,
    gift_words,
    parse_gift,
    told_words,
)
from habit.model import ASKS, CAME, GIVES, Event, Gift, Interaction
from habit.network import Network
from habit.text import line


@pytest.mark.parametrize(
    ("text", "gift"),
    [
        ("link:the talk", Gift("link", "the talk")),
        ("  Link :  the   talk ", Gift("link", "the talk")),
        ("l", Gift("link")),
        ("intro: to Ana: the editor", Gift("introduction", "to Ana: the editor")),
        ("congrats:ten years", Gift("congratulation", "ten years")),
        ("thanks:", Gift("thanks")),
    ],
)
def test_a_kind_or_its_beginning_is_enough_and_words_follow_a_colon(text: str, gift: Gift) -> None:
    assert parse_gift(text, GIVES) == gift


@pytest.mark.parametrize(
    ("text", "kind"), [("vote of confidence:x", "vote"), ("v", "vote"), ("favour", "favor")]
)
def test_an_ask_is_known_by_how_one_says_it(text: str, kind: str) -> None:
    assert parse_gift(text, ASKS).kind == kind


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(RefusedError, match="none of lead, introduction, help, news"):
        parse_gift("gift:x", CAME)
    with pytest.raises(RefusedError, match='"" is none of link'):
        parse_gift(": words", GIVES)


def test_what_may_be_two_kinds_is_never_guessed() -> None:
    with pytest.raises(RefusedError, match='"o" may be opinion or other'):
        parse_gift("o", ASKS)


@given(
    st.sampled_from((GIVES, ASKS, CAME)).flatmap(
        lambda them: st.tuples(st.just(them), st.sampled_from(them))
    ),
    st.text(),
)
def test_what_is_formatted_is_read_again(kind: tuple[tuple[str, ...], str], words: str) -> None:
    gift = Gift(kind[1], line(words))
    assert parse_gift(format_gift(gift), kind[0]) == gift


def test_gifts_are_told_in_a_sentence() -> None:
    gave = (Gift("link", "the talks"), Gift("thanks"), Gift("other", "a lift"))
    assert gave_words(gave) == "gave a link: the talks, thanks, something: a lift"
    asked = (Gift("vote"), Gift("introduction", "to Ana", "yes, on Friday"))
    assert asked_words(asked) == (
        "asked for a vote of confidence, an introduction: to Ana (yes, on Friday)"
    )
    assert came_words([Gift("lead", "a role")]) == "brought a lead: a role"
    assert gift_words(Gift("of my own", "x")) == "of my own: x"
    assert gave_words(()) == asked_words(()) == came_words(()) == ""


def test_an_interaction_tells_what_was_exchanged_before_its_note() -> None:
    one = Interaction(
        note="two\nlines", gave=(Gift("link"),), asked=(Gift("favor"),), came=(Gift("help"),)
    )
    assert exchange_words(one) == "gave a link, asked for a favor, brought help"
    assert told_words(Network(), one) == "gave a link, asked for a favor, brought help; two lines"
    assert told_words(Network(), Interaction(note="only this")) == "only this"


def test_an_interaction_at_an_event_tells_which_while_the_event_is_there() -> None:
    fair = Event("5", "Winter book fair", date(2026, 11, 20))
    one = Interaction(channel="event", note="two lines", event="5")
    assert told_words(Network.of({"events": {"5": fair}}), one) == "at Winter book fair; two lines"
    assert told_words(Network(), one) == "two lines"
