"""Every kind of thing that a check shows has one entry, one drawing and one table; columns may have any name."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import ClassVar

import pandas as pd
import pytest

from evalkit.core.errors import ReportError
from evalkit.core.quantity import Unit
from evalkit.findings.shown import shown_content
from evalkit.records import shown as kinds
from evalkit.records.check import CheckResult
from evalkit.records.shown import Further, HiddenNumbers, JudgedRefit, JudgedRefits, Refits, Refitted, Shown
from evalkit.report.catalogue import KINDS
from evalkit.report.verbs import figure, table
from tests.unit.report import samples
from tests.unit.report.test_check_figures import CHECKS

FINDINGS = Path(__file__).resolve().parents[3] / "docs" / "findings.md"
# Names by which drawings once told one check from another.
SNIFFED = ("unit", "times", "before", "contribution", "naive", "school", "area", "share", "others", "label")
ASKED = CheckResult("partner", "Is it so?", None, True, "It is +0.10 grades.", "grades")


def partner(rows: int = 2) -> CheckResult:
    """Return a check whose further columns have the names of everybody else's."""
    further = tuple(Further(name, tuple(float(n) for n in range(rows)), Unit("apples", 1)) for name in SNIFFED)
    listed = tuple(JudgedRefit(f"choice {n}", 0.1 * n, 0.1 * n - 1, 0.1 * n + 1) for n in range(1, rows + 1))
    return replace(ASKED, shows=JudgedRefits(listed, further=further))


def test_every_kind_is_registered_once() -> None:
    own = {getattr(kinds, name) for name in kinds.__all__}
    made = {one.kind for one in own if issubclass(one, Shown) and one is not Shown}
    assert made == set(KINDS)


def test_every_kind_and_field_is_described() -> None:
    described = FINDINGS.read_text(encoding="utf-8")
    records = {getattr(kinds, name) for name in kinds.__all__} - {Shown}
    written = {field.name for record in records for field in fields(record)} - {"rows", "school"}
    assert {name for name in written | set(KINDS) if f"`{name}`" not in described} == set()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_drawn_and_printed(kind: str) -> None:
    bounds = HiddenNumbers((Refitted("left out", 0.1, declared=True), Refitted("lowest possible", 0.0)), 3, 1)
    every = [*CHECKS.values(), samples.check(), samples.risen(), replace(ASKED, shows=bounds)]
    result = next(one for one in every if one.shows is not None and one.shows.kind == kind)
    assert figure(result).kind == "figure"
    printed = table(result)
    assert printed.kind == "table"
    assert len(printed.cells) == len(result.shows.rows)
    assert shown_content(result.shows)["kind"] == kind


def test_columns_of_any_name_are_printed_and_change_no_drawing() -> None:
    drawn = figure(partner())
    assert drawn.text.startswith("Dot plot of 2 estimates")
    assert drawn.svg == figure(replace(ASKED, shows=replace(partner().shows, further=()))).svg
    printed = table(partner())
    assert printed.columns[:4] == ("Analysis", "Estimate (grades)", "From (grades)", "To (grades)")
    assert printed.columns[4:7] == ("Unit (apples)", "Times (apples)", "Before (apples)")
    assert printed.cells[1] == ("choice 2", "+0.20", "−0.80", "+1.20", *["1.0"] * len(SNIFFED))


@pytest.mark.parametrize("name", SNIFFED)
def test_a_former_table_with_a_column_of_any_name_is_shown(name: str) -> None:
    rows = pd.DataFrame(
        {"label": ["ours", "theirs"], "estimate": [0.1, 0.2], **({name: [1, 2]} if name != "label" else {})}
    )
    result = CheckResult("partner", "Is it so?", None, True, "It is +0.10 grades.", "grades", rows)
    assert figure(result).kind == "figure"
    assert len(table(result).cells) == 2


def test_many_rows_of_a_partner_are_named_at_the_ends() -> None:
    svg = figure(partner(20)).svg
    assert "choice 1" in svg
    assert "choice 20" in svg
    assert "choice 7" not in svg


def test_a_kind_derived_from_another_is_shown_like_it_and_a_kind_of_its_own_is_told_what_to_do() -> None:
    @dataclass(frozen=True, slots=True)
    class OursLikeRefits(Refits):
        more: int = 1

    @dataclass(frozen=True, slots=True)
    class Ours(Shown):
        kind: ClassVar[str] = "ours"

    like = replace(ASKED, shows=OursLikeRefits((Refitted("ours", 0.1),)))
    assert figure(like).kind == "figure"
    with pytest.raises(ReportError, match=r"(?s)of the kind 'ours'.*derive the record from a kind"):
        table(replace(ASKED, shows=Ours((1,))))


def test_a_school_left_out_is_in_no_file() -> None:
    told = str(shown_content(samples.check().shows))
    assert "99000" not in told
    assert samples.check().shows.rows[0].school == 990001
