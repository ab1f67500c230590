"""A page that fails says so in one plain line, and keeps as much of itself as it ran."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evalkit.core.errors import PageError
from evalkit.run.kernels.surroundings import describe_kernel
from evalkit.run.outcome import in_words
from evalkit.run.pages.execution import PageTask, run_page

PARAMETERS = 'study = "leicester"\nout = None'


def test_a_failed_cell_is_told_in_one_line_with_page_cell_cause_and_place(tmp_path: Path) -> None:
    task = page_task(tmp_path, ["print('reached')", "raise ValueError('first line\\nsecond line')", "print('never')"])
    with pytest.raises(PageError) as failed:
        run_page(task)
    line = in_words(failed.value)
    assert "\n" not in line
    assert line.startswith("page 04-broken, cell 4: ValueError: first line; second line")
    assert line.endswith("failed/04-broken.ipynb")
    partial = task.executed.read_text(encoding="utf-8")
    assert "reached" in partial
    assert "ValueError" in partial


def test_a_page_that_runs_begins_afresh_and_leaves_no_trace_of_the_machine(tmp_path: Path) -> None:
    lines = ["import os\nprint(study, os.environ['OMP_NUM_THREADS'], os.environ['PYTHONHASHSEED'])"]
    task = page_task(tmp_path, lines)
    assert run_page(task) > 0
    executed = task.executed.read_text(encoding="utf-8")
    assert "north-west 1 0\\n" in executed
    assert str(tmp_path) not in executed
    assert "start_time" not in executed
    assert "TCP" not in executed
    assert [cell["id"] for cell in json.loads(executed)["cells"]] == ["a", "c0", "injected-parameters", "c1"]


def test_a_page_of_text_alone_starts_no_kernel(tmp_path: Path) -> None:
    task = page_task(tmp_path, [], needs_kernel=False)
    run_page(task)
    assert task.executed.read_bytes() == task.source.read_bytes()


def test_a_process_that_dies_is_told_like_any_other_failure(tmp_path: Path) -> None:
    task = page_task(tmp_path, ["import os\nos._exit(9)"])
    with pytest.raises(PageError, match="the process that ran the page ended"):
        run_page(task)


def page_task(folder: Path, code: list[str], *, needs_kernel: bool = True) -> PageTask:
    """Return a task for a page with these code cells."""
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Does it fail?"}]
    tags = {"tags": ["parameters"]}
    for number, (text, metadata) in enumerate([(PARAMETERS, tags), *((line, {}) for line in code)]):
        cell = {"cell_type": "code", "id": f"c{number}", "metadata": metadata, "source": text}
        cells.append({**cell, "execution_count": None, "outputs": []})
    notebook = {"cells": cells, "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
    notebook["metadata"] = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    file = folder / "04-broken.ipynb"
    file.write_text(json.dumps(notebook), encoding="utf-8")
    return PageTask(
        page="04-broken",
        question="",
        source=file,
        parameters=(("study", "north-west"),),
        executed=folder / "made" / "04-broken.ipynb",
        partial=folder / "failed" / "04-broken.ipynb",
        folder=folder,
        environment=tuple(describe_kernel(folder / "settings").items()),
        needs_kernel=needs_kernel,
    )
