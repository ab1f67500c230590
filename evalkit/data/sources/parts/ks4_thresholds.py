"""Shares of pupils in the Key Stage 4 tables: entries, and grades C, 4 or 5 and better."""

from __future__ import annotations

from evalkit.core.column import FIRST_TABLE, LAST_TABLE, SourceHeading
from evalkit.core.quantity import PERCENT
from evalkit.data.sources.parts.column import SourceColumn

_NEW_GRADES = 2017
# Which qualifications count changed in 2013/14, and which attempt in 2014/15; the headings say so from then on.
_RULES = (("", 2011, 2013), ("_PTQ", 2014, 2014), ("_PTQ_EE", 2015, 2016))


def percent(
    name: str,
    label: str,
    *headings: str,
    first: int = FIRST_TABLE,
    last: int = LAST_TABLE,
    trial: tuple[int, ...] = (),
    detail: bool = False,
) -> SourceColumn:
    """Return a share of pupils that stands under the same headings in all its years."""
    found = tuple(SourceHeading(heading) for heading in headings)
    return SourceColumn(name, label, "percent", found, PERCENT, 0, 100, first, last, trial=trial, detail=detail)


def _old_grades(name: str, label: str, headings: tuple[SourceHeading, ...]) -> SourceColumn:
    return SourceColumn(name, label, "percent", headings, PERCENT, 0, 100, last=_NEW_GRADES - 1)


def _by_rule(heading: str, last: int = _NEW_GRADES - 1) -> tuple[SourceHeading, ...]:
    return tuple(SourceHeading(heading + ending, start, min(end, last)) for ending, start, end in _RULES)


_BASICS_C = (*_by_rule("PTL2BASICS", last=2015), SourceHeading("PTL2BASICS_LL_PTQ_EE", 2016, 2016))
_ENTRIES = (
    SourceHeading("PTEBACMAT_E_PTQ_EE", 2015),
    SourceHeading("PTEBACMAT_E_PTQ", 2014, 2014),
    SourceHeading("PTEBACMAT_E", last=2013),
)

THRESHOLD_COLUMNS: tuple[SourceColumn, ...] = (
    _old_grades("basics_c", "pupils with grade C or better in English and maths", _BASICS_C),
    percent("basics_94", "pupils with grade 4 or better in English and maths", "PTL2BASICS_94", first=_NEW_GRADES),
    percent("basics_95", "pupils with grade 5 or better in English and maths", "PTL2BASICS_95", first=_NEW_GRADES),
    *(
        percent(
            f"basics_{grades}_{group}",
            f"{who} with grade {grade} or better in English and maths",
            f"{heading}BASICS_{grades}",
            first=_NEW_GRADES,
            detail=True,
        )
        for group, who, heading in (
            ("disadvantaged", "disadvantaged pupils", "PTFSM6CLA1A"),
            ("not_disadvantaged", "other pupils", "PTNOTFSM6CLA1A"),
        )
        for grades, grade in (("94", 4), ("95", 5))
    ),
    SourceColumn("maths_entries", "pupils entered for maths", "percent", _ENTRIES, PERCENT, 0, 100),
    _old_grades("maths_c", "pupils with grade C or better in maths", _by_rule("PTEBACMAT")),
    percent("maths_94", "pupils with grade 4 or better in maths", "PTEBACMAT_94", first=_NEW_GRADES),
    percent("maths_95", "pupils with grade 5 or better in maths", "PTEBACMAT_95", first=_NEW_GRADES),
    percent(
        "science_94", "pupils entered for science with grade 4 or better in it", "PTEBAC2SCI_94", first=_NEW_GRADES
    ),
    percent(
        "science_95", "pupils entered for science with grade 5 or better in it", "PTEBAC2SCI_95", first=_NEW_GRADES
    ),
)
