"""Every figure of the shared exports: one truth behind the files of seven tools."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evalkit.programme.surveys.answers import answers, choices
from evalkit.programme.surveys.reading import SurveyReading
from evalkit.study.surveys import Survey
from tests.support.programme import kept_tables, schools
from tests.support.survey_studies import read, survey

# Figures are given to four places.
ROUNDED = 5e-5
A = "I feel confident teaching for mastery in mathematics."
B = "My department plans lessons together."
C = "I rarely use representations in my lessons."
D = "Leaders give me time to act on the CPD."
USEFUL = "How useful has the programme been to you? (0 = not at all, 10 = completely)"
USED = "Which of these have you used since the last session? (tick all that apply)"
CHANGE = "What one thing would you change?"
OPTIONS = ["Bar models", "Algebra tiles", "Low-stakes quizzes, every week", "None of these", "Other"]
CODE, SCHOOL = "Your survey code (the letter T and two numbers)", "Which school do you work in?"
CONSENT = "I agree to take part"
LEGACY = {
    "11": "Strongly disagree",
    "12": "Disagree",
    "13": "Neither agree nor disagree",
    "14": "Agree",
    "15": "Strongly agree",
    "17": "Don't know",
}
JISC_BEFORE, JISC_AFTER = "results-for-mastery-teache-2025-10-20-1004", "results-for-mastery-teache-2026-03-02-0910"
LIME = "limesurvey/results-survey112233 ({}).csv"
REDCAP = {
    "file": "redcap/MasteryTeachers_DATA_2026-03-02_1015.csv",
    "key": "redcap/MasteryTeachers_DataDictionary_2026-03-02.csv",
}


@dataclass(frozen=True)
class Case:
    """One file or pair of files, and how it is declared."""

    tool: str
    rows: int
    personal: int
    after: Mapping[str, object]
    before: Mapping[str, object] | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    changes: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)
    only: str = "ABCDEFG"


TESTED = {"tests by the project": 1, "answered twice": 1}
FORMS_BEFORE = {"file": "msforms/Teacher survey - before(1-12).xlsx"}
FORMS_CHANGES: Mapping[str, Mapping[str, object]] = {
    "A": {"also": ["I feel confident about teaching for mastery in mathematics"]},
    "C": {"also": ["I regularly use representations in my lessons."], "reversed_in": ["after"], "reversed": False},
}
CASES = {
    "Microsoft Forms, workbook": Case(
        "Microsoft Forms",
        14,
        2,
        {"file": "msforms/Teacher survey - after(1-14).xlsx"},
        FORMS_BEFORE,
        TESTED,
        FORMS_CHANGES,
    ),
    "Microsoft Forms, saved as csv": Case(
        "Microsoft Forms", 14, 2, {"file": "msforms/Teacher survey - after - saved as csv.csv"}, left_out=TESTED
    ),
    "Microsoft Forms, live workbook": Case(
        "Microsoft Forms",
        14,
        2,
        {"file": "msforms/Teacher survey - after - live workbook.xlsx"},
        FORMS_BEFORE,
        TESTED,
        FORMS_CHANGES,
    ),
    "Google Forms, from the sheet": Case(
        "Google Forms",
        26,
        1,
        {
            "file": "googleforms/Teacher survey (Responses) - Form responses 1.csv",
            "rows": {"Are you answering before or after the programme?": "After"},
        },
        {
            "file": "googleforms/Teacher survey (Responses) - Form responses 1.csv",
            "rows": {"Are you answering before or after the programme?": "Before"},
        },
        TESTED,
    ),
    "Google Forms, from the form": Case(
        "Google Forms", 14, 1, {"file": "googleforms/Teacher survey.csv"}, left_out=TESTED
    ),
    "Jisc": Case(
        "Jisc Online Surveys",
        15,
        0,
        {"file": f"jisc/{JISC_AFTER}.csv", "key": f"jisc/{JISC_AFTER}-key.csv"},
        {"file": f"jisc/{JISC_BEFORE}.csv", "key": f"jisc/{JISC_BEFORE}-key.csv"},
        {**TESTED, "answered nothing": 1},
        more={"consent": {CONSENT: "Yes"}},
    ),
    "SurveyMonkey, csv": Case(
        "SurveyMonkey", 15, 4, {"file": "surveymonkey/Teacher survey.csv"}, left_out={**TESTED, "left half-way": 1}
    ),
    "SurveyMonkey, workbook": Case(
        "SurveyMonkey", 15, 4, {"file": "surveymonkey/Teacher survey.xlsx"}, left_out={**TESTED, "left half-way": 1}
    ),
    "Qualtrics, csv": Case(
        "Qualtrics",
        16,
        7,
        {"file": "qualtrics/Teacher survey_March 2, 2026_10.15.csv"},
        left_out={
            "previews by the project": 1,
            "left half-way": 1,
            "spam, as the tool marked it": 1,
            "answered twice": 1,
        },
    ),
    "Qualtrics, tsv": Case(
        "Qualtrics",
        16,
        7,
        {"file": "qualtrics/Teacher survey_March 2, 2026_10.17.tsv"},
        left_out={
            "previews by the project": 1,
            "left half-way": 1,
            "spam, as the tool marked it": 1,
            "answered twice": 1,
        },
    ),
    "Qualtrics, legacy": Case(
        "Qualtrics",
        16,
        2,
        {"file": "qualtrics/Legacy layout.csv"},
        left_out={
            "previews by the project": 1,
            "left half-way": 1,
            "spam, as the tool marked it": 1,
            "answered twice": 1,
        },
        changes={letter: {"codes": LEGACY} for letter in "ABCD"},
        more={"schools_written": {"1": "School A", "2": "School B", "3": "School C", "4": "School D"}},
        only="ABCD",
    ),
    **{
        f"LimeSurvey, {kind}": Case(
            "LimeSurvey",
            16,
            personal,
            {"file": LIME.format(kind)},
            left_out={**TESTED, "left half-way": 1, "answered nothing": 1},
        )
        for kind, personal in (
            ("code and text, full answers", 2),
            ("text only, semicolons", 2),
            ("anonymous, no date stamp", 0),
        )
    },
    "REDCap": Case(
        "REDCap",
        26,
        1,
        {**REDCAP, "rows": {"redcap_event_name": "after_arm_1"}},
        {**REDCAP, "rows": {"redcap_event_name": "before_arm_1"}},
        {"answered nothing": 1, "left half-way": 1},
    ),
}
ONE_TIME = {"1980"}


def items(case: Case) -> list[dict[str, object]]:
    declared: dict[str, dict[str, object]] = {
        "A": {"asks": A},
        "B": {"asks": B},
        "C": {"asks": C, "reversed": True},
        "D": {"asks": D},
        "E": {"asks": USEFUL, "kind": "number", "low": 0, "high": 10},
        "F": {"asks": USED, "kind": "ticks", "answers": OPTIONS},
        "G": {"asks": CHANGE, "kind": "text"},
    }
    return [{"id": letter.lower(), **declared[letter], **case.changes.get(letter, {})} for letter in case.only]


@cache
def expected(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@cache
def reading(folder: Path, name: str) -> tuple[SurveyReading, Survey]:
    case = CASES[name]
    waves = [{"id": "before", **case.before}] if case.before else []
    declared = survey(items(case), [*waves, {"id": "after", **case.after}], person=CODE, school=SCHOOL, **case.more)
    return read(
        folder, declared, kept_tables(schools=schools("School A", "School B", "School C", "School D"))
    ), declared


WAVES = [(name, wave) for name, case in CASES.items() for wave in (["before"] if case.before else []) + ["after"]]


@pytest.mark.parametrize("name", CASES)
def test_an_export_is_read_without_a_fault(exports: Path, name: str) -> None:
    found, _ = reading(exports, name)
    assert found.faults == ()


@pytest.mark.parametrize("name", CASES)
def test_rows_people_and_what_was_left_out_are_counted(exports: Path, name: str) -> None:
    found, _ = reading(exports, name)
    case = CASES[name]
    after = found.reads[-1]
    assert (after.tool, after.rows, after.people, after.personal) == (case.tool, case.rows, 12, case.personal)
    assert after.left_out == case.left_out
    assert after.of_wave == after.people + sum(after.left_out.values())


@pytest.mark.parametrize(("name", "wave"), WAVES)
def test_items_have_the_right_counts_and_means(exports: Path, name: str, wave: str) -> None:
    found, declared = reading(exports, name)
    frame = answers(found.kept, declared)
    frame = frame[frame["wave"] == wave]
    right = expected(exports)[wave]
    assert frame["person"].nunique() == right["respondents"]
    for letter, figures in right["items"].items():
        of_item = frame[frame["item"] == letter.lower()]
        value = of_item["value"]
        assert value.notna().sum() == figures["answered"], letter
        assert (of_item["given"] == "Don't know").sum() == figures["dont_know"], letter
        assert (of_item["given"] == "").sum() == figures["blank"], letter
        assert value.mean() == pytest.approx(figures["mean_higher_is_better"], abs=ROUNDED), letter
        agree = of_item["given"].isin(("Agree", "Strongly agree")).sum()
        opposite = of_item["given"].isin(("Disagree", "Strongly disagree")).sum()
        turned_words = figures["reversed"] and wave == "before" and "Forms, " in name and "Microsoft" in name
        assert (opposite if turned_words else agree) == figures["agree_or_strongly_agree"], letter


@pytest.mark.parametrize(("name", "wave"), [pair for pair in WAVES if "E" in CASES[pair[0]].only])
def test_numbers_and_ticks_are_right(exports: Path, name: str, wave: str) -> None:
    found, declared = reading(exports, name)
    frame, ticked = answers(found.kept, declared), choices(found.kept, declared)
    right = expected(exports)[wave]
    useful = frame.loc[(frame["wave"] == wave) & (frame["item"] == "e"), "value"]
    assert useful.notna().sum() == right["useful_0_10"]["answered"]
    assert useful.mean() == pytest.approx(right["useful_0_10"]["mean"], abs=ROUNDED)
    assert (useful == 0).sum() == right["useful_0_10"]["true_zeros"]
    used = ticked.loc[(ticked["wave"] == wave) & (ticked["item"] == "f"), "option"].value_counts()
    assert {option: int(used.get(option, 0)) for option in OPTIONS} == right["used"]
    asked = frame[(frame["wave"] == wave) & (frame["item"] == "f")]
    assert (asked["given"] == "").sum() == right["used_none_ticked"]
    assert len(asked) == right["respondents"]


@pytest.mark.parametrize(("name", "wave"), WAVES)
def test_schools_are_right(exports: Path, name: str, wave: str) -> None:
    found, declared = reading(exports, name)
    frame = answers(found.kept, declared)
    people = frame[frame["wave"] == wave].drop_duplicates("person")
    assert people["school"].value_counts().to_dict() == expected(exports)[wave]["schools"]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.before])
def test_people_are_matched_by_code_and_their_change_is_right(exports: Path, name: str) -> None:
    found, declared = reading(exports, name)
    frame = answers(found.kept, declared)
    right = expected(exports)["matched_by_code"]
    people = {wave: set(rows["person"]) for wave, rows in frame.groupby("wave")}
    assert len(people["before"] & people["after"]) == right["both"]
    assert sorted(people["before"] - people["after"]) == right["only_before"]
    assert sorted(people["after"] - people["before"]) == right["only_after"]
    for letter, figures in right["change"].items():
        change = paired(frame, letter.lower())
        assert len(change) == figures["pairs"], letter
        assert change.mean() == pytest.approx(figures["mean_higher_is_better"], abs=ROUNDED), letter


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "G" in case.only])
def test_free_text_is_counted_and_never_kept(exports: Path, name: str) -> None:
    found, _ = reading(exports, name)
    assert found.reads[-1].texts["g"] == 9
    kept = found.kept.rows("survey").to_csv()
    assert not any(word in kept for word in ("example.org", "Dienes", "Caf", "person-", "192.0", "203.0", "198.51"))


@pytest.mark.parametrize("name", CASES)
def test_days_are_those_of_february(exports: Path, name: str) -> None:
    found, _ = reading(exports, name)
    after = found.reads[-1]
    dated = "LimeSurvey, anonymous" not in name
    last = "2026-02-03" if name == "REDCap" else "2026-02-16"
    assert (str(after.first), str(after.last)) == (("2026-02-03", last) if dated else ("None", "None"))


def test_an_item_turned_round_between_waves_and_not_declared_is_not_matched(exports: Path) -> None:
    case = CASES["Microsoft Forms, workbook"]
    plain = Case(case.tool, case.rows, case.personal, case.after, case.before)
    waves = [{"id": "before", **FORMS_BEFORE}, {"id": "after", **case.after}]
    declared = survey(items(plain), waves, person=CODE, school=SCHOOL)
    found = read(exports, declared, kept_tables(schools=schools("School A", "School B", "School C", "School D")))
    frame = answers(found.kept, declared)
    assert set(frame.loc[frame["wave"] == "before", "item"]) == {"b", "d", "e", "f"}
    told = [fault for fault in found.faults if "wave before" in fault.where]
    assert [fault.where.rsplit(", ", 1)[1] for fault in told] == ["item a", "item c", "wave before"]
    assert "reversed_in" in told[1].next
    assert "I regularly use representations in my lessons." in told[2].found


def paired(frame: pd.DataFrame, item: str) -> pd.Series:
    wide = frame[frame["item"] == item].pivot(index="person", columns="wave", values="value")
    return (wide["after"] - wide["before"]).dropna()
