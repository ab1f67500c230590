"""Names beside numbers and semicolons in lists are read as they are meant; what is unclear is left to be refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evalkit.study.study_reader import inspect_study
from evalkit.study.tables import read_schools
from evalkit.study.uk_words import as_meant

STUDIES = Path(__file__).resolve().parents[3] / "studies"


def test_schools_of_a_list_are_numbers_with_or_without_a_name() -> None:
    meant = as_meant({"schools": {"list": ["100001 Hill School; 100002 - Dale School", 100003, {"urn": "100004 End"}]}})
    assert meant["schools"] == {"list": [{"urn": urn} for urn in (100001, 100002, 100003, 100004)]}


def test_a_number_in_quotes_alone_is_left_to_be_refused() -> None:
    assert as_meant({"schools": {"list": [{"urn": "100001"}]}}) == {"schools": {"list": [{"urn": "100001"}]}}


def test_areas_and_excluded_schools_may_be_parted_by_semicolons() -> None:
    meant = as_meant(
        {
            "schools": {"rule": {"areas": ["Leicester; 857"]}},
            "donors": {"exclude_areas": ["856;857"], "exclude_schools": ["100001 Hill School", 100002]},
        }
    )
    assert meant["schools"] == {"rule": {"areas": ["Leicester", "857"]}}
    assert meant["donors"] == {"exclude_areas": ["856", "857"], "exclude_schools": [100001, 100002]}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_of_schools_may_be_parted_by_any_usual_mark(tmp_path: Path, mark: str) -> None:
    lines = ["urn,role,starts,note", "100001 Hill School,targeted,1/9/2017,", "100002,participant,,it left"]
    (tmp_path / "schools.csv").write_text("\n".join(lines).replace(",", mark), encoding="utf-8")
    schools, _, faults = read_schools(tmp_path / "schools.csv", "schools.csv")
    assert faults == []
    assert [(one.urn, one.role, str(one.starts), one.note) for one in schools] == [
        (100001, "targeted", "2017-09-01", "Hill School"),
        (100002, "participant", "None", "it left"),
    ]


def test_a_table_of_schools_may_carry_their_names(tmp_path: Path) -> None:
    table = tmp_path / "schools.csv"
    table.write_text("urn,name,role\n100001,Some School,targeted\n100002,Another School,\n", encoding="utf-8")
    schools, _, faults = read_schools(table, "schools.csv")
    assert faults == []
    assert [(school.urn, school.role) for school in schools] == [(100001, "targeted"), (100002, "participant")]


@pytest.mark.parametrize("written", ["2018/19", "2018-19", "2018/2019"])
def test_a_school_year_is_answered_with_the_year_in_which_it_ends(tmp_path: Path, written: str) -> None:
    folder = tmp_path / "ours"
    shutil.copytree(STUDIES / "leicester", folder)
    text = (folder / "study.toml").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(text.replace("cohort = 2019", f'cohort = "{written}"', 1), encoding="utf-8")
    faults = [fault for fault in inspect_study(folder).faults if "cohort" in fault.where]
    assert faults[0].next == "write the year in which it ends, without quotes: 2019"
