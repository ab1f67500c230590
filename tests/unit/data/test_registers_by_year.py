"""Registers of several days: each year is filled from the one nearest to it, and overrules nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evalkit.data.register import Register
from evalkit.data.school_panel import read_panel
from evalkit.tables.panel import Panel
from tests.support.ks4_files import put
from tests.unit.data.lineage.test_following import AFTER, BEFORE, LINKS, tables
from tests.unit.data.sources.test_gias import HEADER

NORTH, EAST, WEST = 940001, 900004, 900005


def register(*trusts: tuple[int, str]) -> str:
    rows = [
        f"{urn},856,Leicester,4001,Invented,34,Academy converter,1,Open,01-09-2017,,Mixed,,{trust},Trust {trust},1,2,"
        for urn, trust in trusts
    ]
    return "\n".join([HEADER, *rows]) + "\n"


def panel_of(folder: Path) -> Panel:
    west = "1,340,4005,900005,Invented School Far West,CY,MIXED,90,80,0.2,-0.04,0.44,47"
    tables(folder, links=LINKS, before=(*BEFORE, west), after=(*AFTER, west))
    put(folder, register((EAST, "A"), (WEST, "")), "edubasealldata20170301.csv")
    put(folder, register((EAST, "B"), (NORTH, "B"), (WEST, "C")), "edubasealldata20180301.csv")
    return read_panel(folder)


def trusts(panel: Panel) -> dict[tuple[int, int], object]:
    rows = panel.frame[["unit", "year", "trust"]].itertuples(index=False)
    return {(int(school), int(year)): trust for school, year, trust in rows}


def test_the_trust_of_a_year_is_that_of_the_register_of_that_year(tmp_path: Path) -> None:
    found = trusts(panel_of(tmp_path))
    assert (found[EAST, 2017], found[EAST, 2018]) == ("A", "B")


def test_that_a_register_knows_of_no_trust_is_an_answer(tmp_path: Path) -> None:
    found = trusts(panel_of(tmp_path))
    assert (found[WEST, 2017], found[WEST, 2018]) == (None, "C")


def test_a_register_fills_gaps_and_overrules_nothing(tmp_path: Path) -> None:
    rows = panel_of(tmp_path).frame.set_index(["unit", "year"])
    assert rows.loc[(EAST, 2017), "area"] == "340"
    assert rows.loc[(EAST, 2017), "name"] == "Invented School East"
    assert rows.loc[(EAST, 2017), "easting"] == 1.0


def test_a_school_in_no_register_stays_unless_the_study_names_the_register(tmp_path: Path) -> None:
    assert 940002 in set(panel_of(tmp_path).frame["unit"])


def test_the_year_of_a_register_comes_from_its_name() -> None:
    names = ("edubasealldata20190831.csv", "edubasealldata20190901.csv", "2017-2018_england_spine.csv", "register.csv")
    assert [Register(name, pd.DataFrame(), False).year for name in names] == [2019, 2020, 2018, None]
