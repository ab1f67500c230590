"""The register and the links of Get Information About Schools, as their downloads stand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from evalkit.core.errors import DataError
from evalkit.data.sources import SOURCES
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
    ("Result of Amalgamation", "either", "other"),
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


def test_days_that_are_none_and_numbers_that_are_none_are_all_told_at_once(tmp_path: Path) -> None:
    text = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n94,900001,A,Predecessor,soon\n900001,9x,B,Successor,\n"
    with pytest.raises(DataError) as error:
        read(tmp_path, LINKS, text)
    assert {fault.found for fault in error.value.faults} == {"'94'", "'9x'", "'soon'"}
