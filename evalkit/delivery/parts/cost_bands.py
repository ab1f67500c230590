"""Bands of cost for one pupil and year, from cost_bands.toml."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache

from evalkit.core.shipped import beside_the_code

FILE = beside_the_code("delivery/parts/cost_bands.toml")


@dataclass(frozen=True, slots=True)
class CostBands:
    """Bands of cost.

    Attributes
    ----------
    bands : tuple of (float, str)
        Up to so many pounds, the band; ascending.
    above : str
        The band above the last.
    source : str
        Where they are published.
    checked : date
        When they were last held to it.
    """

    bands: tuple[tuple[float, str], ...]
    above: str
    source: str
    checked: dt.date

    def band(self, pounds: float) -> str:
        """Return the band of a cost for one pupil and year."""
        return next((name for most, name in self.bands if pounds <= most), self.above)


@cache
def cost_bands() -> CostBands:
    """Return the bands of the Toolkit."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["toolkit"]
    bands = tuple((float(most), name) for most, name in read["bands"])
    return CostBands(bands, read["above"], read["source"], read["checked"])
