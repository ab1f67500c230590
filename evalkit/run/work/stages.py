"""The two ends of a run, each inside a worker process: the stations before the pages, the report after them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from evalkit.core.csv_cells import csv_cell, csv_row
from evalkit.core.errors import ReportError
from evalkit.core.quantity import twelve_digits
from evalkit.data.merged_tables import NO_SCHOOL
from evalkit.document.closing_document import too_long
from evalkit.document.report_files import write_documents
from evalkit.evaluation.answers import REFUSALS
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.foresight.foresight import refuse_at_once
from evalkit.evaluation.memory import COMPUTED, REUSED, Memory, StationTime
from evalkit.evaluation.plans import Plan
from evalkit.evaluation.stations import ahead
from evalkit.evaluation.study_opening import read_plan
from evalkit.findings.file import Answered, Source, write_findings
from evalkit.findings.finding import Answer, Finding, Unanswered
from evalkit.findings.r_export.columns import TableForR
from evalkit.findings.r_export.export import FOLDER, tables_for_r, write_for_r
from evalkit.records.comparison_schools import ComparisonSchools
from evalkit.report.verbs import sentence
from evalkit.run.output_folder import Writing
from evalkit.run.pages.catalogue import Page
from evalkit.run.pages.page_memory import recall_page
from evalkit.run.reports.assembly import copy_parts, gather_pages, install
from evalkit.run.reports.kept_documents import keep_documents
from evalkit.run.reports.placing import IN_USE, carry_over, left_as_it_is
from evalkit.run.reports.record import Run, Timing, write_record
from evalkit.run.reports.report_standing import key_of, last_of, note_files, stamp
from evalkit.run.work.formats import format_files
from evalkit.run.work.run_order import RECORD, Order
from evalkit.run.work.tasks import PageTask
from evalkit.tables.flow import Flow
from evalkit.tables.provenance import Provenance

FINDINGS = "findings.json"
LOST = "lost-schools.csv"
COMPARED = "comparison-schools.csv"
COMPARED_COLUMNS = ("question", "urn", "name", "authority", "weight", "stands_for")
LOST_COLUMNS = ("question", "step", "group", "urn", "year", "reason")


@dataclass(frozen=True, slots=True)
class StationResults:
    """What the stations leave for the record and the terminal.

    Attributes
    ----------
    plan : mapping
        The resolved plan with its digest, what each of its questions looks at, the inferences by which each is judged,
        and which schools of the programme are outside a rule for comparison schools.
    seed : int
        The study's seed.
    inputs : tuple of Provenance
        The tables read.
    overrides : tuple of (str, str)
        Rules set aside, with reasons.
    timings : tuple of Timing
        One for each station and question.
    pages : tuple of Timing
        One for each page and question: taken from the memory, or still to be run and why.
    headline : str
        The first question's answer in one sentence.
    unanswered : tuple of Unanswered
        Questions that were refused.
    """

    plan: Mapping[str, object]
    seed: int
    inputs: tuple[Provenance, ...]
    overrides: tuple[tuple[str, str], ...]
    timings: tuple[Timing, ...]
    pages: tuple[Timing, ...]
    headline: str
    unanswered: tuple[Unanswered, ...] = ()


def read(order: Order) -> tuple[Timing, ...]:
    """Read the tables once for all questions, and leave them in the memory."""
    evaluation = _opened(order)
    refuse_at_once(_plan(order), evaluation.panel())
    for station in ahead(of_study=True):
        evaluation.ask(station)
    return _timings(evaluation.stations.told)


def compute(order: Order, question: str) -> tuple[Timing, ...]:
    """Bring every station of one question into the memory, where it is not there yet."""
    evaluation = _opened_once(order)
    before = len(evaluation.stations.told)
    for station in ahead(of_study=False):
        with suppress(*REFUSALS):
            evaluation.ask(station, question)
    return _timings(evaluation.stations.told[before:])


def collect(order: Order, timings: tuple[Timing, ...], tasks: tuple[PageTask, ...]) -> StationResults:
    """Bring the questions together: write the findings, and lay out the pages that are as they were."""
    evaluation = _opened(order)
    order.building.mkdir(parents=True)
    study = evaluation.study
    source = Source(study.name, study.title, study.data.synthetic)
    answers: tuple[Answer, ...] = evaluation.answers()
    told = [one if isinstance(one, Unanswered) else answered(evaluation, one) for one in answers]
    write_findings(source, told, order.building / FINDINGS)
    found = {one.id: evaluation.schools_compared(one.id) for one in answers if isinstance(one, Finding)}
    write_compared(found, order.building / COMPARED)
    write_for_r(leading_for_r(evaluation, answers, order.leading), order.building / FOLDER)
    write_lost({one.finding.id: one.flow for one in told if isinstance(one, Answered)}, order.building / LOST)
    return StationResults(
        plan={
            **evaluation.plan(),
            "looks_at": {name: _looks(evaluation, name) for name in order.questions},
            "judged_by": {name: list(evaluation.ways(name).names) for name in found},
            "outside_donor_rules": {name: outside for name in found if (outside := _outside(evaluation, name))},
        },
        seed=study.seed,
        inputs=evaluation.panel().provenance,
        overrides=tuple((override.rule, override.reason) for override in study.years.overrides),
        timings=_once_each(timings),
        pages=tuple(_recalled(evaluation, task) for task in tasks),
        headline=leading_headline(answers, order.leading),
        unanswered=tuple(one for one in answers if isinstance(one, Unanswered)),
    )


def leading_headline(answers: Iterable[Answer], leading: str) -> str:
    """Return the answer, in one paragraph, of the question that the report leads with."""
    return sentence(_leading(answers, leading), "headline").text.partition("\n\n")[0]


def leading_for_r(evaluation: Evaluation, answers: Iterable[Answer], leading: str) -> tuple[TableForR, ...]:
    """Return the tables from which R computes the headline again, as far as the question came."""
    analysis, comparison = None, None
    with suppress(*REFUSALS):
        analysis = evaluation.analysis(leading)
        comparison = evaluation.comparison(leading)
    return tables_for_r(_leading(answers, leading), analysis, comparison)


def compose(
    order: Order, computed: StationResults, pages: tuple[Page, ...], timings: tuple[Timing, ...]
) -> tuple[str, ...]:
    """Write the record, prove the report's numbers, and leave its documents in the memory; return what to say."""
    run = Run(
        study=order.study,
        folder=order.folder,
        seed=computed.seed,
        plan=computed.plan,
        inputs=computed.inputs,
        overrides=computed.overrides,
        stations=computed.timings,
        pages=timings,
        started=order.started,
        memory=order.stations,
    )
    gather_pages(order, pages)
    copy_parts(order.building)
    record = write_record(run, order.building / RECORD)
    evaluation = _opened(order)
    _refuse_another_plan(order, evaluation, computed)
    documents = write_documents(order.building, evaluation.study, evaluation.answers(), record)
    keep_documents(order, documents)
    return tuple(filter(None, (too_long(documents.closing),)))


def render_format(order: Order, name: str) -> dict[str, str]:
    """Write one format of the report; return the digest of each of its files."""
    made = format_files(order, name, [entry.name for entry in order.building.iterdir()])
    try:
        for file, content in made.items():
            path = order.building / file
            with Writing(order.target / file):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    except ReportError:
        # What there is of a format is no format.
        for path in (order.building / file for file in made):
            path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()
        raise
    return {file: sha256(content).hexdigest() for file, content in made.items()}


def finish(
    order: Order, computed: StationResults, pages: tuple[Page, ...], files: Mapping[str, str]
) -> tuple[str, ...]:
    """Put the report in the place of the last one; return what to say of files that were left as they are."""
    with Writing(order.target):
        return _installed(order, computed, pages, files)


def _installed(
    order: Order, computed: StationResults, pages: tuple[Page, ...], files: Mapping[str, str]
) -> tuple[str, ...]:
    last = last_of(order.target)
    known, told = carry_over(last, order.building, files)
    # What changed while the report was made may be in some pages only: such a report stands for no key.
    key = order.key if key_of(order, pages) == order.key else None
    stamp(order, key, known, computed.headline, computed.unanswered)
    beside = install(order.building, order.target)
    if beside:
        of_last = {name: last.files[name] for name in beside if name in last.files}
        note_files(order.target, {**{beside.get(name, name): value for name, value in known.items()}, **of_last})
    return (*told, *(left_as_it_is(name, IN_USE, other) for name, other in beside.items()))


def answered(evaluation: Evaluation, finding: Finding) -> Answered:
    """Return one question's finding with what travels along with it."""
    return Answered(finding, evaluation.event_study(finding.id), evaluation.flow(finding.id))


def write_lost(flows: Mapping[str, Flow], path: Path) -> None:
    """Write one line for each school and year lost, by question and step.

    Rows of tables that only add facts and found no school are no schools lost; their steps count them.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(LOST_COLUMNS)
        # Thousands of schools are lost for a few reasons.
        cell = cache(csv_cell)
        for question, flow in flows.items():
            for step in flow.steps:
                lost = (loss for loss in step.losses if loss.reason != NO_SCHOOL)
                named = (cell(step.name), cell(step.group))
                writer.writerows((question, *named, one.urn, one.year, cell(one.reason)) for one in lost)


def write_compared(found: Mapping[str, ComparisonSchools], path: Path) -> None:
    """Write one line for each comparison school of each question: who it is, its weight, and for whom it stands."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COMPARED_COLUMNS)
        for question, schools in found.items():
            for row in schools.rows:
                beside = " ".join(row.stands_for) or "all together"
                writer.writerow(csv_row((question, row.urn, row.name, row.area, twelve_digits(row.weight), beside)))


def _leading(answers: Iterable[Answer], leading: str) -> Answer:
    return next(answer for answer in answers if answer.id == leading)


def _opened(order: Order) -> Evaluation:
    return Evaluation(_plan(order), Memory(order.stations))


def _plan(order: Order) -> Plan:
    return read_plan(order.folder, None if order.data is None else Path(order.data))


def _looks(evaluation: Evaluation, question: str) -> list[list[object]]:
    """Return each variable and year at which a question looks, with the part of the plan that asks."""
    return [[one.variable, one.year, one.why] for one in evaluation.variables(question)]


def _outside(evaluation: Evaluation, question: str) -> list[list[object]]:
    """Return each school of the programme outside a donor rule: its number, the rule, and what is done with it."""
    return [[one.urn, one.rule, one.handled] for one in evaluation.comparison(question).unlike]


@lru_cache(maxsize=1)
def _opened_once(order: Order) -> Evaluation:
    """Return the evaluation in which this worker computes one question after the other, tables and all."""
    return _opened(order)


def _timings(told: list[StationTime]) -> tuple[Timing, ...]:
    return tuple(Timing(one.station, one.question, one.seconds, one.made, one.why, one.key.inputs) for one in told)


def _once_each(timings: tuple[Timing, ...]) -> tuple[Timing, ...]:
    """Return the first word of each station: a worker that needs the tables finds what another has just read."""
    first: dict[tuple[str, str], Timing] = {}
    for timing in sorted(timings, key=lambda timing: timing.made == REUSED):
        first.setdefault((timing.what, timing.question), timing)
    return tuple(first.values())


def _recalled(evaluation: Evaluation, task: PageTask) -> Timing:
    keys = evaluation.stations.keys
    there, why = recall_page(task, lambda station, question: keys.of(station, question).digest)
    rests = task.key.inputs if task.key else ()
    return Timing(task.page, task.question, 0.0, REUSED if there else COMPUTED, why or "words alone", rests)


def _refuse_another_plan(order: Order, evaluation: Evaluation, computed: StationResults) -> None:
    if evaluation.plan()["digest"] != computed.plan["digest"]:
        raise ReportError.one(
            where=f"the study folder of {order.study}",
            found="a plan that changed while its report was being made",
            allowed="one plan from the first station to the last page",
            next="run the study again",
        )
