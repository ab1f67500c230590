"""Which published figures of areas evalkit knows, under the names of DfE's area tables, and whose figures they are."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.quantity import GRADES, PERCENT, POINTS, PUPILS, Unit
from evalkit.data.sources.parts.column import SourceColumn

ALL = "all"
GROUPS = {
    ALL: "all pupils",
    "white": "White pupils",
    "mixed": "pupils of mixed ethnicity",
    "asian": "Asian pupils",
    "black": "Black pupils",
    "chinese": "Chinese pupils",
    "disadvantaged": "disadvantaged pupils",
    "not_disadvantaged": "pupils who are not disadvantaged",
    "free_meals": "pupils eligible for free school meals",
    "not_free_meals": "pupils not eligible for free school meals",
    "girls": "girls",
    "boys": "boys",
    "eal": "pupils with English as an additional language",
    "not_eal": "pupils whose first language is English",
}


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published figure of an area.

    Attributes
    ----------
    name : str
        Our name.
    label : str
        The same in words.
    unit : Unit
        What it counts.
    low, high : float
        Smallest and largest value that can be true.
    """

    name: str
    label: str
    unit: Unit
    low: float
    high: float


def _percent(name: str, label: str) -> PublishedFigure:
    return PublishedFigure(name, label, PERCENT, 0, 100)


FIGURES = {
    figure.name: figure
    for figure in (
        PublishedFigure("progress8", "Progress 8 as published", GRADES, -8, 8),
        PublishedFigure("progress8_low", "lower limit of Progress 8", GRADES, -12, 12),
        PublishedFigure("progress8_high", "upper limit of Progress 8", GRADES, -12, 12),
        PublishedFigure("attainment8", "Attainment 8", POINTS, 0, 90),
        PublishedFigure("pupils", "pupils at the end of Key Stage 4", PUPILS, 0, 1_000_000),
        PublishedFigure("p8_pupils", "pupils counted in Progress 8", PUPILS, 0, 1_000_000),
        _percent("basics_94", "pupils at grade 4 or above in English and maths"),
        _percent("basics_95", "pupils at grade 5 or above in English and maths"),
        _percent("ebacc_entries", "pupils entered for the English Baccalaureate"),
        _percent("ebacc_94", "pupils at grade 4 or above in the English Baccalaureate"),
        _percent("ebacc_95", "pupils at grade 5 or above in the English Baccalaureate"),
        PublishedFigure("ebacc_points", "average points in the English Baccalaureate", POINTS, 0, 9),
        _percent("stayed_in_education", "pupils who stayed in education"),
        _percent("stayed_on", "pupils who stayed in education, an apprenticeship or work"),
        _percent("went_to_further_education", "pupils who went to a further education college"),
        _percent("went_to_school_sixth_form", "pupils who went to a school's sixth form"),
        _percent("went_to_sixth_form_college", "pupils who went to a sixth form college"),
        _percent("went_to_apprenticeship", "pupils who began an apprenticeship"),
        _percent("did_not_stay", "pupils who did not stay in education or work"),
    )
}

_ETHNIC = {"Asian": "asian", "Black": "black", "Chine": "chinese", "Mixed": "mixed", "White": "white"}

# DfE's local authority interactive tool: short name of a figure -> our name, and whose it is.
SERIES: dict[str, tuple[str, str]] = {
    "AVG_Prog8_Score": ("progress8", ALL),
    "AVG_Attain8_Score": ("attainment8", ALL),
    **{f"AVG_Prog8_Score_{code}": ("progress8", group) for code, group in _ETHNIC.items()},
    **{f"AVG_Attain8_Score_{code}": ("attainment8", group) for code, group in _ETHNIC.items()},
    "DAP_KS4_Prog8": ("progress8", "disadvantaged"),
    "NonDAP_KS4_Prog8": ("progress8", "not_disadvantaged"),
    "DAP_KS4_ATT8": ("attainment8", "disadvantaged"),
    "NonDAP_KS4_ATT8": ("attainment8", "not_disadvantaged"),
    "FSM_AVG_Prog8_Score": ("progress8", "free_meals"),
    "NonFSM_AVG_Prog8_Score": ("progress8", "not_free_meals"),
    "FSM_AVG_Attain8_Score": ("attainment8", "free_meals"),
    "NonFSM_AVG_Attain8_Score": ("attainment8", "not_free_meals"),
    "EngMaths9-4": ("basics_94", ALL),
    "EngMaths9-5": ("basics_95", ALL),
    "EngBacEntries": ("ebacc_entries", ALL),
    "EngBac9-4": ("ebacc_94", ALL),
    "EngBac9-5": ("ebacc_95", ALL),
    "EngBacAvgPointScore": ("ebacc_points", ALL),
    "SusEd_All": ("stayed_in_education", ALL),
    "SusEdOverall_All": ("stayed_on", ALL),
    "KS4_DES_FEColl": ("went_to_further_education", ALL),
    "KS4_DES_6FormSchl": ("went_to_school_sixth_form", ALL),
    "KS4_DES_6FormColl": ("went_to_sixth_form_college", ALL),
    "KS4_DES_Apprentice": ("went_to_apprenticeship", ALL),
    "KS4_DES_NotSus": ("did_not_stay", ALL),
}

# Explore Education Statistics: our name -> headings, those up to 2023/24 first, then those from 2024/25.
TIDY: dict[str, tuple[str, ...]] = {
    "progress8": ("avg_p8score", "progress8_average"),
    "progress8_low": ("p8score_ci_low", "progress8_lower_95_ci"),
    "progress8_high": ("p8score_ci_upp", "progress8_upper_95_ci"),
    "attainment8": ("avg_att8", "attainment8_average"),
    "pupils": ("t_pupils", "pupil_count"),
    "p8_pupils": ("t_inp8calc", "progress8_pupil_count"),
    "basics_94": ("pt_l2basics_94", "engmath_94_percent"),
    "basics_95": ("pt_l2basics_95", "engmath_95_percent"),
    "ebacc_entries": ("pt_ebacc_e_ptq_ee", "ebacc_entering_percent"),
    "ebacc_94": ("pt_ebacc_94", "ebacc_94_percent"),
    "ebacc_95": ("pt_ebacc_95", "ebacc_95_percent"),
    "ebacc_points": ("avg_ebaccaps", "ebacc_aps_average"),
}

# The first tidy tables print totals: our name -> heading of the total, heading of the number of pupils, and by what
# their quotient is multiplied.
TIDY_TOTALS: dict[str, tuple[str, str, float]] = {
    "progress8": ("t_p8score", "t_inp8calc", 1.0),
    "attainment8": ("t_att8", "t_pupils", 1.0),
    "basics_94": ("t_l2basics_94", "t_pupils", 100.0),
    "basics_95": ("t_l2basics_95", "t_pupils", 100.0),
    "ebacc_entries": ("t_ebacc_e_ptq_ee", "t_pupils", 100.0),
    "ebacc_94": ("t_ebacc_94", "t_pupils", 100.0),
    "ebacc_95": ("t_ebacc_95", "t_pupils", 100.0),
    "ebacc_points": ("t_ebaccaps", "t_pupils", 1.0),
}

TOTALS = ("", "total", "all", "all pupils", "all students", "pupiltotals")
# What breakdowns call each group, in any era, without capitals and underscores.
BREAKDOWNS = {
    "white": "white",
    "white total": "white",
    "mixed": "mixed",
    "mixed / multiple ethnic groups": "mixed",
    "mixed total": "mixed",
    "asian": "asian",
    "asian / asian british": "asian",
    "asian or asian british": "asian",
    "asian total": "asian",
    "black": "black",
    "black / african / caribbean / black british": "black",
    "black or black british": "black",
    "black total": "black",
    "chinese": "chinese",
    "disadvantaged": "disadvantaged",
    "not disadvantaged": "not_disadvantaged",
    "not known to be disadvantaged": "not_disadvantaged",
    "other than disadvantaged": "not_disadvantaged",
    "disadvantaged total other": "not_disadvantaged",
    "all other pupils": "not_disadvantaged",
    "fsm": "free_meals",
    "fsm eligible": "free_meals",
    "known to be eligible for free school meals": "free_meals",
    "fsm all other": "not_free_meals",
    "fsm total other": "not_free_meals",
    "not fsm eligible": "not_free_meals",
    "not known to be eligible for free school meals": "not_free_meals",
    "girls": "girls",
    "female": "girls",
    "boys": "boys",
    "male": "boys",
    "other than english": "eal",
    "english as additional language": "eal",
    "known or believed to be other than english": "eal",
    "english": "not_eal",
    "known or believed to be english": "not_eal",
}


def _column(measure: str, group: str) -> SourceColumn:
    figure = FIGURES[measure]
    name = measure if group == ALL else f"{measure}_{group}"
    label = f"{figure.label}, {GROUPS[group]}"
    return SourceColumn(name, label, "number", (), figure.unit, figure.low, figure.high)


# Every figure of every group under its name in the panel of areas, and those that each kind of table can give.
AREA_COLUMNS = {(measure, group): _column(measure, group) for measure in FIGURES for group in GROUPS}
SERIES_COLUMNS = tuple(column for pair, column in AREA_COLUMNS.items() if pair in SERIES.values())
TIDY_COLUMNS = tuple(column for (measure, _), column in AREA_COLUMNS.items() if measure in TIDY)
