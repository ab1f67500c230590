"""Pages are thin: words, and a few lines that ask the evaluation and keep what it shows."""

from __future__ import annotations

import ast
import json
import re

import pytest

from evalkit.run.pages.catalogue import Page, is_parameters, pages_of, source
from evalkit.run.places import NOTEBOOKS

MOST_CELLS, LONGEST_CELL, MOST_LINES = 12, 8, 40
FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.comprehension,
    ast.BinOp,
    ast.Compare,
    ast.Try,
    ast.With,
)
QUESTIONS = {
    "00-study": "What was done, where, for whom, when, who chose the schools and on which figure, and what is asked?",
    "01-schools-and-pupils": "Who is in the analysis, who is missing, and why? Did the pupils change?",
    "02-outcomes": "What happened to maths at the end of Key Stage 4?",
    "03-comparison": "Which schools are a fair comparison, how fair, and what could this study ever detect?",
    "04-effect": "What difference did the programme make?",
    "05-sensitivity": "How easily could that be wrong?",
    "06-groups": "For whom?",
    "07-delivery": "What was delivered, how well, did more go with more, and what did it cost?",
    "07-departments": "What changed in departments and in lessons?",
    "07-pupils-views": "What did pupils say, and did extra help fade?",
    "08-beyond": "What else moved?",
    "09-conclusions": "Overview · good practice · what we would do differently · sustainability",
}
PAGES = pages_of(NOTEBOOKS)


def test_the_pages_ask_the_questions_of_the_report_in_order() -> None:
    assert {page.name: page.title for page in PAGES} == QUESTIONS
    assert [page.name for page in PAGES] == list(QUESTIONS)


def test_every_notebook_is_a_page() -> None:
    assert sorted(file.stem for file in NOTEBOOKS.iterdir()) == list(QUESTIONS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_stays_within_the_walls(page: Page) -> None:
    code = [source(cell) for cell in page.cells if cell["cell_type"] == "code"]
    lines = [len([line for line in cell.splitlines() if line.strip()]) for cell in code]
    assert len(code) <= MOST_CELLS
    assert max(lines) <= LONGEST_CELL
    assert sum(lines) <= MOST_LINES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_asks_and_keeps_and_does_nothing_else(page: Page) -> None:
    for cell in page.code:
        tree = ast.parse(cell)
        assert not [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, FORBIDDEN)]
        texts = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert not [text for text in texts if "/" in text or "\\" in text or text.endswith((".csv", ".toml", ".json"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_begins_with_its_question_its_parameters_and_one_import(page: Page) -> None:
    kinds = [cell["cell_type"] for cell in page.cells]
    assert kinds[0] == "markdown"
    assert is_parameters(page.cells[1])
    imports = [line for cell in page.code for line in cell.splitlines() if line.startswith(("import ", "from "))]
    assert imports == ["import evalkit as ek"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_opens_the_study_under_its_own_name_and_keeps_what_it_shows(page: Page) -> None:
    assert f'page="{page.name}"' in page.code[0]
    assert page.code[-1].splitlines()[-1].startswith("evaluation.keep(")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_number_is_typed_in_the_words_of_a_page(page: Page) -> None:
    words = "\n".join(source(cell) for cell in page.cells if cell["cell_type"] == "markdown")
    assert re.findall(r"\d+", words.replace("Key Stage 4", "")) == []


def test_cells_keep_their_names_from_run_to_run() -> None:
    for page in PAGES:
        names = [str(cell["id"]) for cell in page.cells]
        assert names == [f"{page.name[:2]}-{number:02d}" for number in range(len(names))]
        assert json.loads(page.file.read_text(encoding="utf-8"))["metadata"].keys() == {"kernelspec", "language_info"}
