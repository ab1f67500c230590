"""The comparison behind an estimate is made once, and never handed to an analysis that is another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from evalkit.analysis import compare as station
from evalkit.analysis.compare import compare
from evalkit.records.analysis import Analysis
from tests.support.panels import analysis_of, draw_panel


def analysis() -> Analysis:
    return analysis_of(draw_panel(np.random.default_rng(3)))


def test_the_same_analysis_written_anew_has_the_same_comparison() -> None:
    one = analysis()
    assert compare(replace(one)) is compare(one)


def test_equal_tables_that_are_others_and_other_plans_have_comparisons_of_their_own() -> None:
    one = analysis()
    copied = one.change(data=replace(one.panel(), frame=one.panel().frame.copy()))
    fewer = one.change(treated=one.treated - {min(one.treated)})
    first = compare(one)
    assert compare(copied) is not first
    assert compare(fewer) is not first
    assert compare(fewer).counts.units_treated == first.counts.units_treated - 1


def test_only_the_last_few_are_kept() -> None:
    one = analysis()
    first = compare(one)
    for school in sorted(one.treated)[:4]:
        compare(one.change(treated=one.treated - {school}))
    assert len(station._LAST) <= 4
    assert compare(one) is not first
