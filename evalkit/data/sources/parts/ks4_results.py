"""Progress 8 and Attainment 8 in the Key Stage 4 tables: of all pupils, of each element, of groups of pupils."""

from __future__ import annotations

from evalkit.core.column import SourceHeading
from evalkit.core.quantity import GRADES, POINTS, PUPILS
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.ks4_thresholds import percent

_FIRST, _LAST = 2016, 2024
_FIRST_ADJUSTED = 2018
# In 2014/15 only schools that asked for it had the two measures: a selection, never a year of a series.
_TRIAL = (2015,)
_MIDDLE = "AV", "MID"
# Our ending, the words, and the publisher's endings, the one of the tables up to 2018/19 first.
_GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("disadvantaged", "disadvantaged pupils", ("FSM6CLA1A",)),
    ("not_disadvantaged", "other pupils", ("NFSM6CLA1A",)),
    ("low_prior", "pupils with low results at Key Stage 2", ("LO",)),
    ("middle_prior", "pupils with middling results at Key Stage 2", _MIDDLE),
    ("high_prior", "pupils with high results at Key Stage 2", ("HI",)),
    ("girls", "girls", ("GIRLS",)),
    ("boys", "boys", ("BOYS",)),
    ("eal", "pupils with English as an additional language", ("EAL",)),
)
_BY_DISADVANTAGE = _GROUPS[:2]
# The elements of Attainment 8 with their weight in it: a grade is at most nine points.
_ELEMENTS: tuple[tuple[str, str, str, float], ...] = (
    ("english", "in English", "ENG", 18),
    ("maths", "in maths", "MAT", 18),
    ("ebacc", "in the subjects of the English Baccalaureate", "EBAC", 27),
    ("open", "in the open slots", "OPEN", 27),
)


def _score(
    name: str, label: str, headings: tuple[str, ...], *, first: int = _FIRST, detail: bool = False
) -> SourceColumn:
    low, high = (-9, 9) if name.endswith(("_low", "_high")) else (-8, 8)
    return SourceColumn(
        name,
        label,
        "number",
        tuple(SourceHeading(heading) for heading in headings),
        GRADES,
        low,
        high,
        first=first,
        last=_LAST,
        trial=_TRIAL,
        detail=detail,
    )


def _limits(
    name: str, label: str, low: tuple[str, ...], high: tuple[str, ...], *, detail: bool
) -> tuple[SourceColumn, ...]:
    first = _FIRST_ADJUSTED if name.endswith("_original") else _FIRST
    return (
        _score(f"{name}_low", f"{label}, lower limit", low, first=first, detail=detail),
        _score(f"{name}_high", f"{label}, upper limit", high, first=first, detail=detail),
    )


def _attainment(name: str, label: str, headings: tuple[str, ...], most: float, *, detail: bool = False) -> SourceColumn:
    return SourceColumn(
        name,
        label,
        "number",
        tuple(SourceHeading(heading) for heading in headings),
        POINTS,
        0,
        most,
        first=_FIRST,
        trial=_TRIAL,
        detail=detail,
    )


def _counted(name: str, label: str, headings: tuple[str, ...], *, detail: bool = False) -> SourceColumn:
    found = tuple(SourceHeading(heading) for heading in headings)
    return SourceColumn(name, label, "number", found, PUPILS, 0, 3000, _FIRST, _LAST, trial=_TRIAL, detail=detail)


def _progress_elements() -> tuple[SourceColumn, ...]:
    found: list[SourceColumn] = []
    for element, where, code, _ in _ELEMENTS:
        name, label, heading = f"progress8_{element}", f"Progress 8 {where}", f"P8MEA{code}"
        found.append(_score(name, label, (heading,)))
        found.extend(_limits(name, label, (f"{heading}_CILOW",), (f"{heading}_CIUPP",), detail=element != "maths"))
    return tuple(found)


def _progress_of(group: str, who: str, endings: tuple[str, ...]) -> tuple[SourceColumn, ...]:
    def with_ending(start: str, end: str = "") -> tuple[str, ...]:
        return tuple(f"{start}_{ending}{end}" for ending in endings)

    name, label = f"progress8_{group}", f"Progress 8 of {who}"
    return (
        _counted(f"p8_pupils_{group}", f"{who} counted in Progress 8", with_ending("P8PUP"), detail=True),
        _score(name, f"{label} as published", with_ending("P8MEA"), detail=True),
        _score(
            f"{name}_original",
            f"{label} before adjustment of extreme scores",
            with_ending("P8MEA", "_ORIG"),
            first=_FIRST_ADJUSTED,
            detail=True,
        ),
    )


def _maths_progress_of(group: str, who: str, endings: tuple[str, ...]) -> tuple[SourceColumn, ...]:
    (ending,) = endings
    name, label = f"progress8_maths_{group}", f"Progress 8 in maths of {who}"
    return (
        _score(name, label, (f"P8MEAMAT_{ending}",)),
        *_limits(name, label, (f"P8MEAMAT_CILOW_{ending}",), (f"P8MEAMAT_CIUPP_{ending}",), detail=True),
        _score(f"progress8_english_{group}", f"Progress 8 in English of {who}", (f"P8MEAENG_{ending}",), detail=True),
    )


def _attainment_of(group: str, who: str, endings: tuple[str, ...]) -> tuple[SourceColumn, ...]:
    overall = tuple(f"ATT8SCR_{ending}" for ending in endings)
    found = [_attainment(f"attainment8_{group}", f"Attainment 8 of {who}", overall, 90, detail=True)]
    # The maths element by results at Key Stage 2 is not published.
    if not group.endswith("_prior"):
        maths = tuple(f"ATT8SCRMAT_{ending}" for ending in endings)
        found.append(
            _attainment(f"attainment8_maths_{group}", f"Attainment 8 in maths of {who}", maths, 18, detail=True)
        )
    return tuple(found)


RESULT_COLUMNS: tuple[SourceColumn, ...] = (
    _counted("p8_pupils", "pupils counted in Progress 8", ("P8PUP",)),
    percent("coverage", "share of pupils counted in Progress 8", "P8MEACOV", first=_FIRST, last=_LAST, trial=_TRIAL),
    _score("progress8", "Progress 8 as published", ("P8MEA",)),
    *_limits("progress8", "Progress 8", ("P8CILOW",), ("P8CIUPP",), detail=False),
    _score(
        "progress8_original", "Progress 8 before adjustment of extreme scores", ("P8MEA_ORIG",), first=_FIRST_ADJUSTED
    ),
    *_limits(
        "progress8_original",
        "Progress 8 before adjustment of extreme scores",
        ("P8CILOW_ORIG",),
        ("P8CIUPP_ORIG",),
        detail=True,
    ),
    *_progress_elements(),
    _attainment("attainment8", "Attainment 8", ("ATT8SCR",), 90),
    *(
        _attainment(f"attainment8_{element}", f"Attainment 8 {where}", (f"ATT8SCR{code}",), most)
        for element, where, code, most in _ELEMENTS
    ),
)

GROUP_COLUMNS: tuple[SourceColumn, ...] = (
    *(column for group in _BY_DISADVANTAGE for column in _maths_progress_of(*group)),
    *(column for group in _GROUPS for column in _progress_of(*group)),
    *(column for group in _GROUPS for column in _attainment_of(*group)),
)
