"""Each row of a table begins with a header that its other cells name and that the file can find by its name."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from evalkit.document.parts import Heading, Paragraph, Table, one_layer
from evalkit.document.renderers.parts.pdf_tags import with_row_headers
from evalkit.document.renderers.pdf import render
from tests.support.content.pdf_content import attributes, children, pdf_content, scope, tagged
from tests.support.content.pdf_faults import pdf_faults
from tests.unit.document.renderers.test_pdf import as_typst_leaves_it, celled


@pytest.fixture(scope="module")
def tables() -> bytes:
    """Return a PDF with two tables."""
    parts = [Heading(2, "A part", "part"), Table(celled(), "one"), Table(celled(rows=12), "two")]
    return render(one_layer("A title", "", parts))


def test_every_cell_names_the_headers_of_its_column_and_its_row(tables: bytes) -> None:
    with pikepdf.open(BytesIO(tables)) as pages:
        found = pikepdf.NameTree(pages.Root.StructTreeRoot.IDTree)
        for table, rows in zip(tagged(pages.Root.StructTreeRoot, "/Table"), (3, 12), strict=True):
            (body,) = tagged(table, "/TBody")
            assert len(children(body)) == rows
            for row in children(body):
                name, *others = children(row)
                assert name.S == Name.TH and scope(name) == "/Row"
                assert found[str(name.ID)].objgen == name.objgen
                for cell in others:
                    (named,) = (one.Headers for one in attributes(cell) if "/Headers" in one)
                    column, of_row = (found[str(one)] for one in named)
                    assert scope(column) == "/Column" and of_row.objgen == name.objgen


def test_names_stand_in_the_order_by_which_they_are_looked_up(tables: bytes) -> None:
    with pikepdf.open(BytesIO(tables)) as pages:
        names = [bytes(one) for one in pages.Root.StructTreeRoot.IDTree.Names[::2]]
    assert names == sorted(names) and len(names) == len(set(names)) == 3 + 12 + 2 * 3


def test_a_table_that_ends_a_sheet_holds_its_caption() -> None:
    without, ending = 0, [Table(celled(rows=12), "ends"), Paragraph("What follows.")]
    whole = pdf_content(render(one_layer("A title", "", ending)))
    for lines in range(26, 31):
        before = [Paragraph(f"This is line {place}.") for place in range(lines)]
        document = one_layer("A title", "", [*before, *ending])
        left, made = as_typst_leaves_it(document), render(document)
        without += not captioned(left)
        assert captioned(made) and pdf_faults(made) == []
        assert pdf_content(made)[1 + lines :] == whole[1:]
    assert without


def captioned(content: bytes) -> bool:
    """Say whether the one table of a PDF holds a caption."""
    with pikepdf.open(BytesIO(content)) as pages:
        (table,) = tagged(pages.Root.StructTreeRoot, "/Table")
        held = [one.P.objgen for one in tagged(table, "/Caption")] == [table.objgen]
        return held and table.objgen in [one.objgen for one in children(table.P) if isinstance(one, Dictionary)]


def test_a_document_without_tables_stays_as_it_is() -> None:
    made = render(one_layer("A title", "", [Paragraph("A sentence.")]))
    assert with_row_headers(made) == made
