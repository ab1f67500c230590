"""How departments' own ratings stand to those of outsiders, and how far raters agree, in words."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.records.delivery.reviews import AgreementFigure, DepartmentReviews, JudgePair
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("reviews", "agreement")
LEVELS = Unit("levels", 2, signed=True)
AGREEMENT = Unit("agreement", 2)


def reviews(result: DepartmentReviews) -> Block:
    """Own ratings higher, the same and lower, and their mean difference where enough schools were judged twice over."""
    words, every = Words(), result.overall
    if not every.pairs:
        text = "No department judged an area that an outsider judged at the same visit, so they cannot be compared."
        return words.block("reviews", text)
    parts = [
        "Where a department and an outsider judged the same area at the same visit, the department's own rating was "
        f"higher in {words.count('above', every.above)} of {words.count('pairs', every.pairs, 'case')}, the same in "
        f"{words.count('equal', every.equal)} and lower in {words.count('below', every.below)}."
    ]
    if not math.isnan(every.mean):
        parts.append(
            f"Own less outside rating is {words.number('mean', every.mean, LEVELS)} levels on average "
            f"({_between(words, every.low, every.high, LEVELS)})."
        )
    return words.block("reviews", " ".join(parts))


def agreement(result: DepartmentReviews) -> Block:
    """Agreement of each two kinds of judges in counts, with kappas where enough schools were judged by both."""
    words = Words()
    if not result.pairs:
        return words.block("reviews-agreement", "No area was judged by two kinds of raters at one visit.")
    parts = [_pair(words, pair) for pair in result.pairs]
    if any(pair.figures for pair in result.pairs):
        parts.append("Kappa is one where two always agree, and nought where they agree as often as by chance.")
    else:
        parts.append(f"Kappas are given from {words.count('least', result.least, 'school')} on.")
    parts.append(
        "Raters of one visit saw the same work and talked to each other: that they agree does not make them right."
    )
    return words.block("reviews-agreement", " ".join(parts))


def _pair(words: Words, pair: JudgePair) -> str:
    text = (
        f"Ratings by {pair.first} and {pair.second} were the same in {words.count('same', pair.apart(0))} of "
        f"{words.count('pairs', pair.pairs, 'case')} and one level apart in {words.count('one apart', pair.apart(1))}"
    )
    kappas = [_kappa(words, one) for one in pair.figures if one.name.startswith("kappa") and not math.isnan(one.value)]
    return f"{text}: {' and '.join(kappas)}." if kappas else f"{text}."


def _kappa(words: Words, one: AgreementFigure) -> str:
    value = words.number(one.name, one.value, AGREEMENT)
    return f"{one.name}, {value} ({_between(words, one.low, one.high, AGREEMENT)})"


def _between(words: Words, low: float, high: float, unit: Unit) -> str:
    if math.isnan(low):
        return "too few schools for an interval"
    level = words.percent("level", 0.95)
    return f"{level} interval by schools {words.number('low', low, unit)} to {words.number('high', high, unit)}"
