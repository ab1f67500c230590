"""From a study to its analyses, and the resolved plan with every default written out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, is_dataclass, replace
from hashlib import sha256

from evalkit.core.errors import Fault, StudyFileError
from evalkit.core.estimand import Estimand
from evalkit.data.lineage.followed_schools import JOINED_SCHOOLS, ONE_SCHOOL
from evalkit.data.overlaps import NO_PROGRAMME, OTHER_PROGRAMME
from evalkit.design.parts.averages import averaged_over
from evalkit.design.parts.programme import schools_of_areas
from evalkit.design.parts.whole_areas import Reach, reach, whole_areas
from evalkit.evaluation.bound_options import Bound, bind, of_today
from evalkit.evaluation.covariate_dates import measured_after, rules_after
from evalkit.evaluation.fidelity_rules import unknown_indicators
from evalkit.evaluation.outcome_levels import AREA, of_areas
from evalkit.measures import MEASURES
from evalkit.records.analysis import Analysis, AreaRule, DonorPool, DonorRule, SelectionRule
from evalkit.study.model import Question, Study, StudyFile
from evalkit.tables.panel import Panel

Plain = dict[str, object]
# Keys of study.toml that came after plans could be locked.
LATER_KEYS = ("delivery", "surveys")
NOT_ONE_SCHOOL = "Schools that merged or split cannot be followed as one school"
IN_ANOTHER_PROGRAMME = "Schools in another programme at the same time are no untreated comparison"


@dataclass(frozen=True, slots=True)
class Plan:
    """A study with every method bound.

    Attributes
    ----------
    study : Study
        As written.
    bound : tuple of (str, Bound)
        Methods and options by question.
    """

    study: Study
    bound: tuple[tuple[str, Bound], ...]

    def methods(self, question: str) -> Bound:
        """Return the bound methods of one question."""
        return dict(self.bound)[question]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question resolved once, as it travels along the line; of the study as a whole where it names none.

    Attributes
    ----------
    plan : Plan
        The study with every method bound.
    of : Question or None
        The question; None for what serves all of them.
    part : str
        Which part of a station, such as the name of one check; empty otherwise.
    """

    plan: Plan
    of: Question | None = None
    part: str = ""

    @property
    def study(self) -> Study:
        """The study as written."""
        return self.plan.study

    @property
    def question(self) -> Question:
        """The question; what serves all of them has none."""
        assert self.of is not None
        return self.of

    @property
    def bound(self) -> Bound:
        """The question's methods with their options."""
        return self.plan.methods(self.question.id)


def bind_study(study: Study) -> tuple[Plan, tuple[Fault, ...]]:
    """Bind every question of the study and return every fault of its methods and options."""
    study = of_today(study)
    bound = [
        (question.id, bind(question, f"study.toml, [[questions]] {number} ({question.id})"))
        for number, question in enumerate(study.questions, 1)
    ]
    faults = [fault for _, methods in bound for fault in methods.faults]
    faults += [
        fault
        for number, (question, (_, methods)) in enumerate(zip(study.questions, bound, strict=True), 1)
        for fault in measured_after(study, question, methods, f"study.toml, [[questions]] {number} ({question.id})")
    ]
    return Plan(study, tuple(bound)), (
        *_of_authorities(study),
        *rules_after(study),
        *faults,
        *unknown_indicators(study),
    )


def estimand(study: Study, question: Question) -> Estimand:
    """Return what a question estimates."""
    measure = MEASURES.get(question.outcome)
    return Estimand(
        outcome=question.outcome,
        population=question.population,
        cohort=question.cohort or study.years.cohort,
        baseline=question.baseline or study.years.baseline,
        weighting=question.weighting,
        label=measure.label,
        unit=measure.unit,
        level=measure.level,
        averaged=question.averaged,
    )


def question_of(study: Study, identifier: str) -> Question:
    """Return one of the study's questions; any other is refused with those there are."""
    known = [question.id for question in study.questions]
    if identifier not in known:
        raise StudyFileError.one(
            where=f"study {study.name}, question",
            found=identifier,
            allowed=", ".join(known),
            next="ask one of the study's questions, or add it to study.toml",
        )
    return study.question(identifier)


def analysis_of(asked: Asked, panel: Panel, areas: Panel | None = None) -> Analysis:
    """Return the analysis of one question, on the panel of schools or of areas that holds its outcome."""
    study, question, methods = asked.study, asked.question, asked.bound
    programme = programme_of(study, panel)
    if areas is not None and of_areas(question):
        return _analysis_of_areas(asked, areas, reach(panel, programme, max(study.years.baseline)))
    targeted = _schools(panel, (school.urn for school in study.schools.list if school.role == "targeted"))
    what = _as_used(estimand(study, question), panel)
    return Analysis(
        data=averaged_over(panel, what.outcome, what.cohort, what.averaged),
        estimand=what,
        treated=targeted if question.schools == "targeted" else programme,
        programme=programme,
        donors=_donors(study, panel),
        selection=selection_of(study),
        chose=study.selection.chose,
        area_rule=area_rule_of(study, question),
        design=question.design,
        design_options=methods.of(question.design),
        estimator=question.estimator,
        estimator_options=methods.of(question.estimator),
        inference=question.inference,
        seed=study.seed,
        question=question.id,
    )


def _analysis_of_areas(asked: Asked, areas: Panel, found: Reach) -> Analysis:
    """Return the analysis of one question about whole authorities; rules about schools do not bind authorities."""
    study, question, methods = asked.study, asked.question, asked.bound
    programme = whole_areas(found, question.id)
    what = _as_used(estimand(study, question), areas)
    return Analysis(
        data=averaged_over(areas, what.outcome, what.cohort, what.averaged),
        estimand=what,
        treated=programme,
        programme=programme,
        donors=DonorPool(exclude_areas=study.donors.exclude_areas, own=study.donors.own),
        chose=study.selection.chose,
        area_rule=area_rule_of(study, question),
        design=question.design,
        design_options=methods.of(question.design),
        estimator=question.estimator,
        estimator_options=methods.of(question.estimator),
        inference=question.inference,
        seed=study.seed,
        question=question.id,
    )


def _as_used(what: Estimand, panel: Panel) -> Estimand:
    """Return the estimand with its outcome called by what the tables give of it in its years."""
    return replace(what, label=MEASURES.get(what.outcome).labelled(panel, what.years()))


def as_plain(plan: Plan) -> Plain:
    """Return the resolved plan with all defaults and its digest, ready for the record."""
    study = plan.study
    # What a study does not use rests on nothing: a key that a later version brought changes no earlier plan.
    unused = {name for name in LATER_KEYS if getattr(study, name) == StudyFile.model_fields[name].default}
    written: Plain = {
        **study.model_dump(mode="json", exclude={"questions", "story", "data", "name", *unused}),
        "questions": [_plain_question(plan, question) for question in study.questions],
    }
    digest = sha256(json.dumps(written, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return {**written, "digest": digest}


def _plain_question(plan: Plan, question: Question) -> Plain:
    methods = plan.methods(question.id)
    return {
        **question.model_dump(mode="json", exclude={"options"}),
        "estimand": str(estimand(plan.study, question)),
        "cohort": question.cohort or plan.study.years.cohort,
        "baseline": list(question.baseline or plan.study.years.baseline),
        "options": {name: plain_options(options) for name, options in methods.options},
    }


def plain_options(options: object) -> Plain:
    """Return the bound options of a method as plain values."""
    return asdict(options) if is_dataclass(options) and not isinstance(options, type) else {}


def programme_of(study: Study, panel: Panel) -> frozenset[int]:
    """Return every school of the programme, under the numbers by which the panel follows schools."""
    if study.schools.rule is not None:
        return schools_of_areas(panel, study.schools.rule.areas, max(study.years.baseline))
    return _schools(panel, (school.urn for school in study.schools.list))


def _schools(panel: Panel, numbers: Iterable[int]) -> frozenset[int]:
    """Return the schools of these numbers, whatever their numbers became: who was in the programme stays in it."""
    listed = list(numbers)
    known = listed if panel.lineages is None else panel.lineages.of(listed).tolist()
    return frozenset(int(school) for school in known)


def rules_of(study: Study) -> tuple[DonorRule, ...]:
    """Return the study's own rules for comparison schools."""
    return tuple(
        DonorRule(rule.variable, rule.year, rule.among, rule.at_least, rule.at_most, rule.reason)
        for rule in study.donors.rules
    )


def selection_of(study: Study) -> SelectionRule | None:
    """Return the rule by which schools were chosen, if there was one."""
    rule = study.selection.chosen_on
    return (
        None
        if rule is None
        else SelectionRule(rule.variable, rule.year, rule.below, rule.above, rule.lowest, rule.unmet)
    )


def area_rule_of(study: Study, question: Question) -> AreaRule | None:
    """Return the rule by which the area was picked; None for a question at whose level its figure is not known."""
    rule = study.selection.area_chosen_on
    if rule is None or (rule.variable in MEASURES.names() and MEASURES.get(rule.variable).level == AREA) != of_areas(
        question
    ):
        return None
    return AreaRule(rule.variable, rule.years(), rule.below, rule.lowest, rule.of or "")


def _of_authorities(study: Study) -> tuple[Fault, ...]:
    """Return a fault where an area is said to have been picked on a figure that questions about schools cannot use."""
    rule = study.selection.area_chosen_on
    if rule is None or rule.variable not in MEASURES.names() or MEASURES.get(rule.variable).level != AREA:
        return ()
    outcomes = [question.outcome for question in study.questions if question.outcome in MEASURES.names()]
    if all(MEASURES.get(outcome).level == AREA for outcome in outcomes):
        return ()
    return (
        Fault(
            where="study.toml, [selection], area_chosen_on, variable",
            found=f"{rule.variable}, a figure of authorities",
            allowed="a figure of schools, whose mean over an area's schools is taken",
            next="name the same figure of schools, such as p8 for area_p8",
        ),
    )


def _donors(study: Study, panel: Panel) -> DonorPool:
    rules = list(rules_of(study))
    if study.donors.joined == "exclude" and panel.has(JOINED_SCHOOLS):
        rules.append(DonorRule(JOINED_SCHOOLS, among=(ONE_SCHOOL,), reason=NOT_ONE_SCHOOL))
    if study.donors.overlap == "exclude" and panel.has(OTHER_PROGRAMME):
        rules.append(DonorRule(OTHER_PROGRAMME, among=(NO_PROGRAMME,), reason=IN_ANOTHER_PROGRAMME))
    excluded = _schools(panel, {*study.donors.exclude_schools, *study.excluded})
    return DonorPool(tuple(rules), study.donors.exclude_areas, excluded, study.donors.own)
