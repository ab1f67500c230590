"""Methods by the names they have today: a plan may leave out a default, or use the name of an earlier version."""

from __future__ import annotations

from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.inference import INFERENCES
from evalkit.study.model import Question, Study

# A study's tables hold schools, or authorities, by year.
SHAPE = "panel"


def of_today(study: Study) -> Study:
    """Return the study with every method named, and named as it is today."""
    return study.model_copy(update={"questions": tuple(named_today(question) for question in study.questions)})


def named_today(question: Question) -> Question:
    """Return one question with every method named, and named as it is today."""
    design = DESIGNS.today(question.design) if question.design else DESIGNS.default(SHAPE)
    estimator = ESTIMATORS.today(question.estimator) if question.estimator else ESTIMATORS.default(SHAPE)
    inference = tuple(dict.fromkeys(INFERENCES.today(name) for name in question.inference))
    used = (question.design, question.estimator, *question.inference)
    renamed = {old: _today(old) for old in question.options if old in used}
    # Where a plan writes a table under both names, none is dropped: the old one is refused as used by nobody.
    options = {
        new if (new := renamed.get(name, name)) not in question.options else name: table
        for name, table in question.options.items()
    }
    return question.model_copy(
        update={"design": design, "estimator": estimator, "inference": inference, "options": options}
    )


def _today(name: str) -> str:
    registries = (DESIGNS, ESTIMATORS, INFERENCES)
    return next((new for registry in registries if (new := registry.today(name)) != name), name)
