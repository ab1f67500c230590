"""Every declared inference stands on the estimate, or the reason why it cannot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.core.errors import EstimationError
from evalkit.evaluation.bound_options import Bound
from evalkit.evaluation.judgement import finding_of, sure_estimate
from evalkit.findings.finding import Finding
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Refusal
from evalkit.report.verbs import sentence
from evalkit.study.model import Question
from tests.support.panels import analysis_of, draw_panel

EVERY = ("placebo_areas", "variance_components", "cluster_robust", "cluster_robust_by_area")
OPTIONS = Bound(tuple((name, INFERENCES.get(name).options()) for name in INFERENCES.names()), ())


def city(areas: int = 60, inference: tuple[str, ...] = EVERY) -> Analysis:
    return analysis_of(draw_panel(np.random.default_rng(51), areas=areas)).change(inference=inference)


def found(analysis: Analysis) -> Finding:
    """Return the finding of an analysis."""
    question = Question.model_validate(
        {"id": "attainment", "asks": "Did it?", "status": "planned", "outcome": "p8_maths",
         "inference": analysis.inference}
    )  # fmt: skip
    return finding_of(sure_estimate(analysis, OPTIONS), compare(analysis), (), OPTIONS, question)


def test_one_treated_area_is_told_beside_the_others_and_stops_nothing() -> None:
    estimate = sure_estimate(city(), OPTIONS)
    assert [one.name for one in estimate.inferences] == list(EVERY[:3])
    assert estimate.refused == (Refusal("cluster_robust_by_area", "one treated area"),)


def test_a_primary_that_is_refused_stops_the_line() -> None:
    with pytest.raises(EstimationError, match="one treated area"):
        sure_estimate(city(inference=EVERY[::-1]), OPTIONS)


def test_placebo_areas_beside_another_primary_offer_the_level_they_can() -> None:
    estimate = sure_estimate(city(30, EVERY[1:2] + EVERY[:1]), OPTIONS)
    assert [one.conf_level for one in estimate.inferences] == [0.95, 0.9]


def test_which_to_believe_and_why_follows_from_the_design_alone() -> None:
    analysis = city()
    panel = analysis.panel()
    told = sentence(found(analysis), "primary").text
    assert "placebo areas" in told
    assert "cannot be computed: one treated area" in told
    for seed in range(3):
        frame = panel.frame.copy()
        after = frame["year"] > max(analysis.estimand.baseline)
        dealt = np.random.default_rng(seed).permutation(frame.loc[after, "p8_maths"].to_numpy())
        frame.loc[after, "p8_maths"] = dealt + 0.5 * (frame.loc[after, "area"] == "100").to_numpy() * seed
        other = analysis.change(data=replace(panel, frame=frame))
        assert found(other).estimate.estimate != found(analysis).estimate.estimate
        assert sentence(found(other), "primary").text == told


def test_a_study_that_declares_another_primary_departs_from_the_rule() -> None:
    departing = found(city(inference=("variance_components", "placebo_areas")))
    assert departing.rule_primary == "placebo_areas"
    assert "gives no reason" in departing.departs


def test_areas_as_clusters_are_the_rule_under_either_name() -> None:
    base = city()
    frame = base.panel().frame
    treated = frozenset(frame.loc[frame["area"].isin([str(100 + n) for n in range(12)]), "unit"].tolist())
    several = base.change(treated=treated, programme=treated, inference=("cluster_robust",))
    by_area = INFERENCES.get("cluster_robust").options(by="area")
    bound = replace(OPTIONS, options=(*OPTIONS.options, ("cluster_robust", by_area)))
    question = Question.model_validate(
        {"id": "a", "asks": "Did it?", "status": "planned", "outcome": "p8_maths", "inference": ("cluster_robust",)}
    )
    told = finding_of(sure_estimate(several, bound), compare(several), (), bound, question)
    assert told.rule_primary == "cluster_robust_by_area"
    assert told.departs == ""
