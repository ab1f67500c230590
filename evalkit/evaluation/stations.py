"""The stations in one table: what each gives, what it rests on, and how it is made.

Everything else follows from it: the methods of an evaluation, the keys of its memory, and what a run computes ahead
of its pages. A new station is one row here; it can then be asked for on any page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from evalkit.analysis.compare import compare
from evalkit.core.errors import StudyFileError
from evalkit.core.streams import stream
from evalkit.description.composition import composition
from evalkit.description.context import context
from evalkit.description.exposure import exposure
from evalkit.description.trends import trends
from evalkit.diagnosis.detectable import detectable
from evalkit.evaluation import answers, reads
from evalkit.evaluation.area_answers import answered_for_area, levels_note, years_note
from evalkit.evaluation.certainty import ways, ways_rest_on
from evalkit.evaluation.compared import schools_compared
from evalkit.evaluation.delivery_stations import DELIVERY_ROWS
from evalkit.evaluation.events import event_study
from evalkit.evaluation.groups import groups_of
from evalkit.evaluation.judgement import finding_of, refuse_undeclared, run_check, sure_estimate
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.evaluation.planned.stamps import stamp_of, stamped_answers
from evalkit.evaluation.plans import Asked, analysis_of, as_plain, programme_of
from evalkit.evaluation.standing import beside_of
from evalkit.evaluation.station import Address, At, Station
from evalkit.evaluation.tables import Tables, read_tables
from evalkit.evaluation.variables import outcome_years, variables_of
from evalkit.evaluation.waves import cohorts, waves
from evalkit.findings.finding import Finding, Unanswered
from evalkit.findings.groups import Groups
from evalkit.inference.parts.primary import Ways
from evalkit.inference.parts.standing import settled
from evalkit.measures import MEASURES
from evalkit.records.analysis import Analysis
from evalkit.records.check import CheckResult
from evalkit.records.comparison import Comparison
from evalkit.records.context import Composition, Context
from evalkit.records.description import EventStudy, Exposure, Trends
from evalkit.records.detectable import Detectable
from evalkit.records.estimate import Estimate
from evalkit.study.unobserved_need import need_of
from evalkit.tables.flow import Flow

CHECK = "check"


def _exposure(asked: Asked, at: At) -> Exposure:
    study = asked.study
    return exposure(waves(study, programme_of(study, at("panel", Tables).panel)), cohorts(study))


def _analysis(asked: Asked, at: At) -> Analysis:
    tables = at("panel", Tables)
    tables.refuse_lacking(asked)
    return settled(analysis_of(asked, tables.panel, tables.areas))


def _judged(asked: Asked, at: At) -> Analysis:
    """Return the analysis with the inferences that its question names or its design calls for."""
    return _analysis(asked, at).change(inference=at("ways", Ways).names)


def _comparison(asked: Asked, at: At) -> Comparison:
    return compare(_analysis(asked, at))


def _flow(asked: Asked, at: At) -> Flow:
    return at("comparison", Comparison).flow


def _detectable(asked: Asked, at: At) -> Detectable:
    wanted = asked.question.smallest_of_interest
    return detectable(_judged(asked, at), lambda: at("estimate", Estimate).inference().df, wanted)


def _trends(asked: Asked, at: At) -> Trends:
    tables, comparison = at("panel", Tables), at("comparison", Comparison)
    years, notes = outcome_years(asked.plan, asked.question), tables.notes_of(asked.question)
    analysis = _analysis(asked, at)
    return trends(analysis.panel(), comparison, years, (*notes, *levels_note(analysis)))


def _context(asked: Asked, at: At) -> Context:
    measure = MEASURES.get(asked.question.outcome)
    _refuse_authorities(asked)
    panel = at("panel", Tables).panel
    outcome = (measure.name, panel.variable(measure.name).label, measure.unit)
    draws = partial(stream, asked.study.seed, asked.question.id, "ranks")
    return context(panel, programme_of(asked.study, panel), outcome, draws)


def _composition(asked: Asked, at: At) -> Composition:
    _refuse_authorities(asked)
    return composition(at("panel", Tables).panel, at("comparison", Comparison))


def _estimate(asked: Asked, at: At) -> Estimate:
    analysis = _judged(asked, at)
    return answered_for_area(analysis, sure_estimate(analysis, asked.bound))


def _event_study(asked: Asked, at: At) -> EventStudy:
    # A question whose own comparison is refused is not answered year by year either.
    at("comparison", Comparison)
    analysis = _judged(asked, at)
    by_year = event_study(analysis, asked.bound, outcome_years(asked.plan, asked.question))
    return replace(by_year, notes=(*by_year.notes, *years_note(analysis)))


def _check(asked: Asked, at: At) -> CheckResult:
    refuse_undeclared(asked.study, asked.question, asked.part)
    return run_check(_judged(asked, at), at("estimate", Estimate), asked.part, asked.bound)


def _checks(asked: Asked, at: At) -> tuple[CheckResult, ...]:
    return tuple(at(f"{CHECK} {name}", CheckResult) for name in asked.question.checks)


def _alone(asked: Asked, at: At) -> Finding:
    estimate, comparison = at("estimate", Estimate), at("comparison", Comparison)
    beside = beside_of(asked.study, asked.question, comparison, estimate, at("detectable", Detectable))
    return replace(
        finding_of(estimate, comparison, _checks(asked, at), asked.bound, asked.question, beside),
        base_year=at("event_study", EventStudy).base_year,
        unobserved_need=need_of(asked.study.selection, asked.study.questions, asked.question),
    )


def _groups(asked: Asked, at: At) -> Groups:
    refused = {one.id: one for one in answers.answers(asked, at) if isinstance(one, Unanswered)}
    return groups_of(
        asked.plan,
        at("panel", Tables),
        lambda question: at("finding", Finding, question),
        lambda question: at("trends", Trends, question),
        refused,
    )


def _refuse_authorities(asked: Asked) -> None:
    if of_areas(asked.question):
        raise StudyFileError.one(
            where=f"study {asked.study.name}, question {asked.question.id}",
            found="a question about whole authorities",
            allowed="a question about schools, whose pupils and authorities are then set beside others",
            next="add a question about an outcome of schools, such as p8_maths; what figures of authorities say of "
            "groups of pupils stands on the page about groups",
        )


def _declared_checks(asked: Asked) -> tuple[Address, ...]:
    return tuple((f"{CHECK} {name}", asked.question.id) for name in asked.question.checks)


def _of_finding(asked: Asked) -> tuple[Address, ...]:
    identifier = asked.question.id
    own = ("comparison", "estimate", "detectable", "event_study")
    return (*((name, identifier) for name in own), *_declared_checks(asked))


def _every(*names: str, first: tuple[str, ...] = ()) -> Callable[[Asked], tuple[Address, ...]]:
    """Return a rule that a station rests on these stations of every question."""

    def addresses(asked: Asked) -> tuple[Address, ...]:
        every = ((name, question.id) for question in asked.study.questions for name in names)
        return (*((name, "") for name in first), *every)

    return addresses


_SEEN = ("comparison", "panel")
ROWS = (
    Station(
        "study",
        "the study as the project lead wrote it",
        lambda asked, at: asked.study,
        reads=(reads.study_as_seen,),
        of_study=True,
        kept=False,
    ),
    Station(
        "plan",
        "the resolved plan with all defaults and its digest",
        lambda asked, at: as_plain(asked.plan),
        reads=(reads.whole_plan,),
        of_study=True,
        kept=False,
    ),
    Station(
        "story",
        "the study's story, its quotations not yet filled in",
        lambda asked, at: asked.study.story,
        reads=(reads.story,),
        of_study=True,
        kept=False,
    ),
    Station(
        "panel",
        "schools by year with the outcome of every question",
        lambda asked, at: read_tables(asked.plan),
        reads=(reads.measured,),
        of_study=True,
        reads_tables=True,
        ahead=True,
        shows=lambda tables: tables.panel,
    ),
    Station(
        "notes",
        "what the rules of the years make the report print",
        lambda asked, at: at("panel", Tables).notes,
        ("panel",),
        of_study=True,
        kept=False,
    ),
    Station(
        "exposure",
        "how much of Key Stage 4 each exam cohort had after the start",
        _exposure,
        ("panel",),
        (reads.rules_of_study,),
        of_study=True,
        ahead=True,
    ),
    Station(
        "variables",
        "every variable of every year that one question looks at, and which part of the plan asks",
        lambda asked, at: variables_of(asked.plan, asked.question),
        reads=(reads.whole_plan,),
        kept=False,
    ),
    Station("analysis", "one question, written down", _judged, ("panel", "ways"), (reads.whole_plan,), kept=False),
    Station(
        "comparison",
        "the comparison schools of one question and how fair they are",
        _comparison,
        ("panel",),
        (reads.rules_of_study, reads.design),
        ahead=True,
    ),
    Station("schools_compared", "who the comparison schools are, and for whom each stands", schools_compared, _SEEN),
    Station("ways", "the inferences of one question, declared or called for", ways, ways_rest_on, (reads.methods,)),
    Station(
        "flow",
        "who was lost on the way to one question's comparison, where and why",
        _flow,
        ("comparison",),
        kept=False,
    ),
    Station(
        "detectable",
        "the smallest difference one question could notice, whatever came after the start in the schools studied",
        _detectable,
        ("estimate", "panel", "ways"),
        (reads.rules_of_study, reads.methods, reads.interest),
    ),
    Station(
        "trends",
        "what happened to the question's outcome on both sides",
        _trends,
        ("comparison", "panel"),
        (reads.years,),
        ahead=True,
    ),
    Station(
        "context",
        "the programme's area, its region and England by the question's outcome",
        _context,
        ("panel",),
        (reads.rules_of_study, reads.outcome),
    ),
    Station("composition", "whether the pupils of both sides changed alike", _composition, ("comparison", "panel")),
    Station(
        "estimate",
        "the estimate of one question with every inference declared",
        _estimate,
        ("panel", "ways"),
        (reads.rules_of_study, reads.methods),
        ahead=True,
    ),
    Station(
        "event_study",
        "the same estimate year by year",
        _event_study,
        ("comparison", "panel", "ways"),
        (reads.rules_of_study, reads.methods),
        ahead=True,
    ),
    Station(
        CHECK,
        "what one check of one question found",
        _check,
        ("estimate", "panel", "ways"),
        (reads.check_options,),
        in_parts=True,
    ),
    Station(
        "checks",
        "what every check of one question found, in the order of the plan",
        _checks,
        _declared_checks,
        kept=False,
        ahead=True,
        in_place=lambda _: (),
    ),
    Station(
        "alone",
        "the question answered as if no other had been asked",
        _alone,
        _of_finding,
        (reads.words, reads.interest, reads.rules_of_study),
        ahead=True,
    ),
    Station(
        "refused",
        "why a question cannot be answered; None where it can",
        answers.refused,
        ("panel", "alone"),
        ahead=True,
    ),
    # Not ahead: it waits for the estimates of other questions, which a run makes one beside the other.
    Station(
        "family",
        "the questions of the same status as this one, judged together",
        answers.family,
        answers.of_family,
        (reads.statuses,),
    ),
    Station(
        "families",
        "all questions judged together, the planned ones and the exploratory ones",
        answers.families,
        _every("family"),
        of_study=True,
        kept=False,
    ),
    Station(
        "finding",
        "the question answered, with everything that belongs beside the number",
        answers.finding,
        ("alone", "family"),
        kept=False,
    ),
    Station(
        "findings",
        "the findings of all questions that can be answered, in the order of the study",
        answers.findings,
        _every("finding", "refused"),
        of_study=True,
        kept=False,
    ),
    Station(
        "answers",
        "the answer to every question, in the order of the study: its finding, or why it cannot be answered",
        stamped_answers,
        _every("finding", "refused"),
        (reads.locked,),
        of_study=True,
        kept=False,
    ),
    Station(
        "stamp", "how a question stands to locked plans", stamp_of, reads=(reads.whole_plan, reads.locked), kept=False
    ),
    Station(
        "groups",
        "what can be said of groups of pupils, and what would be needed where nothing can",
        _groups,
        _every("finding", "refused", "trends", first=("panel",)),
        (reads.whole_plan,),
        of_study=True,
    ),
)
STATIONS = {row.name: row for row in (*ROWS, *DELIVERY_ROWS)}


def row_of(station: str) -> tuple[Station | None, str]:
    """Return the row of a station, and the part of it that is asked for; no row where nobody described it."""
    name, _, part = station.partition(" ")
    return STATIONS.get(name), part


def rests_of(row: Station, asked: Asked) -> tuple[Address, ...]:
    """Return the stations that a station of a question rests on."""
    if callable(row.rests_on):
        return row.rests_on(asked)
    return tuple((name, "" if STATIONS[name].of_study else asked.question.id) for name in row.rests_on)


def ahead(*, of_study: bool) -> tuple[str, ...]:
    """Return the stations that a run computes before its pages, of the study or of each question."""
    return tuple(row.name for row in STATIONS.values() if row.ahead and row.of_study == of_study)
