from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.design.weighted import Options as Weighted
from evalkit.inference import INFERENCES
from evalkit.inference.parts.placebos import UNEQUAL_SPREAD, unequal_spread
from evalkit.inference.placebo_areas_reweighted import Options, placebo_areas_reweighted
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Inference
from tests.support.panels import NEAREST, analysis_of, draw_panel

# Both sides balance means to eleven digits.
SAME = 1e-9
DEFAULT = Options()


def analysis(seed: int, **options: object) -> Analysis:
    plain = analysis_of(draw_panel(np.random.default_rng(seed)))
    return plain.change(design="weighted", design_options=Weighted(exact=("gender",), nearest=NEAREST, **options))


def infer(asked: Analysis, options: Options = DEFAULT) -> Inference:
    return placebo_areas_reweighted(asked, point_estimate(asked), point_estimate, options)


@pytest.mark.parametrize("weighting", ["schools", "pupils"])
def test_each_placebo_equals_planning_it_as_a_programme(weighting: str) -> None:
    asked = analysis(21)
    asked = asked.change(estimand=replace(asked.estimand, weighting=weighting))
    table = infer(asked).table.set_index("area")
    frame = asked.panel().frame
    shut = replace(asked.donors, exclude_areas=("100",))
    for code in ("101", "117", "142"):
        schools = frozenset(frame.loc[frame["area"] == code, "unit"].tolist())
        planned = asked.change(treated=schools, programme=schools, donors=shut)
        assert abs(point_estimate(planned).estimate - table.loc[code, "estimate"]) < SAME
        assert table.loc[code, "tolerance"] == compare(planned).tolerance
        assert table.loc[code, "schools"] == compare(planned).counts.schools_treated


def test_the_interval_inverts_the_test_exactly() -> None:
    asked = analysis(22)
    estimate, found = point_estimate(asked), infer(asked)
    critical = dict(found.details)["critical value"]
    sizes = found.table["standardised"].abs()
    assert found.p_value == (1 + (sizes >= abs(estimate.estimate / found.std_error)).sum()) / (1 + len(sizes))
    assert (found.p_value <= 0.05) == (abs(estimate.estimate / found.std_error) > critical)
    assert found.conf_high - estimate.estimate == pytest.approx(found.std_error * critical)
    assert estimate.estimate - found.conf_low == pytest.approx(found.std_error * critical)


def test_placebos_that_the_design_would_refuse_are_counted_and_stay_in() -> None:
    asked = analysis(23, minimum_effective_ratio=0.5, largest_smd=9.0)
    assert dict(infer(asked).details)["placebo areas the design would refuse"] == 0
    strict = asked.change(design_options=replace(asked.design_options, minimum_effective_ratio=25.0))
    found = infer(strict)
    unfair = found.table["unfair"]
    assert dict(found.details)["placebo areas the design would refuse"] == unfair.sum() > 0
    assert dict(found.details)["placebo areas not balanced exactly"] == (found.table["tolerance"] > 0).sum() > 0
    assert len(found.table) == len(infer(asked).table)


def test_other_designs_and_few_areas_are_refused_in_words() -> None:
    plain = analysis_of(draw_panel(np.random.default_rng(24)))
    with pytest.raises(EstimationError, match="the design matched"):
        placebo_areas_reweighted(plain, point_estimate(plain), point_estimate, DEFAULT)
    few = analysis_of(draw_panel(np.random.default_rng(24), areas=8))
    few = few.change(design="weighted", design_options=Weighted(nearest=NEAREST, largest_smd=9.0))
    with pytest.raises(EstimationError, match="7 untreated areas"):
        placebo_areas_reweighted(few, point_estimate(few), point_estimate, DEFAULT)


@pytest.mark.parametrize("name", ["placebo_areas", "placebo_sets", "variance_components"])
def test_inferences_that_take_matched_donors_for_granted_refuse_weighted_schools(name: str) -> None:
    asked, method = analysis(25), INFERENCES.get(name)
    with pytest.raises(EstimationError, match="no pool of donors"):
        method.run(asked, point_estimate(asked), point_estimate, method.options())


def test_unequal_scatter_of_small_and_large_areas_becomes_a_caveat() -> None:
    table = infer(analysis(26)).table
    assert unequal_spread(table) == ()
    large = table["area_schools"] >= table["area_schools"].quantile(0.67)
    assert unequal_spread(table.assign(standardised=table["standardised"] * np.where(large, 3.0, 1.0))) == (
        UNEQUAL_SPREAD,
    )
    assert unequal_spread(table.head(20)) == ()
