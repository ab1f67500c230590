from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.inference.parts.placebos import predict
from evalkit.inference.variance_components import OTHER_SPREAD, OTHER_WIDTH, Options, _caveats, variance_components
from evalkit.numeric.variance_pair import variance_pair
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Inference
from tests.support.panels import analysis_of, draw_panel
from tests.support.pools import PAIR, six_schools

# The same sums in another order.
SAME = 1e-12


def infer(analysis: Analysis, conf_level: float = 0.95) -> Inference:
    return variance_components(analysis, point_estimate(analysis), point_estimate, Options(conf_level))


def test_degrees_of_freedom_are_those_worked_by_hand() -> None:
    # k_B = 1.2 / 6 = 0.2, k_W = 0.5 - 0.2 = 0.3; s2 = 0.2 x 16 + 0.3 x 4 = 4.4.
    # nu_S = 4.4^2 / (3.2^2 / 20 + 1.2^2 / 80) = 19.36 / (0.512 + 0.018) = 36.528..., above the 20 of areas.
    assert PAIR.coefficients(1.2, 0.5) == pytest.approx((0.2, 0.3))
    assert PAIR.degrees_of_freedom(1.2, 0.5) == 20.0
    # k_B = 0.2, k_W = 0.1 - 0.2 = -0.1: s2 = 3.2 - 0.4 = 2.8; 7.84 / (0.512 + 0.4^2 / 80) = 7.84 / 0.514.
    assert PAIR.coefficients(1.2, 0.1) == pytest.approx((0.2, -0.1))
    assert PAIR.degrees_of_freedom(1.2, 0.1) == pytest.approx(7.84 / 0.514)


def test_what_covariates_leak_is_taken_from_the_between_part() -> None:
    # c = 1: k_B = (1.2 - 0.2) / (6 - 1) = 0.2, k_W = 0.2 - 0.2 = 0.
    leaking = replace(PAIR, leak=1.0)
    assert leaking.coefficients(1.2, 0.2) == pytest.approx((0.2, 0.0))


def test_an_area_variance_set_to_nought_counts_areas_not_schools() -> None:
    assert replace(PAIR, area=0.0, truncated=True).degrees_of_freedom(1.2, 0.1) == 20.0


def test_the_predicted_variance_is_a_sum_of_the_mean_squares() -> None:
    rng = np.random.default_rng(5)
    area = np.repeat(np.arange(15), rng.integers(3, 12, 15))
    covariates = rng.normal(size=(len(area), 3)) + rng.normal(size=(15, 3))[area]
    change = 0.2 * rng.normal(size=15)[area] + 0.3 * rng.normal(size=len(area))
    pair = variance_pair(change, covariates, area)
    assert not pair.truncated
    assert pair.leak > 0
    for area_squares, school_squares in ((1.1, 0.07), (0.5, 0.4), (1.0, 0.02)):
        between, within = pair.coefficients(area_squares, school_squares)
        summed = between * pair.mean_square_between + within * pair.mean_square_within
        assert summed == pytest.approx(float(pair.predicted(area_squares, school_squares)), rel=SAME)


def test_the_predicted_sd_and_its_four_shares_are_those_worked_by_hand() -> None:
    # Areas: the programme's one area 1; donors 3/4 in one area and 1/4 in another, 0.625.
    # Schools: two of a half, 0.5; four donors of a quarter, 0.25.
    # Variance 2 x 1 + 2 x 0.625 + 4 x 0.5 + 4 x 0.25 = 2 + 1.25 + 2 + 1 = 6.25, whose root is 2.5.
    found = predict(*six_schools(), PAIR)
    assert found.sd == 2.5
    assert (found.area_squares, found.school_squares) == (1.625, 0.75)
    assert dict(found.shares) == {
        "the programme's areas": 0.32,
        "comparison areas": 0.2,
        "the programme's schools": 0.32,
        "comparison schools": 0.16,
    }


def test_the_interval_is_that_of_t_with_unrounded_degrees_of_freedom() -> None:
    analysis = analysis_of(draw_panel(np.random.default_rng(21)))
    found, estimate = infer(analysis, 0.9), point_estimate(analysis).estimate
    assert found.df != round(found.df)
    assert found.conf_high - estimate == pytest.approx(stats.t.ppf(0.95, found.df) * found.std_error)
    assert found.p_value == pytest.approx(2 * stats.t.sf(abs(estimate) / found.std_error, found.df))
    assert found.df <= found.numbers()["degrees of freedom between areas"]


def test_few_untreated_areas_are_refused_in_words() -> None:
    with pytest.raises(EstimationError) as refusal:
        infer(analysis_of(draw_panel(np.random.default_rng(22), areas=10)))
    assert refusal.value.faults[0].found == "9 untreated areas"


def test_fewer_areas_than_placebos_need_still_give_an_interval() -> None:
    found = infer(analysis_of(draw_panel(np.random.default_rng(23), areas=13)))
    assert np.isfinite((found.conf_low, found.conf_high, found.df)).all()


def test_placebos_that_vary_otherwise_than_predicted_are_told() -> None:
    fitting = stats.norm.ppf((np.arange(140) + 0.5) / 140)
    assert _caveats(fitting, 100.0) == ()
    assert _caveats(1.3 * fitting, 100.0) == (OTHER_SPREAD, OTHER_WIDTH)
    # With 12 areas 1.96 / sqrt(24) = 0.40 is allowed, and no interval can be set beside.
    assert _caveats(1.3 * stats.norm.ppf((np.arange(12) + 0.5) / 12), 8.0) == ()
