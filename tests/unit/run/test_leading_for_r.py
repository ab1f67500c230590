"""The folder for R is made as far as the leading question came: a refusal on the way leaves its tables without rows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from evalkit.analysis.compare import compare
from evalkit.core.errors import DataError, DesignError
from evalkit.evaluation.evaluation import Evaluation
from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Comparison
from evalkit.run.work.stages import leading_for_r
from tests.support.exports_for_r import WAYS, invented
from tests.unit.report import samples


def evaluation(refused_at: str) -> Evaluation:
    analysis = WAYS["areas"]()

    def analysed(_: str) -> Analysis:
        if refused_at == "analysis":
            raise DataError.one(where="tables", found="no table", allowed="a table", next="add one")
        return analysis

    def compared(_: str) -> Comparison:
        if refused_at == "comparison":
            raise DesignError.one(where="matched", found="no donors", allowed="donors", next="widen the rules")
        return compare(analysis)

    return cast("Evaluation", SimpleNamespace(analysis=analysed, comparison=compared))


@pytest.mark.parametrize(("refused_at", "rows"), [("analysis", 0), ("comparison", 0), ("estimate", 98)])
def test_what_was_refused_leaves_the_headline_without_numbers(refused_at: str, rows: int) -> None:
    answer = samples.unanswered()
    tables = {one.file: one for one in leading_for_r(evaluation(refused_at), [answer], answer.id)}
    assert len(tables["schools.csv"].rows) == rows
    assert ("answered", "no", None) in tables["headline.csv"].rows
    assert not tables["placebos.csv"].rows


def test_an_answer_has_every_table() -> None:
    finding, expected = invented("areas")
    made = leading_for_r(evaluation("nowhere"), [samples.unanswered(), finding], finding.id)
    assert {one.file: one.text() for one in made} == {file: table.text() for file, table in expected.items()}
