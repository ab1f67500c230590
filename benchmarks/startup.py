"""Start-up of a run of ten pages, ours against papermill one by one, in turn and in the same run.

The pages load evalkit, open a study and draw one figure of a few invented schools: what remains is what it takes
to begin. Ours counts everything from the first process to the last: the workers, the process that kernels
are copied from, and its end. Papermill runs in one process that has loaded it before the clock starts.
Run as ``python -m benchmarks.startup``; prints a table in Markdown.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from evalkit.run.kernels.quick_papermill import execute_notebook
from evalkit.run.kernels.surroundings import KERNEL, KERNEL_PARENT, describe_kernel, warm_kernels
from evalkit.run.pages.execution import run_page
from evalkit.run.work.tasks import PageTask

PAGES, ROUNDS, WORKERS = 10, 3, 2
STUDY = "leicester"
# Ours may take at most this share of papermill's time.
BAR = 0.5
CELLS = (
    f'study = "{STUDY}"\nout = None',
    "import evalkit as ek",
    'evaluation = ek.open_study(study, page="00-study", out=out)',
    'ek.table(evaluation.study, "programme")',
    'ek.sentence(evaluation.study, "programme")',
    "import pandas as pd",
    'pupils = pd.DataFrame({"school": [n % 40 for n in range(400)], "gain": [n * n % 17 / 10 for n in range(400)]})',
    "pupils = pupils.assign(treated=pupils.school % 4 == 0)",
    'effect = ek.Analysis.from_frame(pupils, outcome="gain", treated="treated", cluster="school").estimate()',
    "ek.figure(effect)",
)


def main() -> None:
    """Time both ways round after round, and print medians and ratios."""
    wall: dict[str, list[float]] = {"papermill, one by one": [], "evalkit": []}
    work: dict[str, list[float]] = {name: [] for name in wall}
    ways: dict[str, Callable[[tuple[PageTask, ...], Path], None]] = {
        "papermill, one by one": one_by_one,
        "evalkit": ours,
    }
    for _ in range(ROUNDS):
        for name, way in ways.items():
            with TemporaryDirectory() as folder:
                tasks = pages(Path(folder))
                started, used = perf_counter(), cpu_seconds()
                way(tasks, Path(folder))
                wall[name].append(perf_counter() - started)
                work[name].append(cpu_seconds() - used)
                assert all(task.executed.exists() for task in tasks)
    print_table(wall, work)


def one_by_one(tasks: tuple[PageTask, ...], folder: Path) -> None:
    """Run the pages as papermill does by itself."""
    for task in tasks:
        task.executed.parent.mkdir(exist_ok=True)
        execute_notebook(
            task.source, task.executed, parameters=dict(task.parameters), kernel_name=KERNEL, progress_bar=False
        )


def ours(tasks: tuple[PageTask, ...], folder: Path) -> None:
    """Run the pages as a run of ours does."""
    with (
        warm_kernels(folder / KERNEL_PARENT, dict(tasks[0].environment)),
        ProcessPoolExecutor(max_workers=WORKERS, mp_context=get_context("spawn")) as pool,
    ):
        list(pool.map(run_page, tasks))


def pages(folder: Path) -> tuple[PageTask, ...]:
    """Return the tasks of ten pages of ten cells."""
    environment = describe_kernel(folder / "settings")
    os.environ.update(environment)
    told = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"c{number}",
            "metadata": {} if number else {"tags": ["parameters"]},
            "outputs": [],
            "source": text,
        }
        for number, text in enumerate(CELLS)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = json.dumps({"cells": told, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
    made = []
    for number in range(PAGES):
        file = folder / f"{number:02d}-page.ipynb"
        file.write_text(notebook, encoding="utf-8")
        out = folder / "executed" / file.name
        made.append(PageTask(file.stem, "", file, (("study", STUDY),), out, out, folder, tuple(environment.items())))
    return tuple(made)


def cpu_seconds() -> float:
    """Return user and system seconds of this process and of every process that has ended below it."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def print_table(wall: dict[str, list[float]], work: dict[str, list[float]]) -> None:
    """Print medians with the least and the most, and the ratios."""
    print(f"| {PAGES} pages of {len(CELLS)} cells | wall seconds, median (least to most) | CPU seconds, median |")
    print("|---|---|---|")
    for name in wall:
        middle, cpu = statistics.median(wall[name]), statistics.median(work[name])
        print(f"| {name} | {middle:.1f} ({min(wall[name]):.1f} to {max(wall[name]):.1f}) | {cpu:.1f} |")
    peer, own = list(wall)
    ratios = [statistics.median(times[own]) / statistics.median(times[peer]) for times in (wall, work)]
    print(f"| ratio | {ratios[0]:.2f} | {ratios[1]:.2f} |")
    print(
        f"\n{ROUNDS} rounds, in turn, {WORKERS} workers, Python {sys.version.split()[0]}, {os.cpu_count()} CPUs, load "
        f"{os.getloadavg()[0]:.1f}. The bar is {BAR}: {'met' if ratios[0] <= BAR else 'not met'}."
    )


if __name__ == "__main__":
    main()
