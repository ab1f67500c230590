"""The theory of change: each arrow with what the indicator that tests it gives, and what is left without the other."""

from __future__ import annotations

from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import INDICATORS, Account, DeliveryInputs
from evalkit.records.delivery.record import DeliveryRecord, NotKept
from evalkit.records.delivery.theory_of_change import ChangeArrow, ChangeStep, ChangeTheory, LooseIndicator
from evalkit.study.theory_of_change import ACCOUNT as OF_ACCOUNT
from evalkit.study.theory_of_change import FILE, FINDING, LEVELS, PART, TheoryArrow, TheoryOfChange

SUMMARY = "what was expected to follow from what, and what tests it"


def run(inputs: DeliveryInputs) -> DeliveryRecord:
    """Return the theory with the answers of its indicators; without one, what would be needed."""
    theory = inputs.study.theory
    if theory is None:
        missing = ((f"the file {FILE}", "each step and each arrow"),)
        return NotKept(account="theory-of-change", summary=SUMMARY, tables=missing)
    held = {step.level for step in theory.steps}
    return ChangeTheory(
        levels=tuple(level for level in LEVELS if level in held),
        steps=tuple(ChangeStep(step.id, step.level, step.says) for step in theory.steps),
        arrows=tuple(_arrow(arrow, inputs) for arrow in theory.arrows),
        loose=_loose(theory, inputs),
    )


def _arrow(arrow: TheoryArrow, inputs: DeliveryInputs) -> ChangeArrow:
    tested = arrow.indicator.partition(".")[0]
    answer = inputs.indicators.get(tested)
    return ChangeArrow(
        start=arrow.start,
        end=arrow.end,
        because=arrow.because,
        indicator=arrow.indicator,
        about=_about(arrow, inputs),
        part=arrow.tested_by(PART),
        shows=arrow.shows,
        answer=answer,
        recorded=answer is not None and not isinstance(answer, NotKept) and tested not in inputs.refused,
    )


def _about(arrow: TheoryArrow, inputs: DeliveryInputs) -> str:
    account, question = arrow.tested_by(OF_ACCOUNT), arrow.tested_by(FINDING)
    if account:
        return DELIVERY.get(account).summary
    return inputs.study.question(question).asks if question else ""


def _loose(theory: TheoryOfChange, inputs: DeliveryInputs) -> tuple[LooseIndicator, ...]:
    named = set(theory.indicators(OF_ACCOUNT)), set(theory.indicators(FINDING))
    accounts = [
        LooseIndicator(f"{OF_ACCOUNT}:{name}", account.summary)
        for name, account in sorted(DELIVERY.parts().items())
        if name not in named[0] and account.needs and inputs.kept.has(*account.needs)
    ]
    questions = [
        LooseIndicator(f"{FINDING}:{question.id}", question.asks)
        for question in inputs.study.questions
        if question.id not in named[1]
    ]
    return (*accounts, *questions)


ACCOUNT = Account(
    summary=SUMMARY,
    called="expected steps",
    run=run,
    rests_on=(INDICATORS,),
    checked_against=("tests/unit/delivery/test_theory_of_change.py",),
)
