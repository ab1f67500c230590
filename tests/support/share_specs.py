"""What every share of all pupils must do: stand as published, know its chance, begin in its first year."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from evalkit.core.errors import StudyFileError
from evalkit.measures.parts.added_measure import add_measure
from evalkit.tables.panel import Panel

SQUARE_ROOT = 1e-12  # one division and one root

PanelOf = Callable[[Mapping[str, list[float]]], Panel]


def stands_as_published(panel_of: PanelOf, name: str, table: Mapping[str, list[float]], expected: list[float]) -> None:
    """Take the published number over as it is, in per cent, without a note."""
    panel, notes = add_measure(panel_of(table), name, years=_years(table))
    np.testing.assert_array_equal(panel.frame[name], expected)
    assert panel.variable(name).unit.name == "per cent"
    assert notes == ()


def knows_its_chance(panel_of: PanelOf, name: str, table: Mapping[str, list[float]]) -> None:
    """Let chance move 64 per cent of 100 pupils, and none of 5, by hand-worked amounts, and 100 per cent by some."""
    panel, _ = add_measure(panel_of(table), name, years=_years(table))
    moved = panel.frame[f"{name}_sampling_sd"].to_numpy()
    part = (64 + 2) / (100 + 4)
    assert moved[0] == pytest.approx(100 * np.sqrt(part * (1 - part) / 100), rel=SQUARE_ROOT)
    assert moved[2] == pytest.approx(100 * np.sqrt(2 / 9 * 7 / 9 / 5), rel=SQUARE_ROOT)
    assert moved[4] > 0
    assert np.isnan(moved[3])
    assert np.isnan(moved[5])


def is_refused_before(panel_of: PanelOf, name: str, table: Mapping[str, list[float]], first: int) -> None:
    """Refuse the year before the first in words that name the first."""
    with pytest.raises(StudyFileError, match=f"does not exist before {first - 1}/{first % 100}"):
        add_measure(panel_of(table), name, years=(first - 1, 2017 if first < 2017 else first))


def _years(table: Mapping[str, list[float]]) -> tuple[int, ...]:
    return tuple(sorted({int(year) for year in table["year"]}))
