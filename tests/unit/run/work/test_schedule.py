"""A format that cannot be written keeps neither the other formats nor the report from standing."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evalkit.core.errors import ReportError, UntracedError
from evalkit.run.work import schedule
from evalkit.run.work.run_order import Order
from evalkit.run.work.schedule import Progress, Scheduler

FAULT = ReportError.one(where="the title", found="a sign", allowed="letters", next="write it in words")
UNTRACED = UntracedError.one(where="report.html", found="3", allowed="a number that is traced", next="quote it")


class Pool:
    """Stand in for the workers: each piece of work is done as it is given."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def submit(self, work, *given) -> Future[object]:  # type: ignore[no-untyped-def]
        """Return what the work gave, or how it failed."""
        future: Future[object] = Future()
        self.done.append(work.__name__)
        try:
            future.set_result(work(*given))
        except (ReportError, ZeroDivisionError) as error:
            future.set_exception(error)
        return future

    def shutdown(self, **_: bool) -> None:
        """Take no more work."""


def composed(
    formats: dict[str, Exception | None], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Progress, Pool]:
    """Return how a study ends whose formats are written, or fail so."""

    def render_format(order: Order, name: str) -> dict[str, str]:
        if (error := formats[name]) is not None:
            raise error
        return {f"report.{name}": "digest"}

    def finish(order: Order, computed: object, pages: object, files: dict[str, str]) -> tuple[str, ...]:
        return (f"installed {sorted(files)}",)

    monkeypatch.setattr(schedule, "render_format", render_format)
    monkeypatch.setattr(schedule, "finish", finish)
    order = Order(
        study="ours", folder=folder, questions=(), asks=(), data=None, tables=folder, target=folder,
        building=folder, stations=folder, environment=(), started=datetime.now(UTC), formats=tuple(formats),
    )  # fmt: skip
    study, pool = Progress(order, (), set()), Pool()
    scheduler = Scheduler(pool, (), lambda *_: None)  # type: ignore[arg-type]
    scheduler._composed(study, ("the closing document is long",))
    while scheduler.waiting:
        scheduler._take(next(iter(scheduler.waiting)))
    return study, pool


@pytest.mark.parametrize("error", [FAULT, ZeroDivisionError("division by zero")])
def test_what_fails_in_one_format_leaves_the_others_and_the_report(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, _ = composed({"html": None, "pdf": error, "docx": None}, tmp_path, monkeypatch)
    assert (study.errors, study.unwritten) == ([], {"pdf": error})
    assert study.notes == ["the closing document is long", "installed ['report.docx', 'report.html']"]


def test_where_no_format_can_be_written_there_is_no_report_and_the_last_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, pool = composed({"html": FAULT, "pdf": FAULT}, tmp_path, monkeypatch)
    assert (study.errors, study.unwritten) == ([FAULT, FAULT], {})
    assert "finish" not in pool.done
    with pytest.raises(ZeroDivisionError):
        composed({"html": ZeroDivisionError()}, tmp_path, monkeypatch)


def test_a_number_that_nothing_vouches_for_stops_the_whole_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, pool = composed({"html": UNTRACED, "pdf": None}, tmp_path, monkeypatch)
    assert (study.errors, study.unwritten) == ([UNTRACED], {})
    assert "finish" not in pool.done


def test_a_report_in_no_format_is_finished_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert composed({}, tmp_path, monkeypatch)[0].notes[-1] == "installed []"
