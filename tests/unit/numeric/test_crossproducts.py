from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.errors import EstimationError
from evalkit.numeric.cluster_robust import cluster_robust
from evalkit.numeric.crossproducts import CrossProducts, cross_products, least_squares, merge

# Sums of a few hundred terms of order one, added in another order.
ROUNDING = 1e-12
# Coefficients from products lose twice the digits that the condition number says; here it is below 10.
SOLVED = 1e-10


def made(seed: int = 5, rows: int = 60, clusters: int = 7) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return columns (two regressors, one outcome), clusters and weights."""
    rng = np.random.default_rng(seed)
    columns = rng.normal([104.0, 0.3, 5.0], [6.0, 0.5, 1.2], (rows, 3))
    columns[:, 2] += 0.1 * columns[:, 0] - columns[:, 1]
    return columns, rng.integers(0, clusters, rows), rng.uniform(0.2, 3.0, rows)


def bytes_of(products: CrossProducts) -> bytes:
    return b"".join(
        array.tobytes() for array in (products.clusters, products.rows, products.products, products.scaling.centre)
    )


def by_hand(columns: np.ndarray, weight: np.ndarray) -> np.ndarray:
    design = np.column_stack([np.ones(len(columns)), columns[:, :2]])
    root = np.sqrt(weight)[:, None]
    return np.linalg.lstsq(root * design, root[:, 0] * columns[:, 2], rcond=None)[0]


def test_three_points_on_two_clusters_give_the_line_worked_by_hand() -> None:
    # y = 1, 3, 4 at x = 0, 1, 2: slope 1.5, constant 7/6; residuals -1/6, 1/3, -1/6.
    columns = np.array([[0.0, 1.0], [1.0, 3.0], [2.0, 4.0]])
    fit = least_squares(cross_products(columns, np.array([1, 1, 2])), [0], 1)
    np.testing.assert_allclose(fit.coefficients, [7 / 6, 1.5], rtol=ROUNDING)
    assert fit.residual_ss == pytest.approx(1 / 6, rel=SOLVED)
    np.testing.assert_allclose(fit.scores, [[1 / 6, 1 / 3], [-1 / 6, -1 / 3]], atol=ROUNDING)
    np.testing.assert_allclose(fit.inverse, [[5 / 6, -0.5], [-0.5, 0.5]], rtol=SOLVED)


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_byte(random: object) -> None:
    columns, cluster, weight = made()
    order = np.arange(len(columns))
    random.shuffle(order)  # type: ignore[attr-defined]
    first = cross_products(columns, cluster, weight=weight)
    assert bytes_of(first) == bytes_of(cross_products(columns[order], cluster[order], weight=weight[order]))
    keyed = cross_products(columns, cluster, weight=weight, row=np.arange(len(columns)))
    assert bytes_of(keyed) == bytes_of(cross_products(columns[order], cluster[order], weight=weight[order], row=order))


def test_least_squares_from_products_is_least_squares_on_rows() -> None:
    columns, cluster, weight = made()
    fit = least_squares(cross_products(columns, cluster, weight=weight), [0, 1], 2)
    np.testing.assert_allclose(fit.coefficients, by_hand(columns, weight), rtol=SOLVED)
    left = columns[:, 2] - np.column_stack([np.ones(60), columns[:, :2]]) @ fit.coefficients
    assert fit.residual_ss == pytest.approx(weight @ left**2, rel=SOLVED)
    np.testing.assert_allclose(fit.scores.sum(axis=0), 0, atol=1e-9)


def test_scores_of_clusters_make_the_plain_sandwich() -> None:
    columns, cluster, weight = made()
    fit = least_squares(cross_products(columns, cluster, weight=weight), [0, 1], 2)
    design = np.column_stack([np.ones(60), columns[:, :2]])
    rows = cluster_robust(columns[:, 2], design, cluster, weight=weight, correction="CR0")
    sandwich = fit.inverse @ fit.scores.T @ fit.scores @ fit.inverse
    np.testing.assert_allclose(np.sqrt(np.diag(sandwich)), rows.std_errors, rtol=1e-8)


def test_parts_merge_into_the_whole_whatever_scaling_they_were_made_on() -> None:
    columns, cluster, weight = made()
    whole = cross_products(columns, cluster, weight=weight)
    halves = [slice(0, 25), slice(25, 60)]
    same = merge([cross_products(columns[h], cluster[h], weight=weight[h], scaling=whole.scaling) for h in halves])
    own = merge([cross_products(columns[h], cluster[h], weight=weight[h]) for h in halves])
    np.testing.assert_allclose(same.products, whole.products, atol=1e-11)
    assert same.rows.sum() == own.rows.sum() == 60
    for merged in (same, own):
        fit = least_squares(merged, [0, 1], 2)
        np.testing.assert_allclose(fit.coefficients, by_hand(columns, weight), rtol=SOLVED)


def test_leaving_a_cluster_out_is_fitting_the_other_rows() -> None:
    columns, cluster, weight = made()
    fit = least_squares(cross_products(columns, cluster, weight=weight).without(3), [0, 1], 2)
    keep = cluster != 3
    np.testing.assert_allclose(fit.coefficients, by_hand(columns[keep], weight[keep]), rtol=SOLVED)
    assert fit.rows == keep.sum()


def test_reweighting_clusters_is_reweighting_their_rows() -> None:
    columns, cluster, weight = made()
    products = cross_products(columns, cluster, weight=weight)
    factor = np.array([0.0, 1.0, 2.0, 1.0, 0.5, 3.0, 1.0])
    fit = least_squares(products.reweighted(factor), [0, 1], 2)
    np.testing.assert_allclose(fit.coefficients, by_hand(columns, weight * factor[cluster]), rtol=SOLVED)
    assert 0 not in fit.clusters


def test_rows_of_weight_nought_are_as_if_they_were_not_there() -> None:
    columns, cluster, weight = made()
    weight[cluster == 2] = 0
    keep = weight > 0
    assert bytes_of(cross_products(columns, cluster, weight=weight)) == bytes_of(
        cross_products(columns[keep], cluster[keep], weight=weight[keep])
    )


def test_a_regressor_far_from_nought_costs_no_digits() -> None:
    columns, cluster, weight = made()
    near = least_squares(cross_products(columns, cluster, weight=weight), [0, 1], 2)
    far = least_squares(cross_products(columns + np.array([2.0**20, 0, 0]), cluster, weight=weight), [0, 1], 2)
    np.testing.assert_allclose(far.coefficients[1:], near.coefficients[1:], rtol=1e-8)


def test_regressors_that_say_the_same_are_refused_with_their_condition_number() -> None:
    columns, cluster, _ = made()
    columns[:, 1] = 2 * columns[:, 0] + 1e-7 * columns[:, 1]
    with pytest.raises(EstimationError, match="nearly dependent"):
        least_squares(cross_products(columns, cluster), [0, 1], 2)


def test_a_regressor_that_does_not_vary_is_refused() -> None:
    columns, cluster, _ = made()
    columns[:, 1] = 4.2
    with pytest.raises(EstimationError, match="does not vary"):
        least_squares(cross_products(columns, cluster), [0, 1], 2)
    products = cross_products(np.column_stack([cluster == 3, columns[:, [0, 2]]]).astype(float), cluster)
    with pytest.raises(EstimationError):
        least_squares(products.without(3), [0, 1], 2)


@pytest.mark.parametrize("spoil", ["missing", "negative", "nothing"])
def test_rows_that_cannot_be_used_are_refused(spoil: str) -> None:
    columns, cluster, weight = made()
    if spoil == "missing":
        columns[4, 1] = np.nan
    weight = {"missing": weight, "negative": weight - 1, "nothing": weight * 0}[spoil]
    with pytest.raises(EstimationError):
        cross_products(columns, cluster, weight=weight)


def test_an_unknown_cluster_cannot_be_left_out_and_multipliers_must_fit() -> None:
    columns, cluster, _ = made()
    products = cross_products(columns, cluster)
    with pytest.raises(EstimationError):
        products.without(99)
    with pytest.raises(EstimationError):
        products.reweighted(np.ones(3))
