"""DfE's post-16 tables: A levels, and progress of students who sit GCSE maths or English again.

Headings are those of the files of 2015/16 and 2016/17.
"""

from __future__ import annotations

from evalkit.core.column import SourceHeading
from evalkit.core.quantity import GRADES, PERCENT, POINTS, PUPILS
from evalkit.data.sources.parts.column import SourceColumn
from evalkit.data.sources.parts.fact_tables import FactTable
from evalkit.data.sources.parts.source import PERFORMANCE_TABLES


def _students(name: str, label: str, heading: str) -> SourceColumn:
    return SourceColumn(name, label, "number", (SourceHeading(heading),), PUPILS, 0, 20000)


def _points(name: str, label: str, heading: str, first: int = 2016) -> SourceColumn:
    # Points of an entry on the scale that began in 2015/16, on which A* is 60; earlier points are others.
    return SourceColumn(name, label, "number", (SourceHeading(heading, first),), POINTS, 0, 90, first=first)


def _grades(name: str, label: str, heading: str) -> SourceColumn:
    return SourceColumn(name, label, "number", (SourceHeading(heading),), GRADES, -9, 9)


COLUMNS: tuple[SourceColumn, ...] = (
    _students("ks5_students", "students aged 16 to 18", "TPUP1618"),
    _students("ks5_a_level_students", "students at the end of A levels", "TALLPUP_ALEV_1618"),
    _students("ks5_a_level_entries", "A-level entries counted in value added", "ENTRIES_ALEV"),
    _points("ks5_a_level_points", "points of an A-level entry", "TALLPPE_ALEV_1618"),
    _points("ks5_best_three_points", "points of an entry in the best three A levels", "TB3PTSE"),
    _points(
        "ks5_a_level_points_disadvantaged", "points of an A-level entry of disadvantaged students",
        "TALLPPE_ALEV_1618_DIS", 2017,
    ),
    SourceColumn(
        "ks5_aab", "students with AAB or better, two of them in facilitating subjects", "percent",
        (SourceHeading("PTAAB_2FAC"),), PERCENT, 0, 100,
    ),
    _grades("ks5_a_level_value_added", "A-level value added", "VA_INS_ALEV"),
    _grades("ks5_a_level_value_added_low", "A-level value added, lower limit", "LCI_INS_ALEV"),
    _grades("ks5_a_level_value_added_high", "A-level value added, upper limit", "UCI_INS_ALEV"),
    SourceColumn(
        "ks5_a_level_kept", "A-level students who stayed to the end of their studies", "percent",
        (SourceHeading("PT_Retained_ALEV_Ret"),), PERCENT, 0, 100,
    ),
    _students("ks5_maths_resits", "students without grade C or 4 in GCSE maths at 16", "T_SCOPEEX_M"),
    _grades("ks5_maths_resit_progress", "progress in maths of students without grade C or 4 at 16", "PROGEX_M"),
    _students("ks5_english_resits", "students without grade C or 4 in GCSE English at 16", "T_SCOPEEX_E"),
    _grades("ks5_english_resit_progress", "progress in English of students without grade C or 4 at 16", "PROGEX_E"),
    _grades(
        "ks5_maths_resit_progress_disadvantaged",
        "progress in maths of disadvantaged students without grade C or 4 at 16", "PROGEX_M_DIS",
    ),
)  # fmt: skip

TABLE = FactTable(
    name="post_16",
    summary="DfE's post-16 tables: A levels, and GCSE maths and English after 16",
    columns=COLUMNS,
    signs=(("RECTYPE",), ("TALLPUP_ALEV_1618", "TALLPPE_ALEV_1618", "PROGEX_M")),
    note="a school's sixth form, which pupils of other schools join: not where its own pupils of 16 went",
    title="16 to 18 tables",
    about="results at 16 to 18",
    publisher=PERFORMANCE_TABLES,
    checked_against=("tests/unit/data/sources/test_published_context.py::test_the_post_16_tables_load_whole",),
)
SOURCE = TABLE.source()
