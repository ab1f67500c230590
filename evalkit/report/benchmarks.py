"""What comparable trials found, read from benchmarks.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from math import nan

from evalkit.core.shipped import beside_the_code

FILE = beside_the_code("report/benchmarks.toml")


@dataclass(frozen=True, slots=True)
class KnownEffect:
    """What one study, or many together, found, in standard deviations of pupils.

    Attributes
    ----------
    label, cited : str
        Which study, and where it is published.
    year : int
        Year of that publication.
    effect, low, high : float
        Its size and its interval; ends that were not read at their source are NaN.
    """

    label: str
    cited: str
    year: int
    effect: float
    low: float = nan
    high: float = nan


@dataclass(frozen=True, slots=True)
class Unsized:
    """A study whose size was not read at its source.

    Attributes
    ----------
    label : str
        Which study.
    year : int
        Year of its publication.
    found : str
        What it found, in words.
    """

    label: str
    year: int
    found: str


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
    effects : tuple of KnownEffect
        Studies with a size.
    unsized : tuple of Unsized
        Studies without one.
    """

    mean: float
    trials: int
    what: str
    cited: str
    low: float
    high: float
    programme: str
    effects: tuple[KnownEffect, ...]
    unsized: tuple[Unsized, ...]


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
        effects=tuple(
            KnownEffect(
                one["label"], one["cited"], one["year"], one["effect"], one.get("low", nan), one.get("high", nan)
            )
            for one in read["effects"]
        ),
        unsized=tuple(Unsized(one["label"], one["year"], one["found"]) for one in read["unsized"]),
    )
