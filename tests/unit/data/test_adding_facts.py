"""Tables that only add facts to schools join the schools that other tables give."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from evalkit.core.errors import DataError
from evalkit.core.quantity import PERCENT
from evalkit.data.merged_tables import NO_SCHOOL, merge
from evalkit.data.sources.parts.source import FileRead
from evalkit.tables.flow import Step
from evalkit.tables.panel import Variable
from evalkit.tables.provenance import Provenance

NO_REASONS = pd.DataFrame({"urn": [], "year": [], "variable": [], "reason": []})


def table(name: str, frame: dict[str, list[object]], **changes: object) -> FileRead:
    rows = pd.DataFrame(frame)
    record = Provenance(f"{name}.csv", name, 2018, "final", "", len(rows), len(rows), (), (), ())
    variables = tuple(Variable(column, column, PERCENT) for column in rows if column not in {"urn", "year"})
    step = Step(f"read {name}.csv", "all", "rows", len(rows), len(rows))
    return replace(FileRead(rows, NO_REASONS, variables, frozenset(), record, step), **changes)


RESULTS = table("results", {"urn": [900001, 900001, 900002], "year": [2017, 2018, 2018], "progress8": [0.1, 0.2, 0.3]})


def census(**changes: object) -> FileRead:
    reasons = pd.DataFrame({"urn": [900001, 900009], "year": [2018, 2018], "variable": "eal", "reason": "suppressed"})
    frame = {"urn": [900001, 900002, 900009], "year": [2018, 2018, 2018], "eal": [float("nan"), 40.0, float("nan")]}
    return table("census", frame, adds_rows=False, reasons=reasons, **changes)


def test_facts_join_the_schools_and_years_that_have_results() -> None:
    merged = merge([RESULTS, census()])
    assert merged.frame[["urn", "year"]].values.tolist() == [[900001, 2017], [900001, 2018], [900002, 2018]]
    assert merged.frame["eal"].isna().tolist() == [True, True, False]


def test_a_row_that_finds_no_school_is_a_loss_with_its_number() -> None:
    (step,) = merge([RESULTS, census()]).steps
    assert (step.entered, step.left) == (3, 2)
    assert [(loss.urn, loss.year, loss.reason) for loss in step.losses] == [(900009, 2018, NO_SCHOOL)]


def test_reasons_of_rows_that_find_no_school_go_with_them() -> None:
    reasons = merge([RESULTS, census()]).reasons
    assert reasons[reasons["variable"] == "eal"][["urn", "reason"]].values.tolist() == [[900001, "suppressed"]]


def test_the_order_of_files_changes_nothing() -> None:
    first, second = merge([RESULTS, census()]), merge([census(), RESULTS])
    pd.testing.assert_frame_equal(first.frame, second.frame[first.frame.columns])
    assert first.steps == second.steps


def test_what_is_given_without_a_year_goes_to_every_year_of_its_school() -> None:
    frame = merge([RESULTS, census(lasting=frozenset({"eal"}))]).frame
    assert frame["eal"].isna().tolist() == [True, True, False]
    known = replace(census(lasting=frozenset({"eal"})), reasons=NO_REASONS)
    whole = merge([RESULTS, replace(known, frame=known.frame.assign(eal=[20.0, 40.0, 60.0]))])
    assert whole.frame["eal"].tolist() == [20.0, 20.0, 40.0]
    assert (whole.steps[0].entered, whole.steps[0].left) == (3, 2)


def test_facts_without_results_are_refused_in_words() -> None:
    with pytest.raises(DataError, match="only tables that add facts"):
        merge([census()])
