from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evalkit.analysis.point import point_estimate
from evalkit.records.analysis import Analysis
from evalkit.sensitivity.suppressed_cells import Options, suppressed_cells
from tests.unit.sensitivity.hand import worked

# A weighted mean of a few doubles.
ROUNDING = 1e-12
SEEN_2019 = (-0.2, 5.0)


def hiding(*cells: tuple[int, int], reason: str = "suppressed") -> Analysis:
    """The schools worked by hand, with some outcomes hidden."""
    analysis = worked()
    panel = analysis.panel()
    frame = panel.frame.copy()
    for school, year in cells:
        frame.loc[(frame["unit"] == school) & (frame["year"] == year), "p8_maths"] = np.nan
    reasons = pd.DataFrame(
        [(school, year, "p8_maths", reason) for school, year in cells],
        columns=["unit", "year", "variable", "reason"],
    )
    return analysis.change(data=replace(panel, frame=frame, reasons=reasons))


def asked(analysis: Analysis):
    return suppressed_cells(analysis, point_estimate(analysis), point_estimate, Options())


def test_a_hidden_school_of_the_programme_is_put_at_both_ends_of_what_schools_had() -> None:
    """Schools 1 and 2 have donors 3, 4 and 6, 4; school 2 is hidden in 2019, when others had -0.2 to 5.0."""
    result = asked(hiding((2, 2019)))
    left_out, low, high = result.shows.frame()["estimate"].iloc[:3]
    assert left_out == pytest.approx(0.4 - 0.2, abs=ROUNDING)
    whole = worked()
    known = point_estimate(whole).estimate
    assert low == pytest.approx(known + (SEEN_2019[0] - 0.2) / 2, abs=ROUNDING)
    assert high == pytest.approx(known + (SEEN_2019[1] - 0.2) / 2, abs=ROUNDING)
    assert "1 of the programme's schools is left out for it" in result.answer


def test_no_value_of_the_hidden_numbers_gives_an_estimate_outside() -> None:
    analysis = hiding((2, 2019), (6, 2017))
    table = asked(analysis).shows.frame()
    widest = table["estimate"].iloc[3:5]
    frame = analysis.panel().frame
    tried = []
    for one in np.linspace(-9, 9, 3):
        for two in np.linspace(-9, 9, 3):
            filled = frame.copy()
            filled.loc[(filled["unit"] == 2) & (filled["year"] == 2019), "p8_maths"] = one
            filled.loc[(filled["unit"] == 6) & (filled["year"] == 2017), "p8_maths"] = two
            tried.append(point_estimate(analysis.change(data=replace(analysis.panel(), frame=filled))).estimate)
    assert widest.min() == pytest.approx(min(tried), abs=ROUNDING)
    assert widest.max() == pytest.approx(max(tried), abs=ROUNDING)


def test_the_estimate_given_is_the_declared_row() -> None:
    analysis = hiding((2, 2019))
    table = asked(analysis).shows.frame()
    assert table.loc[table["declared"], "estimate"].tolist() == [point_estimate(analysis).estimate]


def test_numbers_that_are_missing_for_other_reasons_are_not_filled_in() -> None:
    result = asked(hiding((2, 2019), reason="low_coverage"))
    assert len(result.shows.frame()) == 1
    assert result.answer == "No number of this outcome is hidden by the publisher in the years compared."


def test_hidden_numbers_of_schools_that_take_no_part_move_nothing() -> None:
    """School 7 is nobody's neighbour."""
    result = asked(hiding((7, 2019)))
    assert result.shows.frame()["estimate"].nunique() == 1
    assert result.answer.startswith("No hidden number could move the estimate")
