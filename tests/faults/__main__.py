"""Tries for minutes to lose something that was acknowledged, with the stock storage beside ours.

`make faults` prints the table; `--write` keeps it in docs/reliability.md. It ends with 1 when
anything was lost.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time_ns

from tests.faults.disks import NoDiskError
from tests.faults.page import page
from tests.faults.processes import ROOT
from tests.faults.stores import OURS, STOCK
from tests.faults.tally import Run, Tally, written
from tests.faults.trials import TRIALS, Trial, Try

PAGE = ROOT / "docs" / "reliability.md"


def tallies(trial: Trial, seed: int) -> Iterator[Tally]:
    """Run a trial with each store, one after the other."""
    for store, attempt in ((OURS, trial.ours), (STOCK, trial.stock)):
        if attempt is not None and (tally := _tally(trial, attempt, store.name, seed)):
            print("  ".join(filter(None, tally.cells())), file=sys.stderr)
            yield tally


def _tally(trial: Trial, attempt: Try, store: str, seed: int) -> Tally | None:
    with TemporaryDirectory(prefix="reachout-faults-") as folder:
        try:
            return attempt(Run(Path(folder), trial.rounds, seed, trial.seconds))
        except NoDiskError:
            print("No small disk: only root can mount one.", file=sys.stderr)
            return None
        except Exception:
            traceback.print_exc()
            return Tally("an error", store, 0, 0, 0, 0, amiss=1, note="see what was printed")


def main() -> int:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep it in docs/reliability.md")
    parser.add_argument("--seed", type=int, default=time_ns() % 10**6, help="as of another run")
    args = parser.parse_args()
    print(f"Seed {args.seed}. This takes up to ten minutes.", file=sys.stderr)
    tried = [(trial, list(tallies(trial, args.seed))) for trial in TRIALS]
    found = [(trial, them) for trial, them in tried if them]
    print(written([tally for _, them in found for tally in them]))
    if args.write:
        PAGE.write_text(page(found, args.seed), "utf-8")
    return int(any(them[0].lost or them[0].amiss for _, them in found))


if __name__ == "__main__":
    sys.exit(main())
