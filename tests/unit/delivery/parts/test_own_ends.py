"""Each school's own first and last term."""

from __future__ import annotations

import pandas as pd

from evalkit.delivery.parts.own_ends import FIRST, LAST, own_ends


def test_terms_are_ordered_by_the_calendar_and_a_school_of_one_term_has_no_ends() -> None:
    rows = pd.DataFrame(
        {
            "school": ["A", "A", "A", "B", "C", "C"],
            "term": ["Summer 2018", "Spring 2018", "Autumn 2017", "Spring 2018", "Autumn 2018", "Spring 2018"],
        }
    )
    ends = own_ends(rows)
    assert list(ends[FIRST]["school"] + " " + ends[FIRST]["term"]) == ["A Autumn 2017", "C Spring 2018"]
    assert list(ends[LAST]["school"] + " " + ends[LAST]["term"]) == ["A Summer 2018", "C Autumn 2018"]
