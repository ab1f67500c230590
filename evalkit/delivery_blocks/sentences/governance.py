"""Whether the partners met every month, and what became of what they decided."""

from __future__ import annotations

from evalkit.records.delivery.governance import Governance
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

PARTS = ("governance", "caught")
# More months than these are counted, not named.
NAMED_MONTHS = 4


def governance(result: Governance) -> Block:
    """Months with and without a meeting, then decisions by how they ended."""
    words = Words()
    held = len(result.months) - len(result.without)
    parts = [
        f"Those who steered the programme met in {words.count('months with a meeting', held)} of its "
        f"{words.count('months', len(result.months), 'month')}{_without(result, words)}."
    ]
    if result.decisions:
        ended = [
            f"{words.count('on time', result.on_time)} were carried out by the day set",
            f"{words.count('late', result.late)} later",
            f"{words.count('overdue', result.overdue)} were still open past their day at the end",
        ]
        parts.append(f"Of {words.count('decisions', result.decisions, 'decision')}, {listed(ended)}.")
    if result.governor_sessions:
        parts.append(
            f"{words.count('sessions held', result.governor_sessions_held)} of "
            f"{words.count('sessions planned', result.governor_sessions, 'session')} for governors were held."
        )
    return words.block("governance-answer", " ".join(parts))


def caught(result: Governance) -> Block:
    """How many decisions were about an indicator, and how often it turned afterwards."""
    words = Words()
    if not result.asked_about:
        return words.block("governance-caught-said", "No decision names the indicator that it was about.")
    about = words.count("decisions about an indicator", result.asked_about, "decision")
    turned = len(result.caught)
    return words.block(
        "governance-caught-said",
        f"{about} {'was' if result.asked_about == 1 else 'were'} about an indicator of the funder, "
        f"{words.count('taken while behind', result.behind)} of them while it was behind. {_turned(words, turned)}",
    )


def _turned(words: Words, turned: int) -> str:
    if not turned:
        return "None of these indicators did better soon afterwards."
    said = f"After {words.count('turned', turned)} of them the indicator soon did better"
    return f"{said}; whether because of the decision cannot be told."


def _without(result: Governance, words: Words) -> str:
    if not result.without:
        return ""
    if len(result.without) > NAMED_MONTHS:
        return f"; in {words.count('months without', len(result.without))} nobody met"
    named = listed(words.repeat("month", f"{month:%B %Y}") for month in result.without)
    return f"; nobody met in {named}"
