"""Run every page on the shipped study and store its text outputs in the page."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from evalkit.core.errors import PageError
from evalkit.core.shipped import CLONE
from evalkit.run.kernels.surroundings import KERNEL_PARENT, describe_kernel, warm_kernels
from evalkit.run.pages.catalogue import Page, pages_of
from evalkit.run.pages.execution import run_page
from evalkit.run.pages.page_outputs import store
from evalkit.run.places import NOTEBOOKS, SETTINGS, shown
from evalkit.run.work.tasks import PageTask
from evalkit.run.work.worker_parent import worker_pool


def pages() -> int:
    """Rewrite the stored outputs; each page computes for itself, as it does when it is opened by hand."""
    if CLONE is None:
        raise PageError.one(
            where="evalkit pages",
            found="an installed evalkit, whose pages belong to the package",
            allowed="a clone, whose pages are in notebooks/",
            next="evalkit lab copies the pages to a folder of yours; or clone the repository",
        )
    environment = describe_kernel(SETTINGS)
    found = tuple(page for page in pages_of(NOTEBOOKS) if page.code)
    with TemporaryDirectory(prefix="evalkit-") as folder:
        tasks = [_task(page, Path(folder), environment) for page in found]
        with (
            warm_kernels(Path(folder) / KERNEL_PARENT, environment),
            worker_pool(2) as pool,
        ):
            for page, task, seconds in zip(found, tasks, pool.map(run_page, tasks), strict=True):
                store(task.executed, page.file)
                print(f"{shown(page.file)} ({seconds:.0f} s)")
    return 0


def _task(page: Page, folder: Path, environment: dict[str, str]) -> PageTask:
    page.model()
    executed = folder / page.file.name
    return PageTask(
        page=page.name,
        question="",
        source=page.file,
        parameters=(),
        executed=executed,
        partial=executed,
        folder=NOTEBOOKS,
        environment=tuple(environment.items()),
    )


JOB = pages
