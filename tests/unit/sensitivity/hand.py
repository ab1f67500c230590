"""Seven schools whose donors and estimates can be worked out on paper."""

from __future__ import annotations

import pandas as pd

from evalkit.analysis.point import point_estimate
from evalkit.design.matched import Options
from evalkit.design.parts.options import VariableYear
from evalkit.inference.placebo_areas import Options as Placebo
from evalkit.inference.placebo_areas import placebo_areas
from evalkit.records.analysis import Analysis
from evalkit.records.estimate import Estimate
from tests.support.panels import analysis_of, panel_of

# school, area, ks2, change, gender
SCHOOLS = [
    (1, "100", 10.0, 0.4, "mixed"),
    (2, "100", 20.0, 0.2, "mixed"),
    (3, "200", 10.5, 0.1, "mixed"),
    (4, "200", 11.0, 0.3, "mixed"),
    (5, "300", 19.5, 0.0, "girls"),
    (6, "300", 21.0, -0.2, "mixed"),
    (7, "400", 40.0, 5.0, "mixed"),
]
HAND = Options(nearest=(VariableYear("ks2", 2017),), ratio=2, minimum_effective_ratio=0.5, largest_smd=9.0)


def worked() -> Analysis:
    """Return the analysis: schools 1 and 2 against their two nearest; the estimate is 0.25."""
    frames = [
        pd.DataFrame(
            {
                "unit": [row[0] for row in SCHOOLS],
                "urn": [row[0] for row in SCHOOLS],
                "year": year,
                "area": [row[1] for row in SCHOOLS],
                "area_name": [f"Area {row[1]}" for row in SCHOOLS],
                "gender": [row[4] for row in SCHOOLS],
                "pupils": 100.0,
                "ks2": [row[2] for row in SCHOOLS],
                "disadvantaged": 20.0,
                "p8_maths": [row[3] if year == 2019 else 0.0 for row in SCHOOLS],
            }
        )
        for year in (2017, 2019)
    ]
    return analysis_of(panel_of(pd.concat(frames))).change(design_options=HAND)


def sure(analysis: Analysis) -> Estimate:
    """Return the estimate with placebo areas as its primary inference."""
    point = point_estimate(analysis)
    return point.with_inferences((placebo_areas(analysis, point, point_estimate, Placebo()),), "placebo_areas")
