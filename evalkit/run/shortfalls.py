"""What a study lacks, printed: the faults grouped by what to do, its schools, and what its checks go without."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from evalkit.core.errors import DataError, Fault, StudyFileError, by_remedy
from evalkit.evaluation.foresight.foresight import Foresight, foresee, foresee_schools
from evalkit.evaluation.study_opening import Inspected


def foresight_of(inspected: Inspected) -> Foresight:
    """Return all that is known beforehand of a study, beginning with the faults of its own files."""
    if inspected.plan is None:
        return Foresight(inspected.faults, (), ())
    if not inspected.faults:
        return foresee(inspected.plan)
    known = foresee_schools(inspected.plan.study)
    return Foresight((*inspected.faults, *known.faults), known.schools, ())


def print_lacking(inspected: Inspected, foresight: Foresight, own: tuple[Fault, ...] = ()) -> int:
    """Print schools, remarks and faults; return the code with which a command ends.

    Parameters
    ----------
    inspected, foresight : Inspected, Foresight
        What is known of the study.
    own : tuple of Fault
        Of the programme's own tables; they stand in one list with the others.
    """
    print_lines("Schools of the list", foresight.schools)
    print_lines("How sure, by the design alone", foresight.certainty)
    print_lines("Schools of the programme without a comparison, or outside a rule of the plan", foresight.own)
    print_lines("Without these, some checks say that they cannot answer", foresight.remarks)
    faults = (*foresight.faults, *own)
    if not faults:
        return 0
    print("\n" + "\n".join(to_do(faults)), file=sys.stderr)
    return StudyFileError.exit_code if inspected.faults or own else DataError.exit_code


def to_do(faults: Iterable[Fault]) -> list[str]:
    """Return faults as lines, each remedy once with everything that it mends."""
    groups = by_remedy(faults)
    lines = [f"{len(groups)} thing{'' if len(groups) == 1 else 's'} to do"]
    for number, (remedy, found) in enumerate(groups, 1):
        lines.append(f"{number}. {remedy}")
        for fault in found:
            lines += [f"   {fault.where}", f"     found:   {fault.found}", f"     allowed: {fault.allowed}"]
    return lines


def print_lines(heading: str, lines: tuple[str, ...]) -> None:
    """Print lines under a heading; nothing where there is none."""
    if lines:
        print(f"\n{heading}")
        for line in lines:
            print(f"  {line}")
