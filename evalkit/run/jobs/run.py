"""Turn each study into its report."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evalkit.core.errors import EvalkitError
from evalkit.document.renderers import RENDERERS
from evalkit.document.renderers.html import REPORT
from evalkit.evaluation.inputs import always
from evalkit.evaluation.memory import Memory
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.findings.finding import Unanswered
from evalkit.run.kernels.surroundings import describe_kernel
from evalkit.run.outcome import in_words
from evalkit.run.pages.catalogue import Page, pages_of
from evalkit.run.places import NOTEBOOKS, SETTINGS, shown
from evalkit.run.reports.kept_documents import kept_documents
from evalkit.run.reports.placing import NOTED, last_report
from evalkit.run.reports.report_standing import key_of, lacking, standing_headline, standing_unanswered
from evalkit.run.work.formats import MadeAgain, refuse_unknown, render_again, tell_unwritten
from evalkit.run.work.run_order import Order, make_order
from evalkit.run.work.worker_parent import start_worker_parent
from evalkit.study.model import Study as StudyModel
from evalkit.study.study_reader import read_study

if TYPE_CHECKING:
    from evalkit.run.work.schedule import Progress as Study

# Loaded where something is to be computed: formats of a report that stands are made in half the time without it.
RUNNING = "evalkit.run.work.running"
STANDS = " (as it was: nothing it rests on has changed; --again makes it anew)"


def run(
    studies: tuple[str, ...],
    *,
    data: Path | None,
    out: Path,
    workers: int,
    again: bool = False,
    recall: bool = True,
    formats: tuple[str, ...] | None = None,
) -> int:
    """Run every study whose report does not stand; return the code of the first that failed, and no headline then.

    A question that was refused has its place in the report; the code then says that one was. Without ``recall``
    nothing is taken from the studies' memories and nothing is left in them. Of a report that stands the ``formats``
    are made again from what is kept; where None are named, those that are not there.
    """
    refuse_unknown(formats, RENDERERS.names(), studies)
    with TemporaryDirectory(prefix="evalkit-") as private:
        pages = pages_of(NOTEBOOKS)
        found = _orders(studies, data, out, Path(private), recall, _begun(studies, out))
        wanted = RENDERERS.names() if formats is None else formats
        orders = tuple(replace(_with_keys(order, pages), formats=wanted) for order in found)
        if again:
            for order in orders:
                Memory(order.stations).forget()
        standing = {order.study: "" if again else standing_headline(order, order.key) for order in orders}
        notes = {order.study: _made_again(order, formats) for order in orders if standing[order.study]}
        standing |= {study: "" for study, made in notes.items() if made is None}
        to_run = tuple(order for order in orders if not standing[order.study])
        try:
            ended = _warm(to_run, pages, workers, Path(private)) if to_run else ()
            for study in ended:
                _keep_failed_pages(study)
        finally:
            for order in orders:
                rmtree(order.building, ignore_errors=True)
                Memory(order.stations).prune()
    headlines = standing | {study.order.study: study.computed.headline for study in ended if study.computed}
    failed = {study.order.study: study.errors for study in ended if study.errors}
    refused = {order.study: standing_unanswered(order) for order in orders if standing[order.study]}
    refused |= {study.order.study: study.computed.unanswered for study in ended if study.computed and not study.errors}
    for order in orders:
        _tell(order, failed.get(order.study, []), "" if failed else headlines[order.study], bool(standing[order.study]))
        _tell_unanswered(order, refused.get(order.study, ()))
    made = {name: one for name, one in notes.items() if one is not None}
    made |= {study.order.study: MadeAgain(tuple(study.notes), study.unwritten) for study in ended}
    codes = [*(errors[0].exit_code for errors in failed.values()), *(_tell_notes(*one) for one in made.items())]
    codes += [one.exit_code for unanswered in refused.values() for one in unanswered]
    return next(filter(None, codes), 0)


def _handed_in(order: Order) -> list[str]:
    """Return the files of the report that are there, each folder of them once."""
    there = last_report(order.target, ()).files
    return sorted({name.partition("/")[0] for name in there if (order.target / name).is_file()})


def _made_again(order: Order, formats: tuple[str, ...] | None) -> MadeAgain | None:
    """Write the formats asked for of a report that stands, or those that lack; None where it must be run anew."""
    names = lacking(order) if formats is None else formats
    if not names:
        return MadeAgain()
    return render_again(order, names) if kept_documents(order) is not None else None


def _tell_notes(study: str, made: MadeAgain) -> int:
    """Say which files were left as they are or not written, and what else a study should know; return the code."""
    for note in made.told:
        print(f"\n{study}: {note}", file=sys.stderr)
    return tell_unwritten(study, made.unwritten)


def _tell(order: Order, errors: list[EvalkitError], headline: str, stands: bool) -> None:
    if errors:
        for error in errors:
            print(f"\n{order.study}: no report. {in_words(error)}", file=sys.stderr)
        return
    report = order.target / REPORT
    print(f"\n{shown(report if report.is_file() else order.target)}{STANDS if stands else ''}")
    beside = [name for name in _handed_in(order) if name != REPORT]
    if beside:
        print(f"In the same folder: {', '.join(beside)}")
    if headline:
        print(headline)


def _tell_unanswered(order: Order, unanswered: tuple[Unanswered, ...]) -> None:
    """Say which questions the report leaves unanswered, and what would help."""
    for one in unanswered:
        faults = "\n".join(map(str, one.faults))
        print(
            f"\n{order.study}, question {one.id}: not answered; the report says so in its place\n{faults}",
            file=sys.stderr,
        )


def _begun(studies: tuple[str, ...], out: Path) -> dict[str, str]:
    """Return the environment of the kernels; where a report is to be made first, workers begin to load by now."""
    environment = describe_kernel(SETTINGS)
    os.environ.update(environment)
    if not all((out / Path(study).name / NOTED).is_file() for study in studies):
        start_worker_parent()
    return environment


def _orders(
    studies: tuple[str, ...], data: Path | None, out: Path, private: Path, recall: bool, environment: dict[str, str]
) -> tuple[Order, ...]:
    orders: dict[str, Order] = {}
    faults: list[EvalkitError] = []
    for name in studies:
        try:
            study = _read(name, data)
            orders[study.name] = make_order(
                study, data=data, out=out, private=private, environment=environment, recall=recall
            )
        except EvalkitError as error:
            faults.append(error)
    if faults:
        raise type(faults[0])([fault for error in faults for fault in error.faults])
    return tuple(orders.values())


def _read(name: str, data: Path | None) -> StudyModel:
    """Return a study; where anything is wrong with its file, everything that is wrong with it is told."""
    try:
        study = read_study(name, data=data)
        # An outcome that is none would be told here alone, and better among the rest.
        tuple(map(of_areas, study.questions))
    except EvalkitError:
        import_module(RUNNING).refuse_faulty(name, data)
        raise
    return study


def _with_keys(order: Order, pages: tuple[Page, ...]) -> Order:
    ground = always(order.stations)
    return replace(order, ground=ground, key=key_of(order, pages, ground))


def _warm(orders: tuple[Order, ...], pages: tuple[Page, ...], workers: int, private: Path) -> tuple[Study, ...]:
    """Run the studies; what computes is loaded here, so that formats of a report that stands never wait for it."""
    ended: tuple[Study, ...] = import_module(RUNNING).run_with_display(orders, pages, workers, private)
    return ended


def _keep_failed_pages(study: Study) -> None:
    for task in study.broken:
        if task.executed.exists():
            task.partial.parent.mkdir(parents=True, exist_ok=True)
            task.executed.replace(task.partial)


JOB = run
