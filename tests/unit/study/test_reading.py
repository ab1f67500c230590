"""A good study folder becomes a study, wherever it lies."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from evalkit.study.story import CLOSING, sections
from evalkit.study.study_reader import find_study, inspect_study, read_study

STUDIES = Path(__file__).resolve().parents[3] / "studies"
SHIPPED = ("leicester", "north-west")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_study_is_found_by_name_from_anywhere(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    assert find_study(name) == STUDIES / name


def test_a_study_beside_the_reader_comes_before_the_shipped_one(tmp_path, monkeypatch):
    own = tmp_path / "studies" / "leicester"
    shutil.copytree(STUDIES / "leicester", own)
    deeper = tmp_path / "notes" / "today"
    deeper.mkdir(parents=True)
    monkeypatch.chdir(deeper)
    assert find_study("leicester") == own.resolve()


def test_a_folder_its_file_and_a_relative_path_name_the_same_study(monkeypatch):
    monkeypatch.chdir(STUDIES)
    for given in (STUDIES / "leicester", STUDIES / "leicester" / "study.toml", "./leicester", "leicester/study.toml"):
        assert find_study(given) == STUDIES / "leicester"


def test_leicester_has_the_schools_of_its_table():
    study = read_study("leicester")
    assert [school.urn for school in study.schools.list] == list(range(990001, 990020))
    assert len(study.targeted()) == 6
    assert sum(school.wave == "pilot" for school in study.schools.list) == 4
    assert study.selection.chosen_on is None


def test_the_north_west_mirrors_its_choice_and_keeps_its_declared_primary():
    study = read_study("north-west")
    chosen = study.selection.chosen_on
    assert [school.urn for school in study.schools.list] == list(range(991001, 991006))
    assert (chosen.variable, chosen.year, chosen.below) == ("p8_maths", 2017, 0)
    assert study.question("attainment").inference[:2] == ("placebo_sets", "variance_components")
    assert {"variable": "p8_maths", "year": 2017} in study.question("attainment").options["matched"]["nearest"]


@pytest.mark.parametrize(("name", "chose"), tuple(zip(SHIPPED, ("area", "volunteers"), strict=True)))
def test_shipped_studies_say_what_was_picked_and_declare_no_rule_that_nobody_knows(name, chose):
    selection = read_study(name).selection
    assert (selection.chose, selection.area_chosen_on) == (chose, None)


def test_a_study_that_does_not_say_what_was_picked_is_read_as_unknown(tmp_path):
    shutil.copytree(STUDIES / "leicester", tmp_path / "old")
    file = tmp_path / "old" / "study.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count('chose = "area"\n') == 1
    file.write_text(text.replace('chose = "area"\n', ""), encoding="utf-8")
    # The words of `how` say that the city was picked; nothing is read out of them.
    assert "for the city as a whole" in text
    assert read_study(tmp_path / "old").selection.chose == "unknown"


def test_the_rule_by_which_an_area_was_picked_is_read(tmp_path):
    shutil.copytree(STUDIES / "leicester", tmp_path / "ours")
    file = tmp_path / "ours" / "study.toml"
    rule = 'area_chosen_on = { variable = "p8_maths", year = 2016, lowest = 3, of = "region" }\n'
    text = file.read_text(encoding="utf-8").replace('chose = "area"\n', f'chose = "area"\n{rule}')
    file.write_text(text, encoding="utf-8")
    found = read_study(tmp_path / "ours").selection.area_chosen_on
    assert (found.variable, found.year, found.below, found.lowest, found.of) == ("p8_maths", 2016, None, 3, "region")
    assert found.years() == (2016,)
    file.write_text(text.replace("year = 2016, lowest", "year = [2017, 2016], lowest"), encoding="utf-8")
    assert read_study(tmp_path / "ours").selection.area_chosen_on.years() == (2016, 2017)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_studies_say_that_their_tables_are_synthetic(name):
    study = read_study(name)
    assert study.data.synthetic
    assert "synthetic" in study.section("Overview")


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_stories_hold_no_number_of_their_own(name):
    story = read_study(name).story
    assert tuple(sections(story)) == CLOSING
    assert re.findall(r"\d+", story.replace("Key Stage 4", "")) == []
    assert "{{ attainment }}" in story and "{{ attainment | caution }}" in story


def test_data_may_lie_elsewhere(tmp_path):
    study = read_study("leicester", data=tmp_path)
    assert study.data_folder() == tmp_path.resolve()
    assert read_study("leicester").data_folder() == STUDIES.parent / "data" / "synthetic"


def test_schools_may_stand_in_the_study_file(tmp_path):
    folder = tmp_path / "listed"
    shutil.copytree(STUDIES / "leicester", folder)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    listed = 'list = [{ urn = 990001, role = "targeted" }, { urn = 990002, wave = "pilot" }]'
    (folder / "study.toml").write_text(text.replace('file = "schools.csv"', listed), encoding="utf-8")
    assert [school.urn for school in read_study(folder).schools.list] == [990001, 990002]


def test_excluded_donors_of_the_file_join_those_of_the_list(tmp_path):
    folder = tmp_path / "excluding"
    shutil.copytree(STUDIES / "leicester", folder)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    donors = '[donors]\nexclude_schools = [900002]\nexclude_file = "others.csv"\n'
    (folder / "study.toml").write_text(text.replace("[donors]\n", donors), encoding="utf-8")
    (folder / "others.csv").write_text("urn,reason\n900001,another programme\n", encoding="utf-8")
    assert read_study(folder).excluded == (900001, 900002)


def test_overrides_are_known_by_rule_with_their_reason(tmp_path):
    folder = tmp_path / "overriding"
    shutil.copytree(STUDIES / "leicester", folder)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    why = "the original figure is not published"
    override = f'overrides = [{{ rule = "progress8 adjusted only", reason = "{why}" }}]\n\n[donors]'
    (folder / "study.toml").write_text(text.replace("[donors]", override, 1), encoding="utf-8")
    assert read_study(folder).overrides() == {"progress8 adjusted only": why}


def test_the_template_has_no_fault_but_what_is_left_to_fill_in():
    reading = inspect_study(STUDIES / "_template")
    assert reading.study is not None
    assert {fault.allowed for fault in reading.faults} == {"your own words"}


def test_options_of_methods_stay_as_they_were_written():
    options = read_study("leicester").question("attainment").options["matched"]
    assert options["ratio"] == 5 and options["exact"] == ["area_type", "gender"]


@pytest.mark.parametrize(("written", "found"), [("-0.1", "-0.1"), ("0", "0"), ('"0.1"', "0.1")])
def test_a_smallest_difference_of_interest_is_a_number_above_nought(tmp_path, written, found):
    folder = tmp_path / "leicester"
    shutil.copytree(STUDIES / "leicester", folder)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    declared = text.replace('outcome = "p8_maths"\n', f'outcome = "p8_maths"\nsmallest_of_interest = {written}\n', 1)
    (folder / "study.toml").write_text(declared, encoding="utf-8")
    (fault,) = (one for one in inspect_study(str(folder)).faults if "smallest_of_interest" in one.where)
    assert found in str(fault.found)
    assert fault.allowed == "a number above 0"
