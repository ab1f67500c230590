"""Words, figures and tables of what reviews found and what came of them."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import pytest

import evalkit as ek
from evalkit.programme.kept import KeptTables
from evalkit.records.delivery.record import DeliveryRecord
from evalkit.report.block import Block
from evalkit.report.digits import numbers_in
from evalkit.report.words import banned_in
from evalkit.study.study_reader import read_study
from tests.support import sheets
from tests.support.programme import Row, account, kept_tables, schools
from tests.support.reviewed import reviewed_schools

ACCOUNTS = (
    "reviews",
    "review_movement",
    "actions",
    "bespoke",
    "before_support",
    "lessons_seen",
    "department_systems",
    "one_plan",
)
VERBS = {"sentence": ek.sentence, "figure": ek.figure, "table": ek.table}
EVERY = [
    (verb, name, part)
    for verb in VERBS
    for name in ACCOUNTS
    for part in import_module(f"evalkit.report.{verb}s.delivery.{name}").PARTS
]
# Of one school hardly anything can be said; forty leave little room.
SIZES = (1, 5, 19, 40)
LONG = "a school that the study names in public, with a very long name"


@cache
def tables(count: int) -> KeptTables:
    return reviewed_schools(count)


@cache
def record(name: str, count: int) -> DeliveryRecord:
    return account(name, tables(count))


def block(verb: str, name: str, part: str, count: int = 19) -> Block:
    return VERBS[verb](record(name, count), part)


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize(("verb", "name", "part"), [one for one in EVERY if one[0] != "figure"])
def test_every_sentence_and_table_is_made_whatever_the_number_of_schools(
    verb: str, name: str, part: str, count: int
) -> None:
    made = block(verb, name, part, count)
    assert made.kind == verb
    assert "nan" not in made.text.lower().split()
    assert banned_in(made.text) == []


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize(("name", "part"), [(name, part) for verb, name, part in EVERY if verb == "sentence"])
def test_every_number_of_a_sentence_is_quoted(name: str, part: str, count: int) -> None:
    made = block("sentence", name, part, count)
    quoted = {number for _, _, shown in made.quotes for number in numbers_in(shown)}
    assert set(numbers_in(made.text)) <= quoted


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.parametrize(("name", "part"), [(name, part) for verb, name, part in EVERY if verb == "figure"])
def test_words_of_a_figure_touch_nowhere_and_its_numbers_are_quoted(
    name: str, part: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sheets.watch(monkeypatch)
    made = block("figure", name, part, count)
    assert found == []
    quoted = {number for _, _, shown in made.quotes for number in numbers_in(shown)}
    assert set(numbers_in(f"{made.title} {made.text}")) <= quoted
    assert banned_in(f"{made.title} {made.text}") == []


def test_the_answer_of_departments_says_how_many_ratings_moved_and_who_rated() -> None:
    made = block("sentence", "review_movement", "")
    assert made.id == "departments-answer"
    result = record("review_movement", 19)
    assert f"{result.rose} rose by the last review, {result.stayed} stayed and {result.fell} fell" in made.text  # type: ignore[attr-defined]
    assert "raters belonged to the project" in made.text


@pytest.mark.parametrize(("verb", "name", "part"), EVERY)
def test_no_block_names_a_school_that_stands_under_a_code(verb: str, name: str, part: str) -> None:
    made = block(verb, name, part)
    shown = " ".join([made.title, made.text, made.svg or "", *(cell for row in made.cells for cell in row)])
    assert "Department A" not in shown


def test_schools_named_in_public_keep_the_room_their_names_take(monkeypatch: pytest.MonkeyPatch) -> None:
    found = sheets.watch(monkeypatch)
    rows: list[Row] = [
        {
            "school": f"{LONG} {place}",
            "date": day,
            "round": when,
            "area": area,
            "rating": level,
            "judged_by": "external",
        }
        for place in range(4)
        for area in ("teaching", "numeracy across the curriculum")
        for when, day, level in (("first", "2017-10-09", "1"), ("last", "2019-05-09", "4"))
    ]
    names = [f"{LONG} {place}" for place in range(4)]
    kept = kept_tables(schools=schools(*names), reviews=rows)
    delivery = read_study("leicester").delivery.model_copy(update={"named": {"reviews": "public"}})
    ek.figure(account("review_movement", kept, delivery=delivery), "schools")
    assert found == []


def test_a_chance_too_small_to_print_is_not_nought() -> None:
    names = [f"S{place}" for place in range(14)]
    rows: list[Row] = [
        {"school": name, "date": day, "round": when, "area": "teaching", "rating": level, "judged_by": "external"}
        for name in names
        for when, day, level in (("first", "2017-10-09", "1"), ("last", "2019-05-09", "2"))
    ]
    made = ek.sentence(account("review_movement", kept_tables(schools=schools(*names), reviews=rows)), "schools")
    assert "fewer than 0.1 per cent of cases" in made.text


def test_needs_in_every_order_say_how_many_orders_there_are() -> None:
    assert "all 120 orders" in block("sentence", "bespoke", "fit", 5).text
    assert "10,000 orders drawn by lot" in block("sentence", "bespoke", "fit", 19).text


def test_under_ten_lessons_there_is_a_count_and_no_share() -> None:
    made = ek.table(record("lessons_seen", 1))
    assert {row[made.columns.index("Clearly (%)")] for row in made.cells} == {"[z]"}


def rated(judge: str, when: str = "first", level: str = "2", school: str = "A") -> Row:
    day = {"first": "2017-10-01", "last": "2018-10-01"}[when]
    return {"school": school, "date": day, "round": when, "area": "teaching", "rating": level, "judged_by": judge}


COACHING: Row = {"activity": "A1", "kind": "coaching", "starts": "2017-10-10", "held": 1}
ABSENT: Row = {"activity": "A1", "date": "2017-10-10", "school": "A", "person": "T1", "status": "absent"}
LESSON: Row = {"school": "A", "term": "Autumn 2017", "observer": "review"}
BARE: dict[str, dict[str, list[Row]]] = {
    "own ratings alone": {"reviews": [rated("self"), rated("self", "last")], "activities": [COACHING]},
    "peers once": {"reviews": [rated("peer")], "activities": [COACHING]},
    "joint twice": {
        "reviews": [rated("joint"), rated("joint", "last", "4")],
        "activities": [{**COACHING, "school": "A", "need": "teaching"}],
    },
    "no need": {
        "reviews": [rated("external", level="4"), rated("external", level="4", school="B")],
        "activities": [{**COACHING, "school": "A", "need": "teaching"}],
    },
    "nothing but keys": {
        "observations": [LESSON],
        "departments": [{"school": "A", "term": "Autumn 2017"}],
        "activities": [COACHING],
        "attendance": [ABSENT],
        "actions": [{"action": "1", "school": "A", "area": "teaching", "status": "complete"}],
    },
}


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("case", BARE)
def test_tables_that_hold_hardly_anything_still_give_blocks(
    case: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sheets.watch(monkeypatch)
    result = account(name, kept_tables(schools=schools("A", "B"), **BARE[case]))
    parts = [(verb, part) for verb, of, part in EVERY if of == name] if result.kind != "not_kept" else []
    made = [VERBS[verb](result, part) for verb, part in parts] or [ek.sentence(result)]
    assert found == []
    assert not [one.title + one.text for one in made if one.kind == "sentence" and "0 of 0" in one.text]


def test_ratings_given_with_the_department_are_counted_as_such() -> None:
    kept = kept_tables(schools=schools("A"), reviews=BARE["joint twice"]["reviews"])
    assert "(1 given jointly with the department)" in ek.sentence(account("review_movement", kept)).text
