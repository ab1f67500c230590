from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from assurance.simulation.assumed_selection import analysis_of, ranged, rows_of
from assurance.simulation.assumed_selection_page import LAST_FALL, NEEDS, PASSING_ALONE
from assurance.worlds.chosen import BELOW, CHOSEN_IN, LOWEST, Schools, draw
from evalkit.analysis.compare import compare
from evalkit.analysis.point import point_estimate
from evalkit.design.parts.options import VariableYear
from evalkit.inference import INFERENCES
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.estimate import Inference
from evalkit.sensitivity.assumed_selection import (
    NO_INTERVAL,
    RANGE_FROM,
    RANGE_TO,
    Options,
    assumed_selection,
    moved,
    out_of_balance,
)

# Sums of a few hundred doubles in another order.
EXACT = 1e-10
PROCESS = "random walk and noise"


@pytest.fixture(scope="module")
def schools() -> Schools:
    return draw(PROCESS, 5)


def lowest(schools: Schools, number: int = 5) -> frozenset[int]:
    rows = schools.panel.frame
    there = rows[(rows["area"] == "100") & (rows["year"] == CHOSEN_IN)].set_index("unit")["p8_maths"]
    return frozenset(int(school) for school in there.sort_values().index[:number])


def asked(analysis: Analysis, *, judged: bool = True) -> CheckResult:
    estimate = point_estimate(analysis)
    if judged:
        method = INFERENCES.get("placebo_sets")
        found = method.run(analysis, estimate, point_estimate, method.options())
        assert isinstance(found, Inference)
        estimate = estimate.with_inferences((found,), "placebo_sets")
    return assumed_selection(analysis, estimate, point_estimate, Options())


def told(result: CheckResult) -> dict[str, float]:
    return {one.name: one.value for one in result.shows.numbers}


def by_hand(schools: Schools, chosen: frozenset[int]) -> tuple[float, float, float, float]:
    """Return distance and share gone, of the level and of the last change, by loops over areas."""
    wide = schools.panel.wide("p8_maths")
    area = schools.panel.frame.drop_duplicates("unit").set_index("unit")["area"]
    contrast, found = wide[2019] - wide[2017], []
    for values in (wide[2017], wide[2017] - wide[2016]):
        home = values[area == "100"]
        own = home[home.index.isin(chosen)]
        squares = products = 0.0
        for code in area.unique():
            if code == "100":
                continue
            inside, change = values[area == code], contrast[area == code]
            squares += float(((inside - inside.mean()) ** 2).sum())
            products += float(((inside - inside.mean()) * (change - change.mean())).sum())
        found += [float(own.mean() - home.mean()), -products / squares]
    return found[0], found[1], found[2], found[3]


def test_the_four_readings_are_those_worked_by_hand(schools: Schools) -> None:
    chosen = lowest(schools)
    analysis = analysis_of(schools, chosen)
    result = asked(analysis)
    distance, gone, change, gone_of_change = by_hand(schools, chosen)
    start = point_estimate(analysis).estimate
    expected = [start, start + gone * distance / 2, start + gone * distance, start + gone_of_change * change]
    np.testing.assert_allclose([row.estimate for row in result.shows.rows], expected, atol=EXACT)
    assert [row.declared for row in result.shows.rows] == [True, False, False, False]
    numbers = told(result)
    assert numbers["distance before the start"] == pytest.approx(distance, abs=EXACT)
    assert numbers["slope on the last yearly change"] == pytest.approx(-gone_of_change, abs=EXACT)
    assert (distance, gone, gone_of_change) < (0.0, 1.0, 1.0)
    rows = result.shows.rows
    assert numbers[RANGE_FROM] == min(row.conf_low for row in rows)
    assert numbers[RANGE_TO] == max(row.conf_high for row in rows)


def test_the_whole_distance_is_taken_from_all_eligible_schools_of_the_area(schools: Schools) -> None:
    """From those not chosen alone it would be longer, by so many schools as there are over those not chosen."""
    chosen = lowest(schools)
    wide = schools.panel.wide("p8_maths")[CHOSEN_IN]
    home = schools.panel.frame.query("area == '100' and year == @CHOSEN_IN")["unit"]
    own = wide[wide.index.isin(chosen)].mean()
    rest = wide[wide.index.isin(home) & ~wide.index.isin(chosen)].mean()
    longer = len(home) / (len(home) - len(chosen))
    distance = told(asked(analysis_of(schools, chosen)))["distance before the start"]
    assert distance * longer == pytest.approx(own - rest, abs=EXACT)


def test_an_interval_is_moved_and_widened_by_the_doubt_of_its_shift() -> None:
    """An SE of 3 and a doubt of 4 make 5: each side is five thirds as long."""
    sure = Inference("placebo_sets", 3.0, float("nan"), -5.0, 8.0, 0.95, 0.5, "", "")
    assert moved(1.0, sure, -2.0, 4.0) == pytest.approx((-1.0, -1.0 - 10.0, -1.0 + 35.0 / 3.0))
    assert moved(1.0, sure, 0.0, 0.0) == (1.0, -5.0, 8.0)
    # Without a standard error of its own, half the interval over 1.96 stands in.
    bare = replace(sure, std_error=float("nan"), conf_low=1.0 - 1.96, conf_high=1.0 + 1.96)
    assert moved(1.0, bare, 0.0, 1.0)[2] == pytest.approx(1.0 + 1.96 * np.sqrt(2.0))


def test_without_the_year_before_the_last_reading_is_refused_in_words(schools: Schools) -> None:
    frame = schools.panel.frame
    panel = replace(schools.panel, frame=frame[frame["year"] != 2016].reset_index(drop=True))
    result = asked(analysis_of(schools, lowest(schools)).change(data=panel))
    assert len(result.shows.rows) == 3
    assert result.answer.startswith("Under three assumptions about that need, the data fit anything from ")
    assert "cannot be worked out: the outcome of 2015/16 is lacking" in result.answer
    assert [(one.variable, one.years) for one in result.wanted] == [("p8_maths", (2016,))]
    assert "is lacking" not in asked(analysis_of(schools, lowest(schools))).answer


def test_the_outcome_is_taken_out_of_the_balance(schools: Schools) -> None:
    """The range starts from the plan without the outcome matched on, judged by the same inference."""
    plain = analysis_of(schools, lowest(schools))
    options = plain.design_options
    matched = plain.change(design_options=replace(options, nearest=(*options.nearest, VariableYear("p8_maths", 2017))))
    assert out_of_balance(matched).design_options == options
    assert out_of_balance(plain) is plain
    ours, theirs = asked(matched), asked(plain)
    assert [row.estimate for row in ours.shows.rows] == pytest.approx([row.estimate for row in theirs.shows.rows])
    assert "The outcome before the start is not matched on here." in ours.answer
    assert "not matched on" not in theirs.answer


def test_a_whole_area_has_nobody_to_stand_beside(schools: Schools) -> None:
    few = frozenset(int(school) for school in schools.panel.frame.query("area == '100'")["unit"].unique()[:5])
    frame = schools.panel.frame.query("area != '100' or unit in @few").reset_index(drop=True)
    result = asked(analysis_of(schools, few).change(data=replace(schools.panel, frame=frame)))
    assert not result.answered
    assert "every eligible school of it was chosen" in result.answer
    unjudged = asked(analysis_of(schools, lowest(schools)), judged=False)
    assert (unjudged.answered, unjudged.answer) == (False, NO_INTERVAL)


def test_beside_a_rule_the_distance_is_among_those_the_rule_would_choose(schools: Schools) -> None:
    chosen = lowest(schools)
    ruled = analysis_of(schools, chosen).change(selection=BELOW)
    wide = schools.panel.wide("p8_maths")[CHOSEN_IN]
    pool = compare(ruled).pool
    home = wide[pd.Index(pool.unit[pool.home | pool.treated])]
    low = home[(home < 0.0) | home.index.isin(chosen)]
    assert 5 < len(low) < len(home)
    expected = low[low.index.isin(chosen)].mean() - low.mean()
    assert told(asked(ruled))["distance before the start"] == pytest.approx(expected, abs=EXACT)
    # A rule by rank would have chosen nobody else.
    assert not asked(analysis_of(schools, chosen).change(selection=LOWEST)).answered


@pytest.mark.parametrize("need", [*NEEDS, LAST_FALL])
def test_a_known_need_lies_in_the_range(need: str, drawn: pd.DataFrame) -> None:
    """A small cut of the simulation: the reading that is true has no bias, and the range misses the truth seldom."""
    rows = drawn[drawn["need"] == need]
    truth = {"what lasts": "row 0", "and all of the dip": "row 2", LAST_FALL: "row 3"}.get(need)
    if truth is not None:
        errors = rows[truth]
        assert abs(errors.mean()) < 3.5 * errors.std(ddof=1) / np.sqrt(len(errors))
    assert rows["held"].sum() >= len(rows) - 1
    allowed = rows["wider end"] + 1.2 * rows["ends apart"]
    assert (rows["width"] <= allowed + EXACT).all()


def test_a_need_that_followed_the_dip_alone_is_in_no_reading(drawn: pd.DataFrame) -> None:
    """The simulation can fail: nothing in the tables shows a selection on what passes alone."""
    rows = drawn[drawn["need"] == PASSING_ALONE]
    for place in (0, 2):
        assert rows[f"row {place}"].mean() > 2 * rows[f"row {place}"].std(ddof=1) / np.sqrt(len(rows))


@pytest.fixture(scope="module")
def drawn() -> pd.DataFrame:
    return pd.DataFrame([row for number in range(8) for row in rows_of("white noise", number)])


def test_the_simulation_asks_the_registered_check(schools: Schools) -> None:
    analysis = analysis_of(schools, lowest(schools))
    numbers, row = told(asked(analysis)), ranged(analysis)
    assert row["width"] == pytest.approx(numbers[RANGE_TO] - numbers[RANGE_FROM], abs=EXACT)
