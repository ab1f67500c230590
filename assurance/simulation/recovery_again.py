"""Whether rearranged code still computes what the recovery run computed.

``python -m assurance.simulation.recovery_again``. After a change that should alter no number, every tenth batch of the
run is drawn again with today's code. Where every number is the same to the last digit, the page of the run is marked
with today's code and says so; where one differs, nothing is written, and the whole run is due. Needs the draws kept by
``make recovery`` on the same machine.
"""

from __future__ import annotations

import json
import os
import sys
import time

import numpy as np
import pandas as pd

from assurance.digest import mark
from assurance.simulation.recovery import DRAWS, VOLUNTEER_DRAWS, modules_in_use_by_methods, plan, results
from assurance.simulation.recovery_page import KEPT, write_page

EVERY = 10
KEYS = ["kind", "cell", "draw", "inference"]


def main() -> None:
    """Draw again, compare, and mark the page."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    about = json.loads((KEPT / "about.json").read_text(encoding="utf-8"))
    draws = pd.read_csv(KEPT / "draws.csv.gz", keep_default_na=False, na_values=[""])
    today = mark(modules_in_use_by_methods())
    batches = plan(DRAWS, VOLUNTEER_DRAWS)[::EVERY]
    rows = [row for found in results(batches, float("inf")) for row in found]
    again = pd.DataFrame(rows)
    apart = different(draws, again)
    if apart:
        sys.exit(f"{apart} of {len(again)} intervals differ from those of the run: make recovery is due.")
    about |= {"mark": today, "again": len(again), "again_on": time.strftime("%d %B %Y")}
    (KEPT / "about.json").write_text(json.dumps(about), encoding="utf-8")
    write_page(draws, about)
    print(f"{len(again)} intervals of {len(batches)} batches are the same to the last digit; the page is marked.")


def different(kept: pd.DataFrame, again: pd.DataFrame) -> int:
    """Return how many rows drawn again are not exactly those of the run."""
    before = kept.fillna({"inference": ""}).set_index(KEYS).reindex(pd.MultiIndex.from_frame(again[KEYS].fillna("")))
    now = again.fillna({"inference": ""}).set_index(KEYS)
    alike = np.ones(len(now), dtype=bool)
    for name in now.columns:
        left, right = before[name].to_numpy(object), now[name].to_numpy(object)
        alike &= np.array([_same(one, other) for one, other in zip(left, right, strict=True)])
    return int((~alike).sum())


def _same(one: object, other: object) -> bool:
    return bool(pd.isna(one) and pd.isna(other)) or one == other


if __name__ == "__main__":
    main()
