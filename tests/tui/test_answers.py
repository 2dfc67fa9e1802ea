"""Whatever a terminal answers, only what was typed is taken for keys."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.answers import ESC, TORN, Sorter
from tui.driver import Answered, _decoder, _is_key, _messages

PATIENCE = 0.1

ANSWERS = (
    "\x1b[?62;22c",  # DA1
    "\x1b[>41;379;0c",  # DA2
    "\x1bP!|00000000\x1b\\",  # DA3
    "\x1b[0n",  # DSR
    "\x1b[?997;1n",
    "\x1b[12;40R",  # CPR
    "\x1b[1;2R",
    "\x1b[?12;40R",
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "\x1b]11;rgb:ffff/ffff/ffff\a",
    "\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    "\x1b]52;c;eW91IGFuZCBtZQ==\x1b\\",
    "\x1b]lpriya@host: ~\x1b\\",
    "\x1bP1$r0;48:2::1:2:3m\x1b\\",
    "\x1bP0$r\x1b\\",
    "\x1bP1+r524742=382F382F38\x1b\\",
    "\x1bP>|XTerm(379)\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b^private\x1b\\",
    "\x1b[?2004;1$y",
    "\x1b[4;2$y",
    "\x1b[2;1;1;112;112;1;0x",
    "\x1b[8;24;80t",
    "\x1b[4;600;800t",
    "\x1b[?0u",
    "\x1b[?1;0;256S",
    "\x1b[>4;2m",
    "\x9b?62;22c",
    "\x9d11;rgb:0000/0000/0000\x9c",
)
KEYS = ("j", "q", "l", "é", "2", "R", "c", "]", "[", "\\", "\r", "\t", "\x7f", "\x14")
SEQUENCES = (
    "\x1b[A",
    "\x1b[1;5C",
    "\x1bOP",
    "\x1b[[A",
    "\x1b[3~",
    "\x1b[7$",
    "\x1b[97;5u",
    "\x1b[Z",
)
REPORTS = {
    "\x1b[<0;10;5M": events.MouseDown,
    "\x1b[I": events.AppFocus,
    "\x1b[O": events.AppBlur,
    "\x1b[48;24;80;480;640t": events.Resize,
}


class Ear:
    """Hears as the driver does, at moments that the test says."""

    def __init__(self) -> None:
        self._parser = XTermParser()
        self._sorter = Sorter(_is_key, PATIENCE)
        self.now = 0.0
        self.answers: list[str] = []

    def hear(self, text: str) -> list[Message]:
        """Return what becomes of a piece."""
        got = []
        for token in self._sorter.feed(text, self.now):
            for message in _messages(token, self._parser):
                if isinstance(message, Answered):
                    self.answers.append(message.text)
                else:
                    got.append(message)
        return got

    def keys(self, *pieces: str, pause: float = 0.0) -> list[str]:
        """Return the keys that are heard of pieces, and of the silence behind them."""
        got = []
        for piece in pieces:
            got += self.hear(piece)
            self.now += pause
        self.now += TORN
        got += self.hear("")
        return [one.key for one in got if isinstance(one, events.Key)]


def pieces_of(text: str, cuts: Sequence[int]) -> Iterator[str]:
    ends = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    for start, end in pairwise(ends):
        yield text[start:end]


def alone(one: str) -> list[str]:
    return Ear().keys(one)


@given(
    st.lists(st.sampled_from(ANSWERS + KEYS + SEQUENCES), max_size=12),
    st.lists(st.integers(0, 400), max_size=12),
    st.sampled_from([0.0, PATIENCE / 2]),
)
@settings(max_examples=300, deadline=None)
def test_answers_cut_anywhere_between_keys_leave_exactly_the_keys(
    came: list[str], cuts: list[int], pause: float
) -> None:
    ear = Ear()
    heard = ear.keys(*pieces_of("".join(came), cuts), pause=pause)
    assert heard == [key for one in came if one not in ANSWERS for key in alone(one)]
    assert len(ear.answers) == sum(one in ANSWERS for one in came)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("pause", [PATIENCE * 2, TORN * 0.9])
def test_an_answer_torn_for_long_behind_its_second_sign_types_nothing(
    answer: str, pause: float
) -> None:
    for at in range(3, len(answer)):
        ear = Ear()
        assert ear.hear(answer[:at]) == []
        ear.now += pause
        assert ear.keys(answer[at:] + "j") == ["j"]
        assert len(ear.answers) == 1


@pytest.mark.parametrize("answer", ["\x1b[?62;22c", "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"])
@pytest.mark.parametrize("at", [1, 2])
def test_what_is_left_of_an_answer_behind_an_escape_that_came_too_early_is_not_typed(
    answer: str, at: int
) -> None:
    ear = Ear()
    keys = ear.keys(answer[:at], answer[at:] + "j", pause=PATIENCE * 3)
    assert len(keys) == 2
    assert keys[1] == "j"


def test_an_escape_alone_is_a_key_after_a_moment() -> None:
    ear = Ear()
    assert ear.hear(ESC) == []
    ear.now += PATIENCE
    (key,) = ear.hear("")
    assert isinstance(key, events.Key)
    assert key.key == "escape"


def test_an_escape_before_an_answer_does_not_take_the_letter_behind_it_for_alt() -> None:
    assert Ear().keys("\x1b\x1b]11;rgb:0000/0000/0000\x1b\\j") == ["escape", "j"]


def test_an_answer_that_never_ends_holds_nothing_up_for_long() -> None:
    ear = Ear()
    ear.hear("\x1b]11;rgb:00")
    ear.now += TORN
    assert ear.keys("j", "k") == ["j", "k"]
    assert Ear().keys("\x1b]11;rgb:00\r") == ["enter"]
    assert Ear().keys("\x1b]11;rgb:00\x1b[A") == ["up"]


@pytest.mark.parametrize("typed", ["\x1bPriya", "\x1b]one", "\x1b_x", "\x1b["])
def test_alt_and_a_word_behind_it_are_keys(typed: str) -> None:
    assert Ear().keys(typed)[-1][-1] == (typed[-1] if typed[-1] != "[" else "t")


@pytest.mark.parametrize(
    "text", ["\x1b]11;?\x1b\\", "a\x1b]0;x", "\x1b[?62c\x1b[A", "\x1bPx\n\x1b"]
)
def test_what_is_pasted_is_text_whatever_it_contains(text: str) -> None:
    for cuts in ((), (3, 8), (7, 10, 11)):
        ear = Ear()
        got = [
            one
            for piece in pieces_of(f"\x1b[200~{text}\x1b[201~j", cuts)
            for one in ear.hear(piece)
        ]
        assert [type(one) for one in got] == [events.Paste, events.Key]
        assert isinstance(got[0], events.Paste)
        assert got[0].text == text
        assert ear.answers == []


@pytest.mark.parametrize("report", REPORTS)
def test_mouse_focus_and_size_go_on_to_textual(report: str) -> None:
    assert [type(one) for one in Ear().hear(report + "\x1b[?62c")] == [REPORTS[report]]
    assert Ear().keys("\x1b[M", " !!j") == ["j"]


@pytest.mark.parametrize("mode", [2026, 2048])
def test_what_textual_asks_is_answered_to_textual(mode: int) -> None:
    ear = Ear()
    assert len(ear.hear(f"\x1b[?{mode};2$y")) == 1
    assert ear.answers == []


def test_a_letter_of_another_charset_is_that_letter_and_not_the_end_of_all_reading() -> None:
    decoder = _decoder("iso8859-2")
    assert decoder.decode("ł".encode("iso8859-2") + b"a") == "ła"
    assert decoder.decode("zé李".encode()) == "zé李"
    assert decoder.decode("é".encode()[:1]) + decoder.decode("é".encode()[1:]) == "é"
    assert decoder.decode("é".encode("iso8859-2")) == ""  # it might begin a letter in UTF-8
    assert decoder.decode(b"", final=True) == "é"


def test_textual_reads_as_it_did_when_our_reading_was_written() -> None:
    read = (LinuxDriver._run_input_thread, LinuxDriver.run_input_thread, XTermParser, Parser)
    source = "".join(inspect.getsource(one) for one in read)
    # If this differs, see what has become of it, and whether tui/driver.py is to follow.
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == "3a9098d4eb998ce9"
