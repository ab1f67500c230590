"""Regression to the mean, to see how much schools chosen for a low year rise without any programme.

Estimates
    For each baseline the tables allow (the latest year before the start, the mean of every such year, the
    earliest): the programme's schools' gain relative to all eligible schools, the gain expected without
    a programme, and what is left. What is expected is seen in schools elsewhere that the same rule would
    have chosen; beside it stands what the transient and the drifting variance of a school's level imply.
Assumes
    That schools elsewhere which the rule would have chosen are like the programme's in how far a low year
    passes; for the implied gain, that schools' levels are a random walk or an autoregression with noise.
Standing
    Holds where schools elsewhere that the same rule chose gained less than half of what the programme's schools did.
    Raises doubt where they gained half or more, so that most of the gain came by itself there too. Could not tell
    where no rule on a published result is declared, and where the programme's schools did not gain.
When it misleads
    When schools came forward for reasons that the rule does not hold, such as a known dip or a lasting strength.
    What is left is not the study's estimate, which also matches schools on what they are like.
Reference
    Barnett, van der Pols and Dobson (2005), International Journal of Epidemiology 34; Daw and Hatfield
    (2018), Health Services Research 53.
Checked against
    ``tests/unit/sensitivity/test_regression_to_mean.py`` (worked by hand) and
    ``tests/recovery/test_regression_to_mean.py`` (white noise, autoregression, random walk and noise).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

import numpy as np
import pandas as pd

from evalkit.analysis.compare import compare
from evalkit.core.assumption import Assumption
from evalkit.core.registry import Method
from evalkit.core.years import academic_year
from evalkit.design.parts.baselines import Baseline, against_all, baselines, gain, years_known
from evalkit.design.parts.limits import limits_lifted
from evalkit.numeric.transience import NOT_KNOWN, Transience, transience
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Pool
from evalkit.records.estimate import Estimate
from evalkit.records.shown import BaselineGain, GainsByBaseline, Swing, YearLevel
from evalkit.sensitivity.parts.standing import HALF

NAME = "regression_to_mean"
ASKS = "How much would such schools have risen by themselves?"
ONE_CHANGE = (
    "Only one change between years is known, so how much of a school's result passes within a year cannot be worked "
    "out from the tables."
)


@dataclass(frozen=True, slots=True)
class Options:
    """The check has no options."""


@dataclass(frozen=True, slots=True)
class GainBasis:
    """What the gains are counted from.

    Attributes
    ----------
    distances : DataFrame
        Schools by years, from the mean of all eligible schools.
    programme, mirrored, everyone : Index
        The programme's schools, schools elsewhere that the rule would have chosen, all eligible schools.
    before : tuple of int
        Years before the start.
    cohort, chosen_in : int
        Year of the result, and year whose level chose the schools.
    split : Transience
        Transient and persistent variance of a school's level.
    """

    distances: pd.DataFrame
    programme: pd.Index
    mirrored: pd.Index
    everyone: pd.Index
    before: tuple[int, ...]
    cohort: int
    chosen_in: int
    split: Transience


def regression_to_mean(
    analysis: Analysis, estimate: Estimate, point_estimate: Callable[[Analysis], Estimate], options: Options
) -> CheckResult:
    """Return the gain expected without a programme, for each baseline and under the rule that chose the schools."""
    own = compare(limits_lifted(analysis)).pool
    wide = compare(limits_lifted(analysis.change(selection=None))).pool
    if own is None or wide is None:
        return _unanswered(f"The design {analysis.design} has no pool of schools elsewhere to look at.")
    basis = _basis(analysis, own, wide)
    if not basis.before or basis.cohort not in basis.distances or len(basis.mirrored) == 0:
        return _unanswered("The tables hold no year before the start in which most schools have the outcome.")
    chosen = analysis.selection is not None
    rows = tuple(_row(basis, baseline, chosen=chosen) for baseline in baselines(basis.before))
    return CheckResult(
        check=NAME,
        asks=ASKS,
        passed=_passed(rows[0]) if chosen else None,
        answered=True,
        answer=_answer(analysis, estimate, basis, rows),
        unit=estimate.unit.name,
        shows=GainsByBaseline(
            rows=rows,
            levels=_levels(basis),
            schools=len(basis.everyone),
            programme_schools=len(_of(basis, basis.programme)),
            mirrored_schools=len(_of(basis, basis.mirrored)),
            swing=_swing(basis),
            chosen_in=basis.chosen_in if chosen else None,
        ),
    )


METHOD = Method(
    summary="How much schools chosen by the programme's rule rise without any programme, for each baseline",
    run=regression_to_mean,
    options=Options,
    words="how such schools change by themselves",
    shapes=("panel",),
    speaks_to=(Assumption.NOT_CHOSEN,),
    checked_against=(
        "tests/unit/sensitivity/test_regression_to_mean.py::test_gains_are_those_worked_by_hand",
        "tests/recovery/test_regression_to_mean.py::test_the_mirrored_rule_protects",
    ),
)


def _basis(analysis: Analysis, own: Pool, wide: Pool) -> GainBasis:
    everyone = pd.Index(wide.unit[wide.eligible])
    latest = max(analysis.estimand.baseline)
    levels = analysis.panel().wide(analysis.estimand.outcome)
    known = years_known(levels, everyone)
    distances = against_all(levels[list(known)], everyone)
    everyone = everyone[everyone.isin(distances.index)]
    if analysis.selection is None:
        low = distances.index[distances[latest] < 0.0] if latest in distances else distances.index[:0]
        mirrored = everyone[everyone.isin(low)]
    else:
        mirrored = pd.Index(own.unit[own.eligible])
        mirrored = mirrored[mirrored.isin(distances.index)]
    return GainBasis(
        distances=distances,
        programme=pd.Index(own.unit[own.treated]),
        mirrored=mirrored,
        everyone=everyone,
        before=tuple(year for year in known if year <= latest),
        cohort=analysis.estimand.cohort,
        chosen_in=latest if analysis.selection is None else analysis.selection.year,
        split=transience(distances.loc[everyone].to_numpy(dtype=float), known),
    )


def _row(basis: GainBasis, baseline: Baseline, *, chosen: bool) -> BaselineGain:
    naive = gain(basis.distances, basis.programme, baseline, basis.cohort)
    seen = gain(basis.distances, basis.mirrored, baseline, basis.cohort)
    left = naive - seen if chosen else naive
    return BaselineGain(_named(baseline), baseline.kind, left, naive, seen, _implied(basis, baseline))


def _implied(basis: GainBasis, baseline: Baseline) -> float | None:
    """Return the gain that the variances imply, from how far the chosen schools lay from the mean."""
    if basis.split.model == NOT_KNOWN or basis.chosen_in not in basis.distances:
        return None
    start = basis.distances[basis.chosen_in]
    far = float(start[start.index.isin(basis.mirrored)].mean())
    variance = float(start[start.index.isin(basis.everyone)].var(ddof=1))
    carried = [basis.split.carried(variance, year - basis.chosen_in) for year in baseline.years]
    implied = far * (basis.split.carried(variance, basis.cohort - basis.chosen_in) - float(np.mean(carried)))
    return implied if isfinite(implied) else None


def _passed(row: BaselineGain) -> bool | None:
    """Return what is left of the gain when as much is taken off as came by itself elsewhere, from the latest year."""
    return None if row.naive <= 0.0 else row.expected < HALF * row.naive


def _named(baseline: Baseline) -> str:
    first, last = academic_year(baseline.years[0]), academic_year(baseline.years[-1])
    if baseline.kind == "mean":
        return f"mean of {first} and {last}" if len(baseline.years) == 2 else f"mean of {first} to {last}"
    return first


def _answer(analysis: Analysis, estimate: Estimate, basis: GainBasis, rows: tuple[BaselineGain, ...]) -> str:
    show, unit = estimate.unit.difference().show, estimate.unit.name
    first, latest = rows[0], academic_year(basis.before[-1])
    said = []
    if analysis.selection is None:
        said += [
            _of_the_area(analysis),
            f"Schools elsewhere that lay below the mean in {latest} changed by {show(first.expected)} {unit} "
            "relative to all eligible schools: so much would have come by itself had they been chosen for that.",
        ]
    else:
        said += [
            f"Chosen by the same rule, schools elsewhere changed by {show(first.expected)} {unit} from {latest} on "
            f"relative to all eligible schools, without the programme; the programme's by {show(first.naive)}, "
            f"which leaves {show(first.estimate)}.",
            _share(first),
            *_warnings(analysis, basis),
        ]
    if len(rows) > 1:
        last = rows[-1]
        said.append(
            f"Counted from {last.label} it would be {show(last.expected)}: an earlier baseline does not take the "
            "place of the same rule put to both sides."
        )
    return " ".join(text for text in (*said, _passing(basis)) if text)


def _share(row: BaselineGain) -> str:
    """Return how much of the gain came by itself elsewhere, where there is a gain."""
    passed = _passed(row)
    if passed is None:
        return ""
    part = "Less than half" if passed else "Half or more"
    return f"{part} of what the programme's schools gained came by itself elsewhere."


def _of_the_area(analysis: Analysis) -> str:
    """Return what is known of a rise that was to be expected; where no rule is declared, none is ruled out."""
    if analysis.area_rule is not None:
        return (
            "The schools were not chosen one by one on their results, but their area was picked on a figure: "
            "what rise was to be expected from that is taken off the estimate."
        )
    if analysis.chose == "area":
        return (
            "The schools were not chosen one by one on their results, but their area was picked; had it been picked "
            "for standing low, part of a rise would have come by itself."
        )
    if analysis.chose == "unknown":
        return (
            "Nobody declared what was picked, an area or schools, nor on which figure, so whether part of a rise would "
            "have come by itself is not known."
        )
    return (
        "No published figure is declared on which these schools were chosen or came forward; had a low year been the "
        "reason, part of a rise would have come by itself."
    )


def _warnings(analysis: Analysis, basis: GainBasis) -> tuple[str, ...]:
    rule = analysis.selection
    if rule is None or rule.variable != analysis.estimand.outcome:
        return ("They were chosen on another figure than this outcome, from which such a rise is usually smaller.",)
    if rule.year in analysis.estimand.baseline:
        return ("Warning: the schools were chosen on the outcome of the very year from which their change is counted.",)
    return (f"Warning: the schools were chosen on an earlier year of the outcome, {academic_year(rule.year)}.",)


def _passing(basis: GainBasis) -> str:
    if basis.split.model == NOT_KNOWN:
        return ONE_CHANGE
    share = _swing(basis).passes
    if share is None:
        return ""
    return f"About {100 * share:.0f} per cent of what sets schools apart in one year has passed by the next."


def _of(basis: GainBasis, schools: pd.Index) -> pd.DataFrame:
    return basis.distances.loc[basis.distances.index.isin(schools)]


def _levels(basis: GainBasis) -> tuple[YearLevel, ...]:
    programme, mirrored = _of(basis, basis.programme), _of(basis, basis.mirrored)
    return tuple(
        YearLevel(int(year), float(programme[year].mean()), float(mirrored[year].mean()))
        for year in basis.distances.columns
    )


def _swing(basis: GainBasis) -> Swing:
    split = basis.split
    if split.model == NOT_KNOWN:
        return Swing(split.changes)
    variance = float(basis.distances.loc[basis.everyone, basis.before[-1]].var(ddof=1))
    return Swing(
        changes=split.changes,
        transient_sd=_known(float(np.sqrt(split.transient))),
        drift_sd=_known(float(np.sqrt(split.drift))),
        kept=_known(split.kept),
        passes=_known(1.0 - split.carried(variance, 1)),
        covariances=split.lags,
    )


def _known(value: float) -> float | None:
    return value if isfinite(value) else None


def _unanswered(reason: str) -> CheckResult:
    return CheckResult(NAME, ASKS, None, False, reason)
