"""Whether what was given fits what was needed better than if each school had got another school's support.

Estimates
    How many needs met: cells where a school needed an area and got support in it. Its chance is that of at least as
    many when the rows of support, each whole, are given to schools in every other order. Needs and support by area
    stay as they are, so more needs met is the same as a larger difference in support between needs and no needs.
Assumes
    Under "support pays no heed to needs", any school might have had any other's row.
When it misleads
    Where many rows are alike, few orders differ and the chance cannot be small; a fit of *who* got support and of
    *what* they got are not told apart; support chosen for another reason that goes with need looks the same.
Reference
    Mantel (1967), Cancer Research 27, for one table's rows moved against another's; the chance from draws, with one
    added, is that of Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9.
Checked against
    ``tests/unit/numeric/test_moved_rows.py``: every order written out for up to eight schools; size in
    ``tests/recovery/test_needs_and_support.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST_EXACT = 8
DRAWS = 9_999
# Sums of the same numbers in another order differ by less than this share of the largest.
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class MovedRows:
    """Needs met, and how often other orders of the rows meet as many.

    Attributes
    ----------
    met : float
        Needs met as it was.
    expected : float
        Mean over all orders.
    chance : float
        Share of orders with at least as many, the true one among them.
    draw_error : float
        Standard error of the chance from drawing orders; 0 where all were looked at.
    orders : int
        How many orders were looked at, the true one among them.
    exact : bool
        Whether these were all there are.
    """

    met: float
    expected: float
    chance: float
    draw_error: float
    orders: int
    exact: bool


def moved_rows(needs: Floats, support: Floats, rng: np.random.Generator, draws: int = DRAWS) -> MovedRows:
    """Return needs met against every order of the schools' rows of support, or ``draws`` of them.

    Parameters
    ----------
    needs, support : (S, A) array
        Needs and support of each school (row) by area, 1 or 0; any weights work.
    rng : Generator
        For the draws.
    draws : int
        How many orders to draw beyond eight schools.
    """
    fits, schools = needs @ support.T, len(needs)
    exact = schools <= MOST_EXACT
    orders = (
        np.array(list(permutations(range(schools))), dtype=np.int64)
        if exact
        else rng.permuted(np.tile(np.arange(schools), (draws, 1)), axis=1)
    )
    met, sums = float(np.trace(fits)), fits[np.arange(schools), orders].sum(axis=1)
    as_many = int((sums >= met - TIE * max(1.0, abs(met))).sum())
    expected = float(fits.sum() / schools) if schools else 0.0
    if exact:
        return MovedRows(met, expected, as_many / len(orders), 0.0, len(orders), exact)
    chance = (1 + as_many) / (1 + draws)
    return MovedRows(met, expected, chance, float(np.sqrt(chance * (1 - chance) / (1 + draws))), 1 + draws, exact)
