"""Tidy tables that add facts to schools: absence, teachers, destinations, and grades in GCSE maths."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.core.errors import DataError
from evalkit.data.sources import SOURCES
from evalkit.data.sources.parts.source import FileRead
from evalkit.data.text.open_files import open_table
from evalkit.study.model import DataFile

PLACE = "time_period,time_identifier,geographic_level,country_code,country_name,old_la_code,la_name,school_urn"
LEICESTER = "E92000001,England,856,Leicester"
ABSENCE = (
    f"{PLACE},education_phase,enrolments,sess_overall_percent,enrolments_pa_10_exact_percent",
    f"202324,Academic year,School,{LEICESTER},900001,State-funded secondary,900,8.1,25.2",
    f"202324,Academic year,School,{LEICESTER},900002,State-funded secondary,800,c,c",
    f"202324,Autumn term,School,{LEICESTER},900002,State-funded secondary,800,7.0,20.0",
    f"202324,Academic year,Local authority,{LEICESTER},,Total,1700,7.5,22.0",
)
WORKFORCE = (
    f"{PLACE},school_type,pupils_fte,pupil_to_qual_teacher_ratio,pupil_to_qual_unqual_teacher_ratio",
    f"202425,November,School,{LEICESTER},900001,Academies,900,16.5,15.5",
)
VACANCIES = (
    f"{PLACE},school_type,vacancy,rate,tempfilled,temprate",
    f"202425,November,School,{LEICESTER},900001,Academies,2,3.1,1.5,2.3",
    f"202425,November,School,{LEICESTER},900002,Academies,c,c,0,0",
)
DESTINATIONS = (
    f"{PLACE},admission_policy,breakdown_topic,breakdown,data_type,version,cohort,overall,education,ssf,all_work,"
    "all_notsust,all_unknown",
    f"202223,Academic year,School,{LEICESTER},900001,Comprehensive,Total,Total,Percentage,Final,118,92.4,86.5,41,3,5,2",
    f"202223,Academic year,School,{LEICESTER},900001,Comprehensive,Total,Total,Number of pupils,Final,118,109,102,48,4,"
    "6,2",
    f"202223,Academic year,School,{LEICESTER},900001,Comprehensive,Sex,Girls,Percentage,Final,60,93,87,42,2,5,2",
    f"202223,Academic year,School,{LEICESTER},900001,Comprehensive,Total,Total,Percentage,Revised,118,90,80,40,3,5,2",
)
SUBJECTS = (
    f"{PLACE},version,pupil_count,qualification_type,qualification_detailed,subject,grade,number_achieving",
    *(
        f"202425,Academic year,School,{LEICESTER},{school},Final,118,GCSE,{kind},{subject},{grade},{count}"
        for school, kind, subject, grade, count in (
            (900001, "GCSE (9-1) Full Course", "Mathematics", "Total exam entries", 40),
            (900001, "GCSE (9-1) Full Course", "Mathematics", "9", 2),
            (900001, "GCSE (9-1) Full Course", "Mathematics", "7", 8),
            (900001, "GCSE (9-1) Full Course", "Mathematics", "5", 6),
            (900001, "GCSE (9-1) Full Course", "Mathematics", "4", 14),
            (900001, "GCSE (9-1) Full Course", "Mathematics", "3", 9),
            (900001, "GCSE (9-1) Full Course", "Mathematics", "U", 1),
            (900001, "GCSE (9-1) Full Course", "Drama", "9", 7),
            (900001, "Free Standing Mathematics", "Mathematics", "A", 7),
            (900002, "GCSE (9-1) Full Course", "Mathematics", "Total exam entries", 30),
            (900002, "GCSE (9-1) Full Course", "Mathematics", "5", 29),
            (900002, "GCSE (9-1) Full Course", "Mathematics", "9", "c"),
            (900003, "GCSE (9-1) Full Course", "Mathematics", "Total exam entries", 30),
            (900003, "GCSE (9-1) Full Course", "Mathematics", "5", 29),
            (900004, "GCSE (9-1) Full Course", "Mathematics", "7", 12),
        )
    ),
)


def read(folder: Path, lines: tuple[str, ...], source: str) -> FileRead:
    path = folder / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    file = open_table(path, path.name)
    assert [name for name, kind in SOURCES.parts().items() if kind.recognises(file.header)] == [source]
    found = SOURCES.get(source).read(file, None)
    assert isinstance(found, FileRead)
    assert found.step.entered == found.step.left + len(found.step.losses) == len(lines) - 1
    return found


def reasons(found: FileRead, variable: str) -> list[list[object]]:
    rows = found.reasons[found.reasons["variable"] == variable]
    return rows[["urn", "reason"]].astype({"reason": str}).values.tolist()


def test_absence_of_a_school_is_read(tmp_path: Path) -> None:
    """A term is no school year, a row of an authority no school, and a column that describes a school splits none."""
    found = read(tmp_path, ABSENCE, "absence")
    assert found.frame[["urn", "year"]].values.tolist() == [[900001, 2024], [900002, 2024]]
    assert found.frame["absence"].tolist()[0] == 8.1
    assert found.frame["persistent_absence"].tolist()[0] == 25.2
    assert reasons(found, "absence") == [[900002, "suppressed"]]
    assert not found.adds_rows


def test_teachers_of_november_belong_to_their_school_year(tmp_path: Path) -> None:
    """The ratio to teachers with qualified status never stands for the ratio to all."""
    (row,) = read(tmp_path, WORKFORCE, "workforce").frame.to_dict("records")
    assert (row["year"], row["pupil_teacher_ratio"], row["pupil_qualified_teacher_ratio"]) == (2025, 15.5, 16.5)


def test_posts_that_nobody_holds_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, VACANCIES, "workforce")
    first = found.frame.iloc[0]
    assert (first["urn"], first["year"]) == (900001, 2025)
    assert (first["teacher_vacancies"], first["teacher_posts_filled_for_a_time"]) == (2, 1.5)
    assert reasons(found, "teacher_vacancies") == [[900002, "suppressed"]]


def test_destinations_stand_in_the_year_of_the_examinations(tmp_path: Path) -> None:
    """Activity in 2022/23 is that of pupils examined in 2021/22; shares are read, and the final version."""
    (row,) = read(tmp_path, DESTINATIONS, "destinations").frame.to_dict("records")
    assert (row["urn"], row["year"], row["destination_sustained"]) == (900001, 2022, 92.4)
    assert (row["destination_sixth_form"], row["destination_not_sustained"]) == (41, 5)


def test_grades_of_maths_become_shares_of_entries(tmp_path: Path) -> None:
    """By hand: of 40 entries 30 have grade 4 or better, 16 grade 5, 10 grade 7."""
    found = read(tmp_path, SUBJECTS, "subject_grades")
    first = found.frame.iloc[0]
    assert (first["urn"], first["year"], first["gcse_maths_entries"]) == (900001, 2025, 40)
    assert first[["gcse_maths_entries_94", "gcse_maths_entries_95", "gcse_maths_entries_97"]].tolist() == [
        75.0,
        40.0,
        25.0,
    ]
    assert reasons(found, "gcse_maths_entries_95") == [
        [900002, "suppressed"],
        [900003, "not_available"],
        [900004, "not_available"],
    ]
    assert reasons(found, "gcse_maths_entries") == [[900004, "not_published"]]


def test_a_school_in_two_rows_that_differ_is_refused_and_a_repeated_row_is_counted(tmp_path: Path) -> None:
    again = read(tmp_path, (*ABSENCE, ABSENCE[1]), "absence")
    assert ("row repeated word for word", 1) in again.provenance.dropped
    other = ABSENCE[1].replace("8.1", "9.1")
    with pytest.raises(DataError, match=r"(?s)rows 2 and 6.*900001 twice in 2023/24"):
        read(tmp_path, (*ABSENCE, other), "absence")


def test_a_table_without_a_row_of_all_pupils_names_the_column_that_splits_it(tmp_path: Path) -> None:
    lines = tuple(line.replace(",Total,Total,", ",Sex,Girls,") for line in DESTINATIONS[:2])
    with pytest.raises(DataError, match="none of all pupils of a single school"):
        read(tmp_path, lines, "destinations")
    by_sex = (f"{ABSENCE[0]},sex", *(f"{line},Girls" for line in ABSENCE[1:3]))
    with pytest.raises(DataError, match=r"every row is split by sex \('Girls'\)"):
        read(tmp_path, by_sex, "absence")


def test_a_variable_that_the_file_does_not_hold_is_named_and_one_that_it_holds_is_taken_alone(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("\n".join(ABSENCE) + "\n", encoding="utf-8")
    file, source = open_table(path, path.name), SOURCES.get("absence")
    alone = source.read(file, DataFile(file=path.name, variables=("absence",)))
    assert list(alone.frame) == ["urn", "year", "absence"]
    with pytest.raises(DataError, match=r"(?s)variables.*absense.*what the file holds: absence"):
        source.read(file, DataFile(file=path.name, variables=("absence", "absense")))
