"""List what a folder of tables holds, and what a study still needs."""

from __future__ import annotations

from pathlib import Path

from evalkit.core.errors import DataError
from evalkit.core.years import academic_year
from evalkit.data.folder.inventory import UNKNOWN, Held, inventory
from evalkit.evaluation.study_opening import Inspected, inspect_plan
from evalkit.programme.reading import read_programme
from evalkit.run.needs import needs
from evalkit.run.places import RAW, shown
from evalkit.run.shortfalls import foresight_of, print_lacking

FIRST = 8


def data(study: str | None, *, folder: Path | None) -> int:
    """Print each table with what is taken from it, and what the study lacks; return 0 only if nothing is wrong."""
    inspected = inspect_plan(study, folder) if study else None
    plan = inspected.plan if inspected else None
    where = folder or (plan.study.data_folder() if plan else RAW)
    if not where.is_dir():
        if inspected:
            return _print_needs(inspected)
        raise DataError.one(
            where=shown(where),
            found="no such folder",
            allowed="a folder with tables of schools",
            next="name a study (evalkit data leicester) or a folder (evalkit data --folder my/tables)",
        )
    held = inventory(where, plan.study.data.files, plan.study.data.codes) if plan else inventory(where)
    print(f"{shown(where)}: {len(held)} table{'s' if len(held) != 1 else ''}")
    for one in held:
        print("\n" + "\n".join(_lines(one)))
    code = _print_needs(inspected) if inspected else 0
    return code or (1 if any(one.faults for one in held) else 0)


def _print_needs(inspected: Inspected) -> int:
    """Print what a study needs and lacks, as `evalkit check` says it; return the code to end with."""
    foresight = foresight_of(inspected)
    plan = inspected.plan
    if plan is not None and not inspected.faults:
        print(f"\nWhat {plan.study.name} needs")
        for line in needs(plan, read_programme(plan.study).kept):
            print(f"  {line}")
    print("\nStill lacking: see what is to do" if foresight.faults else "\nNothing is lacking for its questions.")
    return print_lacking(inspected, foresight)


def _lines(one: Held) -> list[str]:
    years = ", ".join(academic_year(year) for year in one.years) or "no year"
    reader = "" if one.source == UNKNOWN else f" ({one.source})"
    lines = [one.file, f"  {one.what}{reader}"]
    if one.rows:
        lines.append(
            f"  {years}; vintage {one.vintage}; {one.rows_kept:,} of {one.rows:,} rows can be used; {one.encoding}"
        )
    if one.publisher:
        lines.append(f"  where such tables are published: {one.publisher}")
    if one.columns:
        labels = [label for _, label in one.columns]
        more = f", and {len(labels) - FIRST} more" if len(labels) > FIRST else ""
        lines.append(f"  taken from it: {', '.join(labels[:FIRST])}{more}")
    if one.codes:
        lines.append(f"  without a number: {', '.join(f'{count:,} {reason}' for reason, count in one.codes)}")
    lines += [f"  note: {note}" for note in one.notes]
    lines += [
        line for fault in one.faults for line in ("  to mend:", *(f"    {part}" for part in str(fault).splitlines()))
    ]
    return lines


JOB = data
