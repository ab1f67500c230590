from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.errors import EstimationError
from evalkit.numeric.cluster_robust import ClusterRobust, cluster_robust

# Two ways through the same closed form.
CLOSED_FORM = 1e-9


def made(seed: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return outcome, one column, units, periods and weights: 15 units seen in 2 to 4 periods."""
    rng = np.random.default_rng(seed)
    seen = rng.integers(2, 5, 15)
    unit = np.repeat(np.arange(15), seen)
    period = np.concatenate([np.sort(rng.choice(4, count, replace=False)) for count in seen])
    exposed = ((unit < 5) & (period >= 2)).astype(float)
    outcome = rng.normal(size=15)[unit] + 0.3 * period + 0.5 * exposed + rng.normal(size=len(unit))
    return outcome, exposed[:, None], unit, period, rng.uniform(0.3, 2.0, len(unit))


def all_bytes(fit: ClusterRobust) -> bytes:
    return b"".join(a.tobytes() for a in (fit.coefficients, fit.std_errors, fit.df, fit.leverage, fit.unseen))


def brute_force(y: np.ndarray, x: np.ndarray, cluster: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return CR2 errors and degrees of freedom from n x n matrices, straight from the paper's equations."""
    bread = np.linalg.inv(x.T @ (w[:, None] * x))
    maker = np.eye(len(y)) - x @ bread @ (w[:, None] * x).T
    left = maker @ y
    meat, influence = np.zeros_like(bread), []
    for label in np.unique(cluster):
        rows = np.flatnonzero(cluster == label)
        values, vectors = np.linalg.eigh(maker[rows] @ maker[rows].T)
        kept = values > 1e-10
        root = (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T
        pull = root @ (w[rows, None] * x[rows]) @ bread
        score = pull.T @ left[rows]
        meat += np.outer(score, score)
        influence.append(maker[rows].T @ pull)
    df = []
    for column in range(x.shape[1]):
        sides = np.column_stack([side[:, column] for side in influence])
        products = sides.T @ sides
        df.append(np.trace(products) ** 2 / (products**2).sum())
    return np.sqrt(np.diag(meat)), np.array(df)


def test_two_groups_of_equal_clusters_give_the_welch_comparison_of_their_means() -> None:
    # Means 1, 2, 3 against 2, 4, 4, 6, two rows each: variance 1/3 + (8/3)/4 = 1;
    # df = (1/3 + 1/4)^2 / (1/(9 x 2) + 1/(16 x 3)) = 0.340278 / 0.076389.
    means = np.array([1.0, 2.0, 3.0, 2.0, 4.0, 4.0, 6.0])
    outcome = np.repeat(means, 2) + np.tile([-0.5, 0.5], 7)
    treated = np.repeat([0.0, 0, 0, 1, 1, 1, 1], 2)
    fit = cluster_robust(outcome, np.column_stack([treated, np.ones(14)]), np.repeat(np.arange(7), 2))
    assert fit.coefficients[0] == pytest.approx(2.0, rel=CLOSED_FORM)
    assert fit.std_errors[0] == pytest.approx(1.0, rel=CLOSED_FORM)
    assert fit.df[0] == pytest.approx((7 / 12) ** 2 / (1 / 18 + 1 / 48), rel=CLOSED_FORM)
    assert fit.unseen[0] == pytest.approx(0.0, abs=CLOSED_FORM)


def test_one_treated_cluster_fits_itself_and_the_result_says_how_much_is_unseen() -> None:
    # Var = s2 (1/1 + 1/9): nine tenths of it belong to the one treated cluster, which has no residual.
    rng = np.random.default_rng(0)
    treated = np.repeat([1.0] + [0.0] * 9, 2)
    columns = np.column_stack([treated, np.ones(20)])
    fit = cluster_robust(rng.normal(size=20), columns, np.repeat(np.arange(10), 2))
    assert fit.unseen[0] == pytest.approx(0.9, rel=CLOSED_FORM)


def test_two_treated_clusters_leave_about_one_degree_of_freedom() -> None:
    rng = np.random.default_rng(0)
    treated = np.repeat([1.0, 1.0] + [0.0] * 40, 3)
    columns = np.column_stack([treated, np.ones(126)])
    fit = cluster_robust(rng.normal(size=126), columns, np.repeat(np.arange(42), 3))
    assert 1.0 < fit.df[0] < 1.2


@pytest.mark.parametrize("weighted", [True, False])
def test_clusters_with_many_rows_give_what_whole_matrices_give(weighted: bool) -> None:
    rng = np.random.default_rng(8)
    cluster = np.repeat(np.arange(9), rng.integers(2, 30, 9))
    x = np.column_stack([np.ones(len(cluster)), rng.normal(size=len(cluster)), cluster % 2])
    y, w = rng.normal(size=len(cluster)), rng.uniform(0.2, 4, len(cluster)) if weighted else np.ones(len(cluster))
    fit = cluster_robust(y, x, cluster, weight=w)
    std_errors, df = brute_force(y, x, cluster, w)
    np.testing.assert_allclose(fit.std_errors, std_errors, rtol=CLOSED_FORM)
    np.testing.assert_allclose(fit.df, df, rtol=CLOSED_FORM)


@pytest.mark.parametrize("by", ["unit", "pairs of units", "period"])
def test_absorbed_effects_count_as_if_every_dummy_stood_in_the_model(by: str) -> None:
    y, x, unit, period, w = made()
    cluster = {"unit": unit, "pairs of units": unit // 2, "period": period}[by]
    dummies = [unit[:, None] == np.arange(15), period[:, None] == np.arange(1, 4)]
    explicit = cluster_robust(y, np.column_stack([x, *dummies]).astype(float), cluster, weight=w)
    absorbed = cluster_robust(y, x, cluster, weight=w, effects=[unit, period])
    for name in ("coefficients", "std_errors", "df", "unseen"):
        ours, theirs = getattr(absorbed, name)[0], getattr(explicit, name)[0]
        assert ours == pytest.approx(theirs, rel=1e-7, abs=1e-9), name
    np.testing.assert_allclose(absorbed.leverage, explicit.leverage, rtol=CLOSED_FORM)
    assert absorbed.rank == explicit.rank == 19


def test_leverage_adds_up_to_the_rank_and_shares_to_one() -> None:
    y, x, unit, period, w = made()
    fit = cluster_robust(y, x, unit, weight=w, effects=[unit, period])
    assert fit.leverage.sum() == pytest.approx(fit.rank, rel=CLOSED_FORM)
    assert fit.partial_leverage.sum(axis=0) == pytest.approx([1.0], rel=CLOSED_FORM)
    assert (fit.partial_leverage >= 0).all()


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_byte(random: object) -> None:
    y, x, unit, period, w = made()
    order = np.arange(len(y))
    random.shuffle(order)  # type: ignore[attr-defined]
    first = cluster_robust(y, x, unit, weight=w, effects=[unit, period])
    again = cluster_robust(y[order], x[order], unit[order], weight=w[order], effects=[unit[order], period[order]])
    assert all_bytes(first) == all_bytes(again)


@given(
    scale=st.floats(0.01, 100), shift=st.floats(-50, 50), heavier=st.floats(0.01, 100), narrower=st.floats(0.01, 100)
)
def test_units_of_outcome_column_and_weight_change_only_the_units_of_the_result(
    scale: float, shift: float, heavier: float, narrower: float
) -> None:
    y, x, unit, period, w = made()
    first = cluster_robust(y, x, unit, weight=w, effects=[unit, period])
    moved = cluster_robust(scale * y + shift, narrower * x, unit, weight=heavier * w, effects=[unit, period])
    change = scale / narrower
    assert moved.coefficients[0] == pytest.approx(first.coefficients[0] * change, rel=1e-6)
    assert moved.std_errors[0] == pytest.approx(first.std_errors[0] * change, rel=1e-6)
    assert moved.df[0] == pytest.approx(first.df[0], rel=1e-6)


def test_labels_of_clusters_and_effects_may_be_words() -> None:
    y, x, unit, period, w = made()
    words = np.array([f"school {label:02d}" for label in unit])
    numbers = cluster_robust(y, x, unit, weight=w, effects=[unit, period])
    assert all_bytes(numbers) == all_bytes(cluster_robust(y, x, words, weight=w, effects=[words, period]))


def test_rows_of_weight_nought_are_as_if_they_were_not_there() -> None:
    y, x, unit, period, w = made()
    w[unit == 6] = 0
    keep = w > 0
    first = cluster_robust(y, x, unit, weight=w, effects=[unit, period])
    again = cluster_robust(y[keep], x[keep], unit[keep], weight=w[keep], effects=[unit[keep], period[keep]])
    assert all_bytes(first) == all_bytes(again)
    assert first.rows == keep.sum()


def test_the_small_sample_factors_are_what_their_names_say() -> None:
    y, x, unit, period, w = made()
    fits = {
        name: cluster_robust(y, x, unit, weight=w, effects=[unit, period], correction=name)
        for name in ("CR0", "CR1", "CR1S", "CR2")
    }
    plain, rows = fits["CR0"].std_errors[0], len(y)
    assert fits["CR1"].std_errors[0] == pytest.approx(plain * np.sqrt(15 / 14))
    assert fits["CR1S"].std_errors[0] == pytest.approx(plain * np.sqrt(15 / 14 * (rows - 1) / (rows - 19)))
    assert fits["CR2"].std_errors[0] > plain
    assert all(fit.factor.startswith(f"{name}:") for name, fit in fits.items())
    assert cluster_robust(y, x, unit).correction == "CR2"


def test_the_interval_and_the_p_value_agree() -> None:
    y, x, unit, period, w = made()
    fit = cluster_robust(y, x, unit, weight=w, effects=[unit, period])
    low, high = fit.interval(0, 1 - fit.p_values[0])
    assert min(abs(low), abs(high)) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    "fault", ["one cluster", "effects say it", "copy", "missing", "negative weight", "no rows left"]
)
def test_what_cannot_be_estimated_is_refused(fault: str) -> None:
    y, x, unit, period, w = made()
    cluster, effects = unit, [unit, period]
    if fault == "one cluster":
        cluster = np.zeros(len(y))
    elif fault == "effects say it":
        x = (unit < 5).astype(float)[:, None]
    elif fault == "copy":
        x = np.column_stack([x, 2 * x])
    elif fault == "missing":
        y = np.where(unit == 4, np.nan, y)
    elif fault == "negative weight":
        w = -w
    else:
        first = np.unique(unit, return_index=True)[1]
        y, x, cluster, w, effects = y[first], x[first] + first[:, None], unit[first], w[first], [unit[first]]
    with pytest.raises(EstimationError):
        cluster_robust(y, x, cluster, weight=w, effects=effects)


def test_a_column_far_from_nought_changes_no_error_of_the_others() -> None:
    rng = np.random.default_rng(21)
    cluster = np.repeat(np.arange(9), 6)
    treated, prior = (cluster % 2).astype(float), rng.normal(104, 6, 54)
    outcome = 0.1 * prior + rng.normal(size=9)[cluster] + rng.normal(size=54)
    near, far = (
        cluster_robust(outcome, np.column_stack([treated, np.ones(54), prior + shift]), cluster) for shift in (0.0, 1e8)
    )
    for one, other in ((near.std_errors, far.std_errors), (near.df, far.df), (near.unseen, far.unseen)):
        np.testing.assert_allclose(other[[0, 2]], one[[0, 2]], rtol=1e-7, atol=1e-12)
