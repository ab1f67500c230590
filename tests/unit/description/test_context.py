"""The area among others and the mix of pupils, on tables small enough to work out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.core.estimand import Estimand
from evalkit.core.quantity import GRADES, PERCENT, PUPILS
from evalkit.core.streams import stream
from evalkit.description.composition import composition
from evalkit.description.context import NORMAL_QUANTILE, context
from evalkit.records.context import Context, PlaceYear
from evalkit.report.sentences.context import rolls
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable

# Sums of a few numbers with two decimals.
TOLERANCE = 1e-12
VARIABLES = (
    Variable("area_name", "local authority", None),
    Variable("region", "region", None),
    Variable("progress", "progress", GRADES),
    Variable("pupils", "pupils", PUPILS),
    Variable("disadvantaged", "disadvantaged pupils", PERCENT),
)


def panel(rows: list[tuple[int, int, str, str, float, float]], **more: list[float]) -> Panel:
    """Return a panel of school, year, area, region, progress, pupils."""
    frame = pd.DataFrame(rows, columns=["unit", "year", "area_name", "region", "progress", "pupils"])
    frame = frame.assign(urn=frame["unit"], **{"disadvantaged": 20.0, **more})
    sampling = [Variable(name, name, GRADES) for name in more if name.endswith("_sampling_sd")]
    reasons = pd.DataFrame(columns=["unit", "year", "variable", "reason"])
    return Panel(frame, reasons, (*VARIABLES, *sampling), (), Flow())


ROWS = [
    (1, 2017, "A", "North", 0.2, 100),
    (2, 2017, "A", "North", -0.4, 300),
    (3, 2017, "A", "North", 0.0, 100),
    (4, 2017, "B", "North", 0.5, 100),
    (5, 2017, "B", "North", 0.5, 100),
    (6, 2017, "B", "North", 0.5, 100),
    (7, 2017, "C", "South", -0.9, 100),
    (1, 2019, "A", "North", 0.3, 100),
    (2, 2019, "A", "North", np.nan, 330),
    (8, 2019, "A", "North", 0.1, 120),
    (4, 2019, "B", "North", -0.2, 100),
    (5, 2019, "B", "North", -0.2, 100),
    (6, 2019, "B", "North", -0.2, 100),
    (7, 2019, "C", "South", -0.9, 100),
]


def found(**more: list[float]) -> Context:
    return context(panel(ROWS, **more), frozenset({1, 2}), ("progress", "progress", GRADES), lambda y: stream(1, y))


def place(result: Context, level: str, year: int) -> PlaceYear:
    return next(one for one in result.places if (one.level, one.year) == (level, year))


def test_means_count_schools_by_their_pupils() -> None:
    result = found()
    assert place(result, "programme", 2017).mean == pytest.approx((20 - 120) / 400, abs=TOLERANCE)
    assert place(result, "area", 2017).mean == pytest.approx((20 - 120) / 500, abs=TOLERANCE)
    assert place(result, "country", 2017).mean == pytest.approx((20 - 120 + 150 - 90) / 900, abs=TOLERANCE)
    assert place(result, "area", 2019).mean == pytest.approx((30 + 12) / 220, abs=TOLERANCE)
    assert place(result, "area", 2019).schools == 2


def test_pupils_and_schools_that_came_and_left_are_counted_over_all_schools_of_the_tables() -> None:
    first, last = (place(found(), "area", year) for year in (2017, 2019))
    assert (first.pupils, first.listed, first.came, first.left) == (500, 3, None, None)
    assert (last.pupils, last.listed, last.came, last.left) == (550, 3, 1, 1)


def test_schools_of_a_year_are_those_of_the_year_before_and_who_came_less_who_left() -> None:
    """School 1 is away in 2018 and back in 2019; school 2 moves from A to B."""
    rows = [
        (1, 2017, "A", "North", 0.1, 100),
        (2, 2017, "A", "North", 0.1, 100),
        (3, 2017, "B", "North", 0.1, 100),
        (2, 2018, "B", "North", 0.1, 100),
        (3, 2018, "B", "North", 0.1, 100),
        (4, 2018, "A", "North", 0.1, 100),
        (1, 2019, "A", "North", 0.1, 100),
        (2, 2019, "B", "North", 0.1, 100),
        (4, 2019, "A", "North", 0.1, 100),
    ]
    result = context(panel(rows), frozenset({1}), ("progress", "progress", GRADES), lambda y: stream(1, y))
    told = {(one.name, one.year): (one.listed, one.came, one.left) for one in result.places if one.level != "programme"}
    assert told["A", 2018] == (1, 1, 2)
    assert told["A", 2019] == (2, 1, 0)
    assert told["England", 2018] == (3, 1, 1)
    assert told["England", 2019] == (3, 1, 1)
    for name, year in (("A", 2018), ("A", 2019), ("North", 2018), ("England", 2019)):
        listed, came, left = told[name, year]
        assert listed == told[name, year - 1][0] + came - left


def test_a_school_whose_pupils_are_not_known_weighs_nothing_and_adds_no_pupil() -> None:
    rows = [(*row[:5], np.nan) if row[0] == 2 else row for row in ROWS]
    result = context(panel(rows), frozenset({1, 2}), ("progress", "progress", GRADES), lambda y: stream(1, y))
    one = place(result, "area", 2017)
    assert one.mean == pytest.approx((20 + 0) / 200, abs=TOLERANCE)
    assert (one.schools, one.unweighed, one.pupils, one.uncounted) == (2, 1, 200, 1)
    assert "cannot be told, because the pupils of some schools are not known" in rolls(result).text
    assert "grew by" not in rolls(result).text
    lacking = [(2, year, "pupils", "new_school") for year in (2017, 2019)]
    new = replace(panel(rows), reasons=pd.DataFrame(lacking, columns=["unit", "year", "variable", "reason"]))
    told = context(new, frozenset({1, 2}), ("progress", "progress", GRADES), lambda y: stream(1, y))
    assert place(told, "area", 2017).uncounted == 0
    assert "grew by" in rolls(told).text
    only = context(panel([rows[1], rows[8]]), frozenset({2}), ("progress", "progress", GRADES), lambda y: stream(1, y))
    assert math.isnan(place(only, "area", 2017).pupils)
    assert math.isnan(place(only, "area", 2017).mean)


def test_an_interval_comes_from_what_chance_does_to_each_school_and_is_missing_where_that_is_unknown() -> None:
    assert math.isnan(place(found(), "area", 2017).conf_low)
    known = place(found(progress_sampling_sd=[0.1] * len(ROWS)), "area", 2017)
    half = NORMAL_QUANTILE * 0.1 * math.sqrt(0.2**2 + 0.6**2 + 0.2**2)
    assert known.conf_high - known.mean == pytest.approx(half, abs=TOLERANCE)


def test_areas_with_few_schools_are_neither_ranked_nor_counted() -> None:
    result = found(progress_sampling_sd=[0.1] * len(ROWS))
    ranks = {one.year: one for one in result.ranks}
    assert set(ranks) == {2017}
    assert (ranks[2017].rank, ranks[2017].areas, ranks[2017].low) == (2, 2, 2)
    counts = {one.year: one for one in result.regions}
    assert (counts[2017].below_nought, counts[2017].areas) == (1, 2)
    assert (counts[2019].below_nought, counts[2019].surely_below, counts[2019].areas) == (1, 1, 1)


def test_an_area_is_ranked_without_an_interval_where_chance_is_unknown() -> None:
    only = found().ranks[0]
    assert (only.rank, only.low, only.high) == (2, 0, 0)


class Sides:
    """Of a comparison, what the mix of pupils needs."""

    estimand = Estimand("progress", "all pupils", 2019, (2017,))
    frame = pd.DataFrame(
        {"unit": [1, 2, 3, 4, 5, 6], "treated": [True] * 3 + [False] * 3, "weight": [1.0, 1.0, 1.0, 2.0, 1.0, 1.0]}
    )


def mixed(before: list[float], after: list[float]) -> Panel:
    rows = [(school, year, "A", "North", 0.0, 100.0) for year in (2017, 2019) for school in range(1, 7)]
    return panel(rows, disadvantaged=[*before, *after])


def test_the_mix_of_pupils_is_told_with_the_weights_of_the_comparison() -> None:
    result = composition(mixed([10, 20, 30, 10, 20, 40], [16, 26, 36, 12, 22, 42]), Sides())  # type: ignore[arg-type]
    row = next(one for one in result.rows if one.variable == "disadvantaged")
    assert (row.programme_before, row.programme_after) == pytest.approx((20, 26), abs=TOLERANCE)
    assert (row.comparison_before, row.comparison_after) == pytest.approx((20, 22), abs=TOLERANCE)
    assert row.apart == pytest.approx(4, abs=TOLERANCE)
    spread = np.std([10, 20, 30, 10, 20, 40], ddof=1)
    assert row.in_sds == pytest.approx(4 / spread, abs=TOLERANCE)


def test_a_school_without_the_figure_in_one_year_counts_in_neither() -> None:
    result = composition(mixed([10, 20, 30, 10, 20, 40], [16, 26, np.nan, 12, 22, 42]), Sides())  # type: ignore[arg-type]
    assert "disadvantaged" not in {one.variable for one in result.rows}
    assert any("disadvantaged pupils" in said for said in result.missing)
