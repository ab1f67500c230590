"""Several studies at once, on a few worker processes: stations first, then pages, then the report."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial

from evalkit.core.errors import EvalkitError, UntracedError
from evalkit.evaluation.memory import COMPUTED, REUSED
from evalkit.run.pages.catalogue import Page
from evalkit.run.pages.execution import run_page
from evalkit.run.reports.record import Timing
from evalkit.run.work.run_order import Order, page_tasks
from evalkit.run.work.stages import StationResults, collect, compose, compute, finish, read, render_format
from evalkit.run.work.tasks import PageTask
from evalkit.run.work.worker_parent import worker_pool

Tell = Callable[[str, int, int, str], None]


@dataclass
class Progress:
    """How far one study has come; the one thing here that changes.

    Attributes
    ----------
    order : Order
        What is being run.
    tasks : tuple of PageTask
        Its pages.
    open_questions : set of str
        Questions whose stations are still being computed.
    done : int
        Parts of the work that are done: tables, stations of each question, findings, each page, report.
    stations : list of Timing
        How long each station took.
    computed : StationResults or None
        What the stations gave.
    timings : list of Timing
        How long each page took.
    formats : dict of str to dict
        The digests of the files of each format that is written.
    unwritten : dict of str to Exception
        Why a format could not be written; the report stands without it.
    notes : list of str
        What to say of files that were left as they are.
    errors : list of EvalkitError
        What went wrong; no new work begins once there is one.
    broken : list of PageTask
        The pages that failed.
    """

    order: Order
    tasks: tuple[PageTask, ...]
    open_questions: set[str]
    done: int = 0
    stations: list[Timing] = field(default_factory=list)
    computed: StationResults | None = None
    timings: list[Timing] = field(default_factory=list)
    formats: dict[str, dict[str, str]] = field(default_factory=dict)
    unwritten: dict[str, Exception] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    errors: list[EvalkitError] = field(default_factory=list)
    broken: list[PageTask] = field(default_factory=list)

    @property
    def parts(self) -> int:
        """How many parts the work has."""
        return len(self.order.questions) + len(self.tasks) + len(self.order.formats) + 4


Work = Callable[[object], None]


class Scheduler:
    """Gives work to the pool and takes results back until every study has ended.

    Parameters
    ----------
    pool : ProcessPoolExecutor
        The workers.
    pages : tuple of Page
        The pages, in reading order.
    tell : callable
        Told of every part done: study, parts done, parts in all, what is next.
    """

    def __init__(self, pool: ProcessPoolExecutor, pages: tuple[Page, ...], tell: Tell) -> None:
        self.pool = pool
        self.pages = pages
        self.tell = tell
        self.waiting: dict[Future[object], tuple[Progress, Work, tuple[object, ...]]] = {}
        self.formats: dict[Future[object], str] = {}

    def run(self, studies: tuple[Progress, ...]) -> None:
        """Carry every study to its end, or to its first fault."""
        for study in studies:
            self._say(study, "tables")
            self._give(study, partial(self._tables_read, study), read, study.order)
        while self.waiting:
            for future in wait(self.waiting, return_when=FIRST_COMPLETED).done:
                self._take(future)

    def _give(self, study: Progress, then: Work, work: Callable[..., object], *arguments: object) -> Future[object]:
        given = self.pool.submit(work, *arguments)
        self.waiting[given] = (study, then, arguments)
        return given

    def _take(self, future: Future[object]) -> None:
        study, then, arguments = self.waiting.pop(future)
        if future.cancelled():
            return
        error = future.exception()
        name = self.formats.pop(future, "")
        if name and isinstance(error, Exception) and not isinstance(error, UntracedError | BrokenExecutor):
            study.unwritten[name] = error
            self._finish_when_written(study, f" (not written: {name})")
        elif isinstance(error, EvalkitError):
            study.errors.append(error)
            study.broken.extend(task for task in arguments if isinstance(task, PageTask))
            for other in [other for other, (owner, *_) in self.waiting.items() if owner is study]:
                other.cancel()
            self._say(study, "stopped")
        elif error is not None:
            self.pool.shutdown(wait=False, cancel_futures=True)
            raise error
        else:
            study.done += 1
            then(future.result())

    def _tables_read(self, study: Progress, result: object) -> None:
        study.stations.extend(result)  # type: ignore[arg-type]
        self._say(study, "stations")
        for question in study.order.questions:
            self._give(study, partial(self._question_done, study, question), compute, study.order, question)

    def _question_done(self, study: Progress, question: str, result: object) -> None:
        study.stations.extend(result)  # type: ignore[arg-type]
        study.open_questions.discard(question)
        if study.open_questions:
            self._say(study, f"stations (done: {question})")
        elif not study.errors:
            self._say(study, "findings")
            self._give(study, partial(self._collected, study), collect, study.order, tuple(study.stations), study.tasks)

    def _collected(self, study: Progress, result: object) -> None:
        assert isinstance(result, StationResults)
        study.computed = result
        self._say(study, "pages")
        reused = [timing for timing in result.pages if timing.made == REUSED]
        study.timings.extend(reused)
        study.done += len(reused)
        for task, timing in zip(study.tasks, result.pages, strict=True):
            if timing.made == COMPUTED:
                self._give(study, partial(self._page_done, study, timing), run_page, task)
        self._report_when_ready(study, "")

    def _page_done(self, study: Progress, timing: Timing, result: object) -> None:
        assert isinstance(result, float)
        study.timings.append(replace(timing, seconds=result))
        self._report_when_ready(study, f" (done: {timing.what})")

    def _report_when_ready(self, study: Progress, done: str) -> None:
        if len(study.timings) < len(study.tasks):
            self._say(study, f"pages{done}")
        elif not study.errors:
            self._say(study, "report")
            timings = tuple(sorted(study.timings, key=lambda timing: (timing.what, timing.question)))
            self._give(study, partial(self._composed, study), compose, study.order, study.computed, self.pages, timings)

    def _composed(self, study: Progress, result: object) -> None:
        study.notes.extend(result)  # type: ignore[arg-type]
        self._say(study, "formats")
        for name in study.order.formats:
            given = self._give(study, partial(self._rendered, study, name), render_format, study.order, name)
            self.formats[given] = name
        self._finish_when_written(study, "")

    def _rendered(self, study: Progress, name: str, result: object) -> None:
        study.formats[name] = result  # type: ignore[assignment]
        self._finish_when_written(study, f" (done: {name})")

    def _finish_when_written(self, study: Progress, done: str) -> None:
        if len(study.formats) + len(study.unwritten) < len(study.order.formats):
            self._say(study, f"formats{done}")
        elif study.unwritten and not study.formats:
            self._nothing_written(study)
        elif not study.errors:
            self._say(study, "last")
            files = {file: digest for written in study.formats.values() for file, digest in written.items()}
            self._give(study, partial(self._finished, study), finish, study.order, study.computed, self.pages, files)

    def _nothing_written(self, study: Progress) -> None:
        """End a study of which no format could be written, so that its last report stands."""
        for error in study.unwritten.values():
            if not isinstance(error, EvalkitError):
                self.pool.shutdown(wait=False, cancel_futures=True)
                raise error
            study.errors.append(error)
        study.unwritten.clear()
        self._say(study, "stopped")

    def _finished(self, study: Progress, result: object) -> None:
        study.notes.extend(result)  # type: ignore[arg-type]
        self._say(study, "done")

    def _say(self, study: Progress, what: str) -> None:
        self.tell(study.order.study, study.done, study.parts, what)


def run_orders(orders: tuple[Order, ...], pages: tuple[Page, ...], workers: int, tell: Tell) -> tuple[Progress, ...]:
    """Run every order and return how each ended; faults are kept with their study, not raised.

    Parameters
    ----------
    orders : tuple of Order
        The studies.
    pages : tuple of Page
        The pages, in reading order; parameters are checked here, before any process starts.
    workers : int
        Number of worker processes.
    tell : callable
        Told of every part done.
    """
    studies = tuple(Progress(order, page_tasks(order, pages), set(order.questions)) for order in orders)
    with worker_pool(workers) as pool:
        Scheduler(pool, pages, tell).run(studies)
    return studies
