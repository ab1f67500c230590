"""What is wrong in the pages that LibreOffice makes of a Word file is named; where there is none, it says so."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from evalkit.document.parts import Figure, Note, Paragraph, Table, one_layer
from evalkit.document.renderers.docx import render
from evalkit.report.verbs import figure, table
from tests.unit.report import samples
from tools import word
from tools.word import LOST, faults

DRAWN, LISTED = Figure(figure(samples.trends()), "drawn"), Table(table(samples.trends()), "listed")
WORD = render(one_layer("A title", "", (Paragraph("It begins."), DRAWN, LISTED, Note("It ends  here."))))
HEADERS = len(LISTED.block.columns)
SIDES = ["A title It begins.", "What it shows. It ends here. 2 of 2"]


def tagged(headers: int = HEADERS, titles: int = 1, alt: str = "What it shows.") -> bytes:
    """Return a PDF with tags alone."""
    file = pikepdf.new()
    kinds = [Dictionary(S=Name.Figure, Alt=alt), *[Dictionary(S=Name.TH)] * headers, *[Dictionary(S=Name.H1)] * titles]
    file.Root.StructTreeRoot = Dictionary(K=Array([Dictionary(S=Name.Document, K=Array(kinds))]))
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def test_pages_that_hold_everything_have_no_fault() -> None:
    assert list(faults("report", WORD, tagged(), SIDES)) == []
    assert list(faults("closing", WORD, tagged(), SIDES)) == []


@pytest.mark.parametrize(
    ("edition", "pages", "sides", "fault"),
    [
        ("front", tagged(), SIDES, "2 sides instead of 1 at most"),
        ("closing", tagged(), [*SIDES, SIDES[1]], "3 sides instead of 2 at most"),
        ("report", tagged(), SIDES[::-1], "its last sentence is not on its last side: 'It ends here.'"),
        ("report", tagged(), [f"Error: {LOST}", SIDES[1]], "side 1: a field has lost what it leads to"),
        ("report", tagged(alt=" "), SIDES, "0 of 1 pictures say what they show"),
        ("report", tagged(headers=0), SIDES, f"0 of {HEADERS} headers of columns are tagged as such"),
        ("report", tagged(titles=2), SIDES, "2 headings of level 1"),
    ],
)
def test_each_fault_is_named(edition: str, pages: bytes, sides: list[str], fault: str) -> None:
    assert list(faults(edition, WORD, pages, sides)) == [fault]


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(word.shutil, "which", lambda name: None)
    assert word.main() == 0
    assert "no Word file was opened" in capsys.readouterr().out


def test_without_word_files_it_says_how_to_make_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(word.shutil, "which", lambda name: f"/bin/{name}")
    assert word.main() == 1
    assert "--format docx" in capsys.readouterr().out
