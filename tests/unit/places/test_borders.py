"""Who is near whom: by borders, by distance, by trust."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from evalkit.core.errors import DataError
from evalkit.data.sources.parts.register_columns import METRES
from evalkit.places.authorities import authorities
from evalkit.places.borders import (
    neighbours_of,
    same_trust,
)
from evalkit.places.reference import reference_file
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel, Variable


def panel_of(rows: list[dict[str, object]]) -> Panel:
    frame = pd.DataFrame(rows).assign(urn=lambda all_: all_["unit"])
    variables = (
        Variable("easting", "east", METRES),
        Variable("northing", "north", METRES),
        Variable("trust", "trust", None),
    )
    reasons = pd.DataFrame({"unit": [], "year": [], "variable": [], "reason": []})
    return Panel(frame.sort_values(["unit", "year"], ignore_index=True), reasons, variables, (), Flow())


def row(school: int, year: int, east: float | None, north: float | None, trust: str | None) -> dict[str, object]:
    return {"unit": school, "year": year, "easting": east, "northing": north, "trust": trust}


@pytest.fixture
def four() -> Panel:
    return panel_of(
        [
            row(1, 2017, 450000, 300000, None),
            row(1, 2018, 450000, 300000, "A"),
            row(2, 2017, 453000, 304000, "A"),
            row(2, 2018, 453000, 304000, "A"),
            row(3, 2017, 450000, 310000, "B"),
            row(3, 2018, 450000, 310000, "A"),
            row(4, 2018, None, None, "C"),
        ]
    )


def test_the_county_alone_surrounds_leicester() -> None:
    assert neighbours_of({"856"}) == {"855"}


def test_borders_of_knowsley_and_blackpool_are_as_on_the_map() -> None:
    names = {authorities()[code].name for code in neighbours_of({"340"})}
    assert names == {"Liverpool", "St. Helens", "Sefton", "Halton", "Lancashire"}
    assert {authorities()[code].name for code in neighbours_of({"890"})} == {"Lancashire"}


def test_islands_border_nobody_and_every_other_authority_somebody() -> None:
    alone = {authorities()[code].name for code in authorities() if not neighbours_of({code})}
    assert alone == {"Isle of Wight", "Isles of Scilly"}


def test_borders_are_told_once_and_between_known_authorities() -> None:
    with reference_file("adjacent_authorities.csv").open(encoding="utf-8", newline="") as lines:
        pairs = [(line["code"], line["neighbour"]) for line in csv.DictReader(lines)]
    assert len(pairs) == len({frozenset(pair) for pair in pairs}) == 412
    assert {code for pair in pairs for code in pair} <= set(authorities())


def test_neighbours_of_several_authorities_leave_these_out_and_a_border_holds_both_ways() -> None:
    assert neighbours_of({"856", "855"}).isdisjoint({"856", "855"})
    assert all(code in neighbours_of({other}) for code in authorities() for other in neighbours_of({code}))


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(DataError, match="999"):
        neighbours_of({"999"})


def test_schools_of_one_trust_are_found_by_year(four: Panel) -> None:
    assert same_trust(four, [2], 2017) == frozenset()
    assert same_trust(four, [2], 2018) == {1, 3}
