"""Simulated truth: intervals around lines, and from schools drawn anew, hold it as often as they say.

A small cut with ten schools a side. Schools hold a third of the variance; for rows that stand for themselves, none.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import evalkit as ek
from evalkit.core.streams import stream
from evalkit.inference.school_bootstrap import Options, school_bootstrap
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate, Inference

SCHOOLS, SIZE = 20, 8
EFFECT, LEVEL = 0.3, 0.95
DRAWS = {"cluster_robust": 60, "independent_rows": 60, "school_bootstrap": 60, "by_years": 50}
# Each draw of the bootstrap is a refit; its interval does not hang on how well its error is known, on average.
REFITS = 12
# The predicted error may differ from the spread of the estimates by three times what chance lets both be known.
SPREAD = {name: 3 / np.sqrt(2 * draws) for name, draws in DRAWS.items()}


def drawn(rng: np.random.Generator, school_sd: float) -> pd.DataFrame:
    """Return pupils of twenty schools, ten treated."""
    urn = np.repeat(np.arange(SCHOOLS), SIZE)
    prior = rng.normal(size=len(urn))
    treated = urn % 2 == 0
    grade = EFFECT * treated + 0.5 * prior + school_sd * rng.normal(size=SCHOOLS)[urn] + rng.normal(size=len(urn))
    return pd.DataFrame({"urn": urn, "treated": treated, "prior": prior, "grade": grade})


def changes(rng: np.random.Generator) -> pd.DataFrame:
    """Return twenty schools in two years."""
    level = rng.normal(size=SCHOOLS)
    years = [
        pd.DataFrame({"urn": range(SCHOOLS), "year": year, "grade": level + rng.normal(size=SCHOOLS)})
        for year in (1, 2)
    ]
    rows = pd.concat(years).assign(treated=lambda frame: frame["urn"] % 2 == 0)
    return rows.assign(grade=rows["grade"] + EFFECT * (rows["treated"] & (rows["year"] == 2)))


def middles(analysis: Analysis) -> Estimate:
    """Return the difference of the means of schools, an estimator that is nobody's."""
    frame, roles = analysis.data.frame, analysis.data.roles
    cluster = frame[roles.cluster].to_numpy()
    count = np.bincount(cluster)
    mean = np.bincount(cluster, frame[roles.outcome].to_numpy()) / count
    treated = np.bincount(cluster, frame[roles.treated].to_numpy()) > 0
    value = float(mean[treated].mean() - mean[~treated].mean())
    return Estimate(analysis.estimand, "grade", analysis.estimand.unit, "theirs", "as_given", value, None)


def judged(name: str, draw: int) -> tuple[float, Inference]:
    rng = stream(11, name, draw)
    if name == "by_years":
        effect = ek.Analysis.from_frame(
            changes(rng), outcome="grade", treated="treated", cluster="urn", period="year"
        ).estimate()
        return effect.estimate, effect.inference()
    frame = drawn(rng, 0.0 if name == "independent_rows" else 0.7)
    asked = {
        "outcome": "grade",
        "treated": "treated",
        "cluster": "urn",
        "covariates": ["prior"],
        "estimator": "least_squares",
    }
    if name == "school_bootstrap":
        record = ek.Analysis.from_frame(frame, **asked).record.change(seed=draw)
        found = middles(record)
        return found.estimate, school_bootstrap(record, found, middles, Options(REFITS))
    effect = ek.Analysis.from_frame(frame, **asked, inference=name).estimate()
    return effect.estimate, effect.inference()


@pytest.mark.parametrize("name", DRAWS)
def test_intervals_hold_the_truth(name: str) -> None:
    found = [judged(name, draw) for draw in range(DRAWS[name])]
    estimates = np.array([estimate for estimate, _ in found])
    held = sum(sure.conf_low <= EFFECT <= sure.conf_high for _, sure in found)
    # An honest interval falls below this count once in a thousand such tests (exact binomial).
    assert held >= stats.binom.ppf(0.001, DRAWS[name], LEVEL)
    assert abs(estimates.mean() - EFFECT) < 4 * estimates.std() / np.sqrt(DRAWS[name])
    predicted = np.sqrt(np.mean([sure.std_error**2 for _, sure in found]))
    assert estimates.std(ddof=1) == pytest.approx(predicted, rel=SPREAD[name])


def test_the_bound_catches_rows_counted_for_themselves_where_schools_differ() -> None:
    asked = {"outcome": "grade", "treated": "treated", "cluster": "urn", "estimator": "least_squares"}
    held = 0
    for draw in range(40):
        frame = drawn(stream(12, draw), 0.7)
        sure = ek.Analysis.from_frame(frame, **asked, inference="independent_rows").estimate().inference()
        held += sure.conf_low <= EFFECT <= sure.conf_high
    assert held < stats.binom.ppf(0.001, 40, LEVEL)
