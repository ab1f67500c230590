"""The largest of several standardised estimates: known quantiles, brute force, and areas that lack questions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, optimize, stats

from evalkit.numeric.max_z import holm, share_with_as_many, single_step, step_down, together
from evalkit.numeric.placebo import placebo_interval, placebo_set_interval

# Sums of shares in another order.
SAME = 1e-12
# Four standard errors of a 95 per cent quantile from 20,000 areas.
MONTE_CARLO = 0.05


def one_line_each(table: np.ndarray) -> list[np.ndarray]:
    return [row[None, :] for row in table]


def brute_force(own: np.ndarray, table: np.ndarray) -> list[float]:
    """Return step-down p-values from the definition, question by question and area by area."""
    order = sorted(range(len(own)), key=lambda question: -abs(own[question]))
    found, running = [0.0] * len(own), 0.0
    for place, question in enumerate(order):
        rest = order[place:]
        beyond = areas = 0
        for row in table:
            has = [abs(row[other]) for other in rest if not np.isnan(row[other])]
            if 2 * len(has) < len(rest):
                continue
            areas += 1
            beyond += max(has) >= abs(own[question])
        running = max(running, (1 + beyond) / (1 + areas))
        found[question] = running
    return found


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(40, 90))
@settings(max_examples=25, deadline=None)
def test_step_down_is_the_definition_also_where_areas_lack_questions(seed: int, questions: int, areas: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.normal(size=(areas, 1)) + rng.normal(size=(areas, questions))
    table[rng.random(table.shape) < 0.2] = np.nan
    own = 2.0 * rng.normal(size=questions)
    assert np.allclose(step_down(own, together(one_line_each(table))), brute_force(own, table), atol=SAME)


@given(st.integers(0, 10**6), st.integers(2, 5))
@settings(max_examples=25, deadline=None)
def test_the_largest_question_is_rejected_exactly_when_its_joint_interval_leaves_out_nought(
    seed: int, questions: int
) -> None:
    rng = np.random.default_rng(seed)
    placebos = together(one_line_each(rng.normal(size=(99, questions))))
    own = 2.5 * rng.normal(size=questions)
    largest = int(np.argmax(np.abs(own)))
    rejected = step_down(own, placebos)[largest] <= 0.05
    assert rejected == (abs(own[largest]) > single_step(placebos, 0.95))


def test_one_question_is_judged_as_if_alone() -> None:
    values = np.random.default_rng(1).normal(size=147)
    alone = placebo_interval(0.4, 0.2, values, 0.95)
    placebos = together(one_line_each(values[:, None]))
    assert step_down(np.array([2.0]), placebos)[0] == pytest.approx(alone.p_value, abs=SAME)
    assert single_step(placebos, 0.95) == alone.critical


def test_one_question_judged_by_sets_is_judged_as_if_alone() -> None:
    rng = np.random.default_rng(2)
    sets = [rng.normal(size=int(number)) for number in rng.integers(1, 60, 80)]
    alone = placebo_set_interval(0.4, 0.2, sets, 0.95)
    placebos = together([inside[:, None] for inside in sets])
    assert step_down(np.array([2.0]), placebos)[0] == pytest.approx(alone.p_value, abs=SAME)
    assert single_step(placebos, 0.95) == alone.critical


def test_the_same_question_twice_is_one_question() -> None:
    values = np.random.default_rng(3).normal(size=147)
    once, twice = together(one_line_each(values[:, None])), together(one_line_each(np.column_stack([values] * 2)))
    assert single_step(twice, 0.95) == single_step(once, 0.95)
    assert (step_down(np.array([2.0, 2.0]), twice) == step_down(np.array([2.0]), once)[0]).all()


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_the_critical_size_is_that_of_the_largest_of_five_equicorrelated_normals(correlation: float) -> None:
    """The quantile solves P(max |z| <= q) = 0.95, an integral over what the five share."""

    def held(size: float) -> float:
        def inside(shared: float) -> float:
            middle, rest = np.sqrt(correlation) * shared, np.sqrt(1 - correlation)
            one = stats.norm.cdf((size - middle) / rest) - stats.norm.cdf((-size - middle) / rest)
            return float(stats.norm.pdf(shared) * one**5)

        return float(integrate.quad(inside, -8, 8)[0])

    exact = optimize.brentq(lambda size: held(size) - 0.95, 1.5, 4.0)
    rng = np.random.default_rng(4)
    shared, own = rng.normal(size=(20_000, 1)), rng.normal(size=(20_000, 5))
    drawn = np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * own
    assert single_step(together(one_line_each(drawn)), 0.95) == pytest.approx(exact, abs=MONTE_CARLO)
    if not correlation:
        assert exact == pytest.approx(stats.norm.isf((1 - 0.95**0.2) / 2), abs=1e-6)


def test_two_questions_by_hand() -> None:
    table = np.array([[1.0, 0.5], [0.2, 3.0], [0.1, 0.3], [2.1, np.nan]])
    placebos = together(one_line_each(table))
    # The larger, 2.5, is passed by 3.0 of one area; of the other, 2.0, alone, 2.1 passes it: 2 of 5 both times.
    assert step_down(np.array([2.0, -2.5]), placebos).tolist() == [0.4, 0.4]
    # The first column is passed at 1.5 by the last area only; the second at 1.5 by the second.
    critical = np.array([1.5, 1.5])
    assert share_with_as_many(1, placebos, critical) == 0.5
    # Half of what the last area has leaves out nought, half of what the second has: both, for one of two; none for two
    # of two but the last, whose only question does.
    assert share_with_as_many(2, placebos, critical) == 0.25


def test_an_area_with_fewer_than_half_of_the_questions_is_left_out() -> None:
    table = np.array([[1.0, 1.0, 1.0], [1.0, 1.0, np.nan], [9.0, np.nan, np.nan]])
    placebos = together(one_line_each(table))
    assert placebos.areas(range(3)) == 2
    # It counts where it is asked what it has.
    assert placebos.areas([0]) == 3
    assert step_down(np.array([5.0, 0.1, 0.1]), placebos)[0] == pytest.approx(1 / 3)


def test_draws_of_an_area_count_by_their_share() -> None:
    half = np.array([[3.0, 0.0], [0.0, 0.0]])
    placebos = together([half, np.array([[0.0, 0.0]])])
    assert step_down(np.array([2.0, 0.5]), placebos).tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("own", "stepped"),
    [
        # By hand, and as R's p.adjust(p, "holm") has it: four times the first, three times the second, and so on.
        ([0.01, 0.02, 0.03, 0.04], [0.04, 0.06, 0.06, 0.06]),
        ([0.04, 0.005, 0.03], [0.06, 0.015, 0.06]),
        ([0.6, 0.7], [1.0, 1.0]),
        ([0.03], [0.03]),
    ],
)
def test_holm_steps_down_by_the_number_left(own: list[float], stepped: list[float]) -> None:
    assert holm(np.array(own)) == pytest.approx(stepped)


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=8))
def test_holm_is_no_smaller_than_alone_no_larger_than_bonferroni_and_that_for_the_smallest(own: list[float]) -> None:
    values = np.array(own)
    found = holm(values)
    assert (found >= values).all() and (found <= len(values) * values + 1e-12).all()
    assert found[values.argmin()] == pytest.approx(min(1.0, len(values) * values.min()))
