"""The settings file is the user's: what is wrong in it is named, what is theirs stays."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.disk import StoreError
from storage.settings import Settings, load, save_theme


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reachout" / "settings.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def test_no_file_is_the_usual_settings(path: Path) -> None:
    assert load(path) == (Settings(), ())
    assert not path.parent.exists()


def test_every_setting_is_read(path: Path) -> None:
    write(
        path,
        'theme = "paper"\ncolors = "256"\nascii = true\nmouse = false\nwarm = false\n'
        '[keys]\n"app.log" = "ctrl+l"\n',
    )
    wanted = Settings(
        "paper", {"app.log": "ctrl+l"}, colors="256", ascii=True, mouse=False, warm=False
    )
    assert load(path) == (wanted, ())


def test_a_wrong_value_is_named_and_the_rest_is_used(path: Path) -> None:
    write(
        path, 'theme = 5\nascii = "yes"\nmouse = false\n[keys]\n"app.log" = 7\n"app.find" = "f"\n'
    )
    found, problems = load(path)
    assert found == Settings(keys={"app.find": "f"}, mouse=False)
    assert len(problems) == 3
    assert all(str(path) in problem for problem in problems)
    for word, problem in zip(("theme", "ascii", "keys.app.log"), problems, strict=True):
        assert word in problem


@pytest.mark.parametrize("said", ["256", '"8"', '"TRUE"', "true", "[]", "{}"])
def test_a_number_of_colours_that_there_is_not_is_refused_with_those_there_are(
    path: Path, said: str
) -> None:
    write(path, f'colors = {said}\ntheme = "paper"\n')
    found, (problem,) = load(path)
    assert found == Settings("paper")
    assert problem == f'{path}: colors should be "true", "256", "16" or "none", in quotes.'


def test_an_unknown_name_is_told_its_nearest(path: Path) -> None:
    write(path, 'teme = "paper"\nqqq = 1\n')
    found, problems = load(path)
    assert found == Settings()
    assert "'teme'; the nearest is theme" in problems[0]
    assert "'qqq'; there are theme, keys" in problems[1]


@pytest.mark.parametrize("text", [b"theme = ", b"\xff\xfe", b"keys = 3", b"[keys"])
def test_a_file_that_is_no_use_is_named_and_stops_nothing(path: Path, text: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(text)
    found, problems = load(path)
    assert found == Settings()
    assert len(problems) == 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_text_is_read_without_an_exception(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8", errors="replace")
    load(path)


def test_a_theme_is_remembered_and_comments_stay(path: Path) -> None:
    text = '# mine\nmouse = false  # no mouse\n\n[keys]\n"app.log" = "x"\n'
    write(path, text)
    save_theme(path, "paper")
    save_theme(path, "ember")
    found, problems = load(path)
    assert (found.theme, found.mouse, found.keys, problems) == (
        "ember",
        False,
        {"app.log": "x"},
        (),
    )
    assert "# mine" in path.read_text()
    assert "# no mouse" in path.read_text()
    assert tomllib.loads(path.read_text())["theme"] == "ember"


def test_a_theme_is_remembered_where_there_was_no_file(path: Path) -> None:
    save_theme(path, "paper")
    assert load(path)[0].theme == "paper"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_link_to_the_settings_stays_a_link(path: Path, tmp_path: Path) -> None:
    write(path, "")
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    save_theme(link, "paper")
    assert link.is_symlink()
    assert load(path)[0].theme == "paper"


def test_a_file_that_is_not_toml_is_not_written_over(path: Path) -> None:
    write(path, "theme = ")
    with pytest.raises(StoreError, match="not TOML"):
        save_theme(path, "paper")
    assert path.read_text() == "theme = "
