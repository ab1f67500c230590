"""How much of a school's level is gone next year, and how fast what stays drifts.

A level is taken as something lasting, plus noise that belongs to one year only. What lasts either drifts as
a random walk or is pulled back to a school's own mean (an autoregression of order one). Both leave their
mark on the autocovariances of yearly changes: noise makes successive changes move against each other,
drift only widens them, and a pull back shows two changes apart. Moments, no likelihood: Abowd and Card
(1989), Econometrica 57, on the covariance structure of changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NOT_KNOWN = "not known"
WALK = "random walk and noise"
PULL = "autoregression and noise"
CHANGES_FOR_WALK = 2
CHANGES_FOR_PULL = 3
# A covariance two changes apart must lie so many standard errors below nought before a pull back is read into it.
NORMAL_QUANTILE = 1.96


@dataclass(frozen=True, slots=True)
class Lag:
    """The autocovariance of changes so many changes apart.

    Attributes
    ----------
    apart : int
        0 for the variance of a change.
    value, std_error : float
        Mean over schools and pairs of years, and its standard error over schools.
    pairs : int
        Pairs of changes behind it.
    """

    apart: int
    value: float
    std_error: float
    pairs: int


@dataclass(frozen=True, slots=True)
class Transience:
    """Transient and persistent variance of a school's level.

    Attributes
    ----------
    model : str
        ``random walk and noise``, ``autoregression and noise``, or ``not known`` where only one change exists.
    transient : float
        Variance that belongs to one year only; NaN if not known.
    drift : float
        Variance a year of what lasts: of the steps of the walk, or of one step of the autoregression.
    swing : float
        Variance of the part that is pulled back; 0 for a walk, NaN if not known.
    kept : float
        Share of the swing still there one step later; 1 for a walk, NaN if not known.
    step : float
        Years from one level to the next.
    truncated : bool
        Whether a variance came out below nought and was set to nought.
    lags : tuple of Lag
        Autocovariances at every lag the series has.
    schools, changes : int
        Schools with every year, and changes of each.
    """

    model: str
    transient: float
    drift: float
    swing: float
    kept: float
    step: float
    truncated: bool
    lags: tuple[Lag, ...]
    schools: int
    changes: int

    def carried(self, variance: float, years: int) -> float:
        """Return the share of a school's distance from the mean that is expected in another year.

        Parameters
        ----------
        variance : float
            Variance between schools in the year whose level is known.
        years : int
            From that year to the other; negative for earlier years.
        """
        if years == 0:
            return 1.0
        if isnan(self.transient):
            return float("nan")
        if self.model == PULL:
            lasting = self.swing * (1.0 - float(self.kept ** (abs(years) / self.step)))
        else:
            lasting = self.drift * max(0, -years)
        return max(0.0, (variance - self.transient - lasting) / variance)


def transience(levels: Floats, years: tuple[int, ...]) -> Transience:
    """Split the variance of levels into what passes and what lasts.

    Parameters
    ----------
    levels : (n, T) array
        One row per school without a programme; rows with a missing year are left out.
    years : tuple of int
        Their years, ascending.

    Returns
    -------
    Transience
        With one change nothing can be told apart; with two, a random walk and noise; from three equally
        spaced changes also a pull back, taken when the covariance two changes apart is clearly below nought.
    """
    whole = levels[np.isfinite(levels).all(axis=1)]
    gaps = np.diff(np.asarray(years, dtype=float))
    changes = np.diff(whole, axis=1)
    lags = _lags(changes) if len(whole) > 1 else ()
    step = float(gaps.mean()) if len(gaps) else float("nan")
    if len(lags) < CHANGES_FOR_WALK:
        nan = float("nan")
        return Transience(NOT_KNOWN, nan, nan, nan, nan, step, False, lags, len(whole), len(gaps))
    if len(lags) >= CHANGES_FOR_PULL and float(np.ptp(gaps)) == 0.0:
        pulled = _pull(lags, step, len(whole))
        if pulled is not None:
            return pulled
    return _walk(lags, gaps, len(whole))


def _lags(changes: Floats) -> tuple[Lag, ...]:
    centred = changes - changes.mean(axis=0)
    number, count = centred.shape
    found = []
    for apart in range(count):
        products = (centred[:, : count - apart] * centred[:, apart:]).mean(axis=1) * number / (number - 1)
        error = float(products.std(ddof=1) / np.sqrt(number))
        found.append(Lag(apart, float(products.mean()), error, count - apart))
    return tuple(found)


def _walk(lags: tuple[Lag, ...], gaps: Floats, schools: int) -> Transience:
    """Noise is minus the covariance of successive changes; drift is what it leaves of their variance."""
    variance, noise = lags[0].value, -lags[1].value
    drift = (variance - 2.0 * noise) / float(gaps.mean())
    truncated = noise < 0.0 or drift < 0.0
    if noise < 0.0:
        noise, drift = 0.0, variance / float(gaps.mean())
    if drift < 0.0:
        noise, drift = variance / 2.0, 0.0
    return Transience(WALK, noise, drift, 0.0, 1.0, float(gaps.mean()), truncated, lags, schools, len(gaps))


def _pull(lags: tuple[Lag, ...], step: float, schools: int) -> Transience | None:
    """Solve the first three autocovariances for noise, swing and the share kept; None where they do not allow it."""
    variance, next_one, after = (lag.value for lag in lags[:3])
    lasting = variance + 2.0 * next_one
    if -after <= NORMAL_QUANTILE * lags[2].std_error or lasting <= 0.0:
        return None
    kept = 1.0 + 2.0 * after / lasting
    if kept <= 0.0:
        return None
    swing = lasting / (2.0 * kept * (1.0 - kept))
    noise = -next_one - swing * (1.0 - kept) ** 2
    truncated = noise < 0.0
    drift = swing * (1.0 - kept**2) / step
    return Transience(PULL, max(0.0, noise), drift, swing, kept, step, truncated, lags, schools, len(lags))
