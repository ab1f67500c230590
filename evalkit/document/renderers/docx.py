"""The report as a Word file that people can go on writing in: real styles, numbers of captions and links as fields."""

from __future__ import annotations

from evalkit.document.editions import CLOSING, FRONT, REPORT
from evalkit.document.parts import Document
from evalkit.document.renderers.parts.missing_letters import refuse_missing_in_drawings
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.document.renderers.parts.unprintable_parts import refuse_unprintable
from evalkit.document.renderers.parts.word_body import word_body
from evalkit.document.renderers.parts.word_file import WordFile


def render(document: Document) -> bytes:
    """Return a document as a file for Word and LibreOffice, the same bytes for the same document."""
    refuse_unprintable(document)
    # Words are set in the type of the reader's machine; pictures are set here.
    refuse_missing_in_drawings(document)
    file = WordFile(document.name, document.standfirst, document.mark)
    return file.packed(word_body(document, file))


RENDERER = Renderer(
    summary="front page, report and closing document as files for Word and LibreOffice to go on writing in",
    file="report.docx",
    render=render,
    checked_against=("tests/unit/document/renderers/test_docx.py::test_every_reference_leads_to_a_bookmark",),
    editions=(FRONT, REPORT, CLOSING),
    for_editing=True,
    any_document=True,
)
