"""Pages in the memory: what each kept and printed, the cells it ran, and the stations it asked for.

A page is taken as it was while its code cells, its parameters and every station it asked for are as they were.
Words and comments of the page are always those of today: only outputs come from the memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from evalkit.evaluation.memory import AS_IT_WAS, DAMAGED, RESTS_ON, Memory
from evalkit.run.pages.page_outputs import INJECTED, tagged
from evalkit.run.work.tasks import PageTask

Current = Callable[[str, str], str]
Cell = dict[str, object]


@dataclass(frozen=True, slots=True)
class Remembered:
    """One executed page.

    Attributes
    ----------
    rests_on : tuple of (str, str, str)
        Station, question and key of everything the page asked for.
    executed : str
        The executed notebook.
    kept : tuple of (str, bytes)
        Name and content of each file it kept.
    """

    rests_on: tuple[tuple[str, str, str], ...]
    executed: str
    kept: tuple[tuple[str, bytes], ...]


def remember_page(task: PageTask) -> None:
    """Keep an executed page; one that does not say what it rests on is left out."""
    noted = task.kept / RESTS_ON
    if task.key is None or not noted.exists():
        return
    rests = tuple(tuple(line) for line in json.loads(noted.read_text(encoding="utf-8")))
    noted.unlink()
    kept = tuple((file.name, file.read_bytes()) for file in sorted(task.kept.iterdir()))
    Memory(task.memory).keep(task.key, Remembered(rests, task.executed.read_text(encoding="utf-8"), kept))


def recall_page(task: PageTask, current: Current) -> tuple[bool, str]:
    """Lay a remembered page out as if it had just run.

    Parameters
    ----------
    task : PageTask
        The page.
    current : callable
        Gives the present key of a station of a question.

    Returns
    -------
    tuple of (bool, str)
        Whether it was there, and what decided it.
    """
    if task.key is None:
        return False, ""
    found, why = Memory(task.memory).recall(task.key)
    if why:
        return False, why
    if not isinstance(found, Remembered):
        return False, DAMAGED
    for station, question, key in found.rests_on:
        if current(station, question) != key:
            return False, f"{station} of {question}" if question else station
    task.executed.parent.mkdir(parents=True, exist_ok=True)
    task.executed.write_text(_with_words_of_today(task, found.executed), encoding="utf-8")
    task.kept.mkdir(parents=True, exist_ok=True)
    for name, content in found.kept:
        (task.kept / name).write_bytes(content)
    return True, AS_IT_WAS


def _with_words_of_today(task: PageTask, executed: str) -> str:
    """Return today's page with the outputs of the remembered one; both have the same code cells."""
    remembered, page = json.loads(executed), json.loads(task.source.read_text(encoding="utf-8"))
    outputs = iter([cell for cell in remembered["cells"] if cell["cell_type"] == "code"])
    cells: list[Cell] = []
    for cell in page["cells"]:
        cells.append(cell)
        if cell["cell_type"] != "code":
            continue
        before = next(outputs)
        cell.update(outputs=before["outputs"], execution_count=before["execution_count"])
        if tagged(cell, "parameters"):
            following = next(outputs)
            assert tagged(following, INJECTED)
            cells.append(following)
    # In the order in which an executed page holds its keys: a page that was recalled has the same bytes.
    return json.dumps({**remembered, "cells": cells}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
