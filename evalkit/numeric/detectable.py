"""How large a difference a design would notice: multipliers of a standard error.

The multiplier is the sum of two t quantiles (Bloom 1995; Dong and Maynard 2013), or exactly the
noncentrality at which the two-sided test has the power asked for.
"""

from __future__ import annotations

from scipy.special import nctdtr, stdtrit

ALPHA = 0.05
POWER = 0.80
# Halves an interval of ten to the last digits of a double.
HALVINGS = 60


def multiplier(df: float, *, alpha: float = ALPHA, power: float = POWER) -> float:
    """Return t quantiles of the test and of its power, added.

    Parameters
    ----------
    df : float
        Degrees of freedom of the test, whole or not.
    alpha, power : float
        Size of the two-sided test, and how often it should notice.
    """
    return float(stdtrit(df, 1.0 - alpha / 2.0) + stdtrit(df, power))


def exact_multiplier(df: float, *, alpha: float = ALPHA, power: float = POWER) -> float:
    """Return the noncentrality at which the two-sided test has its power."""
    edge = stdtrit(df, 1.0 - alpha / 2.0)
    low, high = 0.0, 2.0 * multiplier(df, alpha=alpha, power=power)
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        missed = float(nctdtr(df, middle, edge) - nctdtr(df, middle, -edge))
        low, high = (middle, high) if missed > 1.0 - power else (low, middle)
    return (low + high) / 2.0
