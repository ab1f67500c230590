"""Several questions judged together: the largest standardised estimate over areas, step by step and all at once.

Romano and Wolf (2005, Econometrica 73, algorithm 4.1) give the step-down p-values, here with untreated areas in the
place of resamples: whatever makes the questions of one area move together makes them move together in untreated areas
too. Holm's rule on placebo p-values would be of no use: the smallest there can be is one over the number of areas.

An area that lacks a question is judged by those it has; where it lacks more than half of them, it is left out. To ask
for areas that have every question would leave out small areas, which vary more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evalkit.numeric.placebo import set_critical

Floats = NDArray[np.float64]
# Stands for a question that an area does not have: no size is smaller.
LACKING = -1.0
# Sums of shares of draws: what differs by less is equal.
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Together:
    """Untreated areas with the standardised estimates of several questions.

    Attributes
    ----------
    sizes : (R, K) float array
        Size of each draw's standardised estimate in each question, in SDs; `LACKING` where the area has none.
    weight : (R,) float array
        One over the number of draws of the row's area.
    """

    sizes: Floats
    weight: Floats

    def counted(self, questions: Sequence[int]) -> NDArray[np.bool_]:
        """Return which rows belong to an area that has at least half of these questions."""
        has = (self.sizes[:, list(questions)] != LACKING).sum(axis=1)
        return np.asarray(2 * has >= len(questions))

    def areas(self, questions: Sequence[int]) -> int:
        """Return how many areas have at least half of these questions."""
        return round(float(self.weight[self.counted(questions)].sum()))


def together(areas: Sequence[Floats]) -> Together:
    """Return areas laid side by side.

    Parameters
    ----------
    areas : sequence of (r, K) float arrays
        For each area its draws, one a line: the standardised estimate of every question, NaN where the area has none.
        An area that is not drawn from has one line. The questions of one draw are about the same schools.
    """
    sizes = np.abs(np.concatenate(list(areas)))
    weight = np.concatenate([np.full(len(inside), 1.0 / len(inside)) for inside in areas])
    return Together(np.where(np.isnan(sizes), LACKING, sizes), weight)


def step_down(own: Floats, placebos: Together) -> Floats:
    """Return the step-down p-value of every question, in the order given.

    For the largest estimate, the share of areas whose largest is at least as large, the programme's among them; for
    each further one the same among the questions that are left, and never less than for the one before.

    Parameters
    ----------
    own : (K,) float array
        The programme's standardised estimates.
    placebos : Together
        Those of untreated areas.
    """
    order = np.argsort(-np.abs(own), kind="stable")
    found, least = np.ones(len(own)), 0.0
    for place, question in enumerate(order):
        rest = order[place:].tolist()
        counted = placebos.counted(rest)
        largest = placebos.sizes[counted][:, rest].max(axis=1)
        weight = placebos.weight[counted]
        beyond = float(weight[largest >= abs(own[question])].sum())
        least = max(least, (1.0 + beyond) / (1.0 + placebos.areas(rest)))
        found[question] = least
    return np.round(found, 12)


def holm(p_values: Floats) -> Floats:
    """Return Holm's step-down p-values (1979), in the order given, for questions of which no areas tell more.

    The smallest counts for all, the next for those left, and none for less than the one before.

    Parameters
    ----------
    p_values : (K,) float array
        As if no other question had been asked.
    """
    order = np.argsort(p_values, kind="stable")
    found = np.ones(len(p_values))
    found[order] = np.maximum.accumulate(p_values[order] * np.arange(len(p_values), 0, -1))
    return np.minimum(found, 1.0)


def single_step(placebos: Together, conf_level: float) -> float:
    """Return the size that the largest of all questions passes in no more than 1 - ``conf_level`` of areas, in SDs.

    Every question's interval, its estimate with so many of its own predicted SDs on either side, then holds its true
    difference at once with all others.
    """
    every = list(range(placebos.sizes.shape[1]))
    counted = placebos.counted(every)
    largest, weight = placebos.sizes[counted].max(axis=1), placebos.weight[counted]
    return set_critical(largest, weight, placebos.areas(every), conf_level)


def share_with_as_many(beyond: int, placebos: Together, critical: Floats) -> float:
    """Return the share of areas in which at least as large a part of the intervals leaves out nought.

    Parameters
    ----------
    beyond : int
        How many of the programme's K intervals leave out nought.
    placebos : Together
        Standardised estimates of untreated areas.
    critical : (K,) float array
        For each question, the standardised size beyond which its own interval leaves out nought.
    """
    number = placebos.sizes.shape[1]
    counted = placebos.counted(range(number))
    sizes = placebos.sizes[counted]
    out, has = (sizes > critical).sum(axis=1), (sizes != LACKING).sum(axis=1)
    as_many = out * number >= beyond * has - TOLERANCE
    weight = placebos.weight[counted]
    return float(weight[as_many].sum() / weight.sum())
