"""From a pool of schools and their weights to what estimators take: the long frame and the counts of both sides."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.records.analysis import Analysis
from evalkit.records.comparison import Contrast, Counts, Pool


def long_frame(analysis: Analysis, pool: Pool, weights: Contrast) -> pd.DataFrame:
    """Return one row for each school that counts and each year of the contrast, sorted by both.

    Parameters
    ----------
    analysis : Analysis
        Holds the outcome by year.
    pool : Pool
        Schools in the order of the weights.
    weights : Contrast
        Who counts on which side, and for how much.
    """
    used = np.flatnonzero((weights.treated > 0) | (weights.donor > 0))
    schools = pd.DataFrame(
        {
            "unit": pool.unit[used],
            "area": [pool.area_codes[number] for number in pool.area[used]],
            "stratum": pool.stratum[used],
            "treated": weights.treated[used] > 0,
            "weight": weights.treated[used] + weights.donor[used],
        }
    )
    panel = analysis.panel().frame[["unit", "year", analysis.estimand.outcome]]
    rows = panel[panel["year"].isin(analysis.estimand.years())]
    long = schools.merge(rows.rename(columns={analysis.estimand.outcome: "outcome"}), on="unit", how="left")
    return long.sort_values(["unit", "year"], ignore_index=True)


def counts_of(pool: Pool, weights: Contrast) -> Counts:
    """Return schools, pupils and areas on both sides."""
    treated, donor = weights.treated > 0, weights.donor > 0
    return Counts(
        units_treated=int(treated.sum()),
        units_comparison=int(donor.sum()),
        pupils_treated=int(pool.pupils[treated].sum()),
        pupils_comparison=int(pool.pupils[donor].sum()),
        areas_treated=len(np.unique(pool.area[treated])),
        areas_comparison=len(np.unique(pool.area[donor])),
    )
