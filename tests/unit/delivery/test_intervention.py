"""Extra help for pupils: hours and minutes worked by hand, and what may be said of its fading."""

from __future__ import annotations

import math

import pytest

import evalkit as ek
from evalkit.records.delivery.intervention import PupilIntervention
from tests.support.programme import Row, account, kept_tables, schools

TERMS = ("Autumn 2017", "Spring 2018", "Summer 2018", "Autumn 2018")


def group(school: str, term: str, sessions: float, planned: float | None = None, **also: object) -> Row:
    base: Row = {"school": school, "group": "G1", "term": term, "year_group": 11, "pupils": 12, "minutes": 30}
    return {**base, "sessions": sessions, "planned_sessions": planned, **also}


def help_of(rows: list[Row], *among: str) -> PupilIntervention:
    result = account("intervention", kept_tables(schools=schools(*among), pupil_intervention=rows), "north-west")
    assert isinstance(result, PupilIntervention)
    return result


def through(school: str, sessions: tuple[float, ...], planned: tuple[float, ...] = (20, 16, 12, 8)) -> list[Row]:
    return [group(school, term, *both) for term, *both in zip(TERMS, sessions, planned, strict=True)]


def four(*sessions: tuple[float, ...], planned: tuple[float, ...] = (20, 16, 12, 8)) -> PupilIntervention:
    names = ("A", "B", "C", "D")[: len(sessions)]
    return help_of(
        [row for name, one in zip(names, sessions, strict=True) for row in through(name, one, planned)], *names
    )


def test_hours_and_minutes_a_pupil_are_those_worked_by_hand() -> None:
    rows = [group("A", "Autumn 2017", 10, 12), group("A", "Autumn 2017", 4, 5, group="G2", pupils=4, minutes=60)]
    result = help_of(rows, "A")
    (term,) = result.terms
    # 12 x 10 x 30 and 4 x 4 x 60 are 3,600 and 960 pupil-minutes of 16 pupils; planned 4,320 and 1,200.
    assert (term.groups, term.pupils, term.hours) == (2, 16, 76.0)
    assert (term.minutes, term.planned) == (285.0, 345.0)


def test_a_plan_is_known_only_where_each_group_has_one() -> None:
    rows = [group("A", "Autumn 2017", 10, 12), group("A", "Autumn 2017", 4, None, group="G2")]
    assert math.isnan(help_of(rows, "A").terms[0].planned)


def test_terms_stand_in_their_order() -> None:
    rows = [group("A", term, 5) for term in ("Spring 2018", "Autumn 2017")]
    assert [one.term for one in help_of(rows, "A").terms] == ["Autumn 2017", "Spring 2018"]


def test_sessions_that_stopped_are_nought_and_rows_without_a_number_are_not_known() -> None:
    rows = [
        group("A", "Autumn 2017", 10),
        group("A", "Spring 2018", 0),
        {**group("A", "Summer 2018", 1), "sessions": None},
    ]
    assert [one.minutes for one in help_of(rows, "A").terms] == [300.0, 0.0]


@pytest.mark.parametrize(
    ("sessions", "words"),
    [
        (((20, 16, 12, 8), (21, 16, 13, 8), (20, 17, 12, 9)), "faded, and as far as can be told as planned"),
        (((20, 19, 17, 16), (20, 18, 17, 15), (21, 20, 18, 17)), "faded, but less than planned"),
        (((30, 20, 10, 0), (30, 21, 10, 1), (30, 20, 11, 0)), "faded faster than planned"),
        (((20, 20, 21, 20), (20, 21, 20, 19), (20, 20, 20, 21)), "did not fade as planned"),
        (((10, 12, 14, 16), (10, 12, 14, 17), (10, 13, 14, 16)), "did not fade but grew"),
        (((20, 10, 5, 0), (20, 22, 24, 26), (20, 19, 20, 18)), "cannot tell whether extra help faded"),
        (((20, 16, 12, 8), (20, 16, 12, 8)), "Too few schools"),
    ],
)
def test_the_sentence_says_what_the_ranges_allow(sessions: tuple[tuple[float, ...], ...], words: str) -> None:
    result = four(*sessions)
    assert words in ek.sentence(result).text
    assert words in ek.figure(result).title


def test_schools_in_which_it_did_not_fall_are_counted_and_not_named() -> None:
    text = ek.sentence(four((20, 16, 12, 8), (20, 17, 12, 9), (20, 20, 20, 20))).text
    assert "In 1 of 3 schools it did not fall." in text


def test_without_a_plan_a_fall_is_only_a_fall() -> None:
    rows = [group(name, term, 20 - 4 * place) for name in "ABC" for place, term in enumerate(TERMS)]
    rows[0] = {**rows[0], "sessions": 21}
    assert ek.sentence(help_of(rows, "A", "B", "C")).text.startswith("Extra help faded: each term")


def test_scores_of_few_pupils_are_not_shown_and_the_note_says_that_low_scorers_rise() -> None:
    rows = [group("A", "Autumn 2017", 5, pupils=6, entry=30, exit=36, chosen_on="mock examination")]
    rows += [group("A", "Autumn 2017", 5, group="G2", year_group=10, pupils=12, entry=20, exit=28)]
    result = help_of(rows, "A")
    ten, eleven = result.scores
    assert (ten.name, ten.pupils, ten.entry, ten.exit) == ("Year 10", 12, 20.0, 28.0)
    assert eleven.name == "Year 11, chosen on mock examination"
    assert math.isnan(eleven.entry)
    table = ek.table(result, "scores")
    assert table.cells[1][2:] == ("[c]", "[c]")
    assert "rise at the next test by themselves" in table.text


def test_without_a_group_that_counts_nothing_is_claimed() -> None:
    result = help_of([{**group("A", "Autumn 2017", 5), "minutes": None}], "A")
    assert result.terms == ()
    assert ek.sentence(result).text.startswith("Too few schools")
    assert ek.figure(result).text == ""
    assert "No group is on record" in ek.sentence(result, "who").text


def test_schools_not_shown_count_and_have_no_row() -> None:
    rows = [row for name in "AB" for row in through(name, (20, 16, 12, 8))]
    kept = kept_tables(schools=[*schools("A"), *schools("B", shown_as="not shown")], pupil_intervention=rows)
    result = account("intervention", kept, "north-west")
    assert isinstance(result, PupilIntervention)
    assert (len(result.schools), result.hidden, result.terms[0].schools) == (1, 1, 2)


def test_of_nine_pupils_only_counts_and_hours_are_shown() -> None:
    result = help_of([group("A", "Autumn 2017", 10, 12, pupils=9)], "A")
    assert (result.terms[0].pupils, result.terms[0].hours) == (9, 45.0)
    assert math.isnan(result.terms[0].minutes) and math.isnan(result.schools[0].minutes[0])
    assert all(math.isnan(one.minutes) for one in result.alike)


def test_a_last_term_without_minutes_leaves_the_lines_unnamed() -> None:
    result = help_of([*through("A", (20, 16, 12, 8)), group("A", "Spring 2019", 0, pupils=0)], "A")
    assert math.isnan(result.terms[-1].minutes)
    assert ek.figure(result).png
