from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.core.estimand import Estimand
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Inference
from evalkit.records.units import units_from_frame

# Two ways through the same closed form.
CLOSED_FORM = 1e-8


def analysis(pupils: pd.DataFrame, covariates: tuple[str, ...] = (), weight: str | None = None) -> Analysis:
    units = units_from_frame(
        pupils, outcome="grade", treated="treated", cluster="urn", covariates=covariates, weight=weight
    )
    return Analysis(
        data=units, estimand=Estimand("grade", "pupils", 0, ()), treated=frozenset(), programme=frozenset(),
        design="as_given", estimator="multilevel", inference=("satterthwaite",),
    )  # fmt: skip


def balanced(between: float = 1.0) -> pd.DataFrame:
    """Return 12 schools of 10 pupils, six of them treated."""
    rng = np.random.default_rng(6)
    urn = np.repeat(np.arange(100, 112), 10)
    noise = rng.normal(size=120).reshape(12, 10)
    noise -= noise.mean(axis=1, keepdims=True)
    level = np.repeat(rng.normal(size=12) * between, 10)
    return pd.DataFrame(
        {"urn": urn, "treated": urn % 2, "grade": 5 + level + noise.ravel(), "ks2": rng.normal(size=120)}
    )


def infer(made: Analysis, conf_level: float = 0.95) -> Inference:
    method = INFERENCES.get("satterthwaite")
    found = method.run(made, point_estimate(made), point_estimate, method.options(conf_level=conf_level))
    assert isinstance(found, Inference)
    return found


def test_a_balanced_trial_is_the_t_test_of_school_means() -> None:
    pupils = balanced()
    means = pupils.groupby(["urn", "treated"])["grade"].mean().reset_index()
    expected = stats.ttest_ind(means.loc[means["treated"] == 1, "grade"], means.loc[means["treated"] == 0, "grade"])
    found = infer(analysis(pupils))
    assert found.df == pytest.approx(10, rel=CLOSED_FORM)
    assert found.p_value == pytest.approx(expected.pvalue, rel=CLOSED_FORM)
    low, high = expected.confidence_interval(0.95)
    assert (found.conf_low, found.conf_high) == (
        pytest.approx(low, rel=CLOSED_FORM),
        pytest.approx(high, rel=CLOSED_FORM),
    )


def test_a_lower_level_gives_a_narrower_interval() -> None:
    made = analysis(balanced())
    assert infer(made, 0.8).conf_high < infer(made).conf_high


def test_schools_no_more_different_than_chance_are_counted_as_schools_and_said() -> None:
    made = analysis(balanced(between=0.0), ("ks2",))
    found = infer(made)
    assert found.df == 10
    assert any("estimated as nought" in said for said in found.caveats)
    assert any("did not" in said or "not to differ" in said for said in point_estimate(made).caveats)


def test_another_estimator_is_refused() -> None:
    made = analysis(balanced())
    other = replace(point_estimate(made), estimator="difference_in_differences")
    method = INFERENCES.get("satterthwaite")
    with pytest.raises(EstimationError, match="difference_in_differences"):
        method.run(made, other, point_estimate, method.options())
