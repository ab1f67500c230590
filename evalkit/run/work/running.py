"""A run of several studies with a display of how far each has come, on kernels that start warm."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from evalkit.core.errors import StudyFileError
from evalkit.evaluation.study_opening import inspect_plan
from evalkit.run.kept_tables import faults_of_tables
from evalkit.run.kernels.surroundings import KERNEL_PARENT, describe_kernel, warm_kernels
from evalkit.run.pages.catalogue import Page
from evalkit.run.places import SETTINGS
from evalkit.run.work.run_order import Order
from evalkit.run.work.schedule import Progress as Study
from evalkit.run.work.schedule import run_orders
from evalkit.study.study_reader import read_study


def run_with_display(
    orders: tuple[Order, ...], pages: tuple[Page, ...], workers: int, private: Path
) -> tuple[Study, ...]:
    """Run the studies on warm kernels, and show how far each has come; faults that can be known are raised first."""
    _refuse_faulty(orders)
    with warm_kernels(private / KERNEL_PARENT, describe_kernel(SETTINGS)):
        return _with_display(orders, pages, workers)


def _with_display(orders: tuple[Order, ...], pages: tuple[Page, ...], workers: int) -> tuple[Study, ...]:
    columns = (TextColumn("{task.fields[study]}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True, highlight=False)
    with Progress(*columns, TextColumn("{task.description}", markup=False), console=console) as display:
        bars: dict[str, TaskID] = {
            order.study: display.add_task("waiting", study=order.study, total=None) for order in orders
        }

        def tell(study: str, done: int, total: int, what: str) -> None:
            display.update(bars[study], completed=done, total=total, description=what)

        return run_orders(orders, pages, workers, tell)


def refuse_faulty(name: str, data: Path | None) -> None:
    """Raise every fault of a study, those of its methods among them."""
    faults = inspect_plan(name, data).faults
    if faults:
        raise StudyFileError(faults)


def _refuse_faulty(orders: tuple[Order, ...]) -> None:
    """Stop before anything is computed where a plan, or a table that a programme keeps itself, has a fault.

    A report that stands rests on the same files, which were read without one.
    """
    wrong = [
        fault
        for order in orders
        for fault in inspect_plan(order.folder, None if order.data is None else Path(order.data)).faults
    ]
    if wrong:
        raise StudyFileError(wrong)
    faults = [fault for order in orders for fault in faults_of_tables(read_study(order.folder))]
    if faults:
        raise StudyFileError(faults)
