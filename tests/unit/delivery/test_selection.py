"""Which schools were looked at and asked."""

from __future__ import annotations

import evalkit as ek
from evalkit.records.delivery.selection import SelectionOfSchools
from tests.support.programme import account, kept_tables

ROWS = [
    {"school": "A", "figure": "P8 2017", "value": -0.4, "answer": "accepted", "local_knowledge": "new head"},
    {"school": "B", "figure": "P8 2017", "value": -0.1, "answer": "declined", "why": "no time"},
    {"school": "C", "figure": "P8 2017", "answer": "not asked"},
    {"school": "D", "figure": "Review", "answer": "accepted"},
]


def test_schools_are_counted_by_figure_and_named_nowhere() -> None:
    result = account("selection", kept_tables(selection=ROWS))
    assert isinstance(result, SelectionOfSchools)
    first, second = result.figures
    assert (first.schools, first.known, first.lowest, first.highest) == (3, 2, -0.4, -0.1)
    assert (first.accepted, first.declined, first.not_asked, first.local) == (1, 1, 1, 1)
    assert second.known == 0
    assert result.declined_why == ("no time",)
    said = ek.sentence(result).text
    assert "2 of those asked accepted and 1 declined; 1 other school did not come to be asked." in said
    assert ek.table(result).cells[1][3] == "[x]"
