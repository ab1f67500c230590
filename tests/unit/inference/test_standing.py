"""How an area stood is judged under the weights of each design, and a declared rule moves every year alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.design.weighted import Options as Weighted
from evalkit.evaluation.bound_options import Bound
from evalkit.evaluation.events import event_study
from evalkit.inference import INFERENCES
from evalkit.inference.parts.primary import whole_area
from evalkit.inference.parts.standing import estimate_as_declared, if_chosen_low, of_whole_area, standing
from evalkit.inference.placebo_areas import Options, placebo_areas
from evalkit.records.analysis import Analysis, AreaRule
from evalkit.records.estimate import Refusal
from evalkit.records.standing import LessRise
from tests.laws import worlds
from tests.laws.every_law import subjects
from tests.support.panels import NEAREST, analysis_of, draw_panel

# Both sides balance means to eleven digits.
SAME = 1e-9
LEVEL = 0.95
AUTHORITY = next(subject for subject in subjects() if subject.name == "placebo_authorities")
BOUND = Bound(tuple((name, INFERENCES.get(name).options()) for name in INFERENCES.names()), ())


def weighted(**options: object) -> Analysis:
    plain = analysis_of(draw_panel(np.random.default_rng(21)))
    return plain.change(design="weighted", design_options=Weighted(exact=("gender",), **options))


def gap_of(analysis: Analysis) -> float:
    """The gap of an analysis's own comparison, from its long frame."""
    comparison, rule = compare(analysis), analysis.area_rule
    roles, years = comparison.roles, analysis.estimand.baseline if rule is None else rule.years
    figure = analysis.estimand.outcome if rule is None else rule.variable
    schools = comparison.frame.drop_duplicates(roles.unit).set_index(roles.unit)
    values = analysis.panel().wide(figure)[list(years)].mean(axis=1, skipna=False).reindex(schools.index)
    sides = [
        float(np.average(values[side], weights=schools.loc[side, roles.weight]))
        for side in (schools[roles.treated], ~schools[roles.treated])
    ]
    return sides[0] - sides[1]


def planned_as(analysis: Analysis, code: str) -> Analysis:
    """The analysis of another area in the programme's place, whose area stays shut."""
    frame = analysis.panel().frame
    schools = frozenset(frame.loc[frame["area"] == code, "unit"].tolist())
    return analysis.change(treated=schools, programme=schools, donors=replace(analysis.donors, exclude_areas=("100",)))


@pytest.mark.parametrize("weighting", ["schools", "pupils"])
def test_gaps_of_weighted_schools_are_those_of_planning_each_area(weighting: str) -> None:
    asked = weighted(nearest=NEAREST)
    asked = asked.change(estimand=replace(asked.estimand, weighting=weighting))
    stood = standing(asked)
    assert stood.gap == pytest.approx(gap_of(asked), abs=SAME)
    gaps = stood.table.set_index("area")["gap"]
    for code in ("101", "117", "142"):
        assert gaps[code] == pytest.approx(gap_of(planned_as(asked, code)), abs=SAME)
    assert isinstance(if_chosen_low(asked, point_estimate(asked), LEVEL), LessRise)


def test_weights_that_balance_the_very_figure_leave_nothing_to_learn_from() -> None:
    from_outcome = (*NEAREST, replace(NEAREST[0], variable="p8_maths"))
    asked = weighted(nearest=from_outcome)
    other = if_chosen_low(asked, point_estimate(asked), LEVEL)
    assert isinstance(other, Refusal) and "made alike in that very figure" in other.reason


def test_gaps_of_authorities_are_those_of_their_similar_ones() -> None:
    asked = AUTHORITY.line(worlds.authorities(3))
    stood, pool = standing(asked), compare(asked).pool
    assert pool is not None
    levels = asked.panel().wide(asked.estimand.outcome)[max(asked.estimand.baseline)].reindex(pool.unit).to_numpy()
    gaps = dict(zip(stood.table["area"], stood.table["gap"], strict=True))
    for row in range(len(pool.unit)):
        by_hand = levels[row] - levels[pool.donors[row]].mean()
        own = stood.gap if pool.treated[row] else gaps[pool.area_codes[pool.area[row]]]
        assert own == pytest.approx(by_hand, abs=SAME)
    estimate = point_estimate(asked)
    method = INFERENCES.get("placebo_authorities")
    sure = method.run(asked, estimate, point_estimate, method.options())
    other = if_chosen_low(asked, estimate, LEVEL)
    assert isinstance(other, LessRise)
    assert stood.sd == sure.std_error < other.std_error and len(other.areas) == 60


def test_a_declared_rule_is_looked_at_in_its_own_figure_and_year() -> None:
    asked = analysis_of(draw_panel(np.random.default_rng(4), years=(2016, 2017, 2019)))
    asked = asked.change(chose="area", area_rule=AreaRule("p8_maths", (2016,), lowest=3, of="England"))
    stood = standing(asked)
    assert (stood.figure, stood.years) == ("p8_maths", (2016,))
    assert stood.gap == pytest.approx(gap_of(asked), abs=SAME)
    assert stood.gap != pytest.approx(standing(asked.change(area_rule=None)).gap, abs=0.01)


def test_a_rule_of_two_years_is_judged_by_their_mean_and_by_neither_alone() -> None:
    asked = analysis_of(draw_panel(np.random.default_rng(4), years=(2016, 2017, 2019)))
    rules = {years: AreaRule("p8_maths", years, below=0.0) for years in ((2016,), (2017,), (2016, 2017))}
    stood = {years: standing(asked.change(chose="area", area_rule=rule)) for years, rule in rules.items()}
    both = stood[2016, 2017]
    assert both.years == (2016, 2017)
    assert both.gap == pytest.approx(gap_of(asked.change(area_rule=rules[2016, 2017])), abs=SAME)
    for name in ("mean", "gap"):
        halves = (stood[2016,].table[name] + stood[2017,].table[name]) / 2
        assert both.table[name].to_numpy() == pytest.approx(halves.to_numpy(), abs=SAME)
    chosen = both.table.loc[both.table["mean"] < 0.0, "area"].tolist()
    less = estimate_as_declared(asked.change(chose="area", area_rule=rules[2016, 2017])).less_rise
    assert less is not None and less.years == (2016, 2017)
    assert not less.mirrored or less.areas["area"].tolist() == chosen


def test_every_year_is_less_what_areas_that_stood_so_change_and_the_law_of_rank_holds() -> None:
    asked = analysis_of(draw_panel(np.random.default_rng(4), years=(2016, 2017, 2018, 2019)))
    asked = asked.change(
        chose="area",
        area_rule=AreaRule("p8_maths", (2016,), lowest=3, of="England"),
        inference=("placebo_areas", "variance_components"),
    )
    points = {point.year: point for point in event_study(asked, BOUND, (2016, 2017, 2018, 2019)).points}
    assert set(points) == {2016, 2018, 2019}
    for year, point in points.items():
        of_year = asked.change(estimand=replace(asked.estimand, cohort=year))
        own = estimate_as_declared(of_year)
        assert own.less_rise is not None and own.estimate != own.less_rise.whole
        assert point.estimate == pytest.approx(own.estimate, abs=SAME)
        sure = placebo_areas(of_year, own, estimate_as_declared, Options())
        assert (point.conf_low, point.conf_high) == pytest.approx((sure.conf_low, sure.conf_high), abs=SAME)
        assert (sure.p_value <= 1 - LEVEL) == (sure.conf_low > 0 or sure.conf_high < 0)


def test_schools_without_the_declared_figure_are_left_out_of_the_gap() -> None:
    asked = analysis_of(draw_panel(np.random.default_rng(4), years=(2016, 2017, 2019)))
    asked = asked.change(chose="area", area_rule=AreaRule("p8_maths", (2016,), lowest=3, of="England"))
    pool = compare(asked).pool
    assert pool is not None
    first = int(pool.unit[pool.treated][0])
    frame = asked.panel().frame
    gone = frame.assign(p8_maths=frame["p8_maths"].mask((frame["unit"] == first) & (frame["year"] == 2016)))
    less = asked.change(data=replace(asked.panel(), frame=gone))
    levels = asked.panel().wide("p8_maths")[2016]
    rest = [int(unit) for unit in pool.unit[pool.treated] if unit != first]
    assert standing(less).mean == pytest.approx(float(levels[rest].mean()), abs=SAME)
    none = frame.assign(p8_maths=frame["p8_maths"].mask((frame["area"] == "100") & (frame["year"] == 2016)))
    unknown = asked.change(data=replace(asked.panel(), frame=none), area_rule=None)
    whole = if_chosen_low(unknown, point_estimate(unknown), LEVEL)
    assert isinstance(whole, LessRise)


@pytest.mark.parametrize(("share", "whole"), [(1.0, True), (0.5, False)])
def test_schools_that_count_nowhere_do_not_decide_whether_an_area_is_whole(share: float, whole: bool) -> None:
    """Twelve schools count at home, as many more do not: what is asked of the design's own rule is asked here."""
    base = analysis_of(draw_panel(np.random.default_rng(4)))
    own = frozenset(sorted(base.treated)[: round(share * len(base.treated))])
    comparison = compare(base.change(treated=own, programme=own))
    pool = comparison.pool
    assert pool is not None
    more = np.flatnonzero(pool.home)
    grown = replace(
        pool,
        **{name: np.append(getattr(pool, name), getattr(pool, name)[more]) for name in ("unit", "area", "home")},
        treated=np.append(pool.treated, np.zeros(len(more), dtype=bool)),
        counts=np.append(np.ones(len(pool.unit), dtype=bool), np.zeros(len(more), dtype=bool)),
    )
    assert of_whole_area(pool) == of_whole_area(grown) == whole_area(grown) == whole
    assert not of_whole_area(replace(grown, counts=None))
