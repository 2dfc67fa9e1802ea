"""The commands stay light and never meet the screen's libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.commands import COMMANDS, find

CASES = {
    "import": ["cards.vcf"],
    "add": ["Ana"],
    "edit": ["Ana", "--died"],
    "log": ["Ana", "--via", "call", "--add", "--on", "2026-11-20"],
    "show": ["Ana"],
    "followups": ["--add", "Ana", "--on", "in 3 days"],
    "goal": ["2"],
    "pause": [],
    "restore": ["1", "--yes"],
    "export": ["json"],
    "forget": ["Bo", "--yes"],
}

PROBE = """
import json, sys
from tui.__main__ import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted({name.split(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def test_no_command_loads_a_screen_library(tmp_path: Path) -> None:
    (tmp_path / "cards.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Bo\nEND:VCARD\n")
    environ = {
        **os.environ,
        "REACHOUT_DATA": str(tmp_path / "network.json"),
        "REACHOUT_TODAY": "2026-11-22",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    order = [
        "import",
        "add",
        "log",
        "followups",
        *(name for name in COMMANDS if name not in CASES),
        "show",
    ]
    for name in (*order, "goal", "pause", "restore", "export", "forget"):
        done = subprocess.run(
            [sys.executable, "-c", PROBE, name, *CASES.get(name, [])],
            capture_output=True,
            text=True,
            env=environ,
            cwd=tmp_path,
            check=True,
        )
        code, loaded = json.loads(done.stderr)
        assert code == 0
        assert not {"textual", "rich", "pendulum"} & set(loaded), name
        assert "hypothesis" not in loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches_with_examples(name: str) -> None:
    command = find(name)
    assert command.HELP
    assert all(line.startswith(("reachout ", "set ", "cp ")) for line in command.EXAMPLES)
    assert any(f"reachout {name}" in line for line in command.EXAMPLES)
