"""Who was not reached, in a sentence or two."""

from __future__ import annotations

from evalkit.records.delivery.not_reached import NotReached
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("not_reached",)


def not_reached(result: NotReached) -> Block:
    """Schools and teachers that no register names, and the strands that schools passed by."""
    words = Words()
    schools = words.count("schools", result.schools, "school")
    nobody = (
        f"From {words.count('nobody', result.nobody)} of {schools} nobody came to anything."
        if result.nobody
        else f"Somebody came from each of the {schools}."
    )
    parts = [nobody]
    if result.counted:
        parts.append(
            f"In the {words.count('counted', result.counted, 'department')} that were counted, at least "
            f"{words.count('unmet', result.posts_unmet, 'teacher')} of maths stand in no register as having come."
        )
    missed = [one for one in result.strands if one.missed]
    if missed:
        told = [
            f"{words.repeat('strand', one.strand)} ({words.count('missed', one.missed)} of "
            f"{words.count('offered', one.offered)})"
            for one in missed
        ]
        parts.append(f"Schools that were offered a strand and sent nobody: {listed(told)}.")
    unknown = [words.repeat("strand", one.strand) for one in result.strands if not one.registered]
    if unknown:
        parts.append(f"Nobody kept a register of {listed(unknown)}, so that who was missed there is not known.")
    return words.block("not-reached-answer", " ".join(parts))
