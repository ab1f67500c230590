"""Small tables of authorities for the specifications of their measures, with results worked out by hand."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure
from evalkit.tables.panel import Panel

AS_COMPUTED = 1e-12  # a few sums and a root of doubles
AUTHORITIES = 20
NAN = float("nan")

PanelOf = Callable[..., Panel]
Table = dict[str, list[object]]


def rescaled_table(source: str) -> tuple[Table, tuple[int, ...], list[float]]:
    """Return twenty authorities whose scores are spread twice as far in 2017 as in 2016, and what must come out."""
    scores = [0.1 * (number % 5) - 0.2 for number in range(AUTHORITIES)]
    table: Table = {
        "unit": [*range(801, 821), *range(801, 821)],
        "year": [2016] * AUTHORITIES + [2017] * AUTHORITIES,
        source: [*(score / 2 for score in scores), *scores],
    }
    return table, (2016, 2017), [*scores, *scores]


def points_table(source: str) -> tuple[Table, tuple[int, ...], list[float]]:
    """Return three authorities in 2017, one without a figure."""
    table: Table = {"unit": [801, 802, 803], "year": [2017] * 3, source: [44.0, 46.5, NAN]}
    return table, (2017,), [44.0, 46.5, NAN]


def standing_table(source: str) -> tuple[Table, tuple[int, ...], list[float]]:
    """Return 40, 42 and 44 points: mean 42, standard deviation (divisor n) the root of 8/3; old points beside them."""
    distance = 2.0 / np.sqrt(8.0 / 3.0)
    table: Table = {
        "unit": [801, 802, 803, 801, 802, 803],
        "year": [2016] * 3 + [2017] * 3,
        source: [400.0, 420.0, 440.0, 40.0, 42.0, 44.0],
    }
    return table, (2016, 2017), [-distance, 0.0, distance, -distance, 0.0, distance]


def check_values(
    panel_of: PanelOf, name: str, table: Table, years: tuple[int, ...], expected: list[float], tolerance: float
) -> tuple[str, ...]:
    """Put the measure to a table and return its notes."""
    panel, notes = add_measure(panel_of(table), name, years=years)
    np.testing.assert_allclose(panel.frame[name], expected, atol=tolerance)
    return notes


def check_progress(
    panel_of: PanelOf, name: str, table: Table, years: tuple[int, ...], expected: list[float], tolerance: float
) -> None:
    """Put a measure of progress to its table: 2016 is rescaled and said to be; 2017 alone stands as published."""
    (note,) = check_values(panel_of, name, table, years, expected, tolerance)
    assert "2015/16" in note and "between authorities" in note
    alone = [value if year == 2017 else NAN for year, value in zip(table["year"], expected, strict=True)]
    assert check_values(panel_of, name, table, (2017,), alone, tolerance) == ()


def few_authorities(panel_of: PanelOf, name: str, source: str) -> None:
    """Refuse 2016 beside 2017 where fewer than twenty authorities have both; a stated reason sets the rule aside."""
    table = {"unit": [801, 801], "year": [2016, 2017], source: [0.1, 0.2]}
    with pytest.raises(StudyFileError, match="at least 20 authorities"):
        add_measure(panel_of(table), name, years=(2016, 2017))
    panel, notes = add_measure(
        panel_of(table), name, years=(2016, 2017), overrides={"2016 not rescaled": "too few authorities"}
    )
    assert panel.frame[name].tolist() == [0.1, 0.2]
    assert "too few authorities" in notes[0]


def refused_across_2017(panel_of: PanelOf, name: str, source: str) -> None:
    """Refuse points of 2016 beside points of 2017, and point to the standardised measure."""
    table = {"unit": [801, 801], "year": [2016, 2017], source: [50.0, 46.0]}
    with pytest.raises(StudyFileError, match=f"{name}_z"):
        add_measure(panel_of(table), name, years=(2016, 2017))
