"""Measures what reachout promises to be quick at, each against something known, in one run.

`make bench` prints the table; `--quick` takes fewer samples; `--write` keeps it in
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import platform
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.bench import FULL, QUICK, Effort, measured
from tests.benchmarks.pty import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"


def page(effort: Effort, written: str) -> str:
    """Return the page that keeps a table."""
    versions = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return f"""\
# Benchmarks

What `make bench` prints: each figure beside the one that it is held against, taken in turns in
one run, so that the ratios mean the same on another machine. The raw figures are those of one
machine ({versions}); they are medians, with the smallest and the largest. `--quick` takes fewer
samples, `--write` writes this page. A durable log is one outreach, whole on the disk when it
returns; TinyDB and sqlite3 write the same document to the same data. Networks are made up, the
same ones each time: {effort.small}, and {effort.large}.

{written}
"""


def main() -> None:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer samples")
    parser.add_argument("--write", action="store_true", help=f"keep it in {PAGE.relative_to(ROOT)}")
    args = parser.parse_args()
    effort = QUICK if args.quick else FULL
    with TemporaryDirectory(prefix="reachout-bench-") as folder:
        written = measured(Path(folder), effort, lambda line: print(line, file=sys.stderr))
    print(written)
    if args.write:
        PAGE.write_text(page(effort, written), "utf-8")


if __name__ == "__main__":
    main()
