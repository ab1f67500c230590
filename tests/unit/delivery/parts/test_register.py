"""Who came, for how long, and what was offered to them."""

from __future__ import annotations

import math

import pandas as pd

from evalkit.delivery.parts.register import attended_mostly, persons, register, sessions_held
from evalkit.programme.kept import KeptTables
from tests.support.programme import Row, kept_tables, schools


def tables(*rows: Row, held: float | None = 4, left: str = "") -> KeptTables:
    activity = {
        "activity": "A1",
        "strand": "leadership",
        "starts": "2017-10-10",
        "hours": 3,
        "planned": 5,
        "held": held,
    }
    whole = [{"activity": "A1", "school": "A", "role": "teacher of maths", **row} for row in rows]
    return kept_tables(schools=schools("A", left=left), activities=[activity], attendance=whole)


def on(day: int, person: str, status: str, **more: object) -> Row:
    return {"date": f"2017-10-{day}", "person": person, "status": status, **more}


def of(kept: KeptTables) -> pd.DataFrame:
    return persons(register(kept), sessions_held(kept)).set_index("person")


def test_a_register_that_takes_absence_says_itself_what_was_offered() -> None:
    kept = tables(on(10, "T1", "attended"), on(11, "T1", "absent"), on(12, "T1", "cancelled"), on(13, "T1", "booked"))
    assert of(kept).loc["T1", ["had", "offered"]].tolist() == [3, 9]


def test_where_a_register_lists_only_who_came_every_session_held_was_offered() -> None:
    kept = tables(on(10, "T1", "attended"), on(11, "T2", "in part", hours=1))
    people = of(kept)
    assert people["had"].tolist() == [3, 1]
    assert people["offered"].tolist() == [12, 12]


def test_without_a_count_the_days_on_which_anybody_came_are_the_sessions_held() -> None:
    kept = tables(on(10, "T1", "attended"), on(11, "T2", "attended"), on(12, "T2", "absent"), held=None)
    assert sessions_held(kept)["A1"] == 2
    assert math.isnan(sessions_held(tables(held=None))["A1"])


def test_whoever_came_in_part_without_hours_has_unknown_ones() -> None:
    rows = register(tables(on(10, "T1", "in part"), on(11, "T1", "in part", hours=2)))
    assert rows["spent"].isna().tolist() == [True, False]


def test_a_role_left_out_is_that_of_the_persons_other_rows() -> None:
    rows = register(tables(on(10, "T1", "attended", role=""), on(11, "T1", "attended", role="head of maths")))
    assert rows["role"].tolist() == ["head of maths", "head of maths"]
    unknown = register(tables(on(10, "T2", "attended", role="")))
    assert not unknown["maths"].any()


def test_rows_after_a_school_left_do_not_count() -> None:
    kept = tables(on(10, "T1", "attended"), on(20, "T1", "attended"), left="2017-10-15")
    assert register(kept)["date"].dt.day.tolist() == [10]


def test_the_last_digit_of_a_sum_decides_nothing() -> None:
    people = pd.DataFrame({"had": [0.1 + 0.2, 0.2, 0.0], "offered": [0.375, 0.375, 0.0]})
    assert attended_mostly(people, 0.8).tolist() == [True, False, False]
