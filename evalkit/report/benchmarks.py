"""What comparable trials found, read from benchmarks.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from evalkit.core.shipped import beside_the_code

FILE = beside_the_code("report/benchmarks.toml")


@dataclass(frozen=True, slots=True)
class Benchmarks:
    """Effects of comparable programmes, in standard deviations of pupils.

    Attributes
    ----------
    mean : float
        Mean effect over many large trials.
    trials : int
        How many trials.
    what, cited : str
        Which trials, and whose count.
    low, high : float
        Range in which a programme like these usually lies.
    programme : str
        Which programmes the range is for.
    """

    mean: float
    trials: int
    what: str
    cited: str
    low: float
    high: float
    programme: str


@cache
def benchmarks() -> Benchmarks:
    """Return the one set of benchmarks."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    trials, credible = read["trials"], read["credible"]
    return Benchmarks(
        mean=trials["mean"],
        trials=trials["number"],
        what=trials["what"],
        cited=trials["cited"],
        low=credible["low"],
        high=credible["high"],
        programme=credible["what"],
    )
