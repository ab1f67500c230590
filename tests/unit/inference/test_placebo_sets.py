from dataclasses import replace
from itertools import combinations
from math import comb

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.core.streams import stream
from evalkit.design.parts.pool import FixedDonors, contrast, estimate_of, with_replacement
from evalkit.inference.parts.placebos import predict, variances
from evalkit.inference.parts.sets import SETS, DrawnSets, placebo_sets_of
from evalkit.inference.placebo_sets import Options, placebo_sets
from evalkit.records import details
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.records.comparison import Pool
from evalkit.records.estimate import Inference
from tests.support.panels import analysis_of, draw_panel, with_options

# The same sums in another order.
SAME = 1e-12


def few(number: int = 5, seed: int = 31, **settings: int) -> Analysis:
    """Return the analysis of so many schools of area 100."""
    analysis = analysis_of(draw_panel(np.random.default_rng(seed), **settings))
    treated = frozenset(sorted(analysis.treated)[:number])
    return analysis.change(treated=treated, programme=treated, inference=("placebo_sets",), seed=7)


def infer(analysis: Analysis, conf_level: float = 0.95) -> Inference:
    return placebo_sets(analysis, point_estimate(analysis), point_estimate, Options(conf_level))


def pool_of(analysis: Analysis) -> Pool:
    pool = compare(analysis).pool
    assert pool is not None
    return pool


def sets_of(pool: Pool, size: int, weighting: str = "schools") -> DrawnSets:
    return placebo_sets_of(
        FixedDonors(pool), variances(pool), size, weighting, lambda code: stream(7, "q", "placebo_sets", code)
    )


def shown(found: Inference) -> details.PlaceboSets:
    sets = found.detail(details.PlaceboSets)
    assert sets is not None
    return sets


@pytest.mark.parametrize("weighting", ["schools", "pupils"])
def test_sums_of_gaps_equal_refitting_on_random_sets(weighting: str) -> None:
    """Refit: the set's schools are treated, matching is made again with the scale held, all from its definition."""
    pool = pool_of(few())
    pair, found = variances(pool), sets_of(pool, 5, weighting)
    rng = np.random.default_rng(32)
    for place in rng.choice(len(found.areas), 20, replace=False):
        area = found.areas[place]
        one = int(rng.integers(len(area.rows)))
        inside = pool.area == pool.area[area.rows[one, 0]]
        again = with_replacement(replace(pool, eligible=pool.eligible & ~inside, donors=None))
        weights = contrast(again, area.rows[one], weighting)
        assert abs(estimate_of(again, weights) - area.estimate[one]) < SAME
        assert abs(predict(again, weights, pair).sd - area.predicted_sd[one]) < SAME
        assert len(set(area.rows[one].tolist())) == 5


def test_every_set_is_listed_where_there_are_few_and_500_are_drawn_elsewhere() -> None:
    found = sets_of(pool_of(few()), 5)
    for row, area in zip(found.table.itertuples(), found.areas, strict=True):
        possible = comb(row.schools, 5)
        assert row.sets == min(possible, SETS)
        if possible <= SETS:
            members = np.unique(area.rows)
            assert sorted(map(tuple, area.rows.tolist())) == sorted(combinations(members.tolist(), 5))
    assert (found.table["sets"] == SETS).any()
    assert (found.table["sets"] < SETS).any()


def test_drawn_sets_hold_every_school_alike() -> None:
    pool = pool_of(few(areas=60, schools=16))
    area = max(sets_of(pool, 5).areas, key=lambda one: len(np.unique(one.rows)))
    members, held = np.unique(area.rows, return_counts=True)
    share = 5 / len(members)
    # Four standard errors of a count of 500 draws.
    assert (abs(held - SETS * share) < 4 * np.sqrt(SETS * share * (1 - share))).all()


def test_an_areas_sets_do_not_depend_on_which_other_areas_there_are() -> None:
    pool = pool_of(few())
    whole = sets_of(pool, 5)
    kept = pool.area % 2 == 0
    half = sets_of(replace(pool, eligible=pool.eligible & kept), 5)
    rows = dict(zip(whole.table["area"], whole.areas, strict=True))
    for code, area in zip(half.table["area"], half.areas, strict=True):
        assert (area.rows == rows[code].rows).all()


def test_a_rule_by_rank_gives_one_set_to_an_area() -> None:
    base = few(areas=110)
    frame = base.panel().wide("p8_maths")[2017]
    own = frame.loc[sorted(analysis_of(base.panel()).treated)].sort_values(kind="stable")
    lowest = frozenset(own.index[:5].tolist())
    rule = SelectionRule("p8_maths", 2017, None, None, 5)
    found = infer(base.change(treated=lowest, programme=lowest, selection=rule))
    table = shown(found).table
    assert (table["sets"] == 1).all()
    assert found.numbers()["placebo sets"] == len(table)


def test_the_interval_inverts_the_test_exactly() -> None:
    analysis = few(seed=33)
    estimate, found = point_estimate(analysis), infer(analysis)
    critical = found.numbers()["critical value"]
    for size in (critical, critical * (1 - 1e-12), critical * (1 + 1e-12), 0.5 * critical, 1.5 * critical):
        moved = replace(estimate, estimate=size * found.std_error)
        again = placebo_sets(analysis, moved, point_estimate, Options())
        own = abs(moved.estimate / again.std_error)
        assert (again.p_value <= 0.05) == (own > critical)
    assert found.conf_high - estimate.estimate == pytest.approx(found.std_error * critical)


def test_areas_count_alike_however_many_sets_they_have() -> None:
    analysis = few(seed=34)
    found = infer(analysis)
    table = shown(found).table
    expected = (1 + table["share_beyond"].sum()) / (1 + len(table))
    assert found.p_value == pytest.approx(expected)


def test_the_programmes_own_area_gives_no_set_and_small_areas_are_left_out() -> None:
    table = shown(infer(few(8, seed=35, areas=120))).table
    assert "100" not in table["area"].tolist()
    assert table["schools"].min() >= 8


def test_schools_without_donors_are_in_no_set() -> None:
    pool = pool_of(few())
    assert pool.donors is not None
    alone = np.flatnonzero(pool.eligible & (pool.area == 3))[:2]
    donors = pool.donors.copy()
    donors[alone] = -1
    held = sets_of(replace(pool, donors=donors), 5)
    assert not np.isin(np.concatenate([area.rows.ravel() for area in held.areas]), alone).any()
    everyone = np.flatnonzero(pool.eligible & (pool.area == 3))
    donors[everyone[4:]] = -1
    assert sets_of(replace(pool, donors=donors), 5).dropped == (pool.area_names[3],)


@pytest.mark.parametrize("case", ["two areas", "without replacement"])
def test_what_sets_cannot_stand_for_is_refused(case: str) -> None:
    analysis = few()
    if case == "two areas":
        frame = analysis.panel().frame
        other = int(frame.loc[frame["area"] == "101", "unit"].iloc[0])
        schools = analysis.treated | {other}
        analysis = analysis.change(treated=schools, programme=schools)
    else:
        analysis = with_options(analysis, replacement=False, ratio=3)
    with pytest.raises(EstimationError) as refusal:
        infer(analysis)
    assert refusal.value.faults[0].where.endswith("placebo_sets")


def test_too_few_areas_are_refused_first_and_lower_the_level_beside() -> None:
    analysis = few(areas=30)
    with pytest.raises(EstimationError):
        infer(analysis)
    found = infer(analysis.change(inference=("variance_components", "placebo_sets")))
    assert found.conf_level == 0.9
    assert "90 per cent" in found.caveats[0]


def test_a_hundred_dots_stand_for_all_sets() -> None:
    found = infer(few(seed=36))
    dots = np.array(shown(found).hundredths)
    assert len(dots) == 100
    assert (np.diff(dots) >= 0).all()
    limit = 1.0
    shares = []
    pool = pool_of(few(seed=36))
    for area in placebo_sets_of(
        FixedDonors(pool), variances(pool), 5, "schools", lambda code: stream(7, "attainment", "placebo_sets", code)
    ).areas:
        shares.append((abs(area.standardised) >= limit).mean())
    # Two tails, each off by half a dot at most.
    assert abs((abs(dots) >= limit).mean() - np.mean(shares)) <= 0.01 + SAME


def test_an_area_with_many_subsets_gives_500_of_them() -> None:
    pool = pool_of(few(areas=141, schools=20))
    pair = variances(pool)
    found = placebo_sets_of(FixedDonors(pool), pair, 5, "schools", lambda code: stream(7, "q", "placebo_sets", code))
    assert found.table["sets"].sum() == 140 * SETS
