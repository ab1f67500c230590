"""Whether the programme was delivered as planned, in sentences."""

from __future__ import annotations

from evalkit.records.delivery.fidelity import Fidelity, RuleKept
from evalkit.report.block import Block
from evalkit.report.words import Words

PARTS = ("fidelity",)
NONE = "The plan fixed no rule by which one could say whether the programme was delivered as meant."


def fidelity(result: Fidelity) -> Block:
    """How many schools keep every rule, and the rule that fewest keep."""
    words = Words()
    if not result.rules:
        return words.block("fidelity-answer", NONE)
    rules = words.count("rules", len(result.rules), "rule")
    parts = [
        f"{words.count('all kept', result.all_kept)} of {words.count('schools', result.total, 'school')} kept every "
        f"one of the {rules} of delivery fixed in the plan, as far as it is known."
    ]
    judged = [one for one in result.rules if one.kept + one.broken]
    if len(judged) > 1:
        least = min(judged, key=_share)
        parts.append(
            f"The rule that fewest kept is “{words.repeat('rule', least.what.rstrip('.'))}”: "
            f"{words.count('kept', least.kept)} of {words.count('judged', least.kept + least.broken)}."
        )
    return words.block("fidelity-answer", " ".join(parts))


def _share(one: RuleKept) -> float:
    return one.kept / (one.kept + one.broken)
