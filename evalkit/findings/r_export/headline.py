"""The headline as the findings file holds it, and which of its numbers base R computes again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from evalkit.core.quantity import twelve_digits
from evalkit.estimators import ESTIMATORS
from evalkit.estimators.parts.roles import WEIGHTED_CHANGES
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.findings.r_export.columns import Cell, ColumnForR, Row, TableForR, occurring
from evalkit.records.comparison import Assignment, Comparison
from evalkit.records.details import Clusters, FreedomOfAreas, PlaceboAreas, PlaceboSets, VarianceShares
from evalkit.records.estimate import Estimate, Inference
from evalkit.records.standing import LessRise

FILE = "headline.csv"
YES, NO = "yes", "no"
RECOMPUTED = ((YES, "computed again by headline.R and compared"), (NO, "taken as it is"))
Way = Literal["placebos", "variances", "clusters", "none"]
WAYS = {
    "placebos": "ranks among those in the programme's place (placebos.csv)",
    "variances": "t, with the variances of areas and of schools (pool.csv)",
    "clusters": "least squares with CR2 errors (schools.csv)",
    "none": "a way that headline.R does not compute again",
}
# An interval that lies further from the one written out than rounding explains was made in another way.
ROUNDING = 1e-9
WHAT = {
    "question": "id of the question that the report leads with",
    "answered": "yes or no",
    "reason": "why it is not answered",
    "estimator": "registered name of the estimator",
    "design": "registered name of the design",
    "judged_by": "registered name of the inference that the headline quotes",
    "way": "how the interval comes about: " + "; ".join(f"{way}: {what}" for way, what in WAYS.items()),
    "cluster": "column of schools.csv that holds the clusters",
    "weighting": "whether schools that stand as treated count once (schools) or by their pupils (pupils)",
    "conf_level": "level of the interval",
    "critical": "standardised estimate beyond which the interval leaves out 0",
    "placebos": "untreated areas in the programme's place; with yes, those whose estimates were computed again",
    "taken_off": "what untreated areas that stood so rise by themselves, taken off the estimate",
    "estimate": "the estimate",
    "std_error": "its standard error, or predicted SD",
    "df": "degrees of freedom",
    "conf_low": "lower end of the interval",
    "conf_high": "upper end of the interval",
    "p_value": "two-sided, for no difference",
    "estimate_if_chosen_low": "what is left of the estimate had the area been picked for how it stood",
    "conf_low_if_chosen_low": "lower end of its interval",
    "conf_high_if_chosen_low": "upper end of its interval",
}


@dataclass(frozen=True, slots=True)
class RecomputedInR:
    """What base R computes again of a headline.

    Attributes
    ----------
    way : str
        How the interval comes about.
    cluster : str
        Column that holds the clusters; empty where the way has none.
    names : frozenset of str
        Numbers that are computed again.
    """

    way: Way
    cluster: str
    names: frozenset[str]


def headline_table(answer: Answer, comparison: Comparison | None) -> TableForR:
    """Return the numbers of the headline by name; of an unanswered question, why there are none."""
    if isinstance(answer, Unanswered) or comparison is None:
        rows = tuple(_unanswered(answer))
    else:
        rows = tuple(_answered(answer, recomputed_in_r(answer.estimate, comparison)))
    names = tuple((str(row[0]), WHAT[str(row[0])]) for row in rows)
    columns = (
        ColumnForR("name", "code", "Which fact of the headline", codes=names),
        ColumnForR("value", "text", "As findings.json holds it: numbers to 12 digits", missing="there is none"),
        ColumnForR(
            "recomputed",
            "code",
            "Whether headline.R computes it again",
            codes=occurring(RECOMPUTED, rows, 2),
            missing="it is no result",
        ),
    )
    return TableForR(FILE, columns, rows)


def recomputed_in_r(estimate: Estimate, comparison: Comparison) -> RecomputedInR:
    """Return what base R computes again: it follows from the kind of estimate and from what its inference shows."""
    inference = estimate.inference()
    if ESTIMATORS.get(estimate.estimator).role != WEIGHTED_CHANGES:
        return RecomputedInR("none", "", frozenset())
    way, cluster = _way(estimate, inference, comparison)
    ends = {"conf_low", "conf_high", "p_value"} if way != "none" else set()
    ends |= {"critical"} if way == "placebos" else set()
    doubt = {
        "placebos": {"std_error"} if _predicted(estimate, inference) else set(),
        "variances": {"std_error", "df"} if _predicted(estimate, inference) else {"df"},
        "clusters": {"std_error", "df"},
        "none": set(),
    }
    placed = {"placebos"} if assignment_behind(estimate, comparison) else set()
    return RecomputedInR(way, cluster, frozenset({"estimate", *placed, *doubt[way], *ends}))


def assignment_behind(estimate: Estimate, comparison: Comparison) -> Assignment | None:
    """Return by what rule others stood in the programme's place, where each school keeps its own donors.

    None where the headline is not judged by others, or where their estimates are not sums over donors.
    """
    inference, assignment = estimate.inference(), comparison.assignment
    placed = inference.detail(PlaceboAreas) or inference.detail(PlaceboSets)
    if assignment is None or not assignment.additive or placed is None:
        return None
    return assignment if _predicted(estimate, inference) else None


def _predicted(estimate: Estimate, inference: Inference) -> bool:
    """Say whether the standard error is the SD that two variances predict for the weights of the comparison."""
    return inference.detail(VarianceShares) is not None and estimate.less_rise is None


def _way(estimate: Estimate, inference: Inference, comparison: Comparison) -> tuple[Way, str]:
    placed = inference.detail(PlaceboAreas) or inference.detail(PlaceboSets)
    if placed is not None:
        margin = placed.critical * inference.std_error
        off = (inference.conf_high - estimate.estimate - margin, estimate.estimate - inference.conf_low - margin)
        return ("placebos", "") if max(map(abs, off)) <= ROUNDING else ("none", "")
    if inference.detail(FreedomOfAreas) is not None and inference.detail(VarianceShares) is not None:
        return "variances", ""
    clusters = inference.detail(Clusters)
    cluster = "" if clusters is None else _cluster(clusters, comparison)
    return ("clusters", cluster) if cluster else ("none", "")


def _cluster(clusters: Clusters, comparison: Comparison) -> str:
    """Return the column of schools.csv that holds just these clusters; empty where none does."""
    labels, roles = set(clusters.table["cluster"]), comparison.roles
    for name, column in (("school", roles.unit), ("area", roles.area)):
        if column is not None and labels == set(comparison.frame[column].astype(str)):
            return name
    return ""


def _unanswered(answer: Answer) -> Iterator[Row]:
    faults = answer.faults if isinstance(answer, Unanswered) else ()
    yield ("question", answer.id, None)
    yield ("answered", "no", None)
    yield ("reason", "; ".join(f"{fault.where}: {fault.found}" for fault in faults) or None, None)


def _answered(answer: Finding, again: RecomputedInR) -> Iterator[Row]:
    estimate, inference = answer.estimate, answer.estimate.inference()
    for name, value in (
        ("question", answer.id),
        ("answered", "yes"),
        ("estimator", estimate.estimator),
        ("design", estimate.design),
        ("judged_by", inference.name),
        ("way", again.way),
        ("cluster", again.cluster or None),
        ("weighting", estimate.estimand.weighting),
    ):
        yield (name, value, None)
    yield ("conf_level", _stored(inference.conf_level), None)
    yield ("taken_off", _stored(0.0 if estimate.less_rise is None else estimate.less_rise.taken_off), None)
    numbers = {
        "estimate": estimate.estimate,
        "std_error": inference.std_error,
        "df": inference.df,
        "conf_low": inference.conf_low,
        "conf_high": inference.conf_high,
        "p_value": inference.p_value,
    }
    low = estimate.if_chosen_low
    if isinstance(low, LessRise):
        numbers["estimate_if_chosen_low"] = low.estimate
        numbers["conf_low_if_chosen_low"] = low.conf_low
        numbers["conf_high_if_chosen_low"] = low.conf_high
    placed = inference.detail(PlaceboAreas) or inference.detail(PlaceboSets)
    if placed is not None and again.way == "placebos":
        numbers["critical"] = placed.critical
        numbers["placebos"] = placed.named()[0][1]
    for name, number in numbers.items():
        yield (name, stored := _stored(number), None if stored is None else YES if name in again.names else NO)


def _stored(number: float) -> Cell:
    kept = twelve_digits(number)
    return None if kept is None else f"{kept:.12g}"
