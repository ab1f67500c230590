"""Both shipped reports on paper: how many sides, what their tags say, and that they say what the page says."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from evalkit.document.editions import StudyDocuments
from evalkit.document.parts import Figure
from evalkit.document.renderers import RENDERERS
from evalkit.document.report_files import rendered
from evalkit.document.report_parts import MOST_SIDES
from tests.support.content.alike import differing, unlike_its_block
from tests.support.content.docx_content import docx_content
from tests.support.content.html_content import figure_data, html_content
from tests.support.content.pdf_content import pdf_content, shown, tagged
from tests.support.content.pdf_faults import pdf_faults
from tests.support.shipped_reports import shipped_documents
from tests.support.word_package import bookmarks, led_to, opened, repairs

MOST = {"leicester": MOST_SIDES, "north-west": 18}
SMALLEST_FRONT, SMALLEST = 12, 9
# Bytes of report.pdf, which goes round by mail.
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A shipped report as a page and on paper.

    Attributes
    ----------
    study : str
        Its name.
    documents : StudyDocuments
        From which it was made.
    page : str
        Its page of HTML.
    files : dict of bytes
        Its files of PDF by name.
    """

    study: str
    documents: StudyDocuments
    page: str
    files: dict[str, bytes]


@pytest.fixture(scope="module", params=list(MOST))
def paper(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    stations_of_this_run: Path,
    synthetic_folder: Path,
) -> OnPaper:
    """Return one shipped report."""
    out = tmp_path_factory.mktemp("paper")
    made = shipped_documents(request.param, stations_of_this_run, synthetic_folder, out)
    return OnPaper(request.param, made.documents, made.page, dict(rendered(made.documents, RENDERERS.get("pdf"))))


def test_the_front_is_one_side_and_the_report_not_longer_than_it_may_be(paper: OnPaper) -> None:
    sides = {name: _sides(content) for name, content in paper.files.items()}
    assert sides["front.pdf"] == 1
    assert sides["report.pdf"] <= MOST[paper.study]
    assert sides["closing.pdf"] <= 2
    assert len(paper.files["report.pdf"]) < LARGEST


def test_their_tags_and_their_type_are_right(paper: OnPaper) -> None:
    assert {name: pdf_faults(content) for name, content in paper.files.items() if pdf_faults(content)} == {}


def test_the_page_and_the_pdf_say_the_same(paper: OnPaper) -> None:
    for name, layers in (("front.pdf", {"front"}), ("report.pdf", {"front", "report"})):
        on_page = html_content(paper.page, frozenset(layers))
        assert differing(on_page, pdf_content(paper.files[name])) == []
        assert len(on_page) > 10


def test_the_page_and_the_word_file_say_the_same_and_it_opens_without_repair(paper: OnPaper) -> None:
    files = dict(rendered(paper.documents, RENDERERS.get("docx")))
    for name, layers in (("front.docx", {"front"}), ("report.docx", {"front", "report"})):
        assert differing(html_content(paper.page, frozenset(layers)), docx_content(files[name])) == []
        assert len(docx_content(files[name])) > 10
    assert docx_content(files["closing.docx"]) == pdf_content(paper.files["closing.pdf"])
    packages = {name: opened(content) for name, content in files.items()}
    assert {name: found for name, one in packages.items() if (found := repairs(one))} == {}
    assert set(led_to(packages["report.docx"])) <= set(bookmarks(packages["report.docx"]))
    assert len(led_to(packages["report.docx"])) > 20


def test_figures_say_the_same_in_their_drawing_their_table_and_their_alternative(paper: OnPaper) -> None:
    blocks = [part.block for part in paper.documents.whole.parts if isinstance(part, Figure)]
    behind = figure_data(paper.page)
    assert len(behind) == len(blocks)
    pairs = zip(behind, blocks, strict=True)
    assert [(block.id, wrong) for table, block in pairs if (wrong := unlike_its_block(table, block))] == []
    shared = [part.block for part in paper.documents.edition("report").parts if isinstance(part, Figure)]
    with pikepdf.open(BytesIO(paper.files["report.pdf"])) as pages:
        told = [str(figure.Alt) for figure in tagged(pages.Root.StructTreeRoot, "/Figure")]
    assert told == [" ".join(block.text.split()) for block in shared]


def test_the_last_sentence_of_the_front_is_on_it_and_all_of_it_is_large_enough(paper: OnPaper) -> None:
    last = html_content(paper.page, frozenset({"front"}))[-1]
    assert pdf_content(paper.files["front.pdf"])[-1] == last and len(last.text.split()) > 3
    with pikepdf.open(BytesIO(paper.files["report.pdf"])) as pages:
        front, *others = (list(_sizes(page, pages)) for page in pages.pages)
    assert min(front) >= SMALLEST_FRONT
    assert min(size for sizes in others for size in sizes) >= SMALLEST


def _sides(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as pages:
        return len(pages.pages)


def _sizes(page: pikepdf.Page, pages: pikepdf.Pdf) -> list[float]:
    """Return the sizes of type on a page outside drawings, in points."""
    figures = tagged(pages.Root.StructTreeRoot, "/Figure")
    drawings = {int(one.K[0]) for one in figures if one.Pg.objgen == page.obj.objgen}
    return [size for number, words, size in shown(page) if number not in drawings and words.strip()]
