"""What tidy tables of schools give: figures under the names of the wide tables, who a school is, and shares of groups.

The newest headings are those of the public code of the Department for Education that reads the tables of 2024/25, and
of other public readers of them; no file of that year was at hand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from evalkit.core.column import SourceHeading
from evalkit.core.quantity import PERCENT, PUPILS
from evalkit.data.sources.parts.area_figures import ALL, BREAKDOWNS, FIGURES, TIDY
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.ks4_codes import SCHOOL_GROUPS
from evalkit.data.sources.parts.ks4_columns import COLUMNS
from evalkit.data.sources.parts.register_columns import REGISTER_COLUMNS
from evalkit.data.sources.parts.tidy_layout import SCHOOL_NUMBER

_ELEMENTS = {"english": "eng", "maths": "mat", "ebacc": "ebacc", "open": "open"}
# Our name of each figure and its headings; elements are printed for schools since 2024/25, with earlier years beside.
SCHOOL_FIGURES: dict[str, tuple[str, ...]] = {
    **TIDY,
    **{f"attainment8_{ours}": (f"attainment8{theirs}_average",) for ours, theirs in _ELEMENTS.items()},
    **{f"progress8_{ours}": (f"progress8{theirs}_average",) for ours, theirs in _ELEMENTS.items()},
    **{f"progress8_{ours}_low": (f"progress8{theirs}_lower_95_ci",) for ours, theirs in _ELEMENTS.items()},
    **{f"progress8_{ours}_high": (f"progress8{theirs}_upper_95_ci",) for ours, theirs in _ELEMENTS.items()},
}
# What rows of a school are split by, beyond what rows of areas are: results at Key Stage 2.
SCHOOL_BREAKDOWNS = {
    **BREAKDOWNS,
    "low": "low_prior",
    "low prior attainment": "low_prior",
    "middle": "middle_prior",
    "middle prior attainment": "middle_prior",
    "high": "high_prior",
    "high prior attainment": "high_prior",
}
# Groups whose figures have a name in the panel.
SCHOOL_GROUPS_READ = (
    "disadvantaged",
    "not_disadvantaged",
    "low_prior",
    "middle_prior",
    "high_prior",
    "girls",
    "boys",
    "eal",
)
# The share of pupils in a group, worked out from numbers of pupils, and the numbers that have a name themselves.
SHARES = {
    "disadvantaged": "disadvantaged",
    "eal": "eal",
    "girls": "girls",
    "low_prior": "prior_low",
    "middle_prior": "prior_middle",
    "high_prior": "prior_high",
}
NUMBERS = {"disadvantaged": "disadvantaged_pupils", "not_disadvantaged": "not_disadvantaged_pupils"}
_MOST = {"pupils": 3000.0, "p8_pupils": 3000.0}
KNOWN = {column.name: column for column in COLUMNS}
_REGISTER = {column.name: column for column in REGISTER_COLUMNS}
URN = replace(_REGISTER["urn"], headings=(SourceHeading(SCHOOL_NUMBER),))
# Types of school as these tables write them: in the plural, and sometimes no finer than who runs the school.
_TYPES = (
    *_REGISTER["school_type"].codes,
    ("ACADEMIES", "academy of either kind"),
    ("CONVERTER ACADEMIES", "converter academy"),
    ("SPONSORED ACADEMIES", "sponsored academy"),
    ("SPONSOR LED ACADEMIES", "sponsored academy"),
    ("LOCAL AUTHORITY MAINTAINED SCHOOLS", "school of a local authority"),
    ("COMMUNITY SCHOOLS", "community"),
    ("VOLUNTARY AIDED SCHOOLS", "voluntary aided"),
    ("VOLUNTARY CONTROLLED SCHOOLS", "voluntary controlled"),
    ("FOUNDATION SCHOOLS", "foundation"),
    ("UNIVERSITY TECHNICAL COLLEGES", "university technical college"),
    ("UNIVERSITY TECHNICAL COLLEGES (UTCS)", "university technical college"),
    ("CITY TECHNOLOGY COLLEGES", "city technology college"),
    ("SPECIAL SCHOOLS", "special"),
    ("STATE-FUNDED SPECIAL SCHOOLS", "special"),
    ("COMMUNITY SPECIAL SCHOOLS", "special"),
    ("FOUNDATION SPECIAL SCHOOLS", "special"),
    ("NON-MAINTAINED SPECIAL SCHOOLS", "special"),
    ("SPECIAL ACADEMIES", "special"),
    ("SPECIAL FREE SCHOOLS", "special"),
    ("INDEPENDENT SCHOOLS", "independent"),
    ("INDEPENDENT SPECIAL SCHOOLS", "special"),
    ("ALTERNATIVE PROVISION", "alternative provision"),
    ("PUPIL REFERRAL UNITS", "alternative provision"),
    ("FURTHER EDUCATION COLLEGES", "further education"),
    ("FE14-16 COLLEGES", "further education"),
)
_ADMISSIONS = (
    *_REGISTER["selective"].codes,
    ("SELECTIVE SCHOOL", "yes"),
    ("SELECTIVE SCHOOLS", "yes"),
    ("NON-SELECTIVE SCHOOL", "no"),
    ("NON-SELECTIVE SCHOOL IN HIGHLY SELECTIVE AREA", "no"),
    ("NON-SELECTIVE IN HIGHLY SELECTIVE AREA", "no"),
)
_TYPE_HEADINGS = ("establishment_type", "school_type", "establishment_type_group")
WORDS = (
    replace(_REGISTER["area"], headings=(SourceHeading("old_la_code"),)),
    replace(_REGISTER["name"], headings=(SourceHeading("school_name"),)),
    replace(
        _REGISTER["school_type"], headings=tuple(SourceHeading(heading) for heading in _TYPE_HEADINGS), codes=_TYPES
    ),
    replace(_REGISTER["gender"], headings=(SourceHeading("entry_gender"),)),
    replace(_REGISTER["selective"], headings=(SourceHeading("admission_policy"),), codes=_ADMISSIONS),
)
RECORD_TYPE = KNOWN["record_type"]


@dataclass(frozen=True, slots=True)
class TidyFigure:
    """One column of the panel that a tidy table can give.

    Attributes
    ----------
    column : SourceColumn
        The column.
    figure : str
        The figure, as in ``SCHOOL_FIGURES``.
    group : str
        Whose rows give it.
    """

    column: SourceColumn
    figure: str
    group: str


def figures_of(figure: str) -> list[TidyFigure]:
    """Return the columns that a figure gives: of all pupils, and of each group that has a name in the panel."""
    known = KNOWN.get(figure) or _of_areas(figure)
    found = [TidyFigure(replace(known, kind="number"), figure, ALL)]
    for group in SCHOOL_GROUPS_READ:
        column = KNOWN.get(_named(figure, group))
        if column is not None:
            found.append(TidyFigure(replace(column, kind="number"), figure, group))
    return found


def record_type_of(school_type: object) -> str | None:
    """Return whether a school of a type is mainstream or special; None where the type does not say."""
    if school_type == "special":
        return "special"
    return "mainstream" if SCHOOL_GROUPS.get(str(school_type), "other") != "other" else None


def share_column(name: str, *, counted: bool = False) -> SourceColumn:
    """Return the column of a share of pupils in per cent, or of a number of pupils."""
    return replace(KNOWN[name], kind="number", unit=PUPILS if counted else PERCENT)


def _named(figure: str, group: str) -> str:
    """Return the panel's name of a figure of a group: the limit stands last."""
    for limit in ("_low", "_high"):
        if figure.endswith(limit):
            return f"{figure.removesuffix(limit)}_{group}{limit}"
    return f"{figure}_{group}"


def _of_areas(figure: str) -> SourceColumn:
    area = FIGURES[figure]
    return SourceColumn(figure, area.label, "number", (), area.unit, area.low, _MOST.get(figure, area.high))
