"""What the answers of a terminal say, and which questions it is asked."""

from __future__ import annotations

import pytest

from tui.abilities import abilities
from tui.asking import Heard, heard, questions

XTERM = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("\x1b]11;rgb:ffff/fafa/f0f0\x1b\\", Heard(ground="light")),
        ("\x1b]11;rgb:fd/f6/e3\a", Heard(ground="light")),
        ("\x1b]11;#fdf6e3\a", Heard(ground="light")),
        ("\x1b]11;rgba:0000/2b2b/3636/ffff\x1b\\", Heard(ground="dark")),
        ("\x1b]10;rgb:ffff/ffff/ffff\x1b\\", Heard()),
        ("\x1bP1$r0;48:2::1:2:3m\x1b\\", Heard(is_true=True)),
        ("\x1bP1$r48;2;1;2;3m\x1b\\", Heard(is_true=True)),
        ("\x1bP1$r0;48;5;16m\x1b\\", Heard(is_true=False)),
        ("\x1bP0$r\x1b\\", Heard()),
        ("\x1b[1;2R", Heard(utf8=True)),
        ("\x1b[1;3R", Heard(utf8=False)),
        ("\x1b[12;2R", Heard()),
        ("\x1b[?62;22c", Heard()),
    ],
)
def test_an_answer_says_one_thing_or_nothing(answer: str, said: Heard) -> None:
    assert heard(answer) == said


def asked(*, chooses: bool = True, **environ: str) -> str:
    environ = {**XTERM, **environ}
    return questions(abilities(environ, "utf-8"), environ, chooses=chooses)


def test_only_what_nobody_has_said_is_asked() -> None:
    assert "]11;?" in asked()
    assert "$qm" in asked()
    assert "[6n" not in asked()
    assert asked(chooses=False, COLORTERM="truecolor") == ""
    assert "[6n" in asked(LANG="C")
    assert asked(TERM="linux", LANG="C") == ""


def test_tmux_and_screen_hand_the_question_for_the_ground_on_and_are_asked_no_other() -> None:
    assert "\x1bPtmux;\x1b\x1b]11;?" in asked(TMUX="/tmp/x,1,0")
    assert "\x1bP\x1b]11;?\a\x1b\\" in asked(STY="1.pts")
    for environ in (
        {"TMUX": "/tmp/x"},
        {"STY": "1"},
        {"TERM": "screen"},
        {"TERM": "tmux-256color"},
    ):
        assert "$qm" not in questions(abilities(XTERM, "utf-8"), XTERM | environ, chooses=True)
