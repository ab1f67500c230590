"""The two ends of a run, each inside a worker process: the stations before the pages, the report after them."""

from __future__ import annotations

import csv
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from evalkit.core.errors import Fault, ReportError
from evalkit.data.flow import Flow
from evalkit.data.provenance import Provenance
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.opening import open_study
from evalkit.findings.file import Answered, Source, write_findings
from evalkit.report.html import render_report
from evalkit.report.keeping import read_pages
from evalkit.report.numbers_check import unresolved_numbers
from evalkit.report.verbs import sentence
from evalkit.run.assembling import PAGES, copy_parts, gather_pages, install
from evalkit.run.current import key_of, stamp
from evalkit.run.order import RECORD, Order
from evalkit.run.pages import Page
from evalkit.run.record import Run, Timing, write_record

FINDINGS = "findings.json"
LOST = "lost-schools.csv"
LOST_COLUMNS = ("question", "step", "group", "urn", "year", "reason")
STATIONS = ("trends", "comparison", "estimate", "event_study", "checks", "finding", "flow")


@dataclass(frozen=True, slots=True)
class Computed:
    """What the stations leave for the record and the terminal.

    Attributes
    ----------
    plan : mapping
        The resolved plan with its digest.
    seed : int
        The study's seed.
    inputs : tuple of Provenance
        The tables read.
    overrides : tuple of (str, str)
        Rules set aside, with reasons.
    timings : tuple of Timing
        One for each station and question.
    headline : str
        The first question's answer in one sentence.
    """

    plan: Mapping[str, object]
    seed: int
    inputs: tuple[Provenance, ...]
    overrides: tuple[tuple[str, str], ...]
    timings: tuple[Timing, ...]
    headline: str


def compute(order: Order, question: str) -> tuple[Timing, ...]:
    """Compute every station of one question and leave them for `collect`; the table reading is each question's own."""
    evaluation = open_study(order.folder, data=order.data)
    timings = [_timed("panel", question, evaluation.panel), _timed("exposure", question, evaluation.exposure)]
    for station in STATIONS:
        method: Callable[[str], object] = getattr(evaluation, station)
        timings.append(_timed(station, question, method, question))
    _part(order, question).write_bytes(pickle.dumps(evaluation.memory))
    return tuple(timings)


def collect(order: Order, timings: tuple[Timing, ...]) -> Computed:
    """Bring the questions together: write the findings, and leave all stations for the pages of this run."""
    evaluation = open_study(order.folder, data=order.data)
    for question in order.questions:
        evaluation.memory.update(pickle.loads(_part(order, question).read_bytes()))
    order.stations.write_bytes(pickle.dumps(evaluation.memory))
    order.building.mkdir(parents=True)
    study = evaluation.study
    source = Source(study.name, study.title, study.data.synthetic)
    write_findings(source, [answered(evaluation, question) for question in order.questions], order.building / FINDINGS)
    write_lost({question: evaluation.flow(question) for question in order.questions}, order.building / LOST)
    return Computed(
        plan=evaluation.plan(),
        seed=study.seed,
        inputs=evaluation.panel().provenance,
        overrides=tuple((override.rule, override.reason) for override in study.years.overrides),
        timings=timings,
        headline=sentence(evaluation.finding(order.questions[0]), "headline").text,
    )


def finish(order: Order, computed: Computed, pages: tuple[Page, ...], timings: tuple[Timing, ...]) -> None:
    """Write the record and the report, prove its numbers, and put it in the place of the last one."""
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
    )
    gather_pages(order, pages)
    copy_parts(order.building)
    record = write_record(run, order.building / RECORD)
    evaluation = open_study(order.folder, data=order.data)
    _refuse_another_plan(order, evaluation, computed)
    evaluation.memory.update(pickle.loads(order.stations.read_bytes()))
    report = render_report(order.building, evaluation.study, evaluation.findings(), record)
    _refuse_unresolved(order, evaluation, record, report)
    # What changed while the report was made may be in some pages only: such a report stands for no key.
    stamp(order, order.key if key_of(order) == order.key else "", computed.headline)
    install(order.building, order.target)


def answered(evaluation: Evaluation, question: str) -> Answered:
    """Return one question's finding with what travels along with it."""
    return Answered(evaluation.finding(question), evaluation.event_study(question), evaluation.flow(question))


def write_lost(flows: Mapping[str, Flow], path: Path) -> None:
    """Write one line for each school and year lost, by question and step."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, LOST_COLUMNS, lineterminator="\n")
        writer.writeheader()
        for question, flow in flows.items():
            writer.writerows({"question": question, **row} for row in flow.rows())


def _refuse_another_plan(order: Order, evaluation: Evaluation, computed: Computed) -> None:
    if evaluation.plan()["digest"] != computed.plan["digest"]:
        raise ReportError.one(
            where=f"the study folder of {order.study}",
            found="a plan that changed while its report was being made",
            allowed="one plan from the first station to the last page",
            next="run the study again",
        )


def _refuse_unresolved(order: Order, evaluation: Evaluation, record: Mapping[str, object], report: Path) -> None:
    numbers = unresolved_numbers(
        report,
        study=evaluation.study,
        findings=evaluation.findings(),
        record=record,
        blocks=[block for page in read_pages(order.building / PAGES) for block in page.blocks],
    )
    if numbers:
        raise ReportError(
            Fault(
                where=f"the report of {order.study}",
                found=number,
                allowed="a number of a finding, the record or a block",
                next="quote the finding by its id in double braces, or write it in words",
            )
            for number in numbers
        )


def _part(order: Order, question: str) -> Path:
    return order.stations.with_name(f"{order.study}.{question}.stations")


def _timed(what: str, question: str, work: Callable[..., object], *arguments: object) -> Timing:
    started = perf_counter()
    work(*arguments)
    return Timing(what, question, perf_counter() - started)
