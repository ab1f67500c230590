"""One school's own view: its cohorts as published, and its part in the programme, counted by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from evalkit.delivery.parts.account import DeliveryInputs
from evalkit.delivery.parts.one_school import school_cohorts, school_share
from evalkit.records.delivery.school_share import SchoolArea, SchoolShare, StrandTaken
from evalkit.study.study_reader import read_study
from evalkit.tables.flow import Flow
from evalkit.tables.lineages import MERGED, Lineages
from evalkit.tables.panel import Panel
from tests.support.programme import kept_tables, schools

OWN, OTHER = 990001, 990002
NAN = float("nan")


def panel(lineages: Lineages | None = None, **reasons: str) -> Panel:
    rows = [
        {"unit": unit, "year": year, "urn": unit, "p8_pupils": 90.0, "progress8_maths": value}
        | {"progress8_maths_low": value - 0.2, "progress8_maths_high": value + 0.2}
        for unit, values in ((OWN, (NAN, 0.1, NAN)), (OTHER, (NAN, -0.3, 0.2)))
        for year, value in zip((2015, 2017, 2019), values, strict=True)
    ]
    why = pd.DataFrame(
        [{"unit": OWN, "year": 2019, "variable": "progress8_maths", "reason": reason} for reason in reasons.values()],
        columns=["unit", "year", "variable", "reason"],
    )
    return Panel(pd.DataFrame(rows), why, (), (), Flow(), lineages)


def test_a_cohort_carries_the_published_figure_its_interval_and_how_much_came_after_the_start() -> None:
    found = school_cohorts(panel(), OWN, (2015, 2017, 2019), {2017: 0.0, 2019: 0.8}).cohorts
    # 2015 has no figure of any school, so it is no cohort that lacks one.
    assert [one.year for one in found] == [2017, 2019]
    first = found[0]
    assert (first.pupils, first.progress, first.after, first.missing) == (90, 0.1, 0.0, "")
    assert (first.low, first.high) == pytest.approx((-0.1, 0.3))
    assert math.isnan(found[1].progress) and found[1].missing == "no figure for it in the tables of this year"


def test_a_hidden_figure_says_why_and_another_school_s_figures_do_not_enter() -> None:
    found = school_cohorts(panel(why="suppressed"), OWN, (2019,), {}).cohorts
    assert [one.missing for one in found] == ["hidden by the publisher because few pupils are behind it"]
    assert math.isnan(found[0].after)


def test_a_school_is_found_under_a_number_it_had_and_a_merger_is_said() -> None:
    table = pd.DataFrame(
        {"urn": [OWN, 888888], "lineage": [OWN, OWN], "kind": [MERGED] * 2, "day": ["", ""], "evidence": ["", ""]}
    )
    found = school_cohorts(panel(Lineages(table)), 888888, (2017,), {})
    assert found.joined
    assert [one.progress for one in found.cohorts] == [0.1]


def test_tables_without_progress_give_no_cohort() -> None:
    bare = panel()
    without = Panel(bare.frame.drop(columns="progress8_maths"), bare.reasons, (), (), Flow())
    assert school_cohorts(without, OWN, (2017,), {}).cohorts == ()


ACTIVITIES = [
    {"activity": "L1", "strand": "leadership", "starts": "2017-10-10", "hours": 6, "planned": 1, "held": 1},
    {"activity": "B1", "strand": "bespoke", "school": "A", "starts": "2018-03-01", "hours": 1, "planned": 5, "held": 4},
]
ATTENDANCE = [
    {"activity": "L1", "date": "2017-10-10", "school": "A", "person": "T1", "status": "attended"},
    {"activity": "L1", "date": "2017-10-10", "school": "A", "person": "T2", "status": "in part", "hours": 2},
    {"activity": "L1", "date": "2017-10-10", "school": "A", "person": "T3", "status": "absent"},
    {"activity": "L1", "date": "2017-10-10", "school": "B", "person": "T9", "status": "attended"},
]
REVIEWS = [
    {"school": "A", "date": day, "round": when, "area": area, "rating": rating, "judged_by": by, "rater": "R1"}
    for when, day, rows in (
        (
            "first",
            "2017-10-02",
            [("teaching", "2", "external"), ("teaching", "4", "self"), ("assessment", "3", "peer")],
        ),
        (
            "last",
            "2019-06-03",
            [("teaching", "3", "external"), ("assessment", "2", "peer"), ("transition", "4", "peer")],
        ),
    )
    for area, rating, by in rows
] + [{"school": "B", "date": "2017-11-01", "round": "first", "area": "transition", "rating": "1", "judged_by": "peer"}]
ACTIONS = [
    {"action": "2", "school": "A", "area": "teaching", "what": "pairs", "due": "2018-07-01", "status": "overdue"},
    {"action": "1", "school": "A", "area": "assessment", "what": "tests", "due": "2018-03-01", "status": "complete"},
    {"action": "3", "school": "B", "area": "transition", "what": "a unit", "due": "2018-03-01", "status": "complete"},
]


def share(urn: int = OWN, **tables: list[dict[str, object]]) -> SchoolShare:
    kept = kept_tables(schools=schools("A", "B"), **tables)
    return school_share(DeliveryInputs(read_study("leicester"), kept), urn)


def test_a_school_s_sessions_people_and_hours_are_its_own_by_strand() -> None:
    found = {one.strand: one for one in share(activities=ACTIVITIES, attendance=ATTENDANCE).strands}
    assert found["Maths leadership"] == StrandTaken("Maths leadership", 1, 2, 8.0, "2017-10-10")
    # Nobody wrote down who came to support held for the school: it took place, and no hours are made up.
    assert found["Bespoke support"] == StrandTaken("Bespoke support", 1, 0, 0.0, "2018-03-01")
    assert found["Conversion course"] == StrandTaken("Conversion course", 0, 0, 0.0, "")


def test_areas_move_by_the_most_outside_judge_and_never_by_the_school_s_own() -> None:
    found = share(reviews=REVIEWS)
    assert found.areas == (
        SchoolArea("teaching", 2, 3),
        SchoolArea("assessment", 3, 2),
        # First judged at the last review.
        SchoolArea("transition", 4, 0),
    )
    assert (found.first_review, found.last_review) == ("2017-10-02", "2019-06-03")
    assert [found.moved(step) for step in (1, 0, -1)] == [1, 0, 1]


def test_an_area_judged_once_has_not_moved() -> None:
    found = share(990002, reviews=REVIEWS)
    assert found.areas == (SchoolArea("transition", 1, 0),)
    assert found.last_review == ""
    assert [found.moved(step) for step in (1, 0, -1)] == [0, 0, 0]


def test_actions_are_the_school_s_own_by_the_day_on_which_they_were_due() -> None:
    assert [(one.what, one.status) for one in share(actions=ACTIONS).actions] == [
        ("tests", "complete"),
        ("pairs", "overdue"),
    ]


def test_it_says_which_tables_were_kept_and_whether_any_row_is_invented() -> None:
    assert share(reviews=REVIEWS).kept == ("reviews",)
    assert not share(reviews=REVIEWS).invented
    assert share(actions=[{**ACTIONS[0], "invented": "yes"}]).invented
