"""What data a study needs, who publishes or holds it, and whether it is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from evalkit.core.years import academic_year
from evalkit.data.folder.inventory import READABLE, Held
from evalkit.data.publishers import published_in
from evalkit.data.text.opening import tables_in
from evalkit.measures import MEASURES, Measure
from evalkit.run.places import shown
from evalkit.study.model import Question, Study

PUBLISHED = (
    "the school performance tables at Key Stage 4 (one file a year, the whole of England), which the Department for "
    "Education publishes and anyone may download"
)
LATER = (
    "For which pupils it worked in maths: results of single pupils, which the Department for Education holds in the "
    "National Pupil Database for approved researchers, and each school for its own pupils.",
    "What was delivered and what it cost: dates, hours and spending by school, which the organisation that led the "
    "programme holds.",
    "What else moved: entries, absence, exclusions and destinations, which the Department for Education publishes.",
)


def needs(study: Study) -> tuple[str, ...]:
    """Return what the study's questions need, line by line, and then what further questions would need."""
    folder = study.data_folder()
    years = ", ".join(academic_year(year) for year in years_needed(study))
    return (
        f"Needed for {years}: {_what(study)}.",
        f"Looked for in {shown(folder)}: {_there(folder, study)}.",
        "Not needed for these questions, but for pages that cannot be answered yet:",
        *(f"  {line}" for line in LATER),
    )


def wanting(study: Study, held: Sequence[Held]) -> tuple[str, ...]:
    """Return, question by question and year by year, which outcome no file gives, and where it is published.

    Parameters
    ----------
    study : Study
        The study.
    held : sequence of Held
        What its folder holds.
    """
    lines: list[str] = []
    for question in study.questions:
        if question.outcome not in MEASURES.names():
            lines.append(f"{question.id}: {question.outcome} is no measure that evalkit knows")
            continue
        measure = MEASURES.get(question.outcome)
        given = {year for one in held if _gives(one, measure.needs, measure.level) for year in one.years}
        lacking = [year for year in question_years(study, question) if year not in given]
        if lacking:
            when = ", ".join(academic_year(year) for year in lacking)
            lines.append(f"{question.id}: {measure.label} in {when}; published in the {_publisher(measure)}")
    return tuple(lines)


def years_needed(study: Study) -> tuple[int, ...]:
    """Return every exam year in which an outcome is looked at."""
    years = {study.years.cohort, *study.years.baseline, *study.years.others}
    for question in study.questions:
        years |= {question.cohort or study.years.cohort, *(question.baseline or ()), *question.averaged}
    return tuple(sorted(years))


def question_years(study: Study, question: Question) -> tuple[int, ...]:
    """Return the exam years that one question's contrast rests on."""
    before, cohort = question.baseline or study.years.baseline, question.cohort or study.years.cohort
    return tuple(sorted({cohort, *before, *question.averaged}))


def _gives(held: Held, variables: Iterable[str], level: str) -> bool:
    wanted = ("areas",) if level == "area" else ("schools", "facts")
    return held.gives in wanted and bool({name for name, _ in held.columns} & set(variables))


def _publisher(measure: Measure) -> str:
    found = (published_in(name, level=measure.level).publisher for name in measure.needs)
    return ", and in the ".join(dict.fromkeys(found))


def _what(study: Study) -> str:
    if not study.data.files:
        return PUBLISHED
    own = [entry.file for entry in study.data.files if entry.columns]
    tables = [entry.file for entry in study.data.files if not entry.columns]
    said = [f"{PUBLISHED}: {', '.join(tables)}"] if tables else []
    if own:
        holder = study.data.attribution or "whoever gave them to the project"
        said.append(f"the tables the study maps itself, {', '.join(own)}, from {holder}")
    return "; ".join(said).rstrip(".")


def _there(folder: Path, study: Study) -> str:
    made = "; evalkit synth tables makes them" if study.data.synthetic else ""
    if not folder.is_dir():
        return f"no such folder yet{made}"
    files = tuple(tables_in(folder, READABLE))
    if not files:
        return f"no tables yet{made}"
    missing = [entry.file for entry in study.data.files if not _among(entry.file, files)]
    if missing:
        return f"{', '.join(missing)} not there yet"
    count = len(study.data.files) or len(files)
    return f"{count} table{'s' if count != 1 else ''} there{', invented for practice' if study.data.synthetic else ''}"


def _among(name: str, files: Iterable[str]) -> bool:
    return any(file == name or file.endswith(f"/{name}") for file in files)
