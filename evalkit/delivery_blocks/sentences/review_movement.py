"""How ratings moved between the first and the last review, in words."""

from __future__ import annotations

import math

from evalkit.records.delivery.review_movement import ReviewMovement
from evalkit.report.block import Block
from evalkit.report.sentences.parts.chance_words import share_of_cases
from evalkit.report.words import Words, listed

PARTS = ("review_movement", "schools", "front_departments")


def review_movement(result: ReviewMovement) -> Block:
    """Ratings that rose, stayed and fell, with what stands against reading more into them."""
    words = Words()
    if not result.ratings:
        text = (
            "No area was judged by outsiders of one kind at two reviews, so nothing can be said of how ratings moved."
        )
        return words.block("departments-answer", text)
    joint = dict(result.judges)["joint"]
    shared = f" ({words.count('joint', joint)} given jointly with the department)" if joint else ""
    text = (
        f"Of {words.count('ratings', result.ratings, 'rating')} by outside reviewers{shared}, "
        f"{words.count('rose', result.rose)} rose by the last review, {words.count('stayed', result.stayed)} stayed "
        f"and {words.count('fell', result.fell)} fell.\n\nThe raters belonged to the project and may have expected a "
        "rise, and departments without the programme were not rated."
    )
    return words.block("departments-answer", text)


def front_departments(result: ReviewMovement) -> Block:
    """How many ratings rose and fell, in one line; nothing where no area was judged twice."""
    words = Words()
    if not result.ratings:
        return words.block("front-departments", "")
    return words.block(
        "front-departments",
        f"{words.count('rose', result.rose)} of {words.count('ratings', result.ratings, 'rating')} by its own outside "
        f"reviewers rose and {words.count('fell', result.fell)} fell.",
    )


def schools(result: ReviewMovement) -> Block:
    """Schools by the way in which most of their areas moved, who rated them, and the sign test."""
    words = Words()
    if not result.ratings:
        return words.block("review-movement-schools", "No school has an area that was judged twice.")
    judges = listed(f"{words.count(judge, count)} by {judge} judges" for judge, count in result.judges if count)
    parts = [
        f"In {words.count('schools rose', result.schools_rose)} of {words.count('schools', result.schools, 'school')} "
        f"more areas rose than fell, and in {words.count('schools fell', result.schools_fell)} more fell than rose."
    ]
    if math.isnan(result.chance):
        parts.append(f"A test is made from {words.count('least', result.least, 'school')} on.")
    else:
        parts.append(
            "Were schools as likely to fall as to rise, a split at least this uneven would come up in "
            f"{share_of_cases(words, result.chance)}."
        )
    if judges:
        parts.append(f"Both ratings of an area are by one kind of judge: {judges}.")
    if result.once:
        parts.append(
            f"{words.count('once', result.once, 'area')} of single schools that outsiders judged only once "
            f"{'is' if result.once == 1 else 'are'} left out."
        )
    return words.block("review-movement-schools", " ".join(parts))
