"""A finding: one question answered, with everything that belongs beside the number."""

from __future__ import annotations

from dataclasses import dataclass

from evalkit.core.errors import Fault
from evalkit.findings.beside import NOTHING_BESIDE, Beside
from evalkit.records.base_year import BaseYear
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Balance
from evalkit.records.estimate import Estimate
from evalkit.records.family import QuestionFamily
from evalkit.records.own_schools import OwnStanding
from evalkit.records.plan_stamp import PlanStamp


@dataclass(frozen=True, slots=True)
class Finding:
    """The only source of numbers for words.

    Attributes
    ----------
    id : str
        ``<question>[.<population>][.<outcome>]``, such as ``attainment``.
    question : str
        What was asked, in the study's words.
    status : str
        ``planned`` or ``exploratory``.
    estimate : Estimate
        With its inferences, the declared primary first.
    checks : tuple of CheckResult
        In the order of the plan.
    balance : Balance or None
        How fair the comparison is.
    rule_primary : str
        The primary inference that the design alone would choose; empty when none.
    rule_reason : str
        Why, as one sentence.
    departs : str
        The study's reason for another primary; empty if it follows the rule.
    caveats : tuple of str
        Sentences the report must print.
    base_year : BaseYear or None
        The year that the change is counted from, where it lies below or above both its neighbours.
    standing : OwnStanding or None
        How many of the programme's schools are compared, and why others are not; None where nobody counted.
    beside : Beside
        How many it is about, what it could notice, what is ruled out, and how much teaching was behind it.
    family : QuestionFamily or None
        The questions it is judged with; None where it was not asked in a study.
    unobserved_need : str
        The need, which no table shows, on which the schools were chosen; empty if there was none. What the primary
        inference assumes of them is then known to be untrue, and the check `assumed_selection` shows a range.
    stamp : PlanStamp or None
        How the question stands to the plans that were locked; None where nobody asked, as on a page.
    """

    id: str
    question: str
    status: str
    estimate: Estimate
    checks: tuple[CheckResult, ...]
    balance: Balance | None
    rule_primary: str
    rule_reason: str
    departs: str
    caveats: tuple[str, ...]
    base_year: BaseYear | None = None
    standing: OwnStanding | None = None
    beside: Beside = NOTHING_BESIDE
    family: QuestionFamily | None = None
    unobserved_need: str = ""
    stamp: PlanStamp | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was refused: it has its place in the report, with the refusal in words.

    Attributes
    ----------
    id, question, status : str
        As of a finding.
    faults : tuple of Fault
        What was found, what is allowed, and what would help.
    exit_code : int
        Of the kind of refusal, for the command that made the report.
    what : str
        What of the question cannot be shown; empty where the question itself cannot be answered.
    stamp : PlanStamp or None
        As of a finding.
    """

    id: str
    question: str
    status: str
    faults: tuple[Fault, ...]
    exit_code: int
    what: str = ""
    stamp: PlanStamp | None = None


Answer = Finding | Unanswered
