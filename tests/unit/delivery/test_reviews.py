"""Ratings side by side, how far raters agree, and how own ratings stand to outside ones."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evalkit.numeric.agreement import pair_agreement
from evalkit.programme.kept import KeptTables
from evalkit.records.delivery.reviews import DepartmentReviews
from evalkit.study.study_reader import read_study
from tests.support.programme import account, kept_tables, schools

RATINGS = {
    # School, area: self, peer, external of the first visit.
    ("A", "teaching"): ("3", "2", "2"),
    ("A", "assessment"): ("2", "2", "2"),
    ("B", "teaching"): ("1", "2", "2"),
    ("B", "assessment"): ("4", "", "1"),
}


def rows(ratings: dict[tuple[str, str], tuple[str, ...]]) -> list[dict[str, object]]:
    return [
        {
            "school": school,
            "date": "2017-10-09",
            "round": "first",
            "area": area,
            "rating": rating,
            "judged_by": judge,
            "rater": f"R{place}",
        }
        for (school, area), given in ratings.items()
        for place, (judge, rating) in enumerate(zip(("self", "peer", "external"), given, strict=True))
        if rating
    ]


def reviewed(kept: KeptTables, **changes: object) -> DepartmentReviews:
    result = account("reviews", kept, **changes)
    assert isinstance(result, DepartmentReviews)
    return result


def many(count: int, seed: int = 5) -> list[dict[str, object]]:
    """Return ratings of so many schools in five areas, the own ones often a level higher."""
    rng = np.random.default_rng(seed)
    areas = ("teaching", "assessment", "transition", "interventions", "use of KS2 data")
    made = {}
    for school in range(count):
        for area in areas:
            true = int(rng.integers(1, 4))
            own = min(true + int(rng.random() < 0.4), 4)
            made[f"S{school}", area] = (str(own), str(max(true - int(rng.random() < 0.2), 1)), str(true))
    return rows(made)


def test_own_ratings_are_counted_above_equal_and_below_by_hand() -> None:
    result = reviewed(kept_tables(schools=schools("A", "B"), reviews=rows(RATINGS)))
    by_area = {one.area: (one.above, one.equal, one.below) for one in result.leniency}
    assert by_area == {"teaching": (1, 0, 1), "assessment": (1, 1, 0)}
    assert (result.overall.above, result.overall.equal, result.overall.below) == (2, 1, 1)


def test_pairs_stand_by_level_with_every_declared_grade() -> None:
    result = reviewed(kept_tables(schools=schools("A", "B"), reviews=rows(RATINGS)))
    pair = next(one for one in result.pairs if (one.first, one.second) == ("self", "external"))
    assert pair.counts == ((0, 1, 0, 0), (0, 1, 0, 0), (0, 1, 0, 0), (1, 0, 0, 0))
    assert (pair.pairs, pair.apart(0), pair.apart(1), pair.apart(3)) == (4, 1, 2, 1)


def test_under_ten_schools_there_are_counts_and_no_figure() -> None:
    result = reviewed(kept_tables(schools=schools(*(f"S{n}" for n in range(9))), reviews=many(9)))
    assert all(pair.figures == () for pair in result.pairs)
    assert result.alpha is None
    assert math.isnan(result.overall.mean)


def test_from_ten_schools_kappa_is_that_of_the_pairs_with_its_interval_by_schools() -> None:
    result = reviewed(kept_tables(schools=schools(*(f"S{n}" for n in range(10))), reviews=many(10)))
    pair = next(one for one in result.pairs if (one.first, one.second) == ("self", "external"))
    figure = next(one for one in pair.figures if one.name == "kappa, linear weights")
    expected = pair_agreement(np.array(pair.counts, dtype=float), "linear")
    assert (figure.value, figure.std_error) == (pytest.approx(expected.kappa), pytest.approx(expected.std_error))
    assert figure.low < figure.value < figure.high <= 1
    assert result.alpha is not None and result.alpha.low < result.alpha.value < result.alpha.high
    assert result.overall.low < result.overall.mean < result.overall.high


def test_joint_ratings_agree_with_nobody() -> None:
    joint = [{**row, "judged_by": "joint", "rater": "R9"} for row in rows(RATINGS) if row["judged_by"] == "external"]
    result = reviewed(kept_tables(schools=schools("A", "B"), reviews=[*rows(RATINGS), *joint]))
    assert {judge for pair in result.pairs for judge in (pair.first, pair.second)} == {"self", "peer", "external"}
    assert ("teaching", "joint") in {(one.area, one.judged_by) for one in result.areas}


def test_of_several_raters_of_one_kind_the_lower_middle_counts() -> None:
    extra = [
        {**row, "rating": rating, "rater": f"R{rating}"}
        for row in rows(RATINGS)
        if row["judged_by"] == "external" and row["school"] == "A" and row["area"] == "teaching"
        for rating in ("3", "4")
    ]
    result = reviewed(kept_tables(schools=schools("A", "B"), reviews=[*rows(RATINGS), *extra]))
    # Of 2, 3 and 4 the middle is 3, as the school's own.
    assert next(one for one in result.leniency if one.area == "teaching").equal == 1


def test_the_order_of_rows_changes_nothing() -> None:
    names = schools(*(f"S{n}" for n in range(10)))
    one, other = (reviewed(kept_tables(schools=names, reviews=many(10)[::step])) for step in (1, -1))
    assert one.pairs == other.pairs
    assert one.leniency == other.leniency


def test_the_order_of_levels_is_the_study_s_and_not_that_of_letters() -> None:
    words = dict(zip("1234", ("weak", "fair", "good", "strong"), strict=True))
    lettered = [{**row, "rating": words[str(row["rating"])]} for row in rows(RATINGS)]
    study = read_study("leicester")
    delivery = study.delivery.model_copy(update={"ratings": tuple(words.values())})
    by_number = reviewed(kept_tables(schools=schools("A", "B"), reviews=rows(RATINGS)))
    by_word = reviewed(kept_tables(schools=schools("A", "B"), reviews=lettered), delivery=delivery)
    assert by_word.pairs == by_number.pairs
    assert by_word.levels == tuple(words.values())
