"""Damaged tables that add facts to schools are refused or mended in plain words, as tables of results are."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.data.merged_tables import NO_SCHOOL
from evalkit.data.school_panel import read_panel
from evalkit.tables.panel import Panel
from tests.support.ks4_files import NAME, put, text

HEADER = "URN,LA,ESTAB,NOR,PNORG,PSENELSE,PSENELK,PNUMEAL,NUMFSM,PNUMFSMEVER"
FIRST = "900001,856,4001,1000,49.8%,2.1%,12%,40.5%,250,30.2%"
SECOND = "900002,856,4002,900,100%,1.1%,9%,30.5%,200,25.2%"
WHOLE = f"{HEADER}\n{FIRST}\n{SECOND}\n"


def panel(folder: Path, census: str) -> Panel:
    """Return the panel of a whole table of results and one census of its year."""
    put(folder, text())
    path = folder / Path(NAME).parent / "england_census.csv"
    path.write_text(census, encoding="utf-8")
    return read_panel(folder)


REFUSED = {
    "a number cut short": (WHOLE.replace("900001,856", "90001,856"), "a whole number from 100000"),
    "a number that a spreadsheet rounded": (WHOLE.replace("900001,", "9.00E+05,"), "spreadsheet has rounded"),
    "a school twice": (WHOLE + FIRST.replace("1000", "1001") + "\n", "900001 in 2 rows"),
    "more girls than pupils": (WHOLE.replace("49.8%", "149.8%"), "a percentage from 0 to 100"),
    "a roll below nought": (WHOLE.replace(",1000,", ",-5,"), "a number from 0 to 20000"),
    "words for a figure": (WHOLE.replace("40.5%", "many"), "'many'"),
    "a comma too many": (WHOLE.replace(",250,", ",2,50,"), "11 cells"),
    "a column twice": (WHOLE.replace("PSENELK", "PNUMEAL"), "columns called 'PNUMEAL'"),
    "a header alone": (HEADER + "\n", "no rows"),
    "a cut at the end": (WHOLE[:-20], "breaks off"),
    "semicolons": (WHOLE.replace(",", ";"), "';'"),
    "nobody but totals": (f"{HEADER}\nNAT,,SEC,3493507,49.8,2,11.5,17.2,660476,23.7\n", "none of which is a school"),
}
MENDED = {
    "as it should be": WHOLE,
    "other capitals": WHOLE.replace("PNUMEAL", "pnumeal"),
    "blanks in the header": WHOLE.replace("PNUMEAL", " PNUMEAL "),
    "percent signs gone": WHOLE.replace("%", ""),
    "thousands commas": WHOLE.replace(",1000,", ',"1,000",'),
    "numbers as decimals": WHOLE.replace("900001,", "900001.0,"),
    "a mark at the front": "\ufeff" + WHOLE,
    "blank rows at the end": WHOLE + ",,,,,,,,,\n" * 3,
    "a row repeated": WHOLE + FIRST + "\n",
    "totals below": WHOLE + "NAT,,SEC,3493507,49.8,2,11.5,17.2,660476,23.7\nLA,856,SEC,1,1,1,1,1,1,1\n",
}


@pytest.mark.parametrize("damage", REFUSED)
def test_damage_is_refused_with_its_place(tmp_path: Path, damage: str) -> None:
    census, words = REFUSED[damage]
    with pytest.raises(DataError) as error:
        panel(tmp_path, census)
    said = str(error.value)
    assert words in said
    assert "england_census.csv" in said
    assert all(fault.next for fault in error.value.faults)


@pytest.mark.parametrize("kind", MENDED)
def test_what_can_be_mended_gives_the_figures_of_the_whole_table(tmp_path: Path, kind: str) -> None:
    schools = panel(tmp_path, MENDED[kind]).frame.set_index("urn")
    assert schools.loc[900001, ["census_roll", "census_eal", "census_fsm"]].tolist() == [1000, 40.5, 25.0]
    assert schools.loc[900002, "census_fsm_ever"] == 25.2


def test_a_row_without_a_number_is_counted_not_guessed(tmp_path: Path) -> None:
    read = panel(tmp_path, WHOLE + ",856,4003,800,50%,1%,9%,20%,100,20%\n")
    (step,) = [step for step in read.flow.steps if step.name.endswith("england_census.csv") and step.losses]
    assert [loss.reason for loss in step.losses] == ["total row without a school number"]


def test_a_school_of_the_census_without_results_is_lost_by_number(tmp_path: Path) -> None:
    read = panel(tmp_path, WHOLE + FIRST.replace("900001", "900099") + "\n")
    lost = [loss for step in read.flow.steps for loss in step.losses if loss.reason == NO_SCHOOL]
    assert [loss.urn for loss in lost] == [900099]
