"""A school that took part gets its sheet by one command; any other number is refused in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evalkit.core.errors import StudyFileError
from evalkit.evaluation.memory import VARIABLE
from evalkit.run.jobs.school import school
from evalkit.run.places import STUDIES


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch, stations_of_this_run: Path, synthetic_folder: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(stations_of_this_run))


def sheet(out: Path, urn: int, study: str = "") -> str:
    assert school(urn, study=study, data=None, out=out) == 0
    return next((out).rglob(f"{urn}.html")).read_text(encoding="utf-8")


def test_a_sheet_lies_under_its_study_and_holds_the_school_s_own_figures(tmp_path: Path) -> None:
    page = sheet(tmp_path, 991004)
    assert (tmp_path / "north-west" / "schools" / "991004.html").is_file()
    assert "What not to conclude" in page
    assert "Team model with the Maths Hub" in page
    # The programme of the North West kept no reviews.
    assert "No ratings of reviews were kept." in page
    assert "991001" not in page


def test_a_number_that_no_study_lists_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError, match="listed in no study under"):
        sheet(tmp_path, 123456)
    assert not list(tmp_path.rglob("*.html"))


def test_a_number_that_several_studies_list_is_refused_with_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        shutil.copytree(STUDIES / "north-west", tmp_path / name, ignore=shutil.ignore_patterns("programme"))
    monkeypatch.setattr("evalkit.run.jobs.school.STUDIES", tmp_path)
    with pytest.raises(StudyFileError) as refused:
        school(991004, study="", data=None, out=tmp_path / "out")
    (fault,) = refused.value.faults
    folders = [(tmp_path / name).as_posix() for name in ("one", "two")]
    assert fault.found == f"listed in {' and in '.join(folders)}"
    assert fault.next == f"say which is meant: --study {folders[0]}"


def test_a_partner_or_a_comparison_school_of_the_study_named_is_refused(tmp_path: Path) -> None:
    for urn in (900804, 900805):
        with pytest.raises(StudyFileError, match="not of a school of this study"):
            sheet(tmp_path, urn, "north-west")
    assert not list(tmp_path.rglob("*.html"))


def test_without_tables_of_its_own_the_sheet_holds_results_alone(tmp_path: Path) -> None:
    study = Path(shutil.copytree(STUDIES / "north-west", tmp_path / "bare", ignore=shutil.ignore_patterns("programme")))
    text = (study / "study.toml").read_text(encoding="utf-8")
    tables = (STUDIES / "north-west" / "../../data/synthetic").resolve().as_posix()
    (study / "study.toml").write_text(text.replace("../../data/synthetic", tables), encoding="utf-8")
    page = sheet(tmp_path / "out", 991002, str(study))
    assert "No tables of what was done were kept" in page
    assert "Its part in the programme" not in page
