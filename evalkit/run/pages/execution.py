"""One page, run from top to bottom in a kernel of its own, inside a worker process."""

from __future__ import annotations

import json
import os
import re
import shutil
from importlib import import_module
from pathlib import Path
from time import perf_counter

from evalkit.core.errors import PageError
from evalkit.run.kernels.surroundings import KERNEL
from evalkit.run.kernels.warm import WarmKernelManager
from evalkit.run.pages.page_memory import remember_page
from evalkit.run.pages.page_outputs import INJECTED, tagged
from evalkit.run.places import shown
from evalkit.run.work.tasks import PageTask

LONGEST_CAUSE = 4
# Loaded where a page is run: a third of what a command loads that runs none.
PAPERMILL = "evalkit.run.kernels.quick_papermill"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run_page(task: PageTask) -> float:
    """Run the page and return how many seconds it took; a failed cell is a `PageError`."""
    started = perf_counter()
    task.executed.parent.mkdir(parents=True, exist_ok=True)
    if not task.needs_kernel:
        shutil.copyfile(task.source, task.executed)
        return perf_counter() - started
    os.environ.update(task.environment)
    papermill = import_module(PAPERMILL)
    try:
        papermill.execute_notebook(
            task.source,
            task.executed,
            parameters=dict(task.parameters),
            engine_name=papermill.ENGINE,
            kernel_name=KERNEL,
            progress_bar=False,
            cwd=task.folder,
            kernel_manager_class=WarmKernelManager,
            # Everything a page keeps is written when its last cell ends: nothing is left that could end in order.
            shutdown_kernel="immediate",
        )
    except papermill.PapermillExecutionError as error:
        cell = _cell_number(task.executed, error.cell_index)
        raise _failed(task, f"cell {cell}", _cause(error.ename, error.evalue)) from None
    except papermill.DeadKernelError:
        raise _failed(
            task, "a cell", "the process that ran the page ended; the machine may be short of memory"
        ) from None
    without_traces_of_the_run(task.executed)
    remember_page(task)
    return perf_counter() - started


def without_traces_of_the_run(file: Path) -> None:
    """Take times, paths and the runner's own notes out of an executed page."""
    notebook = json.loads(file.read_text(encoding="utf-8"))
    notebook["metadata"].pop("papermill", None)
    for cell in notebook["cells"]:
        for trace in ("papermill", "execution"):
            cell["metadata"].pop(trace, None)
        if not cell["metadata"].get("tags", [None]):
            cell["metadata"].pop("tags")
    file.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _failed(task: PageTask, where: str, cause: str) -> PageError:
    error = PageError.one(
        where=f"page {task.page}, {where}",
        found=cause,
        allowed="a page that runs from top to bottom",
        next=f"the page as far as it came is {shown(task.partial)}",
    )
    assert isinstance(error, PageError)
    return error


def _cell_number(executed: Path, index: int) -> int:
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    run = [cell for cell in cells if not tagged(cell, "papermill-error-cell-tag")]
    return sum(not tagged(cell, INJECTED) for cell in run[: index + 1])


def _cause(kind: str, message: str) -> str:
    lines = [line.strip() for line in _COLOUR.sub("", message).splitlines() if line.strip()]
    told = "; ".join(lines[:LONGEST_CAUSE])
    return f"{kind}: {told}" if told else kind
