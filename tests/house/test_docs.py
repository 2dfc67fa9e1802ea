"""The documents say what is so: keys, commands, answers, and the file."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from docs import make_keys, make_pictures
from tui.__main__ import main
from tui.commands import COMMANDS
from tui.demo import demo_store
from tui.keymap import every_binding
from tui.widgets.frame import key_name

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

ARGUMENTS = {
    "import": ["people.vcf"],
    "add": ["Kai Nakoa"],
    "edit": ["Priya Nair", "--died", "2023-05-01"],
    "log": ["Priya", "--via", "call"],
    "who": ["Priya Nair"],
    "zone": ["America/Los_Angeles", "--day-begins", "4"],
    "timer": ["start", "Priya Nair"],
    "show": ["Priya Nair"],
    "restore": ["1", "--yes"],
    "export": ["json", "-o", "network.json"],
    "forget": ["Priya Nair", "--yes"],
}
"""What a command needs to give an answer on the made-up network."""

BEFORE = {
    "undo": [["add", "Kai Nakoa"]],
    "redo": [["add", "Kai Nakoa"], ["undo"]],
    "restore": [["add", "Kai Nakoa"]],
}
"""What has to be done there first."""


def examples() -> list[str]:
    """Every line of a shell in the documents that calls the program."""
    blocks = (block for page in PAGES for block in fenced(page, "sh"))
    lines = (line for block in blocks for line in block.splitlines())
    return [line for line in lines if line.startswith("reachout")]


def fenced(page: Path, language: str) -> list[str]:
    """The blocks of a page that are written in a language."""
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are understood and not run."""
    for module, _ in COMMANDS.values():
        monkeypatch.setattr(import_module(f"tui.commands.{module}"), "run", lambda *_: None)


@pytest.mark.usefixtures("nothing_happens")
@pytest.mark.parametrize("line", examples())
def test_every_example_is_understood(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(line.partition(" | ")[0], comments=True)
    assert words[1] in COMMANDS
    assert main(words[1:]) == 0
    assert capsys.readouterr().err == ""


def answers() -> Iterator[tuple[str, Any]]:
    """Each command with the answer in JSON that its section shows."""
    sections = (ROOT / "docs/commands.md").read_text("utf-8").split("\n## ")[1:]
    for section in sections:
        (block,) = re.findall(r"```json\n(.*?)```", section, re.DOTALL)
        yield section.split("\n")[0], json.loads(block)


def test_every_command_has_its_section() -> None:
    assert [name for name, _ in answers()] == list(COMMANDS)


@pytest.mark.parametrize(("name", "told"), answers())
def test_the_answers_have_the_keys_that_are_told(
    name: str,
    told: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REACHOUT_TODAY", "2026-11-22")
    Path("people.vcf").write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Kai Nakoa\nN:Nakoa;Kai;;;\nEND:VCARD\n", "utf-8"
    )
    with demo_store(date(2026, 11, 22)) as path:
        for words in BEFORE.get(name, []):
            assert main(["--data", str(path), *words]) == 0
        capsys.readouterr()
        assert main(["--data", str(path), name, *ARGUMENTS.get(name, []), "--json"]) == 0
    assert_told(json.loads(capsys.readouterr().out), told)


def assert_told(said: Any, told: Any) -> None:
    """The same keys and the same kinds of values, as deep as the page goes."""
    if isinstance(told, list):
        assert isinstance(said, list)
        if told and said:
            assert_told(said[0], told[0])
    elif isinstance(told, dict):
        assert isinstance(said, dict)
        if told:
            assert list(said) == list(told)
            for key in told:
                assert_told(said[key], told[key])
    elif said is not None:
        assert type(said) is type(told)


def test_the_page_of_keys_is_made_from_the_bindings() -> None:
    assert make_keys.PAGE.read_text("utf-8") == make_keys.page(), "run docs/make_keys.py"


def test_the_page_of_keys_leaves_no_place_out() -> None:
    shown = {
        binding.id
        for _, classes in make_keys.PLACES
        for cls in classes
        for binding in make_keys.own_bindings(cls)
    }
    assert set(every_binding()) <= shown


def test_the_readme_names_keys_as_they_are() -> None:
    keys = {key for binding in every_binding().values() for key in binding.key.split(",")}
    said = re.findall(r"`(\^?[a-zA-Z?:.*,/\[\]])`", (ROOT / "README.md").read_text("utf-8"))
    names = {key_name(key) for key in keys}
    assert set(said) <= names


def test_the_file_opens_as_the_page_says(tmp_path: Path) -> None:
    (code,) = fenced(ROOT / "docs/data.md", "python")
    environ = {
        **os.environ,
        "REACHOUT_DATA": str(tmp_path / "network.json"),
        "PYTHONPATH": str(ROOT),
    }
    words = ["log", "Priya", "--via", "call", "--add"]
    subprocess.run([sys.executable, "-m", "tui", *words], env=environ, check=True, cwd=tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "'channel': 'call'" in done.stdout


def test_links_and_pictures_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_a_picture_loads_nothing_and_names_no_moment() -> None:
    for shot in make_pictures.SHOTS:
        svg = (make_pictures.HERE / f"{shot.name}.svg").read_text("utf-8")
        assert set(re.findall(r"https?://[^\"\s]+", svg)) == {"http://www.w3.org/2000/svg"}
        assert "terminal-" not in svg.replace("rich-terminal", "").replace("clip-terminal", "")


def test_a_picture_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REACHOUT_TODAY", make_pictures.TODAY)
    shot = make_pictures.SHOTS[0]
    assert make_pictures.picture(shot) == make_pictures.picture(shot)
