"""The report on paper: PDF that can be read aloud, its tags set right, its letters in it, the same in every run."""

from __future__ import annotations

import json

from evalkit.core.shipped import beside_the_code
from evalkit.document.editions import CLOSING, FRONT, REPORT
from evalkit.document.parts import Document
from evalkit.document.renderers.parts.missing_letters import refuse_missing_letters
from evalkit.document.renderers.parts.pdf_tags import with_row_headers
from evalkit.document.renderers.parts.renderer import Renderer
from evalkit.document.renderers.parts.typesetting import typeset
from evalkit.document.renderers.parts.typst_data import as_data
from evalkit.document.renderers.parts.unprintable_parts import refuse_unprintable
from evalkit.report.fonts import FAMILY

TEMPLATE = beside_the_code("document/renderers/templates/report.typ")
# The standard of PDF that can be read aloud (ISO 14289-1).
STANDARD = "ua-1"


def render(document: Document) -> bytes:
    """Return a document as tagged PDF on A4."""
    refuse_unprintable(document)
    refuse_missing_letters(document)
    given = {"document": json.dumps(as_data(document), ensure_ascii=False), "family": FAMILY}
    settings = {"format": "pdf", "pdf_standards": [STANDARD]}
    (pages,) = typeset(TEMPLATE.read_text(encoding="utf-8"), given, settings)
    return with_row_headers(pages)


RENDERER = Renderer(
    summary="PDF on A4, tagged so that it can be read aloud, with bookmarks",
    file="report.pdf",
    render=render,
    checked_against=("tests/unit/document/renderers/test_pdf.py::test_the_tags_of_the_samples_are_right",),
    editions=(FRONT, REPORT, CLOSING),
    any_document=True,
)
