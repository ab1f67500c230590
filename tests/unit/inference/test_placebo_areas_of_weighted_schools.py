from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.design.weighted import Options as Weighted
from evalkit.inference import INFERENCES
from evalkit.inference.parts.placebos import UNEQUAL_SPREAD, unequal_spread
from evalkit.inference.placebo_areas import Options, placebo_areas
from evalkit.records.analysis import Analysis
from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Inference
from tests.support.panels import NEAREST, analysis_of, draw_panel

# Both sides balance means to eleven digits.
SAME = 1e-9
DEFAULT = Options()


def analysis(seed: int, **options: object) -> Analysis:
    plain = analysis_of(draw_panel(np.random.default_rng(seed)))
    return plain.change(design="weighted", design_options=Weighted(exact=("gender",), nearest=NEAREST, **options))


def infer(asked: Analysis, options: Options = DEFAULT) -> Inference:
    return placebo_areas(asked, point_estimate(asked), point_estimate, options)


def shown(found: Inference) -> pd.DataFrame:
    placebos = found.detail(PlaceboAreas)
    assert placebos is not None
    return placebos.table


@pytest.mark.parametrize("weighting", ["schools", "pupils"])
def test_each_placebo_equals_planning_it_as_a_programme(weighting: str) -> None:
    asked = analysis(21)
    asked = asked.change(estimand=replace(asked.estimand, weighting=weighting))
    table = shown(infer(asked)).set_index("area")
    frame = asked.panel().frame
    shut = replace(asked.donors, exclude_areas=("100",))
    for code in ("101", "117", "142"):
        schools = frozenset(frame.loc[frame["area"] == code, "unit"].tolist())
        planned = asked.change(treated=schools, programme=schools, donors=shut)
        assert abs(point_estimate(planned).estimate - table.loc[code, "estimate"]) < SAME
        assert table.loc[code, "tolerance"] == compare(planned).tolerance
        assert table.loc[code, "schools"] == compare(planned).counts.units_treated


def test_the_interval_inverts_the_test_exactly() -> None:
    asked = analysis(22)
    estimate, found = point_estimate(asked), infer(asked)
    critical = found.numbers()["critical value"]
    sizes = shown(found)["standardised"].abs()
    assert found.p_value == (1 + (sizes >= abs(estimate.estimate / found.std_error)).sum()) / (1 + len(sizes))
    assert (found.p_value <= 0.05) == (abs(estimate.estimate / found.std_error) > critical)
    assert found.conf_high - estimate.estimate == pytest.approx(found.std_error * critical)
    assert estimate.estimate - found.conf_low == pytest.approx(found.std_error * critical)


def test_placebos_that_the_design_would_refuse_are_counted_and_stay_in() -> None:
    asked = analysis(23, minimum_effective_ratio=0.5, largest_smd=9.0)
    assert infer(asked).numbers()["placebo areas the design would refuse"] == 0
    strict = asked.change(design_options=replace(asked.design_options, minimum_effective_ratio=25.0))
    found = infer(strict)
    unfair = shown(found)["unfair"]
    assert found.numbers()["placebo areas the design would refuse"] == unfair.sum() > 0
    assert found.numbers()["placebo areas not balanced exactly"] == (shown(found)["tolerance"] > 0).sum() > 0
    assert len(shown(found)) == len(shown(infer(asked)))


def test_few_areas_are_refused_in_words() -> None:
    few = analysis_of(draw_panel(np.random.default_rng(24), areas=8))
    few = few.change(design="weighted", design_options=Weighted(nearest=NEAREST, largest_smd=9.0))
    with pytest.raises(EstimationError, match="7 untreated areas"):
        placebo_areas(few, point_estimate(few), point_estimate, DEFAULT)


def test_sets_of_schools_that_keep_no_donors_of_their_own_are_refused_in_words() -> None:
    asked, method = analysis(25), INFERENCES.get("placebo_sets")
    with pytest.raises(EstimationError, match="schools weighted anew for whoever stands as treated"):
        method.run(asked, point_estimate(asked), point_estimate, method.options())


def test_unequal_scatter_of_small_and_large_areas_becomes_a_caveat() -> None:
    table = shown(infer(analysis(26)))
    assert unequal_spread(table) == ()
    large = table["area_schools"] >= table["area_schools"].quantile(0.67)
    assert unequal_spread(table.assign(standardised=table["standardised"] * np.where(large, 3.0, 1.0))) == (
        UNEQUAL_SPREAD,
    )
    assert unequal_spread(table.head(20)) == ()
