"""Ratings side by side, agreement of raters, and own ratings against those of outsiders, as tables."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.delivery.reviews import AgreementFigure, DepartmentReviews, Leniency
from evalkit.report.block import Block
from evalkit.report.table_cells import NOT_APPLICABLE, Column, table_block
from evalkit.report.words import opened

PARTS = ("reviews", "agreement", "leniency")
RATINGS = Unit("ratings", 0)
LEVELS = Unit("levels", 2, signed=True)
AGREEMENT = Unit("agreement", 2)
PAIRS = Unit("pairs", 0)
LOW, HIGH = "95% interval by schools, low", "95% interval by schools, high"


def reviews(result: DepartmentReviews) -> Block:
    """Ratings at each level, by area and judge."""
    columns = (
        Column("area", "Area"),
        Column("judged_by", "Judged by"),
        *(Column(f"level {place}", f"Rated {level}", RATINGS) for place, level in enumerate(result.levels)),
    )
    rows = [
        {
            "area": opened(row.area),
            "judged_by": row.judged_by,
            **{f"level {place}": count for place, count in enumerate(row.counts)},
        }
        for row in result.areas
    ]
    note = "Ratings of every visit and rater; levels from the weakest to the strongest."
    return table_block("reviews", "What was rated how, by area and judge", columns, rows, notes=(note,))


def agreement(result: DepartmentReviews) -> Block:
    """Agreement of each two kinds of judges, and of all of them."""
    columns = (
        Column("raters", "Raters"),
        Column("pairs", "Judged by both", PAIRS, NOT_APPLICABLE),
        Column("same", "The same", PAIRS, NOT_APPLICABLE),
        Column("one", "One level apart", PAIRS, NOT_APPLICABLE),
        Column("figure", "Figure"),
        Column("value", "Value", AGREEMENT),
        Column("error", "Error, pairs taken as independent", AGREEMENT, NOT_APPLICABLE),
        Column("low", LOW, AGREEMENT),
        Column("high", HIGH, AGREEMENT),
    )
    rows: list[dict[str, object]] = []
    for pair in result.pairs:
        counts = {
            "raters": f"{pair.first} and {pair.second}",
            "pairs": pair.pairs,
            "same": pair.apart(0),
            "one": pair.apart(1),
        }
        rows += [{**counts, **_figure(one)} for one in pair.figures] or [{**counts, "figure": "counts alone"}]
    if result.alpha:
        rows.append({"raters": "self, peer and external", **_figure(result.alpha)})
    notes = (
        "One rating for each area, visit and kind of judge: the lower of the two middle ones where several gave one; "
        "alpha takes every rating. Joint ratings agree with themselves and are left out.",
        "The interval leaves out one school at a time (jackknife, Student's t); the error beside it is that of Fleiss, "
        "Cohen and Everitt, which takes areas of one school as independent.",
        f"Under {result.least} schools there are counts alone.",
    )
    return table_block("reviews-agreement", "How far those who judged agree", columns, rows, notes=notes)


def leniency(result: DepartmentReviews) -> Block:
    """Own ratings against those of outsiders, by area."""
    columns = (
        Column("area", "Area"),
        Column("above", "Own higher", PAIRS),
        Column("equal", "The same", PAIRS),
        Column("below", "Own lower", PAIRS),
        Column("schools", "Schools", Unit("schools", 0)),
        Column("mean", "Mean difference (levels)", LEVELS),
        Column("low", LOW, LEVELS),
        Column("high", HIGH, LEVELS),
    )
    rows = [_own(one) for one in (*result.leniency, result.overall)]
    notes = (
        "The outside rating is the external one of the same visit, or the peers' where there is none.",
        f"A mean is given from {result.least} schools on; it takes steps between levels as equal, which the counts "
        "beside it do not.",
    )
    return table_block("reviews-leniency", "Own ratings beside those of outsiders", columns, rows, notes=notes)


def _figure(one: AgreementFigure) -> dict[str, object]:
    return {"figure": one.name, "value": one.value, "error": one.std_error, "low": one.low, "high": one.high}


def _own(one: Leniency) -> dict[str, object]:
    return {
        "area": opened(one.area) or "All areas",
        "above": one.above,
        "equal": one.equal,
        "below": one.below,
        "schools": one.schools,
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
    }
