"""One school through its changes of number: which numbers are one lineage, and what shows it.

A lineage is what links join. One number after another is a chain; where two schools with results became one,
or one became two, all of them are one lineage, marked as merged or split, because no part of it can be followed
alone. Numbers that stand in no table read are followed too, so that a school may be named by any of its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evalkit.tables.flow import Step

CONVERTED, RENUMBERED = "became an academy", "changed number"
MERGED, SPLIT, BOTH = "merged", "split", "merged and split"
JOINED = (MERGED, SPLIT, BOTH)
FIRST_NUMBER = "the first number"


@dataclass(frozen=True, slots=True)
class Lineages:
    """Which school numbers are one school.

    Attributes
    ----------
    table : DataFrame
        One row for each number that shares its lineage with another: ``urn``, ``lineage`` (the number of the
        latest link), ``kind``, ``day`` (of the change to this number, where known) and ``evidence``.
    steps : tuple of Step
        What became of the links, for the ledger.
    turned, elsewhere : int
        Links told in the wrong direction, and links of schools that stand in no table read.
    """

    table: pd.DataFrame
    steps: tuple[Step, ...] = ()
    turned: int = 0
    elsewhere: int = 0

    def of(self, urns: Iterable[int] | np.ndarray | pd.Series) -> np.ndarray:
        """Return the lineage of each number; a number without links is its own."""
        wanted = np.asarray(list(urns) if not isinstance(urns, np.ndarray | pd.Series) else urns, dtype=np.int64)
        if not len(self.table) or not len(wanted):
            return wanted
        known = self.table.sort_values("urn")
        numbers, lineage = known["urn"].to_numpy(np.int64), known["lineage"].to_numpy(np.int64)
        at = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
        return np.where(numbers[at] == wanted, lineage[at], wanted)

    def kinds(self) -> dict[int, str]:
        """Return the kind of each lineage of several numbers."""
        rows = self.table.drop_duplicates("lineage")
        return dict(zip(rows["lineage"].astype(int), rows["kind"], strict=True))

    def joined(self) -> frozenset[int]:
        """Return the lineages in which schools with results merged or split."""
        return frozenset(lineage for lineage, kind in self.kinds().items() if kind in JOINED)
