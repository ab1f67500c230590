"""How each question of a study stands to the plans that were locked.

The plan that counts is the last one locked before this workspace had a record of reading results after the baseline;
where there is none such, the first. A deposit counts where what was deposited of a question is as in that plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from evalkit.data.publication_dates import public_by
from evalkit.evaluation.answers import answers
from evalkit.evaluation.planned.plan_changes import changes_of_question
from evalkit.evaluation.planned.plan_content import Content, content_of
from evalkit.evaluation.plans import Asked, Plan, estimand
from evalkit.evaluation.station import At
from evalkit.findings.finding import Answer
from evalkit.measures import MEASURES
from evalkit.records.plan_stamp import PlanStamp, PlanStanding
from evalkit.study.locked_plans import LockedPlan, locked_plans
from evalkit.study.model import Question

PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class _Locked:
    """The locked plans of a study, and the one that counts."""

    plans: tuple[LockedPlan, ...]

    @property
    def counts(self) -> LockedPlan:
        unread = [plan for plan in self.plans if not plan.read_before]
        return unread[-1] if unread else self.plans[0]

    def like(self, content: Content, question: str) -> tuple[LockedPlan, ...]:
        """Return the plans in which everything that decides the numbers of a question is as it is now."""
        return tuple(plan for plan in self.plans if not changes_of_question(plan.plan, content, question))


def stamps_of(plan: Plan) -> dict[str, PlanStamp]:
    """Return the stamp of each question, in the order of the study; a locked plan that was edited is refused."""
    locked, content = _Locked(locked_plans(plan.study.folder)), content_of(plan)
    return {question.id: _stamp(plan, question, locked, content) for question in plan.study.questions}


def stamped_answers(asked: Asked, at: At) -> tuple[Answer, ...]:
    """Return the answer to every question, in the order of the study, with how it stands to the locked plans."""
    stamps = stamps_of(asked.plan)
    return tuple(replace(one, stamp=stamps[one.id]) for one in answers(asked, at))


def stamp_of(asked: Asked, at: At) -> PlanStamp:
    """Return how one question stands to the locked plans."""
    return stamps_of(asked.plan)[asked.question.id]


def outcome_years_after(plan: Plan, question: Question) -> tuple[int, ...]:
    """Return the exam years after the baseline whose outcome answers a question."""
    what = estimand(plan.study, question)
    return tuple(sorted({what.cohort, *what.averaged} - set(what.baseline)))


def _stamp(plan: Plan, question: Question, locked: _Locked, content: Content) -> PlanStamp:
    years = outcome_years_after(plan, question)
    mapped = any(name in entry.columns for entry in plan.study.data.files for name in _made_of(question))
    public = None if mapped else public_by(years, _made_of(question))
    bare = PlanStamp(question.id, PlanStanding.NOT_LOCKED, results_of=years, public_since=public)
    if question.status != PLANNED:
        return replace(bare, standing=PlanStanding.EXPLORATORY)
    return _beside(bare, locked, content) if locked.plans else bare


def _beside(bare: PlanStamp, locked: _Locked, content: Content) -> PlanStamp:
    """Return the stamp of a planned question of a study that has locked plans."""
    same, counts, first = locked.like(content, bare.question), locked.counts, locked.plans[0]
    deposited = sorted((one for one in same if one.deposited is not None), key=lambda one: str(one.deposited))
    standing, reference = PlanStanding.CHANGED, counts
    # A deposit shows when a plan was there; it makes no plan of one that was changed after the results were read.
    if counts in same and deposited:
        standing, reference = PlanStanding.PLANNED, deposited[0]
    elif counts in same:
        standing = PlanStanding.FIXED
    stamp = replace(
        bare,
        standing=standing,
        digest=reference.digest,
        locked=reference.day,
        deposit=reference.deposit if standing is PlanStanding.PLANNED else "",
        deposited=reference.deposited if standing is PlanStanding.PLANNED else None,
        read_before=bool(reference.read_before),
    )
    if standing is PlanStanding.CHANGED:
        changes = changes_of_question(counts.plan, content, bare.question)
        return replace(stamp, changes=changes, relocked=same[0].day if same else None)
    earlier = changes_of_question(first.plan, content, bare.question)
    return replace(stamp, earlier=earlier, first_locked=first.day if earlier else None)


def _made_of(question: Question) -> tuple[str, ...]:
    measure = MEASURES.get(question.outcome)
    return measure.needs or (question.outcome,)
