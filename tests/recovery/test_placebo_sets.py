"""Simulated truth: five volunteers of one area, chosen for a weak year, are not judged too often.

A small cut. Schools of an area share a shock, a weak year is partly chance, areas are of unequal size, and the rule
by which schools could volunteer is mirrored. Who volunteers among those who could is chance.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from evalkit.analysis.point import point_estimate
from evalkit.core.streams import stream
from evalkit.design import DESIGNS
from evalkit.design.parts.options import VariableYear
from evalkit.inference.placebo_sets import Options, placebo_sets
from evalkit.records.analysis import Analysis, SelectionRule
from evalkit.records.estimate import Inference
from tests.laws.subject import remembering, standing
from tests.support.panels import NEAREST, analysis_of, panel_of, with_options

DRAWS = 300
AREAS = 56
VOLUNTEERS = 5
LEVEL = 0.95
# The bar; an honest 5 % lies above it once in twenty-five such tests, and not for these seeds.
LARGEST_SIZE = 0.07
# A method that hardly ever judges would pass the bar; an honest one falls below this once in a thousand tests.
FEWEST = int(stats.binom.ppf(0.001, DRAWS, 1 - LEVEL))
# A third of the draws each.
AREA_SDS = (0.0, 0.04, 0.09)
# Half of a school's deviation in one year lasts.
LASTING, PASSING = 0.25, 0.2


def test_five_volunteers_of_one_area_are_not_judged_too_often() -> None:
    with standing("design", "matched", remembering(DESIGNS.get("matched"))):
        found = [judged(volunteers(draw, AREA_SDS[draw % len(AREA_SDS)])) for draw in range(DRAWS)]
    judged_wrongly = sum(one.p_value <= 1 - LEVEL for one in found)
    left_out = sum(one.conf_low > 0 or one.conf_high < 0 for one in found)
    assert judged_wrongly == left_out
    assert FEWEST <= judged_wrongly <= LARGEST_SIZE * DRAWS


def judged(analysis: Analysis) -> Inference:
    """Return the inference of one draw."""
    return placebo_sets(analysis, point_estimate(analysis), point_estimate, Options(LEVEL))


def volunteers(draw: int, area_sd: float) -> Analysis:
    """Return one draw: area 100's volunteers are five of its schools below nought in 2017."""
    rng = stream(2017, "five volunteers", str(area_sd), draw)
    sizes = rng.integers(12, 20, AREAS)
    sizes[0] = 16
    area = np.repeat(np.arange(AREAS), sizes)
    number = len(area)
    ks2 = 28 + 0.6 * rng.normal(size=AREAS)[area] + rng.normal(size=number)
    lasting = 0.05 * (ks2 - 28) + LASTING * rng.normal(size=number)
    before = lasting + PASSING * rng.normal(size=number)
    after = lasting + PASSING * rng.normal(size=number) + area_sd * rng.normal(size=AREAS)[area]
    could = np.flatnonzero((area == 0) & (before < 0))
    # Where fewer than five could, all of them volunteer.
    chosen = rng.permutation(could)[:VOLUNTEERS]
    facts = {
        "unit": 100000 + np.arange(number), "urn": 100000 + np.arange(number), "area": (100 + area).astype(str),
        "area_name": [f"Area {code}" for code in 100 + area], "gender": "mixed", "pupils": 150.0, "ks2": ks2,
        "disadvantaged": np.clip(27 + 9 * rng.normal(size=number), 2, 90),
    }  # fmt: skip
    years = [pd.DataFrame({**facts, "year": year, "p8_maths": y}) for year, y in ((2017, before), (2019, after))]
    schools = frozenset((100000 + chosen).tolist())
    return with_options(
        analysis_of(panel_of(pd.concat(years))), nearest=(VariableYear("p8_maths", 2017), *NEAREST), exact=()
    ).change(
        treated=schools,
        programme=schools,
        selection=SelectionRule("p8_maths", 2017, 0.0, None, None),
        inference=("placebo_sets",),
        seed=draw,
    )
