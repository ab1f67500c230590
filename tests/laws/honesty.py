"""Laws of truth: a planted effect is found, and the interval is as wide as the estimates scatter."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import stats

from evalkit.analysis.point import point_estimate
from evalkit.records.analysis import Analysis
from tests.laws import changes, worlds
from tests.laws.subject import Subject, draws, draws_schools, infer, require, run, standing

EFFECT = 0.3
# An honest method errs by three predicted SDs once in 370 draws, with 22 degrees of freedom once in 150; none of
# these seeds is such a draw, so that a method which errs by more on any of them does so for another reason.
LISTED = tuple(range(101, 121))
PREDICTED_SDS = 3.0
# Seeds 1 to 150. The SD of 150 estimates is known to 6 %, so that a fifth is more than three of its standard errors.
DRAWS = 150
WIDTH_TOLERANCE = 0.2
# An identity, up to sums of some hundred squares in double precision.
IDENTITY = 1e-8
# Steps from the end of an interval, as a share of its width, small against any p-value's slope.
STEP = 1e-6
CRITICAL = "critical value"


def check_planted_effect(subject: Subject) -> None:
    """On each listed seed the error is below three predicted SDs."""
    found = draws(subject, subject.maker, DRAWS, EFFECT)
    for seed in LISTED:
        ratio = abs(found.error[seed - 1] / found.std_error[seed - 1])
        require(ratio < PREDICTED_SDS, f"seed {seed}: the error is {ratio:.1f} predicted SDs")


def check_half_width(subject: Subject) -> None:
    """Half the interval is the SD of the estimates over draws, times the critical value, within a fifth."""
    found = draws(subject, subject.maker, DRAWS, EFFECT)
    upper = 0.5 + found.conf_level / 2
    critical = np.where(np.isnan(found.df), stats.norm.ppf(upper), stats.t.ppf(upper, found.df))
    _agree(float(np.sqrt(np.mean((found.half_width / critical) ** 2))), found.error.std(ddof=1), WIDTH_TOLERANCE)


def check_squared_error_is_unbiased(subject: Subject) -> None:
    """With three treated schools of 24, the expected squared error is the estimate's variance, exactly.

    It binds methods whose centre is linear and whose squared error is quadratic in the outcomes. Over rows that
    vary independently and alike, the expectation of a quadratic form is the sum of its values on unit outcomes.
    One that draws schools is so only on average over draws: the half-width holds it.
    """
    if draws_schools(subject.method):
        return
    analysis = subject.line(worlds.trial(1, treated=worlds.FEW_TREATED))
    with standing(subject.kind, subject.name, subject.method):

        def judged(outcome: np.ndarray) -> tuple[float, float]:
            other = changes.with_outcome(analysis, lambda _: outcome)
            found = infer(other, point_estimate(other)).inference()
            return (found.conf_low + found.conf_high) / 2, found.std_error**2

        if not _is_quadratic(judged, len(analysis.data.frame)):
            return
        units = [judged(row) for row in np.eye(len(analysis.data.frame))]
    claimed, seen = sum(square for _, square in units), sum(centre**2 for centre, _ in units)
    _agree(claimed, seen, IDENTITY)


def check_interval_is_that_of_its_df(subject: Subject) -> None:
    """Where an inference reports degrees of freedom, interval and p-value are those of t with them."""
    for made in (subject.world(), _few_treated(subject)):
        result = run(subject, made)
        found = result.inference
        if np.isnan(found.df):
            return
        half, centre = (found.conf_high - found.conf_low) / 2, (found.conf_high + found.conf_low) / 2
        _agree(half, found.std_error * stats.t.ppf(0.5 + found.conf_level / 2, found.df), IDENTITY)
        _agree(found.p_value, 2 * stats.t.sf(abs(centre) / found.std_error, found.df), IDENTITY)


def check_interval_holds_the_estimate(subject: Subject) -> None:
    """The estimate lies inside its own interval."""
    for seed in range(1, 6):
        result = run(subject, subject.world(seed, effect=EFFECT))
        inside = result.inference.conf_low < result.estimate.estimate < result.inference.conf_high
        require(inside, f"seed {seed}: the estimate lies outside its interval")


def check_p_and_interval_agree(subject: Subject) -> None:
    """The p-value is at most alpha exactly where the interval leaves nought out, also just beside its ends."""
    for seed in range(1, 3):
        analysis = subject.world(seed)
        first = run(subject, analysis).inference
        step = STEP * (first.conf_high - first.conf_low)
        moves = [0.0, *(side * step - end for end in (first.conf_low, first.conf_high) for side in (-1, 1))]
        for move in moves:
            found = run(subject, changes.add_effect(analysis, move)).inference
            rejects = found.p_value <= 1 - found.conf_level
            leaves_out = found.conf_low > 0 or found.conf_high < 0
            require(
                rejects == leaves_out,
                f"seed {seed}, interval {found.conf_low:.4g} to {found.conf_high:.4g}, p {found.p_value:.6g}",
            )


def check_ties_count_against_the_programme(subject: Subject) -> None:
    """A placebo exactly as extreme as the programme is at least as extreme: p stays above alpha on the edge."""
    tried = 0
    for seed in range(1, 6):
        analysis = subject.world(seed)
        with standing(subject.kind, subject.name, subject.method):
            point = point_estimate(analysis)
            first = infer(analysis, point).inference()
            edge = _tie(first.std_error, first.numbers().get(CRITICAL))
            if edge is None:
                continue
            tried += 1
            found = infer(analysis, changes.estimated(point, edge)).inference()
        require(found.p_value > 1 - found.conf_level, f"seed {seed}: a tie is not counted, p {found.p_value:.6g}")
    require(tried > 0 or CRITICAL not in first.numbers(), "no draw gave a tie to the last bit")


def _few_treated(subject: Subject) -> Analysis:
    if subject.shape == "cross_section":
        return subject.line(worlds.trial(1, treated=worlds.FEW_TREATED))
    analysis = subject.world()
    every = max(1, len(analysis.treated) // worlds.FEW_TREATED)
    few = frozenset(sorted(analysis.treated)[::every][: worlds.FEW_TREATED])
    return analysis.change(treated=few, programme=few)


def _is_quadratic(judged: Callable[[np.ndarray], tuple[float, float]], rows: int) -> bool:
    rng = np.random.default_rng(4)
    one, two = rng.normal(size=(2, rows))
    (first, a), (second, b), (total, c), (_, d) = map(judged, (one, two, one + two, one - two))
    return abs(total - first - second) < IDENTITY and abs(c + d - 2 * a - 2 * b) < IDENTITY


def _tie(std_error: float, critical: float | None) -> float | None:
    """Return an estimate that standardises to the critical value to the last bit, if a number does."""
    if critical is None:
        return None
    near = std_error * critical
    candidates = (near, np.nextafter(near, 0.0), np.nextafter(near, np.inf))
    return next((float(value) for value in candidates if value / std_error == critical), None)


def _agree(claimed: float, seen: float, tolerance: float) -> None:
    ratio = claimed / seen
    require(abs(ratio - 1) <= tolerance, f"claimed {claimed:.4g}, seen {seen:.4g}: ratio {ratio:.2f}")
