"""How far the axis of the front picture reaches: fixed by the plan, never by where the estimate lies.

A picture whose axis followed its result would draw a small difference large. The axis reaches half as far again as the
smallest difference that the plan would notice; where that is not known, as far in the spread that the placebos are
predicted to have; else a fixed number for each unit. None of these is read from the estimate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from evalkit.core.quantity import GRADES, PERCENT
from evalkit.findings.finding import Finding
from evalkit.inference import INFERENCES
from evalkit.inference.parts.roles import AUTHORITIES, BY_PLACEBOS
from evalkit.records.estimate import Inference
from evalkit.report.sentences.parts.estimate_words import read_estimate

BEYOND_NOTICED = 1.5
# The smallest difference noticed four times in five is about 2.8 predicted standard deviations.
NOTICED_IN_SPREADS = 2.8
FIXED = {GRADES.name: 0.5, PERCENT.name: 15.0}
# Outcomes made comparable by their own spread, and units that nobody has named here.
OTHERWISE = 1.0
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
HALF = 0.5


def reach_of(finding: Finding) -> float:
    """Return how far the axis reaches on either side of no difference, in the outcome's unit."""
    noticed = finding.beside.smallest
    if math.isnan(noticed):
        sure = read_estimate(finding.estimate).inference
        spread = _predicted(sure)
        noticed = NOTICED_IN_SPREADS * spread
    if math.isnan(noticed):
        return FIXED.get(finding.estimate.unit.name, OTHERWISE)
    return _rounded_up(BEYOND_NOTICED * noticed)


def ticks(reach: float, most: int) -> Sequence[float]:
    """Return places for numbers on the axis, so many at most on either side of no difference."""
    tens = 10.0 ** math.floor(math.log10(reach))
    step = next(one * scale for scale in (tens / 10, tens) for one in STEPS if reach / (one * scale) < most + HALF)
    number = math.floor(reach / step + 1e-9)
    return [step * place for place in range(-number, number + 1)]


def _predicted(sure: Inference | None) -> float:
    """Return the spread predicted from untreated areas; NaN where an inference has none."""
    if sure is None or sure.name not in INFERENCES.names():
        return math.nan
    method = INFERENCES.get(sure.name)
    foretold = method.role_with(method.options()) in {*BY_PLACEBOS, AUTHORITIES}
    return sure.std_error if foretold else math.nan


def _rounded_up(value: float) -> float:
    step = 10.0 ** math.floor(math.log10(value)) / 2
    return step * math.ceil(value / step - 1e-9)
