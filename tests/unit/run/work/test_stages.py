"""The files of schools beside a report: a line for each, and no text that a spreadsheet would compute."""

from __future__ import annotations

import csv
from pathlib import Path

from evalkit.records.comparison_schools import ComparisonSchool, ComparisonSchools
from evalkit.run.work.stages import COMPARED_COLUMNS, LOST_COLUMNS, write_compared, write_lost
from evalkit.tables.flow import Flow, Loss, Step

FORMULA = '=HYPERLINK("x")'


def read(file: Path) -> list[list[str]]:
    """Return the rows of a file, its header first."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def test_lost_schools_stand_with_their_reason_as_text(tmp_path: Path) -> None:
    losses = (Loss(990001, 2017, FORMULA), Loss(None, None, "small"))
    write_lost(
        {"attainment": Flow((Step("donor rules", "comparison", "schools", 3, 1, losses),))}, tmp_path / "lost.csv"
    )
    assert read(tmp_path / "lost.csv") == [
        list(LOST_COLUMNS),
        ["attainment", "donor rules", "comparison", "990001", "2017", f"'{FORMULA}"],
        ["attainment", "donor rules", "comparison", "", "", "small"],
    ]


def test_comparison_schools_stand_with_their_name_as_text(tmp_path: Path) -> None:
    schools = (ComparisonSchool(990001, FORMULA, "@North", 0.75, ("A",)), ComparisonSchool(990002, "B", "C", 0.25, ()))
    write_compared({"attainment": ComparisonSchools("attainment", "school", schools)}, tmp_path / "compared.csv")
    assert read(tmp_path / "compared.csv") == [
        list(COMPARED_COLUMNS),
        ["attainment", "990001", f"'{FORMULA}", "'@North", "0.75", "A"],
        ["attainment", "990002", "B", "C", "0.25", "all together"],
    ]
