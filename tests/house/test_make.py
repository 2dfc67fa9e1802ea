"""The two commands of a fresh machine: each sets up what it needs, and says how long that takes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def steps(target: str, venv: Path) -> list[str]:
    """Return what make would do, with nothing set up but what lies in a folder."""
    # The checks are run by make as well, which tells those that it starts so.
    environ = {name: said for name, said in os.environ.items() if not name.startswith("MAKE")}
    run = subprocess.run(
        ["make", "--dry-run", target, f"VENV={venv}"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.splitlines()


def installs(done: list[str]) -> list[str]:
    return [line.partition("--editable ")[2].split()[0] for line in done if "pip install" in line]


def test_run_installs_only_what_the_app_needs_and_says_how_long_it_takes(tmp_path: Path) -> None:
    done = steps("run", tmp_path / "venv")
    assert installs(done) == ["."]
    assert any("about half a minute" in line for line in done)
    assert done[-1].startswith(f"{tmp_path}/venv/bin/reachout")


def test_the_checks_add_the_rest_and_say_so(tmp_path: Path) -> None:
    done = steps("test", tmp_path / "venv")
    assert installs(done) == [".", "'.[dev]'"]
    assert any("about a minute" in line for line in done)
    assert "pytest" in done[-1]


@pytest.mark.parametrize(("target", "left"), [("run", []), ("test", ["'.[dev]'"])])
def test_what_is_set_up_is_not_set_up_again(tmp_path: Path, target: str, left: list[str]) -> None:
    (tmp_path / "app").touch()
    assert installs(steps(target, tmp_path)) == left
    (tmp_path / "all").touch()
    assert installs(steps(target, tmp_path)) == []
