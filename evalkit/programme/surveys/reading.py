"""The exports of a study's surveys, joined to the answers that stand in its programme's own tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from evalkit.core.errors import DataError, Fault
from evalkit.programme.kept import KeptTable, KeptTables, typed
from evalkit.programme.persons import no_persons
from evalkit.programme.surveys.about import KnownNames
from evalkit.programme.surveys.answers import table_of
from evalkit.programme.surveys.export import Export
from evalkit.programme.surveys.opening import OpenedExport, open_export
from evalkit.programme.surveys.recognition import export_of
from evalkit.programme.surveys.rows import WaveRows, wave_rows
from evalkit.programme.surveys.survey_read import SurveyRead
from evalkit.programme.surveys.typed_answers import typed_faults, undeclared_note
from evalkit.programme.tables import programme_tables
from evalkit.study.model import Study
from evalkit.study.surveys import Survey, SurveyWave


@dataclass(frozen=True, slots=True)
class SurveyReading:
    """What came of reading the surveys.

    Attributes
    ----------
    kept : KeptTables
        The programme's tables with the answers read from exports behind those typed in.
    reads : tuple of SurveyRead
        What was read of each wave that names a file.
    faults : tuple of Fault
        Everything that is wrong, survey by survey.
    """

    kept: KeptTables
    reads: tuple[SurveyRead, ...]
    faults: tuple[Fault, ...]


def read_surveys(study: Study, kept: KeptTables) -> SurveyReading:
    """Return the programme's tables with every survey's answers; all faults of all surveys at once.

    Parameters
    ----------
    study : Study
        Whose file declares the surveys.
    kept : KeptTables
        The programme's tables as they were read.
    """
    schools = tuple(kept.rows("schools")["school"])
    names = KnownNames(schools, no_persons(study, (*schools, *kept.rows("providers")["name"])))
    faults = [*_declaration_faults(study.surveys), *typed_faults(kept, study.surveys, names.nobody)]
    waves: list[tuple[Survey, WaveRows]] = []
    opened: dict[tuple[str, str], Export] = {}
    for survey, wave in _with_files(study.surveys):
        try:
            export = opened.get((wave.file, wave.key)) or _export(study.folder, survey, wave)
        except DataError as error:
            faults += [fault for fault in error.faults if fault not in faults]
            continue
        opened[wave.file, wave.key] = export
        found = wave_rows(export, survey, wave, names)
        faults += [fault for fault in found.faults if fault not in faults]
        waves.append((survey, found))
    reads = tuple(found.read for _, found in waves)
    notes = (*undeclared_note(kept, study.surveys), *(note for read in reads for note in read.notes))
    together = replace(_joined(kept, waves), notes=(*kept.notes, *dict.fromkeys(notes)), surveys=reads)
    return SurveyReading(together, reads, tuple(faults))


def _with_files(surveys: tuple[Survey, ...]) -> Iterator[tuple[Survey, SurveyWave]]:
    for survey in surveys:
        for wave in survey.waves:
            if wave.file:
                yield survey, wave


def _export(folder: Path, survey: Survey, wave: SurveyWave) -> Export:
    file: OpenedExport = open_export(folder / wave.file)
    key = open_export(folder / wave.key) if wave.key else None
    words = [words for item in survey.items for words in item.words(wave.id)]
    return export_of(file, key, [*words, *(name for name in (survey.person, survey.school) if name)])


def _joined(kept: KeptTables, waves: list[tuple[Survey, WaveRows]]) -> KeptTables:
    """Return the tables with the rows of exports behind those that were typed in."""
    tables = dict(kept.tables)
    for name in dict.fromkeys(table_of(survey) for survey, _ in waves):
        table = programme_tables()[name]
        cells = [row for survey, found in waves if table_of(survey) == name for row in found.cells]
        places = [place for survey, found in waves if table_of(survey) == name for place in found.places]
        rows = typed({one.name: [row.get(one.name) for row in cells] for one in table.every_column}, table)
        before = kept.tables.get(name)
        together = (
            pd.concat([before.rows, rows], ignore_index=True) if before is not None and len(before.rows) else rows
        )
        tables[name] = KeptTable(name, together, (*(before.places if before is not None else ()), *places))
    return replace(kept, tables=tables)


def _declaration_faults(surveys: tuple[Survey, ...]) -> Iterator[Fault]:
    """Yield what contradicts itself in what the study declares, before any file is opened."""
    for survey in surveys:
        where = f"study.toml, [[surveys]] {survey.id}"
        waves, scales = {wave.id for wave in survey.waves}, {scale.id for scale in survey.scales}
        for what, ids in (("wave", [one.id for one in survey.waves]), ("item", [one.id for one in survey.items])):
            for name, count in Counter(ids).items():
                if count > 1:
                    yield Fault(where, f"{count} {what}s with the id {name!r}", "each id once", "rename one of them")
        for item in survey.items:
            place = f"{where}, item {item.id}"
            for key, names, known in (
                ("asked", tuple(item.asked), waves),
                ("waves", item.waves, waves),
                ("reversed_in", item.reversed_in, waves),
                ("scale", (item.scale,) if item.scale else (), scales),
            ):
                for name in names:
                    if name not in known:
                        allowed = ", ".join(sorted(known)) or "no scale is declared"
                        yield Fault(f"{place}, {key}", repr(name), allowed, "correct the id, or declare it")
            if item.kind == "number" and (item.reversed or item.reversed_in) and None in (item.low, item.high):
                yield Fault(place, "a number turned round without its ends", "low and high", "write low and high")
