"""What pupils said at two times, and after single occasions."""

from __future__ import annotations

import math

import evalkit as ek
from evalkit.records.delivery.pupil_views import PupilViews
from evalkit.records.delivery.record import NotKept
from tests.support.programme import account, kept_tables, schools
from tests.support.questionnaires import answer_rows, many, survey, told

OF = survey()


def views(rows: list, among: tuple[str, ...] = ("A",)) -> PupilViews:
    result = told("pupil_views", OF, rows, among)
    assert isinstance(result, PupilViews)
    return result


def test_pupils_who_can_be_followed_show_their_change() -> None:
    result = views(many(OF, 20, ("A",), lift=1))
    assert [scale.matched for scale in result.surveys[0].scales] == [20, 20]
    assert result.feedback == ()
    assert ek.sentence(result).id == "pupil-views-answer"
    assert ek.figure(result).title.startswith("Mean answers of pupils were higher the second time on all 2 scales")


def test_where_nobody_can_be_followed_each_time_stands_for_itself() -> None:
    other = [{**row, "person": f"{row['person']}{row['wave']}"} for row in many(OF, 12, ("A", "B"))]
    result = views(other, ("A", "B"))
    assert result.surveys == ()
    assert [(one.name, one.people, one.schools, one.invited) for one in result.feedback] == [
        ("Before", 12, 2, 40),
        ("After", 12, 2, 40),
    ]
    assert all(len(item.waves) == 1 for one in result.feedback for item in one.items)
    assert "12 of 40 pupils answered" in ek.sentence(result, "feedback").text


def test_year_groups_are_those_at_first_and_few_pupils_are_only_counted() -> None:
    rows = many(OF, 14, ("A",))
    years = [{**row, "year_group": (9 if row["person"] < "P010" else 10) + (row["wave"] == "after")} for row in rows]
    nine, ten, *_ = views(years).years
    assert (nine.year_group, nine.matched, ten.year_group, ten.matched) == (9, 10, 10, 4)
    assert math.isfinite(nine.first) and math.isnan(ten.first)
    assert ek.table(views(years), "years").cells[1][3:] == ("[c]", "[c]", "[c]")


def test_with_few_pupils_the_answer_says_that_no_change_can_be_shown() -> None:
    rows = [row for wave in ("before", "after") for row in answer_rows(OF, "P1", "A", wave, {"a1": 3, "a2": 3})]
    result = views(rows)
    assert ek.sentence(result).text.startswith("No questionnaire was answered twice by ten pupils")
    assert ek.figure(result).text == ""


def test_feedback_is_drawn_with_how_many_agreed() -> None:
    of = survey(waves=("day",))
    rows = [
        row
        for number in range(12)
        for row in answer_rows(of, f"P{number}", "A", "day", {"a1": 5, "b1": 4 if number < 3 else 2})
    ]
    result = told("pupil_views", of, rows, ("A",))
    block = ek.figure(result, "feedback")
    assert block.title == "More than half of the pupils agreed with 1 of 2 statements"
    assert "100 per cent agreed with “I enjoy it”, 25 per cent agreed with “I can do it”" in (
        ek.sentence(result, "feedback").text
    )


def test_without_answers_of_pupils_the_account_says_what_it_needs() -> None:
    result = account("pupil_views", kept_tables(schools=schools("A")), "north-west", surveys=(OF,))
    assert isinstance(result, NotKept)
