"""Which later release could change an answer: worked by hand from the timeline of the tables."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evalkit.data.folder.releases import releases
from evalkit.tables.flow import Flow
from evalkit.tables.panel import Panel
from evalkit.tables.provenance import Provenance


def panel(vintages: dict[int, str]) -> Panel:
    """Return a panel of one school with a file of each year in the vintage given."""
    frame = pd.DataFrame({"unit": 900001, "year": list(vintages), "urn": 900001})
    files = tuple(
        Provenance(f"{year}.csv", "legacy_tables", year, vintage, "", 1, 1, (), (), ())
        for year, vintage in vintages.items()
    )
    return Panel(frame, pd.DataFrame(columns=["unit", "year", "variable", "reason"]), (), files, Flow())


def told(vintages: dict[int, str]) -> list[tuple[str, tuple[int, ...], str]]:
    """Return release, years and what each could change."""
    return [(one.what, one.years, one.could_change) for one in releases(panel(vintages))]


def test_final_tables_have_no_later_vintage_and_revised_ones_have() -> None:
    assert told({2018: "final", 2019: "revised"})[:2] == [
        ("none later", (2018,), "nothing"),
        ("final tables", (2019,), "this answer"),
    ]
    assert told({2019: "provisional"})[0] == ("revised or final tables", (2019,), "this answer")
    assert told({2019: "not stated"})[0] == ("final tables", (2019,), "this answer")


def test_years_after_2019_are_told_by_what_was_published_in_them() -> None:
    assert told({2019: "final"})[1:4] == [
        ("tables of later years", (2020, 2021), "nothing"),
        ("tables of later years", (2022, 2023, 2024), "whether it lasts"),
        ("tables of later years", (2025, 2026), "whether it lasts"),
    ]


def test_years_already_read_are_not_called_later() -> None:
    assert [years for _, years, _ in told({2019: "final", 2024: "final"})[1:]] == [(2025, 2026), ()]


def test_a_final_file_beside_a_revised_one_of_the_same_year_counts_as_final() -> None:
    both = panel({2019: "revised"})
    final = replace(both.provenance[0], vintage="final", file="2019_final.csv")
    assert releases(replace(both, provenance=(*both.provenance, final)))[0].could_change == "nothing"


def test_years_of_one_kind_share_a_line() -> None:
    assert told({2017: "final", 2018: "final", 2019: "revised"})[:2] == [
        ("none later", (2017, 2018), "nothing"),
        ("final tables", (2019,), "this answer"),
    ]
