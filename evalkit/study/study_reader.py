"""From a study folder to a `Study`, or to the list of everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from evalkit.core.errors import Fault, StudyFileError
from evalkit.study.component import Component
from evalkit.study.fault_words import FILE, fault, shown, where
from evalkit.study.locate import find_study
from evalkit.study.model import (
    Data,
    Donors,
    Overlap,
    Programme,
    Question,
    School,
    Schools,
    Selection,
    Study,
    StudyFile,
    Years,
)
from evalkit.study.part import Part
from evalkit.study.rules import rule_faults
from evalkit.study.story import STORY, quotation_faults, section_faults
from evalkit.study.tables import read_excluded, read_overlaps, read_schools
from evalkit.study.theory_reader import read_theory
from evalkit.study.toml_text import Place, TomlText, read_toml
from evalkit.study.uk_words import as_meant
from evalkit.study.written import Written, not_checked

__all__ = ["StudyReading", "find_study", "inspect_study", "read_study"]

TableOf = TypeVar("TableOf", bound=Part)
# As the template marks what its writer has not yet said.
TO_FILL_IN = re.compile(r"^\s*fill in\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StudyReading:
    """What came of reading a study folder.

    Attributes
    ----------
    study : Study or None
        The study; None where its parts could not be put together. It may be there although a rule is
        broken, so that methods and options can be checked in the same pass.
    faults : tuple of Fault
        Everything that is wrong, in the order of the file.
    """

    study: Study | None
    faults: tuple[Fault, ...]


def read_study(name_or_path: str | Path, *, data: Path | None = None) -> Study:
    """Return the study; raise one error with every fault if anything is wrong.

    Parameters
    ----------
    name_or_path : str or Path
        A name under studies/, a study folder, or its study.toml.
    data : Path, optional
        Folder of the tables, in place of the one the study names.
    """
    reading = inspect_study(name_or_path, data=data)
    if reading.faults or reading.study is None:
        raise StudyFileError(reading.faults)
    return reading.study


def inspect_study(name_or_path: str | Path, *, data: Path | None = None) -> StudyReading:
    """Return the study as far as it can be read, with every fault, without raising for faults in it."""
    folder = find_study(name_or_path)
    text = _toml(folder / FILE)
    story, story_faults = _story(folder / STORY)
    if not text.values:
        rest = not_checked(FILE, "everything else in the file, and the tables it names", FILE)
        return StudyReading(None, (*text.faults, rest, *story_faults))
    raw = as_meant(text.values)
    form, broken = _form(raw, text.lost)
    schools, schools_complete, school_faults = _schools(folder, raw)
    excluded, excluded_faults = _excluded(folder, raw)
    overlaps, overlap_faults = _overlaps(folder, raw)
    theory, theory_faults = read_theory(folder, _ids_of_questions(raw))
    written = _written(raw, broken, schools, schools_complete, excluded)
    faults = (
        *text.faults,
        *form,
        *school_faults,
        *excluded_faults,
        *overlap_faults,
        *rule_faults(written),
        *_still_to_fill_in(raw),
        *story_faults,
        *_quotations(story, raw),
        *theory_faults,
    )
    study = None if form or broken else _study(folder, raw, written, story, data)
    return StudyReading(study and study.model_copy(update={"overlaps": overlaps, "theory": theory}), faults)


def _toml(file: Path) -> TomlText:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        found = "letters in another encoding" if isinstance(error, UnicodeDecodeError) else str(error.strerror)
        fault = Fault(
            where=FILE, found=found, allowed="a text file in UTF-8", next="save it again as plain text, UTF-8"
        )
        return TomlText({}, (fault,))
    return read_toml(text)


def _form(raw: Mapping[str, object], lost: tuple[Place, ...]) -> tuple[list[Fault], set[Place]]:
    """Return what is wrong with keys and values, and the places of it; a key lost with its line is not missed again."""
    broken = {place[:2] for place in lost}
    try:
        StudyFile.model_validate_json(_as_json(raw), strict=True)
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _lost(detail["loc"], lost)]
        faults = [said for detail in details if (said := fault(detail, raw)) is not None]
        return faults, broken | {detail["loc"][:2] for detail in details}
    return [], broken


def _lost(place: Place, lost: tuple[Place, ...]) -> bool:
    return any(place == one or place == one[: len(place)] for one in lost)


def _as_json(value: object) -> str:
    return json.dumps(value, default=lambda other: other.isoformat() if isinstance(other, dt.date | dt.time) else "")


def _written(
    raw: Mapping[str, object],
    broken: set[Place],
    schools: tuple[tuple[str, School], ...],
    schools_complete: bool,
    excluded: tuple[int, ...],
) -> Written:
    tables = {place[0] for place in broken}

    def table(name: str, model: type[TableOf]) -> TableOf | None:
        return None if name in tables else _model(model, raw.get(name, {}))

    questions, components = _entries(raw, "questions", broken), _entries(raw, "components", broken)
    return Written(
        programme=table("programme", Programme),
        schools=table("schools", Schools),
        selection=table("selection", Selection),
        data=table("data", Data),
        years=table("years", Years),
        donors=table("donors", Donors),
        components=tuple((number, _model(Component, entry)) for number, entry in components),
        questions=tuple((number, _model(Question, entry)) for number, entry in questions),
        faulty_questions=_faulty_questions(raw, broken),
        school_list=schools,
        schools_complete=schools_complete,
        excluded=excluded,
    )


def _model(model: type[TableOf], value: object) -> TableOf:
    return model.model_validate_json(_as_json(value), strict=True)


def _entries(raw: Mapping[str, object], key: str, broken: set[Place]) -> list[tuple[int, object]]:
    entries = raw.get(key, [])
    if not isinstance(entries, list):
        return []
    return [(number + 1, entry) for number, entry in enumerate(entries) if (key, number) not in broken]


def _faulty_questions(raw: Mapping[str, object], broken: set[Place]) -> tuple[str, ...]:
    numbers = sorted(place[1] for place in broken if place[0] == "questions" and isinstance(place[-1], int))
    return tuple(where(("questions", number), raw) for number in numbers)


def _schools(folder: Path, raw: Mapping[str, object]) -> tuple[tuple[tuple[str, School], ...], bool, list[Fault]]:
    table = raw.get("schools")
    if not isinstance(table, Mapping):
        return (), False, []
    listed, file = table.get("list", []), table.get("file")
    if isinstance(file, str) and file.strip():
        schools, lines, faults = read_schools(folder / file, file)
        placed = tuple((f"{file}, line {line}", school) for line, school in zip(lines, schools, strict=True))
        return placed, not faults, faults
    known = [(number, _try_school(entry)) for number, entry in enumerate(listed if isinstance(listed, list) else [], 1)]
    placed = tuple((f"{FILE}, [schools], list {number}", school) for number, school in known if school is not None)
    return placed, len(placed) == len(known), []


def _try_school(entry: object) -> School | None:
    try:
        return _model(School, entry)
    except ValidationError:
        return None


def _excluded(folder: Path, raw: Mapping[str, object]) -> tuple[tuple[int, ...], list[Fault]]:
    table = raw.get("donors")
    if not isinstance(table, Mapping):
        return (), []
    listed, file = table.get("exclude_schools", []), table.get("exclude_file")
    numbers = tuple(urn for urn in listed if isinstance(urn, int)) if isinstance(listed, list) else ()
    if not isinstance(file, str):
        return numbers, []
    more, faults = read_excluded(folder / file, file)
    return (*numbers, *more), faults


def _overlaps(folder: Path, raw: Mapping[str, object]) -> tuple[tuple[Overlap, ...], list[Fault]]:
    table = raw.get("donors")
    file = table.get("overlap_file") if isinstance(table, Mapping) else None
    return read_overlaps(folder / file, file) if isinstance(file, str) and file.strip() else ((), [])


def _story(file: Path) -> tuple[str, list[Fault]]:
    try:
        story = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        found = "letters in another encoding" if isinstance(error, UnicodeDecodeError) else str(error.strerror)
        then = "copy it from studies/_template and save it as plain text, UTF-8"
        fault = Fault(where=STORY, found=found, allowed="a text file with the four closing sections", next=then)
        return "", [fault, not_checked(STORY, "its sections and the findings it quotes", STORY)]
    return story, section_faults(story)


def _quotations(story: str, raw: Mapping[str, object]) -> list[Fault]:
    questions, ids = raw.get("questions"), _ids_of_questions(raw)
    if not ids or not isinstance(questions, list) or len(ids) < len(questions):
        return [not_checked(STORY, "whether the findings it quotes exist", "[[questions]]")] if "{{" in story else []
    return quotation_faults(story, ids)


def _ids_of_questions(raw: Mapping[str, object]) -> list[str]:
    questions = raw.get("questions")
    entries = questions if isinstance(questions, list) else []
    return [entry["id"] for entry in entries if isinstance(entry, Mapping) and isinstance(entry.get("id"), str)]


def _study(folder: Path, raw: Mapping[str, object], written: Written, story: str, data: Path | None) -> Study:
    file = _model(StudyFile, raw)
    schools = file.schools.model_copy(update={"list": tuple(school for _, school in written.school_list)})
    tables = file.data if data is None else file.data.model_copy(update={"folder": str(data.resolve())})
    parts = {name: getattr(file, name) for name in StudyFile.model_fields}
    return Study(
        **{**parts, "schools": schools, "data": tables},
        folder=folder,
        name=folder.name,
        story=story,
        excluded=tuple(sorted(set(written.excluded))),
    )


def _still_to_fill_in(raw: Mapping[str, object]) -> list[Fault]:
    """Return a fault for each text that still says that it is to be filled in."""
    return [
        Fault(
            where=where(place, raw),
            found=shown(text),
            allowed="your own words",
            next="replace this text; nothing of the template may be left in a study that is run",
        )
        for place, text in _texts(raw)
        if TO_FILL_IN.match(text)
    ]


def _texts(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*place, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))
