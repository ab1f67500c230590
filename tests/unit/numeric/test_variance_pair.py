import numpy as np
import pytest

from evalkit.core.errors import EstimationError
from evalkit.numeric.variance_pair import variance_pair

# Monte Carlo error: three standard errors of the mean over the draws.
MONTE_CARLO = 3.0
DRAWS = 4000


def test_without_covariates_it_is_the_analysis_of_variance_worked_by_hand() -> None:
    change = np.array([1.0, 3.0, 2.0, 6.0, 8.0])
    area = np.array([0, 0, 0, 1, 1])
    pair = variance_pair(change, np.zeros((5, 0)), area)
    # Means 2 and 7, grand mean 4: between 3*4 + 2*9 = 30 on 1 df, within (1+1+0) + (1+1) = 4 on 3 df;
    # n0 = 5 - (9 + 4)/5 = 2.4.
    assert pair.mean_square_between == pytest.approx(30.0)
    assert pair.mean_square_within == pytest.approx(4.0 / 3.0)
    assert pair.size == pytest.approx(2.4)
    assert pair.area == pytest.approx((30.0 - 4.0 / 3.0) / 2.4)
    assert pair.leak == 0.0


def test_an_area_variance_below_nought_is_set_to_nought_and_said() -> None:
    change = np.array([-1.0, 1.0, -1.0, 1.0, -1.0, 1.0])
    pair = variance_pair(change, np.zeros((6, 0)), np.array([0, 0, 1, 1, 2, 2]))
    assert pair.truncated
    assert pair.area == 0.0
    assert pair.school == pytest.approx(pair.mean_square_within)


def test_both_variances_are_unbiased_with_twelve_unequal_areas_and_six_covariates() -> None:
    rng = np.random.default_rng(20171)
    sizes = rng.integers(3, 15, 12)
    area = np.repeat(np.arange(12), sizes)
    covariates = rng.normal(size=(len(area), 6)) + rng.normal(size=(12, 6))[area]
    slope = np.array([0.3, -0.2, 0.1, 0.0, 0.5, -0.4])
    found = []
    for _ in range(DRAWS):
        shock, own = 0.1 * rng.normal(size=12)[area], 0.3 * rng.normal(size=len(area))
        pair = variance_pair(covariates @ slope + shock + own, covariates, area)
        raw = (pair.mean_square_between - pair.mean_square_within) / (pair.size - pair.leak)
        found.append((raw, pair.mean_square_within - pair.leak * raw))
    mean, error = np.mean(found, axis=0), np.std(found, axis=0) / np.sqrt(DRAWS)
    assert abs(mean[0] - 0.01) < MONTE_CARLO * error[0]
    assert abs(mean[1] - 0.09) < MONTE_CARLO * error[1]


def test_scale_and_shift_of_covariates_change_nothing() -> None:
    rng = np.random.default_rng(3)
    area = np.repeat(np.arange(15), 6)
    covariates, change = rng.normal(size=(90, 2)), rng.normal(size=90)
    one = variance_pair(change, covariates, area)
    two = variance_pair(change, covariates * [10.0, 0.01] + [5.0, -3.0], area)
    assert one.area == pytest.approx(two.area, rel=1e-9)
    assert one.school == pytest.approx(two.school, rel=1e-9)


@pytest.mark.parametrize("columns", [59, 60, 61])
def test_variables_that_describe_every_school_leave_nothing_to_vary_and_are_refused(columns: int) -> None:
    """A stratum to each school: what is left is rounding, and any number made of it would be one."""
    rng = np.random.default_rng(1)
    covariates = np.column_stack([np.eye(60), np.arange(60.0)])[:, :columns]
    with pytest.raises(EstimationError, match="more schools and areas than what is matched on"):
        variance_pair(rng.normal(size=60), covariates, np.repeat(np.arange(12), 5))


def test_one_school_to_each_area_leaves_nothing_inside_areas_and_is_refused() -> None:
    rng = np.random.default_rng(2)
    with pytest.raises(EstimationError, match="how much areas and schools vary"):
        variance_pair(rng.normal(size=40), rng.normal(size=(40, 2)), np.arange(40))
