"""Every kind of fault in a study folder is said in clear words, with the others, and nothing else is raised."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evalkit.core.errors import StudyFileError
from evalkit.study.study_reader import inspect_study, read_study
from tests.hostile.picked_area import OF_A_PICKED_AREA

LEICESTER = Path(__file__).resolve().parents[2] / "studies" / "leicester"
FILES = ("study.toml", "schools.csv", "story.md")


@pytest.fixture
def folder(tmp_path):
    """A copy of a good study that a test may spoil."""
    target = tmp_path / "spoilt"
    target.mkdir()
    for name in FILES:
        shutil.copy(LEICESTER / name, target / name)
    return target


def spoil(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def said(folder):
    with pytest.raises(StudyFileError) as error:
        read_study(folder)
    assert all(fault.where and fault.found and fault.allowed and fault.next for fault in error.value.faults)
    return str(error.value)


TOML = "study.toml"
STORY = "story.md"
SCHOOLS = "schools.csv"
PLACE = 'place = "Leicester"'
COHORT = "cohort = 2019"
BASELINE = "baseline = [2017]"
OTHERS = "others = [2016, 2018]"
STATUS = 'status = "planned"'
DONORS = "[donors]\n"
DECLINED = "declined ="
RATIO = "ratio = 5"
BELOW = 'variable = "p8_maths", year = 2017'
DONOR = 'variable = "selective", among = ["no"]'
WHY = "the yardstick of this study needs it"

ONE_FAULT = {
    "a syntax error": (
        TOML,
        PLACE,
        "place = Leicester",
        ("study.toml, line 11", "place = Leicester", "not checked: dates of the programme"),
    ),
    "a bracket left open": (TOML, BASELINE, "baseline = [2017", ("study.toml, line", "not checked")),
    "a key twice": (TOML, PLACE, f"{PLACE}\n{PLACE}", ("study.toml, line 1", "repeated")),
    "an unknown key": (TOML, PLACE, f'{PLACE}\nplaec = "x"', ("[programme], plaec", "did you mean place?")),
    "an unknown table": (TOML, DONORS, "[donor]\n", ("study.toml, [donor]", "unknown key 'donor'", "donors?")),
    "a key below the wrong heading": (
        TOML,
        PLACE,
        f"{PLACE}\ncohort = 2019",
        ("[programme], cohort", "belongs to [years]"),
    ),
    "an unknown key of a question": (
        TOML,
        STATUS,
        'statsu = "planned"',
        ("[[questions]] 1 (attainment), statsu", "status?"),
    ),
    "a missing key": (TOML, PLACE, "", ("[programme], place", "nothing", "add place = …")),
    "a missing table": (TOML, "[selection]", "[selektion]", ("study.toml, [selection]", "add [selection]", "declined")),
    "text for a number": (TOML, COHORT, 'cohort = "2019"', ("[years], cohort", '"2019"', "take the quotes away")),
    "a number for text": (TOML, PLACE, "place = 5", ("[programme], place", "text in quotes")),
    "a number with a fraction": (TOML, COHORT, "cohort = 2019.5", ("[years], cohort", "2019.5", "a year such as")),
    "a single value for a list": (TOML, BASELINE, "baseline = 2017", ("[years], baseline", "square brackets")),
    "an empty list": (TOML, BASELINE, "baseline = []", ("[years], baseline", "an empty list", "at least one")),
    "an empty text": (TOML, PLACE, 'place = " "', ("[programme], place", "an empty text")),
    "no date": (TOML, "ends = 2019-07-31", "ends = 2019", ("[programme], ends", "a date such as 2018-01-08")),
    "a word for true": (TOML, "synthetic = true", 'synthetic = "yes"', ("[data], synthetic", "true or false")),
    "an unknown word": (
        TOML,
        STATUS,
        'status = "planed"',
        ("[[questions]] 1 (attainment), status", "did you mean planned?"),
    ),
    "an id with spaces": (
        TOML,
        'id = "attainment"',
        'id = "Main question"',
        ("[[questions]] 1 (Main question), id", "small letters"),
    ),
    "an infinite bound": (TOML, "at_least = 60", "at_least = inf", ("[donors], rules 3, at_least", "a number")),
    "a negative seed": (TOML, "seed = 20170901", "seed = -1", ("study.toml, seed", "a whole number from 0")),
    "options that are no table": (
        TOML,
        'inference = ["placebo_sets", "variance_components", "cluster_robust", "cluster_robust_by_area"]',
        'inference = ["cluster_robust"]\noptions = { matched = 5 }',
        ("study.toml, line", "Cannot"),
    ),
    "baseline after the cohort": (TOML, BASELINE, "baseline = [2019]", ("[years], baseline", "2018 or earlier")),
    "a cohort without examinations": (TOML, COHORT, "cohort = 2020", ("[years], cohort", "2020", "cancelled")),
    "another year without examinations": (TOML, OTHERS, "others = [2021]", ("[years], others", "2021", "cancelled")),
    "the cohort among the others": (TOML, OTHERS, "others = [2019]", ("[years], others", "neither the cohort")),
    "a year averaged with itself": (
        TOML,
        STATUS,
        f"{STATUS}\naveraged = [2019]",
        ("averaged", "2019, with cohort 2019"),
    ),
    "a year averaged from before the start": (TOML, STATUS, f"{STATUS}\naveraged = [2016]", ("averaged", "from 2018")),
    "a year averaged without examinations": (TOML, STATUS, f"{STATUS}\naveraged = [2020]", ("averaged", "2020")),
    "a year averaged twice": (TOML, STATUS, f"{STATUS}\naveraged = [2018, 2018]", ("averaged", "each once")),
    "a baseline twice": (TOML, BASELINE, "baseline = [2017, 2017]", ("2017 2 times", "each year once")),
    "a start before the baseline's exams": (
        TOML,
        BASELINE,
        "baseline = [2018]",
        ("[years], baseline", "2018, with the programme starting on 2017-09-01", "June 2018"),
    ),
    "a start after the cohort's exams": (
        TOML,
        "starts = 2017-09-01\nends = 2019-07-31",
        "starts = 2019-06-01\nends = 2019-07-31",
        ("[years], cohort", "May 2019"),
    ),
    "an end before the start": (
        TOML,
        "ends = 2019-07-31",
        "ends = 2017-07-31",
        ("[programme], ends", "after the start"),
    ),
    "a wave outside the programme": (
        TOML,
        "starts = 2018-01-08",
        "starts = 2020-01-08",
        ("waves 2 (all), starts", "2019-07-31"),
    ),
    "an unknown override": (
        TOML,
        OTHERS,
        f'{OTHERS}\noverrides = [{{ rule = "progress8 adjusted", reason = "{WHY}" }}]',
        ("[years], overrides 1, rule", "did you mean progress8 adjusted only?"),
    ),
    "an override without a reason": (
        TOML,
        OTHERS,
        f'{OTHERS}\noverrides = [{{ rule = "progress8 adjusted only", reason = "needed" }}]',
        ("[years], overrides 1, reason", "at least 20 characters"),
    ),
    "two ways of naming schools": (
        TOML,
        'file = "schools.csv"',
        'file = "schools.csv"\nrule = { areas = ["856"] }',
        ("study.toml, [schools]", "file and rule", "exactly one of list, file, rule"),
    ),
    "no way of naming schools": (TOML, 'file = "schools.csv"', "", ("neither list nor file nor rule",)),
    "an area code without quotes": (
        TOML,
        'file = "schools.csv"',
        "rule = { areas = [856] }",
        ("areas 1", "an area code"),
    ),
    "two waves of one id": (TOML, 'id = "pilot"', 'id = "all"', ("[schools], waves", "all 2 times")),
    "two limits for the choice": (
        TOML,
        DECLINED,
        'chosen_on = { variable = "p8_maths", year = 2017, below = 0, lowest = 5 }\ndeclined =',
        ("[selection], chosen_on", "below and lowest", "exactly one"),
    ),
    "no limit for the choice": (
        TOML,
        DECLINED,
        'chosen_on = { variable = "p8_maths", year = 2017 }\ndeclined =',
        ("chosen_on", "no limit"),
    ),
    "a choice on later results": (
        TOML,
        DECLINED,
        'chosen_on = { variable = "p8_maths", year = 2018, below = 0 }\ndeclined =',
        ("chosen_on, year", "2017 or earlier"),
    ),
    **OF_A_PICKED_AREA,
    "a donor rule without a condition": (
        TOML,
        DONOR,
        'variable = "selective"',
        ("rules 2 (selective)", "no condition"),
    ),
    "a donor rule of two kinds": (
        TOML,
        DONOR,
        'variable = "selective", among = ["no"], at_least = 1',
        ("rules 2 (selective)", "among and bounds together"),
    ),
    "bounds the wrong way round": (
        TOML,
        "at_least = 60",
        "at_least = 60, at_most = 5",
        ("at_least 60, at_most 5", "swap"),
    ),
    "a donor that is in the programme": (
        TOML,
        DONORS,
        f"{DONORS}exclude_schools = [990003]\n",
        ("exclude_schools", "990003, which is a school of the programme"),
    ),
    "two questions of one id": (
        TOML,
        'id = "all_subjects"',
        'id = "attainment"',
        ("[[questions]], id", "attainment 2 times"),
    ),
    "a check twice": (
        TOML,
        '"leave_one_school_out",\n',
        '"leave_one_school_out",\n    "leave_one_school_out",\n',
        ("(attainment), checks", "leave_one_school_out 2 times"),
    ),
    "a question with years of its own": (
        TOML,
        STATUS,
        f"{STATUS}\ncohort = 2021",
        ("[[questions]] 1 (attainment), cohort", "2021", "cancelled"),
    ),
    "two strands of one id": (TOML, 'id = "review"', 'id = "bespoke"', ("[[components]], id", "bespoke 2 times")),
    "a table that is not there": (
        TOML,
        '"schools.csv"',
        '"skools.csv"',
        ("skools.csv", "No such file", "not checked: roles"),
    ),
    "a table without a column": (SCHOOLS, "urn,role", "number,role", ("schools.csv, first line", "no column 'urn'")),
    "a column misspelt": (SCHOOLS, "urn,role", "urn,rolle", ("unknown column 'rolle'", "did you mean role?")),
    "semicolons": (SCHOOLS, "urn,role,wave,note", "urn;role;wave;note", ("parted by semicolons",)),
    "a school number too short": (SCHOOLS, "990003,", "99003,", ("schools.csv, line 4, urn", '"99003"', "six digits")),
    "a school without a number": (SCHOOLS, "990003,", ",", ("schools.csv, line 4, urn", "nothing")),
    "a role misspelt": (SCHOOLS, "targeted", "targetted", ("schools.csv, line 2, role", "did you mean targeted?")),
    "a wave nobody declared": (
        SCHOOLS,
        "participant,pilot",
        "participant,pilots",
        ("line 5, wave", "did you mean pilot?"),
    ),
    "a school twice": (SCHOOLS, "990003,", "990001,", ("line 4, urn", "990001 again", "line 2")),
    "a row with too many cells": (
        SCHOOLS,
        "990005,participant,all,",
        "990005,participant,all,a,b",
        ("line 6", "5 cells"),
    ),
    "a quote left open": (SCHOOLS, "990005,participant", '"990005,participant', ("schools.csv", "breaks off")),
    "a start of a school outside the programme": (
        SCHOOLS,
        "urn,role,wave,note\n990001,targeted,pilot,",
        "urn,role,wave,starts\n990001,targeted,pilot,2016-09-01",
        ("schools.csv, line 2, starts", "2017-09-01 to 2019-07-31"),
    ),
    "a closing section that is missing": (
        STORY,
        "## Sustainability",
        "## Sustaining",
        ("no section 'Sustainability'",),
    ),
    "a closing section that is empty": (
        STORY,
        "## Good practice\n",
        "## Good practice\n\n## Notes\n",
        ("story.md, ## Good practice", "no text below the heading"),
    ),
    "a closing section twice": (
        STORY,
        "## Sustainability",
        "## Overview\n\nMore.\n\n## Sustainability",
        ("2 sections",),
    ),
    "a finding nobody asked for": (
        STORY,
        "{{ attainment }}",
        "{{ attainments }}",
        ("no question 'attainments'", "attainment?"),
    ),
    "an unknown form": (STORY, "| caution }}", "| cautoin }}", ("'cautoin' after the bar", "did you mean caution?")),
    "a quotation left open": (STORY, "{{ attainment }}", "{{ attainment", ("two braces that are not closed",)),
    "a text still to be filled in": (TOML, PLACE, 'place = "FILL IN: where"', ("[programme], place", "your own words")),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_each_fault_is_said_in_clear_words(folder, name):
    file, old, new, words = ONE_FAULT[name]
    spoil(folder, file, old, new)
    message = said(folder)
    for word in words:
        assert word in message, message


def test_there_are_at_least_thirty_kinds_of_fault():
    assert len(ONE_FAULT) >= 30


def test_the_good_study_has_no_fault(folder):
    assert inspect_study(folder).faults == ()


def test_all_faults_are_named_at_once(folder):
    spoil(folder, TOML, PLACE, "place = 5")
    spoil(folder, TOML, COHORT, "cohort = 2020")
    spoil(folder, TOML, STATUS, 'status = "maybe"')
    spoil(folder, TOML, DONOR, 'variable = "selective"')
    spoil(folder, SCHOOLS, "990003,", "x,")
    spoil(folder, STORY, "## Sustainability", "## Sustaining")
    message = said(folder)
    for word in (
        "[programme], place",
        "[years], cohort",
        "(attainment), status",
        "no condition",
        "line 4, urn",
        "'Sust",
    ):
        assert word in message


def test_checks_that_another_fault_prevents_are_named(folder):
    spoil(folder, TOML, "starts = 2017-09-01\nends", 'starts = "soon"\nends')
    message = said(folder)
    assert "not checked: dates of the programme" in message
    assert "not checked: start between the exams of both years" in message
    assert "mend the faults of [programme]" in message


def test_a_faulty_question_is_named_as_not_checked_and_the_others_are_checked(folder):
    spoil(folder, TOML, STATUS, 'status = "maybe"')
    spoil(folder, TOML, 'id = "targeted"', 'id = "all_subjects"')
    message = said(folder)
    assert "[[questions]] 1 (attainment)\n  found:   not checked: its years" in message
    assert "all_subjects 2 times" in message


def test_quotations_are_not_checked_while_an_id_cannot_be_read(folder):
    spoil(folder, TOML, 'id = "attainment"', "id = 5")
    assert "not checked: whether the findings it quotes exist" in said(folder)


def test_targeted_schools_are_not_checked_while_schools_cannot_be_read(folder):
    spoil(folder, TOML, 'file = "schools.csv"', 'file = "skools.csv"')
    assert "not checked: whether there are targeted schools" in said(folder)


def test_a_question_about_targeted_schools_needs_some(folder):
    (folder / SCHOOLS).write_text("urn\n990001\n", encoding="utf-8")
    message = said(folder)
    assert "[[questions]] 3 (targeted), schools" in message
    assert "no school of the study has the role targeted" in message


def test_a_table_without_rows_is_a_fault(folder):
    (folder / SCHOOLS).write_text("urn,role\n", encoding="utf-8")
    assert "no school below the first line" in said(folder)


def test_donors_of_another_programme_need_a_reason(folder):
    spoil(folder, TOML, DONORS, f'{DONORS}exclude_file = "others.csv"\n')
    (folder / "others.csv").write_text(
        "urn,reason\n123456,another programme\n12345,another\n123457,\n", encoding="utf-8"
    )
    message = said(folder)
    assert "others.csv, line 3, urn" in message
    assert "others.csv, line 4, reason" in message


@pytest.mark.parametrize("name", ["lecester", "no-such-study", "", "..", "a/b/c", "study.toml"])
def test_a_study_that_is_not_there_is_a_fault(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StudyFileError) as error:
        read_study(name)
    assert "leicester" in str(error.value)


def test_a_misspelt_name_is_answered_with_the_right_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StudyFileError, match=r"did you mean leicester\?"):
        read_study("lecester")
