"""Local authorities: names, regions, types, and the reference tables they come from."""

from __future__ import annotations

import csv

import pytest

from evalkit.core.errors import DataError
from evalkit.data.sources.parts.ks4_columns import COLUMNS
from evalkit.places.authorities import REGIONS, area_type, authorities, code_of
from evalkit.places.reference import reference_file


def test_every_authority_lies_in_one_of_nine_regions() -> None:
    assert {authority.region for authority in authorities().values()} == set(REGIONS)


def test_the_north_west_has_23_authorities_until_cumbria_is_divided_and_london_33() -> None:
    regions = [place.region for code, place in authorities().items() if code not in {"942", "943"}]
    assert (regions.count("North West"), regions.count("London")) == (23, 33)


CODES = {"202": "London", "319": "London", "340": "metropolitan", "394": "metropolitan", "856": "other", "420": "other"}


@pytest.mark.parametrize(("code", "kind"), CODES.items())
def test_the_code_says_the_type_of_area(code: str, kind: str) -> None:
    assert area_type(code) == kind


def test_types_of_area_follow_regions() -> None:
    assert all((area_type(code) == "London") == (place.region == "London") for code, place in authorities().items())


def test_a_reference_table_that_is_not_there_is_said_in_words() -> None:
    with pytest.raises(DataError, match="no such file"):
        reference_file("nothing.csv")


def test_every_column_that_is_read_stands_in_the_list_of_published_columns() -> None:
    with reference_file("ks4_columns.csv").open(encoding="utf-8", newline="") as lines:
        listed = {row["column"]: row for row in csv.DictReader(lines)}
    for year in (2016, 2017, 2018, 2019):
        for column in COLUMNS:
            if column.published_in(year):
                headings = column.headings_in(year)
                assert any(listed.get(name, {}).get(f"position_{year}") for name in headings), (column.name, year)


def test_every_authority_is_found_by_its_own_name() -> None:
    assert {code: code_of(authority.name) for code, authority in authorities().items()} == {c: c for c in authorities()}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Durham", "840"),
        ("county durham", "840"),
        ("Herefordshire", "884"),
        ("Kingston upon Hull, City of", "810"),
        ("St Helens", "342"),
        ("St. Helens", "342"),
        ("Cheshire West & Chester", "896"),
        ("hammersmith & fulham", "205"),
        ("Isles Of Scilly", "420"),
        ("Wales", None),
    ],
)
def test_an_authority_is_found_by_other_spellings_of_its_name(name: str, code: str | None) -> None:
    assert code_of(name) == code
