from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.core.errors import DataError, DesignError
from evalkit.design.matched import Options
from evalkit.design.parts.options import VariableYear
from evalkit.records.analysis import DonorPool, DonorRule, SelectionRule
from tests.support.panels import analysis_of, draw_panel, panel_of, with_options


def worked() -> pd.DataFrame:
    """Two programme schools in area 100, five schools elsewhere; ks2 decides who is near."""
    rows = [
        # school, area, ks2, 2017, 2019
        (1, "100", 10.0, 0.0, 0.4),
        (2, "100", 20.0, 0.0, 0.2),
        (3, "200", 10.5, 0.0, 0.1),
        (4, "200", 11.0, 0.0, 0.3),
        (5, "300", 19.5, 0.0, 0.0),
        (6, "300", 21.0, 0.0, -0.2),
        (7, "400", 40.0, 0.0, 5.0),
    ]
    frames = [
        pd.DataFrame(
            {
                "unit": [row[0] for row in rows],
                "urn": [row[0] for row in rows],
                "year": year,
                "area": [row[1] for row in rows],
                "area_name": [f"Area {row[1]}" for row in rows],
                "gender": "mixed",
                "pupils": [100.0 * row[0] for row in rows],
                "ks2": [row[2] for row in rows],
                "disadvantaged": 20.0,
                "p8_maths": [row[place] for row in rows],
            }
        )
        for year, place in ((2017, 3), (2019, 4))
    ]
    return pd.concat(frames)


HAND = Options(nearest=(VariableYear("ks2", 2017),), ratio=2, minimum_effective_ratio=0.5, largest_smd=9.0)


def test_hand_worked_donors_weights_and_estimate() -> None:
    analysis = analysis_of(panel_of(worked())).change(design_options=HAND)
    comparison = compare(analysis)
    weights = comparison.frame.drop_duplicates("unit").set_index("unit")["weight"]
    assert weights.to_dict() == {1: 0.5, 2: 0.5, 3: 0.25, 4: 0.25, 5: 0.25, 6: 0.25}
    # Mean change of the programme 0.3; of the donors (0.1 + 0.3 + 0.0 - 0.2) / 4 = 0.05.
    assert point_estimate(analysis).estimate == pytest.approx(0.25)
    assert comparison.balance is not None
    assert comparison.balance.effective_units == pytest.approx(4.0)
    assert comparison.balance.effective_areas == pytest.approx(2.0)
    assert comparison.balance.largest_weight == pytest.approx(0.25)


def test_weighting_by_pupils_counts_schools_by_their_pupils_on_the_treated_side_only() -> None:
    analysis = analysis_of(panel_of(worked())).change(design_options=HAND)
    by_pupils = analysis.change(estimand=replace(analysis.estimand, weighting="pupils"))
    # School 1 has 100 pupils, school 2 has 200: changes (0.4 + 2 x 0.2)/3; donors 0.2 and -0.1 likewise.
    assert point_estimate(by_pupils).estimate == pytest.approx(0.8 / 3 - (0.2 + 2 * -0.1) / 3)


def test_schools_in_the_ledger_add_up_and_every_loss_has_its_reason() -> None:
    frame = worked()
    frame.loc[(frame["unit"] == 2) & (frame["year"] == 2019), "p8_maths"] = np.nan
    flow = compare(analysis_of(panel_of(frame)).change(design_options=HAND)).flow
    programme = next(step for step in flow.steps if step.group == "programme")
    assert (programme.entered, programme.left) == (2, 1)
    assert programme.losses[0].urn == 2
    assert programme.losses[0].reason == "no progress in maths in 2018/19: no figure for it in the tables of this year"
    assert all(step.entered == step.left + len(step.losses) for step in flow.steps)


def test_a_treated_school_that_is_in_no_file_is_counted_and_lost() -> None:
    analysis = analysis_of(panel_of(worked())).change(design_options=HAND)
    missing = analysis.change(treated=analysis.treated | {99}, programme=analysis.programme | {99})
    step = next(step for step in compare(missing).flow.steps if step.group == "programme")
    assert (step.entered, step.left) == (3, 2)
    assert step.losses[0].urn == 99
    assert "no row in this year's file" in step.losses[0].reason


def test_untreated_schools_of_the_programmes_area_are_no_donors() -> None:
    analysis = analysis_of(panel_of(worked())).change(design_options=HAND)
    only_one = analysis.change(treated=frozenset({1}), programme=frozenset({1}))
    comparison = compare(only_one)
    assert 2 not in set(comparison.frame["unit"])
    reasons = {loss.urn: loss.reason for step in comparison.flow.steps for loss in step.losses}
    assert reasons[2] == "in an area of the programme"


def test_donor_rules_bind_donors_and_never_the_programme() -> None:
    rule = DonorRule("pupils", 2017, at_least=450.0, reason="small cohorts are noisy")
    analysis = analysis_of(panel_of(worked())).change(design_options=HAND, donors=DonorPool((rule,)))
    comparison = compare(analysis)
    assert set(comparison.frame["unit"]) == {1, 2, 5, 6}
    reasons = {loss.urn: loss.reason for step in comparison.flow.steps for loss in step.losses}
    assert reasons[3] == "outside a rule for comparison schools: small cohorts are noisy"


def test_a_threshold_rule_is_mirrored_by_the_threshold() -> None:
    panel = draw_panel(np.random.default_rng(1))
    rule = SelectionRule("p8_maths", 2017, below=0.0, unmet="leave_out")
    analysis = analysis_of(panel).change(selection=rule)
    comparison = compare(analysis)
    donors = comparison.frame[~comparison.frame["treated"] & (comparison.frame["year"] == 2017)]
    assert (donors["outcome"] < 0).all()
    assert any("same rule" in loss.reason for step in comparison.flow.steps for loss in step.losses)


def test_a_rank_rule_takes_the_same_rank_in_areas_of_about_the_same_size() -> None:
    panel = draw_panel(np.random.default_rng(2), areas=120, schools=12)
    low = panel.frame[(panel.frame["area"] == "100") & (panel.frame["year"] == 2017)].nsmallest(3, "p8_maths")
    treated = frozenset(int(s) for s in low["unit"])
    analysis = analysis_of(panel).change(
        treated=treated, programme=treated, selection=SelectionRule("p8_maths", 2017, lowest=3)
    )
    pool = compare(analysis).pool
    assert pool is not None
    counts = np.bincount(pool.area[pool.eligible])
    assert set(counts[counts > 0].tolist()) == {3}
    sizes = pool.area_sizes[np.unique(pool.area[pool.eligible])]
    assert sizes.min() >= 12 / 1.5
    assert sizes.max() <= 12 * 1.5


def test_an_unfair_comparison_is_refused_with_every_fault() -> None:
    analysis = with_options(
        analysis_of(draw_panel(np.random.default_rng(3))), minimum_effective_ratio=50.0, largest_smd=0.0001
    )
    with pytest.raises(DesignError) as refusal:
        compare(analysis)
    places = [fault.where for fault in refusal.value.faults]
    assert any("minimum_effective_ratio" in place for place in places)
    assert any("Key Stage 2" in place for place in places)


def test_unknown_variables_and_years_are_all_named() -> None:
    analysis = with_options(
        analysis_of(draw_panel(np.random.default_rng(3))),
        exact=("colour",),
        nearest=(VariableYear("ks2", 2012), VariableYear("height", 2017)),
    )
    with pytest.raises(DataError) as refusal:
        compare(analysis)
    found = " ".join(fault.found for fault in refusal.value.faults)
    assert "colour" in found
    assert "2012" in found
    assert "height" in found


def test_without_replacement_no_school_serves_twice() -> None:
    analysis = with_options(analysis_of(draw_panel(np.random.default_rng(4))), replacement=False, ratio=3)
    comparison = compare(analysis)
    donors = comparison.frame[~comparison.frame["treated"]].drop_duplicates("unit")
    assert len(donors) == 3 * comparison.counts.units_treated
    assert donors["weight"].nunique() == 1


def test_schools_beyond_the_caliper_leave_the_estimate_and_the_report_says_so() -> None:
    analysis = with_options(analysis_of(draw_panel(np.random.default_rng(5))), caliper=0.35)
    comparison = compare(analysis)
    lost = [loss for step in comparison.flow.steps for loss in step.losses if "too few similar" in loss.reason]
    assert lost
    assert any("left out" in caveat for caveat in comparison.caveats)
    assert comparison.counts.units_treated + len(lost) == 12


def test_schools_of_the_programme_that_a_question_is_not_about_are_listed() -> None:
    analysis = analysis_of(panel_of(worked())).change(design_options=HAND, treated=frozenset({1}))
    first = next(step for step in compare(analysis).flow.steps if step.group == "programme")
    assert (first.entered, first.left) == (2, 1)
    assert first.losses[0].urn == 2
    assert first.losses[0].reason == "not among the schools this question is about"
