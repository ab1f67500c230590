"""What reviews found, by area and judge, and how far self, peer and external judgement agree."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evalkit.core.small_groups import FEWEST_CASES
from evalkit.delivery.parts.account import Account, DeliveryInputs
from evalkit.delivery.parts.ratings import SELF, in_order_of_table, one_rating, ratings_of
from evalkit.numeric.agreement import WEIGHTINGS, Weighting, grade_table, pair_agreement
from evalkit.numeric.ordinal_alpha import ordinal_alpha
from evalkit.numeric.school_jackknife import school_jackknife
from evalkit.programme.tables import programme_tables
from evalkit.records.delivery.reviews import AgreementFigure, DepartmentReviews, JudgePair, Leniency, RatedArea

# A joint rating is the department's own and the outsiders' at once, so that it can agree with neither.
JUDGES = ("self", "peer", "external")
OUTSIDERS = ("external", "peer")
EVERY_JUDGE = (*JUDGES, "joint")
TABLE = "reviews"
Rows = NDArray[np.bool_]


def run(inputs: DeliveryInputs) -> DepartmentReviews:
    """Return ratings side by side, agreement of each two kinds of judges, and the leniency of self-rating."""
    ratings, levels = ratings_of(inputs), inputs.study.delivery.ratings
    order = in_order_of_table(ratings["area"], programme_tables()[TABLE].column("area").among)
    single = one_rating(ratings)
    wide = single.pivot(index=["school", "visit", "area"], columns="judged_by", values="place").reset_index()
    against = _against_outsiders(wide)
    return DepartmentReviews(
        levels=levels,
        schools=ratings["school"].nunique(),
        ratings=len(ratings),
        areas=_side_by_side(ratings, order, len(levels)),
        pairs=tuple(
            _pair(wide, first, second, len(levels))
            for first, second in combinations(JUDGES, 2)
            if {first, second} <= set(wide) and len(wide[[first, second]].dropna())
        ),
        alpha=_alpha(ratings[ratings["judged_by"].isin(JUDGES)], len(levels)),
        leniency=tuple(_leniency(area, against[against["area"] == area]) for area in order),
        overall=_leniency("", against),
        least=FEWEST_CASES,
        invented=inputs.kept.invented(TABLE),
    )


def _side_by_side(ratings: pd.DataFrame, order: list[str], grades: int) -> tuple[RatedArea, ...]:
    cells = {key: own["place"].to_numpy(dtype=np.int64) for key, own in ratings.groupby(["area", "judged_by"])}
    return tuple(
        RatedArea(area, judge, tuple(np.bincount(cells[area, judge], minlength=grades).tolist()))
        for area in order
        for judge in EVERY_JUDGE
        if (area, judge) in cells
    )


def _pair(wide: pd.DataFrame, first: str, second: str, grades: int) -> JudgePair:
    both = wide[["school", first, second]].dropna()
    codes = both[[first, second]].to_numpy(dtype=np.int64)
    counts = grade_table(codes[:, 0], codes[:, 1], grades)
    schools = both["school"].nunique()
    figures: tuple[AgreementFigure, ...] = ()
    if schools >= FEWEST_CASES:
        where = pd.factorize(both["school"])[0]
        figures = tuple(figure for weighting in WEIGHTINGS for figure in _figures(codes, where, grades, weighting))
    return JudgePair(first, second, schools, tuple(tuple(int(one) for one in row) for row in counts), figures)


def _figures(
    codes: NDArray[np.int64], schools: NDArray[np.int64], grades: int, weighting: Weighting
) -> tuple[AgreementFigure, AgreementFigure]:
    whole = pair_agreement(grade_table(codes[:, 0], codes[:, 1], grades), weighting)

    def kappa(rows: Rows) -> float:
        return pair_agreement(grade_table(codes[rows, 0], codes[rows, 1], grades), weighting).kappa

    def adjusted(rows: Rows) -> float:
        return pair_agreement(grade_table(codes[rows, 0], codes[rows, 1], grades), weighting).adjusted

    return (
        _figure(f"kappa, {weighting} weights", kappa, schools, whole.std_error),
        _figure(f"prevalence- and bias-adjusted kappa, {weighting} weights", adjusted, schools),
    )


def _alpha(ratings: pd.DataFrame, grades: int) -> AgreementFigure | None:
    counts = pd.crosstab([ratings["school"], ratings["visit"], ratings["area"]], ratings["place"])
    counts = counts.reindex(columns=range(grades), fill_value=0)
    counts = counts[counts.sum(axis=1) >= 2]
    where = pd.factorize(counts.index.get_level_values("school"))[0]
    if len(set(where)) < FEWEST_CASES:
        return None
    given = counts.to_numpy(dtype=float)
    return _figure("Krippendorff's alpha, ordinal", lambda rows: ordinal_alpha(given[rows]), where)


def _figure(
    name: str, statistic: Callable[[Rows], float], schools: NDArray[np.int64], error: float = float("nan")
) -> AgreementFigure:
    found = school_jackknife(statistic, schools)
    low, high = (float(np.clip(end, -1, 1)) for end in (found.low, found.high))
    return AgreementFigure(name, found.estimate, error, low, high)


def _against_outsiders(wide: pd.DataFrame) -> pd.DataFrame:
    """Return own ratings with that of the most outside judge of the same visit, and the levels between them."""
    columns = wide.reindex(columns=["school", "area", SELF, *OUTSIDERS])
    outside = columns[OUTSIDERS[0]].fillna(columns[OUTSIDERS[1]])
    return columns.assign(apart=columns[SELF] - outside).dropna(subset="apart")


def _leniency(area: str, pairs: pd.DataFrame) -> Leniency:
    apart = pairs["apart"].to_numpy(dtype=float)
    schools = pairs["school"].nunique()
    mean = low = high = float("nan")
    if schools >= FEWEST_CASES:
        found = school_jackknife(lambda rows: float(apart[rows].mean()), pd.factorize(pairs["school"])[0])
        mean, low, high = found.estimate, found.low, found.high
    above, below = int((apart > 0).sum()), int((apart < 0).sum())
    return Leniency(area, above, len(apart) - above - below, below, schools, mean, low, high)


ACCOUNT = Account(
    summary="what reviews found, and how far departments and outsiders agree",
    called="review findings",
    run=run,
    needs=("schools", TABLE),
    checked_against=(
        "tests/golden/test_agreement.py::test_kappas_and_their_errors_are_those_of_psych_vcd_and_irrcac",
        "tests/golden/test_agreement.py::test_alpha_is_that_of_krippendorff_with_missing_raters_and_unused_grades",
    ),
)
