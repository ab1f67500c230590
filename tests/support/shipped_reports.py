"""The report of a shipped study, made as a run makes it, with its pages run in this process instead of in kernels."""

from __future__ import annotations

import json
import os
from contextlib import chdir
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from evalkit.document.editions import StudyDocuments
from evalkit.document.kept_blocks import KeptPage, read_pages
from evalkit.document.parts import Document, DocumentLayer
from evalkit.document.study_document import build
from evalkit.evaluation.evaluation import Evaluation
from evalkit.evaluation.key import Key
from evalkit.evaluation.memory import VARIABLE, Memory
from evalkit.evaluation.study_opening import open_study, read_plan
from evalkit.report.figures.parts.canvas import Canvas
from evalkit.run.pages.catalogue import Page, pages_of
from evalkit.run.places import NOTEBOOKS, STUDIES
from evalkit.run.reports.kept_documents import kept_documents
from evalkit.run.work.run_order import Order, make_order, page_tasks
from evalkit.run.work.stages import collect, compose, compute, finish, read, render_format
from evalkit.run.work.tasks import PageTask


@dataclass(frozen=True, slots=True)
class ShippedReport:
    """A finished report.

    Attributes
    ----------
    folder : Path
        With report.html and everything beside it.
    evaluation : Evaluation
        Of the study.
    pages : tuple of KeptPage
        As they were kept.
    document : Document
        From which report.html was written.
    """

    folder: Path
    evaluation: Evaluation
    pages: tuple[KeptPage, ...]
    document: Document

    def layer(self, name: str) -> DocumentLayer:
        """Return a layer of the document."""
        return next(layer for layer in self.document.layers if layer.id == name)


@dataclass(frozen=True, slots=True)
class ShippedDocuments:
    """What every format of a finished report is made from, and its page.

    Attributes
    ----------
    documents : StudyDocuments
        As the run kept them.
    page : str
        The text of report.html.
    """

    documents: StudyDocuments
    page: str


def shipped_documents(study: str, memory: Path, tables: Path, out: Path) -> ShippedDocuments:
    """Return the documents of a shipped study as whichever file came first left them, so that no page runs twice."""
    found, _ = Memory(memory).recall(_left(study))
    if not isinstance(found, ShippedDocuments):
        shipped_report(study, memory, tables, out)
        found, _ = Memory(memory).recall(_left(study))
    assert isinstance(found, ShippedDocuments)
    return found


def _left(study: str) -> Key:
    return Key("shipped documents", "", (("study", study),))


@cache
def shipped_report(study: str, memory: Path, tables: Path, out: Path) -> ShippedReport:
    """Return the report of a shipped study, made once for all tests of a file."""
    os.environ[VARIABLE] = str(memory)
    pages = pages_of(NOTEBOOKS)
    order = _order(study, memory, tables, out)
    timings = (*read(order), *(timing for question in order.questions for timing in compute(order, question)))
    tasks = page_tasks(order, pages)
    computed = collect(order, timings, tasks)
    with pytest.MonkeyPatch.context() as patch:
        # No layer shows the pictures that are made for Jupyter, and they take half of the time of a figure.
        patch.setattr(Canvas, "_picture", lambda _: b"")
        for task in tasks:
            if task.needs_kernel:
                _run_here(task, next(page for page in pages if page.name == task.page))
    compose(order, computed, pages, ())
    documents = kept_documents(order)
    assert documents is not None
    finish(order, computed, pages, render_format(order, "html"))
    page = (order.target / "report.html").read_text(encoding="utf-8")
    Memory(memory).keep(_left(study), ShippedDocuments(documents, page))
    evaluation = open_study(study, data=tables)
    kept = read_pages(order.target / "pages")
    record = json.loads((order.target / "record.json").read_text(encoding="utf-8"))
    return ShippedReport(order.target, evaluation, kept, build(evaluation.study, evaluation.answers(), record, kept))


def _order(study: str, memory: Path, tables: Path, out: Path) -> Order:
    plan = read_plan(STUDIES / study, tables)
    order = make_order(plan.study, data=tables, out=out, private=memory, environment={})
    return replace(order, stations=memory)


def _run_here(task: PageTask, page: Page) -> None:
    task.folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, object] = dict(task.parameters)
    with chdir(task.folder):
        for cell in page.code:
            exec(compile(cell, page.name, "exec"), names)
