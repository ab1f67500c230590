"""Areas that rose and fell, by judges from outside."""

from __future__ import annotations

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.rated_rounds import moved_areas, weak_areas
from evalkit.delivery.parts.ratings import ratings_of
from evalkit.study.study_reader import read_study
from tests.support.programme import Row, kept_tables, schools


def rated(area: str, first: str, last: str, judge: str = "external", school: str = "A") -> list[Row]:
    return [
        {"school": school, "date": day, "round": word, "area": area, "rating": rating, "judged_by": judge}
        for word, day, rating in (("first", "2017-10-01", first), ("last", "2019-05-01", last))
        if rating
    ]


def ratings(*rows: list[Row]) -> object:
    kept = kept_tables(schools=schools("A", "B"), reviews=[row for part in rows for row in part])
    return ratings_of(DeliveryInputs(read_study("leicester"), kept))


def test_each_area_counts_once_by_the_most_outside_judge_of_both_times() -> None:
    moved = moved_areas(
        ratings(
            rated("teaching", "1", "3"),
            rated("teaching", "4", "1", "peer"),
            rated("assessment", "3", "2"),
            rated("transition", "2", "2", "joint"),
            rated("interventions", "2", ""),
            rated("interventions", "1", "4", "self"),
        )
    )
    assert moved.loc["A"].to_dict() == {"rose": 1, "fell": 1, "rated": 3}
    assert list(moved.index) == ["A"]


def test_weak_areas_are_those_at_the_lowest_level_when_first_judged_from_outside() -> None:
    weak = weak_areas(
        ratings(rated("teaching", "1", "3"), rated("assessment", "2", "1"), rated("teaching", "2", "2", school="B"))
    )
    assert weak.to_dict() == {"A": 1.0, "B": 0.0}
