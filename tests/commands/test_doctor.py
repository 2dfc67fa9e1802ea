"""`reachout doctor` says what is wrong, mends what is safe, and leaves the rest as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shell = Callable[..., Any]


@pytest.fixture
def spoil(data: Path) -> Callable[..., None]:
    """Return what puts fields into a document as a hand would."""

    def patch(table: str, key: str, **fields: Any) -> None:
        tables = json.loads(data.read_text("utf-8"))
        tables.setdefault(table, {}).setdefault(key, {}).update(fields)
        data.write_text(json.dumps(tables), "utf-8")

    return patch


def test_before_there_is_a_file_everything_is_in_order(do: Shell, data: Path) -> None:
    assert do("doctor").out == "Everything is in order: there is no file yet.\n"
    assert not data.parent.exists()


def test_what_is_in_order_is_counted(do: Shell, people: dict[str, str]) -> None:
    do("log", "tom", "--via", "call")
    said = do("doctor").out
    assert said.startswith(
        "Everything is in order: 3 contacts, 1 interaction, 1 backup, the newest"
    )
    assert do("doctor", "--json").json == {"findings": [], "repaired": []}
    assert do("doctor", "--fix").out == said


def test_a_long_number_stands_in_threes() -> None:
    from tui.commands.doctor import _counted

    assert _counted(1431, "interaction") == "1 431 interactions"


def test_the_made_up_network_is_in_order(do: Shell) -> None:
    assert do("--demo", "doctor").out.startswith("Everything is in order")


def test_each_finding_is_told_with_what_can_be_done(
    shell: Shell, spoil: Any, people: dict[str, str]
) -> None:
    spoil("contacts", people["tom"], cadence=0)
    spoil("lists", "7", order=0)
    answer = shell("doctor")
    assert answer.code == 1
    assert answer.out == (
        "Documents that make no sense\n"
        f"  Tom Okafor (contacts {people['tom']}): cadence is 0 days\n"
        '    --fix    sets cadence aside in it, under "unreadable", so that the rest counts again\n'
        "  the list (lists 7): name is missing\n"
        '    by hand  write what was meant, such as "name": "Key contacts"\n'
        "\n"
        "reachout doctor --fix mends 1 of 2.\n"
    )
    assert answer.err.splitlines()[-1] == "reachout: 2 things are left to mend"


def test_only_looking_changes_nothing(
    shell: Shell, spoil: Any, data: Path, people: dict[str, str]
) -> None:
    spoil("contacts", people["tom"], cadence=0)
    before = data.read_bytes()
    assert shell("doctor").code == 1
    assert shell("doctor", "--json").code == 1
    assert data.read_bytes() == before


def test_what_is_mended_can_be_taken_back(
    shell: Shell, do: Shell, spoil: Any, people: dict[str, str]
) -> None:
    spoil("contacts", people["tom"], cadence=0, lists=["9"])
    answer = shell("doctor", "--fix")
    assert answer.code == 0
    assert answer.out.startswith("Mended: 2\n")
    assert "\nEverything is in order: 3 contacts" in answer.out
    assert len(do("people", "--json").json) == 3
    assert shell("undo").out == "Took back: doctor, 2 repairs.\n"
    assert shell("doctor").code == 1


def test_what_is_left_is_one_sentence_at_the_end(
    shell: Shell, spoil: Any, people: dict[str, str]
) -> None:
    spoil("contacts", people["tom"], cadence=0)
    spoil("contacts", people["yumi"], name="")
    answer = shell("doctor", "--fix")
    assert answer.code == 1
    assert answer.out.startswith("Mended: 1\n")
    assert "by hand  write what was meant" in answer.out
    assert "--fix" not in answer.out
    assert answer.err.splitlines()[-1] == "reachout: 1 thing is left to mend by hand"


def test_scripts_are_told_what_was_mended_and_what_is_left(
    shell: Shell, spoil: Any, people: dict[str, str]
) -> None:
    spoil("contacts", people["tom"], cadence=0)
    spoil("contacts", people["yumi"], name="")
    answer = shell("doctor", "--fix", "--json")
    assert answer.code == 1
    assert [one["what"] for one in answer.json["repaired"]] == ["cadence is 0 days"]
    (left,) = answer.json["findings"]
    assert list(left) == ["kind", "where", "what", "then", "fixable"]
    assert (left["kind"], left["fixable"]) == ("invalid", False)


def test_of_many_alike_the_first_are_shown(
    shell: Shell, spoil: Any, people: dict[str, str]
) -> None:
    for number in range(20):
        spoil("contacts", str(number), title="nobody")
    answer = shell("doctor")
    assert answer.out.count("by hand") == 12
    assert "  and 8 more; --json lists them all\n" in answer.out
    assert len(shell("doctor", "--json").json["findings"]) == 20


def test_a_file_that_cannot_be_opened_says_so_itself(shell: Shell, data: Path) -> None:
    data.parent.mkdir()
    data.write_text('{"contacts": {')
    damaged = shell("doctor", "--fix")
    assert (damaged.code, damaged.out) == (1, "")
    assert "is damaged" in damaged.err
    data.write_text('{"_meta": {"1": {"schema": 99}}}')
    newer = shell("doctor", "--fix")
    assert (newer.code, newer.out) == (1, "")
    assert "upgrade reachout" in newer.err


def test_on_a_terminal_long_lines_are_wrapped(
    shell: Shell, spoil: Any, people: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil("contacts", people["tom"], cadence=0)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    from tui.commands.doctor import _wrapped

    lines = list(_wrapped("sets this aside " * 10, "    --fix    ", " " * 13))
    assert max(map(len, lines)) <= 60
    assert lines[1].startswith(" " * 13 + "s")


def test_who_began_anew_on_purpose_ends_the_notice_with_one_command(
    do: Shell, shell: Shell, data: Path, people: dict[str, str]
) -> None:
    do("backup")
    data.write_text("{}")
    do_again = shell("add", "Ana Silva")
    assert "if you began anew on purpose, reachout doctor --anew says so" in do_again.err
    answer = shell("doctor", "--anew")
    (kept,) = (data.parent / "backups").glob("*-kept.json")
    assert answer.code == 0
    assert f"Nothing is missing any more. {kept} stays until you delete it.\n" in answer.out
    assert do("week").out
    assert do("doctor", "--anew").out.startswith("Nothing was missing, so nothing was changed.\n")
