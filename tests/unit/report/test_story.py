"""Findings are quoted by id; what does not exist stops the report."""

from __future__ import annotations

import pytest

from evalkit.core.errors import ReportError
from evalkit.report.story import resolve
from tests.unit.report import samples


def test_text_without_quotations_is_left_alone() -> None:
    assert resolve("Nothing quoted { here }.", []) == "Nothing quoted { here }."


def test_every_unknown_id_and_filter_is_named_at_once_with_what_there_is() -> None:
    with pytest.raises(ReportError) as caught:
        resolve("{{ attendance }} {{ attainment | size }} {{ attainment }}", [samples.finding()])
    message = str(caught.value)
    assert len(caught.value.faults) == 2
    assert "'attendance'" in message
    assert "attainment" in message
    assert "'size'" in message
    assert "caution, direction, headline" in message


def test_a_quotation_before_any_finding_says_that_there_is_none() -> None:
    with pytest.raises(ReportError, match="no finding has been made yet"):
        resolve("{{ attainment }}", [])
