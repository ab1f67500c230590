"""Independent rows: standard errors of least squares as if every row of the table stood for itself.

Estimates
    Standard error and interval of each coefficient of least squares, from t with the rows less the columns as degrees
    of freedom: classical, where all rows are equally uncertain, or HC1, HC2 and HC3, where they need not be.
Assumes
    Rows vary independently of each other. Classical errors also that they vary alike; HC2 is right on average where
    they do, HC3 leans to the cautious side where rows are few, HC1 only counts columns.
When it misleads
    Wherever rows of one school, class or pupil have something in common and the programme reached them together: the
    interval is then far too narrow, and `cluster_robust` is the one to read. With few rows, or a row on which a
    coefficient hangs, HC1 and HC2 are too narrow as well.
Reference
    MacKinnon and White (1985), Journal of Econometrics 29; Long and Ervin (2000), The American Statistician 54.
Checked against
    ``tests/golden/test_least_squares.py`` (lm and sandwich in R) and ``tests/recovery/test_frames.py`` (simulated
    truth).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import stdtr, stdtrit

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError
from evalkit.core.registry import Method
from evalkit.estimators.parts.roles import LEAST_SQUARES
from evalkit.records.analysis import Analysis
from evalkit.records.coefficients import Coefficient, Coefficients
from evalkit.records.comparison import Comparison
from evalkit.records.estimate import Estimate, Inference

NAME = "independent_rows"


@dataclass(frozen=True, slots=True)
class Options:
    """Options of independent rows.

    Attributes
    ----------
    errors : {"classical", "HC1", "HC2", "HC3"}
        How the standard errors are reckoned.
    conf_level : float
        Level of the interval.
    """

    errors: Literal["classical", "HC1", "HC2", "HC3"] = "HC2"
    conf_level: float = 0.95


def independent_rows(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> Inference:
    """Return the interval of every coefficient of the line behind the estimate."""
    line = estimate.line
    std_errors = dict(line.fit.errors)[options.errors] if line else ()
    if line is None or not np.isfinite(std_errors).all():
        raise EstimationError.one(
            where=f"question {analysis.question!r}, inference {NAME}",
            found=f"{options.errors} errors where a row fits itself" if line else f"the estimator {estimate.estimator}",
            allowed="errors HC1 or classical there" if line else "the estimator least_squares, whose errors these are",
            next="choose other errors, or leave out the column that only that row has"
            if line
            else "choose an inference made for this estimator; evalkit methods lists them",
        )
    rows = tuple(
        _judged(name, value, error, line.fit.df, options.conf_level)
        for name, value, error in zip(line.names, line.fit.coefficients, std_errors, strict=True)
    )
    first = rows[0]
    return Inference(
        name=NAME,
        std_error=first.std_error,
        df=first.df,
        conf_low=first.conf_low,
        conf_high=first.conf_high,
        conf_level=options.conf_level,
        p_value=first.p_value,
        assumes=f"rows vary independently of each other ({options.errors} errors)",
        ignores=METHOD.ignores,
        details=(Coefficients(rows),),
        caveats=_caveats(compare(analysis)),
    )


METHOD = Method(
    summary="Standard errors of least squares with every row for itself: classical, HC1, HC2 or HC3",
    run=independent_rows,
    options=Options,
    shapes=("cross_section",),
    checked_against=(
        "tests/golden/test_least_squares.py::test_errors_of_independent_rows_are_those_of_lm_and_sandwich",
        "tests/recovery/test_frames.py::test_intervals_hold_the_truth",
    ),
    words="the differences between rows, each counted for itself",
    judges=LEAST_SQUARES,
    assumes="rows vary independently of each other",
    ignores="whatever rows of one school have in common",
)


def _judged(name: str, value: float, error: float, df: float, conf_level: float) -> Coefficient:
    margin = float(stdtrit(df, 0.5 + conf_level / 2)) * error
    p_value = float(2 * stdtr(df, -abs(value) / error)) if error > 0 else float("nan")
    return Coefficient(name, value, error, df, value - margin, value + margin, p_value)


def _caveats(comparison: Comparison) -> tuple[str, ...]:
    roles, frame = comparison.roles, comparison.frame
    clusters = frame[roles.cluster].nunique()
    if clusters == len(frame):
        return ()
    called = comparison.counts.units()
    said = f"The {len(frame)} rows lie in {clusters} {called}, and the interval counts them as if each stood for itself"
    if roles.treated and not comparison.counts.on_both_sides:
        return (f"{said}; the programme covers whole {called}, so that it is too narrow.",)
    return (f"{said}.",)
