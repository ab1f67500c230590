"""The smallest difference a design would notice, from the variances of schools without the programme.

The standard deviation is the one that the inferences predict for this very design. No outcome of the programme's
schools after the start enters. For other numbers of schools and areas the comparison side is drawn in proportion:
as many effective comparison schools for each school with the programme as here, scattered over the areas of the pool.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import numpy as np

from evalkit.core.errors import EstimationError
from evalkit.inference import INFERENCES
from evalkit.inference.parts.placebos import PlaceboBasis, assignment_of, basis_of
from evalkit.inference.parts.roles import BY_PLACEBOS, VARIANCES
from evalkit.inference.parts.standing import widened
from evalkit.measures.parts.progress8 import pupil_sd
from evalkit.measures.parts.sampling_error import noise
from evalkit.numeric.detectable import ALPHA, POWER, exact_multiplier, multiplier
from evalkit.numeric.margin_tests import smallest_margin
from evalkit.numeric.variance_pair import VariancePair
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Contrast, Pool, UnitKind
from evalkit.records.detectable import Detectable, OtherSize

SCHOOLS = (5, 10, 20, 40, 80)
AREAS = (1, 2, 5, 10)


def detectable(analysis: Analysis, df_of_primary: Callable[[], float], margin: float | None = None) -> Detectable:
    """Return what the declared primary would notice, and whether it could rule a margin out.

    Parameters
    ----------
    analysis : Analysis
        One question, written down.
    df_of_primary : callable
        Degrees of freedom of the primary; asked only where they do not follow from the variances.
    margin : float or None
        The smallest difference of interest, in the unit of the outcome; None where the study declares none.
    """
    primary, estimand = analysis.inference[0], analysis.estimand
    try:
        basis = _basis(analysis, primary)
    except EstimationError as refusal:
        return _refused(analysis, "; ".join(fault.found for fault in refusal.faults))
    pool, weights, pair, own = basis.pool, basis.weights, basis.pair, basis.own
    sd = own.sd * widened(analysis)
    role = INFERENCES.get(primary).role_with(INFERENCES.get(primary).options())
    if role in BY_PLACEBOS:
        df = pair.df_between
    elif role == VARIANCES:
        df = pair.degrees_of_freedom(own.area_squares, own.school_squares)
    else:
        df = df_of_primary()
    times = multiplier(df)
    return Detectable(
        outcome=estimand.label,
        unit=estimand.unit,
        units=len(weights.rows),
        areas=len(np.unique(pool.area[weights.rows])),
        sd=sd,
        inference=primary,
        df=df,
        alpha=ALPHA,
        power=POWER,
        smallest=times * sd,
        exact=exact_multiplier(df) * sd,
        pupil_sd=pupil_sd(analysis.panel(), estimand.outcome, max(estimand.baseline)),
        others=tuple(
            OtherSize(schools, areas, times * sqrt(_variance(pool, weights, pair, schools, areas)))
            for schools in SCHOOLS
            for areas in AREAS
            if areas <= schools
        ),
        noise=noise(analysis.panel(), estimand.outcome, estimand.baseline),
        margin=margin,
        smallest_margin=smallest_margin(own.sd, df),
    )


def _basis(analysis: Analysis, primary: str) -> PlaceboBasis:
    """Return both variances and the prediction; authorities, of which none has schools to vary, are refused."""
    pool = assignment_of(analysis, primary).pool
    if np.bincount(pool.area[pool.eligible]).max() < 2:
        raise EstimationError.one(
            where=f"question {analysis.question!r}, smallest difference that could be noticed",
            found="one row for each authority, so that what varies between schools cannot be told",
            allowed="schools, several in an area",
            next="ask it of a question about schools",
        )
    return basis_of(analysis, primary, of_one_area=False)


def _refused(analysis: Analysis, found: str) -> Detectable:
    nan, estimand = float("nan"), analysis.estimand
    numbers = (nan, analysis.inference[0], nan, ALPHA, POWER, nan, nan, nan)
    kind: UnitKind = "authority" if estimand.level == "area" else "school"
    return Detectable(estimand.label, estimand.unit, len(analysis.treated), 0, *numbers, (), refused=found, kind=kind)


def _variance(pool: Pool, weights: Contrast, pair: VariancePair, schools: int, areas: int) -> float:
    """Return the variance with other numbers: equal weights, donors in proportion, scattered over the pool's areas."""
    each = 1.0 / float((weights.donor**2).sum()) / len(weights.rows)
    donors = min(each * schools, float(pool.eligible.sum()))
    share = np.bincount(pool.area[pool.eligible]) / pool.eligible.sum()
    donor_areas = 1.0 / donors + (1.0 - 1.0 / donors) * float((share**2).sum())
    return float(pair.predicted(1.0 / areas + donor_areas, 1.0 / schools + 1.0 / donors))
