"""The house stands as it was laid out: layers, packaging, and words."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]

BLAME = re.compile(r"\b(fail|failed|failure|broken|neglected|lazy|guilt)\b", re.IGNORECASE)


def test_the_rules_the_store_and_the_themes_load_no_screen() -> None:
    code = (
        "import sys, habit.months, habit.suggest, habit.changes, storage.store, themes;"
        "print([m for m in sys.modules if m.split('.')[0] in ('textual', 'rich', 'tui')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_wheel_holds_the_style_sheets_and_the_themes(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for pattern in ("**/*.tcss", "**/*.toml"):
        for room in ("habit", "storage", "themes", "tui"):
            for path in (ROOT / room).glob(pattern):
                assert str(path.relative_to(ROOT)) in names
    assert not [name for name in names if name.startswith("tests/")]


def test_no_string_of_the_program_blames_anybody() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for room in ("habit", "storage", "themes", "tui")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".toml", ".tcss"}
        for line in path.read_text("utf-8").splitlines()
        if BLAME.search(line)
    ]
    assert not found


def test_the_documents_blame_nobody() -> None:
    texts = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    assert not [str(path) for path in texts if BLAME.search(path.read_text("utf-8"))]
