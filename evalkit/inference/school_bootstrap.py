"""School bootstrap: the estimate made again and again from schools drawn anew, whatever the estimator.

Estimates
    The standard error of any estimate of a bare table. Schools, or whatever the clusters are, are drawn with
    replacement, whole, first among those with treated rows and then among the others, one fewer than there are, and the
    estimator is called on each draw. The variances of both sides add up; the interval is t around the estimate, with
    degrees of freedom that know how many schools each side has (Welch and Satterthwaite).
Assumes
    Schools of a side vary independently and are drawn from many like them; the estimate is smooth in them, and each
    side moves it by itself.
When it misleads
    With few schools on a side, where a draw holds few different ones: below ten the interval is a rough guide, below
    three it is refused. For estimates that jump, such as a median of few schools, and for matching, where the donors of
    a school drawn twice are the same. Shocks that schools share, as those of one area do, move no draw.
Reference
    Rao and Wu (1988), Journal of the American Statistical Association 83 (one fewer of each stratum); Cameron, Gelbach
    and Miller (2008), Review of Economics and Statistics 90.
Checked against
    ``tests/unit/inference/test_school_bootstrap.py`` (closed form) and ``tests/recovery/test_frames.py`` (simulated
    truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from evalkit.core.errors import DataError, DesignError, EstimationError
from evalkit.core.registry import Method
from evalkit.core.streams import stream
from evalkit.records.analysis import Analysis
from evalkit.records.details import Quantities
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.units import Units

NAME = "school_bootstrap"
FEWEST = 3
# Below this many clusters on a side, resampling them tells little of how others would vary (Cameron et al. 2008).
FEW = 10
# Share of draws that the estimator may refuse before the rest is a choice of its own.
MOST_REFUSED = 0.05

Whole = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the school bootstrap.

    Attributes
    ----------
    draws : int
        Draws for each side; the standard error is known to about 1 / sqrt(2 x draws) of itself.
    conf_level : float
        Level of the interval.
    """

    draws: int = 400
    conf_level: float = 0.95


@dataclass(frozen=True, slots=True)
class _Side:
    """What draws of one side gave: variance of the estimate, schools of the side, and draws that were refused."""

    variance: float
    schools: int
    refused: int


def school_bootstrap(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval of an estimate from its spread over schools drawn anew."""
    units, where = analysis.data, f"question {analysis.question!r}, inference {NAME}"
    if not isinstance(units, Units):
        raise EstimationError.one(
            where=where,
            found="schools of a study, whose comparison is chosen anew in each draw",
            allowed="a bare table given to ek.Analysis.from_frame",
            next="choose an inference that rests on untreated areas; evalkit methods lists them",
        )
    strata = _strata(units)
    fewest = min(len(side) for side in strata)
    if fewest < FEWEST or options.draws < 2:
        few = f"{fewest} {units.called} on a side" if fewest < FEWEST else f"{options.draws} draws"
        raise EstimationError.one(
            where=where,
            found=few,
            allowed=f"at least {FEWEST} on each side, and 2 draws",
            next="so few show too little of how others vary: describe, and do not judge",
        )
    sides = [
        _drawn(
            analysis, [other for other in strata if other is not side], side, point_estimate, (number, options.draws)
        )
        for number, side in enumerate(strata)
    ]
    _refuse_fragile(sides, options.draws, where)
    variance = sum(side.variance for side in sides)
    freedom = sum(side.variance**2 / (side.schools - 1) for side in sides)
    df = variance**2 / freedom if freedom > 0 else float(fewest - 1)
    error = float(np.sqrt(variance))
    margin = float(stdtrit(df, 0.5 + options.conf_level / 2)) * error
    return Inference(
        name=NAME,
        std_error=error,
        df=df,
        conf_low=estimate.estimate - margin,
        conf_high=estimate.estimate + margin,
        conf_level=options.conf_level,
        p_value=float(2 * stdtr(df, -abs(estimate.estimate) / error)) if error > 0 else float("nan"),
        assumes=f"{units.called} vary independently of each other, and are drawn from many like them",
        ignores=f"shocks that {units.called} share, and how they came to take part",
        details=(Quantities((("draws", float(options.draws * len(sides))), ("draws refused", float(_lost(sides))))),),
        caveats=_caveats(sides, fewest, units.called),
    )


METHOD = Method(
    summary="Any estimate of a bare table, made again from schools drawn anew",
    run=school_bootstrap,
    options=Options,
    shapes=("cross_section",),
    checked_against=(
        "tests/unit/inference/test_school_bootstrap.py::test_a_difference_of_means_has_the_error_of_welch",
        "tests/recovery/test_frames.py::test_intervals_hold_the_truth",
    ),
    words="the spread of the estimate over schools drawn anew",
    assumes="schools vary independently of each other, and are drawn from many like them",
    ignores="shocks that schools share, and how they came to take part",
)


def _strata(units: Units) -> list[list[Whole]]:
    """Return the rows of each cluster: of those with treated rows, and of the others; all of them where none is."""
    frame, roles = units.frame, units.roles
    codes = np.unique(frame[roles.cluster].to_numpy(), return_inverse=True)[1]
    order = np.argsort(codes, kind="stable")
    rows = np.split(order, np.flatnonzero(np.diff(codes[order])) + 1)
    if not roles.treated:
        return [rows]
    treated = frame[roles.treated].to_numpy(dtype=bool)
    sides = [[one for one in rows if treated[one].any() == side] for side in (True, False)]
    # In the order of their first clusters: which side is called treated decides no draw.
    return sorted((side for side in sides if side), key=lambda side: int(codes[side[0][0]]))


def _drawn(
    analysis: Analysis,
    kept: list[list[Whole]],
    side: list[Whole],
    point_estimate: Callable[[Analysis], Estimate],
    which: tuple[int, int],
) -> _Side:
    """Return how the estimate varies when the schools of one side are drawn anew and the others stay."""
    units, (number, draws) = analysis.data, which
    assert isinstance(units, Units)
    fixed = [rows for other in kept for rows in other]
    found, refused = [], 0
    for draw in range(draws):
        rng = stream(analysis.seed, analysis.question, NAME, number, draw)
        again = [side[place] for place in rng.integers(0, len(side), len(side) - 1)]
        try:
            found.append(point_estimate(analysis.change(data=_of(units, [*fixed, *again]))).estimate)
        except (DataError, DesignError, EstimationError):
            refused += 1
    return _Side(float(np.var(found, ddof=1)) if len(found) > 1 else float("nan"), len(side), refused)


def _of(units: Units, clusters: list[Whole]) -> Units:
    """Return the table of these clusters; one that was drawn twice stands in it as two."""
    roles = units.roles
    rows = np.concatenate(clusters)
    sizes = np.array([len(one) for one in clusters])
    cluster = np.repeat(np.arange(len(clusters)), sizes)
    unit = cluster if roles.period else np.arange(len(rows))
    frame = units.frame.iloc[rows].reset_index(drop=True)
    return replace(units, frame=frame.assign(**{roles.cluster: cluster, roles.unit: unit}))


def _lost(sides: list[_Side]) -> int:
    return sum(side.refused for side in sides)


def _refuse_fragile(sides: list[_Side], draws: int, where: str) -> None:
    lost, every = _lost(sides), draws * len(sides)
    if lost > MOST_REFUSED * every:
        raise EstimationError.one(
            where=where,
            found=f"{lost} of {every} draws that the estimator refused",
            allowed=f"at most {100 * MOST_REFUSED:g} per cent",
            next="leave out covariates that few schools carry, or choose another inference",
        )


def _caveats(sides: list[_Side], fewest: int, called: str) -> tuple[str, ...]:
    said = []
    if fewest < FEW:
        said.append(f"A side has only {fewest} {called}: read the bootstrap's interval as a rough guide.")
    if lost := _lost(sides):
        said.append(f"The estimator refused {lost} of the draws, which were left out.")
    return tuple(said)
