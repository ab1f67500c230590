"""Means of few schools carry the interval of t, not of the normal distribution."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.compare import compare
from evalkit.description.trends import trends
from evalkit.records.comparison import Comparison
from tests.support.panels import analysis_of, draw_panel

# The 97.5 per cent quantile of t with 4 degrees of freedom, from printed tables.
T_4 = 2.776445
VALUES = [0.1, 0.3, 0.2, 0.6, 0.3]


def weighted(shares: list[float]) -> tuple[Comparison, pd.DataFrame]:
    """Return a comparison whose treated schools of 2019 have known results and these shares, and its panel's frame."""
    analysis = analysis_of(draw_panel(np.random.default_rng(1), schools=len(shares)))
    found = compare(analysis)
    treated = sorted(found.frame.loc[found.frame["treated"], "unit"].unique())[: len(shares)]
    frame = found.frame.copy()
    for unit, share in zip(treated, shares, strict=True):
        frame.loc[frame["unit"] == unit, "weight"] = share
    rows = analysis.panel().frame.copy()
    for unit, value in zip(treated, VALUES, strict=False):
        rows.loc[(rows["unit"] == unit) & (rows["year"] == 2019), "p8_maths"] = value
    return replace(found, frame=frame), rows


def test_the_mean_of_five_schools_has_four_degrees_of_freedom() -> None:
    comparison, rows = weighted([0.2] * 5)
    panel = replace(analysis_of(draw_panel(np.random.default_rng(1), schools=5)).panel(), frame=rows)
    (point,) = (one for one in trends(panel, comparison, (2019,)).points if one.group == "programme")
    assert point.units == 5
    assert point.mean == pytest.approx(0.3)
    half = T_4 * np.std(VALUES, ddof=1) / np.sqrt(5)
    assert point.conf_high - point.mean == pytest.approx(half, rel=1e-6)
    assert point.mean - point.conf_low == pytest.approx(half, rel=1e-6)


def test_uneven_weights_leave_fewer_degrees_of_freedom_and_one_school_has_no_interval() -> None:
    shares = [0.6, 0.1, 0.1, 0.1, 0.1]
    comparison, rows = weighted(shares)
    panel = replace(analysis_of(draw_panel(np.random.default_rng(1), schools=5)).panel(), frame=rows)
    (point,) = (one for one in trends(panel, comparison, (2019,)).points if one.group == "programme")
    # 1 / (0.36 + 4 x 0.01) = 2.5 schools' worth, so 1.5 degrees of freedom: t is above 5.
    spare = 1 - sum(share**2 for share in shares)
    mean = np.dot(shares, VALUES)
    error = np.sqrt(np.dot(shares, (np.array(VALUES) - mean) ** 2) / spare * (1 - spare))
    assert (point.conf_high - point.mean) / error > 5
    comparison, rows = weighted([1.0, 0.0, 0.0, 0.0, 0.0])
    (alone,) = (one for one in trends(panel, comparison, (2019,)).points if one.group == "programme")
    assert isnan(alone.conf_low)
