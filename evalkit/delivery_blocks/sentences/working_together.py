"""Who worked with whom, in sentences."""

from __future__ import annotations

from statistics import median

from evalkit.core.quantity import Unit
from evalkit.numeric.networks import BeyondDegrees
from evalkit.records.delivery.working_together import WorkingTogether
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("working_together", "first_work", "change", "others", "providers")
MONTHS = Unit("months", 0)
PAIRS = Unit("pairs", 1)
# Fewer graphs with the same numbers of links than this can tell little.
FEW = 40


def working_together(result: WorkingTogether) -> Block:
    """How many schools worked with another in the last term, and in the first."""
    words = Words()
    if not result.terms:
        none = f"None of the {words.count('schools', result.schools, 'school')} is recorded as working with another."
        return words.block("working-together-answer", none)
    first, last = result.terms[0], result.terms[-1]
    working = words.count("schools working with another", last.schools - last.outside)
    every = words.count("schools", last.schools, "school")
    if result.special:
        every += f", {words.count('special', result.special, 'special school')} among them,"
    text = (
        f"In {words.repeat('term', last.term)}, {working} of {every} worked with at least one other school of the "
        f"programme, in {words.count('pairs', last.pairs, 'pair')}"
    )
    if first is not last:
        early = words.count("schools working with another", first.schools - first.outside)
        text += (
            f"; in {words.repeat('term', first.term)} it was {early} of {words.count('schools', first.schools)}, in "
            f"{words.count('pairs', first.pairs, 'pair')}"
        )
    return words.block("working-together-answer", f"{text}.")


def first_work(result: WorkingTogether) -> Block:
    """How long it took until a school's first joint work."""
    words = Words()
    had = len(result.months)
    if not had:
        return words.block("first-joint-work", "No school had any joint work with another.")
    text = (
        f"Half of the {words.count('schools', had, 'school')} that worked with another began within "
        f"{words.size('months', median(result.months), MONTHS)} of joining the programme, and the last after "
        f"{words.size('months', result.months[-1], MONTHS)}"
    )
    if result.never:
        text += f"; {words.count('never', result.never, 'school')} never did"
    return words.block("first-joint-work", f"{text}.")


def change(result: WorkingTogether) -> Block:
    """Whether the same schools went on working together, beside what their numbers of links alone would give."""
    words = Words()
    if result.kept is None:
        return words.block("working-together-change", "With one term, nothing can be said of how joint work changed.")
    last, kept = result.terms[-1], result.kept
    text = (
        f"Of the {words.count('pairs', last.pairs, 'pair')} of {words.repeat('term', last.term)}, "
        f"{words.count('kept', kept.observed)} had worked together in an earlier term."
    )
    if kept.graphs > 1:
        text += f" {_beside(words, kept)}"
    if kept.exact and kept.graphs < FEW:
        ways, tells = words.count("graphs", kept.graphs, "way"), "little" if kept.graphs > 1 else "nothing"
        text += f" So few schools, each with so many partners, can be joined in only {ways}, so this can tell {tells}."
    return words.block("working-together-change", text)


def others(result: WorkingTogether) -> Block:
    """How many of the authority's other schools, and of special schools, were reached."""
    words = Words()
    if not result.others:
        return words.block("other-schools-reached", "No school outside the programme is listed.")
    parts = [
        f"{words.count('reached', one.reached)} of {words.count('listed', one.listed)} {one.name} listed worked with "
        "schools of the programme"
        for one in result.others
    ]
    return words.block("other-schools-reached", ". ".join(parts) + ".")


def providers(result: WorkingTogether) -> Block:
    """What providers did with each other."""
    words, found = Words(), result.providers
    if found is None:
        return words.block("providers-together", "No session names its provider, so their joint work is not known.")
    text = (
        f"{words.count('providers', found.providers, 'provider')} held sessions on "
        f"{words.count('days', found.days, 'day')}, two "
        f"or more of them for the same school on {words.count('shared days', found.shared_days)}; "
        f"{words.count('schools', found.schools, 'school')} worked with two or more providers. "
        f"{words.count('agreed', found.agreed)} of the providers had signed an agreement."
    )
    return words.block("providers-together", text)


def _beside(words: Words, found: BeyondDegrees) -> str:
    return (
        f"Were partners drawn by lot, each school keeping how many it has, it would be about "
        f"{words.bare('expected', found.expected, PAIRS)} (mostly between {words.count('low', found.low)} and "
        f"{words.count('high', found.high)})."
    )
