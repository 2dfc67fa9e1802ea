"""Where the files lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from habit.errors import RefusedError
from storage.paths import backups_of, data_path, settings_path

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
