"""The design alone says which inference comes first."""

from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.core.errors import DesignError
from evalkit.design.parts.pool import FixedDonors
from evalkit.inference.parts.primary import Choice, candidates, primary_by_rule, ways_by_rule
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison
from tests.support.panels import analysis_of, draw_panel

MIN_SCHOOLS = 5


def city(areas: int = 60, *, treated_areas: int = 1, share: float = 1.0) -> Analysis:
    """Return the analysis of a programme in a share of the schools of so many areas."""
    base = analysis_of(draw_panel(np.random.default_rng(41), areas=areas))
    frame = base.panel().frame.drop_duplicates("unit")
    codes = [str(100 + number) for number in range(treated_areas)]
    treated: set[int] = set()
    for code in codes:
        schools = sorted(frame.loc[frame["area"] == code, "unit"].tolist())
        treated.update(schools[: max(1, round(share * len(schools)))])
    return base.change(treated=frozenset(treated), programme=frozenset(treated))


def choice(analysis: Analysis) -> Choice:
    return primary_by_rule(compare(analysis), MIN_SCHOOLS)


@pytest.mark.parametrize(
    ("analysis", "name"),
    [
        (city(), "placebo_areas"),
        (city(share=0.8), "placebo_areas"),
        (city(share=0.5), "placebo_sets"),
        (city(30), "variance_components"),
        (city(30, share=0.5), "variance_components"),
        (city(treated_areas=3), "variance_components"),
        (city(treated_areas=12), "cluster_robust_by_area"),
        (city(10), ""),
    ],
)
def test_each_design_has_its_primary(analysis: Analysis, name: str) -> None:
    assert choice(analysis).name == name


def test_the_reason_gives_the_counts_it_rests_on() -> None:
    comparison = compare(city(share=0.5))
    assert comparison.pool is not None
    treated, home = int(comparison.pool.treated.sum()), int(comparison.pool.home.sum())
    assert choice(city(share=0.5)).reason.startswith(f"{treated} of the {home} eligible schools of one area")


def test_a_design_without_a_pool_has_no_primary_by_rule() -> None:
    comparison = compare(city())
    assert primary_by_rule(replace(comparison, assignment=None), MIN_SCHOOLS).name == ""


def test_schools_without_donors_stand_in_no_place() -> None:
    comparison = compare(city(share=0.5))
    pool = comparison.pool
    assert pool is not None
    assert pool.donors is not None
    alone = replace(pool, donors=np.where(pool.area[:, None] < 40, -1, pool.donors))
    assert (
        primary_by_rule(replace(comparison, assignment=FixedDonors(alone)), MIN_SCHOOLS).name == "variance_components"
    )


@pytest.mark.parametrize("analysis", [city(), city(share=0.5), city(treated_areas=12)])
def test_no_outcome_after_the_baseline_is_looked_at(analysis: Analysis) -> None:
    assert choice(analysis) == choice(shuffled_after(analysis))


def shuffled_after(analysis: Analysis) -> Analysis:
    """Return the analysis with outcomes of the years after the baseline dealt out anew."""
    panel = analysis.panel()
    frame = panel.frame.copy()
    after = frame["year"] > max(analysis.estimand.baseline)
    values = frame.loc[after, "p8_maths"].to_numpy()
    frame.loc[after, "p8_maths"] = np.random.default_rng(42).permutation(values) * 2.0 + 0.3
    return analysis.change(data=replace(panel, frame=frame))


def test_the_comparison_is_the_same_after_shuffling() -> None:
    one, two = (compare(made) for made in (city(), shuffled_after(city())))
    assert isinstance(one, Comparison)
    assert one.balance == two.balance


@pytest.mark.parametrize(
    ("analysis", "names"),
    [
        (city(), ("placebo_areas", "variance_components", "cluster_robust")),
        (city(share=0.5), ("placebo_sets", "variance_components", "cluster_robust")),
        (city(30), ("variance_components", "placebo_areas", "cluster_robust")),
        (city(30, share=0.5), ("variance_components", "placebo_sets", "cluster_robust")),
        (city(treated_areas=3), ("variance_components", "cluster_robust", "cluster_robust_by_area")),
        (city(treated_areas=12), ("cluster_robust_by_area", "variance_components", "cluster_robust")),
    ],
)
def test_where_a_plan_names_none_the_rules_choice_comes_first_and_what_fits_beside_it(
    analysis: Analysis, names: tuple[str, ...]
) -> None:
    found = ways_by_rule(compare(analysis), MIN_SCHOOLS)
    assert found.names == names
    assert not found.declared
    assert set(names) <= set(candidates())


def test_no_outcome_after_the_baseline_has_a_say_in_the_choice() -> None:
    analysis = city(share=0.5)
    panel = analysis.panel()
    frame = panel.frame.copy()
    after = frame["year"] > max(analysis.estimand.baseline)
    frame.loc[after, "p8_maths"] = np.random.default_rng(1).permutation(frame.loc[after, "p8_maths"].to_numpy())
    other = analysis.change(data=replace(panel, frame=frame))
    assert ways_by_rule(compare(other), MIN_SCHOOLS) == ways_by_rule(compare(analysis), MIN_SCHOOLS)


def test_a_design_that_calls_for_no_first_way_is_refused_in_words() -> None:
    with pytest.raises(DesignError, match="10 untreated areas, or inferences that the question names itself"):
        ways_by_rule(compare(city(10)), MIN_SCHOOLS)
