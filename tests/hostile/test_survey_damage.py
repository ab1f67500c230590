"""Damaged survey exports are refused in words or mended and said so; nothing of a person is ever printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evalkit.core.errors import DataError
from evalkit.programme.person_names import NoPersons
from evalkit.programme.surveys.about import KnownNames
from evalkit.programme.surveys.answers import answers
from evalkit.programme.surveys.drafting import draft
from evalkit.programme.surveys.opening import opened
from evalkit.programme.surveys.reading import SurveyReading
from evalkit.programme.surveys.recognition import export_of
from evalkit.programme.surveys.rows import wave_rows
from evalkit.study.surveys import Survey
from tests.hostile.survey_damage import MENDED, PERSONS, REFUSED, Damage
from tests.support.programme import kept_tables, schools
from tests.support.survey_exports import EXPORTS, PLAN, SCHOOLS, as_csv, declared
from tests.support.survey_studies import read


def reading(damage: Damage, folder: Path) -> tuple[SurveyReading, Survey]:
    for name, content in damage.files().items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    plain = declared(damage.file, damage.key, **damage.more).model_dump()
    plain["items"] = [{**item, **damage.items.get(item["id"], {})} for item in plain["items"]]
    plain["waves"] = [{**wave, **damage.wave} for wave in plain["waves"]]
    if any("before" in item["waves"] for item in plain["items"]):
        plain["waves"] = [{"id": "before", "name": "Before"}, *plain["waves"]]
    survey = Survey.model_validate(plain)
    return read(folder, survey, kept_tables(schools=schools(*SCHOOLS))), survey


@pytest.mark.parametrize("name", REFUSED)
def test_damage_is_refused_with_its_place_and_what_to_do(name: str, tmp_path: Path) -> None:
    found, _ = reading(REFUSED[name], tmp_path)
    told = [str(fault) for fault in found.faults]
    assert [text for text in told if all(words in text for words in REFUSED[name].says)], told
    assert all(fault.where and fault.found and fault.allowed and fault.next for fault in found.faults)


@pytest.mark.parametrize("name", MENDED)
def test_damage_is_mended_and_said(name: str, tmp_path: Path) -> None:
    found, survey = reading(MENDED[name], tmp_path)
    assert found.faults == ()
    assert found.reads[0].people == MENDED[name].people
    assert answers(found.kept, survey)["person"].nunique() == MENDED[name].people
    notes = " ".join(found.kept.notes)
    assert [words for words in MENDED[name].notes if words not in notes] == []


@pytest.mark.parametrize("name", [*REFUSED, *MENDED])
def test_nothing_of_a_person_is_printed_or_kept(name: str, tmp_path: Path) -> None:
    found, _ = reading({**REFUSED, **MENDED}[name], tmp_path)
    printed = " ".join([*map(str, found.faults), *found.kept.notes])
    assert [words for words in (*PERSONS, "example.org", "Person 0") if words in printed] == []


@given(
    tool=st.sampled_from(sorted(EXPORTS)),
    at=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=4),
    into=st.binary(min_size=1, max_size=4),
    cut=st.integers(0, 40),
)
def test_bytes_changed_at_random_are_read_or_refused_and_never_break_anything(
    tool: str, at: list[float], into: bytes, cut: int
) -> None:
    table, key = EXPORTS[tool]
    content = bytearray(as_csv(table()))
    for share in at:
        place = int(share * len(content))
        content[place : place + cut] = into
    survey = declared("a.csv", "k.csv" if key else "")
    names = KnownNames(SCHOOLS, NoPersons())
    try:
        export = export_of(opened(bytes(content), "a.csv"), opened(as_csv(key()), "k.csv") if key else None, [PLAN])
        found = wave_rows(export, survey, survey.waves[0], names)
        drafted = draft(export)
    except DataError as refused:
        assert all(fault.where and fault.next for fault in refused.faults)
    else:
        assert found.read.people + sum(found.read.left_out.values()) == found.read.of_wave
        assert drafted.survey.items


def test_there_are_enough_kinds_of_damage() -> None:
    assert len(REFUSED) + len(MENDED) >= 45
