"""An area that may have been picked for standing low: which answer is the estimate, and what stands beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import EstimationError
from evalkit.diagnosis.detectable import detectable
from evalkit.evaluation.area_answers import (
    AT_THE_EDGE,
    FEW_OF_AN_AREA,
    LEVELS_AS_THEY_ARE,
    NOT_PICKED,
    YEARS_AS_THEY_ARE,
    YEARS_LESS_RISE,
    answered_for_area,
    levels_note,
    years_note,
)
from evalkit.evaluation.attachment import sure as attached
from evalkit.inference import INFERENCES
from evalkit.inference.parts.placebos import AS_IT_STOOD
from evalkit.inference.parts.standing import estimate_as_declared, if_chosen_low, less_rise, settled, standing
from evalkit.records.analysis import Analysis, AreaRule
from evalkit.records.details import PlaceboAreas
from evalkit.records.estimate import Estimate, Refusal
from evalkit.records.standing import LessRise
from evalkit.sensitivity import CHECKS
from evalkit.sensitivity.area_selection import Options, area_selection
from evalkit.tables.panel import Panel
from tests.support.panels import analysis_of, draw_panel, with_options

# The same sums in another order.
SAME = 1e-9
LEVEL = 0.95
LOW, LOWEST = AreaRule("p8_maths", (2017,), below=0.0), AreaRule("p8_maths", (2017,), lowest=3, of="region")


@cache
def asked(shift: float = -0.1, *, areas: int = 120, chose: str = "unknown") -> Analysis:
    """The programme's schools stand so much lower in 2017 and 2019 alike, so that nothing but their standing moves."""
    panel = draw_panel(np.random.default_rng(11), areas=areas, schools=8)
    return analysis_of(moved(panel, shift)).change(inference=("placebo_areas",), chose=chose)


def moved(panel: Panel, shift: float) -> Panel:
    frame = panel.frame.assign(p8_maths=panel.frame["p8_maths"] + shift * (panel.frame["area"] == "100"))
    return replace(panel, frame=frame)


def fading(panel: Panel) -> Panel:
    """Half of how far each area stood from nought in 2017 has passed by 2019, so that areas that stood low rise."""
    frame = panel.frame
    stood = frame["area"].map(frame[frame["year"] == 2017].groupby("area")["p8_maths"].mean())
    return replace(panel, frame=frame.assign(p8_maths=frame["p8_maths"] - 0.5 * stood * (frame["year"] == 2019)))


def sure(analysis: Analysis, name: str = "placebo_areas") -> Estimate:
    """As the line makes an estimate: adjusted where declared, judged, and answered for its area."""
    estimate, method = estimate_as_declared(analysis), INFERENCES.get(name)
    found = method.run(analysis, estimate, estimate_as_declared, method.options())
    return answered_for_area(analysis, estimate.with_inferences((found,), name))


def by_hand(analysis: Analysis) -> tuple[pd.DataFrame, float, float]:
    """Placebo areas refitted one by one by the design itself, with their gaps, and the programme's own."""
    rows = []
    method = INFERENCES.get("placebo_areas")
    table = method.run(analysis, point_estimate(analysis), point_estimate, method.options()).detail(PlaceboAreas).table
    levels = analysis.panel().wide("p8_maths")[2017]
    pool = compare(analysis).pool
    for code in ("100", *table["area"]):
        members = np.flatnonzero((pool.treated if code == "100" else pool.eligible) & _in(pool, code))
        gaps = [
            levels[pool.unit[row]] - np.mean([levels[pool.unit[donor]] for donor in pool.donors[row]])
            for row in members
        ]
        rows.append(float(np.mean(gaps)))
    return table.assign(gap=rows[1:]), rows[0], pool


def _in(pool: object, code: str) -> np.ndarray:
    return pool.area == pool.area_codes.index(code)  # type: ignore[attr-defined]


def test_the_other_answer_is_the_line_through_placebos_by_hand() -> None:
    analysis = asked()
    table, gap, _ = by_hand(analysis)
    own = sure(analysis)
    other = own.if_chosen_low
    assert isinstance(other, LessRise)
    z, s, g = (table[name].to_numpy() for name in ("standardised", "predicted_sd", "gap"))
    x = np.column_stack([1 / s, g / s])
    (a, b), _, _, _ = np.linalg.lstsq(x, z, rcond=None)
    assert (other.centre, other.slope, other.gap) == pytest.approx((a, b, gap), abs=SAME)
    assert other.estimate == pytest.approx(own.estimate - a - b * gap, abs=SAME)
    assert (other.lowest, other.highest) == pytest.approx((g.min(), g.max()), abs=SAME)
    row = np.array([1.0, gap]) / own.inference().std_error
    wide = own.inference().std_error * np.sqrt(1 + row @ np.linalg.inv(x.T @ x) @ row)
    assert other.std_error == pytest.approx(wide, abs=SAME)
    assert other.areas["gap"].to_numpy() == pytest.approx(g, abs=SAME)


def test_an_undeclared_area_keeps_its_estimate_and_gets_the_other_answer() -> None:
    own = sure(asked())
    assert own.estimate == point_estimate(asked()).estimate
    assert own.less_rise is None
    assert isinstance(own.if_chosen_low, LessRise) and own.if_chosen_low.whole == own.estimate


@pytest.mark.parametrize("chose", ["schools", "volunteers"])
def test_where_no_area_was_picked_the_other_answer_needs_an_area_that_stands_apart(chose: str) -> None:
    middling, apart = asked(0.0, chose=chose), asked(-0.35, chose=chose)
    assert standing(middling).placebos().middling(standing(middling).gap)
    assert sure(middling).if_chosen_low is None
    assert not standing(apart).placebos().middling(standing(apart).gap)
    assert isinstance(sure(apart).if_chosen_low, LessRise)


def test_a_declared_rank_takes_the_rise_off_every_way_of_judging() -> None:
    plain, declared = asked(), asked().change(chose="area", area_rule=LOWEST)
    own = sure(declared)
    assert own.less_rise is not None and not own.less_rise.mirrored and own.if_chosen_low is None
    beside = sure(plain).if_chosen_low
    assert isinstance(beside, LessRise)
    told = own.inference()
    assert told.assumes == AS_IT_STOOD != sure(plain).inference().assumes
    assert (own.estimate, told.conf_low, told.conf_high, told.p_value) == pytest.approx(
        (beside.estimate, beside.conf_low, beside.conf_high, beside.p_value), abs=SAME
    )
    for name in ("variance_components", "cluster_robust"):
        judged, whole = sure(declared, name), sure(plain, name)
        middle = (judged.inference().conf_low + judged.inference().conf_high) / 2
        assert middle == pytest.approx(own.estimate, abs=SAME)
        if name == "variance_components":
            assert judged.inference().std_error > whole.inference().std_error


def test_a_declared_threshold_is_mirrored_where_enough_areas_meet_it() -> None:
    analysis = asked(-0.3).change(chose="area", area_rule=LOW)
    own = sure(analysis)
    less = own.less_rise
    assert less is not None and less.mirrored
    table, _, pool = by_hand(analysis)
    levels = analysis.panel().wide("p8_maths")[2017]
    means = {code: levels[pool.unit[pool.eligible & _in(pool, code)]].mean() for code in table["area"]}
    low = table[table["area"].map(means) < 0.0]
    assert 39 <= len(low) < len(table)
    weight = 1 / low["predicted_sd"] ** 2
    assert less.centre == pytest.approx(float((weight * low["estimate"]).sum() / weight.sum()), abs=SAME)
    assert own.estimate == pytest.approx(less.whole - less.centre, abs=SAME)
    assert set(own.inference().detail(PlaceboAreas).table["area"]) == set(low["area"])
    assert NOT_PICKED not in own.caveats


def test_a_threshold_that_few_areas_meet_is_judged_by_gaps_and_an_area_above_it_is_told() -> None:
    few = sure(asked(0.2).change(chose="area", area_rule=replace(LOW, below=-0.25)))
    assert few.less_rise is not None and not few.less_rise.mirrored
    assert NOT_PICKED in few.caveats


def test_an_area_beyond_all_others_is_told_and_one_far_beyond_is_refused() -> None:
    base = standing(asked(0.0))
    edge = float(base.placebos().gap.min()) - base.gap
    spread = base.placebos().spread()
    near, far = asked(edge - 0.5 * spread), asked(edge - 1.5 * spread)
    assert AT_THE_EDGE in sure(near).caveats
    refused = sure(far)
    assert isinstance(refused.if_chosen_low, Refusal) and "further below" in refused.if_chosen_low.reason
    with pytest.raises(EstimationError, match="further below"):
        sure(far.change(chose="area", area_rule=LOWEST))


def test_a_figure_that_is_balanced_away_tells_nothing() -> None:
    analysis = asked()
    same = analysis.panel().frame.assign(p8_maths=lambda f: np.where(f["year"] == 2017, 0.1, f["p8_maths"]))
    flat = analysis.change(data=replace(analysis.panel(), frame=same))
    other = if_chosen_low(flat, point_estimate(flat), LEVEL)
    assert isinstance(other, Refusal) and "made alike" in other.reason
    assert not area_selection(flat, sure(flat), estimate_as_declared, Options()).answered


def test_some_schools_of_an_area_are_told_that_nothing_shows_their_rise() -> None:
    whole = asked()
    some = whole.change(treated=frozenset(sorted(whole.treated)[:3]), area_rule=LOWEST)
    assert settled(some).area_rule is None
    assert settled(whole.change(area_rule=LOWEST)).area_rule == LOWEST
    own = sure(settled(some), "variance_components")
    assert own.if_chosen_low is None and FEW_OF_AN_AREA in own.caveats
    assert FEW_OF_AN_AREA not in sure(settled(some).change(chose="volunteers"), "variance_components").caveats
    assert not area_selection(settled(some), own, estimate_as_declared, Options()).answered


@pytest.mark.parametrize("name", ["leave_one_school_out", "leave_one_donor_area_out", "matching_choices"])
def test_checks_set_adjusted_refits_beside_an_adjusted_estimate(name: str) -> None:
    """Every refit differs from the plan's estimate by what the refit changes, not by the rise."""
    plain = asked(-0.35, areas=50)
    falling = fading(plain.panel())
    analysis = with_options(plain.change(data=falling), ratio=3).change(chose="area", area_rule=LOWEST)
    check, own = CHECKS.get(name), sure(analysis)
    assert own.less_rise is not None and own.less_rise.taken_off > 0.15
    shown = check.run(analysis, own, estimate_as_declared, check.options()).shows.frame()
    assert ((shown["estimate"] - own.estimate).abs() < (shown["estimate"] - own.less_rise.whole).abs()).all()
    first = shown.iloc[0]
    if name == "leave_one_school_out":
        without = estimate_as_declared(analysis.change(treated=analysis.treated - {first["school"]}))
        assert first["estimate"] == pytest.approx(without.estimate, abs=SAME)


def test_the_check_shows_both_answers_the_slope_by_size_and_where_the_area_lies() -> None:
    analysis = asked()
    own = sure(analysis)
    found = area_selection(analysis, own, estimate_as_declared, Options())
    whole, left = found.shows.rows
    other = own.if_chosen_low
    assert isinstance(other, LessRise)
    assert (whole.estimate, whole.conf_low) == (own.estimate, own.inference().conf_low)
    assert (left.estimate, left.conf_low, left.conf_high) == (other.estimate, other.conf_low, other.conf_high)
    numbers = {one.name: one.value for one in found.shows.numbers}
    assert numbers["slope"] == other.slope and numbers["centre"] == other.centre and numbers["gap"] == other.gap
    stood = standing(analysis).table.sort_values(["size", "area"])
    small = stood.iloc[: int(np.ceil(len(stood) / 3))]
    x = np.column_stack([1 / small["predicted_sd"], small["gap"] / small["predicted_sd"]])
    slope = np.linalg.lstsq(x, small["estimate"] / small["predicted_sd"], rcond=None)[0][1]
    assert numbers["slope among small areas"] == pytest.approx(slope, abs=SAME)
    assert "both answers stand in the headline" in found.answer


def test_the_smallest_difference_counts_the_doubt_of_what_is_taken_off() -> None:
    declared = asked().change(chose="area", area_rule=LOWEST)
    wide, plain = (detectable(one, lambda: 10.0) for one in (declared, asked()))
    assert wide.sd == pytest.approx(sure(declared).inference().std_error, abs=SAME)
    assert wide.smallest / plain.smallest == pytest.approx(wide.sd / plain.sd) and wide.sd > plain.sd


def test_years_and_levels_say_what_was_taken_off_them() -> None:
    plain, declared = asked(), asked().change(chose="area", area_rule=LOWEST)
    assert years_note(plain) == (YEARS_AS_THEY_ARE,) and levels_note(plain) == ()
    assert years_note(declared) == (YEARS_LESS_RISE,) and levels_note(declared) == (LEVELS_AS_THEY_ARE,)
    assert years_note(asked(0.0, chose="volunteers")) == ()


@pytest.mark.parametrize("chose", ["area", "unknown", "schools", "volunteers"])
@pytest.mark.parametrize("shift", [0.0, -0.35])
def test_years_speak_of_another_answer_wherever_one_stands_beside_the_estimate(shift: float, chose: str) -> None:
    analysis = asked(shift, chose=chose)
    assert bool(years_note(analysis)) == (sure(analysis).if_chosen_low is not None)


def test_sets_of_schools_do_not_judge_an_estimate_from_which_a_rise_is_taken_off() -> None:
    declared = asked().change(chose="area", area_rule=LOWEST)
    with pytest.raises(EstimationError, match="which sets of schools drawn inside areas do not show"):
        sure(declared, "placebo_sets")
    beside = declared.change(inference=("placebo_areas", "placebo_sets", "variance_components"))
    told = attached(beside, lambda name: INFERENCES.get(name).options())
    assert [one.name for one in told.refused] == ["placebo_sets"]
    # What does stand beside the estimate measures it by one predicted SD.
    assert len({round(one.std_error, 12) for one in told.inferences}) == 1
    assert sure(asked(), "placebo_sets").inference().std_error < told.inference().std_error


def test_the_check_shows_the_declared_answer_as_the_plans_own() -> None:
    analysis = asked(-0.3).change(chose="area", area_rule=LOW)
    own = sure(analysis)
    rows = area_selection(analysis, own, estimate_as_declared, Options()).shows.rows
    assert [row.declared for row in rows] == [False, True, False]
    plain = sure(analysis.change(area_rule=None))
    assert (rows[0].estimate, rows[0].conf_low) == pytest.approx((plain.estimate, plain.inference().conf_low))
    assert rows[1].estimate == own.estimate


@pytest.mark.parametrize(("areas", "level"), [(60, 0.95), (30, 0.90), (14, 0.80)])
def test_an_other_answer_of_a_lower_level_does_not_stand_beside_the_interval(areas: int, level: float) -> None:
    """The headline names one level, and a direction is told by both intervals: both must be of it."""
    analysis = asked(-0.1, areas=areas, chose="area").change(inference=("variance_components",))
    own = sure(analysis, "variance_components")
    stood = standing(analysis)
    assert less_rise(stood, analysis, own, LEVEL).conf_level == level
    if level == LEVEL:
        assert isinstance(own.if_chosen_low, LessRise)
    else:
        assert isinstance(own.if_chosen_low, Refusal)
        assert own.if_chosen_low.reason.endswith("untreated areas are too few for an interval of 95 per cent")
    found = area_selection(analysis, own, estimate_as_declared, Options())
    assert (f"are of {100 * level:.0f} per cent and bear out no direction" in found.answer) == (level < LEVEL)
    frame = analysis.panel().frame
    risen = frame["p8_maths"] + 3.0 * ((frame["area"] == "100") & (frame["year"] == 2019))
    large = analysis.change(data=replace(analysis.panel(), frame=frame.assign(p8_maths=risen)))
    judged = sure(large, "variance_components")
    assert area_selection(large, judged, estimate_as_declared, Options()).passed is (True if level == LEVEL else None)
