"""What the cohorts of one school show, in words."""

from __future__ import annotations

import math

from evalkit.records.delivery.school_cohorts import SchoolCohort, SchoolCohorts
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("cohorts",)


def cohorts(result: SchoolCohorts) -> Block:
    """How many cohorts there are, and whose interval leaves out the country's average."""
    words = Words()
    known = [one for one in result.cohorts if math.isfinite(one.progress)]
    if not known:
        return words.block("school-cohorts-said", "No table read gives this school's progress in maths.")
    stage = words.repeat("name", "Key Stage 2")
    text = (
        f"There are figures for {words.count('cohorts', len(known), 'cohort')}. Each says how far pupils were ahead of "
        f"pupils in England with the same results at {stage}, in grades of GCSE maths; nought is England."
    )
    sure = [one for one in known if math.isfinite(one.low) and math.isfinite(one.high)]
    if sure:
        text += f" {_beside_nought(words, sure)}"
    return words.block("school-cohorts-said", text)


def _beside_nought(words: Words, sure: list[SchoolCohort]) -> str:
    sides = [
        f"above nought in {words.years([one.year for one in sure if one.low > 0])}" if _any(sure, 1) else "",
        f"below nought in {words.years([one.year for one in sure if one.high < 0])}" if _any(sure, -1) else "",
    ]
    told = listed(side for side in sides if side)
    if not told:
        return "The interval of each reaches across nought."
    others = sum(one.low <= 0 <= one.high for one in sure)
    rest = f" and reaches across it in {words.count('other cohorts', others, 'other')}" if others else ""
    return f"The whole interval lies {told}{rest}."


def _any(sure: list[SchoolCohort], side: int) -> bool:
    return any(one.low > 0 if side > 0 else one.high < 0 for one in sure)
