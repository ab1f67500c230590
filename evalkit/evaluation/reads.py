"""What stations read of a plan: named digests, each from the smallest part of the plan that decides it.

What only tells readers about a question never decides a number.
"""

from __future__ import annotations

from collections.abc import Iterable

from evalkit.delivery import DELIVERY
from evalkit.delivery.parts.account import INDICATORS
from evalkit.evaluation.bound_options import inferences_of
from evalkit.evaluation.file_digests import digest_of
from evalkit.evaluation.inputs import Inputs, digest
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.plans import Asked, as_plain, plain_options
from evalkit.evaluation.variables import last_year, measures_needed, outcome_years
from evalkit.programme.reading import programme_files
from evalkit.study.locked_plans import locked_plans
from evalkit.study.unobserved_need import need_of

# What a study says to its readers; no station computes with it.
TOLD_OF_STUDY = {
    "title": True,
    "name": True,
    "story": True,
    "components": True,
    "questions": True,
    "data": True,
    "report": True,
    "delivery": True,
    "surveys": True,
    "programme": {"name", "place", "fund", "aims", "summary"},
    "selection": {"by", "when", "how", "figure", "declined", "unobserved_need", "need_schools", "need_questions"},
}
TOLD_OF_QUESTION = {"asks", "status", "departs", "checks", "options", "smallest_of_interest"}
# What no page shows of a study: its story is told by sections, options of methods by the plan.
UNSEEN = {"story": True, "questions": {"__all__": {"options"}}}
OF_ESTIMATE = {"estimator", "inference"}


def whole_plan(asked: Asked) -> Inputs:
    """Return the plan with every option: what a station rests on that says nothing else."""
    return (("plan", str(as_plain(asked.plan)["digest"])),)


def study_as_seen(asked: Asked) -> Inputs:
    """Return what pages see of the study."""
    written = asked.study.model_dump(mode="json", exclude=UNSEEN)  # type: ignore[arg-type]
    return (("study", digest(written)),)


def story(asked: Asked) -> Inputs:
    """Return the study's story."""
    return (("story", digest(asked.study.story)),)


def locked(asked: Asked) -> Inputs:
    """Return the plans of the study that were locked, and where they were deposited; no number rests on them."""
    plans = [[plan.locked_at.isoformat(), plan.digest, plan.deposit] for plan in locked_plans(asked.study.folder)]
    return (("locked plans", digest(plans)),)


def programme_tables(asked: Asked) -> Inputs:
    """Return the files of the programme's own tables, with what the study says of how they are read."""
    files = {file.name: digest_of(file) for file in programme_files(asked.study)}
    return (("programme tables", digest([files, _told_of_delivery(asked)])),)


def delivery(asked: Asked) -> Inputs:
    """Return what accounts of the delivery look at of the study."""
    parts = {"programme", "components", "schools", "years", "seed"}
    told = asked.study.model_dump(mode="json", include=parts)
    return (("what was done", digest([told, _told_of_delivery(asked), asked.part])),)


def theory(asked: Asked) -> Inputs:
    """Return the theory of change, for the account that rests on what its indicators show."""
    if INDICATORS not in DELIVERY.get(asked.part).rests_on or asked.study.theory is None:
        return ()
    return (("theory of change", digest(asked.study.theory.model_dump(mode="json"))),)


def _told_of_delivery(asked: Asked) -> object:
    return asked.study.model_dump(mode="json", include={"delivery", "surveys", "schools"})


def rules_of_study(asked: Asked) -> Inputs:
    """Return what the study rules for every question, by part."""
    written = asked.study.model_dump(mode="json", exclude=TOLD_OF_STUDY)  # type: ignore[arg-type]
    return tuple((part, digest(content)) for part, content in written.items())


def measured(asked: Asked) -> Inputs:
    """Return what decides which tables are read, and which measures are added to them."""
    study = asked.study
    areas = [question for question in study.questions if of_areas(question)]
    schools = [question for question in study.questions if question not in areas]
    wanted = [
        sorted([name, *sorted(years)] for name, years in measures_needed(asked.plan, those).items())
        for those in (schools, areas)
    ]
    # A key that the study does not use rests on nothing: a later version that brings it changes no input.
    unused = {"folder", "attribution", *(() if study.data.codes else ("codes",))}
    return (
        ("data", digest(study.data.model_dump(mode="json", exclude=unused))),
        ("rules set aside", digest([override.model_dump() for override in study.years.overrides])),
        ("outcomes", digest([wanted, last_year(asked.plan)])),
        *_other_programmes(asked),
    )


def design(asked: Asked) -> Inputs:
    """Return what the question rules for its comparison, with the options of its design."""
    return (*_question(asked, OF_ESTIMATE), *_options(asked, (asked.question.design,)))


def methods(asked: Asked) -> Inputs:
    """Return what the question rules, with the options of design, estimator and inferences."""
    question = asked.question
    names = (question.design, question.estimator, *inferences_of(question))
    return (*_question(asked, set()), *_options(asked, names))


def check_options(asked: Asked) -> Inputs:
    """Return the options of the check asked for."""
    return ((f"options of {asked.part}", digest(plain_options(dict(asked.bound.options).get(asked.part)))),)


def outcome(asked: Asked) -> Inputs:
    """Return the question's outcome."""
    return (("outcome", digest(asked.question.outcome)),)


def interest(asked: Asked) -> Inputs:
    """Return the smallest difference that the question calls of interest."""
    return (("smallest of interest", digest(asked.question.smallest_of_interest)),)


def years(asked: Asked) -> Inputs:
    """Return the years in which the question looks at its outcome."""
    return (("years", digest(outcome_years(asked.plan, asked.question))),)


def words(asked: Asked) -> Inputs:
    """Return the question's own words, which stand in its finding."""
    told = asked.question.model_dump(mode="json", include={"asks", "status", "departs"})
    need = need_of(asked.study.selection, asked.study.questions, asked.question)
    return (("words of the question", digest([told, list(asked.question.inference), *([need] if need else [])])),)


def statuses(asked: Asked) -> Inputs:
    """Return the status of every question, which decides what is judged together."""
    return (("statuses", digest([[question.id, question.status] for question in asked.study.questions])),)


def _question(asked: Asked, without: set[str]) -> Inputs:
    told = asked.question.model_dump(mode="json", exclude=TOLD_OF_QUESTION | without)
    return tuple((part, digest(content)) for part, content in told.items())


def _options(asked: Asked, names: Iterable[str]) -> Inputs:
    bound = dict(asked.bound.options)
    return tuple((f"options of {name}", digest(plain_options(bound[name]))) for name in names if name in bound)


def _other_programmes(asked: Asked) -> Inputs:
    """Return what decides which schools count as being in another programme; nothing where none is listed."""
    if not asked.study.overlaps:
        return ()
    parts = {"overlaps", "programme", "schools", "years", "donors", "questions"}
    return (("other programmes", digest(asked.study.model_dump(mode="json", include=parts))),)
