"""A report takes the place of the last one only when it is whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from evalkit.core.errors import ReportError
from evalkit.document.kept_blocks import read_pages, write_block
from evalkit.report.block import Block
from evalkit.run.pages.catalogue import Page, is_parameters, pages_of
from evalkit.run.places import NOTEBOOKS, STUDIES
from evalkit.run.reports.assembly import copy_parts, gather_pages, install
from evalkit.run.work.run_order import RECORD, Order, blocks_folder, make_order, page_tasks
from evalkit.study.study_reader import read_study

PAGES = pages_of(NOTEBOOKS)
PAGE = "03-comparison"
QUESTIONS = ("attainment", "targeted")


def test_a_new_report_replaces_the_last_one_whole(tmp_path: Path) -> None:
    target, building = tmp_path / "ours", tmp_path / ".ours-1"
    for folder, name in ((target, "old.html"), (building, "new.html")):
        folder.mkdir()
        (folder / name).write_text("", encoding="utf-8")
    install(building, target)
    assert [file.name for file in target.iterdir()] == ["new.html"]
    assert [folder.name for folder in tmp_path.iterdir()] == ["ours"]


def test_where_the_folder_cannot_be_moved_files_take_their_places_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, building = tmp_path / "ours", tmp_path / ".ours-1"
    for folder, names in ((target, ("report.html", "pages/old.json")), (building, ("report.html", "pages/new.json"))):
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(folder.name, encoding="utf-8")
    held, replace = target / "report.html", Path.replace

    def refuse(folder: Path, other: Path) -> Path:
        raise PermissionError(folder)

    def replace_others(half: Path, other: Path) -> Path:
        return refuse(half, other) if other == held else replace(half, other)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(Path, "replace", replace_others)
    assert install(building, target) == {"report.html": "report-new.html"}
    assert {file.relative_to(target).as_posix(): file.read_text() for file in target.rglob("*") if file.is_file()} == {
        "report.html": "ours",
        "report-new.html": ".ours-1",
        "pages/new.json": ".ours-1",
    }


def test_a_folder_that_no_run_made_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "thesis.docx").write_text("", encoding="utf-8")
    with pytest.raises(ReportError, match="no earlier run made"):
        order(tmp_path)


def test_an_earlier_report_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / RECORD).write_text("{}", encoding="utf-8")
    assert order(tmp_path).target == tmp_path / "ours"


def test_pages_about_a_question_run_once_for_each(tmp_path: Path) -> None:
    tasks = page_tasks(order(tmp_path), PAGES)
    names = [task.executed.name for task in tasks if task.page == "04-effect"]
    assert names == ["04-effect.attainment.ipynb", "04-effect.targeted.ipynb"]
    assert [task.question for task in tasks if task.page == "00-study"] == [""]


def test_pages_of_text_alone_need_no_kernel(tmp_path: Path) -> None:
    page = json.loads((NOTEBOOKS / "08-beyond.ipynb").read_text(encoding="utf-8"))
    page["cells"] = [cell for cell in page["cells"] if cell["cell_type"] == "markdown" or is_parameters(cell)]
    bare = tmp_path / "09-text.ipynb"
    bare.write_text(json.dumps(page), encoding="utf-8")
    kernels = {task.page: task.needs_kernel for task in page_tasks(order(tmp_path), (*PAGES, Page(bare)))}
    assert [name for name, needed in kernels.items() if not needed] == ["09-text"]


def test_a_study_under_studies_is_told_by_its_name_and_others_by_their_path(tmp_path: Path) -> None:
    assert order(tmp_path, STUDIES / "ours").called == "ours"
    assert order(tmp_path, tmp_path / "elsewhere").called == str(tmp_path / "elsewhere")


def test_questions_are_set_apart_on_their_page_and_blocks_bear_their_names(tmp_path: Path) -> None:
    made = order(tmp_path)
    for question, number, name in (
        ("attainment", 1, "comparison"),
        ("attainment", 2, "balance"),
        ("targeted", 1, "comparison"),
        ("targeted", 2, "targeted-headline"),
    ):
        write_block(block(name, "sentence"), made.building / blocks_folder(made, question) / "pages" / PAGE, number)
    gather_pages(made, PAGES)
    (page,) = (page for page in read_pages(made.building / "pages") if page.name == PAGE)
    assert [one.id for one in page.blocks] == [
        "attainment-comparison",
        "attainment-balance",
        "targeted-comparison",
        "targeted-headline",
    ]
    assert [one.title for one in page.blocks if one.title != "a title"] == list(made.asks)
    assert not (made.building / "by-question").exists()


def test_blocks_of_a_single_question_keep_their_names(tmp_path: Path) -> None:
    made = order(tmp_path, questions=("attainment",))
    write_block(block("comparison", "sentence"), made.building / blocks_folder(made, "attainment") / "pages" / PAGE, 1)
    gather_pages(made, PAGES)
    (page,) = (page for page in read_pages(made.building / "pages") if page.name == PAGE)
    assert [(one.id, one.title) for one in page.blocks] == [("comparison", "a title")]


def test_every_page_keeps_its_question_even_when_it_keeps_no_block(tmp_path: Path) -> None:
    made = order(tmp_path)
    gather_pages(made, PAGES)
    assert [(page.name, page.title) for page in read_pages(made.building / "pages")] == [
        (page.name, page.title) for page in PAGES
    ]
    assert (
        "Everything on this page rests on tables that the programme kept itself"
        in {page.name: page.text for page in read_pages(made.building / "pages")}["07-delivery"]
    )


def test_tables_and_figures_lie_in_folders_of_their_own(tmp_path: Path) -> None:
    made = order(tmp_path)
    folder = made.building / "pages" / "04-effect"
    write_block(block("balance"), folder, 1)
    write_block(block("years", "figure"), folder, 2)
    copy_parts(made.building)
    assert [file.name for file in (made.building / "tables").iterdir()] == ["04-effect-balance.csv"]
    assert sorted(file.name for file in (made.building / "figures").iterdir()) == [
        "04-effect-years.csv",
        "04-effect-years.svg",
    ]


def order(folder: Path, study: Path | None = None, questions: tuple[str, ...] = QUESTIONS) -> Order:
    """Return an order for a study of these questions, taken from the shipped one."""
    shipped = read_study("leicester")
    asked = tuple(question for question in shipped.questions if question.id in questions)
    ours = shipped.model_copy(update={"name": "ours", "folder": study or STUDIES / "ours", "questions": asked})
    made = make_order(ours, data=None, out=folder, private=folder, environment={})
    assert made.started < datetime.now(UTC)
    return made


def block(name: str, kind: str = "table") -> Block:
    """Return a small block."""
    values = pd.DataFrame({"a": [1.0]})
    drawing = "<svg></svg>" if kind == "figure" else ""
    return Block(name, kind, "a title", "a text", values, svg=drawing)  # type: ignore[arg-type]
