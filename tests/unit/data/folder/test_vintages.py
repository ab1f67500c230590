"""Two vintages of one table: the newer is used, the older is named, and no school of it is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.data.folder.vintages import IN_BOTH, ONLY_IN_OLDER
from evalkit.data.school_panel import read_panel
from evalkit.study.model import DataFile
from evalkit.tables.panel import Panel
from tests.support.ks4_files import HEADER, SCHOOLS, put, text, with_cell

FINAL, REVISED, PROVISIONAL = (f"2018-2019/england_ks4{name}.csv" for name in ("final", "revised", "provisional"))
MANY = tuple((*SCHOOLS[1][:3], str(900100 + at), f"Invented School {at}", *SCHOOLS[1][5:]) for at in range(30))


def two(folder: Path, older: str = PROVISIONAL, **cells: str) -> Panel:
    for column, value in cells.items():
        put(folder, text(with_cell(2, column, value)), older)
    put(folder, text(), FINAL)
    return read_panel(folder)


def test_the_newer_of_two_vintages_gives_the_figures(tmp_path: Path) -> None:
    panel = two(tmp_path, P8MEAMAT="0.29")
    assert panel.frame.set_index("urn").loc[900001, "progress8_maths"] == 0.31
    assert len(panel.frame) == 3


def test_both_vintages_are_named_in_the_record(tmp_path: Path) -> None:
    notes = {record.file: " ".join(record.notes) for record in two(tmp_path, P8MEAMAT="0.29").provenance}
    assert f"set aside: {FINAL} is the final table of the same year, this one is provisional" in notes[PROVISIONAL]
    assert f"used instead of {PROVISIONAL}, which is the provisional table of the same year" in notes[FINAL]


def test_each_school_set_aside_stands_in_the_flow(tmp_path: Path) -> None:
    put(tmp_path, text((*SCHOOLS, *MANY)), PROVISIONAL)
    put(tmp_path, text((*SCHOOLS, *MANY[1:])), FINAL)
    panel = read_panel(tmp_path)
    (step,) = (step for step in panel.flow.steps if step.name.startswith("set aside"))
    assert (step.entered, step.left, len(step.losses)) == (35, 0, 35)
    assert [loss.urn for loss in step.losses if loss.reason == ONLY_IN_OLDER] == [900100]
    assert sum(loss.reason == IN_BOTH for loss in step.losses) == 34
    assert all(step.entered == step.left + len(step.losses) for step in panel.flow.steps)


def test_of_three_vintages_the_final_one_is_used(tmp_path: Path) -> None:
    put(tmp_path, text(with_cell(2, "P8MEAMAT", "0.28")), REVISED)
    panel = two(tmp_path, P8MEAMAT="0.27")
    assert panel.frame.set_index("urn").loc[900001, "progress8_maths"] == 0.31
    assert sum(step.name.startswith("set aside") for step in panel.flow.steps) == 2


def test_a_figure_that_only_the_older_vintage_gives_is_said(tmp_path: Path) -> None:
    put(tmp_path, text(tuple((*row, "30.1") for row in SCHOOLS), (*HEADER, "KS2APS")), PROVISIONAL)
    put(tmp_path, text(), FINAL)
    panel = read_panel(tmp_path)
    said = " ".join(note for record in panel.provenance for note in record.notes)
    assert "only the older table gives 1 of its figures, such as average Key Stage 2 points" in said
    assert "ks2" not in panel.frame


def test_a_newer_table_of_few_of_the_schools_is_refused(tmp_path: Path) -> None:
    put(tmp_path, text((*SCHOOLS, *MANY)), PROVISIONAL)
    put(tmp_path, text(), FINAL)
    with pytest.raises(DataError, match="the newer holds 5 of the older one's 35 schools"):
        read_panel(tmp_path)


def test_tables_of_other_schools_are_no_vintages_of_one_another(tmp_path: Path) -> None:
    put(tmp_path, text(MANY), PROVISIONAL)
    put(tmp_path, text(), FINAL)
    panel = read_panel(tmp_path)
    assert len(panel.frame) == 33
    assert not any(step.name.startswith("set aside") for step in panel.flow.steps)


def test_tables_of_two_years_are_no_vintages_of_one_another(tmp_path: Path) -> None:
    put(tmp_path, text(with_cell(2, "P8MEA", "-0.24")), "2017-2018/england_ks4revised.csv")
    put(tmp_path, text(), FINAL)
    assert len(read_panel(tmp_path).frame) == 6


def test_figures_that_a_study_takes_from_each_vintage_stand_side_by_side(tmp_path: Path) -> None:
    put(tmp_path, text(with_cell(2, "P8MEAMAT", "0.29")), PROVISIONAL)
    put(tmp_path, text(), FINAL)
    entries = (
        DataFile(file=PROVISIONAL, variables=("progress8_maths",)),
        DataFile(file=FINAL, variables=("attainment8", "school_type", "area")),
    )
    row = read_panel(tmp_path, entries).frame.set_index("urn").loc[900001]
    assert (row["progress8_maths"], row["attainment8"]) == (0.29, 46.2)


def test_one_file_under_two_years_is_refused(tmp_path: Path) -> None:
    put(tmp_path, text(), "2017-2018/england_ks4final.csv")
    put(tmp_path, text(), FINAL)
    with pytest.raises(DataError, match="byte for byte, under two years"):
        read_panel(tmp_path)
