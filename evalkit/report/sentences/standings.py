"""How many checks hold, raise doubt or could not tell."""

from __future__ import annotations

from evalkit.findings.finding import Finding
from evalkit.records.check import CheckResult, CheckStanding
from evalkit.report.block import Block
from evalkit.report.words import Words, listed

NONE_ASKED = "The plan puts no check to this estimate, so nothing is known of how easily it could be wrong."
NOT_PASSED = "A check that could not tell is not one that was passed."
OF_ONE = {
    CheckStanding.HOLDS: "The estimate was put to one check of how easily it could be wrong, and holds",
    CheckStanding.RAISES_DOUBT: "The one check of how easily this could be wrong raises doubt",
    CheckStanding.COULD_NOT_TELL: "The one check of how easily this could be wrong could not tell",
}


def checks_counted(finding: Finding) -> Block:
    """Count the checks by what they leave of the estimate, and name those that raise doubt."""
    words = Words()
    return words.block(f"{finding.id}-checks-counted", counted(words, finding.checks), (finding.id,))


def counted(words: Words, checks: tuple[CheckResult, ...]) -> str:
    """Return the sentence, quoting its counts through ``words``."""
    if not checks:
        return NONE_ASKED
    if len(checks) == 1:
        return f"{OF_ONE[checks[0].standing]}: {_asked(words, checks[0])}"
    doubting = [check for check in checks if check.standing is CheckStanding.RAISES_DOUBT]
    holding, open_ = (_number(checks, one) for one in (CheckStanding.HOLDS, CheckStanding.COULD_NOT_TELL))
    unanswered = sum(not check.answered for check in checks)
    many = words.count("checks", len(checks), "check")
    told = [_told(words, "hold", holding), _told(words, "raise doubt", len(doubting))]
    if open_:
        told.append(f"{words.count('checks that could not tell', open_)} could not tell")
    lacking = f", {words.count('checks not answered', unanswered)} of them not answered" if unanswered else ""
    opening = f"Of {many} of how easily this could be wrong, {listed(told)}{lacking}."
    if not doubting:
        return opening
    return f"{opening} Doubt is raised by: {listed(_asked(words, check) for check in doubting)}"


def _asked(words: Words, check: CheckResult) -> str:
    """Return what a check asks, in its own words."""
    asks = words.repeat("check", check.asks).strip()
    return f"“{asks if asks.endswith('?') else f'{asks}?'}”"


def _number(checks: tuple[CheckResult, ...], standing: CheckStanding) -> int:
    return sum(check.standing is standing for check in checks)


def _told(words: Words, verb: str, number: int) -> str:
    first, _, rest = verb.partition(" ")
    if number > 1:
        return f"{words.count(f'checks that {verb}', number)} {verb}"
    who = words.count(f"checks that {verb}", number) if number else "none"
    return f"{who} {first}s {rest}".strip()
