"""Effect sizes as months of progress, by the one published table that could be read at its source: months.toml."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache

from evalkit.core.shipped import beside_the_code

FILE = beside_the_code("report/months.toml")
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class MonthsTable:
    """A table from effect sizes to months of progress.

    Attributes
    ----------
    name, source : str
        What readers call it, and where it is published.
    rows : tuple of (float, float, int)
        Smallest and largest size, to two decimals, and its months; ascending.
    """

    name: str
    source: str
    rows: tuple[tuple[float, float, int], ...]

    def months(self, size: float) -> int:
        """Return the months of an effect size in pupil standard deviations; above the last row, those of the last row.

        Parameters
        ----------
        size : float
            Rounded to two decimals first; a negative size is as many months less.
        """
        rounded = abs(round(float(f"{size:.12g}"), DECIMALS))
        found = next((months for _, high, months in self.rows if rounded <= high), self.rows[-1][2])
        return int(math.copysign(found, size)) if found else 0


@cache
def toolkit() -> MonthsTable:
    """Return the table of the Toolkit."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["toolkit"]
    return MonthsTable(
        read["name"], read["source"], tuple((low, high, int(months)) for low, high, months in read["rows"])
    )
