"""A pool of six schools whose weights and variances can be worked on paper."""

from __future__ import annotations

import numpy as np

from evalkit.numeric.variance_pair import VariancePair
from evalkit.records.comparison import Contrast, Pool

# The numbers are chosen so that they can be worked on paper.
PAIR = VariancePair(
    area=2.0,
    school=4.0,
    mean_square_between=16.0,
    mean_square_within=4.0,
    df_between=20.0,
    df_within=80.0,
    size=6.0,
    leak=0.0,
    areas=21,
    schools=101,
    truncated=False,
)


def six_schools() -> tuple[Pool, Contrast]:
    """Return two schools of area 1 with the programme against three donors of area 2 and one of area 3, all alike."""
    treated = np.array([True, True, False, False, False, False])
    pool = Pool(
        unit=np.arange(1, 7),
        area=np.array([0, 0, 1, 1, 1, 2]),
        area_codes=("1", "2", "3"),
        area_names=("One", "Two", "Three"),
        pupils=np.full(6, 100.0),
        change=np.zeros(6),
        covariates=np.zeros((6, 1)),
        coordinates=np.zeros((6, 1)),
        stratum=np.zeros(6, dtype=np.int64),
        eligible=~treated,
        treated=treated,
        home=treated,
        donors=None,
        ratio=2,
        caliper=None,
        area_sizes=np.array([2, 3, 1]),
        minimum_effective_ratio=1.0,
        largest_smd=1.0,
    )
    return pool, Contrast(np.array([0, 1]), treated / 2, ~treated / 4)
