"""Whether schools that had more changed more than those that had less: an association, and what decides the dose."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.dose_response import responses
from evalkit.delivery.parts.doses import school_doses
from evalkit.measures import MEASURES
from evalkit.records.comparison import Comparison
from evalkit.records.delivery.more_with_more import MoreWithMore, ScaledEffect
from evalkit.records.estimate import Estimate
from evalkit.tables.panel import Panel

# Below it the estimate would be multiplied by more than three, and so would every doubt about it.
SMALLEST_SHARE = 1 / 3
NO_ANSWER = "the leading question has no answer"
NO_OWN = "the leading question compares the programme as a whole, so that no school has comparison schools of its own"
TRAITS = {"baseline": "results before the start", "pupils": "the number of pupils"}


def run(inputs: DeliveryInputs) -> MoreWithMore:
    """Return dose and change of each school, the selection behind the dose first, and the scaled estimate."""
    doses, measure = school_doses(inputs), MEASURES.get(inputs.study.leading.outcome)
    changes = _changes(inputs, doses.index)
    schools = changes.join(doses[["per_teacher", "role"]].rename(columns={"per_teacher": "dose"}), how="inner")
    found = responses(schools, inputs.labels("attendance"), TRAITS)
    return MoreWithMore(
        outcome=measure.label,
        unit=measure.unit,
        points=found.points,
        hidden=found.hidden,
        undosed=found.undosed,
        selection=found.selection,
        targeted_dose=found.targeted[1],
        other_dose=found.others[1],
        targeted=found.targeted[0],
        others=found.others[0],
        line=found.line,
        scaled=_scaled(inputs.estimate, doses.loc[schools.index]),
        refused=_refused(inputs.comparison),
        invented=inputs.kept.invented("schools", "activities", "attendance", "departments"),
    )


def _refused(comparison: Comparison | None) -> str:
    if comparison is None:
        return NO_ANSWER
    own = comparison.assignment is not None and comparison.assignment.additive and comparison.counts.kind == "school"
    return "" if own else NO_OWN


def _changes(inputs: DeliveryInputs, names: pd.Index) -> pd.DataFrame:
    """Return each school's change less that of its own comparison schools, its baseline and its size, by its name."""
    comparison, panel = inputs.comparison, inputs.panel
    if comparison is None or panel is None or comparison.assignment is None or _refused(comparison):
        return pd.DataFrame({"change": [], "baseline": [], "pupils": []}, index=pd.Index([], dtype="object"))
    pool = comparison.assignment.pool
    rows = np.flatnonzero(pool.treated)
    own = comparison.assignment.donors_of_each(rows)
    compared = (own.share * np.where(own.share > 0, pool.change[own.donor], 0.0)).sum(axis=1)
    units = pd.Index(pool.unit[rows])
    before = panel.wide(comparison.estimand.outcome)[list(comparison.estimand.baseline)].mean(axis=1)
    by_unit = pd.DataFrame(
        {"change": pool.change[rows] - compared, "baseline": before.reindex(units), "pupils": pool.pupils[rows]},
        index=units,
    )
    unit_of = _units(inputs, panel)
    kept = [name for name in names if unit_of[name] in by_unit.index]
    return by_unit.loc[[unit_of[name] for name in kept]].set_axis(kept, axis=0)


def _units(inputs: DeliveryInputs, panel: Panel) -> dict[str, int]:
    """Return the number by which the panel follows each school of the programme's own tables."""
    schools = inputs.kept.rows("schools")
    numbers = schools["urn"].to_numpy(np.int64)
    followed = numbers if panel.lineages is None else panel.lineages.of(numbers)
    return {name: int(unit) for name, unit in zip(schools["school"], followed, strict=True)}


def _scaled(estimate: Estimate | None, doses: pd.DataFrame) -> ScaledEffect | None:
    if estimate is None or not estimate.primary or doses.empty:
        return None
    share = float((doses["mostly"] / doses["posts"]).clip(upper=1.0).mean(skipna=False))
    sure, refused = estimate.inference(), ""
    if math.isnan(share):
        refused = "nobody counted the teachers of maths in every school"
    elif share < SMALLEST_SHARE:
        refused = "so little was delivered that the estimate would be multiplied by more than three"
    factor = math.nan if refused else 1 / share
    return ScaledEffect(
        share=share,
        estimate=estimate.estimate * factor,
        conf_low=sure.conf_low * factor,
        conf_high=sure.conf_high * factor,
        conf_level=sure.conf_level,
        refused=refused,
    )


ACCOUNT = Account(
    summary="whether schools that had more changed more, and what decides how much they had",
    called="hours beside change",
    run=run,
    needs=("schools", "activities", "attendance", "departments"),
    to_reach=True,
    rests_on=("panel", "comparison", "estimate"),
    checked_against=(
        "tests/golden/test_dose_slope.py::test_slope_error_degrees_and_interval_agree_with_sandwich",
        "tests/recovery/test_dose_slope.py::test_a_planted_slope_lies_in_the_interval_and_is_met_on_average",
    ),
)
