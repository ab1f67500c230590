"""What of a plan is locked, and which parts of it decide the numbers of one question.

What decides no number is said in one place, `evalkit.evaluation.reads`: what no station computes with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from evalkit.design import DESIGNS
from evalkit.estimators import ESTIMATORS
from evalkit.evaluation.plans import Plan, as_plain
from evalkit.evaluation.reads import TOLD_OF_STUDY
from evalkit.inference import INFERENCES
from evalkit.sensitivity import CHECKS

Content = Mapping[str, object]
Words = Mapping[str, object]
TABLES = "tables"
# Where tables lie, who is thanked for them, and whether a plan is tried on invented ones first, is no part of it.
OF_TABLES = frozenset({"files", "register_file", "codes"})
# Of a question, what is only words, and what follows from the rest.
TOLD_OF_QUESTION = frozenset({"asks", "departs", "estimand"})
DIGEST, QUESTIONS = "digest", "questions"
# What is mere words of a study, by its place; of a list, in each of its entries. Stations hand reasons on to readers.
WORDS: Words = {
    **{key: dict.fromkeys(told, True) if isinstance(told, set) else told for key, told in TOLD_OF_STUDY.items()},
    "donors": {"reason": True, "rules": {"reason": True}},
    "schools": {"waves": {"name": True}},
    "years": {"overrides": {"reason": True}},
}


def content_of(plan: Plan) -> dict[str, object]:
    """Return the resolved plan with its digest, and how its tables are read, as plain values."""
    tables = plan.study.data.model_dump(mode="json", include=set(OF_TABLES))
    whole: dict[str, object] = json.loads(json.dumps({**as_plain(plan), TABLES: tables}, ensure_ascii=False))
    return whole


def shared(content: Content) -> dict[str, object]:
    """Return what decides numbers of every question: schools, years, donors, selection, seed, tables."""
    kept = {key: value for key, value in content.items() if key not in (DIGEST, QUESTIONS)}
    return {key: value for key, value in _parted(kept, WORDS, words=False).items() if WORDS.get(key) is not True}


def told(content: Content) -> dict[str, object]:
    """Return what only tells readers something: titles, aims, strands, reasons, authors, how questions are put."""
    kept = {key: value for key, value in content.items() if key in WORDS and key != QUESTIONS}
    asked = {name: _only(one, TOLD_OF_QUESTION - {"estimand"}) for name, one in questions_of(content).items()}
    return {**_parted(kept, WORDS, words=True), QUESTIONS: asked}


def _parted(content: Content, named: Words, *, words: bool) -> dict[str, object]:
    """Return what is mere words of a part of a plan, or the rest; the id of an entry stays with both."""
    found: dict[str, object] = {}
    for key, value in content.items():
        which = named.get(key)
        if isinstance(which, Mapping) and isinstance(value, Mapping):
            found[key] = _parted(value, which, words=words)
        elif isinstance(which, Mapping) and isinstance(value, list):
            found[key] = [_parted(one, which, words=words) for one in value]
        elif (which is True) is words or key == "id":
            found[key] = value
    return found


def own(content: Content, question: str) -> dict[str, object] | None:
    """Return what decides the numbers of one question alone, under today's names; None where it is not asked.

    The questions of the same status are part of it: they are judged together.
    """
    asked = questions_of(content)
    if question not in asked:
        return None
    one = _named_today(asked[question])
    together = [name for name, other in asked.items() if other["status"] == one["status"]]
    return {**{key: value for key, value in one.items() if key not in TOLD_OF_QUESTION}, "judged_together": together}


def questions_of(content: Content) -> dict[str, dict[str, object]]:
    """Return the questions of a plan by their ids, in order."""
    asked = content[QUESTIONS]
    assert isinstance(asked, list)
    return {str(one["id"]): one for one in asked}


def _only(question: dict[str, object], keys: frozenset[str]) -> dict[str, object]:
    return {key: value for key, value in question.items() if key in keys}


def _named_today(question: dict[str, object]) -> dict[str, object]:
    """Return a question with its methods under the names that they have today."""
    named = {**question, "design": DESIGNS.today(str(question["design"]))}
    named["estimator"] = ESTIMATORS.today(str(question["estimator"]))
    for key, registry in (("inference", INFERENCES), ("checks", CHECKS)):
        listed = question[key]
        assert isinstance(listed, list)
        named[key] = [registry.today(str(name)) for name in listed]
    options = question["options"]
    assert isinstance(options, dict)
    named["options"] = {_today(name): table for name, table in options.items()}
    return named


def _today(name: str) -> str:
    registries = (DESIGNS, ESTIMATORS, INFERENCES, CHECKS)
    return next((new for registry in registries if (new := registry.today(name)) != name), name)
