"""Did the pupils change? What both sides' cohorts were like before and after, with the weights of the comparison."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalkit.core.years import academic_year
from evalkit.records.comparison import Comparison
from evalkit.records.context import Composition, Mix
from evalkit.tables.panel import Panel, Variable

# Characteristics of a cohort, the most telling first; the study's tables decide which can be told.
CHARACTERISTICS = (
    "ks2",
    "ks2_scaled",
    "disadvantaged",
    "eal",
    "girls",
    "sen_plan",
    "sen_support",
    "non_mobile",
    "coverage",
    "pupils",
    "census_roll",
)
# One figure on two scales: the later one is asked for where the years do not have the first.
EITHER = ("ks2", "ks2_scaled")
FEWEST_SCHOOLS = 3


def composition(panel: Panel, comparison: Comparison) -> Composition:
    """Return each characteristic before and after on both sides, and how far the changes lie apart.

    Parameters
    ----------
    panel : Panel
        Holds the characteristics.
    comparison : Comparison
        Says who is on which side, with which weight. Means rest on the schools of each side that have the
        figure in every year of the contrast.
    """
    what = comparison.estimand
    sides = comparison.frame.drop_duplicates("unit").set_index("unit")[["treated", "weight"]]
    rows: list[Mix] = []
    missing: list[str] = []
    for name in CHARACTERISTICS:
        if not panel.has(name) or (name in EITHER and any(row.variable in EITHER for row in rows)):
            continue
        variable = panel.variable(name)
        found = _mix(panel, variable, sides, what.baseline, what.cohort)
        if found is None:
            years = " or ".join(academic_year(year) for year in what.years())
            missing.append(f"{variable.label}: too few schools have the figure in {years}")
        else:
            rows.append(found)
    return Composition(tuple(rows), what.baseline, what.cohort, tuple(missing))


def _mix(panel: Panel, variable: Variable, sides: pd.DataFrame, baseline: tuple[int, ...], cohort: int) -> Mix | None:
    every = panel.wide(variable.name)
    if any(year not in every.columns for year in (*baseline, cohort)) or variable.unit is None:
        return None
    spread = float(every[list(baseline)].mean(axis=1, skipna=False).std(ddof=1))
    wide = every.reindex(sides.index)
    before = wide[list(baseline)].mean(axis=1, skipna=False).to_numpy(dtype=float)
    after = wide[cohort].to_numpy(dtype=float)
    known = np.isfinite(before) & np.isfinite(after)
    treated = sides["treated"].to_numpy(dtype=bool)
    chosen = {"programme": known & treated, "comparison": known & ~treated}
    if min(int(rows.sum()) for rows in chosen.values()) < FEWEST_SCHOOLS:
        return None
    weight = sides["weight"].to_numpy(dtype=float)
    means = {
        side: (
            float(np.average(before[rows], weights=weight[rows])),
            float(np.average(after[rows], weights=weight[rows])),
        )
        for side, rows in chosen.items()
    }
    own, others = means["programme"], means["comparison"]
    apart = (own[1] - own[0]) - (others[1] - others[0])
    return Mix(
        variable=variable.name,
        label=variable.label,
        unit=variable.unit,
        programme_before=own[0],
        programme_after=own[1],
        comparison_before=others[0],
        comparison_after=others[1],
        apart=apart,
        in_sds=apart / spread if spread > 0 else float("nan"),
        schools_programme=int(chosen["programme"].sum()),
        schools_comparison=int(chosen["comparison"].sum()),
    )
