"""Each course by itself."""

from __future__ import annotations

import pytest

import evalkit as ek
from evalkit.delivery_blocks.figures import courses as drawing
from evalkit.records.delivery.courses import Courses
from evalkit.report.figures.parts.canvas import NARROW, WIDE
from evalkit.report.words import Words, banned_in
from tests.support.programme import Row, account, kept_tables, schools

DAY_1, DAY_2, DAY_3 = "2017-10-10", "2017-11-14", "2017-12-12"
ACTIVITIES = [
    {"activity": "C1", "strand": "conversion", "kind": "course day", "for_whom": "non-specialists"},
    {"activity": "N1", "strand": "numeracy", "kind": "course day", "for_whom": "other subjects"},
    {"activity": "T1", "strand": "leadership", "kind": "team session", "provider": "P02"},
    {"activity": "V1", "strand": "leadership", "kind": "observation visit", "held": 3},
    {"activity": "R1", "strand": "review", "kind": "review", "held": 1},
]


def came(activity: str, date: str, school: str, person: str, **more: object) -> Row:
    return {"activity": activity, "date": date, "school": school, "person": person, "status": "attended", **more}


ATTENDANCE = [
    came("C1", DAY_1, "A", "T1", role="non-specialist"),
    came("C1", DAY_2, "A", "T1", role="non-specialist", hours=3, status="in part"),
    came("C1", DAY_1, "B", "T2", role="non-specialist"),
    came("C1", DAY_2, "B", "T2", role="non-specialist", status="absent"),
    came("C1", DAY_1, "B", "T3", role="non-specialist", status="booked"),
    came("C1", DAY_3, "B", "T4", role="non-specialist", status="cancelled"),
    came("N1", DAY_1, "C", "T5", role="other subject", subject="science"),
    came("N1", DAY_1, "C", "T6", role="other subject"),
    came("T1", DAY_1, "A", "T7"),
    came("T1", DAY_1, "A", "T8"),
    came("T1", DAY_2, "A", "T8"),
    came("T1", DAY_2, "A", "T9"),
    came("T1", DAY_1, "B", "T2"),
    came("R1", DAY_1, "A", "T7"),
]
TERMS = ("Summer 2017", "Autumn 2017", "Summer 2019")


def department(school: str, *shares: float | None, left: int = 0) -> list[Row]:
    return [
        {"school": school, "term": term, "non_specialist_lessons": share, "teachers": 8, "left": left}
        for term, share in zip(TERMS, shares, strict=True)
    ]


DEPARTMENTS = [
    *department("A", 40, 35, 20, left=1),
    *department("B", 30, 30, 30),
    *department("C", 20, 20, 25, left=2),
    *department("D", None, 10, None),
]


def asked(**tables: list[Row]) -> Courses:
    activities = [{"hours": 5, "planned": 2, "held": 2, "title": one["activity"], **one} for one in ACTIVITIES]
    standard = {
        "schools": schools("A", "B", "C", "D"),
        "activities": activities,
        "attendance": ATTENDANCE,
        "departments": DEPARTMENTS,
    }
    result = account("courses", kept_tables(**{**standard, **tables}))
    assert isinstance(result, Courses)
    return result


def test_a_place_is_any_row_that_was_not_called_off() -> None:
    course = next(one for one in asked().courses if one.aim == "conversion")
    assert (course.planned, course.held, course.schools) == (2, 2, 2)
    assert (course.places, course.came) == (3, 2)


def test_completed_is_measured_against_the_hours_of_one_s_own_places() -> None:
    course = next(one for one in asked().courses if one.aim == "conversion")
    # T1 spent 8 of 10 hours, T2 5 of 10.
    assert course.completed == 1


def test_hours_that_nobody_wrote_and_places_after_a_school_left_count_for_nothing() -> None:
    half = [came("C1", DAY_1, "A", "T1"), came("C1", DAY_2, "A", "T1", status="in part")]
    gone = came("C1", DAY_3, "B", "T2")
    both = schools("A", "B")
    both[1]["left"] = DAY_2
    course = next(one for one in asked(attendance=[*half, gone], schools=both).courses if one.aim == "conversion")
    assert (course.places, course.came, course.completed) == (1, 1, 0)


def test_each_course_is_told_by_its_kind_and_for_whom_it_was() -> None:
    assert [(one.name, one.aim) for one in asked().courses] == [
        ("Maths leadership", "team development"),
        ("Conversion course", "conversion"),
        ("Numeracy across the curriculum", "numeracy in other subjects"),
    ]


def test_lessons_by_specialists_are_compared_where_both_times_are_known() -> None:
    sent, others = asked().specialists
    assert (sent.schools, sent.before, sent.after) == (2, pytest.approx((65 + 70) / 2), pytest.approx((80 + 70) / 2))
    assert (sent.rose, sent.same, sent.fell) == (1, 1, 0)
    assert (others.schools, others.before, others.after, others.fell) == (1, 80, 75, 1)
    assert "does not show that the course moved it" in ek.sentence(asked(), "conversion").text


def test_leavers_are_counted_once_a_year_and_school() -> None:
    rows = {(one.year, one.group): (one.schools, one.teachers, one.left) for one in asked().left}
    assert rows["2016/17", "sent people to it"] == (2, 16, 1)
    assert rows["2018/19", "sent nobody"] == (2, 16, 2)


def test_subjects_are_counted_and_a_blank_one_says_so() -> None:
    assert {one.subject: one.people for one in asked().subjects} == {"science": 1, "": 1}
    assert "Not recorded" in ek.table(asked(), "subjects").text


def test_teams_that_came_as_teams() -> None:
    links = [{"from_school": "A", "to_school": "B", "kind": "visit", "term": "Autumn 2017"}]
    seen = [{"school": "A", "term": "Autumn 2017", "observer": "open door"}] * 4
    teams = asked(links=links, observations=seen).teams
    assert teams is not None
    assert (teams.meetings, teams.as_team, teams.schools, teams.schools_as_team) == (3, 2, 2, 1)
    # School A's first session had T7 and T8, its second T8 and T9.
    assert (teams.again, teams.back) == (2, 1)
    assert "1 of 2 times somebody came after" in ek.sentence(asked(), "teams").text
    assert teams.visits == 1 + 3
    assert teams.lessons == (("open door", 4),)


def test_participants_that_deliver_are_found_by_their_number() -> None:
    providers = [
        {"provider": "P01", "name": "Hub", "kind": "maths hub"},
        {"provider": "P02", "name": "School A", "kind": "school", "urn": 990001},
    ]
    delivered = asked(providers=providers).delivered
    assert delivered is not None
    assert (delivered.providers, delivered.sessions, delivered.titles) == (1, 2, ("T1",))
    assert asked().delivered is None
    assert "No school that takes part" in ek.sentence(asked(), "delivered").text


def test_no_share_is_given_for_fewer_than_ten_people() -> None:
    assert "per cent)" not in ek.sentence(asked()).text
    assert ek.table(asked()).cells[0][-1] == "[z]"
    many = [came("C1", DAY_1, "A", f"T{number}") for number in range(10, 20)]
    assert "(100 per cent)" in ek.sentence(asked(attendance=many)).text


def test_every_sentence_is_in_safe_words() -> None:
    texts = [ek.sentence(asked(), part).text for part in ("courses", "each", "conversion", "teams", "delivered")]
    assert not any(banned_in(text) for text in texts)
    assert texts[0].startswith("8 people had a place at 3 courses")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_words_of_the_picture_touch_nothing(width: float) -> None:
    assert drawing.draw(asked(), Words(), width).overlaps() == []


def test_where_nobody_is_written_down_as_absent_the_answer_says_what_may_be_missing() -> None:
    missed = "Nobody is written down as absent"
    assert (asked().absences, missed in ek.sentence(asked()).text) == (2, False)
    only = asked(attendance=[row for row in ATTENDANCE if row["status"] == "attended"])
    assert (only.absences, missed in ek.sentence(only).text) == (0, True)
