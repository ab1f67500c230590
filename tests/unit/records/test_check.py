"""A check of the former kind is read as a list of refits, and what has a new place says so."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pandas as pd
import pytest

from evalkit.core.errors import EstimationError
from evalkit.core.quantity import Unit
from evalkit.records.check import CheckResult
from evalkit.records.shown import Further, JudgedRefit, JudgedRefits, NamedNumber, Refits, Refitted, SchoolsLeftOut

ROWS = pd.DataFrame(
    {
        "label": ["theirs", "ours"],
        "estimate": [0.1, 0.2],
        "declared": [False, True],
        "move": [-0.1, 0.0],
        "unit": ["points", "grades"],
        "times": [2, 3],
        "before": [0.5, 1.0],
    }
)


def partner(table: pd.DataFrame | None, values: tuple[tuple[str, float], ...] = ()) -> CheckResult:
    """Return what a check written for the former version returns, every part in its place."""
    return CheckResult("partner", "Is it so?", None, True, "It is.", "grades", table, values)


def test_a_table_of_the_former_kind_becomes_refits_with_columns_of_any_name() -> None:
    shown = partner(ROWS, (("half-width", 0.3),)).shows
    assert shown == Refits(
        rows=(Refitted("theirs", 0.1), Refitted("ours", 0.2, declared=True)),
        planned=0.2,
        half_width=0.3,
        further=(
            Further("unit", ("points", "grades")),
            Further("times", (2.0, 3.0), Unit("", 0)),
            Further("before", (0.5, 1.0), Unit("", 2)),
        ),
        numbers=(NamedNumber("half-width", 0.3),),
    )


def test_a_table_with_intervals_becomes_judged_refits() -> None:
    table = pd.DataFrame({"label": ["ours"], "estimate": [0.2], "conf_low": [0.1], "conf_high": [0.3]})
    assert partner(table).shows == JudgedRefits((JudgedRefit("ours", 0.2, 0.1, 0.3),))


def test_schools_left_out_by_a_check_of_the_former_kind_stay_unnamed() -> None:
    table = pd.DataFrame({"label": ["without 990001"], "school": [990001], "estimate": [0.2], "move": [0.1]})
    shown = partner(table).shows
    assert isinstance(shown, SchoolsLeftOut)
    assert (shown.planned, shown.largest_move) == pytest.approx((0.1, 0.1))


def test_numbers_without_a_table_are_kept() -> None:
    assert partner(None, (("found", 2.0),)).shows == Refits((), numbers=(NamedNumber("found", 2.0),))
    assert partner(None).shows is None


def test_a_table_without_estimates_is_told_what_to_write() -> None:
    with pytest.raises(EstimationError, match=r"(?s)check partner, table.*no column estimate.*shows=Refits"):
        partner(pd.DataFrame({"label": ["ours"], "effect": [0.2]}))


def test_a_part_that_moved_says_where_it_is_now() -> None:
    result = partner(ROWS)
    with pytest.raises(AttributeError, match=r"write shows\.frame\(\)"):
        result.table["estimate"]
    with pytest.raises(AttributeError, match="the fields of shows"):
        dict(result.values)
    assert result.shows.frame()["estimate"].tolist() == [0.1, 0.2]


def test_a_result_can_be_changed_and_kept() -> None:
    result = partner(ROWS)
    assert replace(result, answer="It is not.").shows == result.shows
    assert pickle.loads(pickle.dumps(result)) == result
    bare = replace(result, table=ROWS[["label", "estimate"]])
    assert bare.shows == Refits((Refitted("theirs", 0.1), Refitted("ours", 0.2)))
