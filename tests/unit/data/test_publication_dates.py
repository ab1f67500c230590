"""Days of publication are those that could be checked, with who says so; of others it is said that nobody knows."""

from __future__ import annotations

import csv
import datetime as dt

from evalkit.data.publication_dates import public_by, publication_of
from evalkit.places.reference import reference_file

MATHS = ("progress8_maths",)


def test_every_day_has_a_source_an_address_and_comes_after_its_examinations() -> None:
    with reference_file("publication_dates.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        assert row["source"]
        assert row["address"].startswith("https://")
        assert row["release"] in ("provisional", "revised")
        assert dt.date.fromisoformat(row["published"]) > dt.date(int(row["exam_year"]), 8, 1)
    assert len({(row["exam_year"], row["release"]) for row in rows}) == len(rows)


def test_results_are_public_by_the_latest_of_their_years() -> None:
    assert public_by((2016, 2019), MATHS) == dt.date(2020, 2, 6)
    assert public_by((2017,), MATHS) == dt.date(2018, 1, 25)


def test_a_year_or_a_table_whose_day_could_not_be_checked_is_not_known() -> None:
    assert publication_of(2018) is None
    assert public_by((2018, 2019), MATHS) is None
    assert public_by((2019,), ("destination_sustained",)) is None
    assert public_by((), MATHS) is None
