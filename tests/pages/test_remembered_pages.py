"""A page is run again when its code or a station it asked for changed, and told with the words of today."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evalkit.evaluation.inputs import digest
from evalkit.evaluation.key import Key
from evalkit.evaluation.memory import AS_IT_WAS, ENDING, RESTS_ON
from evalkit.run.kernels.surroundings import KERNEL_PARENT, describe_kernel, warm_kernels
from evalkit.run.pages.catalogue import Page
from evalkit.run.pages.execution import run_page, without_traces_of_the_run
from evalkit.run.pages.page_memory import recall_page, remember_page
from evalkit.run.work.tasks import PageTask

STATIONS = {("finding", "attainment"): "a", ("study", ""): "b"}


def test_a_page_comes_back_whole(ran: PageTask) -> None:
    again = elsewhere(ran)
    assert recall_page(again, current()) == (True, AS_IT_WAS)
    assert (again.kept / "01-interval.json").read_text(encoding="utf-8") == "{}"
    assert not (again.kept / RESTS_ON).exists()
    assert again.executed.read_bytes() == ran.executed.read_bytes()


def test_a_comment_or_a_word_in_a_page_reruns_nothing_and_is_shown(ran: PageTask) -> None:
    change(ran, "finding\n", "finding  # the answer\n")
    change(ran, "# Why?", "# Why then?")
    again = elsewhere(ran)
    assert recall_page(with_key(again), current()) == (True, AS_IT_WAS)
    executed = again.executed.read_text(encoding="utf-8")
    assert "# the answer" in executed
    assert "Why then?" in executed
    assert "printed" in executed


def test_a_code_cell_reruns_that_page(ran: PageTask) -> None:
    change(ran, "finding\n", "findings\n")
    assert recall_page(with_key(elsewhere(ran)), current()) == (False, "code cells")


def test_a_station_it_asked_for_reruns_it_and_is_named(ran: PageTask) -> None:
    assert recall_page(ran, current(finding="new")) == (False, "finding of attainment")


def test_a_station_it_never_asked_for_does_not(ran: PageTask) -> None:
    assert recall_page(elsewhere(ran), lambda *name: STATIONS[name])[0]


def test_a_damaged_page_is_run_again(ran: PageTask) -> None:
    assert ran.memory is not None
    (file,) = ran.memory.glob(f"*{ENDING}")
    file.write_bytes(file.read_bytes()[:-9])
    assert recall_page(ran, current()) == (False, "its file was damaged")


def test_a_kernel_copied_from_a_warm_process_is_fresh_and_in_a_session_of_its_own(tmp_path: Path) -> None:
    environment = describe_kernel(tmp_path / "settings")
    first = cells("seen = 1\nimport os, sys\nprint(os.getpid() == os.getsid(0))", "print('pandas' in sys.modules)")
    second = cells("print('seen' in globals(), __import__('os').getcwd() != '/')", "import os\nos._exit(3)")
    with warm_kernels(tmp_path / KERNEL_PARENT, environment):
        one = task(tmp_path / "one", first, environment)
        run_page(one)
        two = task(tmp_path / "two", second, environment)
        with pytest.raises(Exception, match="the process that ran the page ended"):
            run_page(two)
    assert one.executed.read_text(encoding="utf-8").count('"True\\n"') == 2
    assert "False True" in two.executed.read_text(encoding="utf-8")


def test_where_no_warm_process_answers_a_page_gets_a_kernel_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KERNEL_PARENT, str(tmp_path / "nobody"))
    page = task(tmp_path, cells("print('well')", "1"), describe_kernel(tmp_path / "settings"))
    run_page(page)
    assert "well" in page.executed.read_text(encoding="utf-8")


@pytest.fixture
def ran(tmp_path: Path) -> PageTask:
    """Return the task of a page that ran and is remembered; its outputs are laid out by hand, without a kernel."""
    made = with_key(replace(task(tmp_path, cells("finding\n", "more"), {}), memory=tmp_path / "memory"))
    notebook = json.loads(made.source.read_text(encoding="utf-8"))
    injected = {**notebook["cells"][1], "metadata": {"tags": ["injected-parameters"]}, "id": "i", "outputs": []}
    notebook["cells"].insert(2, injected)
    for number, cell in enumerate(cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
        cell.update(
            execution_count=number + 1, outputs=[{"output_type": "stream", "name": "stdout", "text": "printed"}]
        )
    made.executed.parent.mkdir(parents=True)
    # As what runs pages writes them: keys in the order of the alphabet.
    made.executed.write_text(json.dumps(notebook, sort_keys=True), encoding="utf-8")
    without_traces_of_the_run(made.executed)
    made.kept.mkdir(parents=True)
    (made.kept / "01-interval.json").write_text("{}", encoding="utf-8")
    rests = [[station, question, key] for (station, question), key in STATIONS.items()]
    (made.kept / RESTS_ON).write_text(json.dumps(rests), encoding="utf-8")
    remember_page(made)
    return made


def current(**changed: str):
    """Return the present keys of stations, some of them changed; a station nobody asked for is unknown."""
    return lambda station, question: changed.get(station, STATIONS[station, question])


def elsewhere(made: PageTask) -> PageTask:
    folder = made.folder / "second-run"
    return replace(made, folder=folder, executed=folder / "notebooks" / made.executed.name)


def with_key(made: PageTask) -> PageTask:
    return replace(made, key=Key(f"page {made.page}", "", (("code cells", digest(Page(made.source).parsed)),)))


def change(made: PageTask, old: str, new: str) -> None:
    text = made.source.read_text(encoding="utf-8")
    old, new = (json.dumps(part)[1:-1] for part in (old, new))
    assert old in text
    made.source.write_text(text.replace(old, new, 1), encoding="utf-8")


def cells(*code: str) -> list[dict[str, object]]:
    """Return the cells of a page: words, parameters, code."""
    words = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Why?"}
    told = [('study = "leicester"\nout = None', {"tags": ["parameters"]}), *((text, {}) for text in code)]
    ran = {"cell_type": "code", "execution_count": None, "outputs": []}
    return [words, *({**ran, "id": f"c{n}", "source": text, "metadata": tags} for n, (text, tags) in enumerate(told))]


def task(folder: Path, told: list[dict[str, object]], environment: dict[str, str]) -> PageTask:
    """Return the task of a page with these cells."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook = {"cells": told, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    notebook["metadata"] = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    file = folder / "04-why.ipynb"
    file.write_text(json.dumps(notebook), encoding="utf-8")
    return PageTask(
        page="04-why",
        question="",
        source=file,
        parameters=(("study", "north-west"), ("out", ".")),
        executed=folder / "notebooks" / file.name,
        partial=folder / "failed" / file.name,
        folder=folder,
        environment=tuple(environment.items()),
    )
