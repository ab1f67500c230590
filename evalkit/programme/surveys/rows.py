"""One wave of a questionnaire: from its export to rows of the programme's tables, with every fault at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from evalkit.core.errors import Fault
from evalkit.programme.kept import INVENTED, YES
from evalkit.programme.person_names import NoPersons
from evalkit.programme.surveys.about import KnownNames, about_people, code_faults
from evalkit.programme.surveys.export import Export
from evalkit.programme.surveys.labels import AnswerReader, told_labels
from evalkit.programme.surveys.matching import SEVERAL, MatchedExport, match, second_grids
from evalkit.programme.surveys.people import Respondents, people
from evalkit.programme.surveys.survey_read import SurveyRead
from evalkit.programme.surveys.ticks import inferred_options
from evalkit.study.surveys import Survey, SurveyItem, SurveyWave

Cells = dict[str, object]


@dataclass(frozen=True, slots=True)
class WaveRows:
    """What came of one wave.

    Attributes
    ----------
    cells : tuple of dict
        Rows for the programme's table, by the names of its columns.
    places : tuple of str
        Where each stands.
    read : SurveyRead
        How many rows there were, and who counts.
    faults : tuple of Fault
        Everything that is wrong.
    """

    cells: tuple[Cells, ...]
    places: tuple[str, ...]
    read: SurveyRead
    faults: tuple[Fault, ...]


def wave_rows(export: Export, survey: Survey, wave: SurveyWave, names: KnownNames) -> WaveRows:
    """Return the answers of a wave as rows of the programme's table."""
    where = f"study.toml, [[surveys]] {survey.id}, wave {wave.id}"
    matched = match(export, survey, wave, where)
    who = people(export, survey, matched, wave.id)
    kinds = {item.id: item for item in survey.items}
    readers = {name: AnswerReader(export, survey, kinds[name], columns) for name, columns in matched.items.items()}
    about, faults = about_people(matched, survey, who, names, where)
    texts: Counter[str] = Counter()
    cells: list[Cells] = []
    places: list[str] = []
    for person, row in who.rows:
        for item, reader in readers.items():
            if kinds[item].kind == "text":
                texts[item] += any(row.cells[one.place].strip() for one in reader.columns.columns)
                continue
            answer = reader.answer(row)
            if answer is None:
                continue
            cells.append(_cells(survey, wave, person, about[row.number], item, answer))
            places.append(f"{export.file}, row {row.number}")
    undeclared = tuple(_undeclared(kinds[item], reader, where) for item, reader in readers.items())
    found = (
        *matched.faults,
        *_nobody(export, wave, matched, who, where),
        *code_faults(matched, who, export, where),
        *faults,
        *(fault for fault in undeclared if fault),
        *(fault for reader in readers.values() for fault in reader.faults(where, names.nobody)),
    )
    read = _read(export, survey, wave, who, matched, {item: texts[item] for item in readers if item in texts})
    asks = tuple(
        f"{export.file}: {count} people typed {word!r} under Other of {item}: count them as that?"
        for item, reader in readers.items()
        for word, count in reader.maybe.items()
    )
    return WaveRows(tuple(cells), tuple(places), _noted(read, asks), found)


def _nobody(
    export: Export, wave: SurveyWave, matched: MatchedExport, who: Respondents, where: str
) -> tuple[Fault, ...]:
    """Return the fault of a wave to which no row belongs, or in which nobody counts."""
    if matched.faults or who.rows:
        return ()
    if not who.of_wave:
        found = {
            column.words: told_labels(Counter(column.text(row.cells) for row in export.rows), (), NoPersons())
            for column, _ in matched.conditions
        }
        stands = [f"under {heading!r}: {texts}" for heading, texts in found.items()]
        sought = ", ".join(f"{text!r}" for text in wave.rows.values())
        return (Fault(f"{where}, rows", f"no row with {sought}", "; ".join(stands), "write what stands in the file"),)
    reasons = ", ".join(f"{count} {reason}" for reason, count in who.left_out.items())
    return (
        Fault(
            where,
            f"nobody counts of {who.of_wave} rows of {export.file}: {reasons}",
            "one person or more who answered",
            "look whether this is the right file, or what tests, consent and partials leave out",
        ),
    )


def _cells(survey: Survey, wave: SurveyWave, person: str, about: Mapping[str, object], item: str, answer: str) -> Cells:
    return {
        "survey": survey.id,
        "person": person,
        **about,
        "wave": wave.id,
        "item": item,
        "answer": answer,
        INVENTED: YES if wave.invented else "",
    }


def _read(
    export: Export, survey: Survey, wave: SurveyWave, who: Respondents, matched: MatchedExport, texts: Mapping[str, int]
) -> SurveyRead:
    days = [row.when.date() for _, row in who.rows if row.when is not None]
    grids = second_grids(export)
    return SurveyRead(
        survey=survey.id,
        wave=wave.id,
        tool=export.tool,
        file=export.file,
        rows=len(export.rows),
        of_wave=who.of_wave,
        people=len(who.rows),
        left_out=who.left_out,
        personal=len(export.personal),
        without_code=who.without_code,
        texts=texts,
        first=min(days, default=None),
        last=max(days, default=None),
        notes=(
            *export.notes,
            *matched.notes,
            *(f"{export.file}: {code!r} may be somebody who answered under another spelling: ask" for code in who.ask),
            *((_grids_note(export, grids),) if grids else ()),
        ),
    )


def _grids_note(export: Export, grids: tuple[str, ...]) -> str:
    listed = ", ".join(map(repr, grids))
    return f"{export.file}: {listed} are rows of a second grid, whose question the file does not hold: say which it is"


def _noted(read: SurveyRead, more: tuple[str, ...]) -> SurveyRead:
    return SurveyRead(**{name: getattr(read, name) for name in read.__slots__} | {"notes": (*read.notes, *more)})


def _undeclared(item: SurveyItem, reader: AnswerReader, where: str) -> Fault | None:
    """Return the fault of an item whose options nobody declared: people's own words would stand among them."""
    if item.kind not in (*SEVERAL, "choice") or item.answers:
        return None
    columns = reader.columns.columns
    if columns[0].part:
        options = tuple(one.part for one in columns)
    else:
        options = inferred_options(row.cells[columns[0].place] for row in reader.export.rows)
    told = told_labels(Counter(dict.fromkeys(options, 1)), (), NoPersons())
    return Fault(
        f"{where}, item {item.id}",
        f"no options are declared; those that stand in the export: {told}",
        "the options that could be chosen, as own words typed under Other are counted and never kept",
        "write them as answers of the item",
    )
