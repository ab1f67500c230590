import numpy as np
import pytest
from scipy import stats

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.design.weighted import Options as Weighted
from evalkit.inference.variance_components import Options, variance_components
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Inference
from tests.support.panels import NEAREST, analysis_of, draw_panel


def analysis(seed: int) -> Analysis:
    plain = analysis_of(draw_panel(np.random.default_rng(seed)))
    return plain.change(design="weighted", design_options=Weighted(exact=("gender",), nearest=NEAREST))


def infer(asked: Analysis, level: float = 0.95) -> Inference:
    return variance_components(asked, point_estimate(asked), point_estimate, Options(level))


def test_the_variance_is_that_of_the_weights_written_out() -> None:
    asked = analysis(31)
    found, details = infer(asked), infer(asked).numbers()
    schools = compare(asked).frame.drop_duplicates("unit")
    squares = (schools["weight"] ** 2).sum()
    areas = (schools.groupby(["treated", "area"])["weight"].sum() ** 2).sum()
    expected = details["SD of an area's change"] ** 2 * areas + details["SD of a school's change"] ** 2 * squares
    assert found.std_error**2 == pytest.approx(expected)


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_interval_and_p_value_are_those_of_t(level: float) -> None:
    asked = analysis(32)
    found, estimate = infer(asked, level), point_estimate(asked).estimate
    half = stats.t.ppf(0.5 + level / 2, found.df) * found.std_error
    assert (found.conf_low, found.conf_high) == pytest.approx((estimate - half, estimate + half))
    assert found.p_value == pytest.approx(2 * stats.t.sf(abs(estimate) / found.std_error, found.df))


def test_what_is_taken_as_given_is_called_what_the_design_does() -> None:
    asked = analysis(33)
    assert infer(asked).ignores.startswith("uncertainty of the weights, ")
    plain = analysis_of(draw_panel(np.random.default_rng(33)))
    assert infer(plain).ignores.startswith("uncertainty of the matching, ")
