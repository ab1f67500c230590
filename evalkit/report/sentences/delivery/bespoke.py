"""Whether support of a school's own went where the review had found a need, in words."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.records.delivery.bespoke import BespokeSupport
from evalkit.report.block import Block
from evalkit.report.sentences.parts.chance_words import share_of_cases
from evalkit.report.words import Words, listed

PARTS = ("bespoke", "fit")
NEEDS = Unit("needs", 1)
ERROR = Unit("percentage points", 2)


def bespoke(result: BespokeSupport) -> Block:
    """Needs found and met, how soon, and support where none was found."""
    words, every = Words(), result.overall
    rated = listed((words.repeat("levels", level) for level in result.weak), last="or")
    parts = [
        f"Outside reviews of {words.count('schools', result.schools, 'school')} found "
        f"{words.count('needs', every.needs, 'need')}: areas rated {rated}. Support in that area reached "
        f"{words.count('met', every.met)} of them{_soon(words, every.weeks)}."
    ]
    parts.append(
        f"It also reached {words.count('unasked', every.unasked)} of "
        f"{words.count('no need', every.unasked + every.neither, 'area')} in which no need was found."
    )
    if result.unplaced:
        parts.append(
            "Support that names no area of the review, "
            f"{words.count('unplaced', result.unplaced, 'activity', 'activities')}, is in neither count."
        )
    return words.block("bespoke", " ".join(parts))


def fit(result: BespokeSupport) -> Block:
    """Needs met against support dealt out among the schools in every other order."""
    words, found = Words(), result.fit
    if found is None:
        return words.block(
            "bespoke-fit", "Whether support fits needs cannot be asked: there are too few schools, needs or support."
        )
    met = words.count("met", result.overall.met)
    orders = words.count("orders", found.orders, "order")
    how = (
        f"over all {orders}"
        if found.exact
        else f"over {orders} drawn by lot, give or take {words.bare('error', 100 * found.draw_error, ERROR)} points"
    )
    text = (
        "Had each school been given another school's support, whole, "
        f"{words.number('expected', found.expected, NEEDS)} needs would have been met on average, and {met} or more in "
        f"{share_of_cases(words, found.chance)} ({how}). This asks who got support and in what area at once, and not "
        "whether it helped."
    )
    return words.block("bespoke-fit", text)


def _soon(words: Words, weeks: float) -> str:
    if math.isnan(weeks):
        return ""
    if weeks <= 0:
        return ", and had begun by the day of the review for half of these or more"
    return f", half of these within {words.count('weeks', math.ceil(weeks), 'week')} of the review"
