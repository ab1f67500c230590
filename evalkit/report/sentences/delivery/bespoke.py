"""Whether support of a school's own went where the review had found a need, in words."""

from __future__ import annotations

import math

from evalkit.core.quantity import Unit
from evalkit.records.delivery.bespoke import AreaNeeds, BespokeSupport, SupportFit
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
    if not result.schools:
        return words.block("bespoke", "Nobody from outside judged any area, so which support was needed is not known.")
    reviewed = words.count("schools", result.schools, "school")
    parts = [f"Outside reviews of {reviewed} found no need: no area was rated {rated}."]
    if every.needs:
        needs, met = words.count("needs", every.needs, "need"), words.count("met", every.met)
        parts = [
            f"Outside reviews of {reviewed} found {needs}: areas rated {rated}. Support in that area reached {met} of "
            f"them{_soon(words, every)}."
        ]
    strong = every.unasked + every.neither
    if strong:
        parts.append(
            f"{'It also' if every.met else 'Support'} reached {words.count('unasked', every.unasked)} of "
            f"{words.count('no need', strong, 'area')} in which no need was found."
        )
    if result.unplaced:
        parts.append(
            "Support that names no area of the review, "
            f"{words.count('unplaced', result.unplaced, 'activity', 'activities')}, is in neither count."
        )
    return words.block("bespoke", " ".join(parts))


def fit(result: BespokeSupport) -> Block:
    """Needs met against support dealt out in other orders: among all schools, and among those that got any."""
    words = Words()
    if result.fit is None:
        return words.block(
            "bespoke-fit", "Whether support fits needs cannot be asked: there are too few schools, needs or support."
        )
    dealt = _dealt(words, result.fit, result.overall.met)
    parts = [
        f"Had the support of each school, whole, gone to another of the {dealt}. This asks who got support and in what "
        "area at once."
    ]
    if result.fit_among_supported and result.fit_among_supported.schools < result.fit.schools:
        parts.append(
            "Dealt out only among those that got any, "
            f"{_dealt(words, result.fit_among_supported, result.overall.met)}. This asks in what area alone."
        )
    parts.append("Neither says whether support helped.")
    return words.block("bespoke-fit", " ".join(parts))


def _dealt(words: Words, found: SupportFit, met: int) -> str:
    orders = words.count("orders", found.orders, "order")
    how = (
        f"all {orders}"
        if found.exact
        else f"{orders} drawn by lot, give or take {words.bare('error', 100 * found.draw_error, ERROR)} points"
    )
    schools = words.count("schools dealt", found.schools, "school")
    expected, as_many = words.number("expected", found.expected, NEEDS), words.count("met", met)
    return (
        f"{schools}, {expected} needs would have been met on average, and {as_many} or more in "
        f"{share_of_cases(words, found.chance)} ({how})"
    )


def _soon(words: Words, needs: AreaNeeds) -> str:
    if not needs.met:
        return ""
    half = "half of these" if needs.met > 1 else "this one"
    if needs.weeks <= 0:
        return (
            f", and had begun by the day of the review for {half} or more" if needs.met > 1 else ", before the review"
        )
    return f", {half} within {words.count('weeks', math.ceil(needs.weeks), 'week')} of the review"
