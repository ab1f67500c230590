"""Where no comparison school is left, the refusal says how many were left after each rule and what would help."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evalkit.analysis.compare import compare
from evalkit.core.errors import DesignError
from evalkit.records.analysis import Analysis, DonorPool, DonorRule, SelectionRule
from tests.support.panels import analysis_of, draw_panel

SMALL = DonorRule("pupils", at_least=150.0, reason="small cohorts move by chance")
HUGE = DonorRule("pupils", at_least=1e6, reason="only the largest")


def ruled(*rules: DonorRule, **fields: object) -> Analysis:
    """Return the analysis of a drawn city under these donor rules."""
    analysis = analysis_of(draw_panel(np.random.default_rng(3)))
    return analysis.change(donors=DonorPool(rules), **fields)


def refusal(analysis: Analysis) -> tuple[str, str]:
    with pytest.raises(DesignError) as caught:
        compare(analysis)
    (fault,) = caught.value.faults
    return fault.found, fault.next


def counts(analysis: Analysis) -> tuple[int, int]:
    """Return by hand how many schools lie outside the programme, and how many of them pass the first rule."""
    frame = analysis.panel().frame
    at_base = frame[(frame["year"] == 2017) & ~frame["unit"].isin(analysis.programme)]
    return len(at_base), int((at_base["pupils"] >= SMALL.at_least).sum())


def test_the_funnel_counts_the_schools_left_after_each_rule() -> None:
    analysis = ruled(SMALL, HUGE)
    outside, left = counts(analysis)
    found, step = refusal(analysis)
    assert 0 < left < outside
    assert found == (
        f"none of them is left: {outside:,} schools outside the programme → {left:,} "
        f"(outside a rule for comparison schools: {SMALL.reason}) → 0 "
        f"(outside a rule for comparison schools: {HUGE.reason})"
    )
    assert step == f"widen or take out the donor rule on pupils, which leaves out {left:,} schools"


def test_a_rule_of_selection_that_nobody_elsewhere_meets_is_named_last() -> None:
    found, step = refusal(ruled(selection=SelectionRule("p8_maths", 2017, below=-50.0, unmet="leave_out")))
    assert found.endswith("→ 0 (would not have been chosen by the same rule)")
    assert "[selection]" in step


def test_facts_that_are_missing_everywhere_are_blamed_on_the_tables() -> None:
    analysis = ruled()
    frame = analysis.panel().frame
    lacking = frame.assign(ks2=frame["ks2"].where(frame["unit"].isin(analysis.programme)))
    found, step = refusal(analysis.change(data=replace(analysis.panel(), frame=lacking)))
    outside, _ = counts(analysis)
    assert found.endswith("→ 0 (a year or a fact is missing)")
    assert step.startswith(f"add the tables that {outside:,} schools lack")


def test_areas_that_the_study_leaves_out_are_counted() -> None:
    analysis = ruled()
    areas = tuple(sorted({str(area) for area in analysis.panel().frame["area"]}))
    found, step = refusal(analysis.change(donors=DonorPool((), areas)))
    assert "→ 0 (area left out by the study)" in found
    assert step.startswith("leave fewer schools or areas out")
