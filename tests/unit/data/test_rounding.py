"""Two prints of one figure: they agree where the finer rounds to the coarser, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.data.area_panel import read_area_series
from evalkit.data.school_panel import read_panel
from evalkit.tables.panel import Panel
from tests.support.ks4_files import put

COARSE = "URN,RECTYPE,NFTYPE,P8MEA,PTEBACMAT_95\n900001,1,CY,-0.3,{}\n900002,1,CY,0.1,41%\n900003,1,CY,0,0%\n"
FINE = "URN,RECTYPE,NFTYPE,P8MEA,PTEBACMAT_95\n900001,1,CY,-0.25,{}\n900002,1,CY,0.1,40.5%\n900003,1,CY,0.04,0.3%\n"


def panel(folder: Path, coarse: str, fine: str, *, first: str = "a.csv", second: str = "b.csv") -> Panel:
    put(folder, COARSE.format(coarse), f"2018-2019/{first}")
    return read_panel(put(folder, FINE.format(fine), f"2018-2019/{second}"))


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
@pytest.mark.parametrize(("coarse", "fine"), [("63%", "62.9%"), ("63%", "63.4%"), ("63%", "62.5%"), ("62%", "62.5%")])
def test_the_finer_of_two_prints_is_used_whichever_file_comes_first(
    tmp_path: Path, coarse: str, fine: str, names: tuple[str, str]
) -> None:
    read = panel(tmp_path, coarse, fine, first=names[0], second=names[1])
    assert read.frame["maths_95"].tolist() == [float(fine[:-1]), 40.5, 0.3]
    assert read.frame["progress8"].tolist() == [-0.25, 0.1, 0.04]
    notes = {record.file: record.notes for record in read.provenance}
    said = f"5 figures in 2 columns differ from those of 2018-2019/{names[1]} by rounding alone; the finer are used"
    assert said in notes[f"2018-2019/{names[0]}"]
    assert not any("rounding" in note for note in notes[f"2018-2019/{names[1]}"])


@pytest.mark.parametrize(("coarse", "fine"), [("63%", "63.6%"), ("63%", "62.4%"), ("63%", "SUPP")])
def test_what_does_not_round_to_the_other_is_a_contradiction(tmp_path: Path, coarse: str, fine: str) -> None:
    with pytest.raises(DataError, match=r"a\.csv and 2018-2019/b\.csv differ in 1 of the schools"):
        panel(tmp_path, coarse, fine)


def test_two_files_of_the_same_decimals_must_say_the_same(tmp_path: Path) -> None:
    put(tmp_path, FINE.format("62.9%"), "2018-2019/a.csv")
    put(tmp_path, FINE.format("63%").replace("0.3%", "0.3%"), "2018-2019/b.csv")
    with pytest.raises(DataError, match="differ in 1"):
        read_panel(tmp_path)


def test_a_code_that_nobody_explained_gives_way_to_a_figure_of_another_file(tmp_path: Path) -> None:
    read = panel(tmp_path, "DNS", "62.9%")
    assert read.frame["maths_95"].iloc[0] == 62.9
    assert read.reasons.empty


def test_figures_of_areas_agree_by_the_same_rule(tmp_path: Path) -> None:
    header = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"
    series = "AVG_Prog8_Score,,{},Leicester,{},856,East Midlands\n"
    files = {"a.csv": ("-0.3", "0.1"), "b.csv": ("-0.25", "0.12")}
    for name, figures in files.items():
        put(tmp_path, header + "".join(series.format(2016 + at, cell) for at, cell in enumerate(figures)), name)
    assert read_area_series(tmp_path).frame["value"].tolist() == [-0.25, 0.12]
    put(tmp_path, header + series.format(2016, "-0.36"), "b.csv")
    with pytest.raises(DataError, match=r"a\.csv and b\.csv differ"):
        read_area_series(tmp_path)
