"""Damaged survey exports are refused in words or mended and said so; nothing of a person is ever printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalkit.programme.surveys.answers import answers
from evalkit.programme.surveys.reading import SurveyReading
from evalkit.study.surveys import Survey
from tests.hostile.survey_damage import MENDED, PERSONS, REFUSED, Damage
from tests.support.programme import kept_tables, schools
from tests.support.survey_exports import SCHOOLS, declared
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


def test_there_are_enough_kinds_of_damage() -> None:
    assert len(REFUSED) + len(MENDED) >= 45
