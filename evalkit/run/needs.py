"""What data a study needs, who publishes or holds it, and whether it is there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evalkit.core.years import academic_year
from evalkit.data.folder.inventory import READABLE
from evalkit.data.text.table_paths import tables_in
from evalkit.evaluation.plans import Plan
from evalkit.evaluation.variables import variables_of
from evalkit.programme.kept import KeptTables
from evalkit.run.places import shown
from evalkit.study.model import Study

PUBLISHED = (
    "the school performance tables at Key Stage 4 (one file a year, the whole of England), which the Department for "
    "Education publishes and anyone may download"
)
PUPILS_NEEDED = (
    "For which pupils it worked in maths: results of single pupils, which the Department for Education holds in the "
    "National Pupil Database for approved researchers, and each school for its own pupils."
)
DONE_NEEDED = (
    "What was delivered and what it cost: dates, hours and spending by school, which the organisation that led the "
    "programme holds. It is kept in programme.xlsx, of which every sheet may stay empty: docs/programme-tables.md."
)
REST_NEEDED = (
    "What else moved: entries, absence, exclusions and destinations, which the Department for Education publishes."
)
# Tables of which one alone says that something was done.
OF_WHAT_WAS_DONE = ("activities", "attendance", "reviews", "costs")


def needs(plan: Plan, kept: KeptTables) -> tuple[str, ...]:
    """Return what the study's questions need, line by line, and then what further questions would need.

    Parameters
    ----------
    plan : Plan
        Whose questions they are.
    kept : KeptTables
        The programme's own tables; what was done is asked for where none says it.
    """
    study, folder = plan.study, plan.study.data_folder()
    looked = (one.year for question in study.questions for one in variables_of(plan, question) if one.needed)
    years = ", ".join(academic_year(year) for year in sorted({year for year in looked if year is not None}))
    told = any(kept.has(name) for name in OF_WHAT_WAS_DONE)
    later = (PUPILS_NEEDED, REST_NEEDED) if told else (PUPILS_NEEDED, DONE_NEEDED, REST_NEEDED)
    return (
        f"Needed for {years}: {_what(study)}.",
        f"Looked for in {shown(folder)}: {_there(folder, study)}.",
        "Not needed for these questions, but for pages that cannot be answered yet:",
        *(f"  {line}" for line in later),
    )


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
