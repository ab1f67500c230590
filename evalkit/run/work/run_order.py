"""What one run of one study needs to know, fixed before anything is computed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evalkit.core.errors import ReportError
from evalkit.core.shipped import CLONE
from evalkit.evaluation.inputs import TABLES, Inputs, digest
from evalkit.evaluation.key import Key
from evalkit.evaluation.memory import VARIABLE, memory_folder
from evalkit.evaluation.outcome_levels import of_areas
from evalkit.run.output_folder import refuse_unwritable
from evalkit.run.pages.catalogue import Page
from evalkit.run.places import HOME, STUDIES, shown
from evalkit.run.work.tasks import PageTask
from evalkit.study.model import Study

RECORD = "record.json"
FAILED = "failed"
BY_QUESTION = "by-question"


@dataclass(frozen=True, slots=True)
class Order:
    """One study to be turned into its report.

    Attributes
    ----------
    study : str
        Name of the study.
    folder : Path
        The study's folder.
    questions, asks : tuple of str
        Ids of its questions and what they ask, in order.
    data : str or None
        Folder of the tables in place of the study's own.
    tables : Path
        Folder of the tables.
    target : Path
        Folder of the finished report.
    building : Path
        Folder in which it is made; becomes ``target`` at the very end.
    stations : Path
        Folder in which stations are remembered; lies beside the study where that can be written.
    environment : tuple of (str, str)
        Variables set for the kernels.
    started : datetime
        When the run began.
    ground : tuple of (str, str)
        What lies under every station, filled in by the run; empty remembers no page.
    key : Key or None
        Everything the report rests on, filled in by the run.
    paged : tuple of str
        Questions that have pages of their own; those about whole authorities stand together on one page.
    leading : str
        The question of which the report speaks first.
    formats : tuple of str
        Names of the renderers that write the report.
    """

    study: str
    folder: Path
    questions: tuple[str, ...]
    asks: tuple[str, ...]
    data: str | None
    tables: Path
    target: Path
    building: Path
    stations: Path
    environment: tuple[tuple[str, str], ...]
    started: datetime
    ground: Inputs = ()
    key: Key | None = None
    paged: tuple[str, ...] = ()
    leading: str = ""
    formats: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The study as pages are told of it: by name where that leads to it from the report, else by its path."""
        by_name = self.folder == STUDIES / self.folder.name and (CLONE or self.target.is_relative_to(HOME))
        return self.study if by_name else str(self.folder)


def make_order(
    study: Study, *, data: Path | None, out: Path, private: Path, environment: dict[str, str], recall: bool = True
) -> Order:
    """Return the order of one study; a target that is no earlier report, or cannot be written, is refused.

    Without ``recall`` the memory beside the study is neither read nor written.
    """
    target = out.absolute() / study.name
    refuse_unwritable(target)
    if target.exists() and any(target.iterdir()) and not _made_by_a_run(target):
        raise ReportError.one(
            where=shown(target),
            found="a folder with files that no earlier run made",
            allowed="a new or an empty folder, or an earlier report",
            next="choose another folder with --out",
        )
    beside = memory_folder(study.folder.absolute()) if recall else None
    stations = beside or private / f"{study.name}.stations"
    return Order(
        study=study.name,
        folder=study.folder.absolute(),
        questions=tuple(question.id for question in study.questions),
        asks=tuple(question.asks for question in study.questions),
        data=None if data is None else str(data.absolute()),
        tables=(study.folder / study.data.folder).resolve(),
        target=target,
        building=target.with_name(f".{study.name}-{os.getpid()}"),
        stations=stations,
        environment=tuple({**environment, VARIABLE: str(stations), **_tables(data)}.items()),
        started=datetime.now(UTC),
        paged=tuple(question.id for question in study.questions if not of_areas(question)),
        leading=study.leading.id,
    )


def _tables(data: Path | None) -> dict[str, str]:
    """Return the variable by which pages find tables that are not the study's own; nothing where they are."""
    return {} if data is None else {TABLES: str(data.absolute())}


def page_tasks(order: Order, pages: Iterable[Page]) -> tuple[PageTask, ...]:
    """Return one task for each page, and one for each question where a page is about a question."""
    tasks = []
    for page in pages:
        for question in asked(order) if page.asks_by_question else ("",):
            tasks.append(_task(order, page, question))
    return tuple(tasks)


def asked(order: Order) -> tuple[str, ...]:
    """Return the questions for which pages about one question are run."""
    return order.paged or order.questions


def blocks_folder(order: Order, question: str) -> str:
    """Return where a page about ``question`` keeps its blocks, relative to the report's folder."""
    return f"{BY_QUESTION}/{question}" if question and len(asked(order)) > 1 else "."


def _task(order: Order, page: Page, question: str) -> PageTask:
    given: dict[str, object] = {"study": order.called, "out": blocks_folder(order, question)}
    name = page.name
    if question:
        given["question"] = question
        name = page.name if len(asked(order)) == 1 else f"{page.name}.{question}"
    parameters = page.parameters(given)
    rests = (("code cells", digest(page.parsed)), ("parameters", digest(parameters)))
    return PageTask(
        page=page.name,
        question=question,
        source=page.file,
        parameters=tuple(parameters.items()),  # type: ignore[arg-type]
        executed=order.building / "notebooks" / f"{name}.ipynb",
        partial=order.target / FAILED / f"{name}.ipynb",
        folder=order.building,
        environment=order.environment,
        needs_kernel=bool(page.code),
        key=Key(f"page {page.name}", question, (*order.ground, *rests)) if order.ground and page.code else None,
        memory=order.stations,
    )


def _made_by_a_run(folder: Path) -> bool:
    return (folder / RECORD).exists() or {entry.name for entry in folder.iterdir()} == {FAILED}
