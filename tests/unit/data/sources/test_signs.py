"""A table is known by its headings, whatever their capitals and blanks."""

from __future__ import annotations

import pytest

from evalkit.core.column import Signs

SIGNS = Signs((("URN",), ("Pupil: Teacher Ratio", "RATPUPTEA")), without=("P8MEA",))


@pytest.mark.parametrize(
    "header",
    [("URN", "Pupil: Teacher Ratio"), ("urn", "Pupil:     teacher ratio", "more"), ("RATPUPTEA", "Urn")],
)
def test_one_heading_of_each_group_is_enough(header: tuple[str, ...]) -> None:
    assert SIGNS(header)


@pytest.mark.parametrize("header", [("URN",), ("RATPUPTEA",), (), ("URN", "RATPUPTEA", "p8mea")])
def test_a_group_without_a_heading_or_a_heading_of_another_kind_is_refused(header: tuple[str, ...]) -> None:
    assert not SIGNS(header)


def test_without_signs_no_table_is_known() -> None:
    assert not Signs()(("URN", "RATPUPTEA"))
