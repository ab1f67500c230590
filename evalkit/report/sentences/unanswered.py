"""What a refused question says in the place of every sentence, table and figure: why, and what would help."""

from __future__ import annotations

from evalkit.findings.finding import Unanswered
from evalkit.report.block import Block
from evalkit.report.words import Words, opened, stopped

NOT_ANSWERED = "this question could not be answered"


def unanswered(result: Unanswered) -> Block:
    """That the question could not be answered, why, what is needed, and the step that would help."""
    words = Words()
    begun = f"{opened(result.what)} cannot be shown here" if result.what else NOT_ANSWERED
    said = [stopped(begun) if result.what else f"{stopped(words.repeat('plan', result.question))} {stopped(begun)}"]
    for fault in result.faults:
        where, found, allowed, step = (
            words.repeat(name, " ".join(text.split()))
            for name, text in (
                ("where", fault.where),
                ("found", fault.found),
                ("allowed", fault.allowed),
                ("next", fault.next),
            )
        )
        told = f"Where: {stopped(where)} Found: {stopped(found)} Needed: {stopped(allowed)}"
        said.append(f"{told} What would help: {stopped(step)}")
    return words.block(f"{result.id}-unanswered", "\n\n".join(said), (result.id,))
