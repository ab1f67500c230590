"""The register and the links of Get Information About Schools, as their downloads stand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evalkit.core.errors import DataError
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.cells import Place
from evalkit.data.sources.parts.register_days import read_days
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import open_table

REGISTER = "edubasealldata20190901.csv"
LINKS = "links_edubasealldata20190901.csv"
HEADER = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code),"
    "TypeOfEstablishment (name),EstablishmentStatus (code),EstablishmentStatus (name),OpenDate,CloseDate,"
    "Gender (name),AdmissionsPolicy (name),Trusts (code),Trusts (name),Easting,Northing,UrbanRural (name)"
)
ROWS = (
    "900001,856,Leicester,4244,Invented School of Saint Zoë,1,Community school,2,Closed,,31-08-2017,Mixed,,,,"
    "458000,304000,",
    "940001,856,Leicester,4244,Invented Academy of Saint Zoë,34,Academy converter,1,Open,01-09-2017,,Mixed,"
    "Non-selective,5001,Invented Trust,458000,304000,(England/Wales) Urban city and town",
    "940002,856,Leicester,,Invented School to Come,35,Free schools,4,Proposed to open,,,Not applicable,,,,,,",
)
TYPES = (
    ("Predecessor", "predecessor", ""),
    ("Successor", "successor", ""),
    ("Predecessor - amalgamated", "predecessor", "merged"),
    ("Successor - merged", "successor", "merged"),
    ("Successor - Split School", "successor", "split"),
    ("Sixth Form Centre Link", "either", "sixth form"),
    ("Sixth Form Centre School", "either", "sixth form"),
    ("Merged - expansion of school capacity", "either", "other"),
    ("Result of Amalgamation", "predecessor", "amalgamated"),
    ("Closure", "either", "other"),
    ("Other", "either", "other"),
)


def read(folder: Path, name: str, text: str) -> FileRead:
    path = folder / name
    path.write_bytes(text.encode("cp1252"))
    file = open_table(path, name)
    source = next(known for known in SOURCES.names() if SOURCES.get(known).recognises(file.header))
    assert source == ("gias_links" if name == LINKS else "gias_register")
    return SOURCES.get(source).read(file, None)


def register_of(found: FileRead) -> pd.DataFrame:
    assert found.register is not None
    return found.register


def links_of(found: FileRead) -> pd.DataFrame:
    assert found.links is not None
    return found.links


def test_the_register_is_read_as_it_is_published(tmp_path: Path) -> None:
    register = register_of(read(tmp_path, REGISTER, "\n".join([HEADER, *ROWS]) + "\n"))
    old, new, coming = (register.loc[urn] for urn in (900001, 940001, 940002))
    assert (old["name"], old["area"], old["laestab"], old["status"]) == (
        "Invented School of Saint Zoë",
        "856",
        8564244.0,
        "closed",
    )
    assert old["closes"] == pd.Timestamp(2017, 8, 31)
    assert (new["opens"], new["school_type"]) == (pd.Timestamp(2017, 9, 1), "converter academy")
    assert (new["trust"], new["trust_name"], new["easting"]) == ("5001", "Invented Trust", 458000.0)
    assert (coming["status"], pd.isna(coming["laestab"])) == ("proposed to open", True)


def test_a_register_gives_no_rows_of_schools_by_year(tmp_path: Path) -> None:
    found = read(tmp_path, REGISTER, "\n".join([HEADER, *ROWS]) + "\n")
    assert (len(found.frame), found.adds_rows) == (0, False)
    assert (found.step.entered, found.step.left, found.provenance.rows_kept) == (3, 3, 3)


def test_links_are_read_with_their_direction_and_kind(tmp_path: Path) -> None:
    lines = [f"94{number:04d},90{number:04d},Invented,{kind},01-09-2017" for number, (kind, _, _) in enumerate(TYPES)]
    links = links_of(
        read(tmp_path, LINKS, "\n".join(["URN,LinkURN,LinkName,LinkType,LinkEstablishedDate", *lines]) + "\n")
    )
    assert list(zip(links["told"], links["kind"], strict=True)) == [(told, kind) for _, told, kind in TYPES]
    assert links["day"].eq(pd.Timestamp(2017, 9, 1)).all()


def test_a_predecessor_comes_before_and_a_successor_after_the_school_of_the_row(tmp_path: Path) -> None:
    text = (
        "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n940001,900001,A,Predecessor,\n900001,940001,B,Successor,\n"
    )
    links = links_of(read(tmp_path, LINKS, text))
    assert links[["before", "after"]].to_numpy().tolist() == [[900001, 940001]] * 2


def test_a_list_in_which_no_link_can_be_read_tells_all_that_is_wrong(tmp_path: Path) -> None:
    text = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n94,900001,A,Predecessor,soon\n900001,9x,B,Successor,\n"
    with pytest.raises(DataError) as error:
        read(tmp_path, LINKS, text)
    assert {fault.found for fault in error.value.faults} == {"'94'", "'9x'"}


def test_a_link_that_cannot_be_read_costs_itself_alone_and_types_without_a_meaning_are_named(tmp_path: Path) -> None:
    rows = ("940001,900001,A,Predecessor,soon", "94,900001,A,Predecessor,", "900001,900002,B,Children's Centre Link,")
    found = read(tmp_path, LINKS, "\n".join(["URN,LinkURN,LinkName,LinkType,LinkEstablishedDate", *rows]) + "\n")
    links, notes = links_of(found), " ".join(found.provenance.notes)
    assert links[["before", "after"]].to_numpy().tolist()[0] == [900001, 940001]
    assert (len(links), found.provenance.rows, found.provenance.rows_kept) == (2, 3, 2)
    assert "LinkEstablishedDate: 1 day cannot be read and counts as unknown: 'soon' in row 2" in notes
    assert f"'94' ({LINKS}, row 3, URN)" in notes
    assert "say nothing of who followed whom: Children's Centre Link (1)" in notes


DAYS = {
    "01-09-2019": "2019-09-01",
    "2019-09-01": "2019-09-01",
    "01/09/2019": "2019-09-01",
    "1/9/2019": "2019-09-01",
    "01.09.2019": "2019-09-01",
    "01-Sep-19": "2019-09-01",
    "1 Sept 2019": "2019-09-01",
    "01 September 2019": "2019-09-01",
    "01-Sep-57": "1957-09-01",
    "43709": "2019-09-01",
    "43709.0": "2019-09-01",
    "31/08/2019 00:00": "2019-08-31",
    "2019-08-31T00:00:00": "2019-08-31",
    "31-08-2019 12:00:00 AM": "2019-08-31",
    "00-00-0000": "",
    "": "",
    "NULL": "",
}


@pytest.mark.parametrize(("cell", "day"), DAYS.items())
def test_a_day_is_read_as_a_spreadsheet_leaves_it(cell: str, day: str) -> None:
    found = read_days([cell], Place("register.csv", "OpenDate", np.array([2])))
    assert found.notes == ()
    assert found.values.dt.strftime("%Y-%m-%d").fillna("").tolist() == [day]


def test_days_with_the_month_first_are_read_so_only_where_nothing_contradicts_it() -> None:
    place = Place("register.csv", "OpenDate", np.arange(2, 5))
    found = read_days(["9/1/2019", "8/31/2019", ""], place)
    assert found.values.dt.strftime("%Y-%m-%d").tolist()[:2] == ["2019-09-01", "2019-08-31"]
    assert "month first" in found.notes[0]
    mixed = read_days(["31/08/2019", "8/31/2019", "9/1/2019"], place)
    assert mixed.unread.tolist() == [False, True, False]
    assert mixed.values.dt.strftime("%Y-%m-%d").tolist()[2] == "2019-01-09"


def test_what_cannot_be_read_in_a_register_costs_one_school_one_fact(tmp_path: Path) -> None:
    rows = (
        ROWS[0].replace("2,Closed", ",").replace("31-08-2017", "summer"),
        ROWS[1].replace("458000,304000", "east,304000").replace("Academy converter", "Moon base"),
        ROWS[2].replace("940002", "94"),
    )
    found = read(tmp_path, REGISTER, "\n".join([HEADER, *rows]) + "\n")
    register, notes = register_of(found), " ".join(found.provenance.notes)
    assert register.index.tolist() == [900001, 940001]
    assert (register.loc[900001, "status"], pd.isna(register.loc[900001, "closes"])) == ("closed", True)
    assert (pd.isna(register.loc[940001, "easting"]), register.loc[940001, "northing"]) == (True, 304000.0)
    assert register.loc[940001, "school_type"] is None
    for words in ("'summer' in row 2", "'east'", "'94'", "'Moon base' in 1 cell of TypeOfEstablishment (name)"):
        assert words in notes
