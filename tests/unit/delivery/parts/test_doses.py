"""What each school had, worked by hand and by a loop over people and terms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.doses import school_doses, strand_doses, strands_offered
from evalkit.programme.kept import KeptTables
from evalkit.study.study_reader import read_study
from tests.support.delivered import NAMES, POSTS, delivered
from tests.support.programme import kept_tables, schools

# Two ways through the same sum.
SUM = 1e-12


def inputs(kept: KeptTables) -> DeliveryInputs:
    return DeliveryInputs(read_study("leicester"), kept)


def test_each_school_of_the_sample_had_an_hour_more_than_the_one_before_it() -> None:
    doses = school_doses(inputs(kept_tables(**delivered())))
    coaching = 0.5 / POSTS
    expected = [float(place + 1) for place in range(11)] + [0.0]
    expected[1] += coaching
    assert doses["per_teacher"].tolist() == pytest.approx(expected, rel=SUM)


def test_hours_per_teacher_are_a_sum_over_terms_of_hours_over_the_teachers_of_that_term() -> None:
    rng = np.random.default_rng(5)
    days = ("2017-10-10", "2018-02-06", "2018-05-15", "2018-11-06")
    terms = ("Autumn 2017", "Spring 2018", "Summer 2018", "Autumn 2018")
    teachers = dict(zip(terms, (5, 6, 4, 8), strict=True))
    rows = [
        {"activity": "A1", "date": day, "school": "A", "person": f"T{person}", "role": role, "hours": hours}
        | {"status": "attended" if rng.random() < 0.7 else "absent"}
        for day in days
        for person, role in enumerate(("teacher of maths", "non-specialist", "governor", "head of maths"))
        for hours in (float(rng.integers(1, 6)),)
    ]
    kept = kept_tables(
        schools=schools("A"),
        activities=[{"activity": "A1", "strand": "numeracy", "starts": days[0], "hours": 6, "planned": 4, "held": 4}],
        attendance=rows,
        departments=[{"school": "A", "term": term, "teachers": count} for term, count in teachers.items()],
    )
    by_hand = 0.0
    for row in rows:
        if row["status"] == "attended" and row["role"] != "governor":
            by_hand += float(str(row["hours"])) / teachers[terms[days.index(str(row["date"]))]]
    found = school_doses(inputs(kept)).loc["A"]
    assert found["per_teacher"] == pytest.approx(by_hand, rel=SUM)
    assert found["posts"] == 8
    assert found["others"] == len(
        {row["person"] for row in rows if row["role"] == "governor" and row["status"] != "absent"}
    )


def test_hours_in_a_year_whose_headcount_nobody_kept_make_the_sum_unknown() -> None:
    tables = delivered()
    tables["departments"] = [row for row in tables["departments"] if "2017" not in str(row["term"])]
    tables["departments"] = [row for row in tables["departments"] if "2018" not in str(row["term"])]
    doses = school_doses(inputs(kept_tables(**tables)))
    assert doses["per_teacher"][:-1].isna().all()
    # Nobody of the last school came: that is no hours, whoever taught there.
    assert doses["per_teacher"].iloc[-1] == 0


def test_strands_for_targeted_schools_are_offered_to_them_and_to_whoever_stands_in_a_register() -> None:
    tables = delivered()
    tables["attendance"] = [
        *tables["attendance"],
        {"activity": "B", "date": "2018-02-01", "school": NAMES[2], "person": "C1", "status": "absent"},
    ]
    offered = strands_offered(inputs(kept_tables(**tables)))
    bespoke = offered.xs("bespoke", level="strand")
    assert bespoke.index[bespoke].tolist() == [NAMES[place] for place in (1, 2, 4, 7)]
    assert offered.xs("leadership", level="strand").all()


def test_strands_without_a_register_are_told_apart_from_strands_to_which_nobody_came() -> None:
    cells = strand_doses(inputs(kept_tables(**delivered())))
    assert not cells.xs("conversion", level="strand")["registered"].any()
    assert cells.xs("numeracy", level="strand")["registered"].all()
    assert cells.loc[(NAMES[-1], "numeracy"), "people"] == 0


def test_weeks_run_from_the_schools_start_and_from_the_award() -> None:
    study = read_study("leicester")
    awarded = study.delivery.model_copy(update={"awarded": study.programme.starts.replace(month=7, day=14)})
    kept = kept_tables(**delivered())
    doses = school_doses(DeliveryInputs(study.model_copy(update={"delivery": awarded}), kept))
    first = doses["first"].iloc[0]
    start = inputs(kept).starts()[NAMES[0]]
    assert doses["weeks"].iloc[0] == pytest.approx((first.date() - start).days / 7)
    assert doses["from_award"].iloc[0] == pytest.approx((first.date() - awarded.awarded).days / 7)
    assert math.isnan(doses["weeks"].iloc[-1])
