"""The small traps among the shared exports: each complaint, and the right answer that the file gives."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evalkit.programme.surveys.answers import answers, choices
from evalkit.programme.surveys.drafting import asks_of, draft
from evalkit.programme.surveys.export import Export
from evalkit.programme.surveys.opening import open_export
from evalkit.programme.surveys.reading import SurveyReading
from evalkit.programme.surveys.recognition import export_of
from evalkit.programme.surveys.small_groups import may_be_crossed
from evalkit.programme.surveys.ticks import split_options
from evalkit.study.surveys import Survey
from tests.support.survey_studies import Declared, read, survey

ROUNDED = 5e-5


class Traps:
    """The folder of cases, and what is right of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "cases"
        self.cases: dict[str, Any] = json.loads((self.folder / "cases.json").read_text(encoding="utf-8"))

    def right(self, number: str) -> dict[str, Any]:
        return self.cases[self.name(number)]["right"]

    def name(self, number: str) -> str:
        return next(name for name in self.cases if name.startswith(f"{number}_"))

    def file(self, number: str, end: str = "") -> str:
        return f"{self.name(number)}{end}.csv"

    def export(self, number: str) -> Export:
        return export_of(open_export(self.folder / self.file(number)))

    def read(self, number: str, items: list[Declared], **more: object) -> tuple[SurveyReading, Survey]:
        """Return what comes of a case whose file is one wave."""
        key = {"key": self.file(number, "-key")} if more.pop("keyed", False) else {}
        declared = survey(items, [{"id": "one", "file": self.file(number), **key}], **more)
        return read(self.folder, declared), declared

    def both(self, number: str, items: list[Declared], **more: object) -> tuple[SurveyReading, Survey]:
        """Return what comes of a case with a file before and one after."""
        waves = [{"id": wave, "file": self.file(number, f".{wave}")} for wave in ("before", "after")]
        declared = survey(items, waves, **more)
        return read(self.folder, declared), declared


@pytest.fixture(scope="module")
def traps(exports: Path) -> Traps:
    return Traps(exports)


def one(asks: str, kind: str = "number", **more: object) -> dict[str, object]:
    return {"id": "a", "asks": asks, "kind": kind, **more}


def ticked(found: SurveyReading, declared: Survey) -> Counter[str]:
    return Counter(choices(found.kept, declared)["option"])


def values(found: SurveyReading, declared: Survey, item: str = "a") -> pd.Series:
    frame = answers(found.kept, declared)
    return frame.loc[frame["item"] == item, "value"].dropna()


def change(
    found: SurveyReading, declared: Survey, item: str, waves: tuple[str, str] = ("before", "after")
) -> pd.Series:
    frame = answers(found.kept, declared)
    wide = frame[frame["item"] == item].pivot(index="person", columns="wave", values="value")
    return (wide[waves[1]] - wide[waves[0]]).dropna()


def noted(found: SurveyReading) -> str:
    return "\n".join(note for wave in found.reads for note in wave.notes)


def test_01_a_response_number_is_no_school(traps: Traps) -> None:
    export, right = traps.export("01"), traps.right("01")
    drafted = draft(export)
    assert export.tool == right["kind"]
    assert len(drafted.people["one"].rows) == right["respondents"]
    assert drafted.survey.school == ""
    assert "key" in asks_of(export)[0]


def test_02_codes_are_turned_by_the_key_and_refused_without_it(traps: Traps) -> None:
    item = one("I feel confident.", "scale")
    found, declared = traps.read("02", [item], keyed=True)
    right = traps.right("02")
    assert found.faults == ()
    assert (len(values(found, declared)), values(found, declared).mean()) == (
        right["n"],
        right["mean_on_1_to_5_higher_is_better"],
    )
    keyless, declared = traps.read("02", [item])
    assert [fault.where.rsplit(", ", 1)[1] for fault in keyless.faults] == ["key"]
    assert len(values(keyless, declared)) == 0


def test_04_an_unticked_box_of_an_unfinished_form_is_no_answer(traps: Traps) -> None:
    found, declared = traps.read("04", [one("used", "ticks", answers=["1", "2"])])
    right, wave = traps.right("04"), found.reads[0]
    assert found.faults == ()
    assert wave.people == right["denominator"]
    assert ticked(found, declared)["1"] == right["ticked_used_1"]
    assert ticked(found, declared)["1"] / wave.people == right["share"]
    assert sum(wave.left_out.values()) == right["not_asked_or_unfinished"]


def test_05_an_option_may_hold_a_comma(traps: Traps) -> None:
    right = traps.right("05")
    (drafted,) = draft(traps.export("05")).survey.items
    assert (drafted.kind, len(drafted.answers)) == ("ticks", right["options"])
    undeclared, _ = traps.read("05", [one("Used", "ticks")])
    assert "Low-stakes quizzes, every week" in undeclared.faults[0].found
    found, declared = traps.read("05", [one("Used", "ticks", answers=list(drafted.answers))])
    assert found.faults == ()
    assert ticked(found, declared) == {option: right[option] for option in drafted.answers}


def test_07_a_last_semicolon_is_no_option(traps: Traps) -> None:
    found, declared = traps.read("07", [one("Used", "ticks", answers=["Bar models", "Algebra tiles"])])
    right, counts = traps.right("07"), ticked(found, declared)
    assert found.faults == ()
    assert (counts["Bar models"], counts["Algebra tiles"]) == (right["Bar models"], right["Algebra tiles"])
    assert counts[""] == right["empty_option"]
    assert (answers(found.kept, declared)["given"] == "").sum() == right["no_tick"]


def test_08_a_ranking_is_told_from_ticks(traps: Traps) -> None:
    plain = export_of(open_export(traps.folder / traps.file("08")), known=["Put in order"])
    right = traps.right("08")
    assert draft(plain).survey.items[0].kind == right["kind"]
    found, declared = traps.read("08", [one("Put in order", "ranking", answers=["Time", "Money", "Staff"])])
    ranks = choices(found.kept, declared).groupby("option")["rank"].mean()
    assert ranks.to_dict() == pytest.approx(right["mean_rank"], abs=ROUNDED)


def test_10_a_scale_is_declared_and_never_made_of_the_answers_given(traps: Traps) -> None:
    six = ["Strongly Disagree", "Disagree", "Somewhat Disagree", "Somewhat Agree", "Agree", "Strongly Agree"]
    found, declared = traps.read("10", [one("A", "scale", answers=six)])
    right = traps.right("10")
    assert (len(six), len(values(found, declared))) == (right["points"], right["n"])
    assert (values(found, declared) > len(six) / 2).sum() == right["agreeing_any"]
    plain = export_of(open_export(traps.folder / traps.file("10")), known=["A"])
    assert "put the lowest first, add answers that nobody chose" in draft(plain).text
    undeclared, _ = traps.read("10", [one("A", "scale")])
    assert "'Somewhat Agree' (1), 'Somewhat Disagree' (1)" in undeclared.faults[0].found


def test_11_dont_know_stands_outside_the_scale(traps: Traps) -> None:
    off = ["Don't know", "Not applicable to my role", "N/A", "No Comments"]
    found, declared = traps.read("11", [one("D", "scale")], off_scale=off)
    right, scale = traps.right("11"), values(found, declared)
    frame = answers(found.kept, declared)
    assert found.faults == ()
    assert (len(scale), (scale >= 4).sum()) == (right["on_scale"], right["agree"])
    assert frame["given"].isin(off).sum() == right["off_scale"]
    assert (scale >= 4).mean() == pytest.approx(right["share_agree_of_on_scale"], abs=ROUNDED)


def test_13_an_item_turned_round_is_matched_only_where_declared(traps: Traps) -> None:
    rarely = one("I rarely use representations.", low=1, high=5)
    found, declared = traps.both("13", [rarely], person="code")
    right = traps.right("13")
    matched = answers(found.kept, declared).groupby("item")["wave"].nunique()
    assert (matched > 1).sum() == right["matched_items"]
    assert any("reversed_in" in fault.next for fault in found.faults) is right["needs_declaration"]
    turned = {**rarely, "also": ["I regularly use representations."], "reversed_in": ["after"]}
    found, declared = traps.both("13", [turned], person="code")
    assert found.faults == ()
    assert change(found, declared, "a").mean() == right["if_declared_reversed_change"]


def test_14_questions_are_joined_by_words_and_not_by_number(traps: Traps) -> None:
    items = [one("I feel confident.", low=1, high=5), {**one("We plan together.", low=1, high=5), "id": "b"}]
    found, declared = traps.both("14", items, person="Code", consent={"I agree to take part": "Yes"})
    right = traps.right("14")
    assert found.faults == ()
    assert len(change(found, declared, "a")) == right["pairs"]
    assert change(found, declared, "a").mean() == right["change_confident"]
    assert change(found, declared, "b").mean() == right["change_plan"]


def test_16_rows_of_a_second_grid_ask_for_their_question(traps: Traps) -> None:
    agree = {"kind": "scale", "answers": ["Disagree", "Agree"]}
    useful = {"kind": "scale", "answers": ["Not useful", "Useful", "Very useful"]}
    items: list[Declared] = [
        {"id": f"{grid}{row}", "asks": f"Session {row}{'2' * (grid == 'b')}", **kind}
        for grid, kind in (("a", agree), ("b", useful))
        for row in (1, 2)
    ]
    found, declared = traps.read("16", items)
    right = traps.right("16")
    assert found.faults == ()
    assert ("rows of a second grid" in noted(found)) is right["ask_for_stems"]
    assert [f"'{row}2'" in noted(found) for row in right["rows"]] == [True] * right["grids"]
    assert set(answers(found.kept, declared)["item"]) == {"a1", "a2", "b1", "b2"}


def test_17_a_heading_that_stands_twice_is_two_questions(traps: Traps) -> None:
    items = [
        one("Rating"),
        {**one("Rating (2)"), "id": "b"},
        {**one("Comments", "text"), "id": "c"},
        {**one("Comments (2)", "text"), "id": "d"},
    ]
    found, declared = traps.read("17", items)
    export, right = traps.export("17"), traps.right("17")
    assert found.faults == ()
    assert len(export.columns) + len(export.technical) == right["columns"]
    assert values(found, declared, "a").mean() == right["mean_first_rating"]
    assert values(found, declared, "b").mean() == right["mean_second_rating"]
    assert right["flag"] in noted(found)


@pytest.mark.parametrize("number", ["19", "20"])
def test_19_20_one_day_above_12_settles_the_order_of_a_column(traps: Traps, number: str) -> None:
    found, _ = traps.read(number, [one("A")])
    right = traps.right(number)
    assert (str(found.reads[0].first), str(found.reads[0].last)) == (right["first"], right["second"])


def test_22_a_question_with_time_in_it_is_no_time(traps: Traps) -> None:
    items = [one("How many times did you meet?"), {**one("Leaders give me time to plan", "scale"), "id": "b"}]
    found, declared = traps.read("22", items)
    right, export = traps.right("22"), traps.export("22")
    assert [column.words for column in export.technical if "time" in column.words.casefold()] == right["time_columns"]
    assert values(found, declared).mean() == right["mean_meetings"]


@pytest.mark.parametrize("number", ["23", "37"])
def test_23_37_personal_columns_go_by_their_whole_heading_or_by_place_and_content(traps: Traps, number: str) -> None:
    export, right = traps.export(number), traps.right(number)
    assert list(export.personal) == right["drop"]
    assert export.tool == right.get("kind", "Microsoft Forms")
    if "keep" in right:
        assert len(export.columns) + len(export.technical) == right["keep"]
    assert not any("person-01" in cell or "Person 01" in cell for row in export.rows for cell in row.cells)


def test_25_role_by_school_that_names_somebody_is_not_shown(traps: Traps) -> None:
    found, declared = traps.read("25", [one("A")], school="School", role="Role")
    right, frame = traps.right("25"), answers(found.kept, declared)
    assert found.faults == ()
    assert may_be_crossed(frame, ("school", "role")) is not right["suppress_school_by_role"]
    assert frame["person"].nunique() == right["show_overall_n"]


def test_26_the_last_answer_of_a_person_counts_and_a_likely_double_is_asked_for(traps: Traps) -> None:
    found, declared = traps.read("26", [one("A")], person="Code")
    right, frame = traps.right("26"), answers(found.kept, declared)
    assert frame["person"].nunique() == right["respondents"]
    assert frame.set_index("person").loc["T02", "value"] == right["kept_for_T02"]
    assert [f"{code!r} may be somebody" in noted(found) for code in right["ask"]] == [True]


def test_28_numbers_saved_as_text_are_numbers(traps: Traps) -> None:
    found, declared = traps.read("28", [one("E", low=0, high=10)])
    right, numbers = traps.right("28"), values(found, declared)
    assert (len(numbers), (numbers == 0).sum()) == (right["n"], right["zeros"])
    assert numbers.mean() == pytest.approx(right["mean"], abs=ROUNDED)
    assert found.reads[0].left_out == {"answered nothing": right["missing"]}


def test_29_line_breaks_stay_within_their_answer(traps: Traps) -> None:
    found, declared = traps.read("29", [one("A"), {**one("Comment", "text"), "id": "b"}])
    right = traps.right("29")
    assert found.reads[0].rows == right["rows"]
    assert values(found, declared).mean() == right["mean"]


def test_31_an_option_that_nobody_picked_was_still_asked(traps: Traps) -> None:
    options = ["Bar models", "Algebra tiles", "None of these"]
    found, declared = traps.both("31", [one("Used", "ticks", answers=options)])
    right, frame = traps.right("31"), choices(found.kept, declared)
    assert found.faults == ()
    for wave in ("before", "after"):
        counts = Counter(frame.loc[frame["wave"] == wave, "option"])
        assert {option: counts[option] for option in right[f"used_{wave}"]} == right[f"used_{wave}"]


def test_32_own_words_are_other_and_a_declared_answer_among_them_is_asked_for(traps: Traps) -> None:
    found, declared = traps.read("32", [one("Role", "choice", answers=["Teacher", "Other"])])
    right, counts = traps.right("32"), Counter(answers(found.kept, declared)["given"])
    assert found.faults == ()
    assert (counts["Teacher"], counts["Other"]) == (right["Teacher"], right["Other"])
    assert f"{right['maybe_teacher']} people typed 'Teacher' under Other" in noted(found)


def test_34_two_waves_in_one_row_are_two_waves(traps: Traps) -> None:
    items: list[Declared] = [
        one("A", asked={"before": "A (pre)", "after": "A (post)"}),
        {**one("B", asked={"before": "B pre", "after": "B post"}), "id": "b"},
    ]
    waves = [{"id": wave, "file": traps.file("34")} for wave in ("before", "after")]
    declared = survey(items, waves, person="Code")
    found = read(traps.folder, declared)
    right = traps.right("34")
    assert found.faults == ()
    for letter in "AB":
        moved = change(found, declared, letter.lower())
        assert (len(moved), moved.mean()) == (right[f"pairs_{letter}"], right[f"change_{letter}"])


def test_35_then_and_now_asked_at_one_time_are_no_baseline(traps: Traps) -> None:
    asked = {"then": "Before the programme I felt confident", "now": "Now I feel confident"}
    waves = [{"id": wave, "file": traps.file("35")} for wave in asked]
    declared = survey([one("Now I feel confident", asked=asked)], waves, person="Code", retrospective=True)
    found = read(traps.folder, declared)
    right = traps.right("35")
    assert found.faults == ()
    assert len({wave.file for wave in found.reads}) == right["waves"]
    assert change(found, declared, "a", ("then", "now")).mean() == right["mean_felt_change"]
    assert declared.change_called() == right["label"]


def test_38_people_who_left_half_way_count_where_the_project_says_so(traps: Traps) -> None:
    items = [{**one(letter), "id": letter.lower()} for letter in "ABC"]
    found, declared = traps.read("38", items, partials="count")
    right, frame = traps.right("38"), answers(found.kept, declared)
    wave = found.reads[0]
    assert (wave.rows, wave.people) == (right["started"], right["answered_any"])
    assert [len(values(found, declared, letter)) for letter in "abc"] == [right[f"n_{letter}"] for letter in "ABC"]
    complete = frame.groupby("person")["value"].apply(lambda value: bool(value.notna().all()))
    assert complete.sum() == right["complete_all"]
    left_out, _ = traps.read("38", items)
    assert left_out.reads[0].left_out == {"left half-way": 1, "answered nothing": 1}


def test_40_numbers_of_responses_that_excel_damaged_join_nobody(traps: Traps) -> None:
    found, _ = traps.read("40", [one("A")])
    right = traps.right("40")
    assert found.reads[0].people == right["respondents"]
    assert "IDs damaged by Excel" in right["flag"]
    assert "IDs damaged by Excel" in noted(found)


def test_every_case_has_a_test(traps: Traps) -> None:
    numbers = {name.split("_")[0] for name in traps.cases}
    tested = {part for name in globals() if name.startswith("test_") for part in name.split("_") if part.isdigit()}
    assert numbers <= tested


def test_a_cell_without_options_declared_is_cut_at_semicolons_before_commas() -> None:
    assert split_options("Bar models;Low-stakes quizzes, every week;") == (
        "Bar models",
        "Low-stakes quizzes, every week",
    )
