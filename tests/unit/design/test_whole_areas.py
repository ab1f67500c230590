"""Whether a programme reached a whole authority: counted by pupils, with schools that have results."""

from __future__ import annotations

import pandas as pd
import pytest

from evalkit.core.errors import DesignError
from evalkit.core.quantity import PUPILS
from evalkit.design.parts.whole_areas import Reach, reach, whole_areas
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable

# Four schools of one authority, the last without results yet, and one school elsewhere.
SCHOOLS = {
    "unit": [1, 2, 3, 4, 5],
    "urn": [1, 2, 3, 4, 5],
    "year": [2017] * 5,
    "area": ["856"] * 4 + ["855"],
    "area_name": ["City"] * 4 + ["County"],
    "pupils": [200.0, 100.0, 100.0, float("nan"), 300.0],
}
SHARE = 0.75


def found(programme: set[int]) -> Reach:
    reasons = pd.DataFrame({"unit": [], "year": [], "variable": [], "reason": []})
    known = (
        Variable("area", "authority", None),
        Variable("area_name", "authority", None),
        Variable("pupils", "", PUPILS),
    )
    return reach(Panel(pd.DataFrame(SCHOOLS), reasons, known, (), Flow()), frozenset(programme), 2017)


def test_it_is_counted_by_pupils_over_schools_with_results() -> None:
    assert found({1, 2, 4}) == Reach(("856",), ("City",), 2, 3, SHARE)
    assert found({1, 2, 4}).whole
    assert whole_areas(found({1, 2, 4}), "white") == frozenset({856})


def test_a_few_schools_of_an_authority_are_refused_with_their_share() -> None:
    with pytest.raises(DesignError, match="1 of 3 schools of City, with 25 per cent of their pupils"):
        whole_areas(found({2}), "white")


def test_schools_that_are_in_no_table_reach_no_authority() -> None:
    with pytest.raises(DesignError, match="0 of 0 schools of no authority"):
        whole_areas(found({99}), "white")
