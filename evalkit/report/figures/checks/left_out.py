"""Schools or areas left out in turn: areas by name, schools never."""

from __future__ import annotations

import pandas as pd

from evalkit.records.check import CheckResult
from evalkit.records.shown import AreasLeftOut, SchoolsLeftOut
from evalkit.report.block import Block
from evalkit.report.figures.checks.dots import Dot, Dots, dots_block
from evalkit.report.figures.checks.refits import SHADED
from evalkit.report.tables.checks.left_out import in_order, without_one

EACH = "; one row for each {} left out, in order"


def schools_left_out(result: CheckResult, shown: SchoolsLeftOut) -> Block:
    """One dot per school, ordered by estimate; none is named."""
    rows = tuple(Dot(without_one(place), value) for place, value in enumerate(in_order(shown), 1))
    remark = EACH.format("school") + (SHADED if shown.half_width is not None else "")
    dots = Dots(rows, remark, ("lowest", "highest"), shown.planned, shown.half_width, line="all schools")
    return dots_block(result, dots, _values(rows))


def areas_left_out(result: CheckResult, shown: AreasLeftOut) -> Block:
    """One dot per area, ordered by estimate."""
    rows = tuple(Dot(f"without {row.name}", row.estimate) for row in shown.rows)
    remark = EACH.format("area") + (SHADED if shown.half_width is not None else "")
    return dots_block(result, Dots(rows, remark, None, shown.planned, shown.half_width), _values(rows))


def _values(rows: tuple[Dot, ...]) -> pd.DataFrame:
    return pd.DataFrame([(row.label, row.estimate) for row in rows], columns=["label", "estimate"])
