"""Whether the comparison is fair, and who carries it."""

from __future__ import annotations

from evalkit.core.quantity import Unit
from evalkit.records.comparison import Balance, BalanceRow, Comparison
from evalkit.report.block import Block
from evalkit.report.sentences.parts.estimate_words import KINDS, SCHOOLS, Kind
from evalkit.report.sentences.parts.likeness import LARGE_DIFFERENCE
from evalkit.report.words import Words, listed, stopped

# Decimals of a distance in standard deviations.
DECIMALS = 2


def comparison(result: Comparison) -> Block:
    """How many schools on each side, where they are, and what must be said of them."""
    words = Words()
    counts = result.counts
    kind = KINDS[result.counts.kind]
    studied = words.count("units treated", counts.units_treated, kind.one, kind.many)
    others = words.count("comparison units", counts.units_comparison, f"comparison {kind.one}", kind.like)
    own = _where(words, (counts.pupils_treated, counts.areas_treated), kind, "area", "treated")
    theirs = _where(words, (counts.pupils_comparison, counts.areas_comparison), kind, "other area", "comparison")
    verb = "is" if counts.units_treated == 1 else "are"
    parts = [f"{studied}{own} {verb} compared with {others}{theirs}."]
    if result.balance is not None:
        parts.append(_carriers(words, result.balance, kind))
    parts += [stopped(words.repeat("caveat", caveat)) for caveat in result.caveats]
    return words.block("comparison", " ".join(parts))


def answer(result: Comparison) -> Block:
    """How many there are on the other side, from where, and on how many measures both are alike, in one line."""
    words, counts = Words(), result.counts
    kind = KINDS[counts.kind]
    text = words.count("comparison units", counts.units_comparison, f"comparison {kind.one}", kind.like)
    if kind is SCHOOLS:
        text = f"{text} from {words.count('areas comparison', counts.areas_comparison, 'area')}"
    rows = result.balance.rows if result.balance is not None else ()
    if rows:
        alike = words.count("alike", sum(abs(row.smd_after) <= LARGE_DIFFERENCE for row in rows))
        text = f"{text}, alike before the start on {alike} of {words.count('measures', len(rows), 'measure')}"
    return words.block("comparison-answer", f"{text}.")


def balance(result: Comparison) -> Block:
    """How alike the two sides are, the widest difference named."""
    words = Words()
    found = result.balance
    if found is None or not found.rows:
        return words.block("balance", "This design has no comparison to balance.")
    matched = [row for row in found.rows if row.matched_on] or list(found.rows)
    beside = [row for row in found.rows if row not in matched]
    widest = max(matched, key=lambda row: abs(row.smd_after))
    over = [row.label for row in matched if abs(row.smd_after) > LARGE_DIFFERENCE]
    verdict = (
        "Differences above a quarter of a standard deviation remain in "
        f"{listed(words.repeat('labels', one) for one in over)}: read the estimate with care."
        if over
        else "No difference in what was matched on is above a quarter of a standard deviation."
    )
    many = words.count("variables", len(matched), "characteristic")
    kind = KINDS[result.counts.kind]
    alone = kind is not SCHOOLS and result.counts.units_treated == 1
    number = result.counts.units_treated
    treated = f"{kind.one} studied" if alone else words.count("units treated", number, kind.one, kind.many)
    if round(widest.smd_after, DECIMALS) == 0:
        first = [f"The means of {many} are the same in the {treated} and in {kind.like}."]
    else:
        first = [
            f"Of {many} matched on, the widest difference is in {_difference(words, widest, kind)} in the {treated} "
            f"than in {kind.like}.",
            verdict,
        ]
    parts = [
        *first,
        *(f"Not matched on: {_difference(words, row, kind)}{_large(row)}." for row in beside),
        *(
            stopped(f"{words.repeat('labels', row.label)}: {words.repeat('caution', row.caution)}")
            for row in matched
            if row.caution
        ),
    ]
    return words.block("balance", " ".join(dict.fromkeys(parts)))


def _difference(words: Words, row: BalanceRow, kind: Kind) -> str:
    size = words.size(row.variable, row.smd_after, Unit(f"{kind.one} standard deviations", DECIMALS))
    return f"{words.repeat('labels', row.label)}: {size} {'higher' if row.smd_after > 0 else 'lower'}"


def _large(row: BalanceRow) -> str:
    return ", more than a quarter of one" if abs(row.smd_after) > LARGE_DIFFERENCE else ""


def _where(words: Words, counts: tuple[int | None, int], kind: Kind, area: str, side: str) -> str:
    """Return how many pupils they have, where that is known, and where they lie; an authority is its own area."""
    pupils, areas = counts
    told = "" if pupils is None else f" with {words.count(f'pupils {side}', pupils, 'pupil')}"
    return told if kind is not SCHOOLS else f"{told} in {words.count(f'areas {side}', areas, area)}"


def _carriers(words: Words, found: Balance, kind: Kind) -> str:
    one_decimal = Unit(kind.many, 1)
    alike = f"{words.bare('effective units', found.effective_units, one_decimal)} {kind.many}"
    if kind is SCHOOLS:
        alike += f" in {words.bare('effective areas', found.effective_areas, one_decimal)} areas"
    text = f"Counting how unevenly they weigh, this is like {alike} of equal weight"
    if not found.carriers:
        return f"{text}."
    name, units, share = found.carriers[0]
    if kind is not SCHOOLS and round(found.effective_units, 1) == len(found.carriers):
        return "Each of them weighs the same."
    which = "the area that counts most" if kind is SCHOOLS else f"the {kind.one} that counts most"
    many = f"{words.count('units of the first area', units, kind.one, kind.many)} and " if kind is SCHOOLS else ""
    return (
        f"{text}; {which} is {words.repeat('areas', name)}, with {many}"
        f"{words.percent('share of the first area', share)} of the weight."
    )
