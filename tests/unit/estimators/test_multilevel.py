from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.core.estimand import Estimand
from evalkit.numeric.crossproducts import cross_products
from evalkit.numeric.random_intercept import random_intercept
from evalkit.records.analysis import Analysis
from evalkit.records.units import Units, units_from_frame


def pupils() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    urn = np.repeat(np.arange(14), rng.integers(5, 20, 14))
    prior = rng.normal(104, 6, len(urn))
    grade = 0.1 * prior + 0.3 * (urn % 2) + 0.5 * rng.normal(size=14)[urn] + rng.normal(size=len(urn))
    return pd.DataFrame({"urn": [f"school {u}" for u in urn], "treated": urn % 2 == 1, "prior": prior, "grade": grade})


def analysis(units: Units) -> Analysis:
    return Analysis(
        data=units, estimand=Estimand("grade", "pupils", 0, (), label="Grade"), treated=frozenset(),
        programme=frozenset(), design="as_given", estimator="multilevel", inference=("satterthwaite",),
    )  # fmt: skip


def units_of(frame: pd.DataFrame, weight: str | None = None) -> Units:
    return units_from_frame(
        frame, outcome="grade", treated="treated", cluster="urn", covariates=["prior"], weight=weight
    )


def test_the_estimate_is_the_coefficient_of_treated_in_the_random_intercept_model() -> None:
    frame = pupils()
    found = point_estimate(analysis(units_of(frame)))
    columns = np.column_stack([frame["treated"], frame["prior"], frame["grade"]]).astype(float)
    _, codes = np.unique(frame["urn"].to_numpy(), return_inverse=True)
    direct = random_intercept(cross_products(columns, codes), (0, 1), 2)
    assert found.estimate == direct.coefficients[1]
    diagnostics = dict(found.diagnostics)
    assert diagnostics["variance between clusters"] == direct.variance_between
    assert diagnostics["intraclass correlation"] == direct.intraclass_correlation
    assert diagnostics["clusters"] == 14
    assert found.outcome == "Grade"
    assert found.caveats == ()


def test_the_order_of_pupils_changes_no_digit() -> None:
    frame = pupils()
    shuffled = frame.sample(frac=1, random_state=1)
    first, again = (point_estimate(analysis(units_of(table))) for table in (frame, shuffled))
    assert first == again


def test_the_table_given_is_not_changed() -> None:
    frame = pupils()
    before = frame.copy(deep=True)
    point_estimate(analysis(units_of(frame)))
    pd.testing.assert_frame_equal(frame, before)


def test_weights_that_differ_are_refused() -> None:
    frame = pupils().assign(size=lambda rows: np.linspace(1, 2, len(rows)))
    with pytest.raises(EstimationError, match="weights that differ"):
        point_estimate(analysis(units_of(frame, "size")))
