"""Whether the comparison is fair, and who carries it."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.comparison import Balance, Comparison
from evalkit.report.block import Block
from evalkit.report.words import Words, listed, stopped

DISTANCE = Unit("school standard deviations", 2)
# Above this share of a school standard deviation a difference is called large; adjustment cannot be trusted with it.
LARGE_DIFFERENCE = 0.25


def comparison(result: Comparison) -> Block:
    """How many schools on each side, where they are, and what must be said of them."""
    words = Words()
    counts = result.counts
    parts = [
        f"{words.count('schools treated', counts.schools_treated, 'school')} with "
        f"{words.count('pupils treated', counts.pupils_treated, 'pupil')} in "
        f"{words.count('areas treated', counts.areas_treated, 'area')} are compared with "
        f"{words.count('comparison schools', counts.schools_comparison, 'similar school')} with "
        f"{words.count('comparison pupils', counts.pupils_comparison, 'pupil')} in "
        f"{words.count('comparison areas', counts.areas_comparison, 'other area')}."
    ]
    if result.balance is not None:
        parts.append(_carriers(words, result.balance))
    parts += [stopped(words.repeat("caveat", caveat)) for caveat in result.caveats]
    return words.block("comparison", " ".join(parts))


def balance(result: Comparison) -> Block:
    """How alike the two sides are, the widest difference named."""
    words = Words()
    found = result.balance
    if found is None or not found.rows:
        return words.block("balance", "This design has no comparison to balance.")
    rows = found.rows
    widest = max(rows, key=lambda row: abs(row.smd_after))
    size = words.size("widest difference", widest.smd_after, DISTANCE)
    side = "higher" if widest.smd_after > 0 else "lower"
    over = [row.label for row in rows if abs(row.smd_after) > LARGE_DIFFERENCE]
    verdict = (
        f"Differences above a quarter of a standard deviation remain in {listed(words.repeat('labels', one) for one in over)}: "
        "read the estimate with care."
        if over
        else "No difference is above a quarter of a standard deviation."
    )
    parts = [
        f"After matching, the widest of {words.count('variables', len(rows), 'difference')} looked at is in "
        f"{words.repeat('labels', widest.label)}: {size} {side} in the {words.count('schools treated', result.counts.schools_treated)} "
        "schools than in similar schools.",
        verdict,
        *(stopped(words.repeat("caution", row.caution)) for row in rows if row.caution),
    ]
    return words.block("balance", " ".join(dict.fromkeys(parts)))


def _carriers(words: Words, found: Balance) -> str:
    one_decimal = Unit("schools", 1)
    text = (
        f"Counting how unevenly they weigh, this is like "
        f"{words.bare('effective schools', found.effective_schools, one_decimal)} schools in "
        f"{words.bare('effective areas', found.effective_areas, one_decimal)} areas of equal weight"
    )
    if not found.carriers:
        return f"{text}."
    name, schools, share = found.carriers[0]
    return (
        f"{text}; the area that counts most is {words.repeat('areas', name)}, with "
        f"{words.count('schools of the first area', schools, 'school')} and "
        f"{words.percent('share of the first area', share)} of the weight."
    )
