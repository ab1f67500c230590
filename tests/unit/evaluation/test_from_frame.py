"""What a partner may ask of a data frame, and what comes back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import evalkit as ek
from evalkit.analysis.compare import compare
from evalkit.core.errors import DataError, EstimationError, EvalkitError
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.attachment import sure
from evalkit.inference import INFERENCES
from evalkit.inference.parts.offered import holding, not_offered
from evalkit.records.estimate import Inference
from tests.hostile.test_frames import ASKED, YEARS, by_years, table

# Two ways through the same closed form.
CLOSED_FORM = 1e-9
LINE = {**ASKED, "estimator": "least_squares"}


def test_the_unit_its_decimals_and_the_name_of_clusters_are_those_asked_for() -> None:
    effect = ek.Analysis.from_frame(table(), **LINE, unit="grades", decimals=1, cluster_name="classes").estimate()
    assert repr(effect).startswith("Estimate(ATT on grade, 6 v 6 classes: +")
    assert len(repr(effect).split(": ")[1].split(" ")[0]) == len("+0.4")
    told = effect.tidy().iloc[0]
    assert (told["unit"], told["counted"], told["inference"]) == ("grades", "classes", "cluster_robust")


def test_a_level_of_confidence_holds_for_every_inference() -> None:
    names = ["cluster_robust", "independent_rows"]
    wide, narrow = (
        ek.Analysis.from_frame(table(), **LINE, inference=names, conf_level=level).estimate() for level in (0.95, 0.8)
    )
    assert [one.conf_level for one in narrow.inferences] == [0.8, 0.8]
    for one, other in zip(wide.inferences, narrow.inferences, strict=True):
        ratio = (one.conf_high - one.conf_low) / (other.conf_high - other.conf_low)
        assert ratio == pytest.approx(stats.t.ppf(0.975, one.df) / stats.t.ppf(0.9, one.df), rel=CLOSED_FORM)


def test_two_arms_of_three_are_compared_and_the_others_counted_out() -> None:
    frame = table().assign(treated=lambda rows: np.array(["as usual", "letters", "coaching"])[rows["urn"] % 3])
    effect = ek.Analysis.from_frame(frame, **LINE, arms=("as usual", "coaching")).estimate()
    two = frame[frame["treated"] != "letters"].assign(treated=lambda rows: rows["treated"] == "coaching")
    assert effect.estimate == ek.Analysis.from_frame(two, **LINE).estimate().estimate
    assert "24 rows of other arms were left out; comparing several arms asks several questions." in effect.caveats


def test_weights_count_as_rows_written_out() -> None:
    frame = table()
    weighted = ek.Analysis.from_frame(frame, **ASKED, weight="size").estimate()
    written = frame.loc[frame.index.repeat(frame["size"].astype(int))]
    assert weighted.estimator == "least_squares"
    assert weighted.estimate == pytest.approx(
        ek.Analysis.from_frame(written, **LINE).estimate().estimate, rel=CLOSED_FORM
    )
    without = frame.assign(size=frame["size"].where(frame.index > 2, 0.0))
    assert (
        "3 rows of weight 0 were left out."
        in ek.Analysis.from_frame(without, **ASKED, weight="size").estimate().caveats
    )


def test_units_by_years_are_a_difference_in_changes() -> None:
    rows = by_years()
    effect = ek.Analysis.from_frame(rows, **{**ASKED, **YEARS}, cohort=2019).estimate()
    wide = rows.pivot(index="urn", columns="year", values="grade")
    change, ours = wide[2019] - wide[2018], wide.index < 5
    assert effect.estimate == pytest.approx(change[ours].mean() - change[~ours].mean(), rel=CLOSED_FORM)
    welch = np.sqrt(change[ours].var() / 5 + change[~ours].var() / 7)
    assert effect.inference().name == "cluster_robust"
    assert effect.inference().std_error == pytest.approx(welch, rel=CLOSED_FORM)
    assert (effect.counts.units_treated, effect.counts.units_comparison) == (5, 7)


def test_units_without_every_year_are_left_out_and_counted() -> None:
    rows = by_years().drop(index=[0, 1])
    analysis = ek.Analysis.from_frame(rows, **{**ASKED, **YEARS})
    assert analysis.estimate().counts.units_treated == 4
    step = compare(analysis.record).flow.steps[-1]
    assert (step.entered, step.left, step.unit) == (12, 11, "units")


def test_pupils_treated_inside_schools_are_counted_on_each_side_and_said() -> None:
    effect = ek.Analysis.from_frame(table(), **{**LINE, "treated": "invited"}).estimate()
    assert (effect.counts.units_treated, effect.counts.units_comparison, effect.counts.on_both_sides) == (12, 12, 12)
    assert "12 of the 12 schools have rows on both sides, and are counted on each." in effect.caveats
    assert "12 v 12 schools, 12 of them on both sides" in repr(effect)
    assert effect.tidy()["n_on_both_sides"].tolist() == [12]


def test_a_model_without_a_treatment_has_coefficients_and_no_effect() -> None:
    analysis = ek.Analysis.from_frame(table(), outcome="grade", cluster="urn", covariates=["prior"])
    model = analysis.model()
    assert model.tidy()["name"].tolist() == ["prior", "(intercept)"]
    slope = stats.linregress(table()["prior"], table()["grade"])
    assert model.coefficients[0].estimate == pytest.approx(slope.slope, rel=CLOSED_FORM)
    assert model.explained == pytest.approx(slope.rvalue**2, rel=CLOSED_FORM)
    with pytest.raises(EstimationError, match=r"no treatment.*\n.*\n.*\.model"):
        analysis.estimate()


@pytest.mark.parametrize("estimator", ["least_squares", "multilevel"])
def test_every_coefficient_stands_beside_the_effect_and_the_effect_is_the_first(estimator: str) -> None:
    analysis = ek.Analysis.from_frame(table(), **{**ASKED, "estimator": estimator})
    effect = analysis.estimate()
    told = effect.coefficients()
    assert told["name"].tolist() == ["treated", "(intercept)", "prior"]
    assert told.loc[0, ["estimate", "conf_low", "p_value"]].tolist() == pytest.approx(
        [effect.estimate, effect.inference().conf_low, effect.inference().p_value], rel=CLOSED_FORM
    )
    assert (told["conf_low"] < told["estimate"]).all() and (told["estimate"] < told["conf_high"]).all()
    assert analysis.model().tidy()["estimate"].tolist() == told["estimate"].tolist()


def test_an_inference_that_does_not_call_the_estimator_is_refused_beside_another_one() -> None:
    for estimator in ("multilevel", "least_squares"):
        other = {"multilevel": "cluster_robust", "least_squares": "satterthwaite"}[estimator]
        with pytest.raises(DataError, match=f"not what {other} judges"):
            ek.Analysis.from_frame(table(), **{**ASKED, "estimator": estimator}, inference=other)


def test_who_judges_whom_is_said_by_parts_and_never_by_names() -> None:
    pairs = {
        (estimator, inference)
        for estimator in ESTIMATORS.own_names()
        for inference in INFERENCES.own_names()
        if not_offered("q", inference, estimator, ESTIMATORS.get(estimator).options())
    }
    assert ("difference_in_differences", "placebo_areas") not in pairs
    assert ("least_squares", "placebo_areas") in pairs
    assert ("multilevel", "cluster_robust") in pairs
    assert not {pair for pair in pairs if pair[1] == "school_bootstrap"}


def test_an_interval_that_leaves_its_own_estimate_out_stops_the_work() -> None:
    analysis = ek.Analysis.from_frame(table(), **LINE)
    effect = analysis.estimate()
    wrong = Inference("theirs", 0.1, 9.0, -0.1, 0.43, 0.95, 0.2, "", "")
    object.__setattr__(effect, "estimate", 5.18)
    with pytest.raises(EvalkitError, match=r"5\.18 outside its own interval, -0\.1 to 0\.43") as stopped:
        holding("attainment", effect, wrong)
    # A question that is refused stops only itself; this stops the run.
    assert type(stopped.value) is EvalkitError


def test_the_law_stands_where_inferences_are_attached(monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = ek.Analysis.from_frame(table(), **LINE, inference=["cluster_robust", "independent_rows"])
    wrong = Inference("independent_rows", 0.1, 9.0, 50.0, 51.0, 0.95, 0.2, "", "")
    broken = {
        "cluster_robust": INFERENCES.get("cluster_robust"),
        "independent_rows": replace(INFERENCES.get("independent_rows"), run=lambda *given: wrong),
    }
    monkeypatch.setattr(INFERENCES, "get", broken.__getitem__)
    with pytest.raises(EvalkitError, match="outside its own interval"):
        sure(analysis.record, lambda name: broken[name].options())


def test_ids_written_in_several_ways_count_once_and_are_said() -> None:
    frame = table()
    written = frame.assign(urn=[str(u) if n % 2 else f"{u} " for n, u in enumerate(frame["urn"])])
    effect = ek.Analysis.from_frame(written, **LINE).estimate()
    assert effect.counts.units_treated == 6
    said = "Ids written in several ways, such as '100000 ' and '100000', count as one: 12 of the schools."
    assert said in effect.caveats


def test_leading_noughts_are_part_of_an_id() -> None:
    frame = table().assign(urn=lambda rows: [f"0{u % 10}" if u % 2 else str(u % 10) for u in rows["urn"]])
    assert ek.Analysis.from_frame(frame, **LINE).estimate().counts.units_treated == 5


def test_each_record_says_itself_in_one_line() -> None:
    analysis = ek.Analysis.from_frame(table(), **LINE)
    effect = analysis.estimate()
    comparison = compare(analysis.record)
    for thing in (
        analysis,
        analysis.record,
        analysis.record.data,
        comparison,
        effect,
        effect.inference(),
        analysis.model(),
    ):
        assert "\n" not in repr(thing) and len(repr(thing)) < 160
    assert repr(analysis) == "Analysis(grade on treated and prior: least_squares, 72 rows)"


def test_an_inference_that_is_not_there_is_named_in_words() -> None:
    with pytest.raises(EstimationError, match="no inference 'placebo_areas'"):
        ek.Analysis.from_frame(table(), **LINE).estimate().inference("placebo_areas")


def test_the_frame_given_is_not_changed() -> None:
    frame = table()
    before = frame.copy(deep=True)
    ek.Analysis.from_frame(frame, **LINE).estimate()
    pd.testing.assert_frame_equal(frame, before)
