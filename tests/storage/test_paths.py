"""Where the files lie."""

from __future__ import annotations

import errno
import os
import pwd
from pathlib import Path
from typing import Any

import pytest

from habit.errors import CouldNotError, RefusedError
from storage.paths import backups_of, data_path, kind_at, path_of, settings_path

HOME = {"HOME": "/home/ana"}


def test_the_data_lies_where_such_data_lies() -> None:
    assert data_path(None, HOME) == Path("/home/ana/.local/share/reachout/network.json")
    there = data_path(None, {**HOME, "XDG_DATA_HOME": "/data"})
    assert there == Path("/data/reachout/network.json")


def test_a_base_folder_that_is_not_absolute_is_ignored() -> None:
    there = data_path(None, {**HOME, "XDG_DATA_HOME": "data"})
    assert there == Path("/home/ana/.local/share/reachout/network.json")


def test_the_option_goes_before_the_variable() -> None:
    environ = {**HOME, "REACHOUT_DATA": "/tmp/variable.json"}
    assert data_path(None, environ) == Path("/tmp/variable.json")
    assert data_path("/tmp/option.json", environ) == Path("/tmp/option.json")
    assert data_path("here.json", environ) == Path.cwd() / "here.json"
    assert data_path(None, {**HOME, "REACHOUT_DATA": ""}).name == "network.json"


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    for said in (str(tmp_path), ""):
        with pytest.raises(RefusedError, match="such as"):
            data_path(said, HOME)


def test_the_settings_lie_where_such_settings_lie() -> None:
    assert settings_path(HOME) == Path("/home/ana/.config/reachout/settings.toml")
    there = settings_path({**HOME, "XDG_CONFIG_HOME": "/conf"})
    assert there == Path("/conf/reachout/settings.toml")


def test_backups_lie_beside_the_file_and_not_beside_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "real" / "network.json")
    assert backups_of(tmp_path / "link.json") == tmp_path / "real" / "backups"


@pytest.mark.parametrize("home", ["", "not/from/the/root"])
def test_a_home_that_is_no_path_is_no_home(home: str) -> None:
    own = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert settings_path({"HOME": home}) == own / ".config/reachout/settings.toml"
    assert path_of("~/x", {"HOME": home}) == own / "x"


def test_nobody_at_home_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> Any:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    with pytest.raises(CouldNotError, match="set HOME, or name the data file with --data"):
        data_path(None, {"HOME": ""})


def test_a_path_from_outside_is_whole_and_from_home_where_it_says_so() -> None:
    assert path_of("~/x/y", HOME) == Path("/home/ana/x/y")
    assert path_of("~", HOME) == Path("/home/ana")
    assert path_of("~root/x", HOME) == Path(pwd.getpwnam("root").pw_dir) / "x"
    assert path_of("x", HOME) == Path.cwd() / "x"
    assert path_of("./~x", HOME) == Path.cwd() / "~x"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("~nobody-here/x", "there is no user nobody-here here: for a file of that name write ./~"),
        ("~" + "x" * 5000, "there is no user x"),
        ("~\udcff/x", r"there is no user \\xff here"),
        ("x\0y", "has a zero byte in it"),
        ("", "an empty path"),
    ],
)
def test_what_is_written_like_no_path_is_refused(said: str, sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence) as refused:
        path_of(said, HOME)
    assert len(str(refused.value)) < 300


def test_from_a_folder_that_is_gone_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(CouldNotError, match="is no longer there"):
        path_of("x", HOME)
    assert path_of("/x", HOME) == Path("/x")
    monkeypatch.chdir(tmp_path)


def test_what_lies_at_a_path_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    (tmp_path / "round").symlink_to(tmp_path / "round")
    assert [kind_at(tmp_path / "x"), kind_at(tmp_path)] == ["file", "folder"]
    assert [kind_at(Path("/dev/null")), kind_at(tmp_path / "y")] == ["other", None]
    for path, sentence in (
        (tmp_path / ("x" * 256), r"\.\.\. is too long for a path"),
        (tmp_path / "x" / "y", "leads through something that isn't a folder"),
        (tmp_path / "round", "is a link that leads in circles"),
    ):
        with pytest.raises(RefusedError, match=sentence):
            kind_at(path)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "/x cannot be looked at, as you may not read or write there: ask whose"),
        (errno.EIO, "/x cannot be looked at, as the disk reported an error: put that right"),
    ],
)
def test_where_one_may_not_look_is_said(
    monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def refuse(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(CouldNotError, match=sentence):
        kind_at(Path("/x"))
