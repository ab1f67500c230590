"""Small invented exports of every tool give one and the same answers."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from evalkit.programme.kept import KeptTables
from evalkit.programme.reading import programme_files, read_programme
from evalkit.programme.surveys.answers import answers, choices
from evalkit.programme.surveys.drafting import UNORDERED, draft
from evalkit.programme.surveys.opening import opened
from evalkit.programme.surveys.reading import SurveyReading
from evalkit.programme.surveys.recognition import export_of, tool_of
from evalkit.programme.surveys.tools import SURVEY_TOOLS
from evalkit.study.study_reader import read_study
from evalkit.study.surveys import Survey
from tests.support.programme import kept_tables, schools
from tests.support.survey_exports import (
    CODE,
    EXPORTS,
    OPTIONS,
    PEOPLE,
    PLAN,
    RARELY,
    RIGHT,
    SCHOOL,
    SCHOOLS,
    TICKED,
    USED,
    USEFUL,
    Table,
    as_csv,
    as_workbook,
    declared,
    google_forms,
    jisc,
    microsoft_forms,
    qualtrics,
)
from tests.support.survey_studies import Declared, read
from tests.support.survey_studies import survey as survey_of


def kept() -> KeptTables:
    return kept_tables(schools=schools(*SCHOOLS))


def laid(folder: Path, tool: str, **more: object) -> Survey:
    """Write a tool's export, and its key, into a folder under names that say nothing; return its declaration."""
    table, key = EXPORTS[tool]
    (folder / "answers.csv").write_bytes(as_csv(table()))
    if key:
        (folder / "other.csv").write_bytes(as_csv(key()))
    return declared("answers.csv", "other.csv" if key else "", **more)


@pytest.fixture(params=EXPORTS)
def tool(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def reading(tool: str, tmp_path: Path) -> tuple[SurveyReading, Survey]:
    survey = laid(tmp_path, tool)
    return read(tmp_path, survey, kept()), survey


def test_every_registered_tool_has_an_export_here() -> None:
    assert {SURVEY_TOOLS.get(name).name for name in SURVEY_TOOLS.names()} == set(EXPORTS)


def test_an_export_has_the_shape_of_one_tool_alone(tool: str) -> None:
    rows = [tuple(row) for row in EXPORTS[tool][0]()]
    fits = [SURVEY_TOOLS.get(name) for name in SURVEY_TOOLS.names() if SURVEY_TOOLS.get(name).heading_rows(rows)]
    assert [one.name for one in fits] == [tool]


def test_every_tool_gives_the_same_means_and_ticks(reading: tuple[SurveyReading, Survey]) -> None:
    found, survey = reading
    frame = answers(found.kept, survey)
    assert found.faults == ()
    assert frame.groupby("item")["value"].mean().dropna().to_dict() == pytest.approx(RIGHT)
    assert Counter(choices(found.kept, survey)["option"]) == TICKED
    assert dict(zip(frame["person"], frame["school"], strict=True)) == {
        "K01": "School A",
        "K02": "School B",
        "K03": "School B",
    }


def test_a_workbook_gives_what_the_text_gives(tool: str, tmp_path: Path) -> None:
    survey = laid(tmp_path, tool)
    (tmp_path / "answers.csv").write_bytes(as_workbook(EXPORTS[tool][0]()))
    found = read(tmp_path, survey, kept())
    assert found.faults == ()
    assert answers(found.kept, survey).groupby("item")["value"].mean().dropna().to_dict() == pytest.approx(RIGHT)


def test_who_does_not_count_is_counted_by_reason(reading: tuple[SurveyReading, Survey], tool: str) -> None:
    wave = reading[0].reads[0]
    assert (wave.tool, wave.rows, wave.people, wave.texts) == (tool, 5, 3, {"change": 1})
    assert wave.left_out == {"tests by the project": 1, "answered twice": 1}
    assert (str(wave.first), str(wave.last)) == ("2026-02-03", "2026-02-16") or tool == "LimeSurvey"


def test_nothing_that_names_a_person_is_kept(reading: tuple[SurveyReading, Survey], tool: str) -> None:
    rows = reading[0].kept.rows("survey")
    text = rows.to_csv()
    assert not any(part in text for part in ("example.org", "Person 0", "192.0.2", "198.51", "Counters", "Nothing"))
    assert (
        reading[0].reads[0].personal
        == {
            "Microsoft Forms": 2,
            "Google Forms": 1,
            "Jisc Online Surveys": 0,
            "SurveyMonkey": 2,
            "Qualtrics": 1,
            "LimeSurvey": 1,
            "REDCap": 1,
        }[tool]
    )


def test_the_first_answer_counts_where_the_study_says_so(tool: str, tmp_path: Path) -> None:
    survey = laid(tmp_path, tool, twice="first")
    frame = answers(read(tmp_path, survey, kept()).kept, survey)
    assert frame.set_index(["person", "item"]).loc[("K01", "plan"), "value"] == 4


def test_a_drafted_declaration_is_read_back_and_counts_the_same_people(tool: str) -> None:
    table, key = EXPORTS[tool]
    export = export_of(opened(as_csv(table()), "a.csv"), opened(as_csv(key()), "k.csv") if key else None)
    drafted = draft(export, "k.csv" if key else "")
    ordered = drafted.text.replace(f'"{UNORDERED}", ', "").replace(f'    "{UNORDERED}",\n', "")
    assert Survey.model_validate(tomllib.loads(ordered)["surveys"][0]) == drafted.survey
    assert (drafted.survey.person, drafted.survey.school) == (CODE, SCHOOL)
    (who,) = drafted.people.values()
    assert (len(who.rows), who.left_out) == (3, {"tests by the project": 1, "answered twice": 1})
    kinds = {item.asks.rsplit("[")[-1].rstrip("]"): item.kind for item in drafted.survey.items}
    assert list(kinds.values())[:4] == ["scale", "scale", "number", "ticks"]


def test_rows_of_exports_stand_behind_those_typed_in(tmp_path: Path) -> None:
    survey = laid(tmp_path, "Google Forms")
    typed_in = [{"person": "k09", "wave": "after", "item": "plan", "answer": "2", "survey": "teachers"}]
    found = read(tmp_path, survey, kept_tables(schools=schools(*SCHOOLS), survey=typed_in))
    rows, places = found.kept.tables["survey"].rows, found.kept.tables["survey"].places
    assert (rows["person"][0], places[0]) == ("k09", "survey.csv, line 2")
    assert len(rows) == len(places)
    assert places[1] == "answers.csv, row 3"
    assert answers(found.kept, survey).set_index(["person", "item"]).loc[("K09", "plan"), "value"] == 2


def test_answers_of_pupils_stand_in_their_own_table(tmp_path: Path) -> None:
    table = google_forms()
    for row, year in zip(table, ("Year group", "Year 9", "10", "9", "9", "9"), strict=True):
        row.append(year)
    (tmp_path / "a.csv").write_bytes(as_csv(table))
    survey = declared("a.csv", who="pupils", year_group="Year group")
    found = read(tmp_path, survey, kept())
    assert not found.kept.has("survey")
    frame = answers(found.kept, survey)
    assert dict(zip(frame["person"], frame["year_group"], strict=True)) == {"K01": 9, "K02": 10, "K03": 9}


def test_answers_that_are_invented_say_so(tmp_path: Path) -> None:
    survey = laid(tmp_path, "Google Forms")
    waves = tuple(wave.model_copy(update={"invented": True}) for wave in survey.waves)
    found = read(tmp_path, survey.model_copy(update={"waves": waves}), kept())
    assert found.kept.invented("survey")
    assert not read(tmp_path, survey, kept()).kept.invented("survey")


def test_who_did_not_agree_to_take_part_is_left_out(tmp_path: Path) -> None:
    table = google_forms()
    for row, said in zip(table, ("I agree to take part", "Yes", "no", "yes ", "Yes", "Yes"), strict=True):
        row.append(said)
    (tmp_path / "a.csv").write_bytes(as_csv(table))
    found = read(tmp_path, declared("a.csv", consent={"I agree to take part": "Yes"}), kept())
    assert found.faults == ()
    assert found.reads[0].left_out["did not agree to take part"] == 1
    assert set(found.kept.rows("survey")["person"]) == {"K01", "K03"}


def test_titles_above_the_headings_and_totals_below_are_no_answers(tmp_path: Path) -> None:
    table: Table = [["Answers to our survey"], ["saved in March"], *microsoft_forms()]
    table.append(["Total", "", "", "", "", "", "5"])
    (tmp_path / "a.xlsx").write_bytes(as_workbook(table))
    found = read(tmp_path, declared("a.xlsx"), kept())
    assert found.faults == ()
    assert (found.reads[0].rows, found.reads[0].people) == (5, 3)
    assert "1 row of totals left out" in " ".join(found.reads[0].notes)


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-16", "UTF-16"), ("mac-roman", "Macintosh"), ("cp1252", "Windows")]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_letters_and_separators_of_other_machines_are_read(
    encoding: str, said: str, separator: str, tmp_path: Path
) -> None:
    table = [[cell.replace("Don't", "Don’t").replace("More", "Café – more") for cell in row] for row in google_forms()]
    (tmp_path / "a.csv").write_bytes(as_csv(table, separator, encoding))
    survey = declared("a.csv")
    found = read(tmp_path, survey, kept())
    assert found.faults == ()
    assert said in " ".join(found.reads[0].notes)
    assert answers(found.kept, survey).groupby("item")["value"].mean().dropna().to_dict() == pytest.approx(RIGHT)


def test_a_tool_is_told_by_shape_and_not_by_the_name_of_its_file() -> None:
    assert tool_of(opened(as_csv(jisc()), "msforms.csv")) == "Jisc Online Surveys"
    assert tool_of(opened(as_csv([["School", "Hours"], ["School A", "3"]]), "jisc.csv")) == ""


def test_reading_the_programme_reads_its_surveys_with_every_fault_at_once(tmp_path: Path) -> None:
    survey = laid(tmp_path, "Jisc Online Surveys")
    (tmp_path / "programme").mkdir()
    (tmp_path / "programme" / "survey.csv").write_text(
        "Survey,Person or response code,Wave,Item,Answer\nteachers,K09,after,plan,Perhaps\n", encoding="utf-8"
    )
    (tmp_path / "programme" / "schools.csv").write_text(
        "URN,School,Role in the programme,Invented\n990001,School A,participant,yes\n", encoding="utf-8"
    )
    study = read_study("leicester").model_copy(update={"folder": tmp_path, "surveys": (survey,)})
    found = read_programme(study)
    told = [fault.found for fault in found.of_surveys]
    assert told == ["answers that are not declared: 'Perhaps' (1)", "a school that is not known: 'School B' (2)"]
    assert set(found.of_surveys) <= set(found.faults)
    assert found.kept.surveys[0].line() == (
        "teachers, after: 3 people of 5 rows (answers.csv, Jisc Online Surveys)"
        "; 1 left out: tests by the project; 1 left out: answered twice"
    )
    assert {"answers.csv", "other.csv", "survey.csv"} <= {file.name for file in programme_files(study)}


def test_redcap_with_labels_in_place_of_codes_is_read(tmp_path: Path) -> None:
    ticks = [f"{USED} (choice={option})" for option in (*OPTIONS, "Other")]
    table = [
        ["Record ID", "Survey Identifier", "Survey Timestamp", CODE, SCHOOL, PLAN, RARELY, USEFUL, *ticks, "Complete?"]
    ]
    for number, person in enumerate(PEOPLE, 1):
        boxes = ["Checked" if option in person.used else "Unchecked" for option in OPTIONS]
        own = "Checked" if person.own else "Unchecked"
        about = [str(number), "person-01@example.org", f"2026-02-0{number} 10:00", person.code, person.school]
        table.append([*about, person.plan, person.rarely, person.useful, *boxes, own, "Complete"])
    (tmp_path / "a.csv").write_bytes(as_csv(table))
    survey = declared("a.csv")
    survey = survey.model_copy(update={"items": survey.items[:-1]})
    found = read(tmp_path, survey, kept())
    assert found.faults == ()
    assert (found.reads[0].tool, found.reads[0].personal, found.reads[0].people) == ("REDCap", 1, 3)
    assert answers(found.kept, survey).groupby("item")["value"].mean().dropna().to_dict() == pytest.approx(RIGHT)
    assert Counter(choices(found.kept, survey)["option"]) == TICKED


def test_limesurvey_with_codes_in_place_of_words_needs_them_declared(tmp_path: Path) -> None:
    table = [["id", "submitdate", "lastpage", "CODE", "AGREE[SQ001]", "USED[SQ001]", "USED[other]"]]
    table += [
        ["1", "2026-02-03 10:00:00", "2", "K1", "A4", "Y", ""],
        ["2", "2026-02-03 11:00:00", "2", "K2", "A5", "", "own"],
    ]
    (tmp_path / "a.csv").write_bytes(as_csv(table))
    items: list[Declared] = [
        {"id": "plan", "asks": "AGREE[SQ001]"},
        {"id": "used", "asks": "USED", "kind": "ticks", "answers": ["SQ001", "Other"]},
    ]
    waves = [{"id": "one", "file": "a.csv"}]
    coded = survey_of(items, waves, person="CODE")
    assert "'A4' (1), 'A5' (1)" in read(tmp_path, coded).faults[0].found
    items[0] = {**items[0], "codes": {"A4": "Agree", "A5": "Strongly agree"}}
    told = survey_of(items, waves, person="CODE")
    found = read(tmp_path, told)
    assert found.faults == ()
    assert answers(found.kept, told).groupby("item")["value"].mean()["plan"] == 4.5
    assert Counter(choices(found.kept, told)["option"]) == {"SQ001": 1, "Other": 1}


def test_microsoft_forms_in_another_language_is_told_by_place_and_content(tmp_path: Path) -> None:
    table = microsoft_forms()
    table[0][:6] = ["ID", "開始時刻", "完了時刻", "メール", "名前", "最終変更時刻"]
    (tmp_path / "a.csv").write_bytes(as_csv(table))
    survey = declared("a.csv")
    found = read(tmp_path, survey, kept())
    assert found.faults == ()
    assert (found.reads[0].tool, found.reads[0].personal) == ("Microsoft Forms", 2)
    assert answers(found.kept, survey).groupby("item")["value"].mean().dropna().to_dict() == pytest.approx(RIGHT)


def test_qualtrics_with_a_column_for_each_option_is_read(tmp_path: Path) -> None:
    table = qualtrics()
    place = table[0].index("Q5")
    for row, heads in zip(
        table[:3],
        (
            ["Q5_1", "Q5_2", "Q5_3"],
            [f"{USED} - Selected Choice - {one}" for one in OPTIONS],
            [f'{{"ImportId":"QID5_{n}"}}' for n in (1, 2, 3)],
        ),
        strict=True,
    ):
        row[place : place + 1] = heads
    for row, person in zip(table[3:], PEOPLE, strict=True):
        row[place : place + 1] = [option if option in person.used else "" for option in OPTIONS]
    (tmp_path / "a.csv").write_bytes(as_csv(table))
    survey = declared("a.csv")
    found = read(tmp_path, survey, kept())
    assert found.faults == ()
    assert Counter(choices(found.kept, survey)["option"]) == TICKED
