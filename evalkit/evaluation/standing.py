"""What stands beside the number of a finding, gathered from the stations before it."""

from __future__ import annotations

from evalkit.description.exposure import exposure
from evalkit.design.parts.facts import ASKED_ABOUT
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.waves import waves_asked
from evalkit.findings.beside import Beside
from evalkit.inference.parts.margin import margin_of
from evalkit.records.comparison import Comparison
from evalkit.records.description import ExposureRow
from evalkit.records.detectable import Detectable
from evalkit.records.estimate import Estimate
from evalkit.study.model import Question, Study
from evalkit.tables.flow import Flow


def beside_of(
    study: Study, question: Question, comparison: Comparison, estimate: Estimate, noticed: Detectable
) -> Beside:
    """Return how many a finding is about, what it could notice, what is ruled out, and the teaching behind it."""
    asked = asked_of(comparison.flow)
    return Beside(
        asked=asked,
        targeted=question.schools == "targeted",
        smallest=noticed.smallest,
        power=noticed.power,
        margin=margin_of(estimate, question.smallest_of_interest),
        dose=_dose(study, question, estimate, asked),
        pupil_sd=noticed.pupil_sd,
    )


def asked_of(flow: Flow) -> int:
    """Return how many schools, or authorities, a question is about, before any was lost for what it lacks."""
    own = [step for step in flow.steps if step.group == "programme"]
    if not own:
        return 0
    return int(own[0].left if own[0].name == ASKED_ABOUT else own[0].entered)


def _dose(study: Study, question: Question, estimate: Estimate, asked: int) -> tuple[ExposureRow, ...]:
    """Return how much of their courses came after the start; a whole authority's pupils are in many schools."""
    if of_areas(question):
        return ()
    return exposure(waves_asked(study, question, asked), (estimate.estimand.cohort,)).rows
