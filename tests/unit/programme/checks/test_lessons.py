"""A lesson names evidence that exists, and types no result by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.programme.reading import ProgrammeReading, read_programme
from tests.support.programme_files import study_in, what_was_learned, whole, workbook


def reading(folder: Path, evidence: object, words: object = "one scheme is shared") -> ProgrammeReading:
    (folder / "programme.xlsx").write_bytes(workbook(whole() | what_was_learned(evidence, words)))
    return read_programme(study_in(folder), ["governance"])


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ("project's view", ""),
        ("Project's view", ""),
        ("finding:attainment", ""),
        ("delivery:governance", ""),
        ("delivery: governance", ""),
        ("table:meetings", ""),
        ("table:survey", ""),
        ("table:meetings kind=governance", ""),
        ("table:meetings Kind = Governance", ""),
        ("table:activities kind=governor session", "no such row"),
        ("table:meetings kindness=governance", "names nothing"),
        ("table:meetings governance", "names nothing"),
        ("finding:nothing", "names nothing"),
        ("delivery:nothing", "names nothing"),
        ("table:nothing", "names nothing"),
        ("table:risks", "no such row is filled"),
        ("we all know", "names nothing"),
    ],
)
def test_evidence_that_does_not_exist_is_a_fault_of_its_cell(evidence: str, found: str, tmp_path: Path) -> None:
    faults = reading(tmp_path, evidence).faults
    assert [fault.where for fault in faults] == (["programme.xlsx, lessons, cell C2"] if found else [])
    assert all(found in fault.found for fault in faults)


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("Grades rose by 0.3", "0.3"),
        ("80% of teachers came", "80%"),
        ("The programme ran in 2017/18 for Year 11 at Key Stage 4", ""),
    ],
)
def test_a_result_typed_by_hand_is_a_fault(words: str, typed: str, tmp_path: Path) -> None:
    faults = reading(tmp_path, "project's view", words).faults
    assert [fault.found.split(",")[0] for fault in faults] == ([typed] if typed else [])
    assert all(fault.where.endswith("lessons, cell A2") for fault in faults)


def test_without_the_names_of_accounts_evidence_is_not_looked_at(tmp_path: Path) -> None:
    reading(tmp_path, "delivery:nothing")
    assert read_programme(study_in(tmp_path)).faults == ()


def test_evidence_in_which_a_person_can_be_seen_is_not_told(tmp_path: Path) -> None:
    faults = reading(tmp_path, "ask person-01@example.org").faults
    assert faults
    assert not any("example.org" in str(fault) for fault in faults)
